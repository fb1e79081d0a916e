-- Check sheets of each firm of an engagement, round by round, with the town's own lines; findings with what followed.
CREATE TABLE sheet_lines (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, lines TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL);
CREATE TABLE check_sheets (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, round BIGINT NOT NULL,
  form TEXT NOT NULL, own_lines BIGINT NOT NULL, state TEXT NOT NULL, contact_name TEXT NOT NULL, contact_phone TEXT NOT NULL,
  contact_mail TEXT NOT NULL, begun_at TEXT NOT NULL, begun_by TEXT NOT NULL, submitted_at TEXT NOT NULL,
  submitted_by TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, note TEXT NOT NULL,
  valid_until TEXT NOT NULL);
CREATE UNIQUE INDEX check_sheets_party ON check_sheets (engagement, contractor, round);
CREATE INDEX check_sheets_contractor ON check_sheets (contractor, state);
CREATE INDEX check_sheets_section ON check_sheets (section, state);
CREATE TABLE sheet_answers (
  id TEXT PRIMARY KEY, sheet TEXT NOT NULL, line TEXT NOT NULL, answer TEXT NOT NULL, text TEXT NOT NULL,
  evidence TEXT NOT NULL, accepted BIGINT NOT NULL, note TEXT NOT NULL, answered_at TEXT NOT NULL, answered_by TEXT NOT NULL);
CREATE INDEX sheet_answers_sheet ON sheet_answers (sheet);
CREATE TABLE findings (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, sheet TEXT NOT NULL,
  line TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, text TEXT NOT NULL, due TEXT NOT NULL,
  opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, changed_at TEXT NOT NULL, steps BIGINT NOT NULL);
CREATE INDEX findings_party ON findings (engagement, contractor, line);
CREATE INDEX findings_contractor ON findings (contractor, state);
CREATE INDEX findings_section ON findings (section, state);
CREATE INDEX findings_state ON findings (state, due);
CREATE TABLE finding_steps (
  id TEXT PRIMARY KEY, finding TEXT NOT NULL, step BIGINT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, done_by TEXT NOT NULL,
  text TEXT NOT NULL, due TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX finding_steps_finding ON finding_steps (finding, step);
CREATE INDEX passages_party ON passages (engagement, recipient_contractor);
