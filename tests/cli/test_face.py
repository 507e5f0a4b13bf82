"""Typer's face and the quick parser read the same definitions: the same values, or an error from Typer."""

from __future__ import annotations

from typing import Any

import pytest

from plaincrm.cli import commands, face, parse
from plaincrm.cli.spec import Command
from tests.conftest import run

LINES = {
    "init": ["", "there --name X --currency EUR --layout letters", "-n"],
    "add": [
        "Acme",
        "Acme --person Ann --person Bob --tag a --social wechat=x --cadence 30 --since 2024-01-01",
    ],
    "list": ["", "level:A +vip -old --sort -revenue --limit 5 --all --json", "--untag x word"],
    "set": ["acme level=A", "acme -vip +new -m why --date yesterday", "--where +vip level=B --yes -n"],
    "log": [
        "acme hello",
        "acme hello world --via phone --follow-up friday --keep -q",
        "--date 2026-01-01 acme -",
    ],
    "sell": [
        "acme Support 100",
        "acme Support 100 --paid",
        "acme Support 100 --paid 2026-10-01 --tax-rate 0.19",
    ],
    "pay": ["acme -5", "acme 5 --invoice I-1"],
    "deal add": ["acme Title", "acme Title 500 --stage proposal --probability 0.5"],
    "deal win": ["acme", "acme --sell --reason good"],
    "need": ["acme --motive a --motive b --budget 5 --by friday"],
    "feedback": ["acme nice work", "acme --score 5 --metric nps"],
    "undo": ["", "3", "--list"],
    "check": ["", "customers/a.yaml --strict"],
    "due": ["--days 3 --count", "+vip --exit-code"],
    "sql": ["select 1"],
}


def captured(command: Command, line: parse.Line) -> dict[str, Any]:
    """The values that Typer's face reads from a line."""
    found: dict[str, Any] = {}

    def keep(_command: Command, values: dict[str, Any]) -> int:
        found.update(values)
        return 0

    face.single(command, keep)(line.canonical(), standalone_mode=False)
    return found


@pytest.mark.parametrize(
    ("words", "text"), [(words, text) for words, texts in LINES.items() for text in texts]
)
def test_both_parsers_read_the_same_values(words: str, text: str) -> None:
    command = commands.load(words)
    line = parse.split(text.split(), command.options)

    quick = parse.bind(command, line)
    slow = captured(command, line)

    assert {name: value or None for name, value in quick.items()} == {
        name: value or None for name, value in slow.items()
    }


@pytest.mark.parametrize("words", commands.WORDS)
def test_every_command_has_a_help_page_with_every_option(words: str) -> None:
    if words == "report":
        pytest.skip("report alone lists the reports; each has a page of its own")
    command = commands.load(words)

    ran = run(*words.split(), "--help")

    assert ran.code == 0
    for param in command.options:
        assert all(name in ran.out for name in param.names)


@pytest.mark.parametrize("words", commands.WORDS)
def test_every_parameter_of_every_command_is_explained(words: str) -> None:
    command = commands.load(words)

    assert command.about
    assert all(param.spec.about.endswith((".", ":")) for param in [*command.arguments, *command.options])


def test_the_overview_names_every_command() -> None:
    ran = run("--help")

    assert ran.code == 0
    for words in commands.WORDS:
        assert words.split()[0] in ran.out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("lgo",), 'there is no command "lgo"\nhint: did you mean log?'),
        (("delete", "acme"), 'there is no command "delete"\nhint: did you mean remove?'),
        (("rm", "acme"), "hint: did you mean remove?"),
        (("new", "Acme"), "hint: did you mean add?"),
        (("search", "acme"), "hint: did you mean find?"),
        (("grep", "acme"), "hint: did you mean find?"),
        (("note", "acme", "called"), "hint: did you mean log?"),
        (("tag", "acme", "vip"), "hint: did you mean set WHO +TAG?"),
        (("unarchive", "acme"), "hint: did you mean unset WHO archived?"),
        (("help",), "hint: did you mean --help?"),
        (("diff",), "hint: did you mean history?"),
        (("log",), "Missing argument 'WHO'."),
        (("log", "acme", "hi", "--foo"), "No such option: --foo"),
        (("init", "--layout", "round"), "not one of flat, letters"),
        (("deal", "walk"), 'there is no command "deal walk"'),
    ],
)
def test_usage_errors_end_with_2_and_say_what_to_do(argv: tuple[str, ...], said: str) -> None:
    ran = run(*argv)

    assert ran.code == 2
    assert said in ran.err
    assert "hint: " in ran.err
    assert ran.out == ""
