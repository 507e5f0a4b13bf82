"""The documented views are documented, and schema/tables.md is fresh."""

from pathlib import Path

import pytest

from plaincrm.index.reference import documented_tables, documented_views

TABLES = Path(__file__).parents[2] / "schema" / "tables.md"


@pytest.mark.parametrize("view", documented_views(), ids=lambda view: view.name)
def test_every_column_of_a_view_is_documented_in_its_order(repo, view):
    columns = repo.rows(f"SELECT name FROM pragma_table_info('{view.name}')")

    assert [name for (name,) in columns] == [name for name, _ in view.columns]


def test_every_view_is_documented_or_inner(repo):
    views = {name for (name,) in repo.rows("SELECT name FROM temp.sqlite_master WHERE type = 'view'")}

    inner = {"tree", "entry_ref", "valued_sale", "figures", "figures_now", "figures_then", "standing"}
    inner |= {"later", "gap_sum", "month_sum"}
    assert views == inner | {view.name for view in documented_views()}


def test_the_reference_is_fresh():
    assert TABLES.read_text(encoding="utf-8") == documented_tables(), "run: plaincrm schema --to schema"
