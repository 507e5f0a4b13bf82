-- about: What each buyer bought in the window, most revenue first.

SELECT s.customer, max(c.name) AS name, sum(s.is_sale) AS orders, coalesce(sum(s.base), 0) AS revenue,
  coalesce(sum(CASE WHEN s.is_sale = 1 THEN s.base END), 0) AS sold,
  sum(CASE WHEN s.is_sale = 1 AND s.base IS NOT NULL THEN 1 ELSE 0 END) AS valued
FROM base_sales s JOIN customers c ON c.customer = s.customer
WHERE s.date_day BETWEEN :from_day AND :to_day
GROUP BY s.customer
HAVING sum(s.is_sale) > 0
ORDER BY coalesce(sum(s.base), 0) DESC, s.customer
