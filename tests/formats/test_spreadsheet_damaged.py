"""Damaged workbooks are refused with a message, whatever was done to their bytes."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest

from plaincrm.errors import InvalidDataError
from plaincrm.formats import spreadsheet

DATA = Path(__file__).parents[1] / "data" / "import"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix in (".xlsx", ".ods", ".xls"))


def damaged(content: bytes, seed: int) -> bytes:
    """Some bytes changed, cut out or doubled."""
    dice = random.Random(seed)
    made = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(made))
        width = dice.choice((1, 1, 4, 40))
        if dice.random() < 0.6:
            made[place : place + width] = dice.randbytes(min(width, len(made) - place))
        elif dice.random() < 0.5:
            del made[place : place + width]
        else:
            made[place:place] = made[place : place + width]
    return bytes(made)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_any_damage_ends_in_rows_or_a_refusal(sample: Path) -> None:
    content = sample.read_bytes()
    for seed in range(15 if sample.suffix == ".xls" else 100):
        made = damaged(content, seed)
        if not spreadsheet.is_workbook(made):
            continue
        with contextlib.suppress(InvalidDataError):
            spreadsheet.read(made)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_spreadsheet_uses_is_refused_unread(method: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>" * 100_000)

    with pytest.raises(InvalidDataError, match="is packed as no spreadsheet program does it"):
        spreadsheet.read(made.getvalue())
