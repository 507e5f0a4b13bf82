"""Digamma against known values, its own law and the logarithm of the gamma function."""

from math import lgamma, log

import pytest

from plaincrm.reports.digamma import digamma

EULER = 0.57721566490153286061


@pytest.mark.parametrize(
    ("x", "value"),
    [
        (1, -EULER),
        (0.5, -EULER - 2 * log(2)),
        (0.25, -EULER - 3 * log(2) - 3.14159265358979324 / 2),
        (10, 2.25175258906672111),
        (1e6, 13.81551005796411),
    ],
)
def test_known_values(x, value):
    assert digamma(x) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("x", [0.003, 0.7, 3.3, 9.999, 10.0, 47.2, 1e5])
def test_the_recurrence_holds(x):
    assert digamma(x + 1) == pytest.approx(digamma(x) + 1 / x, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("x", [0.05, 0.9, 2.5, 12.0, 300.0])
def test_it_is_the_slope_of_the_logarithm_of_gamma(x):
    step = 1e-5 * x

    slope = (lgamma(x + step) - lgamma(x - step)) / (2 * step)

    assert digamma(x) == pytest.approx(slope, rel=1e-7, abs=1e-8)
