"""Settings, known fields and exchange rates → rows of the index."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from plaincrm.index.columns import day
from plaincrm.model.currency import exponent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.model import Rate, Settings

FIRST_DAY, NO_DAY = -719_162, 2_932_897  # 0001-01-01, and the day after 9999-12-31
# factor * divisor must leave room for doubling in 64 bits; more digits than that no rate has.
LARGEST_PRODUCT = 2**61


def setting_rows(settings: Settings) -> list[tuple[str, str | None]]:
    """Every setting, defaults filled in: dotted key, value as text; lists joined by commas."""
    return list(_flattened("", settings.model_dump()))


def _flattened(prefix: str, value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flattened(f"{prefix}.{key}" if prefix else str(key), item)
    elif isinstance(value, list | tuple):
        yield prefix, ",".join(map(str, value))
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    else:
        yield prefix, None if value is None else str(value)


def known_fields() -> list[tuple[str]]:
    """Every field that a customer file may have, dotted: name, needs.decision.stage, sales.amount."""
    from plaincrm.model import Customer

    return [(name,) for name in sorted(set(_fields("", Customer)))]


def _fields(prefix: str, model: Any) -> Iterator[str]:
    from pydantic import BaseModel

    for name, field in model.model_fields.items():
        yield prefix + name
        for inner in _types(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _fields(f"{prefix}{name}.", inner)


def _types(hint: Any) -> Iterator[Any]:
    """A type and everything it is made of: ``list[Sale] | None`` holds Sale."""
    from typing import get_args

    yield hint
    for part in get_args(hint):
        yield from _types(part)


def rate_rows(rates: list[Rate], book_currency: str) -> list[tuple[Any, ...]]:
    """Each rate with the days it holds for; the book's own currency is 1 for all days."""
    rows = [own_rate(book_currency)]
    foreign = [rate for rate in rates if rate.currency != book_currency]
    for code in sorted({rate.currency for rate in foreign}):
        dated = sorted(
            (day(rate.date) or 0, Fraction(rate.rate)) for rate in foreign if rate.currency == code
        )
        ends = [start for start, _ in dated[1:]] + [NO_DAY]
        for (start, worth), end in zip(dated, ends, strict=True):
            minor = worth * Fraction(10) ** (exponent(book_currency) - exponent(code))
            rows.append((code, start, end, *_integers(worth), *_integers(minor)))
    return rows


def own_rate(currency: str) -> tuple[Any, ...]:
    """The rate of a currency in itself."""
    return (currency, FIRST_DAY, NO_DAY, 1, 1, 1, 1)


def _integers(ratio: Fraction) -> tuple[int, int]:
    """Numerator and denominator, small enough for SQL's integers."""
    limit = 10**18
    while ratio.numerator * ratio.denominator > LARGEST_PRODUCT:
        limit //= 10
        ratio = ratio.limit_denominator(limit)
    return ratio.numerator, ratio.denominator
