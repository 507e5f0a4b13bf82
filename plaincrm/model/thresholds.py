"""The thresholds of the reports, one group per report, each with its default.

They stand in plaincrm.yaml as ``group: {name: value}``; a report prints the ones it used.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from plaincrm.model import rfm_grid, settings_values, values
from plaincrm.model.record import (
    SHARE,
    Positive,
    PositiveWhole,
    Record,
    Share,
    field,
    whole_schema,
    words_schema,
)

RFM_METHODS = ("rank", "quantile")
RFM_COUNTS = ("occasions", "orders")
RFM_THRESHOLDS = ("mean", "median")

Method = Annotated[str, PlainValidator(values.one_of(RFM_METHODS)), words_schema(*RFM_METHODS)]
Count = Annotated[str, PlainValidator(values.one_of(RFM_COUNTS)), words_schema(*RFM_COUNTS)]
Threshold = Annotated[str, PlainValidator(values.one_of(RFM_THRESHOLDS)), words_schema(*RFM_THRESHOLDS)]
Steps = Annotated[
    list[int],
    PlainValidator(settings_values.rising_wholes),
    WithJsonSchema(
        {
            "anyOf": [
                whole_schema(1, values.MOST_DAYS),
                {"type": "array", "minItems": 1, "items": whole_schema(1, values.MOST_DAYS)},
            ]
        }
    ),
]
Cuts = Annotated[
    list[Decimal],
    PlainValidator(settings_values.two_rising_shares),
    WithJsonSchema(
        {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": SHARE,
        }
    ),
]
Grid = Annotated[
    dict[str, list[str]],
    PlainValidator(rfm_grid.read_grid),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            },
        }
    ),
]


class FollowUps(Record):
    """The follow-ups report and `due`."""

    days: PositiveWhole = field("How many days ahead count as upcoming.", "提前天数", 7)


class Receivables(Record):
    """The receivables report."""

    buckets: Steps = field("Where the buckets of days late end.", "账龄区间", [30, 60, 90])
    dso_days: PositiveWhole = field("The days of sales that the DSO looks at.", "DSO 天数", 90)


class SalesThresholds(Record):
    """The sales report."""

    change_orders: PositiveWhole = field(
        "Orders that the previous period needs before a change is shown.", "环比最少订单数", 5
    )


class Bands(Record):
    """The bands of the segments report."""

    frequency: Steps = field(
        "Where the bands of purchases begin: 0, 1, 2-3, 4-9, 10+.", "购买频次分档", [1, 2, 4, 10]
    )
    frequency_days: PositiveWhole = field(
        "The window in which purchases are counted, in days.", "频次统计天数", 365
    )
    amount: Cuts = field(
        "Cumulative shares of revenue at which class A and class B end.",
        "金额分档",
        [Decimal("0.8"), Decimal("0.95")],
    )


class Rfm(Record):
    """The RFM scores of the segments report."""

    grid: Grid = field("Which segment each of the 25 cells belongs to.", "分群网格", rfm_grid.DEFAULT)
    method: Method = field("rank or quantile.", "评分方法", "rank")
    count: Count = field("What frequency counts: occasions or orders.", "频次口径", "occasions")
    threshold: Threshold = field(
        "What high means for the Chinese eight classes: mean or median.", "分界口径", "mean"
    )
    min_class: PositiveWhole = field("Buyers needed for a class (against the median).", "分类最少客户数", 10)
    min_scores: PositiveWhole = field("Buyers needed for scores of 1 to 3.", "评分最少客户数", 25)
    min_segments: PositiveWhole = field(
        "Buyers needed for scores of 1 to 5 and segments.", "分群最少客户数", 100
    )


class Concentration(Record):
    """The concentration report; its classes end at bands.amount."""

    min_buyers: PositiveWhole = field("Buyers needed for a ranking.", "最少客户数", 10)
    top_share: Share = field(
        "The share of customers whose revenue the caption names.", "头部客户比例", Decimal("0.2")
    )


class Cohorts(Record):
    """The cohorts report."""

    min_size: PositiveWhole = field("Members a cohort needs before shares are shown.", "最小群组", 10)


class Retention(Record):
    """The retention report."""

    days: PositiveWhole = field("The silence that counts as an end, in days.", "沉默天数", 90)
    min_at_risk: PositiveWhole = field("Customers at risk that a row needs to be shown.", "最少在险客户数", 5)


class ChurnThresholds(Record):
    """The churn report."""

    ratio: Positive = field(
        "At risk when the silence is more than so many usual gaps.", "沉默倍数", Decimal(2)
    )
    horizon_days: PositiveWhole = field("The days ahead for which buying again is foretold.", "预测天数", 90)
    window_days: PositiveWhole = field(
        "The window of revenue and of customers in a rate, in days.", "统计天数", 365
    )


class Lifecycle(Record):
    """The lifecycle report."""

    ratio: Positive = field(
        "Win-back when the silence is more than so many usual gaps.", "沉默倍数", Decimal(2)
    )
    manual_days: PositiveWhole = field(
        "The age at which a stage set by hand is flagged, in days.", "手工阶段有效天数", 180
    )
    moved_days: PositiveWhole = field(
        "The window in which moves between stages are counted.", "阶段变动统计天数", 90
    )


class Satisfaction(Record):
    """The satisfaction report."""

    window_days: PositiveWhole = field("The window of the first row, in days.", "统计天数", 365)
    min_answers: PositiveWhole = field("Answers that a score needs.", "最少答卷数", 10)


class Complaints(Record):
    """The complaints report."""

    sla_days: PositiveWhole = field(
        "The days within which a complaint should be resolved.", "承诺解决天数", 7
    )


class Pipeline(Record):
    """The pipeline report."""

    min_closed: PositiveWhole = field("Closed deals that a win rate needs.", "最少关闭商机数", 10)


class Forecast(Record):
    """The forecast report."""

    horizon_days: PositiveWhole = field("The days ahead for which buying is foretold.", "预测天数", 90)
    months: PositiveWhole = field("The months of customer lifetime value.", "预测月数", 12)
    discount: Share = field("The yearly discount on later money.", "折现率", Decimal("0.1"))
    margin: Share = field("The part of revenue that is kept; 1 means revenue itself.", "毛利率", Decimal(1))
    min_rough: PositiveWhole = field("Repeat buyers needed for rough totals.", "粗略预测最少复购客户数", 30)
    min_repeat: PositiveWhole = field(
        "Repeat buyers needed for a forecast of each customer.", "预测最少复购客户数", 100
    )


class Affinity(Record):
    """The affinity report."""

    min_together: PositiveWhole = field("Customers that a pair of products needs.", "最少共同购买客户数", 5)
    min_share: Share = field(
        "The share of buyers that a pair of products needs.", "最低支持度", Decimal("0.02")
    )
