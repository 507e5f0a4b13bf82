"""BG/NBD: its likelihood, its fit and what it foretells, each worked out another way."""

from collections import Counter
from math import exp, expm1, inf, log, log1p, sqrt
from random import Random

import pytest

from plaincrm.reports import bg_nbd
from plaincrm.reports.bg_nbd import BgNbd, History
from tests.reports import nelder_mead, shoppers

# the first is near the parameters that the authors published for their CDNOW sample
MODELS = [BgNbd(0.243, 4.414, 0.793, 2.426), BgNbd(1.6, 9.0, 1.0, 4.0), BgNbd(0.9, 6.0, 2.2, 3.0)]
# x, t_x and T in weeks
SEEN = [(0, 0.0, 0.0), (0, 0.0, 30.0), (1, 3.0, 30.0), (2, 28.0, 39.0), (7, 20.0, 38.5), (30, 50.0, 52.0)]


def over_all_customers(model, x, t_x, t, of_alive):
    """The chance of a history, and the mean of *of_alive* (rate, leaving) over those alive, added up.

    A customer with rate λ and chance p to leave who was seen to buy x times, last at t_x: stayed
    (1 − p)^x λ^x e^(−λT), or left at t_x p (1 − p)^(x − 1) λ^x e^(−λ t_x). No formula of the model is used.
    """
    r, alpha, a, b = model
    stayed = left = wanted = 0.0
    rates = [exp(k * 0.2) for k in range(-600, 40)]
    shares = [1 / (1 + exp(-k * 0.2)) for k in range(-350, 350)]
    rests = [1 / (1 + exp(k * 0.2)) for k in range(-350, 350)]
    # densities by ln λ and by ln(p ÷ (1 − p)), hence one power more
    of_rate = [(rate, rate**r * exp(-alpha * rate)) for rate in rates]
    of_share = [(share, share**a * rest**b, rest) for share, rest in zip(shares, rests, strict=True)]
    for rate, weight in of_rate:
        alive, gone = rate**x * exp(-rate * t), rate**x * exp(-rate * t_x) if x else 0.0
        for share, other, rest in of_share:
            here = weight * other
            stays = here * rest**x * alive
            stayed += stays
            left += here * share * rest ** (x - 1) * gone if x else 0.0
            wanted += stays * of_alive(rate, share)
    norm = sum(weight for _, weight in of_rate) * sum(other for _, other, _ in of_share)
    return (stayed + left) / norm, stayed / (stayed + left), wanted / (stayed + left)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seen", SEEN[1:5:2])
def test_likelihood_chances_and_purchases_are_the_integrals_over_all_customers(model, seen):
    weeks = 13.0
    x, t_x, t = seen
    history = History(x, round(t_x * 7), round(t * 7))

    likelihood, alive, buys = over_all_customers(model, *history.weeks, lambda rate, _: -expm1(-rate * weeks))
    _, _, purchases = over_all_customers(
        model, *history.weeks, lambda rate, share: -expm1(-rate * share * weeks) / share
    )

    value, _ = bg_nbd.log_likelihood(bg_nbd.group({history: 1}), model)
    assert value == pytest.approx(log(likelihood), abs=1e-6)
    assert model.p_alive(*history.weeks) == pytest.approx(alive, rel=1e-6)
    assert model.p_buy(*history.weeks, weeks) == pytest.approx(buys, rel=1e-6)
    assert model.purchases(*history.weeks, weeks) == pytest.approx(purchases, rel=1e-6)


def gauss(a, b, c, z):
    """2F1 by its series (Abramowitz & Stegun 15.1.1), after Euler's transform (15.3.3) for its sake."""
    term = total = 1.0
    a, b, power = c - a, c - b, c - a - b
    for k in range(20_000):
        term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z
        total += term
    return (1 - z) ** power * total


@pytest.mark.parametrize("model", [MODELS[0], MODELS[2], BgNbd(2.4, 11.0, 0.3, 1.1)])
@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("weeks", [1.0, 13.0, 60.0])
def test_the_purchases_are_equation_10_as_published(model, seen, weeks):
    r, alpha, a, b = model
    x, t_x, t = seen

    ratio = (alpha + t) / (alpha + t + weeks)
    inner = 1 - ratio ** (r + x) * gauss(r + x, b + x, a + b + x - 1, weeks / (alpha + t + weeks))
    odds = a / (b + x - 1) * ((alpha + t) / (alpha + t_x)) ** (r + x) if x else 0.0

    published = (a + b + x - 1) / (a - 1) * inner / (1 + odds)
    assert model.purchases(x, t_x, t, weeks) == pytest.approx(published, rel=1e-8)


