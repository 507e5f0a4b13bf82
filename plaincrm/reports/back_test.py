"""Back-test: how well a forecast would have done on the last third of the history, had that been hidden."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.reports.bg_nbd import DAYS_PER_WEEK
from plaincrm.reports.outlook import make_outlook, read_histories
from plaincrm.reports.report import stand_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

_GROUPS, _FEWEST_IN_GROUP = 10, 10


class Trial(NamedTuple):
    """What was foretold of the *hidden* days after *cutoff*: each buyer's chance, and whether they came."""

    cutoff: str
    hidden: int
    repeat_buyers: int
    chances: list[tuple[float, bool]]
    foretold: float
    made: int


def back_test(index: Index, ask: Ask) -> str:
    """One sentence: fitted to the first two thirds, what was foretold of the last and what came of it."""
    trial = _trial(index, ask)
    chances = trial.chances
    if not chances:
        return f"Back-test: not possible, only {trial.repeat_buyers} repeat buyers up to {trial.cutoff}."
    return (
        f"Back-test: fitted up to {trial.cutoff}, the {trial.hidden} days after it hidden:"
        f" {_in_words(auc(chances))}; {trial.foretold:.0f} purchases foretold, {trial.made} made;"
        f" {sum(chance for chance, _ in chances):.0f} of {len(chances)} buyers foretold,"
        f" {sum(came for _, came in chances)} came."
    )


def calibration(index: Index, ask: Ask) -> list[tuple[float, float, int]]:
    """Mean chance, share who came, and how many, of groups of like chance: ten where buyers suffice."""
    chances = sorted(_trial(index, ask).chances)
    groups = min(_GROUPS, len(chances) // _FEWEST_IN_GROUP)
    found = []
    for place in range(groups):
        part = chances[place * len(chances) // groups : (place + 1) * len(chances) // groups]
        foretold, came = (sum(pair[side] for pair in part) / len(part) for side in (0, 1))
        found.append((round(foretold, 6), round(came, 6), len(part)))
    return found


def _trial(index: Index, ask: Ask) -> Trial:
    now = read_histories(index, ask)
    span = max((history.t for history, _ in now.values()), default=0)
    hidden = span // 3
    cutoff = from_day_number(ask.asof_day - hidden).isoformat()
    then = stand_at(index, ask._replace(asof=cutoff))
    known = read_histories(index, then)
    outlook = make_outlook(index, then, known)
    stand_at(index, ask)
    chances: list[tuple[float, bool]] = []
    if outlook.rhythm is None or not hidden:
        return Trial(cutoff, hidden, outlook.repeat_buyers, chances, 0.0, 0)
    weeks = hidden / DAYS_PER_WEEK
    foretold, made = 0.0, 0
    for customer, (history, _) in sorted(known.items()):
        bought = now[customer][0].x - history.x
        chances.append((outlook.model.p_buy(*history.weeks, weeks), bought > 0))
        foretold += outlook.model.purchases(*history.weeks, weeks)
        made += bought
    return Trial(cutoff, hidden, outlook.repeat_buyers, chances, foretold, made)


def auc(chances: Iterable[tuple[float, bool]]) -> float | None:
    """How often one who came had the higher chance than one who did not, ties half; None without both.

    By ranks, equal chances sharing the mean of theirs: the Mann–Whitney statistic.
    """
    came: Counter[float] = Counter()
    stayed_away: Counter[float] = Counter()
    for chance, bought in chances:
        (came if bought else stayed_away)[chance] += 1
    below, twice_won = 0, 0
    for chance in sorted(came.keys() | stayed_away.keys()):
        twice_won += came[chance] * (2 * below + stayed_away[chance])
        below += stayed_away[chance]
    pairs = came.total() * stayed_away.total()
    return twice_won / (2 * pairs) if pairs else None


def _in_words(area: float | None) -> str:
    return "no AUC, all came or nobody did" if area is None else f"AUC {area:.2f}"
