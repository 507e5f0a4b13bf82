"""``dedupe``: what speaks for a pair, who is kept, one commit, one undo, and erasure that follows it."""

from __future__ import annotations

import json

from tests.conftest import BookFolder

ADA = "name: Ada Vale\nemails: [ada@vale.example]\n"
ADA_AGAIN = "name: Ada Vale\nemails: [ADA@vale.example]\nnotes: a remark of the second file\n"
BO = "name: Bo Ltd\nphones: ['+49 30 901820']\n"
BO_AGAIN = "name: Bo\nphones: ['004930901820']\nnotes: a remark about Bo\n"


def two_pairs(book: BookFolder) -> None:
    for customer, text in (("ada", ADA), ("ada-2", ADA_AGAIN), ("bo", BO), ("bo-2", BO_AGAIN)):
        book.write(customer, text)


def found(book: BookFolder) -> list[tuple[str, str, str]]:
    rows = json.loads(book.ok("dedupe", "--json").out)
    return [(row["keep"], row["other"], row["certain"]) for row in rows]


def test_a_name_and_a_way_to_reach_them_make_it_certain(book: BookFolder) -> None:
    two_pairs(book)
    book.write("ada-else", "name: Bob Vale\nemails: [ada@vale.example]\n")

    assert found(book) == [("ada", "ada-2", "yes"), ("ada", "ada-else", "no"), ("bo", "bo-2", "yes")]


def test_who_has_more_entries_is_kept(book: BookFolder) -> None:
    book.write("ada", ADA)
    book.write("ada-2", f"{ADA_AGAIN}contact_log:\n  - {{date: 2026-11-01, summary: hello}}\n")

    assert found(book) == [("ada-2", "ada", "yes")]


def test_a_dry_run_changes_nothing(book: BookFolder) -> None:
    two_pairs(book)
    before = book.commits()

    ran = book.ok("dedupe", "--apply", "-n")

    assert "aliases: [ada-2]" in ran.out
    assert book.commits() == before
    assert book.is_clean()


def test_all_pairs_are_one_commit_and_one_undo(book: BookFolder) -> None:
    two_pairs(book)
    before = book.commits()

    book.ok("dedupe", "--apply", "--yes")
    merged = book.commits()
    names = sorted(path.name for path in (book.root / "customers").iterdir())
    book.ok("undo")

    assert len(merged) == len(before) + 1
    assert names == ["ada.yaml", "bo.yaml"]
    assert book.text("ada-2") == ADA_AGAIN
    assert book.text("bo-2") == BO_AGAIN


def test_erasing_one_of_several_merged_ones_takes_their_other_file_and_nobody_else_s(
    book: BookFolder,
) -> None:
    two_pairs(book)
    book.ok("dedupe", "--apply", "--yes")

    book.ok("erase", "ada", "--yes")

    everything = book.git("log", "--all", "-p", "--reflog")
    assert "a remark of the second file" not in everything
    assert "a remark about Bo" in everything
