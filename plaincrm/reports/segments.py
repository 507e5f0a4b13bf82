"""Segments: every buyer scored by recency, frequency and money, or customers grouped by one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.chart import Picture
from plaincrm.reports import caption
from plaincrm.reports.buyers import read_buyers
from plaincrm.reports.grades import grade
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found
from plaincrm.reports.rules import read_rules

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.grades import Grades, Rules

TITLE = "Segments"
TITLE_ZH = "客户分层"
ABOUT = "Buyers by recency, frequency and money: scores, segment, class and bands."
SCORING = (
    Param(
        "count", "choice", None, ("occasions", "orders"), "what frequency counts: days or sales", "rfm.count"
    ),
    Param("method", "choice", None, ("rank", "quantile"), "how scores are cut", "rfm.method"),
    Param("cuts", "text", None, (), "own cuts, such as r=30/90/180/365,f=2/3/5/9,m=100/500/1000/5000"),
)
PARAMS = (
    Param(
        "by",
        "choice",
        None,
        ("industry", "company_size", "frequency", "amount", "segment", "class", "level", "source", "tag"),
        "customers and revenue per group instead",
    ),
    *SCORING,
    Param("threshold", "choice", None, ("mean", "median"), "from where on a class is high", "rfm.threshold"),
)
PICTURE = Picture(
    "grid",
    "Customers by recency and frequency",
    "客户按近度与频度分布",
    "f",
    ("r",),
    value="customers",
    tint="revenue",
)
_COLUMNS = (
    "customer, name, industry, company_size, level, recency_days int, frequency int, monetary money,"
    " frequency_band, amount_band, r int, f int, m int, segment, class"
)


def run(index: Index, ask: Ask) -> Found:
    """One row per buyer, most revenue first; with ``by`` one row per group."""
    rules = read_rules(index, ask)
    buyers = read_buyers(
        index, ask, count=ask.text("count"), recent_days=int(index.settings["bands.frequency_days"])
    )
    grades = grade(buyers, rules)
    notes = _notes(index, ask, rules, grades)
    if ask.options["by"]:
        from plaincrm.reports.segment_groups import COLUMNS, OF_A_GRADE, group_rows

        groups, note = group_rows(index, ask, rules, buyers, grades)
        left_out = caption.without_sale(index, ask) if ask.text("by") in OF_A_GRADE else ()
        return Found(COLUMNS, groups, (note, *notes, *left_out))
    return Found(_COLUMNS, list(zip(*buyers[:8], *grades, strict=True)), notes)


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """How many buyers have each pair of scores and what they bring; nothing where scores are withheld."""
    if ask.options["by"]:
        found = run(index, ask._replace(options={**ask.options, "by": None}))
    cells: dict[tuple[int, int], list[int]] = {}
    for row in found.rows:
        revenue, r, f = row[7], row[10], row[11]
        if isinstance(r, int) and isinstance(f, int) and isinstance(revenue, int):
            cells.setdefault((r, f), []).append(revenue)
    # the most recent on top
    order = sorted(cells, key=lambda cell: (-cell[0], cell[1]))
    rows = [(r, f, len(cells[r, f]), sum(cells[r, f])) for r, f in order]
    return Found("r int, f int, customers int, revenue money", list(rows), found.notes)


def _notes(index: Index, ask: Ask, rules: Rules, grades: Grades) -> tuple[str, ...]:
    count = len(grades.segment)
    notes = [
        f"{caption.window(ask)} n = {caption.number(count, 'buyer', 'buyers')}."
        f" Frequency counts {ask.text('count')}.",
        *_about_scores(rules, grades),
    ]
    if count >= rules.min_class:
        middle = rules.middle(count)
        notes.append(
            f"class: high is recency up to the {middle}, frequency and revenue from the {middle} up."
        )
    days = index.settings["bands.frequency_days"]
    notes.append(f"frequency_band counts the last {days} days; amount_band is the ABC class by revenue.")
    return (*notes, caption.money(ask), *caption.left_out(index, ask))


def _about_scores(rules: Rules, grades: Grades) -> list[str]:
    count = len(grades.segment)
    steps = rules.steps(count)
    notes = []
    if rules.cuts:
        notes.append("Scores by your own cuts for " + ", ".join(sorted(rules.cuts)) + ".")
    if len(rules.cuts) < 3:
        notes.append(_few(rules, count) if steps < 5 else _method(rules))
    elif count < rules.min_class:
        notes.append(f"Fewer than {rules.min_class} buyers: no class; one more would change them all.")
    notes += [
        f"No buyer has {name.upper()} = {', '.join(map(str, empty))}: equal values share a score."
        for name, empty in _empty_scores(steps, rules, grades)
    ]
    return notes


def _few(rules: Rules, count: int) -> str:
    """What is withheld, and why; what has cuts of its own is not."""
    names = ", ".join(name for name in "rfm" if name not in rules.cuts) if rules.cuts else "scores"
    has_segments = rules.gives_segments(count)
    if count >= rules.min_scores:
        given = f"{names} from 1 to 3" + ("" if has_segments else " and no segment")
        return f"Fewer than {rules.min_segments} buyers: {given}; finer ones would turn on single customers."
    if count >= rules.min_class:
        withheld = names if has_segments else f"{names}, no segment"
        return f"Fewer than {rules.min_scores} buyers: no {withheld}; the class is against the median."
    withheld = f"{names} or class" if has_segments else f"{names}, segment or class"
    return f"Fewer than {rules.min_class} buyers: no {withheld}; one more would change them all."


def _method(rules: Rules) -> str:
    if rules.method == "quantile":
        return "Scores by type-7 quantiles plus one, closed on the left."
    return "Scores by rank: 1 + 5 × (buyers strictly worse) div n."


def _empty_scores(steps: int, rules: Rules, grades: Grades) -> list[tuple[str, list[int]]]:
    found = []
    for name in ("r", "f", "m"):
        held = set(getattr(grades, name))
        if held and steps and name not in rules.cuts:
            empty = [score for score in range(1, steps + 1) if score not in held]
            found += [(name, empty)] if empty else []
    return found
