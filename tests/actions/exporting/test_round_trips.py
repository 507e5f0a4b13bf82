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
