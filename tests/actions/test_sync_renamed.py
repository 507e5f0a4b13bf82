"""``sync`` where both sides gave one customer another ID: a human keeps one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.clones import Clones
from tests.conftest import BookFolder

GO_ON = "put right what is marked, then: plaincrm sync --continue · or take it back: plaincrm sync --abort\n"


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    clones = Clones(tmp_path)
    clones.ada.ok("add", "Acme", "--email", "info@acme.example", "--source", "fair", "--industry", "steel")
    clones.ada.ok("sync")
    return clones


@pytest.fixture
def apart(clones: Clones) -> BookFolder:
    """Bob's clone, where Acme became acme-steel; Ada made it acme-works and shared that."""
    bob = clones.clone("bob")
    clones.ada.ok("rename", "acme", "acme-works")
    clones.ada.ok("sync")
    bob.ok("rename", "acme", "acme-steel")
    return bob


def test_both_new_names_are_told_in_one_line_with_the_way_on(apart: BookFolder) -> None:
    ran = apart.crm("sync")

    assert ran.code == 5
    assert ran.err == (
        "changed here and there, in the same place (here / there):\n"
        "customers/acme.yaml: renamed to acme-steel / renamed to acme-works\n"
        "hint: keep one name: git rm customers/acme-steel.yaml, or: git rm customers/acme-works.yaml"
        f" · {GO_ON}"
    )


def test_continue_is_refused_while_both_stand(clones: Clones, apart: BookFolder) -> None:
    apart.crm("sync")

    ran = apart.crm("sync", "--continue")

    assert ran.code == 5
    assert ran.err.startswith(
        "customers/acme.yaml: renamed to acme-steel / renamed to acme-works\nhint: keep"
    )
    assert apart.path("acme-steel").exists()
    assert apart.path("acme-works").exists()
    assert clones.hub_commits()[0] == "acme: rename to acme-works"


@pytest.mark.parametrize("by", ["git", "hand"])
def test_once_one_is_removed_the_sync_goes_on(clones: Clones, apart: BookFolder, by: str) -> None:
    apart.crm("sync")
    if by == "git":
        apart.git("rm", "-q", "--", "customers/acme-steel.yaml")
    else:
        apart.path("acme-steel").unlink()

    apart.ok("sync", "--continue")

    clones.ada.ok("sync")
    for book in (apart, clones.ada):
        assert sorted(path.stem for path in (book.root / "customers").iterdir()) == ["acme-works"]


def test_who_means_two_customers_adds_both(clones: Clones, apart: BookFolder) -> None:
    apart.crm("sync")
    apart.git("add", "--", "customers/acme-steel.yaml", "customers/acme-works.yaml")

    apart.ok("sync", "--continue")

    clones.ada.ok("sync")
    assert len(list((clones.ada.root / "customers").iterdir())) == 2


def test_what_each_side_wrote_since_stands_in_both(clones: Clones, apart: BookFolder) -> None:
    apart.ok("set", "acme-steel", "level=B")

    ran = apart.crm("sync")

    assert "customers/acme.yaml: renamed to acme-steel / renamed to acme-works\n" in ran.err
    assert "level: B" in apart.path("acme-works").read_text()


def test_one_file_moved_to_two_folders_is_told_by_its_paths(clones: Clones) -> None:
    bob = clones.clone("bob")
    for book, folder in ((clones.ada, "old"), (bob, "new")):
        (book.root / "customers" / folder).mkdir()
        book.git("mv", "customers/acme.yaml", f"customers/{folder}/acme.yaml")
        book.git("commit", "-q", "-m", "moved")
    clones.ada.ok("sync")

    ran = bob.crm("sync")

    moved = "renamed to customers/new/acme.yaml / renamed to customers/old/acme.yaml"
    assert f"\ncustomers/acme.yaml: {moved}\n" in ran.err
