"""Satisfaction: NPS, CSAT and CES with their error, and the answers themselves where there are few."""

import pytest

from plaincrm.errors import UsageError
from plaincrm.labels import captions
from plaincrm.reports.scores import differs, score_of, wilson

ASOF = "2026-11-23"
SCORES = ["period", "n", "score", "low", "high", "promoters", "passives", "detractors", "mean"]
ANSWERS = ["date", "customer", "name", "metric", "score", "scale", "comment"]


def ask(shop, answers, prefix="c"):
    """Customers with one answer each: ``{day: "metric: nps, score: 9"}`` or a list of (day, answer)."""
    for number, (day, answer) in enumerate(answers):
        shop.customer(f"{prefix}{number:02}", f"feedback: [{{date: {day}, {answer}}}]")


def nps(scores, day="2026-11-01"):
    return [(day, f"metric: nps, score: {score}") for score in scores]


def test_nps_is_promoters_less_detractors_with_its_error(shop):
    ask(shop, nps([10, 9, 9, 10, 9, 9, 8, 7, 6, 0]))

    table = shop.report("satisfaction", asof=ASOF, metric="nps")

    # p = .6, d = .2: √((.8 − .16) ÷ 10) = .252982, × 1.959964 = .495836
    row = ("all", 10, 40.0, -9.583599, 89.583599, 6, 2, 2, 7.7)
    assert [column.name for column in table.columns] == SCORES
    assert table.rows == [pytest.approx(row, abs=1e-5), pytest.approx(("2026-Q4", *row[1:]), abs=1e-5)]
    assert [column.kind for column in table.columns][2:5] == ["number"] * 3


@pytest.mark.parametrize(
    ("answers", "score", "low", "high"),
    [
        ([10] * 10, 100, 100, 100),
        ([0] * 10, -100, -100, -100),
        ([9] * 9 + [8], 90, 71.4061, 100),  # 90 ± 18.59: nothing lies beyond 100
        ([7] * 10, 0, 0, 0),
        ([9] * 5 + [6] * 5, 0, -61.9795, 61.9795),
    ],
)
def test_nps_stays_between_its_ends(answers, score, low, high):
    found = score_of("nps", 0, answers)

    assert (found.score, found.low, found.high) == pytest.approx((score, low, high), abs=1e-3)


