"""The reference of the file formats as Markdown tables, made from the models' own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plaincrm.model.json_view import MONEY
from plaincrm.model.order import MODELS
from plaincrm.model.places import kind_at
from plaincrm.model.rate import Rate
from plaincrm.model.settings import Settings
from plaincrm.model.settings_rules import groups

_HEAD = "| field | 中文 | what | meaning |\n|---|---|---|---|\n"
_KINDS = {
    "text": "text",
    "day": "date",
    "decimal": "number",
    "whole": "whole number",
    "flag": "true or false",
    "texts": "texts",
    "map": "free keys",
    "record": "fields, see below",
    "records": "list, see below",
}


def customer_reference() -> str:
    """Every field of a customer file, map by map."""
    return "\n".join(_map_reference(path, model) for path, model in MODELS.items())


def settings_reference() -> str:
    """Every setting with its default, then every group of thresholds."""
    inner = groups()
    general = {name: info for name, info in Settings.model_fields.items() if name not in inner}
    parts = [_settings_table(general)]
    for name, model in inner.items():
        label = _label(Settings.model_fields[name])
        parts.append(f"### `{name}` {label}\n\n{model.__doc__}\n\n{_settings_table(model.model_fields)}")
    return "\n".join(parts)


def rates_reference() -> str:
    """The fields of one rate."""
    rows = [_row(name, info, "number" if name == "rate" else "") for name, info in Rate.model_fields.items()]
    return _HEAD + "".join(rows)


def _map_reference(path: tuple[str, ...], model: type[BaseModel]) -> str:
    title = f"### `{'.'.join(path)}` {_label_at(path)}\n\n" if path else ""
    rows = [_row(name, info, _kind((*path, name))) for name, info in model.model_fields.items()]
    return f"{title}{model.__doc__}\n\n{_HEAD}{''.join(rows)}"


def _row(name: str, info: FieldInfo, kind: str) -> str:
    need = "**Required.** " if info.is_required() else ""
    return f"| `{name}` | {_label(info)} | {kind} | {need}{info.description} |\n"


def _kind(path: tuple[str, ...]) -> str:
    if path[-1] in MONEY:
        return "amount"
    steps: list[str | int] = []
    for key in path:
        steps.append(key)
        if kind_at(tuple(steps)) == "records" and key != path[-1]:
            steps.append(0)
    return _KINDS[kind_at(tuple(steps))]


def _label_at(path: tuple[str, ...]) -> str:
    return _label(MODELS[path[:-1]].model_fields[path[-1]])


def _label(info: FieldInfo) -> str:
    extra = info.json_schema_extra
    return str(extra["zh"]) if isinstance(extra, dict) else ""


def _settings_table(fields: dict[str, FieldInfo]) -> str:
    rows = [
        f"| `{name}` | {_label(info)} | {_default(info)} | {info.description} |\n"
        for name, info in fields.items()
    ]
    return "| setting | 中文 | default | meaning |\n|---|---|---|---|\n" + "".join(rows)


def _default(info: FieldInfo) -> str:
    default = info.get_default(call_default_factory=True)
    if default is None or default in ({}, []):
        return ""
    return f"`{_plain(default)}`"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
