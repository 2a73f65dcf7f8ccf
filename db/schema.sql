
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';
CREATE FUNCTION public.audit_append(p_table text, p_op text, p_images jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.audit_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'DELETE', (SELECT array_agg(to_jsonb(r)) FROM old_rows r));
    RETURN NULL;
END $$;
CREATE FUNCTION public.audit_hash(previous bytea, chain text, op text, at timestamp with time zone, actor text, on_behalf_of text, image jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN sha256((COALESCE(previous, '\x'::bytea) || convert_to(concat_ws(chr(31), chain, op, (EXTRACT(epoch FROM at))::text, actor, on_behalf_of, (image)::text), 'UTF8'::name)));
CREATE FUNCTION public.audit_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'INSERT', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;
CREATE FUNCTION public.audit_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'UPDATE', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;
CREATE FUNCTION public.authority(p_role text, p_org uuid, p_on date) RETURNS TABLE(acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT m.acting_org_id, m.body_org_id, m.why
    FROM authority_map(p_role, setting_uuid('province'), p_on) m
    WHERE m.org_id = p_org
$$;
CREATE FUNCTION public.authority_map(p_role text, p_province uuid, p_on date) RETURNS TABLE(org_id uuid, acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE
    AS $$
    WITH bodies AS MATERIALIZED (
        SELECT o.id FROM organisation o WHERE o.province_id = p_province AND body_here(o, p_role)
    ), staffed AS MATERIALIZED (
        SELECT DISTINCT h.org_id AS id
        FROM held_on(p_on) h
        WHERE h.role = p_role AND h.province_id = p_province AND h.org_id IN (SELECT id FROM bodies)
    ), found AS (
        SELECT o.id,
               CASE WHEN o.id IN (SELECT id FROM staffed) THEN o.id
                    WHEN o.branch_id IN (SELECT id FROM staffed) THEN o.branch_id
                    WHEN o.province_id IN (SELECT id FROM staffed) THEN o.province_id END AS acting,
               CASE WHEN o.id IN (SELECT id FROM bodies) THEN o.id
                    WHEN o.branch_id IN (SELECT id FROM bodies) THEN o.branch_id
                    WHEN o.province_id IN (SELECT id FROM bodies) THEN o.province_id END AS body
        FROM organisation o
        WHERE o.province_id = p_province
    )
    SELECT id, acting, body,
           CASE WHEN acting IS NULL THEN 'NOBODY'
                WHEN acting = id THEN 'HOLDER'
                WHEN acting = body THEN 'BODY_ABOVE'
                ELSE 'VACANT_ABOVE' END
    FROM found
$$;
CREATE TABLE public.organisation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    branch_id uuid,
    parent_id uuid,
    level text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    number_prefix text,
    party_organisation text NOT NULL,
    discipline_body text NOT NULL,
    zone text NOT NULL,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT organisation_check CHECK (
CASE level
    WHEN 'PROVINCE'::text THEN ((parent_id IS NULL) AND (branch_id IS NULL) AND (province_id = id))
    WHEN 'BRANCH'::text THEN ((parent_id = province_id) AND (branch_id = id))
    ELSE ((parent_id = branch_id) AND (branch_id <> id) AND (branch_id IS NOT NULL))
END),
    CONSTRAINT organisation_check1 CHECK (((level = 'REGION'::text) = (number_prefix IS NULL))),
    CONSTRAINT organisation_check2 CHECK (((level <> 'REGION'::text) OR (discipline_body <> 'COMMISSION'::text))),
    CONSTRAINT organisation_code_check CHECK ((code ~ '^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$'::text)),
    CONSTRAINT organisation_discipline_body_check CHECK ((discipline_body = ANY (ARRAY['COMMISSION'::text, 'COMMISSIONER'::text, 'NONE'::text]))),
    CONSTRAINT organisation_level_check CHECK ((level = ANY (ARRAY['PROVINCE'::text, 'BRANCH'::text, 'REGION'::text]))),
    CONSTRAINT organisation_name_check CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT organisation_number_prefix_check CHECK (((number_prefix <> ''::text) AND (length(number_prefix) <= 8))),
    CONSTRAINT organisation_party_organisation_check CHECK ((party_organisation = ANY (ARRAY['PARTY_COMMITTEE'::text, 'GENERAL_PARTY_BRANCH'::text, 'PARTY_BRANCH'::text]))),
    CONSTRAINT organisation_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.organisation FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.body_here(o public.organisation, p_role text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT o.deactivated_at IS NULL AND CASE p_role
        WHEN 'PARTY_SECRETARY' THEN o.level <> 'REGION'
        WHEN 'PARTY_COMMITTEE_MEMBER' THEN o.party_organisation = 'PARTY_COMMITTEE'
        WHEN 'PARTY_OFFICE' THEN EXISTS (SELECT FROM department d WHERE d.org_id = o.id AND d.kind = 'PARTY_OFFICE' AND d.deactivated_at IS NULL)
        WHEN 'DISCIPLINE_OFFICE' THEN EXISTS (SELECT FROM department d WHERE d.org_id = o.id AND d.kind = 'DISCIPLINE_OFFICE' AND d.deactivated_at IS NULL)
        WHEN 'DISCIPLINE_SECRETARY' THEN o.discipline_body = 'COMMISSION'
        WHEN 'DISCIPLINE_COMMISSIONER' THEN o.discipline_body = 'COMMISSIONER'
        ELSE true END
$$;
CREATE FUNCTION public.code_in_province() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE TABLE public.code (
    kind text NOT NULL,
    code text NOT NULL,
    label_zh text NOT NULL,
    label_en text NOT NULL,
    sort integer NOT NULL,
    mandatory boolean DEFAULT false NOT NULL,
    CONSTRAINT code_code_check CHECK ((code ~ '^[A-Z0-9_]{2,40}$'::text)),
    CONSTRAINT code_kind_check CHECK ((kind ~ '^[A-Z_]{3,40}$'::text)),
    CONSTRAINT code_label_en_check CHECK ((label_en <> ''::text)),
    CONSTRAINT code_label_zh_check CHECK ((label_zh <> ''::text))
);
ALTER TABLE ONLY public.code FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.codes_known(p_kind text, p_codes text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    RETURN ((SELECT count(*) AS count FROM public.code c WHERE ((c.kind = codes_known.p_kind) AND (c.code = ANY (codes_known.p_codes)))) = cardinality(p_codes));
CREATE FUNCTION public.follow_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_TABLE_NAME = 'person' THEN
        SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    ELSE
        SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM person p WHERE p.id = NEW.person_id;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.follow_post() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM post p WHERE p.id = NEW.post_id;
    IF TG_TABLE_NAME = 'appointment' THEN
        NEW.principal := (SELECT 'PRINCIPAL_LEADER' = ANY (p.categories) FROM post p WHERE p.id = NEW.post_id);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.held_on(p_on date) RETURNS TABLE(person_id uuid, role text, province_id uuid, org_id uuid, department_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE
    AS $$
    SELECT a.person_id, r.role, p.province_id, p.org_id, p.department_id, p.id, a.kind, NULL::uuid
    FROM appointment a
    JOIN post p ON p.id = a.post_id AND p.deactivated_at IS NULL
    JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
    WHERE a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
      AND (a.kind = 'SUBSTANTIVE' OR NOT EXISTS (
          SELECT FROM appointment h
          WHERE h.post_id = a.post_id AND h.kind = 'SUBSTANTIVE' AND h.state = 'CONFIRMED'
            AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)))
    UNION ALL
    SELECT s.person_id, r.role, p.province_id, p.org_id, p.department_id, p.id, 'SUBSTITUTE',
           (SELECT h.person_id FROM appointment h
            WHERE h.post_id = s.post_id AND h.state = 'CONFIRMED' AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)
            ORDER BY h.kind DESC, h.from_on DESC LIMIT 1)
    FROM substitution s
    JOIN post p ON p.id = s.post_id AND p.deactivated_at IS NULL
    JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
    WHERE s.state = 'CONFIRMED' AND s.from_on <= p_on AND s.to_on >= p_on
$$;
CREATE FUNCTION public.holder_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_TABLE_NAME = 'post' THEN
        UPDATE duty_list SET org_id = NEW.org_id
        WHERE post_id = NEW.id AND (org_id, department_id) IS DISTINCT FROM (NEW.org_id, NEW.department_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.holders(p_role text, p_org uuid, p_department uuid, p_on date) RETURNS TABLE(person_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT h.person_id, h.post_id, h.capacity, h.principal_id
    FROM held_on(p_on) h
    WHERE h.role = p_role AND h.org_id = p_org AND h.province_id = setting_uuid('province')
      AND (p_department IS NULL OR h.department_id = p_department)
    ORDER BY h.capacity DESC, h.post_id, h.person_id
$$;
CREATE FUNCTION public.item_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_list duty_list;
BEGIN
    SELECT * INTO v_list FROM duty_list WHERE id = COALESCE(NEW.list_id, OLD.list_id);
    IF TG_OP = 'DELETE' THEN
        IF v_list.state <> 'DRAFT' THEN RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE'; END IF;
        RETURN OLD;
    END IF;
    NEW.province_id := v_list.province_id; NEW.org_id := v_list.org_id; NEW.post_id := v_list.post_id;
    NEW.department_id := v_list.department_id; NEW.kind := v_list.kind; NEW.state := v_list.state; NEW.year := v_list.year;
    IF v_list.state <> 'DRAFT' AND (TG_OP = 'INSERT' OR
        (NEW.no, NEW.content, NEW.standard, NEW.evidence_required, NEW.frequency, NEW.norm_frequency, NEW.risk_domains, NEW.principal, NEW.business_work, NEW.indicators, NEW.list_id)
        IS DISTINCT FROM
        (OLD.no, OLD.content, OLD.standard, OLD.evidence_required, OLD.frequency, OLD.norm_frequency, OLD.risk_domains, OLD.principal, OLD.business_work, OLD.indicators, OLD.list_id)) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.list_authority(p_kind text, p_org uuid, p_post uuid, p_on date) RETURNS TABLE(role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_acting uuid;
    v_own boolean := false;
BEGIN
    IF p_kind <> 'DUAL_DUTY' THEN
        RETURN QUERY SELECT r.role, m.acting_org_id, false, false
        FROM (SELECT CASE p_kind WHEN 'MAIN' THEN 'PARTY_SECRETARY' WHEN 'SUPERVISORY' THEN 'DISCIPLINE_SECRETARY' ELSE 'PARTY_OFFICE' END) r (role)
        CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m
        WHERE m.org_id = p_org;
        RETURN;
    END IF;
    LOOP
        SELECT m.acting_org_id INTO v_acting FROM authority_map('PARTY_SECRETARY', v_province, p_on) m WHERE m.org_id = v_at;
        IF v_acting IS NULL OR NOT EXISTS (
            SELECT FROM held_on(p_on) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = v_acting
              AND (h.post_id = p_post OR EXISTS (
                  SELECT FROM appointment a
                  WHERE a.post_id = p_post AND a.person_id = h.person_id AND a.state = 'CONFIRMED'
                    AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)))) THEN
            RETURN QUERY SELECT 'PARTY_SECRETARY', v_acting, v_own, false;
            RETURN;
        END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_acting;
        IF v_at IS NULL THEN
            RETURN QUERY SELECT 'DISCIPLINE_OFFICE', m.acting_org_id, true, true
            FROM authority_map('DISCIPLINE_OFFICE', v_province, p_on) m WHERE m.org_id = v_acting;
            RETURN;
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION public.list_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF (NEW.state, NEW.org_id, NEW.department_id) IS DISTINCT FROM (OLD.state, OLD.org_id, OLD.department_id) THEN
        UPDATE duty_item SET state = NEW.state, org_id = NEW.org_id, department_id = NEW.department_id WHERE list_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.list_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NEW.kind = 'DUAL_DUTY' THEN
        SELECT p.org_id, p.department_id INTO NEW.org_id, NEW.department_id FROM post p WHERE p.id = NEW.post_id;
    ELSIF NEW.kind = 'OVERSIGHT' THEN
        SELECT d.org_id INTO NEW.org_id FROM department d WHERE d.id = NEW.department_id;
    END IF;
    SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    IF TG_OP = 'UPDATE' AND (NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.post_id IS DISTINCT FROM OLD.post_id
        OR (OLD.state <> 'DRAFT' AND (NEW.title <> OLD.title OR (OLD.state, NEW.state) NOT IN (('IN_FORCE', 'SUPERSEDED'), ('IN_FORCE', 'IN_FORCE'), ('SUPERSEDED', 'SUPERSEDED'))))) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.organisation_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.person_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id THEN
        UPDATE person_contact SET org_id = NEW.org_id WHERE person_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.post_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id OR NEW.categories <> OLD.categories THEN
        UPDATE appointment SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE substitution SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE portfolio SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE post_role SET org_id = NEW.org_id WHERE post_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE PROCEDURE public.secure_table(IN t regclass, IN audited boolean DEFAULT true)
    LANGUAGE plpgsql
    AS $_$
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
END $_$;
CREATE FUNCTION public.session_act_for(p_principal uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT set_config('huishang.on_behalf_of', COALESCE(p_principal::text, ''), true);
$$;
CREATE FUNCTION public.session_clear() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT set_config('huishang.' || name, '', true)
    FROM unnest(ARRAY['person', 'province', 'now', 'today', 'orgs', 'chain', 'admin_orgs', 'own_orgs',
        'head_departments', 'party_secretary_orgs', 'party_office_orgs', 'discipline_secretary_orgs',
        'discipline_office_orgs', 'portfolio_orgs', 'portfolio_departments', 'list_posts', 'draft_main', 'draft_dual',
        'draft_supervisory', 'draft_oversight', 'on_behalf_of', 'system']) AS name
$$;
CREATE FUNCTION public.session_lists(p_province uuid, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_ps uuid[] := COALESCE(setting_uuids('party_secretary_orgs'), '{}');
    v_po uuid[] := COALESCE(setting_uuids('party_office_orgs'), '{}');
    v_ds uuid[] := COALESCE(setting_uuids('discipline_secretary_orgs'), '{}');
    v_do uuid[] := COALESCE(setting_uuids('discipline_office_orgs'), '{}');
    v_posts uuid[];
BEGIN
    IF v_ps <> '{}' OR v_do <> '{}' THEN
        -- Only the lists of posts whose holder acts as a Party secretary somewhere can be his own matter.
        WITH secretaries AS MATERIALIZED (
            SELECT h.person_id, h.post_id FROM held_on(p_today) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.province_id = p_province
        ), own AS MATERIALIZED (
            SELECT l.post_id, l.org_id
            FROM duty_list l
            WHERE l.province_id = p_province AND l.kind = 'DUAL_DUTY' AND l.state = 'DRAFT'
              AND (l.post_id IN (SELECT post_id FROM secretaries)
                OR l.post_id IN (SELECT a.post_id FROM appointment a WHERE a.person_id IN (SELECT person_id FROM secretaries)))
        )
        SELECT array_agg(l.post_id) INTO v_posts
        FROM own l
        CROSS JOIN LATERAL list_authority('DUAL_DUTY', l.org_id, l.post_id, p_today) a
        WHERE a.own AND a.acting_org_id = ANY (CASE a.role WHEN 'PARTY_SECRETARY' THEN v_ps ELSE v_do END);
    END IF;
    PERFORM set_config('huishang.list_posts', COALESCE(v_posts::text, ''), true),
            set_config('huishang.draft_main', (v_ps || v_po || v_do)::text, true),
            set_config('huishang.draft_dual', (v_ps || v_po)::text, true),
            set_config('huishang.draft_supervisory', (v_ds || v_do)::text, true),
            set_config('huishang.draft_oversight', v_po::text, true);
END $$;
CREATE FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) RETURNS TABLE(refusal text, province_id uuid, zone text, today date, grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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
    RETURN QUERY SELECT NULL::text, v_province, v_zone, v_today, v_grants, COALESCE(v_orgs, '{}')::text;
END $$;
CREATE FUNCTION public.session_system(p_now timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT session_clear();
    SELECT set_config('huishang.system', 'on', true), set_config('huishang.now', p_now::text, true), set_config('huishang.person', 'SYSTEM', true);
$$;
CREATE FUNCTION public.setting_on(name text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (COALESCE(current_setting(('huishang.'::text || name), true), ''::text) = 'on'::text);
CREATE FUNCTION public.setting_today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('huishang.today'::text, true), ''::text))::date;
CREATE FUNCTION public.setting_uuid(name text) RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting(('huishang.'::text || name), true), ''::text))::uuid;
CREATE FUNCTION public.setting_uuids(name text) RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting(('huishang.'::text || name), true), ''::text))::uuid[];
CREATE FUNCTION public.strict_enough(p_local text, p_norm text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN ((p_norm IS NULL) OR (p_local = p_norm) OR (array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_local) > array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_norm)));
CREATE TABLE public.appointment (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    basis text,
    principal boolean NOT NULL,
    hands_over boolean DEFAULT false NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT appointment_basis_check CHECK (((basis <> ''::text) AND (length(basis) <= 500))),
    CONSTRAINT appointment_check CHECK (((to_on IS NULL) OR (to_on >= from_on))),
    CONSTRAINT appointment_check1 CHECK ((proposed_by <> confirmed_by)),
    CONSTRAINT appointment_kind_check CHECK ((kind = ANY (ARRAY['SUBSTANTIVE'::text, 'ACTING'::text]))),
    CONSTRAINT appointment_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text]))),
    CONSTRAINT appointment_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.appointment FORCE ROW LEVEL SECURITY;
