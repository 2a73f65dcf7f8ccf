-- +goose Up
-- Findings, problems, consultations, their outcomes, and the tasks that come of them (domain.md §5, §6).
--
-- Every table of a case carries the same columns, which alone decide who sees a row (docs/decisions/0011):
--   org_id           the organisation that registered, holds or sets it
--   consultation_id  whose participants see it; NULL outside a consultation
--   secrecy, readers D-SEC-7: the grade and the need-to-know list
--   hidden_from      people concerned or recused: they see nothing of it, whatever their roles
--   seen_orgs, seen_departments, seen_people, risk_domains
--                    the union of its tasks' responsible sides; empty until a task carries it
-- A row takes them from the row above it when it is written (place), and hands a change on to the rows below
-- it and to its history (carry): finding → problem → topic → statement, paper, outcome → measure → task.

-- Code tables with a tree and a risk domain: problem categories have two levels, a leaf stands below its group.
ALTER TABLE code ADD COLUMN parent text CHECK (parent <> code), ADD COLUMN risk_domains text[] NOT NULL DEFAULT '{}';
INSERT INTO code (kind, code, label_zh, label_en, sort, mandatory, parent, risk_domains) VALUES
    ('SOURCE', 'DAILY_SUPERVISION', '日常监督', 'Daily supervision', 1, false, NULL, '{}'),
    ('SOURCE', 'SUPERVISORY_CHECK', '监督检查', 'Supervisory check', 2, false, NULL, '{}'),
    ('SOURCE', 'COMPLAINT', '信访举报', 'Complaint', 3, false, NULL, '{}'),
    ('SOURCE', 'PARTY_INSPECTION', '巡视巡察', 'Party inspection', 4, false, NULL, '{}'),
    ('SOURCE', 'AUDIT', '审计', 'Audit', 5, false, NULL, '{}'),
    ('PROBLEM_CATEGORY', 'BUSINESS', '业务经营', 'Business', 10, false, NULL, '{BUSINESS_LINES}'),
    ('PROBLEM_CATEGORY', 'ENGINEERING', '工程建设', 'Engineering', 11, false, 'BUSINESS', '{BUSINESS_LINES,PARTNERS_PROCUREMENT}'),
    ('PROBLEM_CATEGORY', 'MARKETING', '市场营销', 'Marketing', 12, false, 'BUSINESS', '{BUSINESS_LINES}'),
    ('PROBLEM_CATEGORY', 'SITE_RENT_POWER', '场租电费', 'Site rent and electricity', 13, false, 'BUSINESS', '{BUSINESS_LINES,FINANCE}'),
    ('PROBLEM_CATEGORY', 'MAINTENANCE', '代维', 'Contracted maintenance', 14, false, 'BUSINESS', '{BUSINESS_LINES,PARTNERS_PROCUREMENT}'),
    ('PROBLEM_CATEGORY', 'ENERGY', '能源业务', 'Energy business', 15, false, 'BUSINESS', '{BUSINESS_LINES}'),
    ('PROBLEM_CATEGORY', 'MANAGEMENT', '综合管理', 'General management', 20, false, NULL, '{GENERAL_MANAGEMENT}'),
    ('PROBLEM_CATEGORY', 'POLITICAL_SUPERVISION', '政治监督', 'Political supervision', 21, false, 'MANAGEMENT', '{GENERAL_MANAGEMENT}'),
    ('PROBLEM_CATEGORY', 'APPOINTMENTS', '选人用人', 'Appointments', 22, false, 'MANAGEMENT', '{GENERAL_MANAGEMENT}'),
    ('PROBLEM_CATEGORY', 'PARTNERS', '商合采购', 'Partners and procurement', 30, false, NULL, '{PARTNERS_PROCUREMENT}'),
    ('PROBLEM_CATEGORY', 'PROCUREMENT', '物资采购', 'Procurement', 31, false, 'PARTNERS', '{PARTNERS_PROCUREMENT}'),
    ('PROBLEM_CATEGORY', 'MONEY', '财务资金', 'Finance and funds', 40, false, NULL, '{FINANCE}'),
    ('PROBLEM_CATEGORY', 'FUNDS', '资金管理', 'Funds', 41, false, 'MONEY', '{FINANCE}'),
    ('ALIGNMENT_QUESTION', 'INSTRUCTIONS', '贯彻落实重要指示批示精神情况', 'Are the instructions implemented?', 1, true, NULL, '{}'),
    ('ALIGNMENT_QUESTION', 'DEPLOYMENTS', '落实深化改革、自贸港建设等重大部署情况', 'Are reform, the free-trade port and other major deployments carried out?', 2, true, NULL, '{}'),
    ('ALIGNMENT_QUESTION', 'RESPONSIBILITY', '履行管党治党、治企兴企责任情况', 'Is the responsibility for governing Party and enterprise met?', 3, true, NULL, '{}'),
    ('MAJOR_DECISION', 'DECISION', '重大决策', 'Major decision', 1, false, NULL, '{}'),
    ('MAJOR_DECISION', 'APPOINTMENT', '重要人事任免', 'Major appointment', 2, false, NULL, '{}'),
    ('MAJOR_DECISION', 'PROJECT', '重大项目安排', 'Major project', 3, false, NULL, '{}'),
    ('MAJOR_DECISION', 'FUNDS', '大额资金运作', 'Large use of funds', 4, false, NULL, '{}');

-- The rows that were there have the new columns now; their audit images follow.
UPDATE code SET sort = sort;

-- +goose StatementBegin
-- code_is refuses a code outside its table; a problem's category is a leaf.
CREATE FUNCTION code_is(p_kind text, p_code text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM code c WHERE c.kind = p_kind AND c.code = p_code
        AND (p_kind <> 'PROBLEM_CATEGORY' OR c.parent IS NOT NULL));
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION code_is(text, text) TO huishang_reader;

-- +goose StatementBegin
-- merged is the union of two sets of ids, each once, in a fixed order.
CREATE FUNCTION merged(VARIADIC p_sets uuid[]) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE
    RETURN COALESCE((SELECT array_agg(DISTINCT x ORDER BY x) FROM unnest(p_sets) AS x WHERE x IS NOT NULL), '{}');
-- +goose StatementEnd
-- +goose StatementBegin
-- graver is the higher of two grades of secrecy.
CREATE FUNCTION graver(a text, b text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN 'CONFIDENTIAL' IN (a, b) THEN 'CONFIDENTIAL' WHEN 'RESTRICTED' IN (a, b) THEN 'RESTRICTED' ELSE 'INTERNAL' END;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION merged(uuid[]), graver(text, text) TO huishang_reader;

-- A problem: several findings, one problem (D-TASK-7).
CREATE TABLE problem (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    description text NOT NULL CHECK (description <> '' AND length(description) <= 8000),
    category text NOT NULL CHECK (code_is('PROBLEM_CATEGORY', category)),
    severity text NOT NULL CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    about_org_id uuid NOT NULL REFERENCES organisation,
    about_department_id uuid REFERENCES department,
    systemic boolean NOT NULL DEFAULT false,
    sources text[] NOT NULL DEFAULT '{}' CHECK (codes_known('SOURCE', sources)),
    state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    resolution text CHECK (resolution IN ('RECTIFIED', 'NO_MEASURE', 'MERGED', 'TRANSFERRED')),
    merged_into_id uuid REFERENCES problem,
    recurrence_of_id uuid REFERENCES problem,
    recurrence text CHECK (recurrence IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    amount_involved numeric(16, 2) CHECK (amount_involved >= 0),
    amount_recovered numeric(16, 2) CHECK (amount_recovered >= 0),
    -- An external mandate: who demands it, by which document, as which item, with reports on which days.
    mandate_issuer text CHECK (mandate_issuer <> '' AND length(mandate_issuer) <= 200),
    mandate_document text CHECK (mandate_document <> '' AND length(mandate_document) <= 200),
    mandate_item text CHECK (mandate_item <> '' AND length(mandate_item) <= 100),
    mandate_reports date[] NOT NULL DEFAULT '{}',
    transferred_on date,
    transferred_to text CHECK (transferred_to <> '' AND length(transferred_to) <= 200),
    -- "No measure needed, because": each office once, two people.
    no_measure_reason text CHECK (no_measure_reason <> '' AND length(no_measure_reason) <= 2000),
    party_office_by uuid,
    discipline_office_by uuid,
    concerns uuid[] NOT NULL DEFAULT '{}',
    registered_by uuid,
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL' CHECK (secrecy IN ('INTERNAL', 'RESTRICTED', 'CONFIDENTIAL')),
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_people uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    CHECK ((state = 'CLOSED') = (resolution IS NOT NULL)),
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)),
    CHECK ((resolution = 'MERGED') IS TRUE = (merged_into_id IS NOT NULL)),
    CHECK ((resolution = 'TRANSFERRED') IS TRUE = (transferred_on IS NOT NULL)),
    CHECK ((transferred_on IS NULL) = (transferred_to IS NULL)),
    CHECK ((resolution = 'NO_MEASURE') IS NOT TRUE OR (party_office_by IS NOT NULL AND discipline_office_by IS NOT NULL)),
    CONSTRAINT problem_two_people CHECK (party_office_by <> discipline_office_by),
    CHECK ((recurrence_of_id IS NULL) = (recurrence IS NULL)),
    CHECK ((mandate_issuer IS NULL) = (mandate_document IS NULL)),
    CHECK (mandate_issuer IS NOT NULL OR (mandate_item IS NULL AND mandate_reports = '{}')),
    CHECK (merged_into_id <> id AND recurrence_of_id <> id)
);
CREATE INDEX problem_province ON problem (province_id, created_at DESC, id);
CREATE INDEX problem_org ON problem (org_id, created_at DESC, id);
CREATE INDEX problem_about ON problem (about_org_id, category, closed_at);

