"""What a command imports: the reads of every day stay clear of everything heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import BookFolder

HEAVY = [
    *("typer", "rich", "pydantic", "yaml", "git", "tabulate", "rapidfuzz", "anyascii", "phonenumbers"),
    *("dataclasses", "inspect", "jsonschema", "icalendar"),
]
READS = [
    *("list", "list level:A", "list --json", "due", "due --count", "due --csv", "show acme", "find acme"),
    *("brief acme", "report sales", "report churn", "report segments"),
    *("report satisfaction", "report complaints", "report needs", "report pipeline"),
]


PROBE = """
import sys
from plaincrm.cli.main import run
code = run(sys.argv[2:])
print("LOADED", *[name for name in sys.argv[1].split() if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def loaded(book: BookFolder, *argv: str) -> set[str]:
    """The heavy modules that a command line loads."""
    command = [sys.executable, "-c", PROBE, " ".join(HEAVY), *argv]
    done = subprocess.run(command, cwd=book.root, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.fixture
def warm(book: BookFolder) -> BookFolder:
    book.write(
        "acme", "name: Acme\ncontact_log:\n  - {date: 2026-11-01, channel: phone, follow_up: 2026-11-20}\n"
    )
    book.ok("list")
    return book


@pytest.mark.parametrize("line", READS)
def test_a_warm_read_loads_nothing_heavy(warm: BookFolder, line: str) -> None:
    assert loaded(warm, *line.split()) == set()


def test_help_is_what_typer_is_loaded_for(warm: BookFolder) -> None:
    assert "typer" in loaded(warm, "log", "--help")


def test_completion_loads_nothing_heavy(warm: BookFolder) -> None:
    assert loaded(warm, "__complete", "bash", "show", "ac") == set()


def test_the_version_needs_no_book_and_loads_next_to_nothing() -> None:
    code = (
        "import sys; sys.argv = ['plaincrm', '--version']; from plaincrm.cli.entry import main; main(); "
        "print(sorted(name for name in sys.modules if name.startswith('plaincrm')))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    version, modules = done.stdout.splitlines()
    assert version.startswith("plaincrm 0.")
    assert modules == "['plaincrm', 'plaincrm.cli', 'plaincrm.cli.entry']"
