"""Raw data of a file → the model, or everything that is wrong with it at once."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from plaincrm.model.customer import Customer
from plaincrm.model.doubts import doubts
from plaincrm.model.problems import Flaw, flaws_of
from plaincrm.model.rules import broken_rules, typed_custom
from plaincrm.model.settings import Settings
from plaincrm.model.settings_rules import settings_doubts
from plaincrm.model.values import as_map

_validate_customer = Customer.__pydantic_validator__.validate_python


def read_customer(data: Any, settings: Settings, *, deep: bool = False) -> tuple[Customer | None, list[Flaw]]:
    """The customer that raw *data* describes, with its errors and then its warnings.

    The customer is None where there is an error. *data* is kept, not copied: the customer's JSON
    view is made from it. *deep* looks at phones and e-mails more closely (see looks).
    """
    customer: Customer | None = None
    flaws: list[Flaw] = []
    try:
        customer = _validate_customer(data)
    except ValidationError as error:
        flaws += flaws_of(error)
    if not isinstance(data, dict):
        return None, flaws
    flaws += broken_rules(data, settings)
    if flaws or customer is None:
        return None, flaws + doubts(data, settings, deep=deep)
    if settings.fields and customer.custom:
        customer.custom = typed_custom(data["custom"], settings)[0]
    customer._data = data
    return customer, doubts(data, settings, deep=deep)


def read_settings(data: Any) -> tuple[Settings | None, list[Flaw]]:
    """The settings that raw *data* describes, with what is wrong or doubtful; None where wrong."""
    try:
        settings = Settings.model_validate(as_map(data))
    except ValidationError as error:
        return None, flaws_of(error) + settings_doubts(data)
    return settings, settings_doubts(data)
