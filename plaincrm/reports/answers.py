"""Answers to surveys: what customers said in scores, each once, by the latest answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports import caption
from plaincrm.reports.query_text import query
from plaincrm.reports.scores import METRICS, score_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.index import Index
    from plaincrm.table import Value

    Series = tuple[str, int]  # metric, scale: answers that may be added up


class Answer(NamedTuple):
    """A score that a customer gave; *scale* is 5 or 7 for csat, else 0."""

    customer: str
    name: str
    date: str
    day: int
    month_no: int
    metric: str
    scale: int
    score: float
    comment: str | None

    @property
    def series(self) -> Series:
        """What it may be added up with: the same metric on the same scale."""
        return self.metric, self.scale


def read_answers(index: Index, from_day: int, to_day: int) -> list[Answer]:
    """Every answer of those days, rising, both ends included."""
    rows = index.rows(query("satisfaction"), {"from_day": from_day, "to_day": to_day})
    return [Answer(*row) for row in rows]


def latest(answers: Iterable[Answer]) -> dict[Series, list[Answer]]:
    """The last answer of each customer in each series; of two on one day the one further down."""
    found: dict[Series, dict[str, Answer]] = {}
    for answer in answers:
        found.setdefault(answer.series, {})[answer.customer] = answer
    order = sorted(found, key=lambda series: (METRICS.index(series[0]), series[1]))
    return {series: [found[series][name] for name in sorted(found[series])] for series in order}


def satisfaction(index: Index, asof_day: int) -> Iterator[tuple[str, Value, None, str]]:
    """Figures for a summary: ``nps`` in points, ``csat`` as the share of the two best answers, per scale."""
    window, fewest = (int(index.settings[f"satisfaction.{key}"]) for key in ("window_days", "min_answers"))
    found = latest(read_answers(index, asof_day - window + 1, asof_day))
    for (metric, scale), answers in found.items():
        if len(answers) < fewest or metric == "ces":
            continue
        score = score_of(metric, scale, [answer.score for answer in answers]).score
        note = (
            f"{caption.number(len(answers), 'answer', 'answers')} in {window} days, the latest per customer"
        )
        if metric == "nps":
            yield "nps", score, None, note
        else:
            yield "csat", score, None, f"share of {scale - 1}-{scale} of {scale}; {note}"
