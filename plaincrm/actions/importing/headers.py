"""The synonym table: what a column's heading means, in English and Chinese.

A target is a key of a customer file (`phones`, `sales.amount`), or one of the words below for what takes part
in making one:

- `customer`: the ID or name of the customer that the row is about
- `contact`, `first_name`, `middle_name`, `last_name`: a person; `organisation`: where they are
- `phone`, `email`, `wechat`, `title` …: the person's where the row names one, else the customer's
- `street`, `city`, `state`, `zip`, `country`: parts of one address
- `last_contact`, `last_summary`, `next_follow_up`, `plan`: one entry of the contact log
- `refund`, `fee`, `state`, `direction_of_money`, `ignored`: for sources that need them
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from plaincrm.model.names import simplified


@lru_cache(maxsize=10_000)  # headings are asked about with every row
def normalised(heading: str) -> str:
    """A heading to compare: no width, case, asterisk, （必填）, unit, blank or punctuation."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", plain)
    return simplified(re.sub(r"[\W_]+", "", plain))


def _read() -> dict[str, dict[str, str]]:
    """The table of synonyms.txt: section → word → target."""
    table: dict[str, dict[str, str]] = {}
    text = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8")
    target = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = table.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            if not line.startswith(" "):
                target, _, line = line.partition(": ")
            words = (word.strip() for word in line.split("|"))
            section.update((word, target) for word in words if word)
    return table


_TABLE = _read()
SHEETS = _TABLE.pop("sheets")
"""What a sheet of that name is about."""
NAMELESS = _TABLE.pop("nameless")
"""What names the customer in a sheet without any better column."""
ANYWHERE = _TABLE.pop("anywhere")
BY_TOPIC = _TABLE
TOPICS = ("customers", *BY_TOPIC)
TARGETS = frozenset(target for table in (ANYWHERE, *BY_TOPIC.values()) for target in table.values())


def meaning(heading: str, topic: str = "customers") -> str | None:
    """The target that a heading means in a sheet of that topic; None for an unknown one."""
    key = normalised(heading)
    return BY_TOPIC.get(topic, {}).get(key) or ANYWHERE.get(key)


def is_known(heading: str) -> bool:
    """Whether a cell may be a heading at all."""
    key = normalised(heading)
    return key in ANYWHERE or any(key in table for table in BY_TOPIC.values())
