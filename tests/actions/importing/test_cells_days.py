"""Days with two readings: the column tells, or the region, or they are refused with both named."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaincrm.actions.importing.cells import days
from tests.conftest import BookFolder, Ran, run


def imported(folder: Path, region: str, text: str) -> tuple[BookFolder, Ran]:
    assert run("init", str(folder / "book"), "--region", region, "--currency", "CNY").code == 0
    book = BookFolder(folder / "book")
    (folder / "file.csv").write_text(text, encoding="utf-8")
    return book, book.ok("import", str(folder / "file.csv"), "--yes")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026/1/5 下午3:20", "2026-01-05T15:20"),
        ("2026年1月5日下午3:20", "2026-01-05T15:20"),
        ("2026/1/5 上午 12:05", "2026-01-05T00:05"),
        ("2026/1/5 3:20 下午", "2026-01-05T15:20"),
        ("2026-01-05 15:20:30", "2026-01-05T15:20"),
        ("1/5/2026 3:20 PM", "2026-05-01T15:20"),
        ("5 Jan 26 15:20", "2026-01-05T15:20"),
    ],
)
def test_a_time_of_day_is_read_before_and_behind_its_half(text: str, read: str) -> None:
    assert days.day(text, order="dmy", clock=True) == read


@pytest.mark.parametrize("text", ["5-Jan-26", "05-Jan-2026", "5 Jan 26", "Jan 5, 2026", "Mon, 5 Jan 2026"])
def test_a_month_by_its_name_is_read_with_a_short_year_too(text: str) -> None:
    assert days.day(text) == "2026-01-05"


@pytest.mark.parametrize("text", ["26-12-01", "26/12/01"])
def test_a_short_year_on_either_side_is_refused_with_both_readings(text: str) -> None:
    with pytest.raises(days.UnclearDayError, match=f'"{text}" may be 2001-12-26 or 2026-12-01'):
        days.day(text)


def test_a_short_year_is_where_the_order_says() -> None:
    assert days.day("26-12-01", order="ymd") == "2026-12-01"
    assert days.day("26-12-01", order="dmy") == "2001-12-26"
    assert days.day("26/1/5", order="ymd") == "2026-01-05"


@pytest.mark.parametrize("order", ["", "dmy", "mdy", "ymd"])
def test_a_day_with_one_reading_has_it_whatever_the_order(order: str) -> None:
    assert days.day("85-12-01", order=order) == "1985-12-01"
    assert days.day("12/25/85", order=order) == "1985-12-25"
    assert days.day("13/5/2026", order=order) == "2026-05-13"


def test_points_are_german_unless_the_year_comes_first() -> None:
    assert days.day("5.12.26") == days.day("05.12.26", order="dmy") == "2026-12-05"
    assert days.day("26.12.05", order="ymd") == "2026-12-05"


def test_a_cell_as_long_as_a_book_is_refused_at_once() -> None:
    with pytest.raises(days.UnclearDayError):
        days.day("2026-01-05 10:20" + " " * 100_000 + "x")


def test_three_readings_are_all_named() -> None:
    with pytest.raises(days.UnclearDayError, match="2026-04-03, 2026-03-04 or 2003-04-26"):
        days.day("03/04/26")


def test_a_day_outside_the_calendar_says_so() -> None:
    with pytest.raises(days.UnclearDayError, match="not in the calendar"):
        days.day("31/02/2026")


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["26-12-01"], {None: "", "CN": "ymd", "DE": "dmy", "US": ""}),
        (["26-12-01", "85-12-01"], {None: "ymd", "CN": "ymd", "DE": "ymd", "US": "ymd"}),
        (["13/05/1980", "3/4/1980"], {None: "dmy", "CN": "dmy", "DE": "dmy", "US": "dmy"}),
        (["05/13/2026"], {None: "mdy", "CN": "mdy", "DE": "mdy", "US": "mdy"}),
        (["13/05/85", "03/04/26"], {None: "dmy", "CN": "dmy", "DE": "dmy", "US": "dmy"}),
        (["3/4/2026"], {None: "", "CN": "ymd", "DE": "dmy", "US": "mdy"}),
        ([], {None: "", "CN": "ymd", "DE": "dmy", "US": "mdy"}),
    ],
)
def test_the_order_is_the_column_s_else_the_region_s(texts: list[str], orders: dict[str | None, str]) -> None:
    assert {region: days.day_order(texts, region) for region in orders} == orders


def test_birthdays_are_read_in_the_order_of_their_column(tmp_path: Path) -> None:
    book, ran = imported(tmp_path, "US", "name,birthday\nA,03/04/1980\nB,13/05/1980\n")
    assert "birthday: 1980-04-03" in book.text("a")
    assert "birthday: 1980-05-13" in book.text("b")
    assert "left out" not in ran.out + ran.err


def test_birthdays_are_read_in_the_order_of_the_region_and_it_is_told(tmp_path: Path) -> None:
    book, ran = imported(tmp_path, "DE", "name,birthday\nA,03/04/1980\n")
    assert "birthday: 1980-04-03" in book.text("a")
    assert 'birthday: "03/04/1980" is read with the day first' in ran.err


def test_a_chinese_book_reads_short_years_first_and_says_so(tmp_path: Path) -> None:
    book, ran = imported(tmp_path, "CN", "customer,date,amount\nA,26-12-01,5\n")
    assert "date: 2026-12-01" in book.text("a")
    assert 'date: "26-12-01" is read with the year first' in ran.err


def test_a_column_of_many_spellings_is_read_in_a_chinese_book(tmp_path: Path) -> None:
    text = "customer,date,amount\nA,26-12-01,5\nB,26/1/5,5\nC,5-Jan-26,5\nD,2026/1/5 下午3:20,5\n"
    book, ran = imported(tmp_path, "CN", text)
    found = [book.text(customer).partition("date: ")[2][:10] for customer in "abcd"]
    assert found == ["2026-12-01", "2026-01-05", "2026-01-05", "2026-01-05"]
    assert "4 accepted" in ran.err


def test_a_short_year_that_one_cell_cannot_have_last_is_no_choice(tmp_path: Path) -> None:
    book, ran = imported(tmp_path, "DE", "customer,date,amount\nA,98-12-01,5\nB,05-12-01,5\n")
    assert "2005-12-01" in book.text("b")
    assert "is read with" not in ran.err


def test_a_region_that_does_not_tell_refuses_the_row(tmp_path: Path) -> None:
    _, ran = imported(tmp_path, "US", "customer,date,amount\nA,26-12-01,5\nB,2026-12-01,5\n")
    assert 'rejected row 2: date: "26-12-01" may be 2001-12-26 or 2026-12-01' in ran.err


@pytest.mark.parametrize(
    ("text", "born"), [("05.03.45", "1945-03-05"), ("05.03.88", "1988-03-05"), ("05.03.12", "2012-03-05")]
)
def test_nobody_is_born_in_a_year_to_come(text: str, born: str) -> None:
    assert days.birthday(text, order="dmy") == born
