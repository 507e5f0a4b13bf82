"""``export md`` and ``export html``: a page to read about every customer, as `show` tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, customers_in
from plaincrm.actions.pages import customer_page, sheet
from plaincrm.output.form import render_page
from plaincrm.output.markup import escape_html

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from plaincrm.index import Index

_HEAD = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }}
h1 {{ border-top: 1px solid; padding-top: 1em }}
table {{ border-collapse: collapse }}
th, td {{ border: 1px solid #ccc; padding: .2em .5em; text-align: left }}
dt {{ font-weight: bold }}
</style>
</head>
<body>
"""


def export(index: Index, wishes: Wishes) -> Exported:
    """The pages one after the other, by customer; HTML as one whole document."""
    make = _html if wishes.format == "html" else _md
    return Exported(make(index, wishes.lang), customers_in(index))


def _md(index: Index, lang: str) -> Generator[bytes, None, None]:
    before = ""
    for page in _pages(index, "md", lang):
        yield f"{before}{page}".encode()
        before = "\n"


def _html(index: Index, lang: str) -> Generator[bytes, None, None]:
    title = index.settings["name"] or "plaincrm"
    yield _HEAD.format(lang=lang, title=escape_html(title)).encode()
    for page in _pages(index, "html", lang):
        yield page.encode()
    yield b"</body>\n</html>\n"


def _pages(index: Index, style: str, lang: str) -> Iterator[str]:
    for (customer,) in index.rows("SELECT customer FROM documents ORDER BY customer"):
        yield render_page(customer_page(sheet(index, customer), lang=lang), style, lang=lang)
