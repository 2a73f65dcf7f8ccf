-- +goose Up
-- Consultations, what is said and decided in them, and their rules and plans (domain.md §5).

-- +goose StatementBegin
-- each_within tells whether none of some texts is longer than the most that one may be.
CREATE FUNCTION each_within(p_texts text[], p_most integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN NOT EXISTS (SELECT FROM unnest(p_texts) AS x WHERE length(x) > p_most);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION each_within(text[], integer) TO huishang_reader;

-- A rule per kind and organisation, citing the superior's framework document (D-CON-1): proposed by both
-- offices, decided by the Party secretary.
CREATE TABLE consultation_rule (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    superior_document prose_text NOT NULL CHECK (length(superior_document) <= 200),
    subjects prose_text NOT NULL CHECK (length(subjects) <= 2000),
    content prose_text NOT NULL CHECK (length(content) <= 4000),
    form text NOT NULL CHECK (form IN ('MEETING', 'ONE_TO_ONE', 'WRITTEN', 'REMOTE')),
    procedure prose_text NOT NULL CHECK (length(procedure) <= 4000),
    frequency text NOT NULL CHECK (frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    use_of_outcomes prose_text NOT NULL CHECK (length(use_of_outcomes) <= 4000),
    -- Of those required at a meeting so many attend at least (D-CON-5); half is an assumption.
    quorum_percent integer NOT NULL DEFAULT 50 CHECK (quorum_percent BETWEEN 1 AND 100),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'IN_FORCE', 'DECLINED', 'SUPERSEDED')),
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamptz,
    reason prose_text CHECK (length(reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
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
    integrity_plan prose_text NOT NULL CHECK (length(integrity_plan) <= 200),
    supervision_plan prose_text NOT NULL CHECK (length(supervision_plan) <= 200),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'IN_FORCE', 'DECLINED', 'SUPERSEDED')),
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamptz,
    reason prose_text CHECK (length(reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
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
    -- The plan's: what is only proposed is not for everybody.
    state text NOT NULL,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 200),
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    subject line_text NOT NULL CHECK (length(subject) <= 200),
    due_on day NOT NULL,
    -- The same in every plan of the year that has the item: what was held under one is held under the next.
    identity uuid NOT NULL DEFAULT gen_random_uuid(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (plan_id, no),
    UNIQUE (plan_id, identity)
);
CREATE INDEX plan_item_identity ON plan_item (identity);
CREATE INDEX plan_item_province ON plan_item (province_id, due_on, id);

CREATE TABLE consultation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    about_org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('COMPREHENSIVE', 'THEMATIC', 'IMMEDIATE')),
    form text NOT NULL CHECK (form IN ('MEETING', 'ONE_TO_ONE', 'WRITTEN', 'REMOTE')),
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    planned_on day,
    plan_item_id uuid REFERENCES plan_item,
    -- The item's identity: kept by trigger.
    planned_identity uuid,
    state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION', 'CONCLUDED', 'CLOSED', 'CANCELLED')),
    compiled_by uuid,
    compiled_seats uuid[] NOT NULL DEFAULT '{}',
    submitted_by uuid,
    submitted_at timestamptz,
    -- The principal leader's approval of the topic list, or the ratification of an immediate one (D-CON-3).
    ratified_by uuid,
    ratified_at timestamptz,
    external_document prose_text CHECK (length(external_document) <= 500),
    opened_by uuid,
    opened_at timestamptz,
    concluded_by uuid,
    concluded_at timestamptz,
    closed_at timestamptz,
    cancelled_by uuid,
    cancelled_at timestamptz,
    cancel_reason prose_text CHECK (length(cancel_reason) <= 500),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    -- Counts what is done to it and to its topics, seen by all or not, so that acts at once are judged one after the other; no
    -- field shows it. version goes on only for what everybody sees who sees the consultation.
    revision integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
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
CREATE INDEX consultation_updated ON consultation (province_id, updated_at, id);
CREATE INDEX consultation_org ON consultation (org_id, created_at DESC, id);
CREATE INDEX consultation_about ON consultation (about_org_id, created_at DESC, id);
CREATE INDEX consultation_plan_item ON consultation (plan_item_id) WHERE plan_item_id IS NOT NULL;
CREATE INDEX consultation_planned ON consultation (planned_identity) WHERE planned_identity IS NOT NULL;

-- A consultation as it stood at a day's end (docs/decisions/0050).
CREATE TABLE consultation_past (
    from_on date NOT NULL,
    until_on date NOT NULL DEFAULT 'infinity' CHECK (until_on > from_on),
    LIKE consultation,
    PRIMARY KEY (id, from_on)
);
CREATE INDEX consultation_past_until ON consultation_past (province_id, until_on, from_on);

CREATE TABLE topic (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    consultation_id uuid NOT NULL REFERENCES consultation,
    -- The place in the list. Not shown as a number: a gap would tell of a hidden topic (D-SEC-1).
    position integer NOT NULL CHECK (position > 0),
    -- Topic 1 of every consultation studies the expositions on strict Party governance (D-CON-4).
    study boolean NOT NULL DEFAULT false,
    study_documents prose_text[] NOT NULL DEFAULT '{}' CHECK (each_within(study_documents, 500)),
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    content prose_text CHECK (length(content) <= 4000),
    original_title line_text COLLATE pinyin CHECK (length(original_title) <= 200),
    original_content prose_text CHECK (length(original_content) <= 4000),
    -- What a comprehensive consultation must hold (D-CON-2).
    part text CHECK (part IN ('BRIEFING', 'POLITICAL_ENVIRONMENT', 'INTEGRITY_SITUATION')),
    major_decision text,
    problem_id uuid REFERENCES problem,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'RETURNED', 'DEFERRED', 'WITHDRAWN', 'CARRIED_OVER')),
    proposed_by uuid,
    added_by uuid,
    settled_by uuid,
    settled_at timestamptz,
    external_document prose_text CHECK (length(external_document) <= 500),
    reason prose_text CHECK (length(reason) <= 500),
    carried_from_id uuid REFERENCES topic,
    root_cause prose_text CHECK (length(root_cause) <= 4000),
    concerns uuid[] NOT NULL DEFAULT '{}',
    recused uuid[] NOT NULL DEFAULT '{}',
    -- The participants to whom it is shown: those there when it was proposed, and whom somebody invites who sees it.
    invited uuid[] NOT NULL DEFAULT '{}',
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    -- Who is on the need-to-know list; each sees by it while holding a seat of reader_seats.
    readers uuid[] NOT NULL DEFAULT '{}',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (consultation_id, position),
    CHECK (study = (position = 1)),
    CHECK (NOT study OR (state IN ('APPROVED', 'WITHDRAWN') AND problem_id IS NULL)),
    -- The compiler never settles.
    CHECK (study OR state NOT IN ('APPROVED', 'RETURNED', 'DEFERRED') OR settled_by IS NOT NULL),
    CONSTRAINT topic_settler_compiled CHECK (settled_by IS NULL OR settled_by IS DISTINCT FROM proposed_by),
    CHECK (state NOT IN ('RETURNED', 'DEFERRED', 'CARRIED_OVER') OR reason IS NOT NULL)
);
ALTER TABLE topic
    ADD CONSTRAINT topic_major_decision_check CHECK (major_decision IS NULL OR code_is('MAJOR_DECISION', major_decision)) NOT VALID;
