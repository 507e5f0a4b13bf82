"""Makes the same synthetic customers as a plaincrm book and as a folder of vCards, from a fixed seed."""

from __future__ import annotations

import random
import subprocess
from datetime import date, timedelta
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
