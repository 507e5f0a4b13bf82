"""What happened to the customers, commit by commit, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.written import as_text
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.book import Book
    from plaincrm.book.log import Commit
    from plaincrm.table import Row

COLUMNS = tuple(Column(name) for name in ("commit", "date", "author", "customer", "action", "change"))
MANY = 20  # a commit of more files than this is told in one line


def history(book: Book, customer: str | None = None, *, limit: int | None = None) -> Table:
    """The book's commits, newest first, one row per customer touched: what was added, changed, removed."""
    from plaincrm.book.log import commits

    paths = _all_paths(book, customer) if customer else ()
    rows: list[Row] = []
    for commit in commits(book, paths, limit=limit):
        rows += _rows(book, commit)
    return Table(COLUMNS, rows, "History")


def _all_paths(book: Book, customer: str) -> tuple[str, ...]:
    present = book.path_of(customer)
    return tuple(dict.fromkeys([*([present] if present else []), *book.usual_paths(customer)]))


def _rows(book: Book, commit: Commit) -> list[Row]:
    from plaincrm.book.customer_file import id_of

    if not commit.paths:  # a merge: what came with it has rows of its own
        return []
    touched = [
        (status, path)
        for status, path in commit.paths
        if path.startswith("customers/") and path.endswith(".yaml")
    ]
    facts = (commit.short, commit.when[:10], commit.author)
    action = commit.verb or "edit"
    if len(touched) > MANY or not touched:
        return [(*facts, None, action, f"{commit.subject} ({len(commit.paths)} files)")]
    return [(*facts, id_of(path), action, _change(book, commit, status, path)) for status, path in touched]


def _change(book: Book, commit: Commit, status: str, path: str) -> str:
    if status == "A":
        return "file added"
    if status == "D":
        return "file removed"
    old, new = _data(book, f"{commit.id}^", path), _data(book, commit.id, path)
    if old is None or new is None:
        return "edited by hand"
    return "; ".join(differences(old, new)) or "comments or layout"


def _data(book: Book, revision: str, path: str) -> dict[str, Any] | None:
    from plaincrm.book import yaml
    from plaincrm.book.log import content_at

    content = content_at(book, revision, path)
    try:
        return None if content is None else yaml.load(yaml.decode(content))
    except yaml.YamlError:
        return None


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The differences of two customers in words: ``level: B → A``, ``contact_log: 1 added``."""
    said = []
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before or after, list) and not isinstance(before, str):
            said.append(f"{key}: {_list_words(_listed(before), _listed(after))}")
        elif isinstance(before, dict) and isinstance(after, dict):
            said += [f"{key}.{words}" for words in differences(before, after)]
        else:
            said.append(f"{key}: {_shown(before)} → {_shown(after)}")
    return said


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _list_words(old: list[Any], new: list[Any]) -> str:
    added = [item for item in new if item not in old]
    removed = [item for item in old if item not in new]
    if all(isinstance(item, str) for item in added + removed):
        return " ".join([f"+{item}" for item in added] + [f"-{item}" for item in removed]) or "reordered"
    if len(added) == len(removed) == 1 and isinstance(added[0], dict) and isinstance(removed[0], dict):
        return ", ".join(differences(removed[0], added[0]))
    parts = [f"added {_shown(item)}" for item in added] + [f"removed {_shown(item)}" for item in removed]
    return ", ".join(parts) or "reordered"


def _shown(value: Any) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key}: {_shown(item)}" for key, item in value.items() if item is not None) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    text = str(as_text(value)).replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"
