"""The turns a story can take: leaving, coming back, owing money, getting some back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plaincrm.actions.demo.buying import add_sale, insert
from plaincrm.actions.demo.record import Data, Later
from plaincrm.actions.demo.tale import Product, Tale, gross, workday
from plaincrm.actions.demo.talking import add

TERMS = 30  # days; both books keep to it
SALE_KEYS = (
    "#", "date", "product", "quantity", "amount", "currency", "tax_rate", "invoice", "external_id", "due",
    "payment_method", "payments", "paid", "delivery", "delivered", "against", "void", "note",
)  # fmt: skip


def lose(tale: Tale, ago: int) -> None:
    """They left, and said why."""
    day = workday(tale.ago(ago))
    _end_before(tale, day)
    add(tale, day, tale.say(tale.words.lost_call), channel="phone", direction="in")
    reason, note = tale.pick(tale.words.lost_reasons)
    entry: Data = {"date": day, "reason": reason}
    if tale.chance(0.7):
        entry["note"] = note
    tale.data["churn"] = [entry]
    tale.active = False


def win_back(tale: Tale, ago: int, *, times: int = 1) -> None:
    """They came back: a talk, then an order, and perhaps more since."""
    add(tale, tale.ago(ago + 25), tale.say(tale.words.winback), direction="out")
    for number in range(times):
        add_sale(tale, workday(tale.ago(ago - number * ago // times)), tale.pick(tale.market.products))
    add(tale, tale.ago(max(1, ago - 8)), tale.say(tale.words.checkin))
    tale.active = True


def owe(tale: Tale, late: int, *, part: bool = False, due_said: bool = False) -> None:
    """An invoice is so many days *late* and not paid, or paid only in *part*."""
    due = tale.ago(late)
    sale = add_sale(tale, due - timedelta(TERMS), _what(tale), open_=True)
    if due_said:
        sale["due"] = due
    if part:
        half = (gross(sale["amount"], sale.get("tax_rate")) / 2).quantize(Decimal(1)) + Decimal("0.00")
        paid = min(workday(due - timedelta(6)), tale.ago(1))
        sale |= {"payments": [{"date": paid, "amount": half}], "delivery": "partial"}
        sale.pop("delivered", None)
    if late > 10:
        remark = tale.words.late_remarks[late % len(tale.words.late_remarks)]
        sale["#"] = Later(tale.ago(late - 8), remark)
        add(tale, tale.ago(late - 9), tale.say(tale.words.reminder), direction="out")
    _in_order(sale)


def overpay(tale: Tale) -> None:
    """The last sale but one was paid twice over, by a little."""
    sale = tale.sales[max(0, len(tale.sales) - 2)]
    sale.pop("paid", None)
    day = sale["date"] + timedelta(12)
    due = gross(sale["amount"], sale.get("tax_rate"))
    more = max(Decimal(10), (due / 50).quantize(Decimal(1)))
    sale["payments"] = [{"date": day, "amount": due + more}]
    _in_order(sale)


def refund(tale: Tale, *, named: bool = True, settled: bool = True) -> None:
    """Part of a sale is given back: *named* on its invoice, of which the rest was then paid, or as a credit.

    *settled* is False where the money is still with us.
    """
    sale = next(sale for sale in reversed(tale.sales) if sale["date"] < tale.ago(45))
    day = sale["date"] + timedelta(tale.rng.randint(10, 30))
    share = (sale["amount"] / 5).quantize(Decimal(1)) + Decimal("0.00")
    back: Data = {"date": day, "product": sale["product"], "amount": -share}
    back |= {key: sale[key] for key in ("currency", "tax_rate") if key in sale}
    money_back = gross(share, sale.get("tax_rate"))
    later = day + timedelta(9)
    if named:
        back["against"] = sale  # its number, as soon as it has one
        sale.pop("paid", None)
        rest = gross(sale["amount"], sale.get("tax_rate")) - (money_back if settled else 0)
        sale["payments"] = [{"date": later, "amount": rest}]
        _in_order(sale)
    elif settled:
        back["payments"] = [{"date": later, "amount": -money_back}]
    back["note"] = tale.pick(tale.words.refund_notes)
    insert(tale.sales, back)


def void(tale: Tale) -> None:
    """The last sale was entered twice, and one of the two struck out."""
    sale = tale.sales[-1]
    kept = ("date", "product", "amount", "currency", "tax_rate")
    double: Data = {key: sale[key] for key in kept if key in sale}
    insert(tale.sales, {**double, "void": True, "note": tale.pick(("entered twice", "录重了"))})


def fade(tale: Tale, ago: int) -> None:
    """They stopped buying, and never said so."""
    tale.data["sales"] = [sale for sale in tale.sales if sale["date"] < tale.ago(ago)]
    tale.active = False


def archive(tale: Tale, ago: int) -> None:
    """Put aside so many days *ago*."""
    day = tale.ago(ago)
    tale.data["archived"] = Later(day, day)
    tale.active = False


def _what(tale: Tale) -> Product:
    sold = [sale["product"] for sale in tale.sales if sale["amount"] > 0]
    return tale.market.product(tale.rng.choice(sold)) if sold else tale.pick(tale.market.products)


def _end_before(tale: Tale, day: date) -> None:
    """Nothing is sold, said or asked from *day* on."""
    for name in ("sales", "contact_log", "feedback"):
        kept = [entry for entry in tale.data.get(name, ()) if entry["date"] < day]
        if name in tale.data:
            tale.data[name] = kept


def _in_order(sale: Data) -> None:
    """Put the keys of *sale* where they belong."""
    for key in SALE_KEYS:
        if key in sale:
            sale[key] = sale.pop(key)
