"""The search for a minimum: valleys, ridges without end, and places where nothing can be worked out."""

from math import exp, inf, log

import pytest

from plaincrm.reports.minimise import minimise


def test_a_bowl_is_found_at_once():
    found = minimise(lambda p: ((p[0] - 3) ** 2 + 5, (2 * (p[0] - 3),)), [0.0], bound=100)

    assert found.point == pytest.approx([3.0], abs=1e-6)
    assert found.value == pytest.approx(5.0)
    assert not found.limited


def test_a_bent_valley_is_followed_to_its_end():
    def rosenbrock(point):
        x, y = point
        value = (1 - x) ** 2 + 100 * (y - x * x) ** 2 + 1
        return value, (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))

    found = minimise(rosenbrock, [-1.2, 1.0], bound=100)

    assert found.point == pytest.approx([1.0, 1.0], abs=1e-4)
    assert not found.limited


def test_variables_of_very_different_scale_are_no_hindrance():
    def stretched(point):
        value = 1 + sum(10.0 ** (2 * i) * (each - i) ** 2 for i, each in enumerate(point))
        return value, [2 * 10.0 ** (2 * i) * (each - i) for i, each in enumerate(point)]

    found = minimise(stretched, [5.0] * 4, bound=100)

    assert found.point == pytest.approx([0, 1, 2, 3], abs=1e-5)


def test_a_slope_without_end_is_a_limit():
    found = minimise(lambda p: (-p[0], (-1.0,)), [0.0], bound=16)

    assert found.limited
    assert found.point[0] > 16


def test_a_slope_that_flattens_out_ends_without_a_limit():
    found = minimise(lambda p: (1 + exp(-p[0]), (-exp(-p[0]),)), [0.0], bound=1000)

    assert not found.limited
    assert found.value == pytest.approx(1, abs=1e-9)


def test_the_start_is_the_answer_where_nothing_leads_down():
    assert minimise(lambda p: (7.0, (0.0, 0.0)), [1.0, 2.0], bound=9).point == (1.0, 2.0)


def test_a_step_to_where_nothing_can_be_worked_out_is_taken_back():
    def walled(point):
        if point[0] <= 0:
            return inf, (0.0,)
        return point[0] - log(point[0]), (1 - 1 / point[0],)

    found = minimise(walled, [3.9], bound=100)

    assert found.point == pytest.approx([1.0], abs=1e-5)
