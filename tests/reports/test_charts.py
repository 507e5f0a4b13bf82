"""Pictures: each fits its width, needs no more than ASCII, is sound Vega-Lite, tells why it is empty."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plaincrm.actions.pages import sheet
from plaincrm.actions.timeline import timeline
from plaincrm.book import Book
from plaincrm.index import Index
from plaincrm.output import measure
from plaincrm.output.charts import render_chart
from plaincrm.output.look import Look
from plaincrm.output.vega import render_vega
from plaincrm.reports import catalogue
from tests.conftest import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.chart import Chart
    from tests.reports.conftest import Shop

PICTURES = catalogue.with_picture()
LANGS = ("en", "zh")


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    book = tmp_path_factory.mktemp("charts") / "agency"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "agency", book)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=book, check=True)
    opened = Index.open(Book.find(book))
    opened.set_moment(date(2026, 11, 23))
    yield opened
    opened.close()


def _chart(index: Index, name: str, lang: str = "en", **options: object) -> Chart:
    return catalogue.find(name).chart(index, {"asof": "2026-11-23", **options}, lang=lang)


def test_every_picture_that_the_analytics_name_is_there() -> None:
    named = "concentration segments cohorts retention sales receivables forecast satisfaction pipeline churn"
    assert set(named.split()) <= set(PICTURES)
    assert {"lifecycle", "migration"} <= set(PICTURES)


@pytest.mark.parametrize("width", [40, 80, 133])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fits_the_width_it_is_given(agency: Index, name: str, lang: str, width: int) -> None:
    drawn = render_chart(_chart(agency, name, lang), Look(width, False, lang))

    assert max(map(measure.width, drawn.splitlines())) <= width
    assert len(drawn.splitlines()) > 3


@pytest.mark.parametrize("name", PICTURES)
def test_plain_ascii_draws_with_ascii_alone(agency: Index, name: str) -> None:
    drawn = render_chart(_chart(agency, name), Look(80), ascii_only=True)

    assert not set(drawn) & set("█▒░▚▓─│┌┐└┘├┤●·")


@pytest.mark.parametrize("name", PICTURES)
def test_colours_add_nothing_that_is_not_said_without_them(agency: Index, name: str) -> None:
    import re

    chart = _chart(agency, name)
    painted = render_chart(chart, Look(80, True))

    assert re.sub(r"\x1b\[[0-9]*m", "", painted) == render_chart(chart, Look(80, False))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_specification_is_sound_vega_lite_with_its_data_inside(
    agency: Index, vega_lite: Any, name: str, lang: str
) -> None:
    chart = _chart(agency, name, lang)

    spec = json.loads(render_vega(chart, lang))

    assert next(vega_lite.iter_errors(spec), None) is None
    assert len(spec["data"]["values"]) == len(chart.table.rows) > 0
    assert spec["title"] == chart.title
    assert set(spec["data"]["values"][0]) == {column.name for column in chart.table.columns}


@pytest.fixture(scope="module")
def vega_lite() -> Any:
    from jsonschema import Draft7Validator

    text = (files("altair") / "vegalite/v5/schema/vega-lite-schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def test_a_specification_with_a_word_that_vega_lite_does_not_know_is_found(vega_lite: Any) -> None:
    spec = {"data": {"values": []}, "mark": "barr", "encoding": {}}

    assert next(vega_lite.iter_errors(spec), None) is not None


@pytest.mark.parametrize("name", PICTURES)
def test_without_anything_to_draw_the_notes_stand_in_its_place(shop: Shop, name: str) -> None:
    shop.customer("a")

    chart = catalogue.find(name).chart(shop.index, {"asof": "2026-11-23"})

    if not chart.table.rows:
        drawn = render_chart(chart, Look(80))
        assert "Nothing to draw." in drawn
        assert chart.table.notes[0].split()[0] in drawn
    assert bool(chart.table.rows) == (name in ("lifecycle",))


def test_what_few_buyers_withhold_is_not_drawn(shop: Shop) -> None:
    for number in range(9):
        shop.customer(f"c{number}", f"sales: [{{date: 2026-01-0{number + 1}, amount: 10}}]")

    for name, why in (("concentration", "Fewer than 10 buyers"), ("segments", "Fewer than 10 buyers")):
        chart = catalogue.find(name).chart(shop.index, {"asof": "2026-11-23"})
        assert why in " ".join(render_chart(chart, Look(200)).split())


def test_bars_are_as_long_as_their_values_and_refunds_lie_left_of_zero(shop: Shop) -> None:
    shop.customer("a", "sales: [{date: 2026-01-05, amount: 400}, {date: 2026-02-05, amount: 200}]")
    shop.customer("b", "sales: [{date: 2026-01-09, amount: 400}, {date: 2026-02-09, amount: -200}]")

    chart = catalogue.find("sales").chart(shop.index, {"asof": "2026-11-23"})
    drawn = render_chart(chart, Look(60)).splitlines()

    rows = [dict(record) for record in chart.table.records()]
    assert [row["new_revenue"] for row in rows] == [Decimal("800.00"), Decimal("0.00")]
    assert [row["repeat_revenue"] for row in rows] == [Decimal("0.00"), Decimal("200.00")]
    assert [row["refunded"] for row in rows] == [Decimal("0.00"), Decimal("-200.00")]
    january, february = (
        next(line for line in drawn if line.startswith(day)) for day in ("2026-01", "2026-02")
    )
    assert january.count("▒") == pytest.approx(4 * february.count("█"), abs=2)
    assert february.index("░") < february.index("│") < february.index("█")
    assert february.endswith("0.00")


def test_the_grid_of_segments_counts_every_buyer_once(agency: Index) -> None:
    buyers = catalogue.find("segments").run(agency, {"asof": "2026-11-23"})

    cells = _chart(agency, "segments").table.records()

    assert sum(int(cell["customers"] or 0) for cell in cells) == len(buyers.rows)
    assert sum(Decimal(str(cell["revenue"])) for cell in cells) == sum(
        Decimal(str(row["monetary"])) for row in buyers.records()
    )


def test_the_moves_between_stages_add_up_to_the_report(agency: Index) -> None:
    stages = catalogue.find("lifecycle").run(agency, {"asof": "2026-11-23", "by": "stage"}).records()

    moves = _chart(agency, "lifecycle").table.records()

    for stage in stages:
        came = [move for move in moves if move["to"] == stage["stage"]]
        assert sum(int(move["customers"] or 0) for move in came) == stage["customers"]
        moved = sum(int(move["customers"] or 0) for move in came if move["from"] != stage["stage"])
        assert moved == stage["moved_in"]


def test_the_steps_fall_from_one_and_the_row_below_counts_who_is_left(agency: Index) -> None:
    chart = _chart(agency, "retention")

    lines = render_chart(chart, Look(80)).splitlines()

    assert lines[2].startswith("100% │─")
    assert lines[-1].split()[0] == str(chart.table.records()[0]["at_risk"])


def test_a_timeline_has_a_lane_for_each_kind_and_counts_what_falls_together(shop: Shop) -> None:
    shop.customer(
        "a",
        """
        contact_log: [{date: 2026-01-01, channel: phone}, {date: 2026-01-01, channel: email},
          {date: 2026-02-01, channel: note, follow_up: 2026-03-01}]
        sales: [{date: 2026-03-01, amount: 10}, {date: 2026-03-02, amount: 10, void: true}]
        feedback: [{date: 2026-03-31, kind: complaint, metric: nps, score: 3}]
        """,
    )
    found = sheet(shop.index, "a")

    chart = timeline(found, "2026-12-01")
    lines = render_chart(chart, Look(60)).splitlines()

    assert [line.split()[0] for line in lines[1:5]] == ["Contacts", "Sales", "Complaints", "Scores"]
    assert [len(line.split("│")[1].split()) for line in lines[1:5]] == [1, 1, 1, 1]
    assert lines[1].split("│")[1][0] == "2"
    assert lines[-1].split() == ["2026-01-01", "2026-02-14", "2026-03-31"]
    assert timeline(found, "2025-12-31").table.rows == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("report", "needs", "--chart"), "these have one: sales, "),
        (("report", "needs", "--format", "vega"), "these have one: sales, "),
        (("report", "sales", "--chart", "--json"), "programs take --format vega"),
        (("report", "sales", "--chart", "--compare", "HEAD"), "ask for one of them"),
        (("list", "--format", "vega"), "vega"),
    ],
)
def test_where_there_is_no_picture_it_says_so(shop: Shop, args: tuple[str, ...], said: str) -> None:
    shop.customer("a")

    ran = run(*args, cwd=shop.root)

    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("settings", "plain"),
    [({"TERM": "dumb"}, True), ({"LC_ALL": "C"}, True), ({"LC_ALL": "de_DE.ISO-8859-1"}, True), ({}, False)],
)
def test_a_dumb_terminal_or_another_encoding_gets_ascii(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], plain: bool
) -> None:
    from plaincrm.cli.charts import wants_ascii

    for name in ("TERM", "LC_ALL", "LC_CTYPE", "LANG", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert wants_ascii() is plain
