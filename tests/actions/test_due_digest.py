"""`due --format md|html`: a page to mail, the most pressing first."""

from datetime import date
from html.parser import HTMLParser

import pytest

from plaincrm.actions.digest import due_digest
from plaincrm.output.form import Section
from tests.actions.test_due_calendar import ACME, due


@pytest.fixture
def acme(book):
    book.write("acme", ACME)
    book.write("bolt", "name: Bolt <b>\nlevel: B\n")
    return book


def test_every_kind_has_its_heading_with_a_number_and_what_matters_of_it(acme):
    lines = acme.ok("due", "--format", "md").out.splitlines()

    assert [line for line in lines if line.startswith("#")] == [
        "# Follow-ups · Mon 2026-11-23",
        "## Overdue (1)",
        "## Due today (1)",
        "## Out of touch (1)",
        "## Coming up (1)",
        "## Dates (3)",
    ]
    heads = [line.replace(" ", "").strip("|").split("|") for line in lines if line.startswith("| name")]
    assert heads == [
        ["name", "plan", "due", "days_late", "last_contact", "ref", "customer"],
        ["name", "last_contact", "ref", "customer"],
        ["name", "cadence_days", "customer"],
        ["name", "plan", "due", "last_contact", "ref", "customer"],
        ["name", "state", "plan", "due", "customer"],
    ]
    assert any(line.startswith("| Acme") and "send the offer" in line and " 3 |" in line for line in lines)


def test_html_is_sound_and_runs_nothing(acme):
    text = acme.ok("due", "--format", "html").out

    parser = HTMLParser()
    parser.feed(text)
    assert text.startswith("<h1>Follow-ups · Mon 2026-11-23</h1>")
    assert text.count("<table>") == text.count("</table>") == 5
    assert "Bolt &lt;b&gt;" in text
    assert "<b>" not in text


def test_a_digest_speaks_chinese(acme):
    text = acme.ok("due", "--format", "md", "--lang", "zh").out

    assert text.startswith("# 待跟进 · 2026-11-23 周一\n\n## 已逾期 (1)\n")
    assert "逾期天数" in text


def test_nothing_due_is_said(book):
    assert book.ok("due", "--format", "md").out == "# Follow-ups · Mon 2026-11-23\n\nNothing is due.\n"
    assert book.ok("due", "--format", "html").out.count("<table>") == 0


def test_a_digest_is_as_of_the_day_asked_for(acme):
    assert acme.ok("due", "--format", "md", "--asof", "2026-11-10").out.startswith(
        "# Follow-ups · Tue 2026-11-10"
    )


def test_the_report_of_the_same_name_gives_the_same_digest_and_other_formats_stay(acme):
    assert acme.ok("report", "follow-ups", "--format", "md").out == acme.ok("due", "--format", "md").out
    assert acme.ok("due").out.splitlines()[0].split()[:3] == ["customer", "name", "state"]
    assert due(acme)[0]["state"] == "overdue"


def test_the_page_holds_every_row_once(acme):
    from plaincrm.book import Book
    from plaincrm.index import Index
    from plaincrm.reports import catalogue

    index = Index.open(Book.find(acme.root))
    table = catalogue.find("follow-ups").run(index, {})

    page = due_digest(table, date(2026, 11, 23))

    assert all(isinstance(section, Section) for section in page.sections)
    assert sum(len(section.body.rows) for section in page.sections) == len(table.rows)
    index.close()
