"""Rules for grades: from the options of a report and the settings of a book."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from plaincrm.errors import UsageError
from plaincrm.reports.grades import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

_CUTS_PER_DIMENSION = 4
_EXAMPLE = "r=30/90/180/365,f=2/3/5/9,m=100/500/1000/5000"


def read_rules(index: Index, ask: Ask) -> Rules:
    """The rules asked for; UsageError (exit 2) where the cuts cannot be read."""
    settings = index.settings
    a_ends, b_ends = (Fraction(share) for share in settings["bands.amount"].split(","))
    return Rules(
        method=ask.text("method"),
        cuts=read_cuts(ask.text("cuts")),
        threshold=str(ask.options.get("threshold") or settings["rfm.threshold"]),
        unit=10**ask.exponent,
        grid=_grid(settings),
        frequency_starts=[int(start) for start in settings["bands.frequency"].split(",")],
        amount_limits=[(a_ends, "A"), (b_ends, "B")],
        min_class=int(settings["rfm.min_class"]),
        min_scores=int(settings["rfm.min_scores"]),
        min_segments=int(settings["rfm.min_segments"]),
    )


def read_cuts(text: str) -> dict[str, list[Fraction]]:
    """Four rising numbers for each dimension named: ``r=30/90/180/365,f=2/3/5/9``; commas serve as well.

    UsageError (exit 2) where they are not.
    """
    cuts: dict[str, list[Fraction]] = {}
    parts = re.split(r"([rfm])\s*=", text.strip().lower())
    if parts[0].strip():
        raise _unreadable(text)
    for name, numbers in zip(parts[1::2], parts[2::2], strict=True):
        values = [part for part in re.split(r"[\s,/:;]+", numbers) if part]
        if name in cuts or not all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) for value in values):
            raise _unreadable(text)
        cuts[name] = [Fraction(value) for value in values]
        if len(values) != _CUTS_PER_DIMENSION or sorted(set(cuts[name])) != cuts[name]:
            raise UsageError(f"--cuts {name}: four rising numbers are needed", hint=f"such as {_EXAMPLE}")
    return cuts


def _unreadable(text: str) -> UsageError:
    return UsageError(
        f'--cuts: "{text}" cannot be read', hint=f"write r=, f= or m= with four numbers: {_EXAMPLE}"
    )


def _grid(settings: Mapping[str, str]) -> dict[tuple[int, int], str]:
    from plaincrm.model.rfm_grid import segment_of

    start = "rfm.grid."
    # "R3 F4-5,R4 F4-5": a comma also parts R from F where somebody writes "R3, F4"
    rectangles = {
        key.removeprefix(start): re.split(r",(?=\s*[Rr])", value)
        for key, value in settings.items()
        if key.startswith(start)
    }
    return segment_of(rectangles)
