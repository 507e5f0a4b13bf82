"""Texts of unknown encoding read as what they say, however short."""

from __future__ import annotations

import pytest

from plaincrm.errors import CrmError
from plaincrm.formats.decoding import decode

CHINESE = "客户名称,电话\n张伟,13800138000\n"
GERMAN = "Name;Ort\nJörg Müßig;Köln\n"
RUSSIAN = "Name,City\nИван Петров,Москва\n"
JAPANESE = "名前,電話\nさくら商事,03-1234-5678\n"
TRADITIONAL = "客戶名稱,地址\n臺北書店有限公司,臺北市中正區重慶南路一段\n"


@pytest.mark.parametrize("region", [None, "DE", "CN"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (GERMAN, "cp1252"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "cp932"),
    ],
)
def test_a_short_text_is_read_whatever_the_region(text: str, encoding: str, region: str | None) -> None:
    assert decode(text.encode(encoding), region=region).text == text


@pytest.mark.parametrize("region", [None, "DE", "RU"])
def test_russian_is_not_taken_for_chinese(region: str | None) -> None:
    assert decode(RUSSIAN.encode("cp1251"), region=region).text == RUSSIAN


def test_what_is_told_is_believed_or_refused() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), encoding="koi8-r").text == RUSSIAN
    for encoding in ("klingon", "ascii", "base64", "utf-8"):
        with pytest.raises(CrmError):
            decode(CHINESE.encode("gb18030"), encoding=encoding)
