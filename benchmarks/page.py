"""docs/performance.md: each section can be written anew by itself, the rest stays."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.shelf import git
from benchmarks.targets import table

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- targets -->", "<!-- /targets -->"
_ROW = re.compile(
    r"^\| (T\d\w*(?: stretch)?) \| (.*?) \| (.*?) \| ([\d.,]+).*? \| (met|NOT met) \|$", re.MULTILINE
)


def with_section(page: str, name: str, body: str, order: list[str]) -> str:
    """The page with the section as it is now; the others and what is above them stay."""
    above, *parts = re.split(r"^## ", page, flags=re.MULTILINE)
    sections = {part.split("\n")[0]: part for part in parts}
    sections[name] = f"{name}\n\n{body}"
    told = [sections[one] for one in order if one in sections]
    below = "".join(f"\n## {part.strip()}\n" for part in told)
    return f"{_with_summary(above, below).rstrip()}\n{below}"


def facts() -> str:
    """When and with what a section was measured, the machine in words only."""
    versions = f"Python {platform.python_version()}, {git(Path.cwd(), '--version').strip()}"
    busy = f"load {os.getloadavg()[0]:.1f} at the start"
    return (
        f"Measured on {datetime.now(UTC).date()} on {os.cpu_count()} cores ({busy}) with {versions}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()}."
    )


def _with_summary(above: str, below: str) -> str:
    before, _, rest = above.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_summary(below)}\n{END}{after}"


def _summary(sections: str) -> str:
    """One line per target: its hardest case, and how many of its cases are met."""
    by_id: dict[str, list[tuple[float, str, str, bool]]] = {}
    for name, what, limit, share, verdict in _ROW.findall(sections):
        by_id.setdefault(name, []).append((float(share.replace(",", "")), what, limit, verdict == "met"))
    rows = []
    for name in sorted(by_id, key=_in_order):
        cases = by_id[name]
        share, what, limit, _ = max(cases)
        met = sum(is_met for *_, is_met in cases)
        rows.append((name, f"{what}: {limit}", f"{share:.2f}", f"{met} of {len(cases)}"))
    return table(("target", "hardest case", "took, as a share of it", "met"), rows)


def _in_order(name: str) -> tuple[int, str]:
    number = re.search(r"\d+", name)
    return (int(number[0]) if number else 0, name)
