"""The reference of the documented views as Markdown, made from the comments of views.sql."""

from __future__ import annotations

import re
from typing import NamedTuple

from plaincrm.index.store import script

_VIEW = re.compile(r"-- view (\w+): (.+)")
_COLUMN = re.compile(r"--   (\w+): (.+)")

_HEAD = """\
# The tables of a book

What `plaincrm sql` and a book's own `reports/*.sql` may read: one row per fact, as of today or `--asof`.
Generated from `plaincrm/index/views.sql` by `plaincrm schema --to schema`. Every other table may change with
any version.

- Dates come as ISO text (`date`), as a number of days since 1970-01-01 (`date_day`), and for entries also as
  month (`2026-11`) and as `month_no` (year × 12 + month), so that a query needs no date functions.
- Money is whole minor units (`1250` with `exponent` 2 is 12.50) beside its `currency`.
- `moment` is one row: `asof`, `asof_day`, `from_day`, `to_day`, `currency`, `exponent`.
- `tags` are joined by commas; `list_values` has one row for each.
"""


class View(NamedTuple):
    """A documented view: what a row is, and what each column holds, in order."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]


def documented_tables() -> str:
    """The Markdown of schema/tables.md."""
    return "\n".join([_HEAD, *(_section(view) for view in documented_views())])


def documented_views() -> list[View]:
    """Every documented view, in the order of views.sql."""
    views: list[View] = []
    for line in script("views.sql").splitlines():
        if found := _VIEW.fullmatch(line):
            views.append(View(found[1], found[2], ()))
        elif (found := _COLUMN.fullmatch(line)) and views:
            last = views[-1]
            views[-1] = last._replace(columns=(*last.columns, (found[1], found[2])))
    return views


def _section(view: View) -> str:
    rows = [f"| `{name}` | {about.replace('|', chr(92) + '|')} |" for name, about in view.columns]
    about = view.about[0].upper() + view.about[1:]
    return "\n".join([f"## {view.name}", "", f"{about}.", "", "| column | meaning |", "|---|---|", *rows, ""])
