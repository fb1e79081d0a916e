-- Delegations of duties, and where people get their mail: state, rebuilt from the ledger.
CREATE TABLE delegations (
  id TEXT PRIMARY KEY, giver TEXT NOT NULL, taker TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  starts TEXT NOT NULL, ends TEXT NOT NULL, reason TEXT NOT NULL, made_at TEXT NOT NULL, ended_at TEXT NOT NULL,
  ended_by TEXT NOT NULL);
CREATE INDEX delegations_giver ON delegations (giver, ends);
CREATE INDEX delegations_taker ON delegations (taker, ends);
CREATE INDEX delegations_ends ON delegations (ends);
CREATE TABLE contacts (id TEXT PRIMARY KEY, mail TEXT NOT NULL);

-- What lists and duties look up.
CREATE INDEX custodies_section ON custodies (section, state);
CREATE INDEX custodies_contractor ON custodies (contractor, state);
CREATE INDEX custodies_holder ON custodies (holder, state);
CREATE INDEX accounts_person ON accounts (person);
CREATE INDEX refusals_section ON refusals (section, at);
CREATE INDEX refusals_account ON refusals (account, at);

-- Secrets and memory of the machine: not rebuilt, never in the ledger.
CREATE TABLE calendar_feeds (id TEXT PRIMARY KEY, token TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE UNIQUE INDEX calendar_feeds_token ON calendar_feeds (token);
CREATE TABLE digests (id TEXT PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, error TEXT NOT NULL);
CREATE TABLE mail_states (
  id TEXT PRIMARY KEY, last_success_at TEXT NOT NULL, last_failure_at TEXT NOT NULL, error TEXT NOT NULL,
  failures BIGINT NOT NULL, next_try_at TEXT NOT NULL);
