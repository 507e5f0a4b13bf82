"""A second opinion on edits, made of PyYAML alone: what a text says, its comments, what two texts share."""

from __future__ import annotations

import copy
import difflib
import re
from typing import Any

import yaml

Path = tuple[str | int, ...]

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NULLS = ("", "~", "null", "Null", "NULL")


def reads_as(text: str) -> Any:
    """The data of a text, every scalar as text; nulls look like empty texts here."""
    return blank_nulls(yaml.load(text.removeprefix("\ufeff"), LOADER))


def blank_nulls(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: blank_nulls(value) for key, value in data.items()}
    if isinstance(data, list):
        return [blank_nulls(value) for value in data]
    return "" if data is None or data in NULLS else data


def items(data: Any) -> Any:
    """The same data so that ``==`` minds the order of keys."""
    if isinstance(data, dict):
        return [(key, items(value)) for key, value in data.items()]
    return [items(value) for value in data] if isinstance(data, list) else data


def comments(text: str) -> list[str]:
    """Every comment of a text, found between the scanner's tokens."""
    body = text.removeprefix("\ufeff")
    found, at = [], 0
    for token in yaml.scan(body, Loader=LOADER):
        found += _comments_in(body[at : token.start_mark.index])
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            head = re.split("[\n\r]", body[token.start_mark.index :])[0]
            found += _comments_in(head[1:])
        at = max(at, token.end_mark.index)
    return found + _comments_in(body[at:])


def _comments_in(gap: str) -> list[str]:
    return [comment.rstrip() for comment in re.findall("#[^\n\r\x85\u2028\u2029]*", gap)]


