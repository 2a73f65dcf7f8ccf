-- +goose Up
-- Organisations, departments, posts, people, appointments, substitutions and portfolios (domain.md §2).
-- Reference data — all but contacts and what is only proposed — is read by everybody of the province.

CREATE TABLE organisation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    -- The branch that it is or stands in: NULL for a province. With province_id this is the whole path of a
    -- tree of exactly three levels (D-ORG-1), so that no query has to walk.
    branch_id uuid REFERENCES organisation,
    parent_id uuid REFERENCES organisation,
    level text NOT NULL CHECK (level IN ('PROVINCE', 'BRANCH', 'REGION')),
    code text NOT NULL CHECK (code ~ '^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$'),
    name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    -- What the organisation's numbers begin with (琼, 琼海): D-TASK-6.
    number_prefix text CHECK (number_prefix <> '' AND length(number_prefix) <= 8),
    party_organisation text NOT NULL CHECK (party_organisation IN ('PARTY_COMMITTEE', 'GENERAL_PARTY_BRANCH', 'PARTY_BRANCH')),
    discipline_body text NOT NULL CHECK (discipline_body IN ('COMMISSION', 'COMMISSIONER', 'NONE')),
    zone text NOT NULL,
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
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

-- +goose StatementBegin
-- organisation_place fills the path from the parent and refuses what the tree forbids: a wrong level, a code
-- that does not begin with the province's, a province that changes, a move of anything but a region (D-ORG-2).
CREATE FUNCTION organisation_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_parent organisation;
BEGIN
    IF NEW.level = 'PROVINCE' THEN
        NEW.province_id := NEW.id;
    ELSE
        SELECT * INTO v_parent FROM organisation WHERE id = NEW.parent_id;
        NEW.province_id := v_parent.province_id;
        NEW.branch_id := CASE NEW.level WHEN 'BRANCH' THEN NEW.id ELSE v_parent.id END;
        IF v_parent.level IS DISTINCT FROM (CASE NEW.level WHEN 'BRANCH' THEN 'PROVINCE' ELSE 'BRANCH' END) THEN
            RAISE EXCEPTION 'level' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_LEVEL';
        END IF;
        IF NOT NEW.code LIKE (SELECT code FROM organisation WHERE id = NEW.province_id) || '-%' THEN
            RAISE EXCEPTION 'code' USING ERRCODE = 'HS001', CONSTRAINT = 'CODE_PREFIX';
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.level <> OLD.level OR NEW.code <> OLD.code OR NEW.province_id <> OLD.province_id
        OR (NEW.parent_id IS DISTINCT FROM OLD.parent_id AND NEW.level <> 'REGION')) THEN
        RAISE EXCEPTION 'move' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_LEVEL';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION organisation_place();

-- +goose StatementBegin
-- code_in_province refuses a code that does not begin with its province's (D-ORG-2); the row then also takes
-- its province from its organisation.
CREATE FUNCTION code_in_province() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_code text;
BEGIN
    SELECT p.id, p.code INTO NEW.province_id, v_code
    FROM organisation o JOIN organisation p ON p.id = o.province_id
    WHERE o.id = NEW.org_id;
    IF NEW.code !~ ('^' || v_code || '[-/.]') THEN
        RAISE EXCEPTION 'code' USING ERRCODE = 'HS001', CONSTRAINT = 'CODE_PREFIX';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd

CREATE TABLE department (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'),
    name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    kind text NOT NULL CHECK (kind IN ('ORDINARY', 'PARTY_OFFICE', 'DISCIPLINE_OFFICE')),
    risk_domains text[] NOT NULL DEFAULT '{}' CHECK (codes_known('RISK_DOMAIN', risk_domains)),
    business_lines text[] NOT NULL DEFAULT '{}' CHECK (codes_known('BUSINESS_LINE', business_lines)),
    -- The other legal entity that it belongs to, under the same Party committee (D-ORG-3).
    legal_entity text CHECK (legal_entity <> '' AND length(legal_entity) <= 200),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CHECK (kind <> 'DISCIPLINE_OFFICE' OR risk_domains = '{}')
);
CREATE INDEX department_province ON department (province_id, code, id);
CREATE INDEX department_org ON department (org_id, code, id);
CREATE UNIQUE INDEX department_one_office ON department (org_id, kind) WHERE kind <> 'ORDINARY' AND deactivated_at IS NULL;
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON department FOR EACH ROW EXECUTE FUNCTION code_in_province();

