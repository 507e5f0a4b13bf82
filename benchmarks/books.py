"""Makes the same synthetic customers as a plaincrm book and as a folder of vCards, from a fixed seed."""

from __future__ import annotations

import random
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
INDUSTRIES = ("bakery", "software", "retail", "law", "logistics")


def make_book(root: Path, count: int, seed: int = 1) -> None:
    """A committed book of *count* customers, about 2 KB and 5 to 40 entries each."""
    chance = random.Random(seed)
    folder = root / "customers"
    folder.mkdir(parents=True)
    (root / "plaincrm.yaml").write_text("format: 1\nname: Bench\ncurrency: EUR\n", encoding="utf-8")
    for number in range(count):
        (folder / f"customer-{number:06d}.yaml").write_text(_customer(chance, number), encoding="utf-8")
    commit = ["-c", "gc.auto=0", "commit", "-q", "-m", "Begin the book"]  # no upkeep behind our back
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], commit):
        subprocess.run(["git", *command], cwd=root, check=True)


def add_history(root: Path, commits: int, seed: int = 2) -> None:
    """*commits* more, each a line written into the file of some customer, a minute apart."""
    chance = random.Random(seed)
    paths = sorted(path.relative_to(root).as_posix() for path in (root / "customers").glob("*.yaml"))
    contents: dict[str, bytes] = {}
    stream = []
    for number in range(commits):
        path = chance.choice(paths)
        contents[path] = contents.get(path, (root / path).read_bytes()) + b"# line %d\n" % number
        stream.append(_commit(path, contents[path], number))
    subprocess.run(["git", "fast-import", "--quiet"], input=b"".join(stream), cwd=root, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)


def _commit(path: str, content: bytes, number: int) -> bytes:
    seconds = int(datetime.combine(TODAY, time(), UTC).timestamp()) + number * 60
    message = f"{path}: line {number}".encode()
    head = f"commit refs/heads/main\ncommitter Ada <ada@plaincrm.example> {seconds} +0000\n"
    parent = b"from refs/heads/main^0\n" if number == 0 else b""
    return (
        head.encode() + b"data %d\n%s\n" % (len(message), message) + parent
        + f"M 100644 inline {path}\n".encode() + b"data %d\n%s\n" % (len(content), content)
    )  # fmt: skip


def make_cards(folder: Path, count: int) -> None:
    """The same customers as one vCard file each."""
    folder.mkdir(parents=True)
    for number in range(count):
        card = (
            "BEGIN:VCARD\nVERSION:3.0\n"
            f"UID:customer-{number:06d}\nFN:Customer {number:06d} Ltd\nN:Ltd;Customer {number:06d};;;\n"
            f"EMAIL:c{number}@customers.example\nTEL:+49 30 23125{number:06d}\nEND:VCARD\n"
        )
        (folder / f"customer-{number:06d}.vcf").write_text(card, encoding="utf-8")


def transactions(rows: int, customers: int) -> str:
    """A table of plain transactions; every customer buys at least once."""
    chance = random.Random(7)
    ids = [f"{number:05}" for number in range(1, customers + 1)]
    buyers = sorted(ids + [chance.choice(ids) for _ in range(rows - customers)])
    lines = ["customer_id,date,quantity,amount"]
    for buyer in buyers:
        day = date(1997, 1, 1) + timedelta(chance.randrange(540))
        lines.append(f"{buyer},{day:%Y%m%d},{chance.randint(1, 5)},{chance.randint(500, 5000) / 100:.2f}")
    return "\n".join([*lines, ""])


def _customer(chance: random.Random, number: int) -> str:
    lines = [
        f"name: Customer {number:06d} Ltd",
        f"industry: {chance.choice(INDUSTRIES)}",
        f"level: {chance.choice('ABC')}",
        f"emails: [c{number}@customers.example]",
        f'phones: ["+49 30 23125{number:06d}"]',
        *(["tags: [vip]"] if number % 7 == 0 else []),
        "contact_log:",
    ]
    for place in range(chance.randint(3, 20)):
        lines += [
            f"  - date: {_past(chance)}",
            "    channel: phone",
            f"    summary: talked about order number {place} and the next steps to take",
        ]
        if place == 0:
            lines.append(f"    follow_up: {TODAY + timedelta(days=chance.randint(-20, 200))}")
    lines.append("sales:")
    for place in range(chance.randint(2, 20)):
        day = _past(chance)
        lines += [
            f"  - date: {day}",
            "    product: Support",
            f"    amount: {chance.randint(100, 99999) / 100:.2f}",
            f"    invoice: I{number}-{place}",
            f"    paid: {day}",
        ]
    return "\n".join(lines) + "\n"


def _past(chance: random.Random) -> date:
    return TODAY - timedelta(days=chance.randint(0, 900))
