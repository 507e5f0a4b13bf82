"""The generated part of docs/commands.md: every command with what it takes, from the live definitions.

Run ``python -m tests.docs_reference`` after a change of a command or report.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.cli import commands, spec
from plaincrm.cli.report import as_command
from plaincrm.reports import catalogue

if TYPE_CHECKING:
    from plaincrm.cli.spec import Command, Param

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
BEGIN, END = "<!-- commands -->", "<!-- /commands -->"


def expected() -> str:
    """The page as it should be: what people wrote, with the generated part made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def reference() -> str:
    """Every command by group, then every report, in Markdown."""
    parts = [_common()]
    for group, words in commands.GROUPS.items():
        parts += [f"## {group}\n", *(_command(commands.load(name)) for name in words)]
    shared = _shared_by_reports()
    parts += [_reports_head(shared), *(_report(name, shared) for name in catalogue.names())]
    return "\n".join(parts)


def _common() -> str:
    return "\n".join(
        [
            "## Options of every command\n",
            _table(spec.COMMON),
            "## Options of every command that writes\n",
            _table(spec.WRITING),
        ]
    )


def _command(command: Command) -> str:
    head = f"### {command.words}\n\n{command.about}\n\n```\n{usage(command)}\n```\n"
    return "\n".join([head, *([_table(command.params)] if command.params else [])])


def _reports_head(shared: set[str]) -> str:
    options = _table([param for param in as_command(catalogue.find("sales")).params if param.name in shared])
    return (
        f"## Reports\n\nWhat each one means: [reports.md](reports.md). Options of every report:\n\n{options}"
    )


def _report(name: str, shared: set[str]) -> str:
    command = as_command(catalogue.find(name))
    own = [param for param in command.params if param.name not in shared]
    head = f"### report {name}\n\n{command.about}\n\n```\nplaincrm report {name} [FILTERS…]\n```\n"
    return "\n".join([head, *([_table(own)] if own else [])])


def _shared_by_reports() -> set[str]:
    each = [{param.name for param in as_command(catalogue.find(name)).params} for name in catalogue.names()]
    return set.intersection(*each)


def usage(command: Command) -> str:
    """How a command is called: ``plaincrm sell WHO PRODUCT AMOUNT``, with the options that it must have."""
    words = [_argument(param) for param in command.arguments]
    words += [
        f"{param.names[-1]} {_metavar(param)}"
        for param in command.params
        if _is_option(param) and param.required
    ]
    return " ".join(["plaincrm", command.words, *words])


def _argument(param: Param) -> str:
    name = param.name.rstrip("_").upper() + ("…" if param.kind == "many" else "")
    return name if param.required else f"[{name}]"


def _table(params: tuple[Param, ...] | list[Param]) -> str:
    rows = [f"| {_name(param)} | {_about(param)} |" for param in params]
    return "\n".join(["| | |", "|---|---|", *rows, ""])


def _name(param: Param) -> str:
    if not _is_option(param):
        return f"`{_argument(param)}`"
    value = f" {_metavar(param)}" if param.takes_value else ""
    return ", ".join(f"`{name}{value if name == param.names[-1] else ''}`" for name in param.names).replace(
        "|", "\\|"
    )


def _metavar(param: Param) -> str:
    assert isinstance(param.spec, spec.Opt)
    return param.spec.metavar or param.name.rstrip("_").upper()


def _about(param: Param) -> str:
    choices = getattr(param.spec, "choices", ())
    return param.spec.about + (f" One of: {', '.join(choices)}." if choices else "")


def _is_option(param: Param) -> bool:
    return isinstance(param.spec, spec.Opt)


if __name__ == "__main__":
    PAGE.write_text(expected(), encoding="utf-8", newline="\n")
