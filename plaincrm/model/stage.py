"""Stage: where the user says the customer stands in its life; without it the stage is derived."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from plaincrm.model.record import Day, Record, Text, field, open_words_schema, required

STAGES = ("acquire", "nurture", "retain", "winback")

StageValue = Annotated[str, open_words_schema(*STAGES)]


class Stage(Record):
    """A stage set by hand; it wins over the derived one."""

    value: StageValue = required("acquire, nurture, retain or winback.", "客户阶段")
    since: Day | None = field("The day from which it holds.", "起始日期")
    reason: Text | None = field("Why it was set by hand.", "原因")


def _long_form(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


StageOrWord = Annotated[Stage, BeforeValidator(_long_form)]
"""A Stage, or the one word that stands for it: ``stage: retain``."""
