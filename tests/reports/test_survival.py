"""The Kaplan–Meier curve: the published one, small ones by hand, and an oracle in fractions."""

import csv
from fractions import Fraction
from math import sqrt
from random import Random

import pytest

from plaincrm.reports.survival import kaplan_meier, median
from tests import public_data


def at(steps, time):
    """The step in force at a time."""
    return [step for step in steps if step.t <= time][-1]


def waltons():
    path = public_data.data_path("survival/waltons_all_durations.csv")
    with path.open(encoding="utf-8") as file:
        return [(int(float(row["duration"])), row["event"] == "1") for row in csv.DictReader(file)]


def test_the_published_curve_is_reproduced():
    steps = kaplan_meier(waltons())

    assert median(steps).t == 56
    survival = [at(steps, time).survival for time in (10, 30, 60)]
    assert survival == pytest.approx([0.96921, 0.82723, 0.31152], abs=1e-5)
    assert [round(at(steps, time).error, 5) for time in (10, 30, 60)] == [0.01356, 0.0297, 0.03652]


def test_the_order_of_the_cases_changes_nothing():
    times = waltons()

    assert kaplan_meier(reversed(times)) == kaplan_meier(times)


def test_at_ties_events_come_before_censoring():
    # at 5 all four are still at risk, though one of them leaves unseen that day
    steps = kaplan_meier([(5, False), (5, True), (8, True), (9, False)])

    assert [(step.t, step.at_risk, step.events, step.survival) for step in steps] == [
        (5, 4, 1, 0.75),
        (8, 2, 1, 0.375),
    ]


def test_the_band_of_a_step_worked_out_by_hand():
    # S = 3/4, Greenwood's sum 1/(4 · 3): error 0.75 · √(1/12); on the log-log scale S^exp(±z √(1/12) / -ln S)
    (step,) = kaplan_meier([(5, True), (6, False), (6, False), (6, False)])

    assert step.error == pytest.approx(0.216506, abs=1e-6)
    assert (step.low, step.high) == (pytest.approx(0.127948, abs=1e-5), pytest.approx(0.960545, abs=1e-5))


def test_a_curve_that_ends_at_nought_has_no_band_there():
    steps = kaplan_meier([(3, True), (3, True)])

    assert steps == [(3, 2, 2, 0.0, None, None, None)]
    assert median(steps).t == 3


def test_nobody_and_nothing_happened_are_no_curve():
    assert kaplan_meier([]) == []
    assert kaplan_meier([(4, False), (0, False)]) == []
    assert median([]) is None


def test_an_event_on_the_first_day_counts():
    assert [step[:4] for step in kaplan_meier([(0, True), (1, False)])] == [(0, 2, 1, 0.5)]


@pytest.mark.parametrize("count", [2, 6, 10, 14, 22, 30, 98])
def test_the_median_is_reached_at_exactly_one_half(count):
    # rounded step by step, the product comes out a hair above one half for some of these
    steps = kaplan_meier((time, True) for time in range(1, count + 1))

    assert median(steps).t == count // 2
    assert median(steps).survival == 0.5


def test_a_median_that_is_not_reached_is_none():
    assert median(kaplan_meier([(1, True), (2, False), (3, False)])) is None


@pytest.mark.parametrize("seed", range(30))
def test_random_cases_agree_with_fractions(seed):
    random = Random(seed)
    times = [(random.randint(0, 12), random.random() < 0.6) for _ in range(random.randint(1, 60))]

    for step in kaplan_meier(times):
        survival, spread = Fraction(1), Fraction(0)
        for time in sorted({time for time, came in times if came and time <= step.t}):
            at_risk = sum(1 for other, _ in times if other >= time)
            events = times.count((time, True))
            survival *= Fraction(at_risk - events, at_risk)
            spread += Fraction(events, at_risk * (at_risk - events)) if at_risk > events else 0
        assert step.survival == float(survival)
        assert step.at_risk == sum(1 for other, _ in times if other >= step.t)
        assert step.events == times.count((step.t, True))
        if survival:
            assert step.error == pytest.approx(float(survival) * sqrt(spread))
            assert 0 < step.low < step.survival < step.high < 1
        else:
            assert (step.error, step.low, step.high) == (None, None, None)
