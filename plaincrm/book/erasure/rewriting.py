"""Rewrites the history in a repository beside, which borrows our objects: ours is untouched meanwhile."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.disk import make_folder
from plaincrm.book.erasure.obstacles import filter_repo
from plaincrm.book.erasure.plan import NEW, refs_below, stashes
from plaincrm.book.git import Git, environment, failed
from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.erasure.plan import Plan
    from plaincrm.book.repository import Repository

# Where refs stand in the repository beside; filter-repo has plans of its own for remote branches.
_ASIDE = {"refs/remotes/": "refs/aside/remotes/"}
_HEAD = "refs/aside/head"
_STASH = "refs/aside/stash/"
_EXPLICIT = "safe.bareRepository=all"


class Rewritten(NamedTuple):
    """The refs as they were and as they shall be (None: nothing is left), and the stashed work."""

    old: dict[str, str]
    new: dict[str, str | None]
    stashes: tuple[tuple[str, str], ...]  # the newest first: new commit, message
    commits: tuple[str, ...]  # the old ones that are not in the new history


def home(repository: Repository) -> Path:
    """The folder of an erasure under way, inside the git directory."""
    return repository.git_dir / "plaincrm" / "erasure"


def rewrite(book: Book, plan: Plan) -> Rewritten:
    """Make the history without *plan*'s files and words, as refs below ``refs/plaincrm-erasure/``."""
    beside = home(book.repository) / "beside.git"
    shutil.rmtree(beside.parent, ignore_errors=True)
    make_folder(beside.parent)
    _make(book, beside, plan.around.refs)
    _filter(beside, plan)
    _bring(book, beside)
    rewritten = _result(book, beside, plan.around.refs)
    shutil.rmtree(beside)
    return rewritten


def _make(book: Book, beside: Path, now: dict[str, str]) -> None:
    """The repository beside, with our refs under other names and all our objects borrowed."""
    args = ("init", "-q", "--bare", "--template=", str(beside))
    answer = book.git.run(*args)
    if answer.code != 0:
        raise failed(args, answer)
    objects = book.repository.common_dir / "objects"
    make_folder(beside / "objects" / "info")
    (beside / "objects" / "info" / "alternates").write_text(f"{objects}\n", encoding="utf-8")
    wanted = {_aside(name): target for name, target in now.items()}
    wanted |= {f"{_STASH}{place}": commit for place, (commit, _) in enumerate(stashes(book))}
    update_refs(Git(beside), [f"create {name} {target}" for name, target in wanted.items()])


def _aside(name: str) -> str:
    if name == "HEAD":
        return _HEAD
    for folder, other in _ASIDE.items():
        if name.startswith(folder):
            return other + name.removeprefix(folder)
    return name


def _filter(beside: Path, plan: Plan) -> None:
    import subprocess

    command = [*filter_repo(), "--force", "--quiet", "--invert-paths"]
    command += ["--replace-refs", "delete-no-add"]
    command += [word for path in plan.files.paths for word in ("--path", path)]
    for option, content in (
        ("--replace-text", plan.marks.text_rules()),
        ("--replace-message", plan.marks.message_rules()),
        ("--strip-blobs-with-ids", "".join(f"{blob}\n" for blob in plan.files.blobs).encode()),
    ):
        note = beside.parent / option.lstrip("-")
        note.write_bytes(content)
        command += [option, str(note)]
    try:
        done = subprocess.run(command, cwd=beside, env=_environment(), capture_output=True, check=False)
    except OSError as error:
        raise OutsideError(f"git filter-repo cannot be run: {error}", hint=command[0]) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise OutsideError(
            f"git filter-repo failed, nothing was changed:\n{said}", hint="see: git filter-repo --version"
        )


