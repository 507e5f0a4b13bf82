"""Scores, classes and bands on numbers small enough to check by hand."""

from fractions import Fraction

import pytest

from plaincrm.errors import UsageError
from plaincrm.reports import rfm
from plaincrm.reports.rules import read_cuts

ABC = [(Fraction(80, 100), "A"), (Fraction(95, 100), "B")]


def test_ranks_are_exact_quintiles_without_ties():
    assert rfm.rank_scores(list(range(1, 11)), steps=5) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert rfm.rank_scores([3, 1, 2], steps=3) == [3, 1, 2]


def test_low_is_good_for_recency():
    assert rfm.rank_scores([10, 20, 30, 40, 50], steps=5, low_is_good=True) == [5, 4, 3, 2, 1]


def test_equal_values_share_a_score_and_may_leave_one_empty():
    # 6 of 10 at one: nobody worse, so 1; the next have 6 worse: 1 + 30 div 10 = 4
    assert rfm.rank_scores([1] * 6 + [2, 2, 3, 3], steps=5) == [1] * 6 + [4, 4, 5, 5]


def test_quantile_cuts_are_type_seven_plus_one_unit():
    # R: quantile(c(1, 2, 4, 8, 16, 32), 1:4/5) is 2 4 8 16
    assert rfm.quantile_cuts([32, 1, 2, 16, 8, 4], steps=5, unit=1) == [3, 5, 9, 17]
    # R: quantile(c(10, 20, 40), 1:4/5) is 14 18 24 32
    assert rfm.quantile_cuts([10, 20, 40], steps=5, unit=100) == [114, 118, 124, 132]
    assert rfm.quantile_cuts([7], steps=5, unit=1) == [8, 8, 8, 8]


def test_a_value_equal_to_a_cut_lies_above_it():
    cuts = [Fraction(2), Fraction(4), Fraction(8), Fraction(16)]

    assert rfm.cut_scores([1, 2, 3, 4, 8, 15, 16], cuts) == [1, 2, 2, 3, 4, 4, 5]
    assert rfm.cut_scores([1, 2, 3, 4, 8, 15, 16], cuts, low_is_good=True) == [5, 4, 4, 3, 2, 2, 1]


def test_the_eight_classes():
    # means: recency 50, frequency 5, revenue 50
    recency = [50, 50, 51, 51, 50, 50, 51, 51, 46]
    frequency = [5, 4, 5, 4, 5, 4, 5, 4, 9]
    revenue = [50, 50, 50, 50, 49, 49, 49, 49, 54]

    found = rfm.classes(recency, frequency, revenue, threshold="mean")

    assert found == [
        "重要价值",
        "重要发展",
        "重要保持",
        "重要挽留",
        "一般价值",
        "一般发展",
        "一般保持",
        "一般挽留",
        "重要价值",
    ]


def test_a_median_of_an_even_number_lies_between():
    # medians: recency 15, frequency 1.5, revenue 150
    found = rfm.classes([10, 20], [1, 2], [100, 200], threshold="median")

    assert found == ["一般发展", "重要保持"]


def test_abc_looks_at_what_came_before():
    # shares 50, 30, 15, 5: before them 0, 50, 80, 95
    assert rfm.abc_bands([50, 30, 15, 5], ABC) == ["A", "A", "B", "C"]
    # the largest is A however large
    assert rfm.abc_bands([99, 1], ABC) == ["A", "C"]


def test_abc_gives_c_to_nothing_and_less():
    assert rfm.abc_bands([10, 0, -5], ABC) == ["A", "C", "C"]
    assert rfm.abc_bands([10, -10], ABC) == ["C", "C"]
    assert rfm.abc_bands([], ABC) == []


@pytest.mark.parametrize(
    ("count", "band"),
    [(0, "0"), (1, "1"), (2, "2-3"), (3, "2-3"), (4, "4-9"), (9, "4-9"), (10, "10+"), (99, "10+")],
)
def test_frequency_bands(count, band):
    assert rfm.frequency_band_of([count, 0], [1, 2, 4, 10]) == [band, "0"]


def test_other_band_starts_name_other_bands():
    assert rfm.frequency_bands([3, 6]) == ["0-2", "3-5", "6+"]
    assert rfm.frequency_band_of([2, 3], [3, 6]) == ["0-2", "3-5"]


@pytest.mark.parametrize(
    "text",
    [
        "r=30/90/180/365,f=2/3/5/9",
        "f=2,3,5,9,r=30,90,180,365",
        " R = 30 90 180 365 ; F=2:3:5:9",
        "f=2/3/5/9,r=30/90/180/365",
    ],
)
def test_cuts_are_read_in_every_spelling(text):
    assert read_cuts(text) == {"r": [30, 90, 180, 365], "f": [2, 3, 5, 9]}


def test_cuts_may_be_decimals_and_absent():
    assert read_cuts("m=255.8/382/506.4/666") == {"m": [Fraction("255.8"), 382, Fraction("506.4"), 666]}
    assert read_cuts("") == {}


@pytest.mark.parametrize(
    "text",
    ["30/90/180/365", "r=30/90/180", "r=30/90/180/365/400", "r=90/30/180/365", "r=1/1/2/3", "r=a/b/c/d",
     "r=1/2/3/4,r=1/2/3/4", "x=1/2/3/4", "r=", "r=1e3/2e3/3e3/4e3"],
)  # fmt: skip
def test_cuts_that_cannot_be_read_say_how_to_write_them(text):
    with pytest.raises(UsageError) as caught:
        read_cuts(text)
    assert "r=30/90/180/365" in (caught.value.hint or "")
