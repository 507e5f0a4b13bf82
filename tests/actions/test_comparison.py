"""Two tables side by side: what a row is known by, whichever report it comes from."""

from __future__ import annotations

from plaincrm.actions.comparison import side_by_side
from plaincrm.table import Column, Table


def compared(
    names: str, now: list[tuple[object, ...]], then: list[tuple[object, ...]]
) -> list[dict[str, object]]:
    columns = tuple(Column(name) for name in names.split())
    return side_by_side(Table(columns, now), Table(columns, then), "2026-01-01").records()


def test_a_rank_is_compared_and_the_customer_is_what_it_belongs_to() -> None:
    rows = compared("rank customer revenue", [(1, "bolt", 9), (2, "acme", 5)], [(1, "acme", 5)])

    assert rows == [
        {"customer": "bolt", "rank": 1, "rank_then": None, "revenue": 9, "revenue_then": None},
        {"customer": "acme", "rank": 2, "rank_then": 1, "revenue": 5, "revenue_then": 5},
    ]


def test_steps_of_a_curve_belong_to_their_group_and_time() -> None:
    rows = compared("group t survival", [("a", 1, 0.9), ("a", 2, 0.8)], [("a", 2, 0.7), ("b", 2, 0.6)])

    assert [(row["group"], row["t"], row["survival"], row["survival_then"]) for row in rows] == [
        ("a", 1, 0.9, None),
        ("a", 2, 0.8, 0.7),
        ("b", 2, None, 0.6),
    ]


def test_pairs_and_moves_are_known_by_both_their_ends() -> None:
    pairs = compared("a b lift", [("Tea", "Pot", 2), ("Tea", "Cup", 3)], [("Tea", "Cup", 1)])
    moves = compared("from to customers", [("New", "Loyal", 2), ("New", "New", 3)], [("New", "New", 1)])

    assert [row["lift_then"] for row in pairs] == [None, 1]
    assert [row["customers_then"] for row in moves] == [None, 1]


def test_a_need_of_one_industry_is_not_that_of_another() -> None:
    now = [("price", "tea", 2), ("price", "food", 1)]

    rows = compared("group industry customers", now, [("price", "food", 5)])

    assert [(row["industry"], row["customers"], row["customers_then"]) for row in rows] == [
        ("tea", 2, None),
        ("food", 1, 5),
    ]


def test_every_problem_of_a_customer_is_compared_by_itself() -> None:
    now = [("missing e-mail", "acme", "emails", None), ("unknown field", "acme", "colour", "red")]

    rows = compared("problem customer field value", now, [("unknown field", "acme", "colour", "blue")])

    assert [(row["field"], row["value"], row["value_then"]) for row in rows] == [
        ("emails", None, None),
        ("colour", "red", "blue"),
    ]
