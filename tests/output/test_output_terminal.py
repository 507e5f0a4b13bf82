"""What depends on the terminal: colours, progress, and what an import costs."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from plaincrm.errors import UsageError
from plaincrm.output import FORMATS, color, render
from plaincrm.output.progress import Progress
from plaincrm.table import Column, Table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _ordinary_terminal(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colours_are_for_terminals():
    assert color.wanted(Terminal())
    assert not color.wanted(io.StringIO())


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_turns_colours_off(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)

    assert not color.wanted(Terminal())


def test_an_option_turns_colours_off():
    assert not color.wanted(Terminal(), off=True)


def test_an_empty_no_color_counts_for_nothing(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")

    assert color.wanted(Terminal())


def test_long_work_shows_how_far_it_is_and_clears_up():
    terminal = Terminal()

    with Progress("indexing", terminal, patience=0) as progress:
        progress(1, 20)
        progress(2, 20)  # too soon after the first to be worth a word

    assert terminal.getvalue() == "\r\x1b[Kindexing 1/20\r\x1b[K"


def test_work_without_a_known_end_counts():
    terminal = Terminal()

    Progress("reading\x1b", terminal, patience=0)(7)

    assert terminal.getvalue() == "\r\x1b[Kreading\\u{1b} 7"


def test_the_next_step_is_named_at_once():
    terminal = Terminal()

    with Progress("writing", terminal, patience=0) as progress:
        progress.step("writing", 1, 20)
        progress.step("writing", 2, 20)
        progress.step("committing", 20, 20)

    assert terminal.getvalue() == "\r\x1b[Kwriting 1/20\r\x1b[Kcommitting 20/20\r\x1b[K"


def test_short_work_shows_nothing():
    terminal = Terminal()

    with Progress("indexing", terminal, patience=60) as progress:
        progress(1, 2)
        progress.step("committing", 2, 2)

    assert terminal.getvalue() == ""


def test_a_pipe_sees_no_progress():
    pipe = io.StringIO()

    with Progress("indexing", pipe, patience=0) as progress:
        progress(1, 2)

    assert pipe.getvalue() == ""


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match='"pdf" is not a format') as refusal:
        render(Table((), []), "pdf")

    assert all(name in (refusal.value.hint or "") for name in FORMATS)


def modules_after(code: str) -> set[str]:
    program = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {
    "tabulate",
    "wcwidth",
    "typer",
    "pydantic",
    "yaml",
    "dataclasses",
    "inspect",
    "subprocess",
    "asyncio",
}
HEAVY |= {"csv", "json", "html", "shutil", "unicodedata", "sqlite3"}


def test_importing_the_output_loads_nothing_heavy():
    loaded = modules_after(
        "import plaincrm.output, plaincrm.output.form, plaincrm.output.progress, plaincrm.dates"
    )

    assert not loaded & HEAVY


RENDERED = (
    "from plaincrm.output import render; from plaincrm.table import Column, Table; "
    "render(Table((Column('name'),), "
)


def test_a_table_of_plain_chinese_does_without_wcwidth_and_one_with_emoji_asks_it():
    assert "wcwidth" not in modules_after(
        RENDERED + "[('星云科技（上海）',), ('Müller',)]), 'table', width=10)"
    )
    assert "wcwidth" in modules_after(RENDERED + "[('👩‍👩‍👧',)]), 'table', width=10)")
    assert "tabulate" not in modules_after(RENDERED + "[('Acme',)]), 'table', width=10)")


def test_what_is_typed_again_is_not_cut() -> None:
    long = "a customer of a rather long name that gives way"
    columns = (Column("customer"), Column("name"), Column("ref"))
    table = Table(columns, [("nordlicht-logistik-gmbh", long, "k7q2")])

    shown = render(table, "table", width=50)

    assert "nordlicht-logistik-gmbh" in shown
    assert "k7q2" in shown
    assert long not in shown
