"""Reports on buying over time computed again in plain Python, one customer at a time, with fractions.

Like oracle.py, and on the same books made richer: products, sources, days of beginning and persons.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations
from math import ceil
from random import Random
from statistics import mean, median
from typing import Any

from tests.reports import oracle
from tests.reports.oracle import Book, counting, day, iso, occasions, revenue

PRODUCTS = ("Tea", "Cake", "Pot", "Cup", "Course", None)


def rich_book(seed: int, customers: int, asof: str) -> Book:
    """A random book whose customers also have a source, a beginning, products and persons."""
    random = Random(1000 + seed)
    book = oracle.random_book(seed, customers, asof)
    for data in book.values():
        if random.random() < 0.7:
            data["source"] = random.choice(["fair", "referral", "web"])
        if random.random() < 0.3:
            data["since"] = str(date.fromisoformat(asof) - timedelta(days=random.randint(-30, 1500)))
        for sale in data.get("sales", []):
            product = random.choice(PRODUCTS)
            sale.pop("product", None)
            if product:
                sale["product"] = product
        for contact in data.get("contact_log", []):
            if random.random() < 0.6:
                contact["person"] = random.choice(["Ann", "Bob", "张伟"])
    return book


def buyers(book: Book, asof: str) -> dict[str, list[int]]:
    """The occasions of everybody who has one."""
    found = {name: occasions(customer, asof) for name, customer in book.items()}
    return {name: days for name, days in found.items() if days}


def by_revenue(book: Book, asof: str) -> list[tuple[str, Decimal]]:
    found = [(name, revenue(book[name], asof)) for name in buyers(book, asof)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def month(text: str) -> str:
    return text[:7]


def quarter(text: str) -> str:
    return f"{text[:4]}-Q{(int(text[5:7]) + 2) // 3}"


PERIOD = {"month": month, "quarter": quarter}


def all_periods(first: str, last: str, by: str) -> list[str]:
    """Every period from one day's to another's, found by walking day after day."""
    days = (iso(number) for number in range(day(first), day(last) + 1))
    return list(dict.fromkeys(PERIOD[by](each) for each in days))


# reports


def concentration(book: Book, asof: str) -> list[tuple[Any, ...]]:
    """(rank, customer, revenue, share, cumulative share, class)."""
    ranked = by_revenue(book, asof)
    total = sum(money for _, money in ranked)
    if len(ranked) < 10:
        return []
    rows = []
    for place, (name, money) in enumerate(ranked):
        before = sum(each for _, each in ranked[:place])
        band = "C"
        if money > 0 and total > 0:
            prior = Fraction(before) / Fraction(total)
            band = "A" if prior < Fraction(8, 10) else "B" if prior < Fraction(95, 100) else "C"
        shares = (float(money / total), float((before + money) / total)) if total > 0 else (None, None)
        rows.append((place + 1, name, money, *shares, band))
    return rows


def purchases(book: Book, asof: str) -> list[tuple[Any, ...]]:
    """All columns but the name, most revenue first."""
    everyone = buyers(book, asof)
    gaps = [later - earlier for days in everyone.values() for earlier, later in pairwise(days)]
    rows = []
    for name, money in by_revenue(book, asof):
        days = everyone[name]
        own = [later - earlier for earlier, later in pairwise(days)]
        sales = [entry for entry in counting(book[name], asof) if Decimal(entry["amount"]) >= 0]
        silence = day(asof) - days[-1]
        ratio = expected = None
        if gaps:
            usual = (days[-1] - days[0] + 2 * Fraction(sum(gaps), len(gaps))) / (len(own) + 2)
            ratio, expected = float(silence / usual), iso(days[-1] + ceil(usual))
        rows.append(
            (
                *(name, len(days), len(sales), iso(days[0]), iso(days[-1])),
                *((median(own), mean(own)) if own else (None, None)),
                *(silence, ratio, expected),
                oracle.cents(sum(Decimal(entry["amount"]) for entry in sales) / len(sales)),
                *(money, top_product(book[name], asof)),
            )
        )
    return rows


def top_product(customer: dict[str, Any], asof: str) -> str | None:
    """Most revenue, then most sales, then first by name; it must have been sold, not only refunded."""
    brought: dict[str, Decimal] = {}
    sold: Counter[str] = Counter()
    for entry in counting(customer, asof):
        if "product" in entry:
            brought[entry["product"]] = brought.get(entry["product"], Decimal(0)) + Decimal(entry["amount"])
            sold[entry["product"]] += Decimal(entry["amount"]) >= 0
    ranked = sorted((-brought[name], -sold[name], name) for name in brought if sold[name])
    return ranked[0][2] if ranked else None


def cohorts(book: Book, asof: str, by: str, *, unbounded: bool = False) -> list[tuple[Any, ...]]:
    """(cohort, size, offset, customers, share, revenue)."""
    period = PERIOD[by]
    began = {name: iso(days[0]) for name, days in buyers(book, asof).items()}
    rows = []
    for cohort in sorted({period(first) for first in began.values()}):
        members = [name for name, first in began.items() if period(first) == cohort]
        first = min(began[name] for name in members)
        for offset, label in enumerate(all_periods(first, asof, by)):
            active = {
                name
                for name in members
                for each in occasions(book[name], asof)
                if period(iso(each)) == label or (unbounded and period(iso(each)) > label)
            }
            money = sum(
                (
                    Decimal(entry["amount"])
                    for name in members
                    for entry in counting(book[name], asof)
                    if period(entry["date"]) == label
                ),
                Decimal("0.00"),
            )
            share = len(active) / len(members) if len(members) >= 10 else None
            rows.append((cohort, len(members), offset, len(active), share, money))
    return rows


def second(days: list[int], asof_day: int) -> tuple[int, bool]:
    later = [each - days[0] for each in days if each > days[0]]
    return (min(later), True) if later else (asof_day - days[0], False)


def silent(days: list[int], asof_day: int, length: int) -> tuple[int, bool]:
    """Walk day by day and count how long nothing was bought."""
    quiet = 0
    for today in range(days[0] + 1, asof_day + 1):
        quiet = 0 if today in days else quiet + 1
        if quiet == length:
            return today - days[0], True
    return asof_day - days[0], False


def curve(times: list[tuple[int, bool]]) -> list[tuple[int, int, int, float]]:
    """(t, at risk, events, survival) by the product of fractions."""
    survival = Fraction(1)
    steps = []
    for time in sorted({time for time, came in times if came}):
        at_risk = sum(1 for other, _ in times if other >= time)
        events = times.count((time, True))
        survival *= Fraction(at_risk - events, at_risk)
        steps.append((time, at_risk, events, float(survival)))
    return steps


def affinity(book: Book, asof: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(a, b) → together, support, confidence, lift."""
    everyone = buyers(book, asof)
    has: dict[str, set[str]] = {}
    for name in everyone:
        for entry in counting(book[name], asof):
            if "product" in entry and Decimal(entry["amount"]) >= 0:
                has.setdefault(entry["product"], set()).add(name)
    found = {}
    for a, b in permutations(has, 2):
        both = len(has[a] & has[b])
        if both >= 5 and both * 50 >= len(everyone):
            lift = Fraction(both * len(everyone), len(has[a]) * len(has[b]))
            figures = (both / len(everyone), both / len(has[a]), float(lift))
            found[a, b] = (both, *figures)
    return found


