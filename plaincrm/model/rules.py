"""Errors that no single field shows: a score against its scale, decimals against the currency.

They read the raw data, so that a file shows all its errors at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.model import values
from plaincrm.model.currency import exponent
from plaincrm.model.feedback import DEFAULT_METRIC, DEFAULT_SCALE, METRICS, SCALES
from plaincrm.model.money import rounded
from plaincrm.model.problems import Flaw, Loc
from plaincrm.model.values import BadValueError, quoted

if TYPE_CHECKING:
    from plaincrm.model.settings import Settings


def broken_rules(data: dict[str, Any], settings: Settings) -> list[Flaw]:
    """What breaks a rule between fields, in the order of the file format."""
    flaws: list[Flaw] = []
    flaws += _money(data, settings.currency)
    for position, entry in maps(data.get("feedback")):
        flaws += _score(("feedback", position), entry)
    if settings.fields:
        flaws += typed_custom(data.get("custom"), settings)[1]
    return flaws


def maps(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The maps of a raw list with their positions; nothing where there is no list."""
    if isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, dict):
                yield position, item


def inner(value: Any, *path: str) -> dict[str, Any]:
    """The raw map at *path*; empty where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _money(data: dict[str, Any], book_currency: str) -> Iterator[Flaw]:
    budget = inner(data, "needs", "decision").get("budget")
    yield from _decimals(("needs", "decision", "budget"), budget, book_currency)
    for position, sale in maps(data.get("sales")):
        currency = _currency(sale, book_currency)
        yield from _decimals(("sales", position, "amount"), sale.get("amount"), currency)
        if "payments" in sale:
            for number, payment in maps(sale["payments"]):
                loc = ("sales", position, "payments", number, "amount")
                yield from _decimals(loc, payment.get("amount"), currency)
    for position, deal in maps(data.get("deals")):
        yield from _decimals(
            ("deals", position, "amount"), deal.get("amount"), _currency(deal, book_currency)
        )


def _currency(entry: dict[str, Any], book_currency: str) -> str:
    said = entry.get("currency")
    return said if isinstance(said, str) else book_currency


def _decimals(loc: Loc, text: Any, currency: str) -> Iterator[Flaw]:
    if not isinstance(text, str) or "." not in text:
        return
    allowed = exponent(currency)
    # a quick way out for nearly every amount there is
    if len(text) - text.index(".") - 1 <= allowed or not _is_number(text):
        return
    if len(text.rstrip("0").partition(".")[2]) > allowed:
        message = f"{quoted(text)} has more decimals than {currency} has ({allowed})"
        yield Flaw(loc, message, f"write {rounded(Decimal(text), currency):f}, or whatever is meant")


def _is_number(text: str) -> bool:
    return len(text) <= values.LONGEST_NUMBER and values.NUMBER.fullmatch(text) is not None


def _score(loc: Loc, entry: dict[str, Any]) -> Iterator[Flaw]:
    metric = entry.get("metric") or DEFAULT_METRIC
    scale = entry.get("scale")
    if metric not in METRICS:
        return
    if metric == "csat" and isinstance(scale, str) and scale.isdecimal() and int(scale[:9]) not in SCALES:
        yield Flaw((*loc, "scale"), f"{quoted(scale)} is no csat scale", "write 5 or 7")
        return
    score = entry.get("score")
    if not isinstance(score, str) or not _is_number(score):
        return
    low, high = _limits(metric, scale)
    if not low <= Decimal(score) <= high:
        what = _SCORES[metric] + (f" out of {high}" if metric == "csat" else "")
        yield Flaw((*loc, "score"), f"{quoted(score)} is not {what}", f"write a score from {low} to {high}")
    elif metric == "nps" and "." in score:
        hint = f"write a whole number, such as {int(Decimal(score))}"
        yield Flaw((*loc, "score"), f"{quoted(score)} is not an nps score", hint)


_SCORES = {"nps": "an nps score", "csat": "a csat score", "ces": "a ces score"}


def _limits(metric: str, scale: Any) -> tuple[int, int]:
    if metric == "nps":
        return 0, 10
    if metric == "ces":
        return 1, 7
    known = isinstance(scale, str) and scale.isdecimal()
    return 1, int(scale[:9]) if known else DEFAULT_SCALE


def typed_custom(custom: Any, settings: Settings) -> tuple[dict[str, Any], list[Flaw]]:
    """The custom fields with the types that the settings declare, and what does not fit them."""
    flaws: list[Flaw] = []
    typed: dict[str, Any] = {}
    for key, raw in (custom if isinstance(custom, dict) else {}).items():
        if raw is None:
            continue
        declared = settings.fields.get(key)
        try:
            typed[key] = raw if declared is None else _reader(declared)(raw)
        except BadValueError as error:
            flaws.append(Flaw(("custom", key), error.message, error.hint))
    return typed, flaws


def _reader(declared: str | list[str]) -> Callable[[object], Any]:
    if isinstance(declared, list):
        return values.one_of(declared)
    return _READERS[declared]


_READERS: dict[str, Callable[[object], Any]] = {
    "text": values.text_of,
    "integer": values.whole(-(10**15), 10**15),
    "number": values.number,
    "date": values.day,
    "boolean": values.flag,
}
