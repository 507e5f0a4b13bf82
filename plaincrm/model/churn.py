"""Churn: the customer is said to be gone."""

from __future__ import annotations

from plaincrm.model.record import Day, Record, Text, field, required


class Churn(Record):
    """A loss that somebody recorded; a later sale is a win-back."""

    date: Day = required("The day they were gone.", "流失日期")
    reason: Text | None = field("Why they left.", "流失原因")
    note: Text | None = field("Whatever else is worth knowing about the loss.", "备注")
