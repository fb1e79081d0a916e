-- State tables: written only by apply(event) (src/store/apply*.cpp) and rebuilt from the ledger by `sekisho verify --rebuild`.
-- Instants and days are TEXT in their API form; lists and objects are JSON in TEXT; whole numbers are BIGINT.
CREATE TABLE town (id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, demonstration BIGINT NOT NULL);
CREATE TABLE sections (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE officers (id TEXT PRIMARY KEY, name TEXT NOT NULL, section TEXT NOT NULL, roles TEXT NOT NULL);
CREATE TABLE assets (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, information TEXT NOT NULL, section TEXT NOT NULL,
  confidentiality TEXT NOT NULL, integrity TEXT NOT NULL, availability TEXT NOT NULL, personal_data BIGINT NOT NULL);
CREATE TABLE contractors (id TEXT PRIMARY KEY, name TEXT NOT NULL, corporate_number TEXT NOT NULL);
CREATE TABLE engagements (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL,
  responsible_person TEXT NOT NULL, workplace TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL,
  scope TEXT NOT NULL, production_data_allowed BIGINT NOT NULL, my_number BIGINT NOT NULL, cancelled BIGINT NOT NULL);
CREATE INDEX engagements_contractor ON engagements (contractor);
CREATE TABLE sub_contracts (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, parent TEXT NOT NULL, contractor TEXT NOT NULL, depth BIGINT NOT NULL,
  state TEXT NOT NULL, flow_down_confirmed BIGINT NOT NULL, reason TEXT NOT NULL, applied_at TEXT NOT NULL,
  decided_at TEXT NOT NULL, decided_by TEXT NOT NULL);
CREATE INDEX sub_contracts_engagement ON sub_contracts (engagement);
CREATE INDEX sub_contracts_contractor ON sub_contracts (contractor);
CREATE TABLE workers (
  id TEXT PRIMARY KEY, contractor TEXT NOT NULL, name TEXT NOT NULL, kana TEXT NOT NULL, left_on TEXT NOT NULL);
CREATE INDEX workers_contractor ON workers (contractor);
CREATE TABLE rosters (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, version BIGINT NOT NULL,
  submitted_at TEXT NOT NULL, submitted_by TEXT NOT NULL, confirmed_at TEXT NOT NULL, confirmed_by TEXT NOT NULL);
CREATE INDEX rosters_engagement ON rosters (engagement, contractor, version);
CREATE TABLE roster_members (
  id TEXT PRIMARY KEY, roster TEXT NOT NULL, worker TEXT NOT NULL, identity_method TEXT NOT NULL);
CREATE INDEX roster_members_roster ON roster_members (roster);
CREATE INDEX roster_members_worker ON roster_members (worker);
CREATE TABLE trainings (
  id TEXT PRIMARY KEY, worker TEXT NOT NULL, course TEXT NOT NULL, held_on TEXT NOT NULL, valid_until TEXT NOT NULL);
CREATE INDEX trainings_worker ON trainings (worker, valid_until);
CREATE TABLE passages (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, engagement TEXT NOT NULL, asset TEXT NOT NULL,
  section TEXT NOT NULL, range TEXT NOT NULL, way TEXT NOT NULL, recipient TEXT NOT NULL,
  recipient_contractor TEXT NOT NULL, applicant_account TEXT NOT NULL, applicant_person TEXT NOT NULL,
  purpose TEXT NOT NULL, content_description TEXT NOT NULL, protection TEXT NOT NULL,
  production_application BIGINT NOT NULL, production_reason TEXT NOT NULL, collect_until TEXT NOT NULL,
  custody_due TEXT NOT NULL, downloads_allowed BIGINT NOT NULL, downloads_used BIGINT NOT NULL,
  check_access_control BIGINT NOT NULL, check_encrypted_at_rest BIGINT NOT NULL, check_encrypted_link BIGINT NOT NULL,
  binding TEXT NOT NULL, content TEXT NOT NULL, custody TEXT NOT NULL, created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL, submitted_at TEXT NOT NULL, approved_at TEXT NOT NULL, first_download_at TEXT NOT NULL);
CREATE INDEX passages_changed ON passages (changed_at, id);
CREATE INDEX passages_state ON passages (state, changed_at);
CREATE INDEX passages_section ON passages (section, changed_at);
CREATE INDEX passages_recipient ON passages (recipient, changed_at);
CREATE INDEX passages_recipient_contractor ON passages (recipient_contractor, changed_at);
CREATE INDEX passages_applicant ON passages (applicant_person, changed_at);
CREATE TABLE contents (
  id TEXT PRIMARY KEY, passage TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, size BIGINT NOT NULL,
  state TEXT NOT NULL, sha256 TEXT NOT NULL, residents BIGINT NOT NULL, hits TEXT NOT NULL, reasons TEXT NOT NULL,
  announced_at TEXT NOT NULL, expires_at TEXT NOT NULL, received_at TEXT NOT NULL, inspected_at TEXT NOT NULL,
  key_state TEXT NOT NULL);
CREATE INDEX contents_passage ON contents (passage);
CREATE INDEX contents_state ON contents (state);
CREATE TABLE approvals (
  id TEXT PRIMARY KEY, passage TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, side TEXT NOT NULL,
  roles TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL, binding TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX approvals_passage ON approvals (passage);
CREATE TABLE downloads (
  id TEXT PRIMARY KEY, passage TEXT NOT NULL, content TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL,
  at TEXT NOT NULL, until TEXT NOT NULL);
CREATE INDEX downloads_passage ON downloads (passage);
CREATE TABLE custodies (
  id TEXT PRIMARY KEY, passage TEXT NOT NULL, content TEXT NOT NULL, state TEXT NOT NULL, holder TEXT NOT NULL,
  contractor TEXT NOT NULL, section TEXT NOT NULL, place TEXT NOT NULL, since TEXT NOT NULL, due TEXT NOT NULL,
  copies BIGINT NOT NULL, method TEXT NOT NULL, statement TEXT NOT NULL, copies_erased BIGINT NOT NULL,
  return_declared_at TEXT NOT NULL, ended_at TEXT NOT NULL, ended_by TEXT NOT NULL, receipt_entry BIGINT NOT NULL,
  end_entry BIGINT NOT NULL);
CREATE INDEX custodies_state ON custodies (state, due);
CREATE INDEX custodies_passage ON custodies (passage);
CREATE TABLE copies (
  id TEXT PRIMARY KEY, custody TEXT NOT NULL, place TEXT NOT NULL, purpose TEXT NOT NULL, count BIGINT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX copies_custody ON copies (custody);
CREATE TABLE accounts (
  id TEXT PRIMARY KEY, login TEXT NOT NULL, person TEXT NOT NULL, side TEXT NOT NULL, roles TEXT NOT NULL,
  section TEXT NOT NULL, contractor TEXT NOT NULL, created_at TEXT NOT NULL, enrolled BIGINT NOT NULL,
  closed BIGINT NOT NULL);
CREATE UNIQUE INDEX accounts_login ON accounts (login);
CREATE TABLE refusals (
  id TEXT PRIMARY KEY, entry BIGINT NOT NULL, at TEXT NOT NULL, account TEXT NOT NULL, act TEXT NOT NULL,
  subject TEXT NOT NULL, section TEXT NOT NULL, findings TEXT NOT NULL);
CREATE INDEX refusals_at ON refusals (at);
CREATE INDEX refusals_subject ON refusals (subject);
CREATE TABLE registers (id TEXT PRIMARY KEY, residents BIGINT NOT NULL, imported_at TEXT NOT NULL, sha256 TEXT NOT NULL);

-- The ledger. Never updated, never pruned.
CREATE TABLE ledger_entries (
  seq BIGINT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL,
  leaf TEXT NOT NULL);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject, seq);
CREATE INDEX ledger_entries_kind ON ledger_entries (kind, seq);
CREATE TABLE ledger_nodes (level BIGINT NOT NULL, idx BIGINT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (level, idx));
CREATE TABLE ledger_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, checkpoint TEXT NOT NULL);
-- Personal values of entries, each with its salt, sealed under a key that is not in this database.
CREATE TABLE ledger_private (seq BIGINT NOT NULL, field TEXT NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (seq, field));

-- Secrets and memory of the machine: not rebuilt, never in the ledger.
CREATE TABLE object_keys (id TEXT PRIMARY KEY, wrapped TEXT NOT NULL);
CREATE TABLE credentials (
  id TEXT PRIMARY KEY, password TEXT NOT NULL, first_code TEXT NOT NULL, totp TEXT NOT NULL, totp_pending TEXT NOT NULL,
  totp_step BIGINT NOT NULL, recovery TEXT NOT NULL, failures BIGINT NOT NULL, last_failure_at TEXT NOT NULL);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, token TEXT NOT NULL, account TEXT NOT NULL, stage TEXT NOT NULL, started_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL, address TEXT NOT NULL);
CREATE UNIQUE INDEX sessions_token ON sessions (token);
CREATE INDEX sessions_account ON sessions (account);
CREATE TABLE commands (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, request TEXT NOT NULL, status BIGINT NOT NULL, answer TEXT NOT NULL,
  at TEXT NOT NULL);
