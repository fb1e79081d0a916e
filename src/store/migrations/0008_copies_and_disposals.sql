-- Applications to copy what is held, with who approved them; each copy says under which it was made.
CREATE TABLE copy_applications (
  id TEXT PRIMARY KEY, custody TEXT NOT NULL, section TEXT NOT NULL, contractor TEXT NOT NULL,
  applicant_account TEXT NOT NULL, applicant_person TEXT NOT NULL, state TEXT NOT NULL, medium TEXT NOT NULL,
  place TEXT NOT NULL, purpose TEXT NOT NULL, protection TEXT NOT NULL, count BIGINT NOT NULL, used BIGINT NOT NULL,
  until TEXT NOT NULL, binding TEXT NOT NULL, applied_at TEXT NOT NULL, decided_at TEXT NOT NULL);
CREATE INDEX copy_applications_custody ON copy_applications (custody, applied_at);
CREATE INDEX copy_applications_section ON copy_applications (section, state);
CREATE TABLE copy_approvals (
  id TEXT PRIMARY KEY, application TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, side TEXT NOT NULL,
  roles TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL, binding TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX copy_approvals_application ON copy_approvals (application);
ALTER TABLE copies ADD COLUMN application TEXT NOT NULL DEFAULT '';

-- Media that the town has disposed of, with the certificate of the firm.
CREATE TABLE disposals (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, custody TEXT NOT NULL,
  state TEXT NOT NULL, medium TEXT NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL, due TEXT NOT NULL,
  instructed_at TEXT NOT NULL, instructed_by TEXT NOT NULL, changed_at TEXT NOT NULL, way TEXT NOT NULL, tool TEXT NOT NULL,
  done_on TEXT NOT NULL, worker TEXT NOT NULL, witness TEXT NOT NULL, certified_at TEXT NOT NULL, certified_by TEXT NOT NULL,
  note TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, end_entry BIGINT NOT NULL);
CREATE INDEX disposals_party ON disposals (engagement, contractor);
CREATE INDEX disposals_contractor ON disposals (contractor, state);
CREATE INDEX disposals_section ON disposals (section, state);
