-- The documented views: what reports, listings and `plaincrm sql` read.
--
-- They are created as temporary views over the tables of schema.sql, so that temporary tables of the same
-- name shadow what they stand on: `tree` (whom the reader sees), `file` (the book at another revision),
-- `rate` (one currency only). `moment` is one row: asof, asof_day, from_day, to_day, currency, exponent.
--
-- Portable subset: no date functions, integer arithmetic for money and days, no NULL in sort keys.
-- Dates come as ISO text, as day (days since 1970-01-01), entries also as month (2026-11) and
-- month_no (year * 12 + month). Money is integer minor units beside its currency and exponent.
--
-- A view is documented by "view NAME: what a row is" and an indented line per column, in order.

-- view customers: one row per customer whose file is sound
--   customer: the ID
--   path: the file, relative to the book
--   name: the name
--   kind: organisation or person
--   company: where a person works
--   title: a person's position
--   industry: the industry
--   company_size: employees, a number or a range, as written
--   level: the user's own ranking, A, B or C
--   source: where the customer came from
--   tags: the tags, joined by commas
--   owner: who of us looks after them
--   website: the website
--   birthday: 1988-03-05 or --03-05
--   since: customer since, as written
--   since_day: the same as a day
--   cadence_days: wanted days between contacts, the customer's own
--   effective_cadence_days: the own cadence, else the level's, else the default; empty: none
--   stage: the hand-set life stage; empty: derived, see stages
--   stage_since: since when it was set
--   stage_since_day: the same as a day
--   stage_reason: why
--   decision_stage: how far the decision to buy has come
--   decision_by: when they want to decide
--   decision_by_day: the same as a day
--   budget: their budget, minor units of the book's currency
--   archived: since when hidden from lists and reminders
--   archived_day: the same as a day
--   notes: free text
--   first_day: since_day, else the day of the first entry that is not void
CREATE TEMP VIEW customers AS
SELECT t.customer, t.path, c.name, c.kind, c.company, c.title, c.industry, c.company_size, c.level, c.source,
  c.tags, c.owner, c.website, c.birthday, c.since, c.since_day, c.cadence_days, c.effective_cadence_days,
  c.stage, c.stage_since, c.stage_since_day, c.stage_reason, c.decision_stage, c.decision_by,
  c.decision_by_day, c.budget, c.archived, c.archived_day, c.notes, c.first_day
FROM tree t JOIN customer c ON c.doc = t.doc;

-- view list_values: one row per value of a field that takes several
--   customer: the ID
--   field: tags, aliases, phones, emails, addresses, motives, preferences, makers, criteria or obstacles
--   position: where in its list, from 0
--   value: the text
CREATE TEMP VIEW list_values AS
SELECT t.customer, v.field, v.position, v.value
FROM tree t JOIN list_value v ON v.doc = t.doc;

-- view documents: one row per customer: the whole file
--   customer: the ID
--   data: the file as JSON under its own keys, as json_extract(data, '$.custom.contract_no') reads it
CREATE TEMP VIEW documents AS
SELECT t.customer, c.data
FROM tree t JOIN content c ON c.doc = t.doc;

-- view people: one row per person of an organisation
--   customer: the ID
--   position: where in the list, from 0
--   name: the name
--   title: the position held
--   department: the department
--   role: the part played, such as decision maker
--   birthday: 1988-03-05 or --03-05
--   notes: free text
CREATE TEMP VIEW people AS
SELECT t.customer, p.position, p.name, p.title, p.department, p.role, p.birthday, p.notes
FROM tree t JOIN person p ON p.doc = t.doc;

-- view reach: one row per phone number and e-mail address of a customer or of the people there
--   customer: the ID
--   kind: phone or email
--   value: as written
--   key: the same to compare: an e-mail without case, the digits of a phone from last to first
CREATE TEMP VIEW reach AS
SELECT t.customer, k.kind, k.value, k.key
FROM tree t JOIN name_key k ON k.doc = t.doc
WHERE k.kind IN ('phone', 'email');

