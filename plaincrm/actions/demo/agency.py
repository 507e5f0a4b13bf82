"""The agency's stories: who buys, who leaves, who owes, who is happy and who is not."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from plaincrm.actions.demo import agency_cast, fates, hopes, opinions
from plaincrm.actions.demo.agency_market import RETAINER
from plaincrm.actions.demo.buying import buy, number_invoices
from plaincrm.actions.demo.pool import Pool
from plaincrm.actions.demo.record import Later
from plaincrm.actions.demo.tale import Tale
from plaincrm.actions.demo.talking import keep_in_touch, neglect, promise, promise_again, talk

_KEY, _REGULAR, _ONCE = 12, 126, 22  # how many buy every month, again and again, just once


def tell(today: date) -> list[Tale]:
    """Every customer of the agency, their stories told up to *today*."""
    rng = random.Random("plaincrm demo agency")
    known = [*agency_cast.organisations(today), *agency_cast.persons(today)]
    twins = agency_cast.twins(known, today)
    rng.shuffle(known)
    companies = [tale for tale in known if "people" in tale.data]
    key = companies[:_KEY]
    others = [tale for tale in known if tale not in key]
    regular, once = others[:_REGULAR], others[_REGULAR : _REGULAR + _ONCE]
    prospects = others[_REGULAR + _ONCE :]
    _trade(key, regular, once)
    for tale in prospects:
        tale.start = tale.ago(tale.rng.randint(4, 420))
    pool = Pool(regular, rng)
    leavers = _leave(pool)
    for tale in [*key, *regular, *once, *prospects]:
        if tale not in leavers:
            _live(tale)
    _turns(pool, key, prospects)
    tales = [*known, *twins, *agency_cast.jotted(today)]
    number_invoices(tales, "INV-{year}-{number:03d}")
    return tales


def _trade(key: list[Tale], regular: list[Tale], once: list[Tale]) -> None:
    """How each of them buys, and what they bought."""
    for tale in key:
        size = 1.2 * tale.trade.size + 0.5
        tale.trade = tale.trade._replace(
            standing=RETAINER, gap=30.4, dropout=0.0, most=18, size=size, delay=14
        )
        _begin(tale, tale.rng.randint(200, 560))
    for tale in regular:
        gap = min(300.0, max(24.0, tale.rng.lognormvariate(4.5, 0.55)))
        dropout = tale.rng.betavariate(0.8, 7.5)
        tale.trade = tale.trade._replace(gap=gap, dropout=dropout, delay=tale.rng.choice((9, 15, 20, 26)))
        begun = 25 + round(1050 * tale.rng.random() ** 1.2)  # more of them lately
        _begin(tale, min(begun, round(gap * 14)))
    for tale in once:
        tale.trade = tale.trade._replace(dropout=1.0)
        _begin(tale, tale.rng.randint(20, 900))


def _begin(tale: Tale, ago: int) -> None:
    tale.start = tale.ago(ago)
    buy(tale, tale.start + timedelta(tale.rng.randint(4, 45)))
    if tale.chance(0.3):
        tale.data["since"] = tale.start


def _live(tale: Tale) -> None:
    """Level, talks, needs and opinions of somebody who did not leave."""
    _rank(tale)
    talk(tale)
    if tale.sales:
        opinions.ask(tale, nps=0.55, csat=0.1 if tale.trade.standing else 0.24, ces=0.06)
    for kind, likely in (("praise", 0.12), ("suggestion", 0.12)):
        if tale.active and tale.chance(likely):
            known = (tale.today - tale.sales[0]["date"]).days
            opinions.remark(tale, kind, tale.ago(tale.rng.randint(0, min(300, known))))
    if tale.chance(0.8 if not tale.sales else 0.4):
        hopes.need(tale, buying=not tale.sales or tale.chance(0.4))


def _rank(tale: Tale) -> None:
    """A level for most who still buy, and how often we want to speak to them."""
    if tale.trade.standing:
        tale.data["level"], tale.cadence = "A", 30
    elif tale.active and tale.chance(0.45):
        tale.data["level"], tale.cadence = "B", 90
    elif tale.chance(0.35):
        tale.data["level"] = "C"
    if tale.active and tale.chance(0.08):
        tale.data["cadence_days"] = tale.cadence = 60


# when they left and when they were won back, in days ago; 0: not at all
_PARTINGS = (
    (14, 0), (38, 0), (75, 0), (110, 0), (150, 0), (205, 0), (240, 90), (310, 130), (380, 40), (520, 0),
)  # fmt: skip


def _leave(pool: Pool) -> set[Tale]:
    """Some leave and say why; three of them come back. Of the long silent, every third was asked."""
    gone: set[Tale] = set()
    for ago, back in _PARTINGS:
        tale = pool.take(_bought_before(ago + 90))
        _part(tale, ago)
        if back:
            fates.win_back(tale, back, times=2 if back > 60 else 1)
        gone.add(tale)
    for tale in pool.rest():
        silent = (tale.today - tale.sales[-1]["date"]).days if tale.sales else 0
        if silent > 280 and tale.chance(0.35):
            _part(tale, silent - tale.rng.randint(60, 200))
            gone.add(tale)
    pool.leave_out(gone)
    return gone


def _part(tale: Tale, ago: int) -> None:
    talk(tale)
    opinions.ask(tale, nps=0.6, csat=0.2)
    fates.lose(tale, ago)


def _turns(pool: Pool, key: list[Tale], prospects: list[Tale]) -> None:
    """What is owed, asked for, complained about and promised, on the days that make a busy morning."""
    _money(pool)
    _complaints(Pool(pool.rest(), pool.rng))
    others = Pool([*pool.rest(), *prospects[6:]], pool.rng)
    _deals(others)
    _stages(others)
    for ago in (200, 160, 120, 75, 33, 12):
        fates.archive(others.take(_forgotten(ago)), ago)
    _promises(Pool([tale for tale in [*pool.rest(), *key] if "archived" not in tale.data], pool.rng))
    _never(prospects[:3])
    _days_to_come(key, prospects)


def _money(pool: Pool) -> None:
    lates = (
        (4, False),
        (12, False),
        (19, True),
        (33, False),
        (47, False),
        (52, True),
        (70, False),
        (83, False),
        (130, False),
    )
    for number, (late, part) in enumerate(lates):
        tale = pool.take(_buys_in("zh") if number in (1, 5) else _buys)
        fates.owe(tale, late, part=part, due_said=number % 3 == 0)
    for number in range(4):
        fates.refund(pool.take(_bought_before(60)), settled=number > 0)
    for number in range(2):
        fates.refund(pool.take(_bought_before(60)), named=False, settled=number > 0)
        fates.void(pool.take(_bought_before(30)))
    fates.overpay(pool.take(_bought_before(40)))


def _complaints(pool: Pool) -> None:
    for ago in (2, 9, 23, 41):
        opinions.complain(pool.take(_buys), ago, after=None)
    for ago, after in (
        (35, 1),
        (52, 3),
        (66, 0),
        (90, 12),
        (121, 2),
        (140, 5),
        (171, 21),
        (188, 1),
        (203, 9),
        (230, 4),
        (260, 2),
        (301, 0),
        (344, 30),
        (390, 6),
    ):
        opinions.complain(pool.take(_bought_before(ago)), ago, after=after)


def _deals(pool: Pool) -> None:
    """A pipeline with a bit of everything, two deals long stuck, and what became of earlier ones."""
    open_ones = [
        ("lead", 12),
        ("lead", 25),
        ("lead", 41),
        ("lead", 60),
        ("lead", 7),
        ("lead", 33),
        ("qualified", 30),
        ("qualified", 55),
        ("qualified", 71),
        ("qualified", 90),
        ("qualified", 20),
        ("proposal", 44),
        ("proposal", 63),
        ("proposal", 80),
        ("proposal", 101),
        ("proposal", 290),
        ("negotiation", 75),
        ("negotiation", 95),
        ("negotiation", 340),
    ]
    for number, (stage, age) in enumerate(open_ones):
        tale = pool.take(lambda tale: tale.active or not tale.sales)
        close_by = tale.ago(-(3, 22, 6, 38, 55, 80, 14)[number % 7]) if number % 4 else None
        hopes.open_deal(tale, stage, age, close_by)
    closed = Pool([tale for tale in pool.everybody if tale.sales], pool.rng)
    for number in range(38):
        tale = closed.take(_bought_before(30))
        outcome = "lost" if number % 8 in (2, 5, 7) else "won"
        hopes.closed_deal(tale, outcome, 6 + number * 17, tale.rng.randint(14, 110))


def _stages(pool: Pool) -> None:
    """Stages set by hand, two of them so long ago that they are worth a second look."""
    for stage, ago, reason in (
        ("retain", 40, "signed for two years"), ("retain", 260, ""), ("nurture", 75, "new team, start over"),
        ("winback", 20, "talks since the fair"), ("acquire", 310, "budget next year"),
    ):  # fmt: skip
        tale = pool.take(lambda tale: "archived" not in tale.data)
        said = {"value": stage, "since": tale.ago(ago)} | ({"reason": reason} if reason else {})
        tale.data["stage"] = Later(tale.ago(ago), said)
    pool.take(_buys).data["stage"] = "retain"


def _promises(pool: Pool) -> None:
    """Open follow-ups: late, today, this week, later; and talks that recur."""
    for _ in range(6):
        neglect(pool.take(lambda tale: tale.cadence > 30 and tale.start < tale.ago(200)))
    for tale in pool.rest():
        if tale.cadence:
            keep_in_touch(tale)
    for due in (23, 11, 8, 6, 5, 3, 2, 1, 0, 0, 0, -1, -2, -3, -4, -5, -6, -7, -10, -14, -21):
        tale = pool.take(lambda tale: tale.active and (tale.today - tale.log[-1]["date"]).days > 8)
        promise(tale, tale.ago(due), tale.say(tale.words.plans_checkin))
    for number, due in enumerate((4, 0, -3, -8, -12, -16)):
        tale = pool.take(_buys)
        days, every = ((28, "4w"), (14, "2w"))[number % 2]
        promise_again(tale, tale.ago(due), every, days, 2 + number % 3)


def _never(prospects: list[Tale]) -> None:
    """Three of whom we think much, and to whom nobody has spoken."""
    for tale, level in zip(prospects, "BAB", strict=True):
        for name in ("contact_log", "deals", "needs"):
            tale.data.pop(name, None)
        tale.data["level"] = level


def _days_to_come(key: list[Tale], prospects: list[Tale]) -> None:
    """Birthdays and decisions of the next days."""
    for number, tale in enumerate(key[:4]):
        day = tale.ago(-number * 2)
        tale.data["people"][0]["birthday"] = day.replace(year=1988 if number % 2 else 1976)
    for number, tale in enumerate(prospects[3:6]):
        hopes.need(tale, buying=True, by=tale.ago(-2 - number * 3))


def _buys(tale: Tale) -> bool:
    return tale.active


def _buys_in(language: str) -> Callable[[Tale], bool]:
    return lambda tale: tale.active and tale.words.language == language


def _bought_before(ago: int) -> Callable[[Tale], bool]:
    def bought(tale: Tale) -> bool:
        return bool(tale.sales) and tale.sales[0]["date"] < tale.ago(ago)

    return bought


def _forgotten(ago: int) -> Callable[[Tale], bool]:
    def forgotten(tale: Tale) -> bool:
        return not tale.active and "deals" not in tale.data and tale.log[-1]["date"] < tale.ago(ago)

    return forgotten
