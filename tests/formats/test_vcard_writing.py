"""Cards as we write them: other programs read them, and we read again what we wrote."""

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from plaincrm.formats.vcard import Card, write
from plaincrm.formats.vcard_reading import read

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60).map(str.strip)
SOME = WORDS.filter(bool)


def written_and_read(card):
    (found,) = read(write(card))
    assert found.warnings == ()
    return found.card


@pytest.mark.parametrize(
    "key",
    [
        "a.b",
        "x:y",
        "LinkedIn",
        "pref",
        "other",
        "微博",
        "my space",
        "a;b,c",
        'the "new" one',
        "^n",
        "two\nlines",
    ],
)
def test_an_account_keeps_its_key(key):
    social = {key: "zoe", "ab": "other"}

    assert written_and_read(Card("1", "zoe", "Zoe", social=social)).social == social


def test_a_plain_key_is_written_as_other_programs_write_it():
    assert b"\r\nX-SOCIALPROFILE;TYPE=linkedin:zoe\r\n" in write(
        Card("1", "zoe", "Zoe", social={"linkedin": "zoe"})
    )


@given(SOME, st.dictionaries(SOME, SOME, max_size=3), st.lists(SOME, max_size=2), WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_texts_and_keys_come_back(name, social, aliases, title, website):
    card = Card("1,2", "acme", name, social=social, aliases=aliases, title=title, website=website)

    found = written_and_read(card)

    assert (found.uid, found.name, found.title, found.website) == ("1,2", name, title, website)
    assert (found.social, found.aliases) == (social, list(dict.fromkeys(aliases)))


def test_one_text_of_several_mails_or_phones_stays_one():
    card = Card("1", "acme", "Acme", emails=["a@x.example,b@x.example"], phones=["030 1234567, 030 7654321"])

    found = written_and_read(card)

    assert (found.emails, found.phones) == (list(card.emails), list(card.phones))


@pytest.mark.parametrize("gap", range(60, 80))
def test_a_note_with_a_gap_or_an_end_of_a_card_where_it_is_folded_stays(gap):
    notes = "left" + " " * gap + "END:VCARD"

    assert written_and_read(Card("1", "acme", "Acme", notes=notes)).notes == notes


def test_vobject_reads_the_key_of_an_account():
    card = vobject.readOne(write(Card("1", "zoe", "Zoe", social={"x:y": "a,b"})).decode())

    assert card.x_socialprofile.value == "a,b"
    assert card.x_socialprofile.params == {"TYPE": ["xy"], "X-PLAINCRM-SERVICE": ["x:y"]}
