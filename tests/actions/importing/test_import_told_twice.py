"""What two rows, files or programs tell of the same and of different things."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BookFolder, Ran


def import_(book: BookFolder, **files: str) -> Ran:
    """Import files with these contents, by name: ``a_csv`` is a.csv."""
    names = []
    for name, text in files.items():
        path = book.root.parent / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    return book.ok("import", *names, "--yes")


def shown(book: BookFolder, customer: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(book.ok("show", customer, "--json").out)
    return found


STRIPE = (
    "id,Description,Created date (UTC),Amount,Amount Refunded,Currency,Customer Email,Captured,Status,Fee\n"
)


def test_people_and_organisations_of_one_program_have_numbers_of_their_own(book: BookFolder) -> None:
    import_(
        book,
        people_csv="Person - Name,Person - ID,Person - Organization\n"
        "Ann Lee,1,Acme Inc\nBob Ray,2,Globex LLC\n",
        firms_csv="Organization - Name,Organization - ID\nGlobex LLC,1\nAcme Inc,2\nUmbrella Corp,3\n",
    )

    assert {path.stem for path in (book.root / "customers").iterdir()} == {
        "acme-inc",
        "globex-llc",
        "umbrella-corp",
    }
    assert shown(book, "globex-llc")["external_ids"] == {"pipedrive": "2", "pipedrive_organization": "1"}
    assert "aliases" not in shown(book, "globex-llc")


def test_a_payment_that_two_files_tell_of_is_one(book: BookFolder) -> None:
    rows = [f"ch_{n},Work,2026-01-0{n} 10:00,{n}0.00,0.00,eur,zoe@a.example,true,Paid,0\n" for n in (1, 2, 3)]
    head = STRIPE

    import_(book, a_csv=head + rows[0] + rows[1], b_csv=head + rows[1] + rows[2])

    sales = shown(book, next((book.root / "customers").iterdir()).stem)["sales"]
    assert [sale["external_id"] for sale in sales] == ["ch_1", "ch_2", "ch_3"]
    assert import_(book, a_csv=head + rows[0] + rows[1] + rows[1]).err.splitlines()[-1] == "0 changes"


@pytest.mark.parametrize("word", ["void", "failed", "作废", "已取消"])
def test_a_transaction_of_a_kind_that_counts_nowhere_is_skipped(book: BookFolder, word: str) -> None:
    ran = import_(book, a_csv=f"customer,date,amount,kind\nA,2026-01-02,10,{word}\nA,2026-01-03,20,sale\n")

    assert "2 rows: 1 accepted, 1 skipped, 0 rejected" in ran.err
    assert [sale["amount"] for sale in shown(book, "a")["sales"]] == ["20"]


def test_a_refund_that_wechat_tells_of_in_its_state_is_booked(book: BookFolder) -> None:
    head = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    row = "2026-01-02 10:00:00,商户消费,星云,书,收入,¥50.00,/,已退款(￥5.00),1001,2001,/\n"

    import_(book, a_csv=head + row)

    assert sorted(sale["amount"] for sale in shown(book, "星云")["sales"]) == ["-5.00", "50.00"]


def test_what_no_cell_dates_is_known_again_on_another_day(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "客户名称,最新跟进记录,预估金额,满意度\n星云科技,谈续费,5000,5\n"
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-07-15")
    import_(book, a_csv=table)

    monkeypatch.setenv("PLAINCRM_TODAY", "2026-07-20")

    assert import_(book, a_csv=table).err.splitlines()[-1] == "0 changes"


def test_a_name_of_signs_alone_is_known_again(book: BookFolder) -> None:
    table = "name,phone\n🌸,\n。,\n🌸,\n"
    import_(book, a_csv=table)

    assert len(list((book.root / "customers").iterdir())) == 2
    assert import_(book, a_csv=table).err.splitlines()[-1] == "0 changes"


def test_what_a_second_row_contradicts_is_told(book: BookFolder) -> None:
    rows = "name,phone,industry,source\nAcme,+4930901820,IT,web\nAcme,+4930901820,Food,ads\n"

    ran = import_(book, a_csv=rows)

    assert "industry Food was left out for IT" in ran.err
    assert "source ads was left out for web" in ran.err


BAD = "name,date,amount\nAcme,2026-02-30,100\nBolt,2026-02-01,5\n"


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_rejected_rows_of_several_files_do_not_take_each_others_place(
    book: BookFolder, tmp_path: Path
) -> None:
    place = tmp_path / "out.csv"
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(BAD.replace("Acme", name), encoding="utf-8")

    book.ok("import", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--yes", "--rejects", str(place))

    assert rows_of(place)[1][2] == "a"
    assert rows_of(tmp_path / "out.2.csv")[1][2] == "b"


def test_rejected_rows_that_somebody_mended_stay(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "a.rejects.csv").write_text("mended", encoding="utf-8")

    import_(book, a_csv=BAD)

    assert (tmp_path / "a.rejects.csv").read_text(encoding="utf-8") == "mended"
    assert rows_of(tmp_path / "a.rejects.2.csv")[1][2] == "Acme"


def test_rejected_rows_stand_under_the_headings_of_their_sheet(book: BookFolder, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    workbook.active.title = "客户信息"
    for row in (
        ["客户名称", "联系人", "手机", "邮箱", "地址"],
        ["星云", "张三", "13800138000", "a@b.example", "上海"],
    ):
        workbook.active.append(row)
    sales = workbook.create_sheet("销售记录")
    for row in (["客户名称", "日期", "金额", "产品"], ["星云", "2026-02-30", 100, "支持"]):
        sales.append(row)
    workbook.save(tmp_path / "book.xlsx")

    book.ok("import", str(tmp_path / "book.xlsx"), "--yes")

    assert rows_of(tmp_path / "book.rejects.csv")[0] == ["row", "reason", "客户名称", "日期", "金额", "产品"]


def test_rejected_rows_do_not_go_into_the_book(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(BAD, encoding="utf-8")

    ran = book.crm("import", str(tmp_path / "a.csv"), "--yes", "--rejects", "plaincrm.yaml")

    assert ran.code == 2
    assert "plaincrm.yaml is a file of the book" in ran.err
    assert book.is_clean()


def test_a_heading_of_the_users_own_that_is_not_there_is_told(book: BookFolder) -> None:
    file = book.root.parent / "a.csv"
    file.write_text("name,Nummer\nAcme,1\n", encoding="utf-8")

    ran = book.ok("import", str(file), "--yes", "--map", "phones=Numer")

    assert 'no column is called "Numer", which --map names for phones' in ran.err


def test_a_mapping_that_an_editor_saved_with_a_mark_is_read(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text("\ufeffname=Kunde\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("Kunde\nAcme\n", encoding="utf-8")

    book.ok("import", str(tmp_path / "a.csv"), "--yes", "--map", str(tmp_path / "map.txt"))

    assert "name: Acme" in book.text("acme")


def test_an_id_of_our_json_that_can_be_none_is_found_by_its_name(book: BookFolder) -> None:
    text = json.dumps([{"customer": "Acme/Ltd", "name": "Acme Ltd"}])
    import_(book, a_json=text)

    assert import_(book, a_json=text).err.splitlines()[-1] == "0 changes"
    assert len(list((book.root / "customers").iterdir())) == 1


def test_of_monica_what_has_no_place_is_counted_and_what_has_no_day_is_known_again(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = [{"properties": {"body": "likes tea"}}]
    call = {"properties": {"content": "called", "contact_called": [1]}}
    contact = {
        "uuid": "u1",
        "properties": {"first_name": "Zoe"},
        "data": [
            {"type": "note", "count": 1, "values": values},
            {"type": "call", "count": 1, "values": [call]},
            {"type": "gift", "count": 2, "values": [{}, {}]},
        ],
    }
    text = json.dumps({"account": {"data": [{"type": "contact", "count": 1, "values": [contact]}]}})
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-07-15")

    ran = import_(book, a_json=text)

    assert "left out: 2 gifts" in ran.err
    assert [entry["date"] for entry in shown(book, "zoe")["contact_log"]] == ["2026-07-15", "2026-07-15"]
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-07-20")
    assert import_(book, a_json=text).err.splitlines()[-1] == "0 changes"
