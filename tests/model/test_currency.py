"""Minor units and tax to the last cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from plaincrm.model.currency import CODES, exponent, written
from plaincrm.model.money import major, minor, rounded, tax_minor

# ISO 4217, list one (2024): the currencies without a minor unit, with thousandths, with ten-thousandths
EXCEPTIONS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}


def test_every_exception_of_iso_4217_is_known_and_no_other() -> None:
    expected = {code: digits for digits, codes in EXCEPTIONS.items() for code in codes.split()}

    assert {code: exponent(code) for code in CODES if exponent(code) != 2} == expected


def test_a_code_that_nobody_knows_has_hundredths() -> None:
    assert exponent("XYZ") == 2


@pytest.mark.parametrize(
    ("amount", "code", "units"),
    [
        ("12.50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        ("-0.01", "EUR", -1),
        ("12.5000", "CNY", 1250),
        ("1000", "JPY", 1000),
        ("1000.00", "JPY", 1000),
        ("1.234", "KWD", 1234),
        ("0.0001", "CLF", 1),
        ("9999999999999", "USD", 999999999999900),
        ("-0", "USD", 0),
    ],
)
def test_an_amount_counts_whole_minor_units(amount: str, code: str, units: int) -> None:
    assert minor(Decimal(amount), code) == units


@pytest.mark.parametrize(("amount", "code"), [("12.345", "EUR"), ("0.5", "JPY"), ("1.2345", "KWD")])
def test_more_decimals_than_the_currency_has_are_refused(amount: str, code: str) -> None:
    with pytest.raises(ValueError, match=f"{amount} has more decimals than {code}"):
        minor(Decimal(amount), code)


@pytest.mark.parametrize(
    ("units", "code", "text"),
    [
        (1250, "EUR", "12.50"),
        (-1, "EUR", "-0.01"),
        (1000, "JPY", "1000"),
        (5, "KWD", "0.005"),
        (0, "EUR", "0.00"),
    ],
)
def test_minor_units_show_all_decimals_of_the_currency(units: int, code: str, text: str) -> None:
    assert str(major(units, code)) == text


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(CODES)))
@hypothesis_settings(deadline=None)
def test_there_and_back_changes_nothing(units: int, code: str) -> None:
    assert minor(major(units, code), code) == units


@pytest.mark.parametrize(
    ("amount", "rate", "tax"),
    [
        (1200000, "0.06", 72000),
        (1050, "0.19", 200),  # 199.5
        (-1050, "0.19", -200),
        (1, "0.5", 1),
        (1, "0.49", 0),
        (250, "0.01", 3),  # 2.5
        (350, "0.01", 4),  # 3.5, where half to even would agree
        (999999999999999, "0.0000000001", 100000),
    ],
)
def test_tax_is_rounded_half_up(amount: int, rate: str, tax: int) -> None:
    assert tax_minor(amount, Decimal(rate)) == tax


def test_no_rate_is_no_tax() -> None:
    assert tax_minor(1050, 0) == 0


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [("12.345", "EUR", "12.35"), ("-12.345", "EUR", "-12.35"), ("0.5", "JPY", "1")],
)
def test_rounding_goes_half_up(amount: str, code: str, text: str) -> None:
    assert str(rounded(Decimal(amount), code)) == text


@given(
    st.integers(-(10**15), 10**15) | st.integers(-1200, 1200), st.sampled_from(["EUR", "JPY", "KWD", "CLF"])
)
def test_the_written_amount_is_the_exact_one(units: int, code: str) -> None:
    assert written(units, code) == f"{major(units, code):f}"
