"""What a forecast says under its table: how much to trust it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.model.money import major
from plaincrm.reports import caption
from plaincrm.reports.back_test import back_test
from plaincrm.reports.plan import end_of, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.forecast import Expected
    from plaincrm.reports.outlook import Outlook
    from plaincrm.reports.plan import Plan

_GONE = """
SELECT count(*) FROM gone g JOIN buyers b ON b.customer = g.customer
WHERE b.first_day BETWEEN :from_day AND :to_day
"""


def notes(
    index: Index, ask: Ask, plan: Plan, outlook: Outlook, expected: Sequence[Expected]
) -> tuple[str, ...]:
    """The sentences under the table; where too few bought again, why there is no table."""
    if outlook.rhythm is None:
        return _counted(ask, outlook), _refusal(index, outlook)
    return (
        _counted(ask, outlook),
        *_small(index, outlook),
        *_together(ask, plan, expected),
        back_test(index, ask),
        *_rhythm(outlook),
        *_spending(ask, outlook, expected),
        _columns(plan),
        *_gone(index, ask),
        caption.money(ask),
        *caption.left_out(index, ask.ever),
    )


def _counted(ask: Ask, outlook: Outlook) -> str:
    of_whom = " The window is of first purchases." if ask.windowed else ""
    buyers = caption.number(outlook.buyers, "buyer", "buyers")
    return f"{caption.window(ask)}{of_whom} n = {buyers}, {outlook.repeat_buyers} of them bought again."


def _refusal(index: Index, outlook: Outlook) -> str:
    fewest = index.settings["forecast.min_rough"]
    return (
        f"No forecast: {outlook.repeat_buyers} repeat buyers are too few to learn from, {fewest} are needed."
        " How often each customer buys: plaincrm report purchases."
    )


def _small(index: Index, outlook: Outlook) -> Iterator[str]:
    enough = index.settings["forecast.min_repeat"]
    if outlook.repeat_buyers < int(enough):
        yield f"Rough, and totals only: fewer than {enough} repeat buyers; single customers would mislead."


def _together(ask: Ask, plan: Plan, expected: Sequence[Expected]) -> Iterator[str]:
    spend = sum(row.spend or 0 for row in expected)
    money = f" for {major(spend, ask.currency)} {ask.currency}" if any(row.spend for row in expected) else ""
    purchases, buyers = sum(row.purchases for row in expected), sum(row.p_buy or 0.0 for row in expected)
    yield (
        f"Expected in the {plan.days} days up to {end_of(ask, plan)}: {purchases:.1f} purchases{money},"
        f" by {buyers:.1f} of {caption.number(len(expected), 'buyer', 'buyers')}."
    )


def _rhythm(outlook: Outlook) -> Iterator[str]:
    assert outlook.rhythm is not None
    model = outlook.rhythm.model
    yield (
        f"BG/NBD in weeks: r {model.r:g}, alpha {model.alpha:g}, a {model.a:g}, b {model.b:g},"
        f" log-likelihood {outlook.rhythm.log_likelihood:.1f}."
    )
    if outlook.rhythm.degenerate:
        yield (
            f"No drop-out visible ({outlook.rhythm.degenerate}): who has left cannot be told, so p_alive is"
            " omitted."
        )


def _spending(ask: Ask, outlook: Outlook, expected: Sequence[Expected]) -> Iterator[str]:
    if outlook.spending is None:
        counted = caption.number(outlook.spenders, "customer", "customers")
        yield f"No money foretold: only {counted} spent anything in {ask.currency} after the first day."
        return
    model = outlook.spending.model
    limit = ", the search ran to its limit" if outlook.spending.limited else ""
    related = "unknown" if outlook.correlation is None else f"{outlook.correlation:.2f}"
    yield (
        f"Gamma-Gamma of {outlook.spenders} customers: p {model.p:g}, q {model.q:g}, gamma {model.gamma:g}"
        f" {ask.currency}{limit}; correlation of how often with how much, taken to be 0: {related}."
    )
    mean = model.mean(0, 0.0)
    if mean is None:
        yield "Spend of one-time buyers: left empty, the model has no finite mean (q is 1 or less)."
    unknown = sum(1 for row in expected if row.x and row.spend is None)
    if unknown:
        counted = caption.number(unknown, "repeat buyer", "repeat buyers")
        yield f"Spend left empty for {counted} without any after the first day."


def _columns(plan: Plan) -> str:
    what = "revenue" if plan.is_revenue else f"{percent(plan.margin)} of the revenue"
    return (
        f"p_buy, expected_purchases, expected_spend: within {plan.days} days. p_alive: of repeat buyers only."
        f" clv: {what} of the next {caption.number(plan.months, 'month', 'months')},"
        f" discounted by {percent(plan.discount)} a year. x, t_x, T count from the first day, in days."
    )


def _gone(index: Index, ask: Ask) -> tuple[str, ...]:
    ((gone,),) = index.rows(_GONE, {"from_day": ask.from_day, "to_day": ask.to_day})
    counted = caption.number(gone, "buyer", "buyers")
    return (f"Left out: {counted} recorded as gone.",) if gone else ()
