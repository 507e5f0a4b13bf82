"""The disposable shadow of a book in SQLite: fresh at every opening, never the truth."""

from plaincrm.index.index import Index

__all__ = ["Index"]
