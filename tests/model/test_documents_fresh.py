"""Generated documents say what the models say."""

from __future__ import annotations

import pytest

from tests.model.documents import ROOT, expected


@pytest.mark.parametrize("path", sorted(expected()))
def test_a_generated_document_is_fresh(path: str) -> None:
    found = (ROOT / path).read_text(encoding="utf-8")

    assert found == expected()[path], f"{path} is old: run python -m tests.model.documents"
