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
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.book.customer_file import CustomerFile
    from plaincrm.index.rows import Rows
    from plaincrm.index.write import Wanted
    from plaincrm.model import Settings

    Progress = Callable[[int, int], None]  # files done, files in all
    Chunk = list[Wanted]

MANY = 1_000
PROCESSES = 2
CHUNK = 64
AHEAD = 2  # chunks that a process is given at once, so that it never waits for us


class Batch(NamedTuple):
    """What came of a chunk: how many files were read, which of them did not hold their blob, the rows."""

    done: int
    doubtful: list[str]
    rows: Rows


def read_files(book: Book, wanted: list[Wanted], progress: Progress | None) -> Iterator[Batch]:
    """The files as they stand on disk, in any order."""
    chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
    done = 0
    for batch in _in_processes(book, chunks) if len(wanted) > MANY else _here(book, chunks):
        yield batch
        done += batch.done
        if progress:
            progress(done, len(wanted))


def read_blobs(book: Book, wanted: list[Wanted]) -> Iterator[Rows]:
    """The rows of files as they were in another revision."""
    new = [each for each in wanted if not each.twin]
    for each, content in zip(new, book.read_blobs([each.blob for each in new]), strict=True):
        yield _rows(each, parse(each.path, content, book.settings), book.settings)


def _here(book: Book, chunks: list[Chunk]) -> Iterator[Batch]:
    return (_read(book.root, book.settings, chunk) for chunk in chunks)


def _read(root: Path, settings: Settings, chunk: Chunk) -> Batch:
    batch = Batch(len(chunk), [], {})
    for each in chunk:
        file = load(root, each.path, settings)
        if hash_blob(file.raw) != each.blob:
            batch.doubtful.append(each.path)
        if not each.twin:
            for table, rows in _rows(each, file, settings).items():
                batch.rows.setdefault(table, []).extend(rows)
    return batch


def _rows(each: Wanted, file: CustomerFile, settings: Settings) -> Rows:
    document = (each.doc, each.customer, each.blob, int(file.customer is not None))
    return {"document": [document]} | file_rows(each.doc, file, settings)


def _in_processes(book: Book, chunks: list[Chunk]) -> Iterator[Batch]:
    """The chunks by whichever process is free."""
    from multiprocessing.connection import wait

    workers: dict[Connection, BaseProcess] = {}
    left = iter(range(len(chunks)))
    try:
        for _ in range(PROCESSES):
            _start(workers, book, chunks)
        for pipe in [*workers] * AHEAD:
            _give_next(pipe, left)
        for _ in chunks:
            pipe = wait(workers)[0]  # type: ignore[assignment]  # we gave it nothing but connections
            batch = _received(pipe)
            _give_next(pipe, left)
            yield batch
    finally:
        for pipe, process in workers.items():
            pipe.close()
            process.kill()  # it only reads, and what it still has nobody wants
            process.join()


def _start(workers: dict[Connection, BaseProcess], book: Book, chunks: list[Chunk]) -> None:
    import multiprocessing
    import sys

    import plaincrm.book.yaml
    import plaincrm.model.customer  # noqa: F401  loaded once for all

    # Forked, a process begins with everything loaded; elsewhere than on Linux that is not safe.
    forked = sys.platform == "linux"
    context = multiprocessing.get_context("fork" if forked else "spawn")
    ours, theirs = context.Pipe()
    inherited = [*workers, ours] if forked else []
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # every context has it
        target=_work, args=(theirs, inherited, book.root, book.settings, chunks), daemon=True
    )
    process.start()
    theirs.close()  # so that a dead process is the end of its pipe
    workers[ours] = process


def _give_next(pipe: Connection, left: Iterator[int]) -> None:
    with contextlib.suppress(BrokenPipeError):  # what it did before it died comes first
        for number in left:
            pipe.send(number)
            return


def _received(pipe: Connection) -> Batch:
    import marshal

    try:
        answer: bytes | BaseException = pipe.recv()
    except (EOFError, ConnectionResetError) as error:
        raise OutsideError("a process that read customer files was killed", hint="try again") from error
    if isinstance(answer, BaseException):
        raise answer
    return Batch(*marshal.loads(answer))


def _work(
    pipe: Connection, inherited: list[Connection], root: Path, settings: Settings, chunks: list[Chunk]
) -> None:
    """What a process does: read the chunks it is given, send each; an error goes the same way.

    It ends when nobody has the other end of its pipe, so it must not have it itself.
    """
    import marshal
    import signal

    for end in inherited:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us is told, and ends us
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            chunk = chunks[pipe.recv()]
            try:
                # Plain values only, which marshal packs in half of pickle's time.
                answer: bytes | Exception = marshal.dumps(tuple(_read(root, settings, chunk)))
            except Exception as error:  # raised again over there
                answer = error
            pipe.send(answer)
