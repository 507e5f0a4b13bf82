"""A validated customer file → the rows of the index, one function per noun.

Every row begins with the document's number. Where there may be many entries they are read through `vars`:
attributes of a Pydantic model are five times as slow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from plaincrm.index.columns import dated, day, iso, iso_of, minor, number
from plaincrm.index.name_keys import name_keys
from plaincrm.index.summary import first_day, is_contact, summary_row
from plaincrm.model import money
from plaincrm.model.currency import exponent
from plaincrm.model.refs import LISTS, entry_hashes

if TYPE_CHECKING:
    from plaincrm.book import CustomerFile
    from plaincrm.model import Customer, Settings

    Row = tuple[Any, ...]
    Rows = dict[str, list[Row]]  # table → rows


def file_rows(doc: int, file: CustomerFile, settings: Settings) -> Rows:
    """All rows of one file, by table; of a broken one only its problems."""
    rows: Rows = {"problem": problem_rows(doc, file)}
    if file.customer is not None:
        rows |= customer_rows(doc, file.id, file.customer, file.data, settings)
    return rows


def customer_rows(
    doc: int, customer_id: str, customer: Customer, data: dict[str, Any], settings: Settings
) -> Rows:
    """The rows of a sound customer; *data* is the raw data its entries are known by."""
    sales, payments = sale_rows(doc, customer, settings)
    return {
        "customer": [(doc, *customer_row(customer, settings))],
        "summary": [(doc, *summary_row(customer, settings.currency))],
        "content": [(doc, to_json(customer.as_json()).decode())],
        "list_value": list_value_rows(doc, customer),
        "person": person_rows(doc, customer),
        "name_key": [(doc, *key) for key in name_keys(customer)],
        "entry": entry_rows(doc, customer_id, data),
        "contact_entry": contact_rows(doc, customer),
        "sale_entry": sales,
        "payment": payments,
        "deal_entry": deal_rows(doc, customer, settings),
        "feedback_entry": feedback_rows(doc, customer),
        "churn_entry": churn_rows(doc, customer),
    }


def problem_rows(doc: int, file: CustomerFile) -> list[Row]:
    return [
        (doc, position, problem.line, problem.field, problem.message, problem.hint, problem.severity)
        for position, problem in enumerate(file.problems)
    ]


def customer_row(customer: Customer, settings: Settings) -> Row:
    stage, decision = customer.stage, customer.needs.decision if customer.needs else None
    return (
        customer.name,
        customer.kind,
        customer.company,
        customer.title,
        customer.industry,
        customer.company_size,
        customer.level,
        customer.source,
        ",".join(customer.tags) or None,
        customer.owner,
        customer.website,
        customer.birthday,
        customer.since,
        day(customer.since),
        customer.cadence_days,
        effective_cadence(customer, settings),
        *((stage.value, stage.since, day(stage.since), stage.reason) if stage else (None,) * 4),
        *((decision.stage, decision.by, day(decision.by)) if decision else (None,) * 3),
        minor(decision.budget if decision else None, settings.currency),
        customer.archived,
        day(customer.archived),
        customer.notes,
        first_day(customer),
    )


def effective_cadence(customer: Customer, settings: Settings) -> int | None:
    """The wanted days between contacts: the customer's own, else the level's, else the default."""
    if customer.cadence_days is not None:
        return customer.cadence_days
    default = settings.cadence.get("default")
    return settings.cadence.get(customer.level, default) if customer.level else default


def list_value_rows(doc: int, customer: Customer) -> list[Row]:
    needs = customer.needs
    decision = needs.decision if needs else None
    fields = {
        "tags": customer.tags,
        "aliases": customer.aliases,
        "phones": customer.phones,
        "emails": customer.emails,
        "addresses": customer.addresses,
        "motives": needs.motives if needs else [],
        "preferences": needs.preferences if needs else [],
        "makers": decision.makers if decision else [],
        "criteria": decision.criteria if decision else [],
        "obstacles": decision.obstacles if decision else [],
    }
    return [
        (doc, field, position, value)
        for field, values in fields.items()
        for position, value in enumerate(values)
    ]


def person_rows(doc: int, customer: Customer) -> list[Row]:
    return [
        (
            doc,
            position,
            person.name,
            person.title,
            person.department,
            person.role,
            person.birthday,
            person.notes,
        )
        for position, person in enumerate(customer.people)
    ]


def entry_rows(doc: int, customer_id: str, data: dict[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for name in LISTS:
        twins: dict[str, int] = {}
        for position, known_by in enumerate(entry_hashes(customer_id, name, data.get(name) or [])):
            twin = twins[known_by] = twins.get(known_by, 0) + 1
            rows.append((doc, name, position, known_by, twin))
    return rows


def contact_rows(doc: int, customer: Customer) -> list[Row]:
    return [
        (
            doc,
            position,
            *dated(entry["date"]),
            entry["channel"],
            entry["direction"],
            entry["person"],
            entry["by"],
            entry["summary"],
            iso(entry["follow_up"]),
            day(entry["follow_up"]),
            entry["plan"],
            iso(entry["done"]),
            day(entry["done"]),
            entry["every"],
            int(is_contact(entry)),
        )
        for position, entry in enumerate(map(vars, customer.contact_log))
    ]


def sale_rows(doc: int, customer: Customer, settings: Settings) -> tuple[list[Row], list[Row]]:
    """The sales, and the payments listed under them."""
    sales: list[Row] = []
    payments: list[Row] = []
    book_currency, terms_days = settings.currency, settings.terms_days
    for position, entry in enumerate(map(vars, customer.sales)):
        currency = entry["currency"] or book_currency
        sales.append((doc, position, *sale_row(entry, currency, terms_days)))
        for place, payment in enumerate(entry["payments"]):
            paid = money.minor(payment.amount, currency)
            payments.append((doc, position, place, iso(payment.date), day(payment.date), paid, currency))
    return sales, payments


def sale_row(entry: dict[str, Any], currency: str, terms_days: int) -> Row:
    amount = money.minor(entry["amount"], currency)
    tax_rate = entry["tax_rate"] or 0
    tax = money.tax_minor(amount, tax_rate)
    date, date_day, month_no = dated(entry["date"])
    due = iso(entry["due"]) or iso_of(date_day + terms_days)
    return (
        date,
        date_day,
        month_no,
        entry["product"],
        number(entry["quantity"]),
        amount,
        currency,
        exponent(currency),
        float(tax_rate),
        tax,
        amount + tax,
        entry["invoice"],
        entry["external_id"],
        due,
        day(due),
        entry["payment_method"],
        iso(entry["paid"]),
        day(entry["paid"]),
        entry["delivery"],
        iso(entry["delivered"]),
        day(entry["delivered"]),
        entry["against"],
        int(entry["void"]),
        entry["note"],
        None,  # roll_ups.py values it
    )


def deal_rows(doc: int, customer: Customer, settings: Settings) -> list[Row]:
    rows: list[Row] = []
    for position, entry in enumerate(customer.deals):
        currency = entry.currency or settings.currency
        probability = entry.probability
        if probability is None and entry.stage:
            probability = settings.deal_stages.get(entry.stage)
        rows.append(
            (
                doc,
                position,
                iso(entry.opened),
                day(entry.opened),
                entry.title,
                entry.stage,
                minor(entry.amount, currency),
                currency,
                exponent(currency),
                number(probability),
                iso(entry.close_by),
                day(entry.close_by),
                iso(entry.closed),
                day(entry.closed),
                entry.outcome,
                entry.reason,
            )
        )
    return rows


def feedback_rows(doc: int, customer: Customer) -> list[Row]:
    return [
        (
            doc,
            position,
            *dated(entry.date),
            entry.said_kind,
            entry.measure,
            number(entry.score),
            entry.out_of,
            entry.product,
            entry.comment,
            entry.suggestion,
            iso(entry.resolved),
            day(entry.resolved),
            entry.resolution,
        )
        for position, entry in enumerate(customer.feedback)
    ]


def churn_rows(doc: int, customer: Customer) -> list[Row]:
    return [
        (doc, position, iso(entry.date), day(entry.date), entry.reason, entry.note)
        for position, entry in enumerate(customer.churn)
    ]
