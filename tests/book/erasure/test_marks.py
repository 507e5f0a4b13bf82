"""How a customer's words are found again, whatever their spelling."""

from __future__ import annotations

from functools import partial

import pytest

from plaincrm.book.erasure.marks import Marks, Word

NAME, EMAIL, PHONE, ID = (partial(Word, kind=kind) for kind in ("name", "email", "phone", "id"))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        (NAME("Nebula Ltd"), "met NEBULA LTD."),
        (NAME("Nebula Ltd"), "of Nebula  Ltd"),
        (NAME("Nebula Ltd"), "of Nebula\n    Ltd"),
        (NAME("Nebula Ltd"), "Nebula\u00a0Ltd"),
        (NAME("Nebula Ltd"), "星云Nebula Ltd公司"),
        (NAME("Müller"), "MÜLLER"),
        (NAME("Müller"), "Mu\u0308ller"),
        (NAME("Mu\u0308ller"), "Müller"),
        (NAME("Müller"), r"M\u00fcller"),
        (NAME("Иванов"), "ИВАНОВ"),
        (NAME("张伟"), "跟张伟谈"),
        (NAME("张伟"), r"\u5f20\u4F1F"),
        (NAME("O'Neil & Söhne (Nord)"), "o'neil & söhne (nord)"),
        (EMAIL("zw@nebula.example"), "write to ZW@nebula.example."),
        (EMAIL("zw@nebula.example"), "mailto:zw@nebula.example>"),
        (PHONE("+86 138 0013 8000"), "13800138000"),
        (PHONE("+86 138 0013 8000"), "0086-138-0013-8000"),
        (PHONE("+49 30 1234567"), "(030) 123 45 67"),
        (PHONE("+49 30 1234567"), "+49 (0)30 1234567"),
        (PHONE("+49 30 1234567"), "030/1234567"),
        (PHONE("030 1234567"), "0301234567"),
        (ID("nebula"), "see customers/nebula.yaml"),
        (ID("nebula"), "with Nebula, and"),
    ],
)
def test_a_word_is_found_in_any_spelling(word: Word, text: str) -> None:
    assert Marks([word]).in_text(text.encode())


@pytest.mark.parametrize(
    ("word", "text"),
    [
        (NAME("Paul"), "Pauline and Saint-Pauls"),
        (NAME("Иван"), "Иванов"),
        (NAME("Carl"), "Carlé"),
        (NAME("Bo"), "Bo"),
        (NAME("张"), "张"),
        (NAME("1200"), "1200"),
        (EMAIL("zw@nebula.example"), "xzw@nebula.example"),
        (EMAIL("zw@nebula.example"), "zw@nebula.example.org"),
        (PHONE("+86 138 0013 8000"), "913800138000"),
        (PHONE("110"), "110"),
        (ID("acme"), "acme-berlin"),
        (ID("acme"), "my-acme"),
    ],
)
def test_other_words_are_not_taken_for_it(word: Word, text: str) -> None:
    assert not Marks([word]).in_text(text.encode())


def test_short_ids_count_in_messages_only() -> None:
    marks = Marks([ID("mg")])

    assert not marks.in_text(b"mg of salt")
    assert marks.in_message(b"mg: log phone")
    assert marks.erased("mg: log phone") == "(erased): log phone"


def test_the_rules_are_one_line_for_each_word() -> None:
    marks = Marks([NAME("Nebula\nLtd"), PHONE("+49 30 1234567"), ID("mg")])

    assert len(marks.text_rules().splitlines()) == 2
    assert len(marks.message_rules().splitlines()) == 3
