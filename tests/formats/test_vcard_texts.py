"""What a card says comes in whole: commas, lists, encodings and folds take nothing away in silence."""

import time

import pytest

from plaincrm.formats.vcard_reading import read


def lines_of(*lines, version="3.0"):
    """The only card of a file with these lines, as it was read."""
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (found,) = read(text.encode())
    return found


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_comma_in_a_text_is_a_comma(version):
    found = lines_of(
        "N:Smith;John",
        "FN:Smith, John",
        "ORG:Acme, Inc.;Sales, North;Team 3",
        "TITLE:Head, Sales",
        "ROLE:Buyer, user",
        "NOTE:Call him, then write; later",
        "URL:http://x.example/a,b",
        "UID:a,b",
        "ADR:;;Street 1, Court 2;Berlin;;10969;DE",
        "X-SOCIALPROFILE;TYPE=linkedin:https://l.example/a,b",
        version=version,
    )

    card = found.card
    assert (card.name, card.organisation, card.department) == (
        "Smith, John",
        "Acme, Inc.",
        "Sales, North, Team 3",
    )
    assert (card.title, card.role, card.notes) == (
        "Head, Sales",
        "Buyer, user",
        "Call him, then write; later",
    )
    assert (card.website, card.uid) == ("http://x.example/a,b", "a,b")
    assert card.addresses == ["Street 1, Court 2, Berlin, 10969, DE"]
    assert card.social == {"linkedin": "https://l.example/a,b"}
    assert found.warnings == ()


def test_a_comma_in_quoted_printable_is_a_comma():
    found = lines_of("FN:Jan", "NOTE;ENCODING=QUOTED-PRINTABLE:eins, zwei=0D=0Adrei", version="2.1")

    assert found.card.notes == "eins, zwei\ndrei"


def test_escapes_are_taken_off_once():
    found = lines_of(r"FN:Jan\, the \"Man\"", r"NOTE:a\\nb\Nc\;d C:\temp", r"URL:http\://x.example")

    assert found.card.name == 'Jan, the "Man"'
    assert found.card.notes == "a\\nb\nc;d C:\\temp"
    assert found.card.website == "http://x.example"


def test_nicknames_and_categories_are_lists():
    found = lines_of("FN:Jan Roe", "NICKNAME:Jan,Janey", r"NICKNAME:Roe\, J.", "CATEGORIES:vip, press,,a\\,b")

    assert found.card.aliases == ["Jan", "Janey", "Roe, J."]
    assert found.card.tags == ["vip", "press", "a,b"]


def test_another_formatted_name_is_an_alias():
    found = lines_of("FN:张伟", "FN;LANGUAGE=en:Wei Zhang", version="4.0")

    assert (found.card.name, found.card.aliases) == ("张伟", ["Wei Zhang"])


def test_all_parts_of_a_name_are_said_where_no_formatted_one_is():
    assert lines_of("N:Smith;John,Paul;Q.;Dr.;Jr.,M.A.").card.name == "Dr. John Paul Q. Smith Jr. M.A."
    assert lines_of("N:Smith").card.name == "Smith"
    assert lines_of("N:张;伟;;;").card.name == "张伟"


def test_mails_and_phones_in_a_row_are_several_but_a_pause_is_none():
    found = lines_of(
        "FN:Jan",
        "EMAIL:a@x.example,mailto:b@x.example",
        r"EMAIL:one\, \"two\"@x.example",
        "TEL:+49 30 1234567, +49 30 7654321",
        "TEL:+49 30 1234567,,89",
        "TEL;VALUE=uri:TEL:+1-555-0100;ext=12",
    )

    assert found.card.emails == ["a@x.example", "b@x.example", 'one, "two"@x.example']
    assert found.card.phones == [
        "+49 30 1234567",
        "+49 30 7654321",
        "+49 30 1234567,,89",
        "+1-555-0100 ext. 12",
    ]


