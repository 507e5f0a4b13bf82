"""Customers who stand in the book twice: the evidence for it, and making them one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.written import Written
from plaincrm.table import Column, Table
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.index import Index

_COLUMNS = ("keep", "name", "other", "other_name", "evidence", "certain")
_NAMED = "SELECT customer, name, archived IS NOT NULL FROM customers"
# Who has more in their file is the one to keep, of those who are not archived if one is not.
_ENTRIES = """
SELECT c.customer,
  (SELECT count(*) FROM contacts e WHERE e.customer = c.customer)
  + (SELECT count(*) FROM sales e WHERE e.customer = c.customer)
  + (SELECT count(*) FROM deals e WHERE e.customer = c.customer)
  + (SELECT count(*) FROM feedback e WHERE e.customer = c.customer)
FROM customers c
"""
_MOST_NAMED = 3
_WORDS = {"emails": "e-mail", "phones": "phone", "name": "name"}


class Pair(NamedTuple):
    """Two customers who may be one, the one to keep first; *certain* needs a name and a way to reach them."""

    keep: str
    name: str
    other: str
    other_name: str
    evidence: str
    certain: bool


def pairs(index: Index) -> list[Pair]:
    """Every likely pair with what speaks for it, by the ID of the one to keep."""
    from plaincrm.model.names import similar
    from plaincrm.reports.duplicates import likely_duplicates

    named = index.rows(_NAMED)
    names = {customer: name for customer, name, _ in named}
    archived = {customer for customer, _, is_archived in named if is_archived}
    entries: dict[str, int] = dict(index.rows(_ENTRIES))
    shared: dict[tuple[str, str], dict[str, str]] = {}
    for likely in likely_duplicates(index):
        shared.setdefault((likely.other, likely.customer), {})[likely.field] = likely.value
    found = []
    for both, fields in shared.items():
        keep, other = sorted(both, key=lambda one: (one in archived, -entries[one], one))
        alike = "name" in fields or similar(names[keep], names[other])
        told = [_told(field, fields[field]) for field in ("emails", "phones", "name") if field in fields]
        told += ["similar name"] if alike and "name" not in fields else []
        certain = alike and not fields.keys().isdisjoint(("emails", "phones"))
        found.append(Pair(keep, names[keep], other, names[other], "; ".join(told), certain))
    return sorted(found)


def _told(field: str, value: str) -> str:
    return f"same {_WORDS[field]} {value}" if field != "name" else f"same or nearly the same name {value}"


def table(found: Iterable[Pair]) -> Table:
    """The pairs to show."""
    rows = [(*pair[:-1], "yes" if pair.certain else "no") for pair in found]
    return Table(tuple(Column(name, "text") for name in _COLUMNS), rows, "duplicates")


def apply(book: Book, chosen: list[Pair], how: How) -> Written:
    """Make the pairs one each, in one commit; of several that hang together one is kept."""
    from plaincrm.actions.merging import unite
    from plaincrm.book.change import changing

    into = _into(chosen)
    with changing(book, "dedupe", words=how.words, dry_run=how.dry_run) as change:
        notices: list[str] = []
        for other, keep in into.items():
            with change.going_on():
                notices += unite(change, keep, other)
        change.say(f"dedupe: merge {_in_words(into)}")
    done = change.done
    return Written(
        "",
        f"merged {_in_words(into)}",
        done.commit,
        done.changed,
        done.diff,
        notices=(*change.notices, *notices),
    )


def _in_words(into: dict[str, str]) -> str:
    """Who became part of whom: ``bird-2, bird-3 into bird``; of many only how many."""
    kept = sorted(set(into.values()))
    if len(into) > _MOST_NAMED:
        return f"{len(into)} customers into {counted(len(kept), 'other')}"
    others = {keep: ", ".join(sorted(one for one in into if into[one] == keep)) for keep in kept}
    return "; ".join(f"{others[keep]} into {keep}" for keep in kept)


def _into(chosen: list[Pair]) -> dict[str, str]:
    """Who becomes part of whom, through chains: never of one who goes away as well."""
    into: dict[str, str] = {}

    def last(one: str) -> str:
        while one in into:
            one = into[one]
        return one

    for pair in chosen:
        keep, other = last(pair.keep), last(pair.other)
        if keep != other:
            into[other] = keep
    return {other: last(other) for other in into}
