"""Feedback: what the customer thinks, as a score, praise, a suggestion or a complaint."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from plaincrm.model import values
from plaincrm.model.record import Day, Number, Record, Text, field, required, whole_schema, words_schema

KINDS = ("survey", "praise", "suggestion", "complaint")
METRICS = ("nps", "csat", "ces")
DEFAULT_METRIC = "csat"
DEFAULT_SCALE = 5
SCALES = (5, 7)

Kind = Annotated[str, PlainValidator(values.one_of(KINDS)), words_schema(*KINDS)]
Metric = Annotated[str, PlainValidator(values.one_of(METRICS)), words_schema(*METRICS)]
Scale = Annotated[
    int,
    PlainValidator(values.whole(1, 1000)),
    WithJsonSchema(whole_schema(1, 1000)),
]


class Feedback(Record):
    """One thing the customer said about us, and for a complaint how it was resolved."""

    date: Day = required("The day it was said.", "反馈日期")
    kind: Kind | None = field(
        "survey, praise, suggestion or complaint; absent means survey with a score, else praise.", "反馈类型"
    )
    metric: Metric | None = field("What the score measures: nps, csat or ces; absent means csat.", "评分指标")
    score: Number | None = field(
        "nps 0 to 10, csat 1 to the scale, ces 1 to 7; decimals are fine but for nps.", "评分"
    )
    scale: Scale | None = field("csat only: the best score, 5 (the default) or 7.", "满分")
    product: Text | None = field("What it was about.", "产品")
    comment: Text | None = field("What was said.", "评价内容")
    suggestion: Text | None = field("What the customer would have us do.", "意见建议")
    resolved: Day | None = field("The day a complaint was resolved; absent means it is open.", "解决日期")
    resolution: Text | None = field("How it was resolved.", "解决办法")

    @property
    def said_kind(self) -> str:
        """The kind; without one, an answer with a score is a survey and any other is praise."""
        return self.kind or ("survey" if self.score is not None else "praise")

    @property
    def measure(self) -> str | None:
        """The metric of the score; None without a score."""
        return None if self.score is None else self.metric or DEFAULT_METRIC

    @property
    def out_of(self) -> int | None:
        """The scale of a csat score; None for everything else."""
        return (self.scale or DEFAULT_SCALE) if self.measure == "csat" else None