-- A post is one seat: one substantive holder at a time (docs/decisions). Its categories are a set (D-ORG-4).
CREATE TABLE post (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    department_id uuid REFERENCES department,
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'),
    name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    categories text[] NOT NULL CHECK (cardinality(categories) > 0 AND codes_known('POST_CATEGORY', categories)),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL
);
CREATE INDEX post_province ON post (province_id, code, id);
CREATE INDEX post_org ON post (org_id, code, id);
CREATE INDEX post_department ON post (department_id, code, id) WHERE department_id IS NOT NULL;
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION code_in_province();

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
    CHECK (proposed_by <> confirmed_by)
);
CREATE UNIQUE INDEX post_role_open ON post_role (post_id, role) WHERE state IN ('PROPOSED', 'CONFIRMED');
CREATE INDEX post_role_holders ON post_role (province_id, role, post_id) WHERE state = 'CONFIRMED';

CREATE TABLE person (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    number text NOT NULL CHECK (number ~ '^[A-Z0-9-]{1,32}$'),
    name text NOT NULL CHECK (name <> '' AND length(name) <= 100),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    deactivated_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    UNIQUE (province_id, number)
);
CREATE INDEX person_org ON person (org_id, number, id);
CREATE INDEX person_name ON person (province_id, name, id);

-- Contacts are a table of their own: rows are secured, not columns. Reads are logged.
CREATE TABLE person_contact (
    person_id uuid PRIMARY KEY REFERENCES person,
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    phone text CHECK (phone <> '' AND length(phone) <= 40),
    email text CHECK (email <> '' AND length(email) <= 200)
);

-- Appointments are dated and never overwritten: an end is set once (D-ORG-5). to_on is the last day.
CREATE TABLE appointment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid NOT NULL REFERENCES person,
    kind text NOT NULL CHECK (kind IN ('SUBSTANTIVE', 'ACTING')),
    from_on date NOT NULL,
    to_on date,
    basis text CHECK (basis <> '' AND length(basis) <= 500),
    -- The post was its organisation's principal leader's: kept by trigger, for the exclusion below.
    principal boolean NOT NULL,
    -- A handover: its confirmation ends the holder's appointment on the day before.
    hands_over boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid,
    confirmed_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
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
CREATE INDEX appointment_proposed ON appointment (org_id) WHERE state = 'PROPOSED';

CREATE TABLE substitution (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid NOT NULL REFERENCES person,
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 500),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid,
    confirmed_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
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
    from_on date NOT NULL,
    to_on date,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CHECK ((department_id IS NULL) <> (organisation_id IS NULL)),
    CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT portfolio_one_department EXCLUDE USING gist (department_id WITH =, daterange(from_on, to_on, '[]') WITH &&),
    CONSTRAINT portfolio_one_organisation EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
);
CREATE INDEX portfolio_post ON portfolio (post_id, from_on DESC, id);
CREATE INDEX portfolio_department ON portfolio (department_id, from_on DESC);
CREATE INDEX portfolio_organisation ON portfolio (organisation_id, from_on DESC);
CREATE INDEX portfolio_province ON portfolio (province_id, from_on DESC, id);

