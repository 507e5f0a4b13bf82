"""What is exported, changed by somebody and imported again: just the change comes into the book."""

import csv
import shutil
import subprocess

import openpyxl
import pytest

NEBULA = """\
name: 星云科技
level: A
phones: ["+86 138 0013 8000"]
contact_log:
  # a comment that stays
  - {date: 2026-11-02, channel: phone, summary: 谈续费, follow_up: 2026-11-20}
  - {date: 2026-11-02, channel: phone, summary: 谈续费, follow_up: 2026-11-20}
sales:
  - {date: 2026-10-01, product: 年度支持, amount: 12000.00, tax_rate: 0.06, delivery: pending}
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("by", ["openpyxl", "libreoffice"])
def test_only_the_cells_that_were_changed_change_the_book(book, tmp_path, lang, by):
    book.write("nebula", NEBULA)
    book.write("comet", "name: Comet\n")
    book.ok("export", "xlsx", "book.xlsx", "--lang", lang)
    opened = openpyxl.load_workbook(book.root / "book.xlsx")
    names = opened.sheetnames
    edit(opened[names[0]], "nebula", "level" if lang == "en" else "客户级别", "B")
    edit(opened[names[2]], "nebula", "summary" if lang == "en" else "内容摘要", "谈续费，按年", nth=2)
    edit(opened[names[3]], "nebula", "delivery" if lang == "en" else "交付情况", "delivered")
    edit(opened[names[3]], "nebula", "amount" if lang == "en" else "金额", 11500.5)
    file = tmp_path / "book.xlsx"
    opened.save(file)
    if by == "libreoffice":
        file = through_libreoffice(file, tmp_path)

    book.ok("import", str(file), "--yes")

    assert book.git("diff", "HEAD~1", "-U0", "--", "customers").splitlines()[4:] == CHANGED
    assert book.crm("import", str(file), "--yes").err.splitlines()[-1] == "0 changes"


CHANGED = """\
@@ -2 +2 @@ name: 星云科技
-level: A
+level: B
@@ -7 +7 @@ contact_log:
-  - {date: 2026-11-02, channel: phone, summary: 谈续费, follow_up: 2026-11-20}
+  - {date: 2026-11-02, channel: phone, summary: 谈续费，按年, follow_up: 2026-11-20}
@@ -9 +9 @@ sales:
-  - {date: 2026-10-01, product: 年度支持, amount: 12000.00, tax_rate: 0.06, delivery: pending}
+  - {date: 2026-10-01, product: 年度支持, amount: 11500.5, tax_rate: 0.06, delivery: delivered}
""".splitlines()


def edit(sheet, customer, head, value, nth=1):
    column = [cell.value for cell in sheet[1]].index(head) + 1
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == customer]
    sheet.cell(rows[nth - 1], column).value = value


def through_libreoffice(file, folder):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    command = [soffice, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(file)], check=True, capture_output=True)
    return folder / "out" / file.name


def test_guards_come_off_again_and_raw_has_none(book):
    book.write("comet", 'name: "=Comet"\nnotes: "@home"\n')
    book.ok("export", "csv", "safe.csv")
    book.ok("export", "csv", "raw.csv", "--raw")

    rows = [(book.root / name).read_text(encoding="utf-8").splitlines() for name in ("safe.csv", "raw.csv")]
    safe, raw = (list(csv.reader(lines))[1] for lines in rows)
    assert (safe[1], safe[-1], raw[1], raw[-1]) == ("'=Comet", "'@home", "=Comet", "@home")
    assert book.ok("import", "safe.csv", "--yes").err.splitlines()[-1] == "0 changes"


PAID = """\
name: Nebula
level: A
phones: ["+49 30 901820", "+49 30 901821"]
stage: retain
needs: {motives: [speed], decision: {stage: aware}}
people:
  - {name: Zoe Winter, title: CTO}
contact_log:
  - {date: 2026-11-02, channel: phone, summary: asked for a quote}
  - {date: 2026-11-03, channel: email}
sales:
  - {date: 2026-10-01, amount: 99, payments: [{date: 2026-10-09, amount: 100}, {date: 2026-10-19, amount: 2}]}
  - {date: 2026-10-02, amount: 5}
