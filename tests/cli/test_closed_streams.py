"""Standard streams that the shell has closed: as if they led to /dev/null."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import BookFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes them")


def in_shell(book: BookFolder, line: str, closed: str) -> subprocess.CompletedProcess[str]:
    command = f'"{sys.executable}" -m plaincrm {line} {closed}'
    return subprocess.run(["sh", "-c", command], cwd=book.root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("line", ["log acme x", "log acme x --json", "list", "list --json", "sql 'SELECT 1'"])
def test_a_command_works_although_nobody_can_read_it(book: BookFolder, line: str, closed: str) -> None:
    book.ok("add", "Acme")
    before = len(book.commits())

    ran = in_shell(book, line, closed)

    assert ran.returncode == 0, ran
    assert "Traceback" not in ran.stderr
    assert len(book.commits()) == before + line.startswith("log")
    assert book.is_clean()


def test_an_error_keeps_its_exit_code_where_it_cannot_be_told(book: BookFolder) -> None:
    assert in_shell(book, "show nobody", "2>&-").returncode == 3


def test_a_text_from_a_closed_input_is_empty(book: BookFolder) -> None:
    book.ok("add", "Acme")

    ran = in_shell(book, "log acme -", "<&-")

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
