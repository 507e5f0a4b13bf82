"""iCalendar: what another program reads from the calendar is what was put in."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.formats.icalendar import Event, write

ASOF = date(2026, 11, 23)


def event(**values):
    usual = {
        "uid": "1@plaincrm",
        "first": date(2026, 11, 25),
        "last": date(2026, 11, 25),
        "summary": "Nebula: call",
        "description": "upcoming",
        "category": "upcoming",
    }
    return Event(**{**usual, **values})


def read(*events, name="Studio"):
    calendar = icalendar.Calendar.from_ical(write(events, name=name, asof=ASOF))
    return calendar, calendar.walk("VEVENT")


def test_an_event_is_of_whole_days_and_keeps_nobody_busy():
    calendar, (one, long) = read(event(), event(uid="2", first=date(2026, 11, 20), last=ASOF))

    assert calendar["VERSION"] == "2.0"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Studio"
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (date(2026, 11, 25), date(2026, 11, 26))
    assert (long.decoded("DTSTART"), long.decoded("DTEND")) == (date(2026, 11, 20), date(2026, 11, 24))
    assert one["TRANSP"] == "TRANSPARENT"
    assert one.decoded("DTSTAMP") == datetime(2026, 11, 23, tzinfo=UTC)
    assert one["CATEGORIES"].to_ical() == b"upcoming"


def test_an_alarm_rings_at_nine_on_the_last_day():
    _, (one, long) = read(event(), event(uid="2", first=date(2026, 11, 20), last=ASOF))

    (short_alarm,), (long_alarm,) = one.walk("VALARM"), long.walk("VALARM")
    assert short_alarm["ACTION"] == "DISPLAY"
    assert short_alarm.decoded("TRIGGER") == timedelta(hours=9)
    # nine on the 23rd is fifteen hours before the event ends
    assert long_alarm.decoded("TRIGGER") == timedelta(hours=-15)
    assert long_alarm["TRIGGER"].params["RELATED"] == "END"


@pytest.mark.parametrize(
    "words",
    [
        "星云科技（上海）有限公司: 发报价" * 5,
        "a, b; c\\ d",
        "two\nlines",
        "BEGIN:VEVENT",
        'a "quote"',
        "😀" * 40,
    ],
)
def test_any_words_come_back(words):
    _, (one,) = read(event(summary=words, description=words))

    assert (str(one["SUMMARY"]), str(one["DESCRIPTION"])) == (words, words)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=80), max_size=3
    )
)
def test_any_calendar_is_read_again(texts):
    events = [event(uid=f"{number}@x", summary=text) for number, text in enumerate(texts)]

    content = write(events, name="x", asof=ASOF)
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")

    assert [str(one["SUMMARY"]) for one in found] == texts
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_control_characters_of_a_hand_edit_make_no_lines():
    _, (one,) = read(event(summary="a\rBEGIN:VALARM\x07b"))

    assert len(one.walk("VALARM")) == 1


def test_the_same_events_and_day_give_the_same_bytes():
    events = [event(), event(uid="2")]

    assert write(events, name="x", asof=ASOF) == write(events, name="x", asof=ASOF)
    assert b"\r\n" in write([], name="x", asof=ASOF)
