"""What is not sold yet: what customers need, and the deals in the pipeline."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from plaincrm.actions.demo.buying import price
from plaincrm.actions.demo.record import Data, Later
from plaincrm.actions.demo.tale import Tale, workday

DEAL_STAGES = ("lead", "qualified", "proposal", "negotiation")
_CHANCES = {"lead": "0.15", "qualified": "0.3", "proposal": "0.6", "negotiation": "0.8"}
_LADDER = ("unaware", "aware", "evaluating", "deciding", "decided")


def need(tale: Tale, *, buying: bool, by: date | None = None) -> None:
    """Motives and preferences; *buying*: also how far the decision is, and *by* when it falls."""
    needs: Data = {"motives": _some(tale, tale.words.motives, 2)}
    if tale.chance(0.7):
        needs["preferences"] = _some(tale, tale.words.preferences, 2)
    if buying:
        needs["decision"] = _decision(tale, by)
    tale.data["needs"] = needs


def open_deal(tale: Tale, stage: str, age: int, close_by: date | None) -> Data:
    """A deal opened *age* days ago that has climbed to *stage*."""
    opened = workday(tale.ago(age))
    deal: Data = {"opened": opened, "title": tale.pick(tale.words.deal_titles)}
    deal["stage"] = _climb(DEAL_STAGES[: DEAL_STAGES.index(stage) + 1], opened, age)
    deal |= _worth(tale)
    if tale.chance(0.4):
        deal["probability"] = Decimal(_CHANCES[stage])
    if close_by:
        deal["close_by"] = close_by
    _keep(tale, deal)
    return deal


def closed_deal(tale: Tale, outcome: str, ago: int, cycle: int) -> None:
    """A deal won or lost so many days *ago*, *cycle* days after it was opened."""
    closed = workday(tale.ago(ago))
    opened = workday(closed - timedelta(cycle))
    deal: Data = {"opened": opened, "title": tale.pick(tale.words.deal_titles)}
    deal["stage"] = Later(opened + (closed - opened) / 2, "negotiation", "proposal")
    deal |= _worth(tale)
    deal |= {"closed": Later(closed, closed), "outcome": Later(closed, outcome)}
    if outcome == "lost" or tale.chance(0.4):
        reasons = tale.words.deal_won if outcome == "won" else tale.words.deal_lost
        deal["reason"] = Later(closed, tale.pick(reasons))
    _keep(tale, deal)


def _keep(tale: Tale, deal: Data) -> None:
    deals = tale.draft.entries("deals")
    deals.append(deal)
    deals.sort(key=lambda entry: entry["opened"])


def _worth(tale: Tale) -> Data:
    product = max(tale.market.products, key=lambda each: each.first * tale.rng.random())
    worth: Data = {"amount": price(tale, product) * tale.rng.randint(1, 2)}
    if tale.trade.currency:
        worth["currency"] = tale.trade.currency
    return worth


def _climb(stages: tuple[str, ...], opened: date, age: int) -> Any:
    """The last of *stages*, reached step by step since the deal was opened."""
    reached: Any = stages[0]
    for number, stage in enumerate(stages[1:], start=1):
        reached = Later(opened + timedelta(age * number // len(stages)), stage, reached)
    return reached


def _decision(tale: Tale, by: date | None) -> Data:
    decision: Data = {"stage": tale.rng.choices(_LADDER, (1, 5, 6, 4, 3))[0]}
    if tale.chance(0.6):
        decision["makers"] = _some(tale, tale.words.makers, 2)
    if tale.chance(0.8):
        decision["criteria"] = _some(tale, tale.words.criteria, 3)
    if tale.chance(0.5):
        decision["budget"] = tale.rng.randrange(10, 200, 5) * 1000
    if by:
        decision["by"] = by
    if tale.chance(0.4):
        decision["obstacles"] = _some(tale, tale.words.obstacles, 1)
    return decision


def _some(tale: Tale, phrases: tuple[str, ...], most: int) -> list[str]:
    return tale.rng.sample(phrases, min(len(phrases), tale.rng.randint(1, most)))
