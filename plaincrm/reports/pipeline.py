"""Pipeline: the open deals by stage or one by one, what they may bring, and how deals end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaincrm.chart import Picture
from plaincrm.reports import caption
from plaincrm.reports.deals import closed_deals, longest_usual, open_deals, stage_order, unclear_deals
from plaincrm.reports.param import Param
from plaincrm.reports.quantile import quantile
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.deals import Closed, Deal
    from plaincrm.table import Value

TITLE = "Pipeline"
TITLE_ZH = "商机漏斗"
ABOUT = "Open deals by stage, weighted by their chance, which are stuck, and how many deals are won."
PARAMS = (Param("by", "choice", "stage", ("stage", "deal"), "rows per stage or per deal"),)
_STAGES = (
    "stage, currency, deals int, amount money(currency), weighted money(currency), median_age number,"
    " stuck int"
)
PICTURE = Picture(
    "bars",
    "Pipeline: weighted, and what is left to the whole amount",
    "商机漏斗：加权金额与其余金额",
    "stage",
    ("weighted", "unweighted"),
    panel="currency",
)
_DEALS = (
    "customer, name, title, stage, currency, amount money(currency), probability share,"
    " weighted money(currency), age int, close_by date, stuck, ref"
)


def run(index: Index, ask: Ask) -> Found:
    """Stages in their order, each currency in rows of its own; ``by deal`` most weighted first."""
    deals, closed = open_deals(index, ask), closed_deals(index, ask)
    limit = longest_usual(closed)
    notes = tuple(_notes(index, ask, deals, closed))
    if ask.text("by") == "deal":
        return Found(_DEALS, [_deal_row(deal, limit) for deal in sorted(deals, key=_place)], notes)
    return Found(_STAGES, _stage_rows(deals, limit, stage_order(index.settings)), notes)


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """Per stage the weighted amount and the rest of the amount, whatever the rows are by."""
    stages = _stage_rows(open_deals(index, ask), None, stage_order(index.settings))
    rows: list[tuple[Value, ...]] = []
    for stage, currency, deals, amount, weighted, *_ in stages:
        known = int(weighted or 0)
        rows.append((stage, currency, deals, known, int(amount or 0) - known))
    columns = "stage, currency, deals int, weighted money(currency), unweighted money(currency)"
    return Found(columns, rows, found.notes)


def _place(deal: Deal) -> tuple[object, ...]:
    return deal.currency, deal.weighted is None, -(deal.weighted or 0), deal.customer, deal.ref


def _deal_row(deal: Deal, limit: float | None) -> tuple[Value, ...]:
    return (
        *(deal.customer, deal.name, deal.title, deal.stage, deal.currency, deal.amount, deal.probability),
        *(deal.weighted, deal.age, deal.close_by, None if limit is None else deal.age > limit, deal.ref),
    )


def _stage_rows(deals: Iterable[Deal], limit: float | None, order: Sequence[str]) -> list[tuple[Value, ...]]:
    groups: dict[tuple[str | None, str], list[Deal]] = {}
    for deal in deals:
        groups.setdefault((deal.stage, deal.currency), []).append(deal)

    def place(key: tuple[str | None, str]) -> tuple[object, ...]:
        stage, currency = key
        known = order.index(stage) if stage in order else len(order)
        return stage is None, known, stage or "", currency

    return [(*key, *_stage_cells(groups[key], limit)) for key in sorted(groups, key=place)]


def _stage_cells(deals: Sequence[Deal], limit: float | None) -> tuple[Value, ...]:
    stuck = None if limit is None else sum(1 for deal in deals if deal.age > limit)
    sums = _sum(deal.amount for deal in deals), _sum(deal.weighted for deal in deals)
    return len(deals), *sums, quantile((deal.age for deal in deals), 1, 2), stuck


def _sum(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _notes(index: Index, ask: Ask, deals: Sequence[Deal], closed: Sequence[Closed]) -> Iterator[str]:
    counted = caption.number(len(deals), "open deal", "open deals")
    yield f"Open as of {ask.asof}, each currency in rows of its own. n = {counted}."
    yield "weighted: amount × probability, the deal's own or its stage's (deal_stages)." + _unweighted(deals)
    rate = _win_rate(closed, int(index.settings["pipeline.min_closed"]))
    yield f"Closed deals. {caption.window(ask)} {rate}"
    yield _cycles(closed)
    yield from _lost_reasons(closed)
    unclear = unclear_deals(index, ask)
    if unclear:
        counted = caption.number(unclear, "deal", "deals")
        yield f"Left out: {counted} with an outcome but no closing day, or the other way round."


def _lost_reasons(closed: Sequence[Closed]) -> Iterator[str]:
    reasons = Counter(deal.reason or "(none)" for deal in closed if not deal.is_won)
    if reasons:
        listed = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        yield "Lost for: " + ", ".join(f"{reason} {count}" for reason, count in listed) + "."


def _unweighted(deals: Sequence[Deal]) -> str:
    """Which deals bring nothing to the sums."""
    lacks: Mapping[str, Callable[[Deal], bool]] = {
        "amount": lambda deal: deal.amount is None,
        "probability": lambda deal: deal.amount is not None and deal.probability is None,
    }
    counts = {name: sum(1 for deal in deals if test(deal)) for name, test in lacks.items()}
    parts = [
        f"{caption.number(count, 'deal', 'deals')} without {name}" for name, count in counts.items() if count
    ]
    return f" Left out of the sums: {', '.join(parts)}." if parts else ""


def _win_rate(closed: Sequence[Closed], fewest: int) -> str:
    """The share of the closed that was won, by count and by value; of few only the numbers."""
    won = sum(1 for deal in closed if deal.is_won)
    if not closed:
        return "None was closed."
    if len(closed) < fewest:
        return f"Won: {won} of {len(closed)}; a rate needs {fewest}."
    rates = [f"{caption.percent(won, len(closed))} by count ({won} of {len(closed)})"]
    for currency in sorted({deal.currency for deal in closed}):
        ours = [deal for deal in closed if deal.currency == currency]
        value = sum(deal.amount or 0 for deal in ours)
        if value > 0:
            brought = sum(deal.amount or 0 for deal in ours if deal.is_won)
            rates.append(f"{caption.percent(brought, value)} by value in {currency}")
    return f"Win rate: {', '.join(rates)}."


def _cycles(closed: Sequence[Closed]) -> str:
    cycles = [deal.cycle for deal in closed if deal.is_won]
    middle, longest = quantile(cycles, 1, 2), longest_usual(closed)
    if middle is None or longest is None:
        return "stuck: older than nine of ten won deals were when they closed; none was won, so it is empty."
    counted = caption.number(len(cycles), "won deal", "won deals")
    return (
        f"Median cycle: {middle:g} days ({counted}). stuck: open for longer than"
        f" {longest:g} days, the p90 of those cycles."
    )
