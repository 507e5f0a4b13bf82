"""Files that were made to hurt, or have been hurt, are refused in words, in a second or two."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.conftest import BookFolder
from tests.sweeps import fuzz_import

SECONDS = 20.0  # of a machine that many tests share; alone it is one or two
HEAD = b"name,phone\n"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


FAR = b'<worksheet><row r="1"><c r="A1"><v>1</v></c></row><row><c s="1" r="XFD1048576"><v>1</v></c></row>'
MANY = (
    b'<table:table ><table:table-row table:number-rows-repeated="1000000">'
    b'<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
    b"</table:table-row></table:table>"
)
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")

HOSTILE = {
    "far.xlsx": lambda: zipped(xl__worksheets__sheet1_xml=FAR),
    "many.ods": lambda: zipped(content_xml=MANY),
    "locked.xlsx": lambda: LOCKED,
    "columns.csv": lambda: b",".join([b"name"] * 1_000_000) + b"\nx\n",
    "bomb.xlsx": lambda: zipped(xl__worksheets__sheet1_xml=b"<a>" * 80_000_000),
    "not-a-workbook.xlsx": lambda: b"PK\x03\x04" + bytes(range(256)) * 20,
    "not-a-workbook.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "some.zip": lambda: zipped(readme_txt=b"hello"),
    "cell.csv": lambda: HEAD + b'"' + b"x" * 60_000_000 + b'",1\n',
    "large.csv": lambda: HEAD + b"a,1\n" * 17_000_000,
    "nul.csv": lambda: HEAD + b"a\0b,1\n",
    "quotes.csv": lambda: HEAD + b'"a,1\n' * 5000,
    "noise.csv": lambda: bytes(range(1, 256)) * 500,
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\n \n\t\n",
    "only-headings-of-nothing.csv": lambda: b"colour,size\nred,3\n",
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_message(name: str, book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())

    begun = time.process_time()
    ran = book.crm("import", str(tmp_path / name), "--yes")

    assert ran.code == 4, ran
    assert name in ran.err
    assert "hint: " in ran.err
    assert "Traceback" not in ran.err
    assert time.process_time() - begun < SECONDS
    assert len(book.commits()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process cannot be bounded so")
def test_a_bomb_is_refused_in_bounded_memory(book: BookFolder, tmp_path: Path) -> None:
    import resource

    (tmp_path / "bomb.xlsx").write_bytes(HOSTILE["bomb.xlsx"]())

    ran = subprocess.run(
        [sys.executable, "-m", "plaincrm", "import", str(tmp_path / "bomb.xlsx"), "--yes"],
        cwd=book.root,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000)),
    )

    assert ran.returncode == 4, ran
    assert "unpacks to 240 MB" in ran.stderr


def test_formulas_and_escapes_in_cells_are_plain_text(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(
        b"name,notes\nAcme,\"=cmd|' /C calc'!A0\"\nBeta,\x1b[2Jgone\nBad,x,extra\n"
    )

    ran = book.ok("import", str(tmp_path / "f.csv"), "--yes")

    assert "\x1b" not in ran.out + ran.err + book.text("beta")
    assert "=cmd|' /C calc'!A0" in book.text("acme")
    assert "rejected row 4: has 3 cells under 2 headings" in ran.err


def test_a_row_that_the_file_format_refuses_is_rejected_alone(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        "customer name,score,review\nAcme,9,x\nBeta,5,y\n".replace("review", "comment")
    )

    ran = book.ok("import", str(tmp_path / "s.csv"), "--yes", "--json")

    assert '"rejected": 1' in ran.out
    assert (tmp_path / "s.rejects.csv").read_text("utf-8-sig").splitlines()[1].endswith('of 5",Acme,9,x')
    assert book.path("beta").exists()
    assert not book.path("acme").exists()


def test_missing_files_folders_and_unknown_encodings_are_told_apart(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nÄ\n", encoding="utf-8")

    assert book.crm("import", "nowhere.csv").code == 3
    assert book.crm("import", str(tmp_path)).code == 4
    assert book.crm("import", str(tmp_path / "a.csv"), "--encoding", "klingon").code == 2
    assert book.crm("import", str(tmp_path / "a.csv"), "--encoding", "ascii").code == 4
    assert book.crm("import", str(tmp_path / "a.csv"), "--map", "colour=name").code == 2


def test_a_hundred_damaged_files_lose_no_row() -> None:
    found = fuzz_import.sweep(100, 7)

    assert found["read"] > 30
    assert found["read"] + found["refused"] == 100
