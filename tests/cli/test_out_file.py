"""Where ``export`` and ``--out`` write: whole files in their place, pipes and devices as they come."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.conftest import BookFolder


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.ok("add", "Acme")
    return book


def test_the_mode_of_a_file_stays(acme: BookFolder, tmp_path: Path) -> None:
    file = tmp_path / "private.csv"
    file.touch(mode=0o600)

    acme.ok("export", "csv", str(file))

    assert file.stat().st_mode & 0o777 == 0o600
    assert "Acme" in file.read_text(encoding="utf-8")


def test_a_link_goes_on_leading_to_the_file(acme: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "real.csv").touch()
    (tmp_path / "link.csv").symlink_to("real.csv")

    acme.ok("export", "csv", str(tmp_path / "link.csv"))

    assert (tmp_path / "link.csv").is_symlink()
    assert "Acme" in (tmp_path / "real.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_stays_a_pipe(acme: BookFolder, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()

    acme.ok("export", "csv", str(pipe))

    reader.join(10)
    assert pipe.is_fifo()
    assert "Acme" in read[0]
