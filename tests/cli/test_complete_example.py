"""The complete example file survives one of each write command with only the intended lines changed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import BookFolder, run

EXAMPLE = Path(__file__).parent.parent / "data" / "complete.yaml"
# A command line, then the lines that a diff of the file shows; none: only that at most one is removed.
WRITES = """\
$ set nebula level=B
-level: A                        # A | B | C, the user's own ranking
+level: B                        # A | B | C, the user's own ranking
$ set nebula +gold
-tags: [vip]
+tags: [vip, gold]
$ set nebula -vip
-tags: [vip]
+tags: []
$ unset nebula source
-source: referral
$ set nebula website=https://nebula.example
-website:
+website: https://nebula.example
$ set nebula needs.decision.stage=deciding
$ log nebula 'called back' --via phone
+  - date: 2026-11-23
+    channel: phone
+    summary: called back
$ next nebula 2026-12-01 'send offer'
+  - date: 2026-11-23
+    channel: note
+    follow_up: 2026-12-01
+    plan: send offer
$ sell nebula Training 500
+  - date: 2026-11-23
+    product: Training
+    amount: 500
$ refund nebula 100 --against INV-2026-014
+  - date: 2026-11-23
+    amount: -100
+    currency: CNY
+    tax_rate: 0.06
+    against: INV-2026-014
$ deal move nebula negotiation
$ deal add nebula More
$ feedback nebula fine --score 4
+  - date: 2026-11-23
+    kind: survey
+    score: 4
+    comment: fine
$ need nebula --motive speed
-  motives: [cut manual entry]
+  motives: [cut manual entry, speed]
$ lost nebula --reason moved
$ stage nebula auto
$ archive nebula
"""
CASES = [block.splitlines() for block in WRITES.split("$ ")[1:]]


@pytest.fixture
def nebula(tmp_path: Path) -> BookFolder:
    root = tmp_path / "book"
    assert run("init", str(root), "--currency", "CNY").code == 0
    book = BookFolder(root)
    book.write("nebula", EXAMPLE.read_bytes())
    return book


def changed_lines(book: BookFolder) -> list[str]:
    diff = book.git("diff", "--unified=0", "HEAD~1", "HEAD", "--", "customers").splitlines()
    return [line for line in diff if line[0] in "+-" and not line.startswith(("---", "+++"))]


def test_the_example_checks_clean(nebula: BookFolder) -> None:
    ran = nebula.ok("check", "--strict")

    assert ran.out == ""


@pytest.mark.parametrize(("command", "expected"), [(case[0], case[1:]) for case in CASES])
def test_a_write_changes_only_its_own_lines(nebula: BookFolder, command: str, expected: list[str]) -> None:
    comments = nebula.text("nebula").count("#")

    nebula.ok(*shlex.split(command))

    diff = changed_lines(nebula)
    assert nebula.is_clean()
    assert len([line for line in diff if line[0] == "-"]) <= 1
    assert not expected or diff == expected
    assert nebula.text("nebula").count("#") == comments or command in (
        "unset nebula source",
        "stage nebula auto",
    )
    nebula.ok("check", "--strict")
    nebula.ok("undo")
    assert nebula.path("nebula").read_bytes() == EXAMPLE.read_bytes()
