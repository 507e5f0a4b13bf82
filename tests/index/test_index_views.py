"""The derived views: as of a moment, in one currency, of whoever `tree` names."""

from datetime import date

import pytest

from plaincrm.dates import day_number


def money(amount_by_date: dict, currency: str = "EUR") -> str:
    entries = ", ".join(
        f"{{date: {day}, amount: {amount}, currency: {currency}}}" for day, amount in amount_by_date.items()
    )
    return f"[{entries}]"


def overview(index, columns: str) -> list:
    return index.rows(f"SELECT {columns} FROM overview ORDER BY customer")


def test_last_contact_is_no_note_and_no_later_than_asof(repo):
    repo.customer(
        "a",
        "name: A\ncontact_log: [{date: 2026-01-05}, {date: 2026-02-05, channel: note}, {date: 2026-12-24}]\n",
    )
    index = repo.index()

    seen = overview(index, "last_contact, last_contact_day")
    index.set_moment(date(2026, 12, 24))
    later = overview(index, "last_contact, last_contact_day")
    index.set_moment(date(2026, 1, 4))
    earlier = overview(index, "last_contact, last_contact_day")

    assert seen == [("2026-01-05", day_number("2026-01-05"))]
    assert later == [("2026-12-24", day_number("2026-12-24"))]
    assert earlier == [(None, None)]


def test_the_next_follow_up_is_the_earliest_that_was_open_at_the_moment(repo):
    repo.customer(
        "a",
        """\
        name: A
        contact_log:
          - {date: 2026-01-05, follow_up: 2026-02-01, done: 2026-03-01}
          - {date: 2026-01-06, follow_up: 2026-05-01}
          - {date: 2026-11-01, follow_up: 2026-04-01}
        """,
    )
    index = repo.index()

    answers = {}
    for asof in ("2026-01-05", "2026-02-28", "2026-03-01", "2026-11-01"):
        index.set_moment(date.fromisoformat(asof))
        answers[asof] = overview(index, "next_follow_up")[0][0]

    assert answers == {
        "2026-01-05": "2026-02-01",
        "2026-02-28": "2026-02-01",
        "2026-03-01": "2026-05-01",
        "2026-11-01": "2026-04-01",
    }


def test_revenue_counts_refunds_and_leaves_out_void_and_later_entries(repo):
    repo.customer(
        "a",
        """\
        name: A
        sales:
          - {date: 2026-01-05, amount: 100}
          - {date: 2026-01-06, amount: -30.50}
          - {date: 2026-01-07, amount: 1000, void: true}
          - {date: 2026-12-07, amount: 7}
        """,
    )
    repo.customer("nothing")

    assert overview(repo.index(), "revenue, currency, exponent") == [(6950, "EUR", 2), (0, "EUR", 2)]


RATES = """\
- {date: 2026-01-01, currency: USD, rate: 0.9}
- {date: 2026-02-01, currency: USD, rate: 0.81235}
- {date: 2026-01-01, currency: JPY, rate: 0.00625}
- {date: 2026-01-01, currency: KWD, rate: 3}
"""


@pytest.mark.parametrize(
    ("currency", "day", "amount", "base"),
    [
        ("EUR", "2026-01-05", "12.34", 1234),
        ("USD", "2026-01-31", "10.00", 900),
        ("USD", "2026-02-01", "10.00", 812),  # 8.1235
        ("USD", "2026-02-01", "-10.00", -812),
        ("USD", "2026-01-05", "0.05", 5),  # 0.045, half up
        ("USD", "2026-01-05", "-0.05", -5),  # away from zero on either side
        ("USD", "2025-12-31", "10.00", None),  # before the first rate
        ("JPY", "2026-01-05", "1000", 625),
        ("JPY", "2026-01-05", "4", 3),  # 0.025
        ("KWD", "2026-01-05", "1.001", 300),  # 3.003
        ("GBP", "2026-01-05", "10.00", None),
    ],
)
def test_a_sale_is_valued_at_the_rate_of_its_day_half_up(repo, currency, day, amount, base):
    repo.write("rates.yaml", RATES)
    repo.customer("a", f"name: A\nsales: {money({day: amount}, currency)}\n")

    assert repo.rows("SELECT base FROM base_sales") == [(base,)]


