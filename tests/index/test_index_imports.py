"""Reading a fresh index loads nothing heavy."""

import subprocess
import sys

HEAVY = {
    "pydantic", "yaml", "typer", "dataclasses", "inspect", "asyncio", "tabulate", "wcwidth", "anyascii",
    "rapidfuzz", "phonenumbers", "git", "jsonschema", "multiprocessing", "filelock", "fractions", "hashlib",
    "json",
}  # fmt: skip

READ = """
import sys
from pathlib import Path
from plaincrm.book import Book
from plaincrm.index import Index
from plaincrm.index.listing import listing

index = Index.open(Book.find(Path(sys.argv[1])))
assert len(listing(index).rows) == 1
print(*sys.modules)
"""


def test_listing_a_fresh_index_loads_nothing_heavy(repo):
    repo.customer("acme", "name: 星云科技\nsales: [{date: 2026-01-01, amount: 5}]\n")
    repo.commit()
    repo.index().close()

    done = subprocess.run(
        [sys.executable, "-c", READ, str(repo.root)], capture_output=True, text=True, check=True
    )

    assert HEAVY.isdisjoint(done.stdout.split())
