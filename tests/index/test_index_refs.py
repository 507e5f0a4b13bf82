"""References: as short as can be, as long as must be."""

import pytest

from plaincrm.errors import NotFoundError
from plaincrm.index import refs
from plaincrm.model.refs import entry_hash


def contacts(*summaries: str) -> str:
    entries = ", ".join(f"{{date: 2026-01-01, summary: {summary}}}" for summary in summaries)
    return f"name: N\ncontact_log: [{entries}]\n"


def hash_of(customer: str, summary: str) -> str:
    return entry_hash(customer, "contact_log", {"date": "2026-01-01", "summary": summary})


def colliding(customer: str, letters: int) -> tuple[str, str]:
    """Two summaries whose hashes have just so many letters in common."""
    seen: dict[str, str] = {}
    for number in range(10**6):
        found = hash_of(customer, f"s{number}")
        other = seen.setdefault(found[:letters], f"s{number}")
        if other != f"s{number}" and hash_of(customer, other)[letters] != found[letters]:
            return other, f"s{number}"
    raise AssertionError


def test_four_letters_do_where_nothing_else_begins_with_them(repo):
    repo.customer("acme", contacts("hello"))

    assert repo.rows("SELECT ref FROM contacts") == [(hash_of("acme", "hello")[:4],)]


def test_as_many_letters_as_tell_two_apart(repo):
    one, two = colliding("acme", 4)
    repo.customer("acme", contacts(one, two))

    assert repo.rows("SELECT ref FROM contacts ORDER BY position") == [
        (hash_of("acme", one)[:5],),
        (hash_of("acme", two)[:5],),
    ]


def test_a_reference_that_spells_an_id_is_longer(repo):
    prefix = hash_of("acme", "hello")[:4]
    repo.customer("acme", contacts("hello"))
    repo.customer(prefix)
    index = repo.index()

    ((ref,),) = index.rows("SELECT ref FROM contacts")
    assert ref == hash_of("acme", "hello")[:5]
    assert refs.find(index, prefix) is None
    assert refs.find(index, ref).customer == "acme"


def test_equal_entries_are_twins_in_their_order(repo):
    repo.customer("acme", contacts("same", "same", "other"))
    index = repo.index()

    short = hash_of("acme", "same")[:4]
    assert index.rows("SELECT ref FROM contacts ORDER BY position")[:2] == [(short,), (f"{short}.2",)]
    assert refs.find(index, short).position == 0
    assert refs.find(index, f"{short}.1").position == 0
    assert refs.find(index, f"{short}.2").position == 1
    assert refs.find(index, f"{short}.3") is None


def test_every_reference_that_is_shown_finds_its_entry(repo):
    repo.customer(
        "acme",
        "name: A\ncontact_log: [{date: 2026-01-01}]\nsales: [{date: 2026-01-01, amount: 1}]\n"
        "deals: [{opened: 2026-01-01}]\nfeedback: [{date: 2026-01-01}]\nchurn: [{date: 2026-01-01}]\n",
    )
    index = repo.index()

    for view, name in (
        ("contacts", "contact_log"),
        ("sales", "sales"),
        ("deals", "deals"),
        ("feedback", "feedback"),
        ("churn", "churn"),
    ):
        ((ref,),) = index.rows(f"SELECT ref FROM {view}")
        found = refs.find(index, ref.upper())
        assert (found.customer, found.path, found.list, found.position) == (
            "acme",
            "customers/acme.yaml",
            name,
            0,
        )
        assert refs.short(index, found.hash) == ref


def test_a_longer_prefix_than_shown_is_fine(repo):
    repo.customer("acme", contacts("hello"))

    assert refs.find(repo.index(), hash_of("acme", "hello")).position == 0


def test_a_prefix_of_several_lists_them(repo):
    one, two = colliding("acme", 4)
    repo.customer("acme", contacts(one, two))

    with pytest.raises(NotFoundError) as refusal:
        refs.find(repo.index(), hash_of("acme", one)[:4])

    assert hash_of("acme", one)[:5] in refusal.value.message
    assert hash_of("acme", two)[:5] in refusal.value.message


@pytest.mark.parametrize("text", ["abc", "k7q", "zzzz", "k7q1", "k7q2.0", "acme uk", "", "k7q2xxxxxxxxx"])
def test_what_is_no_reference_or_nobodys_is_none(repo, text):
    repo.customer("acme")

    assert refs.find(repo.index(), text) is None


def test_the_same_words_at_two_customers_are_two_references(repo):
    repo.customer("acme", contacts("hello"))
    repo.customer("apex", contacts("hello"))

    ((one,), (two,)) = repo.rows("SELECT ref FROM contacts")

    assert one != two


def test_a_reference_stays_when_other_entries_and_comments_change(repo):
    repo.customer("acme", contacts("hello"))
    before = repo.rows("SELECT ref FROM contacts WHERE summary = 'hello'")

    repo.customer(
        "acme", "# moved\nname: N\ncontact_log: [{date: 2026-02-02}, {summary: hello, date: 2026-01-01}]\n"
    )

    assert repo.rows("SELECT ref FROM contacts WHERE summary = 'hello'") == before
