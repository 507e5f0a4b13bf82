"""Reads plaincrm.yaml and rates.yaml, with the line of everything that is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.book.customer_file import field_name
from plaincrm.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from plaincrm.model import Settings
    from plaincrm.model.rate import Rate


def read_settings_file(path: str, raw: bytes) -> Settings:
    """The settings in *raw*; InvalidDataError (exit 4) with every problem where they are broken."""
    return settings_and_doubts(path, raw)[0]


def settings_and_doubts(path: str, raw: bytes) -> tuple[Settings, list[Problem]]:
    """The same, with what is doubtful in them, such as a name that no setting has."""
    settings, problems = settings_and_problems(path, raw)
    if settings is None:
        raise InvalidDataError(f"{path} has errors", problems=problems)
    return settings, problems


def settings_and_problems(path: str, raw: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings in *raw* (None where broken) and what is wrong or doubtful in them."""
    from plaincrm.book import yaml
    from plaincrm.model import read_settings

    try:
        text = yaml.decode(raw)
        if says_nothing(text):
            return read_settings({})[0], []
        data = yaml.load(text)
        root = yaml.parse(text)
    except yaml.YamlError as error:
        return None, [Problem(path, line, "", message, hint) for line, message, hint in error.problems]
    settings, flaws = read_settings(data)
    problems = [
        Problem(path, root.line_at(flaw.loc), field_name(flaw.loc), flaw.message, flaw.hint, flaw.severity)
        for flaw in flaws
    ]
    return settings, problems


def read_rates_file(path: str, raw: bytes, settings: Settings) -> tuple[list[Rate], list[Problem]]:
    """The valid rates in *raw*, in file order, and a problem for each of the others."""
    from plaincrm.book import yaml
    from plaincrm.model.rate import read_rates

    try:
        text = yaml.decode(raw)
        if says_nothing(text):
            return [], []
        root = yaml.parse(text, root_kinds=("list",))
    except yaml.YamlError as error:
        return [], [Problem(path, line, "", message, hint) for line, message, hint in error.problems]
    data: Any = root.plain()
    rates, flaws = read_rates(data, settings)
    return rates, [
        Problem(
            path,
            root.line_at(flaw.loc),
            "rates" + field_name(flaw.loc),
            flaw.message,
            flaw.hint,
            flaw.severity,
        )
        for flaw in flaws
    ]


def says_nothing(text: str) -> bool:
    """Whether a file is empty or holds comments alone: every setting may be missing, and every rate."""
    return all(line.strip()[:1] in ("", "#") for line in text.removeprefix("\ufeff").splitlines())
