"""The commands by name and where each is written; a module is imported only when its command is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.cli.spec import Command

# group -> command words -> (module in plaincrm.cli, writes to the book)
GROUPS: dict[str, dict[str, tuple[str, bool]]] = {
    "Start": {
        "init": ("init", True),
        "demo": ("demo", False),
        "clone": ("clone", False),
    },
    "Customers": {
        "add": ("add", True),
        "show": ("show", False),
        "list": ("list", False),
        "find": ("find", False),
        "brief": ("brief", False),
        "set": ("set", True),
        "unset": ("unset", True),
        "edit": ("edit", True),
        "rename": ("rename", True),
        "merge": ("merge", True),
        "archive": ("archive", True),
        "remove": ("remove", True),
        "erase": ("erase", False),
    },
    "Contacts": {
        "log": ("log", True),
        "next": ("next", True),
        "due": ("due", False),
        "done": ("done", True),
        "snooze": ("snooze", True),
    },
    "Sales": {
        "sell": ("sell", True),
        "pay": ("pay", True),
        "refund": ("refund", True),
        "deliver": ("deliver", True),
        "deal add": ("deal", True),
        "deal move": ("deal", True),
        "deal win": ("deal", True),
        "deal lose": ("deal", True),
        "fx add": ("fx", True),
        "fx list": ("fx", False),
    },
    "Feedback, needs, life": {
        "feedback": ("feedback", True),
        "resolve": ("resolve", True),
        "survey ask": ("survey", False),
        "survey import": ("survey", True),
        "need": ("need", True),
        "stage": ("stage", True),
        "lost": ("lost", True),
    },
    "Insight": {
        "report": ("report", False),
        "report new": ("report", True),
        "sql": ("sql", False),
    },
    "Exchange": {
        "import": ("import_", True),
        "export": ("export", False),
        "dedupe": ("dedupe", True),
    },
    "The book": {
        "check": ("check", False),
        "save": ("save", True),
        "sync": ("sync", True),
        "status": ("status", False),
        "history": ("history", False),
        "undo": ("undo", True),
        "redo": ("redo", True),
        "layout": ("layout", True),
        "maintain": ("maintain", False),
        "schema": ("schema", False),
        "doctor": ("doctor", False),
        "completion": ("completion", False),
        "merge-driver": ("merge_driver", False),
    },
}

WORDS = {words: (group, *place) for group, commands in GROUPS.items() for words, place in commands.items()}


def families() -> set[str]:
    """First words that stand before a second: ``deal``, ``report``."""
    return {words.partition(" ")[0] for words in WORDS if " " in words}


def load(words: str) -> Command:
    """The command of these words; KeyError where there is none."""
    import importlib

    from plaincrm.cli.spec import describe

    group, module, writes = WORDS[words]
    home = importlib.import_module(f"plaincrm.cli.{module}")
    command = describe(words, getattr(home, function_name(words)), writes=writes, group=group)
    return command._replace(more_formats=getattr(home, "MORE_FORMATS", ()))


def function_name(words: str) -> str:
    """The name of a command's function: ``deal add`` → ``deal_add``, ``list`` → ``list_``, ``-`` → ``_``."""
    import builtins
    import keyword

    name = words.replace(" ", "_").replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) or hasattr(builtins, name) else name
