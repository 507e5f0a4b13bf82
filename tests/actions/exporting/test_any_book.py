"""What is exported and imported again is what it was, whatever is in the book."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plaincrm.actions.exporting.topics import TOPICS
from tests.conftest import BookFolder, run

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12) | st.sampled_from(
    ["=1+1", "+49 30 1", "-", "'x", "无", "a; b", "12.50", "0123", "yes", "null", "２", "@me", "a,b", '"q"']
)
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(str)
AMOUNTS = st.decimals(-10_000, 10_000, places=2).map(str)
NAMES = st.sampled_from(["Acme", "星云科技", "=cmd", "O'Neil & Söhne"])


def some(**fields):
    return st.fixed_dictionaries({}, optional=fields)


def entry(day="date", **fields):
    return st.fixed_dictionaries({day: DAYS}, optional=fields)


CUSTOMERS = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "kind": st.sampled_from(["organisation", "person"]),
        "aliases": st.lists(LINES, min_size=1, max_size=3, unique=True),
        "people": st.lists(some(title=LINES, phones=st.lists(LINES, min_size=1)), min_size=1, max_size=3),
        "social": st.dictionaries(st.sampled_from(["wechat", "github"]), LINES, min_size=1),
        "addresses": st.lists(LINES, min_size=1, max_size=2),
        "birthday": st.sampled_from(["1988-03-05", "--02-29"]),
        "company_size": st.sampled_from(["50", "50-99", "500+"]),
        "level": st.sampled_from(["A", "B"]),
        "cadence_days": st.integers(1, 400).map(str),
        "stage": st.just("retain") | st.just({"value": "retain", "since": "2026-01-10", "reason": "signed"}),
        "needs": st.just({"motives": ["m"], "decision": {"makers": ["CFO", "CTO"], "budget": "20"}}),
        "external_ids": st.just({"hubspot": "0901"}),
        "notes": LINES,
        "contact_log": st.lists(
            entry(channel=st.just("phone"), summary=LINES, follow_up=DAYS, every=st.just("2w")), max_size=3
        ),
        "sales": st.lists(
            st.fixed_dictionaries(
                {"date": DAYS, "amount": AMOUNTS},
                optional={
                    "product": LINES,
                    "tax_rate": st.just("0.19"),
                    "void": st.just("true"),
                    "payments": st.lists(
                        st.fixed_dictionaries({"date": DAYS, "amount": AMOUNTS}), min_size=1, max_size=2
                    ),
                },
            ),
            max_size=3,
        ),
        "deals": st.lists(entry("opened", title=LINES, probability=st.just("0.6")), max_size=2),
        "feedback": st.lists(entry(score=st.sampled_from(["5", "4.5"]), comment=LINES), max_size=2),
        "churn": st.lists(entry(reason=LINES), max_size=1),
    },
)  # fmt: skip
BOOKS = st.dictionaries(st.sampled_from(["acme", "bolt", "cyd"]), CUSTOMERS, min_size=1)
SLOW = settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def new_book(folder, customers=None):
    """A book in *folder* with the customers, by hand."""
    assert run("init", str(folder), "-q").code == 0
    made = BookFolder(folder)
    for customer, data in (customers or {}).items():
        people = data.get("people")
        if people:  # names tell people apart
            data = {**data, "people": [{"name": f"P{place}", **each} for place, each in enumerate(people)]}
        made.write(customer, json.dumps(data, ensure_ascii=False), commit=False)
    if customers:
        made.ok("save", "-q")
    return made


def content(book):
    """Every customer as `show --json` tells, but for the place of the file."""
    lines = map(json.loads, book.ok("export", "jsonl").out.splitlines())
    return {each.pop("customer"): {key: each[key] for key in each if key != "path"} for each in lines}


def as_numbers(customers):
    """The same with amounts as numbers: a cell of a spreadsheet does not keep the zero of 266.10."""
    for data in customers.values():
        payments = [payment for sale in data.get("sales", ()) for payment in sale.get("payments", ())]
        for entry in (*data.get("sales", ()), *data.get("deals", ()), *payments):
            if "amount" in entry:
                entry["amount"] = Decimal(entry["amount"])
    return customers


def without_empty(value):
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item not in (None, "", [], {})}
    return [without_empty(item) for item in value] if isinstance(value, list) else value


@given(BOOKS)
@SLOW
def test_a_book_is_the_same_after_json(tmp_path_factory, customers):
    folder = tmp_path_factory.mktemp("json")
    ours = new_book(folder / "ours", customers)
    ours.ok("export", "json", str(folder / "book.json"), "-q")

    theirs = new_book(folder / "theirs")
    theirs.ok("import", str(folder / "book.json"), "--yes")

    assert without_empty(content(theirs)) == without_empty(content(ours))
    assert theirs.crm("import", str(folder / "book.json"), "--yes").err.splitlines()[-1] == "0 changes"


@given(BOOKS)
@SLOW
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_tables_of_an_unchanged_book_change_nothing_in_it(tmp_path_factory, format, customers):
    folder = tmp_path_factory.mktemp("tables")
    book = new_book(folder / "book", customers)
    files = [folder / "book.xlsx"]
    if format == "csv":
        topics = TOPICS
        files = [folder / f"{topic}.csv" for topic in topics]
    for file in files:
        book.ok("export", format, str(file), "--what", file.stem if format == "csv" else "customers", "-q")

    ran = book.crm("import", *map(str, files), "--yes")

    assert (ran.code, ran.err.splitlines()[-1]) == (0, "0 changes"), ran


@given(BOOKS)
@SLOW
def test_the_worksheet_makes_the_book_anew(tmp_path_factory, customers):
    folder = tmp_path_factory.mktemp("xlsx")
    ours = new_book(folder / "ours", customers)
    ours.ok("export", "xlsx", str(folder / "book.xlsx"), "-q")

    theirs = new_book(folder / "theirs")
    theirs.ok("import", str(folder / "book.xlsx"), "--yes")

    assert as_numbers(content(theirs)) == as_numbers(without_empty(content(ours)))


@given(BOOKS)
@SLOW
def test_the_rows_of_all_topics_make_the_book_anew_one_file_after_the_other(tmp_path_factory, customers):
    folder = tmp_path_factory.mktemp("csv")
    ours, theirs = new_book(folder / "ours", customers), new_book(folder / "theirs")

    for topic in TOPICS:
        ours.ok("export", "csv", str(folder / f"{topic}.csv"), "--what", topic, "-q")
        theirs.crm("import", str(folder / f"{topic}.csv"), "--yes")

    assert content(theirs) == without_empty(content(ours))
