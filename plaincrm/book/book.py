"""Book: a folder of customer files in a git repository, and what can be read from it."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaincrm.book import state as states
from plaincrm.book.git import Git
from plaincrm.book.repository import Repository, find_repository
from plaincrm.errors import CrmError, InvalidDataError, NotFoundError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plaincrm.book.customer_file import CustomerFile
    from plaincrm.book.git import Answer
    from plaincrm.book.state import State
    from plaincrm.model import Settings
    from plaincrm.model.rate import Rate

SETTINGS = "plaincrm.yaml"
RATES = "rates.yaml"


class Book:
    """One book; opening it reads nothing yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git = Git(root)
        self._asked: Callable[[], Answer] | None = None

    @classmethod
    def find(cls, explicit: Path | None = None) -> Book:
        """The book named by *explicit*, else around the working directory, else the user's default.

        Raises NotFoundError (exit 3) with a hint to ``plaincrm init`` where there is none.
        """
        if explicit is not None:
            return cls(_root_of(explicit, ""))
        root = _walk_up(Path.cwd())
        if root is not None:
            return cls(root)
        named = os.environ.get("PLAINCRM_BOOK")
        if named:
            return cls(_root_of(Path(named).expanduser(), "$PLAINCRM_BOOK names it; "))
        default = _personal_default()
        if default:
            return cls(_root_of(Path(default).expanduser(), f"{_personal_file()} names it; "))
        raise NotFoundError(
            "this folder is not in a book",
            hint="make one: plaincrm init · or name one: plaincrm -C DIR, $PLAINCRM_BOOK",
        )

    @property
    def folder(self) -> Path:
        """The folder of the customer files."""
        return self.root / states.FOLDER

    @cached_property
    def repository(self) -> Repository:
        """Where the book lies in its git repository."""
        return find_repository(self.root)

    @cached_property
    def settings(self) -> Settings:
        """The settings; InvalidDataError (exit 4) where plaincrm.yaml is broken."""
        return self.settings_and_doubts[0]

    @cached_property
    def settings_and_doubts(self) -> tuple[Settings, list[Problem]]:
        """The settings, and what is doubtful in them, such as a name that no setting has."""
        from plaincrm.book.settings_file import settings_and_doubts

        return settings_and_doubts(SETTINGS, self.settings_bytes())

    @property
    def language(self) -> str:
        """The language of headings, ``en`` or ``zh``, read without waiting for the schema."""
        return "zh" if self.settings_data().get("language") == "zh" else "en"

    def settings_data(self) -> dict[str, Any]:
        """What plaincrm.yaml says, every scalar as text, nothing filled in."""
        from plaincrm.book import yaml

        return yaml.load(yaml.decode(self.settings_bytes()))

    def settings_bytes(self) -> bytes:
        """plaincrm.yaml as it stands."""
        from plaincrm.book.customer_file import read_regular

        try:
            return read_regular(self.root / SETTINGS)
        except InvalidDataError as error:
            raise InvalidDataError(f"{SETTINGS} {error.message}", error.hint) from error

    def rates_bytes(self) -> bytes:
        """rates.yaml as it stands; empty where there is none."""
        path = self.root / RATES
        return path.read_bytes() if path.is_file() else b""

    def rates(self) -> tuple[list[Rate], list[Problem]]:
        """The dated exchange rates, and what is wrong with the file."""
        from plaincrm.book.settings_file import read_rates_file

        return read_rates_file(RATES, self.rates_bytes(), self.settings)

    def ask_state(self) -> None:
        """Let git look already how the customer files stand; the next `state` waits for its answer."""
        self._asked = states.ask(self.git)

    def state(self) -> State:
        """How the customer files stand against the current commit: one git call."""
        prefix = self.repository.prefix
        asked, self._asked = self._asked or states.ask(self.git), None
        return states.state(asked(), self.root, prefix)

    def committed(self, revision: str, paths: Iterable[str] = ()) -> dict[str, str]:
        """The customer files of a revision: path → blob id; of many or no *paths*, all of them."""
        return states.committed(self.git, revision, paths)

    def changed(self, old: str, new: str) -> dict[str, str | None] | None:
        """The customer files that differ between two commits; None when git cannot tell."""
        return states.changed(self.git, old, new)

    def load(self, path: str, *, deep: bool = False) -> CustomerFile:
        """Read and validate the customer file at *path* (relative to the book).

        *deep* looks at phones and e-mails more closely, which takes its time.
        """
        from plaincrm.book.customer_file import load

        return load(self.root, path, self.settings, deep=deep)

    def content(self, path: str) -> dict[str, Any]:
        """What a customer file says, every scalar as text; for one that is known to be valid.

        InvalidDataError (exit 4) where it cannot be read any more.
        """
        from plaincrm.book import yaml
        from plaincrm.book.customer_file import read_regular

        try:
            return yaml.load(yaml.decode(read_regular(self.root / path)))
        except (CrmError, OSError):
            file = self.load(path)
            file.must_be_valid()
            return file.data

    def read_blob(self, blob: str) -> bytes:
        """The content of a blob of the repository."""
        return self.git.ask("cat-file", "blob", blob).out

    def read_blobs(self, blobs: list[str]) -> Iterator[bytes]:
        """The content of each of many blobs, in order; empty where there is no such object."""
        return states.blobs(self.git, blobs)

    def paths(self) -> list[str]:
        """Every customer file on disk, sorted, whatever git thinks of it."""
        if self.folder.is_symlink():
            raise InvalidDataError(
                f"{states.FOLDER} is a symbolic link", hint="put the folder itself into the book"
            )
        found: list[str] = []
        for parent, folders, names in os.walk(self.folder):
            folders.sort()
            base = Path(parent).relative_to(self.root).as_posix()
            found += [f"{base}/{name}" for name in names if name.endswith(states.SUFFIX)]
        return sorted(found)

    def ignored(self) -> set[str]:
        """The files in the book's folder that git ignores; none where git does not know the folder."""
        return states.ignored(self.git)

    def path_of(self, customer: str) -> str | None:
        """Where the file of an ID lies, or None; looks at the usual places first."""
        from plaincrm.book.customer_file import id_of

        for path in () if "/" in customer else self.usual_paths(customer):
            if os.path.isfile(self.root / path) and self._exact_case(path):  # noqa: PTH113  false for any text
                return path
        return next((path for path in self.paths() if id_of(path) == customer), None)

    def usual_paths(self, customer: str) -> tuple[str, str]:
        """The flat and the two-letter place of an ID."""
        return f"{states.FOLDER}/{customer}.yaml", f"{states.FOLDER}/{customer[:2]}/{customer}.yaml"

    def cache_path(self) -> Path:
        """Where the index may lie: inside the git directory, one file per book."""
        folder, prefix = self.repository.git_dir / "plaincrm", self.repository.prefix
        if not prefix:
            return folder / "index.db"
        import hashlib

        return folder / f"index-{hashlib.sha1(os.fsencode(prefix), usedforsecurity=False).hexdigest()[:8]}.db"

    def fallback_cache_path(self) -> Path:
        """Where the index lies when the git directory cannot be written: the user's cache folder."""
        import hashlib

        import platformdirs

        mark = hashlib.sha1(os.fsencode(self.root), usedforsecurity=False).hexdigest()[:16]
        return Path(platformdirs.user_cache_dir("plaincrm", appauthor=False)) / f"index-{mark}.db"

    def own_reports(self) -> Path:
        """The folder of the book's own reports; it may be missing."""
        return self.root / "reports"

    def _exact_case(self, path: str) -> bool:
        # On macOS and Windows ACME.yaml answers to acme.yaml; an ID does not. Elsewhere no folder is listed.
        folder, _, name = path.rpartition("/")
        other = self.root / folder / name.swapcase()
        if name.isascii() and not (other.exists() and other.samefile(self.root / path)):
            return True
        return name in os.listdir(self.root / folder)  # noqa: PTH208  names alone


def _walk_up(folder: Path) -> Path | None:
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            return candidate.resolve()
    return None


def _root_of(folder: Path, who_says_so: str) -> Path:
    """The book around a folder that was named; NotFoundError (exit 3) names the folder, and who named it."""
    root = _walk_up(folder.resolve())
    if root is None:
        raise NotFoundError(
            f"{folder} is not in a book", hint=f"{who_says_so}make one: plaincrm init {folder}"
        )
    return root


def _personal_file() -> Path:
    """Where the personal configuration lies, if there is one."""
    import platformdirs

    return Path(platformdirs.user_config_dir("plaincrm", appauthor=False)) / "config.yaml"


def _personal_default() -> str | None:
    """The ``book:`` line of the personal configuration, where there is one."""
    path = _personal_file()
    if not path.is_file():
        return None
    from plaincrm.book import yaml

    book = yaml.load(yaml.decode(path.read_bytes())).get("book")
    return book if isinstance(book, str) else None
