"""A question is put to the index as it was left while git looks, and again where git knows of changes."""

from __future__ import annotations

import pytest

from plaincrm.cli.session import Session
from plaincrm.errors import NotFoundError
from plaincrm.index import Index
from tests.conftest import BookFolder

COMMON = {"quiet": False, "json": False, "csv": False, "format": None, "lang": None}


class Asked:
    """A question that keeps count of how often it is put, and what it finds each time."""

    def __init__(self) -> None:
        self.found: list[list[str]] = []

    def __call__(self, index: Index) -> list[str]:
        names = [name for (name,) in index.rows("SELECT name FROM customers ORDER BY name")]
        self.found.append(names)
        return names


def session(book: BookFolder) -> Session:
    return Session({**COMMON, "book": str(book.root)})


def answered(book: BookFolder, asked: Asked) -> list[str]:
    opened = session(book)
    try:
        return opened.answer(asked)
    finally:
        opened.close()


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", "name: Acme\n")
    book.ok("list")  # leaves an index
    return book


def test_one_question_does_where_nothing_changed(acme: BookFolder) -> None:
    asked = Asked()

    assert answered(acme, asked) == ["Acme"]
    assert asked.found == [["Acme"]]


def test_what_was_edited_by_hand_is_asked_again_and_only_that_is_told(acme: BookFolder) -> None:
    acme.write("acme", "name: Apex\n", commit=False)
    asked = Asked()

    assert answered(acme, asked) == ["Apex"]
    assert asked.found == [["Acme"], ["Apex"]]


@pytest.mark.parametrize("change", ["committed", "taken back", "removed"])
def test_every_kind_of_change_is_noticed(acme: BookFolder, change: str) -> None:
    if change == "committed":
        acme.write("bolt", "name: Bolt\n")
    elif change == "taken back":
        acme.write("acme", "name: Apex\n", commit=False)
        acme.ok("list")
        acme.git("checkout", "--", "customers")
    else:
        acme.path("acme").unlink()
    expected = {"committed": ["Acme", "Bolt"], "taken back": ["Acme"], "removed": []}[change]

    assert answered(acme, Asked()) == expected


def test_without_an_index_the_question_waits_for_it(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    asked = Asked()

    assert answered(book, asked) == ["Acme"]
    assert len(asked.found) == 1


def test_other_settings_are_not_guessed_about(acme: BookFolder) -> None:
    settings = acme.root / "plaincrm.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "terms_days: 7\n", encoding="utf-8")
    asked = Asked()

    assert answered(acme, asked) == ["Acme"]
    assert len(asked.found) == 1


def test_an_error_that_holds_only_for_what_was_left_is_not_told(acme: BookFolder) -> None:
    def find_bolt(index: Index) -> str:
        if not index.rows("SELECT 1 FROM customers WHERE customer = 'bolt'"):
            raise NotFoundError("nobody is called bolt")
        return "found"

    opened = session(acme)
    with pytest.raises(NotFoundError, match="bolt"):
        opened.answer(find_bolt)
    opened.close()
    acme.write("bolt", "name: Bolt\n", commit=False)
    opened = session(acme)

    assert opened.answer(find_bolt) == "found"
    opened.close()


def test_an_index_that_was_damaged_is_made_anew(acme: BookFolder) -> None:
    index = acme.root / ".git" / "plaincrm" / "index.db"
    index.write_bytes(index.read_bytes()[:100] + b"\xff" * 4000)

    ran = acme.ok("list", "--json")

    assert '"Acme"' in ran.out
    assert ran.err == ""


def test_a_broken_file_is_named_once(acme: BookFolder) -> None:
    acme.write("bad", "name: [\n", commit=False)

    for _ in range(2):
        assert acme.ok("list").err.count("left out") == 1
