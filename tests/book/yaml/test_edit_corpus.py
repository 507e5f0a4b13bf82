"""Every edit on every hand-written layout: what is around it stays, byte for byte, comments and all."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plaincrm.book import yaml
from plaincrm.book.yaml import reading
from plaincrm.book.yaml.nodes import List
from tests.book.yaml import edit_oracle

CORPUS = {path.stem: path for path in sorted((Path(__file__).parent / "corpus").glob("*.yaml"))}

ORDER = [
    *("name", "kind", "aliases", "people", "phones", "emails", "social", "website", "addresses", "industry"),
    *("level", "source", "tags", "owner", "stage", "needs", "churn", "custom", "notes"),
    *("contact_log", "sales", "deals", "feedback"),
]
ENTRY = ["date", "channel", "summary", "follow_up", "plan", "done", "product", "amount", "kind", "comment"]

CONTACT = {"date": date(2026, 11, 2), "channel": "phone", "summary": "谈续费，想要按年折扣"}
SALE = {"date": date(2026, 11, 3), "product": "年度支持", "amount": Decimal("12000.00")}
PRAISE = {"date": date(2026, 11, 4), "kind": "praise", "comment": "very fast\nand friendly\n"}

EDITS: dict[str, tuple[str, edit_oracle.Path, Any]] = {
    "append a contact": ("append", ("contact_log",), CONTACT),
    "append a sale": ("append", ("sales",), SALE),
    "append feedback of two lines": ("append", ("feedback",), PRAISE),
    "append a tag": ("append", ("tags",), "fresh"),
    "put the level": ("put", ("level",), "C"),
    "put the website": ("put", ("website",), "https://new.example/a?b=c"),
    "put the owner": ("put", ("owner",), "me"),
    "put notes of two lines": ("put", ("notes",), "one\ntwo\n"),
    "put the tags": ("put", ("tags",), ["vip", "new"]),
    "put an account": ("put", ("social", "mastodon"), "@x@example.com"),
    "put a need": ("put", ("needs", "decision", "stage"), "decided"),
    "put a summary": ("put", ("contact_log", 0, "summary"), "Changed: yes"),
    "put a summary of two lines": ("put", ("contact_log", 0, "summary"), "Two\nlines"),
    "put a plan": ("put", ("contact_log", 0, "plan"), "send it"),
    "put a done date": ("put", ("contact_log", 0, "done"), date(2026, 1, 9)),
    "remove the first field of an entry": ("remove", ("contact_log", 0, "date"), None),
    "remove a field of an entry": ("remove", ("contact_log", 0, "channel"), None),
    "remove the last field of an entry": ("remove", ("contact_log", 0, "summary"), None),
    "remove the first contact": ("remove", ("contact_log", 0), None),
    "remove the second contact": ("remove", ("contact_log", 1), None),
    "remove the first sale": ("remove", ("sales", 0), None),
    "remove the level": ("remove", ("level",), None),
    "remove the tags": ("remove", ("tags",), None),
    "remove the contacts": ("remove", ("contact_log",), None),
    "remove the sales": ("remove", ("sales",), None),
}

# All that is left to a human, and why.
REFUSALS = {
    ("anchors_and_aliases", "remove the second contact"): "refers to nothing",
    ("explicit_keys", "remove the tags"): 'written with a "?"',
    ("tags_str", "put a summary"): "bears a tag",
    ("tags_str", "put a summary of two lines"): "bears a tag",
}


def order(path: edit_oracle.Path) -> list[str]:
    return ENTRY if path else ORDER


def carried_out(text: str, edit: str) -> str:
    verb, path, value = EDITS[edit]
    if verb == "remove":
        return yaml.remove(text, path)
    return (yaml.append if verb == "append" else yaml.put)(text, path, copy.deepcopy(value), order)


def fits(text: str, edit: str) -> bool:
    """Whether the file has the entry that the edit is about."""
    _, path, _ = EDITS[edit]
    data = edit_oracle.reads_as(text)
    return len(path) == 1 or isinstance(path[1], str) or edit_oracle.has(data, path[:2])


def text_of(name: str) -> str:
    return yaml.decode(CORPUS[name].read_bytes())


def cases() -> list[Any]:
    pairs = [(name, edit) for name in CORPUS for edit in EDITS if fits(text_of(name), edit)]
    return [pytest.param(name, edit, id=f"{name}-{edit.replace(' ', '_')}") for name, edit in pairs]


def block_lists() -> list[str]:
    """The files whose contacts stand in a block list."""
    roots = {name: yaml.parse(text_of(name)).at(("contact_log",)) for name in CORPUS}
    return [name for name, node in roots.items() if isinstance(node, List) and not node.flow]


def test_the_corpus_is_worth_its_name() -> None:
    assert len(CORPUS) >= 60
    assert all(name in CORPUS and edit in EDITS for name, edit in REFUSALS)


@pytest.mark.parametrize(("name", "edit"), cases())
def test_an_edit_leaves_the_rest_alone(name: str, edit: str) -> None:
    text = text_of(name)
    verb, path, value = EDITS[edit]
    refusal = REFUSALS.get((name, edit))
    if refusal:
        with pytest.raises(yaml.EditRefusedError, match=refusal):
            carried_out(text, edit)
        return

    new = carried_out(text, edit)

    assert edit_oracle.complaint(text, new, verb, path, value) is None


@pytest.mark.parametrize("name", block_lists())
def test_an_append_to_a_block_only_adds_lines(name: str) -> None:
    text = text_of(name)

    new = carried_out(text, "append a contact")

    gone, come = edit_oracle.cut_out(text, new)
    assert gone == ""
    assert len(come.strip().splitlines()) <= 4


@pytest.mark.parametrize("name", CORPUS)
def test_a_final_line_end_comes_and_goes_with_nothing(name: str) -> None:
    text = text_of(name)
    had = text.endswith(("\n", "\r"))

    for edit in ("append a contact", "append a sale", "put the level", "put the owner"):
        new = carried_out(text, edit)

        assert had == new.endswith(("\n", "\r"))


@pytest.mark.parametrize("name", [name for name in CORPUS if name != "name_only_no_newline"])
def test_windows_line_ends_stay_windows_line_ends(name: str) -> None:
    text = text_of(name).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")

    for edit in (
        "append a contact",
        "append feedback of two lines",
        "put the owner",
        "put notes of two lines",
    ):
        new = carried_out(text, edit)

        assert "\n" not in new.replace("\r\n", "")
        assert "\r" not in new.replace("\r\n", "")


@pytest.mark.parametrize("name", CORPUS)
def test_both_parsers_read_and_edit_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(name)
    tree, loaded = yaml.parse(text).plain(), yaml.load(text)
    edited = carried_out(text, "append feedback of two lines")

    monkeypatch.setattr(reading, "new_parser", reading.PurePythonParser)

    assert tree == loaded == yaml.parse(text).plain() == yaml.load(text)
    assert edited == carried_out(text, "append feedback of two lines")


@pytest.mark.parametrize("name", block_lists())
def test_an_edit_can_be_taken_back(name: str) -> None:
    text = text_of(name)
    before = yaml.load(text)

    appended = carried_out(text, "append a contact")
    new = yaml.remove(appended, ("contact_log", len(before["contact_log"])))

    assert before == yaml.load(new)
    assert edit_oracle.comments(text) == edit_oracle.comments(new)
