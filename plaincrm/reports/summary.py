"""Summary: the figures of a first page, each with the words that say what it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from plaincrm.dates import day_number
from plaincrm.model.money import major
from plaincrm.reports import caption, periods
from plaincrm.reports.answers import satisfaction
from plaincrm.reports.churn import ratio_limit, risky_cases
from plaincrm.reports.follow_ups import reminders
from plaincrm.reports.owed import open_balances
from plaincrm.reports.report import Found
from plaincrm.reports.rhythm import read_pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.table import Value

    Figure = tuple[str, Value, str | None, str | None]

TITLE = "Summary"
TITLE_ZH = "概览"
ABOUT = "The numbers of a first page: customers, revenue, follow-ups, open money, who is leaving."
PARAMS: tuple[Param, ...] = ()
_COLUMNS = "figure, value number, currency, note"
_YEAR = 365
_CUSTOMERS = """
SELECT coalesce(sum(CASE WHEN c.archived_day <= :asof_day THEN 1 ELSE 0 END), 0), count(*),
  coalesce(sum(CASE WHEN c.first_day > :asof_day - :year THEN 1 ELSE 0 END), 0)
FROM customers c
WHERE coalesce(c.first_day, :asof_day) <= :asof_day OR c.customer IN (SELECT b.customer FROM buyers b)
"""
_BUYERS = """
SELECT count(*), coalesce(sum(CASE WHEN occasions > 1 THEN 1 ELSE 0 END), 0), coalesce(sum(revenue), 0)
FROM buyers
"""
_LARGEST = """
SELECT c.name, b.revenue FROM buyers b JOIN customers c ON c.customer = b.customer
ORDER BY b.revenue DESC, b.customer LIMIT 1
"""
_REVENUE = """
SELECT coalesce(sum(CASE WHEN date_day >= :this_month THEN base ELSE 0 END), 0),
  coalesce(sum(CASE WHEN date_day >= :last_month AND date_day < :this_month THEN base ELSE 0 END), 0),
  coalesce(sum(CASE WHEN date_day > :asof_day - :year THEN base ELSE 0 END), 0)
FROM base_sales
WHERE base IS NOT NULL AND date_day > :asof_day - :year
"""
_LOST = "SELECT count(*) FROM gone WHERE day > :asof_day - :year"
_COMPLAINTS = """
SELECT count(*), coalesce(min(date), '') FROM feedback
WHERE kind = 'complaint' AND date_day <= :asof_day AND (resolved_day IS NULL OR resolved_day > :asof_day)
"""


def run(index: Index, ask: Ask) -> Found:
    """One row per figure; a figure that few data do not carry has no row."""
    figures = [
        *_people(index, ask),
        *_money(index, ask),
        *_open_ends(index, ask),
        *_leaving(index, ask),
        *satisfaction(index, ask.asof_day),
    ]
    notes = (f"As of {ask.asof}; every figure names its own window.", caption.money(ask))
    return Found(_COLUMNS, [tuple(figure) for figure in figures], (*notes, *caption.left_out(index, ask)))


def _people(index: Index, ask: Ask) -> Iterator[Figure]:
    ((archived, known, new),) = index.rows(_CUSTOMERS, {"asof_day": ask.asof_day, "year": _YEAR})
    ((buyers, repeating, _),) = index.rows(_BUYERS)
    yield "customers", known - archived, None, f"{archived} archived" if archived else None
    yield "new customers", new, None, f"in the last {_YEAR} days"
    yield "buyers", buyers, None, "at least one sale ever"
    if buyers:
        note = f"{repeating} of {buyers} buyers bought on two days or more"
        yield "repeat rate", repeating / buyers, None, note


def _money(index: Index, ask: Ask) -> Iterator[Figure]:
    asof = date.fromisoformat(ask.asof)
    this_month = asof.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    bound = {
        "asof_day": ask.asof_day,
        "year": _YEAR,
        "this_month": day_number(this_month),
        "last_month": day_number(last_month),
    }
    ((this, last, year),) = index.rows(_REVENUE, bound)
    running = ", still running" if periods.running(ask.asof, "month") else ""
    yield "revenue this month", major(this, ask.currency), ask.currency, f"{ask.asof[:7]}{running}"
    yield "revenue last month", major(last, ask.currency), ask.currency, last_month.isoformat()[:7]
    yield "revenue 365 days", major(year, ask.currency), ask.currency, f"up to {ask.asof}"
    ((_, _, total),) = index.rows(_BUYERS)
    for name, revenue in index.rows(_LARGEST):
        if total > 0 and revenue > 0:
            note = f"{caption.percent(revenue, total)} of income is one client: {name}"
            yield "largest customer", revenue / total, None, note


def _open_ends(index: Index, ask: Ask) -> Iterator[Figure]:
    states = [reminder.state for reminder in reminders(index, ask, 0)]
    yield "follow-ups overdue", states.count("overdue"), None, f"{states.count('today')} more are due today"
    silent = states.count("never") + states.count("quiet")
    yield "out of touch", silent, None, f"{states.count('never')} of them never contacted"
    balances = [
        each for each in open_balances(index, ask.asof_day) if ask.only in (None, each.entry.currency)
    ]
    for currency in sorted({each.entry.currency for each in balances}):
        owed = [each for each in balances if each.entry.currency == currency and each.open > 0]
        late = sum(each.open for each in owed if each.entry.due_day < ask.asof_day)
        credit = sum(each.open for each in balances if each.entry.currency == currency and each.open < 0)
        note = f"{major(late, currency)} overdue" + (f", credit {major(-credit, currency)}" if credit else "")
        yield "receivables open", major(sum(each.open for each in owed), currency), currency, note
    ((complaints, oldest),) = index.rows(_COMPLAINTS, {"asof_day": ask.asof_day})
    yield "complaints open", complaints, None, f"the oldest of {oldest}" if complaints else None


def _leaving(index: Index, ask: Ask) -> Iterator[Figure]:
    ((lost,),) = index.rows(_LOST, {"asof_day": ask.asof_day, "year": _YEAR})
    yield "customers lost", lost, None, f"recorded in the last {_YEAR} days, no sale since"
    pool = read_pool(index)
    if pool is None:
        yield "customers at risk", None, None, "nobody has bought twice yet"
    else:
        limit = f"{float(ratio_limit(index)):g}"
        note = f"silent for more than {limit} times the usual gap"
        yield "customers at risk", len(risky_cases(index, ask, pool)), None, note
