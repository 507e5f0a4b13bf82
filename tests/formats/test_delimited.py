"""The delimiter of a text table is told from its rows, whatever stands in the cells."""

import pytest

from plaincrm.formats import delimited


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
