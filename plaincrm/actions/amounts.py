"""Amounts and numbers as people type them on a command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from decimal import Decimal


def amount(text: str) -> Decimal:
    """An amount such as ``1200`` or ``-12.50``, exact; UsageError (exit 2) for anything else."""
    return _decimal(text, "an amount", "1200 or 12.50")


def number(text: str) -> Decimal:
    """A plain number such as ``3`` or ``0.19``."""
    return _decimal(text, "a number", "3 or 0.19")


def whole(text: str) -> int:
    """A whole number of at least 0."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise UsageError(f'"{text}" is not a whole number', hint="write digits only, as in 30")
    return int(text)


def _decimal(text: str, what: str, example: str) -> Decimal:
    from decimal import Decimal

    if re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", text):
        return Decimal(text)
    meant = re.sub(r"(?<=\d),(?=\d{1,2}$)", ".", text).replace(",", "").replace(" ", "")
    near = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", meant)
    raise UsageError(f'"{text}" is not {what}', hint=f"write {meant if near else example}")
