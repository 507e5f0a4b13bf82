"""Names to compare: spellings of one name become one text, other names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.model.names import comparable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME, Inc.", "Acme"),
        ("Acme  Limited", "ACME Ltd."),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne"),
        ("Foo B.V.", "foo"),
        ("Foo e.K.", "Foo"),
        ("S.A. Martin S.r.l.", "SA Martin"),
        ("星云科技（上海）有限公司", "星云科技上海"),
        ("星云科技股份有限公司", "星云科技"),
        ("株式会社トヨタ", "トヨタ"),
        ("ＡＣＭＥ　ＧｍｂＨ", "acme gmbh"),
        ("J. R. Smith", "J.R. Smith"),
    ],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme 2"),
        ("张伟", "张玮"),
        ("Incas", "Cas"),
        ("星云科技", "星云"),
        ("Müller", "Muller"),
        ("Co Op", "Op"),
    ],
)
def test_other_names_are_others(one, other):
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize(("name", "kept"), [("Co", "co"), ("有限公司", "有限公司"), ("GmbH AG", "gmbh")])
def test_a_legal_form_alone_stays_itself(name, kept):
    assert comparable(name) == kept


def test_a_name_without_a_letter_is_itself():
    assert comparable(" -- / ") == "--/"


@given(st.text(max_size=30))
def test_any_text_has_a_form_without_spaces_and_the_case_does_not_matter(name):
    found = comparable(name)

    assert " " not in found
    assert comparable(f"  {name}\n") == found
