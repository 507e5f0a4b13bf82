-- What the derived views of views.sql stand on where no index is: over exported facts, in any database.
-- The index has the same in inner.sql, there from the summary that it keeps of each document.

CREATE TEMP VIEW tree AS SELECT customer, path, customer AS doc FROM customers;

CREATE TEMP VIEW file AS SELECT customer, path, customer AS doc, NULL AS rival FROM customers;

CREATE TEMP VIEW customer AS
SELECT customer AS doc, name, kind, level, industry, tags, owner, stage, stage_since_day, archived, archived_day
FROM customers;

CREATE TEMP VIEW entry_ref AS SELECT customer AS doc, 'sales' AS list, position, ref FROM sales;

CREATE TEMP VIEW setting AS SELECT key, value FROM settings;

-- Sales that count as of the moment, valued in its currency (half up, away from zero)
CREATE TEMP VIEW valued_sale AS
SELECT s.customer AS doc, s.position, s.date, s.date_day, s.month_no, s.product, s.quantity, s.amount, s.currency,
  s.exponent, s.tax, s.gross, s.invoice, s.payment_method, s.delivery, s.delivered_day, s.against,
  CASE WHEN s.amount >= 0 THEN 1 ELSE 0 END AS is_sale,
  CASE WHEN s.currency = (SELECT currency FROM moment) THEN s.amount
    ELSE (CASE WHEN s.amount < 0 THEN -1 ELSE 1 END)
      * (CAST((abs(s.amount) - abs(s.amount) % r.divisor) / r.divisor AS BIGINT) * r.factor
         + CAST((abs(s.amount) % r.divisor * r.factor * 2 + r.divisor
                 - (abs(s.amount) % r.divisor * r.factor * 2 + r.divisor) % (2 * r.divisor))
                / (2 * r.divisor) AS BIGINT)) END AS base
FROM sales s
  LEFT JOIN rates r ON r.currency = s.currency AND r.day <= s.date_day AND s.date_day < r.until_day
WHERE s.void = 0 AND s.date_day <= (SELECT asof_day FROM moment);

CREATE TEMP VIEW unvalued AS
SELECT doc AS customer, position, date, date_day, amount, currency FROM valued_sale WHERE base IS NULL;

-- The figures of each customer as of the moment
CREATE TEMP VIEW figures AS
SELECT c.customer AS doc, k.last_contact, k.last_contact_day, f.next_follow_up,
  coalesce(v.occasions, 0) AS occasions, coalesce(v.orders, 0) AS orders, v.first_sale_day, v.last_sale_day,
  l.last_loss_day, coalesce(v.revenue, 0) AS revenue
FROM customers c
  LEFT JOIN (
    SELECT customer, max(date) AS last_contact, max(date_day) AS last_contact_day
    FROM contacts
    WHERE is_contact = 1 AND date_day <= (SELECT asof_day FROM moment)
    GROUP BY customer) k ON k.customer = c.customer
  LEFT JOIN (
    SELECT customer, min(follow_up) AS next_follow_up
    FROM contacts
    WHERE follow_up_day IS NOT NULL AND date_day <= (SELECT asof_day FROM moment)
      AND (done_day IS NULL OR done_day > (SELECT asof_day FROM moment))
    GROUP BY customer) f ON f.customer = c.customer
  LEFT JOIN (
    SELECT customer, max(date_day) AS last_loss_day
    FROM churn
    WHERE date_day <= (SELECT asof_day FROM moment)
    GROUP BY customer) l ON l.customer = c.customer
  LEFT JOIN (
    SELECT doc, count(DISTINCT CASE WHEN is_sale = 1 THEN date_day END) AS occasions, sum(is_sale) AS orders,
      min(CASE WHEN is_sale = 1 THEN date_day END) AS first_sale_day,
      max(CASE WHEN is_sale = 1 THEN date_day END) AS last_sale_day, sum(base) AS revenue
    FROM valued_sale
    GROUP BY doc) v ON v.doc = c.customer;

CREATE TEMP VIEW gap_sum AS
SELECT coalesce(sum(s.occasions - 1), 0) AS gaps, coalesce(sum(s.last_sale_day - s.first_sale_day), 0) AS days,
  count(*) AS repeat_buyers
FROM figures s
WHERE s.occasions > 1;
