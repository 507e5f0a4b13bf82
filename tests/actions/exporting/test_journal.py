"""`export hledger`: a journal that hledger accepts, with the balances that the book tells."""

import shutil
import subprocess

import pytest

ACME = """\
name: "Acme; Söhne | Ltd"
sales:
  - {date: 2026-01-10, product: "Desk (a); 2", amount: 1000, tax_rate: 0.19, invoice: A(1), paid: 2026-02-01}
  - date: 2026-02-10
    amount: 200
    tax_rate: 0.07
    payments: [{date: 2026-03-01, amount: 100}, {date: 2026-03-02, amount: 14}]
  - {date: 2026-02-11, amount: -50, tax_rate: 0.19, against: "A(1)"}
  - {date: 2026-02-12T10:30, amount: 5000, currency: JPY}
  - {date: 2026-02-13, amount: 77, void: true}
"""


@pytest.fixture
def journal(book):
    (book.root / "rates.yaml").write_text("- {date: 2026-01-01, currency: JPY, rate: 0.0061}\n")
    book.write("acme", ACME)
    book.ok("export", "hledger", "book.journal")
    return book.root / "book.journal"


def hledger(journal, *command):
    program = shutil.which("hledger")
    if program is None:
        pytest.skip("hledger is not installed")
    return subprocess.run(
        [program, "-f", str(journal), *command],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    ).stdout


def test_hledger_checks_it_strictly(journal):
    assert hledger(journal, "check", "--strict", "ordereddates") == ""


def test_the_balances_are_what_is_owed_earned_and_due_as_tax(journal):
    rows = hledger(journal, "balance", "--flat", "--no-total", "-O", "csv", "--layout=bare").splitlines()[1:]

    assert sorted(row.replace('"', "") for row in rows) == [
        "assets:bank,EUR,1304.00",
        "assets:receivable:acme,EUR,40.50",
        "assets:receivable:acme,JPY,5000",
        "income:refunds,EUR,50.00",
        "income:sales,EUR,-1200.00",
        "income:sales,JPY,-5000",
        "liabilities:tax,EUR,-194.50",
    ]


def test_words_of_the_book_cannot_break_out_of_their_place(journal):
    lines = journal.read_text(encoding="utf-8").splitlines()

    assert "2026-01-10 * (A[1]) Acme, Söhne / Ltd | Desk (a), 2" in lines
    assert "P 2026-01-01 JPY 0.0061 EUR" in lines
    assert not any("77" in line for line in lines)


def test_a_name_that_begins_with_brackets_is_no_code(book):
    book.write("acme", "name: (Acme) GmbH\nsales:\n- {date: 2026-01-01, amount: 10}\n")

    assert "2026-01-01 * () (Acme) GmbH" in book.ok("export", "hledger").out
