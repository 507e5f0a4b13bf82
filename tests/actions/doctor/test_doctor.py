"""``doctor``: what is not fit is found, told with its remedy, and mended where that takes no choice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BookFolder, git


def findings(book: BookFolder, *args: str) -> dict[str, tuple[str, str, str | None]]:
    """State, what was found and the remedy by subject; of several with one subject the first."""
    rows = json.loads(book.crm("doctor", *args, "--json").out)
    return {row["subject"]: (row["state"], row["found"], row["remedy"]) for row in reversed(rows)}


def test_a_new_book_is_fit(book: BookFolder) -> None:
    ran = book.crm("doctor")

    assert ran.code == 0, ran
    states = {state for state, *_ in findings(book).values()}
    assert states <= {"ok", "warning"}
    assert [subject for subject, finding in findings(book).items() if finding[0] != "ok"] in ([], ["locale"])


def test_an_unknown_identity_is_an_error_with_the_two_commands(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name)

    ran = book.crm("doctor")

    assert ran.code == 1
    assert "git config --global user.name" in ran.out


def test_a_merge_under_way_is_told(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.git("checkout", "-q", "-b", "side", "HEAD~1")
    book.git("commit", "-q", "--allow-empty", "-m", "side")
    book.git("merge", "-q", "--no-commit", "--no-ff", "main")

    assert findings(book)["operation"][0] == "error"
    assert "--continue" in str(findings(book)["operation"][2])


def test_a_detached_head_is_a_warning(book: BookFolder) -> None:
    book.git("checkout", "-q", "--detach")

    assert findings(book)["branch"][0] == "warning"
    assert book.crm("doctor").code == 0


def test_a_lock_that_nobody_holds_is_told(book: BookFolder) -> None:
    (book.root / ".git/index.lock").touch()

    state, found, remedy = findings(book)["git's locks"]

    assert state == "error"
    assert remedy == f"rm {book.root / '.git/index.lock'}"
    assert found.endswith("and no git command runs")


def test_a_merge_driver_that_is_missing_in_a_clone_is_registered(book: BookFolder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(book.root), "clone")
    clone = BookFolder(tmp_path / "clone")
    before = findings(clone)["merge driver"]

    after = findings(clone, "--fix")["merge driver"]

    assert before[0] == "warning"
    assert before[2] == "plaincrm doctor --fix"
    assert after == ("ok", "registered", None)
    assert "merge-driver %O %A %B %P" in clone.git("config", "merge.plaincrm.driver")


def test_attributes_that_do_not_ask_for_the_driver_are_completed(book: BookFolder) -> None:
    (book.root / ".gitattributes").write_text("*.pdf binary", encoding="utf-8")
    book.git("commit", "-q", "-am", "Forget the driver")

    before = findings(book)["merge driver"]
    book.ok("doctor", "--fix")

    assert before[0] == "warning"
    text = (book.root / ".gitattributes").read_text(encoding="utf-8")
    assert text == "*.pdf binary\ncustomers/**/*.yaml merge=plaincrm\n"
    assert book.commits()[0] == "Let plaincrm merge customers"
    assert book.is_clean()


@pytest.mark.parametrize(
    ("url", "state", "says"),
    [
        ("https://github.com/ada/book.git", "warning", "github.com a repository may be public"),
        ("git@gitlab.com:ada/book.git", "warning", "gitlab.com a repository may be public"),
        ("https://gitee.com/ada/book.git", "warning", "gitee.com"),
        ("https://ada:geheim@git.ada.example/book.git", "warning", "a password stands in its address"),
        ("http://git.ada.example/book.git", "warning", "nothing is encrypted"),
        ("ssh://git@git.ada.example/book.git", "ok", "git.ada.example"),
        ("../github.com/book.git", "ok", "../github.com/book.git"),
        ("/srv/git/book.git", "ok", "/srv/git"),
    ],
)
def test_addresses_of_remotes_are_looked_at(book: BookFolder, url: str, state: str, says: str) -> None:
    book.git("remote", "add", "hub", url)

    found = findings(book)["remote hub"]

    assert found[0] == state
    assert says in found[1]
    assert "geheim" not in str(found)


def test_an_old_schema_for_editors_is_renewed_in_one_commit(book: BookFolder) -> None:
    (book.root / ".plaincrm/customer.schema.json").write_text("{}", encoding="utf-8")
    book.git("commit", "-q", "-am", "Break the schema")

    before = findings(book)["editor schema"]
    book.ok("doctor", "--fix")

    assert before[0] == "warning"
    assert findings(book)["editor schema"][0] == "ok"
    assert book.commits()[0] == "Renew the schema for editors"
    assert book.is_clean()


def test_errors_and_warnings_in_files_are_counted(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nsales:\n  - {date: x, amount: 1}\n  - {date: 2026-01-01, amount: y}\n")
    book.write("comet", "name: Comet\nlevle: A\n")

    assert findings(book)["files"] == ("error", "2 errors in 2 customer files", "plaincrm check")
    book.path("acme").unlink()
    assert findings(book)["files"] == ("warning", "1 warning in 1 customer file", "plaincrm check")


@pytest.mark.parametrize(
    ("one", "other"), [("acme", "ACME"), ("caf\u00e9", "cafe\u0301"), ("acme", "sub/acme")]
)
def test_ids_that_are_one_elsewhere_are_an_error(book: BookFolder, one: str, other: str) -> None:
    book.write(one, "name: One\n", commit=False)
    book.write(other, "name: Other\n", commit=False)
    if len(list(book.root.glob("customers/**/*.yaml"))) < 2:
        pytest.skip("this disk does not tell them apart")

    assert findings(book)["file names"][0] == "error"


def test_symbolic_links_are_an_error(book: BookFolder, tmp_path: Path) -> None:
    book.write("acme", "name: Acme\n")
    (tmp_path / "elsewhere.yaml").write_text("name: Elsewhere\n", encoding="utf-8")
    book.path("link").symlink_to(tmp_path / "elsewhere.yaml")

    assert findings(book)["links"][:2] == ("error", "customers/link.yaml is a symbolic link")


def test_hidden_characters_are_told_with_their_line(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nnotes: pay \u202ereverse\n")

    assert findings(book)["hidden characters"][:2] == ("warning", "customers/acme.yaml:2: U+202E")


def test_an_index_that_lies_is_found_and_made_anew(book: BookFolder) -> None:
    import sqlite3

    book.write("acme", "name: Acme\n")
    book.ok("list")
    store = next((book.root / ".git/plaincrm").glob("index*.db"))
    with sqlite3.connect(store) as connection:
        connection.execute("DELETE FROM file")
    connection.close()

    before = findings(book)["index"]
    after = findings(book, "--fix")["index"]

    assert before == ("error", "does not know customers/acme.yaml", "plaincrm doctor --fix")
    assert after == ("ok", "1 customer, built anew", None)


def test_an_interrupted_change_is_told_and_mended(book: BookFolder) -> None:
    from plaincrm.book import Book, journal
    from plaincrm.book.state import hash_blob

    book.write("acme", "name: Acme\n")
    head = book.git("rev-parse", "HEAD").strip()
    touched = journal.Touched(
        "customers/acme.yaml", hash_blob(b"name: Acme\n"), hash_blob(b"name: Nova\n"), True
    )
    journal.write(Book(book.root).repository, journal.Journal("", head, "acme: set name\n", (touched,)))
    book.write("acme", "name: Nova\n", commit=False)

    before = findings(book)["interrupted changes"]
    after = findings(book, "--fix")["interrupted changes"]

    assert before[0] == "warning"
    assert after[:2] == ("ok", "finished what an interrupted command had begun")
    assert book.commits()[0] == "acme: set name"


def test_a_locale_without_utf_8_is_a_warning(book: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    import locale

    monkeypatch.setattr(locale, "getencoding", lambda: "ANSI_X3.4-1968")

    assert findings(book)["locale"][0] == "warning"


def test_a_broken_settings_file_does_not_stop_the_rest(book: BookFolder) -> None:
    (book.root / "plaincrm.yaml").write_text("format: 9\n", encoding="utf-8")

    assert findings(book)["git"][0] == "ok"
    assert findings(book)["files"][0] == "error"
