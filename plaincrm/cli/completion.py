"""``completion``: a script for the shell."""

import sys
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg
from plaincrm.errors import UsageError

BASH = """\
_plaincrm_complete() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        plaincrm __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == __files__ ]]; then
        COMPREPLY=()
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    fi
    [[ ${COMPREPLY[0]-} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _plaincrm_complete plaincrm crm
"""
ZSH = """\
#compdef plaincrm crm
_plaincrm_complete() {
    local -a found
    found=("${(@f)$(plaincrm __complete zsh "${words[@]:1:$((CURRENT-1))}" 2>/dev/null)}")
    if [[ ${found[1]} == __files__ ]]; then _files; else
        compadd -Q -S '' -- ${(M)found:#*:}
        compadd -Q -- ${found:#*:}
    fi
}
compdef _plaincrm_complete plaincrm crm
"""
FISH = """\
function __plaincrm_complete
    set -l found (plaincrm __complete fish (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
    if test "$found[1]" = __files__
        __fish_complete_path (commandline -ct)
    else if test -n "$found[1]"
        printf '%s\\n' $found
    end
end
complete -c plaincrm -f -a '(__plaincrm_complete)'
complete -c crm -f -a '(__plaincrm_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def completion(
    session: Session,  # noqa: ARG001
    shell: Annotated[str, Arg("bash, zsh or fish.", complete="shell")],
) -> None:
    """Print a completion script: eval "$(plaincrm completion bash)"."""
    if shell not in SCRIPTS:
        raise UsageError(f'there is no completion for "{shell}"', hint=f"one of {', '.join(SCRIPTS)}")
    sys.stdout.write(SCRIPTS[shell])
