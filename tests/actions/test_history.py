"""``history``: every change in words, whoever made it and whatever the file was called."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BookFolder


def rows(book: BookFolder, *args: str) -> list[tuple[str | None, str, str]]:
    """Customer, action and change of each row, newest first."""
    found = json.loads(book.ok("history", *args, "--json").out)
    return [(row["customer"], row["action"], row["change"]) for row in found]


def changes(book: BookFolder, *args: str) -> list[str]:
    return [change for _, _, change in rows(book, *args)]


def test_fields_are_told_from_old_to_new(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nlevel: B\ntags: [vip]\nneeds:\n  decision: {stage: aware}\n")

    book.ok("set", "acme", "level=A", "needs.decision.stage=deciding", "+new", "-vip", "industry=food")

    assert rows(book, "acme")[0] == (
        "acme",
        "set",
        "level: B → A; tags: +new -vip; needs.decision.stage: aware → deciding; industry: (none) → food",
    )


def test_entries_come_change_and_go(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.ok("log", "acme", "called", "--via", "phone", "--date", "2026-11-02", "--follow-up", "2026-11-20")
    book.ok("done", "acme", "--date", "2026-11-19")
    book.ok("undo", "2")

    assert changes(book, "acme")[:3] == [
        "contact_log: removed {date: 2026-11-02, channel: phone, summary: called, follow_up: 2026-11-20, "
        "done: 2026-11-19}",
        "contact_log 2026-11-02: done: (none) → 2026-11-19",
        "contact_log: added {date: 2026-11-02, channel: phone, summary: called, follow_up: 2026-11-20}",
    ]


def test_of_two_equal_entries_one_may_go(book: BookFolder) -> None:
    sale = "  - {date: 2026-11-01, amount: 5}\n"
    book.write("acme", f"name: Acme\nsales:\n{sale}{sale}")
    book.write("acme", f"name: Acme\nsales:\n{sale}")

    assert changes(book, "acme")[0] == "sales: removed {date: 2026-11-01, amount: 5}"


def test_several_changed_entries_are_told_apart(book: BookFolder) -> None:
    first = "  - {date: 2026-11-01, amount: 5, product: X}\n"
    second = "  - {date: 2026-11-02, amount: 6, product: Y}\n"
    book.write("acme", f"name: Acme\nsales:\n{first}{second}")
    book.write("acme", "name: Acme\nsales:\n" + first.replace("5", "7") + second.replace("Y", "Z"))

    assert changes(book, "acme")[0] == "sales 2026-11-01: amount: 5 → 7; sales 2026-11-02: product: Y → Z"


def test_hand_edits_and_foreign_commits_are_edits(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("acme", "name: Acme\nlevel: A\n", commit=False)
    book.ok("save")
    book.write("acme", "# seen\nname: Acme\nlevel: A\n")

    assert rows(book, "acme") == [
        ("acme", "edit", "comments or layout"),
        ("acme", "edit", "level: (none) → A"),
        ("acme", "edit", "file added"),
    ]


def test_a_customer_is_followed_through_renames(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.ok("rename", "acme", "nova")
    book.git("mv", "customers/nova.yaml", "customers/star.yaml")
    with book.path("star").open("a", encoding="utf-8") as file:
        file.write("level: A\n")
    book.git("commit", "-q", "-am", "by hand")

    assert rows(book, "star") == [
        ("star", "edit", "renamed from nova; level: (none) → A"),
        ("nova", "rename", "renamed from acme"),
        ("acme", "add", "file added"),
    ]
    assert rows(book)[1:3] == rows(book, "star")[1:]


def test_a_new_customer_under_an_old_id_is_another_story(book: BookFolder) -> None:
    book.ok("add", "Old Acme", "--id", "acme")
    book.ok("rename", "acme", "nova")
    book.ok("add", "Young Acme", "--id", "acme")
    book.ok("set", "acme", "level=A")

    assert changes(book, "nova") == ["renamed from acme", "file added"]
    assert changes(book, "acme")[:2] == ["level: (none) → A", "file added"]


def test_the_id_of_a_removed_customer_still_tells(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.ok("add", "Acme UK", "--id", "acme-uk")
    book.ok("remove", "acme")

    assert rows(book, "acme") == [("acme", "remove", "file removed"), ("acme", "add", "file added")]


def test_moving_all_files_is_one_line_for_the_book_and_one_for_each(book: BookFolder) -> None:
    for number in range(22):
        book.write(f"acme-{number}", f"name: Acme {number}\n", commit=False)
    book.git("add", "-A")
    book.git("commit", "-q", "-m", "many")
    book.ok("layout", "letters")

    assert rows(book)[0][2].endswith("files)")
    assert changes(book, "acme-3") == ["moved from customers/acme-3.yaml", "file added"]


def test_a_merge_is_told_for_the_book_and_for_what_it_changed_itself(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nlevel: B\nindustry: x\n")
    book.git("checkout", "-q", "-b", "side")
    book.write("acme", "name: Acme\nlevel: A\nindustry: x\n")
    book.git("checkout", "-q", "main")
    book.write("acme", "name: Acme\nlevel: B\nindustry: x\ntags: [new]\n")
    book.git("merge", "-q", "--no-commit", "side")
    book.write("acme", "name: Acme\nlevel: A\nindustry: y\ntags: [new]\n", commit=False)
    book.git("commit", "-q", "-am", "Merge side")

    assert rows(book, "acme")[0] == ("acme", "merge", "industry: x → y")
    assert rows(book)[0] == ("acme", "merge", "industry: x → y")
    assert sorted(changes(book, "acme")[1:3]) == ["level: B → A", "tags: +new"]


def test_a_merge_that_only_joins_has_one_row_in_the_book(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.git("checkout", "-q", "-b", "side")
    book.write("acme", "name: Acme\nlevel: A\n")
    book.git("checkout", "-q", "main")
    book.write("comet", "name: Comet\n")
    book.git("merge", "-q", "-m", "Join side", "side")

    assert rows(book)[0] == (None, "merge", "Join side")
    assert changes(book, "acme") == ["level: (none) → A", "file added"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("level", ["level: B → A", "level: (none) → B"]),
        ("contact_log", ["contact_log: added {date: 2026-11-02, channel: phone, summary: called}"]),
        ("contact_log.summary", ["contact_log: added {date: 2026-11-02, channel: phone, summary: called}"]),
        ("contact_log.plan", []),
        ("needs", ["needs.decision.stage: (none) → aware"]),
        ("needs.decision.stage", ["needs.decision.stage: (none) → aware"]),
        ("lev", []),
    ],
)
def test_one_field_alone(book: BookFolder, field: str, expected: list[str]) -> None:
    book.ok("add", "Acme", "--level", "B")
    book.ok("log", "acme", "called", "--via", "phone", "--date", "2026-11-02")
    book.ok("set", "acme", "level=A", "industry=food")
    book.ok("set", "acme", "needs.decision.stage=aware")

    assert changes(book, "acme", "--field", field) == expected


def test_limit_counts_commits_that_are_shown(book: BookFolder) -> None:
    book.ok("add", "Acme", "--level", "B")
    book.ok("set", "acme", "level=A")
    book.ok("set", "acme", "industry=food")

    assert changes(book, "--limit", "2") == ["industry: (none) → food", "level: B → A"]
    assert changes(book, "acme", "--limit", "1", "--field", "level") == ["level: B → A"]


def test_since_a_day_by_the_authors_dates(book: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-11-01", "2026-11-10"):
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T00:30:00+0800")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T00:30:00+0800")
        book.write(f"acme-{day}", "name: Acme\n")

    found = rows(book, "--since", "2026-11-10")

    assert [customer for customer, *_ in found][-1] == "acme-2026-11-10"
    assert rows(book, "acme-2026-11-01", "--since", "2026-11-10") == []


def test_the_patch_is_gits_and_follows_renames(book: BookFolder) -> None:
    book.ok("add", "Acme")
    book.ok("rename", "acme", "nova")
    book.ok("set", "nova", "level=A")
    book.ok("add", "Comet")

    patch = book.ok("history", "nova", "-p").out

    assert patch.count("\ncommit ") == 2
    assert "+level: A" in patch
    assert "rename to customers/nova.yaml" in patch
    assert "Comet" not in patch


def test_a_patch_cannot_steer_the_terminal(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nnotes: \u202eleft\n")

    assert "\u202e" not in book.ok("history", "acme", "-p").out


def test_a_patch_is_no_data(book: BookFolder) -> None:
    assert book.crm("history", "-p", "--json").code == 2


def test_versions_that_cannot_be_read_are_told(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("acme", "name: [\n")
    book.write("acme", "name: Acme\nlevel: A\n")

    assert changes(book, "acme") == ["cannot be read before it", "cannot be read after it", "file added"]


def test_a_book_without_commits_and_an_unknown_customer(book: BookFolder) -> None:
    assert book.crm("history", "nobody").code == 3
    assert book.crm("history", "../../etc/passwd").code == 3


def test_a_book_in_a_sub_directory_shows_its_own_only(tmp_path, book: BookFolder) -> None:  # type: ignore[no-untyped-def]
    (book.root / "sub").mkdir()
    inner = BookFolder(book.root / "sub")
    inner.ok("init", ".", "--currency", "EUR")
    inner.ok("add", "Inner")
    book.ok("add", "Outer")

    assert [customer for customer, *_ in rows(inner)] == ["inner", None]
