"""What is right and wrong about a merge, judged from its outcome and both sides' own marks."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from plaincrm.book import yaml
from plaincrm.book.merge import driver
from plaincrm.book.merge.three_way import Outcome
from tests.book.merge.pairs import Side, unlike
from tests.book.yaml import edit_oracle

PATH = "customers/acme.yaml"
ENDS = ("clean", "field conflict", "comment conflict", "fallback")
FAULTS = (
    *("entries lost", "comments lost", "wrong data", "lines lost", "not commutative", "one direction only"),
    *("silent", "crashes", "unreadable"),
)


class Verdict(NamedTuple):
    """How a merge ended, what git alone would have done, the way it was found, and what is wrong with it."""

    end: str
    git: str
    way: str
    report: tuple[str, ...]
    faults: tuple[str, ...]


def judged(base: str, ours: Side, theirs: Side) -> Verdict:
    """Merge in both directions and judge."""
    old, mine, other = (yaml.encode(text) for text in (base, ours.text, theirs.text))
    _, git_clean = driver.by_lines(old, mine, other)
    there = driver.outcome_of([old, mine, other], PATH)
    back = driver.outcome_of([old, other, mine], PATH)
    faults = [*_faults(base, ours, theirs, there), *_faults(base, theirs, ours, back)]
    if there.clean != back.clean:
        faults.append("one direction only")
    elif there.clean and "unreadable" not in faults and unlike(_data(there), _data(back)):
        faults.append("not commutative")
    git = "git clean" if git_clean else "git conflict"
    return Verdict(_end(there), git, there.way, there.report, tuple(dict.fromkeys(faults)))


def _end(outcome: Outcome) -> str:
    if outcome.way == "fallback":
        return "fallback"
    if outcome.clean:
        return "clean"
    only_comments = all(line.startswith("comments: ") for line in outcome.report)
    return "comment conflict" if only_comments else "field conflict"


def _faults(base: str, ours: Side, theirs: Side, outcome: Outcome) -> list[str]:
    if any(driver.DEFECT in line for line in outcome.report):
        return ["crashes"]
    text = outcome.content.decode()
    if outcome.clean:
        return _faults_of_clean(base, ours, theirs, text)
    return _faults_of_conflict(ours, theirs, outcome, text)


def _faults_of_clean(base: str, ours: Side, theirs: Side, text: str) -> list[str]:
    try:
        said = repr(yaml.parse(text).plain())
        found = Counter(edit_oracle.comments(text))
    except Exception:
        return ["unreadable"]
    faults = []
    for side in (ours, theirs):
        kept = repr(yaml.parse(side.text).plain())
        if any(said.count(mark) != kept.count(mark) for mark in side.values):
            faults.append("entries lost")
        if new_comments(base, side) - found:
            faults.append("comments lost")
    if _contradicts(*(yaml.parse(each).plain() for each in (base, ours.text, theirs.text, text))):
        faults.append("wrong data")
    if _lines_lost(base, ours.text, theirs.text, text):
        faults.append("lines lost")
    return faults


def new_comments(base: str, side: Side) -> Counter[str]:
    """The comments that a side added; what it only moved or took out does not count."""
    return Counter(edit_oracle.comments(side.text)) - Counter(edit_oracle.comments(base))


def _contradicts(base: Any, ours: Any, theirs: Any, found: Any) -> bool:
    """Whether a single value, or the number of an untouched entry, is not what the three versions say."""
    for key in {*base, *ours, *theirs, *found}:
        old, mine, other, now = (data.get(key) for data in (base, ours, theirs, found))
        if all(isinstance(each, list) for each in (old, mine, other)):
            bags = [Counter(map(repr, each)) for each in (old, mine, other, now or [])]
            counts = [[bag[entry] for bag in bags] for entry in bags[0]]
            if any(max(o, t) <= b and n != max(0, o + t - b) for b, o, t, n in counts):
                return True
            continue
        single = not any(isinstance(each, dict | list) for each in (old, mine, other))
        if single and now != (other if mine == old else mine):
            return True
    return False


def _lines_lost(base: str, ours: str, theirs: str, text: str) -> bool:
    """Whether a line is gone that neither side touched, brackets and commas apart."""
    old, mine, other, now = (_lines(each) for each in (base, ours, theirs, text))
    kept = (old & mine & other) - (old - mine) - (old - other)
    return bool(kept - now)


def _lines(text: str) -> Counter[str]:
    stripped = (line.strip(" \t,[]{}") for line in text.removeprefix("\ufeff").splitlines())
    return Counter(line for line in stripped if line)


def _faults_of_conflict(ours: Side, theirs: Side, outcome: Outcome, text: str) -> list[str]:
    if not outcome.report:
        return ["silent"]
    told = text + " ".join(outcome.report)
    faults = []
    for name, of_side in (("entries lost", Side.values_left), ("comments lost", Side.comments_left)):
        if any(mark not in told for side in (ours, theirs) for mark in of_side(side)):
            faults.append(name)
    return faults


def _data(outcome: Outcome) -> Any:
    return yaml.parse(outcome.content.decode()).plain()
