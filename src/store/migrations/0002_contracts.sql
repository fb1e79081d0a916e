-- What a contract says beyond who, what and until when; who answers for it; and sub-contracts that several people decide.
-- agreed_terms: bit n for the n-th of the guideline's 13 terms (rules/contract.h); recorded_parts: likewise for its parts.
-- Both follow from the lists beside them; they stand apart so that lists and duties need not read those.
ALTER TABLE engagements ADD COLUMN agreed_terms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE engagements ADD COLUMN recorded_parts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE engagements ADD COLUMN report_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE engagements ADD COLUMN terms TEXT NOT NULL DEFAULT '[]';
ALTER TABLE engagements ADD COLUMN service_levels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE engagements ADD COLUMN workplaces TEXT NOT NULL DEFAULT '[]';
ALTER TABLE engagements ADD COLUMN selection TEXT NOT NULL DEFAULT '[]';
ALTER TABLE engagements ADD COLUMN specification TEXT NOT NULL DEFAULT '';
ALTER TABLE engagements ADD COLUMN requirements TEXT NOT NULL DEFAULT '[]';
CREATE INDEX engagements_section ON engagements (section, ends);
CREATE INDEX engagements_ends ON engagements (ends);

ALTER TABLE sub_contracts ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN information TEXT NOT NULL DEFAULT '[]';
ALTER TABLE sub_contracts ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN ends TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN applicant_account TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN applicant_person TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN flow_down_evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN flow_down_at TEXT NOT NULL DEFAULT '';
ALTER TABLE sub_contracts ADD COLUMN flow_down_by TEXT NOT NULL DEFAULT '';
CREATE INDEX sub_contracts_state ON sub_contracts (state, flow_down_confirmed);

-- One person's answer to an application for a sub-contract.
CREATE TABLE consents (
  id TEXT PRIMARY KEY, sub_contract TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, roles TEXT NOT NULL,
  decision TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX consents_sub_contract ON consents (sub_contract);

-- Who answers for a firm's part of a contract (責任者), and for its data (データの管理責任者), from when until when.
CREATE TABLE appointments (
  id TEXT PRIMARY KEY, engagement TEXT NOT NULL, contractor TEXT NOT NULL, post TEXT NOT NULL, worker TEXT NOT NULL,
  name TEXT NOT NULL, since TEXT NOT NULL, ended_on TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL);
CREATE INDEX appointments_engagement ON appointments (engagement, contractor, post);
