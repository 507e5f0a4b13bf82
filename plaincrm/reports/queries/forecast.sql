-- about: What the forecast is fitted to: buyers with x, t_x and T in days.

SELECT b.customer, c.name, h.occasions - 1 AS x, h.last_day - h.first_day AS t_x, :asof_day - h.first_day AS t,
  h.repeat_revenue, b.revenue AS past_revenue
FROM buyers b JOIN histories h ON h.customer = b.customer JOIN customers c ON c.customer = b.customer
WHERE h.first_day BETWEEN :from_day AND :to_day
  AND NOT EXISTS (SELECT 1 FROM gone g WHERE g.customer = b.customer)
ORDER BY b.customer
