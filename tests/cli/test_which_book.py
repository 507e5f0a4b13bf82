"""Which book a command works in, and what is said where a named one is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import BookFolder, run


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file of the personal configuration, not yet there."""
    if sys.platform != "linux":
        pytest.skip("the folder lies elsewhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "plaincrm"
    folder.mkdir(parents=True)
    return folder / "config.yaml"


def test_the_variable_names_the_book_from_elsewhere(
    book: BookFolder, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAINCRM_BOOK", str(book.root))

    assert run("list", cwd=elsewhere).code == 0


def test_the_book_around_the_folder_goes_before_the_variable(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAINCRM_BOOK", "/nope")

    assert book.crm("list").code == 0


def test_a_variable_that_names_no_book_is_told_of(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINCRM_BOOK", "/nope")

    ran = run("due", cwd=elsewhere)

    assert ran.code == 3
    assert ran.err == "/nope is not in a book\nhint: $PLAINCRM_BOOK names it; make one: plaincrm init /nope\n"


def test_the_configuration_names_the_book_from_elsewhere(
    book: BookFolder, elsewhere: Path, configuration: Path
) -> None:
    configuration.write_text(f"book: {book.root}\n")

    assert run("list", cwd=elsewhere).code == 0


def test_a_configuration_that_names_no_book_is_told_of(elsewhere: Path, configuration: Path) -> None:
    configuration.write_text("book: /nope\n")

    ran = run("due", cwd=elsewhere)

    assert ran.code == 3
    assert (
        ran.err == f"/nope is not in a book\nhint: {configuration} names it; make one: plaincrm init /nope\n"
    )
