"""The file of a new customer, checked before anybody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.book.customer_file import parse
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from plaincrm.model import Settings


def sound_file(path: str, data: dict[str, Any], first_line: str, settings: Settings) -> bytes:
    """The bytes of a file at *path* that holds *data*, keys in its order, below a comment.

    They were read once: as *data* and as a customer. InvalidDataError (exit 4) where they are none.
    """
    from plaincrm.book import yaml

    file = parse(path, yaml.encode(yaml.new_text(data, first_line)), settings)
    if file.customer is None:
        raise InvalidDataError(f"{path} would have errors", problems=file.errors)
    yaml.prove(file.data, data)
    return file.raw
