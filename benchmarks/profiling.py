"""Where the time of a command goes: ``python -m benchmarks.profiling BOOK COMMAND…`` prints shares of it.

The interpreter's own start is measured beside it; the rest is divided as cProfile saw it, which makes
Python code look dearer than what runs in C.
"""

from __future__ import annotations

import pstats
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import commands
from benchmarks.timing import Command, measure, once, spread

INTERPRETER = "interpreter"
Function = tuple[str, int, str]

# What a function belongs to, by its file and name; the first that fits.
_RULES = (
    (
        "imports",
        re.compile(r"<frozen |importlib|:<module>$|marshal\.loads|_imp\.|__build_class__|builtins\.exec"),
    ),
    ("second process", re.compile(r"multiprocessing")),
    ("waiting for git or a second process", re.compile(r"selectors\.py|select\.")),
    ("git", re.compile(r"subprocess\.py|_posixsubprocess|waitpid|/git/\w+\.py")),
    ("SQLite", re.compile(r"sqlite3")),
    ("YAML parser", re.compile(r"/yaml/(?!.*plaincrm)|_yaml|CParser")),
    ("patterns made ready", re.compile(r"/re/_|sre_")),
    ("pydantic", re.compile(r"pydantic")),
)
_OURS = re.compile(r"/plaincrm/(\w+)(?:/|\.py)")


def shares(command: Command, runs: int = 5) -> dict[str, float]:
    """The share of each part in the time of a plaincrm *command*, the largest first; together 1."""
    taken = measure({INTERPRETER: commands.python(), "command": command}, runs)
    whole = spread([sample.wall for sample in taken["command"]]).median
    start = spread([sample.wall for sample in taken[INTERPRETER]]).median / whole
    parts = _parts(_profile(command))
    total = sum(parts.values())
    found = {INTERPRETER: start, **{part: (1 - start) * time / total for part, time in parts.items()}}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _profile(command: Command) -> dict[Function, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        given = ["-m", "cProfile", "-o", str(file), "-m", "plaincrm", *command.argv[1:]]
        once(command._replace(argv=[sys.executable, *given]))
        return pstats.Stats(str(file)).stats  # type: ignore[attr-defined, no-any-return]


def _parts(functions: dict[Function, Any]) -> Counter[str]:
    """Seconds by part; what is built in counts for whoever calls it, unless it has a part of its own."""
    parts: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in functions.items():
        part = _part(function)
        if part is None and callers:
            for caller, (_, _, own_there, _) in callers.items():
                parts[_part(caller) or "other Python"] += own_there
        else:
            parts[part or "other Python"] += own
    return parts


def _part(function: Function) -> str | None:
    file, _, name = function
    place = f"{file}:{name}"
    ours = _OURS.search(file)
    if ours and name != "<module>":
        return f"plaincrm {ours[1]}"
    return next((part for part, rule in _RULES if rule.search(place)), None)


if __name__ == "__main__":
    wanted = commands.plaincrm(Path(sys.argv[1]), " ".join(sys.argv[2:]))
    for part, share in shares(wanted).items():
        print(f"{share:6.1%}  {part}")
