"""Which part of a workbook is which sheet is what the workbook says, not what the parts are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from plaincrm.errors import InvalidDataError
from plaincrm.formats import spreadsheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTACTS = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>13800138000</v></c></row>'
FORMULA = '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>SUM(A1)</f><v></v></c></row>'


def worksheet(rows: str) -> str:
    """A worksheet part with the rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(sheets: dict[str, str], parts: dict[str, str], folder: str = "xl") -> bytes:
    """An XLSX file: the target of each sheet's relationship by the sheet's name, and the parts."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{"chart" if "chart" in target else "work"}sheet" '
        f'Target="{target}"/>'
        for n, target in enumerate(sheets.values(), 1)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            f"{folder}/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{folder}/workbook.xml"/>'
        packed.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        packed.writestr(f"{folder}/_rels/workbook.xml.rels", f"<Relationships>{related}</Relationships>")
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def unknown(content: bytes) -> dict[str, list[str]]:
    return {sheet.name: sheet.unknown_cells for sheet in spreadsheet.read(content)}


def test_a_chart_sheet_in_front_does_not_shift_the_cells_without_value() -> None:
    made = workbook(
        {
            "Chart": "chartsheets/sheet1.xml",
            "Sums": "worksheets/sheet1.xml",
            "Phones": "worksheets/sheet2.xml",
        },
        {
            "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"/>',
            "xl/worksheets/sheet1.xml": worksheet(FORMULA),
            "xl/worksheets/sheet2.xml": worksheet(CONTACTS),
        },
    )

    assert unknown(made) == {"Sums": ["B1"], "Phones": []}
    phones = next(sheet for sheet in spreadsheet.read(made) if sheet.name == "Phones")
    assert phones.rows[0].cells == ["5", "13800138000"]


@pytest.mark.parametrize("above", ["worksheets/", "/xl/worksheets/"])
def test_the_relationships_say_which_part_is_which_sheet(above: str) -> None:
    made = workbook(
        {"Phones": f"{above}sheet2.xml", "Sums": f"{above}Sheet1.xml"},
        {"xl/worksheets/sheet1.xml": worksheet(FORMULA), "xl/worksheets/sheet2.xml": worksheet(CONTACTS)},
    )

    assert unknown(made) == {"Phones": [], "Sums": ["B1"]}


@pytest.mark.parametrize(
    ("cell", "is_unknown"),
    [
        ("<f>A1</f><v>3</v>", False),
        ("<f>A1</f><v>\n</v>", True),
        ("<f>A1</f>", True),
        ("<v>3</v><f>A1</f>", False),
        ("<f>A1</f><v><![CDATA[3]]></v>", False),
    ],
)
def test_a_formula_without_a_value_is_told_from_one_with(cell: str, is_unknown: bool) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1">{cell}</c><c r="C1"><v>1</v></c></row>'
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": worksheet(rows)})

    assert unknown(made) == {"S": ["B1"] if is_unknown else []}


def test_an_error_is_unknown_and_an_empty_text_is_not() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1" t="str"><f>T(A1)</f><v></v></c><c r="D1"><v>1</v></c></row>'
    )
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": worksheet(rows)})

    assert unknown(made) == {"S": ["B1"]}


def test_rows_and_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    rows = "<row><c><v>1</v></c></row><row><c><v>1</v></c><c><f>A1</f></c><c><v>1</v></c></row>"
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": worksheet(rows)})

    assert unknown(made) == {"S": ["B2"]}


def test_two_sheets_of_one_name_are_refused() -> None:
    made = workbook({"S": "worksheets/sheet1.xml"}, {"xl/worksheets/sheet1.xml": worksheet(CONTACTS)})
    source = zipfile.ZipFile(io.BytesIO(made))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in source.namelist():
            text = source.read(name).decode()
            sheet = '<sheet name="S" sheetId="1" r:id="rId1"/>'
            packed.writestr(name, text.replace(sheet, sheet * 2))

    with pytest.raises(InvalidDataError, match='two of its sheets are called "S"'):
        spreadsheet.read(out.getvalue())
