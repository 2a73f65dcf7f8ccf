-- +goose Up
-- Indexes of the lists of cases, and of what a change hands on to.
CREATE INDEX finding_province_created ON finding (province_id, created_at, id);
CREATE INDEX finding_org ON finding (org_id, found_on DESC, id);
CREATE INDEX outcome_province ON outcome (province_id, created_at, id);
CREATE INDEX outcome_org ON outcome (org_id, created_at, id);
CREATE INDEX outcome_awaiting ON outcome (province_id, created_at, id) WHERE kind = 'TO_COMMITTEE' AND final AND resolution IS NULL;
CREATE INDEX outcome_problem ON outcome (problem_id) WHERE problem_id IS NOT NULL;
CREATE INDEX addendum_topic ON addendum (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX measure_province_no ON measure (province_id, no, id);
CREATE INDEX measure_org ON measure (org_id, due_on, id);