CREATE INDEX topic_province ON topic (province_id, id);
CREATE INDEX topic_updated ON topic (province_id, updated_at, id);
CREATE INDEX topic_problem ON topic (problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE alignment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    consultation_id uuid NOT NULL UNIQUE REFERENCES consultation,
    documents prose_text[] NOT NULL CHECK (cardinality(documents) > 0 AND each_within(documents, 500)),
    work_reviewed prose_text NOT NULL CHECK (length(work_reviewed) <= 8000),
    gaps prose_text NOT NULL CHECK (length(gaps) <= 8000),
    follow_up prose_text NOT NULL CHECK (length(follow_up) <= 8000),
    recorded_by uuid,
    recorded_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE participant (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    consultation_id uuid NOT NULL REFERENCES consultation,
    person_id uuid NOT NULL REFERENCES person,
    side text NOT NULL CHECK (side IN ('BUSINESS', 'DISCIPLINE', 'OTHER')),
    required boolean NOT NULL,
    attended boolean,
    -- The seats that the person held when invited: what was shown to a participant ends with them.
    seats uuid[] NOT NULL DEFAULT '{}',
    invited_by uuid,
    invited_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (consultation_id, person_id)
);
CREATE INDEX participant_person ON participant (person_id, consultation_id);
CREATE INDEX participant_province ON participant (province_id, id);

CREATE TABLE answer (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    consultation_id uuid NOT NULL REFERENCES consultation,
    question text NOT NULL,
    answer prose_text NOT NULL CHECK (length(answer) <= 4000),
    deviation boolean NOT NULL DEFAULT false,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (consultation_id, question)
);
ALTER TABLE answer
    ADD CONSTRAINT answer_question_check CHECK (code_is('ALIGNMENT_QUESTION', question)) NOT VALID;

CREATE TABLE addendum (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid REFERENCES topic,
    text prose_text NOT NULL CHECK (length(text) <= 8000),
    added_by uuid,
    added_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX addendum_consultation ON addendum (consultation_id, added_at, id);
CREATE INDEX addendum_topic ON addendum (topic_id) WHERE topic_id IS NOT NULL;

CREATE TABLE statement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid NOT NULL REFERENCES topic,
    kind text NOT NULL CHECK (kind IN ('REPORT', 'BUSINESS_VIEW', 'DISCIPLINE_VIEW', 'DISSENT')),
    person_id uuid NOT NULL REFERENCES person,
    text prose_text NOT NULL CHECK (length(text) <= 8000),
    recorded_by uuid,
    recorded_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX statement_topic ON statement (topic_id, recorded_at, id);

CREATE TABLE paper (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid REFERENCES topic,
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    text prose_text CHECK (length(text) <= 64000),
    file_id uuid REFERENCES file,
    added_by uuid,
    added_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (text IS NOT NULL OR file_id IS NOT NULL)
);
CREATE INDEX paper_consultation ON paper (consultation_id, added_at, id);
CREATE INDEX paper_topic ON paper (topic_id, added_at, id) WHERE topic_id IS NOT NULL;

CREATE TABLE outcome (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    consultation_id uuid NOT NULL REFERENCES consultation,
    topic_id uuid NOT NULL REFERENCES topic,
    kind text NOT NULL CHECK (kind IN ('MEASURES', 'RECOMMENDATION', 'TO_COMMITTEE', 'TRANSFERRED', 'NO_MEASURE', 'INFORMATION')),
    problem_id uuid REFERENCES problem,
    root_cause prose_text CHECK (length(root_cause) <= 4000),
    -- The recommendation, the question to the committee, the reason for no measure, or the information.
    text prose_text CHECK (length(text) <= 8000),
    transferred_on day,
    receiver line_text CHECK (length(receiver) <= 200),
    -- Set with the conclusion: from then on the row is complete.
    final boolean NOT NULL DEFAULT false,
    recommendation text CHECK (recommendation IN ('PROPOSED', 'ADOPTED', 'DECLINED', 'REPORTED_ABOVE', 'SETTLED')),
    answer_reason prose_text CHECK (length(answer_reason) <= 2000),
    answered_by uuid,
    answered_at timestamptz,
    resolution prose_text CHECK (length(resolution) <= 8000),
    resolution_document prose_text CHECK (length(resolution_document) <= 200),
    resolved_on day,
    resolution_by uuid,
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (NOT final OR CASE kind
        WHEN 'MEASURES' THEN problem_id IS NOT NULL AND root_cause IS NOT NULL
        WHEN 'TRANSFERRED' THEN transferred_on IS NOT NULL AND receiver IS NOT NULL
        WHEN 'INFORMATION' THEN true
        ELSE text IS NOT NULL END),
    CHECK ((final AND kind = 'RECOMMENDATION') = (recommendation IS NOT NULL)),
    CHECK (recommendation NOT IN ('DECLINED', 'REPORTED_ABOVE', 'SETTLED') OR answer_reason IS NOT NULL),
    CHECK ((resolution IS NULL) = (resolved_on IS NULL) AND (resolution IS NULL) = (resolution_document IS NULL)),
    CHECK (resolution IS NULL OR kind = 'TO_COMMITTEE')
);
CREATE INDEX outcome_topic ON outcome (topic_id, created_at, id);
CREATE INDEX outcome_consultation ON outcome (consultation_id, created_at, id);
CREATE INDEX outcome_province ON outcome (province_id, created_at, id);
CREATE INDEX outcome_updated ON outcome (province_id, updated_at, id);
CREATE INDEX outcome_org ON outcome (org_id, created_at, id);
CREATE INDEX outcome_awaiting ON outcome (province_id, created_at, id) WHERE kind = 'TO_COMMITTEE' AND final AND resolution IS NULL;
CREATE INDEX outcome_problem ON outcome (problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE measure (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation,
    outcome_id uuid NOT NULL REFERENCES outcome,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 200),
    text prose_text NOT NULL CHECK (length(text) <= 4000),
    due_on day,
    -- Immediate correction (立行立改).
    immediate boolean NOT NULL DEFAULT false,
    problem_id uuid REFERENCES problem,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (outcome_id, no)
);
CREATE INDEX measure_consultation ON measure (consultation_id, no, id);
CREATE INDEX measure_province ON measure (province_id, due_on, id);
CREATE INDEX measure_updated ON measure (province_id, updated_at, id);
CREATE INDEX measure_province_no ON measure (province_id, no, id);
CREATE INDEX measure_org ON measure (org_id, due_on, id);

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
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (measure_id, no)
);
