-- Controlled areas, applications to enter them or to bring something in, and who was inside.
CREATE TABLE areas (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL, section TEXT NOT NULL,
  roles TEXT NOT NULL, persons TEXT NOT NULL, cameras TEXT NOT NULL, one_area_at_a_time BIGINT NOT NULL,
  escort_for_officers BIGINT NOT NULL, closed BIGINT NOT NULL, house_rules TEXT NOT NULL, contact TEXT NOT NULL,
  registered_at TEXT NOT NULL);
CREATE TABLE entry_applications (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, engagement_section TEXT NOT NULL, contractor TEXT NOT NULL,
  area TEXT NOT NULL, section TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, purpose TEXT NOT NULL,
  bring_in BIGINT NOT NULL, evidence TEXT NOT NULL, evidence_file TEXT NOT NULL, state TEXT NOT NULL,
  applicant_account TEXT NOT NULL, applicant_person TEXT NOT NULL, submitted_at TEXT NOT NULL, decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX entry_applications_submitted ON entry_applications (submitted_at, id);
CREATE INDEX entry_applications_state ON entry_applications (state, ends_at);
CREATE INDEX entry_applications_section ON entry_applications (section, state);
CREATE INDEX entry_applications_contractor ON entry_applications (contractor, submitted_at);
CREATE TABLE entry_people (
  id TEXT PRIMARY KEY, application TEXT NOT NULL, worker TEXT NOT NULL);
CREATE INDEX entry_people_application ON entry_people (application);
CREATE INDEX entry_people_worker ON entry_people (worker);
CREATE TABLE brought_things (
  id TEXT PRIMARY KEY, application TEXT NOT NULL, kind TEXT NOT NULL, maker TEXT NOT NULL, serial TEXT NOT NULL,
  antivirus TEXT NOT NULL, pattern_day TEXT NOT NULL, stays BIGINT NOT NULL, visit TEXT NOT NULL);
CREATE INDEX brought_things_application ON brought_things (application);
CREATE INDEX brought_things_visit ON brought_things (visit);
CREATE TABLE visits (
  id TEXT PRIMARY KEY, area TEXT NOT NULL, section TEXT NOT NULL, person TEXT NOT NULL, side TEXT NOT NULL,
  contractor TEXT NOT NULL, engagement TEXT NOT NULL, application TEXT NOT NULL, purpose TEXT NOT NULL,
  document TEXT NOT NULL, escort TEXT NOT NULL, camera TEXT NOT NULL, badge TEXT NOT NULL, things TEXT NOT NULL,
  state TEXT NOT NULL, entered_at TEXT NOT NULL, entered_by TEXT NOT NULL, until TEXT NOT NULL, left_at TEXT NOT NULL,
  left_by TEXT NOT NULL, leaving TEXT NOT NULL, carried_out TEXT NOT NULL, work TEXT NOT NULL,
  entry_off_line BIGINT NOT NULL, exit_off_line BIGINT NOT NULL, judged_off_line TEXT NOT NULL, gate_now TEXT NOT NULL,
  findings TEXT NOT NULL, review TEXT NOT NULL, reviewed_at TEXT NOT NULL, reviewed_by TEXT NOT NULL, note TEXT NOT NULL,
  image TEXT NOT NULL);
CREATE INDEX visits_entered ON visits (entered_at, id);
CREATE INDEX visits_state ON visits (state, area);
CREATE INDEX visits_section ON visits (section, entered_at);
CREATE INDEX visits_person ON visits (person, state);
CREATE INDEX visits_badge ON visits (badge, state);
CREATE INDEX visits_review ON visits (review);
CREATE INDEX visits_contractor ON visits (contractor, entered_at);
-- The reception desk finds people while a name is being typed: by how it begins, spaces left out.
CREATE INDEX workers_reading ON workers (replace(replace(kana, ' ', ''), '　', ''));
CREATE INDEX workers_given ON workers (substr(kana, instr(replace(kana, '　', ' ') || ' ', ' ') + 1));
CREATE INDEX workers_name ON workers (replace(replace(name, ' ', ''), '　', ''));
