"""Churn: customers recorded as gone, and those whose silence says they may be going."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.dates import from_day_number
from plaincrm.reports import caption
from plaincrm.reports.chances import chances
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found
from plaincrm.reports.rhythm import FEWEST_OWN_GAPS, read_pool

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.chances import Chances
    from plaincrm.reports.rhythm import Pool
    from plaincrm.table import Value

TITLE = "Churn"
TITLE_ZH = "客户流失"
ABOUT = "Customers recorded as gone, then those silent for much longer than usual, most value first."
PARAMS = (
    Param(
        "by", "choice", "customer", ("customer", "reason", "month", "tenure"), "rows per customer or group"
    ),
)
PICTURE = Picture(
    "bars",
    "Customers recorded as gone, by reason and by month",
    "流失客户：按原因与月份",
    "group",
    ("customers",),
    panel="grouped_by",
)
_COLUMNS = (
    "customer, name, state, date date, reason, silence int, usual_gap number, ratio number, p_buy share,"
    " expected_spend money, value_at_risk money, why"
)
# CROSS JOIN keeps the order: what decides stands in the narrowest table, so that is gone through.
_LOST = """
SELECT t.customer, c.name, s.last_loss_day, l.reason, l.note, :asof_day - s.last_sale_day,
  CASE WHEN s.occasions > 0 THEN s.occasions END, s.last_sale_day - s.first_sale_day,
  (SELECT coalesce(sum(v.base), 0) FROM valued_sale v
   WHERE v.doc = s.doc AND v.date_day > s.last_loss_day - :window AND v.date_day <= s.last_loss_day)
FROM standing s CROSS JOIN tree t CROSS JOIN customer c CROSS JOIN churn_entry l
WHERE s.is_gone = 1 AND s.last_loss_day BETWEEN :from_day AND :to_day
  AND t.doc = s.doc AND c.doc = s.doc AND l.doc = s.doc AND l.date_day = s.last_loss_day
  AND NOT EXISTS (
    SELECT 1 FROM churn_entry m
    WHERE m.doc = l.doc AND m.date_day = l.date_day AND m.position > l.position)
"""
# silence ÷ usual gap > ratio, multiplied out
_AT_RISK = """
SELECT t.customer, c.name, :asof_day - s.last_sale_day, s.occasions, s.last_sale_day - s.first_sale_day,
  (SELECT coalesce(sum(v.base), 0) FROM valued_sale v
   WHERE v.doc = s.doc AND v.date_day > :asof_day - :window)
FROM standing s CROSS JOIN tree t CROSS JOIN customer c
WHERE s.occasions > 0 AND (:asof_day - s.last_sale_day) * (s.occasions + 1) * :gaps * :ratio_below
    > :ratio_above * ((s.last_sale_day - s.first_sale_day) * :gaps + 2 * :days)
  AND s.is_gone = 0 AND t.doc = s.doc AND c.doc = s.doc