def test_nothing_happens_where_a_is_1():
    around = [BgNbd(0.8, 6.0, a, 3.0).purchases(2, 9.0, 20.0, 13.0) for a in (1 - 1e-7, 1.0, 1 + 1e-7)]

    assert around[1] == pytest.approx(around[0], rel=1e-6)
    assert around[1] == pytest.approx(around[2], rel=1e-6)
    assert around[0] > around[1] > around[2]


def test_customers_who_are_all_alike_buy_at_their_common_rate():
    # three a week, nobody leaves: the paper's 2F1 has lost every digit here
    alike = BgNbd(3e6, 1e6, 1e-9, 1.0)

    assert alike.purchases(150, 50.0, 50.0, 52.0) == pytest.approx(156.0, rel=1e-4)
    assert alike.p_alive(150, 50.0, 50.0) == pytest.approx(1.0)
    assert alike.p_buy(150, 50.0, 50.0, 1.0) == pytest.approx(1 - exp(-3), rel=1e-4)


def test_more_purchases_than_a_float_can_have_chances_for():
    assert BgNbd(5.0, 0.25, 1e-12, 2.0).purchases(3000, 1000.0, 1000.0, 500.0) == pytest.approx(
        3005 / 1000.25 * 500, rel=1e-6
    )


def test_a_very_long_silence_leaves_no_chance_and_no_error():
    model = BgNbd(900.0, 1.0, 0.5, 2.0)

    assert model.p_alive(400, 1.0, 5000.0) == pytest.approx(0.0, abs=1e-300)
    assert model.p_buy(400, 1.0, 5000.0, 13.0) == pytest.approx(0.0, abs=1e-300)


def test_who_bought_once_is_alive_whatever_the_silence():
    assert [MODELS[0].p_alive(0, 0.0, t) for t in (0.0, 10.0, 1e4)] == [1.0, 1.0, 1.0]


def test_who_bought_once_is_less_likely_to_buy_the_longer_the_silence():
    chances = [MODELS[0].p_buy(0, 0.0, t, 13.0) for t in (0.0, 10.0, 100.0)]

    assert chances == sorted(chances, reverse=True)
    r, alpha, _, _ = MODELS[0]
    assert chances[1] == pytest.approx(1 - ((alpha + 10) / (alpha + 23)) ** r)


def simulated(model, seed, customers):
    """Histories long enough for days to be fine: seven days in a week make little difference."""
    slow = model._replace(alpha=model.alpha * 20)
    return slow, Counter(shoppers.histories(seed, slow, customers, shortest=2000, longest=7000))


@pytest.mark.parametrize("model", MODELS)
def test_the_gradient_is_the_slope_of_the_likelihood(model):
    slow, histories = simulated(model, 1, 80)
    grouped = bg_nbd.group(histories)

    for parameters in (slow, (1.0, 50.0, 1.0, 1.0), (30.0, 900.0, 0.01, 7.0)):
        _, gradient = bg_nbd.log_likelihood(grouped, parameters)
        for place in range(4):
            step = 1e-6 * parameters[place]
            up, down = list(parameters), list(parameters)
            up[place] += step
            down[place] -= step
            ends = [bg_nbd.log_likelihood(grouped, moved)[0] for moved in (up, down)]
            assert gradient[place] == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-4, abs=1e-4)


def errors(grouped, parameters):
    """The standard errors of ln(parameters): the information is the slope of the gradient."""
    rows = []
    for place in range(4):
        up, down = list(parameters), list(parameters)
        up[place] *= 1 + 1e-4
        down[place] *= 1 - 1e-4
        slopes = [bg_nbd.log_likelihood(grouped, moved)[1] for moved in (up, down)]
        rows.append(
            [
                (low * parameters[i] - high * parameters[i]) / 2e-4
                for i, (high, low) in enumerate(zip(*slopes, strict=True))
            ]
        )
    return [sqrt(_inverse_column(rows, place)[place]) for place in range(4)]