def test_a_number_for_voice_and_fax_can_be_called():
    found = lines_of("FN:Jan", "TEL;WORK;VOICE;FAX:030 1", "TEL;WORK;FAX:030 2", version="2.1")

    assert found.card.phones == ["030 1"]


def test_an_address_may_have_lists_more_fields_or_only_a_label():
    assert lines_of("FN:A", "ADR:1;2;3,4;Bonn;;5;DE;6").card.addresses == ["3,4, 2, 1, Bonn, 5, DE, 6"]
    assert lines_of("FN:A", r'ADR;LABEL="Weg 1\nBonn":;;;;;;').card.addresses == ["Weg 1\nBonn"]
    assert lines_of("FN:A", r"LABEL;TYPE=WORK:Weg 1\, Bonn").card.addresses == ["Weg 1, Bonn"]


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19880305", "1988-03-05"),
        ("BDAY:1988-03-05T00:00:00Z", "1988-03-05"),
        ("BDAY:--0305", "--03-05"),
        ("BDAY:1604-03-05", "--03-05"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05", "--03-05"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1988-03-05", "1988-03-05"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-03-05", "--03-05"),
        ("BDAY;VALUE=text:in March, long ago", "in March, long ago"),
    ],
)
def test_a_birthday_keeps_what_is_known_of_it(line, birthday):
    assert lines_of("FN:Jan", line).card.birthday == birthday


def test_what_a_card_should_have_once_is_named_where_it_has_more():
    found = lines_of("FN:Jan", "URL:http://a", "URL:http://a", "URL:http://b", "TITLE:Head", "TITLE:Tail")

    assert (found.card.website, found.card.title) == ("http://a", "Head")
    assert found.warnings == (
        'TITLE: "Tail" was left out for "Head"',
        'URL: "http://b" was left out for "http://a"',
    )


def test_every_account_is_kept():
    found = lines_of(
        "FN:Jan",
        "X-SOCIALPROFILE;TYPE=LinkedIn;TYPE=pref:jan",
        "X-SOCIALPROFILE;TYPE=linkedin:janey",
        "IMPP:xmpp:jan@x.example",
        "X-JABBER:jan@x.example",
        "IMPP;X-SERVICE-TYPE=QQ:x-apple:12345",
        "IMPP;X-SERVICE-TYPE=Line:jan7",
    )

    assert found.card.social == {
        "linkedin": "jan",
        "linkedin 2": "janey",
        "xmpp": "jan@x.example",
        "qq": "12345",
        "line": "jan7",
    }


def test_encodings_of_old_phones_are_read():
    found = lines_of(
        "N;CHARSET=UTF-8;ENCODING=8BIT:Müller;Jürgen",
        "TITLE;charset=gb2312;encoding=quoted-printable:=B2=C9=B9=BA=",
        "=BE=AD=C0=ED",
        "ROLE;CHARSET=klingon;ENCODING=QUOTED-PRINTABLE:K=C3=A4ufer",
        "NOTE;ENCODING=BASE64:aGFsbG8sIHdlbHQ=",
        version="2.1",
    )

    assert found.card.name == "Jürgen Müller"
    assert (found.card.title, found.card.role, found.card.notes) == ("采购经理", "Käufer", "hallo, welt")
    assert found.warnings == ()


def test_a_line_with_a_broken_encoding_is_named_and_the_rest_read():
    found = lines_of("FN:Jan", "NOTE;ENCODING=BASE64:aGFsbG8sIHdlbHQ", "TITLE:Head", version="2.1")

    assert (found.card.title, found.card.notes) == ("Head", "")
    assert found.warnings == ('line "NOTE;ENCODING=BASE64:aGFsbG8sIHdlbHQ" cannot be read; left out',)


def test_a_fold_of_blanks_or_inside_a_character_is_joined():
    content = "BEGIN:VCARD\r\nFN:Jürgen\r\nNOTE:a\r\n  \r\n b\r\nEND:VCARD\r\n".encode()

    (found,) = read(content.replace("ü".encode(), b"\xc3\r\n \xbc"))

    assert (found.card.name, found.card.notes) == ("Jürgen", "a b")


