"""An edit that only a human can make is refused with the file, its line and the customer."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder

ANCHOR = "name: {name}\nindustry: steel\nlevel: &t B\nsource: *t\n"


def hold(book: BookFolder, *customers: str) -> None:
    """Customers whose level bears an anchor, and one whose level does not."""
    book.ok("add", "Plain", "--industry", "steel", "--level", "B")
    for customer in customers:
        book.path(customer).write_text(ANCHOR.format(name=customer.title()))
    book.ok("save")


def refusal(customer: str) -> str:
    return (
        f"customers/{customer}.yaml:3: the value bears the anchor &t\n"
        f"hint: edit by hand: change line 3 in your editor (plaincrm edit {customer})\n"
    )


@pytest.mark.parametrize(
    "words", [("set", "acme", "level=A"), ("unset", "acme", "level"), ("set", "acme", "level=A", "-n")]
)
def test_file_line_and_customer_are_named(book: BookFolder, words: tuple[str, ...]) -> None:
    hold(book, "acme")

    ran = book.crm(*words)

    assert ran.code == 4
    assert ran.err.startswith("customers/acme.yaml:3: ")
    assert ran.err.endswith("in your editor (plaincrm edit acme)\n")
    assert book.is_clean()


def test_the_line_is_that_of_the_file_where_another_edit_came_first(book: BookFolder) -> None:
    hold(book, "acme")

    ran = book.crm("set", "acme", "kind=organisation", "level=A")

    assert ran.err == refusal("acme")


def test_a_key_with_a_question_mark_is_told_alike(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.path("acme").write_text("name: Acme\n? level\n: B\n")
    book.ok("save")

    ran = book.crm("set", "acme", "level=A")

    assert ran.code == 4
    assert ran.err == (
        'customers/acme.yaml:2: the key "level" is written with a "?"\n'
        "hint: edit by hand: change line 2 in your editor (plaincrm edit acme)\n"
    )


def test_a_bulk_change_names_all_such_files_and_changes_none(book: BookFolder) -> None:
    hold(book, "acme", "bolt")

    ran = book.crm("set", "--where", "industry:steel", "level=A", "-q", "--yes")

    assert ran.code == 4
    assert ran.err == refusal("acme") + refusal("bolt")
    assert book.is_clean()
    assert "level: B" in book.path("plain").read_text()


def test_an_import_names_all_such_files(book: BookFolder) -> None:
    hold(book, "acme", "bolt")
    table = book.root.parent / "levels.csv"
    table.write_text("customer,name,level\nacme,Acme,A\nbolt,Bolt,A\nplain,Plain,A\n")

    ran = book.crm("import", str(table), "-q", "--yes")

    assert ran.code == 4
    assert ran.err.endswith(refusal("acme") + refusal("bolt"))
    assert book.is_clean()


def test_a_merge_names_the_file_that_stands_in_the_way(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.path("acme").write_text("name: Acme\ntags: &v [vip]\naliases: *v\n")
    book.ok("save")
    book.ok("add", "Bolt", "--tag", "new")

    ran = book.crm("merge", "acme", "bolt")

    assert ran.code == 4
    assert ran.err.startswith("customers/acme.yaml:3: ")
    assert "(plaincrm edit acme)" in ran.err


def test_in_the_rates_no_customer_is_named(book: BookFolder) -> None:
    (book.root / "rates.yaml").write_text("- {date: 2026-11-23, currency: USD, rate: &r 0.9}\n")
    book.git("add", "rates.yaml")
    book.git("commit", "-q", "-m", "rates")

    ran = book.crm("fx", "add", "USD", "0.92", "2026-11-23")

    assert ran.code == 4
    assert ran.err == (
        "rates.yaml:1: the value bears the anchor &r\nhint: edit by hand: change line 1 in your editor\n"
    )
