"""``sync`` where both sides entered the same: it is kept once, and said, for it may be two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.clones import Clones
from tests.conftest import BookFolder

SALE = "{date: 2026-11-23, product: Support, amount: 50}"
KEPT = "both sides have this new entry, it is kept once"
HINT = "hint: where it was two, enter the other once more: plaincrm sell, plaincrm pay\n"


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    clones = Clones(tmp_path)
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    return clones


def enter(book: BookFolder, *words: str, note: str = "") -> None:
    """An entry in a commit of one's own, and perhaps a note, which lets git ask who merges."""
    book.ok(*words, "-m", f"by {book.root.name}")
    if note:
        book.ok("log", "acme", note)


def sell(book: BookFolder, note: str = "") -> None:
    enter(book, "sell", "acme", "Support", "50", note=note)


@pytest.mark.parametrize("notes", [("mine", "yours"), ("", "")], ids=["among others", "alone"])
def test_an_equal_sale_of_both_sides_is_warned_of(clones: Clones, notes: tuple[str, str]) -> None:
    bob = clones.clone("bob")
    sell(clones.ada, notes[0])
    clones.ada.ok("sync")
    sell(bob, notes[1])

    ran = bob.ok("sync")

    assert ran.err.startswith(f"warning: acme (customers/acme.yaml): sales: {KEPT}: {SALE}\n{HINT}")
    assert bob.path("acme").read_text().count("Support") == 1


@pytest.mark.parametrize("notes", [("mine", "yours"), ("", "")], ids=["among others", "alone"])
def test_an_equal_payment_of_both_sides_is_warned_of(clones: Clones, notes: tuple[str, str]) -> None:
    sell(clones.ada)
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    for book, note in ((clones.ada, notes[0]), (bob, notes[1])):
        enter(book, "pay", "acme", "10", note=note)
    clones.ada.ok("sync")

    ran = bob.ok("sync")

    told = f"payments of {SALE}: {KEPT}: {{date: 2026-11-23, amount: 10}}"
    assert f"warning: acme (customers/acme.yaml): {told}\n" in ran.err


def test_quiet_hides_the_hint_but_not_the_warning(clones: Clones) -> None:
    bob = clones.clone("bob")
    sell(clones.ada)
    clones.ada.ok("sync")
    sell(bob)

    ran = bob.ok("sync", "-q")

    assert ran.err == f"warning: acme (customers/acme.yaml): sales: {KEPT}: {SALE}\n"


def test_a_dry_run_foretells_it(clones: Clones) -> None:
    bob = clones.clone("bob")
    sell(clones.ada)
    clones.ada.ok("sync")
    sell(bob)

    assert f"sales: {KEPT}: {SALE}\n" in bob.ok("sync", "-n").err


def test_different_sales_and_what_only_one_side_has_need_no_word(clones: Clones) -> None:
    bob = clones.clone("bob")
    sell(clones.ada)
    clones.ada.ok("sync")
    bob.ok("sell", "acme", "Training", "50")

    assert "warning" not in bob.ok("sync").err


def test_it_is_told_beside_a_conflict_in_another_file(clones: Clones) -> None:
    clones.ada.ok("add", "Bolt")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    for book, level in ((clones.ada, "A"), (bob, "B")):
        sell(book)
        book.ok("set", "bolt", f"level={level}")
    clones.ada.ok("sync")

    ran = bob.crm("sync")

    assert ran.code == 5
    assert ran.err.startswith(f"warning: acme (customers/acme.yaml): sales: {KEPT}: {SALE}\n")


def test_it_is_told_where_the_push_then_fails(clones: Clones) -> None:
    bob = clones.clone("bob")
    sell(clones.ada)
    clones.ada.ok("sync")
    sell(bob, "of mine")
    hook = clones.hub / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)

    ran = bob.crm("sync")

    assert ran.code == 6
    assert ran.err.startswith(f"warning: acme (customers/acme.yaml): sales: {KEPT}: {SALE}\n")


def test_of_very_many_the_first_are_named_and_the_rest_counted(clones: Clones) -> None:
    bob = clones.clone("bob")
    sales = "".join(f"  - {{date: 2026-11-01, product: Part {n}, amount: 5}}\n" for n in range(25))
    for book in (clones.ada, bob):
        book.path("acme").write_text(f"name: Acme\nsales:\n{sales}")
        book.ok("save", "-m", f"by {book.root.name}")
    clones.ada.ok("sync")

    ran = bob.ok("sync")

    assert ran.err.count(KEPT) == 20
    assert "warning: and 5 more such entries\n" in ran.err
