"""The filter language: ``level:A``, ``revenue>1000``, ``last_contact>60d``, ``+vip``, ``-lead``, a bare word.

A field is a column of `overview` or a key of the file (dotted). A field with several values fits when
one of them does; texts are compared without case or width, dates as days, numbers as numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import UsageError
from plaincrm.index.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaincrm.index.index import Index

    Test = Callable[[list[Any]], bool]

COLUMNS = (
    "customer",
    "name",
    "kind",
    "level",
    "stage",
    "industry",
    "owner",
    "last_contact",
    "next_follow_up",
    "revenue",
    "currency",
    "archived",
)
_CONDITION = r"(?s)([^\s:~<>=]+?)(>=|<=|[:~<>])(.*)"
_SLIP = r"(?s)\s*([^\s:~<>=!]+)\s*(!=|==|>=|<=|[:~<>=])\s*(.*)"


class Filter(NamedTuple):
    """One filter as it was read; *field* is ``""`` for a bare word, ``+`` and ``-`` are operators on tags."""

    field: str
    operator: str
    value: str


def parse_filter(index: Index, text: str) -> Filter:
    """The filter that *text* is; UsageError (exit 2) for an unknown field, with the nearest one."""
    if text[:1] in ("+", "-") and len(text) > 1:
        return Filter("tags", text[0], text[1:])
    found = re.fullmatch(_CONDITION, text)
    if not found:
        must_be_no_slip(index, text)
        return Filter("", "", text)
    field, operator, value = found.groups()
    if operator != ":" and not value.strip():
        raise UsageError(f'"{text}" compares with nothing', hint=f"write a value, such as {text}2026-01-01")
    return Filter(_known(index, field, text), operator, value)


def must_be_no_slip(index: Index, text: str) -> None:
    """UsageError (exit 2) for a condition on a known field that is misspelt: ``level=A``, ``revenue > 5``."""
    found = re.fullmatch(_SLIP, text)
    field = _spelled(index, found[1]) if found else None
    if not found or field is None:
        return
    operator, value = found[2], found[3].strip()
    if operator == "!=" and field == "tags":
        hint = f"did you mean -{value}?"
    elif operator == "!=":
        hint = f"say what it may be, such as {field}:B,C; only a tag can be ruled out: -TAG"
    else:
        hint = f"did you mean {field}{':' if operator in ('=', '==') else operator}{value}?"
    raise UsageError(f'"{text}" is not a filter', hint=hint)


def is_condition(text: str) -> bool:
    """Whether *text* can only be a filter: ``level:A``, ``+vip``; a bare word may be a file's name."""
    if text[:1] in ("+", "-"):
        return len(text) > 1
    found = re.fullmatch(_CONDITION, text)
    return bool(found and re.fullmatch(r"[^\W\d][\w.-]+", found[1]))


def matching(index: Index, one: Filter) -> set[str]:
    """The customers, among those the views show, that fit the filter."""
    if not one.field:
        return _by_word(index, one.value)
    if one.operator in ("+", "-"):
        return _by_tag(index, one)
    from plaincrm.index.comparison import test_of

    test = test_of(one, index.asof)
    return {customer for customer, values in _values(index, one.field) if test(values)}


def _known(index: Index, field: str, text: str) -> str:
    """The field as it is spelled here, or as some file has it although we do not know it."""
    spelled = _spelled(index, field)
    if spelled is not None or _in_use(index, field):
        return spelled or field
    near = _nearest(field, [*COLUMNS, *_names(index)])
    if near:
        raise UsageError(f'"{field}" is not a field', hint=f"did you mean {text.replace(field, near, 1)}?")
    some = ", ".join(COLUMNS)
    raise UsageError(
        f'"{field}" is not a field', hint=f"{some}, tags, or one of the file such as people.emails"
    )


def _spelled(index: Index, field: str) -> str | None:
    """The field as we spell it; None where we do not know it."""
    lower = field.lower()
    if lower in COLUMNS or lower == "tags":
        return lower
    names = _names(index)
    if field in names or _free(field, names):
        return field
    return lower if lower in names else None


def _names(index: Index) -> set[str]:
    """The fields of a file that we know."""
    return {name for (name,) in index.rows("SELECT name FROM known_field")}


def _free(field: str, names: set[str]) -> bool:
    """Whether the field lies below one whose keys are the user's own: custom.contract_no, social.wechat."""
    parent = field.rpartition(".")[0]
    return parent in names and parent.rpartition(".")[2] in ("custom", "social", "external_ids")


def _in_use(index: Index, field: str) -> bool:
    """Whether some file has this field although we do not know it."""
    return any(values for _, values in _values(index, field))


def _nearest(field: str, names: list[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(field.lower(), names, n=1)
    return found[0] if found else None


def _by_word(index: Index, word: str) -> set[str]:
    """Customers whose ID, name, alias, company, person or pinyin holds the word."""
    from plaincrm.index.who import containing

    return {customer for customer, _ in containing(index, word)}


def _by_tag(index: Index, one: Filter) -> set[str]:
    tag = fold(one.value)
    tagged = {
        customer
        for customer, value in index.rows("SELECT customer, value FROM list_values WHERE field = 'tags'")
        if fold(value) == tag
    }
    if one.operator == "+":
        return tagged
    return {customer for (customer,) in index.rows("SELECT customer FROM tree")} - tagged


def _values(index: Index, field: str) -> Iterable[tuple[str, list[Any]]]:
    """Every customer with the values of a field."""
    if field == "tags":
        return _tags(index)
    if field == "revenue":
        return _revenues(index)
    if field in COLUMNS:
        found = index.rows(f"SELECT customer, {field} FROM overview")
        return ((customer, [] if value in (None, "") else [value]) for customer, value in found)
    return _from_files(index, field.split("."))


def _tags(index: Index) -> Iterable[tuple[str, list[Any]]]:
    tags: dict[str, list[Any]] = {
        customer: []
        for (customer,) in index.rows("SELECT t.customer FROM tree t JOIN customer c ON c.doc = t.doc")
    }
    for customer, value in index.rows("SELECT customer, value FROM list_values WHERE field = 'tags'"):
        tags[customer].append(value)
    return tags.items()


def _revenues(index: Index) -> Iterable[tuple[str, list[Any]]]:
    from plaincrm.model.money import major

    for customer, revenue, currency in index.rows("SELECT customer, revenue, currency FROM overview"):
        yield customer, [major(revenue, currency)]


def _from_files(index: Index, path: list[str]) -> Iterable[tuple[str, list[Any]]]:
    import json

    key = json.dumps(path[0], ensure_ascii=False) + ":"
    if_there = "SELECT t.customer, CASE WHEN instr(c.data, ?) THEN c.data END FROM tree t "
    for customer, data in index.rows(if_there + "JOIN content c ON c.doc = t.doc", (key,)):
        yield customer, list(leaves(json.loads(data), path)) if data else []


def leaves(value: Any, path: list[str]) -> Iterable[Any]:
    """The values below a dotted path; lists are gone through, empty values left out."""
    if isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    elif isinstance(value, dict) and path:
        yield from leaves(value.get(path[0]), path[1:])
    elif isinstance(value, dict):
        yield from (leaf for item in value.values() for leaf in leaves(item, []))
    elif value is not None and value != "" and not path:
        yield value
