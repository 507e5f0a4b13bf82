"""Visits: the days on which each customer bought, and the times between them."""

from __future__ import annotations

from array import array
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

# An index gives them in this order, so that nothing needs to be sorted.
_DAYS = """
SELECT t.customer, v.date_day FROM tree t CROSS JOIN valued_sale v
WHERE v.doc = t.doc AND v.is_sale = 1 AND v.date_day BETWEEN :from_day AND :to_day
ORDER BY t.customer
"""


def read_visits(index: Index, ask: Ask) -> dict[str, array[int]]:
    """The days with a sale of every buyer of the window, rising; customers by ID."""
    bound = {"from_day": ask.from_day, "to_day": ask.to_day}
    # packed, because a large book has a million of them
    return {
        customer: array("l", sorted({day for _, day in rows}))
        for customer, rows in groupby(index.each(_DAYS, bound), key=itemgetter(0))
    }


def gaps(days: Sequence[int]) -> list[int]:
    """The days between one occasion and the next."""
    return [later - earlier for earlier, later in pairwise(days)]


def times_to_next(visits: Iterable[Sequence[int]], end: int) -> Iterator[tuple[int, bool]]:
    """(days, True) from every occasion to the next, (days, False) from the last one to *end*."""
    for days in visits:
        for gap in gaps(days):
            yield gap, True
        yield end - days[-1], False
