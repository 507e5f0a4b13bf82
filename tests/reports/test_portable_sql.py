"""The reports' SQL gives the same rows in DuckDB, from an export, as in the index."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plaincrm.actions.exporting import Wishes, export_into
from plaincrm.book import Book
from plaincrm.dates import day_number
from plaincrm.index import Index
from plaincrm.index.portable import FACTS
from plaincrm.index.reference import documented_views
from plaincrm.reports import catalogue
from plaincrm.reports.ask import read_ask
from plaincrm.reports.header import read_header
from plaincrm.reports.portable import portable_report, report_files
from plaincrm.reports.report import stand_at
from tests import lake, public_data

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAYS = ("2026-11-23", "2026-03-31", "2025-06-15")
# whole files and what is wrong in them are for the index alone
ELSEWHERE = [view.name for view in documented_views() if view.name not in ("documents", "problems")]
REPORTS = report_files()


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Any]]:
    lake.needs_lake()
    root = tmp_path_factory.mktemp("agency") / "book"
    shutil.copytree(EXAMPLES / "agency", root)
    yield from exported(root)


@pytest.fixture(scope="module")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Any]]:
    lake.needs_lake()
    yield from exported(public_data.online_retail(tmp_path_factory.mktemp("retail")))


def exported(root: Path) -> Iterator[tuple[Index, Any]]:
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    index = Index.open(Book.find(root))
    export_into(index, Wishes("parquet"), root.parent / "lake")
    connection = lake.opened(root.parent / "lake")
    yield index, connection
    connection.close()
    index.close()


def stand(both: tuple[Index, Any], day: str) -> None:
    index, connection = both
    index.set_moment(date.fromisoformat(day))
    number = day_number(day)
    connection.execute('UPDATE fact_moment SET "asof" = ?, asof_day = ?, to_day = ?', [day, number, number])


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("view", ELSEWHERE)
def test_every_documented_view_holds_the_same_rows(agency, view, day):
    stand(agency, day)
    index, connection = agency

    ours = index.rows(f"SELECT * FROM {view}")
    theirs = connection.execute(f"SELECT * FROM {view}").fetchall()

    assert lake.in_order(theirs) == lake.in_order(ours)
    assert ours or view == "unvalued"


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_in_sql_gives_the_same_rows_for_the_agency(agency, name, day):
    ours, theirs = answers(agency, name, day)

    assert theirs == ours
    assert ours or day == DAYS[-1]  # nobody had said anything yet


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_in_sql_gives_the_same_rows_for_online_retail(retail, name):
    ours, theirs = answers(retail, name, "2011-12-09")

    assert theirs == ours
    assert ours or name in ("affinity", "complaints", "feedback", "pipeline", "satisfaction")


def answers(both: tuple[Index, Any], name: str, day: str) -> tuple[list[Any], list[Any]]:
    """The rows of a report's SQL in the index with its parameters bound, and of its export in DuckDB."""
    stand(both, day)
    index, connection = both
    text = REPORTS[name].read_text(encoding="utf-8")
    params = read_header(text, path=name).params
    ask = stand_at(index, read_ask(params, {"asof": day}, name=name, settings=index.settings))
    ours = list(index.query(text, ask.bound()).rows)
    theirs = connection.execute(portable_report(name, REPORTS[name], index.settings)).fetchall()
    return lake.in_order(ours), lake.in_order(theirs)


def test_only_what_the_files_say_is_exported_the_rest_follows(agency):
    _, connection = agency

    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}

    assert tables == {f"fact_{name}" for name in [*FACTS, "moment"]}
    assert set(FACTS) <= set(ELSEWHERE)


def test_every_report_with_sql_of_its_own_is_in_the_catalogue():
    assert set(REPORTS) <= set(catalogue.BUILT_IN)


def test_a_rate_rounds_half_up_away_from_zero_elsewhere_too(tmp_path, new_shop):
    lake.needs_lake()
    shop = new_shop()
    rates = [("USD", "0.5"), ("JPY", "0.0061")]
    lines = [f"- {{date: 2026-01-01, currency: {code}, rate: {rate}}}\n" for code, rate in rates]
    shop.write("rates.yaml", "".join(lines))
    entries = "USD 0.01", "USD -0.01", "USD 0.03", "JPY 250", "JPY -1", "CHF 5"
    sales = [{"date": "2026-02-01", "amount": e[4:], "currency": e[:3]} for e in entries]
    shop.customers({"acme": {"sales": sales}})
    export_into(shop.index, Wishes("parquet"), tmp_path / "lake")

    connection = lake.opened(tmp_path / "lake")

    theirs = connection.execute("SELECT base FROM base_sales ORDER BY position").fetchall()
    assert theirs == [(1,), (-1,), (2,), (153,), (-1,), (None,)]
    assert theirs == shop.index.rows("SELECT base FROM base_sales ORDER BY position")
    assert connection.execute("SELECT currency FROM unvalued").fetchall() == [("CHF",)]


def test_a_report_of_ones_own_goes_along_with_its_defaults_filled_in(tmp_path):
    file = tmp_path / "own.sql"
    file.write_text(
        "-- param: days integer 90  how long: as :days\n-- param: like text it's  what\n"
        "SELECT ':days', :days, :like, CAST(:asof AS text), x::text, :unknown /* :days */ FROM t\n",
        encoding="utf-8",
    )

    made = portable_report("own", file, {})

    assert made.splitlines()[-1] == (
        "SELECT ':days', 90, 'it''s', CAST((SELECT m.asof FROM moment m) AS text),"
        " x::text, :unknown /* :days */ FROM t"
    )
