"""What can go wrong, in the user's words: one class per exit code, and the Problem found in a file."""

from __future__ import annotations

from typing import Any, NamedTuple


class CrmError(Exception):
    """Something the user can understand and mend: a message, a hint, an exit code."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        """So that an error can be raised again in another process, whatever its class takes."""
        return _raised_elsewhere, (type(self), self.__dict__)


def _raised_elsewhere(kind: type[CrmError], facts: dict[str, Any]) -> CrmError:
    error = kind.__new__(kind)
    error.__dict__.update(facts)
    return error


class UsageError(CrmError):
    """The command line cannot be understood: an unknown option, a date that is none."""

    exit_code = 2


class NotFoundError(CrmError):
    """Nothing, or more than one thing, answers to what was asked for."""

    exit_code = 3


class InvalidDataError(CrmError):
    """A file of the book, or a value meant for one, breaks the schema."""

    exit_code = 4

    def __init__(self, message: str, hint: str | None = None, problems: list[Problem] | None = None) -> None:
        super().__init__(message, hint)
        self.problems = problems or []


class ConflictError(CrmError):
    """Somebody else is at it: a lock, a merge, later work that an undo would trample."""

    exit_code = 5


class OutsideError(CrmError):
    """The world around the book fails: git missing, no identity, no remote."""

    exit_code = 6


class Problem(NamedTuple):
    """One thing wrong in one file; *field* as in ``sales[2].amount``, *line* counts from 1."""

    path: str
    line: int | None
    field: str
    message: str
    hint: str | None = None
    severity: str = "error"  # error | warning

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return ": ".join(part for part in (where, self.field, self.message) if part)
