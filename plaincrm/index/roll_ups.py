"""Roll-ups: what is worked out from rows when they are written, so that no report has to do it again.

Foreign sales are valued in the book's currency; sums over the whole book follow every document that
comes to be shown or ceases to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence, Set

    from plaincrm.index.write import Wanted

# Half up, away from zero: by the latest rate dated on or before the sale.
_VALUE = """
UPDATE sale_entry SET base = (
  SELECT (CASE WHEN amount < 0 THEN -1 ELSE 1 END)
    * (abs(amount) / r.divisor * r.factor
       + (abs(amount) % r.divisor * r.factor * 2 + r.divisor) / (2 * r.divisor))
  FROM rate r
  WHERE r.currency = sale_entry.currency AND r.day <= date_day AND date_day < r.until_day)
WHERE doc >= ? AND currency <> (SELECT value FROM setting WHERE key = 'currency')
"""
_ADD_FOREIGN = """
UPDATE summary SET
  revenue = revenue + (
    SELECT coalesce(sum(e.base), 0) FROM sale_entry e WHERE e.doc = summary.doc AND e.void = 0),
  unvalued_sales = (
    SELECT count(*) FROM sale_entry e
    WHERE e.doc = summary.doc AND e.void = 0 AND e.currency <> summary.currency AND e.base IS NULL)
WHERE doc >= ? AND foreign_sales > 0
"""
_MONTHS = """
INSERT INTO month_total
SELECT month_no, currency, sum(sign * sold), sum(sign * refunded), sum(sign * orders),
  sum(sign * (orders > 0)), sum(sign * new), sum(sign * entries)
FROM (
  SELECT m.sign, e.month_no, e.currency, sum(max(e.amount, 0)) AS sold, sum(min(e.amount, 0)) AS refunded,
    sum(e.amount >= 0) AS orders, max(e.amount >= 0 AND e.date_day = s.first_sale_day) AS new,
    count(*) AS entries
  FROM moved m CROSS JOIN summary s CROSS JOIN sale_entry e
  WHERE s.doc = m.doc AND e.doc = m.doc AND e.void = 0
  GROUP BY m.doc, e.month_no, e.currency)
GROUP BY month_no, currency
ON CONFLICT DO UPDATE SET sold = sold + excluded.sold, refunded = refunded + excluded.refunded,
  orders = orders + excluded.orders, buyers = buyers + excluded.buyers,
  new_buyers = new_buyers + excluded.new_buyers, entries = entries + excluded.entries
"""
_GAPS = """
SELECT coalesce(sum(m.sign * (s.occasions - 1)), 0),
  coalesce(sum(m.sign * (s.last_sale_day - s.first_sale_day)), 0), coalesce(sum(m.sign), 0)
FROM moved m CROSS JOIN summary s
WHERE s.doc = m.doc AND s.occasions > 1
"""
_ADD_GAPS = "UPDATE gap_total SET gaps = gaps + ?, days = days + ?, repeat_buyers = repeat_buyers + ?"


def value_foreign(connection: sqlite3.Connection, made: Sequence[Wanted]) -> None:
    """Value the foreign sales of the documents just *made*, which are the newest."""
    if made:
        first = min(each.doc for each in made)
        connection.execute(_VALUE, (first,))
        connection.execute(_ADD_FOREIGN, (first,))


def follow(connection: sqlite3.Connection, hidden: Set[int], shown: Set[int]) -> None:
    """Take the documents that are no longer *shown* out of the sums, and add those that now are."""
    connection.execute("CREATE TEMP TABLE moved (doc INTEGER PRIMARY KEY, sign INTEGER)")
    connection.executemany("INSERT INTO moved VALUES (?, -1)", [(doc,) for doc in hidden])
    connection.executemany("INSERT INTO moved VALUES (?, 1)", [(doc,) for doc in shown])
    connection.execute(_MONTHS)
    connection.execute("DELETE FROM month_total WHERE entries = 0")
    connection.execute(_ADD_GAPS, connection.execute(_GAPS).fetchone())
    connection.execute("DROP TABLE temp.moved")


def withhold(connection: sqlite3.Connection, *tables: str) -> None:
    """Shadow sums with empty tables, for readers who see other customers than those summed up."""
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} AS SELECT * FROM main.{table} LIMIT 0")
