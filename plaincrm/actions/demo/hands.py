"""The hands that keep the demo books: how each of them writes a file."""

from __future__ import annotations

import random

from plaincrm.actions.customers import first_line
from plaincrm.actions.demo.layout import Style

# Business first, then how to reach them: the order of somebody who thinks in accounts.
_BUSINESS_FIRST = (
    "name", "kind", "level", "owner", "tags", "industry", "company_size", "source", "since", "stage",
    "cadence_days", "aliases", "company", "title", "people", "phones", "emails", "social", "website",
    "addresses", "birthday", "external_ids", "custom", "archived", "notes", "needs", "deals", "sales",
    "contact_log", "feedback", "churn",
)  # fmt: skip

TOOL = Style()
_TIGHT = Style(dash=0, spaced=False, rows=frozenset({"people", "payments", "churn", "deals", "feedback"}))
_AIRY = Style(
    airy=True,
    columns=frozenset({"tags", "social", "custom", "stage", "motives", "preferences", "criteria", "makers"}),
    rows=frozenset({"payments"}),
)
_ROWS = Style(
    dash=2,
    rows=frozenset({"people", "payments", "churn", "contact_log", "sales", "deals", "feedback"}),
    prose="plain",
)
_ALIGNED = Style(align=14, quotes="single", behind=False, order=_BUSINESS_FIRST)
_DOUBLE = Style(quotes="double", step=4, dash=4, columns=frozenset({"phones", "emails", "tags", "custom"}))
_FORM = Style(
    align=16,
    blanks=("company_size", "website", "birthday", "owner", "source"),
    banners=(
        ("people", "---- 联系人 ----"),
        ("contact_log", "---- 联系记录 ----"),
        ("sales", "---- 销售记录 ----"),
    ),
    behind=False,
)
_WIDE = Style(gap=3, dash=0, step=4, airy=True, rows=frozenset({"payments", "people"}))
_BANNERS = Style(
    banners=(
        ("people", "who is who"),
        ("contact_log", "--- talks ---------------------------------------------"),
        ("sales", "--- sales ---------------------------------------------"),
    ),
    columns=frozenset({"phones", "emails"}),
    order=_BUSINESS_FIRST,
)

CHINESE = ((TOOL, 9), (_TIGHT, 2), (_AIRY, 2), (_ROWS, 2), (_FORM, 4), (_DOUBLE, 1), (_WIDE, 1))
ENGLISH = (
    (TOOL, 9),
    (_TIGHT, 2),
    (_AIRY, 3),
    (_ROWS, 2),
    (_ALIGNED, 2),
    (_DOUBLE, 1),
    (_BANNERS, 2),
    (_WIDE, 1),
)


def choose(rng: random.Random, language: str, folder: str) -> Style:
    """A hand for one file; files that the tool made begin with the line for editors."""
    styles, weights = zip(*(CHINESE if language == "zh" else ENGLISH), strict=True)
    style: Style = rng.choices(styles, weights)[0]
    if style is not TOOL:
        return style
    return style._replace(head=(first_line(f"{folder}/ID.yaml"),))
