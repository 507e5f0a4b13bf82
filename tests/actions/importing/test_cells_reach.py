"""Phone numbers and e-mail addresses: several in a cell are parted, and long ones cut in warnings."""

from __future__ import annotations

import pytest

from plaincrm.actions.importing.cells.emails import emails
from plaincrm.actions.importing.cells.phones import phones
from tests.conftest import BookFolder


def imported(book: BookFolder, text: str) -> str:
    file = book.root.parent / "file.csv"
    file.write_text(text, encoding="utf-8")
    ran = book.ok("import", str(file), "--yes")
    return ran.out + ran.err


@pytest.mark.parametrize(
    "text",
    [
        *("138 0013 8004/139 0013 8005", "138-0013-8004 / 139-0013-8005", "13800138004/13900138005"),
        *("+86 138 0013 8004/+86 139 0013 8005", "138 0013 8004／139 0013 8005", "13800138004/；13900138005"),
    ],
)
def test_a_slash_parts_phone_numbers(text: str) -> None:
    assert [phone.text for phone in phones(text, "CN")] == ["+86 138 0013 8004", "+86 139 0013 8005"]


def test_a_slash_parts_numbers_that_share_their_area() -> None:
    found = [phone.text for phone in phones("021-5888 1234/021-58881235/58881236", "CN")]
    assert found == ["+86 21 5888 1234", "+86 21 5888 1235", "+86 21 5888 1236"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("030/901820", "+49 30 901820"),
        ("030 / 90 18 20", "+49 30 901820"),
        ("+49 30/901820", "+49 30 901820"),
        ("+49 2151/901820", "+49 2151 901820"),
        ("0049 2151/901820", "+49 2151 901820"),
        ("033055/12345", "+49 33055 12345"),
    ],
)
def test_a_slash_behind_an_area_code_is_within_one_number(text: str, number: str) -> None:
    assert [phone.text for phone in phones(text, "DE")] == [number]


def test_a_slash_parts_e_mail_addresses_and_nothing_within_one() -> None:
    assert emails("a@x.cn/b@x.cn") == ["a@x.cn", "b@x.cn"]
    assert emails("a@x.cn / b@x.cn；c@x.cn") == ["a@x.cn", "b@x.cn", "c@x.cn"]
    assert emails("sales/north@x.cn") == ["sales/north@x.cn"]
    assert emails("/o=Exchange/ou=x/cn=ann") == ["/o=Exchange/ou=x/cn=ann"]
    assert emails("a@x.cn/无") == ["a@x.cn"]


def test_both_come_in_from_one_row(book: BookFolder) -> None:
    imported(book, "name,phone,email\nA,+86 138 0013 8004/+86 139 0013 8005,a@x.cn/b@x.cn\n")
    assert 'phones: ["+86 138 0013 8004", "+86 139 0013 8005"]' in book.text("a")
    assert "emails: [a@x.cn, b@x.cn]" in book.text("a")


def test_a_cell_of_slashes_is_taken_apart_at_once() -> None:
    assert len(phones("1" + "/x" * 50_000, "DE")) > 1


@pytest.mark.parametrize("cell", ["1" * 100_000, "x" * 100_000, "+49 30 " + "9" * 200, "1e" + "5" * 2])
def test_a_warning_of_a_phone_number_shows_sixty_characters(cell: str) -> None:
    assert all(phone.warning and len(phone.warning) < 120 for phone in phones(cell, "DE"))


def test_a_cell_of_a_hundred_thousand_digits_is_not_printed_whole(book: BookFolder) -> None:
    said = imported(book, f"name,phone,email,company size\nA,{'1' * 100_000},{'x' * 90_000},{'y' * 90_000}\n")
    warnings = [line for line in said.splitlines() if line.startswith("warning")]
    assert warnings
    assert max(map(len, warnings)) < 250