def _inverse_column(matrix, place):
    """Solve matrix · column = unit vector by elimination; the matrix is positive definite."""
    rows = [[*row, 1.0 if i == place else 0.0] for i, row in enumerate(matrix)]
    for i, pivot in enumerate(rows):
        scale = pivot[i]
        pivot[:] = [each / scale for each in pivot]
        for j, other in enumerate(rows):
            if j != i:
                factor = other[i]
                other[:] = [there - factor * here for there, here in zip(other, pivot, strict=True)]
    return [row[-1] for row in rows]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_parameters_of_a_simulation_are_found_again(model, seed):
    slow, histories = simulated(model, seed, 4000)

    found = bg_nbd.fit(histories)

    assert not found.degenerate
    for true, fitted, error in zip(
        slow, found.model, errors(bg_nbd.group(histories), found.model), strict=True
    ):
        assert error < 0.4
        assert abs(log(fitted / true)) < 3.5 * error
    true_value, _ = bg_nbd.log_likelihood(bg_nbd.group(histories), slow)
    assert 0 <= found.log_likelihood - true_value < 12  # half a chi-square of four degrees


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("customers", [150, 500])
def test_the_fit_is_that_of_a_search_without_gradients(model, customers):
    _, histories = simulated(model, 3, customers)
    grouped = bg_nbd.group(histories)

    def loss(logs):
        if max(map(abs, logs)) > 15:
            return inf
        return -bg_nbd.log_likelihood(grouped, [exp(each) for each in logs])[0]

    searched = [exp(each) for each in nelder_mead.lowest(loss, [0.0, 4.0, 0.0, 0.0])]

    assert bg_nbd.fit(histories).model == pytest.approx(searched, rel=1e-4)


def test_the_package_lifetimes_finds_the_same():
    lifetimes = pytest.importorskip("lifetimes", reason="the package lifetimes is not installed")
    _, histories = simulated(MODELS[0], 5, 1500)
    rows = [(*history.weeks, count) for history, count in histories.items()]
    x, t_x, t, weights = (list(column) for column in zip(*rows, strict=True))

    fitter = lifetimes.BetaGeoFitter()
    fitter.fit(x, t_x, t, weights=weights, tol=1e-12)

    expected = [fitter.params_[name] for name in ("r", "alpha", "a", "b")]
    assert list(bg_nbd.fit(histories).model) == pytest.approx(expected, rel=1e-3)


def test_equal_customers_count_as_often_as_they_are():
    histories = simulated(MODELS[1], 2, 300)[1]
    doubled = Counter({history: 2 * count for history, count in histories.items()})

    one, two = bg_nbd.fit(histories), bg_nbd.fit(doubled)

    assert two.model == pytest.approx(one.model, rel=1e-5)
    assert two.log_likelihood == pytest.approx(2 * one.log_likelihood, rel=1e-9)


def test_the_order_of_the_customers_makes_no_difference():
    histories = simulated(MODELS[2], 4, 400)[1]
    shuffled = dict(Random(1).sample(list(histories.items()), len(histories)))

    assert bg_nbd.fit(shuffled) == bg_nbd.fit(histories)


def test_the_parameters_have_the_digits_that_are_printed():
    model = bg_nbd.fit(simulated(MODELS[1], 6, 300)[1]).model

    assert [float(f"{each:g}") for each in model] == list(model)


def test_no_drop_out_is_visible_where_nobody_leaves():
    random, histories = Random(8), Counter()
    for _ in range(800):
        days = shoppers.purchase_days(random, BgNbd(1.5, 12.0, 1e-9, 1.0), 700)
        histories[History(len(days) - 1, days[-1], 700)] += 1

    assert bg_nbd.fit(histories).degenerate


def test_no_drop_out_is_visible_where_everybody_buys_at_the_same_rate_and_stays():
    random, histories = Random(9), Counter()
    for _ in range(300):
        days, time = [0], 0.0
        while (time := time + random.expovariate(1 / 30)) < 700:
            days.append(int(time) + 1)
        histories[History(len(set(days)) - 1, days[-1], 700)] += 1

    found = bg_nbd.fit(histories)

    assert found.degenerate
    assert found.model.purchases(23, 98.0, 100.0, 30.0) == pytest.approx(7, rel=0.1)


@pytest.mark.parametrize(
    ("model", "limited", "visible"),
    [
        (BgNbd(1.0, 9.0, 0.8, 2.5), False, True),
        (BgNbd(1.0, 9.0, 0.8, 2.5), True, False),
        (BgNbd(1.0, 9.0, 9e-4, 0.01), False, False),
        (BgNbd(1.0, 9.0, 2e-3, 1.0), False, True),
        (BgNbd(1.0, 9.0, 2e-3, 3.0), False, False),
        (BgNbd(1.0, 9.0, 30.0, 1001.0), False, False),
        (BgNbd(1.0, 9.0, 30.0, 999.0), False, True),
    ],
)
def test_what_counts_as_no_drop_out(model, limited, visible):
    assert bool(bg_nbd.Fit(model, -1.0, limited).degenerate) is not visible


def test_customers_of_today_say_nothing():
    grouped = bg_nbd.group({History(0, 0, 0): 5})

    assert bg_nbd.log_likelihood(grouped, MODELS[0]) == (0.0, [0.0, 0.0, 0.0, 0.0])
    assert MODELS[0].p_buy(0, 0.0, 0.0, 13.0) == pytest.approx(-expm1(-0.243 * log1p(13 / 4.414)))
