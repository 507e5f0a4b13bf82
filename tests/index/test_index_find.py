"""find TEXT: where in the files something stands."""

import pytest

from plaincrm.errors import InvalidDataError, NotFoundError
from plaincrm.index.find import find, snippet
from plaincrm.index.refs import find as find_ref

ACME = """\
    name: Acme
    notes: |
      First line
      says "Über-Angebot", twice
    tags: [angebot]
    amount_of_hope: 12
    contact_log:
      - {date: 2026-01-01, summary: Angebot geschickt}
    sales:
      - {date: 2026-02-01, amount: 1200.50, void: true, payments: [{date: 2026-03-01, amount: 7}]}
    """


@pytest.fixture
def index(repo):
    repo.customer("acme", ACME)
    repo.customer("zenith", "name: 星云科技\n")
    return repo.index()


def test_every_place_is_a_row_with_its_field_and_reference(index):
    table = find(index, "ANGEBOT")

    assert [column.name for column in table.columns] == ["customer", "name", "field", "ref", "text"]
    assert [row[:3] for row in table.rows] == [
        ("acme", "Acme", "notes"),
        ("acme", "Acme", "tags"),
        ("acme", "Acme", "contact_log.summary"),
    ]
    refs = [row[3] for row in table.rows]
    assert refs[:2] == [None, None]
    assert find_ref(index, refs[2]).position == 0


def test_quotes_and_line_ends_are_found_and_shown_on_one_line(index):
    assert find(index, 'says "über').rows == [
        ("acme", "Acme", "notes", None, 'First line says "Über-Angebot", twice')
    ]


def test_amounts_and_dates_are_found_as_written(index):
    assert [row[2] for row in find(index, "1200.50").rows] == ["sales.amount"]
    assert [row[2] for row in find(index, "2026-03-01").rows] == ["sales.payments.date"]


def test_han_characters_and_unknown_fields_are_found(index):
    assert [row[0] for row in find(index, "科技").rows] == ["zenith"]
    assert [row[2] for row in find(index, "12").rows][:1] == ["amount_of_hope"]


@pytest.mark.parametrize("text", ["contact_log", "", "nowhere", "true", '","', "\\n"])
def test_field_names_and_the_marks_of_json_are_no_text(index, text):
    assert find(index, text).rows == []


def test_only_chosen_customers_are_searched(index):
    index.choose(["+nothing"])

    assert find(index, "Acme").rows == []


def test_a_long_text_is_cut_around_the_hit():
    text = "a" * 100 + " needle " + "b" * 100

    shown = snippet(text, "needle")

    assert shown.startswith("…aaa")
    assert shown.endswith("bbb…")
    assert " needle " in shown
    assert len(shown) < 100


def test_a_document_is_the_file_as_json(index):
    found = index.document("acme")

    assert found.path == "customers/acme.yaml"
    assert list(found.data)[:2] == ["name", "notes"]
    assert found.data["sales"][0]["amount"] == "1200.50"
    assert found.data["sales"][0]["void"] is True


def test_there_is_no_document_of_nobody_nor_of_a_broken_file(repo):
    repo.customer("broken", "name: B\nlevel: [\n")
    index = repo.index()

    with pytest.raises(NotFoundError):
        index.document("nobody")
    with pytest.raises(InvalidDataError, match=r"customers/broken.yaml has errors"):
        index.document("broken")
    assert [problem.path for problem in index.problems()] == ["customers/broken.yaml"]
