-- about: Pairs of products that enough customers bought both of, once in each direction.
-- param: fewest integer 5  how many customers are enough

WITH bought AS (
  SELECT DISTINCT s.customer, s.product
  FROM base_sales s
  WHERE s.product IS NOT NULL AND s.is_sale = 1 AND s.date_day BETWEEN :from_day AND :to_day),
-- a product that few have bought is in no pair that enough have bought
known AS (
  SELECT product, count(*) AS customers, row_number() OVER (ORDER BY product) AS number
  FROM bought GROUP BY product HAVING count(*) >= :fewest),
basket AS (
  SELECT x.customer, k.number FROM bought x JOIN known k ON k.product = x.product),
-- by number, which is small, and each pair once: there may be millions
pair AS (
  SELECT x.number AS first, y.number AS second, count(*) AS together
  FROM basket x JOIN basket y ON y.customer = x.customer AND y.number > x.number
  GROUP BY x.number, y.number
  HAVING count(*) >= :fewest)
SELECT a.product AS a, b.product AS b, p.together, a.customers AS have_a, b.customers AS have_b
FROM (
  SELECT first AS one, second AS other, together FROM pair
  UNION ALL
  SELECT second AS one, first AS other, together FROM pair) p
  JOIN known a ON a.number = p.one
  JOIN known b ON b.number = p.other
