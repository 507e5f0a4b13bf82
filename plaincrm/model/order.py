"""Which fields a file has, and in what order they are written: read off the models."""

from __future__ import annotations

from pydantic import BaseModel

from plaincrm.model.churn import Churn
from plaincrm.model.contact import Contact
from plaincrm.model.customer import Customer
from plaincrm.model.deal import Deal
from plaincrm.model.feedback import Feedback
from plaincrm.model.needs import Decision, Needs
from plaincrm.model.person import Person
from plaincrm.model.sale import Payment, Sale
from plaincrm.model.stage import Stage


def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in canonical order."""
    return tuple(model.model_fields)


MODELS: dict[tuple[str, ...], type[BaseModel]] = {
    (): Customer,
    ("people",): Person,
    ("stage",): Stage,
    ("needs",): Needs,
    ("needs", "decision"): Decision,
    ("churn",): Churn,
    ("contact_log",): Contact,
    ("sales",): Sale,
    ("sales", "payments"): Payment,
    ("deals",): Deal,
    ("feedback",): Feedback,
}
"""Every map of a customer file by its path; positions in lists are left out."""

ORDER: dict[tuple[str, ...], tuple[str, ...]] = {path: key_order(model) for path, model in MODELS.items()}
"""The canonical key order at each path."""
