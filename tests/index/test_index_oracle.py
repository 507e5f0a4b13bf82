"""The figures of any customer at any moment, against the definitions spelled out in Python."""

import tempfile
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaincrm.dates import day_number

START = date(2026, 1, 1)
RATE, RATE_FROM = Decimal("0.85355"), START + timedelta(days=5)
DAYS = st.integers(0, 12).map(lambda count: START + timedelta(days=count))
MAYBE_DAY = st.none() | DAYS
CONTACT = st.fixed_dictionaries(
    {
        "date": DAYS,
        "channel": st.sampled_from([None, "phone", "note"]),
        "follow_up": MAYBE_DAY,
        "done": MAYBE_DAY,
    }
)
SALE = st.fixed_dictionaries(
    {
        "date": DAYS,
        "amount": st.integers(-99999, 99999).map(lambda cents: Decimal(cents) / 100) | st.just(Decimal(0)),
        "currency": st.sampled_from([None, "EUR", "USD", "GBP"]),
        "void": st.sampled_from([None, "true", "no"]),
        "paid": MAYBE_DAY,
    }
)
CUSTOMER = st.fixed_dictionaries(
    {
        "contact_log": st.lists(CONTACT, max_size=4),
        "sales": st.lists(SALE, max_size=5),
        "churn": st.lists(st.fixed_dictionaries({"date": DAYS}), max_size=2),
    }
)


def as_yaml(customer: dict) -> str:
    lines = ["name: Somebody"]
    for name, entries in customer.items():
        lines.append(f"{name}:")
        for entry in entries:
            said = ", ".join(f"{key}: {value}" for key, value in entry.items() if value is not None)
            lines.append(f"  - {{{said}}}")
    return "\n".join(lines) + "\n"


def base(sale: dict) -> int:
    """The amount in cents of the book's currency; nothing where there is no rate."""
    cents = sale["amount"] * 100
    if sale["currency"] == "GBP" or (sale["currency"] == "USD" and sale["date"] < RATE_FROM):
        return 0
    return int((cents * (RATE if sale["currency"] == "USD" else 1)).quantize(Decimal(1), ROUND_HALF_UP))


def expected(customer: dict, asof: date) -> tuple:
    contacts = [entry for entry in customer["contact_log"] if entry["date"] <= asof]
    promised = [
        entry["follow_up"]
        for entry in contacts
        if entry["follow_up"] and not (entry["done"] and entry["done"] <= asof)
    ]
    counting = [sale for sale in customer["sales"] if sale["void"] != "true" and sale["date"] <= asof]
    days = sorted(sale["date"] for sale in counting if sale["amount"] >= 0)
    lost = max((entry["date"] for entry in customer["churn"] if entry["date"] <= asof), default=None)
    return (
        max((str(entry["date"]) for entry in contacts if entry["channel"] != "note"), default=None),
        min(map(str, promised), default=None),
        sum(map(base, counting)),
        (len(set(days)), len(days), day_number(days[0]), day_number(days[-1])) if days else None,
        lost is not None and not any(day > lost for day in days),
    )


def actual(index, asof: date) -> tuple:
    index.set_moment(asof)
    ((last_contact, next_follow_up, revenue),) = index.rows(
        "SELECT last_contact, next_follow_up, revenue FROM overview"
    )
    buyers = index.rows("SELECT occasions, orders, first_day, last_day FROM buyers")
    gone = index.rows("SELECT customer FROM gone")
    return last_contact, next_follow_up, revenue, buyers[0] if buyers else None, bool(gone)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CUSTOMER)
def test_every_figure_at_every_moment_is_what_its_definition_says(new_repo, customer):
    with tempfile.TemporaryDirectory() as folder:
        repo = new_repo(Path(folder))
        repo.write("rates.yaml", f"- {{date: {RATE_FROM}, currency: USD, rate: {RATE}}}\n")
        repo.customer("somebody", as_yaml(customer))
        index = repo.index()

        for count in range(-1, 14):
            asof = START + timedelta(days=count)
            assert actual(index, asof) == expected(customer, asof), asof
