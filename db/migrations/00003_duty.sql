-- +goose Up
-- Duty lists and their items (domain.md §3).

-- +goose StatementBegin
-- strict_enough tells whether a local frequency is at least as strict as the norm's: the same, or, among those
-- that recur, more often. ON_EVENT compares with itself only.
CREATE FUNCTION strict_enough(p_local text, p_norm text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN p_norm IS NULL OR p_local = p_norm
        OR array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_local)
         > array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_norm);
-- +goose StatementEnd
-- +goose StatementBegin
-- indicators_kept holds the texts inside an item's indicators to the rule for texts and to their lengths: a cast to its types fails
-- where one is not of them.
CREATE FUNCTION indicators_kept(p_indicators jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT COALESCE(max(length((i ->> 'text')::prose_text)), 0) <= 500 AND COALESCE(max(length((i ->> 'unit')::line_text)), 0) <= 40
        FROM jsonb_array_elements(p_indicators) AS i);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION strict_enough(text, text), indicators_kept(jsonb) TO huishang_reader;

CREATE TABLE duty_list (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    -- The holder: the organisation itself (MAIN, SUPERVISORY), a post (DUAL_DUTY), a department (OVERSIGHT).
    -- A post's department stands here too, for readers by portfolio.
    post_id uuid REFERENCES post,
    department_id uuid REFERENCES department,
    kind text NOT NULL CHECK (kind IN ('MAIN', 'SUPERVISORY', 'DUAL_DUTY', 'OVERSIGHT')),
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    state text NOT NULL CHECK (state IN ('DRAFT', 'IN_FORCE', 'SUPERSEDED', 'WITHDRAWN')),
    -- 1, 2, 3 … per holder and year, given when it goes in force.
    edition integer CHECK (edition > 0),
    revises_id uuid REFERENCES duty_list,
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    drafted_by uuid,
    in_force_at timestamptz,
    in_force_by uuid,
    -- The superior's document by which a province's own secretary's list is put in force (D-SEC-6).
    external_document prose_text CHECK (length(external_document) <= 500),
    superseded_at timestamptz,
    withdrawn_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (CASE kind WHEN 'DUAL_DUTY' THEN post_id IS NOT NULL
                     WHEN 'OVERSIGHT' THEN department_id IS NOT NULL AND post_id IS NULL
                     ELSE post_id IS NULL AND department_id IS NULL END),
    CHECK ((state IN ('IN_FORCE', 'SUPERSEDED')) = (in_force_at IS NOT NULL)),
    CHECK ((in_force_at IS NOT NULL) = (edition IS NOT NULL)),
    CHECK ((state = 'SUPERSEDED') = (superseded_at IS NOT NULL)),
    CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL))
);
-- One in force, and one draft, per holder and year (D-DUTY-3).
CREATE UNIQUE INDEX duty_list_in_force ON duty_list (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX duty_list_draft ON duty_list (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE state = 'DRAFT';
CREATE UNIQUE INDEX duty_list_edition ON duty_list (kind, org_id, department_id, post_id, year, edition) NULLS NOT DISTINCT WHERE edition IS NOT NULL;
CREATE INDEX duty_list_province ON duty_list (province_id, year DESC, id);
CREATE INDEX duty_list_updated ON duty_list (province_id, updated_at, id);
CREATE INDEX duty_list_org ON duty_list (org_id, year DESC, id);
CREATE INDEX duty_list_post ON duty_list (post_id, year DESC) WHERE post_id IS NOT NULL;
CREATE INDEX duty_list_department ON duty_list (department_id, year DESC) WHERE department_id IS NOT NULL;
CREATE INDEX duty_list_drafts ON duty_list (province_id) WHERE kind = 'DUAL_DUTY' AND state = 'DRAFT';

-- A list as it stood at a day's end (docs/decisions/0050). Its state now decides who sees it.
CREATE TABLE duty_list_past (
    from_on date NOT NULL,
    until_on date NOT NULL DEFAULT 'infinity' CHECK (until_on > from_on),
    now_state text NOT NULL,
    LIKE duty_list,
    PRIMARY KEY (id, from_on)
);
CREATE INDEX duty_list_past_until ON duty_list_past (province_id, until_on, from_on);

CREATE TABLE duty_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    list_id uuid NOT NULL REFERENCES duty_list,
    -- The list's own columns that decide who sees it: kept by trigger.
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid,
    department_id uuid,
    kind text NOT NULL,
    state text NOT NULL,
    year integer NOT NULL,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 999),
    content prose_text NOT NULL CHECK (length(content) <= 2000),
    standard prose_text CHECK (length(standard) <= 2000),
    evidence_required prose_text CHECK (length(evidence_required) <= 500),
    frequency text NOT NULL CHECK (frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    -- The norm's minimum frequency; the local one may only be stricter (D-DUTY-4).
    norm_frequency text CHECK (norm_frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    risk_domains text[] NOT NULL DEFAULT '{}',
    -- Carried by the principal leader personally: that post's duty (D-DUTY-1).
    principal boolean NOT NULL DEFAULT false,
    business_work prose_text CHECK (length(business_work) <= 500),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    indicators jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(indicators) = 'array' AND indicators_kept(indicators)),
    -- The same in every edition that has the item: by it editions are compared, and with it go the marks of origin.
    identity uuid NOT NULL DEFAULT gen_random_uuid(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (list_id, no),
    UNIQUE (list_id, identity),
    CHECK (NOT principal OR kind = 'MAIN'),
    CHECK (strict_enough(frequency, norm_frequency))
);
ALTER TABLE duty_item
    ADD CONSTRAINT duty_item_risk_domains_check CHECK (codes_known('RISK_DOMAIN', risk_domains)) NOT VALID;
CREATE INDEX duty_item_org ON duty_item (org_id, year DESC, id);
CREATE INDEX duty_item_province ON duty_item (province_id, year DESC, id);
CREATE INDEX duty_item_updated ON duty_item (province_id, updated_at, id);
