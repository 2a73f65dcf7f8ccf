-- +goose Up
-- Organisations, departments, posts, people, appointments, substitutions, portfolios and the calendar (domain.md §2).

CREATE TABLE organisation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    -- The branch that it is or stands in: NULL for a province. With province_id this is the whole path of a
    -- tree of exactly three levels (D-ORG-1), so that no query has to walk.
    branch_id uuid REFERENCES organisation,
    parent_id uuid REFERENCES organisation,
    level text NOT NULL CHECK (level IN ('PROVINCE', 'BRANCH', 'REGION')),
    code text NOT NULL CHECK (code ~ '^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$'),
    name line_text COLLATE pinyin NOT NULL CHECK (length(name) <= 200),
    -- What the organisation's numbers begin with (琼, 琼海): D-TASK-6.
    number_prefix line_text CHECK (length(number_prefix) <= 8),
    party_organisation text NOT NULL CHECK (party_organisation IN ('PARTY_COMMITTEE', 'GENERAL_PARTY_BRANCH', 'PARTY_BRANCH')),
    discipline_body text NOT NULL CHECK (discipline_body IN ('COMMISSION', 'COMMISSIONER', 'NONE')),
    zone line_text NOT NULL CHECK (length(zone) <= 40),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (code),
    UNIQUE (province_id, number_prefix),
    CHECK (CASE level
        WHEN 'PROVINCE' THEN parent_id IS NULL AND branch_id IS NULL AND province_id = id
        WHEN 'BRANCH' THEN parent_id = province_id AND branch_id = id
        ELSE parent_id = branch_id AND branch_id <> id AND branch_id IS NOT NULL END),
    CHECK ((level = 'REGION') = (number_prefix IS NULL)),
    CHECK (level <> 'REGION' OR discipline_body <> 'COMMISSION')
);
CREATE INDEX organisation_province ON organisation (province_id, code, id);
CREATE INDEX organisation_parent ON organisation (parent_id, code, id);
CREATE INDEX organisation_branch ON organisation (branch_id);

CREATE TABLE department (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'),
    name line_text COLLATE pinyin NOT NULL CHECK (length(name) <= 200),
    kind text NOT NULL CHECK (kind IN ('ORDINARY', 'PARTY_OFFICE', 'DISCIPLINE_OFFICE')),
    risk_domains text[] NOT NULL DEFAULT '{}',
    business_lines text[] NOT NULL DEFAULT '{}',
    -- The other legal entity that it belongs to, under the same Party committee (D-ORG-3).
    legal_entity line_text CHECK (length(legal_entity) <= 200),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (kind <> 'DISCIPLINE_OFFICE' OR risk_domains = '{}')
);
-- A CHECK that reads the code tables stands in the way of a restore: pg_restore would hold rows against code tables
-- that it has not loaded yet. What is NOT VALID is dumped behind the rows, and holds for every new and changed row.
ALTER TABLE department
    ADD CONSTRAINT department_risk_domains_check CHECK (codes_known('RISK_DOMAIN', risk_domains)) NOT VALID,
    ADD CONSTRAINT department_business_lines_check CHECK (codes_known('BUSINESS_LINE', business_lines)) NOT VALID;
CREATE INDEX department_province ON department (province_id, code, id);
CREATE INDEX department_org ON department (org_id, code, id);
CREATE UNIQUE INDEX department_one_office ON department (org_id, kind) WHERE kind <> 'ORDINARY' AND deactivated_at IS NULL;

