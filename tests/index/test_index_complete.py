"""Completion: quick, so from the index as it lies there."""

import pytest

from plaincrm.index.complete import KINDS, MOST, complete


@pytest.fixture
def customers(repo):
    repo.customer(
        "acme",
        "name: Acme GmbH\nindustry: Software\ntags: [vip, vendor]\nowner: me\n"
        "contact_log: [{date: 2026-01-01, channel: phone}]\n",
    )
    repo.customer(
        "apex", "name: Zenith\nsource: fair\nsales: [{date: 2026-01-01, amount: 1, product: Support}]\n"
    )
    repo.customer("broken", "name: [\n")
    return repo


def test_ids_and_names_that_begin_so(customers):
    customers.index().close()

    assert complete(customers.book, "who", "a") == [("acme", "Acme GmbH"), ("apex", "Zenith")]
    assert complete(customers.book, "who", "ZEN") == [("apex", "Zenith")]
    assert complete(customers.book, "who", "bro") == [("broken", "")]
    assert complete(customers.book, "who", "x") == []


def test_words_in_use(customers):
    customers.index().close()

    assert complete(customers.book, "tag", "v") == [("vendor", ""), ("vip", "")]
    assert [word for kind in KINDS[1:-1] for word, _ in complete(customers.book, kind, "")] == [
        "Software", "fair", "me", "vendor", "vip", "Support", "phone"
    ]  # fmt: skip


def test_fields_that_are_known(customers):
    customers.index().close()

    assert complete(customers.book, "field", "needs.m") == [("needs.motives", "")]


def test_without_an_index_the_file_names_serve(customers):
    assert complete(customers.book, "who", "ac") == [("acme", "")]
    assert complete(customers.book, "tag", "v") == []
    assert not customers.book.cache_path().exists()


def test_a_damaged_index_is_no_trouble(customers):
    customers.index().close()
    customers.book.cache_path().write_bytes(b"nonsense" * 1000)

    assert complete(customers.book, "who", "ac") == [("acme", "")]


def test_there_are_never_too_many(repo):
    for number in range(MOST + 5):
        repo.customer(f"c{number}")
    repo.index().close()

    assert len(complete(repo.book, "who", "c")) == MOST
