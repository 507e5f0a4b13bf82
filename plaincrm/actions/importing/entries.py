"""What a row says that happened: a contact, a sale, a deal, an opinion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells import amounts, words
from plaincrm.actions.importing.cells.amounts import written
from plaincrm.actions.importing.values import UnfitError, are_there

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from decimal import Decimal

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values

    Reader = Callable[[Values, str], list[Data]]

_REFUNDS = ("refund", "return", "credit", "credit note", "退款", "退货")
_PAID = ("true", "yes", "paid", "ja", "是", "已付", "已付款", "已支付", "已收款", "已结清")
_UNPAID = ("", "false", "no", "unpaid", "open", "nein", "否", "未付", "未付款", "未支付", "未收款", "待付款")
_OPEN = ("", "open", "offen", "进行中", "跟进中")
_WON = re.compile(r"(closed[ -]?)?won\b.*|赢单|成交|已成交|gewonnen", re.IGNORECASE)
_LOST = re.compile(r"(closed[ -]?)?lost\b.*|丢单|输单|verloren", re.IGNORECASE)
_VOID = ("true", "yes", "是", "1")


def _contact(values: Values, topic: str) -> list[Data]:
    if topic == "contact_log":
        return [_logged(values)]
    last = values.likely_day("last_contact", clock=True)
    follow_up = values.likely_day("next_follow_up", after=last or _known_since(values))
    summary = values.text("last_summary")
    if not (last or follow_up or summary):
        if topic == "follow_ups":
            raise UnfitError("names no day to follow up")
        return []
    entry: Data = {"date": last or _known_since(values)}
    if follow_up or not last:
        entry["channel"] = "note"
    return [_present({**entry, "summary": summary, "follow_up": follow_up, "plan": values.text("plan")})]


def _known_since(values: Values) -> str:
    """A promise without a last contact was made when the customer was entered, else today."""
    created = values.likely_day("since")
    return created or values.options.today


def _logged(values: Values) -> Data:
    date = values.day("contact_log.date", clock=True)
    if date is None:
        raise UnfitError("has no date")
    found = values.below("contact_log.")
    entry = {"date": date}
    for key in ("channel", "direction"):
        if key in found:
            entry[key] = words.word(f"contact_log.{key}", found[key])
    if entry.get("direction") not in (None, "in", "out"):
        values.warnings.append(f'direction "{entry.pop("direction")}" is neither in nor out; left out')
    for key in ("person", "by", "summary"):
        entry[key] = found.get(key, "")
    entry["follow_up"] = values.likely_day("contact_log.follow_up", after=date) or ""
    entry["plan"] = found.get("plan", "") or values.text("plan")
    entry["done"] = values.likely_day("contact_log.done") or ""
    return _present({**entry, "every": found.get("every"), "ref": values.text("ref")})


def _sales(values: Values, topic: str) -> list[Data]:
    money = values.money("sales.amount")
    if money is None:
        if topic == "sales":
            raise UnfitError("has no amount")
        return []
    if topic != "sales" and not money.amount:
        return []
    sale = _sale(values, topic, money.amount, money.currency)
    refund = values.money("refund")
    back = refund.amount if refund else _refund_told(values)
    return [sale, _refund(values, sale, back)] if back else [sale]


def _sale(values: Values, topic: str, amount: Decimal, currency: str) -> Data:
    paid_on = values.day("sales.paid_on")
    date = values.day("sales.date") or paid_on
    if date is None and topic == "sales":
        raise UnfitError("has no date")
    date = date or values.likely_day("last_contact") or _known_since(values)
    found = values.below("sales.")
    code = found.get("currency", "").upper() or currency
    if found.get("kind", "").casefold() in _REFUNDS and amount > 0:
        amount = -amount
    sale = {
        "date": date,
        "product": found.get("product"),
        "quantity": values.number("sales.quantity"),
        "amount": exact(amount, code or values.options.currency),
        "currency": _code(code, values),
        "tax_rate": values.share("sales.tax_rate"),
        "invoice": found.get("invoice"),
        "external_id": found.get("external_id"),
        "due": values.likely_day("sales.due"),
        "payment_method": _meant("sales.payment_method", found.get("payment_method")),
        "paid": _paid(values, date) or paid_on or (date if values.options.paid else None),
        "delivery": _delivery(values, found.get("delivery")),
        "delivered": values.likely_day("sales.delivered"),
        "against": found.get("against"),
        "void": "true" if found.get("void", "").casefold() in _VOID else None,
        "note": found.get("note"),
        "ref": values.text("ref"),
    }
    return _present(sale)


def _paid(values: Values, date: str) -> str | None:
    """When it was paid; on the day of the sale where a cell only says that it was."""
    said = values.text("sales.paid").casefold()
    if said in _UNPAID:
        return None
    return date if said in _PAID else values.likely_day("sales.paid")


def _refund_told(values: Values) -> Decimal | None:
    """What a state says of a part that was given back: 已退款(￥34.00)."""
    told = re.search(r"退款[(（]([^)）]+)[)）]", values.text("status"))
    money = amounts.money(told[1]) if told else None
    return money.amount if money else None


def _refund(values: Values, sale: Data, amount: Decimal) -> Data:
    """What a payment or order gave back, as an entry of its own on the same day."""
    code = sale.get("currency", values.options.currency)
    known_by = sale.get("external_id")
    return _present(
        {
            "date": sale["date"],
            "product": sale.get("product"),
            "amount": exact(-abs(amount), code),
            "currency": sale.get("currency"),
            "external_id": f"{known_by}:refund" if known_by else None,
            "paid": sale.get("paid"),
            "against": sale.get("invoice"),
        }
    )


def exact(amount: Decimal, code: str) -> str:
    """The amount as a file writes it; UnfitError where the currency has fewer decimals."""
    from plaincrm.model.money import minor
    from plaincrm.model.values import LARGEST_AMOUNT

    if abs(amount) >= LARGEST_AMOUNT:
        raise UnfitError(f"{amount:f} is too large an amount")
    try:
        minor(amount, code)
    except ValueError as error:
        raise UnfitError(str(error)) from error
    return written(amount)


def _code(code: str, values: Values) -> str | None:
    """The currency to write: none where it is the book's; UnfitError where it is no code."""
    from plaincrm.model.currency import CODES, SPELLINGS

    meant = code if code in CODES else SPELLINGS.get(code, code)
    if meant and not (len(meant) == 3 and meant.isascii() and meant.isalpha()):
        raise UnfitError(f'"{code}" is not a currency')
    return None if meant == values.options.currency else meant or None


