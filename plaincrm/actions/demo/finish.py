"""The last strokes: from stories told to pages written by one hand or another."""

from __future__ import annotations

from collections.abc import Sequence

from plaincrm.actions.demo import hands
from plaincrm.actions.demo.record import Plain
from plaincrm.actions.demo.story import Page
from plaincrm.actions.demo.tale import Tale

CRLF_AT = 5  # the file that somebody keeps on Windows
UNENDED_AT = 8  # the file whose last line does not end


def pages(tales: Sequence[Tale]) -> list[Page]:
    """A page for each customer, by ID."""
    finished = []
    for tale in sorted(tales, key=lambda tale: tale.draft.id):
        _enter(tale)
        if tale.chance(0.12):
            _clock(tale)
        finished.append(Page(tale.draft, hands.choose(tale.rng, tale.words.language, tale.draft.folder)))
    return _odd_ones(finished)


def _enter(tale: Tale) -> None:
    """The file begins with the first thing known; now and then the name was there a day before."""
    dated = [entry["date"] for entry in tale.data.get("contact_log", ())]
    dated += [entry["date"] for entry in tale.data.get("sales", ())]
    if dated:
        tale.draft.entered = min(dated) if tale.chance(0.5) else tale.ago((tale.today - min(dated)).days + 1)


def _clock(tale: Tale) -> None:
    """Somebody who writes down the hour of a talk too."""
    for entry in tale.data.get("contact_log", ()):
        if tale.chance(0.8):
            minute = tale.rng.choice(("00", "05", "10", "20", "30", "45"))
            zone = tale.rng.choice(("", "", "+08:00"))
            entry["date"] = Plain(f"{entry['date']}T{tale.rng.randint(9, 18):02d}:{minute}{zone}")


def _odd_ones(finished: list[Page]) -> list[Page]:
    """One file with Windows line ends, one without an end of its last line."""
    crlf, unended = finished[CRLF_AT], finished[UNENDED_AT]
    finished[CRLF_AT] = crlf._replace(style=crlf.style._replace(eol="\r\n"))
    finished[UNENDED_AT] = unended._replace(style=unended.style._replace(last_eol=False))
    return finished
