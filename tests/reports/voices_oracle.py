"""What customers say and what may be sold, worked out again in plain Python: one loop after the other.

Knows nothing of the index or of the reports; scores come from means and variances, intervals from solving
their definition, curves from counting day by day.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from statistics import fmean, median, pvariance, quantiles
from typing import Any

Book = dict[str, dict[str, Any]]
CHANCES = {"lead": "0.1", "qualified": "0.25", "proposal": "0.5", "negotiation": "0.75"}
Z = 1.959963984540054
SERIES = [("nps", None), ("csat", 5), ("csat", 7), ("ces", None)]


def random_book(seed: int, customers: int, asof: str) -> Book:
    random = Random(seed)
    last = date.fromisoformat(asof)
    return {f"c{number:03}": _customer(random, last) for number in range(customers)}


def _customer(random: Random, asof: date) -> dict[str, Any]:
    # on one day a customer says one thing, so that there is one latest answer
    ages = random.sample(range(-30, 500), 12)
    days = [str(asof - timedelta(days=age)) for age in ages]
    data: dict[str, Any] = {
        "industry": random.choice(["food", "tea", None]),
        "feedback": [_said(random, day) for day in days[: random.choice([0, 1, 2, 5])]],
        "deals": [_deal(random, day, asof) for day in days[6 : 6 + random.choice([0, 0, 1, 3])]],
        "sales": [{"date": day, "amount": random.choice(["0", "10", "-3.5"])} for day in days[9:]],
        "emails": random.sample(["a@x.example", "B@x.example", "b@X.example"], random.choice([0, 0, 1])),
        "needs": {
            "motives": random.sample(["save time", "price", "快"], random.randint(0, 3)),
            "decision": {"stage": random.choice(["aware", "deciding", "maybe", None])},
        },
    }
    return {key: value for key, value in data.items() if value}


def _said(random: Random, day: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"date": day}
    kind = random.choice(["nps", "nps", "csat", "csat", "seven", "ces", "complaint", "praise"])
    if kind == "nps":
        entry |= {"metric": "nps", "score": str(random.choice([10, 9, 9, 8, 7, 6, 3, 0]))}
    elif kind == "csat":
        entry |= {"score": random.choice(["5", "4.5", "4", "3.9", "2"])}
    elif kind == "seven":
        entry |= {"metric": "csat", "scale": "7", "score": random.choice(["7", "6", "5.5", "1"])}
    elif kind == "ces":
        entry |= {"metric": "ces", "score": random.choice(["7", "5", "4.9", "1"])}
    elif kind == "complaint":
        entry |= {"kind": "complaint", "product": random.choice(["Tea", "Cake"])}
        if random.random() < 0.7:
            entry |= {"resolved": later(day, random.choice([0, 2, 7, 8, 40])), "resolution": "sent anew"}
    else:
        entry |= {"kind": "praise", "comment": "so kind"}
    return entry


def _deal(random: Random, day: str, asof: date) -> dict[str, Any]:
    deal: dict[str, Any] = {
        "opened": day,
        "stage": random.choice([*CHANCES, "somewhere", None]),
        "amount": random.choice(["1000", "333.33", "0", None]),
        "currency": random.choice(["EUR", "EUR", "USD"]),
        "probability": random.choice([None, None, "0.6", "0.333"]),
    }
    if random.random() < 0.6:
        deal |= {"closed": later(day, random.choice([3, 30, 90])), "outcome": random.choice(["won", "lost"])}
        deal["reason"] = random.choice(["price", "silence", None])
    return {key: value for key, value in deal.items() if value is not None}


def later(day: str, days: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=days))


def between(early: str, late: str) -> int:
    return (date.fromisoformat(late) - date.fromisoformat(early)).days


# feedback


def said(book: Book, asof: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, entry)
        for name, data in book.items()
        for entry in data.get("feedback", [])
        if entry["date"] <= asof
    ]


def kind_of(entry: dict[str, Any]) -> str:
    return entry.get("kind") or ("survey" if "score" in entry else "praise")


def scored(book: Book, asof: str, metric: str, scale: int | None) -> list[tuple[str, str, float]]:
    """(customer, day, score) of one metric, csat on one scale."""
    found = []
    for name, entry in said(book, asof):
        if "score" in entry and entry.get("metric", "csat") == metric:
            on = int(entry.get("scale", 5)) if metric == "csat" else None
            if on == scale:
                found.append((name, entry["date"], float(entry["score"])))
    return sorted(found, key=lambda each: each[1])


def satisfaction(book: Book, asof: str, metric: str, scale: int | None) -> list[tuple[Any, ...]] | None:
    """The rows, or None where fewer than ten customers answered within a year."""
    answers = scored(book, asof, metric, scale)
    year = [each for each in answers if between(each[1], asof) < 365]
    if len({name for name, _, _ in year}) < 10:
        return None
    spans = {"all": year}
    for each in answers:
        quarter = f"{each[1][:4]}-Q{(int(each[1][5:7]) + 2) // 3}"
        spans.setdefault(quarter, []).append(each)
    return [
        (label, *figures(metric, scale, [score for _, score in {name: (day, score) for name, day, score in
                                                                spans[label]}.values()]))
        for label in ("all", *sorted(spans.keys() - {"all"}))
    ]  # fmt: skip


def figures(metric: str, scale: int | None, scores: list[float]) -> tuple[Any, ...]:
    n = len(scores)
    if n < 10:
        return n, None, None, None, None, None, None, None
    if metric == "nps":
        marks = [100 if score >= 9 else -100 if score <= 6 else 0 for score in scores]
        middle, error = fmean(marks), (pvariance(marks) / n) ** 0.5
        ends = max(-100.0, middle - Z * error), min(100.0, middle + Z * error)
        counts = marks.count(100), marks.count(0), marks.count(-100)
        return n, middle, *ends, *counts, fmean(scores)
    best = 5 if metric == "ces" else {5: 4, 7: 6}[scale or 5]
    share = sum(1 for score in scores if score >= best) / n
    return n, share, *wilson(share, n), None, None, None, fmean(scores)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Where |share − x| = z·√(x(1 − x) ÷ n), by halving."""
    return _root(share, n, 0.0, share), _root(share, n, 1.0, share)


