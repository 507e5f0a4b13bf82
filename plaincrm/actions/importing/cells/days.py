"""Days as other programs write them → ISO text, with the time of day where it is given."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells.text import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = (10_000, 73_050)  # 1927 to 2099: what a spreadsheet counts as days
_NONE = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}( .*)?")
_CLOCK = (
    r"(?:[T,\s]+(?:at\s+)?(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?|上午|下午)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_CLOCK}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_CLOCK}")
_WORDS = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{{3,9}})|([A-Za-z]{{3,9}})\s+(\d{{1,2}})(?:st|nd|rd|th)?),?[\s-]+(\d{{4}}){_CLOCK}"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_FIRST = ("US", "PH")


class UnclearDayError(ValueError):
    """A text that is no day, or one with two readings; the message says which."""


def day_order(texts: Iterable[str], region: str | None) -> str:
    """How a column writes 3/4/2026: ``dmy`` or ``mdy``, by its cells or the region, else empty."""
    first = second = 0
    for text in texts:
        found = _YEAR_LAST.fullmatch(narrow(text).strip())
        if found and found[2] != ".":
            first += int(found[1]) > 12
            second += int(found[3]) > 12
    if first != second:
        return "dmy" if first > second else "mdy"
    return "" if not region else "mdy" if region in _MONTH_FIRST else "dmy"


def has_two_readings(text: str) -> bool:
    """Whether it may be the third of April or the fourth of March."""
    found = _YEAR_LAST.fullmatch(narrow(text).strip())
    if found is None or found[2] == "." or found[1] == found[3]:
        return False
    return max(int(found[1]), int(found[3])) <= 12


def day(text: str, *, order: str = "", clock: bool = False, after: str = "") -> str | None:
    """The day of a cell as ISO text; None for ``0/0/00``.

    *clock* keeps the time of day. A day without a year is the last one, or with *after* the first one
    after that day. Raises UnclearDayError where it is no day, or two.
    """
    plain = narrow(text).strip()
    if _NONE.fullmatch(plain):
        return None
    return _written(plain, order, clock) or _by_grammar(text, after)


def birthday(text: str, *, order: str = "") -> str | None:
    """A birthday: a day, or ``--03-05`` for one without a year (Google's, or 3月5日; 1604 is none)."""
    plain = narrow(text).strip()
    found = re.fullmatch(r"(?:--|1604-)(\d{1,2})-(\d{1,2})", plain) or re.fullmatch(
        r"(\d{1,2})月(\d{1,2})[日号]", plain
    )
    if found:
        return f"--{int(found[1]):02}-{int(found[2]):02}"
    return day(text, order=order)


@lru_cache(maxsize=10_000)  # columns of a table say the same again and again
def _written(text: str, order: str, clock: bool) -> str | None:
    """The day of a text that says it by itself, whatever day is today; None for any other."""
    for read in (_year_first, _year_last, _serial, _in_words):
        found = read(text, order)
        if found is not None:
            is_moment = clock and found.time() != datetime.min.time()
            return found.isoformat("T", "minutes") if is_moment else found.date().isoformat()
    return None


def _year_first(text: str, _order: str) -> datetime | None:
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    return _moment(text, found[1], found[2], found[3], found.groups()[3:]) if found else None


def _year_last(text: str, order: str) -> datetime | None:
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    one, two = int(found[1]), int(found[3])
    if found[2] == "." or one > 12 or one == two:
        order = "dmy"
    elif two > 12:
        order = "mdy"
    if not order:
        year = _year(found[4])
        raise UnclearDayError(f'"{text}" may be {year}-{two:02}-{one:02} or {year}-{one:02}-{two:02}')
    day_, month = (one, two) if order == "dmy" else (two, one)
    return _moment(text, _year(found[4]), str(month), str(day_), found.groups()[4:])


def _year(text: str) -> str:
    return text if len(text) == 4 else f"{'20' if int(text) < 70 else '19'}{text}"


def _serial(text: str, _order: str) -> datetime | None:
    found = re.fullmatch(r"(\d{5})(\.\d+)?", text)
    if not found or not _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        return None
    moment = datetime.combine(_EXCEL_EPOCH, datetime.min.time()) + timedelta(days=int(found[1]))
    minutes = round(float(found[2] or 0) * 1440)
    return moment + timedelta(minutes=min(minutes, 1439))


def _in_words(text: str, _order: str) -> datetime | None:
    found = _WORDS.fullmatch(text)
    if not found:
        return None
    name = (found[2] or found[3])[:3].lower()
    if name not in _MONTHS:
        return None
    return _moment(text, found[5], str(_MONTHS.index(name) + 1), found[1] or found[4], found.groups()[5:])


def _moment(text: str, year: str, month: str, day_: str, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second, half = (*clock, None, None, None, None)[:4]
    hours = int(hour or 0)
    if half and half[0] in "Pp下" and hours < 12:
        hours += 12
    elif half and half[0] in "Aa上" and hours == 12:
        hours = 0
    try:
        return datetime(int(year), int(month), int(day_), hours, int(minute or 0), min(int(second or 0), 59))  # noqa: DTZ001
    except ValueError as error:
        raise UnclearDayError(f'"{text}" is not in the calendar') from error


def _by_grammar(text: str, after: str) -> str:
    """What a command line would read: 11月20日, yesterday."""
    from plaincrm.dates import parse_day
    from plaincrm.errors import CrmError

    try:
        if after:
            return parse_day(text, prefer="future", today=date.fromisoformat(after[:10])).isoformat()
        return parse_day(text, prefer="past").isoformat()
    except CrmError as error:
        raise UnclearDayError(f'"{text[:60]}" is not a date') from error
