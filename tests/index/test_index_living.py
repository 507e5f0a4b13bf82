"""Whatever happens to a book, its refreshed index is what one made from nothing would be."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from plaincrm.index import write
from tests.index.machine import LivingBook, Neighbour


@pytest.fixture
def living_book(monkeypatch):
    monkeypatch.setattr(write, "MANY", 2)  # so that both roads are taken
    with Neighbour() as LivingBook.neighbour:
        yield LivingBook


def test_a_refreshed_index_is_as_if_made_anew(living_book):
    few = settings(
        max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )

    run_state_machine_as_test(living_book, settings=few)
