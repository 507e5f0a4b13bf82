"""vCards with everything that lies between programs: nothing is lost in silence on the way into a book."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import BookFolder

COMMAS = """\
BEGIN:VCARD
VERSION:2.1
N:Smith;John
FN:Smith, John
ORG:Acme, Inc.
TITLE:Head, Sales
NOTE:Call him, then write; later
TEL:+49 30 1234567
END:VCARD
"""
ODD_KEYS = """\
name: Zoe Winter
kind: person
social: {a.b: zoe, "x:y": winter, LinkedIn: zw, ab: other}
"""


def put(folder: Path, *lines: str) -> str:
    """A file of one card."""
    (folder / "a.vcf").write_bytes("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode())
    return str(folder / "a.vcf")


def test_commas_stay_in_names_and_notes(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(COMMAS.replace("\n", "\r\n").encode())

    book.ok("import", str(tmp_path / "a.vcf"), "--yes")

    text = book.text("acme-inc")
    assert "name: Acme, Inc.\n" in text
    assert "name: Smith, John\n" in text
    assert "title: Head, Sales\n" in text
    assert "notes: Call him, then write; later\n" in text
    assert book.ok("import", str(tmp_path / "a.vcf"), "--yes").err.splitlines()[-1] == "0 changes"


def test_an_agent_is_left_out_with_a_warning(book: BookFolder, tmp_path: Path) -> None:
    agent = ("AGENT:", "BEGIN:VCARD", "FN:Fred Friday", "END:VCARD")
    file = put(tmp_path, "VERSION:2.1", "FN:Jan Roe", *agent, "TEL:+49 30 1234567")

    ran = book.ok("import", file, "--yes")

    assert "row 1: AGENT: another contact inside the card was left out" in ran.err
    assert "1 row: 1 accepted, 0 skipped, 0 rejected" in ran.err
    assert '"+49 30 1234567"' in book.text("jan-roe")
    assert not book.path("fred-friday").exists()


def test_what_stands_between_cards_is_a_rejected_row(book: BookFolder, tmp_path: Path) -> None:
    file = put(tmp_path, "FN:Jan Roe", "END:VCARD", "NOTE:of nobody", "BEGIN:VCARD", "FN:Zoe Winter")

    ran = book.ok("import", file, "--yes")

    assert "3 rows: 2 accepted, 0 skipped, 1 rejected" in ran.err
    assert "NOTE:of nobody" in (tmp_path / "a.rejects.csv").read_text("utf-8-sig")


def test_what_has_no_field_is_named(book: BookFolder, tmp_path: Path) -> None:
    there = put(tmp_path, "FN:Jan Roe", "ORG:Acme;Sales", "NICKNAME:Jan,Janey", "ROLE:Buyer")
    assert 'nickname "Jan, Janey" has no field here; left out' in book.ok("import", there, "--yes").err
    assert "role: Buyer" in book.text("acme")

    alone = put(tmp_path, "FN:Zoe Winter", "NICKNAME:Zo,Zoey", "ROLE:Programmer")
    assert 'role "Programmer" has no field here; left out' in book.ok("import", alone, "--yes").err
    assert "aliases: [Zo, Zoey]" in book.text("zoe-winter")


def test_odd_keys_of_accounts_come_back_as_they_were(book: BookFolder, tmp_path: Path) -> None:
    book.write("zoe-winter", ODD_KEYS)
    book.ok("export", "vcf", str(tmp_path / "book.vcf"))

    assert book.ok("import", str(tmp_path / "book.vcf"), "--yes").err.splitlines()[-1] == "0 changes"
