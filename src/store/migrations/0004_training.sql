-- Courses, sessions, invitations, tests, required training, notices; work reports. What was recorded before there were
-- kinds was recorded by the town, and counts as the town's own until it runs out.
ALTER TABLE trainings ADD COLUMN kind TEXT NOT NULL DEFAULT 'own';
ALTER TABLE trainings ADD COLUMN course_id TEXT NOT NULL DEFAULT '';
ALTER TABLE trainings ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE trainings ADD COLUMN score BIGINT NOT NULL DEFAULT -1;
CREATE INDEX trainings_worker_kind ON trainings (worker, kind, valid_until);
CREATE TABLE courses (
  id TEXT PRIMARY KEY, section TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, covers TEXT NOT NULL,
  contractor TEXT NOT NULL, months BIGINT NOT NULL, pass_mark BIGINT NOT NULL, self_study BIGINT NOT NULL,
  material TEXT NOT NULL, questions TEXT NOT NULL, state TEXT NOT NULL, revision BIGINT NOT NULL, changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL);
CREATE TABLE training_sessions (
  id TEXT PRIMARY KEY, course TEXT NOT NULL, section TEXT NOT NULL, held_on TEXT NOT NULL, hours TEXT NOT NULL,
  place TEXT NOT NULL, capacity BIGINT NOT NULL, answer_by TEXT NOT NULL, state TEXT NOT NULL, planned_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL);
CREATE INDEX training_sessions_course ON training_sessions (course, held_on);
CREATE INDEX training_sessions_state ON training_sessions (state, held_on);
CREATE TABLE invitations (
  id TEXT PRIMARY KEY, course TEXT NOT NULL, session TEXT NOT NULL, worker TEXT NOT NULL, contractor TEXT NOT NULL,
  due TEXT NOT NULL, invited_at TEXT NOT NULL, invited_by TEXT NOT NULL, answer TEXT NOT NULL, reason TEXT NOT NULL,
  answered_at TEXT NOT NULL, answered_by TEXT NOT NULL, attended BIGINT NOT NULL);
CREATE INDEX invitations_session ON invitations (session, worker);
CREATE INDEX invitations_course ON invitations (course, worker);
CREATE INDEX invitations_worker ON invitations (worker, due);
CREATE INDEX invitations_contractor ON invitations (contractor, due);
CREATE TABLE training_requirements (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, important_only BIGINT NOT NULL, kinds TEXT NOT NULL, course TEXT NOT NULL,
  starts TEXT NOT NULL, reason TEXT NOT NULL, required_at TEXT NOT NULL, ended_at TEXT NOT NULL);
CREATE INDEX training_requirements_engagement ON training_requirements (engagement);
CREATE TABLE test_attempts (
  id TEXT PRIMARY KEY, course TEXT NOT NULL, worker TEXT NOT NULL, revision BIGINT NOT NULL, score BIGINT NOT NULL,
  passed BIGINT NOT NULL, training TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX test_attempts_worker ON test_attempts (worker, course, at);
CREATE TABLE notices (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, audience TEXT NOT NULL, section TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, link TEXT NOT NULL, held_on TEXT NOT NULL, place TEXT NOT NULL, read_by TEXT NOT NULL,
  published_at TEXT NOT NULL, published_by TEXT NOT NULL, withdrawn_at TEXT NOT NULL);
CREATE TABLE notice_reads (
  id TEXT PRIMARY KEY, notice TEXT NOT NULL, person TEXT NOT NULL, section TEXT NOT NULL, contractor TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE INDEX notice_reads_notice ON notice_reads (notice, person);
CREATE INDEX notice_reads_person ON notice_reads (person);
CREATE INDEX training_rosters_contractor ON rosters (contractor);
CREATE TABLE report_plans (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, kind TEXT NOT NULL,
  months BIGINT NOT NULL, starts TEXT NOT NULL, note TEXT NOT NULL, planned_at TEXT NOT NULL, ended_at TEXT NOT NULL);
CREATE INDEX report_plans_engagement ON report_plans (engagement);
CREATE INDEX report_plans_contractor ON report_plans (contractor);
CREATE TABLE work_reports (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, section TEXT NOT NULL, kind TEXT NOT NULL,
  plan TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, replaces TEXT NOT NULL, body TEXT NOT NULL,
  figures TEXT NOT NULL, changes TEXT NOT NULL, state TEXT NOT NULL, submitted_at TEXT NOT NULL,
  submitted_by TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, reason TEXT NOT NULL,
  replaced BIGINT NOT NULL);
CREATE INDEX work_reports_engagement ON work_reports (engagement, period_from);
CREATE INDEX work_reports_section ON work_reports (section, submitted_at);
CREATE INDEX work_reports_contractor ON work_reports (contractor, submitted_at);
CREATE INDEX work_reports_plan ON work_reports (plan, period_from);
CREATE INDEX work_reports_state ON work_reports (state);
CREATE TABLE periodic_reports (
  id TEXT PRIMARY KEY, section TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, content TEXT NOT NULL,
  note TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, read_at TEXT NOT NULL, read_by TEXT NOT NULL,
  entry BIGINT NOT NULL);
CREATE INDEX periodic_reports_section ON periodic_reports (section, period_from);
