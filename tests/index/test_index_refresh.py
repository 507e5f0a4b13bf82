"""An index is as fresh as the book, whatever git and the user's editor did meanwhile."""

import os

from plaincrm.index import Index
from plaincrm.index.apply import apply
from tests.index.machine import everything

SETTINGS = "format: 1\nname: Test\ncurrency: EUR\n"


def names(repo) -> list:
    return repo.rows("SELECT customer, name FROM customers ORDER BY customer")


def is_as_if_made_anew(repo) -> bool:
    refreshed = everything(repo.index().connection)
    repo.book.cache_path().unlink()
    return refreshed == everything(repo.index().connection)


def test_an_unborn_branch_has_its_untracked_files(repo):
    repo.customer("acme")

    assert names(repo) == [("acme", "acme")]


def test_a_book_without_customers_is_empty(repo):
    assert names(repo) == []


def test_a_hand_edit_is_seen_before_and_after_its_commit(repo):
    repo.customer("acme")
    repo.commit()
    assert names(repo) == [("acme", "acme")]

    repo.customer("acme", "name: Acme GmbH\n")
    assert names(repo) == [("acme", "Acme GmbH")]

    repo.commit()
    assert names(repo) == [("acme", "Acme GmbH")]


def test_a_hand_edit_that_is_taken_back_is_gone(repo):
    repo.customer("acme")
    repo.commit()
    repo.customer("acme", "name: Other\n")
    assert names(repo) == [("acme", "Other")]

    repo.git("checkout", "--", "customers/acme.yaml")

    assert names(repo) == [("acme", "acme")]


def test_an_untracked_file_that_is_removed_is_gone(repo):
    repo.commit()
    repo.customer("acme")
    assert names(repo) == [("acme", "acme")]

    repo.remove("customers/acme.yaml")

    assert names(repo) == []


def test_a_deleted_file_is_gone_before_and_after_the_commit(repo):
    repo.customer("acme")
    repo.commit()
    assert len(names(repo)) == 1

    repo.remove("customers/acme.yaml")
    assert names(repo) == []

    repo.commit()
    assert names(repo) == []


def test_a_moved_file_keeps_its_document(repo):
    repo.customer("acme")
    repo.commit()
    before = repo.rows("SELECT doc FROM file")

    (repo.root / "customers/ac").mkdir()
    repo.git("mv", "customers/acme.yaml", "customers/ac/acme.yaml")

    assert repo.rows("SELECT path, doc FROM file") == [("customers/ac/acme.yaml", before[0][0])]


def test_a_renamed_file_has_its_new_id(repo):
    repo.customer("acme", "name: Acme\n")
    repo.commit()
    names(repo)

    repo.git("mv", "customers/acme.yaml", "customers/apex.yaml")

    assert names(repo) == [("apex", "Acme")]


def test_a_detached_head_and_a_hard_reset_are_followed(repo):
    repo.customer("acme", "name: One\n")
    first = repo.commit()
    repo.customer("acme", "name: Two\n")
    repo.commit()
    assert names(repo) == [("acme", "Two")]

    repo.git("checkout", "-q", "--detach", first)
    assert names(repo) == [("acme", "One")]

    repo.git("checkout", "-q", "main")
    repo.git("reset", "-q", "--hard", first)
    assert names(repo) == [("acme", "One")]


def test_a_commit_that_was_pruned_away_is_no_trouble(repo):
    repo.customer("acme", "name: One\n")
    first = repo.commit()
    repo.customer("acme", "name: Two\n")
    repo.commit()
    assert names(repo) == [("acme", "Two")]

    repo.git("reset", "-q", "--hard", first)
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")

    assert names(repo) == [("acme", "One")]


def test_line_ends_that_git_converts_are_no_trouble(repo):
    repo.git("config", "core.autocrlf", "true")
    repo.customer("acme", "name: Acme\r\nnotes: |\r\n  one\r\n  two\r\n")
    repo.commit()

    assert repo.rows("SELECT name, notes FROM customers") == [("Acme", "one\ntwo\n")]
    assert is_as_if_made_anew(repo)


def test_a_book_below_the_top_of_a_repository_is_found(repo, tmp_path):
    repo.write("sales/customers/acme.yaml", "name: acme\n")
    repo.write("sales/plaincrm.yaml", SETTINGS)
    repo.customer("other", "name: Not ours\n")
    below = type(repo)(repo.root / "sales")

    seen_untracked = names(below)
    repo.commit()
    seen = below.rows("SELECT customer, path FROM customers")

    assert seen_untracked == [("acme", "acme")]
    assert seen == [("acme", "customers/acme.yaml")]


