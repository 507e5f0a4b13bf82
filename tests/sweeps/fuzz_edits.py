# ruff: noqa: T201  # it is a command
"""Thousands of edits on files laid out at random, each judged by PyYAML alone.

Run ``python tests/sweeps/fuzz_edits.py --count 10000`` (``--seed`` to repeat a run, ``--verbose`` to see the
refusals). It prints how many edits were made, refused, wrong or crashed, and exits 1 where any was wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS.parent))

from yaml import YAMLError  # noqa: E402

from plaincrm.book import yaml  # noqa: E402
from tests.book.yaml import edit_oracle  # noqa: E402

CORPUS = sorted((TESTS / "book" / "yaml" / "corpus").glob("*.yaml"))

TOP = [
    *("name", "kind", "aliases", "company", "title", "people", "phones", "emails", "social", "website"),
    *("addresses", "birthday", "industry", "company_size", "level", "source", "tags", "owner", "since"),
    *("cadence_days", "stage", "needs", "churn", "custom", "external_ids", "archived", "notes"),
    *("contact_log", "sales", "deals", "feedback"),
]
ENTRY = [
    *(
        "date",
        "opened",
        "channel",
        "direction",
        "person",
        "by",
        "summary",
        "follow_up",
        "plan",
        "done",
        "every",
    ),
    *("product", "quantity", "amount", "currency", "kind", "score", "comment", "resolved"),
]

NASTY = [
    *("- d", "a: b", "a #b", "#", "x:", ":x", "?", "? y", "-", "--- x", "...", "[a", "]", "{", "a, b", "a}b"),
    *("'", "'''", '"', '"\'"', "\\", "\\n", "&a", "*a", "!t", "|", ">", "%x", "@y", "`z", "~", "null", "no"),
    *("Yes", "0123", "12:30", "1_000", "1e3", "=", "<<", "0x1F", "1.10", "2026-02-30", "+49 30 1", "N"),
    *("013800138000", " lead", "trail ", "\u3000wide", "tab\there", "two\nlines", "two\nlines\n", "\n"),
    *(
        "a\n\nb\n\n",
        " x\ny",
        "cr\rlf\r\n",
        "esc\x1b[0m",
        "nul\x00",
        "ls\u2028ps\u2029",
        "nel\x85",
        "bidi\u202e",
    ),
    *(
        "bom\ufeff",
        "🚀👩\u200d👧",
        "“引号”：中文，标点",
        "שלום",
        "x" * 200,
        "y" * 1500,
        "# c\n- d\n",
        "---\n...\n",
    ),
    *("a\n\tb", "\ta\nb", "k: |\n  v", "", "https://x.example/a?b=c#d", "price: 5€", "50%", "<b>", "a\\"),
    "<<<<<<< HEAD\nx\n=======\n",
]
PLAIN = (date(2026, 11, 2), 7, Decimal("12000.00"), True, None, "phone", "谈续费", "https://x.example")
KEYS = ("note", "mood", "x-id", "old name", "键", "no", "1", "a: b", "#k", "- k", "ключ", "~")


class Edit(NamedTuple):
    """One call of append, put or remove."""

    verb: str
    path: edit_oracle.Path
    value: Any = None

    def carry_out(self, text: str) -> str:
        if self.verb == "remove":
            return yaml.remove(text, self.path)
        return (yaml.append if self.verb == "append" else yaml.put)(text, self.path, self.value, order)


def order(path: edit_oracle.Path) -> list[str]:
    """The canonical keys of the file itself, or of any entry."""
    return ENTRY if path else TOP


def layout(text: str, draw: random.Random) -> str | None:
    """A text of the corpus laid out otherwise; None where that spoilt it."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw.randint(0, 6)):
        draw.choice((_comment, _comment, _blank, _drop, _trail, _carriage_return))(lines, draw)
    mutated = "".join(lines)
    if draw.random() < 0.15:
        mutated = mutated.rstrip("\r\n")
    if draw.random() < 0.1:
        mutated = mutated.replace("\r\n", "\n").replace("\n", "\r\n")
    if draw.random() < 0.1:
        mutated = "\ufeff" + mutated.removeprefix("\ufeff")
    try:
        yaml.parse(mutated)
        edit_oracle.comments(mutated)
    except (yaml.YamlError, YAMLError):
        return None
    return mutated


def edit(text: str, draw: random.Random) -> Edit:
    """An edit that could happen to this text."""
    data = yaml.parse(text).plain()
    return draw.choice((_append, _append, _put, _put, _put_in_entry, _put_in_entry, _remove))(data, draw)


def outcome(text: str, made: Edit) -> str:
    """``right``, ``refused``, ``wrong: …`` or ``crashed: …``."""
    try:
        new = made.carry_out(text)
    except yaml.EditRefusedError as refusal:
        return f"refused: {refusal.message}"
    except Exception:
        return f"crashed: {traceback.format_exc(limit=-2)}"
    try:
        complaint = edit_oracle.complaint(text, new, made.verb, made.path, made.value)
    except Exception:
        return f"wrong: the oracle cannot read the result: {traceback.format_exc(limit=-1)}"
    return f"wrong: {complaint}" if complaint else "right"


