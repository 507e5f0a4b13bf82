"""How a picture is printed: drawn for people, as a Vega-Lite specification for programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.actions.pages import Sheet
    from plaincrm.chart import Chart
    from plaincrm.cli.session import Session

FORMATS = ("vega",)
_DRAWN = ("table", "plain")


def refuse_beside_table(session: Session, others: Mapping[str, object]) -> None:
    """UsageError where a picture is asked for together with what only a table can answer."""
    from plaincrm.errors import UsageError

    if session.format not in (*_DRAWN, "vega"):
        raise UsageError(f"--chart draws text, not {session.format}", hint="programs take --format vega")
    for name, value in others.items():
        if value is not None:
            raise UsageError(f"{name} does not go with a picture", hint="ask for one of them")


def show(session: Session, chart: Chart) -> None:
    """Print *chart* on standard output; its notes on standard error, unless they are what is drawn."""
    from plaincrm.cli.screen import put, wants_color, width

    if session.format == "vega":
        from plaincrm.output.vega import render_vega

        put(render_vega(chart, session.lang))
        return
    from plaincrm.output.charts import render_chart
    from plaincrm.output.look import Look

    look = Look(width(), wants_color(session), session.lang)
    put(render_chart(chart, look, ascii_only=wants_ascii()))
    if chart.table.rows:
        for note in chart.table.notes:
            session.say(note)


def show_timeline(session: Session, found: Sheet) -> None:
    """Print the timeline of one customer."""
    from plaincrm.actions.timeline import timeline

    refuse_beside_table(session, {})
    show(session, timeline(found, session.index.asof.isoformat(), lang=session.lang))


def wants_ascii() -> bool:
    """Whether to draw with plain ASCII: a dumb terminal, or a locale that is not in UTF-8."""
    if os.environ.get("TERM") == "dumb":
        return True
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
    encoding = os.environ.get("PYTHONIOENCODING", "").partition(":")[0] or locale.partition(".")[2]
    return locale in ("C", "POSIX") or encoding.lower().replace("-", "") not in ("", "utf8")
