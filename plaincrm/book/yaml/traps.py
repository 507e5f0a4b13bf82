"""What is wrong with a text that is no good YAML, in the user's words."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from plaincrm.book.yaml.errors import YamlProblem

if TYPE_CHECKING:
    from yaml import YAMLError

_CONFLICT = re.compile(r"^(?:<{7} |>{7} |\|{7} |={7}$)", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TAB = re.compile(" *\t[ \t]*(?:#|[\n\r]|$)")
_INVISIBLE_BREAK = re.compile("[\x85\u2028\u2029]")

MAX_DEPTH = 50
TOO_DEEP = (f"nested more than {MAX_DEPTH} levels deep", "a customer file is flat: mend it by hand")
_BACKSLASH = ('a "\\" that means nothing here', 'write "\\\\" for one backslash, or use single quotes')

# The parser's words (libyaml's and PyYAML's differ a little), what they mean, what to do.
_MEANINGS = (
    (
        "mapping values are not allowed",
        'a ": " too many, or a line indented differently from its neighbours',
        "put the text in double quotes, or line the keys up",
    ),
    (
        "sequence entries are not allowed",
        'a "-" where no list can begin',
        "begin the list on its own line, below its key",
    ),
    (
        "could not find expected ':'",
        "a line without a key",
        'write "key: value", or indent the line below its key',
    ),
    (
        "unexpected end of stream",
        "a quote that is never closed",
        "add the missing quote at the end of the text",
    ),
    (
        "or ']'",
        "a list in brackets that is not closed, or a comma missing in it",
        'add the missing "]" or ","',
    ),
    ("or '}'", "a map in braces that is not closed, or a comma missing in it", 'add the missing "}" or ","'),
    ("maximum nesting depth", *TOO_DEEP),  # libyaml looks ahead, and has a limit of its own
    ("escape", *_BACKSLASH),
    ("hexdecimal", *_BACKSLASH),
    ("hexadecimal", *_BACKSLASH),
    (
        "incompatible YAML document",
        "a %YAML version other than 1.x",
        'delete the "%YAML" line: it is not needed',
    ),
    (
        "<document start>",
        "text after the end of the document",
        "a file holds one document: indent the line, or remove it",
    ),
    ("block", "a line indented differently from its neighbours", "line the keys up under each other"),
)
_BRACKETS = {"[": ("a list in brackets", "]"), "{": ("a map in braces", "}")}
_OPENERS = ("quoted scalar", "flow sequence", "flow mapping", "simple key")


def conflict(text: str) -> YamlProblem | None:
    """The first mark that an unfinished merge left, if any."""
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return None
    found = _CONFLICT.search(text.replace("\r\n", "\n"))
    if found is None:
        return None
    line = found.string.count("\n", 0, found.start()) + 1
    return YamlProblem(line, "an unresolved merge", "keep one of the two sides, then `git add` the file")


def explain(text: str, error: YAMLError | UnicodeEncodeError) -> YamlProblem:
    """The parser's complaint about *text*, put in words a user can act on."""
    bad = _CONTROL.search(text)
    if bad:
        return _control(text, bad.start())
    mark = _mark(error)
    index = mark.index if mark else 0
    line = line_number(text[:index])
    invisible = _INVISIBLE_BREAK.search(text, 0, index + 1)
    if invisible:
        return _invisible_break(text, invisible)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    return (
        _tab(text, index, line)
        or _in_brackets(text, index, words)
        or _quotable(text, index, line, words)
        or _meaning(line, words)
    )


def tab_ends_line(text: str, index: int) -> bool:
    """Whether a tab follows before the line, or its comment, ends."""
    found = _TAB.match(text, index)
    return found is not None


def line_number(text: str) -> int:
    """The line on which *text* ends, as editors count: LF, CR LF or CR end a line, nothing else does."""
    return len(re.findall("\r\n?|\n", text)) + 1