def _comment(lines: list[str], draw: random.Random) -> None:
    lines.insert(draw.randint(0, len(lines)), " " * draw.randint(0, 8) + f"# c{draw.randint(0, 99)}\n")


def _blank(lines: list[str], draw: random.Random) -> None:
    lines.insert(draw.randint(0, len(lines)), " " * draw.choice((0, 0, 2, 7)) + "\n")


def _drop(lines: list[str], draw: random.Random) -> None:
    if lines:
        del lines[draw.randrange(len(lines))]


def _trail(lines: list[str], draw: random.Random) -> None:
    _change(lines, draw, lambda line, end: f"{line}{draw.choice(('  ', '   # t', ' #'))}{end}")


def _carriage_return(lines: list[str], draw: random.Random) -> None:
    _change(lines, draw, lambda line, _: f"{line}\r\n")


def _change(lines: list[str], draw: random.Random, how: Callable[[str, str], str]) -> None:
    if lines:
        index = draw.randrange(len(lines))
        line = lines[index].rstrip("\r\n")
        lines[index] = how(line, lines[index][len(line) :])


def _scalar(draw: random.Random) -> Any:
    return draw.choice(PLAIN if draw.random() < 0.3 else NASTY)


def _entry(draw: random.Random) -> dict[str, Any]:
    entry: dict[str, Any] = {"date": date(2026, 1, draw.randint(1, 28))}
    for key in draw.sample([*ENTRY[2:], *KEYS], draw.randint(0, 4)):
        entry[key] = (
            _scalar(draw) if draw.random() < 0.8 else [_scalar(draw) for _ in range(draw.randint(0, 3))]
        )
    if draw.random() < 0.2:
        entry["payments"] = [{"date": date(2026, 1, 1), "amount": Decimal("1.50")}]
    return entry


def _append(data: Any, draw: random.Random) -> Edit:
    if draw.random() < 0.25:
        key = draw.choice(("tags", "emails", "aliases"))
        if not isinstance(data.get(key), dict):
            return Edit("append", (key,), draw.choice(NASTY))
    key = draw.choice(("contact_log", "sales", "feedback", "deals"))
    return Edit("append", (key,), _entry(draw))


def _put(data: Any, draw: random.Random) -> Edit:
    path = draw.choice((("level",), ("website",), ("notes",), ("owner",), (draw.choice(KEYS),), ("tags",)))
    if path == ("tags",):
        old = data.get("tags") if isinstance(data.get("tags"), list) else []
        kept = [tag for tag in old if draw.random() < 0.8]
        return Edit("put", path, kept + draw.sample(NASTY, draw.randint(0, 2)))
    if draw.random() < 0.2 and not isinstance(data.get("social"), str):
        return Edit("put", ("social", draw.choice(KEYS)), _scalar(draw))
    return Edit("put", path, _scalar(draw))


def _entries(data: Any) -> list[edit_oracle.Path]:
    found: list[edit_oracle.Path] = []
    for key in ("contact_log", "sales", "deals", "feedback"):
        if isinstance(data.get(key), list):
            found += [(key, i) for i, each in enumerate(data[key]) if isinstance(each, dict)]
    return found


def _put_in_entry(data: Any, draw: random.Random) -> Edit:
    entries = _entries(data)
    if not entries:
        return _put(data, draw)
    path = draw.choice(entries)
    keys = [*edit_oracle.at(data, path), "plan", "done", draw.choice(KEYS)]
    return Edit("put", (*path, draw.choice(keys)), _scalar(draw))


def _remove(data: Any, draw: random.Random) -> Edit:
    paths: list[edit_oracle.Path] = [(key,) for key in data if key != "name"]
    for entry in _entries(data):
        paths += [entry, *[(*entry, key) for key in edit_oracle.at(data, entry)]]
    return Edit("remove", draw.choice(paths) if paths else ("level",))


def main() -> int:
    """Run the sweep and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    corpus = [(path.stem, yaml.decode(path.read_bytes())) for path in CORPUS]
    figures: Counter[str] = Counter()
    while sum(figures.values()) < options.count:
        name, text = draw.choice(corpus)
        mutated = layout(text, draw)
        if mutated is None:
            continue
        made = edit(mutated, draw)
        result = outcome(mutated, made)
        figures[result.split(":")[0]] += 1
        if not result.startswith(("right", "refused")) or (options.verbose and result != "right"):
            print(f"--- {name}: {made}\n{result}\n{mutated!r}")
    words = ("right", "refused", "wrong", "crashed")
    print(f"{options.count} edits:", ", ".join(f"{figures[word]} {word}" for word in words))
    return 1 if figures["wrong"] or figures["crashed"] else 0


if __name__ == "__main__":
    sys.exit(main())
