"""Why a text cannot be read, or not edited by a machine: each refusal knows its line."""

from __future__ import annotations

from typing import NamedTuple

from plaincrm.errors import CrmError


class YamlProblem(NamedTuple):
    """One thing that keeps a text from being read; *line* counts from 1."""

    line: int
    message: str
    hint: str


class YamlError(CrmError):
    """The text cannot be read. *problems* holds all that was found, the first included, in line order."""

    exit_code = 4

    def __init__(self, problems: list[YamlProblem]) -> None:
        first = problems[0]
        super().__init__(first.message, first.hint)
        self.line = first.line
        self.problems = problems


class EditRefusedError(CrmError):
    """The text is fine but this edit is for a human: an anchor, a tag, an explicit key stands in the way.

    Which file it is, whoever edits one says (`by_hand.py`). *remedy* where changing the line is not enough.
    """

    exit_code = 4

    def __init__(self, line: int, message: str, remedy: str = "") -> None:
        super().__init__(message, f"edit by hand: {remedy or f'change line {line} in your editor'}")
        self.line = line
        self.remedy = remedy
