"""Small workbooks that say they are vast are refused at once, in whatever way they write it."""

from __future__ import annotations

import io
import sys
import time
import zipfile

import pytest

from plaincrm.errors import InvalidDataError
from plaincrm.formats import spreadsheet
from tests.formats.test_workbook_sheets import workbook, worksheet

SECONDS = 20.0  # of a machine that many tests share; alone it is one or two
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CELLS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(content: bytes) -> str:
    begun = time.monotonic()
    with pytest.raises(InvalidDataError) as caught:
        spreadsheet.read(content)
    assert time.monotonic() - begun < SECONDS
    assert caught.value.hint
    return caught.value.message


def of_one(rows: str, target: str = "worksheets/sheet1.xml", part: str = "xl/worksheets/sheet1.xml") -> bytes:
    return workbook({"S": target}, {part: worksheet(rows)})


def ods(table: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr(
            "content.xml",
            '<o:document-content xmlns:o="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:office="urn:f">'
            f'<table:table table:name="S">{table}</table:table></o:document-content>',
        )
    return made.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\n r =\n"XFD1048576"><v>1</v></c>',
        '<c s="&gt;" r="XFD1048576"><v>1</v></c>',
        '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        '<c r="xfd1048576"><v>1</v></c>',
    ],
)
def test_a_cell_far_away_is_seen_however_its_tag_is_written(cell: str) -> None:
    assert "1,048,576 × 16,384 cells" in refused(of_one(f'{CELLS}<row r="1048576">{cell}</row>'))


def test_a_cell_far_away_is_seen_without_a_place_of_its_own() -> None:
    assert "1,048,576 × 16,384" in refused(
        of_one(
            '<row r="1048576"><c r="XFC1"/></row><row r="1048576"><c r="XFC1048576"/><c><v>1</v></c></row>'
        )
    )


def test_a_cell_far_away_is_seen_under_any_prefix() -> None:
    part = worksheet(FAR).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": part})

    assert "1,048,576 × 16,384 cells" in refused(made)


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("worksheets/sub/s.xml", "xl/worksheets/sub/s.xml"),
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.XML"),
        ("other/s.xml", "xl/other/s.xml"),
        ("/xl/worksheets/data.bin", "xl/worksheets/data.bin"),
        ("worksheets/../worksheets/s.xml", "xl/worksheets/s.xml"),
        ("worksheets/s.xml", "xl\\worksheets\\s.xml"),
    ],
)
def test_a_cell_far_away_is_seen_in_whatever_part_it_stands(target: str, part: str) -> None:
    assert "1,048,576 × 16,384 cells" in refused(of_one(FAR, target, part))


def test_a_cell_far_away_is_seen_where_the_workbook_stands_elsewhere() -> None:
    made = workbook({"S": "s.xml"}, {"book/s.xml": worksheet(FAR)}, folder="book")

    assert "1,048,576 × 16,384 cells" in refused(made)


@pytest.mark.parametrize(("sheets", "place"), [(40, "XFD300"), (10, "E1000000")])
def test_sheets_that_are_vast_together_are_refused(sheets: int, place: str) -> None:
    rows = f'{CELLS}<row><c r="{place}"><v>1</v></c></row>'
    names = [f"sheet{number}.xml" for number in range(sheets)]
    made = workbook(
        {name: f"worksheets/{name}" for name in names},
        {f"xl/worksheets/{name}": worksheet(rows) for name in names},
    )

    assert f"{sheets} sheets together" in refused(made)


def test_sheets_that_show_one_part_many_times_count_as_often() -> None:
    rows = f'{CELLS}<row><c r="XFD300"><v>1</v></c></row>'
    names = {f"S{number}": "worksheets/sheet1.xml" for number in range(40)}

    assert "40 sheets together" in refused(workbook(names, {"xl/worksheets/sheet1.xml": worksheet(rows)}))


@pytest.mark.parametrize(
    "rows",
    ['<c r="A3"><f>' * 150_000, "<c " * 700_000, "<c/>" * 6_000_000],
    ids=["open formulas", "open tags", "cells"],
)
def test_a_sheet_of_tags_alone_takes_no_time(rows: str) -> None:
    refused(of_one(rows))


def test_merged_cells_that_lie_over_each_other_without_end_are_refused() -> None:
    rows = '<row><c t="str"><v>x</v></c></row><row r="100000"><c><v>1</v></c></row>'
    merged = '<mergeCell ref="A1:A100000"/>' * 10_000
    part = worksheet(rows).replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": part})

    assert "too many merged cells" in refused(made)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process cannot be bounded so")
def test_a_text_that_grows_when_it_is_read_ends_the_reader_alone() -> None:
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(10_000))
    made = workbook(
        {"S": "worksheets/sheet1.xml"},
        {
            "xl/worksheets/sheet1.xml": worksheet(f"<row>{row}</row>" * 20),
            "xl/sharedStrings.xml": f"<sst><si><t>{'x' * 100_000}</t></si></sst>",
        },
    )

    assert "larger than it seems" in refused(made)


def test_a_part_that_defines_entities_is_refused() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    made = workbook(
        {"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": f"{entities}{worksheet(CELLS)}"}
    )

    assert "defines entities" in refused(made)


ONE = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
VAST_ODS = {
    "spaces": ONE.replace("x<", '<text:s text:c="999999999"/><'),
    "values": f'{ONE}<table:table-cell table:number-columns-repeated="5000001" office:value="1"/>',
    "texts": ONE.replace("table-cell ", "table-cell\ntable:number-columns-repeated='5000001' "),
}


@pytest.mark.parametrize("cells", VAST_ODS.values(), ids=VAST_ODS)
def test_an_ods_that_says_it_is_vast_is_refused(cells: str) -> None:
    assert "more than plaincrm takes" in refused(ods(f"<table:table-row>{cells}</table:table-row>"))


def test_empty_rows_and_columns_to_the_end_of_an_ods_do_not_count() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16383"/>'
    made = ods(
        f"<table:table-row>{ONE}{empty}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048575">{empty}</table:table-row>'
    )

    assert [row.cells for row in spreadsheet.read(made)[0].rows] == [["x"]]
