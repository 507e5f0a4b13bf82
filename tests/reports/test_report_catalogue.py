"""The catalogue: reports by name, a book's own ones, headers and what is wrong with them."""

from decimal import Decimal

import pytest

from plaincrm.errors import InvalidDataError, NotFoundError, UsageError
from plaincrm.reports import catalogue
from plaincrm.reports.header import read_param
from plaincrm.reports.param import Param

BUILT_IN = [
    "summary",
    "follow-ups",
    "sales",
    "receivables",
    "segments",
    "concentration",
    "purchases",
    "cohorts",
    "retention",
    "churn",
    "lifecycle",
    "satisfaction",
    "feedback",
    "complaints",
    "needs",
    "pipeline",
    "forecast",
    "affinity",
    "activity",
    "acquisition",
    "migration",
    "quality",
]


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_report_says_what_it_is_in_both_languages(name):
    report = catalogue.find(name)

    assert report.name == name
    assert report.title
    assert any("\u4e00" <= character <= "\u9fff" for character in report.title_zh)
    assert report.about.endswith(".")
    assert all(param.about for param in report.params)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_report_runs_on_an_empty_book_and_says_as_of_when(shop, name):
    table = shop.report(name, asof="2026-11-23")

    assert any("2026-11-23" in note for note in table.notes)
    assert all(column.kind in {"text", "date", "int", "number", "money", "share"} for column in table.columns)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_choice_of_every_option_runs(shop, name):
    shop.customer("acme", "sales: [{date: 2026-01-01, amount: 1}]\nchurn: [{date: 2026-02-01}]")

    for param in catalogue.find(name).params:
        for choice in param.choices:
            assert shop.report(name, **{param.name: choice}).columns


def test_names_list_the_built_in_ones_then_the_own_ones(shop):
    shop.write("reports/zebra.sql", "SELECT 1 AS one")
    shop.write("reports/ant.sql", "SELECT 1 AS one")
    shop.write("reports/sales.sql", "SELECT 1 AS one")
    shop.write("reports/notes.txt", "not a report")
    shop.write("reports/.hidden.sql", "SELECT 1 AS one")

    assert catalogue.names() == BUILT_IN
    assert catalogue.names(shop.root / "nowhere") == BUILT_IN
    assert catalogue.names(shop.root / "reports") == [*BUILT_IN, "ant", "zebra"]


def test_an_unknown_report_is_met_with_the_nearest_name(shop):
    with pytest.raises(NotFoundError) as near:
        catalogue.find("segmets")
    with pytest.raises(NotFoundError) as far:
        catalogue.find("../../etc/passwd", shop.root)
    with pytest.raises(NotFoundError) as command:
        catalogue.find("due")

    assert near.value.message == 'no report "segmets"'
    assert near.value.hint == "did you mean segments?"
    assert command.value.hint == "did you mean follow-ups?"
    assert far.value.hint == "there are: " + ", ".join(BUILT_IN)
    assert far.value.exit_code == 3


def test_an_own_report_shadows_the_built_in_one_of_its_name(shop):
    shop.write("reports/churn.sql", "-- title: Mine\nSELECT 1 AS one")

    table = shop.report("churn")

    assert (table.title, table.records()) == ("Mine", [{"one": 1}])


def test_the_template_runs_as_it_is(shop):
    shop.write("reports/silent.sql", catalogue.template())
    shop.customer("old", "sales: [{date: 2026-01-01, amount: 12.5}]")
    shop.customer("new", "sales: [{date: 2026-11-01, amount: 1}]")

    table = shop.report("silent", asof="2026-11-23")
    longer = shop.report("silent", asof="2026-11-23", days="400")

    assert table.title == "Silent customers"
    assert table.rows == [("old", "OLD", "2026-01-01", 326, Decimal("12.50"))]
    assert longer.rows == []


def test_an_own_report_has_options_of_every_kind(shop):
    shop.write(
        "reports/all.sql",
        """\
        -- title: All kinds
        -- about: Shows what arrives.
        -- param: days integer 180  how long
        -- param: factor number 1.5  by how much
        -- param: word text -  which
        -- param: since date 2026-01-01  from when
        -- param: late boolean no  whether
        -- param: by month|year month  per what
        -- note: The ratio is {churn.ratio}, {not.a.setting} is none.

        SELECT :days AS days, :factor AS factor, :word AS word, :since AS since, :since_day AS since_day,
          :late AS late, :by AS "by", :asof AS asof, :asof_day AS asof_day,
          :from_day AS from_day, :to_day AS to_day
        """,
    )

    plain = shop.report("all", asof="2026-11-23")
    given = shop.report(
        "all", asof="2026-11-23", days="7", factor="2", word="x", since="2026-02-01", late=True, by="year",
        from_="2026-01-01", to="2026-12-31",
    )  # fmt: skip

    assert plain.rows[0][:9] == (180, 1.5, None, "2026-01-01", 20454, 0, "month", "2026-11-23", 20780)
    assert plain.rows[0][10] == 20780
    assert given.rows == [(7, 2.0, "x", "2026-02-01", 20485, 1, "year", "2026-11-23", 20780, 20454, 20780)]
    assert plain.notes == (
        "Shows what arrives.",
        "Window: everything up to 2026-11-23. n = 1 row.",
        "The ratio is 2, {not.a.setting} is none.",
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days": "many"}, '--days: "many" is not a whole number'),
        ({"days": "1.5"}, '--days: "1.5" is not a whole number'),
        ({"factor": "1e3"}, '--factor: "1e3" is not a number'),
        ({"late": "maybe"}, '--late: "maybe" is not yes or no'),
        ({"by": "week"}, '--by: "week" is not a choice'),
        ({"since": "soonish"}, "soonish"),
        ({"dayz": "7"}, "report own has no option --dayz"),
    ],
)
def test_values_that_do_not_fit_an_option_are_usage_errors(shop, values, words):
    shop.write(
        "reports/own.sql",
        """\
        -- param: days integer 180
        -- param: factor number 1.5
        -- param: late boolean no
        -- param: by month|year month
        -- param: since date today
        SELECT 1
        """,
    )

    with pytest.raises(UsageError) as caught:
        shop.report("own", **values)

    assert words in caught.value.message


