"""Rhythm: how long a customer's silence is, measured by the usual gap between purchases.

The usual gap is (t_x + 2 · pooled mean gap) ÷ (x + 2): the customer's own gaps, drawn towards those of
the whole book while they are few. All in integers, so that a limit is passed on the same day everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from plaincrm.index import Index

FEWEST_OWN_GAPS = 2


class Pool(NamedTuple):
    """All gaps between the occasions of a book: how many, their days together, and how many bought again."""

    gaps: int
    days: int
    repeat_buyers: int

    @property
    def mean(self) -> float:
        """The pooled mean gap in days; there is one only where somebody bought twice."""
        return self.days / self.gaps

    def usual_gap(self, x: int, t_x: int) -> tuple[int, int]:
        """The usual gap in days of a buyer with *x* gaps over *t_x* days: numerator and denominator."""
        return t_x * self.gaps + 2 * self.days, self.gaps * (x + 2)

    def day_passed(self, last_day: int, x: int, t_x: int, limit: Fraction) -> int:
        """The first day on which silence ÷ usual gap is above *limit*."""
        days, parts = self.usual_gap(x, t_x)
        return last_day + limit.numerator * days // (limit.denominator * parts) + 1


def read_pool(index: Index) -> Pool | None:
    """The gaps of the whole book up to asof; None where nobody has bought twice."""
    (row,) = index.rows("SELECT gaps, days, repeat_buyers FROM pool", {})
    pool = Pool(*row)
    return pool if pool.gaps else None
