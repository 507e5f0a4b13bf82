"""Reports on buying over time worked out twice: from the index, and in plain Python from the same data."""

import pytest

from tests.reports import buying_oracle, oracle

ASOF = "2026-11-23"
BOOKS = [(seed, customers) for seed, customers in enumerate([1, 7, 24, 99, 160])]
DAYS = [ASOF, "2026-03-31"]


@pytest.fixture(params=BOOKS, ids=lambda param: f"{param[1]}-customers")
def book(request, shop):
    seed, customers = request.param
    made = buying_oracle.rich_book(seed, customers, ASOF)
    shop.customers(made)
    return made


def by_label(rows, *keys):
    return {row["group"]: tuple(row[key] for key in keys) for row in rows}


@pytest.mark.parametrize("asof", DAYS)
def test_reports_of_customers_agree_with_plain_python(book, shop, asof):
    concentration = shop.records("concentration", asof=asof)
    purchases = shop.report("purchases", asof=asof)

    keys = ("rank", "customer", "revenue", "share", "cumulative_share", "class")
    ranked = [tuple(row[key] for key in keys) for row in concentration]
    assert [row[:3] + row[5:] for row in ranked] == [
        row[:3] + row[5:] for row in buying_oracle.concentration(book, asof)
    ]
    assert [row[3:5] for row in ranked] == [
        pytest.approx(row[3:5]) for row in buying_oracle.concentration(book, asof)
    ]
    assert [(row[0], *row[2:]) for row in purchases.rows] == buying_oracle.purchases(book, asof)


@pytest.mark.parametrize("asof", DAYS)
@pytest.mark.parametrize("by", ["month", "quarter"])
def test_cohorts_agree_with_plain_python(book, shop, asof, by):
    usual = shop.report("cohorts", asof=asof, by=by, revenue=True)
    unbounded = shop.report("cohorts", asof=asof, by=by, unbounded=True)

    assert [row[:6] for row in usual.rows] == buying_oracle.cohorts(book, asof, by)
    assert {row[6] for row in usual.rows} <= {"EUR"}
    assert unbounded.rows == [row[:5] for row in buying_oracle.cohorts(book, asof, by, unbounded=True)]


@pytest.mark.parametrize("asof", DAYS)
def test_retention_agrees_with_plain_python(book, shop, asof):
    bought = buying_oracle.buyers(book, asof)
    day = oracle.day(asof)
    seconds = {name: buying_oracle.second(days, day) for name, days in bought.items()}
    silences = {name: buying_oracle.silent(days, day, 60) for name, days in bought.items()}

    second = shop.report("retention", asof=asof)
    silent = shop.report("retention", asof=asof, event="silent", days=60)
    levels = shop.report("retention", asof=asof, by="level")

    for table, times in ((second, seconds), (silent, silences)):
        shown = [step for step in buying_oracle.curve(list(times.values())) if step[1] >= 5]
        assert [row[:4] for row in table.rows] == shown
    shown = [
        (level, *step)
        for level in ("A", "B", None)
        for step in buying_oracle.curve(
            [seconds[name] for name in bought if book[name].get("level") == level]
        )
        if step[1] >= 5
    ]
    assert [row[:5] for row in levels.rows] == shown


@pytest.mark.parametrize("asof", DAYS)
def test_reports_of_groups_agree_with_plain_python(book, shop, asof):
    pairs = shop.report("affinity", asof=asof)

    found = {row[:2]: (row[2], row[3], pytest.approx(row[4]), row[5]) for row in pairs.rows}
    assert found == buying_oracle.affinity(book, asof)
    for by in ("channel", "month", "person", "customer"):
        rows = shop.records("activity", asof=asof, by=by)
        keys = ("contacts", "customers", "last", "days_since")
        assert by_label(rows, *keys) == buying_oracle.activity(book, asof, by)
    for by in ("source", "month", "quarter"):
        rows = shop.records("acquisition", asof=asof, by=by)
        keys = ("new_customers", "buyers", "conversion", "median_days_to_first_sale", "revenue")
        assert by_label(rows, *keys) == buying_oracle.acquisition(book, asof, by)


@pytest.mark.parametrize("since", ["2026-03-31", "2026-11-23", "2020-01-01"])
def test_migration_agrees_with_plain_python(book, shop, since):
    rows = shop.records("migration", asof=ASOF, since=since)

    moves = {(row["from"], row["to"]): row["customers"] for row in rows}
    assert moves == buying_oracle.migration(book, since, ASOF)
    assert sum(moves.values()) == len(buying_oracle.buyers(book, ASOF))
