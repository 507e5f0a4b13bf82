"""Lifecycle: the stage every customer is in, since when and why, and what to do next."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.dates import from_day_number
from plaincrm.reports import caption
from plaincrm.reports.param import Param
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found, stand_at
from plaincrm.reports.rhythm import read_pool

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.rhythm import Pool
    from plaincrm.table import Value

TITLE = "Lifecycle"
TITLE_ZH = "客户生命周期"
ABOUT = "The stage each customer is in: set by hand, else derived from sales, silence and churn."
PARAMS = (Param("by", "choice", None, ("stage",), "customers, revenue and moves per stage instead"),)
PICTURE = Picture(
    "grid",
    "Stages then (down) and now (across)",
    "客户阶段流转：行为期初，列为期末",
    "to",
    ("from",),
    value="customers",
    tint="customers",
)
NEXT_ACTIONS = {
    "acquire": "agree on a first small order",
    "nurture": "ask how the first order went, and offer the second",
    "retain": "thank them, ask for feedback, propose the next term",
    "winback": "ask what went wrong and make an offer to return, or record them as lost",
}
_COLUMNS = "customer, name, derived, manual, stage, since date, why"
_STAGE_COLUMNS = "stage, customers int, revenue money, moved_in int, moved_out int"
_SECOND_OCCASIONS = """
SELECT b.customer, (
  SELECT min(s.date_day) FROM base_sales s
  WHERE s.customer = b.customer AND s.is_sale = 1 AND s.date_day > b.first_day)
FROM buyers b WHERE b.occasions > 1
"""
_FIRST_CONTACTS = """
SELECT customer, min(date_day) FROM contacts WHERE is_contact = 1 AND date_day <= :asof_day GROUP BY customer
"""


class Standing(NamedTuple):
    """How a customer stands; *gone_day* is None unless recorded as gone, days count from 1970-01-01."""

    customer: str
    name: str
    derived: str
    manual: str | None
    manual_day: int | None
    manual_reason: str | None
    gone_day: int | None
    occasions: int
    first_day: int | None
    last_day: int | None
    revenue: int

    @property
    def stage(self) -> str:
        """The stage in force: a hand-set one wins."""
        return self.manual or self.derived


def run(index: Index, ask: Ask) -> Found:
    """One row per customer by ID; ``by stage`` one row per stage with the moves since ``from``."""
    now = standings(index, ask.asof_day)
    if ask.options["by"]:
        return _by_stage(index, ask, now)
    days = _Days(index, ask.asof_day)
    rows = [_row(each, days) for each in now]
    stale = sum(1 for each in now if days.is_stale(each))
    return Found(_COLUMNS, rows, _notes(index, ask, now, stale))


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """How many have gone from each stage to each since ``from``; new customers come from nowhere."""
    before, now = _then(index, ask), standings(index, ask.asof_day)
    moves = Counter((before.get(each.customer), each.stage) for each in now)
    order = [None, *NEXT_ACTIONS]

    def place(move: tuple[str | None, str]) -> tuple[object, ...]:
        return tuple((order.index(stage) if stage in order else len(order), stage or "") for stage in move)

    rows = [(*move, moves[move]) for move in sorted(moves, key=place)]
    return Found("from, to, customers int", list(rows), found.notes)


def standings(index: Index, asof_day: int) -> list[Standing]:
    """Every customer known at the index's moment; a stage set by hand after it is not yet in force."""
    found = [Standing(*row) for row in index.rows(query("lifecycle"), {"asof_day": asof_day})]
    return [
        each._replace(manual=None, manual_day=None, manual_reason=None)
        if each.manual_day is not None and each.manual_day > asof_day
        else each
        for each in found
    ]


