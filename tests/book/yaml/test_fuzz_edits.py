"""Random edits on random layouts, judged by PyYAML alone (the sweep of the same name does many more)."""

from __future__ import annotations

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plaincrm.book import yaml
from tests.sweeps import fuzz_edits

TEXTS = [yaml.decode(path.read_bytes()) for path in fuzz_edits.CORPUS]


@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=500)
def test_an_edit_is_right_or_refused_whatever_the_layout(text: str, draw: random.Random) -> None:
    mutated = fuzz_edits.layout(text, draw)
    assume(mutated is not None)
    assert mutated is not None

    result = fuzz_edits.outcome(mutated, fuzz_edits.edit(mutated, draw))

    assert result.startswith(("right", "refused")), result
