"""A disk that refuses one call: the change is whole or not there, and the next command just works.

``python -m tests.sweeps.disk_faults`` does it at every call, for every kind of change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import trial
from tests.faults.commands import crm
from tests.faults.preload import fault
from tests.faults.trial import SCENARIOS, Expected, Scenario, expectation
from tests.faults.world import quiet


@pytest.fixture(scope="module", params=["log", "rename"])
def whole(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Scenario, Expected]:
    """A kind of change, and what it leaves when it is not disturbed."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == request.param)
    with quiet():
        return scenario, expectation(tmp_path_factory.mktemp("whole"), scenario)


@pytest.mark.parametrize(
    ("kind", "number", "what", "where"),
    [
        ("fsync", 1, "EIO", "-m plaincrm"),  # the journal
        ("fsync", 3, "ENOSPC", "-m plaincrm"),  # the draft, or the folder of the backups
        ("fsync", 4, "EIO", "-m plaincrm"),  # the folder, after the rename
        ("rename", 2, "EACCES", "-m plaincrm"),  # the file into its place
        ("write", 2, "ENOSPC", "-m plaincrm"),
        ("fsync", 4, "EIO", " commit "),  # the reference
        ("rename", 1, "EIO", " commit "),  # the reference into its place
        ("rename", 2, "EIO", " commit "),  # the index, when HEAD has moved
        ("write", 4, "ENOSPC", " commit "),
    ],
)
def test_one_refused_call(
    tmp_path: Path, whole: tuple[Scenario, Expected], kind: str, number: int, what: str, where: str
) -> None:
    scenario, expected = whole
    book = expected.copy(tmp_path / "book")

    ended = crm(book, *scenario.argv, **fault(kind, number, what, where=where))

    trial.judge(book, expected, ended)
    assert ended.code in (0, 6), ended


def test_the_fault_really_happens(tmp_path: Path, whole: tuple[Scenario, Expected]) -> None:
    scenario, expected = whole
    book = expected.copy(tmp_path / "book")

    ended = crm(book, *scenario.argv, **fault("rename", 2, "ENOSPC", where="-m plaincrm"))

    assert ended.code == 6, ended
    assert "No space left on device" in ended.err
