-- Audits of the firms of an engagement, with the firm's answer and the report; findings that were made in one.
CREATE TABLE audits (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, state TEXT NOT NULL,
  title TEXT NOT NULL, scope TEXT NOT NULL, method TEXT NOT NULL, planned_on TEXT NOT NULL, answer_by TEXT NOT NULL,
  planned_at TEXT NOT NULL, planned_by TEXT NOT NULL, changed_at TEXT NOT NULL, answer TEXT NOT NULL,
  accepted_at TEXT NOT NULL, accepted_by TEXT NOT NULL, held_on TEXT NOT NULL, attended TEXT NOT NULL,
  looked_at TEXT NOT NULL, opinion TEXT NOT NULL, summary TEXT NOT NULL, reported_at TEXT NOT NULL,
  reported_by TEXT NOT NULL, cancel_reason TEXT NOT NULL, cancelled_at TEXT NOT NULL, cancelled_by TEXT NOT NULL,
  end_entry BIGINT NOT NULL);
CREATE INDEX audits_party ON audits (engagement, contractor, state);
CREATE INDEX audits_contractor ON audits (contractor, state);
CREATE INDEX audits_section ON audits (section, state);
CREATE INDEX audits_state ON audits (state, planned_on);
ALTER TABLE findings ADD COLUMN audit TEXT NOT NULL DEFAULT '';
CREATE INDEX findings_audit ON findings (audit);
