"""-n shows what a command would do and does none of it, whatever the command."""

from __future__ import annotations

import pytest

from plaincrm.cli import commands
from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes

ACME = """\
name: Acme
level: A
contact_log:
- date: 2026-11-02
  follow_up: 2026-11-20
  plan: send an offer
sales:
- date: 2026-10-01
  product: Support
  amount: 100
  invoice: I-1
deals:
- {opened: 2026-06-01, title: Yearly, stage: lead, amount: 500}
feedback:
- {date: 2026-10-15, kind: complaint, comment: Too slow}
"""

# how each writing command is called so that it has something to do
LINES: dict[str, tuple[str, ...]] = {
    "add": ("New", "--id", "new"),
    "set": ("acme", "level=B", "+vip"),
    "unset": ("acme", "level"),
    "rename": ("acme", "zenith"),
    "merge": ("acme", "comet"),
    "archive": ("acme",),
    "remove": ("acme",),
    "log": ("acme", "called"),
    "next": ("acme", "+3d", "call"),
    "done": ("acme",),
    "snooze": ("acme", "+3d"),
    "sell": ("acme", "Training", "200"),
    "pay": ("acme", "50"),
    "refund": ("acme", "50", "--against", "I-1"),
    "deliver": ("acme", "--invoice", "I-1"),
    "deal add": ("acme", "Another", "900"),
    "deal move": ("acme", "proposal"),
    "deal win": ("acme",),
    "deal lose": ("acme", "--reason", "price"),
    "fx add": ("USD", "0.9"),
    "feedback": ("acme", "Good"),
    "resolve": ("acme", "mended"),
    "need": ("acme", "--motive", "speed"),
    "stage": ("acme", "retain"),
    "lost": ("acme", "--reason", "price"),
    "report new": ("mine",),
    "save": (),
    "undo": (),
    "redo": (),
    "layout": ("letters",),
    "maintain": (),
}
# It takes -n, but writes no commit, so that it has no day and no message.
WITHOUT_COMMIT = {"maintain"}
# What needs a folder that is no book yet, an editor, a remote, a file, twins: tested with them.
ELSEWHERE = {"init", "edit", "sync", "import", "survey import", "dedupe"}


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", ACME)
    book.write("comet", "name: Comet\n")
    book.ok("log", "comet", "one")
    book.ok("log", "comet", "two")
    book.ok("undo")
    book.write("dusk", "name: Dusk\n", commit=False)
    (book.root / "staged.txt").write_text("mine\n")
    book.git("add", "staged.txt")
    return book


@pytest.mark.parametrize("words", LINES)
def test_nothing_changes(acme: BookFolder, words: str) -> None:
    with nothing_changes(acme):
        dry = acme.ok(*words.split(), *LINES[words], "--dry-run")

    assert "dry run" in dry.err, dry
    assert dry.out.strip() or words == "layout"  # it counts
    wet = acme.ok(*words.split(), *LINES[words])
    assert "dry run" not in wet.err


def test_a_dry_init_makes_nothing(book: BookFolder) -> None:
    folder = book.root.parent / "another"

    book.ok("init", str(folder), "--currency", "EUR", "-n")

    assert not folder.exists()


def test_a_dry_edit_shows_the_diff(acme: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Acme/Zenith/")

    with nothing_changes(acme):
        ran = acme.ok("edit", "acme", "-n")

    assert "+name: Zenith" in ran.out


def test_what_a_dry_run_shows_cannot_turn_the_reading_order(acme: BookFolder) -> None:
    acme.write("comet", "# ab\u202ecd\u200b\r\nname: Comet\r\n")

    ran = acme.ok("set", "comet", "level=A", "-n")

    assert "# ab\\u{202e}cd\\u{200b}\n" in ran.out


def test_a_dry_run_is_refused_like_the_real_one(acme: BookFolder) -> None:
    with nothing_changes(acme):
        ran = acme.crm("set", "acme", "since=never", "-n")

    assert ran.code == 4, ran


def test_every_writing_command_is_tried() -> None:
    writing = {words for words, (_, _, writes) in commands.WORDS.items() if writes}

    assert writing == {*LINES, *ELSEWHERE} - WITHOUT_COMMIT
