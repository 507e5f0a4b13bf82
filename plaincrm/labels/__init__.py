"""What columns, fields, reports and their notes say in English and Chinese: the one place that says so.

Keys are column names and file keys, which programs read and nobody translates.
"""

from __future__ import annotations

from plaincrm.labels.columns import COLUMNS, WITHIN
from plaincrm.labels.titles import ABOUT, TITLES

_ENGLISH, _CHINESE = 0, 1
_FREE_KEYS = ("custom", "social", "external_ids")


def head(column: str, lang: str) -> str:
    """What stands above a column: its own name in English, its Chinese name where there is one.

    A dotted key is named part by part, but not below a map whose keys are the user's own.
    """
    if lang != "zh":
        return column
    first, dot, rest = column.partition(".")
    inner = rest if first in _FREE_KEYS or not dot else head(rest, lang)
    return _named(COLUMNS, first, lang) + dot + inner


def label(column: str, lang: str) -> str:
    """What people call a column or field, for worksheets and forms; a name unknown here stays itself."""
    return _named(COLUMNS, column, lang)


def head_within(topic: str, key: str, lang: str) -> str:
    """The head of a key of a customer's list, where it means something else than elsewhere; else the key."""
    return WITHIN.get((topic, key), key) if lang == "zh" else key


def title(name: str, lang: str) -> str:
    """What a report, listing or section is called; a name unknown here stays itself."""
    return _named(TITLES, name, lang)


def about(name: str, english: str, lang: str) -> str:
    """What a report says it is about; one of the book's own says it in its own words."""
    return ABOUT.get(name, english) if lang == "zh" else english


def captions(texts: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """A report's notes as people read them."""
    if lang != "zh":
        return texts
    from plaincrm.labels.notes import note

    return tuple(note(text) for text in texts)


def _named(names: dict[str, tuple[str, str]], name: str, lang: str) -> str:
    return names[name][_CHINESE if lang == "zh" else _ENGLISH] if name in names else name
