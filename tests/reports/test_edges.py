"""A small book with every edge, and what each report must say of it: literal values, checked by hand.

The book lies in ``edges/``, a file per customer that says what it is there for; ``edges/expected/``
holds a file per report: ``$`` a command line, the table with ``|`` between cells, ``!`` sentences that
stand under it. ``*`` in a cell is any text (a reference is a hash), ``0.1234~`` a number to the digits
shown.
"""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from plaincrm.reports import catalogue
from tests.conftest import git, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "edges"
ASOF = "2025-02-28"


class Block(NamedTuple):
    """One command and what it must print."""

    command: str
    table: list[list[str]]
    notes: list[str]


def read(path: Path) -> Iterator[Block]:
    for text in path.read_text(encoding="utf-8").split("$ plaincrm ")[1:]:
        command, *lines = text.splitlines()
        table = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line[:200]]
        yield Block(command, table, [line[2:] for line in lines if line.startswith("! ")])


BLOCKS = [block for path in sorted((HERE / "expected").glob("*.txt")) for block in read(path)]


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edges") / "book"
    shutil.copytree(HERE, root, ignore=shutil.ignore_patterns("expected"))
    for args in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "edges"]):
        git(root, *args)
    return root


def fits(cell: str, wanted: str) -> bool:
    if wanted.endswith("~"):
        number = Decimal(wanted[:-1])
        return abs(Decimal(cell) - number) <= Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return bool(cell) if wanted == "*" else cell == wanted


@pytest.mark.parametrize("block", BLOCKS, ids=[block.command for block in BLOCKS])
def test_the_report_says_what_was_worked_out_by_hand(edges, block):
    ran = run(*block.command.split(), "--asof", ASOF, "--csv", cwd=edges)

    assert ran.code == 0, ran.err
    found = list(csv.reader(io.StringIO(ran.out)))
    assert found[0] == block.table[0]
    for row, wanted in zip(found[1:], block.table[1:], strict=True):
        assert all(map(fits, row, wanted)), f"{row} is not {wanted}"
        assert len(row) == len(wanted)
    said = ran.err.splitlines()
    assert [note for note in block.notes if note not in said] == []


def test_every_report_was_worked_out():
    assert {path.stem for path in (HERE / "expected").glob("*.txt")} == set(catalogue.names())
