"""A chart as a Vega-Lite specification (version 5) with its data inside, for browsers and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.labels import label
from plaincrm.output.json import dumps

if TYPE_CHECKING:
    from plaincrm.chart import Chart

    Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def render_vega(chart: Chart, lang: str = "en") -> str:
    """The specification as JSON; fields keep the columns' own names, axes and title are in *lang*.

    Money stands in it as numbers. The notes of the report are its description; where few data withhold
    the picture there are no values, and the description says why.
    """
    inner = _SHAPES[chart.picture.shape](chart, lang)
    spec: Spec = {"$schema": SCHEMA, "title": chart.title, "description": " ".join(chart.table.notes)}
    spec["data"] = {"values": [_plain(record) for record in chart.table.records()]}
    if chart.picture.panel:
        panel = {"field": chart.picture.panel, "type": "nominal", "title": None, "sort": None}
        spec |= {"facet": {"row": panel}, "spec": inner, "resolve": {"scale": {"x": "independent"}}}
    else:
        spec |= inner
    return dumps(spec) + "\n"


def _plain(record: dict[str, Any]) -> Spec:
    from decimal import Decimal

    return {name: float(value) if isinstance(value, Decimal) else value for name, value in record.items()}


def _axis(chart: Chart, column: str, lang: str, **more: Any) -> Spec:
    """How a column stands on an axis: its field, its type, its name, and how its numbers are written."""
    kind = chart.kind(column)
    types = {"text": "nominal", "date": "temporal"}
    spec: Spec = {"field": column, "type": types.get(kind, "quantitative"), "title": label(column, lang)}
    if kind == "share":
        spec["axis"] = {"format": ".0%"}
    return {**spec, **more}


def _named(column: str, lang: str) -> Spec:
    """A column whose values are names, in the order in which they come."""
    return {"field": column, "type": "ordinal", "title": label(column, lang), "sort": None}


def _bars(chart: Chart, lang: str) -> Spec:
    series = list(chart.picture.y)
    encoding: Spec = {
        "y": _named(chart.picture.x, lang),
        "x": {"field": "value", "type": "quantitative", "title": None, "stack": "zero"},
        "tooltip": [{"field": name, "title": label(name, lang)} for name in (chart.picture.x, *series)],
    }
    if len(series) > 1:
        words = {name: label(name, lang) for name in series}
        encoding["color"] = {
            "field": "series",
            "type": "nominal",
            "title": None,
            "sort": series,
            "legend": {"labelExpr": f"{_flat(words)}[datum.label]"},
        }
    else:
        encoding["x"]["title"] = label(series[0], lang)
    return {"transform": [{"fold": series, "as": ["series", "value"]}], "mark": "bar", "encoding": encoding}


def _flat(value: Any) -> str:
    """*value* as JSON on one line: what a Vega expression takes as an object."""
    import json

    return json.dumps(value, ensure_ascii=False)


def _grid(chart: Chart, lang: str) -> Spec:
    picture = chart.picture
    ends = {"x": _named(picture.x, lang), "y": _named(picture.y[0], lang)}
    if chart.kind(picture.y[0]) == "int":
        ends["y"]["sort"] = "descending"
    if chart.kind(picture.x) == "int":
        ends["x"]["sort"] = "ascending"
    tint = _axis(chart, picture.tint, lang, scale={"scheme": "blues"})
    tint.pop("axis", None)
    text: Spec = {"field": picture.value, "type": "quantitative"}
    if chart.kind(picture.value) == "share":
        text["format"] = ".0%"
    return {
        "encoding": ends,
        "layer": [
            {"mark": "rect", "encoding": {"color": tint}},
            {"mark": {"type": "text", "color": "black"}, "encoding": {"text": text}},
        ],
    }


def _curve(chart: Chart, lang: str) -> Spec:
    picture = chart.picture
    (height,) = picture.y
    x = _axis(chart, picture.x, lang)
    y = _axis(chart, height, lang, scale={"domain": [0, 1]})
    tips = [{"field": column.name, "title": label(column.name, lang)} for column in chart.table.columns]
    if picture.dots:
        corners = {"values": [{"from": 0, "to": 0}, {"from": 1, "to": 1}]}
        equal = {"x": {"field": "from", "type": "quantitative"}, "y": {"field": "to", "type": "quantitative"}}
        return {
            "layer": [
                {
                    "data": corners,
                    "mark": {"type": "line", "strokeDash": [4, 4], "color": "gray"},
                    "encoding": equal,
                },
                {
                    "mark": {"type": "point", "filled": True},
                    "encoding": {"x": {**x, "scale": {"domain": [0, 1]}}, "y": y, "tooltip": tips},
                },
            ]
        }
    drawn = "step-after" if picture.stepped else "linear"
    line: Spec = {
        "mark": {"type": "line", "interpolate": drawn, "point": bool(picture.below)},
        "encoding": {"x": x, "y": y, "tooltip": tips},
    }
    if not picture.band:
        return {"layer": [line]}
    low, high = picture.band
    ends = {"x": x, "y": {"field": low, "type": "quantitative"}, "y2": {"field": high}}
    area = {"mark": {"type": "area", "interpolate": drawn, "opacity": 0.3}, "encoding": ends}
    return {"layer": [area, line]}


def _ranges(chart: Chart, lang: str) -> Spec:
    picture = chart.picture
    low, high = picture.band
    value = _axis(chart, picture.y[0], lang)
    name = _named(picture.x, lang)
    tips = [{"field": each, "title": label(each, lang)} for each in (picture.x, *picture.y, low, high)]
    span = {"x": {**value, "field": low}, "x2": {"field": high}}
    return {
        "encoding": {"y": name, "tooltip": tips},
        "layer": [
            {"mark": "rule", "encoding": span},
            {"mark": {"type": "point", "filled": True}, "encoding": {"x": value}},
        ],
    }


def _lanes(chart: Chart, lang: str) -> Spec:
    picture = chart.picture
    lane = _named(picture.y[0], lang)
    lanes = sorted({str(record[picture.y[0]]) for record in chart.table.records()})
    words = {name: label(name, lang) for name in lanes}
    lane["axis"] = {"labelExpr": f"{_flat(words)}[datum.label]"}
    tips = [{"field": column.name, "title": label(column.name, lang)} for column in chart.table.columns]
    return {
        "mark": {"type": "point", "filled": True},
        "encoding": {"x": _axis(chart, picture.x, lang), "y": lane, "tooltip": tips},
    }


_SHAPES = {"bars": _bars, "grid": _grid, "curve": _curve, "ranges": _ranges, "lanes": _lanes}
