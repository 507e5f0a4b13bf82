"""``merge-driver`` as git calls it: four words, an exit code, and nothing that makes it slow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BookFolder, run

BASE = "name: Acme\nlevel: A\ncontact_log:\n  - date: 2026-01-01\n    summary: one\n"
SLOW = ("git", "typer", "pydantic", "filelock", "sqlite3", "rapidfuzz", "plaincrm.model.customer")


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str, str]:
    paths = tuple(str(tmp_path / name) for name in "OAB")
    Path(paths[0]).write_text(BASE)
    Path(paths[1]).write_text(BASE + "  - date: 2026-02-01\n    summary: ours\n")
    Path(paths[2]).write_text(BASE + "  - date: 2026-02-02\n    summary: theirs\n")
    return paths[0], paths[1], paths[2]


def test_a_clean_merge_is_quiet_and_stands_in_our_file(
    versions: tuple[str, str, str], tmp_path: Path
) -> None:
    ran = run("merge-driver", *versions, "customers/acme.yaml", cwd=tmp_path)

    assert ran == (0, "", "")
    assert Path(versions[1]).read_text().count("summary") == 3
    assert Path(versions[0]).read_text() == BASE


def test_a_clash_is_told_and_gives_exit_code_1(versions: tuple[str, str, str], tmp_path: Path) -> None:
    Path(versions[1]).write_text(BASE.replace("level: A", "level: B"))
    Path(versions[2]).write_text(BASE.replace("level: A", 'level: "C\\e[0m"'))

    ran = run("merge-driver", *versions, "customers/acme.yaml", cwd=tmp_path)

    assert ran.code == 1
    assert ran.err == "customers/acme.yaml: level: B / C\\u{1b}[0m\n"
    assert "<<<<<<< ours\nlevel: B\n" in Path(versions[1]).read_text()


def test_without_an_ancestor(versions: tuple[str, str, str], tmp_path: Path) -> None:
    Path(versions[0]).write_bytes(b"")

    ran = run("merge-driver", *versions, "customers/acme.yaml", cwd=tmp_path)

    assert ran.code == 0
    assert Path(versions[1]).read_text().count("summary") == 3


def test_files_that_cannot_be_read_as_text_leave_ours(versions: tuple[str, str, str], tmp_path: Path) -> None:
    Path(versions[1]).write_bytes(b"name: \0Acme\n")

    ran = run("merge-driver", *versions, "customers/acme.yaml", cwd=tmp_path)

    assert (ran.code, ran.err) == (1, "customers/acme.yaml: git cannot merge these files: this is ours\n")
    assert Path(versions[1]).read_bytes() == b"name: \0Acme\n"


def test_a_file_that_is_not_there(versions: tuple[str, str, str], tmp_path: Path) -> None:
    ran = run("merge-driver", "nowhere", *versions[1:], "customers/acme.yaml", cwd=tmp_path)

    assert ran.code == 3
    assert "nowhere: No such file or directory" in ran.err


def test_nothing_slow_is_loaded_and_no_lock_is_taken(
    versions: tuple[str, str, str], book: BookFolder
) -> None:
    probe = (
        "import sys; from plaincrm.cli.main import run; code = run(sys.argv[2:]);"
        "print(*[name for name in sys.argv[1].split() if name in sys.modules]); sys.exit(code)"
    )
    (book.root / ".git" / "plaincrm.lock").unlink(missing_ok=True)

    done = subprocess.run(
        [sys.executable, "-c", probe, " ".join(SLOW), "merge-driver", *versions, "customers/acme.yaml"],
        cwd=book.root,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == []
    assert not (book.root / ".git" / "plaincrm.lock").exists()