CREATE TABLE problem_relation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    problem_id uuid NOT NULL REFERENCES problem,
    other_id uuid NOT NULL REFERENCES problem,
    reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 500),
    UNIQUE (problem_id, other_id),
    CHECK (problem_id <> other_id)
);

-- A finding, as a source gave it. A complaint's text stands apart (D-SEC-3).
CREATE TABLE finding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    problem_id uuid REFERENCES problem,
    source text NOT NULL CHECK (code_is('SOURCE', source)),
    reference text CHECK (reference <> '' AND length(reference) <= 200),
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    content text CHECK (content <> '' AND length(content) <= 8000),
    category text NOT NULL CHECK (code_is('PROBLEM_CATEGORY', category)),
    severity text NOT NULL CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    about_org_id uuid NOT NULL REFERENCES organisation,
    about_department_id uuid REFERENCES department,
    found_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'TRANSFERRED')),
    transferred_on date,
    transferred_to text CHECK (transferred_to <> '' AND length(transferred_to) <= 200),
    concerns uuid[] NOT NULL DEFAULT '{}',
    registered_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL' CHECK (secrecy IN ('INTERNAL', 'RESTRICTED', 'CONFIDENTIAL')),
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    CHECK ((state = 'TRANSFERRED') = (transferred_on IS NOT NULL)),
    CHECK ((transferred_on IS NULL) = (transferred_to IS NULL)),
    CHECK ((source = 'COMPLAINT') = (content IS NULL))
);
CREATE INDEX finding_province ON finding (province_id, found_on DESC, id);
CREATE INDEX finding_problem ON finding (problem_id, found_on DESC, id) WHERE problem_id IS NOT NULL;

CREATE TABLE complaint (
    -- The finding's id.
    id uuid PRIMARY KEY REFERENCES finding,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text text NOT NULL CHECK (text <> '' AND length(text) <= 64000),
    registered_by uuid,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}'
);

-- A rule per kind and organisation, citing the superior's framework document (D-CON-1): proposed by both
-- offices, decided by the Party secretary.
CREATE TABLE consultation_rule (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    superior_document text NOT NULL CHECK (superior_document <> '' AND length(superior_document) <= 200),
    subjects text NOT NULL CHECK (subjects <> '' AND length(subjects) <= 2000),
    content text NOT NULL CHECK (content <> '' AND length(content) <= 4000),
    form text NOT NULL CHECK (form IN ('MEETING', 'ONE_TO_ONE', 'WRITTEN', 'REMOTE')),
    procedure text NOT NULL CHECK (procedure <> '' AND length(procedure) <= 4000),
    frequency text NOT NULL CHECK (frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    use_of_outcomes text NOT NULL CHECK (use_of_outcomes <> '' AND length(use_of_outcomes) <= 4000),
    -- Of those required at a meeting so many attend at least (D-CON-5); half is an assumption.
    quorum_percent integer NOT NULL DEFAULT 50 CHECK (quorum_percent BETWEEN 1 AND 100),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'IN_FORCE', 'DECLINED', 'SUPERSEDED')),
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamptz,
    reason text CHECK (reason <> '' AND length(reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CONSTRAINT consultation_rule_two_people CHECK (party_office_by <> discipline_office_by),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK (state = 'PROPOSED' OR (party_office_by IS NOT NULL AND discipline_office_by IS NOT NULL))
);
CREATE UNIQUE INDEX consultation_rule_in_force ON consultation_rule (org_id, kind) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX consultation_rule_proposed ON consultation_rule (org_id, kind) WHERE state = 'PROPOSED';
CREATE INDEX consultation_rule_province ON consultation_rule (province_id, created_at DESC, id);

-- The yearly plan, citing the integrity work plan and the supervision plan (D-CON-1).
CREATE TABLE consultation_plan (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    integrity_plan text NOT NULL CHECK (integrity_plan <> '' AND length(integrity_plan) <= 200),
    supervision_plan text NOT NULL CHECK (supervision_plan <> '' AND length(supervision_plan) <= 200),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'IN_FORCE', 'DECLINED', 'SUPERSEDED')),
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamptz,
    reason text CHECK (reason <> '' AND length(reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CONSTRAINT consultation_plan_two_people CHECK (party_office_by <> discipline_office_by),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK (state = 'PROPOSED' OR (party_office_by IS NOT NULL AND discipline_office_by IS NOT NULL))
);
CREATE UNIQUE INDEX consultation_plan_in_force ON consultation_plan (org_id, year) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX consultation_plan_proposed ON consultation_plan (org_id, year) WHERE state = 'PROPOSED';
CREATE INDEX consultation_plan_province ON consultation_plan (province_id, year DESC, id);

CREATE TABLE plan_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    plan_id uuid NOT NULL REFERENCES consultation_plan,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 200),
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    subject text NOT NULL CHECK (subject <> '' AND length(subject) <= 200),
    due_on date NOT NULL,
    UNIQUE (plan_id, no)
);
CREATE INDEX plan_item_province ON plan_item (province_id, due_on, id);

CREATE TABLE consultation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    about_org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    form text NOT NULL CHECK (form IN ('MEETING', 'ONE_TO_ONE', 'WRITTEN', 'REMOTE')),
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    planned_on date,
    plan_item_id uuid REFERENCES plan_item,
    state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION', 'CONCLUDED', 'CLOSED', 'CANCELLED')),
    compiled_by uuid,
    submitted_by uuid,
    submitted_at timestamptz,
    -- The principal leader's approval of the topic list, or the ratification of an immediate one (D-CON-3).
    ratified_by uuid,
    ratified_at timestamptz,
    external_document text CHECK (external_document <> '' AND length(external_document) <= 500),
    opened_by uuid,
    opened_at timestamptz,
    concluded_by uuid,
    concluded_at timestamptz,
    closed_at timestamptz,
    cancelled_by uuid,
    cancelled_at timestamptz,
    cancel_reason text CHECK (cancel_reason <> '' AND length(cancel_reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CHECK ((state IN ('APPROVED', 'CONCLUDED', 'CLOSED')) <= (ratified_at IS NOT NULL)),
    CONSTRAINT consultation_settler_compiled CHECK (ratified_by IS DISTINCT FROM compiled_by OR ratified_by IS NULL),
    CHECK (state NOT IN ('IN_SESSION', 'CONCLUDED', 'CLOSED') OR opened_at IS NOT NULL),
    CHECK (state NOT IN ('DRAFT', 'SUBMITTED', 'APPROVED') OR opened_at IS NULL),
    CHECK ((state IN ('CONCLUDED', 'CLOSED')) = (concluded_at IS NOT NULL)),
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)),
    CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL)),
    CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL)),
    CHECK (state <> 'IN_SESSION' OR kind = 'IMMEDIATE' OR ratified_at IS NOT NULL)
);
CREATE INDEX consultation_province ON consultation (province_id, created_at DESC, id);
CREATE INDEX consultation_org ON consultation (org_id, created_at DESC, id);
CREATE INDEX consultation_about ON consultation (about_org_id, created_at DESC, id);
CREATE INDEX consultation_plan_item ON consultation (plan_item_id) WHERE plan_item_id IS NOT NULL;