-- +goose StatementBegin
-- follow_post copies onto a post's dependants what decides who sees and writes them, and keeps
-- appointment.principal true to the post's categories.
CREATE FUNCTION follow_post() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM post p WHERE p.id = NEW.post_id;
    IF TG_TABLE_NAME = 'appointment' THEN
        NEW.principal := (SELECT 'PRINCIPAL_LEADER' = ANY (p.categories) FROM post p WHERE p.id = NEW.post_id);
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON appointment FOR EACH ROW EXECUTE FUNCTION follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON substitution FOR EACH ROW EXECUTE FUNCTION follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON portfolio FOR EACH ROW EXECUTE FUNCTION follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON post_role FOR EACH ROW EXECUTE FUNCTION follow_post();
-- +goose StatementBegin
CREATE FUNCTION follow_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'person' THEN
        SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    ELSE
        SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM person p WHERE p.id = NEW.person_id;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION follow_person();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON person_contact FOR EACH ROW EXECUTE FUNCTION follow_person();
-- +goose StatementBegin
-- post_moved carries a post's organisation and categories on to its dependants, person_moved a person's to the contact.
CREATE FUNCTION post_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id OR NEW.categories <> OLD.categories THEN
        UPDATE appointment SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE substitution SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE portfolio SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE post_role SET org_id = NEW.org_id WHERE post_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER moved AFTER UPDATE ON post FOR EACH ROW EXECUTE FUNCTION post_moved();
-- +goose StatementBegin
CREATE FUNCTION person_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id THEN
        UPDATE person_contact SET org_id = NEW.org_id WHERE person_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER moved AFTER UPDATE ON person FOR EACH ROW EXECUTE FUNCTION person_moved();

CALL secure_table('organisation');
CALL secure_table('department');
CALL secure_table('post');
CALL secure_table('post_role');
CALL secure_table('person');
CALL secure_table('person_contact');
CALL secure_table('appointment');
CALL secure_table('substitution');
CALL secure_table('portfolio');

-- Who sees: the whole province, but contacts (administrators of the person's organisation) and what is only
-- proposed or was refused (administrators who may confirm it).
CREATE POLICY read ON organisation FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY read ON department FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY read ON post FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY read ON person FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY read ON portfolio FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY read ON post_role FOR SELECT TO huishang_reader USING (
    province_id = (SELECT setting_uuid('province'))
    AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY read ON appointment FOR SELECT TO huishang_reader USING (
    province_id = (SELECT setting_uuid('province'))
    AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY read ON substitution FOR SELECT TO huishang_reader USING (
    province_id = (SELECT setting_uuid('province'))
    AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY read ON person_contact FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

-- Who writes: administrators, in their organisation and below; a row can neither come from nor go elsewhere.
CREATE POLICY add ON organisation FOR INSERT TO huishang_api WITH CHECK (parent_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON organisation FOR UPDATE TO huishang_api
    USING (id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]))
    WITH CHECK (id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])
        AND (parent_id IS NULL OR level <> 'REGION' OR parent_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])
            OR id = ANY ((SELECT setting_uuids('own_orgs'))::uuid[])));
-- +goose StatementBegin
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['department', 'post', 'post_role', 'person', 'person_contact', 'appointment', 'substitution', 'portfolio'] LOOP
        EXECUTE format('CREATE POLICY add ON %I FOR INSERT TO huishang_api
            WITH CHECK (org_id = ANY ((SELECT setting_uuids(''admin_orgs''))::uuid[]))', t);
        EXECUTE format('CREATE POLICY change ON %I FOR UPDATE TO huishang_api
            USING (org_id = ANY ((SELECT setting_uuids(''admin_orgs''))::uuid[]))
            WITH CHECK (org_id = ANY ((SELECT setting_uuids(''admin_orgs''))::uuid[]))', t);
    END LOOP;
END $$;
-- +goose StatementEnd
GRANT SELECT ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_reader;
GRANT INSERT, UPDATE ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_api;

CREATE POLICY read_reference ON history FOR SELECT TO huishang_reader USING (
    audience = 'REFERENCE' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY read_proposal ON history FOR SELECT TO huishang_reader USING (
    audience = 'PROPOSAL' AND org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY add ON history FOR INSERT TO huishang_api WITH CHECK (actor_id = (SELECT setting_uuid('person')));
