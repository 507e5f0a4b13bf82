"""Our own tables after other hands had them: a spreadsheet's manner, cells without a value, equal names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import BookFolder, Ran

ACME = """\
name: Acme
level: A
phones: ["13800138000"]
since: 2024-05-01
x_field: hello
people:
- {name: Ann, title: Buyer}
- {name: Ann, title: Seller}
custom: {flag: yes}
contact_log:
- {date: 2026-01-01, summary: one, attendees: [Ann, Bob]}
- {date: 2026-01-02, summary: two}
sales:
- {date: 2026-01-01, amount: 1100, void: no, quantity: "0.33333333333333331", attendees: [Ann, Bob]}
- date: 2026-01-04
  amount: 100
  payments:
  - {date: 2026-01-05, amount: 40}
  - {date: 2026-01-09, amount: 60}
"""


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", ACME)
    return book


def plan(book: BookFolder, file: Path) -> Ran:
    return book.ok("import", str(file), "--dry-run")


def edited(book: BookFolder, what: str, **cells: str) -> Path:
    """A CSV of the book with some cells of its last row changed."""
    file = book.root.parent / f"{what}.csv"
    book.ok("export", "csv", str(file), "--what", what)
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    rows[-1].update(cells)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "xlsx"])
def test_what_no_one_edited_changes_nothing(acme: BookFolder, form: str) -> None:
    file = acme.root.parent / f"acme.{form}"
    acme.ok("export", form, str(file))

    assert "it would be 0 changes" in plan(acme, file).err


@pytest.mark.parametrize("text", ["'=x", "''=x", "'@a", "=x", "'quoted'", "-x"])
def test_marks_before_a_text_come_and_go_alike(book: BookFolder, text: str) -> None:
    book.ok("add", "Acme")
    book.ok("set", "acme", f"notes={text}")

    assert "it would be 0 changes" in plan(book, edited(book, "customers")).err


def test_days_and_amounts_may_be_in_the_manner_of_a_spreadsheet(acme: BookFolder) -> None:
    customers = edited(acme, "customers", since="2024/5/1")
    sales = edited(acme, "sales", date="2026/1/4", amount="1,100.00")

    assert "it would be 0 changes" in plan(acme, customers).err
    ran = plan(acme, sales)
    assert "sales[1].amount  100  1100.00" in ran.out
    assert "sales[1].date" not in ran.out


def test_a_phone_that_a_spreadsheet_ruined_leaves_the_real_one(acme: BookFolder) -> None:
    ran = plan(acme, edited(acme, "customers", phones="1.38E+10"))

    assert "it would be 0 changes" in ran.err
    assert 'row 2: phone "1.38E+10" was ruined by a spreadsheet and is not taken' in ran.err


def test_cells_without_a_value_are_left_as_they_are_and_named(acme: BookFolder) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = acme.root.parent / "acme.xlsx"
    acme.ok("export", "xlsx", str(file))
    workbook = openpyxl.load_workbook(file)
    for sheet, head, text in (
        ("Customers", "level", '=IF(1,"B","C")'),
        ("Customers", "since", "#N/A"),
        ("Contact log", "summary", "=1+2"),
    ):
        heads = [cell.value for cell in workbook[sheet][1]]
        workbook[sheet].cell(2, heads.index(head) + 1).value = text
    workbook.save(file)

    ran = plan(acme, file)

    assert "it would be 0 changes" in ran.err
    left = "the cell has no value, only a formula or an error; left as it is"
    assert f"Customers row 2: level: {left}" in ran.err
    assert f"Customers row 2: since: {left}" in ran.err
    assert f"Contact log row 2: summary: {left}" in ran.err


def test_a_changed_payment_is_the_one_of_its_day_though_another_row_is_gone(acme: BookFolder) -> None:
    file = edited(acme, "payments", amount="61")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(lines[0] + lines[2], encoding="utf-8")

    ran = plan(acme, file)

    assert "sales[1].payments[1].amount  60   61" in ran.out
    assert "payments[0]" not in ran.out


def test_columns_that_are_no_field_are_named(acme: BookFolder) -> None:
    assert "left out: x_field" in plan(acme, edited(acme, "customers", x_field="bye")).err


def test_a_field_called_like_another_ones_heading_does_not_take_its_place(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nlevel: A\n客户级别: B\n")
    file = book.root.parent / "book.xlsx"
    book.ok("export", "xlsx", str(file), "--lang", "zh")

    assert "it would be 0 changes" in plan(book, file).err


def test_a_row_that_somebody_added_is_a_new_customer(acme: BookFolder) -> None:
    file = edited(acme, "customers")
    with file.open(encoding="utf-8", newline="") as text:
        heads = next(csv.reader(text))
    with file.open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, heads).writerow({"name": "New Co", "level": "B"})

    acme.ok("import", str(file), "--yes")

    assert "name: New Co" in acme.text("new-co")


def test_a_book_without_customers_brings_its_settings_along(book: BookFolder, tmp_path: Path) -> None:
    (book.root / "plaincrm.yaml").write_text("format: 1\nname: Other\ncurrency: CHF\n", encoding="utf-8")
    book.ok("save")
    book.ok("export", "json", "../book.json")
    other = BookFolder(tmp_path / "other")
    book.ok("init", str(other.root), "--currency", "EUR")

    other.ok("import", str(tmp_path / "book.json"), "--yes")

    assert "currency: CHF" in (other.root / "plaincrm.yaml").read_text(encoding="utf-8")
