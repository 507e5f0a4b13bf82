"""What the words of a book mean: Pydantic models and rules; knows no disk, no YAML text, no SQL.

The names below load on first use, so that ``plaincrm.model.currency`` and other light modules
do not cost an import of Pydantic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plaincrm.model.customer import Customer
    from plaincrm.model.problems import Flaw
    from plaincrm.model.rate import Rate, read_rates
    from plaincrm.model.read import read_customer, read_settings
    from plaincrm.model.settings import Settings

__all__ = ["Customer", "Flaw", "Rate", "Settings", "read_customer", "read_rates", "read_settings"]

_HOMES = {
    "Customer": "customer",
    "Flaw": "problems",
    "Rate": "rate",
    "Settings": "settings",
    "read_customer": "read",
    "read_rates": "rate",
    "read_settings": "read",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
