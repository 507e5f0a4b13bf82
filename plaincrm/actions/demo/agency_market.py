"""What the agency sells, its settings, and what foreign money is worth to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plaincrm.actions.demo.tale import Market, Product

CNY_PER_USD = Decimal("7.1")
CNY_PER_EUR = Decimal("7.8")
RETAINER = "Maintenance retainer"

MARKET = Market(
    products=(
        Product("UX audit", 18_000, 6, 1),
        Product("网站设计", 68_000, 7, 3, companion="Hosting"),
        Product("小程序开发", 95_000, 4, 3, companion="年度支持"),
        Product("年度支持", 36_000, 0, 6),
        Product("Hosting", 4_800, 1, 6),
        Product("Localisation", 12_500, 4, 4, companion="SEO 优化"),
        Product("Training day", 9_800, 1, 3, pieces=3),
        Product("API integration", 42_000, 1, 3),
        Product("SEO 优化", 15_000, 3, 3),
        Product("Shop relaunch", 120_000, 2, 1, companion="Training day"),
        Product(RETAINER, 8_600, 0, 0),
    ),
    #       Spring Festival in February, holidays in August and October, budgets spent in December
    season=(0.7, 0.35, 1.0, 0.8, 0.8, 0.75, 0.6, 0.5, 0.8, 0.7, 0.95, 1.0),
)

SETTINGS = """\
# Two offices, one book. Amounts without a currency are CNY.
format: 1
name: Lotus & Linden 双语数字工作室
currency: CNY
region: CN
language: en
terms_days: 30

# days between contacts that we try to keep; C is called when there is a reason
cadence: {A: 30, B: 90, C: ~}

deal_stages:
  lead: 0.1
  qualified: 0.25
  proposal: 0.5
  negotiation: 0.75

fields:
  contract_no: text
  nda: boolean
  hourly_rate: number
  seats: integer
  renewal: date
  hosting: [shanghai, hongkong, frankfurt]
"""

REPORT_PATH = "reports/key-accounts.sql"
REPORT = """\
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
"""


def rates(today: date) -> list[tuple[date, str]]:
    """The exchange rates as lines of rates.yaml, each with the day it was written down."""
    lines = []
    for quarters_ago in range(13, -1, -1):
        months = today.year * 12 + (today.month - 1) // 3 * 3 - 3 * quarters_ago
        day = date(months // 12, months % 12 + 1, 1)
        usd = CNY_PER_USD + Decimal((months * 7) % 11 - 5) / 50
        eur = CNY_PER_EUR + Decimal((months * 5) % 13 - 6) / 25
        lines.append((day, f"- {{date: {day}, currency: USD, rate: {usd:.2f}}}"))
        lines.append((day, f"- {{date: {day}, currency: EUR, rate: {eur:.2f}}}"))
    return lines