def _root(share: float, n: int, outside: float, inside: float) -> float:
    if outside == inside:
        return outside
    for _ in range(200):
        middle = (outside + inside) / 2
        if abs(share - middle) > Z * (middle * (1 - middle) / n) ** 0.5:
            outside = middle
        else:
            inside = middle
    return inside


def complaints(book: Book, asof: str) -> list[tuple[Any, ...]]:
    """(date, customer, resolved, days) in the order of the report."""
    rows = []
    for name, entry in said(book, asof):
        if kind_of(entry) == "complaint":
            resolved = entry.get("resolved", "9999")
            is_open = resolved > asof
            days = between(entry["date"], asof if is_open else resolved)
            rows.append((entry["date"], name, None if is_open else resolved, days))
    waiting = sorted((row for row in rows if row[2] is None), key=lambda row: (-row[3], row[1]))
    done = sorted((row for row in rows if row[2]), key=lambda row: row[1])
    return [*waiting, *sorted(done, key=lambda row: row[0], reverse=True)]


def day_by_which(rows: list[tuple[Any, ...]], left: Fraction) -> int | None:
    """The day by which no more than so much of the curve is left, day after day: × (1 − events ÷ at risk)."""
    curve = Fraction(1)
    for day in range(max((row[3] for row in rows), default=-1) + 1):
        at_risk = sum(1 for row in rows if row[3] >= day)
        events = sum(1 for row in rows if row[3] == day and row[2])
        curve *= 1 - Fraction(events, at_risk)
        if curve <= left:
            return day
    return None


# deals


