"""Reports on buying over time give the same bytes however files and entries lie on disk, in every option."""

from plaincrm.output import render
from tests.reports.buying_oracle import rich_book
from tests.reports.test_reports_are_stable import shuffled

ASOF = "2026-11-23"
ASKED = [
    ("concentration", {"from_": "2026-01-01"}),
    ("purchases", {"from_": "2025-06-01", "to": "2026-06-30"}),
    ("cohorts", {"by": "quarter", "revenue": True, "unbounded": True}),
    ("cohorts", {"from_": "2026-01-01"}),
    ("retention", {"event": "silent", "days": 45, "by": "tag"}),
    ("affinity", {"for": "c000"}),
    ("activity", {"by": "person", "to": "2026-10-31"}),
    ("acquisition", {"by": "month", "from_": "2025-01-01"}),
    ("migration", {"since": "2026-06-30", "count": "orders"}),
    ("migration", {"cuts": "r=30/60/90/180,f=2/3/4/5"}),
]


def texts(shop):
    tables = [shop.report(name, asof=ASOF, **values) for name, values in ASKED]
    return ["\n".join([render(table, "json"), *table.notes]) for table in tables]


def test_the_order_on_disk_changes_nothing_in_any_option(new_shop):
    book = rich_book(5, 130, ASOF)
    one, other = new_shop(), new_shop()
    one.customers(book)
    other.customers(shuffled(book, 5))

    found = texts(one)

    assert texts(other) == found
    assert all(len(text.splitlines()) > 5 for text in found)
