"""Completion: the words that are offered, and what a real bash makes of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plaincrm.cli.completion import BASH
from tests.conftest import BookFolder, run


@pytest.fixture
def shop(book: BookFolder) -> BookFolder:
    book.ok("add", "Acme", "--tag", "vip", "--tag", "x", "--industry", "Tools")
    book.ok("add", "Nebula", "--tag", "visitor", "--tag", "berlin")
    book.ok("log", "acme", "Talked", "--via", "phone")
    book.ok("list")
    return book


def offered(book: BookFolder, *words: str) -> list[str]:
    return book.ok("__complete", "bash", *words).out.splitlines()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("sho",), ["show"]),
        (("show", "ac"), ["acme"]),
        (("show", "acme", ""), []),
        (("log", "acme", "--via", "p"), ["phone"]),
        (("add", "New", "--industry", "t"), ["Tools"]),
        (("list", "+vi"), ["+vip", "+visitor"]),
        (("list", "-vi"), ["-vip", "-visitor"]),
        (("list", "-x"), []),
        (("due", "+ber"), ["+berlin"]),
        (("report", "churn", "+ber"), ["+berlin"]),
        (("set", "ac"), ["acme"]),
        (("set", "acme", "+vi"), ["+vip", "+visitor"]),
        (("set", "acme", "-vi"), ["-vip", "-visitor"]),
        (("set", "acme", "ac"), []),
        (("merge", "acme", "n"), ["nebula"]),
        (("merge", "acme", "other", "n"), ["nebula"]),
        (("list", "lev"), ["level:"]),
        (("list", "people.na"), ["people.name:"]),
        (("list", "level", ":"), []),
        (("list", "level", ":", "a"), []),
        (("list", "--sort", "rev"), ["revenue"]),
        (("list", "--sort", "-rev"), ["-revenue"]),
        (("list", "--untag", "ber"), ["berlin"]),
        (("list", "--sor"), ["--sort"]),
        (("export", "x"), ["xlsx"]),
        (("export", "csv", "out.csv", "lev"), ["level:"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("nothing", ""), []),
    ],
)
def test_these_words_are_offered(shop: BookFolder, words: tuple[str, ...], found: list[str]) -> None:
    assert offered(shop, *words) == found


@pytest.mark.parametrize(
    "words",
    [
        ("-C", ""),
        ("-C", "some"),
        ("list", "-C", ""),
        ("import", ""),
        ("import", "a.csv", "b"),
        ("import", "a.csv", "--map", ""),
        ("import", "a.csv", "--rejects", ""),
        ("check", ""),
        ("export", "csv", ""),
        ("due", "--ics", ""),
        ("survey", "import", ""),
        ("init", ""),
    ],
)
def test_files_are_left_to_the_shell(shop: BookFolder, words: tuple[str, ...]) -> None:
    assert offered(shop, *words) == ["__files__"]


def test_without_candidates_nothing_is_printed(shop: BookFolder) -> None:
    assert shop.ok("__complete", "bash", "show", "zzz").out == ""
    assert run("__complete", "bash", "show", "acme", "zzz").out == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["show", "ac"], ["acme"]),
        (["show", "zzz"], []),
        (["list", "+vi"], ["+vip", "+visitor"]),
        (["list", "lev"], ["level:"]),
        (["list", "level", ":", "A"], []),
        (["import", "to"], ["to import.csv"]),
        (["-C", "to"], ["to import.csv"]),
        (["export", "csv", "nothing-like-it"], []),
    ],
)
def test_bash_offers_them(shop: BookFolder, words: list[str], found: list[str]) -> None:
    (shop.root / "to import.csv").write_text("")
    here = Path(sys.executable).parent
    script = f"""PATH={here}:$PATH
{BASH}
COMP_WORDS=(plaincrm "$@"); COMP_CWORD=$#
_plaincrm_complete
for one in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$one"; done
"""
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words], cwd=shop.root, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, found, "")
