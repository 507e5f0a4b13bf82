"""Mails: who, when, about what, and what is new in their text."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    "announced",
    [
        "On Thu, 19 Nov 2026 at 17:02, Ada <ada@studio.example> wrote:",
        "On Thu, 19 Nov 2026 at 17:02, Ada Longname-Somebody\n<ada@studio.example> wrote:",
        "Am 19.11.2026 um 17:02 schrieb Ada:",
        "Ada <ada@studio.example> 于2026年11月19日周四 17:02写道：",
        "-----Original Message-----",
        "------------------ 原始邮件 ------------------",
        "________________________________",
    ],
)
def test_what_is_answered_is_left_out(announced: str) -> None:
    read = mail.read(f"{HEAD}\nYes, please.\n\n{announced}\nDid you have a look?\n".encode())

    assert read.body == "Yes, please."


def test_quotes_between_the_answers_go_and_the_answers_stay() -> None:
    read = mail.read(f"{HEAD}\n> The price?\nIs fine.\n> The day?\nOn Friday.\n-- \nLena\n".encode())

    assert read.body == "Is fine.\nOn Friday."


def test_a_sentence_that_begins_with_on_stays() -> None:
    read = mail.read(f"{HEAD}\nOn Friday we write:\nall is well\n".encode())

    assert read.body.startswith("On Friday")


def test_of_two_versions_the_plain_one_is_taken_and_html_is_read_where_it_is_alone() -> None:
    parts = (
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="x"\n\n'
        "--x\nContent-Type: text/plain\n\nplain\n--x\nContent-Type: text/html\n\n<p>rich\n--x--\n"
    )
    html = (
        "Content-Type: text/html\n\n<style>p{}</style><p>Tom &amp; <b>Co</b></p><blockquote>old</blockquote>"
    )

    assert mail.read(f"{HEAD}{parts}".encode()).body == "plain"
    assert mail.read(f"{HEAD}{html}".encode()).body == "Tom & Co"


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


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    read = mail.read(
        b"From: a@b.example\nSubject: " + head.replace(b"\n", b" ") + b"\n" + head + b"\n\n" + body
    )

    assert not set(read.body) & set("\x00\x1b\x7f\r")
