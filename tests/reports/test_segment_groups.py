"""The segments report in groups: by an attribute of customers, or by a grade of buyers."""

import pytest

from tests.reports.shoppers import falling_buyers

ASOF = "2026-11-23"


def grouped(shop, by, **values):
    rows = shop.records("segments", asof=ASOF, by=by, **values)
    return [
        (
            row["group"],
            row["customers"],
            row["share"],
            row["buyers"],
            str(row["revenue"]),
            row["revenue_share"],
        )
        for row in rows
    ]


def test_groups_of_an_attribute_count_customers_who_never_bought(shop):
    shop.customer("a", "industry: food\nsales: [{date: 2026-11-01, amount: 30}]")
    shop.customer("b", "industry: food")
    shop.customer("c", "industry: tea\nsales: [{date: 2026-11-01, amount: 90}]")
    shop.customer("d", "sales: [{date: 2026-11-01, amount: -20}]")
    shop.customer("e", "industry: tea\nsales: [{date: 2026-11-24, amount: 7}]")  # not there yet

    table = shop.report("segments", asof=ASOF, by="industry")

    assert [column.name for column in table.columns] == (
        ["group", "customers", "share", "buyers", "revenue", "revenue_share"]
    )
    assert grouped(shop, "industry") == [
        ("tea", 1, 0.25, 1, "90.00", 0.9),
        ("food", 2, 0.5, 1, "30.00", 0.3),
        (None, 1, 0.25, 0, "-20.00", -0.2),
    ]


def test_groups_add_up_to_the_net_of_the_sales_of_the_window(shop):
    shop.customer("a", "industry: food\nlevel: A\nsales: [{date: 2026-11-01, amount: 100}]")
    shop.customer("b", "sales: [{date: 2026-01-01, amount: 9}, {date: 2026-11-02, amount: -40}]")
    window = {"asof": ASOF, "from_": "2026-11-01"}

    sold = sum(row["net"] for row in shop.records("sales", **window))

    assert str(sold) == "60.00"
    for by in ("industry", "company_size", "level", "source", "tag"):
        assert sum(row["revenue"] for row in shop.records("segments", by=by, **window)) == sold


@pytest.mark.parametrize("by", ["frequency", "amount", "segment", "class"])
def test_groups_of_buyers_name_the_refunds_of_those_who_are_none(shop, by):
    shop.customer("a", "sales: [{date: 2026-11-01, amount: 100}]")
    shop.customer("b", "sales: [{date: 2026-11-02, amount: -40}]")

    table = shop.report("segments", asof=ASOF, by=by)

    assert [str(row["revenue"]) for row in table.records()] == ["100.00"]
    assert table.notes[-1] == "Left out: 1 customer with refunds only (-40.00 EUR)."


def test_tags_count_a_customer_in_each(shop):
    shop.customer("a", "tags: [vip, tea]\nsales: [{date: 2026-11-01, amount: 30}]")
    shop.customer("b", "tags: [vip]\nsales: [{date: 2026-11-01, amount: 10}]")
    shop.customer("c", "")

    assert grouped(shop, "tag") == [
        ("vip", 2, pytest.approx(2 / 3), 2, "40.00", 1.0),
        ("tea", 1, pytest.approx(1 / 3), 1, "30.00", 0.75),
        (None, 1, pytest.approx(1 / 3), 0, "0.00", 0.0),
    ]


def test_groups_of_bands_count_buyers_in_the_order_of_the_bands(shop):
    shop.customer("a", "sales: [{date: 2026-11-01, amount: 96}]")
    shop.customer("b", "sales: [{date: 2026-11-01, amount: 3}, {date: 2026-11-02, amount: 0}]")
    shop.customer("c", "sales: [{date: 2020-11-01, amount: 1}]")
    shop.customer("d", "")

    assert [row[:2] for row in grouped(shop, "frequency")] == [("0", 1), ("1", 1), ("2-3", 1)]
    assert [(row[0], row[4]) for row in grouped(shop, "amount")] == [("A", "96.00"), ("C", "4.00")]
    assert [row[:2] for row in grouped(shop, "class")] == [(None, 3)]


@pytest.mark.parametrize("by", ["segment", "class"])
def test_groups_of_segments_and_classes_add_up_to_the_buyers(shop, by):
    shop.customers(falling_buyers(120, ASOF))

    rows = grouped(shop, by)
    listed = shop.records("segments", asof=ASOF)

    assert {row[0]: row[1] for row in rows} == {
        label: sum(1 for each in listed if each[by] == label) for label in {each[by] for each in listed}
    }
    assert sum(row[1] for row in rows) == 120
    assert sum(row[5] for row in rows) == pytest.approx(1)
    assert [float(row[4]) for row in rows] == sorted((float(row[4]) for row in rows), reverse=True)
