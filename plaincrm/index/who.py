"""WHO on a command line → one customer: by ID, alias, e-mail, phone, beginning, or any part of a name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import NotFoundError
from plaincrm.index.folding import SHORTEST_PHONE, fold, phone_key
from plaincrm.model.ids import collision_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.index.index import Index

    Hit = tuple[str, str]  # customer ID, name

SHOWN = 10
_LAST = "\U0010ffff"
_NAMED = "SELECT DISTINCT t.customer, coalesce(c.name, '') FROM tree t LEFT JOIN customer c ON c.doc = t.doc "
_BY_KEY = _NAMED + "JOIN name_key k ON k.doc = t.doc "


class Found(NamedTuple):
    """The one customer that a WHO stands for."""

    customer: str
    path: str


def find(index: Index, text: str, *, write: bool = False) -> Found:
    """The customer that *text* stands for; the first rule with a hit decides.

    Rules: exact ID; alias; e-mail or phone; beginning of an ID or a name; and unless *write*: part of
    a name, company or person, or of their pinyin. NotFoundError (exit 3) that lists the customers
    where several fit, and names near ones where none does.
    """
    for rule in (*_CERTAIN, *(() if write else (containing,))):
        hits = rule(index, text.strip())
        if len(hits) == 1:
            return _found(index, hits[0][0])
        if hits:
            raise _several(text, hits)
    raise _none(index, text, write=write)


def known_as(index: Index, text: str) -> list[str]:
    """The IDs of the customers that have *text* for a name, alias, e-mail or phone."""
    rules = (_by_whole_name, _by_alias, _by_email, _by_phone)
    return sorted({customer for rule in rules for customer, _ in rule(index, text.strip())})


def containing(index: Index, text: str) -> list[Hit]:
    """Customers with *text* anywhere in ID, name, alias, company, person or pinyin, by ID."""
    part = fold(text)
    if not part:
        return []
    joined = "".join(part.split())
    hits = index.rows(
        _NAMED + "WHERE instr(t.customer, ?) "
        "OR EXISTS (SELECT 1 FROM name_key k WHERE k.doc = t.doc AND ("
        "k.kind IN ('name', 'alias', 'company', 'person') AND instr(k.key, ?) "
        "OR k.kind = 'latin' AND instr(k.key, ?) "
        "OR k.kind = 'initials' AND substr(k.key, 1, ?) = ?)) ORDER BY 1",
        (part, part, joined, len(joined), joined),
    )
    return list(hits)


def _by_id(index: Index, text: str) -> list[Hit]:
    exact = index.rows(_NAMED + "WHERE t.customer = ?", (unicodedata.normalize("NFC", text),))
    if exact:
        return exact
    return index.rows(
        _NAMED + "JOIN file f ON f.path = t.path WHERE f.folded = ? ORDER BY 1", (collision_key(text),)
    )


def _by_alias(index: Index, text: str) -> list[Hit]:
    return index.rows(_BY_KEY + "WHERE k.kind = 'alias' AND k.key = ? ORDER BY 1", (fold(text),))


def _by_email(index: Index, text: str) -> list[Hit]:
    if "@" not in text:
        return []
    return index.rows(_BY_KEY + "WHERE k.kind = 'email' AND k.key = ? ORDER BY 1", (fold(text),))


def _by_phone(index: Index, text: str) -> list[Hit]:
    """One number in two spellings: the digits of one end with those of the other."""
    key = phone_key(text)
    if key is None:
        return []
    shorter = [key[:length] for length in range(SHORTEST_PHONE, len(key))]
    marks = ",".join("?" * len(shorter))
    return index.rows(
        _BY_KEY + f"WHERE k.kind = 'phone' AND (k.key >= ? AND k.key < ? OR k.key IN ({marks})) ORDER BY 1",
        (key, key + _LAST, *shorter),
    )


def _by_whole_name(index: Index, text: str) -> list[Hit]:
    return index.rows(_BY_KEY + "WHERE k.kind = 'name' AND k.key = ? ORDER BY 1", (fold(text),))


def _by_beginning(index: Index, text: str) -> list[Hit]:
    start, key = collision_key(text), fold(text)
    if not key:
        return []
    return index.rows(
        f"SELECT * FROM ({_NAMED} JOIN file f ON f.path = t.path WHERE f.folded >= ? AND f.folded < ? "
        f"UNION {_BY_KEY} WHERE k.kind = 'name' AND k.key >= ? AND k.key < ?) ORDER BY 1",
        (start, start + _LAST, key, key + _LAST),
    )


_CERTAIN: tuple[Callable[[Index, str], list[Hit]], ...] = (
    _by_id,
    _by_alias,
    _by_email,
    _by_phone,
    _by_whole_name,
    _by_beginning,
)


def _found(index: Index, customer: str) -> Found:
    return Found(*index.rows("SELECT customer, path FROM tree WHERE customer = ?", (customer,))[0])


def _several(text: str, hits: list[Hit]) -> NotFoundError:
    shown = [f"{customer} ({name})" if name else customer for customer, name in hits[:SHOWN]]
    more = f", and {len(hits) - SHOWN} more" if len(hits) > SHOWN else ""
    return NotFoundError(f'"{text}" could be {", ".join(shown)}{more}', hint="write more of it, or the ID")


def _none(index: Index, text: str, *, write: bool) -> NotFoundError:
    partial = containing(index, text) if write else []
    near = [customer for customer, _ in partial] or _near(index, text)
    hint = (
        f"did you mean {' or '.join(near[:3])}?"
        if near
        else 'plaincrm list shows all; plaincrm add "NAME" makes one'
    )
    return NotFoundError(f'no customer answers to "{text}"', hint=hint)


def _near(index: Index, text: str) -> list[str]:
    """The IDs of the most similar IDs, names and people, best first."""
    from rapidfuzz import fuzz, process

    keys = index.rows(
        "SELECT t.customer, f.folded FROM tree t JOIN file f ON f.path = t.path UNION "
        "SELECT t.customer, k.key FROM tree t JOIN name_key k ON k.doc = t.doc "
        "WHERE k.kind IN ('name', 'alias', 'person', 'latin') ORDER BY 1, 2"
    )
    found = process.extract(
        fold(text), [key for _, key in keys], scorer=fuzz.WRatio, limit=9, score_cutoff=75
    )
    return list(dict.fromkeys(keys[position][0] for _, _, position in found))
