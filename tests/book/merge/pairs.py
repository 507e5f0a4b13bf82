"""Two people edit one file: edits by hand and by command, drawn at random, and what must come of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from plaincrm.book import yaml
from tests.book.yaml import edit_oracle

CORPUS = sorted((Path(__file__).parents[1] / "yaml" / "corpus").glob("*.yaml"))
LISTS = ("contact_log", "sales", "feedback", "deals")
WORDS = [
    *("called", "谈续费", "Müller & Söhne", "no", "0123", "a: b", "x # y", "- d", "two\nlines\n", "{a, b}"),
    *("'''", '"q"', "~", "2026-02-30", "12:30", "tab\there", "*a", "y" * 120, "🚀", "= sum", "", " lead"),
]
FIELDS = ("channel", "person", "summary", "plan", "done", "product", "comment", "note", "x-own")
KEYS = ("level", "website", "owner", "industry", "notes", "source", "birthday", "x-top")


class Side(NamedTuple):
    """One person's file, the unique marks they put into values and comments, and what they did."""

    text: str
    values: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    did: tuple[str, ...] = ()

    def values_left(self) -> list[str]:
        """The marks in values that no later edit took out again."""
        return [mark for mark in self.values if mark in self.text]

    def comments_left(self) -> list[str]:
        """The marks in comments that no later edit took out again."""
        return [mark for mark in self.comments if mark in self.text]


def pair(base: str, draw: random.Random) -> tuple[Side, Side]:
    """Two sides with one to three edits each; both change something, and not the same."""
    while True:
        ours, theirs = edited(base, draw, "ours"), edited(base, draw, "theirs")
        if base not in (ours.text, theirs.text) and ours.text != theirs.text:
            return ours, theirs


def edited(base: str, draw: random.Random, name: str, edits: Sequence[Edit] = ()) -> Side:
    """A side after one to three of *edits* (any); edits that a text does not allow are left out."""
    side = Side(base)
    for number in range(draw.randint(1, 3)):
        mark = f"{name}{number}x{draw.randint(0, 9999)}"
        edit = draw.choice(edits or EDITS)
        after = edit(side, draw, mark)
        if after is not None:
            side = after._replace(did=(*side.did, edit.__name__))
    return side


def append(side: Side, draw: random.Random, mark: str) -> Side | None:
    entry = _entry(draw, mark)
    new = _carried_out(yaml.append, side.text, (draw.choice(LISTS),), entry)
    return new and side._replace(text=new, values=(*side.values, mark))


def tag(side: Side, draw: random.Random, mark: str) -> Side | None:
    new = _carried_out(yaml.append, side.text, ("tags",), mark)
    return new and side._replace(text=new, values=(*side.values, mark))


def set_key(side: Side, draw: random.Random, mark: str) -> Side | None:
    new = _carried_out(yaml.put, side.text, (draw.choice(KEYS),), f"{draw.choice(WORDS)} {mark}")
    return new and side._replace(text=new, values=(*side.values, mark))


def edit_entry(side: Side, draw: random.Random, mark: str) -> Side | None:
    path = _some_entry(side.text, draw)
    if path is None:
        return None
    value: Any = draw.choice(
        [f"{draw.choice(WORDS)} {mark}", date(2026, 3, draw.randint(1, 28)), Decimal("12.50")]
    )
    new = _carried_out(yaml.put, side.text, (*path, draw.choice(FIELDS)), value)
    return new and side._replace(text=new, values=(*side.values, mark))


def remove_entry(side: Side, draw: random.Random, mark: str) -> Side | None:
    path = _some_entry(side.text, draw)
    new = path and _carried_out(yaml.remove, side.text, path)
    return side._replace(text=new) if new else None


def remove_key(side: Side, draw: random.Random, mark: str) -> Side | None:
    keys = [key for key in _data(side.text) if key != "name"]
    new = keys and _carried_out(yaml.remove, side.text, (draw.choice(keys),))
    return side._replace(text=new) if new else None


def comment(side: Side, draw: random.Random, mark: str) -> Side | None:
    """A comment on a line of its own."""
    lines = side.text.splitlines(keepends=True)
    place = draw.randint(1 if side.text.startswith("\ufeff") else 0, len(lines))
    lines.insert(place, " " * draw.choice((0, 2, 4)) + f"# {mark}" + _line_end(side.text))
    return _with_comment(side, "".join(lines), mark)


