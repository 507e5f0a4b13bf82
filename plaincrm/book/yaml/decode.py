"""Bytes to text and back: strict UTF-8; a byte order mark stays where it is."""

from __future__ import annotations

from plaincrm.book.yaml.errors import YamlError, YamlProblem

MAX_SIZE = 5_000_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(raw: bytes) -> str:
    """The text of a file, its byte order mark included; raises YamlError for anything but UTF-8 text."""
    if len(raw) > MAX_SIZE:
        raise YamlError([too_big(len(raw))])
    if raw.startswith(_UTF16_MARKS) or b"\0" in raw:
        raise YamlError([_null_problem(raw)])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlError([_bad_byte(raw, error.start)]) from None


def encode(text: str) -> bytes:
    """The bytes of a text; the inverse of decode."""
    return text.encode("utf-8")


def too_big(size: int) -> YamlProblem:
    """What to say of a text that is too long to be a customer file."""
    message = f"the file is too big: {size / 1e6:.1f} MB, and 5 MB is the limit"
    return YamlProblem(1, message, "move the bulk of it out of this file")


def _null_problem(raw: bytes) -> YamlProblem:
    if raw.startswith(_UTF16_MARKS) or raw[:2].count(b"\0") == 1:
        return YamlProblem(1, "the file is UTF-16, not UTF-8", "save it as UTF-8 in your editor")
    offset = raw.index(b"\0")
    line = raw.count(b"\n", 0, offset) + 1
    return YamlProblem(line, f"a NUL byte at byte {offset}", "delete it: this is a text file")


def _bad_byte(raw: bytes, offset: int) -> YamlProblem:
    line = raw.count(b"\n", 0, offset) + 1
    message = f"not UTF-8: byte 0x{raw[offset]:02x} at byte {offset}"
    return YamlProblem(line, message, "save the file as UTF-8 in your editor")
