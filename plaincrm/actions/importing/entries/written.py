"""What every kind of entry is written with: amounts, currencies, days that nobody told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells.amounts import written
from plaincrm.actions.importing.same import AssumedDay
from plaincrm.actions.importing.values import UnfitError

if TYPE_CHECKING:
    from decimal import Decimal

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values


def present(entry: Data) -> Data:
    """The entry without what is not there."""
    return {key: value for key, value in entry.items() if value not in (None, "")}


def known_since(values: Values) -> str:
    """A promise without a last contact was made when the customer was entered, else today."""
    created = values.likely_day("since")
    return created or AssumedDay(values.options.today)


def exact(amount: Decimal, code: str) -> str:
    """The amount as a file writes it; UnfitError where the currency has fewer decimals."""
    from plaincrm.model.money import minor
    from plaincrm.model.values import LARGEST_AMOUNT

    if abs(amount) >= LARGEST_AMOUNT:
        raise UnfitError(f"{amount:f} is too large an amount")
    try:
        minor(amount, code)
    except ValueError as error:
        raise UnfitError(str(error)) from error
    return written(amount)


def currency_code(code: str, values: Values) -> str | None:
    """The currency to write: none where it is the book's; UnfitError where it is no code."""
    from plaincrm.model.currency import CODES, SPELLINGS

    meant = code if code in CODES else SPELLINGS.get(code, code)
    if meant and not (len(meant) == 3 and meant.isascii() and meant.isalpha()):
        raise UnfitError(f'"{code}" is not a currency')
    return None if meant == values.options.currency else meant or None