class _Days:
    """Since when a stage is in force; what is needed for it is read once."""

    def __init__(self, index: Index, asof_day: int) -> None:
        bound = {"asof_day": asof_day}
        self.asof_day = asof_day
        self.pool: Pool | None = read_pool(index)
        self.limit = Fraction(index.settings["lifecycle.ratio"])
        self.manual_days = int(index.settings["lifecycle.manual_days"])
        self.second: Mapping[str, int] = dict(index.rows(_SECOND_OCCASIONS, {}))
        self.contacted: Mapping[str, int] = dict(index.rows(_FIRST_CONTACTS, bound))

    def since(self, each: Standing) -> int | None:
        if each.manual:
            return each.manual_day
        if each.gone_day is not None:
            return each.gone_day
        if each.derived == "acquire":
            return self.contacted.get(each.customer)
        if each.derived == "winback":
            return self._silent_day(each)
        return self.second[each.customer] if each.derived == "retain" else each.first_day

    def is_stale(self, each: Standing) -> bool:
        return each.manual_day is not None and self.asof_day - each.manual_day > self.manual_days

    def _silent_day(self, each: Standing) -> int:
        assert self.pool is not None
        assert each.first_day is not None
        assert each.last_day is not None
        return self.pool.day_passed(
            each.last_day, each.occasions - 1, each.last_day - each.first_day, self.limit
        )


def _row(each: Standing, days: _Days) -> tuple[Value, ...]:
    return (
        each.customer,
        each.name,
        each.derived,
        each.manual,
        each.stage,
        _iso(days.since(each)),
        _why(each, days),
    )


def _why(each: Standing, days: _Days) -> str:
    if each.manual:
        if not days.is_stale(each):
            return each.manual_reason or "set by hand"
        stale = f"set by hand {days.asof_day - (each.manual_day or 0)} days ago, look again"
        return f"{each.manual_reason}; {stale}" if each.manual_reason else stale
    if each.gone_day is not None:
        return f"recorded as gone {_iso(each.gone_day)}"
    if each.derived == "acquire":
        return "no sale yet"
    if each.derived == "winback" and each.last_day is not None:
        silence = days.asof_day - each.last_day
        return f"silent {silence} days, more than {float(days.limit):g} times the usual gap"
    return f"{caption.number(each.occasions, 'purchase', 'purchases')}, the last {_iso(each.last_day)}"


def _iso(day: int | None) -> str | None:
    return None if day is None else from_day_number(day).isoformat()


def _start_day(index: Index, ask: Ask) -> int:
    """The day that moves count from."""
    usual = ask.asof_day - int(index.settings["lifecycle.moved_days"])
    return usual if ask.start is None else ask.from_day


def _then(index: Index, ask: Ask) -> dict[str, str]:
    """The stage of every customer on that day; the index stands at asof again afterwards."""
    day = _start_day(index, ask)
    stand_at(index, ask._replace(asof=from_day_number(day).isoformat()))
    before = {each.customer: each.stage for each in standings(index, day)}
    stand_at(index, ask)
    return before


def _by_stage(index: Index, ask: Ask, now: Sequence[Standing]) -> Found:
    start = from_day_number(_start_day(index, ask)).isoformat()
    before = _then(index, ask)
    rows: list[tuple[Value, ...]] = []
    for stage in [*NEXT_ACTIONS, *sorted({each.stage for each in now} - NEXT_ACTIONS.keys())]:
        members = [each for each in now if each.stage == stage]
        moved_in = sum(1 for each in members if before.get(each.customer) != stage)
        moved_out = sum(1 for each in now if before.get(each.customer) == stage != each.stage)
        rows.append((stage, len(members), sum(each.revenue for each in members), moved_in, moved_out))
    moves = f"Moves between {start} and {ask.asof}; a customer new since then moved in."
    return Found(_STAGE_COLUMNS, rows, (moves, *_notes(index, ask, now, 0)))


def _notes(index: Index, ask: Ask, now: Sequence[Standing], stale: int) -> tuple[str, ...]:
    ratio = f"{float(Fraction(index.settings['lifecycle.ratio'])):g}"
    old = index.settings["lifecycle.manual_days"]
    flagged = f" Set more than {old} days ago: {stale}; look again." if stale else ""
    return (
        "Derived, first that fits: gone without a later sale: winback; no sale: acquire;"
        f" silence above {ratio} times the usual gap: winback; two purchases: retain; else nurture.",
        f"A stage set by hand wins.{flagged}",
        f"As of {ask.asof}, n = {caption.number(len(now), 'customer', 'customers')}.",
        "Next: " + "; ".join(f"{stage}: {action}" for stage, action in NEXT_ACTIONS.items()) + ".",
        caption.money(ask),
        *caption.left_out(index, ask),
    )
