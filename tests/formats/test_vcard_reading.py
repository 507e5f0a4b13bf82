"""Cards of phones and address books: each is read or refused with a reason, whatever is in it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaincrm.errors import InvalidDataError
from plaincrm.formats.vcard import Card, write
from plaincrm.formats.vcard_reading import read

CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Winter;Zoe;;;\r\nFN:Zoe Winter\r\nORG:Acme;Sales\r\n"
    b"TEL;TYPE=CELL:+49 171 1\r\nBDAY:1604-03-05\r\nADR:;;Street 1;Berlin;;10969;DE\r\nEND:VCARD\r\n"
)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40).map(str.strip)


def reasons(content):
    return [each.reason for each in read(content)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (CARD.replace(b"END:VCARD", b""), "is never closed"),
        (CARD.replace(b"Acme", b"A\0me"), "holds NUL bytes"),
        (CARD.replace(b"Acme", b"A" * 200_000), "is too large"),
        (CARD.replace(b"END:VCARD", b"X:y\r\n" * 300_000 + b"END:VCARD"), "is too large"),
        (CARD.replace(b"ORG", b"BEGIN:VEVENT\r\n" * 50_000 + b"ORG"), "holds something else inside"),
        (CARD.replace(b"BEGIN:VCARD", b"BEGIN:VCARF"), "stands outside of a card"),
        (b"NOTE:of nobody\r\n", "stands outside of a card"),
    ],
    ids=["open", "nul", "long line", "large", "deep", "never begun", "between"],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_the_next_is_read(content, reason):
    assert reasons(content + CARD) == [reason, ""]


def test_cards_inside_cards_end_the_outer_one():
    assert set(reasons(b"BEGIN:VCARD\r\n" * 20_000 + CARD)) == {"is never closed", ""}


def test_a_file_without_a_card_is_refused():
    with pytest.raises(InvalidDataError, match="holds no vCard"):
        list(read(b"hello"))


def test_utf_16_and_photos_are_no_trouble():
    with_photo = CARD.replace(b"ORG", b"PHOTO;ENCODING=b:" + b"QUJD" * 20_000 + b"\r\n QUJD\r\nORG")

    (each,) = read(with_photo.decode().encode("utf-16"))

    assert (each.pictures, each.card.name, each.card.organisation) == (1, "Zoe Winter", "Acme")


@given(
    WORDS.filter(bool),
    st.lists(WORDS.filter(bool), max_size=2),
    WORDS,
    st.lists(WORDS.filter(bool), max_size=2),
)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(name, tags, notes, addresses):
    card = Card("urn:uuid:1", "acme", name, tags=tags, notes=notes, addresses=addresses, birthday="--02-29")

    (each,) = read(write(card))

    found = each.card
    assert (found.name, found.customer, found.birthday) == (name, "acme", "--02-29")
    assert (list(found.tags), found.notes, list(found.addresses)) == (tags, notes, addresses)


def test_a_line_that_cannot_be_read_is_told(capsys):
    (each,) = read(CARD.replace(b"ORG:", b"no line at all\r\nORG:"))

    assert each.card.name == "Zoe Winter"
    assert each.warnings == ('line "no line at all" cannot be read; left out',)
    assert capsys.readouterr() == ("", "")


def mutated(seed):
    """A card with some of its bytes changed, removed or doubled."""
    chance = random.Random(seed)
    content = bytearray(CARD)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(content))
        way = chance.randrange(3)
        if way == 0:
            content[place] = chance.choice(b';:=",\\\r\n\0\xe9 \tZ')
        elif way == 1:
            del content[place : place + chance.randint(1, 8)]
        else:
            content[place:place] = content[place : place + chance.randint(1, 30)]
    return bytes(content)


def test_a_hundred_damaged_cards_are_each_read_or_refused():
    """More of them: `python -m tests.sweeps.fuzz_cards 1000`."""
    for seed in range(100):
        found = list(read(mutated(seed) + b"\r\n" + CARD))
        assert all((each.card is None) == bool(each.reason) for each in found), seed
        assert found[-1].card is not None, seed
        assert found[-1].card.name == "Zoe Winter", seed
