"""Gamma-Gamma: its likelihood, its fit and what it expects of a purchase, each worked out another way."""

from math import exp, inf, lgamma, log
from random import Random

import pytest

from plaincrm.reports import gamma_gamma
from plaincrm.reports.gamma_gamma import GammaGamma, Spending
from tests.reports import nelder_mead, shoppers

MODELS = [GammaGamma(6.25, 3.74, 15.44), GammaGamma(2.0, 1.6, 800.0), GammaGamma(1.1, 7.0, 3.0)]


def density(x, mean, parameters):
    """The density of the mean of x gamma (p, ν) purchases, over all ν, which is gamma (q, γ)."""
    p, q, gamma = parameters
    total, step = 0.0, 0.02
    for k in range(-2500, 1000):
        log_rate = k * step
        rate = exp(log_rate)
        shape = p * x
        log_mean = shape * log(rate * x) + (shape - 1) * log(mean) - rate * x * mean - lgamma(shape)
        log_prior = q * log(gamma) + q * log_rate - gamma * rate - lgamma(q)  # by ln ν, so one power more
        total += exp(log_mean + log_prior) * step
    return total


def expected(x, mean, parameters):
    """E[M | x, mean]: p ÷ ν over the posterior of ν, added up numerically."""
    p, q, gamma = parameters
    weighted = total = 0.0
    for k in range(-4000, 2000):
        log_rate = k * 0.01
        rate = exp(log_rate)
        weight = exp((p * x + q) * log_rate - (gamma + x * mean) * rate)
        weighted += weight * p / rate
        total += weight
    return weighted / total


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(("x", "mean"), [(1, 4.0), (3, 40.0), (9, 11.0)])
def test_the_likelihood_is_the_integral_over_all_rates(model, x, mean):
    grouped = gamma_gamma.group([Spending(x, mean)], 1.0)

    value, _ = gamma_gamma.log_likelihood(grouped, model)

    assert value == pytest.approx(log(density(x, mean, model)), abs=1e-8)


@pytest.mark.parametrize("model", MODELS)
def test_the_gradient_is_the_slope_of_the_likelihood(model):
    grouped = gamma_gamma.group(shoppers.spendings(1, model, 60), 10.0)
    _, gradient = gamma_gamma.log_likelihood(grouped, model)

    for place in range(3):
        step = 1e-6 * model[place]
        up, down = list(model), list(model)
        up[place] += step
        down[place] -= step
        ends = [gamma_gamma.log_likelihood(grouped, parameters)[0] for parameters in (up, down)]
        assert gradient[place] == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(("x", "mean"), [(0, 0.0), (1, 30.0), (7, 2.5)])
def test_the_mean_of_a_purchase_is_the_integral_over_all_rates(model, x, mean):
    assert model.mean(x, mean) == pytest.approx(expected(x, mean, model), rel=1e-6)


def test_there_is_no_mean_where_the_model_has_none():
    rich = GammaGamma(0.3, 0.6, 10.0)

    assert rich.mean(0, 0.0) is None
    assert rich.mean(1, 5.0) is None
    assert rich.mean(2, 5.0) == pytest.approx(0.3 * 20 / 0.2)


@pytest.mark.parametrize("model", MODELS)
def test_the_parameters_of_a_simulation_are_found_again(model):
    found = gamma_gamma.fit(shoppers.spendings(7, model, 20_000))

    # p and γ lean on each other: their product is what the data tell sharply
    assert not found.limited
    assert found.model.p == pytest.approx(model.p, rel=0.15)
    assert found.model.q == pytest.approx(model.q, rel=0.05)
    assert found.model.p * found.model.gamma == pytest.approx(model.p * model.gamma, rel=0.05)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("customers", [60, 300])
def test_the_fit_is_that_of_a_search_without_gradients(model, customers):
    spendings = shoppers.spendings(customers, model, customers)
    unit = sum(each.mean for each in spendings) / customers
    grouped = gamma_gamma.group(spendings, unit)

    def loss(logs):
        if max(map(abs, logs)) > 20:
            return inf
        return -gamma_gamma.log_likelihood(grouped, [exp(each) for each in logs])[0]

    p, q, gamma = (exp(each) for each in nelder_mead.lowest(loss, [0.0, 0.0, 0.0]))

    assert gamma_gamma.fit(spendings).model == pytest.approx((p, q, gamma * unit), rel=1e-4)


def test_the_unit_of_the_money_makes_no_difference():
    spendings = shoppers.spendings(3, MODELS[0], 400)
    yen = [Spending(each.x, each.mean * 16384) for each in spendings]

    euros, other = gamma_gamma.fit(spendings).model, gamma_gamma.fit(yen).model

    assert other.gamma == pytest.approx(euros.gamma * 16384, rel=1e-5)
    assert other[:2] == euros[:2]


def test_the_order_of_the_customers_makes_no_difference():
    spendings = shoppers.spendings(4, MODELS[1], 500)
    shuffled = Random(1).sample(spendings, len(spendings))

    assert gamma_gamma.fit(shuffled) == gamma_gamma.fit(spendings)
    assert gamma_gamma.correlation(shuffled) == gamma_gamma.correlation(spendings)


def test_one_price_for_everybody_is_that_price():
    found = gamma_gamma.fit([Spending(x, 12.5) for x in (1, 2, 5) for _ in range(20)])

    assert found.limited
    assert found.model.mean(0, 0.0) == pytest.approx(12.5, rel=0.01)
    assert found.model.mean(3, 12.5) == pytest.approx(12.5, rel=0.01)


def test_the_correlation_is_pearsons():
    assert gamma_gamma.correlation([Spending(1, 2.0), Spending(2, 4.0), Spending(3, 6.0)]) == pytest.approx(1)
    assert gamma_gamma.correlation([Spending(1, 1.0), Spending(2, 3.0), Spending(3, 1.0)]) == pytest.approx(0)
    assert gamma_gamma.correlation([Spending(1, 1.0), Spending(1, 3.0)]) is None
