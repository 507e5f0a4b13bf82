"""How wide each column may be: the widest give way first, and the last go where nothing else helps."""

from __future__ import annotations

GAP = 2


def fit(natural: list[int], least: list[int], room: int) -> list[int]:
    """Widths of as many columns, from the left, as fit into *room* with gaps between them.

    No column gets more than its *natural* width nor, while more than one is shown, less than its
    *least*. Fewer widths than columns come back when even the least do not fit.
    """
    shown = len(natural)
    while shown > 1 and taken(least[:shown]) > room:
        shown -= 1
    widths = [min(column, room) for column in natural[:shown]]
    excess = taken(widths) - room
    while excess > 0:
        widest = max(range(shown), key=lambda place: (widths[place] > least[place], widths[place]))
        widths[widest] -= 1
        excess -= 1
    return widths


def taken(widths: list[int]) -> int:
    """The room that columns of these widths take, with the gaps between them."""
    return sum(widths) + GAP * (len(widths) - 1)
