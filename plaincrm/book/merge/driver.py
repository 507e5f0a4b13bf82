"""What git calls for a customer file that both sides changed: three files in, one out, an answer.

It must never leave the user without a mergeable file: whatever goes wrong, git's own merge of the lines is
what remains.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.book.git import Git
from plaincrm.book.merge.three_way import Outcome, fall_back, merge
from plaincrm.book.merge.validity import new_errors
from plaincrm.errors import CrmError

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL_CONFLICTS = 127  # git counts no further; beyond is an error
DEFECT = "merged by lines only:"
_LABELS = ("-L", "ours", "-L", "base", "-L", "theirs")


def drive(base: Path, ours: Path, theirs: Path, path: str) -> Outcome:
    """Merge three files and leave the result in *ours*; *path* is where it will stand in the repository.

    Raises OSError where a file cannot be read or written; *ours* is whole in any case.
    """
    versions = [each.read_bytes() for each in (base, ours, theirs)]
    outcome = outcome_of(versions, path)
    if outcome.content != versions[1]:
        draft = ours.with_name(f"{ours.name}.merged")
        try:
            draft.write_bytes(outcome.content)
            draft.replace(ours)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    return outcome


def outcome_of(versions: Sequence[bytes], path: str) -> Outcome:
    """The merge of ancestor, ours and theirs; never raises for what stands in them."""
    base, ours, theirs = versions
    try:
        outcome = merge(base, ours, theirs, by_lines)
        asks = outcome.clean and outcome.mixed  # else nothing that a model must see is new
        errors = new_errors(path, ours, theirs, outcome.content) if asks else ()
    except Exception as error:  # a defect of ours must not stop anybody's merge
        outcome = fall_back(base, ours, theirs, by_lines)
        return outcome._replace(report=(*outcome.report, f"{DEFECT} {error!r}"))
    return outcome._replace(clean=False, report=errors) if errors else outcome


def by_lines(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes | None, bool]:
    """Git's own three-way merge of lines, with diff3 marks where it is not clean; None where git cannot."""
    try:
        with tempfile.TemporaryDirectory(prefix="plaincrm-") as folder:
            paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
            for path, content in zip(paths, (ours, base, theirs), strict=True):
                path.write_bytes(content)
            answer = Git(Path(folder)).bare("merge-file", "-p", "-q", "--diff3", *_LABELS, *map(str, paths))
    except (OSError, CrmError):
        return None, False
    if answer.code > ALL_CONFLICTS:
        return None, False
    return answer.out, answer.code == 0
