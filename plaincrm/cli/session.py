"""Session: what one command line opens and how it answers; the one place where the parts are put together."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaincrm.errors import CrmError, UsageError

if TYPE_CHECKING:
    from plaincrm.actions.entries import Target
    from plaincrm.actions.written import How, Written
    from plaincrm.book import Book
    from plaincrm.index import Index
    from plaincrm.output.form import Page
    from plaincrm.table import Table

YES = ("y", "yes", "j", "是")


class Session:
    """The common options of a command line, the book and index opened when first needed, and the answers."""

    def __init__(self, common: dict[str, Any]) -> None:
        self.common = common
        self.quiet: bool = common["quiet"]
        self._index: Index | None = None
        self._named: set[str] = set()  # each problem once, however often the index is opened

    @cached_property
    def book(self) -> Book:
        """The book that ``-C``, the working directory, ``$PLAINCRM_BOOK`` or the configuration names."""
        from plaincrm.book import Book

        named = self.common["book"]
        return Book.find(Path(named) if named else None)

    @property
    def index(self) -> Index:
        """The index of the book, brought up to date; broken files are named on standard error."""
        if self._index is not None:
            return self._index
        index = self._open()
        self._name_broken(index)
        return index

    def index_at(self, text: str | None) -> Index:
        """The index as of today, or of the book as it was at a revision or on a day."""
        if text is None:
            return self.index
        from datetime import date

        from plaincrm.book.revisions import resolve

        revision = resolve(self.book, text)
        index = self._index or self._open()
        index.at(revision.id)
        index.set_moment(date.fromisoformat(revision.day))
        self._name_broken(index)  # the files that were broken then
        return index

    def _open(self) -> Index:
        self.book.ask_state()  # git looks while Python reads the modules below
        from plaincrm.index import Index
        from plaincrm.output.progress import Progress

        with Progress("reading the book") as report:
            self._index = Index.open(self.book, progress=report)
        return self._index

    @property
    def format(self) -> str:
        """The output format: what was asked for, else a table in a terminal and plain in a pipe."""
        if self.common["json"]:
            return "json"
        if self.common["csv"]:
            return "csv"
        return self.common["format"] or ("table" if sys.stdout.isatty() else "plain")

    @property
    def is_data(self) -> bool:
        """Whether the output is for a program."""
        return self.format not in ("table", "plain", "md", "html")

    @cached_property
    def lang(self) -> str:
        """The language of titles and heads: ``--lang``, else the book's."""
        if self.common["lang"]:
            return str(self.common["lang"])
        if self._index is not None:
            return self._index.settings["language"] or "en"
        try:
            return self.book.language
        except CrmError:  # no book, or broken settings: whoever needs them will say so
            return "en"

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody to ask."""
        return not self.common["no_input"] and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def how(self) -> How:
        """How a verb is to write: the day, whether it is a dry run, the commit's words."""
        from plaincrm import dates
        from plaincrm.actions.written import How

        given = self.common["date"]
        when = dates.parse_when(given) if given else dates.today().isoformat()
        return How(when, self.common["dry_run"], self.common["message"])

    def who(self, text: str, *, write: bool = True) -> str:
        """The ID of the customer that WHO means; exit 3 where it is nobody or several."""
        from plaincrm.model.ids import is_id

        path = self.book.path_of(text) if is_id(text) else None
        if path is not None:
            from plaincrm.book.customer_file import id_of

            return id_of(path)
        from plaincrm.index import who

        return who.find(self.index, text, write=write).customer

    def target(self, text: str) -> Target:
        """What ``REF|WHO`` means: an ID wins over a reference, a reference over the rest of WHO."""
        from plaincrm.actions.entries import Target
        from plaincrm.index import refs
        from plaincrm.model.ids import is_id

        if not is_id(text) or self.book.path_of(text) is None:
            entry = refs.find(self.index, text)
            if entry is not None:
                prefix, _, twin = text.strip().lower().partition(".")
                return Target(entry.customer, entry.list, prefix, int(twin or 1))
        return Target(self.who(text))

    def show(self, table: Table) -> None:
        """Print a table on standard output, its notes on standard error."""
        from plaincrm.cli.screen import print_table

        print_table(self, table)

    def show_page(self, page: Page) -> None:
        """Print a page of sections."""
        from plaincrm.cli.screen import print_page

        print_page(self, page)

    @property
    def is_json(self) -> bool:
        """Whether the answer of a command that writes is wanted as data."""
        return self.format in ("json", "jsonl")

    def show_record(self, command: str, value: dict[str, Any]) -> None:
        """Print what *command* tells of one customer; UsageError (exit 2) where rows are asked for."""
        if self.format in ("csv", "tsv"):
            raise UsageError(
                f"{command} has no {self.format}: a customer is no table",
                hint="add --json, or see plaincrm export",
            )
        self.show_json(value)

    def show_written(self, commit: str | None, **facts: Any) -> None:
        """What was written, for programs alone, where it was not done to one customer."""
        if self.is_json:
            self.show_json([{"customer": None, "ref": None, "commit": commit, **facts}])

    def show_json(self, value: Any) -> None:
        """Print *value* as JSON, or as JSON lines where those are asked for."""
        from plaincrm.output.json import dump_lines, dumps

        if self.format == "jsonl":
            sys.stdout.write(dump_lines(value))
        else:
            print(dumps(value))

    def wrote(self, written: Written) -> int:
        """Answer for a verb that wrote: one line on standard error, and data with ``--json``."""
        from plaincrm.cli.answers import answer

        return answer(self, written)

    def say(self, line: str) -> None:
        """One line on standard error, unless quiet."""
        if not self.quiet:
            from plaincrm.output.escape import escape

            print(escape(line), file=sys.stderr)

    def warn(self, line: str) -> None:
        """A warning on standard error, quiet or not."""
        from plaincrm.output.escape import escape

        print(f"warning: {escape(line)}", file=sys.stderr)

    def confirm(self, question: str, *, yes: bool) -> bool:
        """Whether to go on: *yes*, or the user's answer; without a terminal UsageError (exit 2)."""
        if yes:
            return True
        if not self.may_ask:
            raise UsageError("this asks first, and there is no terminal to ask in", hint="add --yes to go on")
        return self.ask(f"{question} [y/N]").lower() in YES

    def ask(self, question: str) -> str:
        """What the user answers; only where `may_ask`."""
        from plaincrm.output.escape import escape

        print(f"{escape(question)} ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    def close(self) -> None:
        """Close what was opened."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _name_broken(self, index: Index) -> None:
        named = [(f"left out: {problem}", problem.hint) for problem in index.problems()]
        named += [(str(problem), problem.hint) for problem in index.doubts()]
        for line, hint in named:
            if line not in self._named:
                self._named.add(line)
                self.warn(line)
                if hint:
                    print(f"hint: {hint}", file=sys.stderr)
