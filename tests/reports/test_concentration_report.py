"""The concentration report: shares, classes, what the caption says, and what few buyers do not allow."""

from decimal import Decimal

import pytest

from plaincrm.reports.concentration import gini, hhi

ASOF = "2026-11-23"


def sold(*amounts):
    """Customers a, b, c … who bought once each; a negative amount is refunded after a sale for nothing."""
    book = {}
    for number, amount in enumerate(amounts):
        sales = [{"date": "2026-11-01", "amount": "0" if amount < 0 else str(amount)}]
        if amount < 0:
            sales.append({"date": "2026-11-02", "amount": str(amount)})
        book[chr(ord("a") + number)] = {"sales": sales}
    return book


def test_every_column_of_ten_buyers(shop):
    shop.customers(sold(10, 400, 150, 150, 150, 90, 30, 10, 10, 0))

    table = shop.report("concentration", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("rank", "int"),
        ("customer", "text"),
        ("name", "text"),
        ("revenue", "money"),
        ("share", "share"),
        ("cumulative_share", "share"),
        ("class", "text"),
    ]
    assert table.rows == [
        (1, "b", "B", Decimal("400.00"), 0.4, 0.4, "A"),
        (2, "c", "C", Decimal("150.00"), 0.15, 0.55, "A"),
        (3, "d", "D", Decimal("150.00"), 0.15, 0.7, "A"),
        (4, "e", "E", Decimal("150.00"), 0.15, 0.85, "A"),
        (5, "f", "F", Decimal("90.00"), 0.09, 0.94, "B"),
        (6, "g", "G", Decimal("30.00"), 0.03, 0.97, "B"),
        (7, "a", "A", Decimal("10.00"), 0.01, 0.98, "C"),
        (8, "h", "H", Decimal("10.00"), 0.01, 0.99, "C"),
        (9, "i", "I", Decimal("10.00"), 0.01, 1.0, "C"),
        (10, "j", "J", Decimal("0.00"), 0.0, 1.0, "C"),
    ]
    # Gini of 10, 10, 10, 30, 90, 150, 150, 150, 400: (2 · 7380 - 10 · 1000) ÷ (9 · 1000)
    assert table.notes == (
        "share: revenue ÷ revenue of all buyers, negative ones included."
        " Window: everything up to 2026-11-23. n = 10 buyers.",
        "40 % of income is one client: B.",
        "class: A while what came before is below 80 % of all, B below 95 %, else C; nothing or less is C.",
        "The top 20 % (2 of 10 buyers) bring 55.0 % of the revenue.",
        "Gini 0.529 (0: all alike, 1: one has all), HHI 0.2368 (1: one client), over 9 positive revenues.",
        "Money in EUR, net of tax, refunds included.",
    )


def test_a_class_ends_where_what_came_before_is_exactly_its_limit(shop):
    # before the second stand 80 %, before the third 95 %
    shop.customers(sold(80, 15, 5, 0, 0, 0, 0, 0, 0, 0))

    assert [row["class"] for row in shop.records("concentration", asof=ASOF)] == ["A", "B", *"CCCCCCCC"]


def test_negative_revenues_count_in_the_sum_so_that_shares_pass_one_before_them(shop):
    shop.customers(sold(90, 20, 0, 0, 0, 0, 0, 0, 0, -10))

    rows = shop.records("concentration", asof=ASOF)

    assert [row["cumulative_share"] for row in rows][:3] == [0.9, 1.1, 1.1]
    last = rows[-1]
    assert (last["revenue"], last["share"], last["cumulative_share"], last["class"]) == (
        Decimal("-10.00"),
        -0.1,
        1.0,
        "C",
    )


@pytest.mark.parametrize("amounts", [(0,) * 10, (5, *(0,) * 8, -9)])
def test_revenue_that_is_not_above_zero_has_no_shares(shop, amounts):
    shop.customers(sold(*amounts))

    table = shop.report("concentration", asof=ASOF)

    assert {(row["share"], row["cumulative_share"], row["class"]) for row in table.records()} == {
        (None, None, "C")
    }
    assert "Revenue is not above zero, so there are no shares." in table.notes
    assert not any("Gini" in note or "The top" in note for note in table.notes)


