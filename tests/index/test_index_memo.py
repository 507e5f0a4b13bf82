"""What was worked out from the whole book is kept as long as the book stays as it is, and no longer."""

import sqlite3

import pytest

from plaincrm.index import Index
from plaincrm.index.memo import keep, recall


@pytest.fixture
def kept(repo):
    repo.customer("acme")
    repo.commit()
    keep(repo.index(), "sum", "42")
    return repo


def test_what_was_kept_is_recalled_by_the_next_reader(kept):
    assert recall(kept.index(), "sum") == "42"
    assert recall(kept.index(), "another") is None


def test_what_is_kept_again_replaces_what_was(kept):
    keep(kept.index(), "sum", "43")

    assert recall(kept.index(), "sum") == "43"


def test_a_commit_makes_it_forgotten(kept):
    kept.customer("bolt")
    kept.commit()

    assert recall(kept.index(), "sum") is None


def test_a_hand_edit_makes_it_forgotten_and_taking_it_back_does_not_matter(kept):
    kept.customer("acme", "name: Other\n")
    assert recall(kept.index(), "sum") is None

    kept.customer("acme")
    assert recall(kept.index(), "sum") == "42"


@pytest.mark.parametrize("path", ["plaincrm.yaml", "rates.yaml"])
def test_other_settings_or_rates_make_it_forgotten(kept, path):
    text = "- {date: 2026-01-01, currency: USD, rate: 2}\n" if path == "rates.yaml" else "currency: CNY\n"
    kept.write(path, text)

    assert recall(kept.index(), "sum") is None


def test_only_what_belongs_to_the_book_as_it_is_takes_up_room(kept):
    kept.customer("bolt")
    kept.commit()
    index = kept.index()

    keep(index, "new", "1")

    assert kept.rows("SELECT name FROM memo") == [("new",)]


def test_a_reader_of_an_older_book_keeps_nothing_for_the_new_one(kept):
    old = kept.index()
    old.rows("SELECT * FROM customers")  # its view of the data begins here
    kept.customer("bolt")
    kept.commit()
    kept.index()

    keep(old, "sum", "old")

    assert recall(kept.index(), "sum") is None
    assert recall(old, "sum") == "42"


def test_a_reader_with_older_settings_keeps_nothing_for_the_new_ones(kept):
    old = kept.index()
    old.rows("SELECT * FROM customers")  # its view of the data begins here
    kept.write("plaincrm.yaml", "format: 1\ncurrency: CNY\n")
    kept.index()

    keep(old, "sum", "euros")

    assert recall(kept.index(), "sum") is None


def test_the_past_neither_recalls_nor_keeps(kept):
    index = kept.index()
    index.at("HEAD")

    keep(index, "sum", "past")

    assert recall(index, "sum") is None
    assert recall(kept.index(), "sum") == "42"


def test_who_comes_while_another_writes_goes_without(kept):
    writer = sqlite3.connect(kept.book.cache_path(), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    keep(kept.index(), "late", "1")
    writer.execute("ROLLBACK")
    writer.close()

    assert recall(kept.index(), "late") is None
    assert recall(kept.index(), "sum") == "42"


def test_an_index_in_memory_keeps_nothing_and_complains_of_nothing(kept, monkeypatch):
    from plaincrm.index import store

    def nowhere(path, build):
        raise store.StoreError("no place")

    monkeypatch.setattr(store, "open_store", nowhere)
    index = Index.open(kept.book)

    keep(index, "sum", "1")

    assert recall(index, "sum") is None
    index.close()
