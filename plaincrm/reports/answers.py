"""Answers to surveys in short: NPS and CSAT of the latest answer per customer, where there are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.reports import caption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index
    from plaincrm.table import Value

_LATEST = """
SELECT f.metric, coalesce(f.scale, 0), f.score FROM feedback f
WHERE f.score IS NOT NULL AND f.date_day > :asof_day - :window AND f.date_day <= :asof_day AND NOT EXISTS (
  SELECT 1 FROM feedback g
  WHERE g.customer = f.customer AND g.metric = f.metric AND coalesce(g.scale, 0) = coalesce(f.scale, 0)
    AND g.score IS NOT NULL AND g.date_day <= :asof_day
    AND (g.date_day > f.date_day OR (g.date_day = f.date_day AND g.position > f.position)))
ORDER BY f.metric, coalesce(f.scale, 0), f.customer
"""


def satisfaction(index: Index, asof_day: int) -> Iterator[tuple[str, Value, None, str]]:
    """Figures for a summary: ``nps`` in points, ``csat`` as the share of the two best answers, per scale."""
    window, fewest = (int(index.settings[f"satisfaction.{key}"]) for key in ("window_days", "min_answers"))
    answers: dict[tuple[str, int], list[float]] = {}
    for metric, scale, score in index.rows(_LATEST, {"asof_day": asof_day, "window": window}):
        answers.setdefault((metric, scale), []).append(score)
    for (metric, scale), scores in answers.items():
        if len(scores) < fewest:
            continue
        note = f"{caption.number(len(scores), 'answer', 'answers')} in {window} days, the latest per customer"
        if metric == "nps":
            yield "nps", net_promoters(scores), None, note
        elif metric == "csat":
            best = sum(1 for score in scores if score >= scale - 1)
            yield "csat", best / len(scores), None, f"share of {scale - 1}-{scale} of {scale}; {note}"


def net_promoters(scores: list[float]) -> float:
    """Points from -100 to 100: per cent of 9-10 less per cent of 0-6."""
    promoters = sum(1 for score in scores if score >= 9)
    detractors = sum(1 for score in scores if score <= 6)
    return round(100 * (promoters - detractors) / len(scores), 1)
