-- about: Every answer with a score in the window, rising by day.

SELECT f.customer, c.name, f.date, f.date_day, f.month_no, f.metric, coalesce(f.scale, 0) AS scale, f.score, f.comment
FROM feedback f JOIN customers c ON c.customer = f.customer
WHERE f.score IS NOT NULL AND f.date_day BETWEEN :from_day AND :to_day
ORDER BY f.date_day, f.customer, f.position
