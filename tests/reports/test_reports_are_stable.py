"""The same book gives the same bytes, however its files and their lists are ordered on disk."""

from random import Random

import pytest

from plaincrm.output import render
from plaincrm.reports import catalogue
from tests.reports import oracle

ASOF = "2026-11-23"


def everything(shop):
    """Every report in every grouping, as JSON and notes."""
    texts = []
    for name in catalogue.names():
        groupings = next((param.choices for param in catalogue.find(name).params if param.name == "by"), ())
        for by in (None, *groupings):
            table = shop.report(name, asof=ASOF, by=by) if by else shop.report(name, asof=ASOF)
            texts.append(f"{name} {by}\n{render(table, 'json')}\n" + "\n".join(table.notes))
    return texts


def shuffled(book, seed):
    """The same customers in another order, their entries too."""
    random = Random(seed)
    names = list(book)
    random.shuffle(names)
    changed = {}
    for name in names:
        changed[name] = {
            key: random.sample(value, len(value)) if key in ("sales", "contact_log", "churn") else value
            for key, value in book[name].items()
        }
    return changed


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_on_disk_changes_nothing(new_shop, seed):
    book = oracle.random_book(seed, 110, ASOF)
    one, other = new_shop(), new_shop()
    one.customers(book)
    for name, data in shuffled(book, seed).items():
        other.customers({f"some/where/{name}" if seed % 2 else name: data})
        path = other.root / "customers" / (f"some/where/{name}.yaml" if seed % 2 else f"{name}.yaml")
        text = path.read_text(encoding="utf-8").splitlines()
        text[0] = f"name: {name.upper()}"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")

    assert everything(other) == everything(one)


def test_asking_twice_gives_the_same(shop):
    shop.customers(oracle.random_book(7, 40, ASOF))

    first = everything(shop)
    shop.close()

    assert everything(shop) == first
