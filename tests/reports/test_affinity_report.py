"""The affinity report: pairs of products, what few customers do not allow, and what to offer whom."""

import pytest

from plaincrm.errors import NotFoundError

ASOF = "2026-11-23"


def bought(*products, date="2026-11-01", amount="1"):
    """Sales of these products, None for one that is not named."""
    return {
        "sales": [
            {"date": date, "amount": amount, **({"product": product} if product else {})}
            for product in products
        ]
    }


def pairs(shop, **values):
    return [row[:3] for row in shop.report("affinity", asof=ASOF, **values).rows]


def test_every_column_in_both_directions(shop):
    shop.customers({f"a{number}": bought("Tea", "Pot") for number in range(6)})
    shop.customers({f"b{number}": bought("Tea", "Tea") for number in range(2)})
    shop.customers({"c": bought("Pot"), "d": bought(None), "e": bought("Tea", "Pot", amount="-1")})

    table = shop.report("affinity", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("a", "text"),
        ("b", "text"),
        ("together", "int"),
        ("support", "share"),
        ("confidence", "share"),
        ("lift", "number"),
    ]
    # ten buyers, eight have Tea, seven Pot, six both: lift 6 · 10 ÷ (8 · 7)
    assert table.rows == [
        ("Pot", "Tea", 6, 0.6, 6 / 7, 15 / 14),
        ("Tea", "Pot", 6, 0.6, 0.75, 15 / 14),
    ]
    assert table.notes == (
        "support: customers with both ÷ buyers; confidence: ÷ customers with a;"
        " lift: confidence ÷ share of b among all buyers, above 1 is more than usual.",
        "Window: everything up to 2026-11-23. n = 10 buyers.",
        "Left out: pairs that fewer than 5 customers have, the larger of 5 and 2 % of n.",
        "1 buyer has no product named.",
    )


def test_a_pair_needs_five_customers(shop):
    shop.customers({f"a{number}": bought("Tea", "Pot") for number in range(4)})
    assert pairs(shop) == []

    shop.customers({"a4": bought("Tea", "Pot")})
    assert pairs(shop) == [("Pot", "Tea", 5), ("Tea", "Pot", 5)]


@pytest.mark.parametrize(
    ("buyers", "together", "shown"), [(250, 5, 2), (251, 5, 0), (300, 6, 2), (301, 6, 0)]
)
def test_a_pair_needs_two_per_cent_of_the_buyers(shop, buyers, together, shown):
    book = {f"a{number:03}": bought("Tea", "Pot") for number in range(together)}
    shop.customers(book | {f"b{number:03}": bought("Tea") for number in range(buyers - together)})

    assert len(pairs(shop)) == shown


def test_what_a_pair_needs_is_a_setting(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\naffinity: {min_together: 1, min_share: 0.5}\n")
    shop.customers({"a": bought("Tea", "Pot"), "b": bought("Tea", "Cup"), "c": bought("Tea", "Pot")})

    table = shop.report("affinity", asof=ASOF)

    assert [row[:3] for row in table.rows] == [("Pot", "Tea", 2), ("Tea", "Pot", 2)]
    assert "fewer than 2 customers have, the larger of 1 and 50 % of n." in table.notes[2]


def test_most_lift_stands_first_then_most_together_then_by_name(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\naffinity: {min_together: 1, min_share: 0}\n")
    shop.customers(
        {"a": bought("A", "B"), "b": bought("C", "D"), "c": bought("C", "D"), "d": bought("E", "C", "F")}
    )

    table = shop.report("affinity", asof=ASOF)

    assert [(row[0], row[1], row[2], row[5]) for row in table.rows] == [
        ("A", "B", 1, 4.0),
        ("B", "A", 1, 4.0),
        ("E", "F", 1, 4.0),
        ("F", "E", 1, 4.0),
        ("C", "D", 2, 4 / 3),
        ("D", "C", 2, 4 / 3),
        ("C", "E", 1, 4 / 3),
        ("C", "F", 1, 4 / 3),
        ("E", "C", 1, 4 / 3),
        ("F", "C", 1, 4 / 3),
    ]


@pytest.fixture
def tasting(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\naffinity: {min_together: 1, min_share: 0}\n")
    shop.customers({"a": bought("Tea", "Pot"), "b": bought("Tea", "Cup"), "c": bought("Pot", "Cup")})
    shop.customers({"zoe": bought("Tea"), "none": bought(None)})
    return shop


def test_for_a_customer_a_is_what_they_have_and_b_what_they_have_not(tasting):
    table = tasting.report("affinity", asof=ASOF, **{"for": "ZOE"})

    assert [row[:3] for row in table.rows] == [("Tea", "Cup", 1), ("Tea", "Pot", 1)]
    assert table.notes[-1] == "For zoe: a is among their 1 product, b is not."
    assert pairs(tasting, **{"for": "a"}) == [("Pot", "Cup", 1), ("Tea", "Cup", 1)]
    assert pairs(tasting, **{"for": "none"}) == []


def test_what_somebody_has_from_before_the_window_is_not_offered_again(tasting):
    tasting.customers(
        {
            "old": {
                "sales": [{"date": "2025-01-01", "amount": "1", "product": name} for name in ("Tea", "Cup")]
            }
        }
    )

    assert pairs(tasting, from_="2026-01-01", **{"for": "old"}) == [("Cup", "Pot", 1), ("Tea", "Pot", 1)]


@pytest.mark.parametrize("who", ["nobody", ""])
def test_for_nobody_known_is_not_found(tasting, who):
    with pytest.raises(NotFoundError):
        tasting.report("affinity", **{"for": who})


def test_only_sales_of_the_window_and_not_of_the_future_count(shop):
    shop.customers({f"a{number}": bought("Tea", "Pot", date="2026-10-31") for number in range(5)})
    shop.customers({f"b{number}": bought("Tea", "Cup", date="2026-11-24") for number in range(5)})

    assert len(pairs(shop)) == 2
    assert pairs(shop, from_="2026-11-01") == []
    assert len(pairs(shop, to="2026-10-31")) == 2


def test_an_empty_book_has_no_pairs(shop):
    assert shop.report("affinity", asof=ASOF).rows == []