churn: [{date: 2026-03-02, reason: price}]
"""


@pytest.fixture
def paid(book):
    book.write("nebula", PAID)
    book.write("comet", "name: Comet\n")
    book.ok("export", "xlsx", "book.xlsx")
    return book


def sheet_of(book, change):
    """The exported worksheet as somebody changed it; *change* gets the sheets by name."""
    opened = openpyxl.load_workbook(book.root / "book.xlsx")
    change(opened)
    opened.save(book.root / "edited.xlsx")
    return "edited.xlsx"


def changed_lines(book):
    lines = book.git("diff", "HEAD~1", "-U0", "--", "customers").splitlines()
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def twice(book, file):
    """Import a file, and see that the second time it changes nothing; what was said the first time."""
    first = book.ok("import", file, "--yes")
    assert book.crm("import", file, "--yes").err.splitlines()[-1] == "0 changes"
    return first


def test_payments_and_losses_are_changed_and_added_in_their_sheets(paid):
    def change(sheets):
        edit(sheets["Payments"], "nebula", "amount", 90, nth=1)
        ref, other = ([row[2].value for row in sheets["Sales"].iter_rows(2)][place] for place in (0, 1))
        sheets["Payments"].append(["nebula", None, ref, None, "2026-10-20", 1000])
        sheets["Payments"].append(["nebula", None, other, None, "2026-10-21", 5])
        edit(sheets["Churn"], "nebula", "reason", "service")

    said = twice(paid, sheet_of(paid, change))

    assert "1 changed, 0 entries added" in said.err
    assert changed_lines(paid) == [
        "-  - {date: 2026-10-01, amount: 99, payments: [{date: 2026-10-09, amount: 100}, "
        "{date: 2026-10-19, amount: 2}]}",
        "-  - {date: 2026-10-02, amount: 5}",
        "-churn: [{date: 2026-03-02, reason: price}]",
        "+  - {date: 2026-10-01, amount: 99, payments: [{date: 2026-10-09, amount: 90}, "
        "{date: 2026-10-19, amount: 2}, {date: 2026-10-20, amount: 1000}]}",
        "+  - {date: 2026-10-02, amount: 5, payments: [{date: 2026-10-21, amount: 5}]}",
        "+churn: [{date: 2026-03-02, reason: service}]",
    ]


def test_an_emptied_cell_removes_what_stood_there_and_the_plan_says_so(paid):
    def change(sheets):
        for head in ("level", "phones", "stage.value", "needs.decision.stage"):
            edit(sheets["Customers"], "nebula", head, None)
        edit(sheets["People"], "nebula", "title", None)
        edit(sheets["Contact log"], "nebula", "summary", None)

    said = twice(paid, sheet_of(paid, change))

    assert [line.split()[2] for line in said.out.splitlines() if line.startswith("remove")] == [
        "phones", "level", "stage", "needs.decision", "people[0].title", "contact_log[0].summary",
    ]  # fmt: skip
    assert [line for line in changed_lines(paid) if line.startswith("+")] == [
        "+needs: {motives: [speed]}",
        "+  - {name: Zoe Winter}",
        "+  - {date: 2026-11-02, channel: phone}",
    ]


def test_a_deleted_row_removes_nothing_and_is_counted(paid):
    def change(sheets):
        for name in ("Contact log", "Payments", "Customers", "People"):
            sheets[name].delete_rows(2)

    said = twice(paid, sheet_of(paid, change))

    assert "they stay: contact_log 1, customers 1, payments 1, people 1" in said.err
    assert len(paid.commits()) == 3


def test_what_has_changed_since_the_export_is_neither_doubled_nor_taken_back(paid):
    paid.write("nebula", PAID.replace("amount: 5}", "amount: 5, note: new}").replace("asked for", "wants"))
    before = paid.text("nebula")

    said = paid.ok("import", "book.xlsx", "--yes")

    assert "rejected Contact log row 2: its entry has changed since the export" in said.err
    assert (said.err.splitlines()[-1], paid.text("nebula")) == ("0 changes", before)


def test_a_table_of_another_program_removes_nothing(paid):
    (paid.root / "other.csv").write_text("Company,Level,Phone\nNebula,,\n")

    assert paid.ok("import", "other.csv", "--yes").err.splitlines()[-1] == "0 changes"


def test_a_text_longer_than_a_cell_and_lists_with_every_mark_stay_whole(book):
    notes = "long " * 20_000
    addresses = '["Berlin; Mitte\\n2nd floor", "Bonn"]'
    book.write("big", f"name: Big\nnotes: {notes}\naddresses: {addresses}\n")

    said = book.ok("export", "xlsx", "book.xlsx")
    book.ok("export", "csv", "book.csv")

    assert "1 text cut" in said.err
    for file in ("book.xlsx", "book.csv"):
        assert book.ok("import", file, "--yes").err.splitlines()[-1] == "0 changes"
