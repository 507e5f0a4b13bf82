"""The rows of list: sorted, money exact, empty cells last."""

import pytest

from plaincrm.errors import UsageError
from plaincrm.index.listing import listing


@pytest.fixture
def index(repo):
    repo.customer("a", "name: beta\nlevel: B\nsales: [{date: 2026-01-01, amount: 5}]\n")
    repo.customer(
        "b", "name: Alpha\ncontact_log: [{date: 2026-01-01}]\nsales: [{date: 2026-01-01, amount: 5}]\n"
    )
    repo.customer("c", "name: Gamma\nlevel: A\ncontact_log: [{date: 2026-02-01}]\n")
    return repo.index()


def order(index, sort: str) -> list:
    return [row[0] for row in listing(index, sort=sort).rows]


def test_a_row_is_what_the_design_says(index):
    table = listing(index)

    assert " ".join(column.name for column in table.columns) == (
        "customer name kind level stage industry tags owner last_contact next_follow_up revenue currency"
    )
    assert table.rows[0][:5] == ("a", "beta", "organisation", "B", "nurture")
    assert table.rows[1][8:] == ("2026-01-01", None, "5.00", "EUR")
    assert str(table.rows[2][10]) == "0.00"


@pytest.mark.parametrize(
    ("sort", "customers"),
    [
        ("customer", ["a", "b", "c"]),
        ("name", ["b", "a", "c"]),
        ("-name", ["c", "a", "b"]),
        ("level", ["c", "a", "b"]),
        ("-level", ["a", "c", "b"]),
        ("revenue", ["c", "a", "b"]),
        ("-revenue", ["a", "b", "c"]),
        ("last_contact", ["b", "c", "a"]),
        ("-last_contact", ["c", "b", "a"]),
        ("-customer", ["c", "b", "a"]),
    ],
)
def test_sorting_keeps_ties_by_id_and_empty_cells_last(index, sort, customers):
    assert order(index, sort) == customers


def test_a_limit_takes_the_first(index):
    assert [row[0] for row in listing(index, sort="-customer", limit=2).rows] == ["c", "b"]
    assert listing(index, limit=0).rows == []


def test_an_unknown_column_is_refused(index):
    with pytest.raises(UsageError, match="colour"):
        listing(index, sort="colour")