def _meant(target: str, text: str | None) -> str | None:
    return words.word(target, text) if text else None


def _delivery(values: Values, text: str | None) -> str | None:
    meant = _meant("sales.delivery", text)
    if meant in (None, *words.DELIVERY):
        return meant
    values.warnings.append(f'delivery "{text}" is neither pending, partial nor delivered; left out')
    return None


def _deal(values: Values, topic: str) -> list[Data]:
    found = values.below("deals.")
    money = values.money("deals.amount")
    if topic != "deals" and not (money and money.amount):
        return []
    opened = values.likely_day("deals.opened") or _known_since(values)
    deal: Data = {"opened": opened, "title": found.get("title"), "stage": found.get("stage")}
    if money:
        code = (found.get("currency") or money.currency).upper()
        deal |= {
            "amount": exact(money.amount, code or values.options.currency),
            "currency": _code(code, values),
        }
    deal["probability"] = values.share("deals.probability")
    deal["close_by"] = values.likely_day("deals.close_by")
    deal["closed"] = values.likely_day("deals.closed")
    deal |= {"outcome": _outcome(found), "reason": found.get("reason"), "ref": values.text("ref")}
    if deal["outcome"] in ("won", "lost"):
        deal["closed"] = deal["closed"] or deal["close_by"] or opened
    return [_present(deal)]


def _outcome(found: dict[str, str]) -> str | None:
    """Won or lost, as a column of its own or the stage says; nothing for a deal that is open."""
    for text in (found.get("outcome", ""), found.get("stage", "")):
        if _WON.fullmatch(text) or _LOST.fullmatch(text):
            return "won" if _WON.fullmatch(text) else "lost"
    outcome = found.get("outcome", "")
    return None if outcome.casefold() in _OPEN else outcome


def has_feedback(values: Values) -> bool:
    """Whether a row has a score, a complaint, a comment or a suggestion."""
    found = values.below("feedback.")
    return any(found.get(key) for key in ("score", "complaint", "comment", "suggestion"))


def _feedback(values: Values, topic: str) -> list[Data]:
    found = values.below("feedback.")
    complaint = found.get("complaint")
    said = {key: found.get(key) for key in ("comment", "suggestion")}
    score = _score(values, found.get("score"))
    if not (score or complaint or any(said.values())):
        return []
    date = values.day("feedback.date")
    if date is None:
        if topic == "feedback":
            raise UnfitError("has no date")
        date = values.likely_day("sales.date") or values.likely_day("last_contact") or _known_since(values)
    made = []
    if score or any(said.values()):
        made.append(_opinion(values, date, found, score, said))
    if complaint:
        made.append(_present({"date": date, "kind": "complaint", "comment": complaint}))
    return made


def _opinion(
    values: Values, date: str, found: dict[str, str], score: str | None, said: dict[str, str | None]
) -> Data:
    kind = words.word("feedback.kind", found["kind"]) if "kind" in found else None
    metric = found.get("metric", "").casefold() or None
    if kind not in (None, *words.FEEDBACK_KIND):
        values.warnings.append(f'feedback kind "{kind}" is unknown; left out')
        kind = None
    if kind is None and not score:
        kind = "suggestion" if said["suggestion"] else "praise"
    scale = found.get("scale")
    return _present(
        {
            "date": date, "kind": kind, "metric": metric, "score": score, "scale": scale,
            "product": found.get("product"), **said,
            "resolved": values.likely_day("feedback.resolved"), "resolution": found.get("resolution"),
            "ref": values.text("ref"),
        }
    )  # fmt: skip


def _score(values: Values, text: str | None) -> str | None:
    if not text:
        return None
    meant = words.word("feedback.score", text)
    if meant != text:
        return meant
    plain = text.removesuffix("分").removesuffix("星").strip()
    if plain.count("/") == 1:
        plain = plain.partition("/")[0].strip()
    if plain.replace(".", "", 1).isdigit() and plain.isascii():
        return plain
    values.warnings.append(f'score "{text}" is no number; left out')
    return None


def _present(entry: Data) -> Data:
    return {key: value for key, value in entry.items() if value not in (None, "")}


_KINDS: tuple[tuple[str, Reader, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "contact_log",
        _contact,
        ("last_contact", "next_follow_up", "last_summary"),
        ("contact_log", "follow_ups"),
    ),
    ("sales", _sales, ("sales.amount",), ("sales",)),
    ("deals", _deal, ("deals.amount",), ("deals",)),
    ("feedback", _feedback, ("feedback.",), ()),
)
"""List → its reader, the targets of which one makes an entry, and the topics whose rows always do."""


def kinds_for(targets: Collection[str], topic: str) -> list[tuple[str, Reader]]:
    """The lists whose entries rows with these columns may tell of, each with what reads them off a row.

    A reader raises UnfitError where an entry lacks what it must have.
    """
    return [
        (name, read) for name, read, wanted, topics in _KINDS if topic in topics or are_there(wanted, targets)
    ]