-- view contacts: one row per entry of the contact log, notes included
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   date: the day, ISO
--   date_day: the same as a day
--   month: the same as 2026-11
--   month_no: the same as year * 12 + month
--   channel: phone, email, meeting … or any word
--   direction: in or out
--   person: whom we spoke to
--   by_whom: who of us
--   summary: what was said
--   follow_up: the promised next step is due, ISO
--   follow_up_day: the same as a day
--   plan: what the next step is
--   done: when it was done; empty: open
--   done_day: the same as a day
--   every: how often it comes back, such as 2w
--   is_contact: 1, or 0 for an internal note
CREATE TEMP VIEW contacts AS
SELECT t.customer, c.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = c.doc AND r.list = 'contact_log' AND r.position = c.position) AS ref,
  c.date, c.date_day, substr(c.date, 1, 7) AS month, c.month_no, c.channel, c.direction, c.person, c.by_whom,
  c.summary, c.follow_up, c.follow_up_day, c.plan, c.done, c.done_day, c.every, c.is_contact
FROM tree t JOIN contact_entry c ON c.doc = t.doc;

-- view sales: one row per entry of the sales list, refunds and void ones included
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   date: the day, ISO
--   date_day: the same as a day
--   month: the same as 2026-11
--   month_no: the same as year * 12 + month
--   product: what was sold
--   quantity: how many; information only
--   amount: the line's total net of tax, minor units; negative: refund or credit
--   currency: the currency
--   exponent: how many decimals it has
--   tax_rate: 0.06 for 6 %
--   tax: the tax, minor units, half up
--   gross: amount + tax
--   invoice: the invoice or order number
--   external_id: the id in the system it came from
--   due: when payment is due; date + terms_days where the file is silent
--   due_day: the same as a day
--   payment_method: how it is paid
--   paid: when it was paid in full
--   paid_day: the same as a day
--   delivery: pending, partial or delivered
--   delivered: when it was delivered
--   delivered_day: the same as a day
--   against: the invoice that a refund or credit reduces
--   void: 1 where the entry counts nowhere
--   note: free text
CREATE TEMP VIEW sales AS
SELECT t.customer, e.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = e.doc AND r.list = 'sales' AND r.position = e.position) AS ref,
  e.date, e.date_day, substr(e.date, 1, 7) AS month, e.month_no, e.product, e.quantity, e.amount, e.currency,
  e.exponent, e.tax_rate, e.tax, e.gross, e.invoice, e.external_id, e.due, e.due_day, e.payment_method, e.paid,
  e.paid_day, e.delivery, e.delivered, e.delivered_day, e.against, e.void, e.note
FROM tree t JOIN sale_entry e ON e.doc = t.doc;

-- view payments: one row per payment listed under a sale; a sale's `paid` is in sales
--   customer: the ID
--   sale_position: the position of the sale
--   position: where in the list of payments, from 0
--   date: the day, ISO
--   date_day: the same as a day
--   amount: what was paid, minor units of the sale's currency
--   currency: the sale's currency
CREATE TEMP VIEW payments AS
SELECT t.customer, p.sale_position, p.position, p.date, p.date_day, p.amount, p.currency
FROM tree t JOIN payment p ON p.doc = t.doc;

-- view deals: one row per deal of the pipeline
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   opened: when it was opened, ISO
--   opened_day: the same as a day
--   title: what it is about
--   stage: how far it has come
--   amount: what it would bring, minor units
--   currency: the currency
--   exponent: how many decimals it has
--   probability: 0.6 for 60 %; the stage's where the file is silent
--   close_by: when it should close
--   close_by_day: the same as a day
--   closed: when it was closed; empty: open
--   closed_day: the same as a day
--   outcome: won or lost
--   reason: why
CREATE TEMP VIEW deals AS
SELECT t.customer, d.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = d.doc AND r.list = 'deals' AND r.position = d.position) AS ref,
  d.opened, d.opened_day, d.title, d.stage, d.amount, d.currency, d.exponent, d.probability, d.close_by,
  d.close_by_day, d.closed, d.closed_day, d.outcome, d.reason
FROM tree t JOIN deal_entry d ON d.doc = t.doc;

-- view feedback: one row per entry of the feedback list
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   date: the day, ISO
--   date_day: the same as a day
--   month: the same as 2026-11
--   month_no: the same as year * 12 + month
--   kind: survey, praise, suggestion or complaint
--   metric: nps, csat or ces; csat where a score has none
--   score: the answer
--   scale: the top of a csat score, 5 or 7; empty elsewhere
--   product: what it is about
--   comment: what they said
--   suggestion: what they wish for
--   resolved: when a complaint was resolved
--   resolved_day: the same as a day
--   resolution: how
CREATE TEMP VIEW feedback AS
SELECT t.customer, f.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = f.doc AND r.list = 'feedback' AND r.position = f.position) AS ref,
  f.date, f.date_day, substr(f.date, 1, 7) AS month, f.month_no, f.kind, f.metric, f.score, f.scale, f.product,
  f.comment, f.suggestion, f.resolved, f.resolved_day, f.resolution
