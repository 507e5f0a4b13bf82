"""The delimiter of a text table is told from its rows, whatever stands in the cells."""

import tracemalloc

import pytest

from plaincrm.errors import InvalidDataError
from plaincrm.formats import delimited
from plaincrm.formats.sheet import MOST_ROWS, refuse_many_lines


def rows(text):
    return [row.cells for row in delimited.read(text.encode())[0].rows if not row.is_blank]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(delimiter):
    text = "".join(f"{delimiter.join(cells)}\n" for cells in (("name", "phone"), ("Ada", "1"), ("Bob", "2")))

    assert rows(text) == [["name", "phone"], ["Ada", "1"], ["Bob", "2"]]


def test_lines_inside_one_cell_do_not_outvote_the_rows():
    note = "\n".join(f"{number}; later" for number in range(9))

    read = rows(f'name,notes\nAda,"{note}"\nBob,none\n')

    assert read == [["name", "notes"], ["Ada", note], ["Bob", "none"]]


def test_decimal_commas_do_not_outvote_semicolons():
    text = "name;amount;tax\nAda;12,50;2,38\nBob;3,00;0,57\nCyd;9,00;1,71\n"

    assert rows(text)[1] == ["Ada", "12,50", "2,38"]


def test_lines_before_the_headings_do_not_count():
    preamble = "".join(f"-- line {number} of what the bank says\n" for number in range(20))

    assert rows(f"{preamble}name,amount\nAda,1\n")[-1] == ["Ada", "1"]


@pytest.mark.parametrize("line", ["\n", '"\n', "\r", "a\r\n"])
def test_a_file_of_more_lines_than_a_table_has_rows_is_refused_before_it_is_split(line):
    content = (line * 20_000_000).encode()
    tracemalloc.start()

    with pytest.raises(InvalidDataError, match="has 20,000,000 lines") as caught:
        delimited.read(content)

    assert tracemalloc.get_traced_memory()[1] < 2 * len(content) + 10_000_000
    tracemalloc.stop()
    assert caught.value.hint == "split it into several files"


def test_as_many_lines_as_a_table_may_have_are_no_fault():
    refuse_many_lines("name,phone\r\n" + "Ada,1\r\n" * MOST_ROWS)
