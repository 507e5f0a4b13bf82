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
    r"(?:(?:[T,\s]+|(?=[上下]午))(?:at\s+)?(?:(上午|下午)\s*)?(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:\.\d+)?)?"
    r"(?:\s*([AaPp]\.?[Mm]\.?|上午|下午))?(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}}){_CLOCK}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_CLOCK}")
_NAMED_MONTH = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{{3,9}}),?[\s-]+(\d{{4}}|\d{{2}})|"
    rf"([A-Za-z]{{3,9}})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(\d{{4}})){_CLOCK}"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDERS = ("dmy", "mdy", "ymd")
_MONTH_FIRST = ("US", "PH")
_YEAR_FIRST_USUAL = ("CN", "TW", "JP", "KR", "HU", "SE", "LT")
_SHOWN = 60  # characters of a cell in a message


class UnclearDayError(ValueError):
    """A text that is no day, or one with two readings; the message says which."""


def day_order(texts: Iterable[str], region: str | None) -> str:
    """How a column writes 3/4/2026 and 26-12-01: ``dmy``, ``mdy`` or ``ymd``; else empty.

    That is the order in which most of its cells are days, or of several such orders the region's.
    """
    misread = dict.fromkeys(_ORDERS, 0)
    is_year_first = False
    for text in texts:
        found = _YEAR_LAST.fullmatch(narrow(text).strip())
        if found:
            is_year_first = is_year_first or _may_begin_with_year(found)
            for order in _ORDERS:
                misread[order] += _in_order(found, order) is None
    fewest = min(misread.values())
    best = [order for order in _ORDERS if misread[order] == fewest]
    if best == ["dmy", "ymd"] and not is_year_first:  # then they read all cells alike
        best = ["dmy"]
    if len(best) == 1:
        return best[0]
    usual = _usual_order(region)
    return usual if usual in best else ""


def _usual_order(region: str | None) -> str:
    if not region:
        return ""
    if region in _MONTH_FIRST:
        return "mdy"
    return "ymd" if region in _YEAR_FIRST_USUAL else "dmy"


def first_part(text: str, order: str) -> str:
    """Which of ``day``, ``month`` and ``year`` comes first by *order*; empty where it is no choice.

    It is none in 13/4/2026 and in 3.4.2026, and by custom in 3.4.26 unless *order* is ``ymd``.
    """
    found = _YEAR_LAST.fullmatch(narrow(text).strip())
    if not found or (found[2] == "." and order != "ymd"):
        return ""
    read = _in_order(found, order) if order else None
    if read is None or len(_readings(found)) == 1:
        return ""
    if order == "ymd" and _may_begin_with_year(found):
        return "year"
    return "month" if order == "mdy" else "day"


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
    from plaincrm.dates import today

    plain = narrow(text).strip()
    found = re.fullmatch(r"(?:--|1604-)(\d{1,2})-(\d{1,2})", plain) or re.fullmatch(
        r"(\d{1,2})月(\d{1,2})[日号]", plain
    )
    if found:
        return f"--{int(found[1]):02}-{int(found[2]):02}"
    born = day(text, order=order)
    if born and born > today().isoformat() and born[:4] not in plain:
        return f"{int(born[:4]) - 100}{born[4:]}"  # 45 is no year to come
    return born


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
    if not found or (len(found[4]) == 1 and order != "ymd"):
        return None
    if found[2] == "." and not order:
        order = "dmy"
    read = _in_order(found, order) if order else None
    if read is None:
        read = _only_reading(text, _readings(found))
    return _moment(text, str(read.year), str(read.month), str(read.day), found.groups()[4:])


def _only_reading(text: str, readings: list[date]) -> date:
    if not readings:
        raise UnclearDayError(f'"{text[:_SHOWN]}" is not in the calendar')
    if len(readings) > 1:
        *others, last = map(str, readings)
        raise UnclearDayError(f'"{text[:_SHOWN]}" may be {", ".join(others)} or {last}')
    return readings[0]


def _readings(found: re.Match[str]) -> list[date]:
    """The different days that a text such as 3/4/26 may be."""
    days = (_in_order(found, order) for order in _ORDERS)
    return list(dict.fromkeys(day for day in days if day))


def _in_order(found: re.Match[str], order: str) -> date | None:
    """The day that *order* makes of a text such as 3/4/26; None where the calendar has none.

    ``ymd`` is ``dmy`` where the year can only be last, as ``mdy`` is with points.
    """
    one, two, three = found[1], found[3], found[4]
    if order == "ymd" and _may_begin_with_year(found):
        year, month, day_ = one, two, three
    elif order == "mdy" and found[2] != ".":
        month, day_, year = one, two, three
    else:
        day_, month, year = one, two, three
    if len(year) == 1:  # 26/1/5 begins with the year
        return None
    try:
        return date(int(_year(year)), int(month), int(day_))
    except ValueError:
        return None


def _may_begin_with_year(found: re.Match[str]) -> bool:
    return len(found[1]) == 2 and len(found[4]) <= 2


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
    found = _NAMED_MONTH.fullmatch(text)
    if not found:
        return None
    name = (found[2] or found[4])[:3].lower()
    if name not in _MONTHS:
        return None
    year = _year(found[3] or found[6])
    return _moment(text, year, str(_MONTHS.index(name) + 1), found[1] or found[5], found.groups()[6:])


def _moment(text: str, year: str, month: str, day_: str, clock: tuple[str | None, ...]) -> datetime:
    before, hour, minute, second, after = clock
    half = before or after
    hours = int(hour or 0)
    if half and half[0] in "Pp下" and hours < 12:
        hours += 12
    elif half and half[0] in "Aa上" and hours == 12:
        hours = 0
    try:
        return datetime(int(year), int(month), int(day_), hours, int(minute or 0), min(int(second or 0), 59))  # noqa: DTZ001
    except ValueError as error:
        raise UnclearDayError(f'"{text[:_SHOWN]}" is not in the calendar') from error


def _by_grammar(text: str, after: str) -> str:
    """What a command line would read: 11月20日, yesterday."""
    from plaincrm.dates import parse_day
    from plaincrm.errors import CrmError

    try:
        if after:
            return parse_day(text, prefer="future", today=date.fromisoformat(after[:10])).isoformat()
        return parse_day(text, prefer="past").isoformat()
    except CrmError as error:
        raise UnclearDayError(f'"{text[:_SHOWN]}" is not a date') from error
