-- about: The deals that are open at asof.
-- param: currency text -  only deals in this currency

SELECT d.customer, c.name, d.title, d.stage, d.currency, d.amount, d.probability,
  :asof_day - d.opened_day AS age, d.close_by, d.ref
FROM deals d JOIN customers c ON c.customer = d.customer
WHERE d.opened_day <= :asof_day AND (:currency IS NULL OR d.currency = :currency)
  AND (d.closed_day > :asof_day OR (d.closed_day IS NULL AND d.outcome IS NULL))
