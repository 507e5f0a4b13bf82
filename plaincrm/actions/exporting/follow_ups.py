"""``export ics``: what is due for two years to come, as `due --ics` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.calendar import due_calendar
from plaincrm.actions.exporting import Exported, Wishes, in_one
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.index import Index


_AHEAD = 366 * 2  # days; `due --ics` is for the next few


def export(index: Index, wishes: Wishes) -> Exported:
    """A calendar of follow-ups and other days to think of, with alarms."""
    made = due_calendar(index, {"days": _AHEAD}, lang=wishes.lang)
    return Exported(in_one(made.content), counted(made.events, "event"))
