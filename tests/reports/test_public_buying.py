"""UCI Online Retail by the reports on buying over time: figures that pandas and SQL agree on."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plaincrm.book import Book
from plaincrm.index import Index
from plaincrm.reports import catalogue
from tests import public_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.table import Table

EXPECTED = "online_retail/expected_online_retail.json"


@pytest.fixture(scope="module")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index.open(Book.find(public_data.online_retail(tmp_path_factory.mktemp("retail"))))
    yield index
    index.close()


@pytest.fixture
def expected() -> dict[str, object]:
    return public_data.expected(EXPECTED)


def run(index: Index, name: str, **values: object) -> Table:
    return catalogue.find(name).run(index, {"asof": "2011-12-09", **values})


def test_the_abc_and_the_top_fifth_are_the_expected_ones(retail, expected):
    table = run(retail, "concentration")
    rows = table.records()

    assert Counter(row["class"] for row in rows) == expected["abc"]
    assert sum(1 for row in rows if row["revenue"] <= 0) == expected["customers_net_nonpositive"]
    top = rows[expected["top20_customers"] - 1]
    assert top["cumulative_share"] == pytest.approx(expected["top20pct_net_revenue_share"])
    assert f"({expected['top20_customers']} of 4339 buyers) bring 73.6 %" in " ".join(table.notes)
    assert rows[-1]["cumulative_share"] == 1


def test_those_with_refunds_only_are_left_out_and_named(retail, expected):
    table = run(retail, "concentration")

    assert len(table.rows) == expected["customers_with_a_sale"]
    assert f"{expected['customers_refund_only']} customers with refunds only" in table.notes[-1]


def test_occasions_orders_and_the_repeat_rate_are_the_expected_ones(retail, expected):
    table = run(retail, "purchases")
    rows = table.records()

    assert len(rows) == expected["customers_with_a_sale"]
    assert sum(row["occasions"] for row in rows) == expected["occasions"]
    assert sum(row["orders"] for row in rows) == expected["sale_invoices"]
    assert sum(1 for row in rows if row["occasions"] > 1) == expected["repeat_customers"]
    assert f"Repeat rate: 64.3 %, {expected['repeat_customers']} of 4339 buyers" in table.notes[1]
    gaps = expected["occasions"] - expected["customers_with_a_sale"]
    assert f"({gaps} gaps)" in table.notes[2]


def test_twenty_buyers_have_the_expected_silence_and_revenue(retail, expected):
    rows = {row["name"]: row for row in run(retail, "purchases").records()}

    for wanted in expected["rfm_20_customers"]:
        row = rows[wanted["customer_id"]]
        assert (row["silence"], row["occasions"], float(row["revenue"])) == (
            wanted["recency_days"],
            wanted["occasions"],
            wanted["net"],
        )


def test_the_cohorts_are_the_expected_ones(retail, expected):
    active: dict[str, list[int]] = {}

    for row in run(retail, "cohorts").records():
        assert row["offset"] == len(active.setdefault(row["cohort"], []))
        active[row["cohort"]].append(row["customers"])
        assert row["size"] == active[row["cohort"]][0]
        assert row["share"] == row["customers"] / row["size"]

    assert active == expected["cohort_active"]


def test_the_running_month_of_the_cohorts_is_named(retail):
    assert any(note.startswith("2011-12 is still running") for note in run(retail, "cohorts").notes)


def test_revenue_of_cohorts_and_early_refunds_add_up_to_that_of_the_buyers(retail):
    cohorts = run(retail, "cohorts", revenue=True)
    buyers = sum(row["revenue"] for row in run(retail, "concentration").records())

    early = Decimal(re.search(r"before the first purchase \((-[\d.]+) GBP\)", cohorts.notes[-1])[1])

    assert sum(row["revenue"] for row in cohorts.records()) + early == buyers
    assert {row["currency"] for row in cohorts.records()} == {"GBP"}


def test_retention_counts_every_buyer_once(retail, expected):
    second = run(retail, "retention")
    rows = second.records()

    assert rows[0]["at_risk"] <= expected["customers_with_a_sale"]
    assert f"{expected['repeat_customers']} with the event" in second.notes[2]
    hidden = int(re.search(r"Hidden: (\d+)", " ".join(second.notes) + "Hidden: 0")[1])
    assert sum(row["events"] for row in rows) + hidden <= expected["repeat_customers"]
    assert min(row["at_risk"] for row in rows) >= 5
    assert [row["survival"] for row in rows] == sorted((row["survival"] for row in rows), reverse=True)


def test_new_customers_are_all_who_have_an_entry(retail, expected):
    rows = run(retail, "acquisition", by="month").records()

    assert sum(row["new_customers"] for row in rows) == expected["customers_any"]
    assert sum(row["buyers"] for row in rows) == expected["customers_with_a_sale"]
    assert float(sum(row["revenue"] for row in rows)) == expected["net_revenue"]


def test_migration_ends_in_the_expected_segments(retail, expected):
    moves = run(retail, "migration", since="2011-06-30").records()
    still = run(retail, "migration", since="2011-12-09").records()

    segments = {name: figures["customers"] for name, figures in expected["rfm_segments"].items()}
    ends: Counter[str] = Counter()
    for row in moves:
        ends[row["to"]] += row["customers"]
    assert ends == segments
    assert {row["from"]: row["customers"] for row in still} == segments
    assert all(row["from"] == row["to"] for row in still)
