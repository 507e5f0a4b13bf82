"""One specimen per mistake in ``tests/bad``: what ``check`` says of it, in the one shape of our errors.

Beside each ``NAME.yaml`` stands ``NAME.txt`` with the lines that ``check`` prints; ``--update-sessions``
writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BookFolder

FOLDER = Path(__file__).parent / "bad"
SPECIMENS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SETTINGS = "fields: {employees: integer}\n"


@pytest.mark.parametrize("name", SPECIMENS)
def test_each_mistake_is_told_with_its_line_and_a_way_out(
    book: BookFolder, name: str, request: pytest.FixtureRequest
) -> None:
    with (book.root / "plaincrm.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    book.write("acme", (FOLDER / f"{name}.yaml").read_bytes(), commit=False)
    expected = FOLDER / f"{name}.txt"

    ran = book.crm("check")

    if request.config.getoption("--update-sessions"):
        expected.write_text(ran.out, encoding="utf-8")
    assert ran.out == expected.read_text(encoding="utf-8")
    is_error = any(line.startswith("customers/") for line in ran.out.splitlines())
    assert ran.code == (1 if is_error else 0)
    assert book.crm("check", "--strict").code == 1
    for line in ran.out.splitlines():
        assert line.startswith(("customers/acme.yaml:", "warning: customers/acme.yaml:", "hint: "))
    if is_error:
        assert book.crm("show", "acme").code == 4
        listed = book.ok("list")
        assert "acme" not in listed.out
        assert "customers/acme.yaml" in listed.err


def test_no_specimen_is_without_its_words_or_the_other_way_round() -> None:
    assert [path.stem for path in sorted(FOLDER.glob("*.txt"))] == SPECIMENS
