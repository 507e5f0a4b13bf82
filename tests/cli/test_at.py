"""The book as it was: ``--at`` on what reads, ``--compare`` on reports."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BookFolder


@pytest.fixture
def grown(book: BookFolder, monkeypatch: pytest.MonkeyPatch) -> BookFolder:
    """Two customers in January, one of them changed and one more in March, one gone in May."""
    for day, steps in {
        "2026-01-10": [("add", "Acme"), ("add", "Bolt"), ("sell", "acme", "Support", "100")],
        "2026-03-10": [("set", "acme", "level=A"), ("sell", "acme", "Support", "50"), ("add", "Crane")],
        "2026-05-10": [("remove", "bolt")],
    }.items():
        monkeypatch.setenv("PLAINCRM_TODAY", day)
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00")
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00")
        for step in steps:
            book.ok(*step)
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-06-01")
    return book


def listed(book: BookFolder, *argv: str) -> dict[str, dict[str, str]]:
    return {row["customer"]: row for row in json.loads(book.ok("list", "--json", *argv).out)}


def test_a_list_of_a_day_in_the_past_shows_who_was_there_and_what_was_known(grown: BookFolder) -> None:
    then = listed(grown, "--at", "2026-02-01")

    assert list(then) == ["acme", "bolt"]
    assert then["acme"]["level"] is None
    assert then["acme"]["revenue"] == "100.00"


def test_now_is_not_disturbed_by_a_look_back(grown: BookFolder) -> None:
    listed(grown, "--at", "2026-02-01")

    assert list(listed(grown)) == ["acme", "crane"]


def test_a_customer_who_is_gone_can_be_shown_as_of_then(grown: BookFolder) -> None:
    shown = json.loads(grown.ok("show", "bolt", "--at", "2026-04-01", "--json").out)

    assert shown["name"] == "Bolt"
    assert grown.crm("show", "bolt").code == 3


def test_a_revision_is_named_as_git_names_it(grown: BookFolder) -> None:
    assert list(listed(grown, "--at", "HEAD~1")) == ["acme", "bolt", "crane"]


def test_a_report_at_a_revision_speaks_as_of_its_day(grown: BookFolder) -> None:
    rows = json.loads(grown.ok("report", "sales", "--at", "HEAD~1", "--by", "customer", "--json").out)

    assert [(row["group"], row["net"]) for row in rows] == [("acme", "150.00")]


def test_a_comparison_puts_both_beside_each_other(grown: BookFolder) -> None:
    ran = grown.ok("report", "sales", "--by", "customer", "--compare", "2026-02-01", "--json")

    (row,) = json.loads(ran.out)
    assert (row["group"], row["currency"]) == ("acme", "EUR")
    assert (row["net"], row["net_then"]) == ("150.00", "100.00")
    assert "as of 2026-02-01" in ran.err


def test_a_comparison_as_of_an_earlier_day_holds_for_both_sides(grown: BookFolder) -> None:
    line = ("report", "sales", "--by", "customer", "--asof", "2026-02-28", "--json")

    ran = grown.ok(*line, "--compare", "HEAD")

    (row,) = json.loads(ran.out)
    assert (row["net"], row["net_then"]) == ("100.00", "100.00")
    assert "the same as of 2026-02-28" in ran.err


def test_a_comparison_with_an_earlier_commit_is_as_of_its_day(grown: BookFolder) -> None:
    line = ("report", "activity", "--asof", "2026-05-31", "--compare", "2026-02-01", "-C", str(grown.root))

    assert "the same as of 2026-02-01" in grown.ok(*line).err


def test_a_comparison_with_a_day_before_the_window_is_refused(grown: BookFolder) -> None:
    ran = grown.crm("report", "sales", "--from", "2026-03-01", "--compare", "2026-02-01")

    assert ran.code == 2
    assert "--from 2026-03-01 is after 2026-02-01, the day reported for" in ran.err


def test_a_comparison_names_a_file_that_is_broken_in_both_once(grown: BookFolder) -> None:
    grown.write("bad", "name: [\n")

    ran = grown.ok("report", "sales", "--compare", "HEAD")

    assert ran.err.count("customers/bad.yaml") == 1


def test_a_file_that_was_broken_then_is_named(grown: BookFolder) -> None:
    grown.write("bad", "name: [\n")
    grown.write("bad", "name: Good\n")

    assert "left out" not in grown.ok("list").err
    for line in (("list", "--at", "HEAD~1"), ("report", "sales", "--compare", "HEAD~1")):
        assert grown.ok(*line).err.count("left out: customers/bad.yaml") == 1
    assert "left out" not in grown.ok("list", "--at", "HEAD~2").err


@pytest.mark.parametrize("text", ["nothing", "2025-01-01", "--output=stolen", "HEAD~99", "^HEAD"])
def test_what_is_no_revision_is_refused_with_3(grown: BookFolder, text: str) -> None:
    ran = grown.crm("list", "--at", text)

    assert ran.code == 3
    assert "hint: " in ran.err
    assert not (grown.root / "stolen").exists()
