"""``doctor``: are machine, repository and book fit for work; each finding with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.doctor import cache, files, left_overs, machine, privacy, repository, size
from plaincrm.actions.doctor.finding import Finding
from plaincrm.errors import CrmError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.actions.doctor.finding import Examination
    from plaincrm.book import Book

COLUMNS = (Column("subject"), Column("state"), Column("found"), Column("remedy"))

EXAMINATIONS: tuple[Examination, ...] = (
    machine.git,
    machine.identity,
    machine.yaml_parser,
    machine.encoding,
    repository.operation,
    repository.branch,
    repository.locks,
    repository.merge_driver,
    repository.remotes,
    left_overs.changes,
    left_overs.erasure,
    files.editor_schema,
    files.contents,
    files.names,
    files.links,
    files.hidden_characters,
    size.folders,
    size.history,
    cache.index,
)
WITHOUT_GIT = (
    *(machine.git, machine.identity, machine.yaml_parser, machine.encoding),
    *(files.editor_schema, files.contents, files.names, files.links, files.hidden_characters),
)
PRIVACY: tuple[Examination, ...] = (
    privacy.retention,
    privacy.secrets,
    privacy.readers,
    repository.remotes,
    privacy.means_to_erase,
)


def examine(book: Book, *, fix: bool = False, only_privacy: bool = False) -> Table:
    """What the doctor finds, one row each; with *fix* what can be mended without a choice is mended."""
    looks = PRIVACY if only_privacy else EXAMINATIONS
    findings: list[Finding] = []
    try:
        book.repository  # noqa: B018  found when it is first asked for
    except CrmError as error:
        findings.append(Finding("repository", "error", error.message, error.hint))
        looks = tuple(look for look in looks if look in WITHOUT_GIT)
    for look in looks:
        try:
            findings += look(book, fix)
        except CrmError as error:
            findings.append(Finding(_subject(look), "error", error.message, error.hint))
    return Table(COLUMNS, [tuple(finding) for finding in findings], "doctor")


def _subject(look: Examination) -> str:
    return look.__name__.replace("_", " ")