def test_a_rate_with_many_digits_does_not_overflow(repo):
    repo.write("rates.yaml", "- {date: 2026-01-01, currency: VND, rate: 0.00003912345678912345}\n")
    repo.customer("a", f"name: A\nsales: {money({'2026-01-05': 9000000000000}, 'VND')}\n")

    ((base,),) = repo.rows("SELECT base FROM base_sales")

    assert base == 35211111110  # 352,111,111.10


def test_rates_name_their_days_and_the_books_own_currency_is_one(repo):
    repo.write("rates.yaml", RATES)

    rows = repo.rows("SELECT * FROM rates WHERE currency IN ('EUR', 'USD') ORDER BY currency, day")

    january, february = day_number("2026-01-01"), day_number("2026-02-01")
    assert rows == [
        ("EUR", -719162, 2932897, 1, 1, 1, 1),
        ("USD", january, february, 9, 10, 9, 10),
        ("USD", february, 2932897, 16247, 20000, 16247, 20000),
    ]


def test_another_currency_counts_only_the_sales_made_in_it(repo):
    repo.write("rates.yaml", RATES)
    repo.customer(
        "a", "name: A\nsales: [{date: 2026-01-05, amount: 7, currency: USD}, {date: 2026-01-06, amount: 5}]\n"
    )
    index = repo.index()

    index.set_moment(currency="USD")

    assert overview(index, "revenue, currency") == [(700, "USD")]
    assert index.rows("SELECT sum(base) FROM base_sales") == [(700,)]
    index.set_moment()
    assert overview(index, "revenue, currency") == [(500 + 630, "EUR")]


def test_an_occasion_is_a_day_with_a_sale_and_buyers_count_them(repo):
    repo.customer(
        "a",
        """\
        name: A
        sales:
          - {date: 2026-01-05, amount: 1}
          - {date: 2026-01-05T12:00, amount: 0}
          - {date: 2026-01-09, amount: 2}
          - {date: 2026-02-09, amount: -2}
          - {date: 2027-02-09, amount: 5}
        """,
    )
    repo.customer("refunded", f"name: R\nsales: {money({'2026-01-05': -1})}\n")
    index = repo.index()

    first, last = day_number("2026-01-05"), day_number("2026-01-09")
    assert index.rows("SELECT * FROM occasions ORDER BY day") == [("a", first), ("a", last)]
    assert index.rows("SELECT * FROM buyers") == [("a", 2, 3, first, last, 100)]


def test_gone_is_a_churn_entry_without_a_later_sale(repo):
    churn = "churn: [{date: 2026-02-01}]"
    repo.customer("back", f"name: B\n{churn}\nsales: {money({'2026-02-02': 1})}\n")
    repo.customer("later", "name: L\nchurn: [{date: 2026-12-01}]\n")
    repo.customer("lost", f"name: L\n{churn}\nsales: {money({'2026-02-01': 1})}\n")
    index = repo.index()

    assert index.rows("SELECT * FROM gone") == [("lost", day_number("2026-02-01"))]
    index.set_moment(date(2026, 2, 1))
    assert index.rows("SELECT customer FROM gone ORDER BY 1") == [("back",), ("lost",)]


STAGES = {
    "prospect": "name: P\n",
    "one": f"name: O\nsales: {money({'2026-11-01': 1})}\n",
    "two": f"name: T\nsales: {money({'2026-09-01': 1, '2026-10-01': 1})}\n",
    "silent": f"name: S\nsales: {money({'2026-01-01': 1, '2026-02-01': 1})}\n",
    "lost": "name: L\nchurn: [{date: 2026-02-01}]\n",
    "manual": "name: M\nstage: nurture\n",
}


