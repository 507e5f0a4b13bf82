"""Pages: sections of key-value lines, tables and text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plaincrm.errors import UsageError
from plaincrm.output import measure
from plaincrm.output.form import Page, Section, render_page
from plaincrm.table import Column, Table

LOG = Table(
    (Column("date", "date"), Column("summary")),
    [
        ("2026-11-02", "谈续费，想要按年折扣，英文文档要尽快"),
        ("2026-10-01", "called about the renewal of support"),
    ],
)
PAGE = Page(
    "星云科技",
    [
        Section(
            "", [("customer", "xing-yun"), ("level", None), ("revenue", Decimal("12.50")), ("owner", "")]
        ),
        Section("Contact log", LOG),
        Section("Nothing", Table((Column("a"),), [])),
        Section("Nobody", []),
        Section("Notes", "# not a heading\n- not a list\n\nlast\x1b line\n"),
    ],
)


def test_a_page_in_a_pipe_is_plain_and_whole():
    assert render_page(PAGE) == (
        "星云科技\n"
        "\n"
        "  customer  xing-yun\n"
        "  revenue   12.50\n"
        "\n"
        "Contact log\n"
        "  date        summary\n"
        "  2026-11-02  谈续费，想要按年折扣，英文文档要尽快\n"
        "  2026-10-01  called about the renewal of support\n"
        "\n"
        "Notes\n"
        "  # not a heading\n"
        "  - not a list\n"
        "\n"
        "  last\\u{1b} line\n"
    )


def test_a_page_on_a_screen_wraps_instead_of_cutting():
    lines = render_page(PAGE, width=34).splitlines()

    assert max(map(measure.width, lines)) <= 34
    assert lines[6:13] == [
        "  date        summary",
        "  ──────────  ────────────────────",
        "  2026-11-02  谈续费，想要按年折",
        "              扣，英文文档要尽快",
        "  2026-10-01  called about the",
        "              renewal of support",
        "",
    ]


def test_beside_a_long_text_short_columns_take_just_their_width():
    columns = (Column("date", "date"), Column("plan"), Column("summary"))
    table = Table(columns, [("2026-11-02", "ask Eve", "a word and another " * 5)])

    lines = render_page(Page("", [Section("", table)]), width=44).splitlines()

    assert lines[2] == "  2026-11-02  ask Eve  a word and another a"


def test_long_values_wrap_beside_their_key():
    page = Page(
        "", [Section("", [("notes", "谈续费，想要按年折扣\nsecond line"), ("company_size", "50-99")])]
    )

    assert render_page(page, width=30) == (
        "  notes       谈续费，想要按年\n              折扣\n              second line\n  company_s…  50-99\n"
    )


def test_field_names_are_translated_and_chinese_keys_align():
    page = Page("", [Section("", [("customer", "xing-yun"), ("notes", "x"), ("contract_no", "A-17")])])

    assert render_page(page, lang="zh") == "  客户编号     xing-yun\n  备注         x\n  contract_no  A-17\n"


@pytest.mark.parametrize("width", [1, 5, 20])
def test_a_very_narrow_screen_breaks_nothing(width):
    assert "xing" in render_page(PAGE, width=width).replace("\n", "").replace(" ", "")


def test_colours_change_nothing_but_colour():
    text = render_page(PAGE, width=40, color=True)

    assert "\x1b[1m星云科技\x1b[0m" in text
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m"):
        text = text.replace(code, "")
    assert text == render_page(PAGE, width=40)


def test_a_markdown_page_has_headings_lists_and_literal_text():
    text = render_page(PAGE, "md")

    assert text.startswith(
        "# 星云科技\n\n- **customer**: xing-yun\n- **revenue**: 12.50\n\n## Contact log\n\n| date "
    )
    assert text.endswith("## Notes\n\n\\# not a heading\\\n\\- not a list\n\nlast\\\\u{1b} line\n")


def test_an_html_page_is_escaped():
    page = Page("<b>", [Section("<i>", [("name", "<u>")]), Section("", "a\n<s>"), Section("", LOG)])

    text = render_page(page, "html")

    assert text.startswith(
        "<h1>&lt;b&gt;</h1>\n\n<h2>&lt;i&gt;</h2>\n<dl>\n<dt>name</dt><dd>&lt;u&gt;</dd>\n</dl>\n"
    )
    assert "<p>a<br>\n&lt;s&gt;</p>\n" in text
    assert "<table>" in text


def test_an_unknown_style_is_named():
    with pytest.raises(UsageError, match='"pdf" is not a style of page'):
        render_page(PAGE, "pdf")
