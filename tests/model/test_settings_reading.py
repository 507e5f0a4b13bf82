"""What plaincrm.yaml may say, and its defaults."""

# ruff: noqa: E501  # a message stands on one line with what provokes it

from __future__ import annotations

from decimal import Decimal

import pytest

from plaincrm.model import read_settings
from plaincrm.model.rfm_grid import DEFAULT, segment_of
from tests.model.reading import raw, settings, shown


def refusals(text: str) -> list[str]:
    found, flaws = read_settings(raw(text))
    assert (found is None) == any(flaw.severity == "error" for flaw in flaws)
    return shown(flaws, "error")


def doubts(text: str) -> list[str]:
    return shown(read_settings(raw(text))[1], "warning")


@pytest.mark.parametrize("data", [None, {}, {"name": None, "cadence": None, "churn": None, "language": None}])
def test_an_empty_file_has_every_default(data: object) -> None:
    found, flaws = read_settings(data)

    assert flaws == []
    assert found is not None
    assert (found.format, found.currency, found.language, found.layout) == (1, "EUR", "en", "flat")
    assert (found.name, found.region, found.retention_days, found.fields) == (None, None, 1095, {})
    assert found.terms_days == 30
    assert found.cadence == {"A": 30, "B": 90, "C": 180}
    assert {stage: str(chance) for stage, chance in found.deal_stages.items()} == {
        "lead": "0.1",
        "qualified": "0.25",
        "proposal": "0.5",
        "negotiation": "0.75",
    }
    assert found.decision_stages == ["unaware", "aware", "evaluating", "deciding", "decided"]
    assert found.bands.frequency == [1, 2, 4, 10]
    assert (found.churn.ratio, found.churn.horizon_days) == (Decimal(2), 90)
    assert (found.lifecycle.ratio, found.lifecycle.manual_days) == (Decimal(2), 180)
    assert (found.rfm.method, found.rfm.grid) == ("rank", DEFAULT)


