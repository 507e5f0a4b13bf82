"""Mails: who, when, about what; whatever their bytes are."""

from __future__ import annotations

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.errors import InvalidDataError
from plaincrm.formats import mail

HEAD = "From: Lena <lena@nebula.example>\nTo: ada@studio.example\n"


def test_heads_in_other_alphabets_are_read() -> None:
    read = mail.read(
        b"From: =?gb2312?B?1cXOsA==?= <zw@nebula.example>\nCc: Bo <bo@b.example>, cy@c.example\n"
        b"Subject: =?UTF-8?B?57ut6LS5?=\n =?UTF-8?B?5oql5Lu3?=\nDate: Fri, 20 Nov 2026 23:30:00 +0800\n\n"
    )

    assert read.sender == ("张伟", "zw@nebula.example")
    assert read.recipients == (("Bo", "bo@b.example"), ("", "cy@c.example"))
    assert read.subject == "续费报价"
    assert read.when == "2026-11-20T23:30"


@pytest.mark.parametrize("charset", ["gb2312", "no-such-charset", "us-ascii"])
def test_a_charset_that_lies_costs_no_message(charset: str) -> None:
    body = "续费，镕基".encode("gb18030" if charset == "gb2312" else "utf-8")
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()

    read = mail.read(head + body)

    assert read.body == "续费，镕基" if charset != "us-ascii" else read.body


def test_what_cannot_be_seen_is_left_out() -> None:
    read = mail.read(f"{HEAD}Subject: a\x1b[31mb\n\nc\x00d\x07\n".encode())

    assert (read.subject, read.body) == ("a [31mb", "cd")


def test_a_text_that_is_no_mail_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="no From line"):
        mail.read(b"Hello\n")


def test_a_mark_before_the_mail_is_no_part_of_it() -> None:
    read = mail.read(f"\ufeff{HEAD}\nHello\n".encode())

    assert (read.sender, read.body) == (("Lena", "lena@nebula.example"), "Hello")


def test_bytes_that_nobody_declared_are_read_as_utf_8_or_chinese_or_latin() -> None:
    mails = {
        encoding: f"From: {who} <a@b.example>\nSubject: {subject}\n\n{body}\n".encode(encoding)
        for encoding, who, subject, body in (
            ("utf-8", "张伟", "Über 续费", "镕基 für 请"),
            ("gb18030", "张伟", "续费报价", "请发报价单给我们，谢谢。\n价格：500 元"),
            ("latin-1", "Müller", "Änderung für Köln", "Größe: École, Ça va, été"),
        )
    }

    read = {encoding: mail.read(content) for encoding, content in mails.items()}

    assert [each.sender[0] for each in read.values()] == ["张伟", "张伟", "Müller"]
    assert [each.subject for each in read.values()] == ["Über 续费", "续费报价", "Änderung für Köln"]
    assert read["utf-8"].body == "镕基 für 请"
    assert read["gb18030"].body == "请发报价单给我们，谢谢。\n价格：500 元"
    assert read["latin-1"].body == "Größe: École, Ça va, été"


def test_a_text_that_was_cut_loses_its_last_character_alone() -> None:
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n".encode()
    chinese = "请发报价单给我们谢谢".encode("gb18030")[:-1]

    assert mail.read(head + "für Müller, größer".encode()[:-3]).body == "für Müller, grö\ufffd"
    assert mail.read(HEAD.encode() + b"\n" + "für Müller ".encode() * 20 + b"\xc3").body.startswith(
        "für Müller"
    )
    assert mail.read(HEAD.encode() + b"\n" + chinese).body == "请发报价单给我们谢\ufffd"


def test_names_outside_of_the_small_chinese_encoding_are_read_in_heads_that_name_it() -> None:
    coded = base64.b64encode("朱镕基".encode("gb18030")).decode()

    read = mail.read(f"From: =?gb2312?B?{coded}?= <a@b.example>\nSubject: =?GBK?B?{coded}?=\n\n".encode())

    assert (read.sender[0], read.subject) == ("朱镕基", "朱镕基")


def test_parts_that_lie_too_deep_are_refused() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))

    with pytest.raises(InvalidDataError, match="too deep"):
        mail.read(f"From: a@b.example\n{deep}".encode())


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    read = mail.read(
        b"From: a@b.example\nSubject: " + head.replace(b"\n", b" ") + b"\n" + head + b"\n\n" + body
    )

    assert not set(read.body) & set("\x00\x1b\x7f\r")


PIECES = [
    *(
        b"Content-Type: %s\n" % kind
        for kind in (b"multipart/mixed; boundary=x", b"multipart/alternative", b"")
    ),
    *(
        b"Content-Type: text/html; charset=%s\n" % name
        for name in (b"idna", b"hex", b"a\0", b"utf-16", b"\xff")
    ),
    *(b"Content-Type: %s\n" % kind for kind in (b"message/rfc822", b"text/plain; charset*=a'b'%ff")),
    *(b"Content-Transfer-Encoding: %s\n" % how for how in (b"base64", b"x-uuencode", b"\xe4")),
    *(b"Content-Disposition: %s\n" % how for how in (b"attachment", b"inline; filename*=\0'a'%f", b"")),
    *(b"To: ((((", b"Date: 1 Jan 0001 00:00 +9999\n", b"Subject: =?\0?B?x?=\n", b"From: a\nSent: b\n"),
    *(
        b"\n",
        b"\n\n",
        b"--x\n",
        b"--x--\n",
        b"<![foo[",
        b"<!--",
        b"<pre>",
        b"<blockquote>",
        b"&#xD800;",
        b"</td",
    ),
    *(
        b"On 1.1.2026 10:00 a wrote:\n",
        b"> x\n",
        b"______\n",
        b"-- \n",
        b"hello",
        b"\xe4\xb8",
        b"\x81",
        b"\r",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_pieces_of_mails_are_read_or_refused(pieces: list[bytes]) -> None:
    with contextlib.suppress(InvalidDataError):
        read = mail.read(b"From: a@b.example\n" + b"".join(pieces))

        assert not set(read.subject + read.body) & set("\x00\x1b\x7f\r")
