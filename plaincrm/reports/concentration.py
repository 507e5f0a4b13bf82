"""Concentration: how much of the revenue hangs on how few customers, the ABC of buyers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from plaincrm.chart import Picture
from plaincrm.reports import caption
from plaincrm.reports.buyers import source
from plaincrm.reports.report import Found
from plaincrm.reports.rfm import abc_bands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.table import Value

    Ranked = tuple[str, str, int]  # customer, name, revenue

TITLE = "Concentration"
TITLE_ZH = "客户集中度"
ABOUT = "Buyers from the largest revenue down, with classes A, B and C: how much hangs on how few."
PARAMS: tuple[Param, ...] = ()
PICTURE = Picture(
    "curve",
    "Cumulative revenue by customers, the largest first",
    "客户收入累计占比（由大到小）",
    "customers_share",
    ("cumulative_share",),
)
_COLUMNS = "rank int, customer, name, revenue money, share share, cumulative_share share, class"
_RANKED = """
SELECT b.customer, c.name, b.revenue
FROM {source} b CROSS JOIN customer c
WHERE c.doc = b.doc
ORDER BY b.revenue DESC, b.customer
"""


def run(index: Index, ask: Ask) -> Found:
    """One row per buyer, most revenue first, ties by ID; no rows where few buyers make no ranking."""
    ranked: list[Ranked] = index.rows(_RANKED.format(source=source(ask)), ask.bound())
    fewest = int(index.settings["concentration.min_buyers"])
    notes = [
        "share: revenue ÷ revenue of all buyers, negative ones included."
        f" {caption.window(ask)} n = {caption.number(len(ranked), 'buyer', 'buyers')}.",
        *_dependency(ranked),
    ]
    rows: list[tuple[Value, ...]] = []
    if len(ranked) < fewest:
        notes.append(f"Fewer than {fewest} buyers: no ranking and no classes; one more would change them.")
    else:
        limits = _limits(index.settings)
        rows = list(_rows(ranked, limits))
        notes += [_classes(limits), *_spread(ranked, Fraction(index.settings["concentration.top_share"]))]
    notes += [caption.money(ask), *caption.left_out(index, ask), *caption.without_sale(index, ask)]
    return Found(_COLUMNS, rows, tuple(notes))


def drawn(index: Index, ask: Ask, found: Found) -> Found:  # noqa: ARG001  every report is asked alike
    """How much of the revenue the first so many of the customers bring."""
    rows = [(row[0] / len(found.rows), row[5]) for row in found.rows if isinstance(row[0], int)]
    return Found("customers_share share, cumulative_share share", list(rows), found.notes)


def gini(rising: Sequence[int]) -> float:
    """0 where all have the same, near 1 where one has all; of positive values, the smallest first."""
    weighted = sum(place * value for place, value in enumerate(rising, start=1))
    count, total = len(rising), sum(rising)
    return (2 * weighted - (count + 1) * total) / (count * total)


def hhi(values: Sequence[int]) -> float:
    """The sum of the squared shares: 1 where one has all, 1/n where all have the same."""
    return sum(value * value for value in values) / sum(values) ** 2


def _limits(settings: Mapping[str, str]) -> list[tuple[Fraction, str]]:
    a_ends, b_ends = (Fraction(share) for share in settings["bands.amount"].split(","))
    return [(a_ends, "A"), (b_ends, "B")]


def _rows(ranked: Sequence[Ranked], limits: Sequence[tuple[Fraction, str]]) -> Iterator[tuple[Value, ...]]:
    bands = abc_bands((revenue for _, _, revenue in ranked), limits)
    total = sum(revenue for _, _, revenue in ranked)
    so_far = 0
    for rank, ((customer, name, revenue), band) in enumerate(zip(ranked, bands, strict=True), start=1):
        so_far += revenue
        shares = (revenue / total, so_far / total) if total > 0 else (None, None)
        yield rank, customer, name, revenue, *shares, band


def _dependency(ranked: Sequence[Ranked]) -> Iterator[str]:
    """How much of the income is one client."""
    total = sum(revenue for _, _, revenue in ranked)
    if ranked and total <= 0:
        yield "Revenue is not above zero, so there are no shares."
    elif ranked:
        _, name, revenue = ranked[0]
        yield f"{caption.percent(revenue, total)} of income is one client: {name}."


def _classes(limits: Sequence[tuple[Fraction, str]]) -> str:
    (a_ends, _), (b_ends, _) = limits
    return (
        f"class: A while what came before is below {_whole(a_ends)} of all, B below {_whole(b_ends)}, else C;"
        " nothing or less is C."
    )


def _whole(share: Fraction) -> str:
    return f"{float(100 * share):g} %"


def _spread(ranked: Sequence[Ranked], top_share: Fraction) -> Iterator[str]:
    """What the top brings, and how unequal the revenues are."""
    revenues = [revenue for _, _, revenue in ranked]
    total = sum(revenues)
    if total <= 0:
        return
    top = -(-len(revenues) * top_share.numerator // top_share.denominator)
    brought = caption.fine_percent(sum(revenues[:top]), total)
    yield f"The top {_whole(top_share)} ({top} of {len(revenues)} buyers) bring {brought} of the revenue."
    positive = sorted(revenue for revenue in revenues if revenue > 0)
    yield (
        f"Gini {gini(positive):.3f} (0: all alike, 1: one has all), HHI {hhi(positive):.4f} (1: one client),"
        f" over {caption.number(len(positive), 'positive revenue', 'positive revenues')}."
    )
