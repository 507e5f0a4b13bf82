"""The book at an earlier revision."""

import pytest

from plaincrm.errors import CrmError


@pytest.fixture
def history(repo):
    repo.customer("acme", "name: One\nsales: [{date: 2026-01-01, amount: 1}]\n")
    repo.customer("old", "name: Old\n")
    repo.first = repo.commit()
    repo.customer("acme", "name: Two\nsales: [{date: 2026-01-01, amount: 2}]\n")
    repo.customer("new", "name: New\n")
    repo.remove("customers/old.yaml")
    repo.commit()
    return repo


def test_a_revision_shows_what_was_committed_then(history):
    index = history.index()

    index.at(history.first)

    assert index.rows("SELECT customer, name, revenue FROM overview ORDER BY customer") == [
        ("acme", "One", 100),
        ("old", "Old", 0),
    ]


def test_hand_edits_do_not_show_in_the_revision_they_are_based_on(history):
    history.customer("acme", "name: Edited\n")
    index = history.index()

    index.at("HEAD")

    assert index.rows("SELECT customer, name FROM customers ORDER BY customer") == [
        ("acme", "Two"),
        ("new", "New"),
    ]


def test_filters_choose_among_the_customers_of_the_revision(history):
    index = history.index()

    index.at(history.first)
    index.choose(["name:Old"])

    assert index.rows("SELECT customer FROM customers") == [("old",)]


def test_looking_back_leaves_the_present_as_it_is(history):
    before = history.rows("SELECT customer, name FROM customers ORDER BY customer")

    index = history.index()
    index.at(history.first)
    index.close()

    assert history.rows("SELECT customer, name FROM customers ORDER BY customer") == before
    assert history.rows("SELECT count(*) FROM past") == [(2,)]


def test_the_next_refresh_clears_the_past_away(history):
    history.index().at(history.first)
    history.customer("acme", "name: Three\n")

    index = history.index()

    assert index.rows("SELECT count(*) FROM past") == [(0,)]
    assert index.rows("SELECT customer, blob FROM document ORDER BY customer") == [
        ("acme", history.git("hash-object", "customers/acme.yaml")),
        ("new", history.git("hash-object", "customers/new.yaml")),
    ]


def test_a_past_that_comes_back_is_no_longer_past(history):
    history.index().at(history.first)
    history.git("reset", "-q", "--hard", history.first)

    index = history.index()

    assert index.rows("SELECT count(*) FROM past") == [(0,)]
    assert index.rows("SELECT name FROM customers ORDER BY customer") == [("One",), ("Old",)]


def test_two_who_look_back_at_once_both_see_it(history):
    one, two = history.index(), history.index()

    one.at(history.first)
    two.at(history.first)

    sql = "SELECT customer, name FROM customers ORDER BY customer"
    assert one.rows(sql) == two.rows(sql) == [("acme", "One"), ("old", "Old")]


def test_a_broken_file_of_the_past_is_named(history):
    history.customer("acme", "name: [\n")
    broken = history.commit()
    history.customer("acme", "name: Mended\n")
    history.commit()
    index = history.index()

    index.at(broken)

    assert [problem.path for problem in index.problems()] == ["customers/acme.yaml"]


def test_an_unknown_revision_is_an_error(history):
    with pytest.raises(CrmError):
        history.index().at("no-such-branch")


def test_a_link_that_was_looked_back_at_is_named_as_one_when_it_is_back(repo):
    repo.customer("acme")
    (repo.root / "customers/link.yaml").symlink_to("acme.yaml")
    repo.commit()
    repo.remove("customers/link.yaml")
    repo.commit()
    index = repo.index()
    index.at("HEAD~1")
    index.close()

    repo.git("reset", "-q", "--hard", "HEAD~1")
    now = repo.index().problems()

    assert [(found.path, found.message) for found in now] == [("customers/link.yaml", "is a symbolic link")]


def test_a_checkout_that_filters_is_read_from_the_disk_after_looking_back(repo):
    repo.git("config", "filter.veil.clean", "tr a-z n-za-m")
    repo.git("config", "filter.veil.smudge", "tr n-za-m a-z")
    repo.write(".gitattributes", "customers/** filter=veil\n")
    repo.customer("acme", "name: One\n")
    repo.commit()
    repo.customer("acme", "name: Two\n")
    repo.commit()
    index = repo.index()
    index.at("HEAD~1")
    index.close()

    repo.git("reset", "-q", "--hard", "HEAD~1")

    assert repo.rows("SELECT name FROM customers") == [("One",)]
