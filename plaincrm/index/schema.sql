-- The tables of the index: a disposable shadow of the customer files.
-- Readers use the documented views (views.sql); these tables may change with any version.
-- A document is one content (blob) of one customer; every fact carries its doc.

-- What the index was made from, see refresh.py.
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Which fields a customer file may have (dotted, as in needs.decision.stage).
CREATE TABLE known_field (name TEXT PRIMARY KEY) WITHOUT ROWID;

-- The files of the book; rival names the file that already holds this ID.
CREATE TABLE file (
  path TEXT PRIMARY KEY, customer TEXT NOT NULL, folded TEXT NOT NULL, doc INTEGER NOT NULL, rival TEXT
) WITHOUT ROWID;
-- The first and the last hold all that `tree` shows, so that most readers need not look further.
CREATE INDEX file_customer ON file (customer, rival, doc);
CREATE INDEX file_folded ON file (folded);
CREATE INDEX file_doc ON file (doc, rival, customer);
CREATE INDEX file_rival ON file (rival) WHERE rival IS NOT NULL;

CREATE TABLE document (
  doc INTEGER PRIMARY KEY, customer TEXT NOT NULL, blob TEXT NOT NULL, sound INTEGER NOT NULL,
  UNIQUE (customer, blob)
);

-- Documents read for an earlier revision only; the next refresh clears them away.
CREATE TABLE past (doc INTEGER PRIMARY KEY);

-- The whole file as JSON, apart so that listings need not read it.
CREATE TABLE content (doc INTEGER PRIMARY KEY, data TEXT NOT NULL);

