"""``layout``: files move, and the first line still leads editors to the schema."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder

AT_TOP = "# yaml-language-server: $schema=../.plaincrm/customer.schema.json"
BELOW = "# yaml-language-server: $schema=../../.plaincrm/customer.schema.json"


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\n"), ("", "\r\n")])
def test_the_way_to_the_schema_goes_on_from_the_new_place(book: BookFolder, mark: str, end: str) -> None:
    before = f"{mark}{AT_TOP}{end}name: Acme{end}notes: {'long ' * 60}{end}".encode()
    (book.root / "customers").mkdir(exist_ok=True)
    (book.root / "customers" / "acme.yaml").write_bytes(before)
    book.ok("save")

    book.ok("layout", "letters")
    below = (book.root / "customers" / "ac" / "acme.yaml").read_bytes()
    book.ok("layout", "flat")

    assert below == before.replace(AT_TOP.encode(), BELOW.encode())
    assert (book.root / "customers" / "acme.yaml").read_bytes() == before


def test_a_first_line_of_the_user_s_own_stays(book: BookFolder) -> None:
    text = "# yaml-language-server: $schema=https://schemas.example/mine.json\nname: Acme\n"
    book.write("acme", text)

    book.ok("layout", "letters")

    assert (book.root / "customers" / "ac" / "acme.yaml").read_text() == text


def test_a_small_file_moves_unchanged_so_that_git_sees_it_move(book: BookFolder) -> None:
    book.ok("add", "Acme")
    before = book.text("acme")

    book.ok("layout", "letters")

    assert (book.root / "customers" / "ac" / "acme.yaml").read_text() == before


def test_undo_moves_them_back(book: BookFolder) -> None:
    book.ok("add", "Acme")
    before = book.text("acme")

    book.ok("layout", "letters")
    book.ok("undo")

    assert book.text("acme") == before
