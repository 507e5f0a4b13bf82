"""The disposable shadow of a book in SQLite: fresh at every opening, never the truth.

Index loads on first use: completion reads the file without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plaincrm.index.index import Index

__all__ = ["Index"]


def __getattr__(name: str) -> Any:
    if name != "Index":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from plaincrm.index.index import Index

    globals()[name] = Index
    return Index
