"""A book that lives: edits, git and readers in any order; its index must always be as if made anew."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from plaincrm.book import Book
from plaincrm.index import Index, refresh, store

if TYPE_CHECKING:
    import sqlite3

SETTINGS = "format: 1\nname: Test\ncurrency: EUR\n"
PLACES = ("customers", "customers/a", "customers/z")
IDS = ("acme", "Acme", "apex", "zenith", "café")
TEXTS = (
    "name: One\n",
    "name: Two\nsales: [{date: 2026-01-01, amount: 5}]\n",
    "name: Two\nsales: [{date: 2026-01-01, amount: 5}, {date: 2026-03-01, amount: 7, currency: USD}]\n",
    "name: Two\nsales: [{date: 2026-03-01, amount: -1}, {date: 2026-03-02, amount: 2, paid: 2026-03-09}]\n",
    "name: Two\r\ncontact_log:\r\n  - {date: 2026-02-01, summary: hello, follow_up: 2026-12-01}\r\n",
    "name: 星云科技\npeople: [{name: 张伟, phones: ['+86 138 0013 8000']}]\nlevel: Z\ntags: [vip]\n",
    "name: Three\nsales: [{date: x, amount: 5}]\n",
    "name: [\n",
)
BOOK_SETTINGS = ("", "terms_days: 10\n", "cadence: {Z: 10}\n", "currency: JPY\n")
RATES = ("", "- {date: 2026-01-01, currency: USD, rate: 0.5}\n", "- {date: x, currency: USD, rate: 1}\n")
REVISIONS = ("HEAD", "HEAD~1", "HEAD~2", "other", "main")
SKIPPED = ("memo",)  # what reports keep there is no shadow of the files

_numbers = st.integers(0, 9)


class Neighbour:
    """Another process that opens the index whenever it is told to."""

    CODE = """
import sys
from pathlib import Path
from plaincrm.book import Book
from plaincrm.index import Index
for line in sys.stdin:
    Index.open(Book.find(Path(line.rstrip("\\n")))).close()
    print("done", flush=True)
