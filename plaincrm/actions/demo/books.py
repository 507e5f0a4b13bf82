"""The two demo books, from their first commit to today."""

from __future__ import annotations

from datetime import date, timedelta

from plaincrm.actions.demo import agency, agency_market, bakery, bakery_market
from plaincrm.actions.demo.finish import pages
from plaincrm.actions.demo.story import Rhythm, Step, Story, steps

__all__ = ["NAMES", "Story", "generate"]

NAMES = ("bakery", "agency")

_EDITS_AGENCY = (
    "Notes of the week, {n} files", "本周跟进", "Round of calls", "Tidy notes",
    "Payments and deliveries of the week",
    "上海办公室本周更新", "After the team meeting", "Follow-ups and phone notes",
)  # fmt: skip
_EDITS_BAKERY = (
    "Orders and payments",
    "Tidy notes",
    "Two weeks of deliveries",
    "Notes from the shop",
    "Catch up",
)


def generate(name: str, today: date) -> Story:
    """The demo book of that *name* (one of NAMES), kept until *today*; the same day gives the same bytes."""
    return {"agency": _agency, "bakery": _bakery}[name](today)


def _agency(today: date) -> Story:
    rhythm = Rhythm(
        begun=today - timedelta(245),
        today=today,
        currency="CNY",
        batches=7,
        round_days=12,
        singles=3,
        words=_EDITS_AGENCY,
    )
    lines = agency_market.rates(today)
    first = {
        "rates.yaml": _rates(lines, rhythm.begun),
        agency_market.REPORT_PATH: agency_market.REPORT.encode(),
    }
    told = [_init(rhythm, agency_market.SETTINGS, first)]
    told += steps(pages(agency.tell(today)), rhythm)
    told += _new_rates(lines, rhythm.begun)
    told.sort(key=lambda step: (step.day, step.hour))
    return Story("agency", agency_market.SETTINGS, _rates(lines, today).decode(), told)


def _bakery(today: date) -> Story:
    rhythm = Rhythm(
        begun=today - timedelta(150),
        today=today,
        currency="EUR",
        batches=2,
        round_days=15,
        singles=2,
        words=_EDITS_BAKERY,
    )
    told = [_init(rhythm, bakery_market.SETTINGS, {}), *steps(pages(bakery.tell(today)), rhythm)]
    return Story("bakery", bakery_market.SETTINGS, None, told)


def _init(rhythm: Rhythm, settings: str, more: dict[str, bytes]) -> Step:
    from plaincrm.actions.start import first_files

    return Step(
        rhythm.begun, 8, "Begin the book\n\nPlaincrm: init", "init", {**first_files(settings), **more}
    )


def _rates(lines: list[tuple[date, str]], day: date) -> bytes:
    known = [line for written, line in lines if written <= day]
    return "\n".join(["# one unit of currency = rate CNY, from that day on", *known, ""]).encode()


def _new_rates(lines: list[tuple[date, str]], begun: date) -> list[Step]:
    """One ``fx add`` for each later rate, in the order of the file."""
    found = []
    for number, (day, line) in enumerate(lines):
        if day > begun:
            currency = line.split("currency: ")[1][:3]
            message = f"fx add {currency}\n\nPlaincrm: fx add"
            files = {"rates.yaml": _rates(lines[: number + 1], day)}
            found.append(Step(day, 8, message, "fx add", files))
    return found
