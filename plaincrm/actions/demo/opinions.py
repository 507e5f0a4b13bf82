"""What customers think of us: surveys, praise, suggestions and complaints."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plaincrm.actions.demo.buying import insert
from plaincrm.actions.demo.record import Data, Later
from plaincrm.actions.demo.tale import Tale
from plaincrm.actions.demo.talking import add

_YEAR = 420  # days in which surveys are asked


def ask(tale: Tale, *, nps: float, csat: float, ces: float = 0.0) -> None:
    """Surveys answered so often: NPS twice a year, CSAT after a sale, CES now and then."""
    day = tale.ago(tale.rng.randint(4, 170))
    while day > max(tale.ago(_YEAR), tale.sales[0]["date"]):
        if tale.chance(nps) and (tale.active or day < tale.sales[-1]["date"] + timedelta(60)):
            _nps(tale, day)
        day -= timedelta(tale.rng.randint(170, 200))
    for sale in tale.sales:
        after = sale["date"] + timedelta(tale.rng.randint(5, 30))
        if tale.ago(_YEAR) < after <= tale.today and sale["amount"] > 0:
            if tale.chance(csat):
                _csat(tale, after, sale["product"])
            elif tale.chance(ces):
                _ces(tale, after)


def remark(tale: Tale, kind: str, day: date) -> None:
    """Unasked praise or a suggestion."""
    entry: Data = {"date": day, "kind": kind}
    if kind == "praise":
        entry["comment"] = tale.say(tale.words.praise)
    else:
        entry["suggestion"] = tale.say(tale.words.suggestions)
    insert(tale.draft.entries("feedback"), entry)


def complain(tale: Tale, ago: int, *, after: int | None) -> None:
    """A complaint, with the call that brought it; resolved *after* so many days, None: still open."""
    day = tale.ago(ago)
    add(tale, day, tale.say(tale.words.complaint_call), direction="in")
    bought = {sale["product"] for sale in tale.sales if sale["date"] <= day}
    comment, product, answer = tale.pick(
        tuple(each for each in tale.words.complaints if not each[1] or each[1] in bought)
    )
    entry: Data = {"date": day, "kind": "complaint"}
    if product:
        entry["product"] = product
    entry["comment"] = comment
    if after is not None:
        solved = day + timedelta(after)
        entry |= {"resolved": Later(solved, solved), "resolution": Later(solved, answer)}
    insert(tale.draft.entries("feedback"), entry)


def _mood(tale: Tale, day: date) -> float:
    """How pleased they are: a bad summer half a year ago, better since."""
    age = (tale.today - day).days
    return tale.mood - (0.9 if 150 < age < 260 else 0.0) + (0.3 if age < 90 else 0.0)


def _nps(tale: Tale, day: date) -> None:
    score = min(10, max(0, round(8.3 + 1.5 * _mood(tale, day) + tale.rng.gauss(0, 0.9))))
    entry: Data = {"date": day, "kind": "survey", "metric": "nps", "score": score}
    _comment(tale, entry, 2 if score >= 9 else 1 if score >= 7 else 0)


def _csat(tale: Tale, day: date, product: str) -> None:
    score = min(5, max(1, round(4.2 + 0.6 * _mood(tale, day) + tale.rng.gauss(0, 0.5))))
    entry: Data = {"date": day, "kind": "survey"}
    if tale.chance(0.7):
        entry["metric"] = "csat"
    entry["score"] = score
    if score == 4 and tale.chance(0.2):
        entry["score"] = Decimal("4.5")
    if tale.chance(0.5):
        entry["scale"] = 5
    entry["product"] = product
    _comment(tale, entry, 2 if score >= 5 else 1 if score >= 4 else 0)


def _ces(tale: Tale, day: date) -> None:
    score = min(7, max(1, round(5.5 + 0.7 * _mood(tale, day) + tale.rng.gauss(0, 0.7))))
    insert(tale.draft.entries("feedback"), {"date": day, "kind": "survey", "metric": "ces", "score": score})


def _comment(tale: Tale, entry: Data, rank: int) -> None:
    if tale.chance(0.5):
        entry["comment"] = tale.say((tale.words.bad, tale.words.fair, tale.words.good)[rank])
    insert(tale.draft.entries("feedback"), entry)
