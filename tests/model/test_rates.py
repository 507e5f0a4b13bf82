"""What rates.yaml may say."""

# ruff: noqa: E501  # a message stands on one line with what provokes it

from __future__ import annotations

from decimal import Decimal

import pytest

from plaincrm.model import read_rates
from tests.model.reading import raw, settings, shown

BOOK = "{currency: CNY}"


def test_rates_keep_their_order_and_their_digits() -> None:
    rates, flaws = read_rates(
        raw(
            "[{date: 2026-07-01, currency: USD, rate: 6.850}, {date: 2026-01-01, currency: JPY, rate: 0.0481}]"
        ),
        settings(BOOK),
    )

    assert flaws == []
    assert [(rate.date, rate.currency, rate.rate) for rate in rates] == [
        ("2026-07-01", "USD", Decimal("6.850")),
        ("2026-01-01", "JPY", Decimal("0.0481")),
    ]


@pytest.mark.parametrize("text", ["", "~", "[]"])
def test_a_file_without_rates_is_fine(text: str) -> None:
    assert read_rates(raw(text) if text else None, settings(BOOK)) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{date: 2026-01-01, currency: USD, rate: 0}", '1.rate: "0" is not greater than 0 (write a number such as 2)'),
        ("{date: 2026-01-01, currency: USD, rate: -7}", '1.rate: "-7" is not greater than 0 (write a number such as 2)'),
        ("{date: 2026-01-01, currency: USD, rate: '7,1'}", '1.rate: "7,1" is not a number (write 7.1)'),
        ("{date: 2026-01-01, currency: usd, rate: 7}", '1.currency: "usd" is not a currency code (write USD)'),
        ("{date: soon, currency: USD, rate: 7}", '1.date: "soon" is not a date (write a date such as 2026-11-27)'),
        ("{date: 2026-01-01, currency: USD}", "1.rate: rate is missing (write what one unit is worth in the book's currency, as in rate: 7.00)"),
        ("USD", '1: fields are expected, not "USD" (write its fields below it, one per line)'),
        ("{date: 2026-02-01 10:00, currency: GBP, rate: 9}", '1.currency: a second rate for "GBP" on 2026-02-01 (keep one of the two)'),
    ],
)  # fmt: skip
def test_a_bad_rate_is_left_out_and_named(text: str, expected: str) -> None:
    rates, flaws = read_rates(
        raw(
            f"[{{date: 2026-02-01, currency: GBP, rate: 9.1}}, {text}, {{date: 2026-03-01, currency: EUR, rate: 8}}]"
        ),
        settings(BOOK),
    )

    assert [rate.currency for rate in rates] == ["GBP", "EUR"]
    assert shown(flaws, "error") == [expected]


def test_everything_wrong_with_a_rate_is_said_at_once() -> None:
    _, flaws = read_rates(raw("[{date: x, currency: y, rate: z}]"), settings(BOOK))

    assert [flaw.loc for flaw in flaws] == [(0, "date"), (0, "currency"), (0, "rate")]


def test_what_is_no_list_is_one_error() -> None:
    rates, flaws = read_rates(raw("{USD: 7}"), settings(BOOK))

    assert rates == []
    assert [(flaw.loc, flaw.message) for flaw in flaws] == [((), "a list of rates is expected, not a map")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{date: 2026-01-01, currency: CNY, rate: 1}",
            '0.currency: "CNY" is the book\'s own currency (remove the rate: it is always 1)',
        ),
        (
            "{date: 2026-01-01, currency: USD, rate: 7, rat: 8}",
            '0.rat: unknown field "rat" (did you mean rate?)',
        ),
        (
            "{date: 2026-01-01, currency: UDS, rate: 7}",
            '0.currency: "UDS" is not a currency of ISO 4217 (check the code: CNY, EUR, USD, …)',
        ),
    ],
)
def test_a_doubtful_rate_is_kept_with_a_warning(text: str, expected: str) -> None:
    rates, flaws = read_rates(raw(f"[{text}]"), settings(BOOK))

    assert len(rates) == 1
    assert shown(flaws, "warning") == [expected]
