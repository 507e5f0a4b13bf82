"""The date grammar: refusals, edges of the calendar, and what must hold for every day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm import dates
from plaincrm.dates import Span, add_span, parse_day, parse_period, parse_span, parse_when
from plaincrm.errors import UsageError

WEDNESDAY = date(2026, 11, 25)

days = st.dates(date(1902, 1, 1), date(2190, 12, 31))
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", *(f"周{day}" for day in "一二三四五六日")]
WORDS = [
    *(
        "today",
        "12-01",
        "last",
        "next",
        "this",
        "fri",
        "month",
        "in",
        "ago",
        "+3d",
        "-1m",
        "2w",
        "..",
        "2026-Q3",
        "2026",
    ),
    *("9999999d", "99999y", "0000-00-00", "3/4/2026", "T10:30", "99:99", "a", "eom", "10:30"),
    *(
        "下",
        "上个",
        "周",
        "五",
        "月",
        "日",
        "号",
        "后",
        "前",
        "半年",
        "十二",
        "两",
        "个",
        "第",
        "季度",
        "２０２６",
        "年",
        "　",
    ),
]
anything = st.text() | st.lists(st.sampled_from(WORDS), max_size=6).map("".join)
anything |= st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.fixture
def wednesday(monkeypatch):
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-11-25")


def test_today_is_what_the_environment_says(wednesday):
    assert dates.today() == WEDNESDAY


def test_today_is_the_clock_when_the_environment_is_silent(monkeypatch):
    monkeypatch.delenv("PLAINCRM_TODAY", raising=False)

    assert abs((dates.today() - date.today()).days) <= 1


@pytest.mark.parametrize("nonsense", ["soon", "2026-13-01", "9999-12-31"])
def test_a_nonsense_today_is_named_with_its_variable(monkeypatch, nonsense):
    monkeypatch.setenv("PLAINCRM_TODAY", nonsense)

    with pytest.raises(UsageError, match=r"\$PLAINCRM_TODAY") as refusal:
        dates.today()

    assert nonsense in refusal.value.message


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "fryday",
            "2026-02-29",
            "2026-00-10",
            "2200-01-01",
            "20261201",
            "2026-12-01x",
            "12-01-",
            "32号",
            "13月1日",
        ),
        *(
            "+3",
            "3x",
            "+ ",
            "ago",
            "in",
            "3d ago 2",
            "+3d ago",
            "in 3d ago",
            "next",
            "next 3d",
            "last today",
            "1月",
            "3月后",
        ),
        *(
            "99999y",
            "-99999d",
            "二十号半",
            "周八",
            "下",
            "..",
            "2026-11-02 24:00",
            "2026-11-02 10:61",
            "10:30",
        ),
        *("4/4", "4/4/2026", "1.2", "1.2.2026", "12/31/2026", "3-4-2026", "3/4/26", "3/4 10:30"),
    ],
)
def test_words_outside_the_grammar_are_quoted_back(wednesday, text):
    with pytest.raises(UsageError) as refusal:
        parse_day(text)

    assert f'"{text}"' in refusal.value.message or "outside the years" in refusal.value.message
    assert refusal.value.hint


def test_an_ambiguous_date_is_refused_with_both_readings(wednesday):
    with pytest.raises(UsageError) as refusal:
        parse_day("3/4/2026")

    assert refusal.value.hint == "write 2026-03-04 or 2026-04-03"


def test_a_period_where_a_day_is_wanted_is_refused_with_its_ends(wednesday):
    with pytest.raises(UsageError) as refusal:
        parse_day("下个月")

    assert refusal.value.hint == "write one day of it, 2026-12-01 to 2026-12-31"


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-Q5", "1800", "2026-12-01..2026-11-01", "today..soon", "..", "", "3/4..5/6"]
)
def test_periods_outside_the_grammar_are_quoted_back(wednesday, text):
    with pytest.raises(UsageError) as refusal:
        parse_period(text)

    assert f'"{text}"' in refusal.value.message
    assert refusal.value.hint


@pytest.mark.parametrize("text", ["", "w", "2x", "1.5d", "-3d", "2w ago", "a", "个月", "3月"])
def test_lengths_outside_the_grammar_are_quoted_back(text):
    with pytest.raises(UsageError) as refusal:
        parse_span(text)

    assert f'"{text}"' in refusal.value.message


def test_a_time_of_day_is_kept_with_seconds_and_offset():
    assert parse_when("2026-11-02t09:05:07.25z") == "2026-11-02T09:05:07.25Z"
    assert parse_when("2026年11月2日 9:05") == "2026-11-02T09:05"
    assert parse_when("2026-11-02 10:30 +0800") == "2026-11-02T10:30+0800"


def test_full_width_and_traditional_spellings_mean_the_same():
    assert parse_day("２０２６年　１２月　１號") == date(2026, 12, 1)
    assert parse_day("3 天後", today=WEDNESDAY) == date(2026, 11, 28)
    assert parse_day("下個週五", today=WEDNESDAY) == date(2026, 12, 4)


def test_months_clip_to_the_shorter_month():
    assert add_span(date(2026, 1, 31), Span(1, "m")) == date(2026, 2, 28)
    assert add_span(date(2028, 2, 29), Span(1, "y")) == date(2029, 2, 28)
    assert add_span(date(2026, 11, 30), Span(1, "q")) == date(2027, 2, 28)
    assert add_span(date(2026, 3, 31), Span(-1, "m")) == date(2026, 2, 28)


def test_a_repeated_month_end_is_clipped_only_where_it_must_be():
    end_of_january = date(2026, 1, 31)

    assert dates.next_after(end_of_january, Span(1, "m"), date(2026, 2, 27)) == date(2026, 2, 28)
    assert dates.next_after(end_of_january, Span(1, "m"), date(2026, 2, 28)) == date(2026, 3, 31)


def test_what_lasts_no_time_does_not_repeat():
    with pytest.raises(UsageError, match="does not repeat"):
        dates.next_after(WEDNESDAY, Span(0, "d"), WEDNESDAY)


def test_ages_go_by_the_calendar():
    assert dates.span_days(Span(2, "w"), WEDNESDAY) == 14
    assert dates.span_days(Span(1, "m"), date(2026, 3, 31)) == 31
    assert dates.span_days(Span(1, "y"), date(2025, 2, 28)) == 366


def test_day_numbers_count_from_1970():
    assert dates.day_number("1970-01-01") == 0
    assert dates.day_number("2026-11-25T10:30") == dates.day_number(WEDNESDAY) == 20782
    assert dates.from_day_number(20782) == WEDNESDAY


def test_every_digit_form_of_a_day_reads_back():
    for form in (
        "{0:%Y-%m-%d}",
        "{0:%Y/%m/%d}",
        "{0.year}/{0.month}/{0.day}",
        "{0.year}年{0.month}月{0.day}日",
    ):
        assert parse_day(form.format(WEDNESDAY)) == WEDNESDAY


@given(days)
def test_iso_reads_back_whatever_the_direction(day):
    assert parse_day(day.isoformat()) == parse_day(day.isoformat(), prefer="future") == day
    assert parse_when(day.isoformat()) == day.isoformat()
    assert parse_period(day.isoformat()) == (day, day)


# From 1912 on there is a 29 February on either side within the years that the grammar knows.
@given(
    st.dates(date(1912, 1, 1), date(2190, 12, 31)),
    days | st.sampled_from([date(2096, 2, 29), date(2104, 2, 29), date(1904, 2, 29)]),
)
def test_a_month_and_day_is_the_nearest_on_its_side(today, day):
    for text in (f"{day:%m-%d}", f"{day.month}月{day.day}号"):
        past, future = parse_day(text, today=today), parse_day(text, prefer="future", today=today)

        assert past <= today < future
        assert (past.month, past.day) == (future.month, future.day) == (day.month, day.day)
        between = (past + timedelta(n) for n in range(1, (future - past).days))
        assert not any((d.month, d.day) == (day.month, day.day) for d in between)


@given(days, st.integers(1, 31))
def test_a_day_of_the_month_is_the_nearest_on_its_side(today, number):
    past, future = (
        parse_day(f"{number}号", today=today),
        parse_day(f"{number}号", prefer="future", today=today),
    )

    assert past <= today < future
    assert past.day == future.day == number
    assert not any((past + timedelta(n)).day == number for n in range(1, (future - past).days))


@given(days, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_nearest_on_its_side(today, name):
    past, future = parse_day(name, today=today), parse_day(name, prefer="future", today=today)

    assert future - past == timedelta(7)
    assert past <= today < future
    assert past.weekday() == WEEKDAYS.index(name) % 7


@given(days, st.sampled_from(WEEKDAYS[:7]))
def test_last_this_and_next_are_counted_by_weeks_that_begin_on_monday(today, name):
    last, this, following = (parse_day(f"{step} {name}", today=today) for step in ("last", "this", "next"))

    assert this - last == following - this == timedelta(7)
    monday, sunday = parse_period("this week", today=today)
    assert (monday.weekday(), sunday - monday) == (0, timedelta(6))
    assert monday <= this <= sunday
    assert monday <= today <= sunday


@given(days, st.integers(0, 60), st.sampled_from("dwmqy"))
def test_forward_and_back_by_the_same_length_is_at_most_clipped(day, count, unit):
    there = add_span(day, Span(count, unit)) if day.year + 60 < 2200 else day
    back = add_span(there, Span(-count, unit)) if there != day else day

    assert there >= day
    assert timedelta(0) <= day - back <= timedelta(3)
    if unit in "dw":
        assert back == day


@given(days, st.integers(0, 300))
def test_signed_words_agree_with_each_other(day, count):
    assert (
        parse_day(f"+{count}d", today=day)
        == parse_day(f"in {count} days", today=day)
        == day + timedelta(count)
    )
    assert (
        parse_day(f"-{count}d", today=day) == parse_day(f"{count}天前", today=day) == day - timedelta(count)
    )
    assert parse_day(f"{count}m ago", today=date(2026, 5, 1)) == add_span(date(2026, 5, 1), Span(-count, "m"))


@given(days, st.integers(1, 40), st.sampled_from("dwmqy"), st.integers(0, 4000))
def test_the_next_repetition_is_the_first_after_the_day(day, count, unit, gap):
    after = min(day + timedelta(gap), date(2150, 1, 1))
    if day.year > 2140:
        return

    found = dates.next_after(day, Span(count, unit), after)

    assert found == next(d for n in range(1, 5000) if (d := add_span(day, Span(n * count, unit))) > after)


@given(days)
def test_periods_tile_the_calendar(today):
    for unit in ("week", "month", "quarter", "year"):
        last, this, following = (
            parse_period(f"{step} {unit}", today=today) for step in ("last", "this", "next")
        )

        assert last[1] + timedelta(1) == this[0] <= today <= this[1] == following[0] - timedelta(1)


@given(days)
def test_the_ends_of_month_quarter_and_year_are_those_of_the_period(today):
    for word, period in (("eom", "this month"), ("eoq", "this quarter"), ("eoy", "this year")):
        assert parse_day(word, today=today) == parse_period(period, today=today)[1]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_range_has_the_ends_it_names(one, other):
    first, last = sorted((one, other))

    assert parse_period(f"{first}..{last}") == (first, last)
    assert parse_period(f"{first} .. ") == (first, dates.LAST)
    assert parse_period(f"..{last}") == (dates.FIRST, last)


@given(st.integers(0, 99999), st.sampled_from("dwmqy"))
def test_a_length_reads_back(count, unit):
    assert parse_span(str(Span(count, unit))) == Span(count, unit)
    assert parse_span(f"{count}") == Span(count, "d")


@given(anything, days)
def test_no_text_does_worse_than_a_usage_error(text, today):
    for read in (
        lambda: parse_day(text, today=today),
        lambda: parse_day(text, prefer="future", today=today),
        lambda: parse_when(text, today=today),
        lambda: parse_period(text, today=today),
        lambda: parse_span(text),
    ):
        with suppress(UsageError):
            read()
