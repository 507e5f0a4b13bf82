"""CustomerFile: one file of the book as bytes, text, raw data and Customer, with what is wrong in it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.model import Customer, Settings
    from plaincrm.model.problems import Flaw

SIZE_LIMIT = 5_000_000
_NAME_LINE = rb"(?m)^[\"']?name[\"']?[ \t]*:[ \t]*(.*?)[ \t]*(?:[ \t]#.*)?\r?$"


class CustomerFile(NamedTuple):
    """One customer file as it was read; *customer* is None where *problems* holds an error."""

    path: str
    id: str
    raw: bytes
    text: str
    data: dict[str, Any]
    customer: Customer | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the file out of reports."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def must_be_valid(self) -> Customer:
        """The customer; InvalidDataError (exit 4) listing every error where the file is broken."""
        if self.customer is None:
            raise InvalidDataError(f"{self.path} has errors", problems=self.errors)
        return self.customer


def id_of(path: str) -> str:
    """The customer ID that a path stands for: its stem, in NFC."""
    return unicodedata.normalize("NFC", path.rpartition("/")[2].removesuffix(".yaml"))


def name_line(raw: bytes) -> bytes | None:
    """What stands after ``name:`` in a file, which tells one customer from another without reading it all."""
    found = re.search(_NAME_LINE, raw)
    return found[1] if found and found[1] else None


def read_regular(path: str | Path) -> bytes:
    """The bytes of a regular file; InvalidDataError for links, folders, devices and giants."""
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        raise InvalidDataError("is a symbolic link", hint="put the file itself into the book")
    if not stat.S_ISREG(found.st_mode):
        raise InvalidDataError("is not a regular file", hint="remove it or move it out of the book")
    if found.st_size > SIZE_LIMIT:
        raise InvalidDataError(
            f"has {found.st_size:,} bytes, more than the limit of {SIZE_LIMIT:,}",
            hint="move old entries or attachments out of it",
        )
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        content = b""
        while block := os.read(descriptor, found.st_size + 1):
            content += block
        return content
    finally:
        os.close(descriptor)


def load(root: Path, path: str, settings: Settings, *, deep: bool = False) -> CustomerFile:
    """Read and validate one file; whatever is wrong with it is in its problems, nothing is raised."""
    try:
        raw = read_regular(os.path.join(root, path))  # noqa: PTH118  ten times as quick, and there are many
    except InvalidDataError as error:
        return _broken(path, b"", "", [Problem(path, None, "", error.message, error.hint)])
    except OSError as error:
        return _broken(path, b"", "", [Problem(path, None, "", f"cannot be read: {error.strerror}")])
    return parse(path, raw, settings, deep=deep)


def parse(path: str, raw: bytes, settings: Settings, *, deep: bool = False) -> CustomerFile:
    """Validate the *raw* bytes of the file that stands, or would stand, at *path*."""
    from plaincrm.book import yaml
    from plaincrm.model import read_customer

    name_problems = _name_problems(path)
    text = ""
    try:
        text = yaml.decode(raw)
        data = yaml.load(text)
    except yaml.YamlError as error:
        problems = [Problem(path, *problem) for problem in _yaml_problems(error)]
        return _broken(path, raw, text, name_problems + problems)
    customer, flaws = read_customer(data, settings, deep=deep)
    problems = name_problems + _located(path, text, flaws)
    if name_problems:
        customer = None
    return CustomerFile(path, id_of(path), raw, text, data, customer, tuple(problems))


def _broken(path: str, raw: bytes, text: str, problems: list[Problem]) -> CustomerFile:
    return CustomerFile(path, id_of(path), raw, text, {}, None, tuple(problems))


def _name_problems(path: str) -> list[Problem]:
    from plaincrm.model.ids import check_id

    try:
        check_id(id_of(path))
    except InvalidDataError as error:
        return [Problem(path, None, "", error.message, "rename the file: git mv OLD NEW")]
    return []


def _yaml_problems(error: Any) -> list[tuple[int | None, str, str, str | None]]:
    return [(line, "", message, hint) for line, message, hint in error.problems]


def _located(path: str, text: str, flaws: list[Flaw]) -> list[Problem]:
    if not flaws:
        return []
    from plaincrm.book import yaml

    root = yaml.parse(text)
    return sorted(
        Problem(path, root.line_at(flaw.loc), field_name(flaw.loc), flaw.message, flaw.hint, flaw.severity)
        for flaw in flaws
    )


def field_name(loc: tuple[str | int, ...]) -> str:
    """A place in a file in words: ``("sales", 2, "amount")`` → ``sales[2].amount``."""
    name = ""
    for step in loc:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += f".{step}" if name else step
    return name