def is_subsequence(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(each in rest for each in some)


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def has(data: Any, path: Path) -> bool:
    try:
        at(data, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def cut_out(old: str, new: str) -> tuple[str, str]:
    """What is between the common beginning and the common end of two texts: the old part, the new part."""
    first = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return old[first : len(old) - last], new[first : len(new) - last]


def only_inserted(old: str, new: str, replaceable: tuple[str, ...] = ()) -> bool:
    """Whether *new* is *old* with one or two runs put in, and at most one of *replaceable* taken out."""
    gone, come = cut_out(old, new)
    if gone in come:
        return True
    for part in replaceable:
        before, found, after = gone.partition(part)
        if found and before.strip() == "" and (not after or after in come):
            return True
    return False


def complaint(old: str, new: str, verb: str, path: Path, value: Any = None) -> str | None:
    """What is wrong with an edit, judged without the code that made it; None where it is right."""
    before, after = reads_as(old), reads_as(new)
    wanted = _edited(before, verb, path, blank_nulls(as_text(value)))
    if wanted != after:
        return "the data is not what it should be"
    if items(_without_new_key(wanted, before, path)) != items(_without_new_key(after, before, path)):
        return "the order of keys changed"
    lost = _lost(comments(old), comments(new))
    may_lose = verb == "remove" or isinstance(value, list)  # an item that goes takes its comment with it
    if lost and not (may_lose and all(comment in _lines_cut_out(old, new) for comment in lost)):
        return f"lost the comments {lost}"
    return _outside(old, new, verb, path, before)


def _lines_cut_out(old: str, new: str) -> str:
    """The lines of *old* that the change touches, as a whole."""
    gone, _ = cut_out(old, new)
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    ending = re.compile("[\n\r]|$").search(old, start + len(gone))
    return old[_line_start(old, start) : ending.start() if ending else len(old)]


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _edited(data: Any, verb: str, path: Path, value: Any) -> Any:
    """A copy of *data* after the edit; aliases are copies of their own here, as they are in a book."""
    data = copy.deepcopy(data)
    if verb == "append" and has(data, path) and isinstance(at(data, path), list):
        at(data, path).append(value)
        return data
    if verb == "append":
        single = at(data, path) if has(data, path) else ""
        return _edited(data, "put", path, [single, value] if single else [value])
    if verb == "remove":
        if has(data, path):
            del at(data, path[:-1])[path[-1]]
        return data
    for depth in range(1, len(path)):
        if not has(data, path[:depth]) or at(data, path[:depth]) in ("", []):
            at(data, path[: depth - 1])[path[depth - 1]] = {}
    at(data, path[:-1])[path[-1]] = value
    return data


def _without_new_key(data: Any, before: Any, path: Path) -> Any:
    for depth in range(1, len(path) + 1):
        if not has(before, path[:depth]) and has(data, path[:depth]):
            data = copy.deepcopy(data)
            del at(data, path[: depth - 1])[path[depth - 1]]
            return data
    return data


def _lost(some: list[str], every: list[str]) -> list[str]:
    """The comments of *some* that are not, in order, in *every*."""
    matcher = difflib.SequenceMatcher(None, some, every, autojunk=False)
    kept = {i for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)}
    return [comment for i, comment in enumerate(some) if i not in kept]


def _outside(old: str, new: str, verb: str, path: Path, before: Any) -> str | None:
    """Whether anything was taken out that does not belong to what is edited."""
    body, new_body = old.removeprefix("\ufeff"), new.removeprefix("\ufeff")
    if (old != body) != (new != new_body):
        return "the byte order mark came or went"
    if verb == "remove":
        return None if not has(before, path) else _outside_removal(body, new_body, path)
    gone, come = cut_out(body, new_body)
    start, end = _span(body, _existing(before, path))
    owned = body[_line_start(body, start) : _next_token(body, end)]
    for piece in _deletions(gone, come):
        if piece.strip(" \t\r\n,-[]{}:") not in owned:
            return f"took out {piece!r}, which is not all part of {owned!r}"
    return None


def _outside_removal(old: str, new: str, path: Path) -> str | None:
    """Whether what stood before and after the removed thing still stands there."""
    start, end = _span(old, path)
    if end < start:  # an alias: its node is the one it stands for
        return None
    tail = old[_tail(old, end, start - _line_start(old, start)) :]
    tail = re.sub("^((?:\\s|#[^\n\r]*)*),", r"\1", tail) if not new.endswith(tail.lstrip(" ")) else tail
    if not new.endswith(tail.lstrip(" ")):  # the first key of an entry leaves its dash to the next
        return f"what came after is not there: {tail!r}"
    head, new_head = old[:start], new[: len(new) - len(tail.lstrip(" "))]
    heads = {head, _trimmed(head), "".join(head.rsplit(",", 1))}
    new_heads = {new_head, *("".join(new_head.rsplit(empty, 1)) for empty in (" []", "[]", " {}", "{}"))}
    if {_trimmed(each) for each in heads} & {_trimmed(each) for each in new_heads}:
        return None
    return f"what came before is not there: {head!r}, but {new_head!r}"


def starts_line(text: str, index: int) -> bool:
    return _line_start(text, index) == index


def _trimmed(text: str) -> str:
    """A text without the comments (they are judged apart), dashes and commas at its end."""
    return re.sub("(?:\\s*#[^\n\r]*)*\\s*$", "", text.rstrip(" \t\r\n,-?")).rstrip(" \t\r\n,-?")


def _tail(text: str, end: int, column: int) -> int:
    """Where what follows a removed thing begins: the next token, or a comment line above it that stays."""
    tokens = yaml.scan(text, Loader=LOADER)
    following = (
        token.start_mark.index
        for token in tokens
        if token.start_mark.index >= end and not isinstance(token, yaml.FlowEntryToken | yaml.BlockEndToken)
    )
    after = next(following, len(text))
    for line in re.finditer("(?:^|(?<=[\n\r]))( *)#[^\n\r]*", text[end:after]):
        if len(line[1]) <= column and starts_line(text, end + line.start()):
            return end + line.start()
    return max(_line_start(text, after), end) if not text[_line_start(text, after) : after].strip() else after


def _deletions(gone: str, come: str) -> list[str]:
    """What was taken out, given the changed stretch before and after: in one piece, or in two."""
    if gone in come:
        return []
    if not come:
        return [gone]
    before, found, after = gone.partition(come)
    return [before, after] if found else [gone]


def _line_start(text: str, index: int) -> int:
    return max(text.rfind(each, 0, index) for each in "\n\r\x85\u2028\u2029") + 1


def _next_token(text: str, index: int) -> int:
    starts = (token.start_mark.index for token in yaml.scan(text, Loader=LOADER))
    return next((start for start in starts if start > index), len(text))


def _existing(data: Any, path: Path) -> Path:
    while not has(data, path):
        path = path[:-1]
    return path


def _span(text: str, path: Path) -> tuple[int, int]:
    """Where what *path* leads to begins (its key, its dash) and ends, by the marks of PyYAML alone."""
    node: Any = yaml.compose(text, Loader=LOADER)
    start = node.start_mark.index
    for step in path:
        if isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if pair[0].value == step)
            start = key.start_mark.index
        else:
            block = not node.flow_style
            node = node.value[step]
            start = _dash(text, node.start_mark.index) if block else node.start_mark.index
    return start, _content_end(text, node)


def _dash(text: str, index: int) -> int:
    tokens: Any = yaml.scan(text, Loader=LOADER)
    dashes = [token for token in tokens if isinstance(token, yaml.BlockEntryToken)]
    return max(int(token.start_mark.index) for token in dashes if token.start_mark.index <= index)


def _content_end(text: str, node: Any) -> int:
    """The end of the last token of a value; the end mark of a block lies behind the comments below it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        return int(node.end_mark.index)
    tokens: Any = yaml.scan(text, Loader=LOADER)
    spans = [(token.start_mark.index, token.end_mark.index) for token in tokens]
    return max(int(end) for start, end in spans if start < end and start < node.end_mark.index)
