"""Reports on voices and deals worked out twice: from the index, and in plain Python from the same data."""

from fractions import Fraction
from random import Random

import pytest

from plaincrm.output import render
from tests.reports import voices_oracle as oracle

ASOF = "2026-11-23"
BOOKS = [(seed, customers) for seed, customers in enumerate([1, 7, 24, 99, 150])]
DAYS = [ASOF, "2026-05-10"]
NAMES = ("satisfaction", "feedback", "complaints", "needs", "pipeline", "quality")
SCORES = ("period", "n", "score", "low", "high", "promoters", "passives", "detractors", "mean")


@pytest.fixture(params=BOOKS, ids=lambda param: f"{param[1]}-customers")
def book(request, shop):
    seed, customers = request.param
    made = oracle.random_book(seed, customers, ASOF)
    shop.customers(made)
    return made


def test_reports_on_voices_agree_with_plain_python(book, shop):
    for asof in DAYS:
        for metric, scale in oracle.SERIES:
            satisfaction_agrees(book, shop, asof, metric, scale)
        feedback_and_complaints_agree(book, shop, asof)


def satisfaction_agrees(book, shop, asof, metric, scale):
    table = shop.report("satisfaction", asof=asof, metric=metric, scale=scale)

    expected = oracle.satisfaction(book, asof, metric, scale)
    if expected is None:
        answers = oracle.scored(book, asof, metric, scale)
        last = {name: (day, score) for name, day, score in answers if oracle.between(day, asof) < 365}
        assert table.columns[0].name == "date"
        assert {row[1]: (row[0], row[4]) for row in table.rows} == last
    else:
        assert [column.name for column in table.columns] == list(SCORES)
        assert table.rows == [pytest.approx(row, abs=1e-4) for row in expected]


def feedback_and_complaints_agree(book, shop, asof):
    feedback = shop.records("feedback", asof=asof)
    table = shop.report("complaints", asof=asof)

    expected = oracle.complaints(book, asof)
    assert [(row[0], row[1], row[5], row[6]) for row in table.rows] == expected
    ends = [oracle.day_by_which(expected, Fraction(left, 10)) for left in (5, 1)]
    if expected:
        words = ["not reached" if end is None else f"{end} day{'' if end == 1 else 's'}" for end in ends]
        assert table.notes[1].endswith(f": median {words[0]}, p90 {words[1]}.")
    said = [(entry["date"], name, oracle.kind_of(entry)) for name, entry in oracle.said(book, asof)]
    assert sorted((row["date"], row["customer"], row["kind"]) for row in feedback) == sorted(said)
    dates = [row["date"] for row in feedback]
    assert dates == sorted(dates, reverse=True)


def test_reports_on_deals_and_needs_agree_with_plain_python(book, shop):
    for asof in DAYS:
        the_pipeline_agrees(book, shop, asof)
        for by in ("motive", "decision_stage"):
            needs_agree(book, shop, asof, by)


def the_pipeline_agrees(book, shop, asof):
    stages = shop.report("pipeline", asof=asof)
    deals = shop.records("pipeline", asof=asof, by="deal")

    assert {row[:2]: row[2:] for row in stages.rows} == oracle.pipeline(book, asof)
    limit = oracle.stuck_after(book, asof)
    keys = ("customer", "stage", "currency", "amount", "probability", "weighted", "age")
    found = [(*(deal[key] for key in keys), deal["stuck"]) for deal in deals]
    expected = [
        (*deal, None if limit is None else deal[-1] > limit) for deal in oracle.open_deals(book, asof)
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def needs_agree(book, shop, asof, by):
    rows = shop.report("needs", asof=asof, by=by).rows

    assert {row[0]: row[1:] for row in rows if row[1]} == oracle.needs(book, asof, by)
    if by == "motive":
        assert [row[1:2] for row in rows] == sorted([row[1:2] for row in rows], reverse=True)


def test_quality_agrees_with_plain_python(book, shop):
    rows = shop.records("quality", asof=ASOF)

    found = {
        problem: [row for row in rows if row["problem"] == problem]
        for problem in {r["problem"] for r in rows}
    }
    known = {name for name, data in book.items() if any(e["date"] <= ASOF for e in data["sales"])}
    missing = {row["customer"] for row in found.get("missing e-mail", [])}
    assert missing & known == {name for name in known if "emails" not in book[name]}
    emails = [row for row in found.get("likely duplicate", []) if row["field"] == "emails"]
    pairs = {(row["customer"], row["value"].partition(":")[0]) for row in emails}
    assert pairs == oracle.sharing_emails(book)


def everything(shop):
    texts = []
    for name in NAMES:
        for values in ({}, *({"by": by} for by in BY.get(name, ()))):
            table = shop.report(name, asof=ASOF, **values)
            texts.append(f"{name}\n{render(table, 'json')}\n" + "\n".join(table.notes))
    return texts


BY = {
    "needs": ("motive", "preference", "decision_stage", "criterion", "obstacle"),
    "pipeline": ("stage", "deal"),
}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_on_disk_changes_nothing(new_shop, seed):
    random = Random(seed)
    book = oracle.random_book(seed, 60, ASOF)
    one, other = new_shop(), new_shop()
    one.customers(book)
    for name in random.sample(list(book), len(book)):
        data = {
            key: random.sample(value, len(value)) if isinstance(value, list) else value
            for key, value in book[name].items()
        }
        other.customers({name: data})

    assert everything(other) == everything(one)
