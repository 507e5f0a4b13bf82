"""The history of a demo book: commits as a user of months would have made them."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from plaincrm.actions.demo.books import NAMES, generate
from plaincrm.actions.demo.story import Step, Story
from plaincrm.book import yaml

TODAY = date(2026, 11, 23)


@functools.cache
def story_of(name: str) -> Story:
    return generate(name, TODAY)


def steps(name: str) -> list[Step]:
    return story_of(name).steps


@pytest.mark.parametrize(("name", "low", "high"), [("bakery", 25, 40), ("agency", 60, 110)])
def test_the_history_has_its_length(name: str, low: int, high: int) -> None:
    assert low <= len(steps(name)) <= high


@pytest.mark.parametrize("name", NAMES)
def test_the_first_commit_is_init_and_holds_the_settings(name: str) -> None:
    first = steps(name)[0]

    assert first.verb == "init"
    assert {"plaincrm.yaml", ".gitattributes"} <= first.files.keys()


@pytest.mark.parametrize("name", NAMES)
def test_commits_follow_each_other_in_time_and_none_is_ahead_of_today(name: str) -> None:
    moments = [(step.day, step.hour) for step in steps(name)]

    assert moments == sorted(moments)
    assert moments[-1][0] <= TODAY
    assert all(0 <= hour < 24 for _, hour in moments)
    assert (TODAY - moments[0][0]).days > 120


@pytest.mark.parametrize("name", NAMES)
def test_commands_have_a_trailer_and_hand_edits_have_none(name: str) -> None:
    for step in steps(name):
        trailer = f"\n\nPlaincrm: {step.verb}"

        assert step.message.endswith(trailer) == (step.verb is not None)
        assert ("Plaincrm:" in step.message) == (step.verb is not None)


@pytest.mark.parametrize("name", NAMES)
def test_both_kinds_of_commit_are_there(name: str) -> None:
    verbs = {step.verb for step in steps(name)}

    assert None in verbs
    assert len(verbs) > (12 if name == "agency" else 6)


@pytest.mark.parametrize("name", NAMES)
def test_every_commit_changes_every_file_that_it_names(name: str) -> None:
    last: dict[str, bytes] = {}
    for step in steps(name):
        assert step.files
        for path, content in step.files.items():
            assert last.get(path) != content
        last |= step.files


@pytest.mark.parametrize("name", NAMES)
def test_no_message_names_a_person(name: str) -> None:
    story = story_of(name)
    customers = [
        yaml.load(yaml.decode(content))
        for path, content in story.files().items()
        if path.startswith("customers/")
    ]
    names = {person["name"] for data in customers for person in data.get("people") or ()}
    names |= {data["name"] for data in customers if data.get("kind") == "person"}

    messages = "\n".join(step.message for step in story.steps)

    assert [name for name in names if name in messages] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_command_leaves_what_else_is_in_the_file(name: str) -> None:
    last: dict[str, bytes] = {}
    for step in steps(name):
        for path, content in step.files.items():
            if step.verb in ("log", "sell", "feedback", "deal add") and path in last:
                new = content.decode().splitlines()
                gone = [line for line in last[path].decode().splitlines() if line not in new]
                # a log closes follow-ups; a first entry may open a list; a row is one line
                assert len(gone) <= 2, (step.message, gone)
        last |= step.files


@pytest.mark.parametrize("name", NAMES)
def test_the_last_commit_leads_to_the_settings_of_the_story(name: str) -> None:
    story = story_of(name)

    assert story.files()["plaincrm.yaml"].decode() == story.settings_text
    assert (story.rates_text is None) == ("rates.yaml" not in story.files())
    if story.rates_text is not None:
        assert story.files()["rates.yaml"].decode() == story.rates_text
