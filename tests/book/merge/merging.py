"""Merges of texts written out in tests."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from plaincrm.book import yaml
from plaincrm.book.merge import driver
from plaincrm.book.merge.three_way import Outcome

PATH = "customers/acme.yaml"


def text_of(written: str) -> str:
    """A text as it stands indented in a test."""
    return dedent(written).lstrip("\n")


def merge(base: str, ours: str, theirs: str) -> Outcome:
    """The outcome for three texts."""
    return driver.outcome_of([yaml.encode(text_of(each)) for each in (base, ours, theirs)], PATH)


def clean(base: str, ours: str, theirs: str) -> str:
    """The merged text, which must be clean."""
    outcome = merge(base, ours, theirs)
    assert outcome.clean, outcome.content.decode() + repr(outcome.report)
    return outcome.content.decode()


def refused(base: str, ours: str, theirs: str) -> Outcome:
    """The outcome, which must be left to a human, whoever merges."""
    back = merge(base, theirs, ours)
    outcome = merge(base, ours, theirs)
    assert not back.clean
    assert not outcome.clean
    assert outcome.report
    return outcome


def data(text: str) -> Any:
    """What a text says."""
    return yaml.parse(text).plain()