def activity(book: Book, asof: str, by: str) -> dict[str | None, tuple[Any, ...]]:
    """label → contacts, customers, last, days since."""
    groups: dict[str | None, list[tuple[str, str]]] = {}
    for name, customer in book.items():
        for entry in customer.get("contact_log", []):
            if entry["date"] <= asof and entry["channel"] != "note":
                label = {"month": month(entry["date"]), "customer": name}.get(by, entry.get(by))
                groups.setdefault(label, []).append((name, entry["date"]))
    return {
        label: (
            *(len(found), len({name for name, _ in found}), max(each for _, each in found)),
            day(asof) - day(max(each for _, each in found)),
        )
        for label, found in groups.items()
    }


def acquisition(book: Book, asof: str, by: str) -> dict[str | None, tuple[Any, ...]]:
    """label → new customers, buyers, conversion, median days, revenue."""
    groups: dict[str | None, list[tuple[str, str]]] = {}
    for name, customer in book.items():
        dates = [
            entry["date"] for key in ("contact_log", "churn", "sales") for entry in customer.get(key, [])
            if entry.get("void") != "true"
        ]  # fmt: skip
        began = customer.get("since") or min(dates, default=None)
        if began is not None and began <= asof:
            label = customer.get("source") if by == "source" else PERIOD[by](began)
            groups.setdefault(label, []).append((name, began))
    found = {}
    for label, members in groups.items():
        firsts = {name: occasions(book[name], asof)[:1] for name, _ in members}
        waits = [max(0, firsts[name][0] - day(began)) for name, began in members if firsts[name]]
        money = sum((revenue(book[name], asof) for name, _ in members), Decimal("0.00"))
        wait = median(waits) if waits else None
        found[label] = (len(members), len(waits), len(waits) / len(members), wait, money)
    return found


GRID = {
    "Hibernating": [(1, 1), (1, 2), (2, 1), (2, 2)],
    "At Risk": [(1, 3), (1, 4), (2, 3), (2, 4)],
    "Can't Lose": [(1, 5), (2, 5)],
    "About To Sleep": [(3, 1), (3, 2)],
    "Need Attention": [(3, 3)],
    "Promising": [(4, 1)],
    "New": [(5, 1)],
    "Potential Loyalist": [(4, 2), (4, 3), (5, 2), (5, 3)],
    "Loyal": [(3, 4), (3, 5), (4, 4), (4, 5)],
    "Champions": [(5, 4), (5, 5)],
}


def migration(book: Book, since: str, asof: str) -> dict[tuple[str | None, str | None], int]:
    """(segment then, segment now) → customers."""
    cells = {cell: name for name, held in GRID.items() for cell in held}
    then, now = (
        {name: cells[facts[3], facts[4]] if len(scored) >= 100 else None for name, facts in scored.items()}
        for scored in (oracle.segments(book, since), oracle.segments(book, asof))
    )
    return dict(Counter((then.get(name), segment) for name, segment in now.items()))
