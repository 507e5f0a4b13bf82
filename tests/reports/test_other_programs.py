"""The same answers from lifetimes and lifelines, where they are installed: pip install -e '.[oracles]'."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from plaincrm.reports import bg_nbd, gamma_gamma
from plaincrm.reports.bg_nbd import BgNbd
from plaincrm.reports.gamma_gamma import GammaGamma
from plaincrm.reports.survival import kaplan_meier, median
from tests.reports import shoppers


def test_lifelines_draws_the_same_curve_with_the_same_errors():
    lifelines = pytest.importorskip("lifelines", reason="lifelines is not installed")
    random = Random(5)
    times = [(random.randint(1, 60), random.random() < 0.7) for _ in range(400)]

    fitter = lifelines.KaplanMeierFitter().fit([time for time, _ in times], [came for _, came in times])
    steps = kaplan_meier(times)

    half = median(steps)
    assert half is not None
    assert half.t == fitter.median_survival_time_
    band = fitter.confidence_interval_
    for step in steps:
        assert step.survival == pytest.approx(fitter.survival_function_.loc[step.t].item(), rel=1e-9)
        if step.low is not None:
            assert (step.low, step.high) == pytest.approx(tuple(band.loc[step.t]), abs=1e-9)


def test_lifetimes_fits_the_same_rhythm_and_foretells_the_same():
    lifetimes = pytest.importorskip("lifetimes", reason="lifetimes is not installed")
    seen = shoppers.histories(5, BgNbd(0.9, 6.0, 1.2, 3.0), 1500, shortest=200, longest=500)
    x, t_x, t = (list(column) for column in zip(*(history.weeks for history in seen), strict=True))

    fitter = lifetimes.BetaGeoFitter(penalizer_coef=0.0)
    fitter.fit(x, t_x, t, tol=1e-10)
    fit = bg_nbd.fit(Counter(seen))

    assert tuple(fit.model) == pytest.approx(tuple(fitter.params_[["r", "alpha", "a", "b"]]), rel=1e-3)
    for history in seen[:50]:
        alive = fitter.conditional_probability_alive(*history.weeks).item()
        bought = fitter.conditional_expected_number_of_purchases_up_to_time(13.0, *history.weeks)
        assert fit.model.p_alive(*history.weeks) == pytest.approx(alive, rel=1e-3)
        assert fit.model.purchases(*history.weeks, 13.0) == pytest.approx(float(bought), rel=1e-3)


def test_lifetimes_fits_the_same_spending():
    lifetimes = pytest.importorskip("lifetimes", reason="lifetimes is not installed")
    numpy = pytest.importorskip("numpy")
    spent = shoppers.spendings(3, GammaGamma(6.25, 3.74, 15.44), 2000)

    fitter = lifetimes.GammaGammaFitter(penalizer_coef=0.0)
    fitter.fit(numpy.array([each.x for each in spent]), numpy.array([each.mean for each in spent]), tol=1e-10)

    fitted = tuple(fitter.params_[["p", "q", "v"]])
    assert tuple(gamma_gamma.fit(spent).model) == pytest.approx(fitted, rel=5e-3)
