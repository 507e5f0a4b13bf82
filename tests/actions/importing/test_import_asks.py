"""While an import waits for its answer, the book may go on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BookFolder
from tests.faults.commands import ROOT, command

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

ACME = """name: Acme
contact_log:
  - date: 2026-11-02
    channel: phone
    summary: First
  - date: 2026-11-09
    channel: phone
    summary: Second
"""


def test_a_customer_who_was_changed_before_the_answer_is_not_edited(book: BookFolder, tmp_path: Path) -> None:
    book.write("acme", ACME)
    book.ok("save")
    table = tmp_path / "contacts.csv"
    table.write_text(book.ok("export", "csv", "--what", "contact_log").out.replace("Second", "Two"))
    shorter = ACME.replace("  - date: 2026-11-02\n    channel: phone\n    summary: First\n", "")

    code, said = _answered(book, ["import", str(table)], then=lambda: book.write("acme", shorter))

    assert code == 5, said
    assert "customers/acme.yaml was changed by somebody else meanwhile" in said
    assert "hint: run the import again" in said
    assert book.text("acme") == shorter


def _answered(book: BookFolder, argv: list[str], then) -> tuple[int, str]:
    """Run a command in a terminal; when it asks, do *then*, and answer yes."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        command(*argv),
        cwd=book.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
            if said.rstrip().endswith(b"[y/N]"):
                then()
                os.write(ours, b"y\n")
    except OSError:  # Linux ends the terminal of a program that has ended with an error
        pass
    finally:
        os.close(ours)
    return process.wait(), said.decode()
