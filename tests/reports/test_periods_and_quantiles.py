"""Periods by number and type-7 quantiles, which several reports share."""

import statistics
from random import Random

import pytest

from plaincrm.reports import periods
from plaincrm.reports.quantile import quantile


@pytest.mark.parametrize(
    ("iso", "month", "quarter", "year"),
    [
        ("2026-11-23", "2026-11", "2026-Q4", "2026"),
        ("2026-01-01", "2026-01", "2026-Q1", "2026"),
        ("2025-12-31", "2025-12", "2025-Q4", "2025"),
        ("2026-03-31", "2026-03", "2026-Q1", "2026"),
        ("2026-04-01", "2026-04", "2026-Q2", "2026"),
        ("0987-06-30", "0987-06", "0987-Q2", "0987"),
    ],
)
def test_a_day_lies_in_its_periods(iso, month, quarter, year):
    number = periods.month_number(iso)

    labels = [periods.label(periods.number(number, by), by) for by in ("month", "quarter", "year")]

    assert labels == [month, quarter, year]


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_periods_rise_by_one(by):
    months = range(periods.month_number("2023-01-01"), periods.month_number("2027-01-01"))

    numbers = [periods.number(month, by) for month in months]

    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(numbers[0], numbers[-1] + 1))
    assert len(numbers) == len(set(numbers)) * periods.MONTHS[by]


@pytest.mark.parametrize(
    ("asof", "month", "quarter", "year"),
    [
        ("2026-11-23", "2026-11", "2026-Q4", "2026"),
        ("2026-11-30", None, "2026-Q4", "2026"),
        ("2026-06-30", None, None, "2026"),
        ("2026-12-31", None, None, None),
        ("2199-12-31", None, None, None),
    ],
)
def test_a_period_runs_until_its_last_day(asof, month, quarter, year):
    assert [periods.running(asof, by) for by in ("month", "quarter", "year")] == [month, quarter, year]


def test_a_quantile_lies_on_the_line_between_its_neighbours():
    assert quantile([7], 9, 10) == 7
    assert quantile([4, 1], 1, 2) == 2.5
    assert quantile([1, 2, 3, 4], 9, 10) == pytest.approx(3.7)
    assert quantile([], 1, 2) is None


@pytest.mark.parametrize("seed", range(10))
def test_quantiles_are_those_of_the_standard_library(seed):
    random = Random(seed)
    values = [random.randint(-50, 900) for _ in range(random.randint(2, 40))]

    tenths = statistics.quantiles(values, n=10, method="inclusive")

    assert [quantile(values, part, 10) for part in range(1, 10)] == pytest.approx(tenths)
    assert quantile(values, 1, 2) == pytest.approx(statistics.median(values))
