"""Customers drawn at random from the models of the forecast, so that tests know what must be found again."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Any

from plaincrm.reports.bg_nbd import BgNbd, History
from plaincrm.reports.gamma_gamma import GammaGamma, Spending


def purchase_days(random: Random, model: BgNbd, days: int) -> list[int]:
    """The days with a purchase, from the first on day 0, seen for so many *days*."""
    per_day = random.gammavariate(model.r, 1 / model.alpha) / 7
    leaves = random.betavariate(model.a, model.b)
    bought, time = [0], 0.0
    while True:
        time += random.expovariate(per_day) if per_day > 0 else days + 1
        if time > days:
            return bought
        if ceil(time) != bought[-1]:
            bought.append(ceil(time))
        if random.random() < leaves:
            return bought


def histories(seed: int, model: BgNbd, customers: int, *, shortest: int, longest: int) -> list[History]:
    """So many customers, each seen for *shortest* to *longest* days."""
    random, found = Random(seed), []
    for _ in range(customers):
        seen = random.randint(shortest, longest)
        days = purchase_days(random, model, seen)
        found.append(History(len(days) - 1, days[-1], seen))
    return found


def spendings(seed: int, model: GammaGamma, customers: int) -> list[Spending]:
    """The mean spend of so many customers, each over 1 to 8 purchases."""
    random, found = Random(seed), []
    for _ in range(customers):
        rate = random.gammavariate(model.q, 1 / model.gamma)
        x = random.randint(1, 8)
        found.append(Spending(x, sum(random.gammavariate(model.p, 1 / rate) for _ in range(x)) / x))
    return found


def book(
    seed: int, customers: int, asof: str, *, rhythm: BgNbd, money: GammaGamma, longest: int = 700
) -> dict[str, dict[str, Any]]:
    """A book as plain data: sales up to *asof*, the first of each customer up to *longest* days before."""
    from datetime import date, timedelta

    random, last = Random(seed), date.fromisoformat(asof)
    found = {}
    for number in range(customers):
        seen = random.randint(0, longest)
        rate = random.gammavariate(money.q, 1 / money.gamma)
        found[f"c{number:04}"] = {
            "sales": [
                {
                    "date": str(last - timedelta(days=seen - day)),
                    "amount": f"{random.gammavariate(money.p, 1 / rate) + 0.01:.2f}",
                }
                for day in purchase_days(random, rhythm, seen)
            ]
        }
    return found


def falling_buyers(count: int, asof: str) -> dict[str, dict[str, Any]]:
    """Customers c000 … with falling revenue; the i-th last bought i days before *asof*, all once."""
    last = date.fromisoformat(asof)
    return {
        f"c{number:03}": {
            "sales": [{"date": str(last - timedelta(days=number)), "amount": str(1000 - number)}],
        }
        for number in range(count)
    }
