"""Amounts: groups of digits are read where somebody writes them so, and nothing is read into the rest."""

from __future__ import annotations

import pytest

from plaincrm.actions.importing.cells.amounts import money
from tests.conftest import BookFolder

READ = {
    "1,234.50": "1234.50", "1.234,50": "1234.50", "1'234.50": "1234.50", "1’234.50": "1234.50",
    "1 234,50": "1234.50", "1\u00a0234,50": "1234.50", "1\u202f234,50 €": "1234.50", "1 234 567": "1234567",
    "1.234.567": "1234567", "1,234,567": "1234567", "12,34,567.89": "1234567.89", "12,34,567": "1234567",
    "1,2345": "12345", "12,3456,7890.5": "1234567890.5", "1,234": "1234", "12,5": "12.5", "0,50": "0.50",
    "1234,50": "1234.50", "1234567.891": "1234567.891", "0.500": "0.500", ".5": "0.5", ",50": "0.50",
    "50.-": "50.00", "5000 万": "50000000", "1,5万": "15000", "(1,234.00)": "-1234.00", "007": "7",
}  # fmt: skip
REFUSED = (
    *("5000 6000", "1.2.3", "2026.12.05", "05.12.2026", "0,500", "2000,3000", "0 500", "0.500.000"),
    *(
        "1,23,4",
        "1,234,56",
        "1 2345",
        "1,234'567",
        "1,234.567.8",
        "1,234.5,6",
        "1234,567",
        "12 34,50",
        "1, 234",
    ),
)
COMMAS = {"0,500": "0.500", "1,234": "1.234", "1.234": "1234", "0.500": "0.500", "1234,567": "1234.567"}


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_an_amount_is_read_however_its_digits_are_grouped(text: str, number: str) -> None:
    found = money(text)
    assert found is not None
    assert f"{found.amount:f}".removesuffix(".0") == number


@pytest.mark.parametrize("text", REFUSED)
def test_groups_that_nobody_writes_are_no_amount(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(("text", "number"), COMMAS.items())
def test_a_column_with_decimal_commas_is_read_with_them(text: str, number: str) -> None:
    found = money(text, comma_decimals=True)
    assert found is not None
    assert str(found.amount) == number


def test_a_cell_as_long_as_a_book_is_refused_at_once() -> None:
    assert money("1" + " " * 100_000 + "xyzxyzxyzq") is None
    assert money("1 " * 50_000 + "x1") is None
    assert money("5.-" * 30_000 + "x1") is None


def test_a_row_with_an_impossible_amount_is_rejected(book: BookFolder) -> None:
    file = book.root.parent / "file.csv"
    file.write_text("customer,date,amount\nA,2026-11-01,5000 6000\nB,2026-11-01,5\n", encoding="utf-8")
    ran = book.ok("import", str(file), "--yes")
    assert 'rejected row 2: amount: "5000 6000" is not an amount' in ran.err
    assert not book.path("a").exists()


def column(book: BookFolder, *cells: str) -> str:
    """What an import of these amounts says."""
    file = book.root.parent / "file.csv"
    rows = "".join(f'A,2026-11-01,"{cell}"\n' for cell in cells)
    file.write_text(f"customer,date,amount\n{rows}", encoding="utf-8")
    return book.ok("import", str(file), "--yes").err


def test_a_decimal_comma_is_told_and_a_cell_that_may_be_thousands_is_warned_of(book: BookFolder) -> None:
    said = column(book, "1,500", "99,9")

    assert 'amount: "99,9" tells that commas part the decimals' in said
    assert 'row 2: amount: "1,500" is read as 1.5, in a column with decimal commas' in said


def test_where_a_column_has_both_marks_every_cell_with_two_readings_is_warned_of(book: BookFolder) -> None:
    said = column(book, "1.50", "2,5", "1,500", "2.500", "1.234,50")

    assert 'row 4: amount: "1,500" is read as 1.5, in a column with decimal commas and points' in said
    assert 'row 5: amount: "2.500" is read as 2500, in a column with decimal commas and points' in said
    assert said.count("warning:") == 2


def test_a_point_before_three_digits_is_told_where_no_cell_tells_what_it_is(book: BookFolder) -> None:
    assert 'amount: "1.500" is read with a decimal point' in column(book, "1.500", "20")
    assert "decimal" not in column(book, "1,500", "20.00")
