"""Names of customers to compare: two spellings of one name become one text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ALIKE = 90
"""Of 100, by rapidfuzz: one letter more or less in ten."""
_WORD = re.compile(r"[^\W_]+")
# What a company's legal form is called; it stands at the end, in Chinese and Japanese also in front.
_LEGAL_WORD = re.compile(
    "ab|ag|as|asa|aps|bv|bvba|co|company|corp|corporation|ek|eg|ev|gbr|gmbh|inc|incorporated|kft|kg|kgaa|lc"
    "|limited|llc|llp|lp|ltd|ltda|mbh|nv|ohg|oy|oyj|plc|pllc|pte|pty|sa|sarl|sas|sasu|se|spa|srl|sro|ug"
)
_LEGAL_ENDS = re.compile(r"(股份有限公司|有限责任公司|有限責任公司|股份公司|有限公司|株式会社|株式會社)$")
_LEGAL_STARTS = re.compile(r"^(株式会社|有限会社)")


@lru_cache(maxsize=1_000)
def comparable(name: str) -> str:
    """The name without case, width, spaces, punctuation and legal form; a name of signs stays as it is.

    ``ACME, Inc.`` and ``Acme`` give the same; so do 星云科技（上海）有限公司 and 星云科技上海. A name that is
    nothing but a legal form stays itself.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = _WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain))
    while len(words) > 1 and _LEGAL_WORD.fullmatch(words[-1]):
        words.pop()
    whole = "".join(words)
    return _LEGAL_STARTS.sub("", _LEGAL_ENDS.sub("", whole)) or whole or "".join(plain.split())


def loose(name: str) -> str:
    """The comparable name in simplified characters: 星雲科技 and 星云科技 give the same."""
    key = comparable(name)
    return simplified(key)


def similar(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: equal, one inside the other, or nearly alike."""
    from rapidfuzz import fuzz

    ours, theirs = loose(one), loose(other)
    if not ours or not theirs:
        return False
    short, long = sorted((ours, theirs), key=len)
    if short in long and len(short) >= (4 if short.isascii() else 2):
        return True
    return (
        fuzz.ratio(ours, theirs) >= ALIKE or fuzz.token_sort_ratio(one.casefold(), other.casefold()) >= ALIKE
    )


def simplified(text: str) -> str:
    """The text with traditional Chinese characters as simplified ones."""
    if text.isascii():
        return text
    from opencc import OpenCC

    return str(_converter(OpenCC).convert(text))


@lru_cache(maxsize=1)
def _converter(make: Callable[[str], Any]) -> Any:
    return make("t2s")