def _environment() -> dict[str, str]:
    """The environment for filter-repo; its gits must take the bare repository for what it is."""
    env = environment()
    count = int(env.get("GIT_CONFIG_COUNT") or 0)
    for place, setting in enumerate((_EXPLICIT, "gc.auto=0"), count):
        key, _, value = setting.partition("=")
        env |= {f"GIT_CONFIG_KEY_{place}": key, f"GIT_CONFIG_VALUE_{place}": value}
    return env | {"GIT_CONFIG_COUNT": str(count + 2), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}


def _bring(book: Book, beside: Path) -> None:
    """Fetch the new history; the old refs stay as they are."""
    drop_new_refs(book)
    lenient = ("protocol.file.allow=always", "fetch.fsckObjects=false", "transfer.fsckObjects=false")
    settings = [word for setting in lenient for word in ("-c", setting)]
    alone = ("--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules")
    answer = book.git.run(*settings, "fetch", "-q", *alone, str(beside), f"+refs/*:{NEW}*")
    made = book.git.run("--git-dir", str(beside), "for-each-ref", "--format=%(objectname) %(refname)").text()
    wanted = {line.replace(" refs/", f" {NEW}", 1) for line in made.splitlines()}
    came = {f"{target} {name}" for name, target in refs_below(book, NEW).items()}
    if answer.code != 0 or came != wanted:  # a setting may hide refs
        raise failed(("fetch",), answer)


def _result(book: Book, beside: Path, old: dict[str, str]) -> Rewritten:
    made = {name.removeprefix(NEW): commit for name, commit in refs_below(book, NEW).items()}
    new = {name: made.get(_aside(name).removeprefix("refs/")) for name in old}
    successors = _successors(beside)
    gone = {before for before, after in successors.items() if not after.strip("0")}
    kept = []
    for place, (commit, message) in enumerate(stashes(book)):
        rewritten = made.get(f"{_STASH}{place}".removeprefix("refs/"))
        whole = _whole_stash(book, rewritten) if rewritten and commit not in gone else None
        kept += [(whole, message)] if whole else []
    replaced = tuple(before for before, after in successors.items() if before != after)
    return Rewritten(old, new, tuple(kept), replaced)


def _successors(beside: Path) -> dict[str, str]:
    """Every old commit and its new one, zeros where nothing was left of it."""
    lines = (beside / "filter-repo" / "commit-map").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split()[0]: line.split()[1] for line in lines}


def _whole_stash(book: Book, commit: str) -> str | None:
    """Stashed work as git wants it, a commit with the index for a second parent; None where it is empty."""
    parents = book.git.ask("rev-parse", f"{commit}^@").text().split()
    first, *others = parents
    if len(others) < 2 and _tree(book, commit) == _tree(book, first):
        return None
    if others:
        return commit
    index = _commit_tree(book, first, (first,))
    return _commit_tree(book, commit, (first, index))


def _tree(book: Book, commit: str) -> str:
    return book.git.ask("rev-parse", f"{commit}^{{tree}}").text()


def _commit_tree(book: Book, commit: str, parents: tuple[str, ...]) -> str:
    """A new commit of the tree and message of *commit*."""
    message = book.git.ask("log", "-1", "--format=%B", commit).out
    words = [word for parent in parents for word in ("-p", parent)]
    return book.git.ask("commit-tree", _tree(book, commit), *words, stdin=message).text()


def drop_new_refs(book: Book) -> None:
    """Take away the refs below ``refs/plaincrm-erasure/``."""
    update_refs(book.git, [f"delete {name}" for name in refs_below(book, NEW)])


def update_refs(git: Git, lines: list[str]) -> None:
    """Change refs all at once or not at all; the lines are those of ``git update-ref --stdin``."""
    if not lines:
        return
    text = "\n".join(["start", *lines, "prepare", "commit", ""])
    answer = git.run(
        "-c", _EXPLICIT, "update-ref", "--stdin", "--no-deref", stdin=text.encode("utf-8", "surrogateescape")
    )
    if answer.code != 0:
        raise failed(("update-ref",), answer)
