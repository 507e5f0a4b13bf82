"""Chart: what a picture shows, said once for the terminal and for Vega-Lite. Knows no glyph and no report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaincrm.table import Table

SHAPES = ("bars", "grid", "curve", "ranges", "lanes")


class Picture(NamedTuple):
    """A shape, and which columns stand on which of its axes.

    ``bars``: a bar per *x* of the columns *y*, stacked, what is negative on the other side of zero.
    ``grid``: *x* across, *y* down, the number *value* in the cell, shaded by *tint*.
    ``curve``: *y* over *x*; *stepped*, with a *band* of two columns, with a column of numbers *below*; or
    *dots* beside the diagonal of what is equal. ``ranges``: for each *x* the *y* within its *band*, *below*
    beside it. ``lanes``: a mark per row at the date *x*, in the lane *y*, *value* says what it is.
    With *panel* one picture for each value of that column.
    """

    shape: str
    title: str
    title_zh: str
    x: str
    y: tuple[str, ...]
    value: str = ""
    tint: str = ""
    panel: str = ""
    band: tuple[str, ...] = ()
    below: str = ""
    stepped: bool = False
    dots: bool = False

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which a row cannot be drawn: a bar or a cell may stand for nobody's group."""
        return {"bars": (), "grid": (self.value,)}.get(self.shape, (self.x, *self.y))


class Chart(NamedTuple):
    """A picture with the rows that it draws: none where the notes say why nothing is shown."""

    picture: Picture
    table: Table

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.table.title

    def panels(self) -> list[tuple[str, list[dict[str, object]]]]:
        """The rows of each panel under its name, in the order in which the names come; one without a name."""
        found: dict[str, list[dict[str, object]]] = {}
        for record in self.table.records():
            name = str(record[self.picture.panel] or "") if self.picture.panel else ""
            found.setdefault(name, []).append(dict(record))
        return list(found.items())

    def kind(self, column: str) -> str:
        """The kind of a column."""
        return next(each.kind for each in self.table.columns if each.name == column)
