"""Feedback and complaints: what was said, what is open, how long it takes to resolve."""

import pytest

from plaincrm.errors import UsageError

ASOF = "2026-11-23"


def test_feedback_is_listed_with_every_column_newest_first(shop):
    shop.customer(
        "acme",
        """
        feedback:
          - {date: 2026-10-15, metric: nps, score: 9, comment: quick, suggestion: more English}
          - {date: 2026-11-01, kind: complaint, comment: late, resolved: 2026-11-04, resolution: sent anew}
        """,
    )
    shop.customer("bolt", "feedback: [{date: 2026-11-01, comment: kind}, {date: 2026-11-24, comment: later}]")

    table = shop.report("feedback", asof=ASOF)

    assert " ".join(column.name for column in table.columns) == (
        "date customer name kind metric score comment suggestion resolved days ref"
    )
    assert [row[:-1] for row in table.rows] == [
        ("2026-11-01", "acme", "ACME", "complaint", None, None, "late", None, "2026-11-04", 3),
        ("2026-11-01", "bolt", "BOLT", "praise", None, None, "kind", None, None, None),
        ("2026-10-15", "acme", "ACME", "survey", "nps", 9.0, "quick", "more English", None, None),
    ]
    assert len({row[-1] for row in table.rows}) == 3
    assert "Window: everything up to 2026-11-23. n = 3 rows." in table.notes


def test_days_run_on_while_a_complaint_is_open(shop):
    shop.customer(
        "acme",
        """
        feedback:
          - {date: 2026-11-13, kind: complaint}
          - {date: 2026-11-14, kind: complaint, resolved: 2026-11-24}
          - {date: 2026-11-15, kind: suggestion, resolved: 2026-11-20}
          - {date: 2026-11-16, kind: suggestion}
        """,
    )

    rows = shop.records("feedback", asof=ASOF)

    assert [(row["date"], row["resolved"], row["days"]) for row in rows] == [
        ("2026-11-16", None, None),
        ("2026-11-15", "2026-11-20", 5),
        ("2026-11-14", None, 9),
        ("2026-11-13", None, 10),
    ]


def test_feedback_and_complaints_keep_to_their_window(shop):
    entries = ", ".join(f"{{date: 2026-{month:02}-15, kind: complaint}}" for month in (1, 2, 3))
    shop.customer("acme", f"feedback: [{entries}]")

    for name in ("feedback", "complaints"):
        rows = shop.records(name, asof=ASOF, from_="2026-02", to="2026-02")
        assert [row["date"] for row in rows] == ["2026-02-15"]


def complain(shop, *cases):
    """One customer per case: (day, days to the resolution or None)."""
    from tests.reports.voices_oracle import later

    for number, (day, days) in enumerate(cases):
        resolved = "" if days is None else f", resolved: {later(day, days)}, resolution: done"
        shop.customer(f"c{number:02}", f"feedback: [{{date: {day}, kind: complaint{resolved}}}]")


def test_complaints_are_listed_with_every_column_open_ones_first(shop):
    shop.customer(
        "acme",
        """
        feedback:
          - date: 2026-11-01
            kind: complaint
            product: Tea
            comment: late
            resolved: 2026-11-04
            resolution: x
          - {date: 2026-11-02, kind: praise}
          - {date: 2026-11-10, kind: complaint, comment: cold}
        """,
    )
    shop.customer(
        "bolt", "feedback: [{date: 2026-10-10, kind: complaint, resolved: 2026-11-24, resolution: x}]"
    )
    shop.customer("zora", "feedback: [{date: 2026-11-09, kind: complaint, resolved: 2026-11-23}]")

    table = shop.report("complaints", asof=ASOF)

    assert " ".join(column.name for column in table.columns) == (
        "date customer name product comment resolved days resolution ref"
    )
    assert [row[:-1] for row in table.rows] == [
        ("2026-10-10", "bolt", "BOLT", None, None, None, 44, None),
        ("2026-11-10", "acme", "ACME", None, "cold", None, 13, None),
        ("2026-11-09", "zora", "ZORA", None, None, "2026-11-23", 14, None),
        ("2026-11-01", "acme", "ACME", "Tea", "late", "2026-11-04", 3, "x"),
    ]
    assert "n = 4 complaints, 2 open." in table.notes[0]


def test_the_median_counts_open_complaints_as_still_running(shop):
    # resolved after 1, 2 and 3 days; open for 2 and 20: S(1) = 4/5, S(2) = 3/5, S(3) = 3/5 · 1/2 = 3/10
    complain(
        shop,
        ("2026-10-01", 1),
        ("2026-10-01", 2),
        ("2026-10-01", 3),
        ("2026-11-21", None),
        ("2026-11-03", None),
    )

    notes = shop.report("complaints", asof=ASOF).notes

    assert notes[1] == (
        "Time to resolve by Kaplan–Meier, open ones counted in: median 3 days, p90 not reached."
    )


def test_the_ninetieth_percentile_is_where_one_tenth_is_left(shop):
    complain(shop, *[("2026-09-01", days) for days in range(1, 11)])

    assert "median 5 days, p90 9 days" in shop.report("complaints", asof=ASOF).notes[1]


def test_one_open_complaint_says_nothing_about_time(shop):
    complain(shop, ("2026-11-20", None))

    notes = shop.report("complaints", asof=ASOF).notes

    assert "median not reached, p90 not reached" in notes[1]
    assert notes[2] == "Within 7d: none is over yet; 1 still within it."


@pytest.mark.parametrize(
    ("sla", "sentence"),
    [
        (None, "Within 7d: 40 %, 2 of 5; 1 still within it."),
        ("7d", "Within 7d: 40 %, 2 of 5; 1 still within it."),
        ("8", "Within 8d: 75 %, 3 of 4; 2 still within it."),
        ("2w", "Within 2w: 75 %, 3 of 4; 2 still within it."),
        ("30", "Within 30d: 75 %, 3 of 4; 2 still within it."),
        ("1m", "Within 1m: 100 %, 3 of 3; 3 still within it."),
        ("2 months", "Within 2m: 100 %, 3 of 3; 3 still within it."),
    ],
)
def test_the_promise_is_kept_on_its_last_day(shop, sla, sentence):
    complain(
        shop,
        *[("2026-10-01", 0), ("2026-10-01", 7), ("2026-10-01", 8)],
        *[("2026-10-23", None), ("2026-11-15", None), ("2026-11-16", None)],
    )

    assert shop.report("complaints", asof=ASOF, sla=sla).notes[2] == sentence


def test_a_promise_comes_from_the_settings_and_must_be_a_length_of_time(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\ncomplaints: {sla_days: 3}\n")
    complain(shop, ("2026-10-01", 3), ("2026-10-01", 4))

    assert shop.report("complaints", asof=ASOF).notes[2] == "Within 3d: 50 %, 1 of 2."
    with pytest.raises(UsageError):
        shop.report("complaints", sla="soon")


def test_no_complaint_has_no_time(shop):
    shop.customer("acme", "feedback: [{date: 2026-11-01, kind: praise}]")

    table = shop.report("complaints", asof=ASOF)

    assert table.rows == []
    assert len(table.notes) == 1
