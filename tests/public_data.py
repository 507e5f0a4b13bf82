"""Books made from public data sets that stand beside the repository; tests skip where they are absent.

Looked for in ``$PLAINCRM_DATA`` or ``../shared/data``: see docs/reports.md for what they are.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
# read once, because the tests' quiet world hides the environment
FOLDER = Path(os.environ.get("PLAINCRM_DATA") or ROOT.parent / "shared" / "data")


def data_path(name: str) -> Path:
    """The file *name* of the public data; skips the test, with the reason, where it is not there."""
    if not (FOLDER / name).is_file():
        pytest.skip(f"public data {name} is not in {FOLDER}")
    return FOLDER / name


def expected(name: str) -> Any:
    """A JSON file of expected results."""
    return json.loads(data_path(name).read_text(encoding="utf-8"))


def online_retail(root: Path) -> Path:
    """A book of the UCI Online Retail invoices: 4,372 customers, 22,190 entries, pounds."""
    packed = data_path("online_retail/online_retail_invoices.csv.gz").read_bytes()
    rows = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    return _book(root, "GBP", ((row["customer_id"].lower(), row["customer_id"], row) for row in rows))


def rfm_orders(root: Path) -> Path:
    """A book of the orders that come with the R package rfm: 995 customers, 4,906 orders, dollars."""
    text = data_path("rfm/rfm_orders.csv").read_text(encoding="utf-8")
    ids: dict[str, str] = {}
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        ids.setdefault(row["customer_id"], f"c{len(ids):04}")
    return _book(root, "USD", ((ids[row["customer_id"]], row["customer_id"], row) for row in rows))


def _book(root: Path, currency: str, entries: Any) -> Path:
    """Write the files as text, without the program, and commit them once."""
    lines: dict[str, list[str]] = {}
    for customer, name, row in entries:
        held = lines.setdefault(customer, [f"name: {json.dumps(name)}", "sales:"])
        invoice = f", invoice: {json.dumps(row['invoice'])}" if row.get("invoice") else ""
        held.append(f"  - {{date: {row['date']}, amount: {row['amount']}{invoice}}}")
    folder = root / "customers"
    folder.mkdir(parents=True)
    (root / "plaincrm.yaml").write_text(f"format: 1\nname: Public\ncurrency: {currency}\n", encoding="utf-8")
    for customer, held in lines.items():
        (folder / f"{customer}.yaml").write_text("\n".join(held) + "\n", encoding="utf-8")
    who = {"GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    for args in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "data"]):
        subprocess.run(["git", *args], cwd=root, check=True, env={**os.environ, **who})
    return root
