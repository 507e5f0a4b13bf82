"""The documents are true: what they show happens, and everything there is stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plaincrm.cli import commands
from plaincrm.reports import catalogue
from tests import docs_reference
from tests.transcript import Shell, Step, masked, read, replay, written

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "schema").glob("*.md")])
REPORTS = ROOT / "docs" / "reports.md"  # its examples have a book, and a test, of their own
# a block that is run, or a comment that sets the stage: <!-- $ command -->
BLOCK = re.compile(r"^```console\n(.*?)^```$|^<!-- \$ (.+?) -->$", re.MULTILINE | re.DOTALL)
REGISTRIES = ("pypi", "npmjs", "crates.io", "rubygems", "conda-forge", "anaconda", "docker.io", "ghcr")
MACHINE_PATH = re.compile(r"(?<![\w.~/<-])/(?:work|home|root|tmp|Users|usr|var|opt|mnt)\b")


def played(text: str, shell: Shell) -> str:
    """The page with what its blocks print now, from the first to the last in one folder."""

    def now(match: re.Match[str]) -> str:
        block, stage = match.groups()
        if block is not None:
            return f"```console\n{written(replay(read(block), shell))}```"
        assert not re.search(r"^\? ", shell.run(stage), re.MULTILINE), stage
        return match[0]

    return BLOCK.sub(now, text)


def with_blocks() -> list[Path]:
    return [page for page in PAGES if page != REPORTS and BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", with_blocks(), ids=lambda page: page.name)
def test_every_example_prints_what_the_page_says(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")

    found = played(text, Shell(tmp_path))

    if request.config.getoption("--update-sessions"):
        page.write_text(found, encoding="utf-8")
    else:
        assert masked(found) == masked(text), "pytest tests/test_docs.py --update-sessions writes it anew"


def test_the_readme_and_the_guide_are_among_them() -> None:
    names = {page.name for page in with_blocks()}

    assert {"README.md", "guide.md", "exit-codes-and-output.md"} <= names


def test_the_two_commands_of_the_readme_are_whole_lines() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    assert blocks == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/plaincrm demo\n",
        "python3 -m venv .venv && .venv/bin/pip install '.[dev]' && .venv/bin/pytest\n",
    ]


@pytest.mark.parametrize("words", list(commands.WORDS))
def test_every_command_is_told_of_beside_the_reference(words: str) -> None:
    pages = [page for page in PAGES if page.name not in ("commands.md", "CHANGELOG.md")]

    assert any(re.search(rf"plaincrm {words}\b", page.read_text(encoding="utf-8")) for page in pages)


@pytest.mark.parametrize("words", list(commands.WORDS))
def test_every_command_says_what_it_does_and_what_it_takes(words: str) -> None:
    command = commands.load(words)

    assert command.about.endswith(".")
    assert all(param.spec.about.endswith(".") for param in command.params)


@pytest.mark.parametrize("name", list(catalogue.BUILT_IN))
def test_every_report_has_its_page(name: str) -> None:
    page = REPORTS.read_text(encoding="utf-8")

    assert re.search(rf"^#+ .*\b{name}\b", page, re.MULTILINE)


def test_every_setting_has_its_line() -> None:
    from plaincrm.model.settings import Settings

    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    for name in Settings.model_fields:
        assert f"`{name}`" in page, name


def test_the_reference_of_the_commands_is_fresh() -> None:
    assert docs_reference.PAGE.read_text(encoding="utf-8") == docs_reference.expected(), (
        "run: python -m tests.docs_reference"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_registry_or_a_place_on_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert not [word for word in REGISTRIES if word in text.lower()]
    assert not MACHINE_PATH.findall(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)

    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, part = target.partition("#")
        if "://" not in target:
            other = page.parent / path if path else page
            assert other.exists(), target
            assert not part or part in headings(other), target


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as git hosts make them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def test_a_block_is_replayed_and_the_rest_of_a_page_stays(tmp_path: Path) -> None:
    page = "Prose.\n\n<!-- $ echo ready > file -->\n\n```console\n$ cat file\nstale\n```\n\n```sh\nno\n```\n"

    assert played(page, Shell(tmp_path)) == page.replace("stale", "ready")


def test_a_transcript_keeps_empty_lines_and_goes_on_over_lines() -> None:
    text = "# Prose.\n$ echo 'a\n> b'\na\n\nb\n\n# More.\n$ false\n? 1\n"

    parts = read(text)

    assert parts[1] == Step(2, "echo 'a\nb'", "a\n\nb\n")
    assert written(parts) == text


def test_everything_that_the_architecture_names_is_there() -> None:
    page = re.sub(r"```.*?```", "", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    files = [file.as_posix() for file in ROOT.rglob("*.*") if ".git" not in file.parts]
    code = "\n".join(
        Path(file).read_text(encoding="utf-8")
        for file in files
        if "/plaincrm/" in file and file.endswith(".py")
    )

    for name in re.findall(r"`([^`\n]+)`", page):
        place, _, function = name.rpartition(": ")
        for part in (place, function):
            if re.fullmatch(r"(?!NAME|customers)[\w/]+\.(py|sql|toml)", part):
                assert any(file.endswith(f"/{part}") for file in files), part
            elif re.fullmatch(r"[A-Za-z_]+(\.[A-Za-z_]+)?", part):
                assert re.search(rf"\b{part.rpartition('.')[2]}\b", code), part


def test_the_architecture_is_read_in_one_sitting() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150