"""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def begin(self, root: Path) -> None:
        """Have it open the index of the book at *root*."""
        assert self.process.stdin
        self.process.stdin.write(f"{root}\n")
        self.process.stdin.flush()

    def finish(self) -> None:
        """Wait until it has."""
        assert self.process.stdout
        assert self.process.stdout.readline() == "done\n"


class LivingBook(RuleBasedStateMachine):
    """After each step a reader's index equals one made from nothing."""

    neighbour: ClassVar[Neighbour]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name).resolve()
        self.unread = 0
        self.git("init", "-q", "-b", "main")
        self.write("plaincrm.yaml", SETTINGS)

    def git(self, *args: str) -> None:
        """Run git; where it refuses, nothing happens."""
        subprocess.run(["git", *args], cwd=self.root, capture_output=True, check=False)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()
        file.write_bytes(text.encode())

    def chosen(self, number: int) -> Path | None:
        files = sorted(self.root.glob("customers/**/*.yaml"))
        return files[number % len(files)] if files else None

    @initialize(born=st.booleans())
    def begin(self, born: bool) -> None:
        self.write("customers/acme.yaml", TEXTS[0])
        self.write("customers/a/apex.yaml", TEXTS[1])
        if born:
            self.commit()

    @rule(place=st.sampled_from(PLACES), name=st.sampled_from(IDS), text=st.sampled_from(TEXTS))
    def edit(self, place: str, name: str, text: str) -> None:
        self.write(f"{place}/{name}.yaml", text)

    @rule(number=_numbers)
    def remove(self, number: int) -> None:
        if file := self.chosen(number):
            file.unlink()

    @rule(number=_numbers, place=st.sampled_from(PLACES), name=st.sampled_from(IDS))
    def move(self, number: int, place: str, name: str) -> None:
        if file := self.chosen(number):
            target = self.root / place / f"{name}.yaml"
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)

    @rule(number=_numbers, name=st.sampled_from(IDS))
    def link(self, number: int, name: str) -> None:
        file, target = self.chosen(number), self.root / "customers" / f"{name}.yaml"
        if file and not target.exists() and not target.is_symlink():
            target.symlink_to(file)

    @rule(more=st.sampled_from(BOOK_SETTINGS))
    def change_settings(self, more: str) -> None:
        own = SETTINGS.replace("currency: EUR\n", "") if "currency" in more else SETTINGS
        self.write("plaincrm.yaml", own + more)

    @rule(text=st.sampled_from(RATES))
    def change_rates(self, text: str) -> None:
        self.write("rates.yaml", text)

    @rule(pattern=st.sampled_from(["", "customers/z/\n", "*.yaml\n"]))
    def ignore(self, pattern: str) -> None:
        (self.root / ".git" / "info" / "exclude").write_text(pattern, encoding="utf-8")

    @rule()
    def stage(self) -> None:
        self.git("add", "-A")

    @rule()
    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    @rule()
    def amend(self) -> None:
        self.git("commit", "-q", "--allow-empty", "--amend", "--all", "-m", "y")

    @rule(how=st.sampled_from(["--hard", "--soft", "--mixed"]), to=st.sampled_from(REVISIONS))
    def reset(self, how: str, to: str) -> None:
        self.git("reset", "-q", how, to)

    @rule(branch=st.sampled_from(["main", "other"]), force=st.booleans())
    def switch(self, branch: str, force: bool) -> None:
        self.git("switch", "-q", *(["--force"] if force else []), branch)
        self.git("switch", "-q", "-c", branch)

    @rule(revision=st.sampled_from(REVISIONS))
    def take_files_from(self, revision: str) -> None:
        self.git("checkout", "-q", revision, "--", "customers")

    @rule()
    def detach(self) -> None:
        self.git("checkout", "-q", "--detach", "HEAD~1")

    @rule(branch=st.sampled_from(["main", "other"]))
    def merge(self, branch: str) -> None:
        self.git("merge", "-q", "-m", "m", branch)

    @rule()
    def abort_merge(self) -> None:
        self.git("merge", "--abort")

    @rule(untracked=st.booleans())
    def stash(self, untracked: bool) -> None:
        self.git("stash", "push", "-q", *(["-u"] if untracked else []))

    @rule()
    def pop(self) -> None:
        self.git("stash", "pop", "-q")

    @rule()
    def restore(self) -> None:
        self.git("checkout", "-q", "--", ".")

    @rule()
    def clean(self) -> None:
        self.git("clean", "-fdq", "customers")

    @rule()
    def forget_the_past(self) -> None:
        self.git("reflog", "expire", "--expire=now", "--all")
        self.git("gc", "-q", "--prune=now")

    @rule(revision=st.sampled_from(REVISIONS))
    def look_back(self, revision: str) -> None:
        known = subprocess.run(
            ["git", "rev-parse", "-q", "--verify", revision], cwd=self.root, capture_output=True, check=False
        )
        if known.returncode == 0:
            index = Index.open(self.book)
            index.at(revision)
            index.close()

    @rule(steps=st.integers(1, 3))
    def nobody_reads_for_a_while(self, steps: int) -> None:
        self.unread = steps + 1

    @rule()
    def two_read_at_once(self) -> None:
        self.neighbour.begin(self.root)
        Index.open(self.book).close()
        self.neighbour.finish()

    @property
    def book(self) -> Book:
        return Book.find(self.root)

    @invariant()
    def is_as_if_made_anew(self) -> None:
        self.unread -= self.unread > 0
        if not self.unread:
            assert self.refreshed() == self.rebuilt()

    def refreshed(self) -> dict[str, Any]:
        index = Index.open(self.book)
        try:
            return everything(index.connection)
        finally:
            index.close()

    def rebuilt(self) -> dict[str, Any]:
        fill = partial(refresh.fill, book=self.book, state=self.book.state(), progress=None)
        connection = store.in_memory(fill)
        try:
            return everything(connection)
        finally:
            connection.close()

    def teardown(self) -> None:
        try:
            self.unread = 0
            self.is_as_if_made_anew()
        finally:
            self.folder.cleanup()


def everything(connection: sqlite3.Connection) -> dict[str, Any]:
    """The tables and SQL indexes, and all rows, their documents named by customer and blob."""
    made = connection.execute("SELECT type, name, sql FROM main.sqlite_master ORDER BY type, name").fetchall()
    found: dict[str, Any] = {"schema": made}
    documents = "SELECT doc, customer, blob FROM document WHERE doc NOT IN (SELECT doc FROM past)"
    named = {doc: (customer, blob) for doc, customer, blob in connection.execute(documents)}
    for kind, table, _ in made:
        if kind == "table" and table not in (*SKIPPED, "past"):
            found[table] = sorted(_rows(connection, table, named), key=repr)
    return found


def _rows(
    connection: sqlite3.Connection, table: str, named: dict[int, tuple[str, str]]
) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM main.{table}")
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    if "doc" not in columns:
        return rows
    return [{**row, "doc": named[row["doc"]]} for row in rows if row["doc"] in named]
