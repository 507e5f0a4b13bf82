"""What was said, by phone, over lunch, in a chat; and what was promised next."""

from __future__ import annotations

from datetime import date, timedelta

from plaincrm.actions.demo.buying import insert
from plaincrm.actions.demo.record import Data, Later, Plain
from plaincrm.actions.demo.tale import Tale, workday

_ENOUGH = 18  # contacts per customer, greetings and follow-ups not counted
_ENOUGH_WHILE_STANDING = 9  # a standing order needs fewer words


def talk(tale: Tale) -> None:
    """The contacts of a customer around their sales, and as often as we had promised ourselves."""
    first_sale = tale.sales[0] if tale.sales else None
    product = str(first_sale["product"]) if first_sale else tale.pick(tale.market.products).name
    add(tale, tale.start, tale.say(tale.words.first, product), direction="in")
    _offers(tale, first_sale["date"] if first_sale else tale.ago(0), product)
    for sale in reversed(tale.sales):
        if len(tale.log) < _ENOUGH:
            _around(tale, sale)
    if tale.sales:
        _check_in(tale)
        _greet(tale)
    if tale.chance(0.2):
        note = {"date": _between(tale, tale.start, tale.today), "channel": "note"}
        insert(tale.log, {**note, "summary": tale.say(tale.words.internal)})


def add(tale: Tale, day: date, summary: str, *, channel: str = "", direction: str = "") -> Data:
    """One contact, put where its day belongs; *summary* may begin with its channel and a bar."""
    said, _, summary = summary.rpartition("|")
    names, weights = zip(*tale.words.channels, strict=True)
    entry: Data = {"date": workday(day), "channel": channel or said or tale.rng.choices(names, weights)[0]}
    if tale.chance(0.35):
        entry["direction"] = direction or tale.pick(("out", "out", "out", "in"))
    named = [person["name"] for person in tale.data.get("people", ())]
    if named and tale.chance(0.4):
        entry["person"] = next((name for name in named if name in summary), tale.rng.choice(named))
    if tale.by and tale.chance(0.6):
        entry["by"] = tale.pick(tale.by)
    entry["summary"] = summary
    insert(tale.log, entry)
    return entry


def keep_in_touch(tale: Tale) -> None:
    """Make sure that the last contact is younger than the cadence."""
    last = max((entry["date"] for entry in tale.log if entry["channel"] != "note"), default=tale.start)
    if (tale.today - last).days >= tale.cadence - 2:
        add(tale, tale.ago(tale.rng.randint(2, max(3, tale.cadence * 2 // 3))), tale.say(tale.words.checkin))


def neglect(tale: Tale) -> None:
    """Nobody has spoken to them for longer than we wanted."""
    silent = tale.ago(tale.cadence + tale.rng.randint(4, 40))
    tale.data["contact_log"] = [entry for entry in tale.log if entry["date"] < silent]


def promise(tale: Tale, due: date, plan: str) -> None:
    """The last contact has a next step that is still open; *due* may be past or to come."""
    asked = min(due, tale.today) - timedelta(tale.rng.randint(3, 12))
    last = tale.log[-1]
    if not asked - timedelta(20) < last["date"] < due or last["channel"] == "note" or "follow_up" in last:
        last = add(tale, asked, tale.say(tale.words.checkin))
    last |= {"follow_up": due, "plan": plan}


def promise_again(tale: Tale, due: date, every: str, days: int, times: int) -> None:
    """A recurring follow-up, done *times* times already, the next one *due*."""
    plan = tale.pick(tale.words.plans_regular)
    planned = due - timedelta(days * times)
    written = planned - timedelta(6)
    while planned <= due:
        entry: Data = {"date": written, "channel": "note", "follow_up": planned, "plan": plan}
        if planned < due:
            written = min(planned + timedelta(tale.rng.randint(0, 2)), tale.today)
            entry["done"] = Later(written, written)
        insert(tale.log, {**entry, "every": Plain(every)})
        planned += timedelta(days)


def _offers(tale: Tale, until: date, product: str) -> None:
    days = (until - tale.start).days - 7  # the last week is for the order itself
    if days < 3:
        return
    for _ in range(tale.rng.randint(0, 2)):
        entry = add(
            tale,
            tale.start + timedelta(tale.rng.randint(3, min(days, 60))),
            tale.say(tale.words.offer, product),
        )
        _follow_up(tale, entry, tale.words.plans_offer, 0.5)


def _around(tale: Tale, sale: Data) -> None:
    likely = 0.12 if tale.trade.standing else 0.35
    if tale.chance(likely):
        before = max(tale.start, sale["date"] - timedelta(tale.rng.randint(1, 6)))
        add(tale, before, tale.say(tale.words.before_sale, sale["product"]))
    after = sale["date"] + timedelta(tale.rng.randint(6, 40))
    if tale.chance(likely) and after <= tale.today:
        add(tale, after, tale.say(tale.words.after_sale, sale["product"]))


def _check_in(tale: Tale) -> None:
    end = tale.today if tale.active else min(tale.today, tale.sales[-1]["date"] + timedelta(120))
    usual = tale.cadence or 110
    enough = _ENOUGH_WHILE_STANDING if tale.trade.standing else _ENOUGH
    day = end - timedelta(tale.rng.randint(5, usual))
    while day > tale.start and len(tale.log) < enough:
        if all(abs((entry["date"] - day).days) > 6 for entry in tale.log):
            entry = add(tale, day, tale.say(tale.words.checkin))
            _follow_up(tale, entry, tale.words.plans_checkin, 0.25)
        day -= timedelta(round(usual * tale.rng.uniform(0.6, 1.3)) * (1 if day > tale.ago(200) else 2))


def _follow_up(tale: Tale, entry: Data, plans: tuple[str, ...], likely: float) -> None:
    planned = entry["date"] + timedelta(tale.rng.randint(4, 20))
    done = max(entry["date"], planned + timedelta(tale.rng.randint(-2, 4)))
    if tale.chance(likely) and max(done, planned) < tale.today:
        entry |= {"follow_up": planned, "plan": tale.say(plans), "done": Later(done, done)}


def _greet(tale: Tale) -> None:
    for month, day, summary in tale.words.greetings:
        greeted = date(tale.today.year, month, day)
        if greeted > tale.today:
            greeted = date(tale.today.year - 1, month, day)
        if tale.chance(0.12) and tale.active and greeted > tale.start:
            add(tale, greeted, summary, channel="mail", direction="out")


def _between(tale: Tale, first: date, last: date) -> date:
    return first + timedelta(tale.rng.randint(0, max(0, (last - first).days)))
