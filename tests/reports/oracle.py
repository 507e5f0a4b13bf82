"""The reports computed again in plain Python from the same data, one customer at a time, with fractions.

Knows nothing of the index: what agrees here was worked out twice. A book is a dictionary of customers
as they stand in their files, with dates as ISO text and amounts as text.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

Book = dict[str, dict[str, Any]]


def random_book(seed: int, customers: int, asof: str) -> Book:
    """A book with every kind of sale, refund, payment, loss and contact around *asof*."""
    random = Random(seed)
    last = date.fromisoformat(asof)
    return {f"c{number:03}": _customer(random, last) for number in range(customers)}


def _customer(random: Random, asof: date) -> dict[str, Any]:
    def day(oldest: int = 900, newest: int = -20) -> str:
        return str(asof - timedelta(days=random.randint(newest, oldest)))

    data: dict[str, Any] = {
        "industry": random.choice(["food", "tea", None]),
        "level": random.choice(["A", "B", None]),
        "tags": random.sample(["vip", "new", "far"], random.randint(0, 3)),
    }
    sales = [_sale(random, day(), number) for number in range(random.choice([0, 1, 2, 5, 9]))]
    invoices = [sale["invoice"] for sale in sales] or ["none"]
    for _ in range(random.choice([0, 0, 1, 2])):
        refund = {"date": day(), "amount": str(-random.randint(1, 900)), "tax_rate": "0.19"}
        if random.random() < 0.6:
            refund["against"] = random.choice([*invoices, "elsewhere"])
        if random.random() < 0.3:
            refund["payments"] = [{"date": day(), "amount": str(-random.randint(1, 500))}]
        sales.append(refund)
    random.shuffle(sales)
    data["sales"] = sales
    data["churn"] = [
        {"date": day(), "reason": random.choice(["price", "moved"])}
        for _ in range(random.choice([0, 0, 0, 1, 2]))
    ]
    data["contact_log"] = [_contact(random, day) for _ in range(random.choice([0, 1, 4]))]
    return {key: value for key, value in data.items() if value}


def _sale(random: Random, day: str, number: int) -> dict[str, Any]:
    sale: dict[str, Any] = {
        "date": day,
        "product": random.choice(["Tea", "Cake"]),
        "amount": random.choice(["0", "10", "99.99", "1250.5", "3.35"]),
        "tax_rate": random.choice(["0", "0.19", "0.055"]),
        "invoice": f"I-{number}",
    }
    kind = random.random()
    later = str(date.fromisoformat(day) + timedelta(days=random.randint(0, 60)))
    if kind < 0.4:
        sale["paid"] = later
    elif kind < 0.7:
        sale["payments"] = [
            {"date": later, "amount": random.choice(["1", "10", "99.99"])}
            for _ in range(random.randint(1, 3))
        ]
    if random.random() < 0.1:
        sale["void"] = "true"
    return sale


def _contact(random: Random, day: Any) -> dict[str, Any]:
    entry = {"date": day(), "channel": random.choice(["phone", "note", "email"])}
    if random.random() < 0.6:
        entry["follow_up"] = day(60, -60)
        if random.random() < 0.5:
            entry["done"] = day(60, -20)
    return entry


# facts


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def iso(number: int) -> str:
    return str(date(1970, 1, 1) + timedelta(days=number))


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def counting(customer: dict[str, Any], asof: str) -> list[dict[str, Any]]:
    """Entries that are not void and not of the future."""
    return [
        entry for entry in customer.get("sales", []) if entry["date"] <= asof and entry.get("void") != "true"
    ]


def occasions(customer: dict[str, Any], asof: str) -> list[int]:
    """The days with a sale, rising."""
    return sorted({day(entry["date"]) for entry in counting(customer, asof) if Decimal(entry["amount"]) >= 0})


def revenue(customer: dict[str, Any], asof: str, *, after: int = -(10**6), up_to: int = 10**6) -> Decimal:
    entries = counting(customer, asof)
    return sum(
        (Decimal(entry["amount"]) for entry in entries if after < day(entry["date"]) <= up_to),
        Decimal("0.00"),
    )


def last_loss(customer: dict[str, Any], asof: str) -> int | None:
    """The day a customer was said to be gone, if there was no sale after it."""
    days = [day(entry["date"]) for entry in customer.get("churn", []) if entry["date"] <= asof]
    bought = occasions(customer, asof)
    return max(days) if days and not (bought and bought[-1] > max(days)) else None


def usual_gap(book: Book, customer: dict[str, Any], asof: str) -> Fraction | None:
    everyone = [occasions(each, asof) for each in book.values()]
    gaps = [later - earlier for days in everyone for earlier, later in pairwise(days)]
    mine = occasions(customer, asof)
    if not gaps or not mine:
        return None
    return (mine[-1] - mine[0] + 2 * Fraction(sum(gaps), len(gaps))) / (len(mine) - 1 + 2)


# reports


def segments(book: Book, asof: str) -> dict[str, tuple[Any, ...]]:
    """recency, frequency, monetary and the three scores of each buyer, by counting who is worse."""
    facts = {}
    for name, customer in book.items():
        days = occasions(customer, asof)
        if days:
            facts[name] = (day(asof) - days[-1], len(days), revenue(customer, asof))
    steps = 5 if len(facts) >= 100 else 3 if len(facts) >= 25 else None
    scores = {}
    for name, (recency, often, money) in facts.items():
        worse = (
            sum(1 for other in facts.values() if other[0] > recency),
            sum(1 for other in facts.values() if other[1] < often),
            sum(1 for other in facts.values() if other[2] < money),
        )
        marks = [None if steps is None else 1 + steps * count // len(facts) for count in worse]
        scores[name] = (recency, often, money, *marks)
    return scores


def receivables(book: Book, asof: str) -> dict[tuple[str, str | None, str], tuple[Decimal, Decimal]]:
    """(customer, invoice, date) → paid and open of every balance that is not nought; invoices are unique."""
    found = {}
    for name, customer in book.items():
        entries = counting(customer, asof)
        sales = {entry["invoice"]: entry for entry in entries if Decimal(entry["amount"]) >= 0}
        against: dict[str, list[dict[str, Any]]] = {}
        for entry in entries:
            if Decimal(entry["amount"]) < 0 and entry.get("against") in sales:
                against.setdefault(entry["against"], []).append(entry)
            elif Decimal(entry["amount"]) < 0:
                paid = payments(entry, asof)
                if gross(entry) != paid:
                    found[name, entry.get("invoice"), entry["date"]] = (paid, gross(entry) - paid)
        for invoice, sale in sales.items():
            credits = against.get(invoice, [])
            paid = payments(sale, asof)
            if sale.get("paid", "9999") <= asof:
                paid = gross(sale) + sum(gross(entry) for entry in credits if entry["date"] < sale["paid"])
                paid = max(paid, Decimal(0))
            paid += sum(payments(entry, asof) for entry in credits)
            left = gross(sale) + sum(gross(entry) for entry in credits) - paid
            if left:
                found[name, invoice, sale["date"]] = (paid, left)
    return found


def gross(entry: dict[str, Any]) -> Decimal:
    net = Decimal(entry["amount"])
    return cents(net) + cents(net * Decimal(entry.get("tax_rate", "0")))


def payments(entry: dict[str, Any], asof: str) -> Decimal:
    listed = entry.get("payments", [])
    return sum((Decimal(each["amount"]) for each in listed if each["date"] <= asof), Decimal("0.00"))


def churn(book: Book, asof: str) -> list[tuple[str, str, Decimal]]:
    """(customer, state, value at risk) in the order of the report."""
    lost, risky = [], []
    for name, customer in book.items():
        gone = last_loss(customer, asof)
        days = occasions(customer, asof)
        usual = usual_gap(book, customer, asof)
        if gone is not None:
            lost.append((name, "lost", revenue(customer, asof, after=gone - 365, up_to=gone)))
        elif usual is not None and day(asof) - days[-1] > 2 * usual:
            risky.append((name, "at_risk", revenue(customer, asof, after=day(asof) - 365)))
    return [
        *sorted(lost, key=lambda row: (-row[2], row[0])),
        *sorted(risky, key=lambda row: (-row[2], row[0])),
    ]


def lifecycle(book: Book, asof: str) -> dict[str, tuple[str, str | None]]:
    """customer → derived stage and since, the limit found by trying day after day."""
    found = {}
    for name, customer in book.items():
        gone, days, usual = (
            last_loss(customer, asof),
            occasions(customer, asof),
            usual_gap(book, customer, asof),
        )
        contacts = [each["date"] for each in customer.get("contact_log", []) if each["channel"] != "note"]
        contacts = sorted(each for each in contacts if each <= asof)
        if gone is not None:
            found[name] = ("winback", iso(gone))
        elif not days:
            found[name] = ("acquire", contacts[0] if contacts else None)
        elif usual is not None and day(asof) - days[-1] > 2 * usual:
            passed = next(silence for silence in range(10**5) if silence > 2 * usual)
            found[name] = ("winback", iso(days[-1] + passed))
        else:
            found[name] = ("retain", iso(days[1])) if len(days) > 1 else ("nurture", iso(days[0]))
    return found


def sales_by_month(book: Book, asof: str) -> dict[str, tuple[Any, ...]]:
    """month → sold, refunded, orders, buyers, new buyers, average order."""
    months: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, customer in book.items():
        for entry in counting(customer, asof):
            months.setdefault(entry["date"][:7], []).append((name, entry))
    found = {}
    for month, entries in months.items():
        amounts = [Decimal(entry["amount"]) for _, entry in entries]
        bought = {name for name, entry in entries if Decimal(entry["amount"]) >= 0}
        new = {name for name in bought if iso(occasions(book[name], asof)[0])[:7] == month}
        sold = sum((amount for amount in amounts if amount >= 0), Decimal("0.00"))
        orders = sum(1 for amount in amounts if amount >= 0)
        average = cents(sold / orders) if orders else None
        refunded = sum((amount for amount in amounts if amount < 0), Decimal("0.00"))
        found[month] = (sold, refunded, orders, len(bought), len(new), average)
    return found


def follow_ups(book: Book, asof: str, days: int = 7) -> list[tuple[str, str, int | None]]:
    """(customer, state, days) of promises and silences; level A wants contact in 30 days, B in 90."""
    found: list[tuple[str, str, int | None]] = []
    for name, customer in book.items():
        log = [entry for entry in customer.get("contact_log", []) if entry["date"] <= asof]
        promised = [entry for entry in log if "follow_up" in entry and entry.get("done", "9999") > asof]
        for entry in promised:
            late = day(asof) - day(entry["follow_up"])
            if late >= -days:
                found.append((name, "overdue" if late > 0 else "today" if late == 0 else "upcoming", late))
        cadence = {"A": 30, "B": 90, None: None}[customer.get("level")]
        if (
            promised
            or cadence is None
            or last_loss(customer, asof) is not None
            or not is_known(customer, asof)
        ):
            continue
        contacts = [day(entry["date"]) for entry in log if entry["channel"] != "note"]
        if not contacts:
            found.append((name, "never", None))
        elif day(asof) - max(contacts) > cadence:
            found.append((name, "quiet", day(asof) - max(contacts) - cadence))
    return sorted(found, key=str)


def is_known(customer: dict[str, Any], asof: str) -> bool:
    """Whether anything of a customer lies in the past, or nothing is dated at all."""
    dates = [entry["date"] for key in ("contact_log", "churn") for entry in customer.get(key, [])]
    dates += [entry["date"] for entry in customer.get("sales", []) if entry.get("void") != "true"]
    return not dates or min(dates) <= asof
