-- about: Every customer known at asof with the facts that the stage follows from.

SELECT c.customer, c.name, s.derived, c.stage, c.stage_since_day, c.stage_reason, g.day AS gone_day,
  coalesce(b.occasions, 0) AS occasions, b.first_day, b.last_day, o.revenue
FROM customers c
  JOIN stages s ON s.customer = c.customer
  JOIN overview o ON o.customer = c.customer
  LEFT JOIN buyers b ON b.customer = c.customer
  LEFT JOIN gone g ON g.customer = c.customer
WHERE coalesce(c.first_day, :asof_day) <= :asof_day OR b.customer IS NOT NULL
ORDER BY c.customer
