"""``md`` and ``html``: what is pasted and mailed."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from plaincrm.output import render
from plaincrm.table import Column, Table

COLUMNS = (Column("name"), Column("revenue", "money"))
EVIL = "<script>a|b`c`*d*[e](f)\n&lt;\x1b"
TABLE = Table(COLUMNS, [(EVIL, Decimal("1.50")), (None, None)], "A & B | C", ("n < 3",))


class _Read(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1] += data


def test_markdown_is_a_pipe_table_with_title_and_notes():
    text = render(Table(COLUMNS, [("Acme", Decimal("1.50"))], "Customers", ("n = 1",)), "md", lang="zh")

    assert text == (
        "**Customers**\n\n"
        "| 客户名称   |   收入 |\n|:-----------|-------:|\n| Acme       |   1.50 |\n\n"
        "- n = 1\n"
    )


def test_markdown_interprets_nothing_in_a_cell():
    line = render(TABLE, "md").splitlines()[4]

    assert line.startswith(r"| &lt;script>a\|b\`c\`\*d\*\[e\](f) ⏎ &amp;lt;\\u{1b} ")


def test_html_is_one_table_with_everything_escaped():
    text = render(TABLE, "html")
    read = _Read(text)

    assert text.startswith("<table>\n<caption>A &amp; B | C<br>\nn &lt; 3</caption>\n")
    assert text.endswith("</table>\n")
    assert read.open == []
    assert "script" not in read.tags
    assert [cell.strip() for cell in read.cells] == [
        *("name", "revenue", r"<script>a|b`c`*d*[e](f) ⏎ &lt;\u{1b}", "1.50", "", "")
    ]


def test_empty_tables_keep_their_heads():
    assert render(Table(COLUMNS, []), "md").splitlines()[0].split() == ["|", "name", "|", "revenue", "|"]
    assert _Read(render(Table(COLUMNS, []), "html")).cells != []


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=4))
def test_any_cell_is_one_row_in_markdown_and_well_formed_in_html(rows):
    table = Table((Column("name"),), rows)

    assert render(table, "md").count("\n") == 2 + len(rows)
    read = _Read(render(table, "html"))
    assert read.open == []
    assert len(read.cells) == 1 + len(rows)
    assert set(read.tags) <= {"table", "thead", "tbody", "tr", "th", "td"}