CREATE TABLE topic (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    -- The place in the list. Not shown as a number: a gap would tell of a hidden topic (D-SEC-1).
    position integer NOT NULL CHECK (position > 0),
    -- Topic 1 of every consultation studies the expositions on strict Party governance (D-CON-4).
    study boolean NOT NULL DEFAULT false,
    study_documents text[] NOT NULL DEFAULT '{}',
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    content text CHECK (content <> '' AND length(content) <= 4000),
    original_title text,
    original_content text,
    -- What a comprehensive consultation must hold (D-CON-2).
    part text CHECK (part IN ('BRIEFING', 'POLITICAL_ENVIRONMENT', 'INTEGRITY_SITUATION')),
    major_decision text CHECK (major_decision IS NULL OR code_is('MAJOR_DECISION', major_decision)),
    problem_id uuid REFERENCES problem,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'RETURNED', 'DEFERRED', 'WITHDRAWN', 'CARRIED_OVER')),
    proposed_by uuid,
    added_by uuid,
    settled_by uuid,
    settled_at timestamptz,
    external_document text CHECK (external_document <> '' AND length(external_document) <= 500),
    reason text CHECK (reason <> '' AND length(reason) <= 500),
    carried_from_id uuid REFERENCES topic,
    root_cause text CHECK (root_cause <> '' AND length(root_cause) <= 4000),
    concerns uuid[] NOT NULL DEFAULT '{}',
    recused uuid[] NOT NULL DEFAULT '{}',
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    UNIQUE (consultation_id, position),
    CHECK (study = (position = 1)),
    CHECK (NOT study OR (state IN ('APPROVED', 'WITHDRAWN') AND problem_id IS NULL)),
    -- The compiler never settles.
    CHECK (study OR state NOT IN ('APPROVED', 'RETURNED', 'DEFERRED') OR settled_by IS NOT NULL),
    CONSTRAINT topic_settler_compiled CHECK (settled_by IS NULL OR settled_by IS DISTINCT FROM proposed_by),
    CHECK (state NOT IN ('RETURNED', 'DEFERRED', 'CARRIED_OVER') OR reason IS NOT NULL)
);
CREATE INDEX topic_province ON topic (province_id, id);
CREATE INDEX topic_problem ON topic (problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE alignment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL UNIQUE REFERENCES consultation,
    documents text[] NOT NULL CHECK (cardinality(documents) > 0),
    work_reviewed text NOT NULL CHECK (work_reviewed <> '' AND length(work_reviewed) <= 8000),
    gaps text NOT NULL CHECK (gaps <> '' AND length(gaps) <= 8000),
    follow_up text NOT NULL CHECK (follow_up <> '' AND length(follow_up) <= 8000),
    recorded_by uuid,
    recorded_at timestamptz NOT NULL
);

CREATE TABLE participant (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    person_id uuid NOT NULL REFERENCES person,
    side text NOT NULL CHECK (side IN ('BUSINESS', 'DISCIPLINE', 'OTHER')),
    required boolean NOT NULL,
    attended boolean,
    invited_by uuid,
    invited_at timestamptz NOT NULL,
    UNIQUE (consultation_id, person_id)
);
CREATE INDEX participant_person ON participant (person_id, consultation_id);
CREATE INDEX participant_province ON participant (province_id, id);

CREATE TABLE answer (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    question text NOT NULL CHECK (code_is('ALIGNMENT_QUESTION', question)),
    answer text NOT NULL CHECK (answer <> '' AND length(answer) <= 4000),
    deviation boolean NOT NULL DEFAULT false,
    UNIQUE (consultation_id, question)
);

CREATE TABLE addendum (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid REFERENCES topic,
    text text NOT NULL CHECK (text <> '' AND length(text) <= 8000),
    added_by uuid,
    added_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}'
);
CREATE INDEX addendum_consultation ON addendum (consultation_id, added_at, id);

CREATE TABLE statement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid NOT NULL REFERENCES topic,
    kind text NOT NULL CHECK (kind IN ('REPORT', 'BUSINESS_VIEW', 'DISCIPLINE_VIEW', 'DISSENT')),
    person_id uuid NOT NULL REFERENCES person,
    text text NOT NULL CHECK (text <> '' AND length(text) <= 8000),
    recorded_by uuid,
    recorded_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}'
);
CREATE INDEX statement_topic ON statement (topic_id, recorded_at, id);

CREATE TABLE paper (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid REFERENCES topic,
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    text text CHECK (text <> '' AND length(text) <= 64000),
    file_id uuid,
    added_by uuid,
    added_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    CHECK (text IS NOT NULL OR file_id IS NOT NULL)
);
CREATE INDEX paper_consultation ON paper (consultation_id, added_at, id);
CREATE INDEX paper_topic ON paper (topic_id, added_at, id) WHERE topic_id IS NOT NULL;

CREATE TABLE outcome (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid NOT NULL REFERENCES topic,
    kind text NOT NULL CHECK (kind IN ('MEASURES', 'RECOMMENDATION', 'TO_COMMITTEE', 'TRANSFERRED', 'NO_MEASURE', 'INFORMATION')),
    problem_id uuid REFERENCES problem,
    root_cause text CHECK (root_cause <> '' AND length(root_cause) <= 4000),
    -- The recommendation, the question to the committee, the reason for no measure, or the information.
    text text CHECK (text <> '' AND length(text) <= 8000),
    transferred_on date,
    receiver text CHECK (receiver <> '' AND length(receiver) <= 200),
    -- Set with the conclusion: from then on the row is complete.
    final boolean NOT NULL DEFAULT false,
    recommendation text CHECK (recommendation IN ('PROPOSED', 'ADOPTED', 'DECLINED', 'REPORTED_ABOVE', 'SETTLED')),
    answer_reason text CHECK (answer_reason <> '' AND length(answer_reason) <= 2000),
    answered_by uuid,
    answered_at timestamptz,
    resolution text CHECK (resolution <> '' AND length(resolution) <= 8000),
    resolution_document text CHECK (resolution_document <> '' AND length(resolution_document) <= 200),
    resolved_on date,
    resolution_by uuid,
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_people uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    CHECK (NOT final OR CASE kind
        WHEN 'MEASURES' THEN problem_id IS NOT NULL AND root_cause IS NOT NULL
        WHEN 'TRANSFERRED' THEN transferred_on IS NOT NULL AND receiver IS NOT NULL
        ELSE text IS NOT NULL END),
    CHECK ((final AND kind = 'RECOMMENDATION') = (recommendation IS NOT NULL)),
    CHECK (recommendation NOT IN ('DECLINED', 'REPORTED_ABOVE', 'SETTLED') OR answer_reason IS NOT NULL),
    CHECK ((resolution IS NULL) = (resolved_on IS NULL) AND (resolution IS NULL) = (resolution_document IS NULL)),
    CHECK (resolution IS NULL OR kind = 'TO_COMMITTEE')
);
CREATE INDEX outcome_topic ON outcome (topic_id, created_at, id);
CREATE INDEX outcome_consultation ON outcome (consultation_id, created_at, id);

CREATE TABLE measure (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    outcome_id uuid NOT NULL REFERENCES outcome,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 200),
    text text NOT NULL CHECK (text <> '' AND length(text) <= 4000),
    due_on date,
    -- Immediate correction (立行立改).
    immediate boolean NOT NULL DEFAULT false,
    problem_id uuid REFERENCES problem,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_people uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    UNIQUE (outcome_id, no)
);
CREATE INDEX measure_consultation ON measure (consultation_id, no, id);
CREATE INDEX measure_province ON measure (province_id, due_on, id);

