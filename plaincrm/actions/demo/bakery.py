"""The bakery's stories: twenty neighbours, one who left and one who came back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plaincrm.actions.demo import fates, hopes, opinions, people
from plaincrm.actions.demo.bakery_market import MARKET, NEIGHBOURS
from plaincrm.actions.demo.buying import buy, number_invoices
from plaincrm.actions.demo.record import Data, Draft
from plaincrm.actions.demo.tale import Tale, Trade
from plaincrm.actions.demo.talking import keep_in_touch, promise, promise_again, talk
from plaincrm.actions.demo.words_bakery import BAKERY

_REDUCED = Decimal("0.07")  # the tax on bread
_FADED = {"praxis-dr-otter": 210, "kranichs-buro": 130}  # when they stopped buying, in days ago
_CADENCE = {"A": 45, "B": 120}
_STREETS = ("Lindenstraße", "Ahornweg", "Mühlengasse", "Am Anger")


def tell(today: date) -> list[Tale]:
    """Every customer of the bakery, their stories told up to *today*."""
    tales = {row[0]: _neighbour(row, today) for row in NEIGHBOURS}
    for tale in tales.values():
        _live(tale)
    _turns(tales)
    number_invoices(list(tales.values()), "{year}-{number:03d}")
    return list(tales.values())


def _neighbour(row: tuple[str, Data, tuple[str, float, float], int], today: date) -> Tale:
    customer, said, (standing, gap, size), months = row
    tale = Tale(Draft(customer, dict(said), today - timedelta(12)), BAKERY, MARKET, today)
    tale.start = tale.draft.entered = tale.ago(12 + months * 30 - tale.rng.randint(0, months))
    tale.trade = Trade(
        gap=gap, dropout=0.0, most=15, standing=standing, size=size, tax_rate=_REDUCED, delay=12
    )
    tale.cadence = _CADENCE.get(said.get("level", ""), 0)
    if months:
        _describe(tale)
    return tale


def _describe(tale: Tale) -> None:
    rng, data = tale.rng, tale.data
    domain = f"{tale.draft.id}.example"
    if data.get("kind") == "person":
        data["phones"] = [people.mobile(rng, "en")]
        data["birthday"] = people.birthday(rng)
    else:
        data["people"] = [people.contact(rng, "en", BAKERY, domain)]
        data["phones"] = [f"+49 30 23125 {rng.randrange(1000):03d}"]
        data["source"] = rng.choice(("neighbour", "counter", "street party", "referral"))
    if tale.chance(0.7):
        data["addresses"] = [f"{rng.choice(_STREETS)} {rng.randint(1, 90)}, Berlin"]
    if tale.chance(0.4):
        data["emails"] = [f"hello@{domain}"]
    if tale.chance(0.4):
        data["tags"] = rng.sample(("early", "organic", "crates", "regular"), rng.randint(1, 2))
    if tale.chance(0.35):
        data["notes"] = rng.choice(BAKERY.notes)
    if tale.trade.standing:
        data["custom"] = {"crates": rng.randint(2, 12), "back_door": tale.chance(0.5)}
    data["name"] = people.remarked(rng, data["name"], BAKERY)


def _live(tale: Tale) -> None:
    """Purchases, talks and opinions."""
    if tale.trade.gap:
        buy(tale, tale.start + timedelta(tale.rng.randint(3, 20)))
    if tale.draft.id in _FADED:
        fates.fade(tale, _FADED[tale.draft.id])
    if "people" not in tale.data and "birthday" not in tale.data:
        return
    talk(tale)
    if tale.sales:
        opinions.ask(tale, nps=0.4, csat=0.15)
    if tale.chance(0.4):
        hopes.need(tale, buying=not tale.sales)


def _turns(tales: dict[str, Tale]) -> None:
    """What makes the book worth opening this morning."""
    fates.lose(tales["cafe-luise"], 60)
    fates.lose(tales["tangofabrik"], 150)
    fates.win_back(tales["tangofabrik"], 50, times=2)
    fates.owe(tales["grunwald-events"], 47)
    fates.owe(tales["zweigstelle"], 16, part=True)
    fates.owe(tales["sonnenhof"], 6, due_said=True)
    fates.owe(tales["fahrradladen"], 95)
    fates.refund(tales["anna-weber"])
    fates.refund(tales["praxis-dr-otter"], named=False, settled=False)
    opinions.complain(tales["hotel-zur-muhle"], 5, after=None)
    for customer, ago, after in (
        ("kita-regenbogen", 40, 2),
        ("grunwald-events", 130, 9),
        ("zoe-hoffmann", 75, 0),
    ):
        opinions.complain(tales[customer], ago, after=after)
    opinions.remark(tales["kita-regenbogen"], "praise", tales["kita-regenbogen"].ago(33))
    opinions.remark(tales["cafe-blaumeise"], "suggestion", tales["cafe-blaumeise"].ago(21))
    _deals(tales)
    _promises(tales)
    fates.archive(tales["chor-liederkranz"], 25)


def _deals(tales: dict[str, Tale]) -> None:
    hopes.open_deal(tales["villa-holunder"], "proposal", 30, tales["villa-holunder"].ago(-5))
    hopes.open_deal(tales["grunwald-events"], "negotiation", 44, tales["grunwald-events"].ago(-20))
    hopes.open_deal(tales["stadtbibliothek"], "lead", 12, None)
    for customer, outcome, ago in (
        ("zweigstelle", "won", 90),
        ("hotel-zur-muhle", "won", 200),
        ("sonnenhof", "lost", 60),
    ):
        hopes.closed_deal(tales[customer], outcome, ago, 25)


def _promises(tales: dict[str, Tale]) -> None:
    for customer in ("cafe-blaumeise", "grunwald-events", "kita-regenbogen", "sonnenhof"):
        keep_in_touch(tales[customer])
    for customer, due in (
        ("cafe-blaumeise", 3), ("villa-holunder", 1), ("tischlerei-bar", 9), ("anna-weber", 2),
        ("zoe-hoffmann", 5), ("kita-regenbogen", 0), ("stadtbibliothek", -2), ("zweigstelle", -6),
        ("jurgen-bohm", -12),
    ):  # fmt: skip
        promise(tales[customer], tales[customer].ago(due), tales[customer].say(BAKERY.plans_checkin))
    promise_again(tales["hotel-zur-muhle"], tales["hotel-zur-muhle"].ago(-4), "4w", 28, 3)
    friend = tales["jurgen-bohm"]
    friend.data["birthday"] = friend.ago(-6).replace(year=1976)
