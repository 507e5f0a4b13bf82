"""Which part of an XLSX package is which sheet: xl/workbook.xml, and the relationships beside it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.formats.workbook.xml import local, walk

if TYPE_CHECKING:
    import zipfile

    from plaincrm.formats.workbook.xml import Attributes, Started

_PACKAGE = ""  # whose relationships name the workbook
_WORKBOOK = "xl/workbook.xml"  # where it is when they do not
_BINARY = b"\x83\x01"  # what the workbook of an XLSB package begins with, in which nothing is XML


class Parts(NamedTuple):
    """The part of each sheet by the sheet's name, and all parts that are worksheets, shown or not."""

    of_sheets: dict[str, str]
    worksheets: list[str]


class _Relation(NamedTuple):
    """One relationship of a part: its ID, its type's last word, and the part that it names."""

    id: str
    type: str
    part: str


class _Package:
    """The parts of a package, which name each other in any case and with either slash."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._names = {_spelled(name): name for name in packed.namelist()}
        if len(self._names) < len(packed.namelist()):
            raise ValueError("two of its parts have one name")

    def begins(self, name: str, start: bytes) -> bool:
        """Whether the part begins so."""
        with self._packed.open(name) as part:
            return part.read(len(start)) == start

    def walk(self, name: str, started: Started) -> None:
        """Tell of every element of the part that starts; of none where there is no such part."""
        there = self._names.get(_spelled(name))
        if there:
            with self._packed.open(there) as part:
                walk(part, started)

    def relations(self, source: str) -> list[_Relation]:
        """What the part says of others in the package."""
        found: list[_Relation] = []
        folder, name = posixpath.split(source)

        def started(element: str, attributes: Attributes) -> None:
            if local(element) == "Relationship":
                kind = attributes.get("Type", "").rpartition("/")[2]
                part = self._named(attributes.get("Target", ""), folder)
                if part:
                    found.append(_Relation(attributes.get("Id", ""), kind, part))

        self.walk(f"{folder}/_rels/{name}.rels", started)
        return found

    def _named(self, target: str, folder: str) -> str | None:
        """The part that a relationship names, from its source's folder; else from the top of the package."""
        near = None if target.startswith("/") else self._names.get(_spelled(f"{folder}/{target}"))
        return near or self._names.get(_spelled(target))


def _spelled(name: str) -> str:
    """The name of a part in the one way in which it is compared."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).casefold()


def parts(packed: zipfile.ZipFile) -> Parts:
    """What an XLSX package says of its parts; of any other package nothing."""
    package = _Package(packed)
    workbooks = [each.part for each in package.relations(_PACKAGE) if each.type == "officeDocument"]
    if any(package.begins(workbook, _BINARY) for workbook in workbooks):
        return Parts({}, [])
    of_sheets: dict[str, str] = {}
    worksheets: set[str] = set()
    for workbook in workbooks or [_WORKBOOK]:
        relations = package.relations(workbook)
        targets = {each.id: each.part for each in relations}
        worksheets.update(each.part for each in relations if each.type == "worksheet")
        for name, id in _sheets(package, workbook):
            if name in of_sheets:
                raise ValueError(f'two of its sheets are called "{name[:40]}"')
            if id in targets:
                of_sheets[name] = targets[id]
    return Parts(of_sheets, sorted(worksheets.union(of_sheets.values())))


def _sheets(package: _Package, workbook: str) -> list[tuple[str, str]]:
    """The sheets in their order: the name, and the ID of the relationship that leads to the part."""
    found: list[tuple[str, str]] = []

    def started(element: str, attributes: Attributes) -> None:
        if local(element) == "sheet":
            ids = [value for key, value in attributes.items() if ":" in key and local(key) == "id"]
            found.append((attributes.get("name", ""), ids[0] if ids else ""))

    package.walk(workbook, started)
    return found
