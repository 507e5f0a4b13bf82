"""What a text must read as after an edit; each function changes the fresh data it is given."""

from __future__ import annotations

from typing import Any

from plaincrm.book.yaml.nodes import Data
from plaincrm.book.yaml.places import Path


def with_item(data: Data, path: Path, value: Data) -> Data:
    """*data* with *value* at the end of the list at *path*."""
    _at(data, path).append(value)
    return data


def with_value(data: Data, path: Path, value: Data) -> Data:
    """*data* with another *value* at *path*."""
    if not path:
        return value
    _at(data, path[:-1])[path[-1]] = value
    return data


def with_key(data: Data, path: Path, position: int, key: str, value: Data) -> Data:
    """*data* with a new key at a *position* of the map at *path*."""
    pairs = list(_at(data, path).items())
    pairs.insert(position, (key, value))
    return with_value(data, path, dict(pairs))


def without(data: Data, path: Path) -> Data:
    """*data* without what is at *path*."""
    del _at(data, path[:-1])[path[-1]]
    return data


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
