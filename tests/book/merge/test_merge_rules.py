"""What two people may change at once, and what only a human can settle."""

from __future__ import annotations

import pytest

from tests.book.merge.merging import clean, data, merge, refused, text_of

BASE = """
    name: Acme
    level: A
    tags: [vip]
    contact_log:
      - date: 2026-01-05
        channel: phone
        summary: First call
      - date: 2026-02-05
        channel: visit
        summary: Saw the hall
"""


def with_entry(day: str, summary: str) -> str:
    return BASE + f"      - date: {day}\n        summary: {summary}\n"


def test_both_append_and_the_entries_stand_by_date() -> None:
    merged = clean(BASE, with_entry("2026-04-01", "ours"), with_entry("2026-03-01", "theirs"))

    assert merged == text_of(with_entry("2026-03-01", "theirs")) + "  - date: 2026-04-01\n    summary: ours\n"


def test_on_one_day_ours_come_first() -> None:
    merged = clean(BASE, with_entry("2026-03-01", "ours"), with_entry("2026-03-01", "theirs"))

    assert [entry["summary"] for entry in data(merged)["contact_log"][2:]] == ["ours", "theirs"]


def test_where_the_dates_are_in_no_order_ours_come_first() -> None:
    base = BASE.replace("2026-01-05", "2026-12-05")

    merged = clean(
        base,
        base + "      - {date: 2026-09-01, summary: ours}\n",
        base + "      - {date: 2026-01-01, summary: theirs}\n",
    )

    assert [entry["summary"] for entry in data(merged)["contact_log"][2:]] == ["ours", "theirs"]


def test_lists_with_the_newest_entry_on_top_stay_so() -> None:
    base = """
        name: Acme
        contact_log:
          - {date: 2026-02-01, summary: two}
          - {date: 2026-01-01, summary: one}
    """
    top = "contact_log:\n"
    ours = base.replace(top, top + "          - {date: 2026-03-01, summary: ours}\n")
    theirs = base.replace(top, top + "          - {date: 2026-04-01, summary: theirs}\n")

    merged = clean(base, ours, theirs)

    assert [entry["summary"] for entry in data(merged)["contact_log"]] == ["theirs", "ours", "two", "one"]


def test_both_begin_a_list() -> None:
    merged = clean(
        "name: Acme\n",
        "name: Acme\nsales:\n  - {date: 2026-01-01, amount: 1}\n",
        "name: Acme\nsales:\n  - {date: 2026-01-02, amount: 2}\n",
    )

    assert [sale["amount"] for sale in data(merged)["sales"]] == ["1", "2"]


@pytest.mark.parametrize("empty", ["[]", "", "~"])
def test_both_append_to_a_list_that_was_empty(empty: str) -> None:
    base = f"name: Acme\nsales: {empty}\nlevel: A\n"

    merged = clean(
        base,
        "name: Acme\nsales:\n  - date: 2026-01-01\n    amount: 1\nlevel: A\n",
        "name: Acme\nsales:\n  - date: 2026-01-02\n    amount: 2\nlevel: A\n",
    )

    assert merged == text_of("""
        name: Acme
        sales:
          - date: 2026-01-01
            amount: 1
          - date: 2026-01-02
            amount: 2
        level: A
    """)


def test_fields_of_one_entry_merge_one_by_one() -> None:
    ours = BASE.replace("channel: visit", "channel: meeting")
    theirs = BASE.replace("summary: Saw the hall", "summary: Saw both halls\n        done: 2026-02-06")

    merged = clean(BASE, ours, theirs)

    assert data(merged)["contact_log"][1] == {
        "date": "2026-02-05",
        "channel": "meeting",
        "summary": "Saw both halls",
        "done": "2026-02-06",
    }


def test_an_entry_that_one_side_moved_takes_the_edit_of_the_other() -> None:
    first, second = BASE.index("      - date: 2026-01"), BASE.index("      - date: 2026-02")
    ours = BASE[:first] + BASE[second:] + BASE[first:second]
    theirs = BASE.replace("First call", "First call, short")

    merged = clean(BASE, ours, theirs)

    assert [entry["summary"] for entry in data(merged)["contact_log"]] == [
        "Saw the hall",
        "First call, short",
    ]


def test_tags_are_a_set() -> None:
    merged = clean(BASE, BASE.replace("[vip]", "[vip, new, north]"), BASE.replace("[vip]", "[new, south]"))

    assert data(merged)["tags"] == ["new", "north", "south"]


