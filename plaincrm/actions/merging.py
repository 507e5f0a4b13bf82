"""Two customers become one: fields filled in, entries united, names kept, in one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.typed import typed
from plaincrm.actions.written import Written, writing
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.change import Change

    Path = tuple[str | int, ...]

# What of the other customer becomes an alias, so that WHO still finds them.
ALIASES = ("aliases",)
# The names become aliases; that one of two twins was archived says nothing of the one that stays.
_THEIR_OWN = ("name", "aliases", "archived")
_OF_A_PERSON = ("kind", "company")  # who has no kind is an organisation, and stays one
_NOTES = ("notes",)
_IDS = ("external_ids",)


def merge(book: Book, keep: str, others: list[str], how: How) -> Written:
    """Unite *others* with *keep*: empty fields filled, lists and entries united, names kept as aliases.

    Where both have a different value *keep*'s stays, and a notice tells the other's; of notes both stay.
    """
    if len({keep, *others}) <= len(others):
        raise UsageError(
            f"{', '.join([keep, *others])}: one of them is named twice",
            hint="name the customer to keep, then the others",
        )
    with writing(book, "merge", keep, how) as (change, answer):
        for other in others:
            answer.notices += unite(change, keep, other)
        answer.sentence = f"merged with {', '.join(others)}"
        change.say(f"{keep}: merge {' '.join(others)}")
    return answer.result()


def unite(change: Change, keep: str, other: str) -> list[str]:
    """Make *other* a part of *keep* within a change; what could not be kept, in words."""
    file = change.read(other)
    _alias(change, keep, [other, str(file.data["name"]), *_texts(file.data.get("aliases"))])
    kept = change.read(keep).data
    own = (*_THEIR_OWN, *(() if "kind" in kept else _OF_A_PERSON))
    rest = {key: value for key, value in file.data.items() if key not in own}
    notices = [f"{other}: {loss}" for loss in _unite(change, keep, (), rest)]
    if kept.get("archived") and not file.data.get("archived"):
        notices.append(
            f"{keep} is archived and stays so; to have it in lists: plaincrm unset {keep} archived"
        )
    if _has_comments(file.text):
        notices.append(f"{other}: its comments stay behind, in the history")
    change.write(file.path, None)
    change.trailers.append(f"Merged: {other} into {keep}")  # erase goes by it
    return notices


def _alias(change: Change, keep: str, names: list[str]) -> None:
    data = change.read(keep).data
    known = {
        _folded(keep),
        _folded(str(data["name"])),
        *map(_folded, _texts(data.get("aliases"))),
    }
    for name in names:
        if _folded(name) not in known:
            change.append(keep, ALIASES, name)
            known.add(_folded(name))


def _unite(change: Change, keep: str, base: Path, theirs: dict[str, Any]) -> list[str]:
    """Bring the fields of *theirs* into the map at *base*; what could not be kept, in words."""
    from plaincrm.actions.importing.unite import joined_ids

    losses = []
    for key, value in theirs.items():
        path = (*base, key)
        ours = _at(change.read(keep).data, path)
        if value is None or value == [] or ours == value:
            continue
        if ours is None:
            change.put(keep, path, typed(path, value))
        elif base == _IDS:
            change.put(keep, path, joined_ids(str(ours), str(value)))
        elif isinstance(value, dict) and isinstance(ours, dict):
            losses += _unite(change, keep, path, value)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            losses += _unite_entries(change, keep, path, value)
        elif isinstance(value, list) or isinstance(ours, list):
            _unite_texts(change, keep, path, value)
        elif path == _NOTES:
            change.put(keep, path, f"{str(ours).rstrip()}\n\n{value}")
        elif str(ours).casefold() != str(value).casefold():
            losses.append(f"{'.'.join(map(str, path))} {_told(value)} was left out for {_told(ours)}")
    return losses


def _told(value: Any) -> str:
    """A value in words; of a map, such as a stage, the values alone."""
    return ", ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _unite_texts(change: Change, keep: str, path: Path, theirs: Any) -> None:
    key = _spelled_alike(change, path)
    known = {key(text) for text in _texts(_at(change.read(keep).data, path))}
    for text in _texts(theirs):
        if key(text) not in known:
            change.append(keep, path, text)
            known.add(key(text))


def _spelled_alike(change: Change, path: Path) -> Callable[[str], str]:
    """What is the same for all spellings of a text in the list at *path*: a number, or the folded text."""
    if path[-1] != "phones":
        return _folded
    from plaincrm.actions.importing.cells.phones import phone_key

    region = change.book.settings.region
    return lambda text: phone_key(text, region)


def _folded(text: str) -> str:
    """The text without case, width and doubled blanks."""
    from unicodedata import normalize

    return " ".join(normalize("NFKC", text).casefold().split())


def _unite_entries(change: Change, keep: str, path: Path, theirs: list[Any]) -> list[str]:
    """Append their entries; of n equal ones there and m here, n − m are added; people are known by name."""
    losses = []
    left = [_present(entry) for entry in _at(change.read(keep).data, path) or []]
    for entry in theirs:
        if _present(entry) in left:
            left.remove(_present(entry))
            continue
        place = _same_person(change, keep, entry) if path == ("people",) else None
        if place is not None:
            losses += _unite(change, keep, (*path, place), entry)
        else:
            change.append(keep, path, typed((*path, 0), entry))
    return losses


def _has_comments(text: str) -> bool:
    """Whether somebody wrote comments into a file, beside the line for editors."""
    lines = (line.partition(" #") for line in text.splitlines() if "yaml-language-server" not in line)
    return any(mark or before.lstrip().startswith("#") for before, mark, _ in lines)


def _same_person(change: Change, keep: str, person: dict[str, Any]) -> int | None:
    people = change.read(keep).data.get("people") or []
    names = [str(one.get("name")).casefold() for one in people]
    name = str(person.get("name")).casefold()
    return names.index(name) if name in names else None


def _present(entry: Any) -> Any:
    return (
        {key: value for key, value in entry.items() if value is not None}
        if isinstance(entry, dict)
        else entry
    )


def _texts(value: Any) -> list[str]:
    return [str(item) for item in (value if isinstance(value, list) else [value]) if item is not None]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[step] if isinstance(data, list) else None  # type: ignore[index]
    return data
