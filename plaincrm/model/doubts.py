"""Warnings: unknown fields, words that the settings do not name, phones and e-mails that look like none.

They read the raw data and never block anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from plaincrm.model import looks, values
from plaincrm.model.currency import CODES, SPELLINGS
from plaincrm.model.order import ORDER
from plaincrm.model.problems import Flaw, Loc
from plaincrm.model.rules import inner, maps
from plaincrm.model.stage import STAGES
from plaincrm.model.suggest import nearest
from plaincrm.model.values import quoted

if TYPE_CHECKING:
    from plaincrm.model.settings import Settings

Path = tuple[str, ...]

_KNOWN = {path: frozenset(keys) for path, keys in ORDER.items()}
_CHILDREN: dict[Path, list[Path]] = {
    path: [child for child in ORDER if child[:-1] == path and child] for path in ORDER
}
_DEEPER = {path: frozenset(child[-1] for child in children) for path, children in _CHILDREN.items()}


def doubts(data: dict[str, Any], settings: Settings, *, deep: bool = False) -> list[Flaw]:
    """Every warning; *deep* asks phonenumbers and email-validator, which takes its time."""
    flaws = [*_unknown(data, (), ()), *_words(data, settings), *_currencies(data), *_scales(data)]
    flaws += _reach(data, (), settings, deep)
    for position, person in maps(data.get("people")):
        flaws += _reach(person, ("people", position), settings, deep)
    return flaws


def unknown_field(loc: Loc, key: str, known: Iterable[str], advice: str) -> Flaw:
    """The warning about a field that the format does not have."""
    near = nearest(key, known)
    hint = f"did you mean {near}?" if near else advice
    return Flaw((*loc, key), f"unknown field {quoted(key)}", hint, "warning")


def _unknown(entry: dict[str, Any], path: Path, loc: Loc) -> Iterator[Flaw]:
    known = _KNOWN[path]
    if not known.issuperset(entry):
        advice = "it is kept; fields of your own have their place under custom"
        for key in entry:
            if isinstance(key, str) and key not in known:
                yield unknown_field(loc, key, ORDER[path], advice)
    for child in _CHILDREN[path]:
        key = child[-1]
        value = entry.get(key)
        if isinstance(value, dict):
            yield from _unknown(value, child, (*loc, key))
        elif value:
            fields, deeper = _KNOWN[child], _DEEPER[child]
            for position, item in maps(value):
                if not (fields.issuperset(item) and deeper.isdisjoint(item)):
                    yield from _unknown(item, child, (*loc, key, position))


def _words(data: dict[str, Any], settings: Settings) -> Iterator[Flaw]:
    yield from _word(("level",), data.get("level"), settings.levels, "cadence")
    stage = data.get("stage")
    loc: Loc = ("stage", "value") if isinstance(stage, dict) else ("stage",)
    yield from _word(loc, stage.get("value") if isinstance(stage, dict) else stage, STAGES, None)
    decision = inner(data, "needs", "decision")
    yield from _word(
        ("needs", "decision", "stage"), decision.get("stage"), settings.decision_stages, "decision_stages"
    )
    for position, deal in maps(data.get("deals")):
        yield from _word(("deals", position, "stage"), deal.get("stage"), settings.deal_stages, "deal_stages")


def _word(loc: Loc, word: Any, known: Iterable[str], setting: str | None) -> Iterator[Flaw]:
    names = list(known)
    if not isinstance(word, str) or word in names:
        return
    near = nearest(word, names)
    choice = f"write {near}" if near else "write " + " or ".join(names)
    if setting is None:
        yield Flaw(loc, f"{quoted(word)} is not a stage of life", choice, "warning")
    else:
        what = "level" if setting == "cadence" else setting.removesuffix("s").replace("_", " ")
        hint = f"{choice}, or add it to {setting} in plaincrm.yaml"
        yield Flaw(loc, f"{quoted(word)} is not a {what} of the settings", hint, "warning")


def _currencies(data: dict[str, Any]) -> Iterator[Flaw]:
    for name in ("sales", "deals"):
        for position, entry in maps(data.get(name)):
            code = entry.get("currency")
            if code is not None:
                yield from doubtful_currency((name, position, "currency"), code)


def doubtful_currency(loc: Loc, code: Any) -> Iterator[Flaw]:
    """The warning about a well-formed code that ISO 4217 does not list; nothing for other values."""
    if isinstance(code, str) and code not in CODES and values.CODE.fullmatch(code):
        meant = SPELLINGS.get(code)
        hint = f"write {meant}" if meant else "check the code: CNY, EUR, USD, …"
        yield Flaw(loc, f"{quoted(code)} is not a currency of ISO 4217", hint, "warning")


def _scales(data: dict[str, Any]) -> Iterator[Flaw]:
    for position, entry in maps(data.get("feedback")):
        metric = entry.get("metric")
        if metric in ("nps", "ces") and entry.get("scale") is not None:
            loc = ("feedback", position, "scale")
            yield Flaw(
                loc, f"a scale means nothing for {metric}", "remove it; only csat has a scale", "warning"
            )


def _reach(entry: dict[str, Any], loc: Loc, settings: Settings, deep: bool) -> Iterator[Flaw]:
    for field, fault in (("phones", looks.phone_fault), ("emails", looks.email_fault)):
        for step, text in _texts(entry.get(field)):
            found = fault(text, settings.region, deep)
            if found:
                yield Flaw((*loc, field, *step), found[0], found[1], "warning")


def _texts(value: Any) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, str):
                yield (position,), item
