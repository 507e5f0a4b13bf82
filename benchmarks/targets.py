"""Targets: what a command may take, in terms of yardsticks measured in the same turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.timing import Sample, Spread, spread

Samples = dict[str, list[Sample]]


class Target(NamedTuple):
    """*command* may take at most the sum of factor × yardstick."""

    id: str
    command: str
    limit: tuple[tuple[float, str], ...]

    @property
    def allowed(self) -> str:
        """The limit in words."""
        return " + ".join(f"{factor:g} × {name}" if factor != 1 else name for factor, name in self.limit)


class Judged(NamedTuple):
    """The share of what is allowed that a command took, turn by turn: up to 1 the target is met."""

    target: Target
    wall: Spread
    cpu: Spread

    @property
    def is_met(self) -> bool:
        """Whether the median turn, by the clock, stayed within the limit."""
        return self.wall.median <= 1


def judge(targets: list[Target], samples: Samples) -> list[Judged]:
    """Each target whose yardsticks could be measured."""
    return [
        Judged(target, _share(target, samples, _wall), _share(target, samples, _cpu))
        for target in targets
        if all(name in samples for name in (target.command, *(name for _, name in target.limit)))
    ]


def _wall(sample: Sample) -> float:
    return sample.wall


def _cpu(sample: Sample) -> float:
    return sample.cpu


def _share(target: Target, samples: Samples, figure: Callable[[Sample], float]) -> Spread:
    turns = range(min(len(samples[name]) for name in (target.command, *(name for _, name in target.limit))))
    return spread(
        [
            figure(samples[target.command][turn])
            / sum(factor * figure(samples[name][turn]) for factor, name in target.limit)
            for turn in turns
        ]
    )


def targets_table(judged: list[Judged]) -> str:
    """The verdicts in Markdown."""
    rows = [
        (
            one.target.id,
            one.target.command,
            one.target.allowed,
            one.wall.shown(),
            one.cpu.shown(),
            "met" if one.is_met else "NOT met",
        )
        for one in judged
    ]
    return table(("target", "what", "may take", "took, as a share of it", "by processor time", ""), rows)


def samples_table(samples: Samples) -> str:
    """The times behind them in Markdown, the first command being the unit of the last column."""
    unit = spread([sample.wall for sample in next(iter(samples.values()))]).median
    rows = []
    for name, taken in samples.items():
        wall = spread([sample.wall for sample in taken])
        cpu = spread([sample.cpu for sample in taken])
        memory = max(sample.memory for sample in taken)
        shown = (wall.shown(1000, 0), cpu.shown(1000, 0), f"{memory / 1e6:.0f}", f"{wall.median / unit:.1f}")
        rows.append((name, *shown))
    return table(("command", "ms", "processor ms", "MB", f"× {next(iter(samples))}"), rows)


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
