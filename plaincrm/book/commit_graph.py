"""git's commit-graph: a list of the commits and, where it was asked for, of the paths that each one changed.

The paths let ``git log -- FILE`` pass over a commit without opening it. The file's form is that of
gitformat-commit-graph(5); only its size and what is in it are read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.book.repository import Repository

_COMMITS_PER_FIRST_BYTE = b"OIDF"  # 256 running totals of four bytes; the last is the number of commits
_CHANGED_PATHS = b"BIDX"


class CommitGraph(NamedTuple):
    """How many commits it lists, whether with the paths they changed, and its bytes on the disk."""

    commits: int
    has_paths: bool
    size: int


NONE = CommitGraph(0, has_paths=False, size=0)


def read(repository: Repository) -> CommitGraph:
    """The repository's commit-graph as it stands; NONE where there is none that can be read."""
    try:
        layers = [_layer(path) for path in _files(repository.common_dir / "objects" / "info")]
    except (OSError, KeyError, IndexError):  # damaged: git does without it, and writes it anew when asked to
        return NONE
    return CommitGraph(
        sum(layer.commits for layer in layers),
        bool(layers) and all(layer.has_paths for layer in layers),
        sum(layer.size for layer in layers),
    )


def _files(info: Path) -> Iterator[Path]:
    """The one file, else the layers of the chain that ``git fetch`` and others write."""
    whole, chain = info / "commit-graph", info / "commit-graphs" / "commit-graph-chain"
    if whole.is_file():
        yield whole
    elif chain.is_file():
        for name in chain.read_text(encoding="ascii").split():
            yield chain.with_name(f"graph-{name}.graph")


def _layer(path: Path) -> CommitGraph:
    with path.open("rb") as file:
        head = file.read(8)
        table = file.read(12 * (head[6] + 1))
        entries = [table[at : at + 12] for at in range(0, len(table), 12)]
        chunks = {entry[:4]: int.from_bytes(entry[4:]) for entry in entries}
        file.seek(chunks[_COMMITS_PER_FIRST_BYTE] + 255 * 4)
        commits = int.from_bytes(file.read(4))
    return CommitGraph(commits, _CHANGED_PATHS in chunks, path.stat().st_size)