@pytest.mark.parametrize("count", [1, 7, 9])
def test_below_ten_buyers_there_is_only_the_dependency_line(shop, count):
    shop.customers(sold(*range(10, 10 + count)))

    table = shop.report("concentration", asof=ASOF)

    share = {1: "100 %", 7: "18 %", 9: "14 %"}[count]
    assert table.rows == []
    assert table.notes[1] == f"{share} of income is one client: {chr(ord('A') + count - 1)}."
    assert table.notes[2].startswith("Fewer than 10 buyers: no ranking")


@pytest.mark.parametrize(("count", "top"), [(10, 2), (11, 3), (24, 5), (99, 20), (100, 20)])
def test_the_top_fifth_is_rounded_up(shop, count, top):
    shop.customers({f"c{number:03}": sold(1)["a"] for number in range(count)})

    table = shop.report("concentration", asof=ASOF)

    assert f"The top 20 % ({top} of {count} buyers)" in table.notes[3]
    assert len(table.rows) == count


def test_equal_revenues_stand_by_id(shop):
    shop.customers(dict(reversed(sold(*[5] * 12).items())))

    rows = shop.records("concentration", asof=ASOF)

    assert [row["customer"] for row in rows] == list("abcdefghijkl")
    assert [row["rank"] for row in rows] == list(range(1, 13))


def test_the_settings_move_the_limits(new_shop):
    shop = new_shop(
        "format: 1\ncurrency: JPY\nbands: {amount: [0.5, 0.625]}\n"
        "concentration: {min_buyers: 3, top_share: 0.125}\n"
    )
    shop.customers(sold(6, 1, 1, 2))

    table = shop.report("concentration", asof=ASOF)

    assert [(str(row[3]), row[6]) for row in table.rows] == [("6", "A"), ("2", "B"), ("1", "C"), ("1", "C")]
    assert "below 50 % of all, B below 62.5 %" in table.notes[2]
    assert "The top 12.5 % (1 of 4 buyers) bring 60.0 %" in table.notes[3]


def test_only_what_lies_in_the_window_is_ranked(shop):
    book = sold(*range(1, 11))
    book["a"]["sales"].append({"date": "2026-10-31", "amount": "1000"})
    book["b"]["sales"].append({"date": "2026-11-24", "amount": "1000"})
    book["old"] = {"sales": [{"date": "2026-10-31", "amount": "1000"}]}
    shop.customers(book)

    windowed = shop.records("concentration", asof=ASOF, from_="2026-11-01")
    earlier = shop.report("concentration", asof=ASOF, to="2026-10-31")

    assert [str(row["revenue"]) for row in windowed[:2]] == ["10.00", "9.00"]
    assert len(windowed) == 10
    assert "n = 2 buyers" in earlier.notes[0]


def test_refunds_without_a_sale_and_entries_without_a_rate_are_named(shop):
    shop.customer(
        "lone", "sales: [{date: 2026-11-01, amount: -7.50}, {date: 2026-11-02, amount: 9, void: true}]"
    )
    shop.customer("far", "sales: [{date: 2026-11-01, amount: 5, currency: USD}]")
    shop.customer("a", "sales: [{date: 2026-11-01, amount: 1}]")

    notes = shop.report("concentration", asof=ASOF).notes

    assert "n = 2 buyers" in notes[0]
    assert notes[-2:] == (
        "Left out of the totals, for want of a rate to EUR: 1 entry (1 in USD).",
        "Left out: 1 customer with refunds only (-7.50 EUR).",
    )


def test_gini_and_hhi_of_shares_known_from_books():
    assert gini([1, 1, 1, 1]) == 0
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([1, 2, 3, 4]) == 0.25
    assert hhi([1]) == 1
    assert hhi([1, 1, 1, 1]) == 0.25
    assert hhi([30, 30, 20, 20]) == pytest.approx(0.26)
