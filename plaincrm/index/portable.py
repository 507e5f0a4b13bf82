"""A book's facts as typed tables that leave the index, and the documented views over them in portable SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.index.store import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index.index import Index

# The documented views that hold what the files say, and the order of their rows.
FACTS = {
    "customers": "customer",
    "list_values": "customer, field, position",
    "people": "customer, position",
    "reach": "customer, kind, key, value",
    "contacts": "customer, position",
    "sales": "customer, position",
    "payments": "customer, sale_position, position",
    "deals": "customer, position",
    "feedback": "customer, position",
    "churn": "customer, position",
    "rates": "currency, day",
    "settings": "key",
}
# Those that follow from the facts; each may stand on the ones before it.
_DERIVED = (
    "pool",
    "standing",
    "base_sales",
    "occasions",
    "buyers",
    "gone",
    "histories",
    "stages",
    "overview",
)
# ISO days; other dates may be as loose as they were written
_DATES = frozenset(
    [
        "date",
        "follow_up",
        "done",
        "due",
        "paid",
        "delivered",
        "opened",
        "close_by",
        "closed",
        "resolved",
        "last_contact",
        "asof",
    ]
)
_KINDS = {"INTEGER": "integer", "REAL": "number"}
_SQL_TYPES = {"integer": "BIGINT", "number": "DOUBLE PRECISION", "date": "DATE", "text": "TEXT"}
_MOMENT = (
    ("asof", "date"), ("asof_day", "integer"), ("from_day", "integer"), ("to_day", "integer"),
    ("currency", "text"), ("exponent", "integer"),
)  # fmt: skip
_VIEW = re.compile(r"^CREATE TEMP VIEW (\w+) AS\b.*?;$", re.DOTALL | re.MULTILINE)
_ALL_DAYS_BEFORE = -10_000_000


class Fact(NamedTuple):
    """A table to export: columns as (name, kind); a kind is text, integer, number or date."""

    name: str
    columns: tuple[tuple[str, str], ...]
    order: str

    def rows(self, index: Index) -> Iterator[tuple[object, ...]]:
        """Its rows about the customers that the views show, always in the same order."""
        if self.name == "moment":
            yield from index.rows(
                f"SELECT asof, asof_day, coalesce(from_day, {_ALL_DAYS_BEFORE}), coalesce(to_day, asof_day),"
                " currency, exponent FROM moment"
            )
            return
        names = ", ".join(name for name, _ in self.columns)
        yield from index.each(f"SELECT {names} FROM {self.name} ORDER BY {self.order}")


def facts(index: Index) -> list[Fact]:
    """Every table, `moment` last."""
    found = []
    for name, order in FACTS.items():
        described = index.rows("SELECT name, type FROM pragma_table_info(?)", (name,))
        columns = tuple((column, _kind(column, declared)) for column, declared in described)
        found.append(Fact(name, columns, order))
    return [*found, Fact("moment", _MOMENT, "")]


def table_definitions(tables: list[Fact]) -> str:
    """CREATE TABLE for each, as ``fact_NAME``, for a database that is filled."""
    return "\n".join(_table(fact) for fact in tables)


def view_definitions(tables: list[Fact]) -> str:
    """The documented views over ``fact_NAME``, in SQL that SQLite, DuckDB, PostgreSQL and Spark share."""
    ours = _views("portable.sql")
    derived = {**_views("inner.sql"), **_views("views.sql")}
    statements = [*map(_fact_view, tables), *ours.values(), *(derived[name] for name in _DERIVED)]
    return "\n\n".join(statements) + "\n"


def _kind(column: str, declared: str) -> str:
    return "date" if column in _DATES else _KINDS.get(declared, "text")


def _table(fact: Fact) -> str:
    columns = [("book", "text"), *fact.columns]
    lines = ",\n".join(f"  {name} {_SQL_TYPES[kind]}" for name, kind in columns)
    return f"CREATE TABLE fact_{fact.name} (\n{lines}\n);\n"


def _fact_view(fact: Fact) -> str:
    """Dates as ISO text, which is how the views have them."""
    columns = ", ".join(
        # behind an f. even words that a database keeps for itself, such as asof, are columns
        f"CAST(f.{name} AS VARCHAR(10)) AS {name}" if kind == "date" else f"f.{name}"
        for name, kind in fact.columns
    )
    return f"CREATE TEMP VIEW {fact.name} AS SELECT {columns} FROM fact_{fact.name} f;"


def _views(file: str) -> dict[str, str]:
    return {found[1]: found[0] for found in _VIEW.finditer(script(file))}
