"""Migration: how buyers have moved between segments since a day, the same book both times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.chart import Picture
from plaincrm.dates import from_day_number
from plaincrm.errors import UsageError
from plaincrm.reports import caption, segments
from plaincrm.reports.buyers import read_buyers
from plaincrm.reports.grades import grade
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found, stand_at
from plaincrm.reports.rules import read_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.grades import Rules

    Segments = Mapping[str, str | None]

TITLE = "Migration"
TITLE_ZH = "分群迁移"
ABOUT = "Buyers by the segment they were in on an earlier day and the one they are in now."
PARAMS = (
    Param("since", "date", None, (), "the earlier day; else lifecycle.moved_days before asof"),
    *segments.SCORING,
)
PICTURE = Picture(
    "grid",
    "Segments then (down) and now (across)",
    "客户分群迁移：行为期初，列为期末",
    "to",
    ("from",),
    value="customers",
    tint="customers",
)
_COLUMNS = "from, to, customers int"


def run(index: Index, ask: Ask) -> Found:
    """One row per pair of segments, most customers first; what is withheld or was not yet is empty."""
    since = ask.text("since") or _usual(index, ask)
    if since > ask.asof:
        raise UsageError(f"--since {since} is after {ask.asof}", hint="write an earlier day")
    rules = read_rules(index, ask)
    then = _segments_at(index, ask._replace(asof=since), rules)
    now = _segments_at(index, ask, rules)
    moves: dict[tuple[str | None, str | None], int] = {}
    for customer, segment in now.items():
        move = then.get(customer), segment
        moves[move] = moves.get(move, 0) + 1
    rows = sorted(((*move, customers) for move, customers in moves.items()), key=_place)
    return Found(_COLUMNS, list(rows), tuple(_notes(ask, since, rules, then, now)))


def drawn(index: Index, ask: Ask, found: Found) -> Found:  # noqa: ARG001  every report is asked alike
    """The moves, unless either side is withheld."""
    known = all(any(row[side] is not None for row in found.rows) for side in (0, 1))
    return found if known else found._replace(rows=[])


def _usual(index: Index, ask: Ask) -> str:
    """The earlier day where none is asked for: as many days before asof as moves of stages look back."""
    return from_day_number(ask.asof_day - int(index.settings["lifecycle.moved_days"])).isoformat()


def _segments_at(index: Index, ask: Ask, rules: Rules) -> Segments:
    """The segment of each buyer as of the day asked for; the index stands there afterwards."""
    stand_at(index, ask)
    buyers = read_buyers(
        index, ask, count=ask.text("count"), recent_days=int(index.settings["bands.frequency_days"])
    )
    return dict(zip(buyers.customer, grade(buyers, rules).segment, strict=True))


def _place(row: tuple[str | None, str | None, int]) -> tuple[object, ...]:
    earlier, later, customers = row
    return -customers, earlier is None, earlier or "", later is None, later or ""


def _notes(ask: Ask, since: str, rules: Rules, then: Segments, now: Segments) -> Iterator[str]:
    buyers = caption.number(len(now), "buyer", "buyers")
    yield f"from: the segment on {since}; to: on {ask.asof}. {caption.window(ask)} n = {buyers}."
    for name, day, held in (("from", since, then), ("to", ask.asof, now)):
        if not rules.gives_segments(len(held)):
            yield (
                f"{name} is withheld: {caption.number(len(held), 'buyer', 'buyers')} on {day}, and segments"
                f" need {rules.min_segments}, or cuts of your own."
            )
    later = len(now.keys() - then.keys())
    if later:
        yield f"from is empty for {caption.number(later, 'buyer', 'buyers')} of later days."
    if then and rules.gives_segments(len(then)) and rules.gives_segments(len(now)):
        stayed = sum(1 for customer, segment in then.items() if now.get(customer) == segment)
        yield f"{stayed} of the {caption.number(len(then), 'buyer', 'buyers')} of {since} stayed."