-- Who answers for a measure: a department, or a region itself. One task comes of each.
CREATE TABLE responsible (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    measure_id uuid NOT NULL REFERENCES measure,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 200),
    responsible_org_id uuid NOT NULL REFERENCES organisation,
    department_id uuid REFERENCES department,
    post_id uuid NOT NULL REFERENCES post,
    joint_departments uuid[] NOT NULL DEFAULT '{}',
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_people uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    UNIQUE (measure_id, no)
);

-- A task (督办事项): two organisations, the one that set it and the one responsible (D-TASK-1).
CREATE TABLE task (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    -- The organisation that set it: its offices sign, extend, decide objections, number.
    org_id uuid NOT NULL REFERENCES organisation,
    responsible_org_id uuid NOT NULL REFERENCES organisation,
    department_id uuid REFERENCES department,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid REFERENCES person,
    joint_departments uuid[] NOT NULL DEFAULT '{}',
    leader_id uuid REFERENCES person,
    number text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL CHECK (serial > 0),
    origin text NOT NULL CHECK (origin IN ('OUTCOME', 'RESOLUTION')),
    consultation_id uuid REFERENCES consultation,
    outcome_id uuid REFERENCES outcome,
    measure_id uuid REFERENCES measure,
    problem_id uuid REFERENCES problem,
    text text NOT NULL CHECK (text <> '' AND length(text) <= 4000),
    category text,
    severity text CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    immediate boolean NOT NULL DEFAULT false,
    original_due_on date NOT NULL,
    due_on date NOT NULL,
    report_interval text NOT NULL DEFAULT 'MONTHLY' CHECK (report_interval IN ('MONTHLY', 'QUARTERLY')),
    state text NOT NULL CHECK (state IN ('ASSIGNED')),
    assigned_at timestamptz NOT NULL,
    assigned_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_people uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    -- A prefix is one organisation's in its province; another province may have the same.
    UNIQUE (province_id, number),
    UNIQUE (org_id, year, serial),
    CHECK ((origin IN ('OUTCOME', 'RESOLUTION')) <= (measure_id IS NOT NULL))
);
CREATE INDEX task_province ON task (province_id, due_on, id);
CREATE INDEX task_setting ON task (org_id, due_on, id);
CREATE INDEX task_responsible ON task (responsible_org_id, due_on, id);
CREATE INDEX task_department ON task (department_id, due_on, id) WHERE department_id IS NOT NULL;
CREATE INDEX task_person ON task (person_id, due_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX task_consultation ON task (consultation_id, due_on, id) WHERE consultation_id IS NOT NULL;
CREATE INDEX task_measure ON task (measure_id) WHERE measure_id IS NOT NULL;
CREATE INDEX task_problem ON task (problem_id) WHERE problem_id IS NOT NULL;

-- Numbers without gaps come from a locked row (D-TASK-6), never from a sequence.
CREATE TABLE counter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('TASK')),
    year integer NOT NULL,
    last integer NOT NULL CHECK (last > 0),
    UNIQUE (org_id, kind, year)
);
-- +goose StatementBegin
-- take_numbers takes the next n numbers of an organisation, kind and year and returns the one before the
-- first. The row stays locked until the transaction ends: a number is used, or was never taken.
CREATE FUNCTION take_numbers(p_org uuid, p_kind text, p_year integer, p_count integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO counter AS c (province_id, org_id, kind, year, last)
    SELECT o.province_id, o.id, p_kind, p_year, p_count FROM organisation o WHERE o.id = p_org
    ON CONFLICT (org_id, kind, year) DO UPDATE SET last = c.last + p_count
    RETURNING last - p_count
$$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION take_numbers(uuid, text, integer, integer) TO huishang_api;

-- History gains the columns of a case.
ALTER TABLE history
    ADD COLUMN consultation_id uuid,
    ADD COLUMN secrecy text NOT NULL DEFAULT 'INTERNAL',
    ADD COLUMN readers uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN hidden_from uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN seen_orgs uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN seen_departments uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN seen_people uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN risk_domains text[] NOT NULL DEFAULT '{}',
    ADD COLUMN registered_by uuid,
    ADD COLUMN resolution text,
    DROP CONSTRAINT history_audience_check,
    ADD CONSTRAINT history_audience_check CHECK (audience IN ('REFERENCE', 'PROPOSAL', 'LIST', 'LIST_DRAFT', 'FINDING', 'PROBLEM', 'DELIBERATION', 'OUTCOME', 'TASK', 'PLAN'));
UPDATE history SET at = at;

-- +goose StatementBegin
-- case_place fills what a row of a case takes from the row above it. The statements of a case run as the
-- owner: what a parent hides from the writer still decides.
CREATE FUNCTION case_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    c consultation; p problem; t topic; f finding; o outcome; m measure;
    v_invited uuid[];
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
        NEW.hidden_from := merged(VARIADIC NEW.concerns);
        NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
    WHEN 'complaint' THEN
        SELECT * INTO f FROM finding x WHERE x.id = NEW.id;
        NEW.province_id := f.province_id; NEW.org_id := f.org_id; NEW.registered_by := f.registered_by;
        NEW.secrecy := f.secrecy; NEW.readers := f.readers; NEW.hidden_from := f.hidden_from;
    WHEN 'problem' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
        NEW.hidden_from := merged(VARIADIC NEW.concerns || ARRAY(SELECT unnest(x.concerns) FROM finding x WHERE x.problem_id = NEW.id));
        NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
        NEW.sources := ARRAY(SELECT DISTINCT x.source FROM finding x WHERE x.problem_id = NEW.id ORDER BY x.source);
        NEW.risk_domains := (SELECT x.risk_domains FROM code x WHERE x.kind = 'PROBLEM_CATEGORY' AND x.code = NEW.category);
        SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.problem_id = NEW.id)), merged(VARIADIC array_agg(x.person_id))
        INTO NEW.seen_orgs, NEW.seen_departments, NEW.seen_people
        FROM task x WHERE x.problem_id = NEW.id;
    WHEN 'problem_relation' THEN
        SELECT x.province_id, x.org_id INTO NEW.province_id, NEW.org_id FROM problem x WHERE x.id = NEW.problem_id;
    WHEN 'plan_item' THEN
        SELECT x.province_id, x.org_id INTO NEW.province_id, NEW.org_id FROM consultation_plan x WHERE x.id = NEW.plan_id;
    WHEN 'consultation', 'consultation_rule', 'consultation_plan' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
    WHEN 'topic' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
        SELECT array_agg(x.person_id) INTO v_invited FROM participant x WHERE x.consultation_id = NEW.consultation_id;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
        NEW.secrecy := COALESCE(p.secrecy, 'INTERNAL');
        NEW.readers := merged(VARIADIC COALESCE(p.readers, '{}') || v_invited || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[c.compiled_by] ELSE '{}' END);
        NEW.hidden_from := merged(VARIADIC NEW.concerns || NEW.recused || COALESCE(p.hidden_from, '{}'));
    WHEN 'alignment', 'participant', 'answer' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
    WHEN 'statement', 'paper', 'addendum', 'outcome' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        SELECT * INTO t FROM topic x WHERE x.id = NEW.topic_id;
        IF NEW.topic_id IS NOT NULL AND t.consultation_id <> c.id THEN
            RAISE EXCEPTION 'topic' USING ERRCODE = 'HS001', CONSTRAINT = 'NOT_FOUND';
        END IF;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
        NEW.secrecy := COALESCE(t.secrecy, 'INTERNAL'); NEW.readers := COALESCE(t.readers, '{}'); NEW.hidden_from := COALESCE(t.hidden_from, '{}');
        IF TG_TABLE_NAME = 'outcome' THEN
            SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
            NEW.secrecy := graver(NEW.secrecy, p.secrecy); NEW.readers := merged(VARIADIC NEW.readers || p.readers);
            NEW.hidden_from := merged(VARIADIC NEW.hidden_from || p.hidden_from);
            NEW.risk_domains := COALESCE(p.risk_domains, '{}');
            SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.outcome_id = NEW.id)), merged(VARIADIC array_agg(x.person_id))
            INTO NEW.seen_orgs, NEW.seen_departments, NEW.seen_people
            FROM task x WHERE x.outcome_id = NEW.id;
        END IF;
    WHEN 'measure', 'responsible' THEN
        IF TG_TABLE_NAME = 'responsible' THEN
            SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
            NEW.seen_orgs := m.seen_orgs; NEW.seen_departments := m.seen_departments; NEW.seen_people := m.seen_people;
        ELSE
            SELECT * INTO o FROM outcome x WHERE x.id = NEW.outcome_id;
            m.province_id := o.province_id; m.org_id := o.org_id; m.consultation_id := o.consultation_id; m.secrecy := o.secrecy;
            m.readers := o.readers; m.hidden_from := o.hidden_from; m.risk_domains := o.risk_domains;
            NEW.problem_id := o.problem_id;
            SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.measure_id = NEW.id)), merged(VARIADIC array_agg(x.person_id))
            INTO NEW.seen_orgs, NEW.seen_departments, NEW.seen_people
            FROM task x WHERE x.measure_id = NEW.id;
        END IF;
        NEW.province_id := m.province_id; NEW.org_id := m.org_id; NEW.consultation_id := m.consultation_id; NEW.secrecy := m.secrecy;
        NEW.readers := m.readers; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
    WHEN 'task' THEN
        SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
        NEW.province_id := m.province_id; NEW.secrecy := m.secrecy; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
        NEW.readers := merged(VARIADIC m.readers || NEW.person_id);
        NEW.seen_orgs := ARRAY[NEW.responsible_org_id];
        NEW.seen_departments := merged(VARIADIC NEW.joint_departments || NEW.department_id);
        NEW.seen_people := merged(NEW.person_id);
    END CASE;
    RETURN NEW;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- case_carry hands a row's change on to the rows below it and to its history: they are written as they are,
