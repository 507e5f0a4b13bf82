"""What was typed into the editor is not lost where it cannot be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import BookFolder


def test_what_was_typed_is_kept_where_the_file_changed_meanwhile(
    book: BookFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write("acme", "name: Acme\n")
    editor = tmp_path / "editor.sh"
    editor.write_text(
        f'echo "industry: steel" >> "{book.path("acme")}"\necho "notes: long thoughts" >> "$1"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"sh {editor}")

    ran = book.crm("edit", "acme")

    assert ran.code == 5
    kept = re.search(r"warning: what you wrote is kept in (.+)", ran.err)
    assert kept
    assert Path(kept[1]).read_text(encoding="utf-8") == "name: Acme\nnotes: long thoughts\n"
    Path(kept[1]).unlink()
