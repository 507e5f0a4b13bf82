"""Work on many things, shared out to processes of their own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Workers = dict[Connection, BaseProcess]  # what we talk through

MANY = 1_000  # fewer things are sooner done here
CHUNK = 64
PROCESSES = 2
AHEAD = 2  # tasks that a process has at once, so that it need not wait for us
WINDOW = 8  # tasks that are out, or done before their turn
Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")


def in_chunks(work: Callable[[list[Item]], Result], items: list[Item]) -> Iterator[Result]:
    """``work(chunk)`` for chunks of the items, in their order; where there are many, see `spread`."""
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    return spread(work, chunks) if len(items) > MANY else map(work, chunks)


def spread(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """``work(task)`` for each of the tasks, in their order; what it raises is raised here.

    Whoever is free does the next. *work*, the tasks and the results go from process to process, so they must
    be things that can be pickled. OutsideError (exit 6) where a process was killed.
    """
    from multiprocessing.connection import wait

    workers: Workers = {}
    given = 0
    early: dict[int, tuple[bool, Any]] = {}
    try:
        for _ in range(min(PROCESSES, len(tasks))):
            _start(workers, work, tasks)
        free = [*workers] * AHEAD
        for number in range(len(tasks)):
            while number not in early:
                while free and given < min(len(tasks), number + WINDOW):
                    _give(free.pop(0), given)
                    given += 1
                pipe: Any = wait(workers)[0]
                done, *result = _received(pipe)
                early[done] = (result[0], result[1])
                free.append(pipe)
            is_done, value = early.pop(number)
            if not is_done:
                raise value
            yield value
    finally:
        for pipe, process in workers.items():
            pipe.close()
            process.kill()  # nobody wants what it still has
            process.join()


def _start(workers: Workers, work: Callable[[Task], Result], tasks: Sequence[Task]) -> None:
    import multiprocessing
    import sys

    # Forked, a process begins with everything loaded; elsewhere than on Linux that is not safe.
    forked = sys.platform == "linux"
    context = multiprocessing.get_context("fork" if forked else "spawn")
    ours, theirs = context.Pipe()
    inherited = [*workers, ours] if forked else []
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # every context has it
        target=_serve, args=(work, tasks, theirs, inherited), daemon=True
    )
    process.start()
    theirs.close()  # so that a dead process is the end of its pipe
    workers[ours] = process


def _give(pipe: Connection, number: int) -> None:
    try:
        pipe.send(number)
    except ConnectionError as error:
        raise _killed() from error


def _received(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except (EOFError, ConnectionError) as error:
        raise _killed() from error


def _killed() -> OutsideError:
    return OutsideError("a process that worked for this one was killed", hint="try again")


def _serve(
    work: Callable[[Task], Result], tasks: Sequence[Task], pipe: Connection, inherited: list[Connection]
) -> None:
    """What a process does: the tasks that it is given, for as long as there is somebody at the other end."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us is told, and ends us
    gc.freeze()  # what came with us is never garbage; looking at it would copy it
    for end in inherited:
        end.close()  # held open here, they would outlive the one who has them
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            number = pipe.recv()
            try:
                answer = (number, True, work(tasks[number]))
            except Exception as error:  # raised again over there
                pipe.send((number, False, error))
            else:
                pipe.send(answer)
