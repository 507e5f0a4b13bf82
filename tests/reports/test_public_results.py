"""Published results, reproduced: the R package rfm's own numbers and UCI Online Retail."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plaincrm.book import Book
from plaincrm.index import Index
from plaincrm.reports import catalogue
from tests import public_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.table import Table

RETAIL = "online_retail/expected_online_retail.json"
RFM = "rfm/expected_rfm.json"


@pytest.fixture(scope="session")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index.open(Book.find(public_data.online_retail(tmp_path_factory.mktemp("retail"))))
    yield index
    index.close()


@pytest.fixture(scope="session")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index.open(Book.find(public_data.rfm_orders(tmp_path_factory.mktemp("orders"))))
    yield index
    index.close()


def run(index: Index, name: str, **values: object) -> Table:
    return catalogue.find(name).run(index, values)


def counts(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    found = {name.upper(): Counter(str(row[name]) for row in rows) for name in ("r", "f", "m")}
    return {name: dict(counter) for name, counter in found.items()}


def test_quantile_scores_are_those_of_the_r_package(orders):
    expected = public_data.expected(RFM)

    rows = run(orders, "segments", method="quantile", count="orders", asof=expected["asof"]).records()

    scores = {row["name"]: 100 * row["r"] + 10 * row["f"] + row["m"] for row in rows}
    assert len(rows) == expected["customers"]
    assert counts(rows) == expected["r_rule_counts"]
    published = expected["published"]["README rfm_score"]
    assert {name: scores[name] for name in published} == published
    for sample in expected["score_sample"]:
        assert scores[sample["customer_id"]] == sample["r_rule"]


def test_the_best_customers_are_the_published_ones(orders):
    expected = public_data.expected(RFM)
    rows = run(orders, "segments", method="quantile", count="orders", asof=expected["asof"]).records()

    best = [row for row in rows if min(row["r"], row["f"], row["m"]) >= 4]

    found = [len(best), sum(row["frequency"] for row in best), sum(row["monetary"] for row in best)]
    assert found == expected["published"]["tests/testthat/test-rfm-segment.R"]["Champions"]


def test_the_published_cut_points_give_the_same_scores_as_the_method(orders):
    expected = public_data.expected(RFM)
    points = expected["r_package_cutpoints"]
    cuts = ",".join(
        f"{name}=" + "/".join(map(str, points[key]))
        for name, key in (("r", "recency_days"), ("f", "orders"), ("m", "amount"))
    )

    rows = run(orders, "segments", cuts=cuts, count="orders", asof=expected["asof"]).records()

    assert counts(rows) == expected["r_rule_counts"]


def test_rank_scores_of_the_same_data_are_the_expected_ones(orders):
    expected = public_data.expected(RFM)

    rows = run(orders, "segments", count="orders", asof=expected["asof"]).records()

    assert counts(rows) == expected["rank_rule_counts"]
    scores = {row["name"]: 100 * row["r"] + 10 * row["f"] + row["m"] for row in rows}
    for sample in expected["score_sample"]:
        assert scores[sample["customer_id"]] == sample["rank_rule"]


def test_online_retail_gives_the_expected_scores_segments_and_revenues(retail):
    expected = public_data.expected(RETAIL)

    table = run(retail, "segments", asof=expected["asof"])
    rows = table.records()

    assert len(rows) == expected["customers_with_a_sale"]
    assert counts(rows) == expected["rfm_rank"]
    segments: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        segments[row["segment"]].append(row["monetary"])
    assert {
        name: {"customers": len(money), "net_revenue": float(sum(money))} for name, money in segments.items()
    } == expected["rfm_segments"]
    assert Counter(row["amount_band"] for row in rows) == expected["abc"]
    assert sum(row["monetary"] for row in rows) > 0
    assert sum(1 for row in rows if row["monetary"] <= 0) == expected["customers_net_nonpositive"]


def test_twenty_customers_of_online_retail_are_scored_as_expected(retail):
    expected = public_data.expected(RETAIL)

    rows = {row["name"]: row for row in run(retail, "segments", asof=expected["asof"]).records()}

    for wanted in expected["rfm_20_customers"]:
        row = rows[wanted["customer_id"]]
        assert (row["recency_days"], row["frequency"], float(row["monetary"])) == (
            wanted["recency_days"],
            wanted["occasions"],
            wanted["net"],
        )
        assert (row["r"], row["f"], row["m"], row["segment"]) == (
            wanted["R"],
            wanted["F"],
            wanted["M"],
            wanted["segment"],
        )


def test_segment_groups_of_online_retail_are_the_expected_ones(retail):
    expected = public_data.expected(RETAIL)

    rows = run(retail, "segments", by="segment", asof=expected["asof"]).records()

    assert {
        row["group"]: {"customers": row["customers"], "net_revenue": float(row["revenue"])} for row in rows
    } == expected["rfm_segments"]


def test_months_of_online_retail_are_the_expected_ones(retail):
    expected = public_data.expected(RETAIL)

    rows = run(retail, "sales", by="month", asof=expected["asof"]).records()

    assert [
        {
            "month": row["group"],
            "gross": float(row["sold"]),
            "refunds": float(row["refunded"]),
            "orders": row["orders"],
            "buyers": row["buyers"],
        }
        for row in rows
    ] == [
        {key: month[key] for key in ("month", "gross", "refunds", "orders", "buyers")}
        for month in expected["monthly"]
    ]
    assert sum(row["new_buyers"] for row in rows) == expected["customers_with_a_sale"]
    # each cohort of the expected table begins with the buyers who were new in its month
    assert {row["group"]: row["new_buyers"] for row in rows} == {
        month: active[0] for month, active in expected["cohort_active"].items()
    }


def test_totals_of_online_retail_are_the_expected_ones(retail):
    expected = public_data.expected(RETAIL)

    week = run(retail, "sales", by="weekday", asof=expected["asof"]).records()
    figures = {row["figure"]: row["value"] for row in run(retail, "summary", asof=expected["asof"]).records()}

    assert sum(row["sold"] for row in week) == Decimal(str(expected["gross_sales"])).quantize(Decimal("0.01"))
    assert sum(row["refunded"] for row in week) == Decimal(str(expected["refunds"]))
    assert sum(row["orders"] for row in week) == expected["sale_invoices"]
    assert figures["customers"] == expected["customers_any"]
    assert figures["buyers"] == expected["customers_with_a_sale"]
    assert figures["repeat rate"] == pytest.approx(expected["repeat_rate"])


def test_online_retail_shows_no_drop_out(retail):
    table = run(retail, "forecast", asof=public_data.expected(RETAIL)["asof"])

    (said,) = [note for note in table.notes if note.startswith("No drop-out visible")]
    assert said.startswith("No drop-out visible (a = 0.0034")
    assert {row["p_alive"] for row in table.records()} == {None}
    assert all(0 < row["p_buy"] < 1 for row in table.records())
    assert any(note.startswith("Back-test: fitted up to 2011-") for note in table.notes)
    churn = run(retail, "churn", asof=public_data.expected(RETAIL)["asof"])
    assert {row["p_buy"] for row in churn.records()} == {None}
