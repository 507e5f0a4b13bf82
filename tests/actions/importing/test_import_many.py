"""More than a thousand customers at once: shared out to processes, and no different from few."""

from __future__ import annotations

from plaincrm.book.processes import MANY
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
