"""A user's SQL reads, and nothing else."""

import pytest

from plaincrm.errors import CrmError, UsageError
from plaincrm.table import Column


@pytest.fixture
def index(repo):
    repo.customer("acme", "name: Acme\nsales: [{date: 2026-01-01, amount: 12.5}]\n")
    return repo.index()


def test_a_select_gives_a_table_with_kinds(index):
    table = index.query("SELECT customer, amount, amount / 100.0 AS euros, note FROM sales")

    assert table.columns == (
        Column("customer"),
        Column("amount", "int"),
        Column("euros", "number"),
        Column("note"),
    )
    assert table.rows == [("acme", 1250, 12.5, None)]


def test_parameters_are_bound_by_name(index):
    assert index.query("SELECT name FROM customers WHERE customer = :who", {"who": "acme"}).rows == [
        ("Acme",)
    ]


def test_columns_of_one_name_are_told_apart(index):
    table = index.query("SELECT 1 AS a, 2 AS a, 3 AS a")

    assert [column.name for column in table.columns] == ["a", "a_2", "a_3"]


def test_recursion_and_functions_are_allowed(index):
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n"

    assert index.query(sql).rows == [(6,)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM customer",
        "UPDATE moment SET asof = '2020-01-01'",
        "DROP VIEW customers",
        "CREATE TEMP TABLE mine (x)",
        "ATTACH 'other.db' AS other",
        "PRAGMA query_only = 0",
        "PRAGMA journal_mode = DELETE",
        "VACUUM INTO 'copy.db'",
        "COMMIT",
        "SELECT load_extension('x')",
    ],
)
def test_whatever_changes_something_is_refused(index, sql):
    with pytest.raises(UsageError):
        index.query(sql)

    assert index.rows("SELECT name FROM customers") == [("Acme",)]


def test_two_statements_are_refused(index):
    with pytest.raises(UsageError, match="one statement"):
        index.query("SELECT 1; DELETE FROM customer")


@pytest.mark.parametrize("sql", ["", "-- only a remark", "SELEC 1", "SELECT nothing FROM customers"])
def test_what_cannot_be_run_is_a_usage_error(index, sql):
    with pytest.raises(UsageError):
        index.query(sql)


def test_a_query_without_end_is_stopped(index):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    with pytest.raises(CrmError, match="longer than"):
        index.query(endless, seconds=0.2)

    assert index.query("SELECT 1").rows == [(1,)]


def test_a_giant_value_is_refused(index):
    with pytest.raises(UsageError):
        index.query("SELECT zeroblob(900000000)")


def test_our_own_queries_work_after_a_users(index):
    index.query("SELECT 1")

    index.choose(["name:Acme"])
    index.set_moment()

    assert index.rows("SELECT customer FROM tree") == [("acme",)]


def test_a_result_that_would_fill_the_memory_is_stopped(index):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "

    with pytest.raises(CrmError, match="too much memory"):
        index.query(numbers + "SELECT zeroblob(20000000) FROM n")


@pytest.mark.parametrize("name", ["printf", "format", "PRINTF"])
def test_functions_that_do_not_look_at_the_clock_are_refused(index, name):
    with pytest.raises(UsageError, match="outrun the clock"):
        index.query(f"SELECT {name}('%.*c', 1000000000, 'x')")
