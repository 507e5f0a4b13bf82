"""Starts a book: a git repository where there is none, the settings, one commit, a clean tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import ConflictError, OutsideError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.actions.written import How
    from plaincrm.book import Book

ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = "customers/**/*.yaml merge=plaincrm\n"
EDITOR_SCHEMA = ".plaincrm/customer.schema.json"


class Started(NamedTuple):
    """A new book and the short id of its first commit."""

    book: Book
    commit: str | None


def init(folder: Path, how: How, **facts: str | None) -> Started:
    """Make *folder* a book; ConflictError (exit 5) where it is one already.

    *facts* are ``name``, ``currency``, ``region``, ``language``, ``layout``. A folder inside a git
    repository becomes a book of that repository.
    """
    from plaincrm.book import Book, registration
    from plaincrm.book.book import SETTINGS
    from plaincrm.book.change import changing
    from plaincrm.book.disk import make_folder
    from plaincrm.book.state import FOLDER

    if (folder / SETTINGS).exists():
        raise ConflictError(
            f"{folder} is a book already", hint=f'go on with it: plaincrm -C {folder} add "Customer Name"'
        )
    settings = settings_text(
        **{"name": folder.resolve().name, **{key: value for key, value in facts.items() if value}}
    )
    if how.dry_run:
        return Started(Book(folder), None)
    made = _make_repository(folder)
    book = Book(folder.resolve())
    try:
        with changing(book, "init", words=how.words) as change:
            for path, content in _missing_files(book.root, settings).items():
                change.write(path, content)
            change.say("Begin the book")
    except BaseException:
        _unmake(folder, made)
        raise
    registration.register(book)
    make_folder(book.root / FOLDER)  # git keeps no empty folder, but the first file by hand wants one
    return Started(book, change.done.commit)


def _missing_files(root: Path, settings: str) -> dict[str, bytes]:
    """The first files that are not there; where attributes are, ours come below them."""
    missing = {}
    for path, content in first_files(settings).items():
        there = (root / path).read_bytes() if (root / path).exists() else b""
        if not there:
            missing[path] = content
        elif path == ATTRIBUTES_FILE and content not in there:
            missing[path] = there + (b"" if there.endswith(b"\n") else b"\n") + content
    return missing


def first_files(settings: str) -> dict[str, bytes]:
    """The files that every book begins with."""
    return {
        "plaincrm.yaml": settings.encode(),
        ATTRIBUTES_FILE: ATTRIBUTES.encode(),
        EDITOR_SCHEMA: editor_schema(),
    }


def editor_schema() -> bytes:
    """The JSON Schema that a book carries for editors; draft-07 is what YAML language servers read."""
    from plaincrm.model.schema import documents

    return documents()["customer.draft-07.schema.json"].encode()


def settings_text(**facts: str | None) -> str:
    """plaincrm.yaml with what was given, and a pointer to what else it may hold."""
    from plaincrm.book import yaml

    data: dict[str, Any] = {
        "format": 1,
        "name": facts["name"],
        "currency": (facts.get("currency") or "EUR").upper(),
    }
    for key in ("region", "language"):
        if facts.get(key):
            data[key] = facts[key]
    if facts.get("layout") not in (None, "flat"):
        data["layout"] = facts["layout"]
    text = yaml.new_file(
        data, "# The settings of this book; every one that may stand here: docs/settings.md of plaincrm"
    )
    _check_settings(text)
    return text


def _check_settings(text: str) -> None:
    from plaincrm.book.settings_file import settings_and_problems

    settings, problems = settings_and_problems("plaincrm.yaml", text.encode())
    if settings is None:
        raise UsageError(f"{problems[0].field}: {problems[0].message}", hint=problems[0].hint)


def _make_repository(folder: Path) -> bool:
    """Make the folder and a repository where they are missing; whether a repository was made."""
    from plaincrm.book.disk import make_folder
    from plaincrm.book.git import Git, failed
    from plaincrm.book.repository import find_repository

    try:
        make_folder(folder)
    except OSError as error:
        raise OutsideError(f"cannot make {folder}: {error.strerror}", hint="name another folder") from error
    try:
        find_repository(folder.resolve())
    except OutsideError:
        answer = Git(folder).run("-c", "init.defaultBranch=main", "init", "-q")
        if answer.code != 0:
            raise failed(("init",), answer) from None
        return True
    return False


def _unmake(folder: Path, made: bool) -> None:
    """Take away what a refused ``init`` made: its repository, and the folder if it is empty then."""
    import contextlib
    import shutil

    if made:
        shutil.rmtree(folder / ".git", ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.rmdir()
