"""The XML parts of a workbook, element by element, without keeping them."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

    Attributes = dict[str, str]
    Started = Callable[[str, Attributes], None]

Damage = expat.ExpatError
"""What a part raises that is no XML."""


def parser(started: Started) -> expat.XMLParserType:
    """A parser that tells of every element that starts; ValueError where a document defines entities."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler = started
    made.EntityDeclHandler = _refuse_entity
    return made


def walk(part: IO[bytes], started: Started) -> None:
    """Tell of every element of the part that starts."""
    parser(started).ParseFile(part)


@lru_cache(1_000)
def local(name: str) -> str:
    """The name of an element or attribute without its prefix, which every program chooses for itself."""
    return name.rpartition(":")[2]


def _refuse_entity(*_: Any) -> NoReturn:
    raise ValueError("it defines entities")
