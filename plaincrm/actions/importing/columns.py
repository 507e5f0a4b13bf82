"""Where a sheet's heading row is, and what each of its columns means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing import headers
from plaincrm.actions.importing.sources import MARKS, Source, source_of
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plaincrm.formats.sheet import Row, Sheet

LOOKED_AT = 60  # rows in which the headings are looked for
_MOST_NAMED = 30  # columns that are left out
_NUMBERED = (
    (re.compile(r"email\d+value"), "email"),
    (re.compile(r"phone\d+value"), "phone"),
    (re.compile(r"website\d+value"), "website"),
    (re.compile(r"address\d+formatted"), "addresses"),
    (re.compile(r"(?:email|emailaddress)\d*(?:work|home|other|private|business)?"), "email"),
    (re.compile(r"(?:phone|mobile|tel|telephone)\d*(?:work|home|mobile|other|private|business)?"), "phone"),
)
_DEALS = {"deals.close_by", "deals.probability", "deals.outcome"}
_NAMING = {"customer", "name", "organisation"}
_PROFILE = {"level", "industry", "next_follow_up", "last_contact", "title", "company_size", "source", "stage"}

_IN_LOGS_TOO = "followup"  # above a column of customers as of contacts, so that it tells of neither


class Columns(NamedTuple):
    """The headings of a sheet and what they mean: position → target; *unknown* are left out."""

    row: int
    headings: list[str]
    source: Source
    topic: str
    targets: dict[int, str]
    unknown: list[str]

    def told(self, idle: Mapping[str, str]) -> list[str]:
        """What was made of the columns, in words; *idle* targets make nothing without another."""
        pairs = [
            f"{self.headings[place]} → {target}"
            for place, target in self.targets.items()
            if target not in ("ignored", "status", *idle)
        ]
        shown = ", ".join(self.unknown[:_MOST_NAMED])
        more = len(self.unknown) - _MOST_NAMED
        left = [f"left out: {shown}{f' and {more} more' if more > 0 else ''}"] if self.unknown else []
        alone = [
            f"left out: {self.headings[place]}, for no column is {idle[target]}"
            for place, target in self.targets.items()
            if target in idle
        ]
        return [f"columns: {', '.join(pairs)}", *alone, *left]


def columns_of(sheet: Sheet, wanted: Mapping[str, str], custom: Iterable[str] = ()) -> Columns | None:
    """The columns of a sheet; None where no row looks like headings.

    *wanted* is the user's own mapping, heading → target; *custom* are the fields of the settings.
    """
    own = {headers.normalised(heading): target for heading, target in wanted.items()}
    row = _heading_row(sheet.rows[:LOOKED_AT], own)
    if row is None:
        return None
    headings = [cell.strip() for cell in row.cells]
    source = source_of(headings)
    topic = headers.SHEETS.get(headers.normalised(sheet.name)) or source.topic or _topic(headings, own)
    known = {headers.normalised(name): f"custom.{name}" for name in custom}
    targets: dict[int, str] = {}
    unknown = []
    also = "sales" if topic == "customers" and _tells_of_sales(headings) else topic
    for place, heading in enumerate(headings):
        target = _target(heading, source, topic, own, known) or _bare_sale(heading, also)
        if target:
            targets[place] = target
        elif heading:
            unknown.append(heading)
    if topic == "customers" and _NAMING.isdisjoint(targets.values()):
        _name_by_less(headings, own, targets, unknown)
    return Columns(row.number, headings, source, topic, dict(sorted(targets.items())), unknown)


def _name_by_less(
    headings: Sequence[str], own: Mapping[str, str], targets: dict[int, str], unknown: list[str]
) -> None:
    """Have a column such as Account or 客户简称 name the customers, where no better one does."""
    for place, heading in enumerate(headings):
        key = headers.normalised(heading)
        if key in headers.NAMELESS and key not in own:
            targets[place] = headers.NAMELESS[key]
            unknown[:] = [each for each in unknown if each != heading]
            return


def _tells_of_sales(headings: Iterable[str]) -> bool:
    """Whether beside what is said of customers there is just a date and an amount: 姓名, 电话, 日期, 金额."""
    means = {headers.meaning(each, "sales") for each in headings if not headers.meaning(each)}
    return {"sales.date", "sales.amount"} <= means


def _bare_sale(heading: str, topic: str) -> str | None:
    meant = headers.meaning(heading, topic) if topic == "sales" else None
    return meant if meant in ("sales.date", "sales.amount", "sales.product") else None


def read_mapping(lines: Iterable[str]) -> dict[str, str]:
    """``target=column`` pairs as heading → target; UsageError (exit 2) for what is none."""
    found = {}
    for line in lines:
        target, equals, heading = (part.strip() for part in line.partition("="))
        if not equals or not heading:
            raise UsageError(
                f'"{line}" does not map a column', hint="write --map target=column, as in name=Kunde"
            )
        found[heading] = checked_target(target)
    return found


def checked_target(target: str) -> str:
    """The target, with the list that a bare word of an entry belongs to; UsageError for an unknown one."""
    from plaincrm.model.suggest import nearest

    meant = _ENTRY_WORDS.get(target, target)
    if meant in headers.TARGETS or _is_own(meant):
        return meant
    near = nearest(target, sorted({*headers.TARGETS, *_own_keys()}))
    hint = f"did you mean {near}?" if near else "targets are the keys of a customer file, and customer"
    raise UsageError(f'"{target}" is no target for a column', hint=hint)


_SALE_WORDS = "date amount product quantity currency invoice payment_method delivery tax_rate paid due"
_ENTRY_WORDS = {
    **{word: f"sales.{word}" for word in _SALE_WORDS.split()},
    "channel": "contact_log.channel",
    "summary": "contact_log.summary",
    "score": "feedback.score",
    "comment": "feedback.comment",
    "follow_up": "next_follow_up",
}


def _is_own(target: str) -> bool:
    """Whether it is a key of a customer file, dotted as in `needs.decision.stage` and `social.wechat`."""
    group, _, key = target.partition(".")
    return target in _own_keys() or (group in ("custom", "external_ids", "social") and bool(key))


def _own_keys() -> frozenset[str]:
    from plaincrm.model.order import ORDER

    return frozenset(".".join((*path, key)) for path, keys in ORDER.items() for key in keys)


def _heading_row(rows: Sequence[Row], own: Mapping[str, str]) -> Row | None:
    """The row in which most cells are known headings: two or more, or the only one."""
    best, most = None, 0
    for row in rows:
        cells = [cell for cell in row.cells if cell.strip()]
        known = len({headers.normalised(cell) for cell in cells if _is_heading(cell, own)})
        if known > most and (known >= 2 or len(cells) == 1 or _reads_like_headings(cells)):
            best, most = row, known
    return best


def _reads_like_headings(cells: Sequence[str]) -> bool:
    return not any("@" in cell or any(char.isdigit() for char in cell) for cell in cells)


def _is_heading(cell: str, own: Mapping[str, str]) -> bool:
    key = headers.normalised(cell)
    return (
        key in own
        or headers.is_known(cell)
        or key in MARKS
        or any(shape.fullmatch(key) for shape, _ in _NUMBERED)
    )


def _topic(headings: Sequence[str], own: Mapping[str, str]) -> str:
    """What the rows of a sheet without a telling name are about."""
    means = {
        topic: {own.get(headers.normalised(each)) or headers.meaning(each, topic) for each in headings}
        for topic in headers.TOPICS
    }
    general = means["customers"]
    if {"deals.title", "deals.stage"} <= means["deals"] and means["deals"] & _DEALS:
        return "deals"
    keys = {headers.normalised(each) for each in headings} - {_IN_LOGS_TOO}
    if {own.get(key) or headers.meaning(key) for key in keys} & _PROFILE and not {
        "contact_log.date",
        "contact_log.summary",
    } <= means["contact_log"]:
        return "customers"
    if {"sales.date", "sales.amount"} <= means["sales"]:
        return "sales"
    if {"feedback.date", "feedback.score"} <= means["feedback"]:
        return "feedback"
    contact = means["contact_log"]
    if (
        "contact_log.date" in contact
        and contact & {"contact_log.channel", "contact_log.summary"}
        and not general & {"email", "wechat", "addresses"}
    ):
        return "contact_log"
    return "customers"


def _target(
    heading: str, source: Source, topic: str, own: Mapping[str, str], custom: Mapping[str, str]
) -> str | None:
    key = headers.normalised(heading)
    numbered = next((target for shape, target in _NUMBERED if shape.fullmatch(key)), None)
    written = heading.strip()
    # company is where a person works; above a column it is whoever the row's person belongs to
    as_written = written if topic == "customers" and _is_own(written) and written != "company" else None
    return (
        own.get(key)
        or source.columns.get(key)
        or custom.get(key)
        or as_written
        or headers.meaning(heading, topic)
        or numbered
    )
