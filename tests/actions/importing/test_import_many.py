"""More than a thousand customers at once: shared out to processes, and no different from few."""

from __future__ import annotations

import contextlib

from plaincrm.actions.importing.carry_out import carry_out
from plaincrm.actions.importing.files import read_file
from plaincrm.actions.importing.options import Options
from plaincrm.actions.importing.plan import decider, make_plan
from plaincrm.actions.written import How
from plaincrm.book import Book
from plaincrm.book.processes import MANY
from plaincrm.index import Index
from tests.conftest import BookFolder

COUNT = MANY + 10


def test_many_new_customers_come_in_as_one_commit_and_not_twice(book: BookFolder) -> None:
    rows = [f"{number:04},2026-01-0{1 + number % 9},{number}.50" for number in range(COUNT) for _ in "ab"]
    (book.root.parent / "in.csv").write_text("\n".join(["customer_id,date,amount", *rows, ""]))
    before = book.git("rev-parse", "HEAD^{tree}")

    ran = book.ok("import", "../in.csv", "--yes")
    again = book.ok("import", "../in.csv", "--yes")

    assert f"{COUNT} new, 0 changed, {2 * COUNT} entries added" in ran.err
    assert again.err.splitlines()[-1] == "0 changes"
    assert book.text("0042") == (
        "# yaml-language-server: $schema=../.plaincrm/customer.schema.json\n"
        'name: "0042"\n'
        "\nsales:\n"
        "  - date: 2026-01-07\n    amount: 42.50\n"
        "  - date: 2026-01-07\n    amount: 42.50\n"
    )
    assert book.is_clean()
    book.ok("check", "--strict")
    book.ok("undo")
    assert book.git("rev-parse", "HEAD^{tree}") == before


def test_each_step_says_how_far_it_is(book: BookFolder) -> None:
    (book.root.parent / "in.csv").write_text("name,date,amount\nAnna,2026-01-01,5.00\nBert,2026-01-02,6.00\n")
    told: list[tuple[str, int, int]] = []
    rows: list[tuple[str, int, int]] = []
    here = Book(book.root)

    options = Options("2026-11-23", progress=lambda done, total: rows.append(("reading rows", done, total)))
    batch = read_file(str(book.root.parent / "in.csv"), options)
    with contextlib.closing(Index.open(here)) as index:
        plan = make_plan(here, index, [batch], decider("new", None), lambda *step: told.append(step))
    carry_out(here, plan, How("2026-11-23"), lambda *step: told.append(step))

    assert rows == [("reading rows", 0, 2), ("reading rows", 1, 2)]
    assert list(dict.fromkeys(what for what, _, _ in told)) == [
        "checking rows",
        "comparing rows",
        "comparing customers",
        "validating",
        "writing",
        "putting in place",
        "committing",
    ]
    assert all(done <= total for _, done, total in told)
    assert len(book.commits()) == 2
