"""The quick parser and Typer's face, proven equal: any line of any command, and whole runs of a corpus.

The quick parser may leave a line to Typer; where it answers itself, Typer must have said the same.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaincrm.cli import commands, face, parse
from plaincrm.cli.report import as_command
from plaincrm.cli.spec import Command, Opt
from plaincrm.reports import catalogue
from tests.conftest import BookFolder, Ran, run

Read = dict[str, Any] | None  # the values of a line; None where it is refused

EVERY = [
    *(words for words in commands.WORDS if words != "report"),
    *(f"report {n}" for n in catalogue.BUILT_IN),
]
WORDS = [
    "acme",
    "星云科技",
    "two words",
    "",
    "-",
    "-5",
    "-0.5",
    "+vip",
    "-vip",
    "a=b",
    "k=",
    "2026-01-01",
    "--x=y z",
]
STRANGE = [
    "--nonsense",
    "--nonsense=1",
    "-z",
    "--",
    "--=",
    "--no",
    "--mess",
    "-m=x",
    "-nq",
    "---json",
    "-mwhy",
]


@functools.cache
def command(words: str) -> Command:
    family, _, name = words.partition(" ")
    if family == "report" and name in catalogue.BUILT_IN:
        return as_command(catalogue.find(name))
    return commands.load(words)


@functools.cache
def _app(words: str) -> tuple[Any, dict[str, Any]]:
    found: dict[str, Any] = {}

    def keep(_command: Command, values: dict[str, Any]) -> int:
        found.update(values)
        return 0

    return face.single(command(words), keep), found


def by_typer(words: str, argv: list[str]) -> Read:
    app, found = _app(words)
    found.clear()
    try:
        app(argv, standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return None
    return {name: value or None for name, value in found.items()}


def by_ours(words: str, line: parse.Line) -> Read:
    try:
        values = parse.bind(command(words), line)
    except parse.NotPlainError:
        return None
    return {name: value or None for name, value in values.items()}


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A command and words for it: mostly what it takes, in any order, with slips between."""
    words = draw(st.sampled_from(EVERY))
    options = command(words).options
    value = st.sampled_from(WORDS) | st.text(max_size=6)

    def spelled(param: Any) -> st.SearchStrategy[list[str]]:
        name = st.sampled_from(param.names)
        known = st.sampled_from(param.spec.choices) if param.spec.choices else value
        apart = st.tuples(name, known).map(list)
        joined = st.tuples(name, known).map(lambda pair: [f"{pair[0]}={pair[1]}"])
        alone = name.map(lambda one: [one])
        return (alone | alone | joined) if param.kind == "flag" else (apart | joined | alone)

    piece = st.sampled_from(options).flatmap(spelled) | value.map(lambda one: [one])
    pieces = draw(
        st.lists(piece | piece | piece | st.sampled_from(STRANGE).map(lambda one: [one]), max_size=7)
    )
    return words, [token for found in pieces for token in found]


@settings(max_examples=400, deadline=None)
@given(lines())
@example(("log", ["acme", "hello", "--via"]))
@example(("log", ["acme", "hello", "--via", "--", "-m", "-n"]))
@example(("log", ["acme", "hello", "--via=--keep", "-m=-n"]))
@example(("set", ["acme", "-vip", "+new", "-n", "-m", "why"]))
@example(("sell", ["acme", "Support", "10", "--paid"]))
@example(("list", ["--limit=5", "--limit", "6", "--", "--all"]))
@example(("init", ["--layout", "letters", "--layout", "round"]))
def test_what_the_quick_parser_reads_typer_reads_alike(drawn: tuple[str, list[str]]) -> None:
    words, argv = drawn
    line = parse.split(argv, command(words).options)

    ours, typers = by_ours(words, line), by_typer(words, line.canonical())

    assert ours is None or ours == typers


