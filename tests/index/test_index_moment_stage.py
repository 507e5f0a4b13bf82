"""What is dated later than the moment is not there yet."""

from datetime import date


def test_a_stage_set_for_a_later_day_is_not_in_force_yet(repo):
    repo.customer("acme", "name: Acme\nstage: {value: retain, since: 2026-12-01}\n")
    index = repo.index()

    before = index.rows("SELECT derived, manual, stage FROM stages")
    index.set_moment(date(2026, 12, 1))
    after = index.rows("SELECT derived, manual, stage FROM stages")

    assert (before, after) == ([("acquire", None, "acquire")], [("acquire", "retain", "retain")])


def test_a_later_delivery_is_pending(repo):
    repo.customer("acme", "name: Acme\nsales: [{date: 2026-01-01, amount: 1, delivered: 2026-12-01}]\n")
    index = repo.index()

    before = index.rows("SELECT delivery FROM base_sales")
    index.set_moment(date(2026, 12, 1))
    after = index.rows("SELECT delivery FROM base_sales")

    assert (before, after) == ([("pending",)], [("delivered",)])
