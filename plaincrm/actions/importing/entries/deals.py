"""What a row says of a deal: one that is open, was won or lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.importing.entries.written import currency_code, exact, known_since, present

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values

_OPEN = ("", "open", "offen", "进行中", "跟进中")
_WON = re.compile(r"(closed[ -]?)?won\b.*|赢单|成交|已成交|gewonnen", re.IGNORECASE)
_LOST = re.compile(r"(closed[ -]?)?lost\b.*|丢单|输单|verloren", re.IGNORECASE)


def read(values: Values, topic: str) -> list[Data]:
    """The deal of a row, if it tells of one."""
    found = values.below("deals.")
    money = values.money("deals.amount")
    if topic != "deals" and not (money and money.amount):
        return []
    opened = values.likely_day("deals.opened") or known_since(values)
    deal: Data = {"opened": opened, "title": found.get("title"), "stage": found.get("stage")}
    if money:
        code = (found.get("currency") or money.currency).upper()
        deal |= {
            "amount": exact(money.amount, code or values.options.currency),
            "currency": currency_code(code, values),
        }
    deal["probability"] = values.share("deals.probability")
    deal["close_by"] = values.likely_day("deals.close_by")
    deal["closed"] = values.likely_day("deals.closed")
    deal |= {"outcome": _outcome(found), "reason": found.get("reason"), "ref": values.text("ref")}
    if deal["outcome"] in ("won", "lost"):
        deal["closed"] = deal["closed"] or deal["close_by"] or opened
    return [present(deal)]


def _outcome(found: dict[str, str]) -> str | None:
    """Won or lost, as a column of its own or the stage says; nothing for a deal that is open."""
    for text in (found.get("outcome", ""), found.get("stage", "")):
        if _WON.fullmatch(text) or _LOST.fullmatch(text):
            return "won" if _WON.fullmatch(text) else "lost"
    outcome = found.get("outcome", "")
    return None if outcome.casefold() in _OPEN else outcome
