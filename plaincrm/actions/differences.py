"""What is different between two versions of a customer, in words: fields, and entries by their day."""

from __future__ import annotations

from typing import Any, NamedTuple

from plaincrm.actions.written import as_text

LONGEST = 60
MANY_PAIRS = 10_000  # more would take too long to compare; they then come and go
NONE = "(none)"
# What an entry is called by: the day, else what it is about.
_NAMING = ("date", "opened", "name", "title")


class Difference(NamedTuple):
    """One difference: the dotted field, the keys of an entry that came or went, and the words."""

    field: str
    keys: frozenset[str]
    words: str

    def is_of(self, field: str) -> bool:
        """Whether it concerns *field*, a part of it, or an entry that has it."""
        if self.field == field or self.field.startswith(f"{field}."):
            return True
        return field.startswith(f"{self.field}.") and field.removeprefix(f"{self.field}.") in self.keys


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """``level: B → A``, ``contact_log: added {…}``, ``contact_log 2026-11-02: done: (none) → 2026-11-19``."""
    return list(_of_maps(old, new, "", ""))


def _of_maps(old: dict[str, Any], new: dict[str, Any], field: str, place: str) -> list[Difference]:
    found = []
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        name, where = f"{field}.{key}".lstrip("."), f"{place}{key}"
        if _has_maps(before) or _has_maps(after):
            found += _of_entries(_maps(before), _maps(after), name, where)
        elif _is_map(before) and _is_map(after):  # one of them is there
            found += _of_maps(before or {}, after or {}, name, f"{where}.")
        elif isinstance(before, list) or isinstance(after, list):
            found.append(
                Difference(name, frozenset(), f"{where}: {_of_texts(_listed(before), _listed(after))}")
            )
        else:
            found.append(Difference(name, frozenset(), f"{where}: {shown(before)} → {shown(after)}"))
    return found


def _of_entries(old: list[Any], new: list[Any], field: str, where: str) -> list[Difference]:
    gone, come = _without(old, new), _without(new, old)
    found = []
    for before, after in _pairs(gone, come):
        gone.remove(before)
        come.remove(after)
        found += _of_maps(before, after, field, f"{where} {_called(after)}: ")
    found += [Difference(field, frozenset(entry), f"{where}: added {shown(entry)}") for entry in come]
    found += [Difference(field, frozenset(entry), f"{where}: removed {shown(entry)}") for entry in gone]
    return found or [Difference(field, frozenset(), f"{where}: reordered")]


def _pairs(gone: list[Any], come: list[Any]) -> list[tuple[Any, Any]]:
    """The entries that were changed: those that agree in half of what they say, the likest first."""
    if len(gone) * len(come) > MANY_PAIRS:
        return []
    likest = sorted(
        ((-_likeness(before, after), i, j) for i, before in enumerate(gone) for j, after in enumerate(come))
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    pairs = []
    for likeness, i, j in likest:
        if likeness <= -0.5 and i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            pairs.append((i, j))
    return [(gone[i], come[j]) for i, j in sorted(pairs)]


def _likeness(before: dict[str, Any], after: dict[str, Any]) -> float:
    keys = {*before, *after}
    same = sum(1 for key in keys if before.get(key) == after.get(key))
    fewest = min(len(before), len(after))
    return same / fewest if fewest else 0.0


def _without(some: list[Any], others: list[Any]) -> list[Any]:
    """Those of *some* that *others* lacks; of equal ones as many as it lacks."""
    left = list(others)
    found = []
    for item in some:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found


def _called(entry: dict[str, Any]) -> str:
    return next((shown(entry[key]) for key in _NAMING if entry.get(key)), "")


def _of_texts(old: list[Any], new: list[Any]) -> str:
    added = [f"+{shown(item)}" for item in _without(new, old)]
    removed = [f"-{shown(item)}" for item in _without(old, new)]
    return " ".join(added + removed) or "reordered"


def _is_map(value: Any) -> bool:
    return value is None or isinstance(value, dict)


def _has_maps(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _maps(value: Any) -> list[Any]:
    return [item for item in _listed(value) if isinstance(item, dict)]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def shown(value: Any) -> str:
    """A value in few words."""
    if value is None:
        return NONE
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items() if item is not None) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    text = str(as_text(value)).replace("\n", " ")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
