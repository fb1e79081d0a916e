-- The town's own data that contents are compared with, and what an inspection says in full. The register, which had a
-- table of its own, is the first dataset.
CREATE TABLE datasets (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, name TEXT NOT NULL, classification TEXT NOT NULL, unit TEXT NOT NULL,
  used TEXT NOT NULL, row_count BIGINT NOT NULL, units BIGINT NOT NULL, households BIGINT NOT NULL,
  unmatchable BIGINT NOT NULL, encoding TEXT NOT NULL, index_bytes BIGINT NOT NULL, sha256 TEXT NOT NULL,
  registered_at TEXT NOT NULL, imported_at TEXT NOT NULL, imported_by TEXT NOT NULL, replaced BIGINT NOT NULL,
  removed_at TEXT NOT NULL, removed_by TEXT NOT NULL, remove_reason TEXT NOT NULL);
INSERT INTO datasets
  SELECT 'dts_register', 'held', '住民基本台帳', 'c3a', 'person', '[]', 0, residents, 0, 0, '', 0, sha256, imported_at,
         imported_at, 'system', 0, '', '', ''
  FROM registers ORDER BY imported_at DESC, id LIMIT 1;
ALTER TABLE contents ADD COLUMN complete BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contents ADD COLUMN stops BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contents ADD COLUMN unseen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contents ADD COLUMN stop_codes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contents ADD COLUMN unseen_codes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contents ADD COLUMN found TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contents ADD COLUMN report TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN samples TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN scanned_by TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN reinspected_at TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN reinspected_for TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN worse BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contents ADD COLUMN before TEXT NOT NULL DEFAULT '[]';
