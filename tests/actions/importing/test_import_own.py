"""Our own JSON and cards come in whole; what is none of ours is refused in time."""

import json

import pytest

from tests.conftest import BookFolder, run

SETTINGS = """\
format: 1
name: Studio 7
currency: CNY
language: zh
cadence: {A: 14, B: 30, C: }
fields: {contract_no: text, seats: integer}
"""
RATES = "- {date: 2026-01-01, currency: USD, rate: 7.00}\n"
NEBULA = """\
name: 星云科技
aliases: [Nebula]
people:
  - {name: 张伟, title: 采购经理, birthday: --03-05, phones: ["+86 138 0013 8000"], social: {wechat: zw}}
addresses: [上海市浦东新区世纪大道1号]
tags: [vip]
custom: {contract_no: "007", seats: 12}
notes: Two, with commas
sales:
  - {date: 2026-10-01, amount: 12.50, payments: [{date: 2026-10-02, amount: 5.00}]}
"""
ZOE = "name: Zoe Winter\nkind: person\ncompany: Acme\nemails: [zoe@acme.example]\n"


@pytest.fixture
def ours(book):
    (book.root / "plaincrm.yaml").write_text(SETTINGS, encoding="utf-8")
    (book.root / "rates.yaml").write_text(RATES)
    book.write("星云", NEBULA)
    book.write("zoe", ZOE)
    return book


@pytest.fixture
def theirs(tmp_path):
    assert run("init", str(tmp_path / "theirs"), "--currency", "USD").code == 0
    return BookFolder(tmp_path / "theirs")


def test_a_whole_book_makes_an_identical_one_with_one_commit_and_one_undo(ours, theirs):
    before = theirs.git("rev-parse", "HEAD^{tree}")
    ours.ok("export", "json", "../book.json")

    theirs.ok("import", "../book.json", "--yes")

    assert theirs.ok("export", "json").out == ours.ok("export", "json").out
    assert len(theirs.commits()) == 2
    assert theirs.crm("import", "../book.json", "--yes").err.splitlines()[-1] == "0 changes"
    theirs.ok("undo")
    assert theirs.git("rev-parse", "HEAD^{tree}") == before


def test_settings_of_a_book_with_customers_stay(ours, theirs):
    ours.ok("export", "json", "../book.json")
    theirs.ok("add", "Bolt")

    theirs.ok("import", "../book.json", "--yes")

    assert "currency: USD" in (theirs.root / "plaincrm.yaml").read_text()
    assert not (theirs.root / "rates.yaml").exists()


def test_cards_bring_back_what_a_card_holds(ours, theirs):
    ours.ok("export", "vcf", "../book.vcf")

    theirs.ok("import", "../book.vcf", "--yes")

    for customer in ("星云", "zoe"):
        was, came = (json.loads(book.ok("show", customer, "--json").out) for book in (ours, theirs))
        assert came == {key: value for key, value in was.items() if key not in ("custom", "sales")}
    assert ours.crm("import", "../book.vcf", "--yes").err.splitlines()[-1] == "0 changes"


@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"customers": []}',
        '"hello"',
        "\0" * 100,
        '{"name": NaN}',
        '[{"name": ""}]',
        "9" * 10_000_000,
    ],
    ids=["deep", "none", "text", "nul", "nan", "nameless", "long number"],
)
def test_what_is_no_json_of_ours_is_refused(book, content):
    (book.root.parent / "odd.json").write_text(content)

    ran = book.crm("import", "../odd.json", "--yes")

    assert ran.code == 4, ran.err[:300]
    assert len(ran.err) < 1000
    assert book.is_clean()


def test_a_wrong_customer_is_rejected_and_the_others_come_in(book):
    lines = [
        '{"name": "Acme"}',
        "{",
        '{"name": "Bolt", "sales": [{"date": "2026-01-01", "amount": "12,50"}]}',
        "[]",
    ]
    (book.root.parent / "some.jsonl").write_text("\n".join(lines))

    ran = book.ok("import", "../some.jsonl", "--yes")

    assert "4 rows: 1 accepted, 0 skipped, 3 rejected" in ran.err
    assert 'sales[0].amount: "12,50" is not an amount' in ran.err
    assert book.text("acme").endswith("name: Acme\n")
