"""Needs: why a customer buys, what they like, and how they come to decide."""

from __future__ import annotations

from typing import Annotated

from plaincrm.model.record import Amount, Day, Record, Texts, field, many, open_words_schema

DECISION_STAGES = ("unaware", "aware", "evaluating", "deciding", "decided")

DecisionStage = Annotated[str, open_words_schema(*DECISION_STAGES)]


class Decision(Record):
    """How far the customer is with a decision, who makes it, and what stands in the way."""

    stage: DecisionStage | None = field("How far it is: one of the settings' decision_stages.", "决策阶段")
    makers: Texts = many("Who decides.", "决策人")
    criteria: Texts = many("What the decision turns on.", "决策标准")
    budget: Amount | None = field("What they can spend, in the book's currency.", "预算")
    by: Day | None = field("The day by which they decide.", "决策日期")
    obstacles: Texts = many("What stands in the way.", "障碍")


class Needs(Record):
    """What the customer wants, and how they decide."""

    motives: Texts = many("Why they buy.", "购买动机")
    preferences: Texts = many("How they like it: billing, channel, delivery.", "偏好")
    decision: Decision | None = field("The decision they are about to make.", "决策过程")
