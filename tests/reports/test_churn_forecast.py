"""The churn report where the forecast fits: chances, money, and a value at risk that counts on them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from plaincrm.reports import outlook
from plaincrm.reports.bg_nbd import BgNbd
from plaincrm.reports.gamma_gamma import GammaGamma
from tests.reports import shoppers

ASOF = "2026-11-23"
RHYTHM = BgNbd(0.9, 8.0, 0.8, 2.6)
MONEY = GammaGamma(6.2, 3.7, 60.0)


def random_book(customers, rhythm=RHYTHM):
    return shoppers.book(2, customers, ASOF, rhythm=rhythm, money=MONEY)


@pytest.fixture
def full(shop):
    shop.customers(random_book(300))
    return shop


def note(table):
    (found,) = [each for each in table.notes if each.startswith("p_buy")]
    return found


def test_chance_and_money_are_those_of_the_forecast(full):
    foretold = {row["customer"]: row for row in full.records("forecast", asof=ASOF)}

    rows = full.records("churn", asof=ASOF)

    assert len(rows) > 50
    for row in rows:
        expected = foretold[row["customer"]]
        assert (row["p_buy"], row["expected_spend"]) == (expected["p_buy"], expected["expected_spend"])


def test_value_at_risk_is_what_may_not_come_again(full, new_shop):
    plain = new_shop("format: 1\ncurrency: EUR\nforecast: {min_repeat: 9999}\n")
    plain.customers(random_book(300))
    whole = {row["customer"]: row["value_at_risk"] for row in plain.records("churn", asof=ASOF)}

    rows = full.records("churn", asof=ASOF)

    assert {row["customer"] for row in rows} == set(whole)
    for row in rows:
        value = whole[row["customer"]] * (1 - Decimal(str(row["p_buy"])))
        assert row["value_at_risk"] == value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert [row["customer"] for row in rows] == [
        row["customer"] for row in sorted(rows, key=lambda row: (-row["value_at_risk"], row["customer"]))
    ]


def test_the_lost_have_no_chance_and_keep_their_value(shop):
    book = random_book(300)
    book["c0001"]["churn"] = [{"date": ASOF}]
    shop.customers(book)

    (lost,) = [row for row in shop.records("churn", asof=ASOF) if row["state"] == "lost"]

    assert (lost["p_buy"], lost["expected_spend"]) == (None, None)


def test_the_horizon_is_a_setting(new_shop):
    short = new_shop("format: 1\ncurrency: EUR\nchurn: {horizon_days: 10}\n")
    short.customers(random_book(300))
    foretold = {row["customer"]: row["p_buy"] for row in short.records("forecast", asof=ASOF, horizon="10d")}

    table = short.report("churn", asof=ASOF)

    assert note(table).startswith("p_buy, expected_spend: within 10 days")
    assert all(row["p_buy"] == foretold[row["customer"]] for row in table.records())


def test_below_a_hundred_repeat_buyers_they_are_empty_and_it_is_said(shop):
    shop.customers(random_book(90))

    table = shop.report("churn", asof=ASOF)

    assert {(row["p_buy"], row["expected_spend"]) for row in table.records()} == {(None, None)}
    assert note(table).startswith(
        "p_buy, expected_spend: left empty, 100 repeat buyers are needed, there are "
    )


def test_without_visible_drop_out_they_are_empty_and_it_is_said(shop):
    shop.customers(random_book(300, BgNbd(1.5, 9.0, 1e-9, 1.0)))

    table = shop.report("churn", asof=ASOF)

    assert table.rows
    assert {row["p_buy"] for row in table.records()} == {None}
    assert note(table) == "p_buy, expected_spend: left empty, no drop-out is visible (see forecast)."


def test_a_filter_leaves_the_chances_alone(full):
    everybody = {row["customer"]: row for row in full.records("churn", asof=ASOF)}
    chosen = min(everybody)
    full.index.choose([chosen])

    assert full.records("churn", asof=ASOF) == [everybody[chosen]]


def test_the_models_are_fitted_once_for_a_book(full, monkeypatch):
    first = full.report("churn", asof=ASOF)
    full.close()

    def never(*_):
        raise AssertionError("fitted again")

    monkeypatch.setattr(outlook, "make_outlook", never)

    assert full.report("churn", asof=ASOF).rows == first.rows
