"""Two files of one ID: commands that write do not choose one."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder

REFUSAL = (
    'the ID "z" could be customers/a/z.yaml, customers/q/z.yaml\n'
    "hint: rename one of them: git mv OLD NEW, then plaincrm save\n"
)


def write(book: BookFolder, *paths: str) -> None:
    for path in paths:
        file = book.root / "customers" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"name: {path}\n")
    book.git("add", "customers")
    book.git("commit", "-q", "-m", "by hand")


@pytest.mark.parametrize(
    "words",
    [
        ("set", "z", "level=A"),
        ("set", "z", "level=A", "-n"),
        ("log", "z", "called"),
        ("rename", "z", "y"),
        ("remove", "z"),
        ("merge", "other", "z"),
        ("edit", "z"),
    ],
    ids=" ".join,
)
def test_what_would_write_to_one_of_them_is_refused_and_lists_both(
    book: BookFolder, words: tuple[str, ...]
) -> None:
    write(book, "a/z.yaml", "q/z.yaml", "other.yaml")

    ran = book.crm(*words)

    assert ran.code == 3
    assert ran.err == REFUSAL
    assert book.is_clean()


def test_the_usual_place_is_not_preferred(book: BookFolder) -> None:
    write(book, "z.yaml", "q/z.yaml")

    ran = book.crm("set", "z", "level=A")

    assert ran.code == 3
    assert ran.err.startswith('the ID "z" could be customers/q/z.yaml, customers/z.yaml\n')


def test_a_bulk_change_lists_all_of_them(book: BookFolder) -> None:
    write(book, "a/z.yaml", "q/z.yaml", "a/y.yaml", "q/y.yaml", "other.yaml")

    ran = book.crm("set", "--where", "kind:organisation", "level=A", "-q", "--yes")

    assert ran.code == 3
    assert '"y" could be customers/a/y.yaml, customers/q/y.yaml\nthe ID "z" could be' in ran.err
    assert book.is_clean()


def test_other_customers_are_written_as_ever(book: BookFolder) -> None:
    write(book, "a/z.yaml", "q/z.yaml", "other.yaml")

    book.ok("set", "other", "level=A")


def test_what_the_hint_says_helps(book: BookFolder) -> None:
    write(book, "a/z.yaml", "q/z.yaml")
    book.git("mv", "customers/q/z.yaml", "customers/q/y.yaml")
    book.ok("save")

    book.ok("set", "z", "level=A")
    book.ok("set", "y", "level=B")

    assert "level: B" in (book.root / "customers/q/y.yaml").read_text()
