"""Every change is one commit of exactly the files it is about."""

from __future__ import annotations

from tests.conftest import BookFolder

ACME = """\
# our oldest customer
name: Acme
level:   "A"      # since 2019

contact_log:
- date: 2026-11-02
  summary: Asked for a quote
"""


def test_a_change_is_one_commit_and_leaves_a_clean_tree(book: BookFolder) -> None:
    book.write("acme", ACME)
    before = book.commits()

    book.ok("log", "acme", "Sent it", "--via", "email")

    assert book.commits()[1:] == before
    assert book.is_clean()


def test_the_commit_holds_only_added_lines_of_one_file(book: BookFolder) -> None:
    book.write("acme", ACME)

    book.ok("log", "acme", "Sent it")

    stat = book.git("show", "--numstat", "--format=", "HEAD").split()
    assert stat == ["2", "0", "customers/acme.yaml"]


def test_the_message_says_who_and_what_and_ends_with_our_trailer(book: BookFolder) -> None:
    book.write("acme", ACME)

    book.ok("log", "acme", "Secret words", "--via", "phone")

    message = book.git("log", "-1", "--format=%B")
    assert message.startswith("acme: log")
    assert message.rstrip().endswith("Plaincrm: log")
    assert "Secret" not in message


def test_own_words_replace_the_subject_and_not_the_trailer(book: BookFolder) -> None:
    book.write("acme", ACME)

    book.ok("log", "acme", "called", "-m", "# 你好: a subject of mine")

    assert book.git("log", "-1", "--format=%B").rstrip() == "# 你好: a subject of mine\n\nPlaincrm: log"


def test_the_answer_names_the_commit(book: BookFolder) -> None:
    book.write("acme", ACME)

    ran = book.ok("log", "acme", "called")

    assert book.git("rev-parse", "--short", "HEAD").strip() in ran.err


def test_nothing_to_do_is_no_commit(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nlevel: A\n")
    head = book.git("rev-parse", "HEAD")

    ran = book.ok("set", "acme", "level=A")

    assert "nothing to do" in ran.err
    assert book.git("rev-parse", "HEAD") == head


def test_a_new_customer_is_one_commit_of_one_file(book: BookFolder) -> None:
    book.ok("add", "Acme", "--id", "acme")

    assert book.git("show", "--name-status", "--format=", "HEAD").split() == ["A", "customers/acme.yaml"]
    assert book.is_clean()


def test_a_rename_is_one_commit(book: BookFolder) -> None:
    book.write("acme", ACME)

    book.ok("rename", "acme", "zenith")

    assert book.git("show", "-M", "--name-status", "--format=", "HEAD").split() == [
        "R100",
        "customers/acme.yaml",
        "customers/zenith.yaml",
    ]
    assert book.text("zenith") == ACME
    assert book.is_clean()


def test_the_layout_moves_all_files_in_one_commit(book: BookFolder) -> None:
    for customer in ("acme", "comet", "dusk"):
        book.write(customer, f"name: {customer}\n")
    before = book.commits()

    book.ok("layout", "letters")

    assert book.commits()[1:] == before
    assert (book.root / "customers" / "ac" / "acme.yaml").is_file()
    assert book.is_clean()


def test_a_file_keeps_its_mode_and_a_new_one_is_private(book: BookFolder) -> None:
    book.write("acme", ACME)
    book.path("acme").chmod(0o664)

    book.ok("log", "acme", "called")
    book.ok("add", "Comet", "--id", "comet")

    assert book.path("acme").stat().st_mode & 0o777 == 0o664
    assert book.path("comet").stat().st_mode & 0o777 == 0o600


def test_nothing_of_ours_is_left_lying_about(book: BookFolder) -> None:
    book.write("acme", ACME)

    book.ok("log", "acme", "called")

    assert {path.name for path in (book.root / "customers").iterdir()} == {"acme.yaml"}
    kept = {path.name for path in (book.root / ".git" / "plaincrm").iterdir()}
    assert not kept & {"journal.json", "draft", "message", "paths", "backup-0"}


def test_a_change_that_the_schema_refuses_changes_nothing(book: BookFolder) -> None:
    book.write("acme", ACME)
    head = book.git("rev-parse", "HEAD")

    ran = book.crm("set", "acme", "since=yesteryear")

    assert ran.code == 4, ran
    assert book.git("rev-parse", "HEAD") == head
    assert book.text("acme") == ACME