def test_a_text_that_looks_like_a_picture_is_text():
    found = lines_of("FN:Jan", "NOTE;QUOTED-PRINTABLE:the door =", "key: under the mat", version="2.1")

    assert (found.card.notes, found.pictures) == ("the door key: under the mat", 0)


def test_pictures_in_lines_without_blanks_are_left_out():
    found = lines_of("FN:Jan", "PHOTO;BASE64;JPEG:", *["QUJD" * 18] * 3, "QUI=", "", "NOTE:x", version="2.1")

    assert (found.card.notes, found.pictures, found.warnings) == ("x", 1, ())


def test_blanks_and_marks_around_begin_and_end_are_no_trouble():
    content = b"\xef\xbb\xbfBEGIN:VCARD \r\nFN:Jan\r\nEND:VCARD \t\r\n\r\n"

    found = list(read(content * 2 + b"\x1a"))

    assert [(each.reason, each.card.name, each.warnings) for each in found] == [("", "Jan", ())] * 2


AGENT = ["BEGIN:VCARD", "VERSION:2.1", "N:Friday;Fred", "TEL:030 9999999", "END:VCARD"]


@pytest.mark.parametrize(
    "agent",
    [
        ["AGENT:", *AGENT],
        ["AGENT:", "", *AGENT],
        ["item1.AGENT;X=y:BEGIN:VCARD", *AGENT[1:]],
        ["AGENT:", *AGENT[:-1], "AGENT:", *AGENT, "END:VCARD"],
        [r"AGENT:BEGIN:VCARD\nFN:Fred Friday\nTEL:030 9999999\nEND:VCARD\n"],
        ["AGENT:BEGIN:VCARD", r" \nFN:Fred Friday\nEND:VCARD\n"],
    ],
    ids=["below", "after a blank line", "beside", "twice", "in one line", "folded"],
)
def test_a_card_with_an_agent_is_read_without_and_says_so(agent):
    found = lines_of("FN:Jan Roe", *agent, "TEL:030 1234567", "NOTE:after", version="2.1")

    assert (found.card.name, found.card.phones, found.card.notes) == ("Jan Roe", ["030 1234567"], "after")
    assert found.warnings == ("AGENT: another contact inside the card was left out",)


def test_an_agent_that_is_never_closed_takes_only_its_own_card_along():
    card = "BEGIN:VCARD\nFN:Jan\nEND:VCARD\n"
    content = "BEGIN:VCARD\nFN:Roe\nAGENT:\nBEGIN:VCARD\nFN:Fred\nEND:VCARD\n" + card

    assert [each.reason for each in read(content.encode())] == ["is never closed", ""]


@pytest.mark.parametrize("ends", [5_000, 0])
def test_thousands_of_agents_inside_each_other_are_refused_at_once(ends):
    agents = b"AGENT:\nBEGIN:VCARD\n" * 5_000 + b"END:VCARD\n" * ends
    card = b"BEGIN:VCARD\nFN:Jan\n%sEND:VCARD\n"

    begun = time.process_time()
    found = list(read(card % agents + card % b""))

    assert [each.reason for each in found] == [
        "holds too many cards inside each other" if ends else "is never closed",
        "",
    ]
    assert time.process_time() - begun < 5
    assert len(found[0].text) < 300


@pytest.mark.parametrize(
    "line",
    ["A;B" + "," * 60_000, "TEL;TYPE=" + '"' * 60_001, "A." * 50_000, "TEL;" + "a=b;" * 30_000],
    ids=["commas", "quotes", "dots", "parameters"],
)
def test_a_line_made_to_keep_us_busy_is_named_at_once(line):
    begun = time.process_time()
    found = lines_of("FN:Jan", line)

    assert (found.card.name, len(found.warnings)) == ("Jan", 1)
    assert time.process_time() - begun < 5
