-- Suspected breaches, and what the CISO decided: state, rebuilt from the ledger.
CREATE TABLE breaches (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, section TEXT NOT NULL, contractor TEXT NOT NULL, reporter TEXT NOT NULL,
  found_at TEXT NOT NULL, what TEXT NOT NULL, information TEXT NOT NULL, going_on BIGINT NOT NULL,
  reported_at TEXT NOT NULL, reported_by TEXT NOT NULL, acknowledged_at TEXT NOT NULL, acknowledged_by TEXT NOT NULL,
  decision TEXT NOT NULL);
CREATE INDEX breaches_reported ON breaches (reported_at, id);
CREATE INDEX breaches_reporter ON breaches (reporter, reported_at);
CREATE INDEX breaches_open ON breaches (acknowledged_at);
