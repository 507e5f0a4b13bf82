"""Needs: why customers buy, how they like it, how far their decision is, and which needs are won."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports import caption
from plaincrm.reports.deals import closed_deals
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found
from plaincrm.reports.segment_groups import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

    Said = list[tuple[str, str]]  # customer, what they say
    Classes = Mapping[str, str | None]  # customer → segment or industry

TITLE = "Needs"
TITLE_ZH = "客户需求"
ABOUT = "What customers want and what holds them back, with the revenue and the win rate of each."
_FIELDS = {"motive": "motives", "preference": "preferences", "criterion": "criteria", "obstacle": "obstacles"}
_FUNNEL = "decision_stage"
PARAMS = (
    Param(
        "by",
        "choice",
        "motive",
        ("motive", "preference", _FUNNEL, "criterion", "obstacle"),
        "what to group by",
    ),
    Param("with", "choice", None, ("segment", "industry"), "apart for each segment or industry"),
)
_FIGURES = "customers int, share share, revenue money, win_rate share"
_LISTED = f"""
SELECT DISTINCT c.customer, v.value
FROM customers c JOIN list_values v ON v.customer = c.customer AND v.field = :field
WHERE {KNOWN}
"""
_AT_STAGES = (
    f"SELECT c.customer, c.decision_stage FROM customers c WHERE c.decision_stage IS NOT NULL AND {KNOWN}"
)
_EVERYBODY = f"SELECT count(*) FROM customers c WHERE {KNOWN}"
_INDUSTRIES = "SELECT customer, industry FROM customers"
_REVENUE = """
SELECT customer, coalesce(sum(base), 0) FROM base_sales
WHERE date_day BETWEEN :from_day AND :to_day GROUP BY customer
"""
_MOST_NAMED = 10


class Group(NamedTuple):
    """The customers who say *label*, of one segment or industry (*kin*) where these are told apart.

    *revenue* in minor units; *won* and *closed* count their deals.
    """

    label: str
    kin: str | None
    customers: int
    revenue: int
    won: int
    closed: int


def run(index: Index, ask: Ask) -> Found:
    """One row per need, most customers first; decision stages in their order."""
    by, kind = ask.text("by"), ask.text("with")
    said = _said(index, ask)
    classes = _classes(index, ask)
    groups = _groups(index, ask, said, classes)
    everybody: dict[str | None, int] = {}
    for customer in {customer for customer, _ in said}:
        everybody[classes.get(customer)] = everybody.get(classes.get(customer), 0) + 1
    if by == _FUNNEL:
        stages = _stages(index)
        groups = _as_funnel(groups, stages if said and not kind else [])
        groups.sort(key=lambda group: _step(group.label, stages))
    rows = [_row(group, kind, everybody.get(group.kin, 0)) for group in groups]
    columns = f"group, {kind}, {_FIGURES}" if kind else f"group, {_FIGURES}"
    return Found(columns, rows, tuple(_notes(index, ask, said, classes, groups)))


def _stages(index: Index) -> list[str]:
    return [stage for stage in index.settings["decision_stages"].split(",") if stage]


def _said(index: Index, ask: Ask) -> Said:
    """Every customer with every need of the kind asked for, each once."""
    by = ask.text("by")
    if by == _FUNNEL:
        return index.rows(_AT_STAGES, {"asof_day": ask.asof_day})
    return index.rows(_LISTED, {"asof_day": ask.asof_day, "field": _FIELDS[by]})


def _classes(index: Index, ask: Ask) -> Classes:
    kind = ask.text("with")
    if kind == "industry":
        return dict(index.rows(_INDUSTRIES))
    return _segments(index, ask) if kind else {}


def _segments(index: Index, ask: Ask) -> Classes:
    """The segment of each buyer, scored as the settings say."""
    from plaincrm.reports.buyers import read_buyers
    from plaincrm.reports.grades import grade
    from plaincrm.reports.rules import read_rules

    settings = index.settings
    scoring: dict[str, str | int | float | None] = {"cuts": None}
    scoring |= {name: settings[f"rfm.{name}"] for name in ("count", "method", "threshold")}
    ask = ask._replace(options=scoring)
    days = int(settings["bands.frequency_days"])
    buyers = read_buyers(index, ask, count=ask.text("count"), recent_days=days)
    grades = grade(buyers, read_rules(index, ask))
    return dict(zip(buyers.customer, grades.segment, strict=True))


def _groups(index: Index, ask: Ask, said: Said, classes: Classes) -> list[Group]:
    """A group for each need, within it for each class: most customers first, then most revenue."""
    revenue: dict[str, int] = dict(index.rows(_REVENUE, {"from_day": ask.from_day, "to_day": ask.to_day}))
    deals = _deals(index, ask)
    members: dict[tuple[str, str | None], list[str]] = {}
    for customer, label in said:
        members.setdefault((label, classes.get(customer)), []).append(customer)
    groups = []
    for (label, kin), customers in members.items():
        brought = sum(revenue.get(customer, 0) for customer in customers)
        won, closed = (sum(deals.get(customer, (0, 0))[part] for customer in customers) for part in (0, 1))
        groups.append(Group(label, kin, len(customers), brought, won, closed))
    return _ranked(groups)


def _ranked(groups: Sequence[Group]) -> list[Group]:
    """Needs by customers, then revenue, then name; the classes of one need side by side in the same way."""
    sums: dict[str, list[int]] = {}
    for group in groups:
        both = sums.setdefault(group.label, [0, 0])
        both[0] -= group.customers
        both[1] -= group.revenue
    return sorted(
        groups,
        key=lambda each: (
            *(sums[each.label], each.label, -each.customers, -each.revenue),
            *(each.kin is None, each.kin or ""),
        ),
    )


def _deals(index: Index, ask: Ask) -> dict[str, tuple[int, int]]:
    """Customer → deals won in the window, and deals closed in it."""
    found: dict[str, tuple[int, int]] = {}
    for deal in closed_deals(index, ask):
        won, closed = found.get(deal.customer, (0, 0))
        found[deal.customer] = won + deal.is_won, closed + 1
    return found


def _as_funnel(groups: Sequence[Group], stages: Sequence[str]) -> list[Group]:
    """The groups, and one of nobody for each of *stages* that nobody is at."""
    taken = {group.label for group in groups}
    return [*groups, *(Group(stage, None, 0, 0, 0, 0) for stage in stages if stage not in taken)]


def _step(stage: str, stages: Sequence[str]) -> tuple[int, str]:
    return (stages.index(stage), "") if stage in stages else (len(stages), stage)


def _row(group: Group, kind: str, everybody: int) -> tuple[Value, ...]:
    share = group.customers / everybody if everybody else None
    win_rate = group.won / group.closed if group.closed else None
    kin = (group.kin,) if kind else ()
    return group.label, *kin, group.customers, share, group.revenue, win_rate


def _notes(index: Index, ask: Ask, said: Said, classes: Classes, groups: Sequence[Group]) -> Iterator[str]:
    ((known,),) = index.rows(_EVERYBODY, {"asof_day": ask.asof_day})
    respondents = len({customer for customer, _ in said})
    named = _with_article(ask.text("by").replace("_", " "))
    yield (
        f"As of {ask.asof}. n = {caption.number(respondents, 'customer', 'customers')} with {named}"
        f" noted, of {known}."
    )
    yield from _about_shares(index, ask, said, classes)
    yield f"{caption.window(ask)} In it: revenue, and win_rate: won ÷ (won + lost)."
    yield from _few_deals(groups, int(index.settings["pipeline.min_closed"]))
    yield caption.money(ask)
    yield from caption.left_out(index, ask)


def _about_shares(index: Index, ask: Ask, said: Said, classes: Classes) -> Iterator[str]:
    kind = ask.text("with")
    of = f"of the customers of that {kind} who have one noted" if kind else "of these customers"
    if ask.text("by") == _FUNNEL:
        yield f"share: {of}."
        yield from _reached(index, said)
    else:
        yield f"share: {of}; one customer may name several, so shares may pass 100 %."
    if kind == "segment" and not any(classes.values()):
        fewest = index.settings["rfm.min_segments"]
        yield f"Fewer than {fewest} buyers: no segments, so that column is empty."


def _reached(index: Index, said: Said) -> Iterator[str]:
    """How many have come at least as far as each stage."""
    stages = _stages(index)
    at = [sum(1 for _, stage in said if stage == name) for name in stages]
    total = sum(at)
    if total:
        parts = [
            f"{name} {sum(at[place:])} ({caption.percent(sum(at[place:]), total)})"
            for place, name in enumerate(stages)
        ]
        yield f"Come at least so far: {', '.join(parts)}."


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _few_deals(groups: Sequence[Group], fewest: int) -> Iterator[str]:
    """Win rates that rest on few deals, as the numbers they are."""
    few = [group for group in groups if 0 < group.closed < fewest]
    if few:
        named = [
            f"{' / '.join(filter(None, (group.label, group.kin)))} {group.won} of {group.closed}"
            for group in few[:_MOST_NAMED]
        ]
        more = f" and {len(few) - _MOST_NAMED} more" if len(few) > _MOST_NAMED else ""
        yield f"win_rate of fewer than {fewest} closed deals, a hint at best: {', '.join(named)}{more}."
