"""``check`` asks the libraries about phones and e-mails, and says what they doubt as warnings."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('phones: ["+1 212 5"]', "is not a possible phone number"),
        ('phones: ["+86 138 0013 80001111"]', "is not a possible phone number"),
        ("emails: [a..b@acme.example]", "does not look like an e-mail address"),
    ],
)
def test_what_the_libraries_doubt_is_a_warning(book: BookFolder, line: str, says: str) -> None:
    book.write("acme", f"name: Acme\n{line}\n")

    ran = book.ok("check")

    assert says in ran.out
    assert ran.out.startswith("warning: customers/acme.yaml:2: ")
    assert book.crm("check", "--strict").code == 1


def test_what_they_accept_is_silent(book: BookFolder) -> None:
    book.write(
        "acme", 'name: Acme\nphones: ["+49 30 1234567", "030 1234567 ext 12"]\nemails: [ada@acme.example]\n'
    )

    assert book.ok("check", "--strict").out == ""
