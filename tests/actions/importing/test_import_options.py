"""What the options of import do, and how rows find their customers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import BookFolder, Ran

ACME = """# a hand's own comment
name: ACME, Inc.
emails: [info@acme.example]   # the front desk
phones: ["+49 30 901820"]
sales:
  - {date: 2026-01-05, amount: 12.50, invoice: R1}
  - {date: 2026-01-06, amount: 10}
"""


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    (book.root / "plaincrm.yaml").write_text("format: 1\ncurrency: EUR\nregion: DE\n")
    book.git("commit", "-qam", "region")
    book.write("acme", ACME)
    return book


def bring(book: BookFolder, text: str, *options: str, name: str = "in.csv") -> Ran:
    (book.root.parent / name).write_text(text, encoding="utf-8")
    return book.ok("import", f"../{name}", "--yes", *options)


def test_the_same_mail_and_a_similar_name_are_one_customer_and_comments_stay(acme: BookFolder) -> None:
    bring(acme, "name,email,industry\nAcme Incorporated,INFO@acme.example,Tools\n")

    text = acme.text("acme")
    assert text.startswith("# a hand's own comment\nname: ACME, Inc.\naliases: [Acme Incorporated]\n")
    assert "emails: [info@acme.example]   # the front desk\n" in text
    assert "industry: Tools\n" in text


def test_the_same_phone_with_another_name_stays_apart_and_is_named(acme: BookFolder) -> None:
    ran = bring(acme, "name,phone\nBistro Roma,030/901820\n")

    assert "likely duplicate: Bistro Roma and acme: same phone or e-mail, another name" in ran.err
    assert acme.path("bistro-roma").exists()


@pytest.mark.parametrize(
    ("answer", "files"), [("merge", ["acme"]), ("skip", ["acme"]), ("new", ["acme", "bistro"])]
)
def test_on_duplicate_decides(acme: BookFolder, answer: str, files: list[str]) -> None:
    bring(acme, "name,phone\nBistro,030/901820\n", "--on-duplicate", answer)

    assert sorted(path.stem for path in (acme.root / "customers").iterdir()) == files
    assert ("aliases: [Bistro]" in acme.text("acme")) == (answer == "merge")


def test_traditional_characters_are_a_likely_duplicate(acme: BookFolder) -> None:
    acme.write("xingyun", "name: 星云科技有限公司\n")

    ran = bring(acme, "客户名称,地址\n星雲科技有限公司,台北\n")

    assert "星雲科技有限公司 and xingyun: the name in other characters" in ran.err


def test_equal_rows_are_counted_not_merged(acme: BookFolder) -> None:
    twice = "acme,2026-01-06,10.00,\n" * 2
    rows = f"customer,date,amount,invoice\n{twice}acme,2026-01-05,12.5,R1\n"

    bring(acme, rows)

    assert acme.text("acme").count("2026-01-06") == 2
    assert acme.text("acme").count("R1") == 1


def test_a_known_invoice_with_another_amount_is_a_change(acme: BookFolder) -> None:
    ran = bring(acme, "customer,date,amount,invoice\nacme,2026-01-05,13.50,R1\n", "--dry-run")

    assert [line.split()[:5] for line in ran.out.splitlines()[1:]] == [
        ["change", "acme", "sales[0].amount", "12.50", "13.50"]
    ]


def test_paid_marks_sales_as_paid_on_their_day(acme: BookFolder) -> None:
    bring(acme, "customer,date,amount\nnew one,2026-02-01,5\n", "--paid")

    assert "    paid: 2026-02-01\n" in acme.text("new-one")


def test_without_create_unknown_customers_are_rejected(acme: BookFolder) -> None:
    ran = bring(acme, "customer,date,amount\nnew one,2026-02-01,5\nacme,2026-02-01,7\n", "--no-create")

    assert "rejected row 2: there is no customer new one" in ran.err
    assert not acme.path("new-one").exists()
    assert (acme.root.parent / "in.rejects.csv").read_text("utf-8-sig").splitlines() == [
        "row,reason,customer,date,amount",
        "2,there is no customer new one,new one,2026-02-01,5",
    ]


def test_strict_changes_nothing_where_a_row_is_rejected(acme: BookFolder) -> None:
    (acme.root.parent / "in.csv").write_text("customer,date,amount\nacme,2026-02-30,5\nacme,2026-02-01,7\n")

    ran = acme.crm("import", "../in.csv", "--yes", "--strict")

    assert ran.code == 4
    assert acme.is_clean()
    assert acme.text("acme") == ACME


def test_rejected_rows_are_named_to_the_quiet_too(acme: BookFolder) -> None:
    rows = "customer,date,amount\nacme,2026-02-30,5\nacme,2026-02-01,7\n"
    warned = [
        "warning: ../in.csv: 1 of 2 rows rejected",
        'warning: ../in.csv: rejected row 2: date: "2026-02-30" is not in the calendar',
    ]

    ran = bring(acme, rows, "-q")
    strict = acme.crm("import", "../in.csv", "--yes", "--strict", "-q")

    assert ran.err.splitlines() == [*warned, "warning: rejected rows are in ../in.rejects.csv"]
    assert strict.code == 4
    assert strict.err.splitlines()[:3] == [*warned, "1 row is rejected, and nothing was changed"]


def test_a_mapping_is_given_saved_and_used_again(acme: BookFolder) -> None:
    text = "Kürzel,Wer,Wofür\nX1,Otto,Kauf\n"

    bring(
        acme,
        text,
        "--map",
        "name=Wer,tags=Wofür",
        "--map",
        "external_ids.erp=Kürzel",
        "--save-map",
        "../erp.map",
    )
    again = bring(acme, text, "--map", "../erp.map")

    assert "external_ids: {erp: X1}" in acme.text("otto")
    assert "tags: [Kauf]" in acme.text("otto")
    assert again.err.splitlines()[-1] == "0 changes"
    assert (acme.root.parent / "erp.map").read_text(
        "utf-8"
    ) == "name=Wer\ntags=Wofür\nexternal_ids.erp=Kürzel\n"


def test_an_unknown_column_goes_to_custom_only_when_the_settings_name_it(acme: BookFolder) -> None:
    (acme.root / "plaincrm.yaml").write_text("format: 1\ncurrency: EUR\nfields: {contract_no: text}\n")
    acme.git("commit", "-qam", "fields")

    ran = bring(acme, "name,Contract No,Colour\nOtto,A-17,red\n")

    assert "custom: {contract_no: A-17}" in acme.text("otto")
    assert "left out: Colour" in ran.err


def test_our_own_export_imports_to_nothing_and_a_changed_cell_to_just_that(acme: BookFolder) -> None:
    acme.write(
        "wei", "name: 张伟\nemails: [a@b.example, c@d.example]\nstage: {value: retain, since: 2026-01-10}\n"
    )
    table = acme.root.parent / "all.csv"
    acme.ok("export", "csv", str(table))
    assert acme.ok("import", str(table)).err.splitlines()[-1] == "0 changes"
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    rows[1]["emails"] = "c@d.example"
    rows[1]["industry"] = "软件"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    ran = acme.ok("import", str(table), "--yes")

    assert "0 new, 1 changed" in ran.err
    assert acme.git("show", "--format=", "--stat").split()[0] == "customers/wei.yaml"
    assert "emails: [c@d.example]\nindustry: 软件\n" in acme.text("wei")
    assert acme.text("acme") == ACME


@pytest.mark.parametrize("topic", ["contact_log", "sales", "people", "deals", "feedback"])
def test_exported_entries_import_to_nothing(topic: str, acme: BookFolder) -> None:
    acme.write("complete", (Path(__file__).parents[2] / "data" / "complete.yaml").read_text("utf-8"))
    table = acme.root.parent / f"{topic}.csv"
    acme.ok("export", "csv", "--what", topic, str(table))

    ran = acme.ok("import", str(table))

    assert ran.err.splitlines()[-1] == "0 changes", ran
    assert "0 rejected" in ran.err


def test_where_no_row_can_be_taken_the_rejects_tell_why(acme: BookFolder) -> None:
    (acme.root.parent / "in.csv").write_text("customer,date,amount\nacme,2026-02-30,5\n")

    dry = acme.crm("import", "../in.csv", "--dry-run")
    ran = acme.crm("import", "../in.csv", "--yes")

    assert (dry.code, ran.code) == (4, 4)
    assert (acme.root.parent / "in.rejects.csv").exists()
    assert acme.text("acme") == ACME


def test_one_bad_row_among_good_ones_of_a_customer_is_rejected_alone(acme: BookFolder) -> None:
    rows = [f"Bistro,2026-01-0{day},1{day}.00,{1.5 if day == 4 else 0.19}" for day in range(1, 7)]

    ran = bring(acme, "\n".join(["customer,date,amount,tax_rate", *rows, ""]))

    assert 'rejected row 5: sales[0].tax_rate: "1.5" is not a share between 0 and 1' in ran.err
    assert "6 rows: 5 accepted, 0 skipped, 1 rejected" in ran.err
    assert acme.text("bistro").count("- date: ") == 5
    assert "14.00" not in acme.text("bistro")


SAID = ("--map", "contact_log.summary=Said")


def test_a_column_of_an_entry_that_lacks_its_date_is_named_as_left_out(acme: BookFolder) -> None:
    ran = bring(acme, "name,email,Said\nOtto,o@otto.example,call me\n", *SAID)

    assert "left out: Said, for no column is contact_log.date" in ran.err
    assert "contact_log" not in acme.text("otto")


def test_columns_mapped_to_a_contact_beside_a_customers_profile_make_that_contact(acme: BookFolder) -> None:
    text = "name,email,When,Said\nOtto,o@otto.example,2026-03-01,hello\nWei,w@wei.example,,call me\n"

    ran = bring(acme, text, *SAID, "--map", "contact_log.date=When")

    assert acme.text("otto").endswith("contact_log:\n  - date: 2026-03-01\n    summary: hello\n")
    assert 'row 3: contact "call me" has no date; left out' in ran.err
    assert "contact_log" not in acme.text("wei")
    again = bring(acme, text, *SAID, "--map", "contact_log.date=When")
    assert again.err.splitlines()[-1] == "0 changes"


def test_sales_that_no_cell_dates_are_warned_of_once_and_date_says_their_day(book: BookFolder) -> None:
    rows = "客户名称,成交金额\n云海餐饮有限公司,100\n新朋友商行,200\n"
    undated = (
        "warning: ../in.csv: 2 sales without a date are put down to 2026-11-23;"
        " give the day with --date, or its column with --map date=COLUMN"
    )

    today = bring(book, rows, "--dry-run")
    then = bring(book, rows, "--date", "2026-03-04")
    dated = bring(book, "客户名称,成交金额,最近联系时间\n张伟,5,2026-02-01\n", name="dated.csv")

    assert undated in today.err
    assert "warning" not in then.err
    assert "  - date: 2026-03-04\n    amount: 100\n" in book.text("yun-hai-can-yin-you-xian-gong-si")
    assert "without a date" not in dated.err


def test_the_plan_shows_of_a_new_customer_how_many_entries_and_the_first(book: BookFolder) -> None:
    text = "customer,date,amount,currency\nA,2026-01-02,1.50,\nB,2026-01-03,2,USD\nB,2026-01-04,3,USD\n"

    ran = bring(book, text, "--dry-run", "--csv")

    assert [row["new"] for row in csv.DictReader(io.StringIO(ran.out))] == [
        "A (1 sale: 2026-01-02 1.50)",
        "B (2 sales: 2026-01-03 2 USD, …)",
    ]
