"""Fuzz the tables: ``python -m tests.sweeps.fuzz_import [COUNT] [SEED]`` reads COUNT (1,000) damaged files.

Each is a sample of tests/data/import with bytes, lines, cells and quotes knocked about. It must be
refused with a message or read with every row accepted, skipped or rejected, and never with a traceback.
The rows that must come back are counted apart from the reader, where its text is plain enough to count.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "import"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix in (".csv", ".tsv", ".txt"))
JUNK = [
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"=1+1",
    "合计".encode(),
]
JUNK += [
    b"'",
    b"1.38E+10",
    b"(",
    b"0/0/00",
    b"99999999999999999999",
    b"\xe2\x80\xae",
    b" " * 500,
    b"-",
    b"{",
    b"\x1b[2J",
]


def damaged(rng: random.Random) -> bytes:
    """A sample with one to eight things wrong with it."""
    content = bytearray(rng.choice(SAMPLES).read_bytes())
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(content) + 1)
        what = rng.randrange(5)
        if what == 0:
            content[place:place] = rng.choice(JUNK)
        elif what == 1:
            del content[place : place + rng.randint(1, 30)]
        elif what == 2:
            content[place : place + 1] = bytes([rng.randrange(256)])
        elif what == 3:
            lines = content.split(b"\n")
            rng.shuffle(lines)
            content = bytearray(b"\n".join(lines))
        else:
            content[place:place] = content[place : place + rng.randint(1, 200)]
    return bytes(content)


def read_one(content: bytes) -> str:
    """How reading ended: ``refused``, ``read``; AssertionError where a row is gone."""
    from plaincrm.actions.importing import tables
    from plaincrm.actions.importing.columns import columns_of
    from plaincrm.actions.importing.options import Options
    from plaincrm.errors import CrmError
    from plaincrm.formats import delimited

    options = Options(today="2026-11-23", currency="EUR", region="DE")
    try:
        batch = tables.read("fuzzed.csv", content, options)
    except CrmError as error:
        return "refused" if error.message else "refused without a word"
    sheet = delimited.read(content, region="DE")[0]
    columns = columns_of(sheet, {})
    assert columns is not None, content
    below = [row for row in sheet.rows if row.number > columns.row and not row.is_blank]
    assert batch.rows == len(below), (batch.rows, len(below), content)
    numbers = [origin.row for one in batch.incoming for origin in one.origins]
    numbers += [refused.origin.row for refused in (*batch.skipped, *batch.rejected)]
    assert sorted(numbers) == [row.number for row in below], content
    assert lines_told(sheet.rows) >= lines_of_text(content), content
    return "read"


def lines_told(rows: list) -> int:  # type: ignore[type-arg]
    """How many lines with something in them the rows hold, those inside cells included."""
    return sum(max(1, sum(1 for line in _lines(row.cells) if line.strip())) for row in rows if any(row.cells))


def _lines(cells: list[str]) -> list[str]:
    return ",".join(cells).split("\n")


def lines_of_text(content: bytes) -> int:
    """Lines with a letter or digit, counted without any reader of tables."""
    from plaincrm.formats.decoding import decode

    text = decode(content, region="DE").text.replace("\r\n", "\n").replace("\r", "\n")
    return sum(1 for line in text.split("\n") if any(char.isalnum() for char in line))


def sweep(count: int, seed: int) -> Counter[str]:
    """How *count* files of a seed ended."""
    rng = random.Random(seed)
    return Counter(read_one(damaged(rng)) for _ in range(count))


if __name__ == "__main__":
    count, seed = (int(word) for word in (sys.argv[1:] + ["1000", "1"][len(sys.argv) - 1 :])[:2])
    found = sweep(count, seed)
    sys.stdout.write(
        f"{count} files, seed {seed}: {dict(sorted(found.items()))}, 0 tracebacks, 0 rows lost\n"
    )
