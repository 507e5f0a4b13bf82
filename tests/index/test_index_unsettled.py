"""What is read while somebody changes the files: never kept as what it is not, never lost."""

from collections.abc import Callable

import pytest

from plaincrm.book.processes import CHUNK
from plaincrm.index import Index

MANY = 2 * CHUNK + 2  # read in three goes, and the reader tells after each


@pytest.fixture
def shelf(repo):
    """Many committed customers."""
    for number in range(MANY):
        repo.customer(f"c{number:03}", f"name: Name {number}\n")
    repo.commit()
    return repo


def open_while(repo, meanwhile: Callable[[int], object]) -> list[str]:
    """The names that a first reader finds while *meanwhile* is done after each go (files read so far)."""
    index = Index.open(repo.book, progress=lambda done, _of: meanwhile(done))
    repo.opened.append(index)
    return [name for (name,) in index.rows("SELECT name FROM customers ORDER BY customer")]


def on_disk(repo) -> list[str]:
    files = sorted((repo.root / "customers").glob("*.yaml"))
    return [file.read_text().splitlines()[0].removeprefix("name: ") for file in files]


def found(repo) -> list[str]:
    return [name for (name,) in repo.rows("SELECT name FROM customers ORDER BY customer")]


def test_another_branch_that_was_there_for_a_moment_is_not_taken_for_this_one(shelf):
    shelf.git("checkout", "-q", "-b", "other")
    for number in range(MANY):
        shelf.customer(f"c{number:03}", f"name: Other {number}\n")
    shelf.commit()
    shelf.git("checkout", "-q", "-")
    branches = {CHUNK: "other", 2 * CHUNK: "-"}

    open_while(shelf, lambda done: done in branches and shelf.git("checkout", "-q", branches.pop(done)))

    assert not branches
    assert found(shelf) == on_disk(shelf) == [f"Name {number}" for number in range(MANY)]


def test_files_that_are_written_all_the_time_are_all_there_and_right_once_it_ends(shelf):
    written = 0

    def write_all(_done: int) -> None:
        nonlocal written
        written += 1
        for number in range(MANY):
            shelf.customer(f"c{number:03}", f"name: Version {written} of {number}\n")

    during = open_while(shelf, write_all)

    assert len(during) == MANY
    assert found(shelf) == on_disk(shelf)
    assert shelf.rows("SELECT count(*) FROM document WHERE blob LIKE 'unsettled%'") == [(0,)]


def test_files_outside_a_sparse_checkout_are_read_from_git(shelf):
    shelf.git("sparse-checkout", "set", "--no-cone", "/*", "!/customers/c001.yaml")
    assert not (shelf.root / "customers" / "c001.yaml").exists()

    assert found(shelf)[1] == "Name 1"

    shelf.git("sparse-checkout", "disable")
    shelf.customer("c001", "name: Edited\n")
    assert found(shelf)[1] == "Edited"
