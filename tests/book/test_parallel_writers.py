"""Commands at the same time: each waits its turn, none is lost. ``python -m tests.sweeps.writers`` has 50."""

from __future__ import annotations

import os
import time
from pathlib import Path

from plaincrm.book.lock import locked
from plaincrm.book.repository import find_repository
from tests.conftest import BookFolder
from tests.faults.commands import crm, git, make_book
from tests.faults.standing_still import nothing_changes
from tests.faults.writers import BusyUser, assert_all_there, log_at_once

COUNT = 8


def test_many_on_one_customer(tmp_path: Path) -> None:
    book = make_book(tmp_path / "book", ["acme"])
    customers = ["acme"] * COUNT

    written = log_at_once(book, customers)

    assert_all_there(book, customers, written)


def test_many_on_many_customers_while_the_user_runs_git(tmp_path: Path) -> None:
    customers = [f"c{number}" for number in range(COUNT)]
    book = make_book(tmp_path / "book", customers)

    with BusyUser(book) as user:
        written = log_at_once(book, customers)

    assert user.rounds > 0
    assert_all_there(book, customers, written)
    assert "mine.txt" not in git(book, "log", "--format=", "--name-only")


def test_a_command_that_waits_too_long_names_who_writes(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")

    with nothing_changes(book), locked(find_repository(book.root)):
        begin = time.monotonic()
        ended = crm(book.root, "log", "acme", "called", PLAINCRM_LOCK_SECONDS="0.2")

    assert ended.code == 5, ended
    assert f"process {os.getpid()}" in ended.err
    assert time.monotonic() - begin < 10


def test_the_lock_does_not_outlive_its_owner(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    (book.root / ".git" / "plaincrm.lock").write_text("left by a dead one")

    assert crm(book.root, "log", "acme", "called").code == 0


def test_reading_does_not_wait_for_a_writer(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")

    with locked(find_repository(book.root)):
        ended = crm(book.root, "list", PLAINCRM_LOCK_SECONDS="0")

    assert ended.code == 0, ended
    assert "acme" in ended.out