def test_columns_named_in_the_header_get_their_kinds(shop):
    shop.write(
        "reports/own.sql",
        "-- columns: who, amount money(currency), total money, currency, share share\n"
        "SELECT 'acme', 1250, 1250, 'JPY', 0.5",
    )

    table = shop.report("own")

    assert [(column.name, column.kind) for column in table.columns] == [
        ("who", "text"),
        ("amount", "money"),
        ("total", "money"),
        ("currency", "text"),
        ("share", "share"),
    ]
    assert [str(cell) for cell in table.rows[0]] == ["acme", "1250", "12.50", "JPY", "0.5"]


@pytest.mark.parametrize(
    ("header", "where", "words"),
    [
        ("-- title: x\n-- param: days", "reports/own.sql:2", '"days" is not a parameter'),
        ("-- param: days integer many", "reports/own.sql:1", '"many" is not a whole number'),
        ("-- param: days whole 7", "reports/own.sql:1", '"whole" is not a type'),
        ("-- param: my-days integer 7", "reports/own.sql:1", '"my-days" is not a name'),
        ("-- param: by a|b c", "reports/own.sql:1", '"c" is not a choice'),
        ("-- columns: a monney", "reports/own.sql:1", '"a monney" is not a column'),
        ("-- columns: a money(b)", "reports/own.sql:1", 'no column "b"'),
    ],
)
def test_a_broken_header_is_named_with_its_line(shop, header, where, words):
    shop.write("reports/own.sql", f"{header}\nSELECT 1")

    with pytest.raises(InvalidDataError) as caught:
        catalogue.find("own", shop.root / "reports")

    (problem,) = caught.value.problems
    assert str(problem).startswith(where)
    assert words in problem.message


def test_all_that_is_wrong_in_a_header_is_told_at_once(shop):
    shop.write("reports/own.sql", "-- param: a\n-- param: b\nSELECT 1")

    with pytest.raises(InvalidDataError) as caught:
        catalogue.find("own", shop.root / "reports")

    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_the_columns_must_be_as_many_as_are_selected(shop):
    shop.write("reports/own.sql", "-- columns: a, b\nSELECT 1")

    with pytest.raises(InvalidDataError) as caught:
        shop.report("own")

    assert caught.value.problems[0].message == "2 named, 1 selected"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM customer", "may only read"),
        ("SELECT 1; SELECT 2", "only one statement"),
        ("SELECT name FROM nowhere", "no such table: nowhere"),
        ("SELECT :missing", "asks for :missing"),
        ("-- title: empty", "there is no query"),
    ],
)
def test_sql_that_cannot_run_names_the_file(shop, sql, words):
    shop.write("reports/own.sql", sql)

    with pytest.raises(InvalidDataError) as caught:
        shop.report("own")

    assert caught.value.message.startswith("reports/own.sql: ")
    assert words in caught.value.message


def test_a_report_that_is_no_text_is_invalid(shop):
    (shop.root / "reports").mkdir()
    (shop.root / "reports" / "own.sql").write_bytes(b"SELECT '\xff'")

    with pytest.raises(InvalidDataError) as caught:
        catalogue.find("own", shop.root / "reports")

    assert caught.value.message.startswith("reports/own.sql cannot be read")


def test_an_own_report_may_begin_with_a_byte_order_mark(shop):
    shop.write("reports/own.sql", "\ufeff-- title: Marked\nSELECT 1 AS one")

    assert shop.report("own").title == "Marked"


def test_a_parameter_is_read_from_its_line():
    assert read_param("days integer 180  how long counts as silent") == Param(
        "days", "integer", 180, (), "how long counts as silent"
    )
    assert read_param("by month|quarter -") == Param("by", "choice", None, ("month", "quarter"), "")


def test_the_title_speaks_the_language_asked_for(shop):
    report = catalogue.find("segments")

    assert report.run(shop.index, {}, lang="zh").title == "客户分层"
    assert report.run(shop.index, {}, lang="en").title == "Segments"


def test_asof_is_today_where_nothing_is_said(shop):
    shop.customer("acme", "sales: [{date: 2026-11-23, amount: 1}, {date: 2026-11-24, amount: 1}]")

    assert str(shop.records("sales")[0]["net"]) == "1.00"
    assert str(shop.records("sales", asof="2026-11-24")[0]["net"]) == "2.00"
    assert str(shop.records("sales", asof="tomorrow")[0]["net"]) == "2.00"
