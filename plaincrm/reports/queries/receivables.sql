-- about: Sales, refunds and credits that may leave something open at asof.

SELECT s.customer, s.position, s.invoice, s.date, s.date_day, s.due, s.due_day, s.currency, s.gross, s.amount,
  s.against, CASE WHEN s.paid_day <= :asof_day THEN s.paid_day END AS paid_day, coalesce(r.total, 0) AS total,
  (SELECT coalesce(sum(p.amount), 0) FROM payments p
   WHERE p.customer = s.customer AND p.sale_position = s.position
     AND p.date_day > s.paid_day AND p.date_day <= :asof_day) AS later
FROM sales s
  LEFT JOIN (
    SELECT customer, sale_position, sum(amount) AS total FROM payments
    WHERE date_day <= :asof_day GROUP BY customer, sale_position) r
    ON r.customer = s.customer AND r.sale_position = s.position
  LEFT JOIN (
    SELECT DISTINCT customer, against FROM sales
    WHERE amount < 0 AND against IS NOT NULL AND void = 0 AND date_day <= :asof_day) n
    ON n.customer = s.customer AND n.against = s.invoice
WHERE s.void = 0 AND s.date_day <= :asof_day AND (
  n.against IS NOT NULL OR (s.amount < 0 AND s.against IS NOT NULL)
  OR (coalesce(s.paid_day, :asof_day + 1) > :asof_day AND coalesce(r.total, 0) <> s.gross)
  OR (s.paid_day <= :asof_day AND r.total IS NOT NULL))
