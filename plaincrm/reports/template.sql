-- title: Silent customers
-- about: Customers without a sale for a while, longest silent first.
-- columns: customer text, name text, last_sale date, silence int, revenue money
-- param: days integer 180  how long counts as silent
--
-- Above: what the report is called, its columns with their kinds (text, date, int, number, money,
-- share) and its options: name, type (text, integer, number, date, boolean, or choices a|b), default,
-- help. Below: one SELECT over the views that `plaincrm schema tables` documents. Always there:
-- :asof, :asof_day, :from_day, :to_day. Days count from 1970-01-01, money is in minor units.

SELECT b.customer, c.name,
  (SELECT max(s.date) FROM base_sales s WHERE s.customer = b.customer AND s.is_sale = 1) AS last_sale,
  :asof_day - b.last_day AS silence, b.revenue
FROM buyers b
  JOIN customers c ON c.customer = b.customer
WHERE :asof_day - b.last_day > :days
ORDER BY silence DESC, b.customer
