"""Affinity: which products the same customers buy, and what to offer one of them next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports import caption
from plaincrm.reports.param import Param
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

TITLE = "Affinity"
TITLE_ZH = "关联购买"
ABOUT = "Products that the same customers buy: of those with a how many have b, and is that more than usual."
PARAMS = (
    Param("for", "text", None, (), "only b that this customer has not bought, beside a that they have"),
)
_COLUMNS = "a, b, together int, support share, confidence share, lift number"
_IN_WINDOW = "s.is_sale = 1 AND s.date_day BETWEEN :from_day AND :to_day"
_BUYERS = f"""
SELECT count(DISTINCT s.customer), count(DISTINCT CASE WHEN s.product IS NOT NULL THEN s.customer END)
FROM base_sales s
WHERE {_IN_WINDOW}
"""
_HAS = "SELECT DISTINCT product FROM base_sales WHERE customer = :who AND is_sale = 1 AND product IS NOT NULL"


class Pair(NamedTuple):
    """Two products: how many bought both, how many a, how many b."""

    a: str
    b: str
    together: int
    customers_a: int
    customers_b: int

    @property
    def confidence(self) -> Fraction:
        """The share of those with a who have b."""
        return Fraction(self.together, self.customers_a)

    def lift(self, buyers: int) -> Fraction:
        """How many times the share of b among all buyers that is."""
        return self.confidence * Fraction(buyers, self.customers_b)


def run(index: Index, ask: Ask) -> Found:
    """One row per direction of a pair, most lift first, then most together, then by name."""
    bound = {"from_day": ask.from_day, "to_day": ask.to_day}
    ((buyers, named),) = index.rows(_BUYERS, bound)
    fewest = _fewest(index, buyers)
    pairs = [Pair(*row) for row in index.rows(query("affinity"), {**bound, "fewest": fewest})]
    notes = [*_notes(index, ask, buyers, named, fewest)]
    if ask.options["for"] is not None:
        from plaincrm.index.who import find

        who = find(index, ask.text("for")).customer
        has = {product for (product,) in index.rows(_HAS, {"who": who})}
        pairs = [pair for pair in pairs if pair.a in has and pair.b not in has]
        notes.append(
            f"For {who}: a is among their {caption.number(len(has), 'product', 'products')}, b is not."
        )
    pairs.sort(key=lambda pair: (-pair.lift(buyers), -pair.together, pair.a, pair.b))
    return Found(_COLUMNS, [_row(pair, buyers) for pair in pairs], tuple(notes))


def _fewest(index: Index, buyers: int) -> int:
    """How many customers a pair needs: a number of them, or a share of the buyers where that is more."""
    share = Fraction(index.settings["affinity.min_share"]) * buyers
    return max(int(index.settings["affinity.min_together"]), -(-share.numerator // share.denominator))


def _row(pair: Pair, buyers: int) -> tuple[Value, ...]:
    lift = float(pair.lift(buyers))
    return pair.a, pair.b, pair.together, pair.together / buyers, float(pair.confidence), lift


def _notes(index: Index, ask: Ask, buyers: int, named: int, fewest: int) -> Iterator[str]:
    yield (
        "support: customers with both ÷ buyers; confidence: ÷ customers with a;"
        " lift: confidence ÷ share of b among all buyers, above 1 is more than usual."
    )
    yield f"{caption.window(ask)} n = {caption.number(buyers, 'buyer', 'buyers')}."
    least, share = index.settings["affinity.min_together"], Fraction(index.settings["affinity.min_share"])
    yield (
        f"Left out: pairs that fewer than {fewest} customers have,"
        f" the larger of {least} and {float(100 * share):g} % of n."
    )
    if named < buyers:
        yield f"{caption.number(buyers - named, 'buyer has', 'buyers have')} no product named."
