"""The plan as a table, the rows left out as lines and as a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from plaincrm.actions.importing.same import AssumedDay
from plaincrm.table import Column, Table
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.incoming import Batch, Refused
    from plaincrm.actions.importing.plan import Plan
    from plaincrm.table import Row

COLUMNS = (
    Column("action"),
    Column("customer"),
    Column("field"),
    Column("old"),
    Column("new"),
    Column("rows"),
)
_ACTIONS = {"append": "add", "put": "change", "remove": "remove"}
_MOST_WARNINGS = 20


def plan_table(plan: Plan, limit: int | None = None) -> Table:
    """One row per new customer and per changed field; *limit* keeps it short, a note says what is missing."""
    rows: list[Row] = []
    for row in _rows(plan):
        rows.append(row)
        if limit is not None and len(rows) > limit:
            break
    notes: tuple[str, ...] = ()
    if limit is not None and len(rows) > limit:
        rows = rows[:limit]
        notes = (f"and more; all of them: plaincrm import --dry-run --csv, of {plan.changes} customers",)
    return Table(COLUMNS, rows, "Import", notes)


def _rows(plan: Plan) -> Iterator[Row]:
    for new in plan.new:
        lists = ((key, value) for key, value in new.data.items() if key in _LISTS and value)
        said = "; ".join(_entries(value, *_LISTS[key]) for key, value in lists)
        name = new.one.name + (f" ({said})" if said else "")
        yield "new", new.id, "name", None, name, _origins(new.one.origins)
    for changed in plan.changed:
        where = _origins(changed.one.origins)
        for edit in changed.edits:
            yield (
                _ACTIONS[edit.how],
                changed.id,
                _dotted(edit.path),
                _said(edit.old),
                _said(edit.value),
                where,
            )


_LISTS = {
    "contact_log": ("contact", "contacts"),
    "sales": ("sale", "sales"),
    "deals": ("deal", "deals"),
    "feedback": ("feedback", "feedback"),
    "churn": ("loss", "losses"),
}
"""The lists of entries, and what one and several of each are called."""


def _entries(entries: list[Any], one: str, several: str) -> str:
    """How many there are, with the day and the amount of the first: ``2 sales: 2026-01-02 1.50, …``."""
    first = (entries[0].get(key) for key in ("date", "opened", "amount", "currency"))
    shown = " ".join(str(value) for value in first if value)
    more = ", …" if len(entries) > 1 else ""
    return counted(len(entries), one, several) + (f": {shown}{more}" if shown else "")


def _origins(origins: list[Any]) -> str:
    shown = [f"{one.sheet}:{one.row}" if one.sheet else str(one.row) for one in origins[:5]]
    return ", ".join(shown) + (f" and {len(origins) - 5} more" if len(origins) > 5 else "")


def _dotted(path: tuple[str | int, ...]) -> str:
    from plaincrm.book.customer_file import field_name

    return field_name(path)


def _said(value: Any) -> str | None:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return None if value is None else str(value)


def facts(batch: Batch) -> Iterator[str]:
    """How a file was read, one line each."""
    yield from (f"{batch.file}: {fact}" for fact in batch.facts)


def outcome(plan: Plan) -> Iterator[str]:
    """What became of the rows, file by file, and who may be whom."""
    for batch in plan.batches:
        rows = "1 row" if batch.rows == 1 else f"{batch.rows} rows"
        left = f"{len(batch.skipped)} skipped, {len(batch.rejected)} rejected"
        yield f"{batch.file}: {rows}: {batch.accepted} accepted, {left}"
        for reason, count in Counter(each.reason for each in batch.skipped).most_common():
            yield f"  skipped {count}: {reason}"
        yield from (f"  {line}" for line in _rejected_rows(batch))
    if plan.left:
        left = ", ".join(f"{topic} {count}" for topic, count in plan.left.items())
        yield f"in the book and not in the file, they stay: {left}"
    for likely in plan.likely[:_MOST_WARNINGS]:
        yield f"likely duplicate: {likely.name} and {likely.other}: {likely.why}"
    if len(plan.likely) > _MOST_WARNINGS:
        yield f"and {len(plan.likely) - _MOST_WARNINGS} likely duplicates more; see plaincrm dedupe"


def rejected(plan: Plan) -> Iterator[str]:
    """The rejected rows alone, for who does not want to hear of the others."""
    for batch in plan.batches:
        count = len(batch.rejected)
        if count:
            yield f"{batch.file}: {count} of {counted(batch.rows, 'row')} rejected"
        yield from (f"{batch.file}: {line}" for line in _rejected_rows(batch))


def _rejected_rows(batch: Batch) -> Iterator[str]:
    for refused in batch.rejected[:_MOST_WARNINGS]:
        yield f"rejected {refused.origin}: {refused.reason}"
    if len(batch.rejected) > _MOST_WARNINGS:
        yield f"and {len(batch.rejected) - _MOST_WARNINGS} rejected rows more"


def warnings(plan: Plan, *, day_given: bool = False) -> list[str]:
    """What is doubtful in rows that were taken; *day_given*: the user said of which day they are."""
    found = [
        f"{batch.file}: {one.origins[0]}: {text}"
        for batch in plan.batches
        for one in batch.incoming
        for text in one.warnings
    ]
    more = len(found) - _MOST_WARNINGS
    return [
        *(() if day_given else _undated(plan)),
        *found[:_MOST_WARNINGS],
        *([f"and {more} warnings more"] if more > 0 else []),
    ]


def _undated(plan: Plan) -> Iterator[str]:
    """A line for each file with sales that no cell dates."""
    for batch in plan.batches:
        days = [sale.get("date") for one in batch.incoming for sale in one.data.get("sales") or ()]
        assumed = [day for day in days if isinstance(day, AssumedDay)]
        if assumed:
            count = f"{counted(len(assumed), 'sale')} without a date {'is' if len(assumed) == 1 else 'are'}"
            hint = "give the day with --date, or its column with --map date=COLUMN"
            yield f"{batch.file}: {count} put down to {assumed[0]}; {hint}"


def rejects(batch: Batch) -> Iterator[tuple[str, bytes]]:
    """The rejected rows as CSV, a file for each sheet that has some: its name, and the rows to be mended.

    For a spreadsheet program: row, reason, and the row as it was, under the headings of its sheet.
    """
    sheets = dict.fromkeys(refused.origin.sheet for refused in batch.rejected)
    for sheet in sheets:
        header = (batch.headers or {}).get(sheet, batch.header)
        yield sheet, _csv(header, [refused for refused in batch.rejected if refused.origin.sheet == sheet])


def _csv(header: list[str], refused: list[Refused]) -> bytes:
    import csv
    import io

    from plaincrm.output.csv import guard

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["row", "reason", *map(guard, header)])
    for each in refused:
        writer.writerow([str(each.origin).removeprefix("row "), each.reason, *map(guard, each.cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def counts(plan: Plan, commit: str | None) -> dict[str, Any]:
    """What an import came to, for programs."""
    return {
        "customer": None, "ref": None, "commit": commit,
        "rows": sum(batch.rows for batch in plan.batches),
        "accepted": sum(batch.accepted for batch in plan.batches),
        "skipped": sum(len(batch.skipped) for batch in plan.batches),
        "rejected": sum(len(batch.rejected) for batch in plan.batches),
        "new": len(plan.new), "changed": len(plan.changed),
        "entries": plan.entries, "unchanged": plan.unchanged,
        "likely_duplicates": len(plan.likely),
    }  # fmt: skip
