"""What a row says of a sale: an order, a payment, what was given back of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells import amounts, words
from plaincrm.actions.importing.entries.written import currency_code, exact, known_since, present
from plaincrm.actions.importing.values import UnfitError

if TYPE_CHECKING:
    from decimal import Decimal

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values

_REFUNDS = ("refund", "return", "credit", "credit note", "退款", "退货")
_PAID = ("true", "yes", "paid", "ja", "是", "已付", "已付款", "已支付", "已收款", "已结清")
_UNPAID = ("", "false", "no", "unpaid", "open", "nein", "否", "未付", "未付款", "未支付", "未收款", "待付款")
_VOID = ("true", "yes", "1", "x", "void", "voided", "是", "作废", "已作废", "cancelled", "canceled", "取消")


def read(values: Values, topic: str) -> list[Data]:
    """The sale of a row and its refund, if it tells of one."""
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
    date = date or values.likely_day("last_contact") or known_since(values)
    found = values.below("sales.")
    code = found.get("currency", "").upper() or currency
    if found.get("kind", "").casefold() in _REFUNDS and amount > 0:
        amount = -amount
    sale = {
        "date": date,
        "product": found.get("product"),
        "quantity": values.number("sales.quantity"),
        "amount": exact(amount, code or values.options.currency),
        "currency": currency_code(code, values),
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
    return present(sale)


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
    return present(
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


def _meant(target: str, text: str | None) -> str | None:
    return words.word(target, text) if text else None


def _delivery(values: Values, text: str | None) -> str | None:
    meant = _meant("sales.delivery", text)
    if meant in (None, *words.DELIVERY):
        return meant
    values.warnings.append(f'delivery "{text}" is neither pending, partial nor delivered; left out')
    return None
