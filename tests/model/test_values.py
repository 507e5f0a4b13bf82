"""Which text is a value of which kind, and what is said about the others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from plaincrm import dates
from plaincrm.model import values
from plaincrm.model.values import BadValueError


def refusal(read: Callable[[object], Any], text: object) -> str:
    with pytest.raises(BadValueError) as caught:
        read(text)
    return f"{caught.value.message} ({caught.value.hint})"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27", "2024-02-29", "1900-01-01", "2199-12-31", "2026-11-02 10:30", "2026-11-02T10:30",
        "2026-11-02t9:05", "2026-11-02T10:30:15", "2026-11-02T10:30:15.123456", "2026-11-02T10:30:15Z",
        "2026-11-02T10:30:15+08:00", "2026-11-02T10:30+0800", "2026-11-02 10:30:15 -5",
        "2016-12-31T23:59:60Z",
    ],
)  # fmt: skip
def test_a_day_stays_as_written(text: str) -> None:
    assert values.day(text) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("fryday", "write a date such as 2026-11-27"),
        ("friday", "write a date such as 2026-11-27"),
        ("", "write a date such as 2026-11-27"),
        ("2026-11", "write a date such as 2026-11-27"),
        ("20261127", "write 2026-11-27"),
        ("2026/11/7", "write 2026-11-07"),
        ("2026-11-7", "write 2026-11-07"),
        ("2026年11月27日", "write 2026-11-27"),
        ("２０２６－１１－２７", "write 2026-11-27"),
        ("27.11.2026", "write 2026-11-27"),
        ("27.11.26", "write a date such as 2026-11-27"),
        ("3/4/2026", "write 2026-04-03 or 2026-03-04, whichever it is"),
        ("31/12/2026", "write 2026-12-31"),
        ("12/31/2026", "write 2026-12-31"),
        ("3/3/2026", "write 2026-03-03"),
        ("2026-02-30", "write a day of that month: 2026-02 has 28 days"),
        ("2026-13-01", "write a date such as 2026-11-27"),
        ("0000-02-30", "write a day from 1900 to 2199"),
        ("1899-12-31", "write a day from 1900 to 2199"),
        ("2200-01-01", "write a day from 1900 to 2199"),
        ("2026-W48-1", "write a date such as 2026-11-27"),
        ("2026-11-02T25:00", "write a date such as 2026-11-27"),
        ("2026-11-02T10:30:61", "write a date such as 2026-11-27"),
        ("2026-11-02T10:30 tomorrow", "write a date such as 2026-11-27"),
    ],
)
def test_what_is_no_day_is_refused_with_the_day_that_was_meant(text: str, hint: str) -> None:
    assert refusal(values.day, text) == f'"{text}" is not a date ({hint})'


def test_the_years_are_those_of_the_date_grammar() -> None:
    known = (str(dates.FIRST.year), str(dates.LAST.year))

    assert known == (values.FIRST_YEAR, values.LAST_YEAR)


@pytest.mark.parametrize("text", ["1988-03-05", "--03-05", "--02-29"])
def test_a_birthday_may_lack_its_year(text: str) -> None:
    assert values.birthday(text) == text


@pytest.mark.parametrize(
    "text", ["--02-30", "-03-05", "03-05", "1988-02-30", "1988-03-05 10:00", "19880305", "5 March"]
)
def test_what_is_no_birthday_is_refused(text: str) -> None:
    expected = f'"{text}" is not a birthday (write 1988-03-05, or --03-05 without the year)'
    assert refusal(values.birthday, text) == expected


@pytest.mark.parametrize("text", ["0", "12", "12.50", "-12.50", "0012.00", "9999999999999", "-0.000", "1.10"])
def test_an_amount_is_exact(text: str) -> None:
    assert values.amount(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12,50", "write 12.50"),
        ("12,5", "write 12.5"),
        ("0,5", "write 0.5"),
        ("1,200", "write 1200"),
        ("0,200", "write 0.200"),
        ("1,234.50", "write 1234.50"),
        ("1.234,50", "write 1234.50"),
        ("1.234.567", "write 1234567"),
        ("1,234,567.89", "write 1234567.89"),
        ("1'234.50", "write 1234.50"),
        ("1 234,50", "write 1234.50"),
        ("1_000", "write 1000"),
        ("￥1,234.00", "write 1234.00"),
        ("$50", "write 50"),
        ("3600元", "write 3600"),
        ("50 EUR", "write 50"),
        ("1.5万", "write 15000"),
        ("2亿", "write 200000000"),
        ("3k", "write 3000"),
        ("(50.00)", "write -50.00"),
        ("-12,50", "write -12.50"),
        ("50-", "write -50"),
        ("−12.50", "write -12.50"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("5.", "write 5"),
        ("１２．５０", "write 12.50"),
        ("1e3", "write an amount such as 1200.00"),
        ("NaN", "write an amount such as 1200.00"),
        ("inf", "write an amount such as 1200.00"),
        ("0x1F", "write an amount such as 1200.00"),
        ("", "write an amount such as 1200.00"),
        ("a lot", "write an amount such as 1200.00"),
        ("3 of 4", "write an amount such as 1200.00"),
        ("- 5", "write -5"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_amount_that_was_meant(text: str, hint: str) -> None:
    assert refusal(values.amount, text) == f'"{text}" is not an amount ({hint})'


@pytest.mark.parametrize("text", ["10000000000000", "-10000000000000", "9" * 40])
def test_an_amount_that_no_sum_could_hold_is_refused(text: str) -> None:
    assert "is too large an amount (write less than 10,000,000,000,000)" in refusal(values.amount, text)


@pytest.mark.parametrize("text", ["0", "1", "0.06", "1.0", "0.0"])
def test_a_share_is_a_part_of_one(text: str) -> None:
    assert values.share(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("6", "write 0.06 for 6 %"),
        ("6%", "write 0.06 for 6 %"),
        ("6 %", "write 0.06 for 6 %"),
        ("6,5%", "write 0.065 for 6.5 %"),
        ("0,06", "write 0.06 for 6 %"),
        ("0.5%", "write 0.005 for 0.5 %"),
        ("-0.06", "write a share from 0 to 1, such as 0.06 (that is 6 %)"),
        ("600", "write a share from 0 to 1, such as 0.06 (that is 6 %)"),
        ("some", "write a share such as 0.06 (that is 6 %)"),
    ],
)
def test_what_is_no_share_is_refused_with_the_share_that_was_meant(text: str, hint: str) -> None:
    assert refusal(values.share, text) == f'"{text}" is not a share between 0 and 1 ({hint})'


@pytest.mark.parametrize(
    ("text", "meaning"), [("true", True), ("Yes", True), ("FALSE", False), ("no", False)]
)
def test_a_flag_is_said_in_four_words(text: str, meaning: bool) -> None:
    assert values.flag(text) is meaning


@pytest.mark.parametrize("text", ["on", "off", "1", "0", "y", "", "maybe", "是"])
def test_no_other_word_is_a_flag(text: str) -> None:
    assert refusal(values.flag, text) == f'"{text}" is neither true nor false (write true or false)'


def test_an_absent_flag_is_false() -> None:
    assert values.flag(None) is False


@pytest.mark.parametrize("text", ["1", "30", "007", "36500"])
def test_a_whole_number_is_in_its_range(text: str) -> None:
    assert values.whole(1, 36500)(text) == int(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", '"0" is out of range (write a whole number from 1 to 36500)'),
        ("36501", '"36501" is out of range (write a whole number from 1 to 36500)'),
        ("-3", '"-3" is out of range (write a whole number from 1 to 36500)'),
        ("2.5", '"2.5" is not a whole number (write a number such as 30)'),
        ("3 days", '"3 days" is not a whole number (write a number such as 30)'),
        ("１２", '"１２" is not a whole number (write a number such as 30)'),
        ("", '"" is not a whole number (write a number such as 30)'),
    ],
)
def test_what_is_no_whole_number_in_range_is_refused(text: str, words: str) -> None:
    assert refusal(values.whole(1, 36500), text) == words


@pytest.mark.parametrize("text", ["50", "50-99", "500+", "1-10", "7-7"])
def test_a_company_size_is_a_number_or_a_range(text: str) -> None:
    assert values.company_size(text) == text


@pytest.mark.parametrize("text", ["50人", "99-50", "many", "-5", "50-", "1,000", ""])
def test_what_is_no_company_size_is_refused(text: str) -> None:
    expected = f'"{text}" is not a company size (write employees as a number or a range: 50, 50-99 or 500+)'
    assert refusal(values.company_size, text) == expected


@pytest.mark.parametrize("text", ["2w", "10d", "1m", "3 months", "90", "两周"])
def test_a_span_stays_as_written(text: str) -> None:
    assert values.span(text) == text


@pytest.mark.parametrize("text", ["0d", "sometimes", "", "-2w", "0"])
def test_what_is_no_span_forward_is_refused(text: str) -> None:
    assert (
        refusal(values.span, text)
        == f'"{text}" is not a span of time (write a span such as 10d, 2w, 1m or 1y)'
    )


def test_a_currency_is_three_capital_letters() -> None:
    assert values.currency_code("CNY") == "CNY"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("cny", "write CNY"),
        ("rmb", "write CNY"),
        ("￥", "write CNY"),
        ("人民币", "write CNY"),
        ("€", "write EUR"),
        ("Euro", "write EUR"),
        ("$", "write USD"),
        ("dollars", "write an ISO 4217 code such as CNY, EUR or USD"),
        ("", "write an ISO 4217 code such as CNY, EUR or USD"),
    ],
)
def test_what_is_no_currency_is_refused_with_the_code_that_was_meant(text: str, hint: str) -> None:
    assert refusal(values.currency_code, text) == f'"{text}" is not a currency code ({hint})'


def test_a_word_out_of_a_choice_is_refused_with_the_nearest() -> None:
    read = values.one_of(["organisation", "person"])

    assert read("person") == "person"
    assert (
        refusal(read, "organization")
        == '"organization" is not one of organisation, person (write organisation)'
    )
    assert refusal(read, "Person") == '"Person" is not one of organisation, person (write person)'
    assert refusal(read, "公司") == '"公司" is not one of organisation, person (write organisation or person)'


@pytest.mark.parametrize(
    "read", [values.day, values.amount, values.share, values.flag, values.number, values.span]
)
def test_a_list_or_a_map_is_no_single_value(read: Callable[[object], Any]) -> None:
    assert refusal(read, ["1"]) == "a single value is expected, not a list (write one value after the colon)"
    assert (
        refusal(read, {"a": "1"}) == "a single value is expected, not a map (write one value after the colon)"
    )


def test_long_and_unprintable_words_are_quoted_safely() -> None:
    assert values.quoted("x" * 100) == '"' + "x" * 57 + '…"'
    assert values.quoted("a\x1b]0;b\u202e\n") == '"a\\x1b]0;b\\u202e\\n"'
    assert values.quoted("\ud800") == '"\\ud800"'
