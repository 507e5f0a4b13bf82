"""Customer: the whole of one file. The order of the fields is the order in which a file is written."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, PrivateAttr, WithJsonSchema

from plaincrm.model import values
from plaincrm.model.churn import Churn
from plaincrm.model.contact import Contact
from plaincrm.model.deal import Deal
from plaincrm.model.feedback import Feedback
from plaincrm.model.needs import Needs
from plaincrm.model.person import Person
from plaincrm.model.record import (
    AnyMap,
    Birthday,
    Day,
    Name,
    PositiveWhole,
    Record,
    Text,
    TextMap,
    Texts,
    field,
    free_keys,
    many,
    open_words_schema,
    required,
    text_like,
    words_schema,
)
from plaincrm.model.sale import Sale
from plaincrm.model.stage import StageOrWord

KINDS = ("organisation", "person")

Kind = Annotated[str, PlainValidator(values.one_of(KINDS, absent="organisation")), words_schema(*KINDS)]
Level = Annotated[str, open_words_schema("A", "B", "C")]
CompanySize = Annotated[
    str,
    PlainValidator(values.company_size),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, text_like("[0-9]+(\\+|-[0-9]+)?")]}),
]
Entries = BeforeValidator(values.as_entries)


class Customer(Record):
    """One customer's whole story."""

    name: Name = required("What the customer is called; the only field that a file must have.", "客户名称")
    kind: Kind = field("organisation (the default) or person.", "客户类型", default="organisation")
    aliases: Texts = many("Other names, by which the customer is found too.", "别名")
    company: Text | None = field("For a person: where they work.", "所属公司")
    title: Text | None = field("For a person: their position.", "职位")
    people: Annotated[list[Person], Entries] = many("For an organisation: who is there.", "联系人")
    phones: Texts = many("Phone numbers, best with the country code.", "电话")
    emails: Texts = many("E-mail addresses.", "邮箱")
    social: TextMap = free_keys("Accounts elsewhere: wechat, linkedin, github or any other key.", "社交账号")
    website: Text | None = field("The customer's page on the web.", "网站")
    addresses: Texts = many("Postal addresses, one text each.", "地址")
    birthday: Birthday | None = field("1988-03-05, or --03-05 where the year is not known.", "生日")
    industry: Text | None = field("What business they are in.", "所属行业")
    company_size: CompanySize | None = field(
        "Employees, as a number or a range: 50, 50-99, 500+.", "公司规模"
    )
    level: Level | None = field(
        "The user's own ranking, A, B or C unless the settings' cadence says otherwise.", "客户级别"
    )
    source: Text | None = field("How they came to us.", "客户来源")
    tags: Texts = many("Words of the user's own to find and group customers by.", "标签")
    owner: Text | None = field("Who of us looks after them.", "负责人")
    since: Day | None = field("Customer since, where the history began before the book.", "建立关系日期")
    cadence_days: PositiveWhole | None = field(
        "Wanted days between contacts; absent means the level's of the settings.", "联系间隔天数"
    )
    stage: StageOrWord | None = field("The stage of life, set by hand; absent means derived.", "客户阶段")
    needs: Needs | None = field("What the customer wants, and how they decide.", "需求与决策")
    churn: Annotated[list[Churn], Entries] = many(
        "When they were said to be gone; a later sale is a win-back.", "流失记录"
    )
    custom: AnyMap = free_keys("Fields of the user's own, typed by the settings' fields.", "自定义字段")
    external_ids: TextMap = free_keys("What other systems call the customer, by system.", "外部编号")
    archived: Day | None = field(
        "The day the customer was put aside: hidden from lists and reminders.", "归档日期"
    )
    notes: Text | None = field("Free text.", "备注")
    contact_log: Annotated[list[Contact], Entries] = many("Every contact, oldest first.", "联系记录")
    sales: Annotated[list[Sale], Entries] = many("Every sale, refund and credit.", "销售记录")
    deals: Annotated[list[Deal], Entries] = many("What is not sold yet.", "商机")
    feedback: Annotated[list[Feedback], Entries] = many("What the customer thinks of us.", "客户反馈")

    _data: dict[str, Any] = PrivateAttr(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The file's content under its own keys and in its own order, ready for JSON.

        Amounts, dates and texts are as written; whole numbers, shares, scores and truth values are
        JSON's own. An empty value is null. Unknown fields stay.
        """
        from plaincrm.model.json_view import json_view

        return json_view(self, self._data)
