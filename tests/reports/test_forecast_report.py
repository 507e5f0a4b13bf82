"""The forecast report: what it shows, what it withholds, and what it says of itself."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from plaincrm.errors import UsageError
from plaincrm.output import render
from plaincrm.reports.back_test import auc
from plaincrm.reports.bg_nbd import BgNbd
from plaincrm.reports.gamma_gamma import GammaGamma
from tests.reports import shoppers

ASOF = "2026-11-23"
RHYTHM = BgNbd(0.9, 8.0, 0.8, 2.6)
MONEY = GammaGamma(6.2, 3.7, 60.0)


def days_before(count):
    return str(date.fromisoformat(ASOF) - timedelta(days=count))


def random_book(seed=1, customers=260):
    return shoppers.book(seed, customers, ASOF, rhythm=RHYTHM, money=MONEY)


def repeat_buyers(book, asof=ASOF):
    days = [{sale["date"] for sale in each["sales"] if sale["date"] <= asof} for each in book.values()]
    return sum(1 for each in days if len(each) > 1)


def with_repeat_buyers(count):
    """A random book of exactly so many who bought again."""
    kept, found = {}, 0
    for customer, data in random_book(5, 400).items():
        again = len({sale["date"] for sale in data["sales"]}) > 1
        if not again or found < count:
            kept[customer] = data
            found += again
    assert repeat_buyers(kept) == count
    return kept


@pytest.fixture
def full(shop):
    shop.customers(random_book())
    return shop


def note(table, start):
    (found,) = [each for each in table.notes if each.startswith(start)]
    return found


def test_the_columns(full):
    table = full.report("forecast", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("x", "int"),
        ("t_x", "int"),
        ("T", "int"),
        ("p_alive", "share"),
        ("p_buy", "share"),
        ("expected_purchases", "number"),
        ("expected_spend", "money"),
        ("clv", "money"),
        ("past_revenue", "money"),
    ]


def test_x_and_the_times_are_days_from_the_first_occasion(full):
    book = random_book()

    for row in full.records("forecast", asof=ASOF):
        days = sorted({sale["date"] for sale in book[row["customer"]]["sales"]})
        first, last, end = (date.fromisoformat(day) for day in (days[0], days[-1], ASOF))
        assert (row["x"], row["t_x"], row["T"]) == (len(days) - 1, (last - first).days, (end - first).days)
        assert row["past_revenue"] == sum(Decimal(sale["amount"]) for sale in book[row["customer"]]["sales"])


def read_parameters(table):
    """r, alpha, a, b and p, q, gamma as the captions print them."""
    words = note(table, "BG/NBD").replace(",", "").split()
    rhythm = BgNbd(*(float(words[words.index(name) + 1]) for name in ("r", "alpha", "a", "b")))
    words = note(table, "Gamma-Gamma").replace(",", "").split()
    return rhythm, GammaGamma(*(float(words[words.index(name) + 1]) for name in ("p", "q", "gamma")))


def test_every_figure_follows_from_the_parameters_that_are_printed(full):
    book = random_book()
    table = full.report("forecast", asof=ASOF, horizon="60d", months=6, discount="12%", margin="40%")
    rhythm, money = read_parameters(table)

    for row in table.records():
        x, t_x, t = row["x"], row["t_x"] / 7, row["T"] / 7
        days = sorted({sale["date"] for sale in book[row["customer"]]["sales"]})
        later = [sale for sale in book[row["customer"]]["sales"] if sale["date"] > days[0]]
        mean = float(sum(Decimal(sale["amount"]) for sale in later)) / x if x else 0.0
        each = money.p * (money.gamma + x * mean) / (money.p * x + money.q - 1)
        month, worth, before = 30.4375 / 7, 0.0, 0.0
        for number in range(1, 7):
            after = rhythm.purchases(x, t_x, t, number * month)
            worth += (after - before) * each * 0.4 / 1.12 ** (number / 12)
            before = after

        purchases = rhythm.purchases(x, t_x, t, 60 / 7)
        assert row["p_buy"] == pytest.approx(rhythm.p_buy(x, t_x, t, 60 / 7), abs=1e-6)
        assert row["expected_purchases"] == pytest.approx(purchases, abs=1e-4)
        assert float(row["expected_spend"]) == pytest.approx(purchases * each, abs=0.01)
        assert float(row["clv"]) == pytest.approx(worth, abs=0.01)
        if x:
            assert row["p_alive"] == pytest.approx(rhythm.p_alive(x, t_x, t), abs=1e-6)
        else:
            assert row["p_alive"] is None


def test_the_likeliest_stand_first_and_equals_by_id(full):
    rows = full.records("forecast", asof=ASOF)

    assert rows == sorted(rows, key=lambda row: (-row["p_buy"], row["customer"]))
    assert len(rows) == 260


def test_clv_is_called_revenue_only_where_all_of_it_is_kept(full):
    revenue = note(full.report("forecast", asof=ASOF), "p_buy")
    profit = note(full.report("forecast", asof=ASOF, margin="40%", months=1), "p_buy")

    assert "clv: revenue of the next 12 months, discounted by 10 % a year" in revenue
    assert "clv: 40 % of the revenue of the next 1 month, discounted by 10 % a year" in profit


@pytest.mark.parametrize(
    ("horizon", "days"), [("90d", 90), ("90", 90), ("2w", 14), ("3m", 92), ("1y", 365), ("3 months", 92)]
)
def test_the_horizon_counts_months_by_the_calendar(full, horizon, days):
    table = full.report("forecast", asof=ASOF, horizon=horizon)

    end = date.fromisoformat(ASOF) + timedelta(days=days)
    assert note(table, "Expected").startswith(f"Expected in the {days} days up to {end}: ")


def test_the_defaults_are_settings(new_shop):
    made = new_shop(
        "format: 1\ncurrency: EUR\n"
        "forecast: {horizon_days: 30, months: 3, discount: 0.2, margin: 0.5, min_rough: 10, min_repeat: 20}\n"
    )
    made.customers(with_repeat_buyers(20))

    table = made.report("forecast", asof=ASOF)

    assert len(table.rows) > 20
    assert note(table, "Expected").startswith("Expected in the 30 days")
    assert "clv: 50 % of the revenue of the next 3 months, discounted by 20 % a year" in note(table, "p_buy")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("discount", "ten"),
        ("discount", "10"),
        ("discount", "-10%"),
        ("margin", "140%"),
        ("margin", "1.4"),
        ("months", "0"),
        ("months", "241"),
        ("months", "1.5"),
        ("horizon", "0d"),
        ("horizon", "soon"),
    ],
)
def test_an_option_that_cannot_be_read_is_refused(full, option, value):
    with pytest.raises(UsageError) as refusal:
        full.report("forecast", asof=ASOF, **{option: value})

    assert refusal.value.hint


def test_below_thirty_repeat_buyers_there_is_no_forecast_but_a_pointer(shop):
    shop.customers(with_repeat_buyers(29))

    table = shop.report("forecast", asof=ASOF)

    assert table.rows == []
    assert len(table.columns) == 11
    assert note(table, "No forecast").endswith(
        "29 repeat buyers are too few to learn from, 30 are needed."
        " How often each customer buys: plaincrm report purchases."
    )


@pytest.mark.parametrize("count", [30, 99])
def test_from_thirty_on_there_are_totals_said_to_be_rough(shop, count):
    shop.customers(with_repeat_buyers(count))

    table = shop.report("forecast", asof=ASOF)

    (row,) = table.records()
    assert (row["customer"], row["name"], row["x"], row["p_alive"], row["p_buy"]) == (
        None,
        "all",
        *[None] * 3,
    )
    assert row["expected_purchases"] > 0
    assert row["expected_spend"] > 0
    assert note(table, "Rough").startswith("Rough, and totals only: fewer than 100 repeat buyers")


def test_from_a_hundred_on_there_is_a_row_for_everybody(shop):
    book = with_repeat_buyers(100)
    shop.customers(book)

    table = shop.report("forecast", asof=ASOF)

    assert {row["customer"] for row in table.records()} == set(book)
    assert not [each for each in table.notes if each.startswith("Rough")]


def test_an_empty_book_and_a_book_of_today_have_no_forecast(shop, new_shop):
    today = new_shop()
    today.customers({f"c{n}": {"sales": [{"date": ASOF, "amount": "5"}]} for n in range(120)})

    for each in (shop, today):
        assert each.report("forecast", asof=ASOF).rows == []


def test_who_first_bought_today_has_a_row(shop):
    book = {**random_book(), "today": {"sales": [{"date": ASOF, "amount": "5"}]}}
    shop.customers(book)

    (row,) = [row for row in shop.records("forecast", asof=ASOF) if row["customer"] == "today"]

    assert (row["x"], row["t_x"], row["T"], row["p_alive"]) == (0, 0, 0, None)
    assert 0 < row["p_buy"] < 1


def test_a_filter_chooses_rows_and_leaves_the_models_alone(full):
    everybody = full.report("forecast", asof=ASOF)
    full.index.choose(["c0007"])

    one = full.report("forecast", asof=ASOF)

    assert one.rows == [row for row in everybody.rows if row[0] == "c0007"]
    assert note(one, "BG/NBD") == note(everybody, "BG/NBD")


def test_those_recorded_as_gone_are_left_out_and_counted(shop):
    book = random_book()
    book["c0001"]["churn"] = [{"date": ASOF}]
    shop.customers(book)

    table = shop.report("forecast", asof=ASOF)

    assert "c0001" not in {row["customer"] for row in table.records()}
    assert note(table, "Left out") == "Left out: 1 buyer recorded as gone."


def test_a_window_is_of_first_purchases(full):
    start = days_before(600)

    table = full.report("forecast", asof=ASOF, from_=start)

    assert all(row["T"] <= 600 for row in table.records())
    assert "The window is of first purchases." in table.notes[0]


def test_money_of_repeat_days_is_net_of_refunds(full):
    book = random_book()
    chosen = next(name for name, data in book.items() if len({s["date"] for s in data["sales"]}) > 3)
    before = {row["customer"]: row for row in full.records("forecast", asof=ASOF)}[chosen]
    book[chosen]["sales"].append({"date": ASOF, "amount": "-1"})
    full.customers({chosen: book[chosen]})

    after = {row["customer"]: row for row in full.records("forecast", asof=ASOF)}[chosen]

    assert after["past_revenue"] == before["past_revenue"] - 1
    assert after["x"] == before["x"]
    assert after["expected_spend"] < before["expected_spend"]


def test_who_bought_again_for_nothing_has_no_spend_to_expect(shop):
    book = random_book()
    book["free"] = {
        "sales": [{"date": days_before(300), "amount": "9"}, {"date": days_before(30), "amount": "0"}]
    }
    shop.customers(book)

    table = shop.report("forecast", asof=ASOF)

    (row,) = [row for row in table.records() if row["customer"] == "free"]
    assert (row["expected_spend"], row["clv"]) == (None, None)
    assert row["expected_purchases"] > 0
    assert note(table, "Spend left empty") == (
        "Spend left empty for 1 repeat buyer without any after the first day."
    )


def test_no_mean_no_spend_of_one_time_buyers(shop):
    book = random_book()
    random = Random(3)
    for data in book.values():
        level = 10 * min(random.paretovariate(0.6), 1e7)
        for sale in data["sales"]:
            sale["amount"] = f"{level * random.uniform(0.9, 1.1):.2f}"
    shop.customers(book)

    table = shop.report("forecast", asof=ASOF)

    assert read_parameters(table)[1].q <= 1
    assert note(table, "Spend of one-time buyers").endswith("the model has no finite mean (q is 1 or less).")
    for row in table.records():
        assert (row["expected_spend"] is None) == (row["x"] == 0)


def test_in_a_currency_hardly_used_there_is_no_money(full):
    table = full.report("forecast", asof=ASOF, currency="USD")

    assert note(table, "No money foretold").endswith(
        "only 0 customers spent anything in USD after the first day."
    )
    assert {row["expected_spend"] for row in table.records()} == {None}


def test_the_back_test_is_always_there(full, shop):
    table = full.report("forecast", asof=ASOF)

    line = note(table, "Back-test")
    assert line.startswith("Back-test: fitted up to 2026-04-")
    area = float(line.split("AUC ")[1].split(";")[0])
    assert 0.6 < area < 0.95


def test_a_back_test_that_cannot_be_made_says_so(shop):
    shop.customers(with_repeat_buyers(30))

    line = note(shop.report("forecast", asof=ASOF), "Back-test")

    assert line.startswith("Back-test: not possible, only ")


def test_the_area_under_the_curve_counts_ties_half():
    assert auc([(0.9, True), (0.1, False)]) == 1.0
    assert auc([(0.1, True), (0.9, False)]) == 0.0
    assert auc([(0.5, True), (0.5, False)]) == 0.5
    assert auc([(0.5, True), (0.5, False), (0.7, True), (0.2, False)]) == 0.875
    assert auc([(0.5, True)]) is None
    random = Random(4)
    pairs = [(round(random.random(), 1), random.random() < 0.3) for _ in range(300)]
    came = [chance for chance, bought in pairs if bought]
    away = [chance for chance, bought in pairs if not bought]
    wins = sum((a > b) + (a == b) / 2 for a in came for b in away)
    assert auc(pairs) == pytest.approx(wins / len(came) / len(away))


def test_the_same_book_in_another_order_gives_the_same_bytes(new_shop):
    one, other = new_shop(), new_shop()
    book = random_book()
    one.customers(book)
    random = Random(2)
    for name in random.sample(list(book), len(book)):
        sales = random.sample(book[name]["sales"], len(book[name]["sales"]))
        other.customers({name: {"sales": sales}})

    tables = [each.report("forecast", asof=ASOF) for each in (one, other)]

    assert tables[0].notes == tables[1].notes
    assert render(tables[0], "json") == render(tables[1], "json")


def test_what_was_kept_gives_the_same_as_what_is_worked_out(full):
    first = full.report("forecast", asof=ASOF)
    full.close()

    again = full.report("forecast", asof=ASOF)

    assert full.index.rows("SELECT count(*) FROM memo")[0][0] > 0
    assert (again.rows, again.notes) == (first.rows, first.notes)


def test_a_later_day_and_a_changed_book_are_worked_out_anew(full):
    first = full.report("forecast", asof=ASOF)
    later = full.report("forecast", asof="2026-12-23")
    full.customer("c0001", "sales: [{date: 2026-01-01, amount: 3}]")

    changed = full.report("forecast", asof=ASOF)

    assert len({note(each, "BG/NBD") for each in (first, later, changed)}) == 3


def test_the_example_of_the_page_is_what_the_program_prints(full):
    page = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")

    lines = render(full.report("forecast", asof=ASOF), "plain").splitlines()

    assert "$ plaincrm report forecast\n" + "\n".join(lines[:4]) + "\n```" in page
