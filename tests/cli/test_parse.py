"""The grammar of a command line: options anywhere, tags, numbers, values that may be missing."""

from __future__ import annotations

import pytest

from plaincrm.cli import commands, parse
from tests.conftest import BookFolder, run


def line(words: str, *argv: str) -> parse.Line:
    return parse.split(list(argv), commands.load(words).options)


def values(words: str, *argv: str) -> dict[str, object]:
    command = commands.load(words)
    return parse.bind(command, line(words, *argv))


def test_options_stand_anywhere_on_the_line() -> None:
    front = values("log", "--via", "phone", "acme", "hello")
    middle = values("log", "acme", "--via", "phone", "hello")
    back = values("log", "acme", "hello", "--via=phone")

    assert front == middle == back
    assert front["via"] == "phone"


def test_a_dash_and_a_word_is_a_tag() -> None:
    assert line("set", "acme", "-vip", "+new").words == ["acme", "-vip", "+new"]


def test_a_tag_that_begins_with_the_letters_of_short_options_is_still_a_tag() -> None:
    assert line("set", "acme", "-new", "-mq", "-Cx").words == ["acme", "-new", "-mq", "-Cx"]


def test_a_dash_and_a_letter_is_an_option() -> None:
    found = values("set", "acme", "level=A", "-n", "-m", "why")

    assert found["dry_run"] is True
    assert found["message"] == "why"


def test_a_dash_and_a_digit_is_a_number() -> None:
    assert line("pay", "acme", "-5").words == ["acme", "-5"]


def test_a_dash_alone_is_a_word() -> None:
    assert line("log", "acme", "-").words == ["acme", "-"]


def test_two_dashes_end_the_options() -> None:
    assert line("log", "acme", "--", "--via", "x").words == ["acme", "--via", "x"]


def test_an_option_that_may_stand_alone_takes_the_next_word_when_it_reads_as_its_value() -> None:
    assert values("sell", "acme", "Support", "10", "--paid", "2026-10-01")["paid"] == "2026-10-01"
    assert values("sell", "acme", "--paid", "Support", "10")["paid"] == "today"
    assert values("sell", "acme", "Support", "10", "--paid")["paid"] == "today"


@pytest.mark.parametrize("after", ["-n", "--person", "--person=Bob", "--json", "--help", "--"])
def test_an_option_is_never_the_value_of_the_one_before(after: str) -> None:
    found = line("log", "acme", "hello", "--via", after)

    assert found.lacking == "--via"
    assert found.canonical()[-1] == "--via"


@pytest.mark.parametrize("value", ["-5", "-word", "-z", "--unknown", "-"])
def test_what_is_no_option_of_the_command_may_be_a_value(value: str) -> None:
    assert values("log", "acme", "hello", "--via", value)["via"] == value


def test_a_value_that_reads_like_an_option_is_joined_to_its_option() -> None:
    assert values("log", "acme", "hello", "--via=--person")["via"] == "--person"


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (("log", "acme", "hi", "--via"), "--via"),
        (("log", "acme", "hi", "-m", "-n"), "-m"),
        (("log", "acme", "--via", "--person", "Bob", "hi"), "--via"),
        (("-C",), "-C"),
        (("-C", "--json", "due"), "-C"),
    ],
)
def test_an_option_without_its_value_is_told_and_nothing_happens(
    book: BookFolder, argv: tuple[str, ...], name: str
) -> None:
    book.ok("add", "Acme")
    before = book.commits()

    ran = book.crm(*argv)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(f"Option '{name}' requires an argument.\nhint: plaincrm ")
    assert book.commits() == before


def test_help_is_given_although_an_option_lacks_its_value() -> None:
    ran = run("log", "acme", "hi", "--via", "--help")

    assert ran.code == 0
    assert "--follow-up" in ran.out


def test_an_option_may_be_given_again_where_it_is_a_list() -> None:
    assert values("add", "Acme", "--tag", "a", "--tag", "b")["tag"] == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "argv"),
    [
        ("log", ("acme",)),
        ("log", ("acme", "hello", "--nonsense")),
        ("log", ("acme", "hello", "--via")),
        ("pay", ("acme", "5", "more")),
        ("init", (".", "--layout", "round")),
        ("lost", ("acme",)),
        ("log", ("acme", "hello", "--keep=yes")),
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: str, argv: tuple[str, ...]) -> None:
    with pytest.raises(parse.NotPlainError):
        values(words, *argv)