"""


class Case(NamedTuple):
    """A customer gone or going; *value* in minor units, *silence* and *gaps* None without a purchase."""

    customer: str
    name: str
    state: str
    day: int | None
    reason: str | None
    note: str | None
    silence: int | None
    occasions: int | None
    span: int | None
    value: int


def run(index: Index, ask: Ask) -> Found:
    """The lost, then those at risk, most value first; with ``by`` what was recorded, per group."""
    if ask.text("by") != "customer":
        from plaincrm.reports.churn_groups import group_rows

        return group_rows(index, ask)
    pool = read_pool(index)
    lost = lost_cases(index, ask)
    risky = risky_cases(index, ask, pool)
    foretold = chances(index, ask, pool, risky)
    ranked = sorted(risky, key=lambda case: (-_at_risk(case, foretold), case.customer))
    rows = [_row(case, pool, foretold) for case in (*lost, *ranked)]
    return Found(_COLUMNS, rows, _notes(index, ask, pool, foretold, len(lost), len(risky)))


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """Recorded churn by reason and by month, one above the other."""
    from plaincrm.reports.churn_groups import group_rows

    rows: list[tuple[Value, ...]] = []
    for by in ("reason", "month"):
        groups = group_rows(index, ask._replace(options={**ask.options, "by": by})).rows
        rows += [(by, label, customers) for label, customers, *_ in groups]
    return Found("grouped_by, group, customers int", rows, found.notes)


def lost_cases(index: Index, ask: Ask) -> list[Case]:
    """Those recorded as gone in the window who have not bought since, most revenue lost first."""
    rows = index.rows(_LOST, {**ask.bound(), "window": window_days(index)})
    return _ranked([Case(row[0], row[1], "lost", *row[2:]) for row in rows])


def risky_cases(index: Index, ask: Ask, pool: Pool | None) -> list[Case]:
    """Buyers whose silence passes the limit, most value first; none where nobody has bought twice."""
    if pool is None:
        return []
    limit = ratio_limit(index)
    bound = {
        "asof_day": ask.asof_day,
        "window": window_days(index),
        "gaps": pool.gaps,
        "days": pool.days,
        "ratio_above": limit.numerator,
        "ratio_below": limit.denominator,
    }
    rows = index.rows(_AT_RISK, bound)
    return _ranked([Case(row[0], row[1], "at_risk", None, None, None, *row[2:]) for row in rows])


def ratio_limit(index: Index) -> Fraction:
    """From which ratio on a silence is too long."""
    return Fraction(index.settings["churn.ratio"])


def window_days(index: Index) -> int:
    """How many days of revenue count as what is lost or at risk."""
    return int(index.settings["churn.window_days"])


def _ranked(cases: list[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (-case.value, case.customer))


def _at_risk(case: Case, foretold: Chances) -> int:
    """Of the revenue of the window what may not come again, half up."""
    chance = foretold.of.get(case.customer)
    return case.value if chance is None else floor(case.value * (1 - chance.p_buy) + 0.5)


def _row(case: Case, pool: Pool | None, foretold: Chances) -> tuple[Value, ...]:
    date = None if case.day is None else from_day_number(case.day).isoformat()
    gap = ratio = None
    if pool is not None and case.occasions and case.span is not None and case.silence is not None:
        days, parts = pool.usual_gap(case.occasions - 1, case.span)
        gap, ratio = days / parts, case.silence * parts / days
    why = (case.note or "recorded as gone") if case.state == "lost" else _why(case, gap, ratio)
    chance = foretold.of.get(case.customer, (None, None))
    return (
        *(case.customer, case.name, case.state, date, case.reason, case.silence, gap, ratio),
        *(*chance, _at_risk(case, foretold), why),
    )


def _why(case: Case, gap: float | None, ratio: float | None) -> str:
    """The facts behind a warning; a pooled gap is marked, because it is not the customer's own."""
    own = (case.occasions or 0) - 1
    basis = "own gaps" if own >= FEWEST_OWN_GAPS else f"pooled: {caption.number(own, 'own gap', 'own gaps')}"
    return f"silent {case.silence} days, {ratio:.1f} times the usual {gap:.0f} ({basis})"


def _notes(
    index: Index, ask: Ask, pool: Pool | None, foretold: Chances, lost: int, risky: int
) -> tuple[str, ...]:
    limit = f"{float(ratio_limit(index)):g}"
    if pool is None:
        rhythm = "Nobody has bought twice yet: no usual gap, no ratio, nobody at risk."
    else:
        rhythm = (
            f"at_risk: silence above {limit} times the usual gap, (t_x + 2 × pooled mean gap) ÷ (x + 2);"
            f" the pooled mean of {caption.number(pool.gaps, 'gap', 'gaps')} is {pool.mean:.1f} days."
        )
    return (
        f"lost: recorded as gone, no sale since. {caption.window(ask)} n = {lost} lost, {risky} at risk.",
        rhythm,
        *foretold.notes,
        f"value_at_risk: revenue of the last {window_days(index)} days × (1 − p_buy), × 1 without a p_buy;"
        " for the lost, of so many days before they went.",
        caption.money(ask),
        *caption.left_out(index, ask),
    )
