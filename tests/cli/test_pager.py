"""The pager: whose, when, and what happens when it is left or missing."""

from __future__ import annotations

import sys

import pytest

from plaincrm.cli.pager import page


@pytest.fixture(autouse=True)
def _no_pager_of_the_machine(monkeypatch):
    monkeypatch.delenv("PLAINCRM_PAGER", raising=False)
    monkeypatch.delenv("PAGER", raising=False)


@pytest.fixture
def recorder(tmp_path):
    """A pager that writes what it was given, and its LESS, into a file; and that file."""
    script, shown = tmp_path / "pager.py", tmp_path / "shown with spaces.txt"
    script.write_text(
        "import os, pathlib, sys\n"
        "text = sys.stdin.buffer.read().decode()\n"
        "pathlib.Path(sys.argv[1]).write_text(os.environ['LESS'] + '|' + text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    return f'"{sys.executable}" "{script}" "{shown}"', shown


@pytest.mark.parametrize("variable", ["PLAINCRM_PAGER", "PAGER"])
def test_the_text_goes_through_the_pager_that_is_asked_for(monkeypatch, recorder, capsys, variable):
    command, shown = recorder
    monkeypatch.setenv(variable, command)
    monkeypatch.delenv("LESS", raising=False)

    page("星云\n")

    assert shown.read_text(encoding="utf-8") == "FRX|星云\n"
    assert capsys.readouterr().out == ""


def test_our_own_variable_wins_and_the_users_less_options_stay(monkeypatch, recorder):
    command, shown = recorder
    monkeypatch.setenv("PLAINCRM_PAGER", command)
    monkeypatch.setenv("PAGER", "no-such-pager")
    monkeypatch.setenv("LESS", "S")

    page("text\n")

    assert shown.read_text(encoding="utf-8") == "S|text\n"


@pytest.mark.parametrize("wish", ["", "cat", "no-such-pager --at-all", "'unbalanced"])
def test_without_a_pager_the_text_is_printed(monkeypatch, capsys, wish):
    monkeypatch.setenv("PAGER", wish)

    page("text\n")

    assert capsys.readouterr().out == "text\n"


def test_without_a_wish_and_without_less_the_text_is_printed(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    page("text\n")

    assert capsys.readouterr().out == "text\n"


def test_a_pager_that_is_left_early_ends_quietly(monkeypatch, capfd):
    monkeypatch.setenv("PAGER", f'"{sys.executable}" -c "import sys; sys.stdin.readline()"')

    page("line\n" * 200_000)

    assert capfd.readouterr() == ("", "")
