"""Deal: something that is not sold yet."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from plaincrm.model import values
from plaincrm.model.record import (
    Amount,
    Currency,
    Day,
    Record,
    Share,
    Text,
    field,
    open_words_schema,
    required,
    words_schema,
)

OUTCOMES = ("won", "lost")
STAGES = ("lead", "qualified", "proposal", "negotiation")

DealStage = Annotated[str, open_words_schema(*STAGES)]
Outcome = Annotated[str, PlainValidator(values.one_of(OUTCOMES)), words_schema(*OUTCOMES)]


class Deal(Record):
    """A chance in the pipeline, until it is won or lost."""

    opened: Day = required("The day the chance came up.", "立项日期")
    title: Text | None = field("What it is about.", "商机名称")
    stage: DealStage | None = field("How far it is: one of the settings' deal_stages.", "商机阶段")
    amount: Amount | None = field("What it would bring, net of tax.", "预计金额")
    currency: Currency | None = field("ISO 4217 code; absent means the book's currency.", "币种")
    probability: Share | None = field("The chance to win it, 0 to 1; absent means the stage's.", "赢单概率")
    close_by: Day | None = field("The day by which it should be decided.", "预计成交日期")
    closed: Day | None = field("The day it was won or lost.", "关闭日期")
    outcome: Outcome | None = field("won or lost; absent means open.", "结果")
    reason: Text | None = field("Why it was won or lost.", "原因")
