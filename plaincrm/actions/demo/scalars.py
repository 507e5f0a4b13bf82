"""One value as YAML text: plain where every reader takes it for the same thing, else in quotes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plaincrm.actions.demo.record import Plain

# What a YAML 1.1 or 1.2 reader would take for a truth value, nothing or a number.
_RESERVED = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"])
_SAFE_START = re.compile(r"[^\W\d_]|\+\d{1,3} |[（「『《]")
_UNSAFE = re.compile(r": |:$| #|[\t\n]|^\s|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:]")


def scalar(value: Any, quotes: str = "plain", *, in_flow: bool = False) -> str:
    """*value* for a file; *quotes* (plain, single, double) is the writer's habit for texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Plain, int, date, Decimal)):
        return str(value)
    return _text(value, quotes, in_flow)


@lru_cache(maxsize=8192)
def _text(text: str, quotes: str, in_flow: bool) -> str:
    if quotes == "plain" and _is_safe(text, in_flow):
        return text
    if quotes == "single" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _is_safe(text: str, in_flow: bool) -> bool:
    if not _SAFE_START.match(text) or text.lower() in _RESERVED or _UNSAFE.search(text):
        return False
    return not (in_flow and _UNSAFE_IN_FLOW.search(text))
