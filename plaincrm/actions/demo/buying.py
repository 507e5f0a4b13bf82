"""What a customer buys, when, and how it is paid and delivered."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plaincrm.actions.demo.record import Data, Later
from plaincrm.actions.demo.tale import Product, Tale, gross, workday

_HALVES = (Decimal("0.3"), Decimal("0.5"), Decimal("0.4"))


def buy(tale: Tale, first: date) -> None:
    """All purchases from the *first* on, until the customer drops out or today."""
    days = _days(tale, first)
    for number, day in enumerate(days):
        product = _choose(tale, number)
        add_sale(tale, day, product)
        if product.companion and tale.chance(0.35):
            add_sale(tale, day, tale.market.product(product.companion))


def add_sale(
    tale: Tale, day: date, product: Product, *, paid: date | None = None, open_: bool = False
) -> Data:
    """One sale, put where its day belongs; *paid* on a day of our choice, or left open."""
    net = price(tale, product)
    pieces = tale.rng.randint(1, product.pieces)
    sale: Data = {"date": day, "product": product.name}
    if product.pieces > 1:
        sale["quantity"] = pieces
    sale["amount"] = net * pieces
    if tale.trade.currency:
        sale["currency"] = tale.trade.currency
    if tale.trade.tax_rate is not None:
        sale["tax_rate"] = tale.trade.tax_rate
    sale["invoice"] = None  # numbered when all sales of the book are known
    if not open_:
        _pay(tale, sale, paid or workday(day + timedelta(_delay(tale))))
    _deliver(tale, sale)
    insert(tale.sales, sale)
    return sale


def price(tale: Tale, product: Product) -> Decimal:
    """What this customer pays for one *product*, in their currency, mostly a round sum."""
    list_price = product.price * tale.trade.size * tale.rng.lognormvariate(0, 0.12)
    amount = Decimal(list_price) / tale.trade.per_unit
    if tale.chance(0.06):
        return amount.quantize(Decimal("0.01"))
    step = Decimal(100 if amount > 5000 else 10 if amount > 100 else 1)
    return (max(amount, step) / step).quantize(Decimal(1)) * step + Decimal("0.00")


def insert(entries: list[Data], entry: Data) -> None:
    """Put *entry* behind those of its day and before."""
    position = len(entries)
    while position and entries[position - 1]["date"] > entry["date"]:
        position -= 1
    entries.insert(position, entry)


def number_invoices(tales: list[Tale], form: str) -> None:
    """Number the sales of all customers by day, each year from 1; refunds then name theirs."""
    sales = [(sale["date"], tale.draft.id, sale) for tale in tales for sale in tale.data.get("sales", ())]
    last: dict[int, int] = {}
    for day, _, sale in sorted(sales, key=lambda item: item[:2]):
        if "invoice" in sale and sale["invoice"] is None:
            last[day.year] = last.get(day.year, 0) + 1
            sale["invoice"] = form.format(year=day.year, number=last[day.year])
    for _, _, sale in sales:
        if isinstance(sale.get("against"), dict):
            sale["against"] = sale["against"]["invoice"]


def _days(tale: Tale, first: date) -> list[date]:
    days: list[date] = []
    day = _in_season(tale, first)
    tale.active = day <= tale.today
    while day <= tale.today and tale.active:
        days.append(workday(day))
        tale.active = not tale.chance(tale.trade.dropout)
        day = _in_season(tale, day + timedelta(_gap(tale)))
    return days[-tale.trade.most :]


def _gap(tale: Tale) -> int:
    if tale.trade.standing:
        return round(tale.trade.gap + tale.rng.uniform(-2, 2))
    return max(4, round(tale.rng.expovariate(1 / tale.trade.gap)))


def _in_season(tale: Tale, day: date) -> date:
    if tale.trade.standing:
        return day
    for _ in range(4):
        if tale.chance(tale.market.season[day.month - 1]):
            break
        day += timedelta(9)
    return day


def _choose(tale: Tale, number: int) -> Product:
    if tale.trade.standing and (number or tale.chance(0.5)):
        return tale.market.product(tale.trade.standing)
    weights = [product.later if number else product.first for product in tale.market.products]
    return tale.rng.choices(tale.market.products, weights)[0]


def _delay(tale: Tale) -> int:
    return min(75, round(tale.trade.delay * tale.rng.lognormvariate(0, 0.4)))


def _pay(tale: Tale, sale: Data, day: date) -> None:
    """Paid in full on *day*: said shortly, or as one or two payments."""
    if tale.chance(0.4):
        sale["payment_method"] = tale.pick(tale.words.methods)
    if tale.chance(0.6):
        sale["paid"] = Later(day, day)
        return
    due = gross(sale["amount"], sale.get("tax_rate"))
    if tale.chance(0.25):
        part = (due * tale.pick(_HALVES)).quantize(Decimal(1)) + Decimal("0.00")
        early = sale["date"] + (day - sale["date"]) // 3
        sale["payments"] = [{"date": early, "amount": part}, {"date": day, "amount": due - part}]
    else:
        sale["payments"] = [{"date": day, "amount": due}]


def _deliver(tale: Tale, sale: Data) -> None:
    if tale.chance(0.4) or tale.trade.standing:
        return
    day = workday(sale["date"] + timedelta(tale.rng.randint(*tale.market.delivery)))
    day = max(day, sale["date"])
    before = "partial" if tale.chance(0.3) else "pending"
    sale["delivery"] = Later(day, "delivered", before)
    if tale.chance(0.6):
        sale["delivered"] = Later(day, day)