def test_a_broken_file_is_left_out_and_named_until_it_is_mended(repo):
    repo.customer("acme", "name: Acme\nsales: [{date: 2026-01-01, amount: '12,50'}]\n")
    repo.customer("good")

    index = repo.index()
    assert index.rows("SELECT customer FROM customers") == [("good",)]
    (problem,) = index.problems()
    assert (problem.path, problem.line, problem.field) == ("customers/acme.yaml", 2, "sales[0].amount")

    repo.customer("acme", "name: Acme\nsales: [{date: 2026-01-01, amount: 12.50}]\n")
    index = repo.index()
    assert index.rows("SELECT customer FROM customers ORDER BY 1") == [("acme",), ("good",)]
    assert index.problems() == []


def test_warnings_are_kept_but_block_nothing(repo):
    repo.customer("acme", "name: Acme\nindustri: x\n")

    index = repo.index()

    assert index.problems() == []
    assert [(found.field, found.severity) for found in index.problems(None)] == [("industri", "warning")]
    assert index.rows("SELECT name FROM customers") == [("Acme",)]


def test_of_two_files_with_one_id_the_first_has_it_and_the_other_is_named(repo):
    repo.write("customers/b/acme.yaml", "name: B\n")
    repo.write("customers/a/Acme.yaml", "name: A\n")

    index = repo.index()
    assert index.rows("SELECT customer, name FROM customers") == [("Acme", "A")]
    assert [(found.path, found.message) for found in index.problems()] == [
        ("customers/b/acme.yaml", 'the ID "acme" belongs to customers/a/Acme.yaml')
    ]

    repo.remove("customers/a/Acme.yaml")
    index = repo.index()
    assert index.rows("SELECT customer, name FROM customers") == [("acme", "B")]
    assert index.problems() == []


def test_a_file_that_takes_the_id_over_by_its_place_makes_the_other_the_rival(repo):
    repo.write("customers/b/acme.yaml", "name: B\n")
    assert names(repo) == [("acme", "B")]

    repo.write("customers/a/acme.yaml", "name: A\n")

    assert names(repo) == [("acme", "A")]


def test_an_impossible_id_and_a_link_are_named(repo):
    repo.write("customers/con.yaml", "name: C\n")
    (repo.root / "customers/link.yaml").symlink_to("con.yaml")

    assert {problem.path for problem in repo.index().problems()} == {
        "customers/con.yaml",
        "customers/link.yaml",
    }
    assert names(repo) == []


def test_a_file_name_that_is_not_utf8_is_named_and_harms_nobody(repo):
    repo.customer("acme")
    (repo.root / "customers" / os.fsdecode(b"caf\xe9.yaml")).write_text("name: Café\n")
    seen = repo.index()
    repo.commit()
    committed = repo.index()

    for index in (seen, committed):
        assert index.rows("SELECT customer FROM customers") == [("acme",)]
        assert [problem.path for problem in index.problems()] == ["customers/caf\\udce9.yaml"]
    assert is_as_if_made_anew(repo)


def test_changed_settings_are_in_force_at_once(repo):
    repo.customer("acme", "name: Acme\nlevel: A\nsales: [{date: 2026-01-01, amount: 1}]\n")
    assert repo.rows("SELECT due FROM sales") == [("2026-01-31",)]

    repo.write("plaincrm.yaml", SETTINGS + "terms_days: 10\n")

    assert repo.rows("SELECT due FROM sales") == [("2026-01-11",)]
    assert is_as_if_made_anew(repo)


def test_changed_rates_are_in_force_at_once_and_broken_ones_are_named(repo):
    repo.customer("acme", "name: Acme\nsales: [{date: 2026-01-01, amount: 10, currency: USD}]\n")
    assert repo.rows("SELECT base FROM base_sales") == [(None,)]

    repo.write(
        "rates.yaml", "- {date: 2026-01-01, currency: USD, rate: 0.5}\n- {date: x, currency: USD, rate: 1}\n"
    )

    index = repo.index()
    assert index.rows("SELECT base FROM base_sales") == [(500,)]
    assert [(found.path, found.line) for found in index.problems()] == [("rates.yaml", 2)]


def test_a_file_changed_while_it_is_read_is_read_again(repo, monkeypatch):
    repo.customer("acme", "name: Before\n")
    repo.commit()
    repo.index().close()
    repo.customer("acme", "name: Meanwhile\n")

    def late(connection, book, targets, progress):
        repo.customer("acme", "name: At last\n")
        monkeypatch.undo()
        return apply(connection, book, targets, progress)

    monkeypatch.setattr("plaincrm.index.apply.apply", late)
    index = repo.index()

    assert index.rows("SELECT name FROM customers") == [("At last",)]
    stored = index.rows("SELECT d.blob FROM document d")
    assert stored == [(repo.git("hash-object", "customers/acme.yaml"),)]


def test_only_contents_never_seen_are_read(repo):
    repo.customer("acme")
    repo.customer("apex")
    repo.commit()
    repo.index().close()
    repo.customer("acme", "name: Changed\n")
    told = []

    Index.open(repo.book, progress=lambda done, total: told.append((done, total))).close()

    assert told == [(1, 1)]
