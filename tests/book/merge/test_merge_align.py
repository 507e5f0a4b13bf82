"""Which entry is which in an edited list, and in what order the merged list stands."""

from __future__ import annotations

from typing import Any

from plaincrm.book.merge.align import aligned, likeness
from plaincrm.book.merge.order import Slot, items_in_order, keys_in_order

CALL = {"date": "2026-01-05", "channel": "phone", "summary": "First call"}
VISIT = {"date": "2026-02-05", "channel": "visit", "summary": "Saw the hall"}
MAIL = {"date": "2026-03-05", "channel": "mail", "summary": "Sent the offer"}


def test_equal_entries_are_the_same_entry() -> None:
    assert aligned([CALL, VISIT], [MAIL, CALL, VISIT]) == {0: 1, 1: 2}


def test_the_order_of_fields_does_not_make_another_entry() -> None:
    assert aligned([CALL], [dict(reversed(CALL.items()))]) == {0: 0}


def test_an_entry_is_found_where_it_was_moved() -> None:
    assert aligned([CALL, VISIT, MAIL], [VISIT, MAIL, CALL]) == {0: 2, 1: 0, 2: 1}


def test_an_edited_entry_is_the_one_that_is_most_like_it() -> None:
    edited = {**VISIT, "summary": "Saw both halls"}

    assert aligned([CALL, VISIT, MAIL], [CALL, edited, MAIL]) == {0: 0, 1: 1, 2: 2}


def test_half_of_the_fields_must_be_equal() -> None:
    assert likeness({"a": "1", "b": "2"}, {"a": "1", "b": "3"}) == 0.5
    assert aligned([{"a": "1", "b": "2"}], [{"a": "1", "b": "3"}]) == {0: 0}
    assert aligned([{"a": "1", "b": "2", "c": "3"}], [{"a": "1", "b": "3", "c": "4"}]) == {}


def test_of_two_that_are_as_like_the_nearer_one_is_it() -> None:
    other = {**CALL, "summary": "Another call"}

    assert aligned([CALL, CALL, CALL], [CALL, CALL, other]) == {0: 0, 1: 1, 2: 2}


def test_equal_twins_are_counted() -> None:
    assert aligned([CALL, CALL], [CALL]) == {0: 0}


def test_single_texts_are_never_edited_ones_of_others() -> None:
    assert aligned(["vip", "north"], ["VIP", "north"]) == {1: 1}


def test_thousands_of_edited_entries_find_each_other_near_their_place() -> None:
    old: list[dict[str, Any]] = [{"date": f"d{i}", "n": str(i), "kind": "a"} for i in range(1500)]
    new = [{**entry, "kind": "b"} for entry in old]

    assert aligned(old, new) == {i: i for i in range(1500)}


def test_what_both_put_in_at_one_place_stands_ours_first() -> None:
    assert items_in_order(["a", "b"], ["a", "x", "b"], ["a", "y", "b"]) == [
        Slot(0, 0, 0),
        Slot(None, 1, None),
        Slot(None, None, 1),
        Slot(1, 2, 2),
    ]


def test_what_a_side_took_out_keeps_its_place_for_what_the_other_put_below_it() -> None:
    slots = items_in_order(["a", "b", "c"], ["a", "c"], ["a", "b", "new", "c"])

    assert [slot.base for slot in slots] == [0, 1, None, 2]


def test_the_side_that_moved_items_says_the_order() -> None:
    slots = items_in_order(["a", "b", "c"], ["a", "b", "c", "x"], ["c", "a", "b"])

    assert [slot.base for slot in slots] == [2, None, 0, 1]


def test_where_both_moved_items_ours_is_the_order() -> None:
    slots = items_in_order(["a", "b", "c"], ["c", "a", "b"], ["b", "a", "c"])

    assert [slot.base for slot in slots] == [2, 0, 1]


def test_a_new_item_that_both_have_stands_once_with_what_follows_it() -> None:
    slots = items_in_order([], ["new", "x"], ["y", "new", "z"])

    assert [(slot.ours, slot.theirs) for slot in slots] == [(None, 0), (0, 1), (1, None), (None, 2)]


def test_a_new_key_stands_below_the_key_it_was_put_below() -> None:
    slots = keys_in_order(["name", "level"], ["name", "kind", "level"], ["name", "level", "owner"])

    assert slots == [Slot(0, 0, 0), Slot(None, 1, None), Slot(1, 2, 1), Slot(None, None, 2)]
