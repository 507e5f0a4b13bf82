"""What is wrong with a text that is no good YAML, in the user's words."""

from __future__ import annotations

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
    (
        "unknown escape",
        'a "\\" that means nothing here',
        'write "\\\\" for one backslash, or use single quotes',
    ),
    (
        "incompatible YAML document",
        "a %YAML version other than 1.x",
        'delete the "%YAML" line: it is not needed',
    ),
    (
        "alphabetic or numeric character",
        'a text that begins with "*" or "&"',
        "put the text in double quotes",
    ),
    (
        "undefined tag handle",
        'a text that begins with "!" reads as a tag',
        "put the text in double quotes",
    ),
    (
        "cannot start any token",
        'a text that begins with "@", "`" or "%"',
        "put the text in double quotes",
    ),
    (
        "expected <document start>",
        "text after the end of the document",
        "a file holds one document: indent the line, or remove it",
    ),
    ("block", "a line indented differently from its neighbours", "line the keys up under each other"),
)
_OPENERS = ("quoted scalar", "flow sequence", "flow mapping")


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
    index, line = (mark.index, mark.line + 1) if mark else (0, 1)
    invisible = _INVISIBLE_BREAK.search(text, 0, index + 1)
    if invisible:
        return _invisible_break(text, invisible)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    return _tab(text, index, line) or _meaning(line, words)


def tab_ends_line(text: str, index: int) -> bool:
    """Whether a tab follows before the line, or its comment, ends."""
    found = _TAB.match(text, index)
    return found is not None


def trailing_tab(text: str, index: int) -> YamlProblem:
    """What to say of a tab after a plain text: YAML allows it, half of the parsers do not."""
    line = line_number(text, index)
    return YamlProblem(line, f"a tab at the end of line {line}", "delete the tab")


def line_number(text: str, index: int) -> int:
    """The line of a position as editors count: LF, CR LF or CR end a line, nothing else."""
    return len(re.findall("\r\n?|\n", text[:index])) + 1


def has_invisible_break(text: str) -> bool:
    """Whether YAML sees line ends where editors see none."""
    return "\u2028" in text or "\u2029" in text or "\x85" in text


def _control(text: str, index: int) -> YamlProblem:
    line, code = line_number(text, index), ord(text[index])
    message = f"a control character (U+{code:04X}) at character {index}"
    return YamlProblem(line, message, f'delete it, or write "\\u{code:04X}" in double quotes')


def _invisible_break(text: str, found: re.Match[str]) -> YamlProblem:
    code = ord(found[0])
    message = f"an invisible line break (U+{code:04X})"
    hint = f'delete it, or write "\\u{code:04X}" in double quotes'
    return YamlProblem(line_number(text, found.start()), message, hint)


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


def _meaning(line: int, words: str) -> YamlProblem:
    for words_of_parser, message, hint in _MEANINGS:
        if words_of_parser in words:
            return YamlProblem(line, message, hint)
    return YamlProblem(line, f"not YAML: {words.strip()}", "put the text in double quotes")
