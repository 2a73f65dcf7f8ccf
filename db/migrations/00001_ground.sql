-- +goose Up
-- The ground that every noun stands on: code tables, the audit trail, history, idempotency, the read log and
-- revoked tokens. Everything belongs to huishang_owner, who cannot log in; huishang_reader is the group of the
-- API's three logins, huishang_api the only one that writes.

CREATE EXTENSION IF NOT EXISTS btree_gist;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO huishang_reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- +goose StatementBegin
-- setting_uuid and setting_uuids read what session_open set for this transaction. Unset and empty (an empty
-- string is left behind on a reused connection) are NULL, and NULL equals nothing: no identity, no rows.
CREATE FUNCTION setting_uuid(name text) RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('huishang.' || name, true), '')::uuid;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION setting_uuids(name text) RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('huishang.' || name, true), '')::uuid[];
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION setting_on(name text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(current_setting('huishang.' || name, true), '') = 'on';
-- +goose StatementEnd
-- +goose StatementBegin
-- setting_today is the session's day in its province's zone (D-GEN-1); NULL without a session.
CREATE FUNCTION setting_today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('huishang.today', true), '')::date;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION setting_uuid(text), setting_uuids(text), setting_on(text), setting_today() TO huishang_reader;

-- The audit trail (D-GEN-2). The application has no right on these two tables; the triggers below write them
-- as their owner. `chain` is one record's: table and id. `hash` covers the previous hash and the whole image.
CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    province_id uuid,
    chain text NOT NULL,
    previous bytea,
    hash bytea NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    on_behalf_of text NOT NULL,
    op text NOT NULL CHECK (op IN ('INSERT', 'UPDATE', 'DELETE')),
    image jsonb NOT NULL
);
CREATE UNIQUE INDEX audit_entry_one_next ON audit_entry (chain, previous) NULLS NOT DISTINCT;
CREATE INDEX audit_entry_chain ON audit_entry (chain, id DESC);

-- A running digest per province: count and sum (exclusive or) of all hashes, so that a cut tail shows. It is
-- split by backend, so that concurrent changes do not wait for each other.
CREATE TABLE audit_digest (
    province_id uuid NOT NULL,
    shard integer NOT NULL,
    entries bigint NOT NULL,
    digest bit(256) NOT NULL,
    PRIMARY KEY (province_id, shard)
);

