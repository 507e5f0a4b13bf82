-- about: Complaints of the window, and how each stood at asof.

SELECT f.date, f.customer, c.name, f.product, f.comment,
  CASE WHEN f.resolved_day <= :asof_day THEN f.resolved END AS resolved,
  CASE WHEN f.resolved_day <= :asof_day THEN f.resolved_day ELSE :asof_day END - f.date_day AS days,
  CASE WHEN f.resolved_day <= :asof_day THEN f.resolution END AS resolution, f.ref
FROM feedback f JOIN customers c ON c.customer = f.customer
WHERE f.kind = 'complaint' AND f.date_day BETWEEN :from_day AND :to_day
