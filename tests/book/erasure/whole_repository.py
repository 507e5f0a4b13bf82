"""Everything that a repository holds, as a suspicious stranger with git and grep would look at it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def holders(top: Path, *words: str) -> list[str]:
    """The objects, reflogs and other files of the repository that hold one of *words*, in any case."""
    wanted = [word.lower().encode() for word in words]
    places = {**_objects(top), **_files(top / ".git"), **_files(top, besides=".git")}
    return [
        f"{name}: {word.decode()}"
        for name, content in places.items()
        for word in wanted
        if word in content.lower()
    ]


def _objects(top: Path) -> dict[str, bytes]:
    names = _git(top, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").decode()
    pairs = [line.split(" ") for line in names.splitlines()]
    return {f"{kind} {name}": _git(top, "cat-file", kind, name) for name, kind in pairs}


def _files(folder: Path, besides: str = "objects") -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    kept = [file for file in files if file.relative_to(folder).parts[0] != besides]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in kept}


def _git(top: Path, *args: str) -> bytes:
    return subprocess.run(["git", *args], cwd=top, capture_output=True, check=True).stdout