-- and case_place fills them anew.
CREATE FUNCTION case_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    n jsonb := to_jsonb(NEW);
    b jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    k text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_people', 'risk_domains', 'resolution', 'problem_id'];
    same boolean := (SELECT bool_and(n -> x IS NOT DISTINCT FROM b -> x) FROM unnest(k) AS x);
BEGIN
    IF TG_TABLE_NAME = 'finding' AND TG_OP = 'UPDATE' AND (n -> 'problem_id', n -> 'concerns', n -> 'source') IS DISTINCT FROM (b -> 'problem_id', b -> 'concerns', b -> 'source') THEN
        UPDATE problem SET org_id = org_id WHERE id IN ((n ->> 'problem_id')::uuid, (b ->> 'problem_id')::uuid);
    END IF;
    IF TG_TABLE_NAME = 'participant' THEN
        UPDATE topic SET org_id = org_id WHERE consultation_id = (n ->> 'consultation_id')::uuid;
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'task' AND (TG_OP = 'INSERT' OR NOT same OR n -> 'person_id' IS DISTINCT FROM b -> 'person_id') THEN
        UPDATE measure SET org_id = org_id WHERE id = (n ->> 'measure_id')::uuid;
        UPDATE responsible SET org_id = org_id WHERE measure_id = (n ->> 'measure_id')::uuid;
        UPDATE outcome SET org_id = org_id WHERE id = (n ->> 'outcome_id')::uuid;
        UPDATE problem SET org_id = org_id WHERE id = (n ->> 'problem_id')::uuid;
    END IF;
    IF same OR TG_OP = 'INSERT' THEN RETURN NULL; END IF;
    UPDATE history h
    SET secrecy = COALESCE(n ->> 'secrecy', 'INTERNAL'), readers = uuids_of(n -> 'readers'), hidden_from = uuids_of(n -> 'hidden_from'),
        seen_orgs = uuids_of(n -> 'seen_orgs'), seen_departments = uuids_of(n -> 'seen_departments'), seen_people = uuids_of(n -> 'seen_people'),
        resolution = n ->> 'resolution'
    WHERE h.record_id = (n ->> 'id')::uuid;
    -- What tasks add to a row goes up from them, never down again: a row is written once per act.
    IF (SELECT bool_and(n -> x IS NOT DISTINCT FROM b -> x) FROM unnest(ARRAY['secrecy', 'readers', 'hidden_from', 'risk_domains', 'problem_id']) AS x) THEN
        RETURN NULL;
    END IF;
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN UPDATE complaint SET org_id = org_id WHERE id = NEW.id;
    WHEN 'problem' THEN
        UPDATE topic SET org_id = org_id WHERE problem_id = NEW.id;
        UPDATE outcome SET org_id = org_id WHERE problem_id = NEW.id;
    WHEN 'topic' THEN
        UPDATE statement SET org_id = org_id WHERE topic_id = NEW.id;
        UPDATE paper SET org_id = org_id WHERE topic_id = NEW.id;
        UPDATE addendum SET org_id = org_id WHERE topic_id = NEW.id;
        UPDATE outcome SET org_id = org_id WHERE topic_id = NEW.id;
    WHEN 'outcome' THEN UPDATE measure SET org_id = org_id WHERE outcome_id = NEW.id;
    WHEN 'measure' THEN
        UPDATE responsible SET org_id = org_id WHERE measure_id = NEW.id;
        UPDATE task SET org_id = org_id WHERE measure_id = NEW.id;
    ELSE NULL;
    END CASE;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION uuids_of(p jsonb) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE
    RETURN COALESCE((SELECT array_agg(x::uuid) FROM jsonb_array_elements_text(CASE jsonb_typeof(p) WHEN 'array' THEN p ELSE '[]' END) AS x), '{}');
-- +goose StatementEnd

-- +goose StatementBegin
-- case_frozen keeps minutes as they were concluded (D-CON-9, D-GEN-5): of a concluded, closed or cancelled
-- consultation's rows only what is handed down, and the columns named, may still change. A resolution's
-- measures come after the conclusion.
CREATE FUNCTION case_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_new jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    v_old jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    v_free text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_people', 'risk_domains'] || TG_ARGV;
    v_state text := (SELECT c.state FROM consultation c WHERE c.id = COALESCE(v_new ->> 'consultation_id', v_old ->> 'consultation_id')::uuid);
