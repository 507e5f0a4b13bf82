"""Groups of customers for ``segments --by``: how many, how many of them buy, and what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.reports.rfm import frequency_bands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.buyers import Buyers
    from plaincrm.reports.grades import Grades, Rules
    from plaincrm.table import Value

COLUMNS = "group, customers int, share share, buyers int, revenue money, revenue_share share"
OF_A_GRADE = {"frequency": "frequency_band", "amount": "amount_band", "segment": "segment", "class": "klass"}
KNOWN = "(coalesce(c.first_day, :asof_day) <= :asof_day OR c.customer IN (SELECT b.customer FROM buyers b))"
_ATTRIBUTE = """
SELECT c.customer, CASE :by WHEN 'industry' THEN c.industry WHEN 'company_size' THEN c.company_size
  WHEN 'level' THEN c.level ELSE c.source END
FROM customers c
WHERE {known}"""
_TAG = """
SELECT DISTINCT c.customer, t.value
FROM customers c LEFT JOIN list_values t ON t.customer = c.customer AND t.field = 'tags'
WHERE {known}"""
_REFUNDED = """
SELECT customer, coalesce(sum(base), 0) FROM base_sales
WHERE date_day BETWEEN :from_day AND :to_day
GROUP BY customer
HAVING sum(is_sale) = 0
"""

Member = tuple[str, str | None]


def group_rows(
    index: Index, ask: Ask, rules: Rules, buyers: Buyers, grades: Grades
) -> tuple[list[tuple[Value, ...]], str]:
    """A row per group and a note that says who is counted; bands in their order, else most revenue first."""
    by = ask.text("by")
    revenue = dict(zip(buyers.customer, buyers.revenue, strict=True))
    refunded: dict[str, int] = {}
    if by in OF_A_GRADE:
        labels: Sequence[str | None] = getattr(grades, OF_A_GRADE[by])
        members = list(zip(buyers.customer, labels, strict=True))
        note = "Only buyers are grouped; share is of all buyers."
    else:
        sql = _TAG if by == "tag" else _ATTRIBUTE
        members = index.rows(sql.format(known=KNOWN), {**ask.bound(), "by": by})
        refunded = dict(index.rows(_REFUNDED, ask.bound()))
        note = "Customers without a sale are counted; share is of all customers."
        if by == "tag":
            note += " A customer with several tags counts in each, so shares may pass 100 %."
    order = (
        frequency_bands(rules.frequency_starts)
        if by == "frequency"
        else ["A", "B", "C"]
        if by == "amount"
        else []
    )
    return _rows(members, revenue, refunded, order), note


def _rows(
    members: Sequence[Member], revenue: dict[str, int], refunded: dict[str, int], order: list[str]
) -> list[tuple[Value, ...]]:
    """A row per group; what was *refunded* to those who are no buyers is part of its revenue."""
    brought = revenue | refunded
    groups: dict[str | None, list[str]] = {}
    for customer, label in members:
        groups.setdefault(label, []).append(customer)
    everybody = {customer for customer, _ in members}
    total = sum(brought.get(customer, 0) for customer in everybody)
    rows: list[tuple[Value, ...]] = []
    for label, customers in groups.items():
        buying = sum(1 for customer in customers if customer in revenue)
        money = sum(brought.get(customer, 0) for customer in customers)
        share = money / total if total > 0 else None
        rows.append((label, len(customers), len(customers) / len(everybody), buying, money, share))
    return sorted(rows, key=lambda row: _place(row, order))


def _place(row: tuple[Value, ...], order: list[str]) -> tuple[int, int, bool, str]:
    label, revenue = row[0], row[4]
    assert isinstance(revenue, int)
    if isinstance(label, str) and label in order:
        return order.index(label), 0, False, ""
    return len(order), -revenue, label is None, str(label or "")
