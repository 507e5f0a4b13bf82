"""Rows of payments → the sales that they belong to, by the sale's reference or its invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.importing.incoming import PAYMENTS
from plaincrm.actions.importing.same import differing
from plaincrm.model.refs import entry_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.incoming import Data


def settle(data: Data, customer: str, ours: list[Any]) -> list[Data]:
    """Put the payments of *data* into its sales; *ours* are the sales that the book has of the customer.

    A sale that only the book has comes into *data* as its reference alone. Gives the payments that fit none.
    """
    strays: list[Data] = []
    book = _Book(customer, ours)
    sales = data.setdefault("sales", [])
    for (ref, invoice), payments in _groups(data.pop(PAYMENTS)).items():
        sale = _in_file(sales, ref, invoice)
        if sale is None:
            known_by = book.find(ref, invoice, payments)
            if known_by is None:
                strays += payments
                continue
            sale = {"ref": known_by}
            sales.append(sale)
        sale[PAYMENTS] = [*sale.get(PAYMENTS, []), *payments]
    if not sales:
        del data["sales"]
    return strays


def _groups(payments: list[Data]) -> dict[tuple[str, str], list[Data]]:
    """The payments by the reference and invoice that each names; of the payment itself the rest is left."""
    groups: dict[tuple[str, str], list[Data]] = {}
    for payment in payments:
        about = str(payment.pop("ref", None) or ""), str(payment.pop("invoice", None) or "")
        payment.pop("currency", None)
        groups.setdefault(about, []).append(payment)
    return groups


def _in_file(sales: list[Data], ref: str, invoice: str) -> Data | None:
    by_ref = [sale for sale in sales if ref and sale.get("ref") == ref]
    found = by_ref or [sale for sale in sales if invoice and sale.get("invoice") == invoice]
    return found[0] if len(found) == 1 else None


class _Book:
    """The sales of a customer in the book, each found once."""

    def __init__(self, customer: str, ours: list[Any]) -> None:
        self.customer = customer
        self.sales = [sale for sale in ours if isinstance(sale, dict)]
        self.hashes = [entry_hash(customer, "sales", sale) for sale in self.sales]
        self.found: set[int] = set()

    def find(self, ref: str, invoice: str, payments: list[Data]) -> str | None:
        """The reference of the sale that payments belong to, by the first way that leads to just one."""
        prefix, _, twin = ref.partition(".")
        for places in self._ways(prefix, invoice, payments):
            if not places or len({self.hashes[place] for place in places}) > 1:
                continue
            number = int(twin) - 1 if twin.isdigit() else 0
            place = places[number] if 0 <= number < len(places) else places[0]
            self.found.add(place)
            equal = [each for each, known in enumerate(self.hashes) if known == self.hashes[place]]
            return f"{self.hashes[place]}.{equal.index(place) + 1}"
        return None

    def _ways(self, prefix: str, invoice: str, payments: list[Data]) -> Iterator[list[int]]:
        """Reference; invoice; what its reference would be with the payments; having just these payments."""
        yield [place for place, known in enumerate(self.hashes) if prefix and known.startswith(prefix)]
        free = [place for place in range(len(self.sales)) if place not in self.found]
        yield [place for place in free if invoice and str(self.sales[place].get("invoice")) == invoice]
        yield [place for place in free if prefix and self._paid(place, payments).startswith(prefix)]
        yield [place for place in free if not differing(self.sales[place].get(PAYMENTS) or [], payments)[1]]

    def _paid(self, place: int, payments: list[Data]) -> str:
        return entry_hash(self.customer, "sales", {**self.sales[place], PAYMENTS: payments})
