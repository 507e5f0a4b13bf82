"""`export xlsx`: sheets that a spreadsheet program opens, and formulas that compute what the reports say."""

import json
import shutil
import subprocess

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

ENTERED = {
    "en": ("Customers", "People", "Contact log", "Sales", "Payments", "Deals", "Feedback", "Churn"),
    "zh": ("客户信息", "联系人", "联系记录", "销售记录", "收款记录", "商机", "客户反馈", "流失记录"),
}
DERIVED = {"en": ("Classification", "Follow-ups", "Summary"), "zh": ("客户分类", "跟进提醒", "概览")}
SHEETS = {lang: [*ENTERED[lang], *DERIVED[lang]] for lang in ENTERED}
NEBULA = """\
name: 星云科技（上海）有限公司
level: A
tags: [vip, berlin]
phones: ["+86 138 0013 8000"]
notes: =HYPERLINK("http://x.example")
contact_log:
  - {date: 2026-11-02, channel: phone, summary: -call, follow_up: 2026-11-20, plan: 发报价}
  - {date: 2026-11-03 09:30, channel: note, summary: internal, follow_up: 2026-11-10, done: 2026-11-10}
sales:
  - {date: 2026-10-01, product: 年度支持, amount: 12000.00, tax_rate: 0.06, invoice: INV-1}
  - {date: 2026-10-05, amount: -500.25, against: INV-1}
  - {date: 2026-10-06, amount: 99.99, currency: USD}
  - {date: 2026-10-07, amount: 70, currency: GBP}
  - {date: 2026-10-08, amount: 1000, void: true}
  - {date: 2026-12-31, amount: 3000}
"""
RATES = "- {date: 2026-01-01, currency: USD, rate: 7.0355}\n"


@pytest.fixture
def nebula(book):
    (book.root / "rates.yaml").write_text(RATES)
    book.write("nebula", NEBULA)
    book.write("comet", 'name: "=1+1"\nkind: person\nsales:\n  - {date: 2026-01-02, amount: 10}\n')
    return book


def sheets(path):
    opened = CalamineWorkbook.from_path(path)
    return {name: opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names}


def column(rows, head):
    return [row[rows[0].index(head)] for row in rows[1:]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_there_is_a_sheet_for_each_topic_in_either_language(nebula, lang):
    nebula.ok("export", "xlsx", "book.xlsx", "--lang", lang)

    found = sheets(nebula.root / "book.xlsx")

    assert list(found) == SHEETS[lang]
    first = found[SHEETS[lang][0]]
    assert first[0][:2] == (["customer", "name"] if lang == "en" else ["客户编号", "客户名称"])
    assert [row[0] for row in first[1:]] == ["comet", "nebula"]


def test_days_and_amounts_are_typed_and_texts_are_never_formulas(nebula):
    nebula.ok("export", "xlsx", "book.xlsx")

    book = openpyxl.load_workbook(nebula.root / "book.xlsx")
    customers, sales, log = book["Customers"], book["Sales"], book["Contact log"]

    heads = [cell.value for cell in sales[1]]
    day, amount = (sales.cell(3, heads.index(name) + 1) for name in ("date", "amount"))
    assert (day.is_date, day.value.date().isoformat(), amount.value) == (True, "2026-10-01", 12000)
    assert (customers["B2"].value, customers["B2"].data_type, customers["B2"].quotePrefix) == (
        "=1+1",
        "s",
        True,
    )
    summary = log.cell(2, [cell.value for cell in log[1]].index("summary") + 1)
    assert (summary.value, summary.data_type, summary.quotePrefix) == ("-call", "s", True)
    assert log.cell(3, [cell.value for cell in log[1]].index("date") + 1).value == "2026-11-03 09:30"


def test_heads_are_frozen_and_filtered_and_choices_drop_down(nebula):
    nebula.ok("export", "xlsx", "book.xlsx")

    book = openpyxl.load_workbook(nebula.root / "book.xlsx")

    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref for sheet in book)
    offered = {rule.formula1 for rule in book["Customers"].data_validations.dataValidation}
    assert {'"organisation,person"', '"A,B,C"'} <= offered
    wide, narrow = (book["Customers"].column_dimensions[letter].width for letter in ("B", "C"))
    assert wide > 2 * len("星云科技（上海）有限公司") > narrow


def test_the_same_book_and_day_give_the_same_bytes(nebula):
    nebula.ok("export", "xlsx", "one.xlsx")
    nebula.ok("export", "xlsx", "two.xlsx")

    assert (nebula.root / "one.xlsx").read_bytes() == (nebula.root / "two.xlsx").read_bytes()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_libreoffice_computes_what_the_reports_say(nebula, tmp_path, lang):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    nebula.ok("export", "xlsx", "book.xlsx", "--lang", lang)
    said = {row["customer"]: row for row in json.loads(nebula.ok("list", "--json").out)}

    book = openpyxl.load_workbook(nebula.root / "book.xlsx")  # saved by it, formulas have no values any more
    book.save(tmp_path / "bare.xlsx")
    assert sheets(tmp_path / "bare.xlsx")[SHEETS[lang][-1]][-1][1] in ("", 0)
    command = [
        soffice,
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "bare.xlsx")],
        check=True,
        capture_output=True,
    )

    for path in (nebula.root / "book.xlsx", tmp_path / "out" / "bare.xlsx"):
        found = sheets(path)
        rows = found[DERIVED[lang][0]][1:]
        assert {row[0]: (row[2], row[3]) for row in rows} == {"comet": ("", 1), "nebula": ("A", 3)}
        for row in rows:
            assert row[4] == pytest.approx(float(said[row[0]]["revenue"]), abs=1e-9)
        assert [row[1] for row in found[SHEETS[lang][-1]][2:6]] == [2, 1, 1, 4]
