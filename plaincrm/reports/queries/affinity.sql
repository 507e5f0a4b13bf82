-- about: Pairs of products that enough customers bought both of, once in each direction.
-- param: fewest integer 5  how many customers are enough

WITH bought AS (
  SELECT DISTINCT s.customer, s.product
  FROM base_sales s
  WHERE s.product IS NOT NULL AND s.is_sale = 1 AND s.date_day BETWEEN :from_day AND :to_day),
-- a product that few have bought is in no pair that enough have bought
known AS (
  SELECT product, count(*) AS customers FROM bought GROUP BY product HAVING count(*) >= :fewest),
basket AS (
  SELECT x.customer, x.product, k.customers FROM bought x JOIN known k ON k.product = x.product)
SELECT a.product AS a, b.product AS b, count(*) AS together, min(a.customers) AS have_a, min(b.customers) AS have_b
FROM basket a JOIN basket b ON b.customer = a.customer AND b.product <> a.product
GROUP BY a.product, b.product
HAVING count(*) >= :fewest
