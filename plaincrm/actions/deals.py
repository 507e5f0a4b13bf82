"""Deals not yet sold: add, move, win, lose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from plaincrm.actions.entries import the_one
from plaincrm.actions.sales import LIST as SALES
from plaincrm.actions.sales import sale_entry
from plaincrm.actions.written import Written, present, writing
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from decimal import Decimal

    from plaincrm.actions.entries import Target
    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.model.deal import Deal

LIST = "deals"


def add(book: Book, customer: str, title: str, amount: Decimal | None, how: How, **details: Any) -> Written:
    """Append a deal; *details* are ``stage``, ``currency``, ``probability``, ``close_by`` (ISO day)."""
    close_by = details.get("close_by")
    with writing(book, "deal add", customer, how) as (change, answer):
        entry = present(
            opened=date.fromisoformat(how.day),
            title=title,
            stage=details.get("stage"),
            amount=amount,
            currency=details.get("currency"),
            probability=details.get("probability"),
            close_by=date.fromisoformat(close_by) if close_by else None,
        )
        change.append(customer, (LIST,), entry)
        answer.wrote(LIST, entry)
        answer.sentence = f"opened the deal {title}" + (
            f" over {_money(book, entry)}" if amount is not None else ""
        )
        change.say(f"{customer}: deal add")
    return answer.result()


def move(book: Book, target: Target, stage: str, how: How) -> Written:
    """Put an open deal into another stage."""
    with writing(book, "deal move", target.customer, how) as (change, answer):
        file = change.read(target.customer)
        place = the_one(file, target, LIST, "open deal", _is_open)
        deal = file.must_be_valid().deals[place]
        change.put(file.id, (LIST, place, "stage"), stage)
        answer.wrote(LIST, change.read(file.id).data[LIST][place])
        answer.sentence = f"moved {deal.title} from {deal.stage or 'no stage'} to {stage}"
        change.say(f"{file.id}: deal move {stage}")
    return answer.result()


def close(
    book: Book, target: Target, outcome: str, how: How, *, reason: str | None, sell: bool = False
) -> Written:
    """Close an open deal as ``won`` or ``lost``; with *sell* the sale is written in the same commit."""
    verb = "deal win" if outcome == "won" else "deal lose"
    with writing(book, verb, target.customer, how) as (change, answer):
        file = change.read(target.customer)
        place = the_one(file, target, LIST, "open deal", _is_open)
        deal = file.must_be_valid().deals[place]
        for field, value in (
            ("closed", date.fromisoformat(how.day)),
            ("outcome", outcome),
            ("reason", reason),
        ):
            if value is not None:
                change.put(file.id, (LIST, place, field), value)
        if sell:
            change.append(file.id, (SALES,), _sale_of(deal, how))
        answer.wrote(LIST, change.read(file.id).data[LIST][place])
        answer.sentence = f"{outcome}: {deal.title}" + (
            f", sold for {_money(book, answer.entry)}" if sell else ""
        )
        if outcome == "won" and not sell:
            answer.hint = f"write the sale: {_sell_line(file.id, deal)}"
        change.say(f"{file.id}: {verb}")
    return answer.result()


def _sale_of(deal: Deal, how: How) -> dict[str, Any]:
    if deal.amount is None:
        raise InvalidDataError(
            "the deal has no amount to sell for", hint="set it: plaincrm set REF amount=1000"
        )
    return sale_entry(deal.title or "", deal.amount, how, {"currency": deal.currency})


def _sell_line(customer: str, deal: Deal) -> str:
    import shlex

    currency = f" --currency {deal.currency}" if deal.currency else ""
    return (
        f"plaincrm sell {customer} {shlex.quote(deal.title or 'PRODUCT')} {deal.amount or 'AMOUNT'}{currency}"
    )


def _money(book: Book, entry: dict[str, Any]) -> str:
    return f"{entry['amount']} {entry.get('currency') or book.settings.currency}"


def _is_open(deal: Deal) -> bool:
    return not deal.closed and not deal.outcome
