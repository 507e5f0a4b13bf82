"""Param: one option of a report, and how a value given for it is read."""

from __future__ import annotations

import re
from typing import NamedTuple

from plaincrm.errors import UsageError

KINDS = ("integer", "number", "text", "date", "boolean", "choice")
_YES = ("yes", "true", "1")
_NO = ("no", "false", "0")

Value = str | int | float | None


class Param(NamedTuple):
    """An option: its kind (one of KINDS), its default, what it may be, and one line of help.

    *setting* names the setting of the book that is the default, such as ``rfm.method``.
    """

    name: str
    kind: str
    default: Value = None
    choices: tuple[str, ...] = ()
    about: str = ""
    setting: str = ""

    def read(self, value: object) -> Value:
        """The value as the report takes it; UsageError (exit 2) where it is not one of this kind.

        Dates become ISO text, booleans 1 or 0.
        """
        text = str(value).strip()
        if self.kind == "integer":
            return self._integer(text)
        if self.kind == "number":
            return self._number(text)
        if self.kind == "date":
            return self._date(text)
        if self.kind == "boolean":
            return self._boolean(value, text)
        if self.kind == "choice":
            return self._choice(text)
        return text

    def _integer(self, text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,15}", text, re.ASCII):
            raise self._wrong(text, "a whole number", hint=f"write --{self.name} {self._example(90)}")
        return int(text)

    def _number(self, text: str) -> float:
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text, re.ASCII):
            raise self._wrong(text, "a number", hint=f"write --{self.name} {self._example(0.5)}")
        return float(text)

    def _date(self, text: str) -> str:
        from plaincrm.dates import parse_day

        return parse_day(text, prefer="past").isoformat()

    def _boolean(self, value: object, text: str) -> int:
        if value is True or text.lower() in _YES:
            return 1
        if value is False or text.lower() in _NO:
            return 0
        raise self._wrong(text, "yes or no", hint=f"write --{self.name} yes")

    def _choice(self, text: str) -> str:
        if text not in self.choices:
            raise self._wrong(text, "a choice", hint="one of " + ", ".join(self.choices))
        return text

    def _example(self, otherwise: float) -> Value:
        return otherwise if self.default is None else self.default

    def _wrong(self, text: str, wanted: str, *, hint: str) -> UsageError:
        return UsageError(f'--{self.name}: "{text}" is not {wanted}', hint=hint)
