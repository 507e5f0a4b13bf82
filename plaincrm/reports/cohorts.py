"""Cohorts: customers by when they began to buy, and how many of them buy in each period after that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.model.money import major
from plaincrm.reports import caption, periods
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

TITLE = "Cohorts"
TITLE_ZH = "同期群"
ABOUT = "Customers by the month of their first purchase, and how many of them buy in each month after."
PARAMS = (
    Param("by", "choice", "month", ("month", "quarter"), "how long a period is"),
    Param("revenue", "boolean", None, (), "what they bring in each period as well"),
    Param("unbounded", "boolean", None, (), "count those who buy in that period or a later one"),
)
PICTURE = Picture(
    "grid",
    "Share of each cohort that buys, by periods since the first purchase",
    "各同期群首购后各期的购买占比",
    "offset",
    ("cohort",),
    value="share",
    tint="share",
)
_COLUMNS = "cohort, size int, offset int, customers int, share share"
_WITH_REVENUE = f"{_COLUMNS}, revenue money, currency"
_BEGUN = """
  SELECT s.customer, min({period}) AS first_period, max({period}) AS last_period
  FROM base_sales s
  WHERE s.is_sale = 1
  GROUP BY s.customer
  HAVING min(s.date_day) BETWEEN :from_day AND :to_day"""
_ENDS = f"""
SELECT first_period, last_period, count(*)
FROM ({_BEGUN}) begun
GROUP BY first_period, last_period
"""
_ACTIVE = f"""
SELECT begun.first_period, {{period}}, count(DISTINCT CASE WHEN s.is_sale = 1 THEN s.customer END),
  coalesce(sum(s.base), 0)
FROM ({_BEGUN}) begun JOIN base_sales s ON s.customer = begun.customer
GROUP BY begun.first_period, {{period}}
"""


class Cohort(NamedTuple):
    """Who began in one period: by period, who bought then, who bought last then, and what was brought."""

    buying: dict[int, int]
    last: dict[int, int]
    revenue: dict[int, int]

    @property
    def size(self) -> int:
        """How many began."""
        return sum(self.last.values())


def run(index: Index, ask: Ask) -> Found:
    """One row per cohort and period up to asof, the cohort's own first; nobody is 0, never absent."""
    by = ask.text("by")
    cohorts = read_cohorts(index, ask, by)
    now = periods.number(periods.month_number(ask.asof), by)
    fewest = int(index.settings["cohorts.min_size"])
    with_revenue = bool(ask.options["revenue"])
    rows: list[tuple[Value, ...]] = []
    for start, cohort in sorted(cohorts.items()):
        for cells in _cells(start, cohort, now, unbounded=bool(ask.options["unbounded"])):
            offset, customers, revenue = cells
            share = customers / cohort.size if cohort.size >= fewest else None
            money = (revenue, ask.currency) if with_revenue else ()
            rows.append((periods.label(start, by), cohort.size, offset, customers, share, *money))
    notes = _notes(index, ask, cohorts, fewest)
    return Found(_WITH_REVENUE if with_revenue else _COLUMNS, rows, notes)


def read_cohorts(index: Index, ask: Ask, by: str) -> dict[int, Cohort]:
    """The cohorts that began in the window, by the number of their period, followed up to asof."""
    parts = {"period": periods.NUMBERS[by]}
    bound = {"from_day": ask.from_day, "to_day": ask.to_day}
    cohorts: dict[int, Cohort] = {}
    # other engines than SQLite divide to a float
    for start, last, customers in index.rows(_ENDS.format(**parts), bound):
        cohorts.setdefault(int(start), Cohort({}, {}, {})).last[int(last)] = customers
    for start, period, customers, revenue in index.rows(_ACTIVE.format(**parts), bound):
        cohorts[int(start)].buying[int(period)] = customers
        cohorts[int(start)].revenue[int(period)] = revenue
    return cohorts


def _cells(start: int, cohort: Cohort, now: int, *, unbounded: bool) -> Iterator[tuple[int, int, int]]:
    """(offset, customers, revenue) of every period from the first one to *now*."""
    later = cohort.size
    for period in range(start, now + 1):
        customers = later if unbounded else cohort.buying.get(period, 0)
        yield period - start, customers, cohort.revenue.get(period, 0)
        later -= cohort.last.get(period, 0)


def _notes(index: Index, ask: Ask, cohorts: Mapping[int, Cohort], fewest: int) -> tuple[str, ...]:
    by = ask.text("by")
    buyers = caption.number(sum(cohort.size for cohort in cohorts.values()), "buyer", "buyers")
    bought = f"in that {by} or a later one" if ask.options["unbounded"] else f"in that {by}"
    notes = [
        f"cohort: the {by} of the first purchase ever; customers: those of them who bought {bought},"
        f" offset {by}s after; share: ÷ size.",
        f"{caption.window(ask)} The window is of first purchases. n = {buyers}.",
    ]
    small = sum(1 for cohort in cohorts.values() if cohort.size < fewest)
    if small:
        counted = caption.number(small, "cohort", "cohorts")
        notes.append(f"No shares for {counted} of fewer than {fewest} customers.")
    running = periods.running(ask.asof, by)
    if cohorts and running is not None:
        notes.append(f"{running} is still running: the last offset of every cohort is not yet complete.")
    if ask.options["revenue"]:
        notes += [f"revenue: of that {by}. {caption.money(ask)}", *caption.left_out(index, ask.ever)]
        notes += _early_refunds(ask, cohorts)
    return tuple(notes)


def _early_refunds(ask: Ask, cohorts: Mapping[int, Cohort]) -> list[str]:
    """What was refunded in a period before the first purchase stands in no cell, so it is named."""
    early = sum(
        revenue
        for start, cohort in cohorts.items()
        for period, revenue in cohort.revenue.items()
        if period < start
    )
    amount = f"{major(early, ask.currency)} {ask.currency}"
    return [f"Left out: refunds of a {ask.text('by')} before the first purchase ({amount})."] if early else []
