"""`due --ics`: every reminder as an event that a calendar program knows again."""

import json
import subprocess
import sys
from datetime import date, timedelta

import icalendar
import pytest
import vobject

ACME = """\
name: Acme
level: A
birthday: --11-26
needs: {decision: {by: 2026-11-25, stage: evaluating}}
contact_log:
  - {date: 2026-11-02, channel: phone, follow_up: 2026-11-20, plan: send the offer}
  - {date: 2026-11-03, channel: phone, follow_up: 2026-11-23}
  - {date: 2026-11-03, channel: phone, follow_up: 2026-11-27, plan: call}
deals:
  - {opened: 2026-10-01, title: Support, close_by: 2026-11-24}
"""


@pytest.fixture
def acme(book):
    book.write("acme", ACME)
    book.write("bolt", "name: 星云科技\nlevel: B\n")
    book.write("cyd", "name: Cyd\nlevel: A\ncontact_log:\n  - {date: 2026-10-01, channel: phone}\n")
    return book


def due(book):
    """The rows of `due`."""
    return json.loads(book.ok("due", "--json").out)


def events(book, *options):
    """The events of a calendar by summary."""
    book.ok("due", "--ics", "due.ics", *options)
    calendar = icalendar.Calendar.from_ical((book.root / "due.ics").read_bytes())
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def uids(book, *options):
    return {summary: str(event["UID"]) for summary, event in events(book, *options).items()}


def days(event):
    return str(event.decoded("DTSTART")), str(event.decoded("DTEND") - timedelta(days=1))


def test_every_reminder_is_an_event_from_its_day_on_or_until_today(acme):
    found = events(acme)

    assert {summary: days(event) for summary, event in found.items()} == {
        "Acme: send the offer": ("2026-11-20", "2026-11-23"),
        "Acme: follow up": ("2026-11-23", "2026-11-23"),
        "Acme: call": ("2026-11-27", "2026-11-27"),
        "Acme: deal should close: Support": ("2026-11-24", "2026-11-24"),
        "Acme: decision is due: evaluating": ("2026-11-25", "2026-11-25"),
        "Acme: birthday: Acme": ("2026-11-26", "2026-11-26"),
        "Cyd: get in touch again": ("2026-10-31", "2026-11-23"),
        "星云科技: get in touch for the first time": ("2026-11-23", "2026-11-23"),
    }
    assert len({str(event["UID"]) for event in found.values()}) == len(found)
    assert all(len(event.walk("VALARM")) == 1 for event in found.values())
    assert len(found) == len(due(acme))


def test_another_library_reads_the_same_calendar(acme):
    written = events(acme)

    calendar = vobject.readOne((acme.root / "due.ics").read_text(encoding="utf-8"))

    assert {each.summary.value: each.uid.value for each in calendar.vevent_list} == {
        summary: str(event["UID"]) for summary, event in written.items()
    }
    for each in calendar.vevent_list:
        event = written[each.summary.value]
        ends = (event.decoded("DTSTART"), event.decoded("DTEND"))
        assert (each.dtstart.value, each.dtend.value) == ends
        assert each.valarm.action.value == "DISPLAY"
    assert calendar.serialize()  # vobject refuses to write what breaks RFC 5545


def test_an_event_says_what_to_do(acme):
    ref = next(row["ref"] for row in due(acme) if row["state"] == "overdue")

    description = str(events(acme)["Acme: send the offer"]["DESCRIPTION"])

    assert description == (
        f"overdue: 2026-11-20\nlast contact: 2026-11-03\nplaincrm brief acme\nplaincrm done {ref}"
    )


def test_events_speak_chinese(acme):
    assert "星云科技: 首次联系" in events(acme, "--lang", "zh")


def test_the_same_book_and_day_give_the_same_bytes(acme):
    acme.ok("due", "--ics", "one.ics")
    acme.ok("due", "--ics", "two.ics")

    assert (acme.root / "one.ics").read_bytes() == (acme.root / "two.ics").read_bytes()


def test_a_uid_outlasts_time_and_everything_else_that_is_written(acme, monkeypatch):
    before = uids(acme)
    acme.write("new", "name: New\nlevel: A\n")
    acme.ok("log", "acme", "Chatted", "--via", "note")
    acme.ok("set", "acme", "industry=tea")
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-11-24")

    after = uids(acme)

    assert {summary: uid for summary, uid in after.items() if summary in before} == before


