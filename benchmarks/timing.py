"""Runs whole processes in turn and says what each took: seconds, processor seconds, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """A process to be measured; *before* is done each time, and not counted."""

    argv: list[str]
    cwd: Path
    before: Callable[[], object] | None = None


class Sample(NamedTuple):
    """One run: seconds on the clock, seconds of processors (its children's too), most bytes of memory.

    Memory is that of the largest process, not the sum of a process and its children.
    """

    wall: float
    cpu: float
    memory: int


class FailedError(Exception):
    """A command to be measured did not do what it should; nothing can be said of it."""


def measure(commands: dict[str, Command], rounds: int, *, warm_up: bool = True) -> dict[str, list[Sample]]:
    """*rounds* samples of each; the commands take turns, so that a slow moment of the machine hits all."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for turn in range(-1 if warm_up else 0, rounds):
        for name, command in commands.items():
            sample = once(command)
            if turn >= 0:
                samples[name].append(sample)
    return samples


def once(command: Command) -> Sample:
    """One run of *command*; FailedError where it does not end with 0."""
    if command.before:
        command.before()
    begun = time.perf_counter()
    child = subprocess.Popen(
        command.argv,
        cwd=command.cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise FailedError(f"{' '.join(command.argv)} ended with {child.returncode}")
    return Sample(took, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


class Spread(NamedTuple):
    """The middle of some numbers, and the two between which the middle half of them lies."""

    median: float
    low: float
    high: float

    def shown(self, scale: float = 1, digits: int = 2) -> str:
        """``1.05 (1.02–1.11)``; of a single number only that."""
        middle, low, high = (f"{value * scale:,.{digits}f}" for value in self)
        return middle if low == high else f"{middle} ({low}–{high})"


def spread(numbers: list[float]) -> Spread:
    """Median and quartiles."""
    if len(numbers) == 1:
        return Spread(numbers[0], numbers[0], numbers[0])
    low, middle, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return Spread(middle, low, high)