FROM tree t JOIN feedback_entry f ON f.doc = t.doc;

-- view churn: one row per time a customer was said to be gone
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   date: the day, ISO
--   date_day: the same as a day
--   reason: why
--   note: free text
CREATE TEMP VIEW churn AS
SELECT t.customer, l.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = l.doc AND r.list = 'churn' AND r.position = l.position) AS ref,
  l.date, l.date_day, l.reason, l.note
FROM tree t JOIN churn_entry l ON l.doc = t.doc;

-- view rates: what one unit of a currency is worth in the book's currency, from when until when
--   currency: the currency; the book's own is 1 for all days
--   day: the first day of the rate
--   until_day: the first day of the next one
--   numerator: one unit = numerator / denominator units of the book's currency
--   denominator: see numerator
--   factor: one minor unit = factor / divisor minor units of the book's currency
--   divisor: see factor
CREATE TEMP VIEW rates AS
SELECT currency, day, until_day, numerator, denominator, factor, divisor FROM rate;

-- view base_sales: one row per sale or refund that counts: not void, dated asof or before
--   customer: the ID
--   position: where in the list, from 0
--   ref: the short reference of the entry
--   date: the day, ISO
--   date_day: the same as a day
--   month: the same as 2026-11
--   month_no: the same as year * 12 + month
--   product: what was sold
--   quantity: how many; information only
--   amount: the line's total net of tax, minor units of its own currency
--   currency: its own currency
--   exponent: how many decimals that has
--   tax: the tax, minor units, half up
--   gross: amount + tax
--   invoice: the invoice or order number
--   payment_method: how it is paid
--   delivery: pending, partial or delivered, as of the moment
--   against: the invoice that a refund or credit reduces
--   is_sale: 1 for a sale (amount 0 or more), 0 for a refund
--   base: the amount in the currency of the moment, minor units, half up; empty: no rate
CREATE TEMP VIEW base_sales AS
SELECT t.customer, v.position,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = v.doc AND r.list = 'sales' AND r.position = v.position) AS ref,
  v.date, v.date_day, substr(v.date, 1, 7) AS month, v.month_no, v.product, v.quantity, v.amount, v.currency,
  v.exponent, v.tax, v.gross, v.invoice, v.payment_method,
  CASE WHEN v.delivered_day > (SELECT asof_day FROM moment) THEN 'pending'
    WHEN v.delivery IS NULL AND v.delivered_day IS NOT NULL THEN 'delivered' ELSE v.delivery END AS delivery,
  v.against, v.is_sale, v.base
FROM tree t JOIN valued_sale v ON v.doc = t.doc;

-- view unvalued: one row per sale or refund that counts but has no rate to the currency of the moment
--   customer: the ID
--   position: where in the list of sales, from 0
--   date: the day, ISO
--   date_day: the same as a day
--   amount: the amount, minor units of its own currency
--   currency: its own currency
CREATE TEMP VIEW unvalued AS
SELECT t.customer, v.position, v.date, v.date_day, v.amount, v.currency
FROM summary s CROSS JOIN tree t CROSS JOIN valued_sale v
WHERE (s.unvalued_sales > 0 OR s.currency <> (SELECT currency FROM moment))
  AND t.doc = s.doc AND v.doc = s.doc AND v.base IS NULL;

-- view occasions: one row per customer and day with at least one sale, up to asof
--   customer: the ID
--   day: the day
CREATE TEMP VIEW occasions AS
SELECT DISTINCT t.customer, v.date_day AS day
FROM tree t JOIN valued_sale v ON v.doc = t.doc
WHERE v.is_sale = 1;

-- view buyers: one row per customer with at least one occasion up to asof
--   customer: the ID
--   occasions: days with a sale
--   orders: sales
--   first_day: the day of the first sale
--   last_day: the day of the last sale
--   revenue: refunds included, minor units of the currency of the moment; sales without a rate are left out
CREATE TEMP VIEW buyers AS
SELECT t.customer, s.occasions, s.orders, s.first_sale_day AS first_day, s.last_sale_day AS last_day, s.revenue
FROM tree t JOIN standing s ON s.doc = t.doc
WHERE s.occasions > 0;

