"""What the worksheet adds up by formulas, so that it follows what is changed in it.

They count as `list` does: net amounts that are not void, up to the day of the summary, in the book's
currency, others at the rate of their day.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.exporting.headings import REVENUE, heading, revenue_heading, sheet_name
from plaincrm.formats.worksheet import Formula, Heading, Sheet, column_range, letters
from plaincrm.model.currency import exponent
from plaincrm.model.money import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.formats.worksheet import Cell
    from plaincrm.index import Index
    from plaincrm.table import Table

_RATES = """
SELECT r.numerator, r.denominator FROM sales s LEFT JOIN rates r
  ON r.currency = s.currency AND r.day <= s.date_day AND s.date_day < r.until_day
ORDER BY s.customer, s.position
"""
_BY_CUSTOMER = """
SELECT c.customer, count(CASE WHEN b.is_sale THEN 1 END), total(b.base)
FROM documents c LEFT JOIN base_sales b ON b.customer = c.customer GROUP BY c.customer
"""
_FIGURES = {
    "asof": ("as of", "截至"),
    "customers": ("customers", "客户数"),
    "contacts": ("contacts", "联系次数"),
    "open": ("open follow-ups", "未完成跟进"),
    "orders": ("orders", "订单数"),
    "revenue": REVENUE,
}


class _Totals(NamedTuple):
    """Where things stand in the other sheets, and in which language these are called."""

    tables: Mapping[str, Table]
    lang: str

    def place(self, topic: str, column: str) -> int:
        return [each.name for each in self.tables[topic].columns].index(column)

    def all(self, topic: str, column: str) -> str:
        return column_range(sheet_name(topic, self.lang), self.place(topic, column))

    @property
    def asof(self) -> str:
        return f"'{sheet_name('summary', self.lang)}'!$B$2"

    @property
    def base(self) -> str:
        return column_range(sheet_name("sales", self.lang), len(self.tables["sales"].columns))


def based(index: Index, sheet: Sheet, tables: Mapping[str, Table], lang: str) -> Sheet:
    """The sales with a further column: what each counts for in the book's currency; empty without a rate."""
    totals = _Totals(tables, lang)
    own = index.settings["currency"]
    amount, void, day = (totals.place("sales", name) for name in ("amount", "void", "date"))
    rows: list[list[Cell]] = []
    for number, (row, (over, under)) in enumerate(zip(sheet.rows, index.rows(_RATES), strict=True), 2):
        cells = list(row)
        value = Decimal(str(cells[amount]))
        if over is not None:
            worth = rounded(value * over / under, own)
            counts = f"{letters(amount)}{number}"
            if over != under:
                counts = f"ROUND({counts}*{over}/{under},{exponent(own)})"
            left_out = f'{letters(void)}{number}="true",N({letters(day)}{number})>{totals.asof}'
            stands = cells[void] != "true" and str(cells[day])[:10] <= index.asof.isoformat()
            cells.append(Formula(f"=IF(OR({left_out}),0,{counts})", float(worth) if stands else 0))
        rows.append(cells)
    head = Heading(revenue_heading(own, lang), "money")
    return sheet._replace(headings=[*sheet.headings, head], rows=rows)


def classification(index: Index, tables: Mapping[str, Table], lang: str) -> Sheet:
    """Each customer with the level as it stands in the first sheet, orders and revenue."""
    totals = _Totals(tables, lang)
    own = index.settings["currency"]
    level = totals.place("customers", "level")
    levels = {row[0]: row[level] for row in tables["customers"].rows}
    buyers = totals.all("sales", "customer")
    names = {row[0]: row[1] for row in tables["customers"].rows}
    rows = [
        [
            customer,
            str(names[customer]),
            Formula(_level(totals, number), str(levels[customer] or "")),
            Formula(_orders(totals, number), orders),
            Formula(f"=SUMIFS({totals.base},{buyers},$A{number})", _units(base, own)),
        ]
        for number, (customer, orders, base) in enumerate(index.rows(_BY_CUSTOMER), 2)
    ]
    heads = [Heading(heading("classification", name, lang)) for name in ("customer", "name", "level")]
    heads.append(Heading(_FIGURES["orders"][lang == "zh"], "int"))
    heads.append(Heading(revenue_heading(own, lang), "money"))
    return Sheet(sheet_name("classification", lang), heads, rows)


def summary(index: Index, tables: Mapping[str, Table], lang: str) -> Sheet:
    """The figures of the whole worksheet."""
    totals = _Totals(tables, lang)
    own = index.settings["currency"]
    by_customer = index.rows(_BY_CUSTOMER)
    contacts, open_ = _contacts(tables["contact_log"])
    log, done = totals.all("contact_log", "follow_up"), totals.all("contact_log", "done")
    orders, revenue = (column_range(sheet_name("classification", lang), place) for place in (3, 4))
    channel = totals.all("contact_log", "channel")
    figures: dict[str, Cell] = {
        "asof": index.asof,
        "customers": Formula(f"=COUNTA({totals.all('customers', 'customer')})", len(by_customer)),
        "contacts": Formula(
            f'=COUNTA({totals.all("contact_log", "customer")})-COUNTIF({channel},"note")', contacts
        ),
        "open": Formula(f'=COUNTIFS({log},"<>",{done},"=")', open_),
        "orders": Formula(f"=SUM({orders})", sum(row[1] for row in by_customer)),
        "revenue": Formula(f"=SUM({revenue})", _units(sum(row[2] for row in by_customer), own)),
    }
    rows = [[_FIGURES[name][lang == "zh"], cell] for name, cell in figures.items()]
    rows[-1][0] = f"{rows[-1][0]} · {own}"
    heads = [Heading(heading("summary", name, lang)) for name in ("figure", "value")]
    return Sheet(sheet_name("summary", lang), [heads[0], heads[1]._replace(kind="number")], rows)


def _level(totals: _Totals, number: int) -> str:
    customers, levels = totals.all("customers", "customer"), totals.all("customers", "level")
    return f'=IFERROR(INDEX({levels},MATCH($A{number},{customers},0))&"","")'


def _orders(totals: _Totals, number: int) -> str:
    of_customer = f"{totals.all('sales', 'customer')},$A{number},{totals.all('sales', 'amount')}"
    # "<>t*" and not "<>true", which one program takes for a truth value and another for a text
    sold = f'{of_customer},">=0",{totals.all("sales", "void")},"<>t*"'
    return f'=COUNTIFS({sold})-COUNTIFS({sold},{totals.all("sales", "date")},">"&{totals.asof})'


def _contacts(table: Table) -> tuple[int, int]:
    rows = table.records()
    notes = sum(1 for row in rows if str(row["channel"] or "").casefold() == "note")
    return len(rows) - notes, sum(1 for row in rows if row["follow_up"] and not row["done"])


def _units(minor: float, own: str) -> float:
    return float(Decimal(int(minor)).scaleb(-exponent(own)))