def test_a_single_text_that_both_made_a_list_is_one_list() -> None:
    base = "name: Acme\nphones: '1'\n"

    merged = clean(base, "name: Acme\nphones: ['1', '2']\n", "name: Acme\nphones: ['1', '3']\n")

    assert data(merged)["phones"] == ["1", "2", "3"]


def test_the_order_of_keys_is_nobodys_conflict() -> None:
    merged = clean(
        "name: Acme\nlevel: A\nowner: me\n",
        "owner: me\nname: Acme\nlevel: A\n",
        "name: Acme\nlevel: B\nowner: me\nsource: fair\n",
    )

    assert merged == "owner: me\nsource: fair\nname: Acme\nlevel: B\n"


def test_both_change_one_thing_to_the_same() -> None:
    assert (
        clean(BASE, BASE.replace("A\n", "B\n"), BASE.replace("A\n", "B  # now\n")).count("level: B  # now")
        == 1
    )


def test_one_side_takes_out_what_the_other_left_alone() -> None:
    merged = clean(BASE, BASE.replace("    level: A\n", ""), with_entry("2026-03-01", "theirs"))

    assert "level" not in data(merged)
    assert len(data(merged)["contact_log"]) == 3


def test_each_takes_out_an_entry_and_the_list_is_empty() -> None:
    first, second = BASE.index("      - date: 2026-01"), BASE.index("      - date: 2026-02")

    merged = clean(BASE, BASE[:second], BASE[:first] + BASE[second:])

    assert merged == "name: Acme\nlevel: A\ntags: [vip]\ncontact_log: []\n"


def test_a_list_that_one_side_took_out_keeps_what_the_other_added() -> None:
    ours = BASE[: BASE.index("    contact_log")]

    merged = clean(BASE, ours, with_entry("2026-03-01", "theirs"))

    assert data(merged)["contact_log"] == [{"date": "2026-03-01", "summary": "theirs"}]


def test_a_list_that_one_took_out_and_the_other_emptied_is_gone_for_both() -> None:
    ours = BASE[: BASE.index("    contact_log")]

    merged = clean(BASE, ours, ours + "    contact_log: []\n")

    assert not data(merged)["contact_log"]


def test_the_same_new_contact_counts_once_and_quietly() -> None:
    both = with_entry("2026-03-01", "same")
    theirs = both.replace("level: A", "level: B")

    outcome = merge(BASE, both.replace("[vip]", "[vip, x]"), theirs)

    assert len(data(outcome.content.decode())["contact_log"]) == 3
    assert outcome.clean
    assert outcome.report == ()


def test_the_same_new_sale_counts_once_and_is_told() -> None:
    base = "name: Acme\nsales:\n  - {date: 2026-01-01, amount: 5}\nlevel: A\n"
    both = base.replace("5}\n", "5}\n  - {date: 2026-02-01, amount: 7}\n")

    outcome = merge(base, both, both.replace("level: A", "level: B"))

    assert outcome.clean
    assert len(data(outcome.content.decode())["sales"]) == 2
    assert outcome.report == (
        "sales: both sides have this new entry, it is kept once: {date: 2026-02-01, amount: 7}",
    )


def test_the_same_new_payment_counts_once_and_is_told() -> None:
    base = "name: Acme\nsales:\n  - date: 2026-01-01\n    amount: 5\nlevel: A\n"
    both = base.replace("5\n", "5\n    payments:\n      - {date: 2026-02-01, amount: 2}\n")

    outcome = merge(base, both, both.replace("level: A", "level: B"))

    assert outcome.clean
    assert outcome.report == (
        "payments of {date: 2026-01-01, amount: 5}: both sides have this new entry, it is kept once: "
        "{date: 2026-02-01, amount: 2}",
    )


def test_one_value_changed_twice_is_shown_between_marks() -> None:
    outcome = refused(BASE, BASE.replace("level: A", "level: B"), BASE.replace("level: A", "level: C"))

    assert outcome.report == ("level: B / C",)
    assert outcome.content.decode() == text_of(BASE).replace(
        "level: A\n",
        "<<<<<<< ours\nlevel: B\n||||||| base\nlevel: A\n=======\nlevel: C\n>>>>>>> theirs\n",
    )