def test_a_uid_outlasts_a_snooze(acme):
    before = uids(acme)
    ref = next(row["ref"] for row in due(acme) if row["plan"] == "send the offer")
    acme.ok("snooze", ref, "2026-11-28")

    after = events(acme)

    assert str(after["Acme: send the offer"]["UID"]) == before["Acme: send the offer"]
    assert days(after["Acme: send the offer"]) == ("2026-11-28", "2026-11-28")


def test_what_is_done_is_gone(acme):
    ref = next(row["ref"] for row in due(acme) if row["plan"] == "send the offer")
    acme.ok("done", ref)

    assert "Acme: send the offer" not in events(acme)


def test_equal_twins_are_two_events(book):
    entry = "  - {date: 2026-11-02, channel: phone, follow_up: 2026-11-24, plan: call}\n"
    book.write("acme", f"name: Acme\ncontact_log:\n{entry}{entry}")
    book.ok("due", "--ics", "due.ics")

    found = icalendar.Calendar.from_ical((book.root / "due.ics").read_bytes()).walk("VEVENT")

    assert len({str(event["UID"]) for event in found}) == 2


def test_two_books_share_no_uid(acme, tmp_path):
    ours = set(uids(acme).values())
    settings = acme.root / "plaincrm.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Test book", "Other"), encoding="utf-8")

    assert not ours & set(uids(acme).values())


def test_days_filters_asof_and_window_count(acme):
    assert set(uids(acme, "--days", "1", "name:acme")) == {
        "Acme: send the offer",
        "Acme: follow up",
        "Acme: deal should close: Support",
    }
    assert days(events(acme, "--asof", "2026-11-30", "name:acme")["Acme: call"]) == (
        "2026-11-27",
        "2026-11-30",
    )
    acme.ok("report", "follow-ups", "--ics", "due.ics", "--from", "2026-11-24", "--to", "2026-11-25")
    found = icalendar.Calendar.from_ical((acme.root / "due.ics").read_bytes()).walk("VEVENT")
    assert {event.decoded("DTSTART") for event in found} == {date(2026, 11, 24), date(2026, 11, 25)}


def test_the_file_is_replaced_as_a_whole_and_nothing_else_is_left(acme):
    (acme.root / "out").mkdir()
    target = acme.root / "out" / "due.ics"
    target.write_text("old", encoding="utf-8")

    ran = acme.crm("due", "--ics", str(target))

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"wrote {target}: 8 events\n"
    assert [file.name for file in target.parent.iterdir()] == ["due.ics"]
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_dash_is_standard_output(acme):
    command = [sys.executable, "-m", "plaincrm", "due", "--ics", "-"]

    done = subprocess.run(command, cwd=acme.root, capture_output=True, check=True)

    acme.ok("due", "--ics", "due.ics")
    assert done.stdout == (acme.root / "due.ics").read_bytes()


def test_a_place_that_cannot_be_written_is_outside_trouble(acme):
    ran = acme.crm("due", "--ics", str(acme.root / "no" / "such" / "due.ics"))

    assert ran.code == 6
    assert "cannot be written: No such file or directory" in ran.err
    assert acme.crm("due", "--ics", str(acme.root)).code == 6
    assert acme.is_clean()


def test_number_and_exit_code_go_with_a_calendar(acme):
    ran = acme.crm("due", "--ics", "due.ics", "--count", "--exit-code", "-q")

    assert (ran.code, ran.out, ran.err) == (1, "2\n", "")
    assert acme.crm("due", "name:cyd", "--exit-code", "-q").code == 0


def test_days_that_are_no_number_are_refused_and_nothing_is_written(acme):
    assert acme.crm("due", "--ics", "due.ics", "--days", "-3").code == 2
    assert not (acme.root / "due.ics").exists()


def test_an_own_report_of_that_name_does_not_change_the_calendar(acme):
    folder = acme.root / "reports"
    folder.mkdir(exist_ok=True)
    (folder / "follow-ups.sql").write_text("SELECT 1 AS one", encoding="utf-8")

    assert len(events(acme)) == 8
    assert acme.ok("due", "--format", "md").out.startswith("**follow-ups**")


def test_an_export_looks_two_years_ahead(book):
    book.ok("add", "Acme")
    book.ok("next", "acme", "+500d", "the contract ends")

    assert "the contract ends" in book.ok("export", "ics").out
