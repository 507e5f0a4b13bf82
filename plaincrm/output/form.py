"""A page about one thing: sections of key-value lines, small tables and text, for a screen or to mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import UsageError
from plaincrm.labels import head
from plaincrm.output import cells, measure
from plaincrm.output.color import paint
from plaincrm.output.escape import escape_lines, one_line
from plaincrm.output.fitted import render_plain, render_wrapped
from plaincrm.output.look import Look
from plaincrm.output.markup import escape_html, escape_md, render_html, render_md
from plaincrm.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plaincrm.table import Value

    Pairs = Sequence[tuple[str, Value]]
    Body = Table | Pairs | str

_INDENT = "  "


class Section(NamedTuple):
    """A heading (may be empty) over a table, ``(key, value)`` pairs, or text."""

    title: str
    body: Body


class Page(NamedTuple):
    """A title and its sections, in reading order; empty sections are not shown."""

    title: str
    sections: Sequence[Section]


class _Style(NamedTuple):
    """How one style draws a title, a section's heading and the three kinds of body."""

    title: Callable[[str, Look], str]
    heading: Callable[[str, Look], str]
    table: Callable[[Table, Look], str]
    pairs: Callable[[list[tuple[str, str]], Look], str]
    text: Callable[[str, Look], str]


def render_page(
    page: Page, style: str = "text", *, width: int | None = None, color: bool = False, lang: str = "en"
) -> str:
    """*page* as ``text``, ``md`` or ``html``, every line ended. UsageError for another style.

    Values wrap at *width*; keys and heads are translated to *lang* where they are field names.
    """
    if style not in _STYLES:
        raise UsageError(f'"{style}" is not a style of page', f"choose one of {', '.join(_STYLES)}")
    draw, look = _STYLES[style], Look(width, color, lang)
    parts = [draw.title(page.title, look)] if page.title else []
    for section in page.sections:
        body = _body(section.body, draw, look)
        if body:
            parts.append((draw.heading(section.title, look) if section.title else "") + body)
    return "\n".join(parts)


def _body(body: Body, draw: _Style, look: Look) -> str:
    if isinstance(body, str):
        return draw.text(escape_lines(body.strip("\n")), look) if body.strip() else ""
    if isinstance(body, Table):
        return draw.table(body, look) if body.rows else ""
    pairs = [(one_line(head(key, look.lang)), _value(value)) for key, value in body]
    pairs = [(key, value) for key, value in pairs if value]
    return draw.pairs(pairs, look) if pairs else ""


def _value(value: Value) -> str:
    return escape_lines(value.strip()) if isinstance(value, str) else cells.texts("text", [value])[0]


def _bold_line(text: str, look: Look) -> str:
    lines = measure.wrap(one_line(text), look.width)
    return "".join((paint(line, "bold") if look.color else line) + "\n" for line in lines)


def _indented_table(table: Table, look: Look) -> str:
    if look.width is None:
        drawn = render_plain(table, look)
    else:
        drawn = render_wrapped(table, look._replace(width=max(1, look.width - len(_INDENT))))
    return "".join(_INDENT + line + "\n" for line in drawn.splitlines())


def _aligned_pairs(pairs: list[tuple[str, str]], look: Look) -> str:
    widest = max(measure.width(key) for key, _ in pairs)
    key_room = widest if look.width is None else min(widest, max(1, look.width // 3))
    value_room = None if look.width is None else look.width - key_room - 2 * len(_INDENT)
    lines = []
    for key, value in pairs:
        label = measure.pad(measure.cut(key, key_room), key_room)
        for place, line in enumerate(measure.wrap(value, value_room)):
            left = " " * key_room if place else (paint(label, "dim") if look.color else label)
            lines.append(f"{_INDENT}{left}{_INDENT}{line}".rstrip() + "\n")
    return "".join(lines)


def _wrapped_text(text: str, look: Look) -> str:
    room = None if look.width is None else look.width - len(_INDENT)
    return "".join(f"{_INDENT}{line}".rstrip() + "\n" for line in measure.wrap(text, room))


def _md_pairs(pairs: list[tuple[str, str]], _look: Look) -> str:
    return "".join(f"- **{escape_md(key)}**: {escape_md(value)}\n" for key, value in pairs)


def _md_text(text: str, _look: Look) -> str:
    # a line of the text must not become a heading, a list or a quotation
    lines = [re.sub(r"^ *([0-9]*)([-#>+=.)])", r"\1\\\2", escape_md(line)) for line in text.split("\n")]
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\\\\\n", "\n".join(lines)) + "\n"


def _html_pairs(pairs: list[tuple[str, str]], _look: Look) -> str:
    rows = (f"<dt>{escape_html(key)}</dt><dd>{_html_lines(value)}</dd>\n" for key, value in pairs)
    return f"<dl>\n{''.join(rows)}</dl>\n"


def _html_lines(text: str) -> str:
    return "<br>\n".join(escape_html(line) for line in text.split("\n"))


_STYLES = {
    "text": _Style(_bold_line, _bold_line, _indented_table, _aligned_pairs, _wrapped_text),
    "md": _Style(
        lambda text, _look: f"# {escape_md(text)}\n",
        lambda text, _look: f"## {escape_md(text)}\n\n",
        render_md,
        _md_pairs,
        _md_text,
    ),
    "html": _Style(
        lambda text, _look: f"<h1>{escape_html(text)}</h1>\n",
        lambda text, _look: f"<h2>{escape_html(text)}</h2>\n",
        render_html,
        _html_pairs,
        lambda text, _look: f"<p>{_html_lines(text)}</p>\n",
    ),
}