def test_only_the_lines_that_differ_stand_between_marks() -> None:
    ours = with_entry("2026-03-01", "ours").replace("First call", "First talk").replace("vip", "vip, o")
    theirs = with_entry("2026-03-02", "theirs").replace("First call", "First chat").replace("vip", "vip, t")

    outcome = refused(BASE, ours, theirs)

    assert outcome.report == ("contact_log[0].summary: First talk / First chat",)
    assert outcome.content.decode() == text_of("""
        name: Acme
        level: A
        tags: [vip, o, t]
        contact_log:
          - date: 2026-01-05
            channel: phone
        <<<<<<< ours
            summary: First talk
        ||||||| base
            summary: First call
        =======
            summary: First chat
        >>>>>>> theirs
          - date: 2026-02-05
            channel: visit
            summary: Saw the hall
          - date: 2026-03-01
            summary: ours
          - date: 2026-03-02
            summary: theirs
    """)


def test_an_entry_taken_out_by_one_and_edited_by_the_other() -> None:
    gone = BASE[: BASE.index("      - date: 2026-02")]

    outcome = refused(BASE, gone, BASE.replace("Saw the hall", "Saw two halls"))

    assert outcome.report == (
        "contact_log[1]: (taken out) / {date: 2026-02-05, channel: visit, summary: Saw two halls}",
    )
    assert outcome.content.decode().endswith(
        text_of("""
        <<<<<<< ours
        ||||||| base
          - date: 2026-02-05
            channel: visit
            summary: Saw the hall
        =======
          - date: 2026-02-05
            channel: visit
            summary: Saw two halls
        >>>>>>> theirs
        """)
    )


def test_a_field_taken_out_by_one_and_changed_by_the_other() -> None:
    outcome = refused(BASE, BASE.replace("    level: A\n", ""), BASE.replace("level: A", "level: C"))

    assert outcome.report == ("level: (taken out) / C",)


def test_a_new_key_with_two_values() -> None:
    outcome = refused("name: Acme\n", "name: Acme\nlevel: A\n", "name: Acme\nlevel: B\n")

    assert outcome.report == ("level: A / B",)


def test_a_map_here_and_another_text_there() -> None:
    base = "name: Acme\nstage: retain\n"

    outcome = refused(
        base, "name: Acme\nstage: {value: retain, reason: asked}\n", "name: Acme\nstage: winback\n"
    )

    assert outcome.report == ("stage: {value: retain, reason: asked} / winback",)


def test_maps_in_braces_merge_by_key_and_clash_by_key() -> None:
    base = "name: Acme\nneeds:\n  decision: {stage: aware, budget: 100, by: 2026-05-01}\n"

    outcome = refused(
        base,
        base.replace("aware", "deciding").replace("100", "200"),
        base.replace("aware", "decided").replace("by: 2026-05-01", "by: 2026-06-01"),
    )

    assert outcome.report == ("needs.decision.stage: deciding / decided",)
    assert "  decision: {stage: deciding, budget: 200, by: 2026-06-01}\n=" not in outcome.content.decode()
    assert "  decision: {stage: decided, budget: 200, by: 2026-06-01}\n>" in outcome.content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        "name: Acme\nlevel: B\nlevel: C\n",
        "name: Acme\nlevel: [B\n",
        "name: Acme\n\tlevel: B\n",
        "name: Acme\nlevel: &l B\nowner: *x\n",
    ],
)
def test_a_side_that_cannot_be_read_is_merged_by_lines_and_left_to_a_human(broken: str) -> None:
    base = "name: Acme\nlevel: A\n\n\n\n\n\nowner: me\n"
    theirs = broken + "\n\n\n\n\nowner: me\n" if "owner" not in broken else broken

    outcome = refused(base, base.replace("owner: me", "owner: you"), theirs)

    assert outcome.way == "fallback"
    assert any("cannot be read: line" in line for line in outcome.report)
    assert "owner: you" in outcome.content.decode()


def test_what_only_both_together_break_is_left_to_a_human_and_named() -> None:
    base = "name: Acme\nsales:\n  - date: 2026-01-01\n    amount: 10.00\n    currency: EUR\n    product: x\n"

    outcome = refused(base, base.replace("10.00", "10.50"), base.replace("EUR", "JPY"))

    assert outcome.report == ('sales[0].amount: "10.50" has more decimals than JPY has (0)',)
    assert "10.50" in outcome.content.decode()
    assert "JPY" in outcome.content.decode()
