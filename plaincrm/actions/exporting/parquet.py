"""``export parquet``: a book's facts as Parquet files, with the views and the reports' SQL beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plaincrm.errors import OutsideError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.actions.exporting import Wishes
    from plaincrm.index import Index
    from plaincrm.index.portable import Fact

_README = """\
# {book}, as of {asof}

Written by `plaincrm export parquet`; write it anew rather than change it.

- `NAME.parquet`: the facts, one file per table, each row with its `book`. Money is whole minor units,
  days are dates and also numbers (days since 1970-01-01).
- `schema.json`: the tables, their columns and what these mean. `schema.sql`: the tables `fact_NAME`, to
  be created in a database and filled from the files.
- `views.sql`: the documented views over `fact_NAME`. `reports/NAME.sql`: one SELECT each over the views.
- `moment` is one row: the day of the reports and the window. Put another day there, and they answer
  for that day.

With DuckDB, in this folder:

```sql
{loads}
.read views.sql
.read reports/purchases.sql
```
"""


def export_into(index: Index, _wishes: Wishes, folder: Path) -> str:
    """Write everything into *folder*, made where it is missing; gives in words what it holds.

    OutsideError (exit 6) where pyarrow is missing or the folder cannot be written.
    """
    from plaincrm.index.portable import facts

    tables = facts(index)
    try:
        counts = _write_tables(index, folder, tables)
        (folder / "reports").mkdir(exist_ok=True)
        for name, text in _texts(index, tables).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutsideError(
            f"{folder} cannot be written: {error.strerror}", hint="name a folder that is yours"
        ) from error
    entries = sum(counts[name] for name in ("contacts", "sales", "deals", "feedback"))
    return f"{counted(counts['customers'], 'customer')}, {entries} entries"


def _write_tables(index: Index, folder: Path, tables: list[Fact]) -> dict[str, int]:
    from plaincrm.formats.parquet import write_table

    book = _name(index)
    return {
        fact.name: write_table(
            folder / f"{fact.name}.parquet",
            (("book", "text"), *fact.columns),
            ((book, *row) for row in fact.rows(index)),
        )
        for fact in tables
    }


def _texts(index: Index, tables: list[Fact]) -> dict[str, str]:
    """The files that are text, by name."""
    from plaincrm.index.portable import table_definitions, view_definitions
    from plaincrm.reports.portable import portable_report, report_files

    loads = "\n".join(
        f"CREATE TEMP VIEW fact_{fact.name} AS SELECT * FROM read_parquet('{fact.name}.parquet');"
        for fact in tables
    )
    found = {
        "README.md": _README.format(book=_name(index), asof=index.asof.isoformat(), loads=loads),
        "schema.json": json.dumps(_schema(tables), ensure_ascii=False, indent=2) + "\n",
        "schema.sql": table_definitions(tables),
        "views.sql": view_definitions(tables),
    }
    for name, file in report_files(index.book.own_reports()).items():
        found[f"reports/{name}.sql"] = portable_report(name, file, index.settings)
    return found


def _schema(tables: list[Fact]) -> dict[str, object]:
    from plaincrm.index.reference import documented_views

    meanings = {view.name: (view.about, dict(view.columns)) for view in documented_views()}
    meanings["moment"] = ("one row: what the views call now", {})
    return {
        "tables": [
            {
                "name": fact.name,
                "about": meanings[fact.name][0],
                "columns": [
                    {"name": "book", "type": "text", "about": "the name of the book"},
                    *(
                        {"name": name, "type": kind, "about": meanings[fact.name][1].get(name, "")}
                        for name, kind in fact.columns
                    ),
                ],
            }
            for fact in tables
        ]
    }


def _name(index: Index) -> str:
    return index.settings.get("name") or index.book.root.name
