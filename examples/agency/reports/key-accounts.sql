-- title: Key accounts to call
-- about: Customers of one level with no contact for a while, their open complaints and latest NPS.
-- param: level text A         which level
-- param: days integer 14      how many days without a contact
with spoken as (
  select customer, max(date) as last_contact, max(date_day) as last_day
  from contacts where is_contact = 1 group by customer
), unhappy as (
  select customer, count(*) as open_complaints
  from feedback where kind = 'complaint' and resolved is null group by customer
), nps as (
  select customer, score, row_number() over (partition by customer order by date desc, position desc) as nth
  from feedback where metric = 'nps'
)
select c.customer, c.name, c.owner, s.last_contact, m.asof_day - s.last_day as days,
       coalesce(u.open_complaints, 0) as open_complaints, n.score as nps
from customers c
cross join moment m
join spoken s on s.customer = c.customer
left join unhappy u on u.customer = c.customer
left join nps n on n.customer = c.customer and n.nth = 1
where c.level = :level and c.archived is null and m.asof_day - s.last_day >= :days
order by days desc, c.customer
