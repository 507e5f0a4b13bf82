"""Likely duplicates: customers who share an e-mail, a phone number or a name, or nearly a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.model.names import ALIKE, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.index import Index

    Named = tuple[str, str, str]  # name to compare, customer, name as written

# A phone number with its country code goes on for so many digits where one without it ends.
_LONGEST_COUNTRY_CODE = 3
_SHORTEST_FULL_NUMBER = 9
_SHORTEST_ALIKE = 6  # shorter names are alike by chance
_SAME_LETTERS = 4  # at the beginning or the end, so that not every name is held against every other
_MOST_NEIGHBOURS = 200
_REACH = "SELECT key, customer, value FROM reach WHERE kind = :kind ORDER BY key, customer"
_NAMES = """
SELECT customer, name FROM customers
UNION
SELECT customer, value FROM list_values WHERE field = 'aliases'
"""


class Likely(NamedTuple):
    """*customer* may be *other*, the one with the smaller ID, because of *value* in *field*."""

    customer: str
    other: str
    field: str
    value: str


def likely_duplicates(index: Index) -> list[Likely]:
    """Every customer who shares something with one before, once per field, in no order.

    Of several who share the same thing each is held against the first.
    """
    names = sorted((comparable(name), customer, name) for customer, name in index.rows(_NAMES))
    shared = [
        *_sharing(_same(index.rows(_REACH, {"kind": "email"})), "emails"),
        *_sharing(_same_phones(index.rows(_REACH, {"kind": "phone"})), "phones"),
        *_sharing(_same([each for each in names if each[0]]), "name"),
    ]
    known = {(each.customer, each.other) for each in shared}
    alike = (each for each in nearly_alike(names) if (each.customer, each.other) not in known)
    return [*shared, *_without_contradiction(index, alike)]


def _same(rows: Sequence[Named]) -> Iterator[list[Named]]:
    """The rows in groups of one key; they come sorted by it."""
    from itertools import groupby

    for _, group in groupby(rows, key=lambda row: row[0]):
        yield list(group)


def _same_phones(rows: Sequence[Named]) -> Iterator[list[Named]]:
    """The same for phones: digits from the last on, so that a country code is what a longer one ends in."""
    group: list[Named] = []
    for row in rows:
        if group and not _same_number(group[0][0], row[0]):
            yield group
            group = []
        group.append(row)
    yield group


def _same_number(key: str, longer: str) -> bool:
    more = len(longer) - len(key)
    return longer == key or (
        longer.startswith(key) and len(key) >= _SHORTEST_FULL_NUMBER and more <= _LONGEST_COUNTRY_CODE
    )


def _sharing(groups: Iterator[list[Named]], field: str) -> set[Likely]:
    """Each customer of a group but the first, held against the first."""
    found: dict[tuple[str, str], Likely] = {}
    for group in groups:
        members = sorted({customer: value for _, customer, value in reversed(group)}.items())
        for customer, value in members[1:]:
            other = members[0][0]
            found.setdefault((customer, other), Likely(customer, other, field, value))
    return set(found.values())


def nearly_alike(names: Sequence[Named]) -> set[Likely]:
    """Pairs of names that differ by a slip of the pen; their digits must be the same.

    *names* are (name to compare, customer, name as written), sorted.
    """
    from rapidfuzz import fuzz, process

    found: dict[tuple[str, str], Likely] = {}
    for block in _blocks(names):
        for place, (name, customer, written) in enumerate(block):
            near = block[place + 1 : place + 1 + _MOST_NEIGHBOURS]
            hits = process.extract(
                name, [each[0] for each in near], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
            )
            for _, _, position in hits:
                ends = sorted([(customer, written), near[position][1:]])
                (other, _), (later, value) = ends
                if other != later:
                    found.setdefault((later, other), Likely(later, other, "name", value))
    return set(found.values())


def _blocks(names: Sequence[Named]) -> Iterator[list[Named]]:
    """Names of the same digits that begin alike, then those that end alike, each block sorted."""
    for start, stop in ((0, _SAME_LETTERS), (-_SAME_LETTERS, None)):
        blocks: dict[tuple[str, str], list[Named]] = {}
        for each in names:
            if len(each[0]) >= _SHORTEST_ALIKE:
                digits = "".join(filter(str.isdigit, each[0]))
                blocks.setdefault((each[0][start:stop], digits), []).append(each)
        yield from (sorted(block) for block in blocks.values() if len(block) > 1)


def _without_contradiction(index: Index, pairs: Iterator[Likely]) -> Iterator[Likely]:
    """Those pairs that do not both have e-mails, or both phones: such would have shared one."""
    ways: dict[str, set[str]] = {}
    for customer, kind in index.rows("SELECT DISTINCT customer, kind FROM reach"):
        ways.setdefault(customer, set()).add(kind)
    for pair in pairs:
        if not ways.get(pair.customer, set()) & ways.get(pair.other, set()):
            yield pair
