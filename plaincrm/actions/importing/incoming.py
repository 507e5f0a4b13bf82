"""What a file of any format comes down to before it meets the book: incoming customers, rows left out."""

from __future__ import annotations

from typing import Any, NamedTuple

Data = dict[str, Any]

ENTRY_LISTS = ("contact_log", "sales", "deals", "feedback", "churn")
PAYMENTS = "payments"  # rows of their own in our tables, until they are put into their sales


def said(data: Any) -> Any:
    """The data without emptied cells, and without maps in which nothing else stands."""
    if isinstance(data, dict):
        kept = {key: said(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value is not None and value != {}}
    return [said(item) for item in data] if isinstance(data, list) else data


def plain_stage(stage: Data) -> str | Data | None:
    """A stage of which nothing but the value is known as that alone."""
    kept: Data = said(stage)
    return kept["value"] if kept.keys() == {"value"} else kept or None


class Origin(NamedTuple):
    """Where something stood: the row as its program counts, from 1 (a card, an object), and its sheet."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.sheet} row {self.row}" if self.sheet else f"row {self.row}"


_NO_PROFILE = frozenset(("name", *ENTRY_LISTS))


class Incoming:
    """One customer as a file tells of them.

    *data* is a customer file's content under its own keys, entries included, every scalar as text, so
    that it compares with what a book holds; an entry may bear `ref`, the short reference that an export
    wrote. A value of None is an empty cell of our own table. *id* is the ID that the file gives, or whom
    its `customer` column names. *makes*: whether it may make a customer that the book does not have.
    *replaces*: it comes from our own export, so names and lists of texts are the whole truth and replace
    what is there, else they are added to it. *is_number*: *id* is from a column of IDs, and nobody's name.
    *cells* is the row, for the report of rejected ones.
    """

    __slots__ = ("cells", "data", "id", "is_number", "makes", "origins", "replaces", "source", "warnings")

    def __init__(
        self,
        data: Data,
        origin: Origin,
        *,
        source: str = "",
        id: str | None = None,
        makes: bool = True,
        replaces: bool = False,
        warnings: list[str] | None = None,
        is_number: bool = False,
    ) -> None:
        self.cells: list[str] = []
        self.data = data
        self.origins = [origin]
        self.source = source
        self.id = id
        self.is_number = is_number
        self.makes = makes
        self.replaces = replaces
        self.warnings = [] if warnings is None else warnings

    @property
    def is_ours(self) -> bool:
        """Whether plaincrm wrote the file, so that the ID says who it is."""
        return self.source == "plaincrm" and bool(self.id)

    @property
    def tells_only_of_entries(self) -> bool:
        """Whether it says nothing of the customer beside the name and what happened."""
        return _NO_PROFILE.issuperset(self.data)

    @property
    def name(self) -> str:
        """What the customer is called in the file, else the ID it gives."""
        return str(self.data.get("name") or self.id or "")


class Refused(NamedTuple):
    """A row that was not taken, why, and the row itself."""

    origin: Origin
    reason: str
    cells: list[str]


class Batch(NamedTuple):
    """What one file gave: every row of it is in exactly one of *incoming*, *skipped* and *rejected*.

    *facts* say how it was read: source, encoding, columns. One Incoming may stand for several rows.
    *settings* and *rates* are those of a whole book, for one that has no customers yet. *topics* are those
    of which a table of ours tells everything: what the book has beyond it was left out or deleted there.
    *headers* are the headings of each sheet, where there are several; else *header* stands for all.
    """

    file: str
    source: str
    facts: list[str]
    incoming: list[Incoming]
    skipped: list[Refused]
    rejected: list[Refused]
    header: list[str]
    settings: Data | None = None
    rates: list[Data] | None = None
    topics: list[str] | None = None
    headers: dict[str, list[str]] | None = None

    @property
    def accepted(self) -> int:
        """How many rows were taken."""
        return sum(len(each.origins) for each in self.incoming)

    @property
    def rows(self) -> int:
        """How many rows the file has, without blank ones and what stands above the header."""
        return self.accepted + len(self.skipped) + len(self.rejected)
