"""`export parquet`: a folder of typed tables with the reports' SQL, the same bytes for the same book."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import lake
from tests.conftest import run

ROOT = Path(__file__).parent.parent.parent
TOGETHER = ROOT / "docs" / "scale.md"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Two books, exported side by side into the folder lake."""
    lake.needs_lake()
    for name in ("agency", "bakery"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / name)
        assert run("export", "parquet", f"../lake/{name}", cwd=started(tmp_path / name)).code == 0
    return tmp_path


def started(book: Path) -> Path:
    import subprocess

    subprocess.run(["git", "init", "-q"], cwd=book, check=True)
    return book


def test_types_are_those_of_the_schema_and_money_is_whole_minor_units(books):
    connection = lake.opened(books / "lake" / "agency")
    schema = json.loads((books / "lake" / "agency" / "schema.json").read_text(encoding="utf-8"))
    kinds = {"BIGINT": "integer", "VARCHAR": "text", "DOUBLE": "number", "DATE": "date"}

    for table in schema["tables"]:
        found = connection.execute(f"DESCRIBE fact_{table['name']}").fetchall()
        assert [(row[0], kinds[row[1]]) for row in found] == [
            (c["name"], c["type"]) for c in table["columns"]
        ]
        assert table["about"]
    columns = {column["name"]: column["type"] for table in schema["tables"] for column in table["columns"]}
    assert columns["date"] == "date"
    assert (columns["amount"], columns["exponent"], columns["book"]) == ("integer", "integer", "text")


def test_schema_sql_makes_the_same_tables_and_the_views_stand_on_them(books):
    folder = books / "lake" / "bakery"
    connection = lake.needs_lake().connect()

    connection.execute(
        (folder / "schema.sql").read_text(encoding="utf-8").replace("asof DATE", '"asof" DATE')
    )
    for file in sorted(folder.glob("*.parquet")):
        connection.execute(f"INSERT INTO fact_{file.stem} SELECT * FROM read_parquet('{file}')")
    connection.execute((folder / "views.sql").read_text(encoding="utf-8"))

    ours = lake.opened(folder).execute("SELECT * FROM overview ORDER BY customer").fetchall()
    assert connection.execute("SELECT * FROM overview ORDER BY customer").fetchall() == ours != []


def test_the_readme_of_the_export_works_as_it_is_written(books, monkeypatch):
    folder = books / "lake" / "bakery"
    text = (folder / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    (block,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    connection = lake.needs_lake().connect()

    for line in block.splitlines():
        sql = Path(line[6:]).read_text(encoding="utf-8") if line.startswith(".read ") else line
        rows = connection.execute(sql).fetchall()

    assert rows == lake.opened(folder).execute((folder / "reports" / "purchases.sql").read_text()).fetchall()
    assert rows


def test_filters_choose_the_customers_and_the_answer_counts_them(books):
    made = run("export", "parquet", "../best", "level:A", cwd=books / "agency")

    connection = lake.opened(books / "best")
    ((count,),) = connection.execute("SELECT count(*) FROM customers").fetchall()
    assert {level for (level,) in connection.execute("SELECT level FROM customers").fetchall()} == {"A"}
    assert made.err.startswith(f"wrote ../best: {count} customers, ")
    outside = "SELECT count(*) FROM sales WHERE customer NOT IN (SELECT customer FROM customers)"
    assert connection.execute(outside).fetchall() == [(0,)]


def test_the_same_book_gives_the_same_bytes(books):
    assert run("export", "parquet", "../again", cwd=books / "agency").code == 0

    first, again = (content(books / name) for name in ("lake/agency", "again"))

    assert first == again
    assert len([name for name in first if name.endswith(".parquet")]) == 13


def content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_without_pyarrow_the_extra_is_named_and_nothing_is_written(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples" / "bakery", tmp_path / "bakery")
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    made = run("export", "parquet", "../lake", cwd=started(tmp_path / "bakery"))

    assert made.code == 6
    assert "pip install 'plaincrm[lake]'" in made.err
    assert not (tmp_path / "lake").exists()


def test_a_folder_that_is_a_file_is_outside_trouble(books):
    (books / "taken").write_text("mine", encoding="utf-8")

    made = run("export", "parquet", "../taken", cwd=books / "bakery")

    assert made.code == 6
    assert (books / "taken").read_text(encoding="utf-8") == "mine"


def test_it_needs_a_folder(books):
    assert run("export", "parquet", "level:A", cwd=books / "bakery").code == 2


def test_three_reports_run_over_two_books_at_once(books, monkeypatch):
    agency, bakery = (lake.opened(books / "lake" / name) for name in ("agency", "bakery"))
    connection = together(books, monkeypatch)

    for name in ("purchases", "receivables", "complaints"):
        sql = (books / "lake" / "agency" / "reports" / f"{name}.sql").read_text(encoding="utf-8")
        who = 1 if name == "complaints" else 0  # where the customer stands
        rows = connection.execute(sql).fetchall()
        ours, theirs = (named(one, sql, who) for one in (agency, bakery))
        assert ours
        assert theirs
        # the leading book's rows are its own to the cent; what the other's are worth hangs on the rates
        assert lake.in_order([row for row in rows if row in ours]) == lake.in_order(ours)
        assert sorted(row[who] for row in rows) == sorted(row[who] for row in [*ours, *theirs])


def named(connection: Any, sql: str, who: int) -> list[tuple[Any, ...]]:
    """The rows of one book alone, its customers called BOOK/ID."""
    (book,) = connection.execute("SELECT DISTINCT book FROM fact_customers").fetchone()
    rows = connection.execute(sql).fetchall()
    return [(*row[:who], f"{book}/{row[who]}", *row[who + 1 :]) for row in rows]


def together(books: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the example of docs/scale.md opens: every book of the folder lake in one database."""
    monkeypatch.chdir(books)
    (block,) = re.findall(r"```python\n(# many books.*?)```", TOGETHER.read_text(encoding="utf-8"), re.DOTALL)
    words: dict[str, Any] = {}
    exec(block, words)
    return words["db"]
