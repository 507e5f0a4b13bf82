"""``export json``: the whole book as one object, from which `import` makes an identical book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, customers_in
from plaincrm.actions.exporting.customer_lines import lines
from plaincrm.output.escape import escape_json

if TYPE_CHECKING:
    from collections.abc import Generator

    from plaincrm.index import Index

VERSION = 1


def export(index: Index, _wishes: Wishes) -> Exported:
    """``settings`` and ``rates`` as their files say, ``customers`` as ``show --json`` tells them."""
    return Exported(_pieces(index), customers_in(index))


def _pieces(index: Index) -> Generator[bytes, None, None]:
    book = index.book
    rates = [{**rate.model_dump(), "rate": format(rate.rate, "f")} for rate in book.rates()[0]]
    yield f'{{\n"plaincrm": {VERSION},\n"settings": {_json(book.settings_data())},\n'.encode()
    yield f'"rates": {_json(rates)},\n"customers": ['.encode()
    before = "\n"
    for line in lines(index):
        yield f"{before}{line}".encode()
        before = ",\n"
    yield b"\n]\n}\n"


def _json(value: object) -> str:
    import json

    return escape_json(json.dumps(value, ensure_ascii=False))
