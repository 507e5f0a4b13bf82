-- title: Sales
-- title-zh: 销售
-- about: What was sold and refunded, net of tax, each currency in rows of its own.
-- columns: group text, currency text, sold money(currency), refunded money(currency), net money(currency), orders int, buyers int, new_buyers int, repeat_buyers int, average_order money(currency), change share
-- param: by month|quarter|year|weekday|product|industry|company_size|level|source|owner|tag|payment_method|delivery|customer month  what to group by
-- n: orders
-- note: orders are sales of zero or more; refunds count in money only; average_order = sold ÷ orders.
-- note: new_buyers bought here on the day of their first sale ever, repeat_buyers did not.
-- note: change: net against the period before, where that had at least {sales.change_orders} orders and a net above zero.

WITH entry AS (
  SELECT s.customer, s.currency, s.amount, s.is_sale,
    CASE WHEN s.is_sale = 1 AND s.date_day = b.first_day THEN 1 ELSE 0 END AS is_first,
    CASE :by
      WHEN 'month' THEN s.month
      WHEN 'quarter' THEN substr(s.month, 1, 4) || CASE
        WHEN substr(s.month, 6) <= '03' THEN '-Q1' WHEN substr(s.month, 6) <= '06' THEN '-Q2'
        WHEN substr(s.month, 6) <= '09' THEN '-Q3' ELSE '-Q4' END
      WHEN 'year' THEN substr(s.month, 1, 4)
      WHEN 'weekday' THEN substr('MonTueWedThuFriSatSun', 3 * ((s.date_day + 7000003) % 7) + 1, 3)
      WHEN 'product' THEN s.product
      WHEN 'industry' THEN c.industry
      WHEN 'company_size' THEN c.company_size
      WHEN 'level' THEN c.level
      WHEN 'source' THEN c.source
      WHEN 'owner' THEN c.owner
      WHEN 'tag' THEN t.value
      WHEN 'payment_method' THEN s.payment_method
      WHEN 'delivery' THEN s.delivery
      ELSE s.customer END AS label,
    CASE :by
      WHEN 'month' THEN s.month_no
      WHEN 'quarter' THEN CAST((s.month_no - 1 - (s.month_no - 1) % 3) / 3 AS INTEGER)
      WHEN 'year' THEN CAST((s.month_no - 1 - (s.month_no - 1) % 12) / 12 AS INTEGER)
      WHEN 'weekday' THEN (s.date_day + 7000003) % 7
      ELSE 0 END AS place
  FROM base_sales s
    JOIN customers c ON c.customer = s.customer
    LEFT JOIN buyers b ON b.customer = s.customer
    LEFT JOIN list_values t ON :by = 'tag' AND t.customer = s.customer AND t.field = 'tags'
  WHERE s.date_day BETWEEN :from_day AND :to_day AND (:currency IS NULL OR s.currency = :currency)
),
bought AS (
  SELECT label, place, currency, customer,
    sum(CASE WHEN is_sale = 1 THEN amount ELSE 0 END) AS sold,
    sum(CASE WHEN is_sale = 1 THEN 0 ELSE amount END) AS refunded,
    sum(is_sale) AS orders, max(is_sale) AS is_buyer, max(is_first) AS is_new
  FROM entry
  GROUP BY label, place, currency, customer
),
total AS (
  SELECT label, place, currency, sum(sold) AS sold, sum(refunded) AS refunded,
    sum(sold) + sum(refunded) AS net, sum(orders) AS orders, sum(is_buyer) AS buyers, sum(is_new) AS new_buyers
  FROM bought
  GROUP BY label, place, currency
)
SELECT n.label, n.currency, n.sold, n.refunded, n.net, n.orders, n.buyers, n.new_buyers,
  n.buyers - n.new_buyers AS repeat_buyers,
  CASE WHEN n.orders > 0
    THEN CAST((2 * n.sold + n.orders - (2 * n.sold + n.orders) % (2 * n.orders)) / (2 * n.orders) AS INTEGER) END AS average_order,
  CASE WHEN p.net > 0 THEN (n.net - p.net) * 1.0 / p.net END AS change
FROM total n
  LEFT JOIN total p ON :by IN ('month', 'quarter', 'year') AND p.place = n.place - 1 AND p.currency = n.currency
    AND p.orders >= (SELECT CAST(s.value AS INTEGER) FROM settings s WHERE s.key = 'sales.change_orders')
ORDER BY n.place, CASE WHEN n.place = 0 AND :by <> 'weekday' THEN n.currency ELSE '' END,
  CASE WHEN n.place = 0 AND :by <> 'weekday' THEN -n.net ELSE 0 END, coalesce(n.label, ''), n.currency
