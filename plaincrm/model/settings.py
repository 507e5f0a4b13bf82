"""Settings: what plaincrm.yaml says about a book, every threshold with its default. Data only."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from plaincrm.model import settings_values, thresholds, values
from plaincrm.model.needs import DECISION_STAGES
from plaincrm.model.record import (
    SCALAR_OR_NULL,
    SHARE,
    TEXTS,
    Currency,
    PositiveWhole,
    Record,
    Text,
    field,
    free_keys,
    text_like,
    whole_schema,
    words_schema,
)

LANGUAGES = ("en", "zh")
LAYOUTS = ("flat", "letters")
CADENCE: dict[str, int | None] = {"A": 30, "B": 90, "C": 180}
DEAL_STAGES = {
    "lead": Decimal("0.1"),
    "qualified": Decimal("0.25"),
    "proposal": Decimal("0.5"),
    "negotiation": Decimal("0.75"),
}

Format = Annotated[int, PlainValidator(settings_values.file_format), WithJsonSchema({"enum": [1, "1"]})]
Language = Annotated[str, PlainValidator(values.one_of(LANGUAGES)), words_schema(*LANGUAGES)]
Layout = Annotated[str, PlainValidator(values.one_of(LAYOUTS)), words_schema(*LAYOUTS)]
Region = Annotated[str, PlainValidator(settings_values.region), WithJsonSchema(text_like("[A-Z]{2}"))]
TermsDays = Annotated[
    int,
    PlainValidator(settings_values.terms_days),
    WithJsonSchema(whole_schema(0, settings_values.MOST_TERMS)),
]
Cadence = Annotated[
    dict[str, int | None],
    PlainValidator(settings_values.cadence),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"anyOf": [whole_schema(1, values.MOST_DAYS), {"type": "null"}]},
        }
    ),
]
DealStages = Annotated[
    dict[str, Decimal],
    PlainValidator(settings_values.deal_stages),
    WithJsonSchema({"type": "object", "additionalProperties": SHARE}),
]
DecisionStages = Annotated[
    list[str],
    PlainValidator(settings_values.decision_stages),
    WithJsonSchema(TEXTS),
]
CustomFields = Annotated[
    dict[str, str | list[str]],
    PlainValidator(settings_values.custom_fields),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"enum": list(settings_values.FIELD_TYPES)},
                    {"type": "array", "minItems": 1, "items": SCALAR_OR_NULL},
                ]
            },
        }
    ),
]
_group = BeforeValidator(values.as_map)


def group(model: type[Record], label: str) -> Any:
    """A group of thresholds, each with its default; its meaning is the model's docstring."""
    return Field(default_factory=model, description=model.__doc__, json_schema_extra={"zh": label})


class Settings(Record):
    """A book's settings. A map that is given replaces its default; a group is completed by its defaults."""

    format: Format = field("The version of the file format.", "格式版本", 1)
    name: Text | None = field("What the book is called.", "名称")
    currency: Currency = field("The currency of amounts that name none, and of totals.", "本位币", "EUR")
    region: Region | None = field("The country of phone numbers without a country code.", "默认国家")
    language: Language = field("The language of headings and pages: en or zh.", "语言", "en")
    terms_days: TermsDays = field("The days after which a sale is due.", "账期天数", 30)
    cadence: Cadence = field(
        "Level: wanted days between contacts; default: for customers without a level.", "联系间隔", CADENCE
    )
    deal_stages: DealStages = field(
        "The stages of a deal, each with the chance to win it.", "商机阶段", DEAL_STAGES
    )
    decision_stages: DecisionStages = field(
        "The stages of a customer's decision, in order.", "决策阶段", list(DECISION_STAGES)
    )
    fields: CustomFields = free_keys(
        "Custom fields: name: text, integer, number, date, boolean, or a list of choices.", "自定义字段"
    )
    layout: Layout = field(
        "Where new files go: flat, or letters (customers/ac/acme.yaml).", "目录布局", "flat"
    )
    retention_days: PositiveWhole = field(
        "How long a customer may be kept after the last dealings; doctor --privacy names the older ones.",
        "保留天数",
        1095,
    )
    bands: Annotated[thresholds.Bands, _group] = group(thresholds.Bands, "分档")
    rfm: Annotated[thresholds.Rfm, _group] = group(thresholds.Rfm, "RFM 分析")
    follow_ups: Annotated[thresholds.FollowUps, _group] = group(thresholds.FollowUps, "跟进")
    receivables: Annotated[thresholds.Receivables, _group] = group(thresholds.Receivables, "应收账款")
    sales: Annotated[thresholds.SalesThresholds, _group] = group(thresholds.SalesThresholds, "销售")
    concentration: Annotated[thresholds.Concentration, _group] = group(thresholds.Concentration, "客户集中度")
    cohorts: Annotated[thresholds.Cohorts, _group] = group(thresholds.Cohorts, "同期群")
    retention: Annotated[thresholds.Retention, _group] = group(thresholds.Retention, "留存")
    churn: Annotated[thresholds.ChurnThresholds, _group] = group(thresholds.ChurnThresholds, "流失")
    lifecycle: Annotated[thresholds.Lifecycle, _group] = group(thresholds.Lifecycle, "生命周期")
    satisfaction: Annotated[thresholds.Satisfaction, _group] = group(thresholds.Satisfaction, "满意度")
    complaints: Annotated[thresholds.Complaints, _group] = group(thresholds.Complaints, "投诉")
    pipeline: Annotated[thresholds.Pipeline, _group] = group(thresholds.Pipeline, "商机漏斗")
    forecast: Annotated[thresholds.Forecast, _group] = group(thresholds.Forecast, "预测")
    affinity: Annotated[thresholds.Affinity, _group] = group(thresholds.Affinity, "关联购买")

    @property
    def levels(self) -> list[str]:
        """The levels that the settings name, best first as they stand there."""
        return [level for level in self.cadence if level != "default"]
