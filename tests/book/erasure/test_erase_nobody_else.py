"""``erase`` takes what is the customer's and leaves what is somebody else's."""

from __future__ import annotations

import pytest

from tests.book.erasure.whole_repository import holders
from tests.conftest import BookFolder


@pytest.fixture(autouse=True)
def needs_filter_repo() -> None:
    pytest.importorskip("git_filter_repo")


def test_a_new_customer_under_a_freed_id_stays(book: BookFolder) -> None:
    book.ok("add", "Old Customer", "--id", "acme")
    book.ok("rename", "acme", "nova")
    book.ok("add", "Young Customer", "--id", "acme")

    book.ok("erase", "nova", "--yes")

    assert "name: Young Customer" in book.text("acme")
    assert holders(book.root, "old customer", "nova") == []


def test_the_former_customer_of_an_id_stays_when_the_new_one_goes(book: BookFolder) -> None:
    book.ok("add", "Old Customer", "--id", "acme")
    book.ok("rename", "acme", "nova")
    book.ok("add", "Young Customer", "--id", "acme")

    book.ok("erase", "acme", "--yes")

    assert "name: Old Customer" in book.text("nova")
    assert not book.path("acme").exists()
    assert holders(book.root, "young customer") == []


def test_a_customer_whose_merge_was_undone_stays(book: BookFolder) -> None:
    book.ok("add", "Nebula")
    book.ok("add", "Comet")
    book.ok("merge", "nebula", "comet")
    book.ok("undo")

    book.ok("erase", "nebula", "--yes")

    assert "name: Comet" in book.text("comet")
    assert holders(book.root, "nebula") == []


def test_who_somebody_else_knows_by_name_stays_there(book: BookFolder) -> None:
    book.write("nebula", "name: Nebula\npeople:\n  - {name: Paula Berg}\n  - {name: Carl}\n")
    comet = "name: Comet\npeople:\n  - {name: Paula Berg}\nnotes: Carl, Carla and Carlos\n"
    book.write("comet", comet)

    ran = book.ok("erase", "nebula", "--yes")

    assert book.text("comet") == comet.replace("Carl,", "(erased),")
    assert "Paula Berg (also in customers/comet.yaml)" in ran.out


def test_longer_names_with_the_same_word_stay(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.ok("add", "Acme Berlin", "--id", "acme-berlin")

    ran = book.ok("erase", "acme", "--yes")

    assert "name: Acme Berlin" in book.text("acme-berlin")
    assert book.ok("history", "acme-berlin", "--json").out.count('"commit"') == 1
    assert "Acme (also in customers/acme-berlin.yaml)" in ran.out


@pytest.mark.parametrize("customer", ["phone", "notes", "level", "date", "name"])
def test_words_of_the_file_format_stay(book: BookFolder, customer: str) -> None:
    book.ok("add", customer.title(), "--id", customer)
    book.write(
        "comet", "name: Comet\nlevel: A\nnotes: x\ncontact_log:\n  - {date: 2026-11-01, channel: phone}\n"
    )

    book.ok("erase", customer, "--yes")

    assert book.text("comet").startswith("name: Comet\nlevel: A\nnotes: x\n")
    assert book.ok("check").out == ""


def test_an_id_like_a_verb_leaves_the_trailers_alone(book: BookFolder) -> None:
    book.ok("add", "Lumber Company", "--id", "log")
    book.ok("add", "Comet")
    book.ok("log", "comet", "called")

    book.ok("erase", "log", "--yes")

    assert book.git("log", "-1", "--format=%(trailers:key=Plaincrm,valueonly)").strip() == "log"
    assert "undone" in book.ok("undo").err


def test_words_may_be_kept_and_added(book: BookFolder) -> None:
    book.ok("add", "Blue Sky", "--id", "sky")
    book.write("comet", "name: Comet\nnotes: under a blue sky with old Bluey\n")

    book.ok("erase", "sky", "--yes", "--keep", "Blue Sky", "--also", "Bluey")

    assert book.text("comet") == "name: Comet\nnotes: under a blue sky with old (erased)\n"


def test_amounts_and_dates_of_others_stay(book: BookFolder) -> None:
    book.write("nebula", 'name: "1200"\nphones: ["1200", "110"]\n')
    comet = "name: Comet\nsales:\n  - {date: 2026-11-01, product: X, amount: 1200}\n"
    book.write("comet", comet)

    book.ok("erase", "nebula", "--yes")

    assert book.text("comet") == comet


def test_who_became_part_of_another_is_not_erased_alone(book: BookFolder) -> None:
    book.ok("add", "Nebula")
    book.ok("add", "Comet")
    book.ok("merge", "nebula", "comet")

    ran = book.crm("erase", "comet", "--yes")

    assert ran.code == 3
    assert "comet became part of nebula" in ran.err


def test_who_was_erased_with_the_other_is_gone(book: BookFolder) -> None:
    book.ok("add", "Nebula")
    book.ok("add", "Comet")
    book.ok("merge", "nebula", "comet")
    book.ok("remove", "nebula")

    book.ok("erase", "comet", "--yes")

    assert holders(book.root, "comet") == []
