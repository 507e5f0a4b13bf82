"""Data quality: what is missing, what cannot be counted, who may stand there twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from plaincrm.reports import caption
from plaincrm.reports.duplicates import likely_duplicates
from plaincrm.reports.owed import open_balances
from plaincrm.reports.report import Found
from plaincrm.reports.segment_groups import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.table import Value

    Finding = tuple[str, str, str | None]  # customer, field, value

TITLE = "Data quality"
TITLE_ZH = "数据质量"
ABOUT = "What is missing or doubtful: e-mails, industries, rates, due dates, duplicates, unknown fields."
PARAMS: tuple[Param, ...] = ()
_COLUMNS = "problem, customer, field, value"
_NO_EMAIL = f"""
SELECT c.customer, 'emails', NULL FROM customers c
WHERE {KNOWN} AND c.customer NOT IN (SELECT r.customer FROM reach r WHERE r.kind = 'email')
"""
_NO_INDUSTRY = f"SELECT c.customer, 'industry', NULL FROM customers c WHERE {KNOWN} AND c.industry IS NULL"
_NO_RATE = """
SELECT DISTINCT customer, 'currency', currency FROM unvalued WHERE date_day BETWEEN :from_day AND :to_day
"""
_NO_DUE = """
SELECT s.customer, s.position, s.ref, s.date, s.invoice
FROM sales s JOIN documents d ON d.customer = s.customer
WHERE s.void = 0 AND s.amount >= 0 AND s.date_day BETWEEN :from_day AND :to_day
  AND json_extract(d.data, '$.sales[' || s.position || '].due') IS NULL
  AND coalesce(s.paid_day, :asof_day + 1) > :asof_day
"""
_UNKNOWN = """
SELECT c.customer, p.field, d.data
FROM problems p JOIN customers c ON c.path = p.path JOIN documents d ON d.customer = c.customer
WHERE p.message LIKE 'unknown field %'
"""
_KNOWN = f"SELECT count(*) FROM customers c WHERE {KNOWN}"


def run(index: Index, ask: Ask) -> Found:
    """One row per finding: problem by problem, then by customer, field and value."""
    found = {
        "missing e-mail": index.rows(_NO_EMAIL, {"asof_day": ask.asof_day}),
        "missing industry": index.rows(_NO_INDUSTRY, {"asof_day": ask.asof_day}),
        "missing rate": [] if ask.only else index.rows(_NO_RATE, _window(ask)),
        "unpaid without due": list(_without_due(index, ask)),
        "likely duplicate": list(_duplicates(index)),
        "unknown field": list(_unknown_fields(index)),
    }
    rows: list[tuple[Value, ...]] = []
    for problem, findings in found.items():
        rows += [(problem, *finding) for finding in sorted(findings, key=_place)]
    return Found(_COLUMNS, rows, tuple(_notes(index, ask, rows)))


def _place(finding: Finding) -> tuple[str, str, str]:
    customer, field, value = finding
    return customer, field, value or ""


def _window(ask: Ask) -> dict[str, Value]:
    return {"from_day": ask.from_day, "to_day": ask.to_day}


def _without_due(index: Index, ask: Ask) -> Iterator[Finding]:
    """Sales with money open whose file names no day for it: reference, date and invoice."""
    owed = {
        (balance.entry.customer, balance.entry.position)
        for balance in open_balances(index, ask.asof_day)
        if balance.open > 0
    }
    if not owed:
        return
    bound = {**_window(ask), "asof_day": ask.asof_day}
    for customer, position, ref, date, invoice in index.rows(_NO_DUE, bound):
        if (customer, position) in owed:
            yield customer, "sales.due", " ".join(filter(None, (ref, date, invoice)))


def _duplicates(index: Index) -> Iterator[Finding]:
    for likely in likely_duplicates(index):
        yield likely.customer, likely.field, f"{likely.other}: {likely.value}"


def _unknown_fields(index: Index) -> Iterator[Finding]:
    import json

    for customer, field, data in index.rows(_UNKNOWN):
        yield customer, re.sub(r"\[[0-9]+\]", "", field), _text_at(json.loads(data), field)


def _text_at(data: Any, field: str) -> str | None:
    """What stands in a file at ``sales[2].colour``; maps and lists as JSON."""
    import json

    for key, position in re.findall(r"([^.\[\]]+)|\[([0-9]+)\]", field):
        try:
            data = data[int(position)] if position else data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data if isinstance(data, str) or data is None else json.dumps(data, ensure_ascii=False)


def _notes(index: Index, ask: Ask, rows: list[tuple[Value, ...]]) -> Iterator[str]:
    ((known,),) = index.rows(_KNOWN, {"asof_day": ask.asof_day})
    counts = Counter(str(row[0]) for row in rows)
    listed = ", ".join(f"{problem} {count}" for problem, count in counts.items()) or "nothing found"
    yield f"As of {ask.asof}. n = {caption.number(known, 'customer', 'customers')}: {listed}."
    terms = index.settings["terms_days"]
    yield (
        f"{caption.window(ask)} In it: sales without a rate, and unpaid sales whose file names no due day"
        f" (taken as {terms} days after the sale, terms_days)."
    )
    yield "likely duplicate: the same e-mail, phone or name, or nearly the name; value: who has it, and what."
    yield "What breaks a rule of the file format is named by plaincrm check."
