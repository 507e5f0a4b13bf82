"""Keeps a large book's repository quick: three tasks, each done where it is called for."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import commit_graph, maintenance
from plaincrm.table import Column, Table
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import Book

    Progress = Callable[[int, int], None]

MANY_LOOSE = 1_000
MANY_PACKS = 10
MANY_CUSTOMERS = 1_000

COLUMNS = (
    *(Column(name) for name in ("task", "state", "before", "after")),
    *(Column(name, "int") for name in ("bytes_before", "bytes_after")),
)
DONE, TO_DO, NOTHING, NOT_HERE = "done", "to do", "nothing to do", "not possible here"


class Condition(NamedTuple):
    """How a thing stands, in words and bytes, and whether something is to be done about it."""

    words: str
    size: int | None
    is_due: bool


class Task(NamedTuple):
    """One thing that git can do: its name, how it stands, and what does it."""

    name: str
    look: Callable[[Book], Condition]
    do: Callable[[Book], object]


def maintain(book: Book, *, dry_run: bool = False, progress: Progress | None = None) -> Table:
    """Pack objects, write the commit-graph, set up the untracked cache, where it is called for.

    One row per task; bytes are those on the disk. ConflictError (exit 5) while others write.
    """
    rows = []
    with contextlib.nullcontext() if dry_run else maintenance.alone(book):
        for number, task in enumerate(TASKS):
            if progress:
                progress(number, len(TASKS))
            rows.append(_row(book, task, dry_run=dry_run))
    return Table(COLUMNS, rows, "maintain")


def _row(book: Book, task: Task, *, dry_run: bool) -> tuple[str | int | None, ...]:
    before = task.look(book)
    if not before.is_due or dry_run:
        state = TO_DO if before.is_due else NOTHING
        return (task.name, state, before.words, None, before.size, None)
    task.do(book)
    after = task.look(book)
    state = NOT_HERE if after.is_due else DONE
    return (task.name, state, before.words, after.words, before.size, after.size)


def _objects(book: Book) -> Condition:
    found = maintenance.objects(book)
    words = f"{counted(found.loose, 'loose object')}, {counted(found.packs, 'pack')}"
    return Condition(words, found.size, found.loose > MANY_LOOSE or found.packs > MANY_PACKS)


def _commit_graph(book: Book) -> Condition:
    commits, graph = maintenance.reachable_commits(book), commit_graph.read(book.repository)
    words = f"{graph.commits} of {counted(commits, 'commit')}"
    if graph.commits:
        words += f", {'with' if graph.has_paths else 'without'} changed paths"
    is_whole = graph.commits == commits and (graph.has_paths or not commits)
    return Condition(words, graph.size, not is_whole)


def _untracked_cache(book: Book) -> Condition:
    setting = maintenance.untracked_cache(book)
    words = "not set up" if setting is None else f"{maintenance.UNTRACKED_CACHE} = {setting}"
    return Condition(words, None, setting is None and len(book.paths()) > MANY_CUSTOMERS)


TASKS = (
    Task("objects", _objects, maintenance.pack),
    Task("commit-graph", _commit_graph, maintenance.write_commit_graph),
    Task("untracked cache", _untracked_cache, maintenance.set_up_untracked_cache),
)
