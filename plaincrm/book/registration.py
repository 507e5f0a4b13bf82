"""Tells git who merges customer files: the attribute travels with a clone, the driver does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.book.git import failed

if TYPE_CHECKING:
    from plaincrm.book.book import Book

ATTRIBUTE = "merge=plaincrm"
TITLE = "plaincrm: entries of both sides, field by field"
_ARGUMENTS = "merge-driver %O %A %B %P"
# Without us a file must still get its marks: a driver that cannot be run would leave one side's file.
_WITHOUT = "git merge-file --diff3 -L ours -L base -L theirs %A %O %B"
_DRIVER = re.compile(r'^\[merge "plaincrm"\][^\[]*?^\s*driver\s*=\s*([^\n]*)', re.MULTILINE)
_PROGRAM = re.compile(rf"command -v (.+?) >/dev/null .*{_ARGUMENTS}")


def register(book: Book) -> bool:
    """Name the merge driver in the repository's configuration unless a working one is; whether it was done.

    Raises OutsideError (exit 6) where git cannot write there.
    """
    if not is_missing(book):
        return False
    for key, value in (("driver", command()), ("name", TITLE)):  # a name alone would stop every merge
        answer = book.git.run("config", "--local", f"merge.plaincrm.{key}", value)
        if answer.code != 0:
            raise failed(("config",), answer)
    return True


def register_where_wanted(book: Book) -> None:
    """The same for the first write in a clone: only if the files ask for a driver and none is named.

    Asks two small files, not git; does nothing where the configuration cannot be written.
    """
    if _named(book) is None and is_wanted(book):
        from plaincrm.errors import OutsideError

        try:
            register(book)
        except OutsideError:
            return  # git then merges by lines, as it did before


def is_wanted(book: Book) -> bool:
    """Whether the attributes of the book, or of the repository around it, ask for our driver."""
    folders = (book.root, book.repository.top)
    paths = (folder / ".gitattributes" for folder in folders)
    return any(ATTRIBUTE in path.read_text("utf-8", "replace") for path in paths if path.is_file())


def is_missing(book: Book) -> bool:
    """Whether no driver is named, or one of ours whose program is gone."""
    import shlex
    import shutil

    driver = _named(book)
    if driver is None:
        return True
    found = _PROGRAM.search(driver)
    return found is not None and shutil.which(shlex.split(found[1])[0]) is None


def command() -> str:
    """The line that git gives to a shell: ``plaincrm`` if it is on the PATH, else this very Python.

    Python is told not to look for modules in the working directory: a book is never executed.
    """
    import shlex
    import shutil
    import sys

    if shutil.which("plaincrm"):
        program, call = "plaincrm", "plaincrm"
    else:
        program = shlex.quote(sys.executable)
        call = f"{program} -P -m plaincrm"
    return f"command -v {program} >/dev/null || {{ {_WITHOUT}; exit; }}; {call} {_ARGUMENTS}"


def _named(book: Book) -> str | None:
    """The driver in the repository's configuration file, without the quotes that git puts around it."""
    path = book.repository.common_dir / "config"
    found = _DRIVER.search(path.read_text("utf-8", "replace")) if path.is_file() else None
    return re.sub(r"\\(.)|\"", r"\1", found[1]) if found else None