def test_what_is_written_is_what_counts() -> None:
    found = settings(
        """
        format: 1
        name: Atelier
        currency: CNY
        region: CN
        language: zh
        terms_days: 0
        cadence: {gold: 14, silver: , default: 120}
        deal_stages: {talk: 0.2, offer: 1}
        decision_stages: once
        bands: {frequency: [1, 3], amount: [0.5, 0.9]}
        rfm: {method: quantile}
        churn: {ratio: 2.5, horizon_days: }
        fields: {contract_no: text, tier: [gold, silver]}
        layout: letters
        retention_days: 3650
        """
    )

    assert (found.name, found.currency, found.region, found.language) == ("Atelier", "CNY", "CN", "zh")
    assert found.cadence == {"gold": 14, "silver": None, "default": 120}
    assert found.levels == ["gold", "silver"]
    assert found.deal_stages == {"talk": Decimal("0.2"), "offer": Decimal(1)}
    assert found.decision_stages == ["once"]
    assert (found.bands.frequency, found.bands.frequency_days) == ([1, 3], 365)
    assert (found.rfm.method, found.rfm.count) == ("quantile", "occasions")
    assert (found.churn.ratio, found.churn.horizon_days) == (Decimal("2.5"), 90)
    assert found.fields == {"contract_no": "text", "tier": ["gold", "silver"]}
    assert (found.layout, found.retention_days, found.terms_days) == ("letters", 3650, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: 2", 'format: "2" is a newer format than this plaincrm knows (install a newer plaincrm)'),
        ("format: one", 'format: "one" is not a file format (write 1)'),
        ("currency: euro", 'currency: "euro" is not a currency code (write EUR)'),
        ("region: China", 'region: "China" is not a country code (write two letters, such as CN or DE)'),
        ("region: cn", 'region: "cn" is not a country code (write CN)'),
        ("language: zh-CN", 'language: "zh-CN" is not one of en, zh (write en or zh)'),
        ("layout: deep", 'layout: "deep" is not one of flat, letters (write flat or letters)'),
        ("terms_days: -1", 'terms_days: "-1" is out of range (write a whole number from 0 to 3650)'),
        ("cadence: 30", 'cadence: names and values are expected, not "30" (write a line per level, as in A: 30)'),
        ("cadence: {A: 0}", 'cadence: A: "0" is out of range (write a whole number from 1 to 36500)'),
        ("deal_stages: {lead: 10}", 'deal_stages: lead: "10" is not a share between 0 and 1 (write 0.1 for 10 %)'),
        ("deal_stages: [lead]", "deal_stages: names and values are expected, not a list (write a line per stage, as in proposal: 0.5)"),
        ("decision_stages: {a: b}", "decision_stages: a list is expected, not a map (write a list, as in [aware, deciding, decided])"),
        ("bands: {frequency: [1, 1]}", "bands.frequency: [1, 1] does not rise (write rising whole numbers, as in [30, 60, 90])"),
        ("bands: {amount: [0.9]}", "bands.amount: [0.9] is not a pair of rising shares (write two rising shares, as in [0.8, 0.95])"),
        ("churn: {ratio: 0}", 'churn.ratio: "0" is not greater than 0 (write a number such as 2)'),
        ("churn: {horizon_days: 3m}", 'churn.horizon_days: "3m" is not a whole number (write a number such as 30)'),
        ("churn: 2", 'churn: fields are expected, not "2" (write its fields below it, one per line)'),
        ("fields: {seats: int}", 'fields: seats: "int" is not one of text, integer, number, date, boolean (write integer)'),
        ("fields: {tier: []}", "fields: tier: a choice needs choices (write them as a list, as in [gold, silver])"),
        ("rfm: {method: rnak}", 'rfm.method: "rnak" is not one of rank, quantile (write rank)'),
        ("[a]", ": fields are expected, not a list (write its fields below it, one per line)"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_setting_is_refused(text: str, expected: str) -> None:
    assert refusals(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curency: CNY", 'curency: unknown field "curency" (did you mean currency?)'),
        ("churn: {ration: 2}", 'churn.ration: unknown field "ration" (did you mean ratio?)'),
        (
            "hook: rm",
            'hook: unknown field "hook" (it is kept, and means nothing to plaincrm; see docs/settings.md)',
        ),
        ("currency: RMB", 'currency: "RMB" is not a currency of ISO 4217 (write CNY)'),
    ],
)
def test_what_nobody_knows_is_doubted(text: str, expected: str) -> None:
    assert doubts(text) == [expected]


def test_one_book_does_not_change_the_defaults_of_another() -> None:
    settings("{}").cadence["D"] = 1
    settings("{}").rfm.grid["D"] = ["R1 F1"]

    assert "D" not in settings("{}").cadence
    assert "D" not in settings("{}").rfm.grid


# The grid of analytics: R1-2: F1-2 Hibernating, F3-4 At Risk, F5 Can't Lose; R3: F1-2 About To Sleep,
# F3 Need Attention, F4-5 Loyal; R4: F1 Promising, F2-3 Potential Loyalist, F4-5 Loyal; R5: F1 New,
# F2-3 Potential Loyalist, F4-5 Champions.
GRID = {
    1: ["Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose"],
    2: ["Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose"],
    3: ["About To Sleep", "About To Sleep", "Need Attention", "Loyal", "Loyal"],
    4: ["Promising", "Potential Loyalist", "Potential Loyalist", "Loyal", "Loyal"],
    5: ["New", "Potential Loyalist", "Potential Loyalist", "Champions", "Champions"],
}


def test_the_default_grid_names_every_cell_once() -> None:
    expected = {(r, f): name for r, names in GRID.items() for f, name in enumerate(names, start=1)}

    assert segment_of(DEFAULT) == expected


def test_a_grid_of_ones_own_is_a_partition() -> None:
    grid = settings("{rfm: {grid: {Asleep: R1-3 F1-5, Awake: ['r4 f1-5', 'R5,F1-5']}}}").rfm.grid

    cells = segment_of(grid)
    assert len(cells) == 25
    assert (cells[3, 5], cells[4, 1], cells[5, 5]) == ("Asleep", "Awake", "Awake")


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ("{A: R1-5 F1-4}", "R1 F5, R2 F5, R3 F5, … belongs to no segment (let each of the 25 cells belong to a segment)"),
        ("{A: R1-5 F1-5, B: R5 F5}", "R5 F5 belongs to more than one segment (let each cell belong to one segment)"),
        ("{A: R1-6 F1}", '"R1-6 F1" names no cells (write cells such as R5 F1 or R4-5 F2-3)'),
        ("{A: R5-1 F1-5}", '"R5-1 F1-5" names no cells (write cells such as R5 F1 or R4-5 F2-3)'),
        ("{A: {B: C}}", 'cells are expected for "A", not a map (write cells such as R4 F2-3)'),
        ("all", "segments are expected, not a single value (write a line per segment, as in New: R5 F1)"),
    ],
)  # fmt: skip
def test_a_grid_that_is_no_partition_is_refused(grid: str, expected: str) -> None:
    assert refusals(f"{{rfm: {{grid: {grid}}}}}") == [f"rfm.grid: {expected}"]
