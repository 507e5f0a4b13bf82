"""The cells of one row by what they mean, read as texts, days and amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells import amounts, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaincrm.actions.importing.columns import Columns
    from plaincrm.actions.importing.habits import Habits
    from plaincrm.actions.importing.options import Options


class UnfitError(ValueError):
    """A row that cannot be taken; the message says why."""


def are_there(wanted: Iterable[str], targets: Iterable[str]) -> bool:
    """Whether any of the *wanted* targets has a column; ``sales.`` stands for all below it."""
    return any(
        target == each or (each[-1] == "." and target.startswith(each))
        for target in targets
        for each in wanted
    )


class Values:
    """One row: target → its cells that say something. *warnings* gather what is doubtful."""

    def __init__(self, cells: Sequence[str], columns: Columns, options: Options, habits: Habits) -> None:
        self.options = options
        self.columns = columns
        self.habits = habits
        self.warnings: list[str] = []
        self._found: dict[str, list[tuple[int, str]]] = {}
        for place, target in columns.targets.items():
            if place < len(cells) and cells[place]:
                self._found.setdefault(target, []).append((place, cells[place]))

    def __contains__(self, target: str) -> bool:
        return target in self._found

    def texts(self, *targets: str) -> list[str]:
        """Every cell under these targets, left to right within each."""
        return [text for target in targets for _, text in self._found.get(target, ())]

    def text(self, *targets: str) -> str:
        """The first cell under the first of these targets that has one; else empty."""
        for target in targets:
            if target in self._found:
                return self._found[target][0][1]
        return ""

    def heading(self, target: str) -> str:
        """The heading above the first cell under *target*; empty where there is none."""
        return self.columns.headings[self._found[target][0][0]] if target in self._found else ""

    def below(self, prefix: str) -> dict[str, str]:
        """The first cell of each target that begins with *prefix*, by the rest of its name."""
        begun = len(prefix)
        return {
            target[begun:]: found[0][1] for target, found in self._found.items() if target.startswith(prefix)
        }

    def day(self, target: str, *, clock: bool = False, after: str = "") -> str | None:
        """The day under *target*; UnfitError where there is something that is no day."""
        for place, text in self._found.get(target, ()):
            try:
                return days.day(text, order=self.habits.orders.get(place, ""), clock=clock, after=after)
            except days.UnclearDayError as error:
                raise UnfitError(f"{self.columns.headings[place]}: {error}") from error
        return None

    def likely_day(self, target: str, *, clock: bool = False, after: str = "") -> str | None:
        """The same where a wrong one is worth a warning only."""
        try:
            return self.day(target, clock=clock, after=after)
        except UnfitError as error:
            self.warnings.append(f"{error}; left out")
            return None

    def money(self, target: str) -> amounts.Money | None:
        """The amount under *target*; UnfitError where there is something that is none."""
        for place, text in self._found.get(target, ()):
            found = self._amount(place, text)
            if found is None:
                raise UnfitError(f'{self.columns.headings[place]}: "{text[:60]}" is not an amount')
            unit = self.habits.units.get(place, 1)
            if unit != 1 and not found.currency and not amounts.has_unit(text):
                found = found._replace(amount=found.amount * unit)
            return found if found.currency else found._replace(currency=self.habits.currencies.get(place, ""))
        return None

    def _amount(self, place: int, text: str) -> amounts.Money | None:
        """What a cell says with the decimal mark of its column; a warning where that is no safe reading."""
        marks = self.habits.marks.get(place, amounts.UNMARKED)
        found = amounts.money(text, comma_decimals=marks.has_comma_decimals)
        if found is None or not marks.comma:  # without one there is neither a decimal comma nor a mixture
            return found
        mark = amounts.unclear_mark(text)
        if mark and (marks.is_mixed or mark == ","):
            why = "decimal commas and points" if marks.is_mixed else "decimal commas"
            read = f'"{text[:60]}" is read as {amounts.written(found.amount)}'
            self.warnings.append(f"{self.columns.headings[place]}: {read}, in a column with {why}")
        return found

    def share(self, target: str) -> str | None:
        """The share under *target*, from 0 to 1: 13%, 13 under a heading with %, or any number from 2 on."""
        number = self.number(target)
        if number is None or self._found[target][0][1].endswith("%"):
            return number
        in_percent = "%" in self.columns.headings[self._found[target][0][0]]
        if in_percent or Decimal(number) >= 2:
            return amounts.written(Decimal(number) / 100)
        return number

    def number(self, target: str) -> str | None:
        """The number under *target* as a file writes it; what is none is worth a warning."""
        for place, text in self._found.get(target, ()):
            plain = text.removesuffix("%").strip()
            found = self._amount(place, plain)
            if found is not None:
                number = found.amount / 100 if text.endswith("%") else found.amount
                return amounts.written(Decimal(number))
            self.warnings.append(f'{self.columns.headings[place]}: "{text[:60]}" is not a number; left out')
        return None
