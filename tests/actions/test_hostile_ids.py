"""Names that lead out of the book, or into an option, are refused by every command, unharmed and told."""

from __future__ import annotations

import pytest

from plaincrm.cli import commands
from tests.conftest import BookFolder, Ran
from tests.faults.commands import MARKS_OF_A_BUG
from tests.faults.standing_still import nothing_changes

WORST = ["../outside", "../plaincrm", ".git", "-rf", "--output=stolen", "new\nline", "\x1b[31mred", "x" * 300]
HOSTILE = [
    *WORST,
    *("../../outside", "customers/acme", "sub/acme", "/etc/passwd", "..", ".", ".git/config", "--help-me"),
    *("bell\x07", "\u202egnp.exe", "con", "COM1", "a\\b", "a:b", "*", "[a]cme", "\udcff", "", " "),
    *("$(touch stolen)", "`touch stolen`", "'; touch stolen; '"),
]

# a full command line for each command that takes a customer; None stands for the hostile word
LINES: dict[str, tuple[str | None, ...]] = {
    "show": (None,),
    "brief": (None,),
    "set": (None, "level=A"),
    "unset": (None, "level"),
    "edit": (None,),
    "rename": (None, "new"),
    "merge": ("acme", None),
    "archive": (None,),
    "remove": (None,),
    "log": (None, "called"),
    "next": (None, "tomorrow"),
    "done": (None,),
    "snooze": (None, "tomorrow"),
    "sell": (None, "Support", "100"),
    "pay": (None, "100"),
    "refund": (None, "100"),
    "deliver": (None,),
    "deal add": (None, "Support"),
    "deal move": (None, "proposal"),
    "deal win": (None,),
    "deal lose": (None,),
    "feedback": (None, "Good"),
    "resolve": (None,),
    "need": (None, "--stage", "aware"),
    "stage": (None, "retain"),
    "lost": (None, "--reason", "price"),
    "history": (None,),
    "check": (None,),
    "erase": (None, "--yes"),
}
NEW_IDS: dict[str, tuple[str | None, ...]] = {
    "add": ("New", "--id", None),
    "rename": ("acme", None),
}


@pytest.fixture
def acme(book: BookFolder, monkeypatch: pytest.MonkeyPatch) -> BookFolder:
    monkeypatch.setenv("EDITOR", "false")
    book.write("acme", "name: Acme\n")
    (book.root.parent / "outside.yaml").write_text("name: Outside\n")
    return book


def told(ran: Ran) -> bool:
    return (
        ran.code in (1, 2, 3, 4, 5, 6)
        and bool(ran.err.strip())
        and not any(mark in ran.err for mark in MARKS_OF_A_BUG)
    )


@pytest.mark.parametrize("words", LINES)
def test_no_customer_answers_to_it(acme: BookFolder, words: str) -> None:
    with nothing_changes(acme):
        for hostile in HOSTILE if words in ("show", "log") else WORST:
            line = [*words.split(), *(hostile if word is None else word for word in LINES[words])]
            ran = acme.crm(*line)
            assert told(ran), (line, ran)
            assert "\u202e" not in ran.err
    assert not list(acme.root.rglob("stolen"))
    assert (acme.root.parent / "outside.yaml").read_text() == "name: Outside\n"


@pytest.mark.parametrize("words", NEW_IDS)
def test_no_customer_gets_it_for_an_id(acme: BookFolder, words: str) -> None:
    with nothing_changes(acme):
        for hostile in HOSTILE:
            if words == "add" and hostile == "":
                continue  # no --id at all
            line = [*words.split(), *(hostile if word is None else word for word in NEW_IDS[words])]
            ran = acme.crm(*line)
            assert told(ran), (line, ran)
            assert ran.code in (2, 4), (line, ran)


def test_every_command_that_takes_a_customer_is_tried() -> None:
    taking_who = {
        words
        for words in commands.WORDS
        if any(
            param.name in ("who", "which_who", "target", "keep", "others")
            for param in commands.load(words).arguments
        )
    }

    assert taking_who <= {*LINES}, "a new command that takes WHO"


def test_a_message_in_a_commit_is_never_an_option(acme: BookFolder) -> None:
    for number, words in enumerate(
        ("--amend", "-F/etc/passwd", "--", "$(touch stolen)", "# comment", "a\nb\n\nPlaincrm: x")
    ):
        acme.ok("log", "acme", f"entry {number}", f"--message={words}")

    assert len(acme.commits()) == 2 + 6
    assert not list(acme.root.rglob("stolen"))


def test_a_revision_is_never_an_option(acme: BookFolder) -> None:
    with nothing_changes(acme):
        for hostile in ("--output=stolen", "-O", "HEAD --output=stolen", "HEAD\n--all", "@{1000000}"):
            for line in (["undo", f"{hostile}"], ["report", "sales", "--at", hostile]):
                ran = acme.crm(*line)
                assert told(ran), (line, ran)
    assert not list(acme.root.rglob("*stolen*"))
