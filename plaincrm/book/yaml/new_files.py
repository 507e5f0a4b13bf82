"""A whole new file in the canonical style."""

from __future__ import annotations

from plaincrm.book.yaml import render
from plaincrm.book.yaml.errors import EditRefusedError, YamlError
from plaincrm.book.yaml.inserting import ENTRY_LISTS
from plaincrm.book.yaml.nodes import Data
from plaincrm.book.yaml.reading import read
from plaincrm.book.yaml.scalars import Value, raw
from plaincrm.book.yaml.style import Style
from plaincrm.book.yaml.verify import same


def new_file(data: dict[str, Value] | list[Value], first_line: str | None = None) -> str:
    """The text of a file that holds *data*, proven to read so; *first_line* is a comment above all."""
    text = new_text(data, first_line)
    try:
        prove(read(text, ("list",) if isinstance(data, list) else ("map",)).plain(), data)
    except YamlError as error:
        raise EditRefusedError(error.line, f"this cannot be written: {error.message}") from None
    return text


def new_text(data: dict[str, Value] | list[Value], first_line: str | None = None) -> str:
    """The same for whoever reads it anyhow, and proves it with that; keys are in the order of *data*.

    Entry lists stand apart; short lists and maps of single values stand in brackets on one line.
    """
    lines = [first_line] if first_line else []
    style = Style()
    if isinstance(data, list):
        lines += [line for item in data for line in render.item(item, style, 2)] or ["[]"]
    else:
        for key, value in data.items():
            apart = key in ENTRY_LISTS and isinstance(value, list) and value and lines
            lines += [""] if apart else []
            lines += render.pair(key, value, style, 0)
        lines += [] if data else ["{}"]
    return "\n".join([*lines, ""])


def prove(read_again: Data, data: Value) -> None:
    """EditRefusedError (exit 4) unless what was read again is what was to be written."""
    if not same(read_again, raw(data)):
        raise EditRefusedError(1, "this cannot be written so that it reads the same")
