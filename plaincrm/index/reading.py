"""Reads customer files into rows, with two more processes where there are many."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import load, parse
from plaincrm.book.state import hash_blob
from plaincrm.errors import OutsideError
from plaincrm.index.rows import file_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.index.rows import Rows
    from plaincrm.model import Settings

    Progress = Callable[[int, int], None]  # files done, files in all

MANY = 1_000
PROCESSES = 2
CHUNK = 64


class Reading(NamedTuple):
    """One file as it was read: the blob id of its bytes, and its rows."""

    path: str
    customer: str
    blob: str
    sound: bool
    rows: Rows


def read_files(book: Book, paths: list[str], progress: Progress | None) -> Iterator[Reading]:
    """The files at *paths*, in that order, as they stand on disk."""
    readings = _in_processes(book, paths) if len(paths) > MANY else _here(book, paths)
    for done, reading in enumerate(readings, 1):
        yield reading
        if progress:
            progress(done, len(paths))


def read_blobs(book: Book, blobs: dict[str, str]) -> Iterator[Reading]:
    """The files as they were in another revision: path → blob id."""
    contents = book.read_blobs(list(blobs.values()))
    for (path, blob), content in zip(blobs.items(), contents, strict=True):
        file = parse(path, content, book.settings)
        yield Reading(path, file.id, blob, file.customer is not None, file_rows(file, book.settings))


def _here(book: Book, paths: list[str]) -> Iterator[Reading]:
    return (_read(book.root, path, book.settings) for path in paths)


def _in_processes(book: Book, paths: list[str]) -> Iterator[Reading]:
    """Chunk by chunk from each of the processes in turn."""
    import multiprocessing

    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    pipes, processes = [], []
    for number in range(PROCESSES):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        share = chunks[number::PROCESSES]
        process = multiprocessing.Process(
            target=_work, args=(theirs, book.root, book.settings, share), daemon=True
        )
        process.start()
        theirs.close()  # so that a dead process is the end of its pipe
        pipes.append(ours)
        processes.append(process)
    try:
        for number in range(len(chunks)):
            yield from _received(pipes[number % PROCESSES])
    finally:
        for pipe, process in zip(pipes, processes, strict=True):
            pipe.close()
            process.join()


def _received(pipe: Connection) -> list[Reading]:
    try:
        readings: list[Reading] | BaseException = pipe.recv()
    except EOFError as error:
        raise OutsideError("a process that read customer files was killed", hint="try again") from error
    if isinstance(readings, BaseException):
        raise readings
    return readings


def _work(pipe: Connection, root: Path, settings: Settings, chunks: list[list[str]]) -> None:
    """What a process does: read its chunks, send each; an error goes the same way."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us is told, and ends us
    with contextlib.suppress(BrokenPipeError):
        try:
            for chunk in chunks:
                pipe.send([_read(root, path, settings) for path in chunk])
        except BrokenPipeError:
            raise
        except Exception as error:  # raised again over there
            pipe.send(error)


def _read(root: Path, path: str, settings: Settings) -> Reading:
    file = load(root, path, settings)
    return Reading(path, file.id, hash_blob(file.raw), file.customer is not None, file_rows(file, settings))