def trailing_comment(side: Side, draw: random.Random, mark: str) -> Side | None:
    lines = side.text.splitlines(keepends=True)
    place = draw.randrange(len(lines))
    bare = lines[place].rstrip("\r\n")
    lines[place] = f"{bare}  # {mark}{lines[place][len(bare) :]}"
    return _with_comment(side, "".join(lines), mark)


def rewrite_comment(side: Side, draw: random.Random, mark: str) -> Side | None:
    found = edit_oracle.comments(side.text)
    if not found:
        return None
    old = draw.choice(found)
    return _with_comment(side, side.text.replace(old, f"# {mark}", 1), mark)


def insert_on_top(side: Side, draw: random.Random, mark: str) -> Side | None:
    """A new first entry, typed by hand."""
    name = draw.choice(LISTS)
    found = re.search(rf"^{name}:[^\n\r]*(?:\r\n|\n)((?: *#[^\n]*\n)*)( *- +)", side.text, re.MULTILINE)
    entries = _data(side.text).get(name)
    if found is None or not isinstance(entries, list):
        return None
    line = f"{found[2]}{{date: 2026-01-0{draw.randint(1, 9)}, summary: {mark}}}{_line_end(side.text)}"
    new = side.text[: found.start(2)] + line + side.text[found.start(2) :]
    if _read(new) is None or _data(new)[name][1:] != entries:
        return None
    return side._replace(text=new, values=(*side.values, mark))


def swap_entries(side: Side, draw: random.Random, mark: str) -> Side | None:
    """Two neighbours change places."""
    path = _some_entry(side.text, draw)
    data = _data(side.text)
    if path is None or path[1] + 2 >= len(data[path[0]]):
        return None
    one, two, end = (edit_oracle._span(side.text, (path[0], path[1] + step))[0] for step in range(3))
    text = side.text
    new = text[:one] + text[two:end] + text[one:two] + text[end:]
    entries = list(data[path[0]])
    entries[path[1]], entries[path[1] + 1] = entries[path[1] + 1], entries[path[1]]
    if _read(new) is None or _data(new)[path[0]] != entries:
        return None
    return side._replace(text=new)


def other_line_ends(side: Side, draw: random.Random, mark: str) -> Side | None:
    plain = side.text.replace("\r\n", "\n")
    new = plain if "\r\n" in side.text else plain.replace("\n", "\r\n")
    return side._replace(text=new) if _data(new) == _data(side.text) else None


Edit = Callable[[Side, random.Random, str], Side | None]
EDITS: tuple[Edit, ...] = (
    *(append, append, append, tag, set_key, edit_entry, edit_entry, remove_entry, remove_key),
    *(comment, trailing_comment, rewrite_comment, insert_on_top, swap_entries, other_line_ends),
)


def unlike(one: Any, other: Any) -> bool:
    """Whether two results differ, the order in lists and maps apart."""
    return _bag(one) != _bag(other)


def _bag(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bag(item) for key, item in value.items()}
    return Counter(repr(_sorted(item)) for item in value) if isinstance(value, list) else value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _sorted(item)) for key, item in value.items())
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _entry(draw: random.Random, mark: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"date": date(2026, 11, draw.randint(1, 28))}
    entry["summary"] = f"{draw.choice(WORDS)} {mark}"
    for key in draw.sample(("channel", "person", "product"), draw.randint(0, 2)):
        entry[key] = draw.choice(WORDS)
    if draw.random() < 0.2:
        entry["amount"] = Decimal("12.50")
    return entry


def _some_entry(text: str, draw: random.Random) -> tuple[Any, ...] | None:
    data = _data(text)
    found = [
        (key, i)
        for key in LISTS
        if isinstance(data.get(key), list)
        for i, each in enumerate(data[key])
        if isinstance(each, dict)
    ]
    return draw.choice(found) if found else None


def _with_comment(side: Side, new: str, mark: str) -> Side | None:
    if _read(new) is None or _data(new) != _data(side.text) or f"# {mark}" not in edit_oracle.comments(new):
        return None
    return side._replace(text=new, comments=(*side.comments, f"# {mark}"))


def _carried_out(edit: Any, text: str, path: Any, *value: Any) -> str | None:
    try:
        return str(edit(text, path, *value))
    except yaml.EditRefusedError:
        return None


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(text: str) -> Any:
    try:
        return yaml.parse(text).plain()
    except yaml.YamlError:
        return None


def _data(text: str) -> Any:
    return yaml.parse(text).plain()