-- +goose StatementBegin
-- audit_append adds entries for a set of row images and carries the digest on. previous is looked up per
-- chain; the unique index refuses a second successor.
CREATE FUNCTION audit_append(p_table text, p_op text, p_images jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_at timestamptz := COALESCE(NULLIF(current_setting('huishang.now', true), '')::timestamptz, clock_timestamp());
    v_actor text := COALESCE(NULLIF(current_setting('huishang.person', true), ''), session_user::text);
    v_behalf text := COALESCE(current_setting('huishang.on_behalf_of', true), '');
BEGIN
    WITH images AS (
        SELECT p_table || ':' || COALESCE(i ->> 'id', i ->> 'person_id', (i ->> 'kind') || '/' || (i ->> 'code')) AS chain,
               COALESCE(i ->> 'province_id', '00000000-0000-0000-0000-000000000000')::uuid AS province_id,
               i AS image
        FROM unnest(p_images) AS i
    ), linked AS (
        -- A new record begins its chain. "+ 0" keeps the planner, which sees a small table, from walking the
        -- whole trail backwards by its key instead of the one chain.
        SELECT images.*,
               CASE WHEN p_op <> 'INSERT'
                    THEN (SELECT e.hash FROM audit_entry e WHERE e.chain = images.chain ORDER BY e.id + 0 DESC LIMIT 1) END AS previous
        FROM images
    ), added AS (
        INSERT INTO audit_entry (province_id, chain, previous, hash, at, actor, on_behalf_of, op, image)
        SELECT province_id, chain, previous,
               audit_hash(previous, chain, p_op, v_at, v_actor, v_behalf, image),
               v_at, v_actor, v_behalf, p_op, image
        FROM linked
        RETURNING province_id, hash
    ), sums AS (
        SELECT province_id, count(*) AS entries, bit_xor(('x' || encode(hash, 'hex'))::bit(256)) AS digest
        FROM added
        GROUP BY province_id
    )
    INSERT INTO audit_digest AS d (province_id, shard, entries, digest)
    SELECT province_id, pg_backend_pid() % 16, entries, digest
    FROM sums
    ORDER BY province_id
    ON CONFLICT (province_id, shard)
    DO UPDATE SET entries = d.entries + EXCLUDED.entries, digest = d.digest # EXCLUDED.digest;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION audit_hash(previous bytea, chain text, op text, at timestamptz, actor text, on_behalf_of text, image jsonb)
    RETURNS bytea LANGUAGE sql IMMUTABLE
    RETURN sha256(COALESCE(previous, '') || convert_to(concat_ws(chr(31), chain, op,
        extract(epoch FROM at)::text, actor, on_behalf_of, image::text), 'UTF8'));
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION audit_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'INSERT', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION audit_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'UPDATE', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION audit_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'DELETE', (SELECT array_agg(to_jsonb(r)) FROM old_rows r));
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- secure_table gives a table what every table of record has: forced row security, the owner's own policy
-- (without it the owner's helper functions silently see less), the operator's policy for import and demo, and
-- the audit triggers. The policies for readers and writers follow in each noun's migration.
CREATE PROCEDURE secure_table(t regclass, audited boolean DEFAULT true) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO huishang_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', t);
    IF audited THEN
        EXECUTE format($f$CREATE POLICY system ON %s TO huishang_api
            USING ((SELECT setting_on('system'))) WITH CHECK ((SELECT setting_on('system')))$f$, t);
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_insert()', t);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_update()', t);
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_delete()', t);
    END IF;
END $$;
-- +goose StatementEnd
REVOKE ALL ON PROCEDURE secure_table(regclass, boolean) FROM PUBLIC;

CALL secure_table('audit_entry', false);
CALL secure_table('audit_digest', false);

-- Code tables: lists of values that are data (domain.md §1). Rules name only seeded codes.
CREATE TABLE code (
    kind text NOT NULL CHECK (kind ~ '^[A-Z_]{3,40}$'),
    code text NOT NULL CHECK (code ~ '^[A-Z0-9_]{2,40}$'),
    label_zh text NOT NULL CHECK (label_zh <> ''),
    label_en text NOT NULL CHECK (label_en <> ''),
    sort integer NOT NULL,
    mandatory boolean NOT NULL DEFAULT false,
    PRIMARY KEY (kind, code)
);
CALL secure_table('code');
CREATE POLICY read ON code FOR SELECT TO huishang_reader USING ((SELECT setting_uuid('person')) IS NOT NULL);
GRANT SELECT ON code TO huishang_reader;

INSERT INTO code (kind, code, label_zh, label_en, sort, mandatory) VALUES
    ('POST_CATEGORY', 'PRINCIPAL_LEADER', '一把手', 'Principal leader', 1, false),
    ('POST_CATEGORY', 'LEADERSHIP_MEMBER', '班子成员', 'Leadership member', 2, false),
    ('POST_CATEGORY', 'DISCIPLINE_SECRETARY', '纪委书记', 'Discipline secretary', 3, false),
    ('POST_CATEGORY', 'MIDDLE_MANAGER', '中层干部', 'Middle manager', 4, false),
    ('POST_CATEGORY', 'DEPARTMENT_HEAD', '部门负责人', 'Department head', 5, false),
    ('POST_CATEGORY', 'REGION_MANAGER', '区域经理', 'Region manager', 6, false),
    ('POST_CATEGORY', 'KEY_POST', '关键岗位', 'Key post', 7, false),
    ('POST_CATEGORY', 'STAFF', '一般员工', 'Staff', 8, false),
    ('RISK_DOMAIN', 'BUSINESS_LINES', '一体两翼业务', 'Business lines (one core, two wings)', 1, true),
    ('RISK_DOMAIN', 'GENERAL_MANAGEMENT', '综合管理', 'General management', 2, true),
    ('RISK_DOMAIN', 'PARTNERS_PROCUREMENT', '商合采购', 'Partners and procurement', 3, true),
    ('RISK_DOMAIN', 'FINANCE', '财务资金', 'Finance and funds', 4, true),
    ('BUSINESS_LINE', 'OPERATOR', '运营商业务', 'Operator business', 1, false),
    ('BUSINESS_LINE', 'SMART', '智联业务', 'Smart business', 2, false),
    ('BUSINESS_LINE', 'ENERGY', '能源业务', 'Energy business', 3, false);

