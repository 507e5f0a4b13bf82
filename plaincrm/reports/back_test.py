"""Back-test: how well a forecast would have done on the last third of the history, had that been hidden."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaincrm.dates import from_day_number
from plaincrm.reports.bg_nbd import DAYS_PER_WEEK
from plaincrm.reports.outlook import make_outlook, read_histories
from plaincrm.reports.report import stand_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask


def back_test(index: Index, ask: Ask) -> str:
    """One sentence: fitted to the first two thirds, what was foretold of the last and what came of it."""
    now = read_histories(index, ask)
    span = max((history.t for history, _ in now.values()), default=0)
    hidden = span // 3
    cutoff = from_day_number(ask.asof_day - hidden).isoformat()
    then = stand_at(index, ask._replace(asof=cutoff))
    known = read_histories(index, then)
    outlook = make_outlook(index, then, known)
    stand_at(index, ask)
    if outlook.rhythm is None or not hidden:
        return f"Back-test: not possible, only {outlook.repeat_buyers} repeat buyers up to {cutoff}."
    weeks = hidden / DAYS_PER_WEEK
    chances, foretold, made = [], 0.0, 0
    for customer, (history, _) in sorted(known.items()):
        bought = now[customer][0].x - history.x
        chances.append((outlook.model.p_buy(*history.weeks, weeks), bought > 0))
        foretold += outlook.model.purchases(*history.weeks, weeks)
        made += bought
    return (
        f"Back-test: fitted up to {cutoff}, the {hidden} days after it hidden: {_in_words(auc(chances))};"
        f" {foretold:.0f} purchases foretold, {made} made;"
        f" {sum(chance for chance, _ in chances):.0f} of {len(chances)} buyers foretold,"
        f" {sum(came for _, came in chances)} came."
    )


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
