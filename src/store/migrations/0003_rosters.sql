-- Files of people (app/attachments.h): sealed in the vault, each under a key of its own.
CREATE TABLE attachments (
  id TEXT PRIMARY KEY, purpose TEXT NOT NULL, subject TEXT NOT NULL, section TEXT NOT NULL, contractor TEXT NOT NULL,
  name TEXT NOT NULL, media_type TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, added_at TEXT NOT NULL,
  added_by TEXT NOT NULL, erased_at TEXT NOT NULL, erased_by TEXT NOT NULL, entry BIGINT NOT NULL);
CREATE INDEX attachments_subject ON attachments (subject, purpose, added_at);
CREATE INDEX attachments_erased ON attachments (erased_at, id);

-- Rosters: refused ones, the yearly confirmation; what each member does and where, and how they were checked.
ALTER TABLE rosters ADD COLUMN refused_at TEXT NOT NULL DEFAULT '';
ALTER TABLE rosters ADD COLUMN refused_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rosters ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE rosters ADD COLUMN people_confirmed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE rosters ADD COLUMN people_confirmed_by TEXT NOT NULL DEFAULT '';
CREATE INDEX rosters_contractor ON rosters (contractor);
ALTER TABLE roster_members ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE roster_members ADD COLUMN workplace TEXT NOT NULL DEFAULT '';
ALTER TABLE roster_members ADD COLUMN seen TEXT NOT NULL DEFAULT '';
ALTER TABLE roster_members ADD COLUMN checked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE roster_members ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
CREATE INDEX workers_left ON workers (left_on, id) WHERE left_on <> '';

-- 誓約書: the wording of each contract, and who gave which.
CREATE TABLE pledge_wordings (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
  set_at TEXT NOT NULL, set_by TEXT NOT NULL);
CREATE INDEX pledge_wordings_engagement ON pledge_wordings (engagement, kind, set_at);
CREATE TABLE pledges (
  id TEXT PRIMARY KEY, worker TEXT NOT NULL, engagement TEXT NOT NULL, contractor TEXT NOT NULL, kind TEXT NOT NULL,
  way TEXT NOT NULL, wording TEXT NOT NULL, text_sha256 TEXT NOT NULL, attachment TEXT NOT NULL, given_on TEXT NOT NULL,
  given_by TEXT NOT NULL);
CREATE INDEX pledges_worker ON pledges (worker, engagement, kind);
CREATE INDEX pledges_contractor ON pledges (contractor, given_on);
CREATE INDEX pledges_engagement ON pledges (engagement, given_on);
CREATE INDEX pledges_attachment ON pledges (attachment);
