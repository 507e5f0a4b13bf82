-- title: Feedback
-- title-zh: 客户反馈
-- about: What customers said, newest first: answers to surveys, praise, suggestions, complaints.
-- columns: date date, customer, name, kind, metric, score number, comment, suggestion, resolved date, days int, ref
-- note: days: from the entry to its resolution; of an open complaint from the entry to asof.

SELECT f.date, f.customer, c.name, f.kind, f.metric, f.score, f.comment, f.suggestion,
  CASE WHEN f.resolved_day <= :asof_day THEN f.resolved END AS resolved,
  CASE WHEN f.resolved_day <= :asof_day THEN f.resolved_day - f.date_day
    WHEN f.kind = 'complaint' THEN :asof_day - f.date_day END AS days,
  f.ref
FROM feedback f
  JOIN customers c ON c.customer = f.customer
WHERE f.date_day BETWEEN :from_day AND :to_day
ORDER BY f.date_day DESC, f.customer, f.ref