BEGIN
    IF v_state IN ('CONCLUDED', 'CLOSED', 'CANCELLED') AND v_new - v_free <> v_old - v_free
        AND NOT (TG_TABLE_NAME IN ('measure', 'responsible') AND TG_OP = 'INSERT' AND v_state = 'CONCLUDED'
            AND (SELECT o.kind = 'TO_COMMITTEE' FROM outcome o WHERE o.id = COALESCE(v_new ->> 'outcome_id',
                (SELECT x.outcome_id::text FROM measure x WHERE x.id = (v_new ->> 'measure_id')::uuid))::uuid)) THEN
        RAISE EXCEPTION 'concluded' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['finding', 'complaint', 'problem', 'problem_relation', 'consultation', 'consultation_rule', 'consultation_plan',
        'plan_item', 'topic', 'alignment', 'participant', 'answer', 'addendum', 'statement', 'paper', 'outcome', 'measure', 'responsible', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER place BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION case_place()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['finding', 'problem', 'topic', 'outcome', 'measure', 'task', 'participant'] LOOP
        EXECUTE format('CREATE TRIGGER carry AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION case_carry()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['alignment', 'participant', 'answer', 'statement', 'paper', 'measure', 'responsible', 'topic'] LOOP
        EXECUTE format('CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION case_frozen()', t);
    END LOOP;
    EXECUTE 'CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON outcome FOR EACH ROW EXECUTE FUNCTION case_frozen(''recommendation'', ''answer_reason'', ''answered_by'', ''answered_at'', ''resolution'', ''resolution_document'', ''resolved_on'', ''resolution_by'')';
    FOREACH t IN ARRAY ARRAY['finding', 'complaint', 'problem', 'problem_relation', 'consultation', 'consultation_rule', 'consultation_plan',
        'plan_item', 'topic', 'alignment', 'participant', 'answer', 'addendum', 'statement', 'paper', 'outcome', 'measure', 'responsible', 'task', 'counter'] LOOP
        EXECUTE format('CALL secure_table(%L)', t);
    END LOOP;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- history_place fills what a line of a case's history takes from its record, so that it is read by the same
-- people; case_carry keeps it so.
CREATE FUNCTION history_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    r jsonb;
BEGIN
    CASE NEW.noun
    WHEN 'Finding' THEN r := (SELECT to_jsonb(x) FROM finding x WHERE x.id = NEW.record_id);
    WHEN 'Problem' THEN r := (SELECT to_jsonb(x) FROM problem x WHERE x.id = NEW.record_id);
    WHEN 'Consultation' THEN r := (SELECT to_jsonb(x) || jsonb_build_object('consultation_id', x.id) FROM consultation x WHERE x.id = NEW.record_id);
    WHEN 'Topic' THEN r := (SELECT to_jsonb(x) FROM topic x WHERE x.id = NEW.record_id);
    WHEN 'Task' THEN r := (SELECT to_jsonb(x) FROM task x WHERE x.id = NEW.record_id);
    ELSE RETURN NEW;
    END CASE;
    NEW.consultation_id := (r ->> 'consultation_id')::uuid;
    NEW.secrecy := COALESCE(r ->> 'secrecy', 'INTERNAL'); NEW.readers := uuids_of(r -> 'readers'); NEW.hidden_from := uuids_of(r -> 'hidden_from');
    NEW.seen_orgs := uuids_of(r -> 'seen_orgs'); NEW.seen_departments := uuids_of(r -> 'seen_departments'); NEW.seen_people := uuids_of(r -> 'seen_people');
    NEW.registered_by := (r ->> 'registered_by')::uuid; NEW.resolution := r ->> 'resolution';
    NEW.risk_domains := COALESCE((SELECT array_agg(x) FROM jsonb_array_elements_text(CASE jsonb_typeof(r -> 'risk_domains') WHEN 'array' THEN r -> 'risk_domains' ELSE '[]' END) AS x), '{}');
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION history_place();

-- +goose StatementBegin
-- session_cases completes session_open for cases: whose rows this viewer sees by which roles.
CREATE FUNCTION session_cases(p_grants jsonb, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM * FROM (WITH g AS (
        SELECT x.role, x.org, x.dept, x.post, x.acts_for
        FROM jsonb_to_recordset(p_grants) AS x (role text, org uuid, dept uuid, post uuid, acts_for jsonb)
    ), below AS (
        SELECT g.role, s.id FROM g JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id)
    ), family AS (
        SELECT unnest(ARRAY['PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER']) AS role
    )
    SELECT set_config('huishang.committee_orgs', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b JOIN family USING (role)), ''), true),
           set_config('huishang.committee_own', COALESCE((SELECT array_agg(DISTINCT a::uuid)::text FROM g JOIN family USING (role)
               CROSS JOIN LATERAL jsonb_array_elements_text(g.acts_for || to_jsonb(g.org)) AS a), ''), true),
           set_config('huishang.discipline_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')), ''), true),
           set_config('huishang.discipline_secretary_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role = 'DISCIPLINE_SECRETARY'), ''), true),
           set_config('huishang.departments', COALESCE((SELECT array_agg(DISTINCT g.dept)::text FROM g WHERE g.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF')), ''), true),
           set_config('huishang.posts', COALESCE((SELECT array_agg(DISTINCT g.post)::text FROM g), ''), true),
           set_config('huishang.region_orgs', COALESCE((SELECT array_agg(DISTINCT g.org)::text FROM g WHERE g.role = 'REGION_MANAGER'), ''), true),
           set_config('huishang.head_orgs', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role = 'DEPARTMENT_HEAD'), ''), true),
           set_config('huishang.head_domains', COALESCE((SELECT array_agg(DISTINCT r)::text FROM g JOIN department d ON d.id = g.dept CROSS JOIN LATERAL unnest(d.risk_domains) AS r WHERE g.role = 'DEPARTMENT_HEAD'), ''), true)) AS settings;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_open sets the identity of one transaction: it takes what a verified token claims, intersects it with
-- what the person holds on this day, and sets the arrays that the policies compare with. It answers with the
-- same, for the act table and the planner; refusal is NULL, UNKNOWN_PERSON or REVOKED, and then nothing is set.
CREATE OR REPLACE FUNCTION session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamptz, p_now timestamptz)
    RETURNS TABLE (refusal text, province_id uuid, zone text, today date, grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    -- Planning anew costs three times what running does; the plans do not depend on who asks.
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_province uuid; v_zone text; v_today date; v_grants jsonb; v_active boolean;
    v_orgs uuid[]; v_admin uuid[]; v_own uuid[]; v_chain uuid[]; v_heads uuid[]; v_portfolio_orgs uuid[]; v_portfolio_depts uuid[];
    v_ps uuid[]; v_po uuid[]; v_ds uuid[]; v_do uuid[];
BEGIN
    PERFORM session_clear();
    SELECT p.province_id, o.zone, p.deactivated_at IS NULL INTO v_province, v_zone, v_active
    FROM person p JOIN organisation o ON o.id = p.province_id WHERE p.id = p_person;
    IF v_active IS NOT TRUE THEN
        RETURN QUERY SELECT 'UNKNOWN_PERSON', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    IF EXISTS (SELECT FROM revocation r WHERE r.jti = p_jti)
        OR EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.not_before > p_issued) THEN
        RETURN QUERY SELECT 'REVOKED', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    v_today := (p_now AT TIME ZONE v_zone)::date;

    -- Effective grants: claimed and held now. A department role is a role in one department: without it, nothing.
    WITH effective AS (
        SELECT DISTINCT h.role, h.org_id, h.department_id, h.post_id, h.capacity, h.principal_id, o.level, o.branch_id
        FROM held_on(v_today) h
        JOIN organisation o ON o.id = h.org_id AND o.deactivated_at IS NULL
        LEFT JOIN department d ON d.id = h.department_id
        JOIN jsonb_to_recordset(p_grants) AS t (role text, org text, dept text)
          ON t.role = h.role AND t.org = o.code
         AND CASE WHEN h.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF') THEN t.dept = d.code AND d.deactivated_at IS NULL
                  ELSE COALESCE(t.dept, '') = '' OR t.dept = d.code END
        WHERE h.person_id = p_person
    ), acting AS (
        SELECT r.role, m.org_id, m.acting_org_id
        FROM (SELECT DISTINCT role FROM effective WHERE role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')) r
        CROSS JOIN LATERAL authority_map(r.role, v_province, v_today) m
    )
    SELECT jsonb_agg(jsonb_build_object('role', e.role, 'org', e.org_id, 'dept', e.department_id, 'post', e.post_id,
               'capacity', e.capacity, 'principal', e.principal_id, 'acts_for', CASE
                   WHEN e.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
                   THEN (SELECT COALESCE(jsonb_agg(a.org_id), '[]') FROM acting a WHERE a.role = e.role AND a.acting_org_id = e.org_id)
                   WHEN e.role = 'ADMINISTRATOR'
                   THEN (SELECT jsonb_agg(s.id) FROM organisation s WHERE e.org_id IN (s.id, s.branch_id, s.province_id))
                   ELSE jsonb_build_array(e.org_id) END)
               ORDER BY e.role, e.org_id, e.department_id, e.post_id)
    INTO v_grants FROM effective e;
    v_grants := COALESCE(v_grants, '[]');

    -- Committee family and analysts: their organisation and everything below.
    SELECT array_agg(DISTINCT s.id) INTO v_orgs
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid)
    JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id) AND s.province_id = v_province
    WHERE g.role IN ('PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER', 'ANALYST');

    -- The organisations of any grant, and those above them: whose lists in force all can read (D-SEC-2).
    SELECT array_agg(DISTINCT u.id) INTO v_chain
    FROM jsonb_to_recordset(v_grants) AS g (org uuid)
    JOIN organisation o ON o.id = g.org
    CROSS JOIN LATERAL unnest(ARRAY[o.id, o.branch_id, o.province_id]) AS u (id)
    WHERE u.id IS NOT NULL;

    SELECT array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'ADMINISTRATOR'),
           array_agg(DISTINCT g.org) FILTER (WHERE g.role = 'ADMINISTRATOR'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'PARTY_SECRETARY'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'PARTY_OFFICE'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'DISCIPLINE_SECRETARY'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'DISCIPLINE_OFFICE'),
           array_agg(DISTINCT g.dept) FILTER (WHERE g.role = 'DEPARTMENT_HEAD')
    INTO v_admin, v_own, v_ps, v_po, v_ds, v_do, v_heads
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid, dept uuid, acts_for jsonb)
    LEFT JOIN LATERAL (SELECT x::uuid AS id FROM jsonb_array_elements_text(g.acts_for) x) a ON true;

    SELECT array_agg(DISTINCT s.id), array_agg(DISTINCT f.department_id) FILTER (WHERE f.department_id IS NOT NULL)
    INTO v_portfolio_orgs, v_portfolio_depts
    FROM jsonb_to_recordset(v_grants) AS g (role text, post uuid)
    JOIN portfolio f ON f.post_id = g.post AND f.from_on <= v_today AND (f.to_on IS NULL OR f.to_on >= v_today)
    LEFT JOIN organisation s ON f.organisation_id IN (s.id, s.branch_id, s.province_id)
    WHERE g.role = 'LEADERSHIP_MEMBER';

    PERFORM set_config('huishang.' || s.name, COALESCE(s.value, ''), true)
    FROM (VALUES
        ('person', p_person::text), ('province', v_province::text), ('now', p_now::text), ('today', v_today::text),
        ('orgs', v_orgs::text), ('chain', v_chain::text), ('admin_orgs', v_admin::text), ('own_orgs', v_own::text),
        ('head_departments', v_heads::text), ('party_secretary_orgs', v_ps::text), ('party_office_orgs', v_po::text),
        ('discipline_secretary_orgs', v_ds::text), ('discipline_office_orgs', v_do::text),
        ('portfolio_orgs', array_remove(v_portfolio_orgs, NULL)::text), ('portfolio_departments', v_portfolio_depts::text)
    ) AS s (name, value);
    PERFORM session_lists(v_province, v_today);
    PERFORM session_cases(v_grants, v_today);
    RETURN QUERY SELECT NULL::text, v_province, v_zone, v_today, v_grants, COALESCE(v_orgs, '{}')::text;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_clear empties every setting of this transaction, so that nothing of an earlier identity stays.
