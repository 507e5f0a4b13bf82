-- What the documented views (views.sql) stand on; no part of the contract.

-- The customers the reader sees
CREATE TEMP VIEW tree AS
SELECT customer, path, doc FROM file WHERE rival IS NULL;

-- The reference of every entry: the shortest prefix of its hash that is neither another's nor an ID
CREATE TEMP VIEW entry_ref AS
SELECT e.doc, e.list, e.position,
  substr(e.hash, 1, coalesce((
    SELECT min(l.n) FROM ref_length l
    WHERE NOT EXISTS (
        SELECT 1 FROM entry o JOIN file f ON f.doc = o.doc
        WHERE o.hash >= substr(e.hash, 1, l.n) AND o.hash < substr(e.hash, 1, l.n) || '~' AND o.hash <> e.hash)
      AND NOT EXISTS (SELECT 1 FROM file f WHERE f.customer = substr(e.hash, 1, l.n))), 12))
    || CASE WHEN e.twin > 1 THEN '.' || e.twin ELSE '' END AS ref
FROM entry e;

-- Sales that count as of the moment, valued in its currency: in another than the book's only those made in it
CREATE TEMP VIEW valued_sale AS
SELECT e.doc, e.position, e.date, e.date_day, e.month_no, e.product, e.quantity, e.amount, e.currency, e.exponent,
  e.tax, e.gross, e.invoice, e.payment_method, e.delivery, e.delivered_day, e.against,
  CASE WHEN e.amount >= 0 THEN 1 ELSE 0 END AS is_sale,
  CASE WHEN e.currency = (SELECT currency FROM moment) THEN e.amount
    WHEN (SELECT currency FROM moment) = (SELECT value FROM setting WHERE key = 'currency') THEN e.base END AS base
FROM sale_entry e
WHERE e.void = 0 AND e.date_day <= (SELECT asof_day FROM moment);

-- The figures of each document as of any moment: from its summary where that is allowed, else from its facts.
-- `figures` is this view, or the next where nothing is dated after the moment (Index.set_moment).
CREATE TEMP VIEW figures_then AS
SELECT s.doc,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.last_contact
    ELSE (SELECT max(c.date) FROM contact_entry c
          WHERE c.doc = s.doc AND c.is_contact = 1 AND c.date_day <= (SELECT asof_day FROM moment)) END AS last_contact,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.last_contact_day
    ELSE (SELECT max(c.date_day) FROM contact_entry c
          WHERE c.doc = s.doc AND c.is_contact = 1 AND c.date_day <= (SELECT asof_day FROM moment)) END AS last_contact_day,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.next_follow_up
    ELSE (SELECT min(c.follow_up) FROM contact_entry c
          WHERE c.doc = s.doc AND c.follow_up_day IS NOT NULL AND c.date_day <= (SELECT asof_day FROM moment)
            AND (c.done_day IS NULL OR c.done_day > (SELECT asof_day FROM moment))) END AS next_follow_up,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.occasions
    ELSE (SELECT count(DISTINCT v.date_day) FROM valued_sale v WHERE v.doc = s.doc AND v.is_sale = 1) END AS occasions,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.orders
    ELSE (SELECT count(*) FROM valued_sale v WHERE v.doc = s.doc AND v.is_sale = 1) END AS orders,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.first_sale_day
    ELSE (SELECT min(v.date_day) FROM valued_sale v WHERE v.doc = s.doc AND v.is_sale = 1) END AS first_sale_day,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.last_sale_day
    ELSE (SELECT max(v.date_day) FROM valued_sale v WHERE v.doc = s.doc AND v.is_sale = 1) END AS last_sale_day,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) THEN s.last_loss_day
    ELSE (SELECT max(l.date_day) FROM churn_entry l
          WHERE l.doc = s.doc AND l.date_day <= (SELECT asof_day FROM moment)) END AS last_loss_day,
  CASE WHEN s.horizon_day <= (SELECT asof_day FROM moment) AND s.currency = (SELECT currency FROM moment) THEN s.revenue
    ELSE (SELECT coalesce(sum(v.base), 0) FROM valued_sale v WHERE v.doc = s.doc) END AS revenue
FROM summary s;

-- The same as of a moment that everything dated has come before: the summaries hold for every document
CREATE TEMP VIEW figures_now AS
SELECT s.doc, s.last_contact, s.last_contact_day, s.next_follow_up, s.occasions, s.orders, s.first_sale_day,
  s.last_sale_day, s.last_loss_day,
  CASE WHEN s.currency = (SELECT currency FROM moment) THEN s.revenue
    ELSE (SELECT coalesce(sum(v.base), 0) FROM valued_sale v WHERE v.doc = s.doc) END AS revenue
FROM summary s;

-- One row if something in a file is still to come to pass, for then sums over the whole book do not hold
CREATE TEMP VIEW later AS
SELECT 1 AS there WHERE EXISTS (SELECT 1 FROM summary WHERE horizon_day > (SELECT asof_day FROM moment));

-- The gaps of the whole book as of the moment: kept, or added up where what is kept does not hold
CREATE TEMP VIEW gap_sum AS
SELECT gaps, days, repeat_buyers FROM gap_total WHERE NOT EXISTS (SELECT 1 FROM later)
UNION ALL
SELECT coalesce(sum(s.occasions - 1), 0), coalesce(sum(s.last_sale_day - s.first_sale_day), 0), count(*)
FROM file f JOIN figures s ON s.doc = f.doc
WHERE f.rival IS NULL AND s.occasions > 1
  -- here so that nothing is read in vain, and below for the row that an empty sum gives
  AND (EXISTS (SELECT 1 FROM later) OR NOT EXISTS (SELECT 1 FROM gap_total))
HAVING EXISTS (SELECT 1 FROM later) OR NOT EXISTS (SELECT 1 FROM gap_total);

-- What the whole book sold per month, kept; no row where that does not hold as of the moment
CREATE TEMP VIEW month_sum AS
SELECT month_no, currency, sold, refunded, orders, buyers, new_buyers FROM month_total
WHERE NOT EXISTS (
  SELECT 1 FROM sale_entry e
  WHERE e.month_no >= (SELECT CAST(substr(asof, 1, 4) AS INTEGER) * 12 + CAST(substr(asof, 6, 2) AS INTEGER) FROM moment)
    AND e.date_day > (SELECT asof_day FROM moment));

-- The figures, whether the customer was said to be gone and has not bought since, and the life stage that follows
-- from them, first rule that fits
CREATE TEMP VIEW standing AS
SELECT s.*,
  -- not shorter by coalesce: DuckDB would take minutes to find who is not among the gone
  s.last_loss_day IS NOT NULL AND (s.last_sale_day IS NULL OR s.last_sale_day <= s.last_loss_day) AS is_gone,
  CASE
    WHEN s.last_loss_day >= coalesce(s.last_sale_day, s.last_loss_day) THEN 'winback'
    WHEN s.occasions = 0 THEN 'acquire'
    WHEN ((SELECT asof_day FROM moment) - s.last_sale_day) * (s.occasions + 1) * (SELECT gaps FROM pool)
      > (SELECT CAST(value AS DECIMAL(18, 6)) FROM setting WHERE key = 'lifecycle.ratio')
        * ((s.last_sale_day - s.first_sale_day) * (SELECT gaps FROM pool) + 2 * (SELECT days FROM pool)) THEN 'winback'
    WHEN s.occasions > 1 THEN 'retain'
    ELSE 'nurture' END AS derived
FROM figures s;
