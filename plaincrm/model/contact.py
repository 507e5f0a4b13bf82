"""Contact: one entry of the contact log."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from plaincrm.model import values
from plaincrm.model.record import Day, Record, Text, field, open_words_schema, required, words_schema

CHANNELS = ("phone", "email", "meeting", "visit", "chat", "mail", "event", "note")
DIRECTIONS = ("in", "out")

Channel = Annotated[str, open_words_schema(*CHANNELS)]
Direction = Annotated[str, PlainValidator(values.one_of(DIRECTIONS)), words_schema(*DIRECTIONS)]
Every = Annotated[str, PlainValidator(values.span), WithJsonSchema({"type": ["string", "integer"]})]


class Contact(Record):
    """A contact with the customer, or a note about them, and the next step that was promised."""

    date: Day = required("The day of the contact, or its date and time.", "日期")
    channel: Channel | None = field(
        "phone, email, meeting, visit, chat, mail, event or any word; note is internal: it is no contact.",
        "联系方式",
    )
    direction: Direction | None = field("in: they came to us; out: we went to them.", "方向")
    person: Text | None = field("With whom at the customer.", "联系人")
    by: Text | None = field("Which of us it was.", "跟进人")
    summary: Text | None = field("What was said.", "内容摘要")
    follow_up: Day | None = field("The day of the promised next step.", "下次跟进日期")
    plan: Text | None = field("What the next step is.", "跟进计划")
    done: Day | None = field("The day the follow-up was done; absent means it is open.", "完成日期")
    every: Every | None = field(
        "The follow-up recurs after this span (2w, 1m); doing it makes the next one.", "重复周期"
    )