-- A post is one seat: one substantive holder at a time (docs/decisions). Its categories are a set (D-ORG-4).
CREATE TABLE post (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    department_id uuid REFERENCES department,
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'),
    name line_text COLLATE pinyin NOT NULL CHECK (length(name) <= 200),
    categories text[] NOT NULL,
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE post
    ADD CONSTRAINT post_categories_check CHECK (cardinality(categories) > 0 AND codes_known('POST_CATEGORY', categories)) NOT VALID;
CREATE INDEX post_province ON post (province_id, code, id);
CREATE INDEX post_updated ON post (province_id, updated_at, id);
CREATE INDEX post_org ON post (org_id, code, id);
CREATE INDEX post_department ON post (department_id, code, id) WHERE department_id IS NOT NULL;

-- What an appointment to the post confers. A committee-family role (and ADMINISTRATOR) is PROPOSED until a
-- second administrator confirms it; taking one away needs no second person.
CREATE TABLE post_role (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    role text NOT NULL CHECK (role IN ('PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE',
        'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER', 'DEPARTMENT_HEAD',
        'DEPARTMENT_STAFF', 'REGION_MANAGER', 'REGION_STAFF', 'LEADERSHIP_MEMBER', 'ANALYST', 'ADMINISTRATOR')),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
    proposed_by uuid,
    confirmed_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (proposed_by <> confirmed_by)
);
CREATE UNIQUE INDEX post_role_open ON post_role (post_id, role) WHERE state IN ('PROPOSED', 'CONFIRMED');
CREATE INDEX post_role_holders ON post_role (province_id, role, post_id) WHERE state = 'CONFIRMED';
CREATE INDEX post_role_held ON post_role (role, post_id) WHERE state = 'CONFIRMED';

CREATE TABLE person (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    number text NOT NULL CHECK (number ~ '^[A-Z0-9-]{1,32}$'),
    name line_text COLLATE pinyin NOT NULL CHECK (length(name) <= 100),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (province_id, number)
);
CREATE INDEX person_org ON person (org_id, number, id);
CREATE INDEX person_name ON person (province_id, name, id);
CREATE INDEX person_updated ON person (province_id, updated_at, id);

-- Contacts are a table of their own: rows are secured, not columns. Reads are logged.
CREATE TABLE person_contact (
    person_id uuid PRIMARY KEY REFERENCES person,
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    phone phone CHECK (length(phone) <= 40),
    email email CHECK (length(email) <= 200),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Appointments are dated and never overwritten: an end is set once (D-ORG-5). to_on is the last day.
CREATE TABLE appointment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid NOT NULL REFERENCES person,
    kind text NOT NULL CHECK (kind IN ('SUBSTANTIVE', 'ACTING')),
    from_on day NOT NULL,
    to_on day,
    basis prose_text CHECK (length(basis) <= 500),
    -- The post was its organisation's principal leader's: kept by trigger, for the exclusion below.
    principal boolean NOT NULL,
    -- A handover: its confirmation ends the holder's appointment on the day before.
    hands_over boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid,
    confirmed_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (to_on IS NULL OR to_on >= from_on),
    CHECK (proposed_by <> confirmed_by),
    UNIQUE (post_id, person_id, from_on),
    -- At most one substantive principal leader per organisation and day (D-ORG-5).
    CONSTRAINT appointment_one_principal EXCLUDE USING gist (org_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
        WHERE (principal AND kind = 'SUBSTANTIVE' AND state = 'CONFIRMED'),
    -- One holder of a kind per post and day.
    CONSTRAINT appointment_one_holder EXCLUDE USING gist (post_id WITH =, kind WITH =, daterange(from_on, to_on, '[]') WITH &&)
        WHERE (state = 'CONFIRMED')
);
CREATE INDEX appointment_person ON appointment (person_id, from_on DESC, id);
CREATE INDEX appointment_post ON appointment (post_id, from_on DESC, id);
CREATE INDEX appointment_province ON appointment (province_id, from_on DESC, id);
CREATE INDEX appointment_updated ON appointment (province_id, updated_at, id);
CREATE INDEX appointment_proposed ON appointment (org_id) WHERE state = 'PROPOSED';

CREATE TABLE substitution (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid NOT NULL REFERENCES person,
    from_on day NOT NULL,
    to_on day NOT NULL,
    reason prose_text NOT NULL CHECK (length(reason) <= 500),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid,
    confirmed_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (to_on >= from_on),
    CHECK (proposed_by <> confirmed_by),
    CONSTRAINT substitution_one EXCLUDE USING gist (post_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
        WHERE (state = 'CONFIRMED')
);
CREATE INDEX substitution_person ON substitution (person_id, from_on DESC, id);
CREATE INDEX substitution_post ON substitution (post_id, from_on DESC, id);
CREATE INDEX substitution_province ON substitution (province_id, from_on DESC, id);

-- A leadership post in charge of a department or an organisation, dated (D-ORG-6). org_id is the post's.
CREATE TABLE portfolio (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    department_id uuid REFERENCES department,
    organisation_id uuid REFERENCES organisation,
    from_on day NOT NULL,
    to_on day,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((department_id IS NULL) <> (organisation_id IS NULL)),
    CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT portfolio_one_department EXCLUDE USING gist (department_id WITH =, daterange(from_on, to_on, '[]') WITH &&),
    CONSTRAINT portfolio_one_organisation EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
);
CREATE INDEX portfolio_post ON portfolio (post_id, from_on DESC, id);
CREATE INDEX portfolio_department ON portfolio (department_id, from_on DESC);
CREATE INDEX portfolio_organisation ON portfolio (organisation_id, from_on DESC);
CREATE INDEX portfolio_province ON portfolio (province_id, from_on DESC, id);

-- How often a province has changed in what sessions rest on: every change of it moves the epoch in its own transaction, so
-- that two snapshots of one epoch grant the same (docs/decisions/0041).
CREATE TABLE session_epoch (
    province_id uuid PRIMARY KEY REFERENCES organisation,
    epoch bigint NOT NULL CHECK (epoch > 0)
);

-- Sessions as they were last computed, by person and what the token claims; one of another epoch or day counts for nothing.
CREATE TABLE session_kept (
    person_id uuid NOT NULL,
    claims bytea NOT NULL,
    province_id uuid NOT NULL,
    epoch bigint NOT NULL,
    today day NOT NULL,
    grants jsonb NOT NULL,
    orgs text NOT NULL,
    -- The settings in the order of session_settings().
    settings text[] NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, claims)
);
-- Ids do not compress: as they are, they are read quickest.
ALTER TABLE session_kept ALTER COLUMN settings SET STORAGE EXTERNAL, ALTER COLUMN orgs SET STORAGE EXTERNAL, ALTER COLUMN grants SET STORAGE EXTERNAL;
CREATE INDEX session_kept_at ON session_kept (kept_at);

-- Logins of the database that read the views in reporting (docs/decisions/0053): each with the grants of one person. They are made
-- and removed together with their roles, by the command analyst.
CREATE TABLE reporting_login (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    person_id uuid NOT NULL REFERENCES person,
    login text COLLATE "C" NOT NULL UNIQUE CHECK (login ~ '^[a-z][a-z0-9_]{2,62}$' AND login !~ '^(huishang|pg_)'),
    -- Which grants of the person, as a token claims them; NULL: all that he holds.
    grants jsonb CHECK (jsonb_typeof(grants) = 'array'),
    purpose line_text CHECK (length(purpose) <= 500),
    -- Since when it counts: the person's tokens may be ended from an instant on, and logins of before with them.
    issued_at timestamptz NOT NULL
);
CREATE INDEX reporting_login_person ON reporting_login (person_id);

-- The calendar: public holidays and make-up days; elsewhere Saturday and Sunday are free (D-TASK-4).
CREATE TABLE calendar_day (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    day day NOT NULL,
    working boolean NOT NULL,
    label line_text CHECK (length(label) <= 100),
    UNIQUE (province_id, day)
);