CREATE OR REPLACE FUNCTION session_clear() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT set_config('huishang.' || name, '', true)
    FROM unnest(ARRAY['person', 'province', 'now', 'today', 'orgs', 'chain', 'admin_orgs', 'own_orgs',
        'head_departments', 'party_secretary_orgs', 'party_office_orgs', 'discipline_secretary_orgs',
        'discipline_office_orgs', 'portfolio_orgs', 'portfolio_departments', 'list_posts', 'draft_main', 'draft_dual',
        'draft_supervisory', 'draft_oversight', 'on_behalf_of', 'system', 'committee_orgs', 'committee_own',
        'discipline_below', 'discipline_secretary_below', 'departments', 'posts', 'region_orgs', 'head_orgs', 'head_domains']) AS name
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- invited_consultations are those that this viewer takes part in, from the invitation on (D-CON-9).
CREATE FUNCTION invited_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN COALESCE((SELECT array_agg(p.consultation_id) FROM participant p WHERE p.person_id = setting_uuid('person')), '{}');
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION setting_texts(name text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('huishang.' || name, true), '')::text[];
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION invited_consultations(), setting_texts(text) TO huishang_reader;

-- Who sees a row of a case (domain.md §11, D-SEC-3, D-SEC-7; decisions.md "Meaning").
-- +goose StatementBegin
DO $$
DECLARE
    t record;
    me text := $p$(SELECT setting_uuid('person'))$p$;
    f_any text := $p$%s = ANY ((SELECT setting_uuids('%s'))::uuid[])$p$;
    c_list text; c_restricted text; c_confidential text; c_graded text;
    c_committee text; c_discipline text; c_carried text; c_who text; c_read text;
BEGIN
    c_list := me || ' = ANY (readers)';
    c_committee := format(f_any, 'org_id', 'committee_orgs') || ' OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])';
    c_discipline := format(f_any, 'org_id', 'discipline_below') || ' OR registered_by = ' || me;
    c_restricted := format('(%s OR %s OR %s)', format(f_any, 'org_id', 'committee_own'), format(f_any, 'org_id', 'discipline_below'), c_list);
    c_confidential := format('(%s OR %s OR %s OR %s)', format(f_any, 'org_id', 'party_secretary_orgs'), format(f_any, 'org_id', 'discipline_secretary_orgs'), format(f_any, 'org_id', 'discipline_secretary_below'), c_list);
    -- The responsible side, and whoever sees it by its organisation, portfolio or risk domains.
    c_carried := $p$(seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[]) OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[] OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR (SELECT setting_uuid('person')) = ANY (seen_people)
        OR (seen_orgs && (SELECT setting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT setting_texts('head_domains'))::text[])))$p$;
    c_graded := 'NOT (' || me || ' = ANY (hidden_from)) AND CASE secrecy WHEN ''INTERNAL'' THEN (%s) WHEN ''RESTRICTED'' THEN (%s) AND ' || c_restricted || ' ELSE (%s) AND ' || c_confidential || ' END';
    FOR t IN SELECT * FROM (VALUES
        ('finding', 'FINDING'), ('complaint', 'FINDING'), ('problem', 'PROBLEM'), ('topic', 'DELIBERATION'), ('statement', 'DELIBERATION'),
        ('paper', 'DELIBERATION'), ('addendum', 'DELIBERATION'), ('outcome', 'OUTCOME'), ('measure', 'OUTCOME'), ('responsible', 'OUTCOME'), ('task', 'TASK'),
        ('consultation', 'OPEN'), ('alignment', 'OPEN'), ('participant', 'OPEN'), ('answer', 'OPEN')) AS v (name, audience)
    LOOP
        c_who := CASE t.audience
            WHEN 'FINDING' THEN c_discipline
            -- The Party office sees what waits for its agreement that no measure is needed.
            WHEN 'PROBLEM' THEN c_discipline || ' OR ' || format(f_any, 'org_id', 'party_secretary_orgs') || ' OR ' || c_carried || ' OR discipline_office_by IS NOT NULL AND ' || format(f_any, 'org_id', 'party_office_orgs')
            WHEN 'OUTCOME' THEN c_committee || ' OR ' || c_carried
            WHEN 'TASK' THEN c_carried
            ELSE c_committee END;
        -- Above INTERNAL the list itself suffices: who is on it sees the row, whatever the roles say.
        c_read := CASE t.audience WHEN 'OPEN' THEN '(' || c_who || ')'
            ELSE format(c_graded, c_who, 'true', 'true') END;
        IF t.name = 'consultation' THEN
            c_read := replace(c_read, 'consultation_id', 'id');
        ELSIF t.name = 'complaint' THEN
            c_read := c_read || ' AND (' || c_discipline || ')';
        ELSIF t.name = 'problem' THEN
            -- Transferred out of the system: for discipline roles alone.
            c_read := c_read || ' AND (resolution IS DISTINCT FROM ''TRANSFERRED'' OR ' || c_discipline || ')';
        END IF;
        EXECUTE format('CREATE POLICY read ON %I FOR SELECT TO huishang_reader USING (%s)', t.name, c_read);
        EXECUTE format('CREATE POLICY add ON %I FOR INSERT TO huishang_api WITH CHECK (%s)', t.name, format(f_any, 'org_id', 'committee_orgs'));
        EXECUTE format('CREATE POLICY change ON %I FOR UPDATE TO huishang_api USING (%s AND %s) WITH CHECK (%s)', t.name,
            format(f_any, 'org_id', 'committee_orgs'), c_read, format(f_any, 'org_id', 'committee_orgs'));
        EXECUTE format('GRANT SELECT ON %I TO huishang_reader', t.name);
        EXECUTE format('GRANT INSERT, UPDATE ON %I TO huishang_api', t.name);
    END LOOP;
    -- Records that are replaced while the session runs; audited as any change.
    FOREACH c_who IN ARRAY ARRAY['measure', 'responsible'] LOOP
        EXECUTE format('CREATE POLICY drop_draft ON %I FOR DELETE TO huishang_api USING (%s)', c_who, format(f_any, 'org_id', 'committee_orgs'));
        EXECUTE format('GRANT DELETE ON %I TO huishang_api', c_who);
    END LOOP;
    -- Rules and plans: in force for all in the organisation and below; otherwise for the committee family.
    FOREACH c_who IN ARRAY ARRAY['consultation_rule', 'consultation_plan', 'plan_item', 'problem_relation'] LOOP
        c_read := format(f_any, 'org_id', 'committee_orgs');
        IF c_who IN ('consultation_rule', 'consultation_plan') THEN
            c_read := '(' || c_read || ' OR state = ''IN_FORCE'' AND ' || format(f_any, 'org_id', 'chain') || ')';
        ELSIF c_who = 'plan_item' THEN
            c_read := '(' || c_read || ' OR ' || format(f_any, 'org_id', 'chain') || ')';
        END IF;
        EXECUTE format('CREATE POLICY read ON %I FOR SELECT TO huishang_reader USING (%s)', c_who, c_read);
        EXECUTE format('CREATE POLICY add ON %I FOR INSERT TO huishang_api WITH CHECK (%s)', c_who, format(f_any, 'org_id', 'committee_orgs'));
        EXECUTE format('CREATE POLICY change ON %I FOR UPDATE TO huishang_api USING (%s) WITH CHECK (%s)', c_who, format(f_any, 'org_id', 'committee_orgs'), format(f_any, 'org_id', 'committee_orgs'));
        EXECUTE format('GRANT SELECT ON %I TO huishang_reader', c_who);
        EXECUTE format('GRANT INSERT, UPDATE ON %I TO huishang_api', c_who);
    END LOOP;
    -- History follows its record.
    FOR t IN SELECT * FROM (VALUES ('FINDING'), ('PROBLEM'), ('DELIBERATION'), ('OUTCOME'), ('TASK')) AS v (audience) LOOP
        c_who := CASE t.audience
            WHEN 'FINDING' THEN c_discipline
            WHEN 'PROBLEM' THEN c_discipline || ' OR ' || format(f_any, 'org_id', 'party_secretary_orgs') || ' OR ' || c_carried
            WHEN 'OUTCOME' THEN c_committee || ' OR ' || c_carried
            WHEN 'TASK' THEN c_carried
            ELSE c_committee END;
        EXECUTE format('CREATE POLICY read_%s ON history FOR SELECT TO huishang_reader USING (audience = %L AND (resolution IS DISTINCT FROM ''TRANSFERRED'' OR %s) AND %s)',
            lower(t.audience), t.audience, c_discipline, format(c_graded, c_who, 'true', 'true'));
    END LOOP;
    EXECUTE format('CREATE POLICY read_plan ON history FOR SELECT TO huishang_reader USING (audience = ''PLAN'' AND %s)', format(f_any, 'org_id', 'committee_orgs'));
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- case_authority tells whose act something is on a day when some people are barred from it (D-SEC-6): the
-- nearest organisation from p_org up that has a holder who is free; a Party act never falls to one who also
-- stands on the discipline side, not even as a substitute (domain.md §11). At the top it is a superior's
-- recorded document (external), recorded by the office of the other track.
CREATE FUNCTION case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_acting uuid;
    v_own boolean := false;
