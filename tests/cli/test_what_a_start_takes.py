"""What a start costs, by its structure: which libraries a command imports and which programs it runs.

The exact lists: whoever makes a command import or run more changes them here, knowingly.
"""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import plaincrm
from tests.conftest import BookFolder

HOME = Path(plaincrm.__file__).parents[1]
# a program is told of as it begins, by Python itself
PROBE = """
import sys
begun = []
def hear(event, args):
    if event in ("subprocess.Popen", "os.posix_spawn"):
        begun.append([str(word) for word in args[1]])
    elif event in ("os.fork", "os.forkpty", "os.exec", "os.spawn", "os.system"):
        begun.append([event])
sys.addaudithook(hear)
from plaincrm.cli.entry import main
try:
    main()
finally:
    print([name for name in sys.modules], begun, sep="\\n", file=sys.stderr)
"""
# what importing these brings with it is the standard library's own affair
EVERY = {"__future__", "contextlib", "gc", "typing"}
READ = EVERY | {"datetime", "importlib", "pathlib", "re", "sqlite3", "stat", "unicodedata"}
IMPORTS = {
    "--version": {"gc"},
    "__complete bash show ac": READ,
    "__complete bash li": EVERY,
    "list": READ | {"math"},
    "list level:A": READ | {"decimal", "math"},
    "show acme": READ | {"json", "math"},
    "find acme": READ | {"json", "math"},
    "due": READ | {"collections", "math"},
    "due --count": READ | {"collections"},
    "report churn": READ | {"decimal", "fractions", "math"},
}
STATUS = ["status"]
PROGRAMS = {
    "--version": [],
    "__complete bash show ac": [],
    "list": STATUS,
    "list --json": STATUS,
    "show acme": STATUS,
    "find acme": STATUS,
    "brief acme": STATUS,
    "due": STATUS,
    "due --count": STATUS,
    "report churn": STATUS,
    "report segments": STATUS,
    "report sales": STATUS,
    "sql SELECT 1": STATUS,
    "log acme hello -n": [],
    "log acme hello": ["var", "status", "commit"],
    "set acme level=A": ["var", "status", "commit"],
    "sell acme Support 10": ["var", "status", "commit"],
    "add Zenith": ["status", "var", "status", "add", "commit"],
}


class Start(NamedTuple):
    """What one run loaded, and the git commands it ran."""

    modules: set[str]
    programs: list[str]


def start(book: BookFolder, line: str, *, bare: bool) -> Start:
    """Run *line* in a Python of its own; *bare*: with the standard library alone, without site-packages."""
    command = [sys.executable, *(["-S"] if bare else []), "-c", PROBE, *line.split(" ")]
    done = subprocess.run(
        command, cwd=book.root, env={**os.environ, "PYTHONPATH": str(HOME)}, capture_output=True, check=False
    )
    said = done.stderr.decode().splitlines()
    assert done.returncode == 0, said
    modules, begun = map(ast.literal_eval, said[-2:])
    return Start(set(modules), [_verb(words) for words in begun])


def _verb(words: list[str]) -> str:
    """``status`` of ``git -C FOLDER -c KEY=VALUE status …``."""
    assert Path(words[0]).name == "git", words
    rest = iter(words[1:])
    for word in rest:
        if word in ("-c", "-C"):
            next(rest)
        elif not word.startswith("-"):
            return word
    raise AssertionError(words)


def brought_by(roots: set[str]) -> set[str]:
    """Every module that is there once *roots* are imported."""
    code = f"import sys, {', '.join(sorted(roots))}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture
def warm(book: BookFolder) -> BookFolder:
    book.write("acme", "name: Acme\ncontact_log:\n  - {date: 2026-11-01, follow_up: 2026-11-20}\n")
    book.ok("list")
    return book


@pytest.mark.parametrize("line", IMPORTS)
def test_a_quick_command_imports_these_of_the_standard_library_and_nothing_else(
    warm: BookFolder, line: str
) -> None:
    found = {name for name in start(warm, line, bare=True).modules if name.partition(".")[0] != "plaincrm"}
    allowed = IMPORTS[line] | (set() if hasattr(os, "posix_spawnp") else {"subprocess"})

    assert found - brought_by(allowed) == set()
    assert IMPORTS[line] - found == set(), "no longer imported: take it off the list"


@pytest.mark.parametrize("line", PROGRAMS)
def test_a_command_runs_git_this_often_and_no_other_program(warm: BookFolder, line: str) -> None:
    assert start(warm, line, bare=False).programs == PROGRAMS[line]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts an .exe that pip writes")
@pytest.mark.parametrize("name", ["plaincrm", "crm", "git-crm"])
def test_an_installed_command_imports_plaincrm_and_nothing_before_it(name: str) -> None:
    installed = Path(sys.executable).with_name(name).read_text()

    assert installed.splitlines()[1:3] == ["from plaincrm.cli.entry import main", ""]
    assert not re.search(r"^\s*(import|from)\b", "\n".join(installed.splitlines()[3:]), re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts an .exe that pip writes")
@pytest.mark.parametrize("name", ["plaincrm", "crm", "git-crm"])
def test_an_installed_command_does_nothing_where_a_new_process_reads_it(name: str) -> None:
    runpy.run_path(str(Path(sys.executable).with_name(name)), run_name="__mp_main__")
