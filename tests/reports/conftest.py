"""A shop: a book in a real git repository whose reports a test asks for."""

from __future__ import annotations

import subprocess
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from plaincrm.book import Book
from plaincrm.index import Index
from plaincrm.reports import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.table import Table

SETTINGS = "format: 1\nname: Shop\ncurrency: EUR\n"


class Shop:
    """A book on disk: write customers by hand, ask for reports."""

    def __init__(self, root: Path, settings: str = SETTINGS) -> None:
        self.root = root
        self.opened: Index | None = None
        root.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
        self.write("plaincrm.yaml", settings)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
        self.close()

    def customer(self, customer: str, text: str = "") -> None:
        """customers/CUSTOMER.yaml with that text under the name, which is the ID in capitals."""
        self.write(f"customers/{customer}.yaml", f"name: {customer.upper()}\n{dedent(text)}")

    def customers(self, book: dict[str, dict[str, Any]]) -> None:
        """A file for each customer from plain data."""
        for customer, data in book.items():
            named = {"name": customer.upper(), **data}
            text = yaml.safe_dump(named, sort_keys=False, allow_unicode=True, default_flow_style=False)
            self.write(f"customers/{customer}.yaml", text)

    @property
    def index(self) -> Index:
        if self.opened is None:
            self.opened = Index.open(Book.find(self.root))
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def report(self, name: str, **values: object) -> Table:
        """The report as a Table; a window's first day is ``from_``."""
        given = {key.removesuffix("_"): value for key, value in values.items()}
        return catalogue.find(name, self.root / "reports").run(self.index, given)

    def records(self, name: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a report by column name."""
        return self.report(name, **values).records()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop")
    yield made
    made.close()


@pytest.fixture
def new_shop(tmp_path: Path) -> Iterator[Any]:
    """Makes further shops, with settings of one's choice."""
    made: list[Shop] = []

    def make(settings: str = SETTINGS) -> Shop:
        made.append(Shop(tmp_path / f"shop-{len(made)}", settings))
        return made[-1]

    yield make
    for each in made:
        each.close()