CREATE TABLE problem (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, line INTEGER, field TEXT NOT NULL, message TEXT NOT NULL,
  hint TEXT, severity TEXT NOT NULL,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

-- What is wrong or doubtful outside the customer files: in plaincrm.yaml and rates.yaml.
CREATE TABLE book_problem (
  position INTEGER PRIMARY KEY, path TEXT NOT NULL, line INTEGER, field TEXT NOT NULL, message TEXT NOT NULL,
  hint TEXT, severity TEXT NOT NULL
);

CREATE TABLE customer (
  doc INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT, company TEXT, title TEXT, industry TEXT,
  company_size TEXT, level TEXT, source TEXT, tags TEXT, owner TEXT, website TEXT, birthday TEXT,
  since TEXT, since_day INTEGER, cadence_days INTEGER, effective_cadence_days INTEGER,
  stage TEXT, stage_since TEXT, stage_since_day INTEGER, stage_reason TEXT,
  decision_stage TEXT, decision_by TEXT, decision_by_day INTEGER, budget INTEGER,
  archived TEXT, archived_day INTEGER, notes TEXT, first_day INTEGER
);

-- What holds for a document once every dated fact in it (horizon_day) has come to pass.
CREATE TABLE summary (
  doc INTEGER PRIMARY KEY, horizon_day INTEGER NOT NULL, last_contact TEXT, last_contact_day INTEGER,
  next_follow_up TEXT, occasions INTEGER NOT NULL, orders INTEGER NOT NULL,
  first_sale_day INTEGER, last_sale_day INTEGER, last_loss_day INTEGER,
  revenue INTEGER NOT NULL, currency TEXT NOT NULL, foreign_sales INTEGER NOT NULL,
  unvalued_sales INTEGER NOT NULL DEFAULT 0 -- of the foreign ones, without a rate
);

-- Of all documents that are shown, what they sum up to once everything has come to pass, see roll_ups.py.
CREATE TABLE month_total (
  month_no INTEGER NOT NULL, currency TEXT NOT NULL, sold INTEGER NOT NULL, refunded INTEGER NOT NULL,
  orders INTEGER NOT NULL, buyers INTEGER NOT NULL, new_buyers INTEGER NOT NULL, entries INTEGER NOT NULL,
  PRIMARY KEY (month_no, currency)
) WITHOUT ROWID;

CREATE TABLE gap_total (gaps INTEGER NOT NULL, days INTEGER NOT NULL, repeat_buyers INTEGER NOT NULL);
INSERT INTO gap_total VALUES (0, 0, 0);

CREATE TABLE list_value (
  doc INTEGER NOT NULL, field TEXT NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (doc, field, position)
) WITHOUT ROWID;

CREATE TABLE person (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT, title TEXT, department TEXT, role TEXT,
  birthday TEXT, notes TEXT,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

-- What a customer answers to: kind is name, alias, company, person, email, phone, latin or initials.
CREATE TABLE name_key (
  doc INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (kind, key, doc)
) WITHOUT ROWID;

-- The content hash of every entry; twin counts equal entries of one list from 1.
CREATE TABLE entry (
  doc INTEGER NOT NULL, list TEXT NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL,
  twin INTEGER NOT NULL,
  PRIMARY KEY (doc, list, position)
) WITHOUT ROWID;

-- How many letters a reference may have.
CREATE TABLE ref_length (n INTEGER PRIMARY KEY);
INSERT INTO ref_length VALUES (4), (5), (6), (7), (8), (9), (10), (11), (12);

CREATE TABLE contact_entry (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, date TEXT NOT NULL, date_day INTEGER NOT NULL,
  month_no INTEGER NOT NULL, channel TEXT, direction TEXT, person TEXT, by_whom TEXT, summary TEXT,
  follow_up TEXT, follow_up_day INTEGER, plan TEXT, done TEXT, done_day INTEGER, every TEXT,
  is_contact INTEGER NOT NULL,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE sale_entry (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, date TEXT NOT NULL, date_day INTEGER NOT NULL,
  month_no INTEGER NOT NULL, product TEXT, quantity REAL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  exponent INTEGER NOT NULL, tax_rate REAL NOT NULL, tax INTEGER NOT NULL, gross INTEGER NOT NULL,
  invoice TEXT, external_id TEXT, due TEXT, due_day INTEGER, payment_method TEXT, paid TEXT,
  paid_day INTEGER, delivery TEXT, delivered TEXT, delivered_day INTEGER, against TEXT,
  void INTEGER NOT NULL, note TEXT,
  base INTEGER, -- the amount in the book's currency where its own is another and there is a rate
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE payment (
  doc INTEGER NOT NULL, sale_position INTEGER NOT NULL, position INTEGER NOT NULL, date TEXT NOT NULL,
  date_day INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  PRIMARY KEY (doc, sale_position, position)
) WITHOUT ROWID;

CREATE TABLE deal_entry (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, opened TEXT, opened_day INTEGER, title TEXT, stage TEXT,
  amount INTEGER, currency TEXT NOT NULL, exponent INTEGER NOT NULL, probability REAL, close_by TEXT,
  close_by_day INTEGER, closed TEXT, closed_day INTEGER, outcome TEXT, reason TEXT,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE feedback_entry (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, date TEXT NOT NULL, date_day INTEGER NOT NULL,
  month_no INTEGER NOT NULL, kind TEXT, metric TEXT, score REAL, scale INTEGER, product TEXT, comment TEXT,
  suggestion TEXT, resolved TEXT, resolved_day INTEGER, resolution TEXT,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE churn_entry (
  doc INTEGER NOT NULL, position INTEGER NOT NULL, date TEXT NOT NULL, date_day INTEGER NOT NULL,
  reason TEXT, note TEXT,
  PRIMARY KEY (doc, position)
) WITHOUT ROWID;

-- numerator/denominator: units of the book's currency for one unit; factor/divisor: the same in minor units.
CREATE TABLE rate (
  currency TEXT NOT NULL, day INTEGER NOT NULL, until_day INTEGER NOT NULL,
  numerator INTEGER NOT NULL, denominator INTEGER NOT NULL, factor INTEGER NOT NULL, divisor INTEGER NOT NULL,
  PRIMARY KEY (currency, day)
) WITHOUT ROWID;

-- What was worked out from the whole book as it was then, see memo.py.
CREATE TABLE memo (
  name TEXT PRIMARY KEY, head TEXT NOT NULL, dirty BLOB NOT NULL, value TEXT NOT NULL
) WITHOUT ROWID;

-- Made after the first filling, which is quicker.
CREATE INDEX name_key_doc ON name_key (doc);
CREATE INDEX entry_hash ON entry (hash);
CREATE INDEX contact_follow_up ON contact_entry (doc, follow_up_day, done_day, date_day, date, plan, channel)
  WHERE follow_up_day IS NOT NULL;
CREATE INDEX sale_money ON sale_entry (doc, date_day, void, month_no, currency, amount, base);
CREATE INDEX sale_month ON sale_entry (month_no, currency, doc, date_day, void, amount);
CREATE INDEX summary_horizon ON summary (horizon_day);
CREATE INDEX customer_archived ON customer (archived_day) WHERE archived_day IS NOT NULL;
CREATE INDEX customer_birthday ON customer (birthday) WHERE birthday IS NOT NULL;
CREATE INDEX customer_decision ON customer (decision_by_day) WHERE decision_by_day IS NOT NULL;
CREATE INDEX person_birthday ON person (birthday) WHERE birthday IS NOT NULL;
CREATE INDEX deal_close ON deal_entry (close_by_day) WHERE close_by_day IS NOT NULL;
