"""Every report of the catalogue, every choice: in small and empty books, and in other places of the world."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from plaincrm.output import render
from plaincrm.reports import catalogue
from tests.conftest import git
from tests.reports.oracle import random_book

ASOF = "2026-11-23"
FEW = (1, 7, 9, 24, 25, 99, 100)
# what stands under a table that withholds, and what it gives instead
SAYS = {
    "segments": {9: "no scores, segment or class", 24: "the class is against the median", 99: "from 1 to 3"},
    "concentration": {9: "no ranking and no classes"},
    "migration": {99: "is withheld"},
}


def lines():
    """Every report, alone and with each value of each option that has choices."""
    for name in catalogue.names():
        yield (name,)
        for param in catalogue.find(name).params:
            for choice in param.choices:
                yield name, f"--{param.name}", choice
            if param.kind == "boolean":
                yield name, f"--{param.name}"


def ask(shop, line):
    name, *option = line
    values = {option[0][2:]: option[1] if len(option) > 1 else True} if option else {}
    return shop.report(name, asof=ASOF, **values)


def only_buyers(count):
    """So many customers, each with at least one sale up to the day."""
    book = random_book(3, count, ASOF)
    for number, data in enumerate(book.values()):
        data.pop("churn", None)
        data.setdefault("sales", []).append({"date": f"2026-{1 + number % 11:02}-05", "amount": 10 + number})
    return book


def test_an_empty_book_gives_empty_reports_that_say_so(shop):
    for line in lines():
        table = ask(shop, line)
        if line[0] not in ("summary", "lifecycle"):
            assert table.rows == [] or all(row[1] == 0 for row in table.rows), line
            assert json.loads(render(table, "json")) == [] or table.rows
        assert table.notes, line


@pytest.mark.parametrize("count", FEW)
def test_small_books_print_no_score_that_the_rules_forbid(shop, count):
    shop.customers(only_buyers(count))
    rows = shop.records("segments", asof=ASOF)
    assert len(rows) == count

    scores = {row[name] for row in rows for name in "rfm"}
    classes = {row["class"] for row in rows}
    segments = {row["segment"] for row in rows}
    assert scores <= ({None} if count < 25 else {1, 2, 3} if count < 100 else {1, 2, 3, 4, 5})
    assert (classes == {None}) == (count < 10)
    assert (None in segments) == (count < 100)
    assert (shop.records("concentration", asof=ASOF) == []) == (count < 10)
    assert {row["p_buy"] for row in shop.records("churn", asof=ASOF)} <= {None}
    moves = shop.records("migration", asof=ASOF, since=ASOF)
    assert ({row["to"] for row in moves} == {None}) == (count < 100)


@pytest.mark.parametrize("count", FEW)
def test_small_books_say_what_is_withheld_and_what_stands_instead(shop, count):
    shop.customers(only_buyers(count))

    for name, limits in SAYS.items():
        since = {"since": ASOF} if name == "migration" else {}
        notes = " ".join(shop.report(name, asof=ASOF, **since).notes)
        words = next((words for most, words in limits.items() if count <= most), None)
        for other in limits.values():
            assert (other in notes) == (other == words), (name, notes)
    forecast = shop.report("forecast", asof=ASOF)
    notes = " ".join(forecast.notes)
    assert ("No forecast" in notes and "purchases" in notes) == (forecast.rows == [])


@pytest.mark.parametrize("count", [1, 7, 99])
def test_no_report_stumbles_over_few_customers(shop, count):
    shop.customers(only_buyers(count))

    for line in lines():
        table = ask(shop, line)
        assert table.notes, line
        json.loads(render(table, "json"))


PROGRAM = """
import sys
from plaincrm.cli.main import run
from tests.reports.test_reports_everywhere import lines
for line in lines():
    print(*line, flush=True)
    for form in ("table", "json"):
        code = run(["report", *line, "--asof", "2026-11-23", "--format", form])
        sys.stdout.flush()
        assert code == 0, line
"""
WORLDS = (
    {"LC_ALL": "C", "TZ": "UTC"},
    {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"LANG": "C.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"},
)


def test_no_locale_time_zone_or_hash_seed_changes_a_byte(new_shop):
    book = random_book(11, 60, ASOF)
    found = []
    for number, world in enumerate(WORLDS):
        shop = new_shop()
        # the files of each book are written in another order
        shop.customers(dict(sorted(book.items(), key=lambda item: item[0][::-1], reverse=bool(number % 2))))
        git(shop.root, "add", "-A")
        git(shop.root, "commit", "-q", "-m", "book")
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=shop.root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200", **world},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        found.append((done.stdout, done.stderr))
    assert len(found[0][0].splitlines()) > 1000
    assert found[1] == found[0]
    assert found[2] == found[0]
