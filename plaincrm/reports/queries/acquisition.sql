-- about: Who is new in the window: first entry, source, first sale, revenue.

SELECT c.first_day, c.source, b.first_day AS first_sale_day, o.revenue
FROM customers c
  JOIN overview o ON o.customer = c.customer
  LEFT JOIN buyers b ON b.customer = c.customer
WHERE c.first_day BETWEEN :from_day AND :to_day
