-- +goose Up
-- Findings and problems (domain.md §5). The columns that decide who sees a row: db/functions/case_rows.sql.

-- A problem: several findings, one problem (D-TASK-7).
CREATE TABLE problem (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    description prose_text NOT NULL CHECK (length(description) <= 8000),
    category text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    about_org_id uuid NOT NULL REFERENCES organisation,
    about_department_id uuid REFERENCES department,
    systemic boolean NOT NULL DEFAULT false,
    sources text[] NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    resolution text CHECK (resolution IN ('RECTIFIED', 'NO_MEASURE', 'MERGED', 'TRANSFERRED')),
    merged_into_id uuid REFERENCES problem,
    recurrence_of_id uuid REFERENCES problem,
    recurrence text CHECK (recurrence IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    -- The improvement made, of rule or process: what its tasks recorded, one after the other and whole.
    improvement prose_text,
    amount_involved numeric(16, 2) CHECK (amount_involved >= 0),
    amount_recovered numeric(16, 2) CHECK (amount_recovered >= 0),
    -- An external mandate: who demands it, by which document, as which item, with reports on which days.
    mandate_issuer line_text CHECK (length(mandate_issuer) <= 200),
    mandate_document prose_text CHECK (length(mandate_document) <= 200),
    mandate_item line_text CHECK (length(mandate_item) <= 100),
    mandate_reports day[] NOT NULL DEFAULT '{}',
    transferred_on day,
    transferred_to line_text CHECK (length(transferred_to) <= 200),
    -- "No measure needed, because": each office once, two people.
    no_measure_reason prose_text CHECK (length(no_measure_reason) <= 2000),
    party_office_by uuid,
    discipline_office_by uuid,
    concerns uuid[] NOT NULL DEFAULT '{}',
    registered_by uuid,
    registered_seats uuid[] NOT NULL DEFAULT '{}',
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL' CHECK (secrecy IN ('INTERNAL', 'RESTRICTED', 'CONFIDENTIAL')),
    -- Who is on the need-to-know list; each sees by it while holding a seat of reader_seats.
    readers uuid[] NOT NULL DEFAULT '{}',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
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
ALTER TABLE problem
    ADD CONSTRAINT problem_category_check CHECK (code_is('PROBLEM_CATEGORY', category)) NOT VALID,
    ADD CONSTRAINT problem_sources_check CHECK (codes_known('SOURCE', sources)) NOT VALID;
CREATE INDEX problem_province ON problem (province_id, created_at DESC, id);
CREATE INDEX problem_updated ON problem (province_id, updated_at, id);
CREATE INDEX problem_org ON problem (org_id, created_at DESC, id);
CREATE INDEX problem_about ON problem (about_org_id, category, closed_at);

-- A problem as it stood at a day's end: a row for each run of days between two changes, the last one to infinity
-- (docs/decisions/0050). What decides who sees it, its grade too, is today's: in columns of its own (now_*) where the
-- problem's tell of the day.
CREATE TABLE problem_past (
    from_on date NOT NULL,
    until_on date NOT NULL DEFAULT 'infinity' CHECK (until_on > from_on),
    now_resolution text,
    now_discipline_office_by uuid,
    now_risk_domains text[] NOT NULL,
    LIKE problem,
    PRIMARY KEY (id, from_on)
);
CREATE INDEX problem_past_until ON problem_past (province_id, until_on, from_on);

-- Related problems: one row in each direction, which carries the columns of the other problem and is read by
-- whoever sees that one. It is reached from the first only, so a relation shows to whoever sees both (D-SEC-1).
CREATE TABLE problem_relation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    problem_id uuid NOT NULL REFERENCES problem,
    other_id uuid NOT NULL REFERENCES problem,
    reason prose_text NOT NULL CHECK (length(reason) <= 500),
    related_by uuid,
    related_at timestamptz NOT NULL,
    ended_by uuid,
    ended_at timestamptz,
    end_reason prose_text CHECK (length(end_reason) <= 500),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    registered_seats uuid[] NOT NULL DEFAULT '{}',
    discipline_office_by uuid,
    resolution text,
    CHECK (problem_id <> other_id),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX problem_relation_one ON problem_relation (problem_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX problem_relation_other ON problem_relation (other_id);

-- A finding, as a source gave it. A complaint's text stands apart (D-SEC-3).
CREATE TABLE finding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    problem_id uuid REFERENCES problem,
    source text NOT NULL,
    reference line_text CHECK (length(reference) <= 200),
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    content prose_text CHECK (length(content) <= 8000),
    category text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    about_org_id uuid NOT NULL REFERENCES organisation,
    about_department_id uuid REFERENCES department,
    found_on day NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'TRANSFERRED')),
    transferred_on day,
    transferred_to line_text CHECK (length(transferred_to) <= 200),
    concerns uuid[] NOT NULL DEFAULT '{}',
    registered_by uuid,
    registered_seats uuid[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL' CHECK (secrecy IN ('INTERNAL', 'RESTRICTED', 'CONFIDENTIAL')),
    -- Who is on the need-to-know list; each sees by it while holding a seat of reader_seats.
    readers uuid[] NOT NULL DEFAULT '{}',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((state = 'TRANSFERRED') = (transferred_on IS NOT NULL)),
    CHECK ((transferred_on IS NULL) = (transferred_to IS NULL)),
    CHECK ((source = 'COMPLAINT') = (content IS NULL))
);
ALTER TABLE finding
    ADD CONSTRAINT finding_source_check CHECK (code_is('SOURCE', source)) NOT VALID,
    ADD CONSTRAINT finding_category_check CHECK (code_is('PROBLEM_CATEGORY', category)) NOT VALID;
CREATE INDEX finding_province ON finding (province_id, found_on DESC, id);
CREATE INDEX finding_updated ON finding (province_id, updated_at, id);
CREATE INDEX finding_problem ON finding (problem_id, found_on DESC, id) WHERE problem_id IS NOT NULL;
CREATE INDEX finding_province_created ON finding (province_id, created_at, id);
CREATE INDEX finding_org ON finding (org_id, found_on DESC, id);

CREATE TABLE complaint (
    -- The finding's id.
    id uuid PRIMARY KEY REFERENCES finding,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text prose_text NOT NULL CHECK (length(text) <= 64000),
    registered_seats uuid[] NOT NULL DEFAULT '{}',
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
