"""Comments and blank lines of both sides: all of them stay, each where it was."""

from __future__ import annotations

from tests.book.merge.merging import clean, refused, text_of

BASE = """
    # who they are
    name: Acme
    level: A  # since May

    # what was said
    contact_log:  # newest last
      - date: 2026-01-05
        summary: First call
      # then came the visit
      - date: 2026-02-05
        summary: Saw the hall
        # bring boots

    sales: []
    # the end
"""
OURS = "      - date: 2026-03-01\n        summary: ours\n"
THEIRS = "      - date: 2026-03-02\n        summary: theirs\n"
LAST = "        # bring boots\n"


def with_entry(text: str, entry: str) -> str:
    return text.replace(LAST, LAST + entry)


def test_comments_of_both_sides_stand_with_what_they_describe() -> None:
    ours = with_entry(BASE, OURS).replace("First call", "First call  # ten minutes")
    theirs = with_entry(BASE, "      # after the fair\n" + THEIRS).replace("since May", "since June")

    merged = clean(BASE, ours, theirs)

    assert merged == text_of("""
        # who they are
        name: Acme
        level: A  # since June

        # what was said
        contact_log:  # newest last
          - date: 2026-01-05
            summary: First call  # ten minutes
          # then came the visit
          - date: 2026-02-05
            summary: Saw the hall
            # bring boots
          - date: 2026-03-01
            summary: ours
          # after the fair
          - date: 2026-03-02
            summary: theirs

        sales: []
        # the end
    """)


def test_a_comment_and_a_value_of_one_line_change_on_two_sides() -> None:
    ours = with_entry(BASE, OURS).replace("level: A", "level: B")
    theirs = with_entry(BASE, THEIRS).replace("since May", "since June")

    assert "level: B  # since June\n" in clean(BASE, ours, theirs)


def test_both_comment_on_one_line() -> None:
    ours = with_entry(BASE, OURS).replace("First call", "First call  # short")
    theirs = with_entry(BASE, THEIRS).replace("First call", "First call  # loud")

    merged = clean(BASE, ours, theirs)

    assert "summary: First call  # short\n  # loud\n" in merged


def test_a_comment_that_one_side_took_out_is_out() -> None:
    merged = clean(
        BASE,
        with_entry(BASE, OURS).replace("      # then came the visit\n", ""),
        with_entry(BASE, THEIRS).replace("  # newest last", ""),
    )

    assert "then came" not in merged
    assert "newest last" not in merged


def test_a_comment_that_one_rewrote_and_the_other_took_out_stays_rewritten() -> None:
    merged = clean(
        BASE,
        with_entry(BASE, OURS).replace("      # then came the visit\n", ""),
        with_entry(BASE, THEIRS).replace("came the visit", "came the visit to the hall"),
    )

    assert "# then came the visit to the hall\n" in merged


def test_the_comment_above_an_entry_that_went_stays_as_the_command_left_it() -> None:
    second = BASE.index("      - date: 2026-02")
    ours = BASE[:second] + BASE[BASE.index("\n    sales") :]

    merged = clean(BASE, ours, with_entry(BASE, THEIRS))

    assert merged.count("# then came the visit") == 1
    assert "Saw the hall" not in merged
    assert "theirs" in merged


def test_a_comment_below_which_both_wrote_stands_once() -> None:
    ours = BASE + "    owner: me\n"
    theirs = BASE + "    website: acme.example\n"

    merged = clean(BASE, ours, theirs)

    assert merged.count("# the end") == 1
    assert merged.endswith("# the end\nowner: me\nwebsite: acme.example\n")


def test_blank_lines_between_entries_come_along() -> None:
    base = (
        "name: Acme\nsales:\n\n  - date: 2026-01-01\n    amount: 1\n\n  - date: 2026-01-02\n    amount: 2\n"
    )

    merged = clean(
        base,
        base + "\n  - date: 2026-01-03\n    amount: 3\n",
        base + "\n  - date: 2026-01-04\n    amount: 4\n",
    )

    assert merged == base + "\n  - date: 2026-01-03\n    amount: 3\n\n  - date: 2026-01-04\n    amount: 4\n"


def test_a_comment_that_both_rewrote() -> None:
    ours = BASE.replace("came the visit", "came the long visit")
    theirs = BASE.replace("came the visit", "came the short visit")

    outcome = refused(BASE, ours, theirs)

    assert outcome.report == ("comments: # then came the long visit / # then came the short visit",)
    assert (
        "<<<<<<< ours\n  # then came the long visit\n||||||| base\n  # then came the visit\n"
        "=======\n  # then came the short visit\n>>>>>>> theirs\n"
    ) in outcome.content.decode()


def test_a_comment_at_the_end_of_a_line_that_both_rewrote() -> None:
    outcome = refused(BASE, BASE.replace("since May", "since June"), BASE.replace("since May", "since July"))

    assert outcome.report == ("comments: # since June / # since July",)
    assert "<<<<<<< ours\nlevel: A  # since June\n" in outcome.content.decode()


def test_a_comment_on_an_entry_that_the_other_side_took_out() -> None:
    second = BASE.index("      # then came")
    gone = BASE[:second] + BASE[BASE.index("\n    sales") :]

    outcome = refused(BASE, gone, BASE.replace("bring boots", "bring boots and a hat"))

    assert outcome.report == ("comments: (taken out) / # bring boots and a hat",)
    assert "bring boots and a hat" in outcome.content.decode()
