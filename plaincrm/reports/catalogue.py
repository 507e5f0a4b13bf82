"""The catalogue: every report by name; a book's own ones in SQL shadow the built-in ones."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from plaincrm.errors import NotFoundError
from plaincrm.reports.report import Report

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.reports.report import Found

# In the order in which they are listed. A new report is one file beside this one and one line here.
BUILT_IN = {
    "summary": "summary.py",
    "follow-ups": "follow_ups.py",
    "sales": "sales.py",
    "receivables": "receivables.py",
    "segments": "segments.py",
    "concentration": "concentration.py",
    "purchases": "purchases.py",
    "cohorts": "cohorts.py",
    "retention": "retention.py",
    "churn": "churn.py",
    "lifecycle": "lifecycle.py",
    "satisfaction": "satisfaction.py",
    "feedback": "feedback.sql",
    "complaints": "complaints.py",
    "needs": "needs.py",
    "pipeline": "pipeline.py",
    "forecast": "forecast.py",
    "affinity": "affinity.py",
    "activity": "activity.py",
    "acquisition": "acquisition.py",
    "migration": "migration.py",
    "quality": "quality.py",
}
# The command that a report is known by.
_OTHER_NAMES = {"due": "follow-ups"}
_HERE = Path(__file__).parent


class ReportModule(Protocol):
    """What a report written in Python has: the facts of a SQL header, and run().

    One with a picture has PICTURE as well, and drawn() where it draws other rows than it lists; one whose
    window may lie after asof has LOOKS_AHEAD.
    """

    TITLE: str
    TITLE_ZH: str
    ABOUT: str
    PARAMS: tuple[Param, ...]

    def run(self, index: Index, ask: Ask) -> Found:
        """The answer; the index already stands at the moment asked for."""


def names(own_dir: Path | None = None) -> list[str]:
    """The names of all reports: the built-in ones in their order, then the book's own by name."""
    own = _own(own_dir)
    return [*BUILT_IN, *sorted(name for name in own if name not in BUILT_IN)]


def find(name: str, own_dir: Path | None = None) -> Report:
    """The report called *name*, the book's own one first.

    Raises NotFoundError (exit 3) with the nearest name, InvalidDataError (exit 4) for a broken header.
    """
    own = _own(own_dir)
    if name in own:
        return _from_sql(name, own[name], f"reports/{own[name].name}")
    if name in BUILT_IN:
        file = BUILT_IN[name]
        return _from_sql(name, _HERE / file, file) if file.endswith(".sql") else _from_module(name, file)
    raise _unknown(name, names(own_dir))


def with_picture() -> list[str]:
    """The names of the built-in reports that have a picture."""
    return [name for name in BUILT_IN if find(name).picture is not None]


def template() -> str:
    """The text of a new report: it runs as it is and shows how a header is written."""
    return (_HERE / "template.sql").read_text(encoding="utf-8")


def _own(own_dir: Path | None) -> dict[str, Path]:
    if own_dir is None or not own_dir.is_dir():
        return {}
    return {file.stem: file for file in sorted(own_dir.glob("*.sql")) if file.name[0] not in "._"}


def _from_sql(name: str, file: Path, shown_path: str) -> Report:
    from plaincrm.reports.sql_report import read_sql_report

    return read_sql_report(name, file, shown_path)


def _from_module(name: str, file: str) -> Report:
    module: ReportModule = import_module("plaincrm.reports." + file.removesuffix(".py"))
    picture, drawn = getattr(module, "PICTURE", None), getattr(module, "drawn", None)
    ahead = getattr(module, "LOOKS_AHEAD", False)
    return Report(
        name, module.TITLE, module.TITLE_ZH, module.ABOUT, module.PARAMS, module.run, picture, drawn, ahead
    )


def _unknown(name: str, known: list[str]) -> NotFoundError:
    from difflib import get_close_matches

    word = name.lower().replace("_", "-")
    near = [_OTHER_NAMES[word]] if word in _OTHER_NAMES else get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "there are: " + ", ".join(known)
    return NotFoundError(f'no report "{name}"', hint=hint)
