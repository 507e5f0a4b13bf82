"""Every generated document: JSON Schemas of the files, references of files and tables."""

from __future__ import annotations


def every_document() -> dict[str, str]:
    """The documents by file name."""
    from plaincrm.index.reference import documented_tables
    from plaincrm.model.schema import documents

    return {**documents(), "tables.md": documented_tables()}
