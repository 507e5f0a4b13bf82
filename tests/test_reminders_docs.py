"""docs/reminders.md: every recipe is what cron, systemd or launchd takes, and does what it says."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import icalendar
import pytest

from tests.conftest import run

PAGE = Path(__file__).parent.parent / "docs" / "reminders.md"
# minute, hour, day of the month, month, day of the week; then the command
FIELDS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]
CRON_LINE = re.compile(r"((?:[0-9*/,-]+ +){4}[0-9*/,-]+) +(\S.*)")
CRON_SETTING = re.compile(r'([A-Z_]+)=("[^"]*"|\S+)')
WAITING = "name: Nebula\ncontact_log:\n  - {date: 2026-11-02, follow_up: 2026-11-20, plan: send the quote}\n"
QUIET = "name: Nebula\ncontact_log:\n  - {date: 2026-11-02, follow_up: 2026-11-29, plan: send the quote}\n"


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return found


def jobs() -> list[tuple[str, str]]:
    """The times and commands of the crontab."""
    (table,) = blocks("cron")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    found = [CRON_LINE.fullmatch(line) for line in lines if not CRON_SETTING.fullmatch(line)]
    assert all(found), lines
    return [(match[1], match[2]) for match in found if match]


def unit(text: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser


@pytest.fixture
def home() -> Path:
    """A home with the program, an empty book and a folder for calendars where the recipes have them."""
    home = Path(os.environ["HOME"])
    program = home / "plaincrm" / ".venv" / "bin" / "plaincrm"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m plaincrm "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    (home / "calendars").mkdir()
    assert run("init", str(home / "studio"), "--name", "Studio", "--currency", "EUR").code == 0
    return home


def book_of(home: Path, text: str) -> None:
    (home / "studio" / "customers").mkdir(exist_ok=True)
    (home / "studio" / "customers" / "nebula.yaml").write_text(text, encoding="utf-8")


def ran(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Run from a folder outside the book, as timers do."""
    return subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)


def events(home: Path) -> list[str]:
    content = (home / "calendars" / "studio.ics").read_bytes()
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_the_crontab_has_times_that_cron_takes() -> None:
    found = jobs()

    assert len(found) == 2
    for times, command in found:
        for field, (least, most) in zip(times.split(), FIELDS, strict=True):
            numbers = [int(number) for number in re.findall(r"[0-9]+", field.partition("/")[0])]
            assert all(least <= number <= most for number in numbers), field
        assert "%" not in command  # cron takes it for a new line


def test_cron_mails_the_digest_only_when_somebody_waits(home: Path) -> None:
    (_, command), _ = jobs()

    book_of(home, WAITING)
    mailed = ran(["/bin/sh", "-c", command], home)
    book_of(home, QUIET)
    silent = ran(["/bin/sh", "-c", command], home)

    assert "send the quote" in mailed.stdout
    assert mailed.stdout.startswith("<h1>Follow-ups")
    assert (mailed.stderr, silent.stdout, silent.stderr, silent.returncode) == ("", "", "", 0)


def test_cron_keeps_the_calendar_fresh(home: Path) -> None:
    _, (_, command) = jobs()
    book_of(home, QUIET)

    done = ran(["/bin/sh", "-c", command], home)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert events(home) == ["Nebula: send the quote"]


def test_systemd_has_a_service_and_its_timer() -> None:
    service, timer = (unit(text) for text in blocks("ini"))

    assert service.sections() == ["Unit", "Service"]
    assert service["Service"]["Type"] == "oneshot"
    assert timer.sections() == ["Unit", "Timer", "Install"]
    assert timer["Timer"]["OnCalendar"] == "hourly"
    assert timer["Timer"].getboolean("Persistent")
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert "systemctl --user enable --now plaincrm-due.timer\n" in blocks("sh")


def test_the_service_writes_the_calendar(home: Path) -> None:
    service = unit(blocks("ini")[0])
    book_of(home, WAITING)
    line = service["Service"]["ExecStart"]
    assert set(re.findall(r"%.", line)) == {"%h"}  # the one specifier it uses: the home

    done = ran(shlex.split(line.replace("%h", str(home))), home)

    assert (done.returncode, done.stderr) == (0, "")
    assert events(home) == ["Nebula: send the quote"]


def test_launchd_has_a_property_list_named_after_its_label() -> None:
    (text,) = blocks("xml")

    job = plistlib.loads(text.encode())

    assert set(job) == {"Label", "ProgramArguments", "StartCalendarInterval"}
    assert f"`~/Library/LaunchAgents/{job['Label']}.plist`" in PAGE.read_text(encoding="utf-8")
    assert any(f"LaunchAgents/{job['Label']}.plist\n" in block for block in blocks("sh"))
    times = job["StartCalendarInterval"]
    assert 0 <= times["Hour"] <= 23
    assert 0 <= times["Minute"] <= 59


def test_launchd_writes_the_calendar(home: Path) -> None:
    job = plistlib.loads(blocks("xml")[0].encode())
    book_of(home, WAITING)

    done = ran(job["ProgramArguments"], home)

    assert (done.returncode, done.stderr) == (0, "")
    assert events(home) == ["Nebula: send the quote"]
