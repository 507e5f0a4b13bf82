"""The demo books: the same every time, valid to the last line, and with something for every report."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from plaincrm.actions.demo.books import NAMES, generate
from plaincrm.actions.demo.story import Story
from plaincrm.book import yaml
from plaincrm.model import read_customer, read_settings
from plaincrm.model.ids import check_id, collides

TODAY = date(2026, 11, 23)
# a leap day, a Sunday, the end of a month, Spring Festival, years on: the story must hold on any day
OTHER_DAYS = (date(2028, 2, 29), date(2027, 1, 31), date(2027, 8, 1), date(2031, 2, 10))


class Told(NamedTuple):
    story: Story
    customers: dict[str, dict[str, Any]]  # by ID, as the YAML layer reads them

    def entries(self, name: str) -> list[dict[str, Any]]:
        return [entry for data in self.customers.values() for entry in data.get(name) or ()]


@functools.cache
def told(name: str, today: date = TODAY) -> Told:
    story = generate(name, today)
    files = {path: content for path, content in story.files().items() if path.startswith("customers/")}
    customers = {
        path.rsplit("/", 1)[1].removesuffix(".yaml"): yaml.load(yaml.decode(content))
        for path, content in files.items()
    }
    assert len(customers) == len(files)
    return Told(story, customers)


def sales_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The sales that count, without refunds."""
    return [
        sale
        for sale in data.get("sales") or ()
        if not sale["amount"].startswith("-") and sale.get("void") != "true"
    ]


def occasions(data: dict[str, Any]) -> set[str]:
    return {sale["date"][:10] for sale in sales_of(data)}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_day_gives_the_same_bytes(name: str) -> None:
    again = generate(name, TODAY)

    assert again == told(name).story


def test_the_bytes_do_not_hang_on_the_hash_seed() -> None:
    program = (
        "import hashlib; from datetime import date; from plaincrm.actions.demo.books import generate;"
        "print(hashlib.sha256(repr(generate('agency', date(2026, 11, 23))).encode()).hexdigest())"
    )

    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]


@pytest.mark.parametrize("name", NAMES)
def test_another_day_gives_another_story(name: str) -> None:
    assert told(name).story.files() != told(name, OTHER_DAYS[0]).story.files()


@pytest.mark.parametrize("name", NAMES)
def test_every_version_of_every_file_is_valid_without_a_warning(name: str) -> None:
    story = told(name).story
    settings, flaws = read_settings(yaml.load(story.settings_text))
    assert settings is not None
    assert flaws == []

    wrong = [
        (step.day, path, flaw)
        for step in story.steps
        for path, content in step.files.items()
        if path.startswith("customers/")
        for flaw in read_customer(yaml.load(yaml.decode(content)), settings)[1]
    ]

    assert wrong == []