-- +goose StatementBegin
-- codes_known refuses an array that holds a code outside its table, or one code twice. Arrays stand on the row
-- because row security compares a row's own columns; this stands in for the foreign key that arrays cannot have.
CREATE FUNCTION codes_known(p_kind text, p_codes text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*) FROM code c WHERE c.kind = p_kind AND c.code = ANY (p_codes)) = cardinality(p_codes);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION codes_known(text, text[]) TO huishang_reader;

-- History: what a reader of a record is told of its changes (api.md). Apart from the audit trail, which is for
-- those who verify. The columns after `reason` are the record's own that decide who sees it.
CREATE TABLE history (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor_id uuid,
    on_behalf_of_id uuid,
    act text NOT NULL,
    reason text CHECK (reason <> ''),
    from_state text,
    to_state text,
    changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(changes) = 'array'),
    audience text NOT NULL CHECK (audience IN ('REFERENCE', 'PROPOSAL', 'LIST', 'LIST_DRAFT')),
    org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid,
    list_kind text,
    CHECK ((audience IN ('LIST', 'LIST_DRAFT')) = (list_kind IS NOT NULL))
);
CREATE INDEX history_record ON history (record_id, at DESC, id DESC);
CALL secure_table('history');
GRANT SELECT ON history TO huishang_reader;
GRANT INSERT ON history TO huishang_api;

-- Idempotency keys (D-GEN-3): hash of the request, kind and id of what came of it; a replay reads again.
CREATE TABLE idempotency (
    person_id uuid NOT NULL,
    key uuid NOT NULL,
    request bytea NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (person_id, key)
);
CALL secure_table('idempotency', false);
CREATE POLICY own ON idempotency TO huishang_api
    USING (person_id = (SELECT setting_uuid('person'))) WITH CHECK (person_id = (SELECT setting_uuid('person')));
GRANT SELECT, INSERT ON idempotency TO huishang_api;

-- The read log: who read which confidential record, written before the answer leaves.
CREATE TABLE read_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    person_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    request_id text NOT NULL
);
CREATE INDEX read_log_record ON read_log (record_id, at);
CALL secure_table('read_log', false);
CREATE POLICY write ON read_log FOR INSERT TO huishang_reader WITH CHECK (person_id = (SELECT setting_uuid('person')));
GRANT INSERT ON read_log TO huishang_reader;

-- Revoked tokens: one by its jti, all of a person issued before an instant. session_open asks both.
CREATE TABLE revocation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    jti text CHECK (jti <> ''),
    person_id uuid,
    not_before timestamptz NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    CHECK ((jti IS NULL) <> (person_id IS NULL))
);
CREATE UNIQUE INDEX revocation_jti ON revocation (jti) WHERE jti IS NOT NULL;
CREATE INDEX revocation_person ON revocation (person_id, not_before) WHERE person_id IS NOT NULL;
CALL secure_table('revocation');
CREATE POLICY write ON revocation FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
GRANT INSERT ON revocation TO huishang_api;
