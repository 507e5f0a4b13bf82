"""Work on many things, shared out to processes of their own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Pipe = tuple[Connection, Connection]  # what is received from, what is sent to

PROCESSES = 2
Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """``work(task)`` for each of the tasks, in their order; what it raises is raised here.

    *work*, the tasks and the results go from process to process, so they must be things that can be pickled.
    """
    import multiprocessing
    import sys

    # Forked, a process begins with everything loaded; elsewhere than on Linux that is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pipes = [context.Pipe(duplex=False) for _ in range(PROCESSES)]
    processes = []
    for place in range(PROCESSES):
        process = context.Process(  # type: ignore[attr-defined]  # every context has it
            target=_serve, args=(work, tasks[place::PROCESSES], pipes, place), daemon=True
        )
        process.start()
        processes.append(process)
    for _, ours in pipes:
        ours.close()  # so that a dead process is the end of its pipe
    try:
        for number in range(len(tasks)):
            yield _received(pipes[number % PROCESSES][0])
    finally:
        for (theirs, _), process in zip(pipes, processes, strict=True):
            theirs.close()
            process.join()


def _received(pipe: Connection) -> Any:
    try:
        is_done, result = pipe.recv()
    except EOFError as error:
        raise OutsideError("a process that worked for this one was killed", hint="try again") from error
    if not is_done:
        raise result
    return result


def _serve(work: Callable[[Task], Result], tasks: Sequence[Task], pipes: list[Pipe], place: int) -> None:
    """What a process does: its share, result by result, for as long as there is somebody to send them to."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us is told, and ends us
    gc.freeze()  # what came with us is never garbage; looking at it would copy it
    for number, (theirs, ours) in enumerate(pipes):
        theirs.close()  # held open here, they would outlive the one who receives
        if number != place:
            ours.close()
    with contextlib.suppress(BrokenPipeError):
        try:
            for task in tasks:
                pipes[place][1].send((True, work(task)))
        except BrokenPipeError:
            raise
        except Exception as error:  # raised again over there
            pipes[place][1].send((False, error))