@pytest.mark.parametrize("today", OTHER_DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_final_files_are_valid_on_any_day(name: str, today: date) -> None:
    book = told(name, today)
    settings, _ = read_settings(yaml.load(book.story.settings_text))
    assert settings is not None

    wrong = [flaw for data in book.customers.values() for flaw in read_customer(data, settings)[1]]

    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_allowed_and_no_two_collide(name: str) -> None:
    customers = sorted(told(name).customers)

    for customer in customers:
        check_id(customer)

    clashes = [
        (one, other) for one in customers for other in customers if one < other and collides(one, other)
    ]
    assert clashes == []


@pytest.mark.parametrize(("name", "low", "high"), [("bakery", 20, 20), ("agency", 180, 220)])
def test_the_books_have_their_sizes(name: str, low: int, high: int) -> None:
    book = told(name)
    sizes = [
        sum(len(data.get(key) or ()) for key in ("contact_log", "sales", "deals", "feedback", "churn"))
        for data in book.customers.values()
    ]

    assert low <= len(book.customers) <= high
    assert max(sizes) <= 45
    assert sorted(sizes)[len(sizes) // 2] >= 5


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_the_agency_has_something_for_every_report(today: date) -> None:
    book = told("agency", today)
    year_ago = (today - timedelta(365)).isoformat()
    surveys = [entry for entry in book.entries("feedback") if entry["kind"] == "survey"]
    recent = Counter(entry.get("metric", "csat") for entry in surveys if entry["date"] > year_ago)
    complaints = [entry for entry in book.entries("feedback") if entry["kind"] == "complaint"]
    deals = Counter(deal.get("outcome", "open") for deal in book.entries("deals"))

    assert sum(1 for data in book.customers.values() if occasions(data)) >= 100
    assert sum(1 for data in book.customers.values() if len(occasions(data)) > 1) >= 100
    assert recent["nps"] >= 30
    assert recent["csat"] >= 30
    assert recent["ces"] >= 10
    assert sum(1 for entry in complaints if "resolved" not in entry) >= 3
    assert sum(1 for entry in complaints if "resolved" in entry) >= 10
    assert deals["open"] >= 15
    assert deals["won"] + deals["lost"] >= 30


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
@pytest.mark.parametrize(("name", "overdue"), [("agency", 5), ("bakery", 3)])
def test_follow_ups_are_overdue_due_today_and_to_come(name: str, overdue: int, today: date) -> None:
    log = told(name, today).entries("contact_log")
    due = [entry["follow_up"] for entry in log if "follow_up" in entry and "done" not in entry]

    assert sum(1 for day in due if day < today.isoformat()) >= overdue
    assert today.isoformat() in due
    assert sum(1 for day in due if day > today.isoformat()) >= 3


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
@pytest.mark.parametrize("name", NAMES)
def test_invoices_are_overdue_in_every_bucket(name: str, today: date) -> None:
    late = [
        (today - date.fromisoformat(sale.get("due") or sale["date"][:10])).days - (0 if "due" in sale else 30)
        for data in told(name, today).customers.values()
        for sale in sales_of(data)
        if "paid" not in sale and "payments" not in sale
    ]

    buckets = Counter("1-30" if days <= 30 else "31-60" if days <= 60 else "61+" for days in late if days > 0)

    assert sum(buckets.values()) >= 3
    assert all(buckets[bucket] for bucket in ("1-30", "31-60", "61+"))


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
@pytest.mark.parametrize(("name", "lost", "back"), [("agency", 7, 3), ("bakery", 1, 1)])
def test_customers_leave_and_some_are_won_back(name: str, lost: int, back: int, today: date) -> None:
    gone = [data for data in told(name, today).customers.values() if data.get("churn")]
    returned = [data for data in gone if max(occasions(data)) > data["churn"][-1]["date"]]

    assert len(gone) - len(returned) >= lost
    assert len(returned) >= back


def test_the_agencys_revenue_is_concentrated_but_not_in_one_hand() -> None:
    settings, _ = read_settings(yaml.load(told("agency").story.settings_text))
    assert settings is not None
    worth = {None: 1.0, "EUR": 7.8, "USD": 7.1}
    revenues = sorted(
        (
            sum(float(sale["amount"]) * worth[sale.get("currency")] for sale in sales_of(data))
            for data in told("agency").customers.values()
            if sales_of(data)
        ),
        reverse=True,
    )

    share = sum(revenues[: len(revenues) // 5]) / sum(revenues)

    assert 0.45 < share < 0.9
    assert revenues[0] / sum(revenues) < 0.2


def test_the_agencys_year_has_seasons() -> None:
    months = Counter(
        int(sale["date"][5:7]) for data in told("agency").customers.values() for sale in sales_of(data)
    )

    assert months[2] < 0.75 * months[3]


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_dated_after_today_but_plans(name: str, today: date) -> None:
    book = told(name, today)
    dated = [
        entry["date"] for key in ("contact_log", "sales", "feedback", "churn") for entry in book.entries(key)
    ]
    done = [
        entry[key]
        for name_of_list, keys in (
            ("contact_log", ("done",)),
            ("sales", ("paid", "delivered")),
            ("feedback", ("resolved",)),
            ("deals", ("opened", "closed")),
        )
        for entry in book.entries(name_of_list)
        for key in keys
        if key in entry
    ]
    paid = [payment["date"] for sale in book.entries("sales") for payment in sale.get("payments") or ()]

    assert [day for day in (*dated, *done, *paid) if day[:10] > today.isoformat()] == []


def test_refunds_name_invoices_that_exist() -> None:
    for data in told("agency").customers.values():
        numbers = {sale.get("invoice") for sale in data.get("sales") or ()}
        for sale in data.get("sales") or ():
            assert sale.get("against") in {None, *numbers}


def test_no_invoice_number_is_given_twice() -> None:
    for name in NAMES:
        numbers = [sale["invoice"] for sale in told(name).entries("sales") if "invoice" in sale]

        assert len(numbers) == len(set(numbers))


FEATURES = (
    "aliases", "company_size", "website", "addresses", "birthday", "level", "source", "tags", "owner",
    "since", "cadence_days", "stage", "needs", "churn", "custom", "external_ids", "archived", "notes",
    "people", "phones", "emails", "social", "contact_log", "sales", "deals", "feedback",
)  # fmt: skip


@pytest.mark.parametrize("field", FEATURES)
def test_the_agency_shows_every_field_of_a_customer(field: str) -> None:
    assert any(data.get(field) for data in told("agency").customers.values())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("contact_log", "date channel direction person by summary follow_up plan done every"),
        (
            "sales",
            "product quantity amount currency tax_rate invoice due payment_method payments paid delivery"
            " delivered against void note",
        ),
        ("deals", "opened title stage amount currency probability close_by closed outcome reason"),
        ("feedback", "kind metric score scale product comment suggestion resolved resolution"),
    ],
)
def test_the_agency_shows_every_field_of_an_entry(name: str, fields: str) -> None:
    shown = {key for entry in told("agency").entries(name) for key in entry}

    assert set(fields.split()) <= shown


def test_the_agency_shows_the_rarer_turns() -> None:
    book = told("agency")
    sales = book.entries("sales")
    people = [person for data in book.customers.values() for person in data.get("people") or ()]

    assert {sale.get("currency") for sale in sales} == {None, "EUR", "USD"}
    assert any(sale["amount"].startswith("-") and "against" in sale for sale in sales)
    assert any(sale["amount"].startswith("-") and "against" not in sale for sale in sales)
    assert any(len(sale.get("payments") or ()) == 2 for sale in sales)
    assert {sale.get("delivery") for sale in sales} >= {"delivered", "pending", "partial"}
    assert any("wechat" in (person.get("social") or {}) for person in people)
    assert any(str(person.get("birthday", "")).startswith("--") for person in people)
    assert any(isinstance(data.get("stage"), str) for data in book.customers.values())
    assert any(data.keys() == {"name"} for data in book.customers.values())
    assert "老王面馆" in book.customers
    assert any("T" in entry["date"] for entry in book.entries("contact_log"))
    assert any(entry.get("score") == "4.5" for entry in book.entries("feedback"))


def test_phones_of_europe_and_america_lie_in_ranges_kept_for_fiction() -> None:
    numbers = [
        phone
        for name in NAMES
        for data in told(name).customers.values()
        for holder in (data, *(data.get("people") or ()))
        for phone in holder.get("phones") or ()
    ]
    kept = ("+49 30 23125 ", "+49 40 66969 ", "+49 171 39200", "+44 20 7946 0", "+1 415-555-01", "+86 ")

    assert [number for number in numbers if not number.startswith(kept)] == []


def test_every_address_on_the_net_is_an_example() -> None:
    for name in NAMES:
        for data in told(name).customers.values():
            for holder in (data, *(data.get("people") or ())):
                assert all(email.endswith(".example") for email in holder.get("emails") or ())
            assert (data.get("website") or ".example").endswith(".example")