def invisible_breaks(text: str) -> list[int]:
    """Where YAML sees line ends and editors see none."""
    if "\u2028" not in text and "\u2029" not in text and "\x85" not in text:
        return []
    return [found.start() for found in _INVISIBLE_BREAK.finditer(text)]


def _control(text: str, index: int) -> YamlProblem:
    line, code = line_number(text[:index]), ord(text[index])
    message = f"a control character (U+{code:04X}) at character {index}"
    return YamlProblem(line, message, f'delete it, or write "\\u{code:04X}" in double quotes')


def _invisible_break(text: str, found: re.Match[str]) -> YamlProblem:
    code = ord(found[0])
    message = f"an invisible line break (U+{code:04X})"
    hint = f'delete it, or write "\\u{code:04X}" in double quotes'
    return YamlProblem(line_number(text[: found.start()]), message, hint)


def _mark(error: YAMLError | UnicodeEncodeError) -> Any:
    context = getattr(error, "context", None) or ""
    opened = getattr(error, "context_mark", None)
    if opened and any(word in context for word in _OPENERS):
        return opened
    return getattr(error, "problem_mark", None) or opened


def _tab(text: str, index: int, line: int) -> YamlProblem | None:
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    ending = _BREAKS.search(text, index)
    written = text[start : ending.start() if ending else len(text)]
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return YamlProblem(line, "a tab at the beginning of the line", f"line {line}: use spaces, not a tab")
    if text[index : index + 1] == "\t":
        return YamlProblem(line, f"a tab at line {line}", f"line {line}: use spaces, not a tab")
    return None


def _in_brackets(text: str, index: int, words: str) -> YamlProblem | None:
    """Where a value was expected between brackets or braces."""
    if "flow node" not in words:
        return None
    rest = text[index:].lstrip()
    if rest.startswith(","):
        line = line_number(text[: len(text) - len(rest)])
        return YamlProblem(line, 'a "," with nothing before it', "delete it, or write what is missing")
    opened = _opened_last(text[:index])
    if opened is None:
        return None
    what, closing = _BRACKETS[text[opened]]
    return YamlProblem(
        line_number(text[:opened]), f"{what} that is not closed", f'add the missing "{closing}"'
    )


def _opened_last(text: str) -> int | None:
    """Where the innermost bracket or brace stands that *text* leaves open."""
    import yaml

    opened: list[int] = []
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text, yaml.SafeLoader):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark.index)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                opened.pop()
    return opened[-1] if opened else None


def _quotable(text: str, index: int, line: int, words: str) -> YamlProblem | None:
    """A text that would be fine in quotes."""
    rest = text[index:].split("\n")[0].strip()
    if "cannot start any token" in words or "alphabetic or numeric" in words:
        start = index if "cannot start" in words else index - 1
        written = text[start:].split("\n")[0].strip()
        message = f'"{shortened(written)}" begins with "{written[:1]}"'
        return YamlProblem(line, message, "put the text in double quotes")
    if rest[:1] in ("]", "}") and "flow" not in words:
        hint = "delete it, or put the text in double quotes"
        return YamlProblem(line, f'a "{rest[0]}" that closes nothing', hint)
    if rest.startswith(":") and not text[:index].rpartition("\n")[2].strip():
        return YamlProblem(line, 'no key before the ":"', "write one, or put the text in double quotes")
    if text[index - 1 : index] in ("'", '"') and rest[:1] not in ("'", '"'):
        message = f'"{shortened(rest)}" stands behind a closing quote'
        return YamlProblem(line, message, "put the whole text in double quotes")
    return None


def shortened(text: str) -> str:
    """At most the first thirty characters."""
    return text if len(text) <= 30 else text[:29] + "…"


def _meaning(line: int, words: str) -> YamlProblem:
    for words_of_parser, message, hint in _MEANINGS:
        if words_of_parser in words:
            return YamlProblem(line, message, hint)
    return YamlProblem(line, f"not YAML: {words.strip()}", "put the text in double quotes")
