"""The plan of an import: who is new, what changes in whom, who may be whom, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.actions.importing.changes import Changed, Seen, changes
from plaincrm.actions.importing.faults import faults
from plaincrm.actions.importing.incoming import ENTRY_LISTS, PAYMENTS, Incoming, Refused, plain_stage, said
from plaincrm.actions.importing.left_over import left_in_book, refuse_entries, refuse_strange
from plaincrm.actions.importing.payments import settle
from plaincrm.actions.importing.register import Register
from plaincrm.actions.importing.same import without_ref
from plaincrm.actions.importing.unite import become, once, unite
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaincrm.actions.importing.incoming import Batch, Data
    from plaincrm.actions.importing.register import Handle, Match
    from plaincrm.book import Book
    from plaincrm.index import Index

    Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much
    Decide = Callable[[Incoming, "list[tuple[str, str]]"], str]


class New(NamedTuple):
    """A customer that the book does not have yet."""

    id: str
    one: Incoming

    @property
    def data(self) -> Data:
        """The content of the file."""
        data = {
            key: [without_ref(entry) for entry in value] if key in ENTRY_LISTS else value
            for key, value in self.one.data.items()
        }
        if not self.one.replaces:
            return data
        stage = self.one.data.get("stage")
        if isinstance(stage, dict):
            data["stage"] = plain_stage(stage)
        return said(data)  # type: ignore[no-any-return]


class Likely(NamedTuple):
    """An incoming customer who may be one of the book or of the file, and why; kept apart."""

    name: str
    other: str
    why: str


class Plan(NamedTuple):
    """Everything that an import would do; nothing of it is done.

    *left* is what the book has and our own table does not have any more, by topic: it stays.
    """

    batches: list[Batch]
    new: list[New]
    changed: list[Changed]
    unchanged: int
    likely: list[Likely]
    left: dict[str, int]

    @property
    def changes(self) -> int:
        """How many files would be written."""
        return len(self.new) + len(self.changed)

    @property
    def entries(self) -> int:
        """How many entries would be added."""
        in_new = sum(len(each.one.data.get(key, ())) for each in self.new for key in ENTRY_LISTS)
        return in_new + sum(edit.is_entry for each in self.changed for edit in each.edits)


def make_plan(book: Book, index: Index, batches: list[Batch], decide: Decide, progress: Progress) -> Plan:
    """What the batches come to against the book; *decide* says merge, skip or new for likely duplicates."""
    paths: dict[str, str] = dict(index.rows("SELECT customer, path FROM customers"))
    total = sum(len(batch.incoming) for batch in batches)
    unsound = faults((one for batch in batches for one in batch.incoming), book.settings, progress)
    gathering = _Gathering(_known(index, book.settings.region, len(paths), progress), decide, unsound)
    done = 0
    refused = set()
    for makes in (True, False):  # whoever is told of may be made by a later row, or file
        for batch, one in [(each, one) for each in batches for one in each.incoming if one.makes is makes]:
            if not gathering.take(one, batch):
                refused.add(id(one))
            done += 1
            progress("comparing rows", done, total)
    for batch in batches:
        batch.incoming[:] = [one for one in batch.incoming if id(one) not in refused]
    return _compared(book, gathering, batches, paths, progress)


def _known(index: Index, region: str | None, total: int, progress: Progress) -> Register:
    """Everybody in the book, which has *total* customers."""
    import json

    register = Register(region)
    rows = index.each("SELECT customer, data FROM documents ORDER BY customer")
    for number, (customer, text) in enumerate(rows):
        progress("looking through the book", number, total)
        register.add(customer, json.loads(text), customer)
    return register


class _Gathering:
    """Brings the rows of one customer together, in the book's customers and in new ones."""

    def __init__(self, register: Register, decide: Decide, unsound: dict[Incoming, str]) -> None:
        self.register = register
        self.unsound = unsound
        self.decide = decide
        self.found: dict[Handle, Incoming] = {}
        self.likely: list[Likely] = []

    def take(self, one: Incoming, batch: Batch) -> bool:
        """Whether the row is taken; else it went to the batch's rejected or skipped."""
        if one in self.unsound:
            _refuse(batch.rejected, one, self.unsound[one])
            return False
        match = self._who(one)
        if match.known is None and match.likely and not match.unclear and one.makes:
            answer = self.decide(one, [(self.called(handle), why) for handle, why in match.likely])
            if answer == "skip":
                _refuse(batch.skipped, one, f"may be {self.called(match.likely[0][0])}: {match.likely[0][1]}")
                return False
            if answer == "merge":
                match = match._replace(known=match.likely[0][0])
            else:
                self.likely += [Likely(one.name, self.called(handle), why) for handle, why in match.likely]
        if match.known is None and (match.unclear or not one.makes):
            _refuse(batch.rejected, one, self._why_not(one, match))
            return False
        self._enter(one, match.known)
        return True

    def _who(self, one: Incoming) -> Match:
        """Who the row is about; its contact is somebody there, unless they are the customer themselves."""
        match = self.register.find(one)
        if match.known is None and one.is_number and one.data.get("people") and one.name == one.id:
            become(one, one.data["people"][0])
            match = self.register.find(one)
        elif match.known is not None and one.name == one.id and not one.replaces:
            for person in one.data.get("people", ()):
                if self.register.is_called(match.known, person["name"]):
                    become(one, person)
                    break
        return match

    def called(self, handle: Handle) -> str:
        """What a customer is called in messages: its ID, or the name of a new one."""
        return handle if isinstance(handle, str) else self.found[handle].name

    def _why_not(self, one: Incoming, match: Match) -> str:
        if match.unclear:
            return f"{one.name} may be {' or '.join(self.called(handle) for handle, _ in match.likely)}"
        return f"there is no customer {one.name}"

    def _enter(self, one: Incoming, handle: Handle | None) -> None:
        at: Handle = len(self.found) if handle is None else handle
        there = self.found.get(at)
        is_known = there and one.tells_only_of_entries and (one.name, one.id) == (there.name, there.id)
        if there is None:
            self.found[at] = Incoming(
                dict(one.data), one.origins[0], source=one.source, id=one.id, makes=one.makes,
                replaces=one.replaces, warnings=one.warnings,
            )  # fmt: skip
            self.found[at].origins = list(one.origins)
        else:
            unite(there, one)
        if isinstance(at, int) and not is_known:
            known = self.found[at]
            self.register.add(at, known.data, *([known.id] if known.id else []))


