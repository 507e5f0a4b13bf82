"""What kind of value belongs at a place of a customer file, so that ``set`` can read and write it."""

from __future__ import annotations

from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from plaincrm.model import record
from plaincrm.model.customer import Customer
from plaincrm.model.feedback import Scale

Step = str | int

_PLAIN = {
    "day": (record.Day, record.Birthday),
    "decimal": (record.Amount, record.Number, record.Positive, record.Share),
    "whole": (record.PositiveWhole, Scale),
    "flag": (record.Flag,),
    "texts": (record.Texts,),
    "map": (record.TextMap, record.AnyMap),
}


@lru_cache(maxsize=2000)  # an import asks for the same few places a million times
def kind_at(path: tuple[Step, ...]) -> str:
    """The kind of the value at *path*.

    One of ``text``, ``day``, ``decimal``, ``whole``, ``flag``, ``texts`` (a list of scalars), ``map``
    (free keys), ``record``, ``records`` (a list of maps), ``unknown``.
    """
    here: Any = Customer
    for step in path:
        bare = _bare(here)
        if isinstance(step, int):
            here = _item(here)
        elif isinstance(bare, type) and issubclass(bare, BaseModel):
            if step not in bare.model_fields:
                return "unknown"
            here = _field(bare, step)
        else:
            return "text" if _plain_kind(here) in ("map", "texts") else "unknown"
    return _kind(here)


def typed_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of *model* that are more than the text which the file has."""
    return frozenset(key for key in model.model_fields if _kind(_field(model, key)) not in ("text", "day"))


def _field(model: type[BaseModel], key: str) -> Any:
    field = model.model_fields[key]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _kind(hint: Any) -> str:
    plain = _plain_kind(hint)
    if plain:
        return plain
    bare = _bare(hint)
    if get_origin(bare) is list:
        return "records"
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return "record"
    return "text" if bare is str else "unknown"


def _plain_kind(hint: Any) -> str | None:
    options = _options(hint)
    return next((kind for kind, types in _PLAIN.items() if any(option in types for option in options)), None)


def _options(hint: Any) -> list[Any]:
    if get_origin(hint) in (Union, UnionType):
        return [option for option in get_args(hint) if option is not NoneType]
    return [hint]


def _bare(hint: Any) -> Any:
    """The type without ``Annotated`` and ``| None``."""
    while True:
        options = _options(hint)
        hint = options[0]
        if get_origin(hint) is not Annotated:
            return hint
        hint = get_args(hint)[0]


def _item(hint: Any) -> Any:
    bare = _bare(hint)
    return get_args(bare)[0] if get_origin(bare) is list else bare