@pytest.mark.parametrize(
    ("good", "n", "low", "high"),
    [
        # published for Wilson's interval: Newcombe (1998), Statistics in Medicine 17, table I
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_a_share_has_wilsons_interval(good, n, low, high):
    assert wilson(good, n) == pytest.approx((low, high), abs=5e-5)


def test_csat_is_the_share_of_the_two_best_of_five_or_of_seven(shop):
    ask(shop, [("2026-11-01", f"score: {score}") for score in (5, 4, 4.5, 5, 4, 4, 3.9, 3, 1, 5)])
    sevens = (7, 6, 5.9, 6, 7, 7, 2, 6, 6.5, 1, 7, 6)
    ask(shop, [("2026-11-02", f"metric: csat, scale: 7, score: {score}") for score in sevens], "s")

    five = shop.report("satisfaction", asof=ASOF, metric="csat", scale="5")
    seven = shop.report("satisfaction", asof=ASOF, metric="csat", scale="7")

    assert five.rows[0] == pytest.approx(
        ("all", 10, 0.7, 0.396778, 0.892209, None, None, None, 3.94), abs=1e-6
    )
    assert seven.rows[0] == pytest.approx(
        ("all", 12, 0.75, 0.467695, 0.911058, None, None, None, 337 / 60), abs=1e-6
    )
    assert [column.kind for column in five.columns][2:5] == ["share"] * 3
    assert "Not in it: 12 answers to csat on the scale of 7; see --scale 7." in five.notes
    assert five.notes[0].startswith("csat. score: the share of 4-5 of 5;")
    assert seven.notes[0].startswith("csat. score: the share of 6-7 of 7;")


def test_scales_are_never_added_up(shop):
    ask(shop, [("2026-11-01", "score: 5")] * 9)
    ask(shop, [("2026-11-02", "metric: csat, scale: 7, score: 7")] * 9, "s")

    table = shop.report("satisfaction", asof=ASOF, metric="csat")

    # eighteen answers, but nine on each scale: too few for a score on either
    assert [column.name for column in table.columns] == ANSWERS
    assert {row["scale"] for row in table.records()} == {5, 7}
    assert len(table.rows) == 18


def test_without_a_scale_the_one_with_most_answers_is_shown(shop):
    ask(shop, [("2026-11-01", "score: 5")] * 10)
    ask(shop, [("2026-11-02", "metric: csat, scale: 7, score: 1")] * 11, "s")

    rows = shop.records("satisfaction", asof=ASOF, metric="csat")

    assert (rows[0]["n"], rows[0]["score"], rows[0]["mean"]) == (11, 0.0, 1.0)


def test_ces_is_the_share_of_those_who_agree_and_the_mean(shop):
    ask(shop, [("2026-11-01", f"metric: ces, score: {score}") for score in (7, 6, 5, 5, 4.9, 4, 3, 7, 7, 1)])

    (row, _) = shop.report("satisfaction", asof=ASOF, metric="ces").rows

    assert row == pytest.approx(("all", 10, 0.6, 0.312674, 0.831820, None, None, None, 4.99), abs=1e-6)


def test_a_customer_counts_once_by_the_latest_answer_of_each_period(shop):
    ask(shop, nps([9] * 9))
    shop.customer(
        "mind",
        """
        feedback:
          - {date: 2026-11-02, metric: nps, score: 0}
          - {date: 2026-11-02, metric: nps, score: 8}
          - {date: 2026-10-02, metric: nps, score: 0}
          - {date: 2026-08-01, metric: nps, score: 10}
          - {date: 2026-12-01, metric: nps, score: 0}
        """,
    )

    rows = shop.report("satisfaction", asof=ASOF, metric="nps").rows

    assert [row[:2] for row in rows] == [("all", 10), ("2026-Q3", 1), ("2026-Q4", 10)]
    assert rows[0][5:8] == rows[2][5:8] == (9, 1, 0)


def test_a_quarter_of_fewer_than_ten_has_n_and_an_empty_score(shop):
    ask(shop, nps([9] * 9, "2026-06-30"))
    ask(shop, nps([9] * 10, "2026-07-01"), "d")

    table = shop.report("satisfaction", asof=ASOF, metric="nps")

    assert table.rows[1:] == [
        ("2026-Q2", 9, *[None] * 7),
        ("2026-Q3", 10, 100.0, 100.0, 100.0, 10, 0, 0, 9.0),
    ]
    assert "Fewer than 10 answers in 1 quarter: no score there." in table.notes


def test_the_first_row_is_of_a_year_and_quarters_are_whole(shop):
    ask(shop, nps([9] * 10))
    ask(shop, [("2025-11-24", "metric: nps, score: 0"), ("2025-11-23", "metric: nps, score: 0")], "old")

    table = shop.report("satisfaction", asof=ASOF, metric="nps")

    assert [row[:2] for row in table.rows] == [("all", 11), ("2025-Q4", 2), ("2026-Q4", 10)]
    assert table.notes[1].startswith(
        "Window: 365 days, 2025-11-24 to 2026-11-23; quarters: everything up to 2026-11-23. n = 11 answers;"
    )
    assert table.notes[-1] == "2026-Q4 is still running."


def test_a_window_holds_for_every_row(shop):
    ask(shop, nps([9] * 10, "2026-05-15"))
    ask(shop, nps([0] * 3, "2026-04-30"), "early")
    ask(shop, nps([0] * 3, "2026-07-01"), "late")

    table = shop.report("satisfaction", asof=ASOF, metric="nps", from_="2026-05", to="2026-06")

    assert [row[:3] for row in table.rows] == [("all", 10, 100.0), ("2026-Q2", 10, 100.0)]
    assert "Window: 2026-05-01 to 2026-06-30, both included, as of 2026-11-23." in table.notes[1]


def test_a_change_is_named_only_when_it_is_more_than_chance(shop):
    ask(shop, nps([9] * 10 + [0] * 10, "2026-02-01"), "a")
    ask(shop, nps([9] * 12 + [0] * 8, "2026-05-01"), "b")
    ask(shop, nps([9] * 20, "2026-08-01"), "c")

    notes = shop.report("satisfaction", asof=ASOF, metric="nps").notes

    # 0 → 20 is within 1.96 standard errors, 20 → 100 is not
    assert (
        "Changed against the quarter before by more than chance (1.96 standard errors): 2026-Q3 (+80.0)."
        in notes
    )


def test_quarters_that_do_not_follow_each_other_are_not_compared(shop):
    ask(shop, nps([0] * 10, "2026-02-01"), "a")
    ask(shop, nps([10] * 10, "2026-08-01"), "c")

    notes = shop.report("satisfaction", asof=ASOF, metric="nps").notes

    assert not any(note.startswith("Changed") for note in notes)


def test_the_limit_of_chance_lies_at_1_96_standard_errors():
    one, other = score_of("nps", 0, [9] * 50 + [0] * 50), score_of("nps", 0, [9] * 64 + [0] * 36)
    further = score_of("nps", 0, [9] * 65 + [0] * 35)

    # 28 against 1.96 · √(10² + 9.6²) = 27.17; 26 would be against 27.3
    assert differs(one, other)
    assert differs(one, further)
    assert not differs(one, score_of("nps", 0, [9] * 63 + [0] * 37))


def test_fewer_than_ten_answers_are_listed_the_latest_of_each_customer(shop):
    shop.customer(
        "ann",
        """
        feedback:
          - {date: 2026-10-01, metric: nps, score: 3}
          - {date: 2026-11-01, metric: nps, score: 9, comment: quick}
          - {date: 2026-11-02, score: 4.5}
        """,
    )
    shop.customer(
        "bob", "feedback: [{date: 2026-11-01, metric: nps, score: 7}, {date: 2025-01-01, score: 1}]"
    )

    table = shop.report("satisfaction", asof=ASOF)
    only = shop.report("satisfaction", asof=ASOF, metric="nps")

    assert [column.name for column in table.columns] == ANSWERS
    assert table.rows == [
        ("2026-11-02", "ann", "ANN", "csat", 4.5, 5, None),
        ("2026-11-01", "ann", "ANN", "nps", 9.0, None, "quick"),
        ("2026-11-01", "bob", "BOB", "nps", 7.0, None, None),
    ]
    assert only.rows == table.rows[1:]
    assert only.notes[1] == "Fewer than 10 answers: no score, so the answers themselves."


def test_few_answers_are_counted_by_metric_and_scale_as_these_are_never_added_up(shop):
    ask(shop, nps([9] * 8))
    ask(shop, [("2026-11-01", "metric: csat, score: 4, scale: 5")] * 5, "five")
    ask(shop, [("2026-11-01", "metric: csat, score: 6, scale: 7")] * 3, "seven")

    table = shop.report("satisfaction", asof=ASOF)
    scales = shop.report("satisfaction", asof=ASOF, metric="csat")

    assert len(table.rows) == 16
    assert table.notes[0].endswith(
        "n = 16 answers, the latest of each customer to each: 8 to nps, 5 to csat of 5, 3 to csat of 7."
    )
    assert table.notes[1] == (
        "Fewer than 10 answers to any one metric and scale: no score, so the answers themselves."
    )
    assert scales.notes[0].endswith(
        "n = 8 answers, the latest of each customer to each: 5 to csat of 5, 3 to csat of 7."
    )
    assert captions(table.notes, "zh")[0].endswith(
        "样本：16 个回答，每位客户对每项取最近一次：nps 8 个，csat（满分 5）5 个，csat（满分 7）3 个。"
    )


def test_without_a_metric_the_one_with_most_answers_is_shown_and_the_others_named(shop):
    ask(shop, nps([9] * 10))
    ask(shop, [("2026-11-01", "metric: ces, score: 6")] * 11, "e")

    table = shop.report("satisfaction", asof=ASOF)

    assert table.notes[0].startswith("ces.")
    assert table.notes[-1] == "Not in it: 10 answers to nps; see --metric nps."


def test_how_many_answers_a_score_needs_and_how_long_a_year_is_are_settings(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\nsatisfaction: {min_answers: 2, window_days: 30}\n")
    ask(shop, nps([9, 10], "2026-10-25"))
    ask(shop, nps([0], "2026-10-24"), "old")

    rows = shop.report("satisfaction", asof=ASOF, metric="nps").rows

    assert rows[0][:3] == ("all", 2, 100.0)
    assert rows[1][:2] == ("2026-Q4", 3)


def test_a_scale_is_refused_where_there_is_none(shop):
    with pytest.raises(UsageError):
        shop.report("satisfaction", metric="nps", scale="5")
    with pytest.raises(UsageError):
        shop.report("satisfaction", scale="10")

    assert shop.report("satisfaction", scale="7").rows == []