def _plain_to_both(words: str, argv: list[str]) -> bool:
    """Whether nothing is read by a rule of ours that Typer lacks: tags, numbers, values left out."""
    lone = {name for param in command(words).options if _may_stand_alone(param.spec) for name in param.names}
    return not any(
        token.partition("=")[0] in lone
        or (token[:1] == "-" and token[1:2] != "-" and "=" in token)
        or (token[:1] == "-" and len(token) > 2 and token[1] != "-")
        or (token[:1] == "-" and token[1:2].isdigit())
        for token in argv
    )


def _may_stand_alone(spec: Any) -> bool:
    return isinstance(spec, Opt) and spec.maybe is not None


@settings(max_examples=400, deadline=None)
@given(lines())
@example(("log", ["--via", "phone", "acme", "--", "--keep"]))
@example(("log", ["acme", "hello", "--via", "--keep"]))
def test_typer_reads_the_very_same_words_alike(drawn: tuple[str, list[str]]) -> None:
    words, argv = drawn
    if not _plain_to_both(words, argv):
        return
    ours = by_ours(words, parse.split(argv, command(words).options))

    assert ours is None or ours == by_typer(words, argv)


CORPUS = """
-C
-C --json
--lang
list
list --json
list level:A --sort -revenue --limit 1
list --limit=1 --format csv
list +vip -old --untag x --all
list --lang zh --format plain
list --sort nothing
list --limit many
list --limit
list --format nonsense
list --json --csv
list --al
list 星云
show acme
show acme --json
show 星云
show --json acme
show acme -- --json
show
show acme more
show nobody
show acme --at
find 采购
find order
find
due
due --count
due --days 3 --exit-code
due --days=-3
due --asof 3/4/2026
due --ics
brief acme
report
report churn --by reason
report churn --by nothing
report churn --bye reason
report sales --from 2026-01 --to 2026-03 --json
report nonsense
report segments --format vega
check
check customers/acme.yaml --strict
status --json
history acme --limit 1
history --limit x
undo --list
fx list --csv
sql SELECT 1 AS one
sql
schema customer --json
log acme hello -n
log acme -n -m
log acme hello --follow-up never -n
log acme hello --via phone --via email -n
log acme hello -n --via
log acme hello -n --via --
log acme hello -m -n
log acme --via --person Bob hello -n
log acme --via --person=Bob hello -n
log acme hello -n --via --help
log acme hello -n --via=--person
log acme hello -n -m -5
log acme hello -n -m -word
log acme -n --date yesterday -- --not-an-option
set acme level=B -vip +new -n
set acme -n
pay acme -5 -n
sell acme Support 10 --paid -n
sell acme Support 10 --paid 2026-10-01 -n
sell acme Support ten -n
add 新客户 --tag a --tag b -n
add -n
next acme friday -n
deal add acme Title 5 --probability 2 -n
stage acme winback -n
lost acme -n
init --layout round
export csv - level:A
export nonsense
completion bash
completion tcsh
merge-driver a b
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    root = tmp_path_factory.mktemp("parsers") / "book"
    assert run("init", str(root), "--name", "Shelf", "--currency", "EUR").code == 0
    book = BookFolder(root)
    book.write("acme", "name: Acme\nlevel: A\ntags: [vip]\nsales: [{date: 2026-01-02, amount: 5}]\n")
    book.write("xing-yun", "name: 星云科技\npeople: [{name: 张伟, title: 采购经理}]\n")
    book.ok("save")
    return book


@pytest.mark.parametrize("text", CORPUS.strip().split("\n"))
def test_a_whole_run_is_the_same_by_either_way(shelf: BookFolder, text: str, monkeypatch: Any) -> None:
    argv = text.split()
    quick: Ran = shelf.crm(*argv)

    monkeypatch.setattr(parse, "bind", _leaves_it_to_typer)
    slow: Ran = shelf.crm(*argv)

    assert quick == slow
    assert "Traceback" not in quick.err


def _leaves_it_to_typer(*_: Any) -> Any:
    raise parse.NotPlainError
