"""Purchases: how often each customer buys, how long they have been silent, when to expect them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.reports import caption
from plaincrm.reports.quantile import quantile
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found
from plaincrm.reports.rhythm import read_pool
from plaincrm.reports.survival import kaplan_meier, median
from plaincrm.reports.visits import gaps, read_visits, times_to_next

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.reports.rhythm import Pool
    from plaincrm.reports.survival import Step
    from plaincrm.table import Value

    Visits = Mapping[str, Sequence[int]]

TITLE = "Purchases"
TITLE_ZH = "购买行为"
ABOUT = "How often each customer buys, at which gaps, how long they are silent, and what they buy most."
PARAMS: tuple[Param, ...] = ()
_COLUMNS = (
    "customer, name, occasions int, orders int, first date, last date, median_gap number, mean_gap number,"
    " silence int, ratio number, expected_by date, average_order money, revenue money, top_product"
)
# customer by customer, for all their products at once would fill the memory of a large book
_TOP_PRODUCTS = """
SELECT t.customer, (
  SELECT v.product FROM valued_sale v
  WHERE v.doc = t.doc AND v.product IS NOT NULL AND v.date_day BETWEEN :from_day AND :to_day
  GROUP BY v.product
  HAVING sum(v.is_sale) > 0
  ORDER BY coalesce(sum(v.base), 0) DESC, sum(v.is_sale) DESC, v.product LIMIT 1)
FROM tree t
"""
_NOW = "SELECT customer, occasions, first_day, last_day FROM buyers"


class Bought(NamedTuple):
    """What a customer bought in the window, money in minor units; *valued* counts the orders with a rate."""

    customer: str
    name: str
    orders: int
    revenue: int
    sold: int
    valued: int

    @property
    def average_order(self) -> int | None:
        """Sold per order that has a rate, half up; None without one."""
        return (2 * self.sold + self.valued) // (2 * self.valued) if self.valued else None


def run(index: Index, ask: Ask) -> Found:
    """One row per buyer, most revenue first, ties by ID.

    silence, ratio and expected_by are as of asof whatever the window, as in `churn`.
    """
    bound = {"from_day": ask.from_day, "to_day": ask.to_day}
    visits = read_visits(index, ask)
    products: dict[str, str | None] = dict(index.each(_TOP_PRODUCTS, bound))
    pool = read_pool(index)
    now = {customer: facts for customer, *facts in index.each(_NOW)} if ask.windowed else {}
    asof_day = ask.asof_day
    rows: list[tuple[Value, ...]] = []
    for bought in map(Bought._make, index.each(query("purchases"), bound)):
        days = visits[bought.customer]
        facts = now[bought.customer] if ask.windowed else (len(days), days[0], days[-1])
        rows.append(
            (
                *(bought.customer, bought.name, len(days), bought.orders, *_dates_and_gaps(days)),
                *_rhythm(facts, asof_day, pool),
                *(bought.average_order, bought.revenue, products.get(bought.customer)),
            )
        )
    return Found(_COLUMNS, rows, _notes(index, ask, visits, pool))


def _dates_and_gaps(days: Sequence[int]) -> tuple[Value, ...]:
    between = gaps(days)
    mean = sum(between) / len(between) if between else None
    return _iso(days[0]), _iso(days[-1]), quantile(between, 1, 2), mean


def _rhythm(facts: Sequence[int], asof_day: int, pool: Pool | None) -> tuple[Value, ...]:
    """Silence, ratio, and the first day on which the ratio is 1 or more."""
    occasions, first_day, last_day = facts
    silence = asof_day - last_day
    if pool is None:
        return silence, None, None
    days, parts = pool.usual_gap(occasions - 1, last_day - first_day)
    return silence, silence * parts / days, _iso(last_day - -days // parts)


def _iso(day: int) -> str:
    return from_day_number(day).isoformat()


def _notes(index: Index, ask: Ask, visits: Visits, pool: Pool | None) -> tuple[str, ...]:
    return (
        f"{caption.window(ask)} n = {caption.number(len(visits), 'buyer', 'buyers')}.",
        *_about_gaps(ask, visits),
        _about_ratio(pool),
        "average_order: sold ÷ orders; top_product: the one that brought the most revenue.",
        caption.money(ask),
        *caption.left_out(index, ask),
        *caption.without_sale(index, ask),
    )


def _about_gaps(ask: Ask, visits: Visits) -> Iterator[str]:
    """The repeat rate, the pooled gaps, and the time to the next purchase without their bias."""
    if not visits:
        return
    repeating = sum(1 for days in visits.values() if len(days) > 1)
    rate = caption.fine_percent(repeating, len(visits))
    yield f"Repeat rate: {rate}, {repeating} of {len(visits)} buyers bought on two days or more."
    pooled = [gap for days in visits.values() for gap in gaps(days)]
    if pooled:
        mean, middle, high = sum(pooled) / len(pooled), quantile(pooled, 1, 2), quantile(pooled, 9, 10)
        counted = caption.number(len(pooled), "gap", "gaps")
        yield (
            f"Gaps: mean {mean:.1f}, median {middle:g}, p90 {high:g} days ({counted});"
            " too short, because only those who came back have gaps."
        )
        steps = kaplan_meier(times_to_next(visits.values(), ask.to_day))
        yield _about_waiting(steps, len(visits), len(pooled) + len(visits))


def _about_waiting(steps: Sequence[Step], waiting: int, everyone: int) -> str:
    half = median(steps)
    counted = f"those still waiting counted in ({waiting} of {everyone})"
    if half is not None:
        return f"Time to the next purchase by Kaplan–Meier, {counted}: median {half.t} days."
    last = steps[-1]
    return (
        f"Time to the next purchase by Kaplan–Meier, {counted}: median not reached,"
        f" after {last.t} days {100 * (1 - last.survival):.1f} % had bought again."
    )


def _about_ratio(pool: Pool | None) -> str:
    if pool is None:
        return "Nobody has bought twice yet: no usual gap, no ratio, nothing expected."
    return (
        "ratio: silence ÷ usual gap, (t_x + 2 × pooled mean gap) ÷ (x + 2); expected_by: when it comes to 1."
        f" The pooled mean of {caption.number(pool.gaps, 'gap', 'gaps')} is {pool.mean:.1f} days."
    )