def test_the_stage_follows_from_the_facts_unless_set_by_hand(repo):
    for name, text in STAGES.items():
        repo.customer(name, text)

    rows = repo.rows("SELECT customer, derived, manual, stage FROM stages ORDER BY customer")

    assert rows == [
        ("lost", "winback", None, "winback"),
        ("manual", "acquire", "nurture", "nurture"),
        ("one", "nurture", None, "nurture"),
        ("prospect", "acquire", None, "acquire"),
        ("silent", "winback", None, "winback"),
        ("two", "retain", None, "retain"),
    ]


def test_silence_is_winback_only_beyond_twice_the_usual_gap(repo):
    # pooled gap 30; two occasions 30 days apart: usual gap (30 + 2 * 30) / 3 = 30, so 60 days are still fine
    repo.customer("a", f"name: A\nsales: {money({'2026-01-01': 1, '2026-01-31': 1})}\n")
    index = repo.index()

    index.set_moment(date(2026, 4, 1))
    at_sixty = overview(index, "stage")
    index.set_moment(date(2026, 4, 2))
    at_sixty_one = overview(index, "stage")

    assert (at_sixty, at_sixty_one) == ([("retain",)], [("winback",)])


def test_the_pool_is_the_whole_books_whoever_is_chosen(repo):
    repo.customer("a", f"name: A\nsales: {money({'2026-01-01': 1, '2026-01-31': 1})}\n")
    repo.customer("b", f"name: B\nsales: {money({'2026-01-01': 1, '2026-01-11': 1, '2026-01-12': 1})}\n")
    index = repo.index()

    index.choose(["name:A"])

    assert index.rows("SELECT gaps, days, repeat_buyers FROM pool") == [(3, 41, 2)]


def test_the_histories_are_the_whole_books_whoever_is_chosen(repo):
    repo.write("rates.yaml", "- {date: 2026-01-01, currency: USD, rate: 0.5}\n")
    repo.customer("b", "name: B\nsales: [{date: 2026-02-01, amount: 7}, {date: 2026-02-01, amount: 1}]\n")
    repo.customer("c", "name: C\nsales: [{date: 2026-02-01, amount: -7}]\n")
    repo.customer(
        "a",
        """\
        name: A
        sales:
          - {date: 2026-01-31, amount: 100}
          - {date: 2026-03-31, amount: 4, currency: USD}
          - {date: 2026-03-31, amount: 10, void: true}
          - {date: 2026-03-31, amount: 1, currency: XAF}
          - {date: 2026-04-02, amount: -0.50}
          - {date: 2026-04-03, amount: 0}
          - {date: 2026-12-24, amount: 1000}
        """,
    )
    index = repo.index()

    index.choose(["name:B"])

    first, last, other = (day_number(day) for day in ("2026-01-31", "2026-04-03", "2026-02-01"))
    assert index.rows(
        "SELECT customer, occasions, first_day, last_day, repeat_revenue FROM histories ORDER BY customer"
    ) == [("a", 3, first, last, 150), ("b", 1, other, other, 0)]


def test_the_summary_says_what_the_facts_say(repo):
    """Every column of `standing` is the same from the summary as from the facts."""
    repo.write("rates.yaml", RATES)
    for name, text in STAGES.items():
        repo.customer(name, text)
    repo.customer(
        "a",
        """\
        name: A
        contact_log:
          - {date: 2026-01-05, follow_up: 2026-02-01, done: 2026-03-01}
          - {date: 2026-01-06, follow_up: 2026-05-01}
          - {date: 2026-01-07, channel: note}
        sales: [{date: 2026-01-05, amount: 7, currency: USD}, {date: 2026-01-06, amount: 5, paid: 2026-02-02}]
        churn: [{date: 2026-02-03}]
        """,
    )
    index = repo.index()

    from_summary = index.rows("SELECT * FROM standing ORDER BY doc")
    index.connection.execute("UPDATE summary SET horizon_day = 99999")
    from_facts = index.rows("SELECT * FROM standing ORDER BY doc")

    assert len(from_summary) == 7
    assert from_summary == from_facts
