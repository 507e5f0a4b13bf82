"""Person: someone at a customer that is an organisation."""

from __future__ import annotations

from plaincrm.model.record import (
    Birthday,
    Name,
    Record,
    Text,
    TextMap,
    Texts,
    field,
    free_keys,
    many,
    required,
)


class Person(Record):
    """Someone at the customer, with the ways to reach them."""

    name: Name = required(
        "What the person is called; the family name first where that is the custom.", "姓名"
    )
    title: Text | None = field("The person's position.", "职位")
    department: Text | None = field("Where in the organisation the person works.", "部门")
    role: Text | None = field("What the person means for the sale, such as decision maker or user.", "角色")
    birthday: Birthday | None = field("1988-03-05, or --03-05 where the year is not known.", "生日")
    notes: Text | None = field("Whatever else is worth knowing about the person.", "备注")
    phones: Texts = many("Phone numbers, best with the country code.", "电话")
    emails: Texts = many("E-mail addresses.", "邮箱")
    social: TextMap = free_keys("Accounts elsewhere: wechat, linkedin, github or any other key.", "社交账号")
