"""People with a name, an address to reach them at, and now and then a birthday."""

from __future__ import annotations

import random
import unicodedata
from datetime import date
from typing import NamedTuple

from plaincrm.actions.demo import names_en, names_zh
from plaincrm.actions.demo.record import Data, Noted, Plain
from plaincrm.actions.demo.words import Words

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


class Name(NamedTuple):
    """A person's name as written, and in Latin small letters for addresses."""

    full: str
    latin: str


def invent_name(rng: random.Random, language: str) -> Name:
    """A Chinese (zh) or a Western name."""
    if language == "zh":
        surname, given = rng.choice(names_zh.SURNAMES), rng.choice(names_zh.GIVEN)
        return Name(surname[0] + given[0], f"{surname[1]}.{given[1]}")
    first, last = rng.choice(names_en.FIRST), rng.choice(names_en.LAST)
    return Name(f"{first} {last}", f"{ascii_letters(first)}.{ascii_letters(last)}")


def ascii_letters(text: str) -> str:
    """*text* in small letters without accents, ä as ae."""
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(letter for letter in plain.lower() if letter.isascii() and letter.isalnum())


def mobile(rng: random.Random, language: str) -> str:
    """A mobile number; the German ones are kept free for fiction, the Chinese ones only look real."""
    if language == "zh":
        return f"+86 199 0000 {rng.randrange(10_000):04d}"
    return f"+49 171 39200{rng.randrange(100):02d}"


def birthday(rng: random.Random) -> date | Plain:
    """A birthday, sometimes without the year."""
    day = date(rng.randint(1962, 2001), rng.randint(1, 12), rng.randint(1, 28))
    return Plain(f"--{day:%m-%d}") if rng.random() < 0.3 else day


def contact(rng: random.Random, language: str, words: Words, domain: str) -> Data:
    """Somebody at an organisation, with as much as was on the card."""
    name = invent_name(rng, language)
    title, department = rng.choice(words.titles)
    person: Data = {"name": name.full, "title": title}
    if department and rng.random() < 0.4:
        person["department"] = department
    if rng.random() < 0.5:
        person["role"] = rng.choice(words.roles)
    if rng.random() < 0.25:
        person["birthday"] = birthday(rng)
    if rng.random() < 0.2:
        person["notes"] = rng.choice(words.person_notes)
    return {**person, **reach(rng, language, name, domain)}


def reach(rng: random.Random, language: str, name: Name, domain: str) -> Data:
    """Phones, e-mails and social handles of a person."""
    ways: Data = {}
    if rng.random() < 0.6:
        ways["phones"] = [mobile(rng, language)]
    if rng.random() < 0.75:
        ways["emails"] = [f"{name.latin}@{domain}"]
    handle = name.latin.replace(".", "_")
    if rng.random() < (0.7 if language == "zh" else 0.15):
        ways["social"] = {"wechat": handle}
    elif rng.random() < 0.3:
        ways["social"] = {"linkedin": handle}
    return ways


def remarked(rng: random.Random, name: str, words: Words) -> str | Noted:
    """*name*, now and then with a remark behind it."""
    return Noted(name, rng.choice(words.remarks)) if rng.random() < 0.2 else name
