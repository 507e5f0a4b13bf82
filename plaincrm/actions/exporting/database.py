"""``export sqlite``: a database of the documented tables, for any program that speaks SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, customers_in
from plaincrm.index.copy import database

if TYPE_CHECKING:
    from plaincrm.index import Index


def export(index: Index, _wishes: Wishes) -> Exported:
    """The tables of `plaincrm schema tables` as of today, about the chosen customers."""
    return Exported(database(index), customers_in(index))
