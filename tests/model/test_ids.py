"""IDs out of names, and which text may be an ID."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from plaincrm.errors import InvalidDataError
from plaincrm.model.ids import check_id, collides, collision_key, numbered, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("星云科技", "xing-yun-ke-ji"),
        ("Müller & Söhne", "muller-sohne"),
        ("Mu\u0308ller", "muller"),
        ("星云科技（上海）有限公司", "xing-yun-ke-ji-shang-hai-you-xian-gong-si"),
        ("星云AI科技", "xing-yun-ai-ke-ji"),
        ("張偉", "zhang-wei"),
        ("Acme, Inc.", "acme-inc"),
        ("O'Brien", "o-brien"),
        ("  -- Acme --  ", "acme"),
        ("Straße 17b", "strasse-17b"),
        ("Яндекс", "yandeks"),
        ("カタカナ", "katakana"),
        ("Ａｃｍｅ １２", "acme-12"),
        ("a" * 80, "a" * 64),
        ("Acme " + "x" * 58 + " y", "acme-" + "x" * 58),
        ("x" * 63 + " yy", "x" * 63),
        ("", "customer"),
        ("！？", "customer"),
        ("con", "con-2"),
        ("NUL", "nul-2"),
        ("\ud800Acme", "acme"),
    ],
)
def test_a_name_becomes_a_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=100))
@hypothesis_settings(deadline=None)
def test_every_name_becomes_an_id(name: str) -> None:
    made = slug(name)

    check_id(made)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 64


def test_a_number_behind_a_long_id_keeps_it_short() -> None:
    assert numbered("acme", 2) == "acme-2"
    assert numbered("a" * 64, 12) == "a" * 61 + "-12"
    assert numbered("a" * 61 + "-bc", 2) == "a" * 61 + "-2"


@pytest.mark.parametrize(
    "text",
    ["acme", "ACME", "星云", "müller", "a_b-c", "_x", "7", "अनिता", "console", "com10", "a" * 200, "com"],
)
def test_letters_and_digits_of_any_script_make_an_id(text: str) -> None:
    check_id(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("-rf", 'it begins with "-"'),
        (".git", 'it begins with "."'),
        ("..", 'it begins with "."'),
        ("../x", 'it begins with "."'),
        ("a/b", "'/' is neither"),
        ("a\\b", "'\\\\' is neither"),
        ("/etc/x", "'/' is neither"),
        ("a b", "' ' is neither"),
        ("a.b", "'.' is neither"),
        ("a\nb", "'\\n' is neither"),
        ("a\x1bb", "'\\x1b' is neither"),
        ("a\u202eb", "'\\u202e' is neither"),
        ("a\ud800", "'\\ud800' is neither"),
        ("a:b", "':' is neither"),
        ("\u0301a", "it begins with a combining mark"),
        ("con", "Windows reserves the name"),
        ("CoM1", "Windows reserves the name"),
        ("lpt9", "Windows reserves the name"),
        ("a" * 201, "it is longer than 200 bytes"),
        ("客" * 67, "it is longer than 200 bytes"),
        (unicodedata.normalize("NFD", "müller"), "it is not in Unicode normal form C"),
    ],
)
def test_what_cannot_be_an_id_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        check_id(text)

    assert reason in caught.value.message
    assert caught.value.message.startswith(ascii(text))
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("acme", "ACME"),
        ("straße", "STRASSE"),
        ("müller", unicodedata.normalize("NFD", "MÜLLER")),
        ("ﬁx", "fix"),
    ],
)
def test_ids_collide_where_only_case_or_form_differs(one: str, other: str) -> None:
    assert collides(one, other)
    assert collision_key(one) == collision_key(other)


def test_other_ids_do_not_collide() -> None:
    assert not collides("acme", "acme-2")
    assert not collides("muller", "müller")
