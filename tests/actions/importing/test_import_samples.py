"""Every sample file of tests/data/import comes in as its page in expected/ says, counted to the last row.

``pytest … --update-sessions`` writes the pages anew; read the diff as the owner of the data would.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import BookFolder, run

DATA = Path(__file__).parents[2] / "data" / "import"
SAMPLES = sorted(path.name for path in DATA.iterdir() if path.is_file())
GERMAN = (
    *("german.csv", "outlook.csv", "outlook-german.csv", "open-quote.csv"),
    *("pipedrive.csv", "paypal.csv", "bank.csv", "amounts.csv", "zoho-leads.csv"),
)
KNOWN = "name: Known Ltd\n"


def new_book(folder: Path, sample: str) -> BookFolder:
    western = sample in GERMAN or sample.startswith(
        ("google", "salesforce", "stripe", "shopify", "woo", "hubspot")
    )
    money = ("--currency", "EUR", "--region", "DE") if western else ("--currency", "CNY", "--region", "CN")
    assert run("init", str(folder / "book"), *money).code == 0
    shutil.copy(DATA / sample, folder / sample)
    book = BookFolder(folder / "book")
    book.write("known-ltd", KNOWN)
    return book


def page(book: BookFolder, said: str) -> str:
    files = sorted((book.root / "customers").glob("*.yaml"))
    parts = [said.replace("../", "")]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if text != KNOWN:
            parts += [f"--- {file.name}\n", text.partition("schema.json\n")[2] or text]
    return "".join(parts)


def without_commit(said: str) -> str:
    import re

    return re.sub(r" \([0-9a-f]{7}\)", "", said)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_comes_in_as_expected_once_and_can_be_undone(
    sample: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    book = new_book(tmp_path, sample)
    before = book.git("rev-parse", "HEAD^{tree}")
    commits = len(book.commits())
    expected = DATA / "expected" / f"{sample}.txt"

    dry = book.ok("import", f"../{sample}", "--dry-run")
    assert len(book.commits()) == commits
    assert book.is_clean(), dry
    done = book.ok("import", f"../{sample}", "--yes", "--json")
    counts = json.loads(done.out)[0]
    found = page(book, without_commit(done.err))
    if request.config.getoption("--update-sessions"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")
    assert counts["rows"] == counts["accepted"] + counts["skipped"] + counts["rejected"]
    assert len(book.commits()) == commits + 1
    assert book.ok("check").code == 0
    again = book.ok("import", f"../{sample}", "--yes")
    assert again.err.splitlines()[-1] == "0 changes", again.err
    book.ok("undo")
    assert book.git("rev-parse", "HEAD^{tree}") == before
