"""Satisfaction: NPS, CSAT or CES of the latest answers, over a year and per quarter, with their error."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.dates import from_day_number
from plaincrm.errors import UsageError
from plaincrm.reports import caption, periods
from plaincrm.reports.answers import latest, read_answers
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found
from plaincrm.reports.scores import METRICS, differs, score_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.answers import Answer, Series
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.scores import Score
    from plaincrm.table import Value

TITLE = "Satisfaction"
TITLE_ZH = "满意度"
ABOUT = "NPS, CSAT or CES with their error, over a year and per quarter; few answers are listed instead."
PARAMS = (
    Param("metric", "choice", None, METRICS, "what was asked; without it what has most answers"),
    Param("scale", "choice", None, ("5", "7"), "csat on this scale; without it the one with most answers"),
)
PICTURE = Picture(
    "ranges",
    "Satisfaction per quarter, with its 95 % interval",
    "各季度满意度及 95% 区间",
    "period",
    ("score",),
    band=("low", "high"),
    below="n",
)
_SCORES = "period, n int, {score}, {low}, {high}, promoters int, passives int, detractors int, mean number"
_ANSWERS = "date date, customer, name, metric, score number, scale int, comment"
_MEANING = {
    "nps": "score: per cent of 9-10 less per cent of 0-6, from -100 to 100",
    "csat": "score: the share of {best}-{scale} of {scale}",
    "ces": "score: the share of 5-7 of 7",
}


class Period(NamedTuple):
    """A row to be: a quarter by its number, and the answers that count in it."""

    quarter: int
    answers: Sequence[float]


def run(index: Index, ask: Ask) -> Found:
    """First the row ``all``, then one per quarter; with few answers the answers, newest first."""
    window, first_day = _window(index, ask)
    found = latest(read_answers(index, first_day, ask.to_day))
    wanted = _wanted(ask, found)
    most = max(wanted, key=lambda series: len(wanted[series]), default=None)
    fewest = int(index.settings["satisfaction.min_answers"])
    if most is None or len(wanted[most]) < fewest:
        return Found(_ANSWERS, _listed(wanted), _about_few(window, wanted, fewest))
    quarters = _quarters(index, ask, most)
    rows = [("all", *_cells(_score(most, [answer.score for answer in wanted[most]])))]
    rows += [_row(most, quarter, fewest) for quarter in quarters]
    kind = "number" if most[0] == "nps" else "share"
    columns = _SCORES.format(**{name: f"{name} {kind}" for name in ("score", "low", "high")})
    counted = caption.number(len(wanted[most]), "answer", "answers")
    notes = (
        _definition(most),
        f"{window} n = {counted}; a row counts each customer once, by the latest answer of its time.",
        *_about_quarters(ask, most, quarters, fewest),
        *_beside(found, most),
    )
    return Found(columns, rows, notes)


def _window(index: Index, ask: Ask) -> tuple[str, int]:
    """The window of the first row as a sentence, and its first day."""
    if ask.windowed:
        return caption.window(ask), ask.from_day
    days = int(index.settings["satisfaction.window_days"])
    first = ask.asof_day - days + 1
    since = from_day_number(first).isoformat()
    return f"Window: {days} days, {since} to {ask.asof}; quarters: everything up to {ask.asof}.", first


def _wanted(ask: Ask, found: Mapping[Series, list[Answer]]) -> dict[Series, list[Answer]]:
    """The series that were asked for; all where nothing was."""
    metric, scale = ask.text("metric"), ask.text("scale")
    if scale and metric not in ("", "csat"):
        raise UsageError(
            f"--scale says nothing about {metric}", hint="leave it out, or ask for --metric csat"
        )
    if scale:
        metric = "csat"
    return {
        series: answers
        for series, answers in found.items()
        if metric in ("", series[0]) and scale in ("", str(series[1]))
    }


def _listed(wanted: Mapping[Series, Sequence[Answer]]) -> list[tuple[Value, ...]]:
    answers = [answer for series in wanted.values() for answer in series]
    answers.sort(key=lambda each: (-each.day, each.customer, METRICS.index(each.metric), each.scale))
    return [
        (each.date, each.customer, each.name, each.metric, each.score, each.scale or None, each.comment)
        for each in answers
    ]


def _quarters(index: Index, ask: Ask, series: Series) -> list[Period]:
    """Every quarter with answers, rising."""
    answers: dict[int, list[Answer]] = {}
    for answer in read_answers(index, ask.from_day, ask.to_day):
        if answer.series == series:
            answers.setdefault(periods.number(answer.month_no, "quarter"), []).append(answer)
    return [
        Period(quarter, [answer.score for answer in latest(answers[quarter])[series]])
        for quarter in sorted(answers)
    ]


def _score(series: Series, answers: Sequence[float]) -> Score:
    return score_of(*series, answers)


def _row(series: Series, quarter: Period, fewest: int) -> tuple[Value, ...]:
    name = periods.label(quarter.quarter, "quarter")
    if len(quarter.answers) < fewest:
        return name, len(quarter.answers), *[None] * 7
    return name, *_cells(_score(series, quarter.answers))


def _cells(score: Score) -> tuple[Value, ...]:
    band = (round(end, 9) for end in (score.low, score.high))
    return score.n, score.score, *band, score.promoters, score.passives, score.detractors, score.mean


def _about_few(window: str, wanted: Mapping[Series, Sequence[Answer]], fewest: int) -> tuple[str, ...]:
    counted = caption.number(sum(map(len, wanted.values())), "answer", "answers")
    if len(wanted) < 2:
        return (
            f"{window} n = {counted}, the latest of each customer.",
            f"Fewer than {fewest} answers: no score, so the answers themselves.",
        )
    listed = ", ".join(
        f"{len(answers)} to {metric}" + (f" of {scale}" if scale else "")
        for (metric, scale), answers in wanted.items()
    )
    return (
        f"{window} n = {counted}, the latest of each customer to each: {listed}.",
        f"Fewer than {fewest} answers to any one metric and scale: no score, so the answers themselves.",
    )


def _definition(series: Series) -> str:
    metric, scale = series
    meaning = _MEANING[metric].format(best=scale - 1, scale=scale)
    return f"{metric}. {meaning}; low, high: its 95 % interval; mean: of the answers."


def _about_quarters(ask: Ask, series: Series, quarters: Sequence[Period], fewest: int) -> Iterator[str]:
    withheld = sum(1 for quarter in quarters if len(quarter.answers) < fewest)
    if withheld:
        counted = caption.number(withheld, "quarter", "quarters")
        yield f"Fewer than {fewest} answers in {counted}: no score there."
    scores = {
        quarter.quarter: _score(series, quarter.answers)
        for quarter in quarters
        if len(quarter.answers) >= fewest
    }
    pairs = [(quarter - 1, quarter) for quarter in scores if quarter - 1 in scores]
    if pairs:
        changed = [
            f"{periods.label(quarter, 'quarter')} ({_points(series, scores[quarter], scores[before])})"
            for before, quarter in pairs
            if differs(scores[before], scores[quarter])
        ]
        listed = ", ".join(changed) or "no quarter"
        yield f"Changed against the quarter before by more than chance (1.96 standard errors): {listed}."
    running = periods.running(ask.asof, "quarter")
    if running in {periods.label(quarter.quarter, "quarter") for quarter in quarters}:
        yield f"{running} is still running."


def _points(series: Series, now: Score, before: Score) -> str:
    """How far the score moved, in points."""
    factor = 1 if series[0] == "nps" else 100
    return f"{factor * (now.score - before.score):+.1f}"


def _beside(found: Mapping[Series, Sequence[Answer]], shown: Series) -> Iterator[str]:
    """What else was asked in the window: other metrics, and csat on the other scale, never added up."""
    for (metric, scale), answers in found.items():
        if (metric, scale) != shown:
            on = f" on the scale of {scale}" if scale else ""
            option = f"--scale {scale}" if scale else f"--metric {metric}"
            counted = caption.number(len(answers), "answer", "answers")
            yield f"Not in it: {counted} to {metric}{on}; see {option}."
