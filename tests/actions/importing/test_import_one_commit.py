"""An import is one commit, one undo, and nothing the second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BookFolder, run

SHEET = """客户名称（必填）,联系人,手机,邮箱,级别,备注,下次跟进时间,成交金额
星云科技（上海）有限公司,张伟,１３８００１３８０００,zw@nebula.example,A类,"重要, 客户",2026/12/1,￥1.5万
李娜,,13900139000,,B,,,
合计,2,,,,,,
"""


@pytest.fixture
def chinese(tmp_path: Path) -> BookFolder:
    root = tmp_path / "zh"
    assert run("init", str(root), "--currency", "CNY", "--region", "CN").code == 0
    (tmp_path / "客户.csv").write_text(SHEET, encoding="utf-8-sig")
    return BookFolder(root)


def test_customers_come_in_one_commit_and_go_with_one_undo(chinese: BookFolder) -> None:
    before = chinese.git("rev-parse", "HEAD^{tree}")

    ran = chinese.ok("import", "../客户.csv", "--yes")

    assert "2 new, 0 changed, 2 entries added" in ran.err
    assert len(chinese.commits()) == 2
    assert chinese.is_clean()
    assert "+86 138 0013 8000" in chinese.text("xing-yun-ke-ji-shang-hai-you-xian-gong-si")
    assert "amount: 15000\n" in chinese.text("xing-yun-ke-ji-shang-hai-you-xian-gong-si")
    assert "kind: person" in chinese.text("li-na")
    chinese.ok("undo")
    assert chinese.git("rev-parse", "HEAD^{tree}") == before


def test_the_second_time_nothing_changes(chinese: BookFolder) -> None:
    chinese.ok("import", "../客户.csv", "--yes")

    ran = chinese.ok("import", "../客户.csv")

    assert ran.err.splitlines()[-1] == "0 changes"
    assert len(chinese.commits()) == 2


def test_a_dry_run_changes_nothing_and_without_a_terminal_it_asks_for_yes(chinese: BookFolder) -> None:
    dry = chinese.ok("import", "../客户.csv", "--dry-run")
    asked = chinese.crm("import", "../客户.csv")

    assert "dry run: nothing was changed" in dry.err
    assert asked.code == 2
    assert "xing-yun" in asked.out
    assert len(chinese.commits()) == 1
    assert chinese.is_clean()
