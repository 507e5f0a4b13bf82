"""``doctor --privacy``: who is kept for too long, secrets that never show whole, who can read the book."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BookFolder


def rows(book: BookFolder, *args: str) -> list[tuple[str, str, str]]:
    found = json.loads(book.ok("doctor", "--privacy", *args, "--json").out)
    return [(row["subject"], row["state"], row["found"]) for row in found]


def of(book: BookFolder, subject: str) -> list[str]:
    return [found for name, _, found in rows(book) if name == subject]


def test_customers_without_dealings_are_listed_the_oldest_first(book: BookFolder) -> None:
    book.write("new", "name: New\ncontact_log:\n  - {date: 2026-11-01, channel: phone}\n")
    book.write("old", "name: Old\nsales:\n  - {date: 2020-03-01, amount: 1}\n")
    book.write("older", "name: Older\nsince: 2019-01-01\n")
    book.write("noted", "name: Noted\ncontact_log:\n  - {date: 2026-11-01, channel: note}\n")
    book.write(
        "archived", "name: Archived\narchived: 2026-01-01\ndeals:\n  - {opened: 2020-01-02, title: X}\n"
    )

    assert of(book, "retention") == [
        "older: last dealings 2019-01-01, 2883 days ago",
        "archived: last dealings 2020-01-02, 2517 days ago",
        "old: last dealings 2020-03-01, 2458 days ago",
    ]


def test_a_customer_of_whom_nothing_is_written_counts_from_the_day_of_the_file(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2021-05-06T12:00:00Z")
    book.write("old", "name: Old\n")
    monkeypatch.delenv("GIT_AUTHOR_DATE")
    book.write("new", "name: New\n")

    assert of(book, "retention") == [
        "old: no dealings written down, in the book since 2021-05-06, 2027 days ago"
    ]


def test_the_time_to_keep_comes_from_the_settings(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nsales:\n  - {date: 2026-10-01, amount: 1}\n")

    assert of(book, "retention") == ["nobody without dealings for 1095 days (retention_days)"]
    with (book.root / "plaincrm.yaml").open("a", encoding="utf-8") as settings:
        settings.write("retention_days: 30\n")
    assert of(book, "retention") == ["acme: last dealings 2026-10-01, 53 days ago"]


SECRETS = [
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "a private key"),
    ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"),
    ("aws AKIA" + "IOSFODNN7EXAMPLE", "an AWS key AKIA…"),
    ("ghp_" + "a1B2" * 9, "a GitHub token ghp_…"),
    ("glpat-" + "x" * 20, "a GitLab token glpa…"),
    ("xoxb-" + "1234567890-abc", "a Slack token xoxb…"),
    ("sk_live_" + "a1b2c3d4e5f6g7h8", "a Stripe key sk_l…"),
    ("AIza" + "b" * 35, "a Google key AIza…"),
    ("password: hunter22", "a password"),
    ("API key = abcdef", "a password"),
    ("密码：hunter22", "a password"),
    ("see https://ada:hunter22@host.example/x", "an address with a password"),
    ("DE89 3704 0044 0532 0130 00", "a bank account (IBAN) DE89…"),
    ("GB82WEST12345698765432", "a bank account (IBAN) GB82…"),
    ("4111 1111 1111 1111", "a card number 4111…"),
    ("378282246310005", "a card number 3782…"),
    ("5555-5555-5555-4444", "a card number 5555…"),
    ("11010519491231002X", "a resident identity number 1101…"),
]


@pytest.mark.parametrize(("text", "told"), SECRETS)
def test_a_secret_is_told_with_its_line_and_never_whole(book: BookFolder, text: str, told: str) -> None:
    book.write("acme", f"name: Acme\nnotes: |\n  first\n  {text}\n")

    assert of(book, "secret") == [f"customers/acme.yaml:4: {told}"]
    assert text not in book.ok("doctor", "--privacy").out
    assert "hunter22" not in book.ok("doctor", "--privacy").out


@pytest.mark.parametrize(
    "text",
    [
        "DE89 3704 0044 0532 0130 01",
        "4111 1111 1111 1112",
        "+86 138 0013 8000 and +49 30 23125000",
        "4111111111111111.00",
        "11010519491231002X1",
        "110105194912310021",
        "asked for the password",
        "IBAN unknown, card 1234",
        "1234567890123456",
        "https://host.example/a:b@c",
        "task-management and desk-lamps-for-the-new-office",
    ],
)
def test_what_only_resembles_a_secret_is_none(book: BookFolder, text: str) -> None:
    book.write("acme", f"name: Acme\nnotes: |\n  {text}\n")

    assert of(book, "secret") == []
    assert of(book, "secrets") == ["no line looks like a key, a password, an account or a card"]


def test_a_customer_file_of_every_field_holds_no_secret(book: BookFolder) -> None:
    from tests.conftest import ROOT

    book.write("complete", (ROOT / "tests/data/complete.yaml").read_bytes())

    assert of(book, "secret") == []


def test_folders_that_others_may_read_are_closed(book: BookFolder) -> None:
    book.root.chmod(0o755)

    before = [row for row in rows(book) if row[0] == "readers"]
    book.ok("doctor", "--privacy", "--fix")

    assert before[0][1] == "warning"
    assert book.root.stat().st_mode & 0o777 == 0o700
    assert (book.root / ".git").stat().st_mode & 0o077 == 0
    assert of(book, "readers") == ["only you can read the book"]


def test_a_shared_repository_stays_shared(book: BookFolder) -> None:
    book.git("config", "core.sharedRepository", "group")
    book.root.chmod(0o770)

    book.ok("doctor", "--privacy", "--fix")

    assert book.root.stat().st_mode & 0o777 == 0o770


def test_warnings_do_not_make_it_fail(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nnotes: 'password: hunter22'\n")

    assert book.crm("doctor", "--privacy").code == 0
