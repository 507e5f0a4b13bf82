"""What a customer file says is what the views show."""

import pytest

STORY = """\
    name: 星云科技
    kind: organisation
    aliases: [Nebula]
    people:
      - {name: 张伟, title: 采购经理, role: decision maker, birthday: --03-05, phones: ["+86 138 0013 8000"]}
    emails: [info@nebula.example]
    level: A
    tags: [vip, cloud]
    since: 2024-05-01
    archived: 2027-01-01
    stage: {value: retain, since: 2026-01-10, reason: signed}
    needs:
      motives: [cut manual entry]
      decision: {stage: evaluating, makers: [CFO], budget: 20000.5, by: 2026-12-31}
    churn: [{date: 2025-03-02, reason: price}]
    contact_log:
      - {date: 2026-11-02T10:30, channel: phone, direction: out, person: 张伟, by: me, summary: 谈续费,
         follow_up: 2026-11-20, plan: 发报价, done: 2026-11-19, every: 2w}
      - {date: 2026-11-03, channel: Note, summary: internal}
    sales:
      - {date: 2026-10-01, product: Support, quantity: 2, amount: 12000.00, currency: CNY, tax_rate: 0.06,
         invoice: INV-1, payments: [{date: 2026-10-09, amount: 12720.00}]}
      - {date: 2026-10-02, amount: -5.5, against: INV-1, due: 2026-10-05, void: true}
    deals:
      - {opened: 2026-06-01, title: Yearly, stage: proposal, amount: 5000}
    feedback:
      - {date: 2026-10-15, score: 4.5, comment: 响应很快}
      - {date: 2026-10-16, kind: complaint, resolved: 2026-10-18}
"""


@pytest.fixture
def story(repo):
    repo.customer("nebula", STORY)
    repo.commit()
    return repo.index()


def test_a_customer_is_one_row_with_the_days_counted(story):
    assert story.rows("SELECT customer, path, name, kind, level, tags, since_day FROM customers") == [
        ("nebula", "customers/nebula.yaml", "星云科技", "organisation", "A", "vip,cloud", 19844)
    ]
    assert story.rows("SELECT stage, stage_since, stage_reason, archived FROM customers") == [
        ("retain", "2026-01-10", "signed", "2027-01-01")
    ]
    assert story.rows("SELECT decision_stage, decision_by, budget FROM customers") == [
        ("evaluating", "2026-12-31", 2000050)
    ]


def test_a_contact_has_its_day_its_month_and_its_follow_up(story):
    days = story.rows("SELECT date, date_day, month, month_no, follow_up, follow_up_day, done FROM contacts")
    words = story.rows(
        "SELECT position, channel, direction, person, by_whom, summary, plan, every FROM contacts"
    )

    assert days[0] == ("2026-11-02", 20759, "2026-11", 24323, "2026-11-20", 20777, "2026-11-19")
    assert words[0] == (0, "phone", "out", "张伟", "me", "谈续费", "发报价", "2w")


def test_a_note_is_no_contact_however_it_is_spelled(story):
    assert story.rows("SELECT channel, is_contact FROM contacts ORDER BY position") == [
        ("phone", 1),
        ("Note", 0),
    ]


def test_a_sale_is_in_minor_units_with_tax_and_the_due_date_filled_in(story):
    row = story.rows(
        "SELECT amount, currency, exponent, tax, gross, due, due_day - date_day, quantity, void FROM sales"
    )

    assert row[0] == (1200000, "CNY", 2, 72000, 1272000, "2026-10-31", 30, 2.0, 0)


def test_a_written_due_date_and_void_and_the_default_currency_are_kept(story):
    rows = story.rows("SELECT amount, currency, due, void, against FROM sales WHERE position = 1")

    assert rows == [(-550, "EUR", "2026-10-05", 1, "INV-1")]


def test_payments_are_in_the_currency_of_their_sale(story):
    assert story.rows("SELECT sale_position, position, date, amount, currency FROM payments") == [
        (0, 0, "2026-10-09", 1272000, "CNY")
    ]


def test_a_deal_takes_the_probability_of_its_stage(story):
    assert story.rows("SELECT title, stage, amount, currency, probability FROM deals") == [
        ("Yearly", "proposal", 500000, "EUR", 0.5)
    ]


def test_feedback_without_kind_or_metric_is_a_survey_when_it_has_a_score(story):
    assert story.rows("SELECT kind, metric, score, scale, resolved FROM feedback ORDER BY position") == [
        ("survey", "csat", 4.5, 5, None),
        ("complaint", None, None, None, "2026-10-18"),
    ]


def test_people_churn_and_lists_have_their_rows(story):
    assert story.rows("SELECT name, title, role, birthday FROM people") == [
        ("张伟", "采购经理", "decision maker", "--03-05")
    ]
    assert story.rows("SELECT date, reason FROM churn") == [("2025-03-02", "price")]
    assert story.rows("SELECT field, value FROM list_values ORDER BY field, position") == [
        ("aliases", "Nebula"),
        ("emails", "info@nebula.example"),
        ("makers", "CFO"),
        ("motives", "cut manual entry"),
        ("tags", "vip"),
        ("tags", "cloud"),
    ]


def test_first_day_is_since_else_the_first_entry_that_is_not_void(repo):
    repo.customer("since", "name: S\nsince: 2020-01-01\nsales: [{date: 2019-01-01, amount: 1}]\n")
    repo.customer(
        "entry",
        "name: E\nsales: [{date: 2019-01-01, amount: 1, void: true}, {date: 2019-01-03, amount: 1}]\n",
    )
    repo.customer("empty")

    rows = repo.rows("SELECT customer, first_day FROM customers ORDER BY customer")

    assert rows == [("empty", None), ("entry", 17899), ("since", 18262)]


def test_the_cadence_is_the_own_else_the_levels_else_the_default(repo):
    repo.write("plaincrm.yaml", "format: 1\nname: T\ncurrency: EUR\ncadence: {A: 10, default: 99}\n")
    repo.customer("own", "name: O\nlevel: A\ncadence_days: 5\n")
    repo.customer("level", "name: L\nlevel: A\n")
    repo.customer("none")

    rows = repo.rows("SELECT customer, effective_cadence_days FROM customers ORDER BY customer")

    assert rows == [("level", 10), ("none", 99), ("own", 5)]


def test_settings_are_flat_with_their_defaults(repo):
    settings = repo.index().settings

    assert settings["terms_days"] == "30"
    assert settings["churn.ratio"] == "2"
    assert settings["bands.frequency"] == "1,2,4,10"
    assert settings["region"] == ""