def _refuse(where: list[Refused], one: Incoming, reason: str) -> None:
    where.extend(Refused(origin, reason, one.cells or [one.name]) for origin in one.origins)


def _compared(
    book: Book, gathering: _Gathering, batches: list[Batch], paths: dict[str, str], progress: Progress
) -> Plan:
    from plaincrm.actions.customers import ids
    from plaincrm.book.state import blob_id

    naming = _Naming(ids(book))
    new, compared, seen = [], [], Seen()
    for number, (handle, one) in enumerate(gathering.found.items()):
        progress("comparing customers", number, len(gathering.found))
        blob = blob_id(book.root / paths[handle]) if isinstance(handle, str) else None
        ours = book.content(paths[handle]) if isinstance(handle, str) else {}
        once(one)
        if PAYMENTS in one.data:
            seen.strays += settle(one.data, str(handle), ours.get("sales") or [])
        if isinstance(handle, int):
            new.append(New(naming.name(one), one))
            continue
        edits = changes(handle, ours, one, book.settings.region, seen)
        compared.append(Changed(handle, paths[handle], blob, one, edits))
    tables = [batch for batch in batches if batch.topics is not None]
    refuse_entries(tables, seen.strays, "names no sale that is in the book or in the file")
    if seen.references:  # the file is this book's, so what it does not have any more has changed since
        compared = refuse_strange(tables, compared, seen)
    changed = [each for each in compared if each.edits]
    left = left_in_book(tables, compared, len(paths), seen)
    return Plan(batches, new, changed, len(compared) - len(changed), gathering.likely, left)


class _Naming:
    """Gives new customers IDs that nobody has."""

    def __init__(self, taken: Iterable[str]) -> None:
        from plaincrm.model.ids import collision_key

        self._key = collision_key
        self._taken = {collision_key(each) for each in taken}
        self._next: dict[str, int] = {}

    def name(self, one: Incoming) -> str:
        """The ID that the file gives where it can be one, else one made from the name."""
        from plaincrm.model.ids import is_id, numbered, slug

        wanted = slug(one.id or one.name)
        if one.id and (is_id(one.id) if one.is_ours else one.id.casefold() == wanted):
            wanted = one.id if one.is_ours else wanted
        elif not one.is_ours:
            wanted = slug(one.name)
        customer = wanted
        while self._key(customer) in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            customer = numbered(wanted, number)
        self._taken.add(self._key(customer))
        return customer


def decider(on_duplicate: str, ask: Callable[[str], str] | None) -> Decide:
    """What is done with likely duplicates: asked where there is somebody to ask, else they stay apart."""
    if on_duplicate == "ask" and ask is None:
        on_duplicate = "new"

    def decide(one: Incoming, likely: list[tuple[str, str]]) -> Any:
        if on_duplicate != "ask" or ask is None:
            return on_duplicate
        listed = "; ".join(f"{other} ({why})" for other, why in likely)
        answer = ask(f"{one.name} may be {listed}: [m]erge, [s]kip, [n]ew")
        return {"m": "merge", "s": "skip"}.get(answer[:1].casefold(), "new")

    return decide


def holds_something(plan: Plan) -> bool:
    """Whether anything could be read: a row that is taken, or one that counts nowhere, or no row at all."""
    return not any(batch.rejected for batch in plan.batches) or any(
        batch.accepted or batch.skipped for batch in plan.batches
    )


def nothing_taken(plan: Plan) -> InvalidDataError:
    """The error (exit 4) for files of which every row is rejected."""
    first = next(refused for batch in plan.batches for refused in batch.rejected)
    unknown = first.reason.startswith("there is no customer")
    hint = (
        "import the customers first" if unknown else "mend the rows, or say what the columns mean with --map"
    )
    return InvalidDataError(f"no row can be taken; {first.origin}: {first.reason}", hint=hint)
