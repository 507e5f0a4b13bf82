"""GitPython runs git and nothing else, and few modules start a process at all."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "plaincrm"
# what the user's own programs are started by: the editor and the pager
# (worker processes of our own, as the index has them, are no programs)
MAY_START_PROGRAMS = {"cli/edit.py", "cli/pager.py"}
STARTERS = {"system", "popen", "startfile"}


def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def calls(tree: ast.Module) -> list[str]:
    """Every call as it is written, without its arguments: ``book.git.run``."""
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_gitpythons_own_index_commits_and_configuration_are_never_used() -> None:
    banned = ("index.add", "index.commit", "index.remove", "index.move", "config_writer", "Repo", "Repo.init")

    found = [
        f"{name}: {call}"
        for name, tree in modules().items()
        for call in calls(tree)
        if any(call == word or call.endswith(f".{word}") for word in banned)
    ]

    assert found == []


def test_gitpython_is_imported_in_one_place() -> None:
    assert [name for name, tree in modules().items() if "git" in imports(tree)] == ["book/git.py"]


def test_only_the_book_and_the_users_own_programs_start_processes() -> None:
    starting = {
        name
        for name, tree in modules().items()
        if imports(tree) & {"subprocess", "pty"}
        or any(call.startswith("os.") and call[3:] in STARTERS for call in calls(tree))
        or any(call.startswith(("os.exec", "os.spawn", "os.fork", "os.posix_spawn")) for call in calls(tree))
    }

    assert {name for name in starting if not name.startswith("book/")} <= MAY_START_PROGRAMS


def test_no_shell_ever_reads_a_command_of_ours() -> None:
    with_shell = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "shell"
    ]

    assert with_shell == []
