"""Settings and rates of a whole book's JSON, for a book that has no customers yet."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.actions.rates import FIRST_LINE
from plaincrm.book.book import RATES, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.actions.importing.incoming import Batch
    from plaincrm.book import Book
    from plaincrm.book.change import Change

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def restore(book: Book, change: Change, batches: Iterable[Batch]) -> None:
    """Write what the batches say of the book itself, where it differs from what is there."""
    from plaincrm.book import yaml
    from plaincrm.book.settings_file import read_rates_file, read_settings_file

    for batch in batches:
        if batch.settings and batch.settings != book.settings_data():
            raw = yaml.encode(yaml.new_file(_plain(batch.settings), ""))
            read_settings_file(SETTINGS, raw)  # refuses what is wrong
            change.write(SETTINGS, raw)
        if batch.rates and not book.rates_bytes().strip():
            raw = yaml.encode(yaml.new_file(_plain(batch.rates), FIRST_LINE))
            if not any(
                problem.severity == "error" for problem in read_rates_file(RATES, raw, book.settings)[1]
            ):
                change.write(RATES, raw)


def _plain(value: Any) -> Any:
    """Texts that are numbers or days as such, so that they are written without quotes."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value