-- view gone: one row per customer recorded as gone (churn) up to asof, with no sale after that day
--   customer: the ID
--   day: the day of the latest churn entry
CREATE TEMP VIEW gone AS
SELECT t.customer, s.last_loss_day AS day
FROM tree t JOIN standing s ON s.doc = t.doc
WHERE s.is_gone;

-- view pool: one row: the gaps between the occasions of the whole book up to asof, whoever is chosen
--   gaps: how many
--   days: their sum; the pooled mean gap is days / gaps
--   repeat_buyers: how many customers have one
CREATE TEMP VIEW pool AS
SELECT gaps, days, repeat_buyers FROM gap_sum;

-- view histories: one row per buyer of the whole book up to asof, whoever is chosen
--   customer: the ID
--   occasions: days with a sale
--   first_day: the day of the first sale
--   last_day: the day of the last sale
--   repeat_revenue: after the first day, refunds included, minor units of the currency of the moment; sales without a rate are left out
CREATE TEMP VIEW histories AS
SELECT f.customer, s.occasions, s.first_sale_day AS first_day, s.last_sale_day AS last_day,
  (SELECT coalesce(sum(v.base), 0) FROM valued_sale v
   WHERE v.doc = f.doc AND v.date_day > s.first_sale_day) AS repeat_revenue
FROM file f JOIN figures s ON s.doc = f.doc
WHERE f.rival IS NULL AND s.occasions > 0;

-- view stages: one row per customer: the life stage as of the moment
--   customer: the ID
--   derived: the stage that follows from the facts
--   manual: the stage set by hand, if any
--   stage: the one in force: manual, else derived
CREATE TEMP VIEW stages AS
SELECT customer, derived, manual, coalesce(manual, derived) AS stage
FROM (
  SELECT t.customer, s.derived,
    -- one set for a later day is not in force yet
    CASE WHEN c.stage_since_day > (SELECT asof_day FROM moment) THEN NULL ELSE c.stage END AS manual
  FROM tree t JOIN customer c ON c.doc = t.doc JOIN standing s ON s.doc = t.doc) known;

-- view overview: one row per customer, as `plaincrm list` shows them
--   customer: the ID
--   name: the name
--   kind: organisation or person
--   level: the user's own ranking
--   stage: the life stage in force, see stages
--   industry: the industry
--   tags: the tags, joined by commas
--   owner: who of us looks after them
--   last_contact: the day of the latest contact that is no note, up to asof
--   next_follow_up: the day of the earliest open follow-up
--   revenue: refunds included, minor units of the currency of the moment; sales without a rate are left out
--   currency: the currency of the moment
--   exponent: how many decimals it has
--   archived: since when hidden from lists and reminders
--   archived_day: the same as a day
--   last_contact_day: last_contact as a day
CREATE TEMP VIEW overview AS
SELECT t.customer, c.name, c.kind, c.level,
  coalesce(CASE WHEN c.stage_since_day > (SELECT asof_day FROM moment) THEN NULL ELSE c.stage END, s.derived) AS stage,
  c.industry, c.tags, c.owner, s.last_contact, s.next_follow_up, s.revenue,
  (SELECT currency FROM moment) AS currency, (SELECT exponent FROM moment) AS exponent,
  c.archived, c.archived_day, s.last_contact_day
FROM tree t JOIN customer c ON c.doc = t.doc JOIN standing s ON s.doc = t.doc;

-- view problems: one row per thing wrong or doubtful in a file
--   path: the file, relative to the book
--   line: the line, from 1
--   field: the field, as in sales[2].amount
--   message: what is wrong
--   hint: what to do
--   severity: error (the file is left out of reports) or warning
CREATE TEMP VIEW problems AS
SELECT f.path, p.line, p.field, p.message, p.hint, p.severity
-- from the few problems to their files
FROM problem p CROSS JOIN file f
WHERE f.doc = p.doc
UNION ALL
SELECT f.path, NULL, '', 'the ID "' || f.customer || '" belongs to ' || f.rival,
  'rename one of the two: git mv OLD NEW', 'error'
FROM file f WHERE f.rival IS NOT NULL
UNION ALL
SELECT path, line, field, message, hint, severity FROM book_problem;

-- view settings: one row per setting of plaincrm.yaml, defaults filled in
--   key: the name, dotted, as in churn.ratio
--   value: the value as text; lists joined by commas
CREATE TEMP VIEW settings AS
SELECT key, value FROM setting;
