"""Every generated document: JSON Schemas of the files, and the reference of the tables."""

from __future__ import annotations

from plaincrm.errors import NotFoundError


def every_document() -> dict[str, str]:
    """The documents by file name."""
    from plaincrm.index.reference import documented_tables
    from plaincrm.model.schema import documents

    return {**documents(), "tables.md": documented_tables()}


def document(name: str) -> str:
    """One document by its name, as in ``customer``; NotFoundError (exit 3) names those that there are."""
    known = {
        file.removesuffix(".md").removesuffix(".schema.json"): text for file, text in every_document().items()
    }
    if name not in known:
        raise NotFoundError(f'there is no schema "{name}"', hint=f"one of {', '.join(known)}")
    return known[name]
