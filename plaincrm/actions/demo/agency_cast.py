"""Who is in the agency's book: Chinese and Western companies, people, shops, and mere names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from plaincrm.actions.demo import names_en, names_zh, people
from plaincrm.actions.demo.agency_market import CNY_PER_EUR, CNY_PER_USD, MARKET
from plaincrm.actions.demo.record import Data, Draft, Later, Plain
from plaincrm.actions.demo.tale import Tale, Trade
from plaincrm.actions.demo.words import Words
from plaincrm.actions.demo.words_en import EN
from plaincrm.actions.demo.words_persons import EN_PERSON, ZH_PERSON
from plaincrm.actions.demo.words_zh import ZH

_SOURCES = {
    "zh": ("referral", "wechat", "小红书", "展会", "website", "partner"),
    "en": ("referral", "website", "event", "linkedin", "partner"),
}
_OWNERS = {"zh": ("lin", "dawei"), "en": ("anna", "lin")}
_SIZES = ("1-9", "10-49", "50-99", "100-249", "250-999", "1000+")
_TAGS = {
    "zh": ("vip", "国企", "外企", "newsletter", "长期"),
    "en": ("vip", "newsletter", "startup", "berlin", "reference"),
}
# Names that somebody jotted down once.
_JOTTED = (
    ("楼下健身房", "gym"),
    ("周女士（展会名片）", "zhou-card"),
    ("Herr Albrecht, tram no. 12", "albrecht"),
    ("Gallery next to the Berlin office", "gallery"),
    ("做外贸的老同学", "old-classmate"),
    ("Someone from the Leipzig fair", "leipzig-fair"),
    ("地铁口新开的书店", "new-bookshop"),
    ("Maren (podcast)", "maren"),
)
PEOPLE_ON_THEIR_OWN = {"zh": 22, "en": 18}


def organisations(today: date) -> list[Tale]:
    """Companies and shops, Chinese ones first."""
    chinese = [_chinese(number, today) for number in range(len(names_zh.STEMS))]
    shops = [_shop(row, today) for row in names_zh.SHOPS]
    western = [_western(row, today) for row in names_en.COMPANIES]
    return [*chinese, *shops, *western]


def persons(today: date) -> list[Tale]:
    """People on their own, no two of one name."""
    return [tale for language in ("zh", "en") for tale in _persons(language, today)]


def jotted(today: date) -> list[Tale]:
    """Customers with only a name."""
    names = [
        (Draft(customer, {"name": name}, today - timedelta(40 + 30 * number)), number)
        for number, (name, customer) in enumerate(_JOTTED)
    ]
    return [Tale(draft, EN, MARKET, today) for draft, _ in names]


def twins(tales: list[Tale], today: date) -> list[Tale]:
    """Two customers who are in the book a second time, under nearly the same name."""
    doubles = []
    for stem, name in (("kestrel", "Kestrel and Rye"), ("nantang", "南塘")):
        first = next(tale.draft for tale in tales if tale.draft.id.startswith(stem))
        first.data["emails"] = [f"office@{stem}.example"]
        data: Data = {"name": name, "source": "event", "emails": [f"office@{stem}.example"]}
        doubles.append(Tale(Draft(f"{first.id}-2", data, today - timedelta(20)), EN, MARKET, today))
    return doubles


def _chinese(number: int, today: date) -> Tale:
    stem, latin = names_zh.STEMS[number]
    rng = random.Random(f"company:{latin}")
    industry, trade, ending = rng.choice(names_zh.TRADES)
    city, street, code = rng.choice(names_zh.CITIES)
    forms = (f"{stem}{trade}（{city}）有限公司", f"{city}{stem}{trade}有限公司", f"{stem}{trade}")
    data: Data = {"name": rng.choice(forms), "industry": industry}
    if rng.random() < 0.3:
        data["aliases"] = [latin.split("-")[0].title()]
    if rng.random() < 0.5:
        data["phones"] = [f"+86 {code} 5550 {rng.randrange(10_000):04d}"]
    if rng.random() < 0.6:
        data["addresses"] = [street.format(n=rng.randint(2, 1800))]
    if rng.random() < 0.15:
        data["social"] = {"wechat": f"{latin.replace('-', '_')}_official"}
    customer = latin if rng.random() < 0.5 else f"{latin.split('-')[0]}-{ending}"
    tale = _tale(Draft(customer, data, today), ZH, today)
    _company(tale, f"{latin}.example")
    tale.trade = Trade(size=rng.lognormvariate(0, 0.7), tax_rate=Decimal("0.06"))
    return tale


def _shop(row: tuple[str, str, str], today: date) -> Tale:
    name, customer, industry = row
    data: Data = {"name": name, "industry": industry, "phones": [people.mobile(random.Random(name), "zh")]}
    tale = _tale(Draft(customer, data, today), ZH, today)
    tale.trade = Trade(size=0.2, tax_rate=None)
    return tale


def _western(row: tuple[str, str, str, str], today: date) -> Tale:
    name, customer, place, industry = row
    rng = random.Random(f"company:{customer}")
    street, phone, currency = names_en.PLACES[place]
    data: Data = {"name": name, "industry": industry}
    if rng.random() < 0.55:
        data["phones"] = [phone.format(n=rng.randrange(1000), m=rng.randrange(100))]
    if rng.random() < 0.6:
        data["addresses"] = [street.format(n=rng.randint(1, 180))]
    folder = "customers/berlin" if customer in ("orgelbau", "wiesengrund", "dachgarten") else "customers"
    tale = _tale(Draft(customer, data, today, folder), EN, today)
    _company(tale, f"{customer}.example")
    german = place in ("Berlin", "Hamburg")
    tale.trade = Trade(
        size=rng.lognormvariate(0, 0.7),
        currency=currency,
        per_unit=CNY_PER_USD if currency == "USD" else CNY_PER_EUR,
        tax_rate=Decimal("0.19") if german else None,
    )
    return tale


def _persons(language: str, today: date) -> Iterator[Tale]:
    table, words = (names_zh, ZH_PERSON) if language == "zh" else (names_en, EN_PERSON)
    rng = random.Random(f"people:{language}")
    taken: set[str] = set()
    while len(taken) < PEOPLE_ON_THEIR_OWN[language]:
        name = people.invent_name(rng, language)
        customer = name.latin.replace(".", "-")
        if customer in taken:
            continue
        taken.add(customer)
        title, industry = rng.choice(table.TRADES_OF_PEOPLE)
        data: Data = {"name": name.full, "kind": "person", "title": title, "industry": industry}
        data |= people.reach(rng, language, name, f"{customer}.example")
        if rng.random() < 0.6:
            data["birthday"] = people.birthday(rng)
        tale = _tale(Draft(customer, data, today), words, today)
        tale.trade = Trade(size=0.25 * rng.lognormvariate(0, 0.4))
        if language == "en":
            tale.trade = tale.trade._replace(currency="EUR", per_unit=CNY_PER_EUR)
        yield tale


def _company(tale: Tale, domain: str) -> None:
    """What is known of a company: who is there, how large it is, where it is on the web."""
    rng, data = tale.rng, tale.data
    language = tale.words.language
    if rng.random() < 0.85:
        count = rng.choices((1, 2, 3), (6, 3, 1))[0]
        data["people"] = [people.contact(rng, language, tale.words, domain) for _ in range(count)]
    if rng.random() < 0.35:
        data["emails"] = [f"{rng.choice(('info', 'hello', 'office'))}@{domain}"]
    if rng.random() < 0.5:
        data["website"] = f"https://{domain}"
    if rng.random() < 0.6:
        data["company_size"] = Plain(rng.choice(_SIZES)) if rng.random() < 0.8 else rng.randint(3, 400)
    if rng.random() < 0.3:
        data["kind"] = "organisation"
    _custom(tale)


def _tale(draft: Draft, words: Words, today: date) -> Tale:
    tale = Tale(draft, words, MARKET, today)
    language = words.language
    data = tale.data
    data["name"] = people.remarked(tale.rng, data["name"], words)
    tale.by = _OWNERS[language]
    if tale.chance(0.85):
        data["source"] = tale.pick(_SOURCES[language])
    if tale.chance(0.4):
        tags = ("vip", "newsletter") if data.get("kind") == "person" else _TAGS[language]
        data["tags"] = tale.rng.sample(tags, tale.rng.randint(1, 2))
    if tale.chance(0.75):
        data["owner"] = tale.pick(tale.by)
    if tale.chance(0.35):
        notes = tale.pick(words.notes)
        later = f"{notes}\n{tale.pick(words.later_notes)}"
        day = today - timedelta(tale.rng.randint(5, 230))
        data["notes"] = Later(day, later, notes) if tale.chance(0.3) else notes
    return tale


def _custom(tale: Tale) -> None:
    """Fields of the agency's own, and what other systems call the customer."""
    rng = tale.rng
    if tale.chance(0.3):
        choices: Data = {
            "contract_no": f"{rng.choice('ABC')}-{rng.randint(10, 99)}",
            "nda": tale.chance(0.6),
            "hourly_rate": Decimal(rng.choice(("85.00", "110.00", "650.00", "780.50"))),
            "seats": rng.randint(2, 60),
            "hosting": rng.choice(("shanghai", "hongkong", "frankfurt")),
        }
        tale.data["custom"] = {key: choices[key] for key in rng.sample(sorted(choices), rng.randint(1, 3))}
    if tale.chance(0.15):
        tale.data["external_ids"] = {"hubspot": str(rng.randint(700, 9999))}
