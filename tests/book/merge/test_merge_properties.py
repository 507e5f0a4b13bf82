"""What holds for every merge, whatever two or three people did to whatever file."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaincrm.book import yaml
from plaincrm.book.merge import driver
from tests.book.merge import judge, pairs
from tests.book.merge.merging import PATH, data

HOSTILE = sorted((Path(__file__).parents[1] / "yaml" / "hostile").glob("*.yaml"))
TEXTS = {path.stem: yaml.decode(path.read_bytes()) for path in pairs.CORPUS}
seeds = st.integers(0, 2**32)
names = st.sampled_from(sorted(TEXTS))
fifty = settings(max_examples=50, deadline=None, derandomize=True)


@given(name=names, seed=seeds)
@fifty
def test_nothing_is_lost_nothing_is_wrong_and_it_does_not_matter_who_merges(name: str, seed: int) -> None:
    base = TEXTS[name]
    ours, theirs = pairs.pair(base, random.Random(seed))

    verdict = judge.judged(base, ours, theirs)

    assert verdict.faults == (), (ours, theirs, verdict)


@given(name=names, seed=seeds)
@fifty
def test_a_side_that_did_nothing_leaves_the_other_as_it_is(name: str, seed: int) -> None:
    base = yaml.encode(TEXTS[name])
    side = yaml.encode(pairs.edited(TEXTS[name], random.Random(seed), "ours").text)

    for versions in ([base, side, base], [base, base, side], [base, side, side]):
        outcome = driver.outcome_of(versions, PATH)

        assert outcome.clean
        assert outcome.content == side


@given(name=names, seed=seeds)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_three_clones_that_add_come_to_the_same_in_any_order(name: str, seed: int) -> None:
    base = TEXTS[name]
    draw = random.Random(seed)
    adds = (pairs.append, pairs.tag, pairs.insert_on_top)
    sides = [pairs.edited(base, draw, name, adds).text for name in ("ada", "bob", "eve")]

    results = [in_turn(base, order) for order in itertools.permutations(sides)]

    assert all(result is not None for result in results)
    assert not any(pairs.unlike(data(results[0] or ""), data(result or "")) for result in results)


def in_turn(base: str, sides: tuple[str, ...]) -> str | None:
    """The merge of the sides one after the other; None where one is not clean."""
    merged = sides[0]
    for side in sides[1:]:
        outcome = driver.outcome_of([yaml.encode(each) for each in (base, merged, side)], PATH)
        if not outcome.clean:
            return None
        merged = outcome.content.decode()
    return merged


@given(name=names, garbage=st.binary(max_size=80), place=st.integers(0, 400), seed=seeds)
@fifty
def test_no_bytes_bring_it_down_and_no_marks_come_out_clean(
    name: str, garbage: bytes, place: int, seed: int
) -> None:
    base = yaml.encode(TEXTS[name])
    ours = yaml.encode(pairs.edited(TEXTS[name], random.Random(seed), "ours").text)
    theirs = base[:place] + garbage + base[place:]

    assert_sound(base, ours, theirs)
    assert_sound(theirs, ours, base)
    assert_sound(b"", ours, theirs)


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_no_hostile_file_brings_it_down(path: Path) -> None:
    hostile = path.read_bytes()
    base, other = b"name: Acme\nlevel: A\n", b"name: Acme\nlevel: B\n"

    assert_sound(base, other, hostile)
    assert_sound(base, hostile, other)
    assert_sound(hostile, base, other)
    assert_sound(b"", hostile, other)


def assert_sound(base: bytes, ours: bytes, theirs: bytes) -> None:
    outcome = driver.outcome_of([base, ours, theirs], PATH)

    assert not any(driver.DEFECT in line for line in outcome.report), outcome.report
    if outcome.clean:
        yaml.parse(yaml.decode(outcome.content))
        assert b"<<<<<<< " not in outcome.content or b"<<<<<<< " in ours + theirs
