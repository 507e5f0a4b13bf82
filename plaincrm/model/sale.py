"""Sale and its payments: what the customer bought, returned, owes and paid."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

from plaincrm.model import values
from plaincrm.model.record import (
    Amount,
    Currency,
    Day,
    Flag,
    Number,
    Record,
    Share,
    Text,
    field,
    many,
    required,
    words_schema,
)

DELIVERIES = ("pending", "partial", "delivered")

Delivery = Annotated[str, PlainValidator(values.one_of(DELIVERIES)), words_schema(*DELIVERIES)]


class Payment(Record):
    """Money that came in for a sale; negative where it was paid out."""

    date: Day = required("The day the money came.", "付款日期")
    amount: Amount = required("How much, in the sale's currency, tax included.", "付款金额")


class Sale(Record):
    """One line of business done: a sale, or with a negative amount a refund or credit."""

    date: Day = required("The day of the sale.", "销售日期")
    product: Text | None = field("What was sold.", "产品")
    quantity: Number | None = field("How many; information only, the amount is the line's total.", "数量")
    amount: Amount = required("The line's total, net of tax; negative is a refund or credit.", "金额")
    currency: Currency | None = field("ISO 4217 code; absent means the book's currency.", "币种")
    tax_rate: Share | None = field("Tax on top of the amount: 0.06 is 6 %; absent means none.", "税率")
    invoice: Text | None = field("The invoice or order number.", "发票号")
    external_id: Text | None = field("The id of the payment or order in the system it came from.", "外部编号")
    due: Day | None = field(
        "The day payment is due; absent means date + terms_days of the settings.", "应付日期"
    )
    payment_method: Text | None = field("How it was, or will be, paid.", "付款方式")
    payments: Annotated[list[Payment], BeforeValidator(values.as_entries)] = many(
        "What was paid when, where it was paid in parts.", "付款记录"
    )
    paid: Day | None = field("Paid in full on that day; instead of payments.", "付清日期")
    delivery: Delivery | None = field("pending, partial or delivered.", "交付情况")
    delivered: Day | None = field("The day of the delivery.", "交付日期")
    against: Text | None = field("On a refund or credit: the invoice that it reduces.", "冲减发票号")
    void: Flag = field("true: the entry counts nowhere.", "作废", default=False)
    note: Text | None = field("Whatever else is worth knowing about the sale.", "备注")