def open_deals(book: Book, asof: str) -> list[tuple[Any, ...]]:
    """(customer, stage, currency, amount, probability, weighted, age)."""
    found = []
    for name, data in book.items():
        for deal in data.get("deals", []):
            if deal["opened"] <= asof and deal.get("closed", "9999") > asof:
                chance = deal.get("probability") or CHANCES.get(deal.get("stage"))
                amount = deal.get("amount")
                weighted = None
                if amount is not None and chance is not None:
                    weighted = (Decimal(amount) * Decimal(chance)).quantize(Decimal("0.01"), ROUND_HALF_UP)
                found.append((
                    name, deal.get("stage"), deal["currency"],
                    None if amount is None else Decimal(amount).quantize(Decimal("0.01")),
                    None if chance is None else float(chance), weighted, between(deal["opened"], asof),
                ))  # fmt: skip
    return found


def closed_deals(book: Book, asof: str) -> list[tuple[str, str, int]]:
    """(customer, outcome, days from opening to closing)."""
    return [
        (name, deal["outcome"], between(deal["opened"], deal["closed"]))
        for name, data in book.items()
        for deal in data.get("deals", [])
        if deal.get("closed", "9999") <= asof
    ]


def stuck_after(book: Book, asof: str) -> float | None:
    cycles = [days for _, outcome, days in closed_deals(book, asof) if outcome == "won"]
    return (
        quantiles(cycles * 2 if len(cycles) == 1 else cycles, n=10, method="inclusive")[8] if cycles else None
    )


def pipeline(book: Book, asof: str) -> dict[tuple[str | None, str], tuple[Any, ...]]:
    limit = stuck_after(book, asof)
    groups: dict[tuple[str | None, str], list[tuple[Any, ...]]] = {}
    for deal in open_deals(book, asof):
        groups.setdefault((deal[1], deal[2]), []).append(deal)
    return {
        key: (
            len(deals),
            total([deal[3] for deal in deals]),
            total([deal[5] for deal in deals]),
            median(deal[6] for deal in deals),
            None if limit is None else sum(1 for deal in deals if deal[6] > limit),
        )
        for key, deals in groups.items()
    }


def total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if known else None


# needs


def needs(book: Book, asof: str, by: str) -> dict[str, tuple[Any, ...]]:
    """label → customers, share, revenue, win rate."""
    said_by: dict[str, set[str]] = {}
    for name, data in book.items():
        days = [entry["date"] for key in ("sales", "feedback") for entry in data.get(key, [])]
        days += [deal["opened"] for deal in data.get("deals", [])]
        if days and min(days) > asof:
            continue
        wants = data.get("needs", {})
        labels = wants.get("motives", []) if by == "motive" else [wants.get("decision", {}).get("stage")]
        for label in filter(None, labels):
            said_by.setdefault(label, set()).add(name)
    everybody = len(set().union(*said_by.values())) if said_by else 0
    won = Counter(name for name, outcome, _ in closed_deals(book, asof) if outcome == "won")
    closed = Counter(name for name, _, _ in closed_deals(book, asof))
    found = {}
    for label, names in said_by.items():
        over = sum(closed[name] for name in names)
        rate = sum(won[name] for name in names) / over if over else None
        found[label] = (
            len(names),
            len(names) / everybody,
            sum(revenue(book[n], asof) for n in names),
            rate,
        )
    return found


def revenue(data: dict[str, Any], asof: str) -> Decimal:
    return sum(
        (Decimal(sale["amount"]) for sale in data.get("sales", []) if sale["date"] <= asof), Decimal(0)
    )


# quality


def sharing_emails(book: Book) -> set[tuple[str, str]]:
    """(later, first) of customers with one e-mail, whatever its case."""
    owners: dict[str, list[str]] = {}
    for name, data in book.items():
        for email in {email.lower() for email in data.get("emails", [])}:
            owners.setdefault(email, []).append(name)
    return {
        (b, min(names))
        for names in owners.values()
        for a, b in combinations(sorted(names), 2)
        if a == min(names)
    }