BEGIN
    LOOP
        SELECT m.acting_org_id INTO v_acting FROM authority_map(p_role, v_province, p_on) m WHERE m.org_id = v_at;
        IF v_acting IS NOT NULL AND EXISTS (
            SELECT FROM held_on(p_on) h
            WHERE h.role = p_role AND h.org_id = v_acting AND NOT h.person_id = ANY (p_barred)
              AND NOT (p_role = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, p_on))) THEN
            RETURN QUERY SELECT p_role, v_acting, v_own, false;
            RETURN;
        END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = COALESCE(v_acting, v_at);
        IF v_at IS NULL THEN
            RETURN QUERY SELECT r.role, m.acting_org_id, true, true
            FROM (SELECT CASE WHEN p_role LIKE 'PARTY%' THEN 'DISCIPLINE_OFFICE' ELSE 'PARTY_OFFICE' END) r (role)
            CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m WHERE m.org_id = v_province;
            RETURN;
        END IF;
    END LOOP;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION on_discipline_side(p_person uuid, p_on date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM held_on(p_on) h WHERE h.person_id = p_person AND h.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER'));
-- +goose StatementEnd
-- +goose StatementBegin
-- kept_from are the people from whom something of a consultation is kept, a topic or an outcome, for acts on the
-- whole of it: who does not see all of a consultation neither opens nor concludes it.
CREATE FUNCTION kept_from(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN COALESCE((SELECT array_agg(DISTINCT x.id ORDER BY x.id) FROM (
        SELECT unnest(t.hidden_from) FROM topic t WHERE t.consultation_id = p_consultation
        UNION ALL SELECT unnest(o.hidden_from) FROM outcome o WHERE o.consultation_id = p_consultation) AS x (id)), '{}');
-- +goose StatementEnd
-- +goose StatementBegin
-- topic_states counts a consultation's topics but the study by state, whoever sees them: whether all are
-- settled does not depend on who asks.
CREATE FUNCTION topic_states(p_consultation uuid) RETURNS TABLE (state text, count integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.state, count(*)::integer FROM topic t WHERE t.consultation_id = p_consultation AND NOT t.study GROUP BY t.state
$$;
-- +goose StatementEnd
-- +goose StatementBegin
-- next_position is where a consultation's next topic stands.
CREATE FUNCTION next_position(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT COALESCE(max(t.position), 0) + 1 FROM topic t WHERE t.consultation_id = p_consultation);
-- +goose StatementEnd
-- +goose StatementBegin
-- earlier_problem finds the problem that another may be a recurrence of (D-TASK-7): the same leaf category and
-- department (or organisation) closed within twelve months before.
CREATE FUNCTION earlier_problem(p_category text, p_org uuid, p_department uuid, p_at timestamptz) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT p.id FROM problem p
        WHERE p.category = p_category AND p.about_org_id = p_org AND p.about_department_id IS NOT DISTINCT FROM p_department
          AND p.state = 'CLOSED' AND p.resolution IN ('RECTIFIED', 'NO_MEASURE') AND p.closed_at > p_at - interval '12 months'
        ORDER BY p.closed_at DESC LIMIT 1);
-- +goose StatementEnd
-- +goose StatementBegin
-- consultation_open counts what of a concluded consultation is open (D-CON-9), whoever sees it.
CREATE FUNCTION consultation_open(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*)::integer FROM task t WHERE t.consultation_id = p_consultation)
        + (SELECT count(*)::integer FROM outcome o WHERE o.consultation_id = p_consultation AND o.final
           AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE')));
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION consultation_open(uuid) TO huishang_api;
-- +goose StatementBegin
-- open_matters counts what stands against closing a problem (D-TASK-7), whoever sees it.
CREATE FUNCTION open_matters(p_problem uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*)::integer FROM task t WHERE t.problem_id = p_problem)
        + (SELECT count(*)::integer FROM topic t JOIN consultation c ON c.id = t.consultation_id
           WHERE t.problem_id = p_problem AND t.state IN ('PROPOSED', 'APPROVED') AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION'))
        + (SELECT count(*)::integer FROM outcome o WHERE o.problem_id = p_problem AND o.kind = 'TO_COMMITTEE' AND o.final AND o.resolution IS NULL);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION open_matters(uuid) TO huishang_reader;
GRANT EXECUTE ON FUNCTION case_authority(text, uuid, uuid[], date), on_discipline_side(uuid, date), kept_from(uuid),
    topic_states(uuid), next_position(uuid), earlier_problem(text, uuid, uuid, timestamptz) TO huishang_reader;
