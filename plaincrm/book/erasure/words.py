"""By which words a customer is known: what every version of their files says, and what must stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.book.customer_file import id_of
from plaincrm.book.erasure.marks import Marks, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.book.book import Book
    from plaincrm.book.erasure.lives import Life

_TRUE_OF_THEM = ("industry", "tags", "level", "owner")


class Said(NamedTuple):
    """The words in a customer's files, and how many of their versions could not be read."""

    words: list[Word]
    unreadable: int


def words_of(book: Book, lives: Iterable[Life]) -> Said:
    """Names, aliases, e-mails, phones and accounts of a customer and their people, and every ID."""
    found: dict[Word, None] = {}
    unreadable = 0
    for life in lives:
        found.update(dict.fromkeys(Word(id, "id") for id in life.ids))
        for content in book.read_blobs(list(life.blobs)):
            data = _read(content)
            unreadable += data is None
            found.update(dict.fromkeys(_names(data or {}, book.settings.region)))
    return Said(list(found), unreadable)


def known_elsewhere(book: Book, marks: Marks, files: dict[str, bytes]) -> dict[Word, str]:
    """The words that mean something else too, each with where: these are not to be erased.

    *files* are the book's other files that hold a word. A word of the file format, of the settings, or
    one that another customer or one of their people bears stays.
    """
    from plaincrm.model.schema import documents

    common = dict.fromkeys(marks.which(_schema(documents())), "a word of the file format")
    found: dict[Word, str] = {}
    for path, content in files.items():
        said = _own_words(book, path, content)
        found.update({word: f"also in {path}" for word in marks.which(said) if word not in found})
    return {**found, **common}


def _schema(documents: dict[str, str]) -> bytes:
    return documents["customer.draft-07.schema.json"].encode()


def _own_words(book: Book, path: str, content: bytes) -> bytes:
    """What a file says of its own customer, not of others; all of the settings."""
    relative = path.removeprefix(book.repository.prefix)
    if relative == "plaincrm.yaml":
        return content
    if not relative.startswith("customers/"):
        return b""
    data = _read(content) or {}
    own = [word.text for word in _names(data, None)] + [id_of(path)]
    own += [text for field in _TRUE_OF_THEM for text in _texts(data.get(field))]
    own += [str(sale.get("product")) for sale in _maps(data.get("sales"))]
    return "\n".join(own).encode()


def _names(data: dict[str, Any], region: str | None) -> Iterator[Word]:
    for whom in (data, *_maps(data.get("people"))):
        for text in (*_texts(whom.get("name")), *_texts(whom.get("aliases"))):
            yield Word(text, "name")
        for text in _texts(whom.get("emails")):
            yield Word(text, "email")
        for text in _texts(whom.get("phones")):
            yield Word(_international(text, region), "phone")
        accounts = whom.get("social")
        for account in accounts.values() if isinstance(accounts, dict) else ():
            for text in _texts(account):
                yield Word(text, "account")


def _international(text: str, region: str | None) -> str:
    """The number with its country code, so that it is found with and without; unchanged where unknown."""
    import phonenumbers

    if region is None or text.strip().startswith(("+", "00")):
        return text
    try:
        found = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _read(content: bytes) -> dict[str, Any] | None:
    from plaincrm.book import yaml

    try:
        data = yaml.load(yaml.decode(content))
    except yaml.YamlError:
        return None
    return data if isinstance(data, dict) else None


def _maps(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
