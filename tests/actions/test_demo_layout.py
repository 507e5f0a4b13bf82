"""The hands that write a demo book: each file its own way, and every way reads as the same data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plaincrm.actions.demo import hands
from plaincrm.actions.demo.books import generate
from plaincrm.actions.demo.layout import Style, write
from plaincrm.actions.demo.record import CANONICAL, Draft, Later, Noted, Plain
from plaincrm.actions.demo.scalars import scalar
from plaincrm.book import yaml

STYLES = {style for style, _ in (*hands.CHINESE, *hands.ENGLISH)}
DATA: dict[str, Any] = {
    "name": Noted("Müller & Söhne: Büro", "prefers WeChat"),
    "people": [{"name": "张伟", "birthday": Plain("--03-05"), "social": {"wechat": "zw, nebula"}}],
    "phones": ["+49 30 23125 012", "030"],
    "tags": ["no", "vip", "2026"],
    "needs": {"motives": ["price: low", "# 1"], "decision": {"budget": 20000, "by": date(2026, 12, 31)}},
    "custom": {"nda": True, "hourly_rate": Decimal("85.00")},
    "contact_log": [
        {"date": Plain("2026-11-02T14:30"), "channel": "phone", "summary": 'said "no": then left'},
        {"date": date(2026, 11, 3), "channel": "note", "summary": "it's - fine"},
    ],
    "sales": [
        {
            "#": "催款中",
            "date": date(2026, 10, 1),
            "amount": Decimal("12.00"),
            "payments": [{"date": date(2026, 10, 9), "amount": Decimal("6.00")}],
        }
    ],
}
READ = {
    "name": "Müller & Söhne: Büro",
    "people": [{"name": "张伟", "birthday": "--03-05", "social": {"wechat": "zw, nebula"}}],
    "phones": ["+49 30 23125 012", "030"],
    "tags": ["no", "vip", "2026"],
    "needs": {"motives": ["price: low", "# 1"], "decision": {"budget": "20000", "by": "2026-12-31"}},
    "custom": {"nda": "true", "hourly_rate": "85.00"},
    "contact_log": [
        {"date": "2026-11-02T14:30", "channel": "phone", "summary": 'said "no": then left'},
        {"date": "2026-11-03", "channel": "note", "summary": "it's - fine"},
    ],
    "sales": [
        {"date": "2026-10-01", "amount": "12.00", "payments": [{"date": "2026-10-09", "amount": "6.00"}]}
    ],
}


@pytest.mark.parametrize("style", sorted(STYLES, key=repr))
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_every_hand_writes_what_it_was_given(style: Style, eol: str) -> None:
    raw = write(DATA, style._replace(eol=eol))

    data = yaml.load(yaml.decode(raw))

    assert {key: value for key, value in data.items() if value is not None} == READ


@pytest.mark.parametrize("style", sorted(STYLES, key=repr))
def test_every_hand_knows_every_field(style: Style) -> None:
    assert sorted(style.order) == sorted(CANONICAL)


def test_notes_of_two_lines_stay_two_lines() -> None:
    raw = write({"name": "A", "notes": "one\ntwo"}, Style())

    assert yaml.load(yaml.decode(raw))["notes"] == "one\ntwo\n"


@pytest.mark.parametrize(
    "text", ["no", "0123", "1.10", "12:30", "~", "- x", "a: b", "a #b", "", " a", "2026-11-23"]
)
def test_a_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    assert scalar(text)[0] in "\"'"


@pytest.mark.parametrize("text", ["张伟", "call back", "+49 30 23125 012", "「星云」"])
def test_a_harmless_text_is_not_quoted(text: str) -> None:
    assert scalar(text) == text


def test_a_draft_shows_what_was_known_on_a_day() -> None:
    paid = date(2026, 10, 9)
    draft = Draft(
        "acme",
        {
            "name": "Acme",
            "archived": Later(date(2026, 11, 1), date(2026, 11, 1)),
            "sales": [
                {
                    "date": date(2026, 10, 1),
                    "delivery": Later(paid, "delivered", "pending"),
                    "paid": Later(paid, paid),
                },
                {"date": date(2026, 10, 20), "amount": Decimal(1)},
            ],
        },
        date(2026, 9, 1),
    )

    assert draft.on(date(2026, 9, 2)) == {"name": "Acme"}
    assert draft.on(date(2026, 10, 1))["sales"] == [{"date": date(2026, 10, 1), "delivery": "pending"}]
    assert draft.on(paid)["sales"][0]["paid"] == paid
    assert len(draft.on(date(2026, 12, 1))["sales"]) == 2
    assert "archived" in draft.on(date(2026, 12, 1))


def test_the_agencys_files_look_like_the_work_of_many_hands() -> None:
    story = generate("agency", date(2026, 11, 23))
    texts = {
        path: content.decode() for path, content in story.files().items() if path.startswith("customers/")
    }

    assert sum(1 for text in texts.values() if "\r\n" in text) == 1
    assert sum(1 for text in texts.values() if not text.endswith("\n")) == 1
    for mark in (
        "# yaml-language-server", "# 催款中", "  # prefers WeChat", "- {date: ", "\nsales:\n- ",
        "\nsales:\n  - ", "\nsales:\n    - ", 'name: "', "name:         '", "notes: |\n", "\nwebsite:\n",
        "-   date:", "# ---- 联系记录 ----",
    ):  # fmt: skip
        assert any(mark in text for text in texts.values()), mark
    assert any(path.count("/") == 2 for path in texts)


def test_the_tool_can_append_to_every_file_and_changes_nothing_else() -> None:
    entry = {"date": date(2026, 11, 23), "channel": "phone", "summary": "问了下：还好"}
    story = generate("agency", date(2026, 11, 23))

    for path, content in story.files().items():
        if not path.startswith("customers/"):
            continue
        old = yaml.decode(content)
        new = yaml.append(old, ("contact_log",), entry, CANONICAL)

        lines = new.splitlines()
        assert [line for line in old.splitlines() if line not in lines] in ([], ["contact_log: []"]), path
        assert yaml.load(new)["contact_log"][-1]["summary"] == "问了下：还好"
