"""A book's history: which files were written on which day, and what each commit said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from plaincrm.actions.demo.events import Event, events
from plaincrm.actions.demo.layout import Style, write
from plaincrm.actions.demo.record import Draft
from plaincrm.actions.demo.tale import workday

AUTHOR = "Demo <demo@plaincrm.example>"


class Step(NamedTuple):
    """One commit: *files* (path in the book → content) are written; *verb* is None for hand edits."""

    day: date
    hour: int
    message: str
    verb: str | None
    files: dict[str, bytes]


class Story(NamedTuple):
    """A book from its first commit to today, steps in the order of time."""

    name: str
    settings_text: str
    rates_text: str | None
    steps: list[Step]

    def files(self) -> dict[str, bytes]:
        """Every file as it stands after the last step, by path."""
        final = {path: content for step in self.steps for path, content in step.files.items()}
        return dict(sorted(final.items()))


class Page(NamedTuple):
    """A customer and the hand that writes their file."""

    draft: Draft
    style: Style

    def file(self, day: date) -> dict[str, bytes]:
        """The file as it stood in the evening of *day*."""
        return {self.draft.path: write(self.draft.on(day), self.style)}


class Rhythm(NamedTuple):
    """How a book is kept: every so many days a commit of hand edits, in between single commands."""

    begun: date
    today: date
    currency: str
    batches: int  # commits of the first day, in which the customers of old were typed in
    round_days: int
    singles: int  # commands committed on their own per round
    words: tuple[str, ...]  # messages of the hand edits; {n} is the number of files


Happened = tuple[Event, Page]


def steps(pages: list[Page], rhythm: Rhythm) -> list[Step]:
    """All commits to customer files: the batches, then rounds of commands and hand edits until today."""
    happened = [(event, page) for page in pages for event in events(page.draft, rhythm.currency)]
    told = [*_batches(pages, rhythm)]
    after = rhythm.begun
    number = 0
    while after < rhythm.today:
        until = min(workday(after + timedelta(rhythm.round_days)), rhythm.today)
        if (rhythm.today - until).days < 3:
            until = rhythm.today
        told += _round(happened, after, until, rhythm, number)
        after, number = until, number + 1
    return _without_idle(told)


def _batches(pages: list[Page], rhythm: Rhythm) -> Iterator[Step]:
    """The customers known at the beginning, typed in on the first day."""
    old = [page for page in pages if page.draft.entered <= rhythm.begun]
    size = -(-len(old) // rhythm.batches)
    for number in range(rhythm.batches):
        some = old[number * size : (number + 1) * size]
        files = {path: text for page in some for path, text in page.file(rhythm.begun).items()}
        message = f"Type in {len(files)} customers from the old worksheet"
        yield Step(rhythm.begun, 9 + number, message, None, dict(sorted(files.items())))


def _round(happened: list[Happened], after: date, until: date, rhythm: Rhythm, number: int) -> Iterator[Step]:
    """The commands between two days (the first excluded), then one commit of everything else."""
    by_file: dict[str, list[Happened]] = {}
    for event, page in happened:
        if after < event.day <= until:
            by_file.setdefault(page.draft.path, []).append((event, page))
    single = [found[0] for found in by_file.values() if len(found) == 1 and found[0][0].verb]
    single = [(event, page) for event, page in single if event.day < rhythm.today]
    chosen = _spread(single, rhythm.singles, number)
    yield from _commands(chosen)
    done = {page.draft.path for _, page in chosen}
    rest = [found[0][1] for path, found in sorted(by_file.items()) if path not in done]
    files = {path: text for page in rest for path, text in page.file(until).items()}
    if files:
        words = rhythm.words[number % len(rhythm.words)]
        hour = 18 if until < rhythm.today else 7  # nobody commits in the future
        yield Step(until, hour, words.format(n=len(files)), None, files)


def _spread(single: list[Happened], wanted: int, number: int) -> list[Happened]:
    """So many of *single*, as different as can be, in the order of time; other verbs in other rounds."""
    by_verb: dict[str, list[Happened]] = {}
    for event, page in single:
        by_verb.setdefault(str(event.verb), []).append((event, page))
    verbs = sorted(by_verb)
    turn = number * wanted % max(1, len(verbs))
    chosen = [by_verb[verb][0] for verb in (verbs[turn:] + verbs[:turn])[:wanted]]
    return sorted(chosen, key=lambda item: (item[0].day, item[1].draft.id))


def _commands(chosen: list[Happened]) -> Iterator[Step]:
    """One step for each command, from ten o'clock on."""
    day, hour = None, 10
    for event, page in chosen:
        hour = hour + 1 if event.day == day else 10
        day = event.day
        message = f"{page.draft.id}: {event.words}\n\nPlaincrm: {event.verb}"
        yield Step(event.day, min(hour, 17), message, event.verb, page.file(event.day))


def _without_idle(told: list[Step]) -> list[Step]:
    """Steps without the files that they leave as they are, and without those that change nothing."""
    last: dict[str, bytes] = {}
    changing = []
    for step in told:
        files = {path: text for path, text in step.files.items() if last.get(path) != text}
        last |= files
        if files:
            changing.append(step._replace(files=files))
    return changing