CREATE TABLE public.audit_digest (
    province_id uuid NOT NULL,
    shard integer NOT NULL,
    entries bigint NOT NULL,
    digest bit(256) NOT NULL
);
ALTER TABLE ONLY public.audit_digest FORCE ROW LEVEL SECURITY;
CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    province_id uuid,
    chain text NOT NULL,
    previous bytea,
    hash bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    on_behalf_of text NOT NULL,
    op text NOT NULL,
    image jsonb NOT NULL,
    CONSTRAINT audit_entry_op_check CHECK ((op = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text])))
);
ALTER TABLE ONLY public.audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.department (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    business_lines text[] DEFAULT '{}'::text[] NOT NULL,
    legal_entity text,
    origin text,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT department_business_lines_check CHECK (public.codes_known('BUSINESS_LINE'::text, business_lines)),
    CONSTRAINT department_check CHECK (((kind <> 'DISCIPLINE_OFFICE'::text) OR (risk_domains = '{}'::text[]))),
    CONSTRAINT department_code_check CHECK ((code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'::text)),
    CONSTRAINT department_kind_check CHECK ((kind = ANY (ARRAY['ORDINARY'::text, 'PARTY_OFFICE'::text, 'DISCIPLINE_OFFICE'::text]))),
    CONSTRAINT department_legal_entity_check CHECK (((legal_entity <> ''::text) AND (length(legal_entity) <= 200))),
    CONSTRAINT department_name_check CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT department_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT department_risk_domains_check CHECK (public.codes_known('RISK_DOMAIN'::text, risk_domains)),
    CONSTRAINT department_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.department FORCE ROW LEVEL SECURITY;
CREATE TABLE public.duty_item (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    list_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid,
    department_id uuid,
    kind text NOT NULL,
    state text NOT NULL,
    year integer NOT NULL,
    no integer NOT NULL,
    content text NOT NULL,
    standard text,
    evidence_required text,
    frequency text NOT NULL,
    norm_frequency text,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    principal boolean DEFAULT false NOT NULL,
    business_work text,
    origin text,
    indicators jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT duty_item_business_work_check CHECK (((business_work <> ''::text) AND (length(business_work) <= 500))),
    CONSTRAINT duty_item_check CHECK (((NOT principal) OR (kind = 'MAIN'::text))),
    CONSTRAINT duty_item_check1 CHECK (public.strict_enough(frequency, norm_frequency)),
    CONSTRAINT duty_item_content_check CHECK (((content <> ''::text) AND (length(content) <= 2000))),
    CONSTRAINT duty_item_evidence_required_check CHECK (((evidence_required <> ''::text) AND (length(evidence_required) <= 500))),
    CONSTRAINT duty_item_frequency_check CHECK ((frequency = ANY (ARRAY['ONCE'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'SEMIANNUAL'::text, 'ANNUAL'::text, 'ON_EVENT'::text]))),
    CONSTRAINT duty_item_indicators_check CHECK ((jsonb_typeof(indicators) = 'array'::text)),
    CONSTRAINT duty_item_no_check CHECK (((no >= 1) AND (no <= 999))),
    CONSTRAINT duty_item_norm_frequency_check CHECK ((norm_frequency = ANY (ARRAY['ONCE'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'SEMIANNUAL'::text, 'ANNUAL'::text, 'ON_EVENT'::text]))),
    CONSTRAINT duty_item_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT duty_item_risk_domains_check CHECK (public.codes_known('RISK_DOMAIN'::text, risk_domains)),
    CONSTRAINT duty_item_standard_check CHECK (((standard <> ''::text) AND (length(standard) <= 2000)))
);
ALTER TABLE ONLY public.duty_item FORCE ROW LEVEL SECURITY;
CREATE TABLE public.duty_list (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid,
    department_id uuid,
    kind text NOT NULL,
    year integer NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    edition integer,
    revises_id uuid,
    origin text,
    drafted_by uuid,
    in_force_at timestamp with time zone,
    in_force_by uuid,
    external_document text,
    superseded_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT duty_list_check CHECK (
CASE kind
    WHEN 'DUAL_DUTY'::text THEN (post_id IS NOT NULL)
    WHEN 'OVERSIGHT'::text THEN ((department_id IS NOT NULL) AND (post_id IS NULL))
    ELSE ((post_id IS NULL) AND (department_id IS NULL))
END),
    CONSTRAINT duty_list_check1 CHECK (((state = ANY (ARRAY['IN_FORCE'::text, 'SUPERSEDED'::text])) = (in_force_at IS NOT NULL))),
    CONSTRAINT duty_list_check2 CHECK (((in_force_at IS NOT NULL) = (edition IS NOT NULL))),
    CONSTRAINT duty_list_check3 CHECK (((state = 'SUPERSEDED'::text) = (superseded_at IS NOT NULL))),
    CONSTRAINT duty_list_check4 CHECK (((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL))),
    CONSTRAINT duty_list_edition_check CHECK ((edition > 0)),
    CONSTRAINT duty_list_external_document_check CHECK (((external_document <> ''::text) AND (length(external_document) <= 500))),
    CONSTRAINT duty_list_kind_check CHECK ((kind = ANY (ARRAY['MAIN'::text, 'SUPERVISORY'::text, 'DUAL_DUTY'::text, 'OVERSIGHT'::text]))),
    CONSTRAINT duty_list_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT duty_list_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_FORCE'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT duty_list_title_check CHECK (((title <> ''::text) AND (length(title) <= 200))),
    CONSTRAINT duty_list_version_check CHECK ((version > 0)),
    CONSTRAINT duty_list_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);
ALTER TABLE ONLY public.duty_list FORCE ROW LEVEL SECURITY;
CREATE TABLE public.post (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    department_id uuid,
    code text NOT NULL,
    name text NOT NULL,
    categories text[] NOT NULL,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT post_categories_check CHECK (((cardinality(categories) > 0) AND public.codes_known('POST_CATEGORY'::text, categories))),
    CONSTRAINT post_code_check CHECK ((code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'::text)),
    CONSTRAINT post_name_check CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT post_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.post FORCE ROW LEVEL SECURITY;
CREATE VIEW public.coverage_gap WITH (security_invoker='true') AS
 WITH scope AS (
         SELECT o.id,
            o.province_id,
            o.party_organisation,
            o.discipline_body,
            o.level
           FROM public.organisation o
          WHERE ((o.id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) AND (o.deactivated_at IS NULL))
        ), years AS (
         SELECT (EXTRACT(year FROM ( SELECT public.setting_today() AS setting_today)))::integer AS year
        UNION
         SELECT DISTINCT duty_list.year
           FROM public.duty_list
          WHERE (duty_list.state = 'IN_FORCE'::text)
        ), in_force AS MATERIALIZED (
         SELECT l.id,
            l.kind,
            l.org_id,
            l.department_id,
            l.post_id,
            l.year
           FROM public.duty_list l
          WHERE (l.state = 'IN_FORCE'::text)
        ), heads AS MATERIALIZED (
         SELECT DISTINCT h.role,
            h.org_id,
            h.department_id
           FROM public.held_on(( SELECT public.setting_today() AS setting_today)) h(person_id, role, province_id, org_id, department_id, post_id, capacity, principal_id)
          WHERE (h.role = ANY (ARRAY['DEPARTMENT_HEAD'::text, 'PARTY_SECRETARY'::text]))
        ), held AS MATERIALIZED (
         SELECT DISTINCT a.post_id
           FROM public.appointment a
          WHERE ((a.state = 'CONFIRMED'::text) AND (a.from_on <= ( SELECT public.setting_today() AS setting_today)) AND ((a.to_on IS NULL) OR (a.to_on >= ( SELECT public.setting_today() AS setting_today))))
        ), gaps AS (
         SELECT 'LIST_MISSING'::text AS gap,
            y.year,
            s.province_id,
            s.id AS org_id,
            NULL::uuid AS department_id,
            NULL::uuid AS post_id,
            NULL::uuid AS item_id,
            k.kind AS list_kind,
            NULL::text AS risk_domain
           FROM ((scope s
             CROSS JOIN years y)
             CROSS JOIN ( VALUES ('MAIN'::text), ('SUPERVISORY'::text), ('OVERSIGHT'::text)) k(kind))
          WHERE (
                CASE k.kind
                    WHEN 'MAIN'::text THEN (s.party_organisation = 'PARTY_COMMITTEE'::text)
                    WHEN 'SUPERVISORY'::text THEN (s.discipline_body = 'COMMISSION'::text)
                    ELSE (EXISTS ( SELECT
                       FROM public.department d
                      WHERE ((d.org_id = s.id) AND (d.deactivated_at IS NULL))))
                END AND (NOT (EXISTS ( SELECT
                   FROM in_force l
                  WHERE ((l.org_id = s.id) AND (l.kind = k.kind) AND (l.year = y.year))))))
        UNION ALL
         SELECT 'POST_WITHOUT_LIST'::text,
            y.year,
            p.province_id,
            p.org_id,
            p.department_id,
            p.id,
            NULL::uuid,
            'DUAL_DUTY'::text,
            NULL::text
           FROM ((public.post p
             JOIN scope s ON ((s.id = p.org_id)))
             CROSS JOIN years y)
          WHERE ((p.deactivated_at IS NULL) AND (p.categories <> '{STAFF}'::text[]) AND (NOT (EXISTS ( SELECT
                   FROM in_force l
                  WHERE ((l.kind = 'DUAL_DUTY'::text) AND (l.post_id = p.id) AND (l.year = y.year))))))
        UNION ALL
         SELECT 'ITEM_WITHOUT_HOLDER'::text,
            i.year,
            i.province_id,
            i.org_id,
            i.department_id,
            i.post_id,
            i.id,
            i.kind,
            NULL::text
           FROM (public.duty_item i
             JOIN scope s ON ((s.id = i.org_id)))
          WHERE ((i.state = 'IN_FORCE'::text) AND
                CASE i.kind
                    WHEN 'DUAL_DUTY'::text THEN (NOT (EXISTS ( SELECT
                       FROM held h
                      WHERE (h.post_id = i.post_id))))
                    WHEN 'OVERSIGHT'::text THEN (NOT (EXISTS ( SELECT
                       FROM heads h
                      WHERE ((h.role = 'DEPARTMENT_HEAD'::text) AND (h.department_id = i.department_id)))))
                    WHEN 'MAIN'::text THEN (i.principal AND (NOT (EXISTS ( SELECT
                       FROM heads h
                      WHERE ((h.role = 'PARTY_SECRETARY'::text) AND (h.org_id = i.org_id))))))
                    ELSE false
                END)
        UNION ALL
         SELECT 'DOMAIN_UNCOVERED'::text,
            y.year,
            s.province_id,
            s.id,
            NULL::uuid,
            NULL::uuid,
            NULL::uuid,
            'OVERSIGHT'::text,
            c.code
           FROM ((scope s
             CROSS JOIN years y)
             CROSS JOIN public.code c)
          WHERE ((c.kind = 'RISK_DOMAIN'::text) AND c.mandatory AND (EXISTS ( SELECT
                   FROM public.department d
                  WHERE ((d.org_id = s.id) AND (d.deactivated_at IS NULL)))) AND (NOT (EXISTS ( SELECT
                   FROM (public.duty_item i
                     JOIN public.department d ON ((d.id = i.department_id)))
                  WHERE ((i.state = 'IN_FORCE'::text) AND (i.kind = 'OVERSIGHT'::text) AND (i.org_id = s.id) AND (i.year = y.year) AND (c.code = ANY (i.risk_domains)) AND (c.code = ANY (d.risk_domains)) AND (d.deactivated_at IS NULL))))))
        )
 SELECT (md5(concat_ws('/'::text, gaps.gap, gaps.year, gaps.org_id, gaps.department_id, gaps.post_id, gaps.item_id, gaps.list_kind, gaps.risk_domain)))::uuid AS id,
    gaps.gap,
    gaps.year,
    gaps.province_id,
    gaps.org_id,
    gaps.department_id,
    gaps.post_id,
    gaps.item_id,
    gaps.list_kind,
    gaps.risk_domain
   FROM gaps;
CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.history (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid,
    on_behalf_of_id uuid,
    act text NOT NULL,
    reason text,
    from_state text,
    to_state text,
    changes jsonb DEFAULT '[]'::jsonb NOT NULL,
    audience text NOT NULL,
    org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid,
    list_kind text,
    CONSTRAINT history_audience_check CHECK ((audience = ANY (ARRAY['REFERENCE'::text, 'PROPOSAL'::text, 'LIST'::text, 'LIST_DRAFT'::text]))),
    CONSTRAINT history_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text)),
    CONSTRAINT history_check CHECK (((audience = ANY (ARRAY['LIST'::text, 'LIST_DRAFT'::text])) = (list_kind IS NOT NULL))),
    CONSTRAINT history_reason_check CHECK ((reason <> ''::text))
);
ALTER TABLE ONLY public.history FORCE ROW LEVEL SECURITY;
CREATE TABLE public.idempotency (
    person_id uuid NOT NULL,
    key uuid NOT NULL,
    request bytea NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.idempotency FORCE ROW LEVEL SECURITY;
CREATE TABLE public.person (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    number text NOT NULL,
    name text NOT NULL,
    origin text,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT person_name_check CHECK (((name <> ''::text) AND (length(name) <= 100))),
    CONSTRAINT person_number_check CHECK ((number ~ '^[A-Z0-9-]{1,32}$'::text)),
    CONSTRAINT person_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT person_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;
CREATE TABLE public.person_contact (
    person_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    phone text,
    email text,
    CONSTRAINT person_contact_email_check CHECK (((email <> ''::text) AND (length(email) <= 200))),
    CONSTRAINT person_contact_phone_check CHECK (((phone <> ''::text) AND (length(phone) <= 40)))
);
ALTER TABLE ONLY public.person_contact FORCE ROW LEVEL SECURITY;
CREATE TABLE public.portfolio (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    department_id uuid,
    organisation_id uuid,
    from_on date NOT NULL,
    to_on date,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT portfolio_check CHECK (((department_id IS NULL) <> (organisation_id IS NULL))),
    CONSTRAINT portfolio_check1 CHECK (((to_on IS NULL) OR (to_on >= from_on))),
    CONSTRAINT portfolio_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.portfolio FORCE ROW LEVEL SECURITY;
CREATE TABLE public.post_role (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    role text NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT post_role_check CHECK ((proposed_by <> confirmed_by)),
    CONSTRAINT post_role_role_check CHECK ((role = ANY (ARRAY['PARTY_SECRETARY'::text, 'PARTY_COMMITTEE_MEMBER'::text, 'PARTY_OFFICE'::text, 'DISCIPLINE_SECRETARY'::text, 'DISCIPLINE_OFFICE'::text, 'DISCIPLINE_COMMISSIONER'::text, 'DEPARTMENT_HEAD'::text, 'DEPARTMENT_STAFF'::text, 'REGION_MANAGER'::text, 'REGION_STAFF'::text, 'LEADERSHIP_MEMBER'::text, 'ANALYST'::text, 'ADMINISTRATOR'::text]))),
    CONSTRAINT post_role_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT post_role_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.post_role FORCE ROW LEVEL SECURITY;
CREATE TABLE public.read_log (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    request_id text NOT NULL
);
ALTER TABLE ONLY public.read_log FORCE ROW LEVEL SECURITY;
ALTER TABLE public.read_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.read_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.revocation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    jti text,
    person_id uuid,
    not_before timestamp with time zone NOT NULL,
    reason text NOT NULL,
    CONSTRAINT revocation_check CHECK (((jti IS NULL) <> (person_id IS NULL))),
    CONSTRAINT revocation_jti_check CHECK ((jti <> ''::text)),
    CONSTRAINT revocation_reason_check CHECK ((reason <> ''::text))
);
ALTER TABLE ONLY public.revocation FORCE ROW LEVEL SECURITY;
CREATE TABLE public.substitution (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT substitution_check CHECK ((to_on >= from_on)),
    CONSTRAINT substitution_check1 CHECK ((proposed_by <> confirmed_by)),
    CONSTRAINT substitution_reason_check CHECK (((reason <> ''::text) AND (length(reason) <= 500))),
    CONSTRAINT substitution_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text]))),
    CONSTRAINT substitution_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.substitution FORCE ROW LEVEL SECURITY;
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_one_holder EXCLUDE USING gist (post_id WITH =, kind WITH =, daterange(from_on, to_on, '[]'::text) WITH &&) WHERE ((state = 'CONFIRMED'::text));
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_one_principal EXCLUDE USING gist (org_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&) WHERE ((principal AND (kind = 'SUBSTANTIVE'::text) AND (state = 'CONFIRMED'::text)));
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_post_id_person_id_from_on_key UNIQUE (post_id, person_id, from_on);
ALTER TABLE ONLY public.audit_digest
    ADD CONSTRAINT audit_digest_pkey PRIMARY KEY (province_id, shard);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.code
    ADD CONSTRAINT code_pkey PRIMARY KEY (kind, code);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_code_key UNIQUE (code);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_list_id_no_key UNIQUE (list_id, no);
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, key);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_code_key UNIQUE (code);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_province_id_number_prefix_key UNIQUE (province_id, number_prefix);
ALTER TABLE ONLY public.person_contact
    ADD CONSTRAINT person_contact_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_province_id_number_key UNIQUE (province_id, number);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_one_department EXCLUDE USING gist (department_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_one_organisation EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_code_key UNIQUE (code);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.post_role
    ADD CONSTRAINT post_role_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.read_log
    ADD CONSTRAINT read_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.revocation
    ADD CONSTRAINT revocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_one EXCLUDE USING gist (post_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&) WHERE ((state = 'CONFIRMED'::text));
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_pkey PRIMARY KEY (id);
CREATE INDEX appointment_person ON public.appointment USING btree (person_id, from_on DESC, id);
CREATE INDEX appointment_post ON public.appointment USING btree (post_id, from_on DESC, id);
CREATE INDEX appointment_proposed ON public.appointment USING btree (org_id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX appointment_province ON public.appointment USING btree (province_id, from_on DESC, id);
CREATE INDEX audit_entry_chain ON public.audit_entry USING btree (chain, id DESC);
CREATE UNIQUE INDEX audit_entry_one_next ON public.audit_entry USING btree (chain, previous) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX department_one_office ON public.department USING btree (org_id, kind) WHERE ((kind <> 'ORDINARY'::text) AND (deactivated_at IS NULL));
CREATE INDEX department_org ON public.department USING btree (org_id, code, id);
CREATE INDEX department_province ON public.department USING btree (province_id, code, id);
CREATE INDEX duty_item_org ON public.duty_item USING btree (org_id, year DESC, id);
CREATE INDEX duty_item_province ON public.duty_item USING btree (province_id, year DESC, id);
CREATE INDEX duty_list_department ON public.duty_list USING btree (department_id, year DESC) WHERE (department_id IS NOT NULL);
CREATE UNIQUE INDEX duty_list_draft ON public.duty_list USING btree (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE (state = 'DRAFT'::text);
CREATE INDEX duty_list_drafts ON public.duty_list USING btree (province_id) WHERE ((kind = 'DUAL_DUTY'::text) AND (state = 'DRAFT'::text));
CREATE UNIQUE INDEX duty_list_edition ON public.duty_list USING btree (kind, org_id, department_id, post_id, year, edition) NULLS NOT DISTINCT WHERE (edition IS NOT NULL);
CREATE UNIQUE INDEX duty_list_in_force ON public.duty_list USING btree (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE (state = 'IN_FORCE'::text);
CREATE INDEX duty_list_org ON public.duty_list USING btree (org_id, year DESC, id);
CREATE INDEX duty_list_post ON public.duty_list USING btree (post_id, year DESC) WHERE (post_id IS NOT NULL);
CREATE INDEX duty_list_province ON public.duty_list USING btree (province_id, year DESC, id);
CREATE INDEX history_record ON public.history USING btree (record_id, at DESC, id DESC);
CREATE INDEX organisation_branch ON public.organisation USING btree (branch_id);
CREATE INDEX organisation_parent ON public.organisation USING btree (parent_id, code, id);
CREATE INDEX organisation_province ON public.organisation USING btree (province_id, code, id);
CREATE INDEX person_name ON public.person USING btree (province_id, name, id);
CREATE INDEX person_org ON public.person USING btree (org_id, number, id);
CREATE INDEX portfolio_department ON public.portfolio USING btree (department_id, from_on DESC);
CREATE INDEX portfolio_organisation ON public.portfolio USING btree (organisation_id, from_on DESC);
CREATE INDEX portfolio_post ON public.portfolio USING btree (post_id, from_on DESC, id);
CREATE INDEX portfolio_province ON public.portfolio USING btree (province_id, from_on DESC, id);
CREATE INDEX post_department ON public.post USING btree (department_id, code, id) WHERE (department_id IS NOT NULL);
CREATE INDEX post_org ON public.post USING btree (org_id, code, id);
CREATE INDEX post_province ON public.post USING btree (province_id, code, id);
CREATE INDEX post_role_holders ON public.post_role USING btree (province_id, role, post_id) WHERE (state = 'CONFIRMED'::text);
CREATE UNIQUE INDEX post_role_open ON public.post_role USING btree (post_id, role) WHERE (state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text]));
CREATE INDEX read_log_record ON public.read_log USING btree (record_id, at);
CREATE UNIQUE INDEX revocation_jti ON public.revocation USING btree (jti) WHERE (jti IS NOT NULL);
CREATE INDEX revocation_person ON public.revocation USING btree (person_id, not_before) WHERE (person_id IS NOT NULL);
CREATE INDEX substitution_person ON public.substitution USING btree (person_id, from_on DESC, id);
CREATE INDEX substitution_post ON public.substitution USING btree (post_id, from_on DESC, id);
CREATE INDEX substitution_province ON public.substitution USING btree (province_id, from_on DESC, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.appointment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.code REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.department REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.duty_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.duty_list REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.history REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.person_contact REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.portfolio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.post REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.post_role REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.revocation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.substitution REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.history REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.person_contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.revocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.substitution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.history REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.person_contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.revocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.substitution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER lists_moved AFTER UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.holder_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.duty_list FOR EACH ROW EXECUTE FUNCTION public.list_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION public.person_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.post_moved();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.department FOR EACH ROW EXECUTE FUNCTION public.code_in_province();
CREATE TRIGGER place BEFORE INSERT OR DELETE OR UPDATE ON public.duty_item FOR EACH ROW EXECUTE FUNCTION public.item_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.duty_list FOR EACH ROW EXECUTE FUNCTION public.list_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION public.organisation_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION public.follow_person();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.person_contact FOR EACH ROW EXECUTE FUNCTION public.follow_person();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.portfolio FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.code_in_province();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.post_role FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.substitution FOR EACH ROW EXECUTE FUNCTION public.follow_post();
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_list_id_fkey FOREIGN KEY (list_id) REFERENCES public.duty_list(id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_revises_id_fkey FOREIGN KEY (revises_id) REFERENCES public.duty_list(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.person_contact
    ADD CONSTRAINT person_contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.person_contact
    ADD CONSTRAINT person_contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.person_contact
    ADD CONSTRAINT person_contact_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.post_role
    ADD CONSTRAINT post_role_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.post_role
    ADD CONSTRAINT post_role_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.post_role
    ADD CONSTRAINT post_role_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
CREATE POLICY add ON public.appointment FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.department FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.duty_item FOR INSERT TO huishang_api WITH CHECK (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
CREATE POLICY add ON public.duty_list FOR INSERT TO huishang_api WITH CHECK (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
CREATE POLICY add ON public.history FOR INSERT TO huishang_api WITH CHECK ((actor_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY add ON public.organisation FOR INSERT TO huishang_api WITH CHECK ((parent_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.person FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.person_contact FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.portfolio FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.post FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.post_role FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.substitution FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
ALTER TABLE public.appointment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_digest ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY change ON public.appointment FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.department FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.duty_item FOR UPDATE TO huishang_api USING (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END)) WITH CHECK (
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END);
CREATE POLICY change ON public.duty_list FOR UPDATE TO huishang_api USING (
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END) WITH CHECK (
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END);
CREATE POLICY change ON public.organisation FOR UPDATE TO huishang_api USING ((id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK (((id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])) AND ((parent_id IS NULL) OR (level <> 'REGION'::text) OR (parent_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])) OR (id = ANY (( SELECT public.setting_uuids('own_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY change ON public.person FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.person_contact FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.portfolio FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.post FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.post_role FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.substitution FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
ALTER TABLE public.code ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.department ENABLE ROW LEVEL SECURITY;
CREATE POLICY drop_draft ON public.duty_item FOR DELETE TO huishang_api USING (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
ALTER TABLE public.duty_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.duty_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.idempotency TO huishang_api USING ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid))) WITH CHECK ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY owner ON public.appointment TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.audit_digest TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.audit_entry TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.code TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.department TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.duty_item TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.duty_list TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.history TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.idempotency TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.organisation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.person TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.person_contact TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.portfolio TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.post TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.post_role TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.read_log TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.revocation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.substitution TO huishang_owner USING (true) WITH CHECK (true);
ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.person_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.portfolio ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_role ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON public.appointment FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.code FOR SELECT TO huishang_reader USING ((( SELECT public.setting_uuid('person'::text) AS setting_uuid) IS NOT NULL));
CREATE POLICY read ON public.department FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.duty_item FOR SELECT TO huishang_reader USING (
CASE state
    WHEN 'IN_FORCE'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[]))))
    WHEN 'SUPERSEDED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[])))
    ELSE
    CASE kind
        WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
        WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
        WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
        WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
        ELSE NULL::boolean
    END
END);
CREATE POLICY read ON public.duty_list FOR SELECT TO huishang_reader USING (
CASE state
    WHEN 'IN_FORCE'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[]))))
    WHEN 'SUPERSEDED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[])))
    ELSE
    CASE kind
        WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
        WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
        WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
        WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
        ELSE NULL::boolean
    END
END);
CREATE POLICY read ON public.organisation FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.person FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.person_contact FOR SELECT TO huishang_reader USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY read ON public.portfolio FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.post FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.post_role FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.substitution FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read_draft ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LIST_DRAFT'::text) AND
CASE list_kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
CREATE POLICY read_list ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LIST'::text) AND ((org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[]))))));
ALTER TABLE public.read_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_proposal ON public.history FOR SELECT TO huishang_reader USING (((audience = 'PROPOSAL'::text) AND (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))));
CREATE POLICY read_reference ON public.history FOR SELECT TO huishang_reader USING (((audience = 'REFERENCE'::text) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
ALTER TABLE public.revocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.substitution ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON public.appointment TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.code TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.department TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.duty_item TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.duty_list TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.history TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.organisation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.person TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.person_contact TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.portfolio TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.post TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.post_role TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.revocation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.substitution TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY write ON public.read_log FOR INSERT TO huishang_reader WITH CHECK ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY write ON public.revocation FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO huishang_reader;
REVOKE ALL ON FUNCTION public.audit_append(p_table text, p_op text, p_images jsonb[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_delete() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_hash(previous bytea, chain text, op text, at timestamp with time zone, actor text, on_behalf_of text, image jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_insert() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_update() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.authority(p_role text, p_org uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.authority(p_role text, p_org uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.authority_map(p_role text, p_province uuid, p_on date) FROM PUBLIC;
GRANT SELECT ON TABLE public.organisation TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.organisation TO huishang_api;
REVOKE ALL ON FUNCTION public.body_here(o public.organisation, p_role text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.code_in_province() FROM PUBLIC;
GRANT SELECT ON TABLE public.code TO huishang_reader;
REVOKE ALL ON FUNCTION public.codes_known(p_kind text, p_codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.codes_known(p_kind text, p_codes text[]) TO huishang_reader;
REVOKE ALL ON FUNCTION public.follow_person() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.follow_post() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.held_on(p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.held_on(p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.holder_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.holders(p_role text, p_org uuid, p_department uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.holders(p_role text, p_org uuid, p_department uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.item_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.list_authority(p_kind text, p_org uuid, p_post uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.list_authority(p_kind text, p_org uuid, p_post uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.list_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.list_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.organisation_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.person_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.post_moved() FROM PUBLIC;
REVOKE ALL ON PROCEDURE public.secure_table(IN t regclass, IN audited boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_act_for(p_principal uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_act_for(p_principal uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.session_clear() FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_clear() TO huishang_reader;
REVOKE ALL ON FUNCTION public.session_lists(p_province uuid, p_today date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) TO huishang_reader;
REVOKE ALL ON FUNCTION public.session_system(p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_system(p_now timestamp with time zone) TO huishang_api;
REVOKE ALL ON FUNCTION public.setting_on(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_on(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_today() FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_today() TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_uuid(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_uuid(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_uuids(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_uuids(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.strict_enough(p_local text, p_norm text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.strict_enough(p_local text, p_norm text) TO huishang_reader;
GRANT SELECT ON TABLE public.appointment TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.appointment TO huishang_api;
GRANT SELECT ON TABLE public.department TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.department TO huishang_api;
GRANT SELECT ON TABLE public.duty_item TO huishang_reader;
GRANT INSERT,DELETE,UPDATE ON TABLE public.duty_item TO huishang_api;
GRANT SELECT ON TABLE public.duty_list TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.duty_list TO huishang_api;
GRANT SELECT ON TABLE public.post TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.post TO huishang_api;
GRANT SELECT ON TABLE public.coverage_gap TO huishang_reader;
GRANT SELECT ON TABLE public.history TO huishang_reader;
GRANT INSERT ON TABLE public.history TO huishang_api;
GRANT SELECT,INSERT ON TABLE public.idempotency TO huishang_api;
GRANT SELECT ON TABLE public.person TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.person TO huishang_api;
GRANT SELECT ON TABLE public.person_contact TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.person_contact TO huishang_api;
GRANT SELECT ON TABLE public.portfolio TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.portfolio TO huishang_api;
GRANT SELECT ON TABLE public.post_role TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.post_role TO huishang_api;
GRANT INSERT ON TABLE public.read_log TO huishang_reader;
GRANT INSERT ON TABLE public.revocation TO huishang_api;
GRANT SELECT ON TABLE public.substitution TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.substitution TO huishang_api;
ALTER DEFAULT PRIVILEGES FOR ROLE huishang_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
