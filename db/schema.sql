
CREATE COLLATION public.pinyin (provider = icu, locale = 'zh-u-co-pinyin');
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';
CREATE DOMAIN public.day AS date
	CONSTRAINT day_is_in_reach CHECK (((VALUE >= '1900-01-01'::date) AND (VALUE <= '2100-12-31'::date)));
CREATE DOMAIN public.prose_text AS text
	CONSTRAINT text_is_composed CHECK ((VALUE IS NFC NORMALIZED))
	CONSTRAINT text_is_not_empty CHECK ((VALUE <> ''::text))
	CONSTRAINT text_is_trimmed CHECK (((VALUE COLLATE "C") !~ '^[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]|[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800\u200c\u200d]$'::text))
	CONSTRAINT text_is_visible CHECK (((VALUE COLLATE "C") !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffd-\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000e0000-\U000e007f\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]'::text));
CREATE DOMAIN public.line_text AS public.prose_text
	CONSTRAINT text_is_one_line CHECK ((((VALUE)::text COLLATE "C") !~ '[\t\n]'::text));
CREATE DOMAIN public.email AS public.line_text
	CONSTRAINT email_has_a_domain CHECK ((((VALUE)::text COLLATE "C") ~ '^[^\u0001-\u0020"(),.:;<>@[\\\]]+(\.[^\u0001-\u0020"(),.:;<>@[\\\]]+)*@([^\u0001-,./:-@[-`{-\u007f-]([^\u0001-,./:-@[-`{-\u007f]{0,61}[^\u0001-,./:-@[-`{-\u007f-])?\.)+[^\u0001-@[-`{-\u007f]([^\u0001-,./:-@[-`{-\u007f]{0,61}[^\u0001-,./:-@[-`{-\u007f-])?$'::text));
CREATE DOMAIN public.phone AS public.line_text
	CONSTRAINT phone_is_called CHECK (((translate((VALUE)::text, '（）－– 　'::text, '()--'::text) COLLATE "C") ~ '^(((\+|00)?86-?)?1[3-9][0-9]-?[0-9]{4}-?[0-9]{4}|(((\+|00)86-?\(?0?[1-9][0-9]{1,2}|\(?0[1-9][0-9]{1,2})\)?-?)?[2-8][0-9]{2,3}-?[0-9]{4}((-|转|分机|ext\.?|Ext\.?|EXT\.?|#)[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|[0-9]{3,6}|\+[1-9](-?[0-9]){6,14})$'::text));
CREATE FUNCTION public.appointment_moves_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM move_tasks(NEW.post_id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.ask_again(p_posts uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE post_role
    SET state = 'PROPOSED', confirmed_by = NULL, proposed_by = CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END, version = version + 1
    WHERE post_id = ANY (p_posts) AND state = 'CONFIRMED' AND role = ANY (second_person_roles())
$$;
CREATE FUNCTION public.attach_file(p_file uuid, p_kind text, p_record uuid, p_consultation uuid, p_readers uuid[], p_hidden_from uuid[], p_logged boolean, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE file
    SET attached_kind = p_kind, attached_id = p_record, attached_at = p_at, consultation_id = p_consultation,
        reader_seats = seats_of(p_readers), hidden_from = p_hidden_from, logged = p_logged
    WHERE id = p_file AND uploaded_by = setting_uuid('person') AND attached_at IS NULL AND expired_at IS NULL;
    RETURN FOUND;
END $$;
CREATE FUNCTION public.audit_append(p_table text, p_op text, p_images jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    -- The database's own clock: whoever may set an identity may not set when.
    v_at timestamptz := clock_timestamp();
    v_actor text := COALESCE(NULLIF(current_setting('huishang.person', true), ''), session_user::text);
    v_behalf text := COALESCE(current_setting('huishang.on_behalf_of', true), '');
BEGIN
    WITH images AS (
        SELECT p_table || ':' || COALESCE(i ->> 'id', i ->> 'person_id', (i ->> 'kind') || '/' || (i ->> 'code')) AS chain,
               COALESCE(i ->> 'province_id', '00000000-0000-0000-0000-000000000000')::uuid AS province_id,
               i AS image
        FROM unnest(p_images) AS i
    ), linked AS MATERIALIZED (
        -- A new record begins its chain. "+ 0" keeps the planner, which sees a small table, from walking the
        -- whole trail backwards by its key instead of the one chain.
        SELECT images.*,
               CASE WHEN p_op <> 'INSERT'
                    THEN (SELECT e.hash FROM audit_entry e WHERE e.chain = images.chain COLLATE "default" ORDER BY e.id + 0 DESC LIMIT 1) END AS previous
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
    AS $$
    SELECT sha256(COALESCE(previous, '') || convert_to(concat_ws(chr(31), chain, op,
        extract(epoch FROM at)::text, actor, on_behalf_of, image::text), 'UTF8'))
$$;
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
        -- The organisations that have the body that the role acts for.
        SELECT o.id FROM organisation o
        WHERE o.province_id = p_province AND o.deactivated_at IS NULL AND CASE p_role
            WHEN 'PARTY_SECRETARY' THEN o.level <> 'REGION'
            WHEN 'PARTY_COMMITTEE_MEMBER' THEN o.party_organisation = 'PARTY_COMMITTEE'
            WHEN 'DISCIPLINE_SECRETARY' THEN o.discipline_body = 'COMMISSION'
            WHEN 'DISCIPLINE_COMMISSIONER' THEN o.discipline_body = 'COMMISSIONER'
            ELSE p_role NOT IN ('PARTY_OFFICE', 'DISCIPLINE_OFFICE')
                OR o.id IN (SELECT d.org_id FROM department d WHERE d.kind = p_role AND d.deactivated_at IS NULL) END
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
CREATE FUNCTION public.carried() RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT ARRAY['secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'problem_id', 'seen_orgs', 'seen_departments', 'seen_posts', 'resolution', 'discipline_office_by']
$$;
CREATE FUNCTION public.carry_answering() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_tasks uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        v_tasks := ARRAY(SELECT n.id FROM new_rows n);
    ELSE
        v_tasks := ARRAY(SELECT x.id FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) AS x
            WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k));
    END IF;
    IF v_tasks = '{}' THEN RETURN NULL; END IF;
    UPDATE measure SET org_id = org_id WHERE id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE responsible SET org_id = org_id WHERE measure_id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE outcome SET org_id = org_id WHERE id IN (SELECT t.outcome_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE problem SET org_id = org_id WHERE id IN (SELECT t.problem_id FROM task t WHERE t.id = ANY (v_tasks));
    RETURN NULL;
END $$;
CREATE FUNCTION public.carry_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE problem SET org_id = org_id WHERE id IN (
        SELECT n.problem_id FROM new_rows n JOIN old_rows b ON b.id = n.id
        WHERE (n.seen_orgs, n.seen_departments, n.seen_posts) IS DISTINCT FROM (b.seen_orgs, b.seen_departments, b.seen_posts));
    RETURN NULL;
END $$;
CREATE FUNCTION public.carry_to_problem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE problem SET org_id = org_id WHERE id IN (SELECT n.problem_id FROM new_rows n);
    ELSE
        UPDATE problem SET org_id = org_id WHERE id IN (
            SELECT unnest(ARRAY[n.problem_id, b.problem_id]) FROM new_rows n JOIN old_rows b ON b.id = n.id
            WHERE (n.problem_id, n.concerns, n.source) IS DISTINCT FROM (b.problem_id, b.concerns, b.source));
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.carry_to_relations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE problem_relation SET reason = reason
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) AS x
    WHERE x.id IN (other_id, problem_id) AND (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k);
    RETURN NULL;
END $$;
CREATE FUNCTION public.carry_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_down text[] := ARRAY['secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'problem_id'];
    v_changed uuid[]; v_lower uuid[];
BEGIN
    SELECT array_agg(x.id), array_agg(x.id) FILTER (WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_down) AS k))
    INTO v_changed, v_lower
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) x
    WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k);
    IF v_changed IS NULL THEN RETURN NULL; END IF;
    UPDATE history h
    SET (secrecy, reader_seats, hidden_from, seen_orgs, seen_departments, seen_posts, resolution, discipline_office_by, risk_domains) =
        (SELECT y.secrecy, y.reader_seats, y.hidden_from, y.seen_orgs, y.seen_departments, y.seen_posts, y.resolution, y.discipline_office_by, y.risk_domains
         FROM jsonb_populate_record(NULL::history, history_carries(x.n)) y)
    FROM (SELECT n.id, to_jsonb(n) AS n FROM new_rows n WHERE n.id = ANY (v_changed)) x
    WHERE h.record_id = x.id;
    FOR i IN 0 .. TG_NARGS - 1 BY 2 LOOP
        EXECUTE format('UPDATE %I SET org_id = org_id WHERE %I = ANY ($1)', TG_ARGV[i], TG_ARGV[i + 1]) USING v_lower;
    END LOOP;
    RETURN NULL;
END $_$;
CREATE FUNCTION public.case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date) RETURNS TABLE(role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT a.role, a.acting_org_id, a.own, a.external FROM line_authority(ARRAY[p_role], p_org, p_barred, p_on) a
$$;
CREATE FUNCTION public.case_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_new jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    v_old jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    v_free text[] := ARRAY['updated_at', 'secrecy', 'readers', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts', 'risk_domains'] || TG_ARGV;
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
    label_zh public.line_text NOT NULL,
    label_en public.line_text NOT NULL,
    sort integer NOT NULL,
    mandatory boolean DEFAULT false NOT NULL,
    parent text,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT code_check CHECK ((parent <> code)),
    CONSTRAINT code_code_check CHECK ((code ~ '^[A-Z0-9_]{2,40}$'::text)),
    CONSTRAINT code_kind_check CHECK ((kind ~ '^[A-Z_]{3,40}$'::text)),
    CONSTRAINT code_label_en_check CHECK ((length((label_en)::text) <= 100)),
    CONSTRAINT code_label_zh_check CHECK ((length((label_zh)::text) <= 100))
);
ALTER TABLE ONLY public.code FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.code_is(p_kind text, p_code text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    RETURN (EXISTS (SELECT FROM public.code c WHERE ((c.kind = code_is.p_kind) AND (c.code = code_is.p_code) AND ((code_is.p_kind <> 'PROBLEM_CATEGORY'::text) OR (c.parent IS NOT NULL)))));
CREATE FUNCTION public.codes_known(p_kind text, p_codes text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    RETURN ((SELECT count(*) AS count FROM public.code c WHERE ((c.kind = codes_known.p_kind) AND (c.code = ANY (codes_known.p_codes)))) = cardinality(p_codes));
CREATE FUNCTION public.consultation_open(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT count(*)::integer FROM task t WHERE known() AND t.consultation_id = p_consultation AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM outcome o WHERE known() AND o.consultation_id = p_consultation AND o.final
           AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE')))
$$;
CREATE FUNCTION public.day_of(p_province uuid) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (COALESCE(session_now(), clock_timestamp()) AT TIME ZONE o.zone)::date FROM organisation o WHERE o.id = p_province
$$;
CREATE FUNCTION public.department_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF (NEW.kind, NEW.org_id) IS DISTINCT FROM (OLD.kind, OLD.org_id) THEN
        PERFORM ask_again(ARRAY(SELECT p.id FROM post p WHERE p.department_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.each_within(p_texts text[], p_most integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN (NOT (EXISTS (SELECT FROM unnest(each_within.p_texts) x(x) WHERE (length(x.x) > each_within.p_most))));
CREATE FUNCTION public.earlier_problem(p_category text, p_org uuid, p_department uuid, p_at timestamp with time zone) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT p.id FROM problem p
        WHERE known() AND p.category = p_category AND p.about_org_id = p_org AND p.about_department_id IS NOT DISTINCT FROM p_department
          AND p.state = 'CLOSED' AND p.resolution IN ('RECTIFIED', 'NO_MEASURE') AND p.closed_at > p_at - interval '12 months'
        ORDER BY p.closed_at DESC LIMIT 1)
$$;
CREATE FUNCTION public.file_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.uploaded_seats := seats_of(ARRAY[NEW.uploaded_by]);
    ELSIF NEW.attached_kind = 'Evidence' THEN
        SELECT e.org_id, e.secrecy, e.reader_seats, e.hidden_from, e.secrecy = 'CONFIDENTIAL', e.seen_orgs, e.seen_departments, e.seen_posts, e.risk_domains
        INTO NEW.case_org_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.logged, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains
        FROM evidence e WHERE e.id = NEW.attached_id;
    ELSIF EXISTS (SELECT FROM paper p WHERE p.id = NEW.attached_id) THEN
        SELECT p.org_id, p.consultation_id, p.secrecy, p.reader_seats, p.hidden_from, p.secrecy = 'CONFIDENTIAL'
        INTO NEW.case_org_id, NEW.consultation_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.logged
        FROM paper p WHERE p.id = NEW.attached_id;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.finish_problem(p_problem uuid, p_now timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_org uuid;
BEGIN
    PERFORM FROM problem p WHERE p.id = p_problem FOR UPDATE;
    IF open_matters(p_problem) > 0 OR NOT EXISTS (SELECT FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED') THEN
        RETURN NULL;
    END IF;
    UPDATE problem p
    SET state = 'CLOSED', resolution = 'RECTIFIED', closed_at = p_now, version = version + 1,
        improvement = (SELECT string_agg(t.improvement, E'\n' ORDER BY t.year, t.serial) FROM task t WHERE t.problem_id = p_problem AND t.improvement IS NOT NULL),
        amount_recovered = COALESCE(p.amount_recovered, 0) + COALESCE((SELECT sum(t.amount_recovered) FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED'), 0)
    WHERE p.id = p_problem AND p.state = 'OPEN'
    RETURNING p.org_id INTO v_org;
    RETURN v_org;
END $$;
CREATE FUNCTION public.fold_tasks(p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    x record;
    v_folded bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'numbers are folded by the operator' USING ERRCODE = '42501';
    END IF;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('fold task', 0)) THEN RETURN 0; END IF;
    INSERT INTO task_fold (province_id, before)
    SELECT o.id, (session_now() AT TIME ZONE o.zone)::date FROM organisation o WHERE o.level = 'PROVINCE' ON CONFLICT DO NOTHING;
    FOR x IN
        SELECT f.province_id, f.before, (session_now() AT TIME ZONE o.zone)::date AS today
        FROM task_fold f JOIN organisation o ON o.id = f.province_id WHERE f.before < (session_now() AT TIME ZONE o.zone)::date ORDER BY f.province_id
    LOOP
        INSERT INTO task_sum AS s (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, late, n)
        SELECT d.province_id, d.org_id, d.responsible_org_id, d.seen_orgs, d.secrecy, d.state, v.late, sum(v.n)
        FROM task_due d CROSS JOIN LATERAL (VALUES (true, d.n), (false, -d.n)) AS v (late, n)
        WHERE d.province_id = x.province_id AND d.due_on >= x.before AND d.due_on < x.today
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(v.n) <> 0
        ON CONFLICT (province_id, org_id, responsible_org_id, state, late, secrecy, seen_orgs) DO UPDATE SET n = s.n + excluded.n;
        UPDATE task_fold SET before = x.today WHERE province_id = x.province_id;
    END LOOP;
    WITH taken AS (
        DELETE FROM task_delta d USING (SELECT i.id FROM task_delta i ORDER BY i.id LIMIT p_limit FOR UPDATE SKIP LOCKED) i
        WHERE d.id = i.id
        RETURNING d.province_id, d.org_id, d.responsible_org_id, d.seen_orgs, d.secrecy, d.state, d.due_on, d.late, d.n
    ), by_day AS (
        INSERT INTO task_due AS s (province_id, due_on, org_id, responsible_org_id, seen_orgs, secrecy, state, n)
        SELECT t.province_id, t.due_on, t.org_id, t.responsible_org_id, t.seen_orgs, t.secrecy, t.state, sum(t.n)
        FROM taken t WHERE t.due_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(t.n) <> 0
        ON CONFLICT (province_id, due_on, org_id, responsible_org_id, state, secrecy, seen_orgs) DO UPDATE SET n = s.n + excluded.n
    ), by_state AS (
        INSERT INTO task_sum AS s (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, late, n)
        SELECT t.province_id, t.org_id, t.responsible_org_id, t.seen_orgs, t.secrecy, t.state, COALESCE(t.late, t.due_on < f.before), sum(t.n)
        FROM taken t JOIN task_fold f ON f.province_id = t.province_id GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(t.n) <> 0
        ON CONFLICT (province_id, org_id, responsible_org_id, state, late, secrecy, seen_orgs) DO UPDATE SET n = s.n + excluded.n
    )
    SELECT count(*) INTO v_folded FROM taken;
    IF v_folded > 0 THEN
        DELETE FROM task_due WHERE n = 0;
        DELETE FROM task_sum WHERE n = 0;
    END IF;
    RETURN v_folded;
END $$;
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
CREATE FUNCTION public.forget_keys(p_before timestamp with time zone, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'keys are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (
        SELECT person_id, key FROM idempotency WHERE at < p_before ORDER BY at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM idempotency i USING old WHERE i.person_id = old.person_id AND i.key = old.key;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
CREATE FUNCTION public.forget_reads(p_before timestamp with time zone, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') OR p_before > now() - interval '180 days' THEN
        RAISE EXCEPTION 'reads are forgotten by the operator, after 180 days at least' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT id FROM read_log WHERE at < p_before ORDER BY at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM read_log r USING old WHERE r.id = old.id;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
CREATE FUNCTION public.forget_runs(p_before timestamp with time zone, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'runs are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT id FROM job_run WHERE started_at < p_before ORDER BY started_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM job_run r USING old WHERE r.id = old.id;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
CREATE FUNCTION public.forget_sessions(p_before timestamp with time zone, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'kept sessions are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT person_id, claims FROM session_kept WHERE kept_at < p_before ORDER BY kept_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM session_kept k USING old WHERE k.person_id = old.person_id AND k.claims = old.claims;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
CREATE FUNCTION public.free_holder(p_role text, p_org uuid, p_barred uuid[], p_on date, p_party boolean) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (SELECT FROM held_on(p_on) h
        WHERE h.role = p_role AND h.org_id = p_org AND NOT h.person_id = ANY (p_barred)
          AND NOT (p_party AND p_role = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, p_on)))
$$;
CREATE FUNCTION public.graver(a text, b text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE WHEN 'CONFIDENTIAL' IN (a, b) THEN 'CONFIDENTIAL' WHEN 'RESTRICTED' IN (a, b) THEN 'RESTRICTED' ELSE 'INTERNAL' END
$$;
CREATE FUNCTION public.held_grants(p_person uuid, p_on date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT COALESCE(jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object('role', h.role, 'org', o.code, 'dept',
               CASE WHEN h.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF') THEN d.code END))), '[]')
    FROM held_on(p_on) h
    JOIN organisation o ON o.id = h.org_id
    LEFT JOIN department d ON d.id = h.department_id
    WHERE h.person_id = p_person
$$;
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
CREATE FUNCTION public.history_carries(p_record jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT '{"secrecy": "INTERNAL", "reader_seats": [], "hidden_from": [], "seen_orgs": [], "seen_departments": [], "seen_posts": [],
        "registered_seats": [], "risk_domains": [], "resolution": null, "discipline_office_by": null}'::jsonb
        || COALESCE((SELECT jsonb_object_agg(k, p_record -> k) FROM unnest(ARRAY['secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments',
            'seen_posts', 'registered_seats', 'risk_domains', 'resolution', 'discipline_office_by']) AS k WHERE p_record -> k <> 'null'), '{}')
$$;
CREATE FUNCTION public.hold(p_table text, p_ids uuid[], p_beside boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
BEGIN
    EXECUTE format('SELECT FROM %I AS r WHERE known() AND r.id = ANY ($1) ORDER BY r.id FOR %s', p_table,
        CASE WHEN p_beside THEN 'SHARE' ELSE 'NO KEY UPDATE' END) USING p_ids;
END $_$;
CREATE FUNCTION public.hold_task(p_task uuid, p_post uuid, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    r record;
    v_becomes jsonb;
BEGIN
    FOR r IN
        -- A run of holdings of the post without another post between them.
        SELECT min(x.from_on) AS from_on, max(x.to_on) FILTER (WHERE NOT x.open) AS to_on, bool_or(x.open) AS open
        FROM (SELECT h.*, h.to_on IS NULL AS open, sum((h.post_id <> p_post)::integer) OVER (ORDER BY h.from_on, h.to_on NULLS LAST) AS run
              FROM task_holding h WHERE h.task_id = p_task) x
        WHERE x.post_id = p_post GROUP BY x.run
    LOOP
        SELECT jsonb_agg(jsonb_build_array(s.person_id, s.from_on, CASE WHEN s.next IS NOT NULL THEN s.next - 1 WHEN NOT r.open THEN r.to_on END) ORDER BY s.from_on)
        INTO v_becomes
        FROM (SELECT c.person_id, c.from_on, lead(c.from_on) OVER (ORDER BY c.from_on) AS next
              FROM (SELECT b.from_on, holder_on(p_post, b.from_on) AS person_id, lag(holder_on(p_post, b.from_on)) OVER (ORDER BY b.from_on) AS was,
                           row_number() OVER (ORDER BY b.from_on) AS n
                    FROM (SELECT r.from_on UNION
                          SELECT y.d FROM appointment a CROSS JOIN LATERAL (VALUES (a.from_on), (a.to_on + 1)) AS y (d)
                          WHERE a.post_id = p_post AND a.state = 'CONFIRMED' AND y.d > r.from_on AND y.d <= LEAST(p_today, CASE WHEN r.open THEN p_today ELSE r.to_on END)) AS b (from_on)) c
              WHERE c.n = 1 OR c.person_id IS DISTINCT FROM c.was) s;
        -- What is as it was is not written again: it would count as a change of the task.
        CONTINUE WHEN v_becomes = (SELECT jsonb_agg(jsonb_build_array(h.person_id, h.from_on, h.to_on) ORDER BY h.from_on, h.to_on NULLS LAST) FROM task_holding h
            WHERE h.task_id = p_task AND h.post_id = p_post AND h.from_on >= r.from_on AND (r.open OR h.to_on <= r.to_on));
        DELETE FROM task_holding h WHERE h.task_id = p_task AND h.post_id = p_post AND h.from_on >= r.from_on AND (r.open OR h.to_on <= r.to_on);
        INSERT INTO task_holding (task_id, post_id, person_id, from_on, to_on)
        SELECT p_task, p_post, (x ->> 0)::uuid, (x ->> 1)::date, (x ->> 2)::date FROM jsonb_array_elements(v_becomes) AS x;
    END LOOP;
END $$;
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
CREATE FUNCTION public.holder_on(p_post uuid, p_on date) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT a.person_id FROM appointment a
        WHERE a.post_id = p_post AND a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
        ORDER BY a.kind DESC, a.from_on DESC LIMIT 1)
$$;
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
CREATE FUNCTION public.holders_of(p_posts uuid[], p_on date) RETURNS TABLE(person_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT h.person_id, h.post_id, h.capacity, h.principal_id
    FROM held_on(p_on) h
    WHERE h.post_id = ANY (p_posts) AND h.province_id = setting_uuid('province')
    ORDER BY h.capacity DESC, h.post_id, h.person_id
$$;
CREATE FUNCTION public.indicators_kept(p_indicators jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT ((COALESCE(max(length((((i.value ->> 'text'::text))::public.prose_text)::text)), 0) <= 500) AND (COALESCE(max(length((((i.value ->> 'unit'::text))::public.line_text)::text)), 0) <= 40)) FROM jsonb_array_elements(indicators_kept.p_indicators) i(value));
CREATE FUNCTION public.inherit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_above jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(x) FROM (SELECT %s FROM %I WHERE id = $1) AS x', array_to_string(TG_ARGV[2:], ', '), TG_ARGV[0])
        INTO v_above USING (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
    IF v_above IS NULL THEN
        RAISE EXCEPTION '% without its %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN jsonb_populate_record(NEW, v_above);
END $_$;
CREATE FUNCTION public.invited_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE((SELECT array_agg(p.consultation_id) FROM participant p
        WHERE p.person_id = setting_uuid('person') AND p.seats && setting_uuids('seats')), '{}')
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
        (NEW.no, NEW.content, NEW.standard, NEW.evidence_required, NEW.frequency, NEW.norm_frequency, NEW.risk_domains, NEW.principal, NEW.business_work, NEW.origin, NEW.indicators, NEW.identity, NEW.list_id)
        IS DISTINCT FROM
        (OLD.no, OLD.content, OLD.standard, OLD.evidence_required, OLD.frequency, OLD.norm_frequency, OLD.risk_domains, OLD.principal, OLD.business_work, OLD.origin, OLD.indicators, OLD.identity, OLD.list_id)) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.keep_anew() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_sums bigint;
    v_days bigint;
BEGIN
    LOCK TABLE task IN SHARE MODE;
    LOCK TABLE task_delta, task_due, task_fold, task_sum IN EXCLUSIVE MODE;
    DELETE FROM task_delta;
    DELETE FROM task_due;
    DELETE FROM task_sum;
    DELETE FROM task_fold;
    INSERT INTO task_fold (province_id, before)
    SELECT o.id, (COALESCE(session_now(), now()) AT TIME ZONE o.zone)::date FROM organisation o WHERE o.level = 'PROVINCE';
    INSERT INTO task_due (province_id, due_on, org_id, responsible_org_id, seen_orgs, secrecy, state, n)
    SELECT t.province_id, t.due_on, t.org_id, t.responsible_org_id, t.seen_orgs, t.secrecy, t.state, count(*)
    FROM task t WHERE t.hidden_from = '{}' AND t.stopped_on IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7;
    GET DIAGNOSTICS v_days = ROW_COUNT;
    INSERT INTO task_sum (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, late, n)
    SELECT t.province_id, t.org_id, t.responsible_org_id, t.seen_orgs, t.secrecy, t.state, t.due_on < COALESCE(t.stopped_on, f.before), count(*)
    FROM task t JOIN task_fold f ON f.province_id = t.province_id WHERE t.hidden_from = '{}' GROUP BY 1, 2, 3, 4, 5, 6, 7;
    GET DIAGNOSTICS v_sums = ROW_COUNT;
    RETURN v_sums + v_days;
END $$;
CREATE FUNCTION public.keep_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            INSERT INTO task_delta (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, due_on, late, n)
            SELECT x.province_id, x.org_id, x.responsible_org_id, x.seen_orgs, x.secrecy, x.state, CASE WHEN x.stopped_on IS NULL THEN x.due_on END, x.due_on < x.stopped_on, count(*)
            FROM new_rows x WHERE x.hidden_from = '{}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
        WHEN 'DELETE' THEN
            INSERT INTO task_delta (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, due_on, late, n)
            SELECT x.province_id, x.org_id, x.responsible_org_id, x.seen_orgs, x.secrecy, x.state, CASE WHEN x.stopped_on IS NULL THEN x.due_on END, x.due_on < x.stopped_on, -count(*)
            FROM old_rows x WHERE x.hidden_from = '{}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
        ELSE
            INSERT INTO task_delta (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, due_on, late, n)
            SELECT x.province_id, x.org_id, x.responsible_org_id, x.seen_orgs, x.secrecy, x.state, CASE WHEN x.stopped_on IS NULL THEN x.due_on END, x.due_on < x.stopped_on, sum(x.n)
            FROM (SELECT a.province_id, a.org_id, a.responsible_org_id, a.seen_orgs, a.secrecy, a.state, a.due_on, a.stopped_on, a.hidden_from, 1 AS n FROM new_rows a
                  UNION ALL SELECT b.province_id, b.org_id, b.responsible_org_id, b.seen_orgs, b.secrecy, b.state, b.due_on, b.stopped_on, b.hidden_from, -1 FROM old_rows b) x
            WHERE x.hidden_from = '{}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(x.n) <> 0;
    END CASE;
    RETURN NULL;
END $$;
CREATE FUNCTION public.kept_differences() RETURNS TABLE(province text, setting text, responsible text, secrecy text, state text, due_on date, late boolean, kept numeric, counted numeric)
    LANGUAGE sql STABLE
    AS $$
    WITH counts AS MATERIALIZED (
        SELECT t.province_id, t.org_id, t.responsible_org_id, t.seen_orgs, t.secrecy, t.state, CASE WHEN t.stopped_on IS NULL THEN t.due_on END AS due_on, t.due_on < t.stopped_on AS late, count(*) AS n
        FROM task t WHERE t.hidden_from = '{}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ), changes AS MATERIALIZED (
        SELECT 0 AS is_kept, c.* FROM counts c
        UNION ALL SELECT 1, d.province_id, d.org_id, d.responsible_org_id, d.seen_orgs, d.secrecy, d.state, d.due_on, d.late, d.n FROM task_delta d
    ), numbers AS (
        SELECT c.is_kept, c.province_id, c.org_id, c.responsible_org_id, c.seen_orgs, c.secrecy, c.state, NULL::date AS due_on, COALESCE(c.late, c.due_on < f.before) AS late, c.n
        FROM changes c LEFT JOIN task_fold f ON f.province_id = c.province_id
        UNION ALL SELECT 1, s.province_id, s.org_id, s.responsible_org_id, s.seen_orgs, s.secrecy, s.state, NULL, s.late, s.n FROM task_sum s
        UNION ALL SELECT c.is_kept, c.province_id, c.org_id, c.responsible_org_id, c.seen_orgs, c.secrecy, c.state, c.due_on, NULL, c.n FROM changes c WHERE c.due_on IS NOT NULL
        UNION ALL SELECT 1, d.province_id, d.org_id, d.responsible_org_id, d.seen_orgs, d.secrecy, d.state, d.due_on, NULL, d.n FROM task_due d
    )
    SELECT p.code, s.code, r.code, x.secrecy, x.state, x.due_on, x.late, x.kept, x.counted
    FROM (SELECT n.province_id, n.org_id, n.responsible_org_id, n.seen_orgs, n.secrecy, n.state, n.due_on, n.late,
                 COALESCE(sum(n.n) FILTER (WHERE n.is_kept = 1), 0) AS kept, COALESCE(sum(n.n) FILTER (WHERE n.is_kept = 0), 0) AS counted
          FROM numbers n GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) x
    LEFT JOIN organisation p ON p.id = x.province_id
    LEFT JOIN organisation s ON s.id = x.org_id
    LEFT JOIN organisation r ON r.id = x.responsible_org_id
    WHERE x.kept <> x.counted
    ORDER BY 1, 2, 3, 5, 6, 7
$$;
CREATE FUNCTION public.kept_from(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE((SELECT array_agg(DISTINCT x.id ORDER BY x.id) FROM (
        SELECT unnest(t.hidden_from) FROM topic t WHERE t.consultation_id = p_consultation AND t.state IN ('PROPOSED', 'APPROVED') AND known()
        UNION ALL SELECT unnest(o.hidden_from) FROM outcome o JOIN topic t ON t.id = o.topic_id
            WHERE o.consultation_id = p_consultation AND t.state IN ('PROPOSED', 'APPROVED') AND known()) AS x (id)), '{}')
$$;
CREATE FUNCTION public.known() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT COALESCE(current_setting('huishang.person', true), '') <> ''
$$;
CREATE FUNCTION public.leader_posts(p_org uuid, p_department uuid, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE(
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.department_id = p_department AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.organisation_id = p_org AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        (SELECT array_agg(f.post_id) FROM organisation o JOIN portfolio f ON f.organisation_id = o.branch_id
         WHERE o.id = p_org AND o.level = 'REGION' AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        '{}')
$$;
CREATE FUNCTION public.letter_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_free text[] := ARRAY['updated_at', 'secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts'];
    v_later text[] := ARRAY['version', 'state', 'reply_by', 'served_by', 'served_at', 'reply', 'replied_by', 'replied_at', 'returns', 'return_reason',
        'accepted_by', 'accepted_at', 'ended_at', 'end_reason'];
BEGIN
    IF OLD.issued_at IS NOT NULL
        AND to_jsonb(NEW) - v_free - (CASE WHEN OLD.ended_at IS NULL THEN v_later ELSE '{}' END) <> to_jsonb(OLD) - v_free - (CASE WHEN OLD.ended_at IS NULL THEN v_later ELSE '{}' END) THEN
        RAISE EXCEPTION 'issued' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
CREATE TABLE public.letter (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    problem_id uuid,
    task_id uuid,
    follows_id uuid,
    kind text NOT NULL,
    severity text NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    text public.prose_text NOT NULL,
    recipient_org_id uuid NOT NULL,
    recipient_department_id uuid,
    recipient_post_id uuid,
    rectify_by public.day NOT NULL,
    reply_days integer NOT NULL,
    reply_by public.day,
    state text NOT NULL,
    number public.line_text,
    year integer,
    serial integer,
    drafted_by uuid,
    created_at timestamp with time zone NOT NULL,
    issued_by uuid,
    issued_at timestamp with time zone,
    served_by uuid,
    served_at timestamp with time zone,
    reply public.prose_text,
    replied_by uuid,
    replied_at timestamp with time zone,
    returns integer DEFAULT 0 NOT NULL,
    return_reason public.prose_text,
    accepted_by uuid,
    accepted_at timestamp with time zone,
    ended_at timestamp with time zone,
    end_reason public.prose_text,
    version integer DEFAULT 1 NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT letter_check CHECK ((num_nonnulls(problem_id, task_id) > 0)),
    CONSTRAINT letter_check1 CHECK ((num_nonnulls(recipient_department_id, recipient_post_id) <= 1)),
    CONSTRAINT letter_check10 CHECK (((state = ANY (ARRAY['SETTLED'::text, 'REVOKED'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT letter_check11 CHECK (((state = 'REVOKED'::text) = (end_reason IS NOT NULL))),
    CONSTRAINT letter_check12 CHECK (((returns = 0) = (return_reason IS NULL))),
    CONSTRAINT letter_check2 CHECK (((kind <> 'DISCIPLINE_RECOMMENDATION'::text) OR (num_nonnulls(recipient_department_id, recipient_post_id) = 0))),
    CONSTRAINT letter_check3 CHECK ((follows_id <> id)),
    CONSTRAINT letter_check4 CHECK ((num_nonnulls(number, year, serial, reply_by, issued_at) = ANY (ARRAY[0, 5]))),
    CONSTRAINT letter_check5 CHECK (((state = 'REVOKED'::text) OR ((state = 'DRAFT'::text) = (issued_at IS NULL)))),
    CONSTRAINT letter_check6 CHECK (((state <> ALL (ARRAY['SERVED'::text, 'REPLIED'::text, 'ACCEPTED'::text, 'SETTLED'::text])) OR (served_at IS NOT NULL))),
    CONSTRAINT letter_check7 CHECK (((state <> ALL (ARRAY['REPLIED'::text, 'ACCEPTED'::text, 'SETTLED'::text])) OR (reply IS NOT NULL))),
    CONSTRAINT letter_check8 CHECK (((reply IS NULL) = (replied_at IS NULL))),
    CONSTRAINT letter_check9 CHECK (((state = ANY (ARRAY['ACCEPTED'::text, 'SETTLED'::text])) <= (accepted_at IS NOT NULL))),
    CONSTRAINT letter_end_reason_check CHECK ((length((end_reason)::text) <= 2000)),
    CONSTRAINT letter_kind_check CHECK ((kind = ANY (ARRAY['REMINDER'::text, 'FOLLOW_UP_ORDER'::text, 'DISCIPLINE_RECOMMENDATION'::text]))),
    CONSTRAINT letter_kind_fits CHECK (((((kind = 'REMINDER'::text) AND (severity = 'GENERAL'::text)) OR ((kind = 'FOLLOW_UP_ORDER'::text) AND (severity = 'EMERGING'::text))) OR ((kind = 'DISCIPLINE_RECOMMENDATION'::text) AND (severity = 'SERIOUS'::text)))),
    CONSTRAINT letter_number_check CHECK ((length((number)::text) <= 40)),
    CONSTRAINT letter_reply_check CHECK ((length((reply)::text) <= 8000)),
    CONSTRAINT letter_reply_days_check CHECK (((reply_days >= 1) AND (reply_days <= 60))),
    CONSTRAINT letter_return_reason_check CHECK ((length((return_reason)::text) <= 2000)),
    CONSTRAINT letter_returns_check CHECK ((returns >= 0)),
    CONSTRAINT letter_serial_check CHECK ((serial > 0)),
    CONSTRAINT letter_severity_check CHECK ((severity = ANY (ARRAY['GENERAL'::text, 'EMERGING'::text, 'SERIOUS'::text]))),
    CONSTRAINT letter_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'ISSUED'::text, 'SERVED'::text, 'REPLIED'::text, 'ACCEPTED'::text, 'SETTLED'::text, 'REVOKED'::text]))),
    CONSTRAINT letter_text_check CHECK ((length((text)::text) <= 8000)),
    CONSTRAINT letter_title_check CHECK ((length((title)::text) <= 200)),
    CONSTRAINT letter_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.letter FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.letter_side(l public.letter, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT merged(VARIADIC l.hidden_from || ARRAY[l.served_by, l.replied_by]
        || ARRAY(SELECT h.person_id FROM held_on(p_on) h
                 WHERE h.post_id = l.recipient_post_id OR h.department_id = l.recipient_department_id
                    OR l.recipient_post_id IS NULL AND l.recipient_department_id IS NULL AND h.org_id = l.recipient_org_id
                       AND h.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'REGION_MANAGER')))
$$;
CREATE FUNCTION public.letter_standing(p_letters uuid[], p_on date) RETURNS TABLE(letter_id uuid, own boolean, recipient text, stand_ins uuid[], lines jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT l.id, setting_uuid('person') = ANY (s.side), r.what,
           CASE WHEN r.what <> 'ORGANISATION' THEN stands_in(l.recipient_post_id, l.recipient_org_id, COALESCE(l.recipient_department_id, p.department_id), l.hidden_from, p_on) ELSE '{}' END,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('role', a.role, 'org', a.acting_org_id, 'own', a.own, 'external', a.external) ORDER BY a.role)
                     FROM line_authority(ARRAY[CASE l.kind WHEN 'DISCIPLINE_RECOMMENDATION' THEN 'DISCIPLINE_SECRETARY' ELSE 'DISCIPLINE_OFFICE' END], l.org_id, s.side, p_on) a), '[]')
    FROM letter l
    JOIN organisation o ON o.id = l.recipient_org_id
    LEFT JOIN post p ON p.id = l.recipient_post_id
    CROSS JOIN LATERAL (SELECT CASE WHEN l.recipient_post_id IS NOT NULL THEN 'POST' WHEN l.recipient_department_id IS NOT NULL THEN 'DEPARTMENT'
        WHEN o.level = 'REGION' THEN 'REGION' ELSE 'ORGANISATION' END) AS r (what)
    CROSS JOIN LATERAL (SELECT letter_side(l, p_on)) AS s (side)
    WHERE known() AND l.id = ANY (p_letters)
$$;
CREATE FUNCTION public.line_authority(p_roles text[], p_org uuid, p_barred uuid[], p_on date) RETURNS TABLE(role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_own boolean := false;
    v_party boolean := p_roles && ARRAY['PARTY_SECRETARY', 'PARTY_OFFICE'];
    v_discipline boolean := p_roles && ARRAY['DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE'];
    v_turn text[];
BEGIN
    WHILE v_at IS NOT NULL LOOP
        RETURN QUERY SELECT r.role, m.acting_org_id, v_own, false
            FROM unnest(p_roles) AS r (role) CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m
            WHERE m.org_id = v_at AND free_holder(r.role, m.acting_org_id, p_barred, p_on, NOT v_discipline);
        IF FOUND THEN RETURN; END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_at;
    END LOOP;
    FOREACH v_turn SLICE 1 IN ARRAY CASE
        WHEN v_party AND v_discipline THEN ARRAY[['PARTY_OFFICE', 'DISCIPLINE_OFFICE']]
        WHEN v_party THEN ARRAY[['DISCIPLINE_OFFICE'], ['DISCIPLINE_SECRETARY'], ['PARTY_OFFICE']]
        ELSE ARRAY[['PARTY_OFFICE'], ['PARTY_SECRETARY'], ['DISCIPLINE_OFFICE']] END
    LOOP
        RETURN QUERY SELECT r.role, v_province, true, true
            FROM unnest(v_turn) AS r (role) WHERE free_holder(r.role, v_province, p_barred, p_on, false);
        IF FOUND THEN RETURN; END IF;
    END LOOP;
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
CREATE FUNCTION public.lock_case(p_task uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM consultation c WHERE c.id = (SELECT t.consultation_id FROM task t WHERE t.id = p_task) FOR UPDATE;
    PERFORM FROM problem p WHERE p.id = (SELECT t.problem_id FROM task t WHERE t.id = p_task) FOR UPDATE;
END $$;
CREATE FUNCTION public.merged(VARIADIC p_sets uuid[]) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT COALESCE((SELECT array_agg(DISTINCT x ORDER BY x) FROM unnest(p_sets) AS x WHERE x IS NOT NULL), '{}')
$$;
CREATE FUNCTION public.move_tasks(p_post uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    x record;
    n integer := 0;
    v_actor uuid := CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END;
BEGIN
    FOR x IN
        SELECT t.id, t.province_id, t.org_id, t.person_id AS was, h.person_id AS becomes, t.state,
               (SELECT l.reason FROM history l JOIN appointment a ON a.id = l.record_id
                WHERE l.noun = 'Appointment' AND a.post_id = t.post_id AND l.reason IS NOT NULL AND p_post IS NOT NULL ORDER BY l.at DESC, l.id DESC LIMIT 1) AS reason
        FROM task t
        JOIN organisation o ON o.id = t.province_id
        CROSS JOIN LATERAL (SELECT holder_on(t.post_id, (session_now() AT TIME ZONE o.zone)::date)) AS h (person_id)
        WHERE t.ended_at IS NULL AND (p_post IS NULL OR t.post_id = p_post) AND t.person_id IS DISTINCT FROM h.person_id
        ORDER BY t.id FOR UPDATE OF t
    LOOP
        UPDATE task SET person_id = x.becomes, version = version + 1 WHERE id = x.id;
        INSERT INTO history (province_id, noun, record_id, at, actor_id, act, reason, from_state, to_state, changes, audience, org_id)
        VALUES (x.province_id, 'Task', x.id, session_now(), v_actor, 'POST_HAND_OVER', x.reason, x.state, x.state,
            jsonb_build_array(jsonb_build_object('field', 'person', 'old', (SELECT p.number || ' ' || p.name FROM person p WHERE p.id = x.was), 'new', (SELECT p.number || ' ' || p.name FROM person p WHERE p.id = x.becomes))),
            'TASK', x.org_id);
        n := n + 1;
    END LOOP;
    IF p_post IS NOT NULL THEN
        PERFORM hold_task(t.id, p_post, (session_now() AT TIME ZONE o.zone)::date)
        FROM task t JOIN organisation o ON o.id = t.province_id
        WHERE t.id IN (SELECT h.task_id FROM task_holding h WHERE h.post_id = p_post);
    END IF;
    RETURN n;
END $$;
CREATE FUNCTION public.named_tasks() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT ARRAY(
        SELECT t.id FROM task t WHERE known() AND t.joint_departments <> '{}'
            AND t.joint_departments && (setting_uuids('departments') || setting_uuids('portfolio_departments') || setting_uuids('head_departments'))
        UNION
        SELECT t.id FROM task t WHERE known() AND t.secrecy <> 'INTERNAL' AND t.reader_seats && setting_uuids('seats'))
$$;
CREATE FUNCTION public.next_position(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT COALESCE(max(t.position), 0) + 1 FROM topic t WHERE t.consultation_id = p_consultation AND known())
$$;
CREATE FUNCTION public.on_discipline_side(p_person uuid, p_on date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM held_on(p_on) h WHERE h.person_id = p_person AND h.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER'))
$$;
CREATE FUNCTION public.open_matters(p_problem uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT count(*)::integer FROM task t WHERE known() AND t.problem_id = p_problem AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM topic t JOIN consultation c ON c.id = t.consultation_id
           WHERE known() AND t.problem_id = p_problem AND t.state IN ('PROPOSED', 'APPROVED') AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION'))
        + (SELECT count(*)::integer FROM outcome o WHERE known() AND o.problem_id = p_problem AND o.kind = 'TO_COMMITTEE' AND o.final AND o.resolution IS NULL)
        + (SELECT count(*)::integer FROM outcome o JOIN topic t ON t.id = o.topic_id JOIN consultation c ON c.id = o.consultation_id
           WHERE known() AND o.problem_id = p_problem AND NOT o.final AND t.problem_id IS DISTINCT FROM o.problem_id
             AND t.state IN ('PROPOSED', 'APPROVED') AND c.state = 'IN_SESSION')
        + (SELECT count(*)::integer FROM letter l WHERE known() AND l.problem_id = p_problem AND l.issued_at IS NOT NULL AND l.ended_at IS NULL)
$$;
CREATE FUNCTION public.open_work(p_post uuid, p_department uuid, p_org uuid) RETURNS TABLE(noun text, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT 'Task', t.id FROM task t
    WHERE known() AND t.ended_at IS NULL AND (t.post_id = p_post OR t.department_id = p_department OR p_department = ANY (t.joint_departments)
        OR t.responsible_org_id = p_org OR t.org_id = p_org)
    UNION ALL
    SELECT 'Consultation', c.id FROM consultation c
    WHERE known() AND c.state NOT IN ('CLOSED', 'CANCELLED') AND (p_org IN (c.org_id, c.about_org_id) OR c.state <> 'CONCLUDED' AND EXISTS (
        SELECT FROM responsible r
        WHERE r.consultation_id = c.id AND (r.post_id = p_post OR r.department_id = p_department OR p_department = ANY (r.joint_departments) OR r.responsible_org_id = p_org)))
    UNION ALL
    SELECT 'Letter', l.id FROM letter l
    WHERE known() AND l.ended_at IS NULL AND (l.recipient_post_id = p_post OR l.recipient_department_id = p_department OR p_org IN (l.recipient_org_id, l.org_id))
    UNION ALL
    SELECT 'Problem', p.id FROM problem p WHERE known() AND p.state = 'OPEN' AND p.org_id = p_org
$$;
CREATE FUNCTION public.organisation_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
        PERFORM ask_again(ARRAY(SELECT p.id FROM post p WHERE p.org_id = NEW.id));
    END IF;
    RETURN NULL;
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
CREATE FUNCTION public.overseen(p_org uuid, p_secrecy text, p_barred uuid[], p_on date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH above AS (
        SELECT h.person_id
        FROM organisation o
        JOIN held_on(p_on) h ON CASE WHEN o.level = 'PROVINCE' THEN h.org_id = o.id ELSE h.org_id IN (o.branch_id, o.province_id) AND h.org_id <> o.id END
        WHERE o.id = p_org AND h.role = ANY (CASE p_secrecy WHEN 'CONFIDENTIAL' THEN ARRAY['DISCIPLINE_SECRETARY'] ELSE ARRAY['DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE'] END)
          AND h.person_id IS DISTINCT FROM setting_uuid('person')
    )
    SELECT known() AND (NOT EXISTS (SELECT FROM above) OR EXISTS (SELECT FROM above a WHERE NOT a.person_id = ANY (p_barred)))
$$;
CREATE FUNCTION public.paper_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE file SET attached_id = attached_id WHERE attached_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.past_of_consultation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE consultation_past p SET id = n.id, province_id = n.province_id, org_id = n.org_id, about_org_id = n.about_org_id, kind = n.kind, form = n.form, title = n.title, planned_on = n.planned_on, plan_item_id = n.plan_item_id, planned_identity = n.planned_identity, state = n.state, compiled_by = n.compiled_by, compiled_seats = n.compiled_seats, submitted_by = n.submitted_by, submitted_at = n.submitted_at, ratified_by = n.ratified_by, ratified_at = n.ratified_at, external_document = n.external_document, opened_by = n.opened_by, opened_at = n.opened_at, concluded_by = n.concluded_by, concluded_at = n.concluded_at, closed_at = n.closed_at, cancelled_by = n.cancelled_by, cancelled_at = n.cancelled_at, cancel_reason = n.cancel_reason, version = n.version, revision = n.revision, created_at = n.created_at, updated_at = n.updated_at FROM new_rows r JOIN consultation n ON n.id = r.id
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on >= day_of(n.province_id);
        UPDATE consultation_past p SET until_on = day_of(r.province_id) FROM new_rows r
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on < day_of(r.province_id);
        UPDATE consultation_past p SET org_id = n.org_id FROM new_rows r JOIN consultation n ON n.id = r.id
        WHERE p.id = r.id AND (p.org_id) IS DISTINCT FROM (n.org_id);
    END IF;
    INSERT INTO consultation_past SELECT day_of(n.province_id), 'infinity', n.* FROM new_rows r JOIN consultation n ON n.id = r.id
    WHERE NOT EXISTS (SELECT FROM consultation_past p WHERE p.id = r.id AND p.until_on = 'infinity');
    RETURN NULL;
END $$;
CREATE FUNCTION public.past_of_duty_list() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE duty_list_past p SET id = n.id, province_id = n.province_id, org_id = n.org_id, post_id = n.post_id, department_id = n.department_id, kind = n.kind, year = n.year, title = n.title, state = n.state, edition = n.edition, revises_id = n.revises_id, origin = n.origin, drafted_by = n.drafted_by, in_force_at = n.in_force_at, in_force_by = n.in_force_by, external_document = n.external_document, superseded_at = n.superseded_at, withdrawn_at = n.withdrawn_at, version = n.version, created_at = n.created_at, updated_at = n.updated_at FROM new_rows r JOIN duty_list n ON n.id = r.id
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on >= day_of(n.province_id);
        UPDATE duty_list_past p SET until_on = day_of(r.province_id) FROM new_rows r
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on < day_of(r.province_id);
        UPDATE duty_list_past p SET now_state = n.state, org_id = n.org_id FROM new_rows r JOIN duty_list n ON n.id = r.id
        WHERE p.id = r.id AND (p.now_state, p.org_id) IS DISTINCT FROM (n.state, n.org_id);
    END IF;
    INSERT INTO duty_list_past SELECT day_of(n.province_id), 'infinity', n.state, n.* FROM new_rows r JOIN duty_list n ON n.id = r.id
    WHERE NOT EXISTS (SELECT FROM duty_list_past p WHERE p.id = r.id AND p.until_on = 'infinity');
    RETURN NULL;
END $$;
CREATE FUNCTION public.past_of_problem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE problem_past p SET id = n.id, province_id = n.province_id, org_id = n.org_id, title = n.title, description = n.description, category = n.category, severity = n.severity, about_org_id = n.about_org_id, about_department_id = n.about_department_id, systemic = n.systemic, sources = n.sources, state = n.state, resolution = n.resolution, merged_into_id = n.merged_into_id, recurrence_of_id = n.recurrence_of_id, recurrence = n.recurrence, improvement = n.improvement, amount_involved = n.amount_involved, amount_recovered = n.amount_recovered, mandate_issuer = n.mandate_issuer, mandate_document = n.mandate_document, mandate_item = n.mandate_item, mandate_reports = n.mandate_reports, transferred_on = n.transferred_on, transferred_to = n.transferred_to, no_measure_reason = n.no_measure_reason, party_office_by = n.party_office_by, discipline_office_by = n.discipline_office_by, concerns = n.concerns, registered_by = n.registered_by, registered_seats = n.registered_seats, closed_at = n.closed_at, version = n.version, created_at = n.created_at, secrecy = n.secrecy, readers = n.readers, reader_seats = n.reader_seats, hidden_from = n.hidden_from, seen_orgs = n.seen_orgs, seen_departments = n.seen_departments, seen_posts = n.seen_posts, risk_domains = n.risk_domains, updated_at = n.updated_at FROM new_rows r JOIN problem n ON n.id = r.id
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on >= day_of(n.province_id);
        UPDATE problem_past p SET until_on = day_of(r.province_id) FROM new_rows r
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on < day_of(r.province_id);
        UPDATE problem_past p SET hidden_from = n.hidden_from, now_discipline_office_by = n.discipline_office_by, now_resolution = n.resolution, now_risk_domains = n.risk_domains, reader_seats = n.reader_seats, registered_seats = n.registered_seats, secrecy = n.secrecy, seen_departments = n.seen_departments, seen_orgs = n.seen_orgs, seen_posts = n.seen_posts FROM new_rows r JOIN problem n ON n.id = r.id
        WHERE p.id = r.id AND (p.hidden_from, p.now_discipline_office_by, p.now_resolution, p.now_risk_domains, p.reader_seats, p.registered_seats, p.secrecy, p.seen_departments, p.seen_orgs, p.seen_posts) IS DISTINCT FROM (n.hidden_from, n.discipline_office_by, n.resolution, n.risk_domains, n.reader_seats, n.registered_seats, n.secrecy, n.seen_departments, n.seen_orgs, n.seen_posts);
    END IF;
    INSERT INTO problem_past SELECT day_of(n.province_id), 'infinity', n.resolution, n.discipline_office_by, n.risk_domains, n.* FROM new_rows r JOIN problem n ON n.id = r.id
    WHERE NOT EXISTS (SELECT FROM problem_past p WHERE p.id = r.id AND p.until_on = 'infinity');
    RETURN NULL;
END $$;
CREATE FUNCTION public.past_of_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE task_past p SET id = n.id, province_id = n.province_id, org_id = n.org_id, responsible_org_id = n.responsible_org_id, department_id = n.department_id, post_id = n.post_id, person_id = n.person_id, joint_departments = n.joint_departments, leader_id = n.leader_id, number = n.number, year = n.year, serial = n.serial, origin = n.origin, consultation_id = n.consultation_id, outcome_id = n.outcome_id, measure_id = n.measure_id, problem_id = n.problem_id, text = n.text, category = n.category, severity = n.severity, immediate = n.immediate, original_due_on = n.original_due_on, due_on = n.due_on, report_interval = n.report_interval, state = n.state, assigned_at = n.assigned_at, assigned_by = n.assigned_by, version = n.version, assigned_on = n.assigned_on, accept_by = n.accept_by, accepted_at = n.accepted_at, accepted_by = n.accepted_by, round = n.round, returns = n.returns, extensions = n.extensions, extension_open = n.extension_open, submission = n.submission, submitted_by = n.submitted_by, submitted_at = n.submitted_at, party_signed_by = n.party_signed_by, discipline_signed_by = n.discipline_signed_by, suspended_from = n.suspended_from, review_on = n.review_on, stopped_on = n.stopped_on, ended_at = n.ended_at, end_reason = n.end_reason, improvement = n.improvement, amount_recovered = n.amount_recovered, close_number = n.close_number, close_year = n.close_year, close_serial = n.close_serial, secrecy = n.secrecy, reader_seats = n.reader_seats, hidden_from = n.hidden_from, seen_orgs = n.seen_orgs, seen_departments = n.seen_departments, seen_posts = n.seen_posts, risk_domains = n.risk_domains, updated_at = n.updated_at FROM new_rows r JOIN task n ON n.id = r.id
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on >= day_of(n.province_id);
        UPDATE task_past p SET until_on = day_of(r.province_id) FROM new_rows r
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on < day_of(r.province_id);
        UPDATE task_past p SET hidden_from = n.hidden_from, reader_seats = n.reader_seats, risk_domains = n.risk_domains, secrecy = n.secrecy, seen_departments = n.seen_departments, seen_orgs = n.seen_orgs, seen_posts = n.seen_posts FROM new_rows r JOIN task n ON n.id = r.id
        WHERE p.id = r.id AND (p.hidden_from, p.reader_seats, p.risk_domains, p.secrecy, p.seen_departments, p.seen_orgs, p.seen_posts) IS DISTINCT FROM (n.hidden_from, n.reader_seats, n.risk_domains, n.secrecy, n.seen_departments, n.seen_orgs, n.seen_posts);
    END IF;
    INSERT INTO task_past SELECT day_of(n.province_id), 'infinity', n.* FROM new_rows r JOIN task n ON n.id = r.id
    WHERE NOT EXISTS (SELECT FROM task_past p WHERE p.id = r.id AND p.until_on = 'infinity');
    RETURN NULL;
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
CREATE FUNCTION public.place_answering() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_orgs uuid[]; v_departments uuid[]; v_joint uuid[]; v_posts uuid[];
BEGIN
    EXECUTE format('SELECT array_agg(x.responsible_org_id), array_agg(x.department_id), array_agg(x.post_id),
        ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.%1$I = $1) FROM task x WHERE x.%1$I = $1', TG_ARGV[0])
        INTO v_orgs, v_departments, v_posts, v_joint USING NEW.id;
    NEW.seen_orgs := merged(VARIADIC v_orgs);
    NEW.seen_departments := merged(VARIADIC v_departments || v_joint);
    NEW.seen_posts := merged(VARIADIC v_posts);
    RETURN NEW;
END $_$;
CREATE FUNCTION public.place_below_topic() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    t topic;
BEGIN
    SELECT * INTO t FROM topic x WHERE x.id = NEW.topic_id;
    IF NEW.topic_id IS NOT NULL AND t.consultation_id <> NEW.consultation_id THEN
        RAISE EXCEPTION 'topic' USING ERRCODE = 'HS001', CONSTRAINT = 'NOT_FOUND';
    END IF;
    NEW.secrecy := COALESCE(t.secrecy, 'INTERNAL'); NEW.reader_seats := COALESCE(t.reader_seats, '{}'); NEW.hidden_from := COALESCE(t.hidden_from, '{}');
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_consultation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.compiled_seats := seats_of(ARRAY[NEW.compiled_by]);
    NEW.planned_identity := (SELECT x.identity FROM plan_item x WHERE x.id = NEW.plan_item_id);
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_finding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.concerns);
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_noun integer := array_position(TG_ARGV[0:], NEW.noun); -- from 1: that of its table in TG_ARGV, which counts from 0
    r jsonb;
BEGIN
    IF v_noun IS NULL THEN RETURN NEW; END IF;
    EXECUTE format('SELECT to_jsonb(x) FROM %I x WHERE x.id = $1', TG_ARGV[v_noun]) INTO r USING NEW.record_id;
    NEW.consultation_id := CASE WHEN NEW.noun = 'Consultation' THEN NEW.record_id ELSE (r ->> 'consultation_id')::uuid END;
    RETURN jsonb_populate_record(NEW, history_carries(r));
END $_$;
CREATE FUNCTION public.place_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    p problem; t task;
BEGIN
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    SELECT * INTO t FROM task x WHERE x.id = NEW.task_id;
    NEW.secrecy := graver(p.secrecy, t.secrecy);
    NEW.hidden_from := merged(VARIADIC COALESCE(p.hidden_from, '{}') || COALESCE(t.hidden_from, '{}'));
    IF NEW.issued_at IS NOT NULL THEN
        NEW.seen_orgs := ARRAY[NEW.recipient_org_id];
        NEW.seen_departments := merged(NEW.recipient_department_id);
        NEW.seen_posts := merged(VARIADIC NEW.recipient_post_id || ARRAY(
            SELECT x.id FROM post x JOIN post_role r ON r.post_id = x.id AND r.state = 'CONFIRMED' JOIN organisation o ON o.id = x.org_id
            WHERE x.deactivated_at IS NULL AND NEW.recipient_post_id IS NULL AND CASE WHEN NEW.recipient_department_id IS NOT NULL
                THEN x.department_id = NEW.recipient_department_id AND r.role = 'DEPARTMENT_HEAD'
                ELSE x.org_id = NEW.recipient_org_id AND o.level = 'REGION' AND r.role = 'REGION_MANAGER' END));
    END IF;
    NEW.reader_seats := merged(VARIADIC COALESCE(p.reader_seats, '{}') || COALESCE(array_remove(t.reader_seats, t.post_id), '{}'));
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_lettered() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.seen_orgs := merged(VARIADIC NEW.seen_orgs || ARRAY(SELECT unnest(l.seen_orgs) FROM letter l WHERE l.problem_id = NEW.id));
    NEW.seen_departments := merged(VARIADIC NEW.seen_departments || ARRAY(SELECT unnest(l.seen_departments) FROM letter l WHERE l.problem_id = NEW.id));
    NEW.seen_posts := merged(VARIADIC NEW.seen_posts || ARRAY(SELECT unnest(l.seen_posts) FROM letter l WHERE l.problem_id = NEW.id));
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_listed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
    IF TG_OP = 'INSERT' THEN
        NEW.registered_seats := seats_of(ARRAY[NEW.registered_by]);
    END IF;
    NEW.reader_seats := CASE
        WHEN TG_OP = 'INSERT' OR array_remove(NEW.readers, NEW.registered_by) IS DISTINCT FROM array_remove(OLD.readers, NEW.registered_by)
        THEN seats_of(array_remove(NEW.readers, NEW.registered_by))
        ELSE ARRAY(SELECT x FROM unnest(OLD.reader_seats) AS x WHERE x <> ALL (NEW.registered_seats)) END;
    IF NEW.registered_by = ANY (NEW.readers) THEN
        NEW.reader_seats := merged(VARIADIC NEW.reader_seats || NEW.registered_seats);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_outcome() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    p problem;
BEGIN
    IF NEW.kind = 'MEASURES' AND (SELECT t.major_decision IS NOT NULL FROM topic t WHERE t.id = NEW.topic_id) THEN
        RAISE EXCEPTION 'major decision' USING ERRCODE = 'HS001', CONSTRAINT = 'MAJOR_DECISION';
    END IF;
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    NEW.secrecy := graver(NEW.secrecy, p.secrecy); NEW.reader_seats := merged(VARIADIC NEW.reader_seats || p.reader_seats);
    NEW.hidden_from := merged(VARIADIC NEW.hidden_from || p.hidden_from);
    NEW.risk_domains := COALESCE(p.risk_domains, '{}');
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_participant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.invited_at <> OLD.invited_at THEN
        NEW.seats := seats_of(ARRAY[NEW.person_id]);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_problem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.concerns || ARRAY(SELECT unnest(x.concerns) FROM finding x WHERE x.problem_id = NEW.id));
    NEW.sources := ARRAY(SELECT DISTINCT x.source FROM finding x WHERE x.problem_id = NEW.id ORDER BY x.source);
    NEW.risk_domains := (SELECT x.risk_domains FROM code x WHERE x.kind = 'PROBLEM_CATEGORY' AND x.code = NEW.category);
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_relation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.hidden_from || (SELECT p.hidden_from FROM problem p WHERE p.id = NEW.problem_id));
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    m measure;
BEGIN
    SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
    NEW.province_id := m.province_id; NEW.secrecy := m.secrecy; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
    NEW.reader_seats := merged(VARIADIC m.reader_seats || NEW.post_id);
    NEW.seen_orgs := ARRAY[NEW.responsible_org_id];
    NEW.seen_departments := merged(VARIADIC NEW.joint_departments || NEW.department_id);
    NEW.seen_posts := merged(VARIADIC ARRAY[NEW.post_id]);
    RETURN NEW;
END $$;
CREATE FUNCTION public.place_topic() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    c consultation; p problem;
BEGIN
    SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    IF TG_OP = 'INSERT' THEN
        NEW.invited := COALESCE((SELECT array_agg(x.person_id) FROM participant x WHERE x.consultation_id = NEW.consultation_id), '{}');
    END IF;
    NEW.secrecy := COALESCE(p.secrecy, 'INTERNAL');
    NEW.readers := merged(VARIADIC COALESCE(p.readers, '{}') || NEW.invited || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[c.compiled_by] ELSE '{}' END);
    NEW.reader_seats := merged(VARIADIC COALESCE(p.reader_seats, '{}') || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN c.compiled_seats ELSE '{}' END
        || ARRAY(SELECT unnest(x.seats) FROM participant x WHERE x.consultation_id = NEW.consultation_id AND x.person_id = ANY (NEW.invited)));
    NEW.hidden_from := merged(VARIADIC NEW.concerns || NEW.recused || COALESCE(p.hidden_from, '{}'));
    RETURN NEW;
END $$;
CREATE FUNCTION public.plan_item_held(p_item uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT known() AND EXISTS (
        SELECT FROM plan_item i JOIN consultation c ON c.planned_identity = i.identity WHERE i.id = p_item AND c.state IN ('IN_SESSION', 'CONCLUDED', 'CLOSED'))
$$;
CREATE FUNCTION public.plan_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE plan_item SET state = n.state FROM new_rows n WHERE plan_id = n.id AND plan_item.state <> n.state;
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
    IF (NEW.org_id, NEW.department_id) IS DISTINCT FROM (OLD.org_id, OLD.department_id) THEN
        PERFORM ask_again(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.problems_of(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT merged(VARIADIC COALESCE((SELECT array_agg(x.problem_id ORDER BY x.problem_id) FROM (
        SELECT t.problem_id FROM topic t WHERE t.consultation_id = p_consultation
        UNION SELECT o.problem_id FROM outcome o WHERE o.consultation_id = p_consultation) x
        WHERE x.problem_id IS NOT NULL AND known()), '{}'))
$$;
CREATE FUNCTION public.quorum_percent(p_org uuid, p_kind text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE((SELECT r.quorum_percent FROM consultation_rule r WHERE known() AND r.org_id = p_org AND r.kind = p_kind AND r.state = 'IN_FORCE'), 50)
$$;
CREATE FUNCTION public.reclassify_problem(p_problem uuid, p_severity text) RETURNS TABLE(org_id uuid, was text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE problem p
    SET severity = p_severity, version = version + 1
    FROM (SELECT x.id, x.severity FROM problem x WHERE x.id = p_problem) o
    WHERE known() AND p.id = o.id AND p.state = 'OPEN'
      AND array_position(ARRAY['GENERAL', 'EMERGING', 'SERIOUS'], o.severity) < array_position(ARRAY['GENERAL', 'EMERGING', 'SERIOUS'], p_severity)
    RETURNING p.org_id, o.severity
$$;
CREATE FUNCTION public.recurrence_told(p_problem uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT known() AND EXISTS (
        SELECT FROM problem p JOIN problem e ON e.id = p.recurrence_of_id
        WHERE p.id = p_problem AND e.org_id = p.org_id AND e.registered_seats @> p.registered_seats AND e.risk_domains @> p.risk_domains
          AND (p.discipline_office_by IS NULL OR e.discipline_office_by IS NOT NULL) AND shows_with('problem', to_jsonb(e), to_jsonb(p)))
$$;
CREATE FUNCTION public.region_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO history (province_id, noun, record_id, at, actor_id, act, from_state, to_state, changes, audience, org_id)
    SELECT t.province_id, 'Task', t.id, session_now(), CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END, 'ORGANISATION_MOVE', t.state, t.state,
        jsonb_build_array(jsonb_build_object('field', 'branch', 'old', (SELECT o.code || ' ' || o.name FROM organisation o WHERE o.id = OLD.parent_id),
            'new', (SELECT o.code || ' ' || o.name FROM organisation o WHERE o.id = NEW.parent_id))), 'TASK', t.org_id
    FROM task t WHERE t.responsible_org_id = NEW.id AND t.ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION public.reporting_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE((SELECT array_agg(p.consultation_id) FROM participant p
        WHERE p.person_id = reporting_uuid('person') AND p.seats && reporting_uuids('seats')), '{}')
$$;
CREATE FUNCTION public.reporting_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    SELECT statement_timestamp()
$$;
CREATE FUNCTION public.reporting_person() RETURNS TABLE(person_id uuid, province_id uuid, today date, grants jsonb, issued_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT p.id, p.province_id, (reporting_now() AT TIME ZONE o.zone)::date, l.grants, l.issued_at
    FROM reporting_login l
    JOIN person p ON p.id = l.person_id AND p.deactivated_at IS NULL
    JOIN organisation o ON o.id = p.province_id
    WHERE l.login = session_user::text
      AND NOT EXISTS (SELECT FROM revocation r WHERE r.person_id = p.id AND r.jti IS NULL AND r.not_before > l.issued_at)
$$;
CREATE FUNCTION public.reporting_setting(p_name text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v record;
    v_grants jsonb;
    v_value text;
BEGIN
    SELECT * INTO v FROM reporting_person();
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    v_grants := COALESCE(v.grants, held_grants(v.person_id, v.today));
    SELECT k.settings[array_position(session_settings(), p_name)] INTO v_value
    FROM session_kept k
    WHERE k.person_id = v.person_id AND k.claims = sha256(convert_to(v_grants::text, 'UTF8')) AND k.province_id = v.province_id AND k.today = v.today
      AND k.epoch = COALESCE((SELECT e.epoch FROM session_epoch e WHERE e.province_id = v.province_id), 0);
    IF NOT FOUND THEN
        PERFORM session_open(v.person_id, v_grants, '', v.issued_at, reporting_now());
        v_value := current_setting('huishang.' || p_name, true);
    END IF;
    RETURN NULLIF(v_value, '');
END $$;
CREATE FUNCTION public.reporting_texts(p_name text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT reporting_setting(p_name)::text[]
$$;
CREATE FUNCTION public.reporting_today() RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT today FROM reporting_person()
$$;
CREATE FUNCTION public.reporting_uuid(p_name text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT reporting_setting(p_name)::uuid
$$;
CREATE FUNCTION public.reporting_uuids(p_name text) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT reporting_setting(p_name)::uuid[]
$$;
CREATE FUNCTION public.reporting_watch(p_statement interval, p_transaction interval) RETURNS TABLE(active bigint, idle bigint, in_transaction bigint, oldest double precision, cancelled bigint, ended bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM session_open(l.person_id, COALESCE(l.grants, held_grants(l.person_id, (reporting_now() AT TIME ZONE o.zone)::date)), '', l.issued_at, reporting_now())
    FROM reporting_login l JOIN organisation o ON o.id = l.province_id
    WHERE EXISTS (SELECT FROM pg_stat_activity a WHERE a.usename = l.login AND a.datname = current_database());
    PERFORM session_clear();
    RETURN QUERY
    WITH sessions AS MATERIALIZED (
        SELECT a.pid, a.state, clock_timestamp() - a.query_start AS runs, COALESCE(clock_timestamp() - a.xact_start > p_transaction, false) AS old
        FROM reporting_login l
        JOIN pg_stat_activity a ON a.usename = l.login AND a.datname = current_database()
    ), done AS MATERIALIZED (
        SELECT s.*, CASE WHEN s.old THEN pg_terminate_backend(s.pid) END AS terminated,
            CASE WHEN NOT s.old AND s.state = 'active' AND s.runs > p_statement THEN pg_cancel_backend(s.pid) END AS stopped
        FROM sessions s
    )
    SELECT count(*) FILTER (WHERE d.state = 'active'), count(*) FILTER (WHERE d.state = 'idle'), count(*) FILTER (WHERE d.state LIKE 'idle in%'),
        COALESCE(extract(epoch FROM max(d.runs) FILTER (WHERE d.state = 'active')), 0)::double precision,
        count(*) FILTER (WHERE d.stopped), count(*) FILTER (WHERE d.terminated)
    FROM done d;
END $$;
CREATE FUNCTION public.responsible_authority(p_role text, p_org uuid, p_department uuid, p_on date) RETURNS TABLE(role text, acting_org_id uuid, why text, posts uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH own AS (
        SELECT array_agg(DISTINCT h.post_id) AS posts FROM held_on(p_on) h
        WHERE h.role = p_role AND h.org_id = p_org AND (p_role = 'REGION_MANAGER' OR h.department_id = p_department)
    ), up AS (
        SELECT stands_in(NULL, p_org, p_department, '{}', p_on) AS posts
    ), found AS (
        SELECT o.posts, 'HOLDER' AS why FROM own o WHERE o.posts IS NOT NULL
        UNION ALL SELECT u.posts, CASE WHEN u.posts = '{}' THEN 'NOBODY' ELSE 'VACANT_ABOVE' END FROM up u, own o WHERE o.posts IS NULL
    )
    SELECT CASE WHEN f.why <> 'VACANT_ABOVE' THEN p_role
                WHEN f.posts && leader_posts(p_org, p_department, p_on) THEN 'LEADERSHIP_MEMBER' ELSE 'PARTY_SECRETARY' END,
           (SELECT p.org_id FROM post p WHERE p.id = f.posts[1]), f.why, f.posts
    FROM found f
    WHERE EXISTS (SELECT FROM organisation o WHERE o.id = p_org AND o.province_id = setting_uuid('province'))
$$;
CREATE FUNCTION public.search_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM search_keep(TG_ARGV[0], ARRAY(SELECT n.id FROM new_rows n));
    RETURN NULL;
END $$;
CREATE FUNCTION public.search_asked(p_noun text, p_terms text[], p_class integer) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT array_agg(DISTINCT (ascii(p_noun)::bigint << 45) | (g.kind << 42) | (g.a << 21) | g.b)
    FROM unnest(p_terms) AS t (it)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN p_class > 1 THEN 1 ELSE 0 END::bigint, ascii(substr(t.it, n, 1))::bigint, ascii(substr(t.it, n + 1, 1))::bigint FROM generate_series(1, length(t.it) - 1) AS n
        UNION ALL SELECT 2, ascii(t.it), 0 WHERE length(t.it) = 1
        UNION ALL SELECT 3, ascii(t.it), 0 WHERE p_class > 2
        UNION ALL SELECT 4, ascii(right(t.it, 1)), 0 WHERE p_class > 3) AS g (kind, a, b)
$$;
CREATE FUNCTION public.search_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM search_keep(TG_ARGV[0], ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE FUNCTION public.search_class(p_heads text, p_spelling text, p_texts text, p_terms text[]) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
DECLARE
    t text;
    v_class integer := 4;
BEGIN
    FOREACH t IN ARRAY p_terms LOOP
        v_class := LEAST(v_class, CASE
            WHEN strpos(p_heads, E'\n' || t || E'\n') > 0 THEN 4
            WHEN strpos(p_heads, E'\n' || t) > 0 THEN 3
            WHEN p_spelling <> '' AND length(t) > 1 AND strpos(p_spelling, E'\n' || t || E'\n') > 0 THEN 3
            WHEN strpos(p_heads, t) > 0 THEN 2
            WHEN p_spelling <> '' AND length(t) > 1 AND strpos(p_spelling, E'\n' || t) > 0 THEN 2
            WHEN length(t) > 1 AND strpos(p_texts, t) > 0 THEN 1
            ELSE 0 END);
        IF v_class = 0 THEN RETURN 0; END IF;
    END LOOP;
    RETURN v_class;
END $$;
CREATE FUNCTION public.search_fill() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    x record;
    v_ids uuid[];
BEGIN
    DELETE FROM search_entry;
    FOR x IN SELECT * FROM search_tables() LOOP
        EXECUTE format('SELECT array_agg(t.id) FROM %I t', x.name) INTO v_ids;
        PERFORM search_keep(x.noun, v_ids);
    END LOOP;
END $$;
CREATE FUNCTION public.search_fold(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT lower(translate(normalize(p_text, NFKC), E'〔〕【】\n\t', '[][]  ') COLLATE "C")
$$;
CREATE FUNCTION public.search_found(p_nouns text[], p_terms text[], p_class integer, p_at timestamp with time zone, p_id uuid, p_limit integer) RETURNS TABLE(noun text, class integer, at timestamp with time zone, record_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT n.noun, f.class, f.at, f.record_id
    FROM unnest(p_nouns) AS n (noun)
    CROSS JOIN LATERAL search_noun(n.noun, p_terms, p_class, p_at, p_id, p_limit) AS f
    WHERE known()
    ORDER BY f.class DESC, f.at DESC, f.record_id DESC
    LIMIT p_limit
$$;
CREATE FUNCTION public.search_grams(p_noun text, p_heads text, p_spelling text, p_texts text) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT array_agg(DISTINCT (ascii(p_noun)::bigint << 45) | (g.kind << 42) | (g.a << 21) | g.b)
    FROM (
        SELECT x.at <= length(p_heads) AS own, x.at < length(p_heads) + length(p_spelling) AS head, ascii(x.c)::bigint AS a,
            ascii(lead(x.c) OVER (ORDER BY x.at))::bigint AS b
        FROM string_to_table(p_heads || p_spelling || p_texts, NULL) WITH ORDINALITY AS x (c, at)
    ) AS p
    CROSS JOIN LATERAL (VALUES
        (0::bigint, p.a, p.b, p.a <> 10 AND p.b <> 10),
        (1, p.a, p.b, p.head AND p.a <> 10 AND p.b <> 10),
        (2, p.a, 0, p.own AND p.a <> 10),
        (3, p.b, 0, p.head AND p.a = 10 AND p.b <> 10),
        (4, p.a, 0, p.head AND p.a <> 10 AND p.b = 10)) AS g (kind, a, b, there)
    WHERE g.there
$$;
CREATE FUNCTION public.search_ids(p_noun text) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_province uuid := setting_uuid('province');
    v_carried uuid[] := setting_uuids('orgs') || setting_uuids('region_orgs') || setting_uuids('portfolio_orgs') || setting_uuids('departments')
        || setting_uuids('portfolio_departments') || setting_uuids('seats') || setting_uuids('stood_for')
        || ARRAY(SELECT unnest(search_pairs(ARRAY[h.org], ARRAY[h.domain])) FROM unnest(setting_uuids('head_orgs'), setting_texts('head_domains')) AS h (org, domain));
    v_graded uuid[] := setting_uuids('committee_own') || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs')
        || setting_uuids('discipline_secretary_orgs') || setting_uuids('discipline_secretary_below') || setting_uuids('seats');
    v_deliberation uuid[] := setting_uuids('committee_orgs') || invited_consultations();
BEGIN
    IF v_province = ANY (CASE WHEN p_noun IN ('C', 'K', 'GH') THEN setting_uuids('committee_orgs') WHEN p_noun = 'Q' THEN setting_uuids('discipline_below')
        ELSE setting_uuids('orgs') END) THEN
        RETURN ARRAY[v_province];
    END IF;
    RETURN merged(VARIADIC CASE
        WHEN p_noun IN ('O', 'D', 'P', 'U') THEN ARRAY[v_province]
        WHEN p_noun IN ('L', 'I') THEN setting_uuids('chain') || setting_uuids('orgs') || setting_uuids('portfolio_orgs') || setting_uuids('portfolio_departments')
            || setting_uuids('draft_main') || setting_uuids('draft_dual') || setting_uuids('draft_supervisory') || setting_uuids('draft_oversight')
            || setting_uuids('list_posts') || setting_uuids('head_departments')
        WHEN p_noun = 'Q' THEN setting_uuids('discipline_below') || setting_uuids('seats')
        WHEN p_noun = 'B' THEN v_carried || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs') || setting_uuids('party_office_orgs')
        WHEN p_noun = 'C' THEN v_deliberation
        WHEN p_noun = 'K' THEN v_graded || v_deliberation
        WHEN p_noun IN ('Y', 'M') THEN v_graded || v_deliberation || v_carried
        WHEN p_noun = 'T' THEN v_graded || v_carried || setting_uuids('head_departments')
        WHEN p_noun = 'GH' THEN setting_uuids('committee_orgs') || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs')
            || setting_uuids('party_office_orgs') || setting_uuids('departments') || setting_uuids('head_departments') || setting_uuids('seats') || setting_uuids('stood_for') END);
END $$;
CREATE FUNCTION public.search_keep(p_noun text, p_ids uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO search_entry AS e SELECT s.* FROM search_source(p_noun, p_ids) s
    ON CONFLICT (record_id) DO UPDATE SET at = excluded.at, heads = excluded.heads, spelling = excluded.spelling, texts = excluded.texts, sight = excluded.sight
$$;
CREATE FUNCTION public.search_lines(VARIADIC p_texts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT COALESCE(E'\n' || string_agg(search_fold(x.it), E'\n' ORDER BY x.at) || E'\n', '') FROM unnest(p_texts) WITH ORDINALITY AS x (it, at) WHERE x.it IS NOT NULL
$$;
CREATE FUNCTION public.search_noun(p_noun text, p_terms text[], p_class integer, p_at timestamp with time zone, p_id uuid, p_limit integer) RETURNS TABLE(class integer, at timestamp with time zone, record_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    few CONSTANT integer := 2000;
    newest CONSTANT integer := 32;
    walked CONSTANT integer := 2000;
    v_province uuid := setting_uuid('province');
    v_ids uuid[] := search_ids(p_noun);
    v_common boolean[];
    v_at timestamptz;
    v_id uuid;
    v_grams bigint[];
    v_many boolean;
    v_found integer := 0;
    v_more integer;
BEGIN
    SELECT ARRAY[count(*) FILTER (WHERE n.class = 1) * 8 >= newest, count(*) FILTER (WHERE n.class = 2) * 8 >= newest,
        count(*) FILTER (WHERE n.class = 3) * 8 >= newest, count(*) FILTER (WHERE n.class = 4) * 8 >= newest]
    INTO v_common
    FROM (
        SELECT search_class(e.heads, e.spelling, e.texts, p_terms) AS class
        FROM (
            SELECT e.heads, e.spelling, e.texts, e.sight FROM search_entry e WHERE e.noun = p_noun AND e.province_id = v_province
            ORDER BY e.at DESC, e.record_id DESC LIMIT newest
        ) AS e
        WHERE e.sight && v_ids
    ) AS n;
    -- 5 is all of them at once: mostly they are few.
    FOR v_class IN REVERSE 5 .. 1 LOOP
        CONTINUE WHEN v_class BETWEEN p_class + 1 AND 4 OR v_class = 5 AND true = ANY (v_common);
        v_at := CASE v_class WHEN p_class THEN p_at ELSE 'infinity' END;
        v_id := p_id;
        IF v_common[v_class] THEN
            RETURN QUERY
            SELECT v_class, e.at, e.record_id
            FROM (
                SELECT e.at, e.record_id, e.heads, e.spelling, e.texts, e.sight FROM search_entry e
                WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
                ORDER BY e.at DESC, e.record_id DESC LIMIT walked
            ) AS e
            WHERE e.sight && v_ids AND search_class(e.heads, e.spelling, e.texts, p_terms) = v_class
            ORDER BY e.at DESC, e.record_id DESC LIMIT p_limit - v_found;
            GET DIAGNOSTICS v_more = ROW_COUNT;
            v_found := v_found + v_more;
            EXIT WHEN v_found >= p_limit;
            -- Of the newest only: the rest is behind the last one walked.
            SELECT e.at, e.record_id INTO v_at, v_id FROM search_entry e
            WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
            ORDER BY e.at DESC, e.record_id DESC OFFSET walked - 1 LIMIT 1;
            CONTINUE WHEN NOT FOUND;
        END IF;
        v_grams := search_asked(p_noun, p_terms, CASE v_class WHEN 5 THEN 1 ELSE v_class END);
        v_many := (SELECT count(*) > few FROM (SELECT FROM search_entry e
            WHERE search_grams(e.noun, e.heads, e.spelling, e.texts) @> v_grams AND e.sight && v_ids LIMIT few + 1) AS c);
        CONTINUE WHEN v_class = 5 AND v_many;
        IF v_many THEN
            RETURN QUERY
            SELECT v_class, e.at, e.record_id FROM search_entry e
            WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
              AND e.sight && v_ids AND search_class(e.heads, e.spelling, e.texts, p_terms) = v_class
            ORDER BY e.at DESC, e.record_id DESC LIMIT p_limit - v_found;
        ELSE
            RETURN QUERY
            SELECT f.class, f.at, f.record_id
            FROM (
                SELECT search_class(e.heads, e.spelling, e.texts, p_terms) AS class, e.at, e.record_id FROM search_entry e
                WHERE search_grams(e.noun, e.heads, e.spelling, e.texts) @> v_grams AND e.sight && v_ids OFFSET 0
            ) AS f
            WHERE CASE v_class WHEN 5 THEN f.class > 0 AND (f.class, f.at, f.record_id) < (p_class, p_at, p_id)
                ELSE f.class = v_class AND (f.at, f.record_id) < (v_at, v_id) END
            ORDER BY f.class DESC, f.at DESC, f.record_id DESC LIMIT p_limit - v_found;
        END IF;
        GET DIAGNOSTICS v_more = ROW_COUNT;
        v_found := v_found + v_more;
        EXIT WHEN v_class = 5 OR v_found >= p_limit;
    END LOOP;
END $$;
CREATE FUNCTION public.search_pairs(p_orgs uuid[], p_domains text[]) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT COALESCE(array_agg(md5(o.id || d.it)::uuid), '{}') FROM unnest(p_orgs) AS o (id) CROSS JOIN unnest(p_domains) AS d (it)
$$;
CREATE FUNCTION public.search_removed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM search_entry e USING old_rows b WHERE e.record_id = b.id;
    RETURN NULL;
END $$;
CREATE TABLE public.search_entry (
    record_id uuid NOT NULL,
    noun text NOT NULL,
    province_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    heads text NOT NULL COLLATE pg_catalog."C",
    spelling text NOT NULL COLLATE pg_catalog."C",
    texts text NOT NULL COLLATE pg_catalog."C",
    sight uuid[] NOT NULL,
    CONSTRAINT search_entry_noun_check CHECK ((noun ~ '^[A-Z]{1,2}$'::text))
);
ALTER TABLE ONLY public.search_entry FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.search_source(p_noun text, p_ids uuid[]) RETURNS SETOF public.search_entry
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM organisation x WHERE p_noun = 'O' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(x.legal_entity), ARRAY[x.province_id]
    FROM department x WHERE p_noun = 'D' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM post x WHERE p_noun = 'P' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.number, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM person x WHERE p_noun = 'U' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '', search_lines(NULL), merged(x.province_id, x.org_id, x.post_id, x.department_id)
    FROM duty_list x WHERE p_noun = 'L' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(l.created_at, 'epoch'), search_lines(NULL), '', search_lines(x.content, x.standard, x.evidence_required, x.business_work),
        merged(x.province_id, x.org_id, x.post_id, x.department_id)
    FROM duty_item x LEFT JOIN duty_list l ON l.id = x.list_id WHERE p_noun = 'I' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title, x.reference), '', search_lines(x.content),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.registered_seats || x.reader_seats)
    FROM finding x WHERE p_noun = 'Q' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '',
        search_lines(x.description, x.mandate_issuer, x.mandate_document, x.mandate_item, x.no_measure_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.registered_seats || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM problem x WHERE p_noun = 'B' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '', search_lines(NULL), merged(x.province_id, x.org_id, x.id)
    FROM consultation x WHERE p_noun = 'C' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(c.created_at, 'epoch'), search_lines(x.title), '', search_lines(x.content, x.root_cause),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats)
    FROM topic x LEFT JOIN consultation c ON c.id = x.consultation_id WHERE p_noun = 'K' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(NULL), '', search_lines(x.text, x.root_cause, x.resolution_document, x.resolution, x.answer_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM outcome x WHERE p_noun = 'Y' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(o.created_at, 'epoch'), search_lines(NULL), '', search_lines(x.text),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM measure x LEFT JOIN outcome o ON o.id = x.outcome_id WHERE p_noun = 'M' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.assigned_at, search_lines(x.number, x.close_number), '', search_lines(x.text, x.submission, x.improvement, x.end_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM task x WHERE p_noun = 'T' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.number, x.title), '', search_lines(x.text, x.reply, x.return_reason, x.end_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts)
    FROM letter x WHERE p_noun = 'GH' AND x.id = ANY (p_ids)
$$;
CREATE FUNCTION public.search_spelling(p_name text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_ways text[] := '{""}';
    v_read text[];
    v_length integer := 0;
    c text;
BEGIN
    FOR c IN SELECT x.it FROM string_to_table(search_fold(p_name), NULL) WITH ORDINALITY AS x (it, at) ORDER BY x.at LOOP
        EXIT WHEN v_length = 30;
        v_read := CASE WHEN c COLLATE "C" ~ '[a-z0-9]' THEN ARRAY[c] ELSE (SELECT r.syllables FROM reading r WHERE r.character = c COLLATE "C") END;
        CONTINUE WHEN v_read IS NULL;
        IF cardinality(v_ways) * cardinality(v_read) > 8 THEN v_read := v_read[1:1]; END IF;
        v_ways := ARRAY(SELECT w.it || ' ' || r.it FROM unnest(v_ways) AS w (it) CROSS JOIN unnest(v_read) AS r (it));
        v_length := v_length + 1;
    END LOOP;
    IF v_length = 0 THEN RETURN ''; END IF;
    RETURN (
        SELECT E'\n' || string_agg(DISTINCT l.line COLLATE "C", E'\n') || E'\n'
        FROM unnest(v_ways) AS w (it)
        CROSS JOIN LATERAL string_to_array(ltrim(w.it), ' ') AS s (syllables)
        CROSS JOIN generate_series(1, v_length) AS n (from_on)
        CROSS JOIN LATERAL (VALUES (array_to_string(s.syllables[n.from_on:], '')),
            (array_to_string(ARRAY(SELECT left(y.it, 1) FROM unnest(s.syllables[n.from_on:]) WITH ORDINALITY AS y (it, at) ORDER BY y.at), ''))) AS l (line));
END $$;
CREATE FUNCTION public.search_tables() RETURNS TABLE(name text, noun text, columns text[])
    LANGUAGE sql IMMUTABLE
    AS $$
    VALUES ('organisation', 'O', '{code,name}'::text[]), ('department', 'D', '{code,name,legal_entity}'), ('post', 'P', '{code,name}'), ('person', 'U', '{number,name}'),
        ('duty_list', 'L', '{title,org_id,post_id,department_id}'),
        ('duty_item', 'I', '{content,standard,evidence_required,business_work,org_id,post_id,department_id}'),
        ('finding', 'Q', '{title,reference,content,org_id,registered_seats,reader_seats}'),
        ('problem', 'B', '{title,description,mandate_issuer,mandate_document,mandate_item,no_measure_reason,org_id,registered_seats,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('consultation', 'C', '{title,org_id}'), ('topic', 'K', '{title,content,root_cause,org_id,reader_seats}'),
        ('outcome', 'Y', '{text,root_cause,resolution_document,resolution,answer_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('measure', 'M', '{text,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('task', 'T', '{number,close_number,text,submission,improvement,end_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('letter', 'GH', '{number,title,text,reply,return_reason,end_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts}')
$$;
CREATE FUNCTION public.seat(p_person uuid, p_post uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT md5(p_person::text || p_post::text)::uuid
$$;
CREATE FUNCTION public.seats_held(p_person uuid, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE(array_agg(DISTINCT x.post_id), '{}') FROM (
        SELECT a.post_id FROM appointment a
        JOIN post p ON p.id = a.post_id AND p.deactivated_at IS NULL
        WHERE a.person_id = p_person AND a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
          AND (a.kind = 'SUBSTANTIVE' OR NOT EXISTS (
              SELECT FROM appointment h
              WHERE h.post_id = a.post_id AND h.kind = 'SUBSTANTIVE' AND h.state = 'CONFIRMED'
                AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)))
        UNION ALL
        SELECT s.post_id FROM substitution s
        JOIN post p ON p.id = s.post_id AND p.deactivated_at IS NULL
        WHERE s.person_id = p_person AND s.state = 'CONFIRMED' AND s.from_on <= p_on AND s.to_on >= p_on) AS x
$$;
CREATE FUNCTION public.seats_of(p_people uuid[]) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT COALESCE(array_agg(DISTINCT seat(x.person, h.post)), '{}')
    FROM unnest(p_people) AS x (person)
    CROSS JOIN LATERAL unnest(seats_held(x.person, COALESCE(setting_today(), CURRENT_DATE))) AS h (post)
$$;
CREATE FUNCTION public.second_person_roles() RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT '{PARTY_SECRETARY,PARTY_COMMITTEE_MEMBER,PARTY_OFFICE,DISCIPLINE_SECRETARY,DISCIPLINE_OFFICE,DISCIPLINE_COMMISSIONER,ADMINISTRATOR}'::text[]
$$;
CREATE FUNCTION public.secretary_held(p_post uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM post_role r WHERE r.post_id = p_post AND r.role = 'PARTY_SECRETARY')
        OR EXISTS (
            SELECT FROM appointment a
            CROSS JOIN LATERAL (
                SELECT h.post_id FROM appointment h WHERE h.person_id = a.person_id
                UNION ALL SELECT s.post_id FROM substitution s WHERE s.person_id = a.person_id) h
            JOIN post_role r ON r.post_id = h.post_id AND r.role = 'PARTY_SECRETARY'
            WHERE a.post_id = p_post)
$$;
CREATE FUNCTION public.session_act_for(p_principal uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT set_config('huishang.on_behalf_of', COALESCE(p_principal::text, ''), true);
$$;
CREATE FUNCTION public.session_cases(p_grants jsonb, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    PERFORM * FROM (WITH g AS (
        SELECT x.role, x.org, x.dept, x.post, x.acts_for
        FROM jsonb_to_recordset(p_grants) AS x (role text, org uuid, dept uuid, post uuid, acts_for jsonb)
    ), below AS (
        SELECT g.role, s.id FROM g JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id)
    ), heads AS (
        -- A head oversees the department's own risk domains in the organisations below, not sideways (D-SEC-1): pairs,
        -- so that one headship's domains are not looked for below another.
        SELECT DISTINCT s.id AS org, r AS domain
        FROM g JOIN organisation s ON g.org IN (s.branch_id, s.province_id) AND s.id <> g.org
        JOIN department d ON d.id = g.dept CROSS JOIN LATERAL unnest(d.risk_domains) AS r
        WHERE g.role = 'DEPARTMENT_HEAD'
        ORDER BY 1, 2
    ), family AS (
        SELECT unnest(ARRAY['PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER']) AS role
    )
    SELECT set_config('huishang.committee_orgs', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b JOIN family USING (role)), ''), true),
           set_config('huishang.committee_own', COALESCE((SELECT array_agg(DISTINCT a::uuid)::text FROM g JOIN family USING (role)
               CROSS JOIN LATERAL jsonb_array_elements_text(g.acts_for || to_jsonb(g.org)) AS a), ''), true),
           set_config('huishang.discipline_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')), ''), true),
           set_config('huishang.discipline_secretary_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role = 'DISCIPLINE_SECRETARY'), ''), true),
           set_config('huishang.departments', COALESCE((SELECT array_agg(DISTINCT g.dept)::text FROM g WHERE g.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF')), ''), true),
           -- What the person holds whatever the token claims: the posts, and the person in each of them.
           set_config('huishang.seats', COALESCE((SELECT array_agg(x)::text FROM unnest(seats_held(setting_uuid('person'), p_today)) AS h
               CROSS JOIN LATERAL unnest(ARRAY[h, seat(setting_uuid('person'), h)]) AS x), ''), true),
           set_config('huishang.stood_for', CASE WHEN EXISTS (SELECT FROM g WHERE g.role IN ('PARTY_SECRETARY', 'LEADERSHIP_MEMBER'))
               THEN stood_for((SELECT array_agg(g.post) FROM g), (SELECT array_agg(DISTINCT b.id) FROM below b WHERE b.role IN ('PARTY_SECRETARY', 'LEADERSHIP_MEMBER')), p_today)::text ELSE '' END, true),
           set_config('huishang.region_orgs', COALESCE((SELECT array_agg(DISTINCT g.org)::text FROM g WHERE g.role = 'REGION_MANAGER'), ''), true),
           set_config('huishang.head_orgs', COALESCE((SELECT array_agg(h.org)::text FROM heads h), ''), true),
           set_config('huishang.head_domains', COALESCE((SELECT array_agg(h.domain)::text FROM heads h), ''), true)) AS settings;
END $$;
CREATE FUNCTION public.session_clear() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT set_config('huishang.' || name, '', true) FROM unnest(ARRAY['now'] || session_settings()) AS name
$$;
CREATE FUNCTION public.session_compute(p_person uuid, p_province uuid, p_grants jsonb, p_today date) RETURNS TABLE(grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE
    v_grants jsonb;
    v_orgs uuid[]; v_admin uuid[]; v_own uuid[]; v_chain uuid[]; v_heads uuid[]; v_portfolio_orgs uuid[]; v_portfolio_depts uuid[];
    v_ps uuid[]; v_po uuid[]; v_ds uuid[]; v_do uuid[];
BEGIN
    PERFORM session_clear();
    -- Effective grants: claimed and held now. A department role is a role in one department: without it, nothing.
    WITH effective AS (
        SELECT DISTINCT h.role, h.org_id, h.department_id, h.post_id, h.capacity, h.principal_id, o.level, o.branch_id
        FROM held_on(p_today) h
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
        CROSS JOIN LATERAL authority_map(r.role, p_province, p_today) m
    )
    SELECT jsonb_agg(jsonb_build_object('role', e.role, 'org', e.org_id, 'dept', e.department_id, 'post', e.post_id,
               'capacity', e.capacity, 'principal', e.principal_id, 'acts_for', CASE
                   WHEN e.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
                   THEN (SELECT COALESCE(jsonb_agg(a.org_id ORDER BY a.org_id), '[]') FROM acting a WHERE a.role = e.role AND a.acting_org_id = e.org_id)
                   WHEN e.role = 'ADMINISTRATOR'
                   THEN (SELECT jsonb_agg(s.id ORDER BY s.id) FROM organisation s WHERE e.org_id IN (s.id, s.branch_id, s.province_id))
                   ELSE jsonb_build_array(e.org_id) END)
               ORDER BY e.role, e.org_id, e.department_id, e.post_id)
    INTO v_grants FROM effective e;
    v_grants := COALESCE(v_grants, '[]');
    -- Committee family and analysts: their organisation and everything below.
    SELECT array_agg(DISTINCT s.id) INTO v_orgs
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid)
    JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id) AND s.province_id = p_province
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
    JOIN portfolio f ON f.post_id = g.post AND f.from_on <= p_today AND (f.to_on IS NULL OR f.to_on >= p_today)
    LEFT JOIN organisation s ON f.organisation_id IN (s.id, s.branch_id, s.province_id)
    WHERE g.role = 'LEADERSHIP_MEMBER';
    PERFORM set_config('huishang.' || s.name, COALESCE(s.value, ''), true)
    FROM (VALUES
        ('person', p_person::text), ('province', p_province::text), ('today', p_today::text),
        ('orgs', v_orgs::text), ('chain', v_chain::text), ('admin_orgs', v_admin::text), ('own_orgs', v_own::text),
        ('head_departments', v_heads::text), ('party_secretary_orgs', v_ps::text), ('party_office_orgs', v_po::text),
        ('discipline_secretary_orgs', v_ds::text), ('discipline_office_orgs', v_do::text),
        ('portfolio_orgs', array_remove(v_portfolio_orgs, NULL)::text), ('portfolio_departments', v_portfolio_depts::text)
    ) AS s (name, value);
    PERFORM session_lists(p_province, p_today);
    PERFORM session_cases(v_grants, p_today);
    RETURN QUERY SELECT v_grants, COALESCE(v_orgs, '{}')::text;
END $$;
CREATE FUNCTION public.session_keep(p_person uuid, p_claims bytea, p_province uuid, p_epoch bigint, p_today date, p_grants jsonb, p_orgs text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    IF current_setting('transaction_read_only')::boolean
        OR p_epoch <> COALESCE((SELECT e.epoch FROM session_epoch e WHERE e.province_id = p_province), 0)
        OR NOT pg_try_advisory_xact_lock(hashtextextended('session ' || p_person || encode(p_claims, 'hex'), 0)) THEN
        RETURN;
    END IF;
    INSERT INTO session_kept (person_id, claims, province_id, epoch, today, grants, orgs, settings, kept_at)
    SELECT p_person, p_claims, p_province, p_epoch, p_today, p_grants, p_orgs,
        (SELECT array_agg(COALESCE(current_setting('huishang.' || s.name, true), '') ORDER BY s.at) FROM unnest(session_settings()) WITH ORDINALITY AS s (name, at)), p_now
    ON CONFLICT (person_id, claims) DO UPDATE SET province_id = excluded.province_id, epoch = excluded.epoch, today = excluded.today, grants = excluded.grants,
        orgs = excluded.orgs, settings = excluded.settings, kept_at = excluded.kept_at;
EXCEPTION WHEN serialization_failure THEN
    NULL; -- it was kept after this transaction's snapshot was taken
END $$;
CREATE FUNCTION public.session_list_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_provinces uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n
            WHERE n.kind = 'DUAL_DUTY' AND n.state = 'DRAFT' AND secretary_held(n.post_id);
        WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT o.province_id) INTO v_provinces FROM old_rows o
            WHERE o.kind = 'DUAL_DUTY' AND o.state = 'DRAFT' AND secretary_held(o.post_id);
        ELSE
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n JOIN old_rows o USING (id)
            WHERE n.kind = 'DUAL_DUTY' AND 'DRAFT' IN (n.state, o.state) AND (n.state, n.post_id, n.org_id) IS DISTINCT FROM (o.state, o.post_id, o.org_id)
              AND (secretary_held(n.post_id) OR secretary_held(o.post_id));
    END CASE;
    PERFORM session_move(v_provinces);
    RETURN NULL;
END $$;
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
CREATE FUNCTION public.session_move(p_provinces uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO session_epoch AS e (province_id, epoch)
    SELECT x.id, 1 FROM unnest(p_provinces) AS x (id)
    WHERE NOT EXISTS (SELECT FROM session_epoch m WHERE m.province_id = x.id AND m.xmin::text = (pg_current_xact_id()::text::numeric % 4294967296)::text)
    ORDER BY x.id
    ON CONFLICT (province_id) DO UPDATE SET epoch = e.epoch + 1;
$$;
CREATE FUNCTION public.session_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_provinces uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n;
        WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT o.province_id) INTO v_provinces FROM old_rows o;
        ELSE
            SELECT array_agg(DISTINCT x.id) INTO v_provinces
            FROM new_rows n FULL JOIN old_rows o ON o.id = n.id CROSS JOIN LATERAL unnest(ARRAY[n.province_id, o.province_id]) AS x (id)
            WHERE x.id IS NOT NULL AND session_moves(to_jsonb(o), to_jsonb(n));
    END CASE;
    PERFORM session_move(v_provinces);
    RETURN NULL;
END $$;
CREATE FUNCTION public.session_moves(p_old jsonb, p_new jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT p_old - v.unread IS DISTINCT FROM p_new - v.unread
    FROM (SELECT ARRAY['version', 'created_at', 'updated_at', 'name', 'title', 'number_prefix', 'basis', 'reason', 'business_lines', 'legal_entity']) AS v (unread)
$$;
CREATE FUNCTION public.session_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    SELECT NULLIF(current_setting('huishang.now', true), '')::timestamptz
$$;
CREATE FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) RETURNS TABLE(refusal text, province_id uuid, zone text, today date, grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE
    v_province uuid; v_zone text; v_today date; v_active boolean; v_epoch bigint;
    v_claims bytea := sha256(convert_to(p_grants::text, 'UTF8'));
    v_settings text[]; v_grants jsonb; v_orgs text;
BEGIN
    -- The epoch first: where statements see each a newer state, what is kept is then judged by the older one.
    SELECT p.province_id, o.zone, p.deactivated_at IS NULL, COALESCE(e.epoch, 0) INTO v_province, v_zone, v_active, v_epoch
    FROM person p JOIN organisation o ON o.id = p.province_id LEFT JOIN session_epoch e ON e.province_id = p.province_id
    WHERE p.id = p_person;
    IF v_active IS NOT TRUE THEN
        PERFORM session_clear();
        RETURN QUERY SELECT 'UNKNOWN_PERSON', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    IF EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.jti = p_jti)
        OR EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.jti IS NULL AND r.not_before > p_issued) THEN
        PERFORM session_clear();
        RETURN QUERY SELECT 'REVOKED', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    v_today := (p_now AT TIME ZONE v_zone)::date;
    SELECT k.settings, k.grants, k.orgs INTO v_settings, v_grants, v_orgs
    FROM session_kept k WHERE k.person_id = p_person AND k.claims = v_claims AND k.province_id = v_province AND k.epoch = v_epoch AND k.today = v_today;
    IF FOUND THEN
        PERFORM set_config('huishang.' || s.name, s.value, true) FROM unnest(session_settings(), v_settings) AS s (name, value);
    ELSE
        SELECT c.grants, c.orgs INTO v_grants, v_orgs FROM session_compute(p_person, v_province, p_grants, v_today) c;
        PERFORM session_keep(p_person, v_claims, v_province, v_epoch, v_today, v_grants, v_orgs, p_now);
    END IF;
    PERFORM set_config('huishang.now', p_now::text, true);
    RETURN QUERY SELECT NULL::text, v_province, v_zone, v_today, v_grants, v_orgs;
END $$;
CREATE FUNCTION public.session_settings() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT ARRAY['person', 'province', 'today', 'orgs', 'chain', 'admin_orgs', 'own_orgs',
        'head_departments', 'party_secretary_orgs', 'party_office_orgs', 'discipline_secretary_orgs',
        'discipline_office_orgs', 'portfolio_orgs', 'portfolio_departments', 'list_posts', 'draft_main', 'draft_dual',
        'draft_supervisory', 'draft_oversight', 'on_behalf_of', 'system', 'committee_orgs', 'committee_own',
        'discipline_below', 'discipline_secretary_below', 'departments', 'seats', 'stood_for', 'region_orgs', 'head_orgs', 'head_domains']
$$;
CREATE FUNCTION public.session_system(p_now timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT session_clear();
    SELECT set_config('huishang.system', 'on', true), set_config('huishang.now', p_now::text, true), set_config('huishang.person', 'SYSTEM', true);
$$;
CREATE FUNCTION public.setting_on(name text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT COALESCE(current_setting('huishang.' || name, true), '') = 'on'
$$;
CREATE FUNCTION public.setting_texts(name text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::text[]
$$;
CREATE FUNCTION public.setting_today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT NULLIF(current_setting('huishang.today', true), '')::date
$$;
CREATE FUNCTION public.setting_uuid(name text) RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::uuid
$$;
CREATE FUNCTION public.setting_uuids(name text) RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::uuid[]
$$;
CREATE FUNCTION public.settle_letters(p_problem uuid, p_task uuid, p_now timestamp with time zone) RETURNS TABLE(id uuid, org_id uuid)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE letter l
    SET state = 'SETTLED', ended_at = p_now, version = version + 1
    WHERE known() AND l.state = 'ACCEPTED' AND (l.task_id = p_task OR l.task_id IS NULL AND l.problem_id = p_problem)
      AND NOT EXISTS (SELECT FROM task t WHERE t.ended_at IS NULL AND (t.id = l.task_id OR l.task_id IS NULL AND t.problem_id = l.problem_id))
    RETURNING l.id, l.org_id
$$;
CREATE FUNCTION public.shows_with(p_table text, p_part jsonb, p_record jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT COALESCE(p_part ->> 'secrecy', 'INTERNAL') = COALESCE(p_record ->> 'secrecy', 'INTERNAL')
        AND COALESCE(p_part -> 'hidden_from', '[]') <@ COALESCE(p_record -> 'hidden_from', '[]')
        AND (SELECT bool_and(COALESCE(p_part -> k, '[]') @> COALESCE(p_record -> k, '[]'))
             FROM unnest(ARRAY['reader_seats', 'seen_orgs', 'seen_departments', 'seen_posts']) AS k)
        AND (p_table <> 'post_role' OR p_part ->> 'state' = 'CONFIRMED')
$$;
CREATE FUNCTION public.stamp() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_carried text[] := ARRAY['updated_at', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts',
        'registered_seats', 'compiled_seats', 'uploaded_seats', 'seats', 'invited', 'case_org_id', 'logged'] || TG_ARGV;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.updated_at := clock_timestamp();
    ELSIF NEW.updated_at <> OLD.updated_at OR to_jsonb(NEW) - v_carried <> to_jsonb(OLD) - v_carried THEN
        -- Of two changes the later one stands later, though the clock was set back between them.
        NEW.updated_at := GREATEST(clock_timestamp(), OLD.updated_at + interval '1 microsecond');
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.stands_in(p_post uuid, p_org uuid, p_department uuid, p_barred uuid[], p_on date) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
    v_at uuid := p_org;
    v_posts uuid[];
BEGIN
    -- By the post first, which an index finds.
    IF EXISTS (SELECT FROM held_on(p_on) h WHERE h.post_id = p_post AND NOT h.person_id = ANY (p_barred))
        OR EXISTS (SELECT FROM held_on(p_on) h
            WHERE NOT h.person_id = ANY (p_barred) AND (h.role = 'DEPARTMENT_HEAD' AND h.department_id = p_department
                OR h.role = 'REGION_MANAGER' AND h.org_id = p_org AND p_department IS NULL)) THEN
        RETURN '{}';
    END IF;
    IF p_department IS NOT NULL THEN
        SELECT array_agg(DISTINCT h.post_id) INTO v_posts FROM held_on(p_on) h
        WHERE h.post_id = ANY (leader_posts(p_org, p_department, p_on)) AND NOT h.person_id = ANY (p_barred);
    END IF;
    WHILE v_posts IS NULL AND v_at IS NOT NULL LOOP
        SELECT array_agg(DISTINCT h.post_id) INTO v_posts FROM held_on(p_on) h
        WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = v_at AND NOT h.person_id = ANY (p_barred);
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_at;
    END LOOP;
    RETURN COALESCE(v_posts, '{}');
END $$;
CREATE FUNCTION public.stood_for(p_posts uuid[], p_orgs uuid[], p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH heads AS MATERIALIZED (
        SELECT DISTINCT h.department_id FROM held_on(p_on) h WHERE h.role = 'DEPARTMENT_HEAD' AND h.department_id IS NOT NULL
    ), managed AS MATERIALIZED (
        SELECT DISTINCT h.org_id FROM held_on(p_on) h WHERE h.role = 'REGION_MANAGER'
    ), sides AS (
        SELECT o.id AS org, d.id AS department, false AS region
        FROM organisation o JOIN department d ON d.org_id = o.id
        WHERE o.id = ANY (p_orgs) AND o.level <> 'REGION' AND d.id NOT IN (SELECT department_id FROM heads)
        UNION ALL
        SELECT o.id, NULL, o.level = 'REGION' FROM organisation o
        WHERE o.id = ANY (p_orgs) AND o.id NOT IN (SELECT org_id FROM managed)
    ), standing AS MATERIALIZED (
        SELECT s.org, s.department, s.region FROM sides s
        WHERE stands_in(NULL, s.org, s.department, '{}', p_on) && p_posts
    )
    SELECT COALESCE(array_agg(p.id ORDER BY p.id), '{}')
    FROM standing s JOIN post p ON p.org_id = s.org AND (s.region OR p.department_id IS NOT DISTINCT FROM s.department)
    WHERE NOT EXISTS (SELECT FROM held_on(p_on) h WHERE h.post_id = p.id)
$$;
CREATE FUNCTION public.strict_enough(p_local text, p_norm text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN ((p_norm IS NULL) OR (p_local = p_norm) OR (array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_local) > array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_norm)));
CREATE FUNCTION public.take_numbers(p_org uuid, p_kind text, p_year integer, p_count integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO counter AS c (province_id, org_id, kind, year, last)
    SELECT o.province_id, o.id, p_kind, p_year, p_count FROM organisation o WHERE o.id = p_org
    ON CONFLICT (org_id, kind, year) DO UPDATE SET last = c.last + p_count
    RETURNING last - p_count
$$;
CREATE FUNCTION public.task_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    t text;
    v_today date := (SELECT (session_now() AT TIME ZONE o.zone)::date FROM organisation o WHERE o.id = NEW.province_id);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO task_holding (task_id, post_id, person_id, from_on) VALUES (NEW.id, NEW.post_id, NEW.person_id, NEW.assigned_on);
        RETURN NULL;
    END IF;
    IF (NEW.post_id, NEW.person_id) IS DISTINCT FROM (OLD.post_id, OLD.person_id) AND NEW.ended_at IS NULL THEN
        UPDATE task_holding SET to_on = GREATEST(from_on, v_today - 1) WHERE task_id = NEW.id AND to_on IS NULL;
        INSERT INTO task_holding (task_id, post_id, person_id, from_on) VALUES (NEW.id, NEW.post_id, NEW.person_id, v_today);
        IF NEW.post_id = OLD.post_id THEN PERFORM hold_task(NEW.id, NEW.post_id, v_today); END IF;
    END IF;
    IF (NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains)
        IS DISTINCT FROM (OLD.secrecy, OLD.reader_seats, OLD.hidden_from, OLD.seen_orgs, OLD.seen_departments, OLD.seen_posts, OLD.risk_domains) THEN
        FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
            EXECUTE format('UPDATE %I SET task_id = task_id WHERE task_id = $1', t) USING NEW.id;
        END LOOP;
    END IF;
    RETURN NULL;
END $_$;
CREATE FUNCTION public.task_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_free text[] := ARRAY['updated_at', 'secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts', 'risk_domains'];
BEGIN
    IF OLD.ended_at IS NOT NULL AND to_jsonb(NEW) - v_free <> to_jsonb(OLD) - v_free
        OR (NEW.number, NEW.original_due_on, NEW.assigned_at) IS DISTINCT FROM (OLD.number, OLD.original_due_on, OLD.assigned_at) THEN
        RAISE EXCEPTION 'ended' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.task_mandated(p_task uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT known() AND EXISTS (SELECT FROM task t JOIN problem p ON p.id = t.problem_id WHERE t.id = p_task AND p.mandate_issuer IS NOT NULL)
$$;
CREATE FUNCTION public.task_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    SELECT t.province_id, t.org_id, t.secrecy, t.reader_seats, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
    INTO STRICT NEW.province_id, NEW.org_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains
    FROM task t WHERE t.id = NEW.task_id;
    RETURN NEW;
END $$;
CREATE TABLE public.task (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid NOT NULL,
    person_id uuid,
    joint_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    leader_id uuid,
    number public.line_text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    origin text NOT NULL,
    consultation_id uuid,
    outcome_id uuid,
    measure_id uuid,
    problem_id uuid,
    text public.prose_text NOT NULL,
    category text,
    severity text,
    immediate boolean DEFAULT false NOT NULL,
    original_due_on public.day NOT NULL,
    due_on public.day NOT NULL,
    report_interval text DEFAULT 'MONTHLY'::text NOT NULL,
    state text NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid,
    version integer DEFAULT 1 NOT NULL,
    assigned_on public.day NOT NULL,
    accept_by public.day NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    round integer DEFAULT 1 NOT NULL,
    returns integer DEFAULT 0 NOT NULL,
    extensions integer DEFAULT 0 NOT NULL,
    extension_open boolean DEFAULT false NOT NULL,
    submission public.prose_text,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    party_signed_by uuid,
    discipline_signed_by uuid,
    suspended_from text,
    review_on public.day,
    stopped_on public.day,
    ended_at timestamp with time zone,
    end_reason public.prose_text,
    improvement public.prose_text,
    amount_recovered numeric(16,2),
    close_number public.line_text,
    close_year integer,
    close_serial integer,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT task_amount_recovered_check CHECK ((amount_recovered >= (0)::numeric)),
    CONSTRAINT task_check CHECK (((origin = ANY (ARRAY['OUTCOME'::text, 'RESOLUTION'::text])) <= (measure_id IS NOT NULL))),
    CONSTRAINT task_check1 CHECK (((state = ANY (ARRAY['CLOSED'::text, 'CANCELLED'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT task_check10 CHECK (((state = ANY (ARRAY['SUBMITTED'::text, 'CLOSED'::text])) OR ((party_signed_by IS NULL) AND (discipline_signed_by IS NULL)))),
    CONSTRAINT task_check2 CHECK (((state = ANY (ARRAY['CLOSED'::text, 'CANCELLED'::text, 'SUSPENDED'::text])) = (stopped_on IS NOT NULL))),
    CONSTRAINT task_check3 CHECK ((((state = 'SUSPENDED'::text) = (suspended_from IS NOT NULL)) AND ((state = 'SUSPENDED'::text) = (review_on IS NOT NULL)))),
    CONSTRAINT task_check4 CHECK (((state = 'CLOSED'::text) = (close_number IS NOT NULL))),
    CONSTRAINT task_check5 CHECK ((num_nonnulls(close_number, close_year, close_serial) = ANY (ARRAY[0, 3]))),
    CONSTRAINT task_check6 CHECK (((state <> 'CANCELLED'::text) OR (end_reason IS NOT NULL))),
    CONSTRAINT task_check7 CHECK (((state <> ALL (ARRAY['SUBMITTED'::text, 'CLOSED'::text])) OR (submitted_at IS NOT NULL))),
    CONSTRAINT task_check8 CHECK ((party_signed_by <> discipline_signed_by)),
    CONSTRAINT task_check9 CHECK (((state <> 'CLOSED'::text) OR ((party_signed_by IS NOT NULL) AND (discipline_signed_by IS NOT NULL) AND (NOT extension_open)))),
    CONSTRAINT task_close_number_check CHECK ((length((close_number)::text) <= 40)),
    CONSTRAINT task_close_serial_check CHECK ((close_serial > 0)),
    CONSTRAINT task_end_reason_check CHECK ((length((end_reason)::text) <= 2000)),
    CONSTRAINT task_extensions_check CHECK ((extensions >= 0)),
    CONSTRAINT task_improvement_check CHECK ((length((improvement)::text) <= 4000)),
    CONSTRAINT task_number_check CHECK ((length((number)::text) <= 40)),
    CONSTRAINT task_origin_check CHECK ((origin = ANY (ARRAY['OUTCOME'::text, 'RESOLUTION'::text]))),
    CONSTRAINT task_report_interval_check CHECK ((report_interval = ANY (ARRAY['MONTHLY'::text, 'QUARTERLY'::text]))),
    CONSTRAINT task_returns_check CHECK ((returns >= 0)),
    CONSTRAINT task_round_check CHECK ((round > 0)),
    CONSTRAINT task_serial_check CHECK ((serial > 0)),
    CONSTRAINT task_severity_check CHECK ((severity = ANY (ARRAY['GENERAL'::text, 'EMERGING'::text, 'SERIOUS'::text]))),
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['ASSIGNED'::text, 'OBJECTED'::text, 'ACCEPTED'::text, 'IN_PROGRESS'::text, 'SUSPENDED'::text, 'SUBMITTED'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
    CONSTRAINT task_submission_check CHECK ((length((submission)::text) <= 4000)),
    CONSTRAINT task_suspended_from_check CHECK ((suspended_from = ANY (ARRAY['ASSIGNED'::text, 'ACCEPTED'::text, 'IN_PROGRESS'::text]))),
    CONSTRAINT task_text_check CHECK ((length((text)::text) <= 4000)),
    CONSTRAINT task_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.task FORCE ROW LEVEL SECURITY;
CREATE FUNCTION public.task_side(t public.task, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT merged(VARIADIC t.hidden_from || ARRAY[t.person_id, t.leader_id, t.accepted_by, t.submitted_by]
        || ARRAY(SELECT h.person_id FROM task_holding h WHERE h.task_id = t.id)
        || ARRAY(SELECT r.reported_by FROM task_report r WHERE r.task_id = t.id)
        || ARRAY(SELECT e.added_by FROM evidence e WHERE e.task_id = t.id)
        || ARRAY(SELECT x.asked_by FROM extension x WHERE x.task_id = t.id)
        || ARRAY(SELECT x.raised_by FROM objection x WHERE x.task_id = t.id)
        || ARRAY(SELECT x.reached_by FROM milestone x WHERE x.task_id = t.id)
        || ARRAY(SELECT h.person_id FROM held_on(p_on) h
                 WHERE h.department_id = ANY (t.seen_departments) OR h.post_id = t.post_id OR h.post_id = ANY (leader_posts(t.responsible_org_id, t.department_id, p_on))
                    OR (t.department_id IS NULL AND h.org_id = t.responsible_org_id)))
$$;
CREATE FUNCTION public.task_standing(p_tasks uuid[], p_on date) RETURNS TABLE(task_id uuid, own boolean, leaders uuid[], stand_ins uuid[], lines jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
BEGIN
    -- Planning this takes longer than running it: a function of plpgsql keeps its plan.
    RETURN QUERY WITH tasks AS MATERIALIZED (
        SELECT t.* FROM task t WHERE t.id = ANY (p_tasks)
    ), line (line, role) AS (VALUES
        ('DISCIPLINE_OFFICE', 'DISCIPLINE_OFFICE'), ('DISCIPLINE_SECRETARY', 'DISCIPLINE_SECRETARY'), ('PARTY_SECRETARY', 'PARTY_SECRETARY'),
        ('PARTY', 'PARTY_OFFICE'), ('PARTY', 'PARTY_SECRETARY'), ('DISCIPLINE', 'DISCIPLINE_OFFICE'), ('DISCIPLINE', 'DISCIPLINE_SECRETARY')
    ), map AS MATERIALIZED (
        SELECT r.role, m.org_id, m.acting_org_id
        FROM (VALUES ('PARTY_SECRETARY'), ('PARTY_OFFICE'), ('DISCIPLINE_SECRETARY'), ('DISCIPLINE_OFFICE')) AS r (role)
        CROSS JOIN (SELECT DISTINCT province_id FROM tasks) p
        CROSS JOIN LATERAL authority_map(r.role, p.province_id, p_on) m
    ), level AS MATERIALIZED (
        SELECT t.org_id AS of, l.level, l.org_id FROM (SELECT DISTINCT t.org_id FROM tasks t) t JOIN organisation o ON o.id = t.org_id
        CROSS JOIN LATERAL (VALUES (0, o.id), (1, o.parent_id), (2, CASE WHEN o.level = 'REGION' THEN o.province_id END)) AS l (level, org_id)
        WHERE l.org_id IS NOT NULL
    ), holders AS MATERIALIZED (
        SELECT h.role, h.org_id, h.person_id
        FROM held_on(p_on) h
        WHERE h.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
          AND h.org_id = ANY (ARRAY(SELECT m.acting_org_id FROM map m JOIN level v ON v.org_id = m.org_id UNION SELECT t.province_id FROM tasks t))
    ), people AS MATERIALIZED (
        -- Whom it is asked about: who may act on a line, and the viewer.
        SELECT h.person_id FROM holders h UNION SELECT setting_uuid('person')
    ), seats AS MATERIALIZED (
        SELECT h.person_id, h.role, h.post_id, h.department_id, h.org_id FROM held_on(p_on) h WHERE h.person_id = ANY (ARRAY(SELECT p.person_id FROM people p))
    ), places AS MATERIALIZED (
        SELECT x.org, x.department, leader_posts(x.org, x.department, p_on) AS leaders
        FROM (SELECT DISTINCT t.responsible_org_id, t.department_id FROM tasks t) AS x (org, department)
    ), side AS MATERIALIZED (
        -- Who of these is of which task's side: as task_side has it, without all others.
        SELECT t.id, p.person_id FROM tasks t JOIN people p ON p.person_id = ANY (t.hidden_from || ARRAY[t.person_id, t.leader_id, t.accepted_by, t.submitted_by])
        UNION SELECT h.task_id, h.person_id FROM task_holding h WHERE h.task_id = ANY (p_tasks)
        UNION SELECT r.task_id, r.reported_by FROM task_report r WHERE r.task_id = ANY (p_tasks)
        UNION SELECT e.task_id, e.added_by FROM evidence e WHERE e.task_id = ANY (p_tasks)
        UNION SELECT x.task_id, x.asked_by FROM extension x WHERE x.task_id = ANY (p_tasks)
        UNION SELECT x.task_id, x.raised_by FROM objection x WHERE x.task_id = ANY (p_tasks)
        UNION SELECT x.task_id, x.reached_by FROM milestone x WHERE x.task_id = ANY (p_tasks)
        UNION SELECT t.id, s.person_id
        FROM tasks t JOIN places l ON l.org = t.responsible_org_id AND l.department IS NOT DISTINCT FROM t.department_id
        JOIN seats s ON s.department_id = ANY (t.seen_departments) OR s.post_id = t.post_id OR s.post_id = ANY (l.leaders)
            OR (t.department_id IS NULL AND s.org_id = t.responsible_org_id)
    ), acting AS MATERIALIZED (
        SELECT v.of, v.level, x.line, x.role, m.acting_org_id, h.person_id
        FROM level v
        CROSS JOIN line x
        JOIN map m ON m.role = x.role AND m.org_id = v.org_id
        JOIN holders h ON h.role = x.role AND h.org_id = m.acting_org_id
        WHERE x.line <> 'PARTY_SECRETARY'
           OR NOT EXISTS (SELECT FROM seats s WHERE s.person_id = h.person_id AND s.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER'))
    ), free AS MATERIALIZED (
        SELECT DISTINCT t.id, a.line, a.role, a.level, a.acting_org_id, min(a.level) OVER (PARTITION BY t.id, a.line) AS lowest
        FROM tasks t
        JOIN acting a ON a.of = t.org_id
        WHERE (t.id, a.person_id) NOT IN (SELECT s.id, s.person_id FROM side s WHERE s.person_id IS NOT NULL)
          AND (a.line <> 'PARTY' OR a.person_id IS DISTINCT FROM t.discipline_signed_by)
          AND (a.line <> 'DISCIPLINE' OR a.person_id IS DISTINCT FROM t.party_signed_by)
    ), missing AS MATERIALIZED (
        SELECT t.id, t.province_id, x.line, x.role,
               ARRAY(SELECT p.person_id FROM people p
                     WHERE (t.id, p.person_id) IN (SELECT s.id, s.person_id FROM side s)
                        OR p.person_id = CASE x.line WHEN 'PARTY' THEN t.discipline_signed_by WHEN 'DISCIPLINE' THEN t.party_signed_by END
                     ORDER BY p.person_id) AS barred
        FROM tasks t CROSS JOIN line x
        WHERE (t.id, x.line) NOT IN (SELECT f.id, f.line FROM free f)
    ), above AS MATERIALIZED (
        SELECT x.province_id, x.role, x.barred, e.role AS acts, e.acting_org_id
        FROM (SELECT DISTINCT m.province_id, m.role, m.barred FROM missing m) x
        CROSS JOIN LATERAL line_authority(ARRAY[x.role], x.province_id, x.barred, p_on) e
        WHERE e.external
    ), found AS (
        SELECT f.id, f.line, f.role, f.acting_org_id, f.level > 0 AS own, false AS external
        FROM free f WHERE f.level = f.lowest
        UNION
        SELECT x.id, x.line, e.acts, e.acting_org_id, true, true
        FROM missing x JOIN above e ON e.province_id = x.province_id AND e.role = x.role AND e.barred = x.barred
    ), told AS MATERIALIZED (
        SELECT f.id, jsonb_agg(jsonb_build_object('line', f.line, 'role', f.role, 'org', f.acting_org_id, 'own', f.own, 'external', f.external) ORDER BY f.line, f.role, f.acting_org_id) AS lines
        FROM found f GROUP BY f.id
    ), answered AS MATERIALIZED (
        SELECT h.post_id, h.person_id FROM held_on(p_on) h WHERE h.post_id = ANY (ARRAY(SELECT t.post_id FROM tasks t))
    )
    SELECT t.id, (t.id, setting_uuid('person')) IN (SELECT s.id, s.person_id FROM side s WHERE s.person_id IS NOT NULL), l.leaders,
           CASE WHEN EXISTS (SELECT FROM answered a WHERE a.post_id = t.post_id AND NOT a.person_id = ANY (t.hidden_from)) THEN '{}'
                ELSE stands_in(t.post_id, t.responsible_org_id, t.department_id, t.hidden_from, p_on) END,
           COALESCE(f.lines, '[]')
    FROM tasks t
    JOIN places l ON l.org = t.responsible_org_id AND l.department IS NOT DISTINCT FROM t.department_id
    LEFT JOIN told f ON f.id = t.id;
END $$;
CREATE FUNCTION public.tasks_by_name() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RETURN ARRAY(
        SELECT t.id FROM task t WHERE known() AND t.post_id = ANY (setting_uuids('seats') || setting_uuids('stood_for'))
        UNION
        SELECT t.id FROM task t WHERE known() AND t.department_id = ANY (setting_uuids('departments') || setting_uuids('portfolio_departments') || setting_uuids('head_departments'))
        UNION
        SELECT t.id FROM task t WHERE known() AND t.responsible_org_id = ANY (setting_uuids('head_orgs'))
        UNION
        SELECT unnest(named_tasks()));
END $$;
CREATE FUNCTION public.topic_states(p_consultation uuid) RETURNS TABLE(state text, count integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT t.state, count(*)::integer FROM topic t WHERE t.consultation_id = p_consultation AND NOT t.study AND known() GROUP BY t.state
$$;
CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_parts jsonb[];
BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN SELECT array_agg(to_jsonb(n)) INTO v_parts FROM new_rows n;
    WHEN 'DELETE' THEN SELECT array_agg(to_jsonb(b)) INTO v_parts FROM old_rows b;
    ELSE
        WITH was AS (SELECT to_jsonb(b) AS x FROM old_rows b), becomes AS (SELECT to_jsonb(n) AS x FROM new_rows n),
        moved AS (SELECT b.x AS was, n.x AS becomes FROM was b
            JOIN becomes n ON COALESCE(n.x ->> 'id', n.x ->> 'person_id') = COALESCE(b.x ->> 'id', b.x ->> 'person_id')
            WHERE n.x ->> 'updated_at' <> b.x ->> 'updated_at')
        SELECT array_agg(x) INTO v_parts FROM (SELECT m.was AS x FROM moved m UNION ALL SELECT m.becomes FROM moved m) AS either;
    END CASE;
    IF v_parts IS NULL THEN RETURN NULL; END IF;
    FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
        -- A record that this transaction has moved already stays as it is.
        EXECUTE format($f$
            UPDATE %1$I r SET updated_at = clock_timestamp()
            FROM (SELECT (x ->> %2$L)::uuid AS id, array_agg(x) AS parts FROM unnest($1) AS x WHERE x ->> %3$L IS NULL GROUP BY 1) AS p
            WHERE r.id = p.id
              AND EXISTS (SELECT FROM unnest(p.parts) AS x WHERE shows_with($2, x, to_jsonb(r)))
              AND NOT (r.xmin = pg_current_xact_id()::xid AND r.updated_at >= transaction_timestamp())$f$,
            TG_ARGV[i], TG_ARGV[i + 1], TG_ARGV[i + 2]) USING v_parts, TG_TABLE_NAME::text;
    END LOOP;
    RETURN NULL;
END $_$;
CREATE FUNCTION public.uploads_since(p_since timestamp with time zone, OUT files bigint, OUT bytes bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT count(*), COALESCE(sum(size_bytes), 0)::bigint
    FROM file
    WHERE uploaded_by = setting_uuid('person') AND uploaded_at >= p_since
$$;
CREATE FUNCTION public.working_days_after(p_province uuid, p_from date, p_n integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (SELECT d::date FROM generate_series(p_from + 1, p_from + 60 + 3 * p_n, interval '1 day') AS d
        LEFT JOIN calendar_day c ON c.province_id = p_province AND c.day = d::date
        WHERE COALESCE(c.working, extract(isodow FROM d) < 6)
        ORDER BY d OFFSET p_n - 1 LIMIT 1)
$$;
CREATE TABLE public.addendum (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    topic_id uuid,
    text public.prose_text NOT NULL,
    added_by uuid,
    added_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT addendum_text_check CHECK ((length((text)::text) <= 8000))
);
ALTER TABLE ONLY public.addendum FORCE ROW LEVEL SECURITY;
CREATE TABLE public.alignment (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    consultation_id uuid NOT NULL,
    documents public.prose_text[] NOT NULL,
    work_reviewed public.prose_text NOT NULL,
    gaps public.prose_text NOT NULL,
    follow_up public.prose_text NOT NULL,
    recorded_by uuid,
    recorded_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT alignment_documents_check CHECK (((cardinality(documents) > 0) AND public.each_within((documents)::text[], 500))),
    CONSTRAINT alignment_follow_up_check CHECK ((length((follow_up)::text) <= 8000)),
    CONSTRAINT alignment_gaps_check CHECK ((length((gaps)::text) <= 8000)),
    CONSTRAINT alignment_work_reviewed_check CHECK ((length((work_reviewed)::text) <= 8000))
);
ALTER TABLE ONLY public.alignment FORCE ROW LEVEL SECURITY;
CREATE TABLE public.answer (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    consultation_id uuid NOT NULL,
    question text NOT NULL,
    answer public.prose_text NOT NULL,
    deviation boolean DEFAULT false NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT answer_answer_check CHECK ((length((answer)::text) <= 4000))
);
ALTER TABLE ONLY public.answer FORCE ROW LEVEL SECURITY;
CREATE TABLE public.appointment (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    from_on public.day NOT NULL,
    to_on public.day,
    basis public.prose_text,
    principal boolean NOT NULL,
    hands_over boolean DEFAULT false NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT appointment_basis_check CHECK ((length((basis)::text) <= 500)),
    CONSTRAINT appointment_check CHECK (((to_on IS NULL) OR ((to_on)::date >= (from_on)::date))),
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
CREATE TABLE public.calendar_day (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    day public.day NOT NULL,
    working boolean NOT NULL,
    label public.line_text,
    CONSTRAINT calendar_day_label_check CHECK ((length((label)::text) <= 100))
);
ALTER TABLE ONLY public.calendar_day FORCE ROW LEVEL SECURITY;
CREATE TABLE public.complaint (
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text public.prose_text NOT NULL,
    registered_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT complaint_text_check CHECK ((length((text)::text) <= 64000))
);
ALTER TABLE ONLY public.complaint FORCE ROW LEVEL SECURITY;
CREATE TABLE public.consultation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    about_org_id uuid NOT NULL,
    kind text NOT NULL,
    form text NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    planned_on public.day,
    plan_item_id uuid,
    planned_identity uuid,
    state text NOT NULL,
    compiled_by uuid,
    compiled_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    ratified_by uuid,
    ratified_at timestamp with time zone,
    external_document public.prose_text,
    opened_by uuid,
    opened_at timestamp with time zone,
    concluded_by uuid,
    concluded_at timestamp with time zone,
    closed_at timestamp with time zone,
    cancelled_by uuid,
    cancelled_at timestamp with time zone,
    cancel_reason public.prose_text,
    version integer DEFAULT 1 NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT consultation_cancel_reason_check CHECK ((length((cancel_reason)::text) <= 500)),
    CONSTRAINT consultation_check CHECK (((state = ANY (ARRAY['APPROVED'::text, 'CONCLUDED'::text, 'CLOSED'::text])) <= (ratified_at IS NOT NULL))),
    CONSTRAINT consultation_check1 CHECK (((state <> ALL (ARRAY['IN_SESSION'::text, 'CONCLUDED'::text, 'CLOSED'::text])) OR (opened_at IS NOT NULL))),
    CONSTRAINT consultation_check2 CHECK (((state <> ALL (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'APPROVED'::text])) OR (opened_at IS NULL))),
    CONSTRAINT consultation_check3 CHECK (((state = ANY (ARRAY['CONCLUDED'::text, 'CLOSED'::text])) = (concluded_at IS NOT NULL))),
    CONSTRAINT consultation_check4 CHECK (((state = 'CLOSED'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT consultation_check5 CHECK (((state = 'CANCELLED'::text) = (cancelled_at IS NOT NULL))),
    CONSTRAINT consultation_check6 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL))),
    CONSTRAINT consultation_check7 CHECK (((state <> 'IN_SESSION'::text) OR (kind = 'IMMEDIATE'::text) OR (ratified_at IS NOT NULL))),
    CONSTRAINT consultation_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT consultation_form_check CHECK ((form = ANY (ARRAY['MEETING'::text, 'ONE_TO_ONE'::text, 'WRITTEN'::text, 'REMOTE'::text]))),
    CONSTRAINT consultation_kind_check CHECK ((kind = ANY (ARRAY['COMPREHENSIVE'::text, 'THEMATIC'::text, 'IMMEDIATE'::text]))),
    CONSTRAINT consultation_settler_compiled CHECK (((ratified_by IS DISTINCT FROM compiled_by) OR (ratified_by IS NULL))),
    CONSTRAINT consultation_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'APPROVED'::text, 'IN_SESSION'::text, 'CONCLUDED'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
    CONSTRAINT consultation_title_check CHECK ((length((title)::text) <= 200)),
    CONSTRAINT consultation_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.consultation FORCE ROW LEVEL SECURITY;
CREATE TABLE public.consultation_past (
    from_on date NOT NULL,
    until_on date DEFAULT 'infinity'::date NOT NULL,
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    about_org_id uuid NOT NULL,
    kind text NOT NULL,
    form text NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    planned_on public.day,
    plan_item_id uuid,
    planned_identity uuid,
    state text NOT NULL,
    compiled_by uuid,
    compiled_seats uuid[] NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    ratified_by uuid,
    ratified_at timestamp with time zone,
    external_document public.prose_text,
    opened_by uuid,
    opened_at timestamp with time zone,
    concluded_by uuid,
    concluded_at timestamp with time zone,
    closed_at timestamp with time zone,
    cancelled_by uuid,
    cancelled_at timestamp with time zone,
    cancel_reason public.prose_text,
    version integer NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT consultation_past_check CHECK ((until_on > from_on))
);
ALTER TABLE ONLY public.consultation_past FORCE ROW LEVEL SECURITY;
CREATE TABLE public.consultation_plan (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    year integer NOT NULL,
    integrity_plan public.prose_text NOT NULL,
    supervision_plan public.prose_text NOT NULL,
    state text NOT NULL,
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason public.prose_text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT consultation_plan_check CHECK (((state = 'PROPOSED'::text) = (decided_at IS NULL))),
    CONSTRAINT consultation_plan_check1 CHECK (((state = 'PROPOSED'::text) OR ((party_office_by IS NOT NULL) AND (discipline_office_by IS NOT NULL)))),
    CONSTRAINT consultation_plan_integrity_plan_check CHECK ((length((integrity_plan)::text) <= 200)),
    CONSTRAINT consultation_plan_reason_check CHECK ((length((reason)::text) <= 500)),
    CONSTRAINT consultation_plan_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'IN_FORCE'::text, 'DECLINED'::text, 'SUPERSEDED'::text]))),
    CONSTRAINT consultation_plan_supervision_plan_check CHECK ((length((supervision_plan)::text) <= 200)),
    CONSTRAINT consultation_plan_two_people CHECK ((party_office_by <> discipline_office_by)),
    CONSTRAINT consultation_plan_version_check CHECK ((version > 0)),
    CONSTRAINT consultation_plan_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);
ALTER TABLE ONLY public.consultation_plan FORCE ROW LEVEL SECURITY;
CREATE TABLE public.consultation_rule (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    kind text NOT NULL,
    superior_document public.prose_text NOT NULL,
    subjects public.prose_text NOT NULL,
    content public.prose_text NOT NULL,
    form text NOT NULL,
    procedure public.prose_text NOT NULL,
    frequency text NOT NULL,
    use_of_outcomes public.prose_text NOT NULL,
    quorum_percent integer DEFAULT 50 NOT NULL,
    state text NOT NULL,
    party_office_by uuid,
    discipline_office_by uuid,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason public.prose_text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT consultation_rule_check CHECK (((state = 'PROPOSED'::text) = (decided_at IS NULL))),
    CONSTRAINT consultation_rule_check1 CHECK (((state = 'PROPOSED'::text) OR ((party_office_by IS NOT NULL) AND (discipline_office_by IS NOT NULL)))),
    CONSTRAINT consultation_rule_content_check CHECK ((length((content)::text) <= 4000)),
    CONSTRAINT consultation_rule_form_check CHECK ((form = ANY (ARRAY['MEETING'::text, 'ONE_TO_ONE'::text, 'WRITTEN'::text, 'REMOTE'::text]))),
    CONSTRAINT consultation_rule_frequency_check CHECK ((frequency = ANY (ARRAY['ONCE'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'SEMIANNUAL'::text, 'ANNUAL'::text, 'ON_EVENT'::text]))),
    CONSTRAINT consultation_rule_kind_check CHECK ((kind = ANY (ARRAY['COMPREHENSIVE'::text, 'THEMATIC'::text, 'IMMEDIATE'::text]))),
    CONSTRAINT consultation_rule_procedure_check CHECK ((length((procedure)::text) <= 4000)),
    CONSTRAINT consultation_rule_quorum_percent_check CHECK (((quorum_percent >= 1) AND (quorum_percent <= 100))),
    CONSTRAINT consultation_rule_reason_check CHECK ((length((reason)::text) <= 500)),
    CONSTRAINT consultation_rule_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'IN_FORCE'::text, 'DECLINED'::text, 'SUPERSEDED'::text]))),
    CONSTRAINT consultation_rule_subjects_check CHECK ((length((subjects)::text) <= 2000)),
    CONSTRAINT consultation_rule_superior_document_check CHECK ((length((superior_document)::text) <= 200)),
    CONSTRAINT consultation_rule_two_people CHECK ((party_office_by <> discipline_office_by)),
    CONSTRAINT consultation_rule_use_of_outcomes_check CHECK ((length((use_of_outcomes)::text) <= 4000)),
    CONSTRAINT consultation_rule_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.consultation_rule FORCE ROW LEVEL SECURITY;
CREATE TABLE public.counter (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT counter_kind_check CHECK ((kind = ANY (ARRAY['TASK'::text, 'CLOSE_OUT'::text, 'REMINDER'::text, 'FOLLOW_UP_ORDER'::text, 'DISCIPLINE_RECOMMENDATION'::text]))),
    CONSTRAINT counter_last_check CHECK ((last > 0))
);
ALTER TABLE ONLY public.counter FORCE ROW LEVEL SECURITY;
CREATE TABLE public.department (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    code text NOT NULL,
    name public.line_text NOT NULL COLLATE public.pinyin,
    kind text NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    business_lines text[] DEFAULT '{}'::text[] NOT NULL,
    legal_entity public.line_text,
    origin text,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT department_check CHECK (((kind <> 'DISCIPLINE_OFFICE'::text) OR (risk_domains = '{}'::text[]))),
    CONSTRAINT department_code_check CHECK ((code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'::text)),
    CONSTRAINT department_kind_check CHECK ((kind = ANY (ARRAY['ORDINARY'::text, 'PARTY_OFFICE'::text, 'DISCIPLINE_OFFICE'::text]))),
    CONSTRAINT department_legal_entity_check CHECK ((length((legal_entity)::text) <= 200)),
    CONSTRAINT department_name_check CHECK ((length((name)::text) <= 200)),
    CONSTRAINT department_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
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
    content public.prose_text NOT NULL,
    standard public.prose_text,
    evidence_required public.prose_text,
    frequency text NOT NULL,
    norm_frequency text,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    principal boolean DEFAULT false NOT NULL,
    business_work public.prose_text,
    origin text,
    indicators jsonb DEFAULT '[]'::jsonb NOT NULL,
    identity uuid DEFAULT gen_random_uuid() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT duty_item_business_work_check CHECK ((length((business_work)::text) <= 500)),
    CONSTRAINT duty_item_check CHECK (((NOT principal) OR (kind = 'MAIN'::text))),
    CONSTRAINT duty_item_check1 CHECK (public.strict_enough(frequency, norm_frequency)),
    CONSTRAINT duty_item_content_check CHECK ((length((content)::text) <= 2000)),
    CONSTRAINT duty_item_evidence_required_check CHECK ((length((evidence_required)::text) <= 500)),
    CONSTRAINT duty_item_frequency_check CHECK ((frequency = ANY (ARRAY['ONCE'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'SEMIANNUAL'::text, 'ANNUAL'::text, 'ON_EVENT'::text]))),
    CONSTRAINT duty_item_indicators_check CHECK (((jsonb_typeof(indicators) = 'array'::text) AND public.indicators_kept(indicators))),
    CONSTRAINT duty_item_no_check CHECK (((no >= 1) AND (no <= 999))),
    CONSTRAINT duty_item_norm_frequency_check CHECK ((norm_frequency = ANY (ARRAY['ONCE'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'SEMIANNUAL'::text, 'ANNUAL'::text, 'ON_EVENT'::text]))),
    CONSTRAINT duty_item_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT duty_item_standard_check CHECK ((length((standard)::text) <= 2000))
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
    title public.line_text NOT NULL COLLATE public.pinyin,
    state text NOT NULL,
    edition integer,
    revises_id uuid,
    origin text,
    drafted_by uuid,
    in_force_at timestamp with time zone,
    in_force_by uuid,
    external_document public.prose_text,
    superseded_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
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
    CONSTRAINT duty_list_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT duty_list_kind_check CHECK ((kind = ANY (ARRAY['MAIN'::text, 'SUPERVISORY'::text, 'DUAL_DUTY'::text, 'OVERSIGHT'::text]))),
    CONSTRAINT duty_list_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT duty_list_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_FORCE'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT duty_list_title_check CHECK ((length((title)::text) <= 200)),
    CONSTRAINT duty_list_version_check CHECK ((version > 0)),
    CONSTRAINT duty_list_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);
ALTER TABLE ONLY public.duty_list FORCE ROW LEVEL SECURITY;
CREATE TABLE public.organisation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    branch_id uuid,
    parent_id uuid,
    level text NOT NULL,
    code text NOT NULL,
    name public.line_text NOT NULL COLLATE public.pinyin,
    number_prefix public.line_text,
    party_organisation text NOT NULL,
    discipline_body text NOT NULL,
    zone public.line_text NOT NULL,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
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
    CONSTRAINT organisation_name_check CHECK ((length((name)::text) <= 200)),
    CONSTRAINT organisation_number_prefix_check CHECK ((length((number_prefix)::text) <= 8)),
    CONSTRAINT organisation_party_organisation_check CHECK ((party_organisation = ANY (ARRAY['PARTY_COMMITTEE'::text, 'GENERAL_PARTY_BRANCH'::text, 'PARTY_BRANCH'::text]))),
    CONSTRAINT organisation_version_check CHECK ((version > 0)),
    CONSTRAINT organisation_zone_check CHECK ((length((zone)::text) <= 40))
);
ALTER TABLE ONLY public.organisation FORCE ROW LEVEL SECURITY;
CREATE TABLE public.post (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    department_id uuid,
    code text NOT NULL,
    name public.line_text NOT NULL COLLATE public.pinyin,
    categories text[] NOT NULL,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT post_code_check CHECK ((code ~ '^[A-Z][A-Z0-9/.-]{1,39}$'::text)),
    CONSTRAINT post_name_check CHECK ((length((name)::text) <= 200)),
    CONSTRAINT post_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.post FORCE ROW LEVEL SECURITY;
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
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT post_role_check CHECK ((proposed_by <> confirmed_by)),
    CONSTRAINT post_role_role_check CHECK ((role = ANY (ARRAY['PARTY_SECRETARY'::text, 'PARTY_COMMITTEE_MEMBER'::text, 'PARTY_OFFICE'::text, 'DISCIPLINE_SECRETARY'::text, 'DISCIPLINE_OFFICE'::text, 'DISCIPLINE_COMMISSIONER'::text, 'DEPARTMENT_HEAD'::text, 'DEPARTMENT_STAFF'::text, 'REGION_MANAGER'::text, 'REGION_STAFF'::text, 'LEADERSHIP_MEMBER'::text, 'ANALYST'::text, 'ADMINISTRATOR'::text]))),
    CONSTRAINT post_role_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT post_role_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.post_role FORCE ROW LEVEL SECURITY;
CREATE TABLE public.substitution (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_on public.day NOT NULL,
    to_on public.day NOT NULL,
    reason public.prose_text NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT substitution_check CHECK (((to_on)::date >= (from_on)::date)),
    CONSTRAINT substitution_check1 CHECK ((proposed_by <> confirmed_by)),
    CONSTRAINT substitution_reason_check CHECK ((length((reason)::text) <= 500)),
    CONSTRAINT substitution_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text]))),
    CONSTRAINT substitution_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.substitution FORCE ROW LEVEL SECURITY;
CREATE VIEW public.coverage_gap WITH (security_invoker='true') AS
 WITH zone AS (
         SELECT o.zone,
            (EXTRACT(year FROM (o.created_at AT TIME ZONE o.zone)))::integer AS since
           FROM public.organisation o
          WHERE (o.level = 'PROVINCE'::text)
          ORDER BY o.created_at
         LIMIT 1
        ), years AS NOT MATERIALIZED (
         SELECT y.year,
                CASE
                    WHEN (y.year = t.year) THEN t.today
                    ELSE make_date(y.year, 12, 31)
                END AS day
           FROM (( SELECT public.setting_today() AS today,
                    (EXTRACT(year FROM public.setting_today()))::integer AS year) t
             CROSS JOIN LATERAL generate_series(( SELECT z.since
                   FROM zone z), t.year) y(year))
        ), scope AS MATERIALIZED (
         SELECT y.year,
            y.day,
            o.id,
            o.province_id,
            o.party_organisation,
            o.discipline_body
           FROM (years y
             JOIN public.organisation o ON (((o.id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) AND ((o.deactivated_at IS NULL) OR (((o.deactivated_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date > y.day)) AND (((o.created_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date <= y.day))))
        ), departments AS MATERIALIZED (
         SELECT s.year,
            d.id,
            d.org_id,
            d.risk_domains
           FROM (scope s
             JOIN public.department d ON (((d.org_id = s.id) AND ((d.deactivated_at IS NULL) OR (((d.deactivated_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date > s.day)) AND (((d.created_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date <= s.day))))
        ), in_force AS MATERIALIZED (
         SELECT l.id,
            l.kind,
            l.org_id,
            l.department_id,
            l.post_id,
            l.year
           FROM (public.duty_list l
             JOIN years y ON ((y.year = l.year)))
          WHERE ((l.in_force_at IS NOT NULL) AND (((l.in_force_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date <= y.day) AND ((l.superseded_at IS NULL) OR (((l.superseded_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date > y.day)))
        ), holdings AS NOT MATERIALIZED (
         SELECT a.post_id,
            a.from_on,
            a.to_on
           FROM public.appointment a
          WHERE (a.state = 'CONFIRMED'::text)
        UNION ALL
         SELECT s.post_id,
            s.from_on,
            s.to_on
           FROM public.substitution s
          WHERE (s.state = 'CONFIRMED'::text)
        ), held AS MATERIALIZED (
         SELECT DISTINCT y.year,
            h.post_id
           FROM (years y
             JOIN holdings h ON ((((h.from_on)::date <= y.day) AND ((h.to_on IS NULL) OR ((h.to_on)::date >= y.day)))))
        ), heads AS MATERIALIZED (
         SELECT DISTINCT h.year,
            r.role,
            p.org_id,
            p.department_id
           FROM ((held h
             JOIN public.post p ON ((p.id = h.post_id)))
             JOIN public.post_role r ON (((r.post_id = p.id) AND (r.state = 'CONFIRMED'::text))))
          WHERE (r.role = ANY (ARRAY['DEPARTMENT_HEAD'::text, 'PARTY_SECRETARY'::text]))
        ), covered AS MATERIALIZED (
         SELECT DISTINCT l.year,
            l.org_id,
            c.code
           FROM (((in_force l
             JOIN public.duty_item i ON ((i.list_id = l.id)))
             JOIN departments d ON (((d.id = l.department_id) AND (d.year = l.year))))
             CROSS JOIN LATERAL unnest(i.risk_domains) c(code))
          WHERE ((l.kind = 'OVERSIGHT'::text) AND (c.code = ANY (d.risk_domains)))
        ), gaps AS (
         SELECT 'LIST_MISSING'::text AS gap,
            s.year,
            s.province_id,
            s.id AS org_id,
            NULL::uuid AS department_id,
            NULL::uuid AS post_id,
            NULL::uuid AS item_id,
            k.kind AS list_kind,
            NULL::text AS risk_domain
           FROM (scope s
             CROSS JOIN ( VALUES ('MAIN'::text), ('SUPERVISORY'::text), ('OVERSIGHT'::text)) k(kind))
          WHERE (
                CASE k.kind
                    WHEN 'MAIN'::text THEN (s.party_organisation = 'PARTY_COMMITTEE'::text)
                    WHEN 'SUPERVISORY'::text THEN (s.discipline_body = 'COMMISSION'::text)
                    ELSE ((s.id, s.year) IN ( SELECT d.org_id,
                        d.year
                       FROM departments d))
                END AND (NOT ((s.id, k.kind, s.year) IN ( SELECT l.org_id,
                    l.kind,
                    l.year
                   FROM in_force l))))
        UNION ALL
         SELECT 'POST_WITHOUT_LIST'::text,
            s.year,
            p.province_id,
            p.org_id,
            p.department_id,
            p.id,
            NULL::uuid,
            'DUAL_DUTY'::text,
            NULL::text
           FROM (public.post p
             JOIN scope s ON ((s.id = p.org_id)))
          WHERE (((p.deactivated_at IS NULL) OR (((p.deactivated_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date > s.day)) AND (((p.created_at AT TIME ZONE ( SELECT z.zone
                   FROM zone z)))::date <= s.day) AND (p.categories <> '{STAFF}'::text[]) AND (NOT ((p.id, s.year) IN ( SELECT l.post_id,
                    l.year
                   FROM in_force l
                  WHERE (l.kind = 'DUAL_DUTY'::text)))))
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
           FROM ((in_force l
             JOIN public.duty_item i ON ((i.list_id = l.id)))
             JOIN scope s ON (((s.id = i.org_id) AND (s.year = i.year))))
          WHERE
                CASE i.kind
                    WHEN 'DUAL_DUTY'::text THEN (NOT ((i.post_id, i.year) IN ( SELECT h.post_id,
                        h.year
                       FROM held h)))
                    WHEN 'OVERSIGHT'::text THEN (NOT ((i.department_id, i.year) IN ( SELECT h.department_id,
                        h.year
                       FROM heads h
                      WHERE ((h.role = 'DEPARTMENT_HEAD'::text) AND (h.department_id IS NOT NULL)))))
                    WHEN 'MAIN'::text THEN (i.principal AND (NOT ((i.org_id, i.year) IN ( SELECT h.org_id,
                        h.year
                       FROM heads h
                      WHERE (h.role = 'PARTY_SECRETARY'::text)))))
                    ELSE false
                END
        UNION ALL
         SELECT 'DOMAIN_UNCOVERED'::text,
            s.year,
            s.province_id,
            s.id,
            NULL::uuid,
            NULL::uuid,
            NULL::uuid,
            'OVERSIGHT'::text,
            c.code
           FROM (scope s
             CROSS JOIN public.code c)
          WHERE ((c.kind = 'RISK_DOMAIN'::text) AND c.mandatory AND ((s.id, s.year) IN ( SELECT d.org_id,
                    d.year
                   FROM departments d)) AND (NOT ((s.id, s.year, c.code) IN ( SELECT k.org_id,
                    k.year,
                    k.code
                   FROM covered k))))
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
    gaps.risk_domain,
    GREATEST(( SELECT o.updated_at
           FROM public.organisation o
          WHERE (o.id = gaps.org_id)), ( SELECT max(d.updated_at) AS max
           FROM public.department d
          WHERE (d.org_id = gaps.org_id)), ( SELECT p.updated_at
           FROM public.post p
          WHERE (p.id = gaps.post_id)), ( SELECT max(l.updated_at) AS max
           FROM public.duty_list l
          WHERE ((l.org_id = gaps.org_id) AND (l.kind = gaps.list_kind) AND (l.year = gaps.year) AND (l.state = ANY (ARRAY['IN_FORCE'::text, 'SUPERSEDED'::text]))))) AS updated_at
   FROM gaps;
CREATE TABLE public.duty_list_past (
    from_on date NOT NULL,
    until_on date DEFAULT 'infinity'::date NOT NULL,
    now_state text NOT NULL,
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid,
    department_id uuid,
    kind text NOT NULL,
    year integer NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    state text NOT NULL,
    edition integer,
    revises_id uuid,
    origin text,
    drafted_by uuid,
    in_force_at timestamp with time zone,
    in_force_by uuid,
    external_document public.prose_text,
    superseded_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT duty_list_past_check CHECK ((until_on > from_on))
);
ALTER TABLE ONLY public.duty_list_past FORCE ROW LEVEL SECURITY;
CREATE TABLE public.evidence (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    round integer NOT NULL,
    description public.prose_text NOT NULL,
    effective_on public.day NOT NULL,
    file_id uuid,
    added_by uuid,
    added_at timestamp with time zone NOT NULL,
    decision text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason public.prose_text,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT evidence_check CHECK (((decision = 'OPEN'::text) = (decided_at IS NULL))),
    CONSTRAINT evidence_check1 CHECK (((decision <> 'REJECTED'::text) OR (reason IS NOT NULL))),
    CONSTRAINT evidence_decision_check CHECK ((decision = ANY (ARRAY['OPEN'::text, 'ACCEPTED'::text, 'REJECTED'::text]))),
    CONSTRAINT evidence_description_check CHECK ((length((description)::text) <= 2000)),
    CONSTRAINT evidence_reason_check CHECK ((length((reason)::text) <= 2000))
);
ALTER TABLE ONLY public.evidence FORCE ROW LEVEL SECURITY;
CREATE TABLE public.extension (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    from_due_on public.day NOT NULL,
    until_on public.day NOT NULL,
    reason public.prose_text NOT NULL,
    first boolean NOT NULL,
    state text NOT NULL,
    asked_by uuid,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decision_reason public.prose_text,
    external_document public.prose_text,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT extension_check CHECK (((until_on)::date > (from_due_on)::date)),
    CONSTRAINT extension_check1 CHECK (((state = 'OPEN'::text) = (decided_at IS NULL))),
    CONSTRAINT extension_check2 CHECK (((state <> 'REFUSED'::text) OR (decision_reason IS NOT NULL))),
    CONSTRAINT extension_decision_reason_check CHECK ((length((decision_reason)::text) <= 2000)),
    CONSTRAINT extension_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT extension_reason_check CHECK ((length((reason)::text) <= 2000)),
    CONSTRAINT extension_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'GRANTED'::text, 'REFUSED'::text, 'LAPSED'::text])))
);
ALTER TABLE ONLY public.extension FORCE ROW LEVEL SECURITY;
CREATE TABLE public.file (
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    name public.line_text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 bytea NOT NULL,
    uploaded_by uuid NOT NULL,
    uploaded_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    attached_kind text,
    attached_id uuid,
    attached_at timestamp with time zone,
    consultation_id uuid,
    case_org_id uuid,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    logged boolean DEFAULT false NOT NULL,
    expired_at timestamp with time zone,
    removed_at timestamp with time zone,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT file_attached_kind_check CHECK ((attached_kind ~ '^[A-Z][A-Za-z]{2,40}$'::text)),
    CONSTRAINT file_check CHECK ((((attached_kind IS NULL) = (attached_at IS NULL)) AND ((attached_id IS NULL) = (attached_at IS NULL)))),
    CONSTRAINT file_check1 CHECK (((attached_at IS NOT NULL) OR ((consultation_id IS NULL) AND (reader_seats = '{}'::uuid[]) AND (hidden_from = '{}'::uuid[]) AND (NOT logged)))),
    CONSTRAINT file_check2 CHECK (((attached_at IS NULL) OR (expired_at IS NULL))),
    CONSTRAINT file_check3 CHECK (((removed_at IS NULL) OR (expired_at IS NOT NULL))),
    CONSTRAINT file_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'::text]))),
    CONSTRAINT file_name_check CHECK (((length((name)::text) <= 200) AND ((name)::text !~ '[/\\]'::text))),
    CONSTRAINT file_sha256_check CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT file_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= 20971520)))
);
ALTER TABLE ONLY public.file FORCE ROW LEVEL SECURITY;
CREATE TABLE public.finding (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    problem_id uuid,
    source text NOT NULL,
    reference public.line_text,
    title public.line_text NOT NULL COLLATE public.pinyin,
    content public.prose_text,
    category text NOT NULL,
    severity text NOT NULL,
    about_org_id uuid NOT NULL,
    about_department_id uuid,
    found_on public.day NOT NULL,
    state text NOT NULL,
    transferred_on public.day,
    transferred_to public.line_text,
    concerns uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    registered_by uuid,
    registered_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    readers uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT finding_check CHECK (((state = 'TRANSFERRED'::text) = (transferred_on IS NOT NULL))),
    CONSTRAINT finding_check1 CHECK (((transferred_on IS NULL) = (transferred_to IS NULL))),
    CONSTRAINT finding_check2 CHECK (((source = 'COMPLAINT'::text) = (content IS NULL))),
    CONSTRAINT finding_content_check CHECK ((length((content)::text) <= 8000)),
    CONSTRAINT finding_reference_check CHECK ((length((reference)::text) <= 200)),
    CONSTRAINT finding_secrecy_check CHECK ((secrecy = ANY (ARRAY['INTERNAL'::text, 'RESTRICTED'::text, 'CONFIDENTIAL'::text]))),
    CONSTRAINT finding_severity_check CHECK ((severity = ANY (ARRAY['GENERAL'::text, 'EMERGING'::text, 'SERIOUS'::text]))),
    CONSTRAINT finding_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'TRANSFERRED'::text]))),
    CONSTRAINT finding_title_check CHECK ((length((title)::text) <= 200)),
    CONSTRAINT finding_transferred_to_check CHECK ((length((transferred_to)::text) <= 200)),
    CONSTRAINT finding_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.finding FORCE ROW LEVEL SECURITY;
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
    capacity text,
    next_level boolean DEFAULT false NOT NULL,
    external_document public.prose_text,
    act text NOT NULL,
    reason public.prose_text,
    from_state text,
    to_state text,
    changes jsonb DEFAULT '[]'::jsonb NOT NULL,
    subject_noun text,
    subject_id uuid,
    audience text NOT NULL,
    org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid,
    list_kind text,
    consultation_id uuid,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    registered_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    discipline_office_by uuid,
    resolution text,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT history_audience_check CHECK ((audience = ANY (ARRAY['REFERENCE'::text, 'PROPOSAL'::text, 'CONTACT'::text, 'LIST'::text, 'LIST_DRAFT'::text, 'FINDING'::text, 'PROBLEM'::text, 'DELIBERATION'::text, 'OUTCOME'::text, 'TASK'::text, 'PLAN'::text, 'LETTER'::text, 'LETTER_DRAFT'::text]))),
    CONSTRAINT history_capacity_check CHECK ((capacity = ANY (ARRAY['SUBSTANTIVE'::text, 'ACTING'::text, 'SUBSTITUTE'::text]))),
    CONSTRAINT history_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text)),
    CONSTRAINT history_check CHECK (((audience = ANY (ARRAY['LIST'::text, 'LIST_DRAFT'::text])) = (list_kind IS NOT NULL))),
    CONSTRAINT history_check1 CHECK (((subject_noun IS NULL) = (subject_id IS NULL))),
    CONSTRAINT history_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT history_reason_check CHECK ((length((reason)::text) <= 2000))
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
CREATE TABLE public.instruction (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text public.prose_text NOT NULL,
    given_by uuid,
    given_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT instruction_text_check CHECK ((length((text)::text) <= 2000))
);
ALTER TABLE ONLY public.instruction FORCE ROW LEVEL SECURITY;
CREATE TABLE public.job_run (
    id bigint NOT NULL,
    job text NOT NULL,
    server text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    done jsonb DEFAULT '{}'::jsonb NOT NULL,
    failure text,
    CONSTRAINT job_run_check CHECK ((ended_at >= started_at)),
    CONSTRAINT job_run_check1 CHECK (((failure IS NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT job_run_done_check CHECK ((jsonb_typeof(done) = 'object'::text)),
    CONSTRAINT job_run_failure_check CHECK ((failure <> ''::text)),
    CONSTRAINT job_run_job_check CHECK ((job <> ''::text)),
    CONSTRAINT job_run_server_check CHECK ((server <> ''::text))
);
ALTER TABLE ONLY public.job_run FORCE ROW LEVEL SECURITY;
ALTER TABLE public.job_run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.task_delta (
    id bigint NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    due_on public.day,
    late boolean,
    n integer NOT NULL,
    CONSTRAINT task_delta_check CHECK ((num_nonnulls(due_on, late) = 1)),
    CONSTRAINT task_delta_n_check CHECK ((n <> 0))
);
ALTER TABLE ONLY public.task_delta FORCE ROW LEVEL SECURITY;
CREATE TABLE public.task_due (
    province_id uuid NOT NULL,
    due_on public.day NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    n bigint NOT NULL
)
WITH (fillfactor='70');
ALTER TABLE ONLY public.task_due FORCE ROW LEVEL SECURITY;
CREATE TABLE public.task_fold (
    province_id uuid NOT NULL,
    before public.day NOT NULL
);
ALTER TABLE ONLY public.task_fold FORCE ROW LEVEL SECURITY;
CREATE TABLE public.task_sum (
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    late boolean NOT NULL,
    n bigint NOT NULL
)
WITH (fillfactor='70');
ALTER TABLE ONLY public.task_sum FORCE ROW LEVEL SECURITY;
CREATE VIEW public.kept_task WITH (security_invoker='true') AS
 SELECT k.province_id,
    k.org_id,
    k.responsible_org_id,
    k.state,
        CASE
            WHEN k.late THEN '-infinity'::date
            ELSE 'infinity'::date
        END AS due_on,
        CASE
            WHEN (k.state = ANY (ARRAY['SUSPENDED'::text, 'CLOSED'::text, 'CANCELLED'::text])) THEN ( SELECT public.setting_today() AS setting_today)
            ELSE NULL::date
        END AS stopped_on,
        CASE
            WHEN (k.state = ANY (ARRAY['CLOSED'::text, 'CANCELLED'::text])) THEN 'infinity'::timestamp with time zone
            ELSE NULL::timestamp with time zone
        END AS ended_at,
    k.n
   FROM ( SELECT s.province_id,
            s.org_id,
            s.responsible_org_id,
            s.state,
            s.late,
            s.n
           FROM public.task_sum s
        UNION ALL
         SELECT d.province_id,
            d.org_id,
            d.responsible_org_id,
            d.state,
            v.late,
            v.n
           FROM ((public.task_fold f
             JOIN public.task_due d ON (((d.province_id = f.province_id) AND ((d.due_on)::date >= LEAST((f.before)::date, ( SELECT public.setting_today() AS setting_today))) AND ((d.due_on)::date < GREATEST((f.before)::date, ( SELECT public.setting_today() AS setting_today))))))
             CROSS JOIN LATERAL ( VALUES (((f.before)::date <= ( SELECT public.setting_today() AS setting_today)),d.n), (((f.before)::date > ( SELECT public.setting_today() AS setting_today)),(- d.n))) v(late, n))
        UNION ALL
         SELECT d.province_id,
            d.org_id,
            d.responsible_org_id,
            d.state,
            COALESCE(d.late, ((d.due_on)::date < ( SELECT public.setting_today() AS setting_today))) AS "coalesce",
            d.n
           FROM public.task_delta d) k;
CREATE TABLE public.measure (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    no integer NOT NULL,
    text public.prose_text NOT NULL,
    due_on public.day,
    immediate boolean DEFAULT false NOT NULL,
    problem_id uuid,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT measure_no_check CHECK (((no >= 1) AND (no <= 200))),
    CONSTRAINT measure_text_check CHECK ((length((text)::text) <= 4000))
);
ALTER TABLE ONLY public.measure FORCE ROW LEVEL SECURITY;
CREATE TABLE public.milestone (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    no integer NOT NULL,
    text public.prose_text NOT NULL,
    due_on public.day NOT NULL,
    reached_on public.day,
    reached_by uuid,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT milestone_no_check CHECK (((no >= 1) AND (no <= 50))),
    CONSTRAINT milestone_text_check CHECK ((length((text)::text) <= 1000))
);
ALTER TABLE ONLY public.milestone FORCE ROW LEVEL SECURITY;
CREATE TABLE public.objection (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    kind text NOT NULL,
    text public.prose_text NOT NULL,
    state text NOT NULL,
    raised_by uuid,
    raised_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason public.prose_text,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT objection_check CHECK ((((state = 'OPEN'::text) = (decided_at IS NULL)) AND ((state = 'OPEN'::text) = (reason IS NULL)))),
    CONSTRAINT objection_kind_check CHECK ((kind = ANY (ARRAY['NOT_OURS'::text, 'WORDING'::text, 'EXPLANATION_ONLY'::text, 'CANNOT_NOW'::text]))),
    CONSTRAINT objection_reason_check CHECK ((length((reason)::text) <= 2000)),
    CONSTRAINT objection_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'MAINTAINED'::text, 'ADJUSTED'::text, 'REASSIGNED'::text, 'TASK_CANCELLED'::text, 'SUSPENDED'::text]))),
    CONSTRAINT objection_text_check CHECK ((length((text)::text) <= 2000))
);
ALTER TABLE ONLY public.objection FORCE ROW LEVEL SECURITY;
CREATE TABLE public.outcome (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    consultation_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    kind text NOT NULL,
    problem_id uuid,
    root_cause public.prose_text,
    text public.prose_text,
    transferred_on public.day,
    receiver public.line_text,
    final boolean DEFAULT false NOT NULL,
    recommendation text,
    answer_reason public.prose_text,
    answered_by uuid,
    answered_at timestamp with time zone,
    resolution public.prose_text,
    resolution_document public.prose_text,
    resolved_on public.day,
    resolution_by uuid,
    created_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT outcome_answer_reason_check CHECK ((length((answer_reason)::text) <= 2000)),
    CONSTRAINT outcome_check CHECK (((NOT final) OR
CASE kind
    WHEN 'MEASURES'::text THEN ((problem_id IS NOT NULL) AND (root_cause IS NOT NULL))
    WHEN 'TRANSFERRED'::text THEN ((transferred_on IS NOT NULL) AND (receiver IS NOT NULL))
    WHEN 'INFORMATION'::text THEN true
    ELSE (text IS NOT NULL)
END)),
    CONSTRAINT outcome_check1 CHECK (((final AND (kind = 'RECOMMENDATION'::text)) = (recommendation IS NOT NULL))),
    CONSTRAINT outcome_check2 CHECK (((recommendation <> ALL (ARRAY['DECLINED'::text, 'REPORTED_ABOVE'::text, 'SETTLED'::text])) OR (answer_reason IS NOT NULL))),
    CONSTRAINT outcome_check3 CHECK ((((resolution IS NULL) = (resolved_on IS NULL)) AND ((resolution IS NULL) = (resolution_document IS NULL)))),
    CONSTRAINT outcome_check4 CHECK (((resolution IS NULL) OR (kind = 'TO_COMMITTEE'::text))),
    CONSTRAINT outcome_kind_check CHECK ((kind = ANY (ARRAY['MEASURES'::text, 'RECOMMENDATION'::text, 'TO_COMMITTEE'::text, 'TRANSFERRED'::text, 'NO_MEASURE'::text, 'INFORMATION'::text]))),
    CONSTRAINT outcome_receiver_check CHECK ((length((receiver)::text) <= 200)),
    CONSTRAINT outcome_recommendation_check CHECK ((recommendation = ANY (ARRAY['PROPOSED'::text, 'ADOPTED'::text, 'DECLINED'::text, 'REPORTED_ABOVE'::text, 'SETTLED'::text]))),
    CONSTRAINT outcome_resolution_check CHECK ((length((resolution)::text) <= 8000)),
    CONSTRAINT outcome_resolution_document_check CHECK ((length((resolution_document)::text) <= 200)),
    CONSTRAINT outcome_root_cause_check CHECK ((length((root_cause)::text) <= 4000)),
    CONSTRAINT outcome_text_check CHECK ((length((text)::text) <= 8000))
);
ALTER TABLE ONLY public.outcome FORCE ROW LEVEL SECURITY;
CREATE TABLE public.paper (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    topic_id uuid,
    title public.line_text NOT NULL COLLATE public.pinyin,
    text public.prose_text,
    file_id uuid,
    added_by uuid,
    added_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT paper_check CHECK (((text IS NOT NULL) OR (file_id IS NOT NULL))),
    CONSTRAINT paper_text_check CHECK ((length((text)::text) <= 64000)),
    CONSTRAINT paper_title_check CHECK ((length((title)::text) <= 200))
);
ALTER TABLE ONLY public.paper FORCE ROW LEVEL SECURITY;
CREATE TABLE public.participant (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    consultation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    side text NOT NULL,
    required boolean NOT NULL,
    attended boolean,
    seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    invited_by uuid,
    invited_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT participant_side_check CHECK ((side = ANY (ARRAY['BUSINESS'::text, 'DISCIPLINE'::text, 'OTHER'::text])))
);
ALTER TABLE ONLY public.participant FORCE ROW LEVEL SECURITY;
CREATE TABLE public.person (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    number text NOT NULL,
    name public.line_text NOT NULL COLLATE public.pinyin,
    origin text,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT person_name_check CHECK ((length((name)::text) <= 100)),
    CONSTRAINT person_number_check CHECK ((number ~ '^[A-Z0-9-]{1,32}$'::text)),
    CONSTRAINT person_origin_check CHECK ((origin = ANY (ARRAY['TEXT'::text, 'MECHANISM'::text, 'SAMPLE'::text]))),
    CONSTRAINT person_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;
CREATE TABLE public.person_contact (
    person_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    phone public.phone,
    email public.email,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT person_contact_email_check CHECK ((length((email)::text) <= 200)),
    CONSTRAINT person_contact_phone_check CHECK ((length((phone)::text) <= 40))
);
ALTER TABLE ONLY public.person_contact FORCE ROW LEVEL SECURITY;
CREATE TABLE public.plan_item (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    state text NOT NULL,
    no integer NOT NULL,
    kind text NOT NULL,
    subject public.line_text NOT NULL,
    due_on public.day NOT NULL,
    identity uuid DEFAULT gen_random_uuid() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT plan_item_kind_check CHECK ((kind = ANY (ARRAY['COMPREHENSIVE'::text, 'THEMATIC'::text, 'IMMEDIATE'::text]))),
    CONSTRAINT plan_item_no_check CHECK (((no >= 1) AND (no <= 200))),
    CONSTRAINT plan_item_subject_check CHECK ((length((subject)::text) <= 200))
);
ALTER TABLE ONLY public.plan_item FORCE ROW LEVEL SECURITY;
CREATE TABLE public.portfolio (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    department_id uuid,
    organisation_id uuid,
    from_on public.day NOT NULL,
    to_on public.day,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT portfolio_check CHECK (((department_id IS NULL) <> (organisation_id IS NULL))),
    CONSTRAINT portfolio_check1 CHECK (((to_on IS NULL) OR ((to_on)::date >= (from_on)::date))),
    CONSTRAINT portfolio_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.portfolio FORCE ROW LEVEL SECURITY;
CREATE TABLE public.problem (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    description public.prose_text NOT NULL,
    category text NOT NULL,
    severity text NOT NULL,
    about_org_id uuid NOT NULL,
    about_department_id uuid,
    systemic boolean DEFAULT false NOT NULL,
    sources text[] DEFAULT '{}'::text[] NOT NULL,
    state text NOT NULL,
    resolution text,
    merged_into_id uuid,
    recurrence_of_id uuid,
    recurrence text,
    improvement public.prose_text,
    amount_involved numeric(16,2),
    amount_recovered numeric(16,2),
    mandate_issuer public.line_text,
    mandate_document public.prose_text,
    mandate_item public.line_text,
    mandate_reports public.day[] DEFAULT '{}'::public.day[] NOT NULL,
    transferred_on public.day,
    transferred_to public.line_text,
    no_measure_reason public.prose_text,
    party_office_by uuid,
    discipline_office_by uuid,
    concerns uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    registered_by uuid,
    registered_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    closed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    readers uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT problem_amount_involved_check CHECK ((amount_involved >= (0)::numeric)),
    CONSTRAINT problem_amount_recovered_check CHECK ((amount_recovered >= (0)::numeric)),
    CONSTRAINT problem_check CHECK (((state = 'CLOSED'::text) = (resolution IS NOT NULL))),
    CONSTRAINT problem_check1 CHECK (((state = 'CLOSED'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT problem_check2 CHECK ((((resolution = 'MERGED'::text) IS TRUE) = (merged_into_id IS NOT NULL))),
    CONSTRAINT problem_check3 CHECK ((((resolution = 'TRANSFERRED'::text) IS TRUE) = (transferred_on IS NOT NULL))),
    CONSTRAINT problem_check4 CHECK (((transferred_on IS NULL) = (transferred_to IS NULL))),
    CONSTRAINT problem_check5 CHECK ((((resolution = 'NO_MEASURE'::text) IS NOT TRUE) OR ((party_office_by IS NOT NULL) AND (discipline_office_by IS NOT NULL)))),
    CONSTRAINT problem_check6 CHECK (((recurrence_of_id IS NULL) = (recurrence IS NULL))),
    CONSTRAINT problem_check7 CHECK (((mandate_issuer IS NULL) = (mandate_document IS NULL))),
    CONSTRAINT problem_check8 CHECK (((mandate_issuer IS NOT NULL) OR ((mandate_item IS NULL) AND (mandate_reports = '{}'::public.day[])))),
    CONSTRAINT problem_check9 CHECK (((merged_into_id <> id) AND (recurrence_of_id <> id))),
    CONSTRAINT problem_description_check CHECK ((length((description)::text) <= 8000)),
    CONSTRAINT problem_mandate_document_check CHECK ((length((mandate_document)::text) <= 200)),
    CONSTRAINT problem_mandate_issuer_check CHECK ((length((mandate_issuer)::text) <= 200)),
    CONSTRAINT problem_mandate_item_check CHECK ((length((mandate_item)::text) <= 100)),
    CONSTRAINT problem_no_measure_reason_check CHECK ((length((no_measure_reason)::text) <= 2000)),
    CONSTRAINT problem_recurrence_check CHECK ((recurrence = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text]))),
    CONSTRAINT problem_resolution_check CHECK ((resolution = ANY (ARRAY['RECTIFIED'::text, 'NO_MEASURE'::text, 'MERGED'::text, 'TRANSFERRED'::text]))),
    CONSTRAINT problem_secrecy_check CHECK ((secrecy = ANY (ARRAY['INTERNAL'::text, 'RESTRICTED'::text, 'CONFIDENTIAL'::text]))),
    CONSTRAINT problem_severity_check CHECK ((severity = ANY (ARRAY['GENERAL'::text, 'EMERGING'::text, 'SERIOUS'::text]))),
    CONSTRAINT problem_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text]))),
    CONSTRAINT problem_title_check CHECK ((length((title)::text) <= 200)),
    CONSTRAINT problem_transferred_to_check CHECK ((length((transferred_to)::text) <= 200)),
    CONSTRAINT problem_two_people CHECK ((party_office_by <> discipline_office_by)),
    CONSTRAINT problem_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.problem FORCE ROW LEVEL SECURITY;
CREATE TABLE public.problem_past (
    from_on date NOT NULL,
    until_on date DEFAULT 'infinity'::date NOT NULL,
    now_resolution text,
    now_discipline_office_by uuid,
    now_risk_domains text[] NOT NULL,
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    description public.prose_text NOT NULL,
    category text NOT NULL,
    severity text NOT NULL,
    about_org_id uuid NOT NULL,
    about_department_id uuid,
    systemic boolean NOT NULL,
    sources text[] NOT NULL,
    state text NOT NULL,
    resolution text,
    merged_into_id uuid,
    recurrence_of_id uuid,
    recurrence text,
    improvement public.prose_text,
    amount_involved numeric(16,2),
    amount_recovered numeric(16,2),
    mandate_issuer public.line_text,
    mandate_document public.prose_text,
    mandate_item public.line_text,
    mandate_reports public.day[] NOT NULL,
    transferred_on public.day,
    transferred_to public.line_text,
    no_measure_reason public.prose_text,
    party_office_by uuid,
    discipline_office_by uuid,
    concerns uuid[] NOT NULL,
    registered_by uuid,
    registered_seats uuid[] NOT NULL,
    closed_at timestamp with time zone,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secrecy text NOT NULL,
    readers uuid[] NOT NULL,
    reader_seats uuid[] NOT NULL,
    hidden_from uuid[] NOT NULL,
    seen_orgs uuid[] NOT NULL,
    seen_departments uuid[] NOT NULL,
    seen_posts uuid[] NOT NULL,
    risk_domains text[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT problem_past_check CHECK ((until_on > from_on))
);
ALTER TABLE ONLY public.problem_past FORCE ROW LEVEL SECURITY;
CREATE TABLE public.problem_relation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    problem_id uuid NOT NULL,
    other_id uuid NOT NULL,
    reason public.prose_text NOT NULL,
    related_by uuid,
    related_at timestamp with time zone NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    end_reason public.prose_text,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    registered_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    discipline_office_by uuid,
    resolution text,
    CONSTRAINT problem_relation_check CHECK ((problem_id <> other_id)),
    CONSTRAINT problem_relation_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT problem_relation_end_reason_check CHECK ((length((end_reason)::text) <= 500)),
    CONSTRAINT problem_relation_reason_check CHECK ((length((reason)::text) <= 500))
);
ALTER TABLE ONLY public.problem_relation FORCE ROW LEVEL SECURITY;
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
CREATE TABLE public.reading (
    "character" text NOT NULL COLLATE pg_catalog."C",
    syllables text[] NOT NULL,
    CONSTRAINT reading_character_check CHECK ((length("character") = 1)),
    CONSTRAINT reading_syllables_check CHECK ((cardinality(syllables) > 0))
);
ALTER TABLE ONLY public.reading FORCE ROW LEVEL SECURITY;
CREATE TABLE public.reporting_login (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    person_id uuid NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    grants jsonb,
    purpose public.line_text,
    issued_at timestamp with time zone NOT NULL,
    CONSTRAINT reporting_login_grants_check CHECK ((jsonb_typeof(grants) = 'array'::text)),
    CONSTRAINT reporting_login_login_check CHECK (((login ~ '^[a-z][a-z0-9_]{2,62}$'::text) AND (login !~ '^(huishang|pg_)'::text))),
    CONSTRAINT reporting_login_purpose_check CHECK ((length((purpose)::text) <= 500))
);
ALTER TABLE ONLY public.reporting_login FORCE ROW LEVEL SECURITY;
CREATE TABLE public.responsible (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    measure_id uuid NOT NULL,
    no integer NOT NULL,
    responsible_org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid NOT NULL,
    joint_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT responsible_no_check CHECK (((no >= 1) AND (no <= 200)))
);
ALTER TABLE ONLY public.responsible FORCE ROW LEVEL SECURITY;
CREATE TABLE public.revocation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    jti public.line_text,
    person_id uuid NOT NULL,
    not_before timestamp with time zone NOT NULL,
    reason public.prose_text NOT NULL,
    CONSTRAINT revocation_jti_check CHECK ((length((jti)::text) <= 200)),
    CONSTRAINT revocation_reason_check CHECK ((length((reason)::text) <= 500))
);
ALTER TABLE ONLY public.revocation FORCE ROW LEVEL SECURITY;
CREATE TABLE public.schema_state (
    state text NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT schema_state_state_check CHECK ((state ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE ONLY public.schema_state FORCE ROW LEVEL SECURITY;
CREATE TABLE public.session_epoch (
    province_id uuid NOT NULL,
    epoch bigint NOT NULL,
    CONSTRAINT session_epoch_epoch_check CHECK ((epoch > 0))
);
ALTER TABLE ONLY public.session_epoch FORCE ROW LEVEL SECURITY;
CREATE TABLE public.session_kept (
    person_id uuid NOT NULL,
    claims bytea NOT NULL,
    province_id uuid NOT NULL,
    epoch bigint NOT NULL,
    today public.day NOT NULL,
    grants jsonb NOT NULL,
    orgs text NOT NULL,
    settings text[] NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.session_kept ALTER COLUMN grants SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.session_kept ALTER COLUMN orgs SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.session_kept ALTER COLUMN settings SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.session_kept FORCE ROW LEVEL SECURITY;
CREATE TABLE public.signature (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    round integer NOT NULL,
    track text NOT NULL,
    verdict text NOT NULL,
    person_id uuid NOT NULL,
    acting_org_id uuid NOT NULL,
    reason public.prose_text,
    external_document public.prose_text,
    signed_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT signature_check CHECK (((verdict <> 'RETURNED'::text) OR (reason IS NOT NULL))),
    CONSTRAINT signature_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT signature_reason_check CHECK ((length((reason)::text) <= 2000)),
    CONSTRAINT signature_track_check CHECK ((track = ANY (ARRAY['PARTY'::text, 'DISCIPLINE'::text]))),
    CONSTRAINT signature_verdict_check CHECK ((verdict = ANY (ARRAY['SIGNED'::text, 'RETURNED'::text])))
);
ALTER TABLE ONLY public.signature FORCE ROW LEVEL SECURITY;
CREATE TABLE public.statement (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    kind text NOT NULL,
    person_id uuid NOT NULL,
    text public.prose_text NOT NULL,
    recorded_by uuid,
    recorded_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT statement_kind_check CHECK ((kind = ANY (ARRAY['REPORT'::text, 'BUSINESS_VIEW'::text, 'DISCIPLINE_VIEW'::text, 'DISSENT'::text]))),
    CONSTRAINT statement_text_check CHECK ((length((text)::text) <= 8000))
);
ALTER TABLE ONLY public.statement FORCE ROW LEVEL SECURITY;
CREATE TABLE public.suspension (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    from_on public.day NOT NULL,
    to_on public.day,
    review_on public.day NOT NULL,
    reason public.prose_text NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT suspension_check CHECK (((to_on)::date >= (from_on)::date)),
    CONSTRAINT suspension_reason_check CHECK ((length((reason)::text) <= 2000))
);
ALTER TABLE ONLY public.suspension FORCE ROW LEVEL SECURITY;
ALTER TABLE public.task_delta ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.task_delta_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.task_holding (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid,
    from_on public.day NOT NULL,
    to_on public.day,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE ONLY public.task_holding FORCE ROW LEVEL SECURITY;
CREATE TABLE public.task_past (
    from_on date NOT NULL,
    until_on date DEFAULT 'infinity'::date NOT NULL,
    id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid NOT NULL,
    person_id uuid,
    joint_departments uuid[] NOT NULL,
    leader_id uuid,
    number public.line_text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    origin text NOT NULL,
    consultation_id uuid,
    outcome_id uuid,
    measure_id uuid,
    problem_id uuid,
    text public.prose_text NOT NULL,
    category text,
    severity text,
    immediate boolean NOT NULL,
    original_due_on public.day NOT NULL,
    due_on public.day NOT NULL,
    report_interval text NOT NULL,
    state text NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid,
    version integer NOT NULL,
    assigned_on public.day NOT NULL,
    accept_by public.day NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    round integer NOT NULL,
    returns integer NOT NULL,
    extensions integer NOT NULL,
    extension_open boolean NOT NULL,
    submission public.prose_text,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    party_signed_by uuid,
    discipline_signed_by uuid,
    suspended_from text,
    review_on public.day,
    stopped_on public.day,
    ended_at timestamp with time zone,
    end_reason public.prose_text,
    improvement public.prose_text,
    amount_recovered numeric(16,2),
    close_number public.line_text,
    close_year integer,
    close_serial integer,
    secrecy text NOT NULL,
    reader_seats uuid[] NOT NULL,
    hidden_from uuid[] NOT NULL,
    seen_orgs uuid[] NOT NULL,
    seen_departments uuid[] NOT NULL,
    seen_posts uuid[] NOT NULL,
    risk_domains text[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT task_past_check CHECK ((until_on > from_on))
);
ALTER TABLE ONLY public.task_past FORCE ROW LEVEL SECURITY;
CREATE TABLE public.task_report (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text public.prose_text NOT NULL,
    reported_on public.day NOT NULL,
    reported_by uuid,
    reported_at timestamp with time zone NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_orgs uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_departments uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    seen_posts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    risk_domains text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT task_report_text_check CHECK ((length((text)::text) <= 4000))
);
ALTER TABLE ONLY public.task_report FORCE ROW LEVEL SECURITY;
CREATE TABLE public.topic (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    consultation_id uuid NOT NULL,
    "position" integer NOT NULL,
    study boolean DEFAULT false NOT NULL,
    study_documents public.prose_text[] DEFAULT '{}'::public.prose_text[] NOT NULL,
    title public.line_text NOT NULL COLLATE public.pinyin,
    content public.prose_text,
    original_title public.line_text COLLATE public.pinyin,
    original_content public.prose_text,
    part text,
    major_decision text,
    problem_id uuid,
    state text NOT NULL,
    proposed_by uuid,
    added_by uuid,
    settled_by uuid,
    settled_at timestamp with time zone,
    external_document public.prose_text,
    reason public.prose_text,
    carried_from_id uuid,
    root_cause public.prose_text,
    concerns uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    recused uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    invited uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    secrecy text DEFAULT 'INTERNAL'::text NOT NULL,
    readers uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    reader_seats uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    hidden_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT topic_check CHECK ((study = ("position" = 1))),
    CONSTRAINT topic_check1 CHECK (((NOT study) OR ((state = ANY (ARRAY['APPROVED'::text, 'WITHDRAWN'::text])) AND (problem_id IS NULL)))),
    CONSTRAINT topic_check2 CHECK ((study OR (state <> ALL (ARRAY['APPROVED'::text, 'RETURNED'::text, 'DEFERRED'::text])) OR (settled_by IS NOT NULL))),
    CONSTRAINT topic_check3 CHECK (((state <> ALL (ARRAY['RETURNED'::text, 'DEFERRED'::text, 'CARRIED_OVER'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT topic_content_check CHECK ((length((content)::text) <= 4000)),
    CONSTRAINT topic_external_document_check CHECK ((length((external_document)::text) <= 500)),
    CONSTRAINT topic_original_content_check CHECK ((length((original_content)::text) <= 4000)),
    CONSTRAINT topic_original_title_check CHECK ((length((original_title)::text) <= 200)),
    CONSTRAINT topic_part_check CHECK ((part = ANY (ARRAY['BRIEFING'::text, 'POLITICAL_ENVIRONMENT'::text, 'INTEGRITY_SITUATION'::text]))),
    CONSTRAINT topic_position_check CHECK (("position" > 0)),
    CONSTRAINT topic_reason_check CHECK ((length((reason)::text) <= 500)),
    CONSTRAINT topic_root_cause_check CHECK ((length((root_cause)::text) <= 4000)),
    CONSTRAINT topic_settler_compiled CHECK (((settled_by IS NULL) OR (settled_by IS DISTINCT FROM proposed_by))),
    CONSTRAINT topic_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'RETURNED'::text, 'DEFERRED'::text, 'WITHDRAWN'::text, 'CARRIED_OVER'::text]))),
    CONSTRAINT topic_study_documents_check CHECK (public.each_within((study_documents)::text[], 500)),
    CONSTRAINT topic_title_check CHECK ((length((title)::text) <= 200))
);
ALTER TABLE ONLY public.topic FORCE ROW LEVEL SECURITY;
ALTER TABLE ONLY public.addendum
    ADD CONSTRAINT addendum_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.alignment
    ADD CONSTRAINT alignment_consultation_id_key UNIQUE (consultation_id);
ALTER TABLE ONLY public.alignment
    ADD CONSTRAINT alignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_consultation_id_question_key UNIQUE (consultation_id, question);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_pkey PRIMARY KEY (id);
ALTER TABLE public.answer
    ADD CONSTRAINT answer_question_check CHECK (public.code_is('ALIGNMENT_QUESTION'::text, question)) NOT VALID;
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_one_holder EXCLUDE USING gist (post_id WITH =, kind WITH =, daterange((from_on)::date, (to_on)::date, '[]'::text) WITH &&) WHERE ((state = 'CONFIRMED'::text));
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_one_principal EXCLUDE USING gist (org_id WITH =, daterange((from_on)::date, (to_on)::date, '[]'::text) WITH &&) WHERE ((principal AND (kind = 'SUBSTANTIVE'::text) AND (state = 'CONFIRMED'::text)));
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_post_id_person_id_from_on_key UNIQUE (post_id, person_id, from_on);
ALTER TABLE ONLY public.audit_digest
    ADD CONSTRAINT audit_digest_pkey PRIMARY KEY (province_id, shard);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendar_day
    ADD CONSTRAINT calendar_day_province_id_day_key UNIQUE (province_id, day);
ALTER TABLE ONLY public.code
    ADD CONSTRAINT code_pkey PRIMARY KEY (kind, code);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT complaint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation_past
    ADD CONSTRAINT consultation_past_pkey PRIMARY KEY (id, from_on);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation_plan
    ADD CONSTRAINT consultation_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation_rule
    ADD CONSTRAINT consultation_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_org_id_kind_year_key UNIQUE (org_id, kind, year);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (id);
ALTER TABLE public.department
    ADD CONSTRAINT department_business_lines_check CHECK (public.codes_known('BUSINESS_LINE'::text, business_lines)) NOT VALID;
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_code_key UNIQUE (code);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_pkey PRIMARY KEY (id);
ALTER TABLE public.department
    ADD CONSTRAINT department_risk_domains_check CHECK (public.codes_known('RISK_DOMAIN'::text, risk_domains)) NOT VALID;
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_list_id_identity_key UNIQUE (list_id, identity);
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_list_id_no_key UNIQUE (list_id, no);
ALTER TABLE ONLY public.duty_item
    ADD CONSTRAINT duty_item_pkey PRIMARY KEY (id);
ALTER TABLE public.duty_item
    ADD CONSTRAINT duty_item_risk_domains_check CHECK (public.codes_known('RISK_DOMAIN'::text, risk_domains)) NOT VALID;
ALTER TABLE ONLY public.duty_list_past
    ADD CONSTRAINT duty_list_past_pkey PRIMARY KEY (id, from_on);
ALTER TABLE ONLY public.duty_list
    ADD CONSTRAINT duty_list_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.extension
    ADD CONSTRAINT extension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.file
    ADD CONSTRAINT file_pkey PRIMARY KEY (id);
ALTER TABLE public.finding
    ADD CONSTRAINT finding_category_check CHECK (public.code_is('PROBLEM_CATEGORY'::text, category)) NOT VALID;
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_pkey PRIMARY KEY (id);
ALTER TABLE public.finding
    ADD CONSTRAINT finding_source_check CHECK (public.code_is('SOURCE'::text, source)) NOT VALID;
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, key);
ALTER TABLE ONLY public.instruction
    ADD CONSTRAINT instruction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.job_run
    ADD CONSTRAINT job_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_org_id_kind_year_serial_key UNIQUE (org_id, kind, year, serial);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_province_id_number_key UNIQUE (province_id, number);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT measure_outcome_id_no_key UNIQUE (outcome_id, no);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_task_id_no_key UNIQUE (task_id, no);
ALTER TABLE ONLY public.objection
    ADD CONSTRAINT objection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_code_key UNIQUE (code);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_province_id_number_prefix_key UNIQUE (province_id, number_prefix);
ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_consultation_id_person_id_key UNIQUE (consultation_id, person_id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person_contact
    ADD CONSTRAINT person_contact_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_province_id_number_key UNIQUE (province_id, number);
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_plan_id_identity_key UNIQUE (plan_id, identity);
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_plan_id_no_key UNIQUE (plan_id, no);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_one_department EXCLUDE USING gist (department_id WITH =, daterange((from_on)::date, (to_on)::date, '[]'::text) WITH &&);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_one_organisation EXCLUDE USING gist (organisation_id WITH =, daterange((from_on)::date, (to_on)::date, '[]'::text) WITH &&);
ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_pkey PRIMARY KEY (id);
ALTER TABLE public.post
    ADD CONSTRAINT post_categories_check CHECK (((cardinality(categories) > 0) AND public.codes_known('POST_CATEGORY'::text, categories))) NOT VALID;
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_code_key UNIQUE (code);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.post_role
    ADD CONSTRAINT post_role_pkey PRIMARY KEY (id);
ALTER TABLE public.problem
    ADD CONSTRAINT problem_category_check CHECK (public.code_is('PROBLEM_CATEGORY'::text, category)) NOT VALID;
ALTER TABLE ONLY public.problem_past
    ADD CONSTRAINT problem_past_pkey PRIMARY KEY (id, from_on);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.problem_relation
    ADD CONSTRAINT problem_relation_pkey PRIMARY KEY (id);
ALTER TABLE public.problem
    ADD CONSTRAINT problem_sources_check CHECK (public.codes_known('SOURCE'::text, sources)) NOT VALID;
ALTER TABLE ONLY public.read_log
    ADD CONSTRAINT read_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reading
    ADD CONSTRAINT reading_pkey PRIMARY KEY ("character");
ALTER TABLE ONLY public.reporting_login
    ADD CONSTRAINT reporting_login_login_key UNIQUE (login);
ALTER TABLE ONLY public.reporting_login
    ADD CONSTRAINT reporting_login_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_measure_id_no_key UNIQUE (measure_id, no);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.revocation
    ADD CONSTRAINT revocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_state
    ADD CONSTRAINT schema_state_pkey PRIMARY KEY (state);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_pkey PRIMARY KEY (record_id);
ALTER TABLE ONLY public.session_epoch
    ADD CONSTRAINT session_epoch_pkey PRIMARY KEY (province_id);
ALTER TABLE ONLY public.session_kept
    ADD CONSTRAINT session_kept_pkey PRIMARY KEY (person_id, claims);
ALTER TABLE ONLY public.signature
    ADD CONSTRAINT signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.signature
    ADD CONSTRAINT signature_task_id_round_track_key UNIQUE (task_id, round, track);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_one EXCLUDE USING gist (post_id WITH =, daterange((from_on)::date, (to_on)::date, '[]'::text) WITH &&) WHERE ((state = 'CONFIRMED'::text));
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_close_number_key UNIQUE (close_number);
ALTER TABLE ONLY public.task_delta
    ADD CONSTRAINT task_delta_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task_due
    ADD CONSTRAINT task_due_pkey PRIMARY KEY (province_id, due_on, org_id, responsible_org_id, state, secrecy, seen_orgs);
ALTER TABLE ONLY public.task_fold
    ADD CONSTRAINT task_fold_pkey PRIMARY KEY (province_id);
ALTER TABLE ONLY public.task_holding
    ADD CONSTRAINT task_holding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_org_id_close_year_close_serial_key UNIQUE (org_id, close_year, close_serial);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_org_id_year_serial_key UNIQUE (org_id, year, serial);
ALTER TABLE ONLY public.task_past
    ADD CONSTRAINT task_past_pkey PRIMARY KEY (id, from_on);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_province_id_number_key UNIQUE (province_id, number);
ALTER TABLE ONLY public.task_report
    ADD CONSTRAINT task_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task_sum
    ADD CONSTRAINT task_sum_pkey PRIMARY KEY (province_id, org_id, responsible_org_id, state, late, secrecy, seen_orgs);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_consultation_id_position_key UNIQUE (consultation_id, "position");
ALTER TABLE public.topic
    ADD CONSTRAINT topic_major_decision_check CHECK (((major_decision IS NULL) OR public.code_is('MAJOR_DECISION'::text, major_decision))) NOT VALID;
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (id);
CREATE INDEX addendum_consultation ON public.addendum USING btree (consultation_id, added_at, id);
CREATE INDEX addendum_topic ON public.addendum USING btree (topic_id) WHERE (topic_id IS NOT NULL);
CREATE INDEX appointment_person ON public.appointment USING btree (person_id, from_on DESC, id);
CREATE INDEX appointment_post ON public.appointment USING btree (post_id, from_on DESC, id);
CREATE INDEX appointment_proposed ON public.appointment USING btree (org_id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX appointment_province ON public.appointment USING btree (province_id, from_on DESC, id);
CREATE INDEX appointment_updated ON public.appointment USING btree (province_id, updated_at, id);
CREATE INDEX audit_entry_chain ON public.audit_entry USING btree (chain, id DESC);
CREATE UNIQUE INDEX audit_entry_one_next ON public.audit_entry USING btree (chain, previous) NULLS NOT DISTINCT;
CREATE INDEX consultation_about ON public.consultation USING btree (about_org_id, created_at DESC, id);
CREATE INDEX consultation_org ON public.consultation USING btree (org_id, created_at DESC, id);
CREATE INDEX consultation_past_until ON public.consultation_past USING btree (province_id, until_on, from_on);
CREATE UNIQUE INDEX consultation_plan_in_force ON public.consultation_plan USING btree (org_id, year) WHERE (state = 'IN_FORCE'::text);
CREATE INDEX consultation_plan_item ON public.consultation USING btree (plan_item_id) WHERE (plan_item_id IS NOT NULL);
CREATE UNIQUE INDEX consultation_plan_proposed ON public.consultation_plan USING btree (org_id, year) WHERE (state = 'PROPOSED'::text);
CREATE INDEX consultation_plan_province ON public.consultation_plan USING btree (province_id, year DESC, id);
CREATE INDEX consultation_planned ON public.consultation USING btree (planned_identity) WHERE (planned_identity IS NOT NULL);
CREATE INDEX consultation_province ON public.consultation USING btree (province_id, created_at DESC, id);
CREATE UNIQUE INDEX consultation_rule_in_force ON public.consultation_rule USING btree (org_id, kind) WHERE (state = 'IN_FORCE'::text);
CREATE UNIQUE INDEX consultation_rule_proposed ON public.consultation_rule USING btree (org_id, kind) WHERE (state = 'PROPOSED'::text);
CREATE INDEX consultation_rule_province ON public.consultation_rule USING btree (province_id, created_at DESC, id);
CREATE INDEX consultation_updated ON public.consultation USING btree (province_id, updated_at, id);
CREATE UNIQUE INDEX department_one_office ON public.department USING btree (org_id, kind) WHERE ((kind <> 'ORDINARY'::text) AND (deactivated_at IS NULL));
CREATE INDEX department_org ON public.department USING btree (org_id, code, id);
CREATE INDEX department_province ON public.department USING btree (province_id, code, id);
CREATE INDEX duty_item_org ON public.duty_item USING btree (org_id, year DESC, id);
CREATE INDEX duty_item_province ON public.duty_item USING btree (province_id, year DESC, id);
CREATE INDEX duty_item_updated ON public.duty_item USING btree (province_id, updated_at, id);
CREATE INDEX duty_list_department ON public.duty_list USING btree (department_id, year DESC) WHERE (department_id IS NOT NULL);
CREATE UNIQUE INDEX duty_list_draft ON public.duty_list USING btree (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE (state = 'DRAFT'::text);
CREATE INDEX duty_list_drafts ON public.duty_list USING btree (province_id) WHERE ((kind = 'DUAL_DUTY'::text) AND (state = 'DRAFT'::text));
CREATE UNIQUE INDEX duty_list_edition ON public.duty_list USING btree (kind, org_id, department_id, post_id, year, edition) NULLS NOT DISTINCT WHERE (edition IS NOT NULL);
CREATE UNIQUE INDEX duty_list_in_force ON public.duty_list USING btree (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE (state = 'IN_FORCE'::text);
CREATE INDEX duty_list_org ON public.duty_list USING btree (org_id, year DESC, id);
CREATE INDEX duty_list_past_until ON public.duty_list_past USING btree (province_id, until_on, from_on);
CREATE INDEX duty_list_post ON public.duty_list USING btree (post_id, year DESC) WHERE (post_id IS NOT NULL);
CREATE INDEX duty_list_province ON public.duty_list USING btree (province_id, year DESC, id);
CREATE INDEX duty_list_updated ON public.duty_list USING btree (province_id, updated_at, id);
CREATE INDEX evidence_task ON public.evidence USING btree (task_id);
CREATE UNIQUE INDEX extension_one_open ON public.extension USING btree (task_id) WHERE (state = 'OPEN'::text);
CREATE INDEX extension_task ON public.extension USING btree (task_id);
CREATE INDEX file_attached ON public.file USING btree (attached_id) WHERE (attached_at IS NOT NULL);
CREATE INDEX file_to_remove ON public.file USING btree (expired_at) WHERE ((expired_at IS NOT NULL) AND (removed_at IS NULL));
CREATE INDEX file_unattached ON public.file USING btree (uploaded_at) WHERE ((attached_at IS NULL) AND (expired_at IS NULL));
CREATE INDEX file_uploaded ON public.file USING btree (uploaded_by, uploaded_at);
CREATE INDEX finding_org ON public.finding USING btree (org_id, found_on DESC, id);
CREATE INDEX finding_problem ON public.finding USING btree (problem_id, found_on DESC, id) WHERE (problem_id IS NOT NULL);
CREATE INDEX finding_province ON public.finding USING btree (province_id, found_on DESC, id);
CREATE INDEX finding_province_created ON public.finding USING btree (province_id, created_at, id);
CREATE INDEX finding_updated ON public.finding USING btree (province_id, updated_at, id);
CREATE INDEX history_record ON public.history USING btree (record_id, at DESC, id DESC);
CREATE INDEX idempotency_at ON public.idempotency USING btree (at);
CREATE INDEX instruction_task ON public.instruction USING btree (task_id);
CREATE INDEX job_run_newest ON public.job_run USING btree (job, started_at DESC, id DESC);
CREATE INDEX job_run_started ON public.job_run USING btree (started_at);
CREATE INDEX letter_department ON public.letter USING btree (recipient_department_id) WHERE (recipient_department_id IS NOT NULL);
CREATE UNIQUE INDEX letter_one_follows ON public.letter USING btree (follows_id) WHERE (state <> 'REVOKED'::text);
CREATE INDEX letter_org ON public.letter USING btree (org_id, created_at DESC, id);
CREATE INDEX letter_post ON public.letter USING btree (recipient_post_id) WHERE (recipient_post_id IS NOT NULL);
CREATE INDEX letter_problem ON public.letter USING btree (problem_id, created_at DESC, id) WHERE (problem_id IS NOT NULL);
CREATE INDEX letter_province ON public.letter USING btree (province_id, created_at DESC, id);
CREATE INDEX letter_recipient ON public.letter USING btree (recipient_org_id, created_at DESC, id);
CREATE INDEX letter_rectify ON public.letter USING btree (province_id, rectify_by, id);
CREATE INDEX letter_reply ON public.letter USING btree (province_id, reply_by, id);
CREATE INDEX letter_task ON public.letter USING btree (task_id, created_at DESC, id) WHERE (task_id IS NOT NULL);
CREATE INDEX letter_updated ON public.letter USING btree (province_id, updated_at, id);
CREATE INDEX measure_consultation ON public.measure USING btree (consultation_id, no, id);
CREATE INDEX measure_org ON public.measure USING btree (org_id, due_on, id);
CREATE INDEX measure_province ON public.measure USING btree (province_id, due_on, id);
CREATE INDEX measure_province_no ON public.measure USING btree (province_id, no, id);
CREATE INDEX measure_updated ON public.measure USING btree (province_id, updated_at, id);
CREATE UNIQUE INDEX objection_one_open ON public.objection USING btree (task_id) WHERE (state = 'OPEN'::text);
CREATE INDEX objection_task ON public.objection USING btree (task_id);
CREATE INDEX organisation_branch ON public.organisation USING btree (branch_id);
CREATE INDEX organisation_parent ON public.organisation USING btree (parent_id, code, id);
CREATE INDEX organisation_province ON public.organisation USING btree (province_id, code, id);
CREATE INDEX outcome_awaiting ON public.outcome USING btree (province_id, created_at, id) WHERE ((kind = 'TO_COMMITTEE'::text) AND final AND (resolution IS NULL));
CREATE INDEX outcome_consultation ON public.outcome USING btree (consultation_id, created_at, id);
CREATE INDEX outcome_org ON public.outcome USING btree (org_id, created_at, id);
CREATE INDEX outcome_problem ON public.outcome USING btree (problem_id) WHERE (problem_id IS NOT NULL);
CREATE INDEX outcome_province ON public.outcome USING btree (province_id, created_at, id);
CREATE INDEX outcome_topic ON public.outcome USING btree (topic_id, created_at, id);
CREATE INDEX outcome_updated ON public.outcome USING btree (province_id, updated_at, id);
CREATE INDEX paper_consultation ON public.paper USING btree (consultation_id, added_at, id);
CREATE INDEX paper_topic ON public.paper USING btree (topic_id, added_at, id) WHERE (topic_id IS NOT NULL);
CREATE INDEX participant_person ON public.participant USING btree (person_id, consultation_id);
CREATE INDEX participant_province ON public.participant USING btree (province_id, id);
CREATE INDEX person_name ON public.person USING btree (province_id, name, id);
CREATE INDEX person_org ON public.person USING btree (org_id, number, id);
CREATE INDEX person_updated ON public.person USING btree (province_id, updated_at, id);
CREATE INDEX plan_item_identity ON public.plan_item USING btree (identity);
CREATE INDEX plan_item_province ON public.plan_item USING btree (province_id, due_on, id);
CREATE INDEX portfolio_department ON public.portfolio USING btree (department_id, from_on DESC);
CREATE INDEX portfolio_organisation ON public.portfolio USING btree (organisation_id, from_on DESC);
CREATE INDEX portfolio_post ON public.portfolio USING btree (post_id, from_on DESC, id);
CREATE INDEX portfolio_province ON public.portfolio USING btree (province_id, from_on DESC, id);
CREATE INDEX post_department ON public.post USING btree (department_id, code, id) WHERE (department_id IS NOT NULL);
CREATE INDEX post_org ON public.post USING btree (org_id, code, id);
CREATE INDEX post_province ON public.post USING btree (province_id, code, id);
CREATE INDEX post_role_held ON public.post_role USING btree (role, post_id) WHERE (state = 'CONFIRMED'::text);
CREATE INDEX post_role_holders ON public.post_role USING btree (province_id, role, post_id) WHERE (state = 'CONFIRMED'::text);
CREATE UNIQUE INDEX post_role_open ON public.post_role USING btree (post_id, role) WHERE (state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text]));
CREATE INDEX post_updated ON public.post USING btree (province_id, updated_at, id);
CREATE INDEX problem_about ON public.problem USING btree (about_org_id, category, closed_at);
CREATE INDEX problem_org ON public.problem USING btree (org_id, created_at DESC, id);
CREATE INDEX problem_past_until ON public.problem_past USING btree (province_id, until_on, from_on);
CREATE INDEX problem_province ON public.problem USING btree (province_id, created_at DESC, id);
CREATE UNIQUE INDEX problem_relation_one ON public.problem_relation USING btree (problem_id, other_id) WHERE (ended_at IS NULL);
CREATE INDEX problem_relation_other ON public.problem_relation USING btree (other_id);
CREATE INDEX problem_updated ON public.problem USING btree (province_id, updated_at, id);
CREATE INDEX read_log_at ON public.read_log USING btree (at);
CREATE INDEX read_log_record ON public.read_log USING btree (record_id, at);
CREATE INDEX reporting_login_person ON public.reporting_login USING btree (person_id);
CREATE UNIQUE INDEX revocation_jti ON public.revocation USING btree (person_id, jti) WHERE (jti IS NOT NULL);
CREATE INDEX revocation_person ON public.revocation USING btree (person_id, not_before) WHERE (jti IS NULL);
CREATE INDEX search_entry_grams ON public.search_entry USING gin (public.search_grams(noun, heads, spelling, texts), sight);
ALTER INDEX public.search_entry_grams ALTER COLUMN 1 SET STATISTICS 0;
CREATE INDEX search_entry_newest ON public.search_entry USING btree (noun, province_id, at DESC, record_id DESC);
CREATE INDEX session_kept_at ON public.session_kept USING btree (kept_at);
CREATE INDEX signature_person ON public.signature USING btree (person_id);
CREATE UNIQUE INDEX signature_two_people ON public.signature USING btree (task_id, round, person_id) WHERE (verdict = 'SIGNED'::text);
CREATE INDEX statement_topic ON public.statement USING btree (topic_id, recorded_at, id);
CREATE INDEX substitution_person ON public.substitution USING btree (person_id, from_on DESC, id);
CREATE INDEX substitution_post ON public.substitution USING btree (post_id, from_on DESC, id);
CREATE INDEX substitution_province ON public.substitution USING btree (province_id, from_on DESC, id);
CREATE UNIQUE INDEX suspension_one_open ON public.suspension USING btree (task_id) WHERE (to_on IS NULL);
CREATE INDEX suspension_task ON public.suspension USING btree (task_id);
CREATE INDEX task_assigned ON public.task USING btree (province_id, assigned_at, id);
CREATE INDEX task_consultation ON public.task USING btree (consultation_id, due_on, id) WHERE (consultation_id IS NOT NULL);
CREATE INDEX task_department ON public.task USING btree (department_id, due_on, id) WHERE (department_id IS NOT NULL);
CREATE INDEX task_discipline_awaited ON public.task USING btree (province_id, due_on, id) WHERE ((state = 'SUBMITTED'::text) AND (discipline_signed_by IS NULL));
CREATE INDEX task_discipline_track ON public.task USING btree (org_id, due_on, id) WHERE ((state = 'SUBMITTED'::text) AND (discipline_signed_by IS NULL));
CREATE INDEX task_extension ON public.task USING btree (org_id, due_on, id) WHERE extension_open;
CREATE INDEX task_hidden ON public.task USING btree (province_id, due_on, id) WHERE (hidden_from <> '{}'::uuid[]);
CREATE UNIQUE INDEX task_holding_one_open ON public.task_holding USING btree (task_id) WHERE (to_on IS NULL);
CREATE INDEX task_holding_person ON public.task_holding USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX task_holding_post ON public.task_holding USING btree (post_id);
CREATE INDEX task_holding_task ON public.task_holding USING btree (task_id);
CREATE INDEX task_joint ON public.task USING gin (joint_departments) WHERE (joint_departments <> '{}'::uuid[]);
CREATE INDEX task_leader ON public.task USING btree (leader_id, due_on, id) WHERE (leader_id IS NOT NULL);
CREATE INDEX task_listed ON public.task USING gin (reader_seats) WHERE (secrecy <> 'INTERNAL'::text);
CREATE INDEX task_measure ON public.task USING btree (measure_id) WHERE (measure_id IS NOT NULL);
CREATE INDEX task_objected ON public.task USING btree (org_id, due_on, id) WHERE (state = 'OBJECTED'::text);
CREATE INDEX task_open ON public.task USING btree (province_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_department ON public.task USING btree (department_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_department_state ON public.task USING btree (department_id, state, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_person ON public.task USING btree (person_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_post ON public.task USING btree (post_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_responsible ON public.task USING btree (responsible_org_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_responsible_state ON public.task USING btree (responsible_org_id, state, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_setting ON public.task USING btree (org_id, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_open_setting_state ON public.task USING btree (org_id, state, due_on, id) WHERE (ended_at IS NULL);
CREATE INDEX task_party_awaited ON public.task USING btree (province_id, due_on, id) WHERE ((state = 'SUBMITTED'::text) AND (party_signed_by IS NULL));
CREATE INDEX task_party_track ON public.task USING btree (org_id, due_on, id) WHERE ((state = 'SUBMITTED'::text) AND (party_signed_by IS NULL));
CREATE INDEX task_past_until ON public.task_past USING btree (province_id, until_on, from_on);
CREATE INDEX task_person ON public.task USING btree (person_id, due_on, id) WHERE (person_id IS NOT NULL);
CREATE INDEX task_post ON public.task USING btree (post_id, due_on, id);
CREATE INDEX task_problem ON public.task USING btree (problem_id) WHERE (problem_id IS NOT NULL);
CREATE INDEX task_province ON public.task USING btree (province_id, due_on, id);
CREATE INDEX task_report_task ON public.task_report USING btree (task_id);
CREATE INDEX task_responsible ON public.task USING btree (responsible_org_id, due_on, id);
CREATE INDEX task_serial ON public.task USING btree (province_id, serial, id);
CREATE INDEX task_setting ON public.task USING btree (org_id, due_on, id);
CREATE INDEX task_state ON public.task USING btree (province_id, state, due_on, id);
CREATE INDEX task_updated ON public.task USING btree (province_id, updated_at, id);
CREATE INDEX topic_problem ON public.topic USING btree (problem_id) WHERE (problem_id IS NOT NULL);
CREATE INDEX topic_province ON public.topic USING btree (province_id, id);
CREATE INDEX topic_updated ON public.topic USING btree (province_id, updated_at, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.addendum REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.alignment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.answer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.appointment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.calendar_day REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.code REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.complaint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.consultation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.consultation_plan REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.consultation_rule REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.counter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.department REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.duty_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.duty_list REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.evidence REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.extension REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.file REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.finding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.history REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.instruction REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.letter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.measure REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.milestone REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.objection REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.outcome REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.paper REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.participant REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.person_contact REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.plan_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.portfolio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.post REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.post_role REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.problem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.problem_relation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.reporting_login REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.responsible REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.revocation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.statement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.substitution REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.suspension REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.task_holding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.task_report REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_delete AFTER DELETE ON public.topic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.addendum REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.alignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.calendar_day REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.complaint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.consultation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.consultation_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.consultation_rule REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.counter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.evidence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.extension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.file REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.history REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.instruction REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.letter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.measure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.milestone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.objection REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.paper REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.participant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.person_contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.plan_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.problem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.problem_relation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.reporting_login REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.responsible REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.revocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.substitution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.suspension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.task_holding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.task_report REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_insert AFTER INSERT ON public.topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.addendum REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.alignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.calendar_day REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.complaint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.consultation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.consultation_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.consultation_rule REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.counter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.evidence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.extension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.file REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.history REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.instruction REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.letter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.measure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.milestone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.objection REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.paper REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.participant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.person_contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.plan_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.problem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.problem_relation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.reporting_login REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.responsible REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.revocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.substitution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.suspension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.task_holding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.task_report REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER audit_update AFTER UPDATE ON public.topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_update();
CREATE TRIGGER carry AFTER UPDATE ON public.evidence FOR EACH ROW EXECUTE FUNCTION public.paper_carry();
CREATE TRIGGER carry AFTER UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.paper_carry();
CREATE TRIGGER carry_answering AFTER UPDATE ON public.task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_answering();
CREATE TRIGGER carry_insert AFTER INSERT ON public.finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_to_problem();
CREATE TRIGGER carry_insert AFTER INSERT ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_answering();
CREATE TRIGGER carry_letter AFTER UPDATE ON public.letter REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_letter();
CREATE TRIGGER carry_rows AFTER INSERT OR UPDATE ON public.task FOR EACH ROW EXECUTE FUNCTION public.task_carry();
CREATE TRIGGER carry_to_problem AFTER UPDATE ON public.finding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_to_problem();
CREATE TRIGGER carry_to_relations AFTER UPDATE ON public.problem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_to_relations();
CREATE TRIGGER carry_update AFTER UPDATE ON public.consultation_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.plan_moved();
CREATE TRIGGER carry_update AFTER UPDATE ON public.finding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('complaint', 'id');
CREATE TRIGGER carry_update AFTER UPDATE ON public.letter REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update();
CREATE TRIGGER carry_update AFTER UPDATE ON public.measure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('responsible', 'measure_id', 'task', 'measure_id');
CREATE TRIGGER carry_update AFTER UPDATE ON public.outcome REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('measure', 'outcome_id');
CREATE TRIGGER carry_update AFTER UPDATE ON public.problem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('topic', 'problem_id', 'outcome', 'problem_id', 'letter', 'problem_id');
CREATE TRIGGER carry_update AFTER UPDATE ON public.task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('letter', 'task_id');
CREATE TRIGGER carry_update AFTER UPDATE ON public.topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.carry_update('statement', 'topic_id', 'paper', 'topic_id', 'addendum', 'topic_id', 'outcome', 'topic_id');
CREATE TRIGGER keep_delete AFTER DELETE ON public.task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.keep_tasks();
CREATE TRIGGER keep_insert AFTER INSERT ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.keep_tasks();
CREATE TRIGGER keep_update AFTER UPDATE ON public.task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.keep_tasks();
CREATE TRIGGER lists_moved AFTER UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.holder_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.department FOR EACH ROW EXECUTE FUNCTION public.department_changed();
CREATE TRIGGER moved AFTER UPDATE ON public.duty_list FOR EACH ROW EXECUTE FUNCTION public.list_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION public.organisation_changed();
CREATE TRIGGER moved AFTER UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION public.person_moved();
CREATE TRIGGER moved AFTER UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.post_moved();
CREATE CONSTRAINT TRIGGER moves_tasks AFTER INSERT OR UPDATE ON public.appointment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state = 'CONFIRMED'::text)) EXECUTE FUNCTION public.appointment_moves_tasks();
CREATE TRIGGER past_insert AFTER INSERT ON public.consultation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_consultation();
CREATE TRIGGER past_insert AFTER INSERT ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_duty_list();
CREATE TRIGGER past_insert AFTER INSERT ON public.problem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_problem();
CREATE TRIGGER past_insert AFTER INSERT ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_task();
CREATE TRIGGER past_update AFTER UPDATE ON public.consultation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_consultation();
CREATE TRIGGER past_update AFTER UPDATE ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_duty_list();
CREATE TRIGGER past_update AFTER UPDATE ON public.problem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_problem();
CREATE TRIGGER past_update AFTER UPDATE ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.past_of_task();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.addendum FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.alignment FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.answer FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.complaint FOR EACH ROW EXECUTE FUNCTION public.inherit('finding', 'id', 'province_id', 'org_id', 'registered_seats', 'secrecy', 'reader_seats', 'hidden_from');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.consultation FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.consultation_plan FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.consultation_rule FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.department FOR EACH ROW EXECUTE FUNCTION public.code_in_province();
CREATE TRIGGER place BEFORE INSERT OR DELETE OR UPDATE ON public.duty_item FOR EACH ROW EXECUTE FUNCTION public.item_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.duty_list FOR EACH ROW EXECUTE FUNCTION public.list_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.evidence FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.extension FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.file FOR EACH ROW EXECUTE FUNCTION public.file_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.finding FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT ON public.history FOR EACH ROW EXECUTE FUNCTION public.place_history('Finding', 'finding', 'Problem', 'problem', 'Consultation', 'consultation', 'Topic', 'topic', 'Task', 'task', 'Letter', 'letter');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.instruction FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.letter FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.measure FOR EACH ROW EXECUTE FUNCTION public.inherit('outcome', 'outcome_id', 'province_id', 'org_id', 'consultation_id', 'problem_id', 'secrecy', 'reader_seats', 'hidden_from', 'risk_domains');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.milestone FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.objection FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION public.organisation_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.participant FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION public.follow_person();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.person_contact FOR EACH ROW EXECUTE FUNCTION public.follow_person();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.plan_item FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation_plan', 'plan_id', 'province_id', 'org_id', 'state');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.portfolio FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.code_in_province();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.post_role FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.inherit('organisation', 'org_id', 'province_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.problem_relation FOR EACH ROW EXECUTE FUNCTION public.inherit('problem', 'other_id', 'province_id', 'org_id', 'secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts', 'risk_domains', 'registered_seats', 'resolution', 'discipline_office_by');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.responsible FOR EACH ROW EXECUTE FUNCTION public.inherit('measure', 'measure_id', 'province_id', 'org_id', 'consultation_id', 'secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'seen_orgs', 'seen_departments', 'seen_posts');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.signature FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.substitution FOR EACH ROW EXECUTE FUNCTION public.follow_post();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.suspension FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.task_holding FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.task_report FOR EACH ROW EXECUTE FUNCTION public.task_place();
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON public.topic FOR EACH ROW EXECUTE FUNCTION public.inherit('consultation', 'consultation_id', 'province_id', 'org_id');
CREATE TRIGGER place_answering BEFORE INSERT OR UPDATE ON public.measure FOR EACH ROW EXECUTE FUNCTION public.place_answering('measure_id');
CREATE TRIGGER place_answering BEFORE INSERT OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.place_answering('outcome_id');
CREATE TRIGGER place_answering BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.place_answering('problem_id');
CREATE TRIGGER place_below_topic BEFORE INSERT OR UPDATE ON public.addendum FOR EACH ROW EXECUTE FUNCTION public.place_below_topic();
CREATE TRIGGER place_below_topic BEFORE INSERT OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.place_below_topic();
CREATE TRIGGER place_below_topic BEFORE INSERT OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.place_below_topic();
CREATE TRIGGER place_below_topic BEFORE INSERT OR UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.place_below_topic();
CREATE TRIGGER place_consultation BEFORE INSERT ON public.consultation FOR EACH ROW EXECUTE FUNCTION public.place_consultation();
CREATE TRIGGER place_finding BEFORE INSERT OR UPDATE ON public.finding FOR EACH ROW EXECUTE FUNCTION public.place_finding();
CREATE TRIGGER place_letter BEFORE INSERT OR UPDATE ON public.letter FOR EACH ROW EXECUTE FUNCTION public.place_letter();
CREATE TRIGGER place_lettered BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.place_lettered();
CREATE TRIGGER place_listed BEFORE INSERT OR UPDATE ON public.finding FOR EACH ROW EXECUTE FUNCTION public.place_listed();
CREATE TRIGGER place_listed BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.place_listed();
CREATE TRIGGER place_outcome BEFORE INSERT OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.place_outcome();
CREATE TRIGGER place_participant BEFORE INSERT OR UPDATE ON public.participant FOR EACH ROW EXECUTE FUNCTION public.place_participant();
CREATE TRIGGER place_problem BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.place_problem();
CREATE TRIGGER place_relation BEFORE INSERT OR UPDATE ON public.problem_relation FOR EACH ROW EXECUTE FUNCTION public.place_relation();
CREATE TRIGGER place_task BEFORE INSERT OR UPDATE ON public.task FOR EACH ROW EXECUTE FUNCTION public.place_task();
CREATE TRIGGER place_topic BEFORE INSERT OR UPDATE ON public.topic FOR EACH ROW EXECUTE FUNCTION public.place_topic();
CREATE TRIGGER search_delete AFTER DELETE ON public.consultation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.department REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.duty_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.duty_list REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.finding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.letter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.measure REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.outcome REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.post REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.problem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_delete AFTER DELETE ON public.topic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_removed();
CREATE TRIGGER search_insert AFTER INSERT ON public.consultation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('C');
CREATE TRIGGER search_insert AFTER INSERT ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('D');
CREATE TRIGGER search_insert AFTER INSERT ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('I');
CREATE TRIGGER search_insert AFTER INSERT ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('L');
CREATE TRIGGER search_insert AFTER INSERT ON public.finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('Q');
CREATE TRIGGER search_insert AFTER INSERT ON public.letter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('GH');
CREATE TRIGGER search_insert AFTER INSERT ON public.measure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('M');
CREATE TRIGGER search_insert AFTER INSERT ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('O');
CREATE TRIGGER search_insert AFTER INSERT ON public.outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('Y');
CREATE TRIGGER search_insert AFTER INSERT ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('U');
CREATE TRIGGER search_insert AFTER INSERT ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('P');
CREATE TRIGGER search_insert AFTER INSERT ON public.problem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('B');
CREATE TRIGGER search_insert AFTER INSERT ON public.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('T');
CREATE TRIGGER search_insert AFTER INSERT ON public.topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.search_added('K');
CREATE TRIGGER search_update AFTER UPDATE ON public.consultation FOR EACH ROW WHEN ((((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.org_id IS DISTINCT FROM new.org_id))) EXECUTE FUNCTION public.search_changed('C');
CREATE TRIGGER search_update AFTER UPDATE ON public.department FOR EACH ROW WHEN ((((old.code IS DISTINCT FROM new.code) OR ((old.name)::text IS DISTINCT FROM (new.name)::text)) OR ((old.legal_entity)::text IS DISTINCT FROM (new.legal_entity)::text))) EXECUTE FUNCTION public.search_changed('D');
CREATE TRIGGER search_update AFTER UPDATE ON public.duty_item FOR EACH ROW WHEN (((((((((old.content)::text IS DISTINCT FROM (new.content)::text) OR ((old.standard)::text IS DISTINCT FROM (new.standard)::text)) OR ((old.evidence_required)::text IS DISTINCT FROM (new.evidence_required)::text)) OR ((old.business_work)::text IS DISTINCT FROM (new.business_work)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.post_id IS DISTINCT FROM new.post_id)) OR (old.department_id IS DISTINCT FROM new.department_id))) EXECUTE FUNCTION public.search_changed('I');
CREATE TRIGGER search_update AFTER UPDATE ON public.duty_list FOR EACH ROW WHEN ((((((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.post_id IS DISTINCT FROM new.post_id)) OR (old.department_id IS DISTINCT FROM new.department_id))) EXECUTE FUNCTION public.search_changed('L');
CREATE TRIGGER search_update AFTER UPDATE ON public.finding FOR EACH ROW WHEN ((((((((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.reference)::text IS DISTINCT FROM (new.reference)::text)) OR ((old.content)::text IS DISTINCT FROM (new.content)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.registered_seats IS DISTINCT FROM new.registered_seats)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats))) EXECUTE FUNCTION public.search_changed('Q');
CREATE TRIGGER search_update AFTER UPDATE ON public.letter FOR EACH ROW WHEN (((((((((((((old.number)::text IS DISTINCT FROM (new.number)::text) OR ((old.title)::text IS DISTINCT FROM (new.title)::text)) OR ((old.text)::text IS DISTINCT FROM (new.text)::text)) OR ((old.reply)::text IS DISTINCT FROM (new.reply)::text)) OR ((old.return_reason)::text IS DISTINCT FROM (new.return_reason)::text)) OR ((old.end_reason)::text IS DISTINCT FROM (new.end_reason)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats)) OR (old.seen_orgs IS DISTINCT FROM new.seen_orgs)) OR (old.seen_departments IS DISTINCT FROM new.seen_departments)) OR (old.seen_posts IS DISTINCT FROM new.seen_posts))) EXECUTE FUNCTION public.search_changed('GH');
CREATE TRIGGER search_update AFTER UPDATE ON public.measure FOR EACH ROW WHEN (((((((((old.text)::text IS DISTINCT FROM (new.text)::text) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats)) OR (old.seen_orgs IS DISTINCT FROM new.seen_orgs)) OR (old.seen_departments IS DISTINCT FROM new.seen_departments)) OR (old.seen_posts IS DISTINCT FROM new.seen_posts)) OR (old.risk_domains IS DISTINCT FROM new.risk_domains))) EXECUTE FUNCTION public.search_changed('M');
CREATE TRIGGER search_update AFTER UPDATE ON public.organisation FOR EACH ROW WHEN (((old.code IS DISTINCT FROM new.code) OR ((old.name)::text IS DISTINCT FROM (new.name)::text))) EXECUTE FUNCTION public.search_changed('O');
CREATE TRIGGER search_update AFTER UPDATE ON public.outcome FOR EACH ROW WHEN (((((((((((((old.text)::text IS DISTINCT FROM (new.text)::text) OR ((old.root_cause)::text IS DISTINCT FROM (new.root_cause)::text)) OR ((old.resolution_document)::text IS DISTINCT FROM (new.resolution_document)::text)) OR ((old.resolution)::text IS DISTINCT FROM (new.resolution)::text)) OR ((old.answer_reason)::text IS DISTINCT FROM (new.answer_reason)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats)) OR (old.seen_orgs IS DISTINCT FROM new.seen_orgs)) OR (old.seen_departments IS DISTINCT FROM new.seen_departments)) OR (old.seen_posts IS DISTINCT FROM new.seen_posts)) OR (old.risk_domains IS DISTINCT FROM new.risk_domains))) EXECUTE FUNCTION public.search_changed('Y');
CREATE TRIGGER search_update AFTER UPDATE ON public.person FOR EACH ROW WHEN (((old.number IS DISTINCT FROM new.number) OR ((old.name)::text IS DISTINCT FROM (new.name)::text))) EXECUTE FUNCTION public.search_changed('U');
CREATE TRIGGER search_update AFTER UPDATE ON public.post FOR EACH ROW WHEN (((old.code IS DISTINCT FROM new.code) OR ((old.name)::text IS DISTINCT FROM (new.name)::text))) EXECUTE FUNCTION public.search_changed('P');
CREATE TRIGGER search_update AFTER UPDATE ON public.problem FOR EACH ROW WHEN (((((((((((((((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.description)::text IS DISTINCT FROM (new.description)::text)) OR ((old.mandate_issuer)::text IS DISTINCT FROM (new.mandate_issuer)::text)) OR ((old.mandate_document)::text IS DISTINCT FROM (new.mandate_document)::text)) OR ((old.mandate_item)::text IS DISTINCT FROM (new.mandate_item)::text)) OR ((old.no_measure_reason)::text IS DISTINCT FROM (new.no_measure_reason)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.registered_seats IS DISTINCT FROM new.registered_seats)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats)) OR (old.seen_orgs IS DISTINCT FROM new.seen_orgs)) OR (old.seen_departments IS DISTINCT FROM new.seen_departments)) OR (old.seen_posts IS DISTINCT FROM new.seen_posts)) OR (old.risk_domains IS DISTINCT FROM new.risk_domains))) EXECUTE FUNCTION public.search_changed('B');
CREATE TRIGGER search_update AFTER UPDATE ON public.task FOR EACH ROW WHEN ((((((((((((((old.number)::text IS DISTINCT FROM (new.number)::text) OR ((old.close_number)::text IS DISTINCT FROM (new.close_number)::text)) OR ((old.text)::text IS DISTINCT FROM (new.text)::text)) OR ((old.submission)::text IS DISTINCT FROM (new.submission)::text)) OR ((old.improvement)::text IS DISTINCT FROM (new.improvement)::text)) OR ((old.end_reason)::text IS DISTINCT FROM (new.end_reason)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats)) OR (old.seen_orgs IS DISTINCT FROM new.seen_orgs)) OR (old.seen_departments IS DISTINCT FROM new.seen_departments)) OR (old.seen_posts IS DISTINCT FROM new.seen_posts)) OR (old.risk_domains IS DISTINCT FROM new.risk_domains))) EXECUTE FUNCTION public.search_changed('T');
CREATE TRIGGER search_update AFTER UPDATE ON public.topic FOR EACH ROW WHEN (((((((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.content)::text IS DISTINCT FROM (new.content)::text)) OR ((old.root_cause)::text IS DISTINCT FROM (new.root_cause)::text)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.reader_seats IS DISTINCT FROM new.reader_seats))) EXECUTE FUNCTION public.search_changed('K');
CREATE TRIGGER session_delete AFTER DELETE ON public.appointment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.department REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.duty_list REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_list_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.portfolio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.post REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.post_role REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_delete AFTER DELETE ON public.substitution REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.duty_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_list_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_insert AFTER INSERT ON public.substitution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.appointment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.department REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.duty_list REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_list_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.portfolio REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.post REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.post_role REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER session_update AFTER UPDATE ON public.substitution REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.session_moved();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.addendum FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.alignment FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.answer FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION public.stamp('principal');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.complaint FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.consultation FOR EACH ROW EXECUTE FUNCTION public.stamp('revision');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.consultation_plan FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.consultation_rule FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.department FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.duty_item FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.duty_list FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.evidence FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.extension FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.file FOR EACH ROW EXECUTE FUNCTION public.stamp('consultation_id', 'secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.finding FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT ON public.history FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.instruction FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.letter FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.measure FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.milestone FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.objection FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.participant FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.person_contact FOR EACH ROW EXECUTE FUNCTION public.stamp('org_id');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.plan_item FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.portfolio FOR EACH ROW EXECUTE FUNCTION public.stamp('org_id');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.post_role FOR EACH ROW EXECUTE FUNCTION public.stamp('org_id');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.problem FOR EACH ROW EXECUTE FUNCTION public.stamp('sources', 'recurrence');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.responsible FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.signature FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.substitution FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.suspension FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.task FOR EACH ROW EXECUTE FUNCTION public.stamp('risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.task_holding FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.task_report FOR EACH ROW EXECUTE FUNCTION public.stamp('secrecy', 'risk_domains');
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON public.topic FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER tells AFTER UPDATE ON public.organisation FOR EACH ROW WHEN ((old.parent_id IS DISTINCT FROM new.parent_id)) EXECUTE FUNCTION public.region_moved();
CREATE TRIGGER touch_delete AFTER DELETE ON public.addendum REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_delete AFTER DELETE ON public.alignment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.answer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.complaint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('finding', 'id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.duty_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('duty_list', 'list_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.evidence REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.extension REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.instruction REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.measure REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('outcome', 'outcome_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.milestone REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.objection REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.outcome REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.paper REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_delete AFTER DELETE ON public.participant REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.person_contact REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('person', 'person_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.plan_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation_plan', 'plan_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.post_role REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('post', 'post_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.responsible REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('measure', 'measure_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.statement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.suspension REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.task_holding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.task_report REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_delete AFTER DELETE ON public.topic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.addendum REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_insert AFTER INSERT ON public.alignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.complaint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('finding', 'id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.duty_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('duty_list', 'list_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.evidence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.extension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.instruction REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.measure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('outcome', 'outcome_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.milestone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.objection REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.paper REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_insert AFTER INSERT ON public.participant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.person_contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('person', 'person_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.plan_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation_plan', 'plan_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.post_role REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('post', 'post_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.responsible REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('measure', 'measure_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.suspension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.task_holding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.task_report REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_insert AFTER INSERT ON public.topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.addendum REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_update AFTER UPDATE ON public.alignment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.answer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.complaint REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('finding', 'id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.duty_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('duty_list', 'list_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.evidence REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.extension REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.instruction REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.measure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('outcome', 'outcome_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.milestone REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.objection REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.outcome REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.paper REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '', 'consultation', 'consultation_id', 'topic_id');
CREATE TRIGGER touch_update AFTER UPDATE ON public.participant REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.person_contact REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('person', 'person_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.plan_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation_plan', 'plan_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.post_role REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('post', 'post_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.responsible REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('measure', 'measure_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.signature REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.statement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('topic', 'topic_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.suspension REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.task_holding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.task_report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('task', 'task_id', '');
CREATE TRIGGER touch_update AFTER UPDATE ON public.topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.touch('consultation', 'consultation_id', '');
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.alignment FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.answer FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE UPDATE ON public.letter FOR EACH ROW EXECUTE FUNCTION public.letter_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.measure FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION public.case_frozen('version', 'recommendation', 'answer_reason', 'answered_by', 'answered_at', 'resolution', 'resolution_document', 'resolved_on', 'resolution_by');
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.participant FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.responsible FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
CREATE TRIGGER zz_frozen BEFORE UPDATE ON public.task FOR EACH ROW EXECUTE FUNCTION public.task_frozen();
CREATE TRIGGER zz_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.topic FOR EACH ROW EXECUTE FUNCTION public.case_frozen();
ALTER TABLE ONLY public.addendum
    ADD CONSTRAINT addendum_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.addendum
    ADD CONSTRAINT addendum_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topic(id);
ALTER TABLE ONLY public.alignment
    ADD CONSTRAINT alignment_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.calendar_day
    ADD CONSTRAINT calendar_day_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT complaint_id_fkey FOREIGN KEY (id) REFERENCES public.finding(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT consultation_about_org_id_fkey FOREIGN KEY (about_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT consultation_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT consultation_plan_item_id_fkey FOREIGN KEY (plan_item_id) REFERENCES public.plan_item(id);
ALTER TABLE ONLY public.consultation_plan
    ADD CONSTRAINT consultation_plan_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation_plan
    ADD CONSTRAINT consultation_plan_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT consultation_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation_rule
    ADD CONSTRAINT consultation_rule_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.consultation_rule
    ADD CONSTRAINT consultation_rule_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
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
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.file(id);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.extension
    ADD CONSTRAINT extension_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.file
    ADD CONSTRAINT file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_about_department_id_fkey FOREIGN KEY (about_department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_about_org_id_fkey FOREIGN KEY (about_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT finding_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.instruction
    ADD CONSTRAINT instruction_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_follows_id_fkey FOREIGN KEY (follows_id) REFERENCES public.letter(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_recipient_department_id_fkey FOREIGN KEY (recipient_department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_recipient_org_id_fkey FOREIGN KEY (recipient_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_recipient_post_id_fkey FOREIGN KEY (recipient_post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT measure_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT measure_outcome_id_fkey FOREIGN KEY (outcome_id) REFERENCES public.outcome(id);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT measure_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.objection
    ADD CONSTRAINT objection_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topic(id);
ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.file(id);
ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topic(id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
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
ALTER TABLE ONLY public.plan_item
    ADD CONSTRAINT plan_item_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.consultation_plan(id);
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
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_about_department_id_fkey FOREIGN KEY (about_department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_about_org_id_fkey FOREIGN KEY (about_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.problem
    ADD CONSTRAINT problem_recurrence_of_id_fkey FOREIGN KEY (recurrence_of_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.problem_relation
    ADD CONSTRAINT problem_relation_other_id_fkey FOREIGN KEY (other_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.problem_relation
    ADD CONSTRAINT problem_relation_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.reporting_login
    ADD CONSTRAINT reporting_login_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.reporting_login
    ADD CONSTRAINT reporting_login_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES public.measure(id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.responsible
    ADD CONSTRAINT responsible_responsible_org_id_fkey FOREIGN KEY (responsible_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.session_epoch
    ADD CONSTRAINT session_epoch_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.signature
    ADD CONSTRAINT signature_acting_org_id_fkey FOREIGN KEY (acting_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.signature
    ADD CONSTRAINT signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.signature
    ADD CONSTRAINT signature_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topic(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.substitution
    ADD CONSTRAINT substitution_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.task_fold
    ADD CONSTRAINT task_fold_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.task_holding
    ADD CONSTRAINT task_holding_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.task_holding
    ADD CONSTRAINT task_holding_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.task_holding
    ADD CONSTRAINT task_holding_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES public.measure(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_outcome_id_fkey FOREIGN KEY (outcome_id) REFERENCES public.outcome(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_province_id_fkey FOREIGN KEY (province_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.task_report
    ADD CONSTRAINT task_report_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_responsible_org_id_fkey FOREIGN KEY (responsible_org_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_carried_from_id_fkey FOREIGN KEY (carried_from_id) REFERENCES public.topic(id);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultation(id);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES public.problem(id);
CREATE POLICY add ON public.addendum FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.alignment FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.answer FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.appointment FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.complaint FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.consultation FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.consultation_plan FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.consultation_rule FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
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
CREATE POLICY add ON public.evidence FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.extension FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.file FOR INSERT TO huishang_api WITH CHECK (((uploaded_by = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)) AND (province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND (attached_at IS NULL) AND (expired_at IS NULL)));
CREATE POLICY add ON public.finding FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.history FOR INSERT TO huishang_api WITH CHECK ((actor_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY add ON public.instruction FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.letter FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.measure FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.milestone FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.objection FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.organisation FOR INSERT TO huishang_api WITH CHECK ((parent_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.outcome FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.paper FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.participant FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.person FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.person_contact FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.plan_item FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.portfolio FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.post FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.post_role FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.problem FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.problem_relation FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.responsible FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.signature FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.statement FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.substitution FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.suspension FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.task FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY add ON public.task_report FOR INSERT TO huishang_api WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY add ON public.topic FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
ALTER TABLE public.addendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.alignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.appointment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_digest ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.calendar_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY change ON public.addendum FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.alignment FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.answer FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.appointment FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.complaint FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.consultation FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.consultation_plan FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.consultation_rule FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.department FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.duty_item FOR UPDATE TO huishang_api USING (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END)) WITH CHECK (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
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
CREATE POLICY change ON public.evidence FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (evidence.seen_orgs)) AND (h.domain = ANY (evidence.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.extension FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (extension.seen_orgs)) AND (h.domain = ANY (extension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.finding FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.instruction FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (instruction.seen_orgs)) AND (h.domain = ANY (instruction.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.letter FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND ((((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END) OR ((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) AND ((seen_orgs <> '{}'::uuid[]) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))))) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))));
CREATE POLICY change ON public.measure FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (measure.seen_orgs)) AND (h.domain = ANY (measure.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.milestone FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (milestone.seen_orgs)) AND (h.domain = ANY (milestone.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.objection FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (objection.seen_orgs)) AND (h.domain = ANY (objection.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.organisation FOR UPDATE TO huishang_api USING ((id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK (((id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])) AND ((parent_id IS NULL) OR (level <> 'REGION'::text) OR (parent_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])) OR (id = ANY (( SELECT public.setting_uuids('own_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY change ON public.outcome FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (outcome.seen_orgs)) AND (h.domain = ANY (outcome.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.paper FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.participant FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.person FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.person_contact FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.plan_item FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.portfolio FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.post FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.post_role FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.problem FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem.seen_orgs)) AND (h.domain = ANY (problem.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.problem_relation FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.responsible FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (responsible.seen_orgs)) AND (h.domain = ANY (responsible.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.signature FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (signature.seen_orgs)) AND (h.domain = ANY (signature.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.statement FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.substitution FOR UPDATE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY change ON public.suspension FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (suspension.seen_orgs)) AND (h.domain = ANY (suspension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.task FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task.seen_orgs)) AND (h.domain = ANY (task.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.task_report FOR UPDATE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_report.seen_orgs)) AND (h.domain = ANY (task_report.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END)) WITH CHECK (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))));
CREATE POLICY change ON public.topic FOR UPDATE TO huishang_api USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END)) WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
ALTER TABLE public.code ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.complaint ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.consultation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.consultation_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.consultation_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.consultation_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.department ENABLE ROW LEVEL SECURITY;
CREATE POLICY drop_draft ON public.duty_item FOR DELETE TO huishang_api USING (((state = 'DRAFT'::text) AND
CASE kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
CREATE POLICY drop_draft ON public.measure FOR DELETE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY drop_draft ON public.milestone FOR DELETE TO huishang_api USING ((((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids))) AND (reached_on IS NULL)));
CREATE POLICY drop_draft ON public.responsible FOR DELETE TO huishang_api USING ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])));
ALTER TABLE public.duty_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.duty_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.duty_list_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.extension ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.file ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.instruction ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.job_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.measure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.milestone ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.objection ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outcome ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.idempotency TO huishang_api USING ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid))) WITH CHECK ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY owner ON public.addendum TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.alignment TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.answer TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.appointment TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.audit_digest TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.audit_entry TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.calendar_day TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.code TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.complaint TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.consultation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.consultation_past TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.consultation_plan TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.consultation_rule TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.counter TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.department TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.duty_item TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.duty_list TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.duty_list_past TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.evidence TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.extension TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.file TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.finding TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.history TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.idempotency TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.instruction TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.job_run TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.letter TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.measure TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.milestone TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.objection TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.organisation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.outcome TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.paper TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.participant TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.person TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.person_contact TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.plan_item TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.portfolio TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.post TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.post_role TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.problem TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.problem_past TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.problem_relation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.read_log TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.reading TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.reporting_login TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.responsible TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.revocation TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.schema_state TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.search_entry TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.session_epoch TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.session_kept TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.signature TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.statement TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.substitution TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.suspension TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_delta TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_due TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_fold TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_holding TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_past TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_report TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.task_sum TO huishang_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.topic TO huishang_owner USING (true) WITH CHECK (true);
ALTER TABLE public.paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.participant ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.person_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.plan_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.portfolio ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.problem ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.problem_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.problem_relation ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON public.addendum FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.alignment FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[]))));
CREATE POLICY read ON public.answer FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[]))));
CREATE POLICY read ON public.appointment FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.calendar_day FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.code FOR SELECT TO huishang_reader USING ((( SELECT public.setting_uuid('person'::text) AS setting_uuid) IS NOT NULL));
CREATE POLICY read ON public.complaint FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read ON public.consultation FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[]))));
CREATE POLICY read ON public.consultation_past FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[]))));
CREATE POLICY read ON public.consultation_plan FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.consultation_rule FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])))));
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
CREATE POLICY read ON public.duty_list_past FOR SELECT TO huishang_reader USING (((state = ANY (ARRAY['IN_FORCE'::text, 'SUPERSEDED'::text])) AND
CASE now_state
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
END));
CREATE POLICY read ON public.evidence FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (evidence.seen_orgs)) AND (h.domain = ANY (evidence.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.extension FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (extension.seen_orgs)) AND (h.domain = ANY (extension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.file FOR SELECT TO huishang_reader USING (((expired_at IS NULL) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((uploaded_by = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)) AND ((attached_at IS NULL) OR (uploaded_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((case_org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((case_org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((case_org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)));
CREATE POLICY read ON public.finding FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END))));
CREATE POLICY read ON public.instruction FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (instruction.seen_orgs)) AND (h.domain = ANY (instruction.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.letter FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND ((((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END) OR ((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) AND ((seen_orgs <> '{}'::uuid[]) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)))))));
CREATE POLICY read ON public.measure FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (measure.seen_orgs)) AND (h.domain = ANY (measure.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.milestone FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (milestone.seen_orgs)) AND (h.domain = ANY (milestone.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.objection FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (objection.seen_orgs)) AND (h.domain = ANY (objection.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.organisation FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.outcome FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (outcome.seen_orgs)) AND (h.domain = ANY (outcome.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.paper FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.participant FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[]))));
CREATE POLICY read ON public.person FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.person_contact FOR SELECT TO huishang_reader USING ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
CREATE POLICY read ON public.plan_item FOR SELECT TO huishang_reader USING (((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.portfolio FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.post FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.post_role FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.problem FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem.seen_orgs)) AND (h.domain = ANY (problem.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read ON public.problem_past FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR ((now_discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (now_risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem_past.seen_orgs)) AND (h.domain = ANY (problem_past.now_risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((now_resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read ON public.problem_relation FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem_relation.seen_orgs)) AND (h.domain = ANY (problem_relation.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read ON public.responsible FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (responsible.seen_orgs)) AND (h.domain = ANY (responsible.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.schema_state FOR SELECT TO huishang_reader USING (true);
CREATE POLICY read ON public.signature FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (signature.seen_orgs)) AND (h.domain = ANY (signature.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.statement FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.substitution FOR SELECT TO huishang_reader USING (((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read ON public.suspension FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (suspension.seen_orgs)) AND (h.domain = ANY (suspension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.task FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task.seen_orgs)) AND (h.domain = ANY (task.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.task_delta FOR SELECT TO huishang_reader USING (
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END);
CREATE POLICY read ON public.task_due FOR SELECT TO huishang_reader USING (
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END);
CREATE POLICY read ON public.task_fold FOR SELECT TO huishang_reader USING ((province_id = ( SELECT public.setting_uuid('province'::text) AS setting_uuid)));
CREATE POLICY read ON public.task_holding FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_holding.seen_orgs)) AND (h.domain = ANY (task_holding.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.task_past FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_past.seen_orgs)) AND (h.domain = ANY (task_past.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.task_report FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_report.seen_orgs)) AND (h.domain = ANY (task_report.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read ON public.task_sum FOR SELECT TO huishang_reader USING (
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END);
CREATE POLICY read ON public.topic FOR SELECT TO huishang_reader USING (((NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read_contact ON public.history FOR SELECT TO huishang_reader USING (((audience = 'CONTACT'::text) AND (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))));
CREATE POLICY read_deliberation ON public.history FOR SELECT TO huishang_reader USING (((audience = 'DELIBERATION'::text) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read_draft ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LIST_DRAFT'::text) AND
CASE list_kind
    WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_main'::text) AS setting_uuids)::uuid[]))
    WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_dual'::text) AS setting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.setting_uuids('list_posts'::text) AS setting_uuids)::uuid[])))
    WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.setting_uuids('draft_supervisory'::text) AS setting_uuids)::uuid[]))
    WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('draft_oversight'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)::uuid[])))
    ELSE NULL::boolean
END));
CREATE POLICY read_evidence ON public.file FOR SELECT TO huishang_reader USING (((attached_kind = 'Evidence'::text) AND (expired_at IS NULL) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((case_org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (file.seen_orgs)) AND (h.domain = ANY (file.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((case_org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((case_org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (case_org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
CREATE POLICY read_finding ON public.history FOR SELECT TO huishang_reader USING (((audience = 'FINDING'::text) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END))));
CREATE POLICY read_letter ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LETTER'::text) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND ((((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END) OR ((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) AND ((seen_orgs <> '{}'::uuid[]) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))))) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)))))));
CREATE POLICY read_letter_draft ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LETTER_DRAFT'::text) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND ((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[])))) AND (
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read_list ON public.history FOR SELECT TO huishang_reader USING (((audience = 'LIST'::text) AND ((org_id = ANY (( SELECT public.setting_uuids('chain'::text) AS setting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)::uuid[]))))));
ALTER TABLE public.read_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_outcome ON public.history FOR SELECT TO huishang_reader USING (((audience = 'OUTCOME'::text) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.invited_consultations() AS invited_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (history.seen_orgs)) AND (h.domain = ANY (history.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))
END));
CREATE POLICY read_plan ON public.history FOR SELECT TO huishang_reader USING (((audience = 'PLAN'::text) AND (org_id = ANY (( SELECT public.setting_uuids('committee_orgs'::text) AS setting_uuids)::uuid[]))));
CREATE POLICY read_problem ON public.history FOR SELECT TO huishang_reader USING (((audience = 'PROBLEM'::text) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) OR (((org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.setting_uuids('party_office_orgs'::text) AS setting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
  WHERE ((h.org = ANY (history.seen_orgs)) AND (h.domain = ANY (history.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)))));
CREATE POLICY read_proposal ON public.history FOR SELECT TO huishang_reader USING (((audience = 'PROPOSAL'::text) AND (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[]))));
CREATE POLICY read_reference ON public.history FOR SELECT TO huishang_reader USING (((audience = 'REFERENCE'::text) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])))));
CREATE POLICY read_task ON public.history FOR SELECT TO huishang_reader USING (((audience = 'TASK'::text) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids))) AND (NOT (( SELECT public.setting_uuid('person'::text) AS setting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.setting_uuids('orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('region_orgs'::text) AS setting_uuids)) OR (seen_orgs && ( SELECT public.setting_uuids('portfolio_orgs'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('departments'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('portfolio_departments'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR ((seen_orgs && ( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids)) AND (risk_domains && ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.setting_uuids('head_orgs'::text) AS setting_uuids), ( SELECT public.setting_texts('head_domains'::text) AS setting_texts)) h(org, domain)
      WHERE ((h.org = ANY (history.seen_orgs)) AND (h.domain = ANY (history.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.setting_uuids('committee_own'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.setting_uuids('party_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_orgs'::text) AS setting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.setting_uuids('discipline_secretary_below'::text) AS setting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('seats'::text) AS setting_uuids)) OR (seen_posts && ( SELECT public.setting_uuids('stood_for'::text) AS setting_uuids)) OR (seen_departments && ( SELECT public.setting_uuids('head_departments'::text) AS setting_uuids)))
END));
ALTER TABLE public.reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.reporting_login ENABLE ROW LEVEL SECURITY;
CREATE POLICY reporting_read ON public.addendum FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.alignment FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[]))));
CREATE POLICY reporting_read ON public.answer FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[]))));
CREATE POLICY reporting_read ON public.appointment FOR SELECT TO huishang_reporting USING (((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.reporting_uuids('admin_orgs'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.code FOR SELECT TO huishang_reporting USING ((( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) IS NOT NULL));
CREATE POLICY reporting_read ON public.complaint FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) OR (((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])))
END)) AND ((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))))));
CREATE POLICY reporting_read ON public.consultation FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[]))));
CREATE POLICY reporting_read ON public.consultation_plan FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.reporting_uuids('chain'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.consultation_rule FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.reporting_uuids('chain'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.department FOR SELECT TO huishang_reporting USING ((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)));
CREATE POLICY reporting_read ON public.duty_item FOR SELECT TO huishang_reporting USING (
CASE state
    WHEN 'IN_FORCE'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('chain'::text) AS reporting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)::uuid[]))))
    WHEN 'SUPERSEDED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)::uuid[])))
    ELSE
    CASE kind
        WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.reporting_uuids('draft_main'::text) AS reporting_uuids)::uuid[]))
        WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('draft_dual'::text) AS reporting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.reporting_uuids('list_posts'::text) AS reporting_uuids)::uuid[])))
        WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.reporting_uuids('draft_supervisory'::text) AS reporting_uuids)::uuid[]))
        WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('draft_oversight'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)::uuid[])))
        ELSE NULL::boolean
    END
END);
CREATE POLICY reporting_read ON public.duty_list FOR SELECT TO huishang_reporting USING (
CASE state
    WHEN 'IN_FORCE'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('chain'::text) AS reporting_uuids)::uuid[])) OR ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)::uuid[]))))
    WHEN 'SUPERSEDED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)::uuid[])))
    ELSE
    CASE kind
        WHEN 'MAIN'::text THEN (org_id = ANY (( SELECT public.reporting_uuids('draft_main'::text) AS reporting_uuids)::uuid[]))
        WHEN 'DUAL_DUTY'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('draft_dual'::text) AS reporting_uuids)::uuid[])) OR (post_id = ANY (( SELECT public.reporting_uuids('list_posts'::text) AS reporting_uuids)::uuid[])))
        WHEN 'SUPERVISORY'::text THEN (org_id = ANY (( SELECT public.reporting_uuids('draft_supervisory'::text) AS reporting_uuids)::uuid[]))
        WHEN 'OVERSIGHT'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('draft_oversight'::text) AS reporting_uuids)::uuid[])) OR (department_id = ANY (( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)::uuid[])))
        ELSE NULL::boolean
    END
END);
CREATE POLICY reporting_read ON public.evidence FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (evidence.seen_orgs)) AND (h.domain = ANY (evidence.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.extension FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (extension.seen_orgs)) AND (h.domain = ANY (extension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.finding FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) OR (((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])))
END)))));
CREATE POLICY reporting_read ON public.instruction FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (instruction.seen_orgs)) AND (h.domain = ANY (instruction.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.letter FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND ((((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)))) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])))
END) OR ((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) AND ((seen_orgs <> '{}'::uuid[]) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR ((org_id = province_id) AND (org_id = ANY (( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids)::uuid[]))))) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)) OR ((seen_posts = '{}'::uuid[]) AND (seen_departments = '{}'::uuid[]) AND ((seen_orgs && ( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids))))))));
CREATE POLICY reporting_read ON public.measure FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (measure.seen_orgs)) AND (h.domain = ANY (measure.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.milestone FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (milestone.seen_orgs)) AND (h.domain = ANY (milestone.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.objection FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (objection.seen_orgs)) AND (h.domain = ANY (objection.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.organisation FOR SELECT TO huishang_reporting USING ((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)));
CREATE POLICY reporting_read ON public.outcome FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (outcome.seen_orgs)) AND (h.domain = ANY (outcome.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.paper FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.participant FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[]))));
CREATE POLICY reporting_read ON public.person FOR SELECT TO huishang_reporting USING ((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)));
CREATE POLICY reporting_read ON public.plan_item FOR SELECT TO huishang_reporting USING (((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR ((state = 'IN_FORCE'::text) AND (org_id = ANY (( SELECT public.reporting_uuids('chain'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.portfolio FOR SELECT TO huishang_reporting USING ((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)));
CREATE POLICY reporting_read ON public.post FOR SELECT TO huishang_reporting USING ((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)));
CREATE POLICY reporting_read ON public.post_role FOR SELECT TO huishang_reporting USING (((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.reporting_uuids('admin_orgs'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.problem FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) OR (((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem.seen_orgs)) AND (h.domain = ANY (problem.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))))));
CREATE POLICY reporting_read ON public.problem_relation FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND (((secrecy <> 'INTERNAL'::text) AND (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))) OR (((org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR ((discipline_office_by IS NOT NULL) AND (org_id = ANY (( SELECT public.reporting_uuids('party_office_orgs'::text) AS reporting_uuids)::uuid[]))) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
   FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
  WHERE ((h.org = ANY (problem_relation.seen_orgs)) AND (h.domain = ANY (problem_relation.risk_domains))))))))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN true
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])))
END)) AND ((resolution IS DISTINCT FROM 'TRANSFERRED'::text) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (registered_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids))))));
CREATE POLICY reporting_read ON public.responsible FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])) OR ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (responsible.seen_orgs)) AND (h.domain = ANY (responsible.risk_domains)))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.signature FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (signature.seen_orgs)) AND (h.domain = ANY (signature.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.statement FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.substitution FOR SELECT TO huishang_reporting USING (((province_id = ( SELECT public.reporting_uuid('province'::text) AS reporting_uuid)) AND ((state = 'CONFIRMED'::text) OR (org_id = ANY (( SELECT public.reporting_uuids('admin_orgs'::text) AS reporting_uuids)::uuid[])))));
CREATE POLICY reporting_read ON public.suspension FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (suspension.seen_orgs)) AND (h.domain = ANY (suspension.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.task FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task.seen_orgs)) AND (h.domain = ANY (task.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.task_holding FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_holding.seen_orgs)) AND (h.domain = ANY (task_holding.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.task_report FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((seen_orgs <> '{}'::uuid[]) AND ((org_id = ANY (( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)::uuid[])) OR (seen_orgs && ( SELECT public.reporting_uuids('orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('region_orgs'::text) AS reporting_uuids)) OR (seen_orgs && ( SELECT public.reporting_uuids('portfolio_orgs'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('departments'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('portfolio_departments'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR ((seen_orgs && ( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids)) AND (risk_domains && ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) AND (EXISTS ( SELECT
       FROM UNNEST(( SELECT public.reporting_uuids('head_orgs'::text) AS reporting_uuids), ( SELECT public.reporting_texts('head_domains'::text) AS reporting_texts)) h(org, domain)
      WHERE ((h.org = ANY (task_report.seen_orgs)) AND (h.domain = ANY (task_report.risk_domains))))))))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)) OR (seen_posts && ( SELECT public.reporting_uuids('stood_for'::text) AS reporting_uuids)) OR (seen_departments && ( SELECT public.reporting_uuids('head_departments'::text) AS reporting_uuids)))
END)));
CREATE POLICY reporting_read ON public.topic FOR SELECT TO huishang_reporting USING (((secrecy <> 'CONFIDENTIAL'::text) AND ((NOT (( SELECT public.reporting_uuid('person'::text) AS reporting_uuid) = ANY (hidden_from))) AND
CASE secrecy
    WHEN 'INTERNAL'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_orgs'::text) AS reporting_uuids)::uuid[])) OR (consultation_id = ANY (( SELECT public.reporting_consultations() AS reporting_consultations)::uuid[])))
    WHEN 'RESTRICTED'::text THEN ((org_id = ANY (( SELECT public.reporting_uuids('committee_own'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
    ELSE ((org_id = ANY (( SELECT public.reporting_uuids('party_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_orgs'::text) AS reporting_uuids)::uuid[])) OR (org_id = ANY (( SELECT public.reporting_uuids('discipline_secretary_below'::text) AS reporting_uuids)::uuid[])) OR (reader_seats && ( SELECT public.reporting_uuids('seats'::text) AS reporting_uuids)))
END)));
ALTER TABLE public.responsible ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.revocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.schema_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.search_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.session_epoch ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.session_kept ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.substitution ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.suspension ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON public.addendum TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.alignment TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.answer TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.appointment TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.calendar_day TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.code TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.complaint TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.consultation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.consultation_past TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.consultation_plan TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.consultation_rule TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.counter TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.department TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.duty_item TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.duty_list TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.duty_list_past TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.evidence TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.extension TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.file TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.finding TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.history TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.instruction TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.job_run TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.letter TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.measure TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.milestone TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.objection TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.organisation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.outcome TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.paper TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.participant TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.person TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.person_contact TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.plan_item TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.portfolio TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.post TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.post_role TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.problem TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.problem_past TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.problem_relation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.responsible TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.revocation TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.signature TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.statement TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.substitution TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.suspension TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_delta TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_due TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_fold TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_holding TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_past TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_report TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.task_sum TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
CREATE POLICY system ON public.topic TO huishang_api USING (( SELECT public.setting_on('system'::text) AS setting_on)) WITH CHECK (( SELECT public.setting_on('system'::text) AS setting_on));
ALTER TABLE public.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_delta ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_fold ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_holding ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_sum ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.topic ENABLE ROW LEVEL SECURITY;
CREATE POLICY write ON public.read_log FOR INSERT TO huishang_reader WITH CHECK ((person_id = ( SELECT public.setting_uuid('person'::text) AS setting_uuid)));
CREATE POLICY write ON public.revocation FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY (( SELECT public.setting_uuids('admin_orgs'::text) AS setting_uuids)::uuid[])));
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.lo_creat(integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_create(oid) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_open(oid, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_put(oid, bigint, bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_truncate(integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_truncate64(integer, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lo_unlink(oid) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.lowrite(integer, bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_all() FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_all() TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_all() TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, bytea) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, bytea) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) TO huishang_reader;
REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) TO huishang_owner;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) TO huishang_reader;
REVOKE ALL ON FUNCTION public.appointment_moves_tasks() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.ask_again(p_posts uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.attach_file(p_file uuid, p_kind text, p_record uuid, p_consultation uuid, p_readers uuid[], p_hidden_from uuid[], p_logged boolean, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.attach_file(p_file uuid, p_kind text, p_record uuid, p_consultation uuid, p_readers uuid[], p_hidden_from uuid[], p_logged boolean, p_at timestamp with time zone) TO huishang_api;
REVOKE ALL ON FUNCTION public.audit_append(p_table text, p_op text, p_images jsonb[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_delete() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_hash(previous bytea, chain text, op text, at timestamp with time zone, actor text, on_behalf_of text, image jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_insert() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.audit_update() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.authority(p_role text, p_org uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.authority(p_role text, p_org uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.authority_map(p_role text, p_province uuid, p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carried() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carry_answering() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carry_letter() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carry_to_problem() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carry_to_relations() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.carry_update() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.case_frozen() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.code_in_province() FROM PUBLIC;
GRANT SELECT ON TABLE public.code TO huishang_reporting;
GRANT SELECT ON TABLE public.code TO huishang_reader;
REVOKE ALL ON FUNCTION public.code_is(p_kind text, p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.code_is(p_kind text, p_code text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.codes_known(p_kind text, p_codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.codes_known(p_kind text, p_codes text[]) TO huishang_reader;
REVOKE ALL ON FUNCTION public.consultation_open(p_consultation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.consultation_open(p_consultation uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.day_of(p_province uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.department_changed() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.each_within(p_texts text[], p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.each_within(p_texts text[], p_most integer) TO huishang_reader;
REVOKE ALL ON FUNCTION public.earlier_problem(p_category text, p_org uuid, p_department uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.earlier_problem(p_category text, p_org uuid, p_department uuid, p_at timestamp with time zone) TO huishang_reader;
REVOKE ALL ON FUNCTION public.file_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.finish_problem(p_problem uuid, p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.finish_problem(p_problem uuid, p_now timestamp with time zone) TO huishang_api;
REVOKE ALL ON FUNCTION public.fold_tasks(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fold_tasks(p_limit integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.follow_person() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.follow_post() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.forget_keys(p_before timestamp with time zone, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_keys(p_before timestamp with time zone, p_limit integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.forget_reads(p_before timestamp with time zone, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_reads(p_before timestamp with time zone, p_limit integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.forget_runs(p_before timestamp with time zone, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_runs(p_before timestamp with time zone, p_limit integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.forget_sessions(p_before timestamp with time zone, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_sessions(p_before timestamp with time zone, p_limit integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.free_holder(p_role text, p_org uuid, p_barred uuid[], p_on date, p_party boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.graver(a text, b text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.graver(a text, b text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.held_grants(p_person uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.held_grants(p_person uuid, p_on date) TO huishang_api;
REVOKE ALL ON FUNCTION public.held_on(p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.held_on(p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.history_carries(p_record jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold(p_table text, p_ids uuid[], p_beside boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hold(p_table text, p_ids uuid[], p_beside boolean) TO huishang_api;
REVOKE ALL ON FUNCTION public.hold_task(p_task uuid, p_post uuid, p_today date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.holder_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.holder_on(p_post uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.holder_on(p_post uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.holders(p_role text, p_org uuid, p_department uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.holders(p_role text, p_org uuid, p_department uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.holders_of(p_posts uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.holders_of(p_posts uuid[], p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.indicators_kept(p_indicators jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.indicators_kept(p_indicators jsonb) TO huishang_reader;
REVOKE ALL ON FUNCTION public.inherit() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.invited_consultations() FROM PUBLIC;
GRANT ALL ON FUNCTION public.invited_consultations() TO huishang_reader;
REVOKE ALL ON FUNCTION public.item_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_anew() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_tasks() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.kept_differences() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.kept_from(p_consultation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.kept_from(p_consultation uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.known() FROM PUBLIC;
GRANT ALL ON FUNCTION public.known() TO huishang_reader;
REVOKE ALL ON FUNCTION public.leader_posts(p_org uuid, p_department uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.leader_posts(p_org uuid, p_department uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.letter_frozen() FROM PUBLIC;
GRANT SELECT ON TABLE public.letter TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.letter TO huishang_api;
GRANT SELECT(id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(follows_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(severity) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(recipient_org_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(recipient_department_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(recipient_post_id) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(rectify_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(reply_days) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(reply_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(number) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(drafted_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(issued_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(issued_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(served_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(served_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(reply) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(replied_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(replied_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(returns) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(return_reason) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(accepted_by) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(accepted_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(ended_at) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(end_reason) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(secrecy) ON TABLE public.letter TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.letter TO huishang_reporting;
REVOKE ALL ON FUNCTION public.letter_side(l public.letter, p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.letter_standing(p_letters uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.letter_standing(p_letters uuid[], p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.line_authority(p_roles text[], p_org uuid, p_barred uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.line_authority(p_roles text[], p_org uuid, p_barred uuid[], p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.list_authority(p_kind text, p_org uuid, p_post uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.list_authority(p_kind text, p_org uuid, p_post uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.list_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.list_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.lock_case(p_task uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lock_case(p_task uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.merged(VARIADIC p_sets uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.merged(VARIADIC p_sets uuid[]) TO huishang_reader;
REVOKE ALL ON FUNCTION public.move_tasks(p_post uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.move_tasks(p_post uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.named_tasks() FROM PUBLIC;
GRANT ALL ON FUNCTION public.named_tasks() TO huishang_reader;
REVOKE ALL ON FUNCTION public.next_position(p_consultation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.next_position(p_consultation uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.on_discipline_side(p_person uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.on_discipline_side(p_person uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.open_matters(p_problem uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_matters(p_problem uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.open_work(p_post uuid, p_department uuid, p_org uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_work(p_post uuid, p_department uuid, p_org uuid) TO huishang_api;
GRANT ALL ON FUNCTION public.open_work(p_post uuid, p_department uuid, p_org uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.organisation_changed() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.organisation_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.overseen(p_org uuid, p_secrecy text, p_barred uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.overseen(p_org uuid, p_secrecy text, p_barred uuid[], p_on date) TO huishang_api;
REVOKE ALL ON FUNCTION public.paper_carry() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.past_of_consultation() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.past_of_duty_list() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.past_of_problem() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.past_of_task() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.person_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_answering() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_below_topic() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_consultation() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_finding() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_history() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_letter() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_lettered() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_listed() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_outcome() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_participant() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_problem() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_relation() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_task() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.place_topic() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.plan_item_held(p_item uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.plan_item_held(p_item uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.plan_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.post_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.problems_of(p_consultation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.problems_of(p_consultation uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.quorum_percent(p_org uuid, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.quorum_percent(p_org uuid, p_kind text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.reclassify_problem(p_problem uuid, p_severity text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reclassify_problem(p_problem uuid, p_severity text) TO huishang_api;
REVOKE ALL ON FUNCTION public.recurrence_told(p_problem uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.recurrence_told(p_problem uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.region_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reporting_consultations() FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_consultations() TO huishang_reporting;
REVOKE ALL ON FUNCTION public.reporting_now() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reporting_person() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reporting_setting(p_name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reporting_texts(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_texts(p_name text) TO huishang_reporting;
REVOKE ALL ON FUNCTION public.reporting_today() FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_today() TO huishang_reporting;
REVOKE ALL ON FUNCTION public.reporting_uuid(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_uuid(p_name text) TO huishang_reporting;
REVOKE ALL ON FUNCTION public.reporting_uuids(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_uuids(p_name text) TO huishang_reporting;
REVOKE ALL ON FUNCTION public.reporting_watch(p_statement interval, p_transaction interval) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reporting_watch(p_statement interval, p_transaction interval) TO huishang_api;
REVOKE ALL ON FUNCTION public.responsible_authority(p_role text, p_org uuid, p_department uuid, p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.responsible_authority(p_role text, p_org uuid, p_department uuid, p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.search_added() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_asked(p_noun text, p_terms text[], p_class integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_changed() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_class(p_heads text, p_spelling text, p_texts text, p_terms text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_fill() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_fold(p_text text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_found(p_nouns text[], p_terms text[], p_class integer, p_at timestamp with time zone, p_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_found(p_nouns text[], p_terms text[], p_class integer, p_at timestamp with time zone, p_id uuid, p_limit integer) TO huishang_reader;
REVOKE ALL ON FUNCTION public.search_grams(p_noun text, p_heads text, p_spelling text, p_texts text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_ids(p_noun text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_keep(p_noun text, p_ids uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_lines(VARIADIC p_texts text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_noun(p_noun text, p_terms text[], p_class integer, p_at timestamp with time zone, p_id uuid, p_limit integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_pairs(p_orgs uuid[], p_domains text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_removed() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_source(p_noun text, p_ids uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_spelling(p_name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.search_tables() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.seat(p_person uuid, p_post uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.seats_held(p_person uuid, p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.seats_of(p_people uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.second_person_roles() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.secretary_held(p_post uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_act_for(p_principal uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_act_for(p_principal uuid) TO huishang_api;
REVOKE ALL ON FUNCTION public.session_cases(p_grants jsonb, p_today date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_clear() FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_clear() TO huishang_reader;
REVOKE ALL ON FUNCTION public.session_compute(p_person uuid, p_province uuid, p_grants jsonb, p_today date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_keep(p_person uuid, p_claims bytea, p_province uuid, p_epoch bigint, p_today date, p_grants jsonb, p_orgs text, p_now timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_list_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_lists(p_province uuid, p_today date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_move(p_provinces uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_moved() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_moves(p_old jsonb, p_new jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_now() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamp with time zone, p_now timestamp with time zone) TO huishang_reader;
REVOKE ALL ON FUNCTION public.session_settings() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.session_system(p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_system(p_now timestamp with time zone) TO huishang_api;
REVOKE ALL ON FUNCTION public.setting_on(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_on(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_texts(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_texts(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_today() FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_today() TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_uuid(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_uuid(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.setting_uuids(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.setting_uuids(name text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.settle_letters(p_problem uuid, p_task uuid, p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.settle_letters(p_problem uuid, p_task uuid, p_now timestamp with time zone) TO huishang_api;
REVOKE ALL ON FUNCTION public.shows_with(p_table text, p_part jsonb, p_record jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.stamp() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.stands_in(p_post uuid, p_org uuid, p_department uuid, p_barred uuid[], p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.stood_for(p_posts uuid[], p_orgs uuid[], p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.strict_enough(p_local text, p_norm text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.strict_enough(p_local text, p_norm text) TO huishang_reader;
REVOKE ALL ON FUNCTION public.take_numbers(p_org uuid, p_kind text, p_year integer, p_count integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.take_numbers(p_org uuid, p_kind text, p_year integer, p_count integer) TO huishang_api;
REVOKE ALL ON FUNCTION public.task_carry() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.task_frozen() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.task_mandated(p_task uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.task_mandated(p_task uuid) TO huishang_api;
GRANT ALL ON FUNCTION public.task_mandated(p_task uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.task_place() FROM PUBLIC;
GRANT SELECT ON TABLE public.task TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.task TO huishang_api;
GRANT SELECT(id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(responsible_org_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(department_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(joint_departments) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(leader_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(number) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(year) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(serial) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(origin) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(outcome_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(measure_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(category) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(severity) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(immediate) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(original_due_on) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(due_on) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(report_interval) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(assigned_at) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(assigned_on) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(accept_by) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(accepted_at) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(round) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(returns) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(extensions) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(submission) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(submitted_by) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(submitted_at) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(party_signed_by) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(discipline_signed_by) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(review_on) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(stopped_on) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(ended_at) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(end_reason) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(improvement) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(amount_recovered) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(close_number) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(secrecy) ON TABLE public.task TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.task TO huishang_reporting;
REVOKE ALL ON FUNCTION public.task_side(t public.task, p_on date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.task_standing(p_tasks uuid[], p_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.task_standing(p_tasks uuid[], p_on date) TO huishang_reader;
REVOKE ALL ON FUNCTION public.tasks_by_name() FROM PUBLIC;
GRANT ALL ON FUNCTION public.tasks_by_name() TO huishang_reader;
REVOKE ALL ON FUNCTION public.topic_states(p_consultation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.topic_states(p_consultation uuid) TO huishang_reader;
REVOKE ALL ON FUNCTION public.touch() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.uploads_since(p_since timestamp with time zone, OUT files bigint, OUT bytes bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.uploads_since(p_since timestamp with time zone, OUT files bigint, OUT bytes bigint) TO huishang_api;
REVOKE ALL ON FUNCTION public.working_days_after(p_province uuid, p_from date, p_n integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.working_days_after(p_province uuid, p_from date, p_n integer) TO huishang_reader;
GRANT SELECT ON TABLE public.addendum TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.addendum TO huishang_api;
GRANT SELECT(id) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(topic_id) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(added_by) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(added_at) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.addendum TO huishang_reporting;
GRANT SELECT ON TABLE public.alignment TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.alignment TO huishang_api;
GRANT SELECT(id) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(documents) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(work_reviewed) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(gaps) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(follow_up) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(recorded_by) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT(recorded_at) ON TABLE public.alignment TO huishang_reporting;
GRANT SELECT ON TABLE public.answer TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.answer TO huishang_api;
GRANT SELECT(id) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT(question) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT(answer) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT(deviation) ON TABLE public.answer TO huishang_reporting;
GRANT SELECT ON TABLE public.appointment TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.appointment TO huishang_api;
GRANT SELECT(id) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(from_on) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(to_on) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(basis) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(proposed_by) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(confirmed_by) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.appointment TO huishang_reporting;
GRANT SELECT ON TABLE public.calendar_day TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.calendar_day TO huishang_api;
GRANT SELECT ON TABLE public.complaint TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.complaint TO huishang_api;
GRANT SELECT(id) ON TABLE public.complaint TO huishang_reporting;
GRANT SELECT ON TABLE public.consultation TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.consultation TO huishang_api;
GRANT SELECT(id) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(about_org_id) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(form) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(planned_on) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(plan_item_id) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(compiled_by) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(submitted_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(ratified_by) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(ratified_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(external_document) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(opened_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(concluded_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(closed_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(cancelled_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(cancel_reason) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.consultation TO huishang_reporting;
GRANT SELECT ON TABLE public.consultation_past TO huishang_reader;
GRANT SELECT ON TABLE public.consultation_plan TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.consultation_plan TO huishang_api;
GRANT SELECT(id) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(year) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(integrity_plan) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(supervision_plan) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(party_office_by) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(discipline_office_by) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(decided_by) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(decided_at) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.consultation_plan TO huishang_reporting;
GRANT SELECT ON TABLE public.consultation_rule TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.consultation_rule TO huishang_api;
GRANT SELECT(id) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(superior_document) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(subjects) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(content) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(form) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(procedure) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(frequency) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(use_of_outcomes) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(quorum_percent) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(party_office_by) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(discipline_office_by) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(decided_by) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(decided_at) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.consultation_rule TO huishang_reporting;
GRANT SELECT ON TABLE public.department TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.department TO huishang_api;
GRANT SELECT(id) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(code) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(name) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(risk_domains) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(business_lines) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(legal_entity) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(origin) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(deactivated_at) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.department TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.department TO huishang_reporting;
GRANT SELECT ON TABLE public.duty_item TO huishang_reader;
GRANT INSERT,DELETE,UPDATE ON TABLE public.duty_item TO huishang_api;
GRANT SELECT(id) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(list_id) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(no) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(content) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(standard) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(evidence_required) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(frequency) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(norm_frequency) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(risk_domains) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(principal) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(business_work) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(origin) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(indicators) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.duty_item TO huishang_reporting;
GRANT SELECT ON TABLE public.duty_list TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.duty_list TO huishang_api;
GRANT SELECT(id) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(department_id) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(year) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(edition) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(revises_id) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(origin) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(drafted_by) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(in_force_at) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(in_force_by) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(external_document) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(superseded_at) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.duty_list TO huishang_reporting;
GRANT SELECT ON TABLE public.organisation TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.organisation TO huishang_api;
GRANT SELECT(id) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(parent_id) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(level) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(code) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(name) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(number_prefix) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(party_organisation) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(discipline_body) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(zone) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(deactivated_at) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.organisation TO huishang_reporting;
GRANT SELECT ON TABLE public.post TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.post TO huishang_api;
GRANT SELECT(id) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(department_id) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(code) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(name) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(categories) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(deactivated_at) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.post TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.post TO huishang_reporting;
GRANT SELECT ON TABLE public.post_role TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.post_role TO huishang_api;
GRANT SELECT(id) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(role) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(proposed_by) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(confirmed_by) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.post_role TO huishang_reporting;
GRANT SELECT ON TABLE public.substitution TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.substitution TO huishang_api;
GRANT SELECT(id) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(from_on) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(to_on) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(proposed_by) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(confirmed_by) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.substitution TO huishang_reporting;
GRANT SELECT ON TABLE public.coverage_gap TO huishang_reader;
GRANT SELECT ON TABLE public.duty_list_past TO huishang_reader;
GRANT SELECT ON TABLE public.evidence TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.evidence TO huishang_api;
GRANT SELECT(id) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(round) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(description) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(effective_on) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(added_by) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(added_at) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(decision) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(decided_by) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(decided_at) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.evidence TO huishang_reporting;
GRANT SELECT ON TABLE public.extension TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.extension TO huishang_api;
GRANT SELECT(id) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(from_due_on) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(until_on) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(first) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(asked_by) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(asked_at) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(decided_by) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(decided_at) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(decision_reason) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(external_document) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.extension TO huishang_reporting;
GRANT SELECT ON TABLE public.file TO huishang_reader;
GRANT INSERT ON TABLE public.file TO huishang_api;
GRANT UPDATE(expired_at) ON TABLE public.file TO huishang_api;
GRANT UPDATE(removed_at) ON TABLE public.file TO huishang_api;
GRANT SELECT ON TABLE public.finding TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.finding TO huishang_api;
GRANT SELECT(id) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(source) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(reference) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(content) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(category) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(severity) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(about_org_id) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(about_department_id) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(found_on) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(transferred_on) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(transferred_to) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(registered_by) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(secrecy) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.finding TO huishang_reporting;
GRANT SELECT ON TABLE public.history TO huishang_reader;
GRANT INSERT ON TABLE public.history TO huishang_api;
GRANT SELECT,INSERT ON TABLE public.idempotency TO huishang_api;
GRANT SELECT ON TABLE public.instruction TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.instruction TO huishang_api;
GRANT SELECT(id) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT(given_by) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT(given_at) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.instruction TO huishang_reporting;
GRANT SELECT,INSERT ON TABLE public.job_run TO huishang_api;
GRANT UPDATE(ended_at) ON TABLE public.job_run TO huishang_api;
GRANT UPDATE(done) ON TABLE public.job_run TO huishang_api;
GRANT UPDATE(failure) ON TABLE public.job_run TO huishang_api;
GRANT SELECT ON TABLE public.task_delta TO huishang_reader;
GRANT SELECT ON TABLE public.task_due TO huishang_reader;
GRANT SELECT ON TABLE public.task_fold TO huishang_reader;
GRANT SELECT ON TABLE public.task_sum TO huishang_reader;
GRANT SELECT ON TABLE public.kept_task TO huishang_reader;
GRANT SELECT ON TABLE public.measure TO huishang_reader;
GRANT INSERT,DELETE,UPDATE ON TABLE public.measure TO huishang_api;
GRANT SELECT(id) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(outcome_id) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(no) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(due_on) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(immediate) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.measure TO huishang_reporting;
GRANT SELECT ON TABLE public.milestone TO huishang_reader;
GRANT INSERT,DELETE,UPDATE ON TABLE public.milestone TO huishang_api;
GRANT SELECT(id) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(no) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(due_on) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(reached_on) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(reached_by) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.milestone TO huishang_reporting;
GRANT SELECT ON TABLE public.objection TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.objection TO huishang_api;
GRANT SELECT(id) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(raised_by) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(raised_at) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(decided_by) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(decided_at) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.objection TO huishang_reporting;
GRANT SELECT ON TABLE public.outcome TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.outcome TO huishang_api;
GRANT SELECT(id) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(topic_id) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(root_cause) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(transferred_on) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(receiver) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(final) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(recommendation) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(answer_reason) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(answered_by) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(answered_at) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(resolution) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(resolution_document) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(resolved_on) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(resolution_by) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.outcome TO huishang_reporting;
GRANT SELECT ON TABLE public.paper TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.paper TO huishang_api;
GRANT SELECT(id) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(topic_id) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(added_by) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(added_at) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.paper TO huishang_reporting;
GRANT SELECT ON TABLE public.participant TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.participant TO huishang_api;
GRANT SELECT(id) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(side) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(required) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(attended) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(invited_by) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(invited_at) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.participant TO huishang_reporting;
GRANT SELECT ON TABLE public.person TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.person TO huishang_api;
GRANT SELECT(id) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(number) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(name) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(origin) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(deactivated_at) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.person TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.person TO huishang_reporting;
GRANT SELECT ON TABLE public.person_contact TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.person_contact TO huishang_api;
GRANT SELECT ON TABLE public.plan_item TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.plan_item TO huishang_api;
GRANT SELECT(id) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(plan_id) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(no) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(subject) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(due_on) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.plan_item TO huishang_reporting;
GRANT SELECT ON TABLE public.portfolio TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.portfolio TO huishang_api;
GRANT SELECT(id) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(department_id) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(organisation_id) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(from_on) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(to_on) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.portfolio TO huishang_reporting;
GRANT SELECT ON TABLE public.problem TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.problem TO huishang_api;
GRANT SELECT(id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(org_id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(description) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(category) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(severity) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(about_org_id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(about_department_id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(systemic) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(sources) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(resolution) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(merged_into_id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(recurrence_of_id) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(recurrence) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(improvement) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(amount_involved) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(amount_recovered) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(mandate_issuer) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(mandate_document) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(mandate_item) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(mandate_reports) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(transferred_on) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(transferred_to) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(no_measure_reason) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(party_office_by) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(discipline_office_by) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(registered_by) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(closed_at) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(created_at) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(secrecy) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(risk_domains) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.problem TO huishang_reporting;
GRANT SELECT ON TABLE public.problem_past TO huishang_reader;
GRANT SELECT ON TABLE public.problem_relation TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.problem_relation TO huishang_api;
GRANT SELECT(id) ON TABLE public.problem_relation TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.problem_relation TO huishang_reporting;
GRANT SELECT(other_id) ON TABLE public.problem_relation TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.problem_relation TO huishang_reporting;
GRANT SELECT(related_by) ON TABLE public.problem_relation TO huishang_reporting;
GRANT SELECT(related_at) ON TABLE public.problem_relation TO huishang_reporting;
GRANT INSERT ON TABLE public.read_log TO huishang_reader;
GRANT SELECT ON TABLE public.responsible TO huishang_reader;
GRANT INSERT,DELETE,UPDATE ON TABLE public.responsible TO huishang_api;
GRANT SELECT(id) ON TABLE public.responsible TO huishang_reporting;
GRANT SELECT(measure_id) ON TABLE public.responsible TO huishang_reporting;
GRANT SELECT(responsible_org_id) ON TABLE public.responsible TO huishang_reporting;
GRANT SELECT(department_id) ON TABLE public.responsible TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.responsible TO huishang_reporting;
GRANT SELECT(joint_departments) ON TABLE public.responsible TO huishang_reporting;
GRANT INSERT ON TABLE public.revocation TO huishang_api;
GRANT SELECT ON TABLE public.schema_state TO huishang_reader;
GRANT SELECT ON TABLE public.signature TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.signature TO huishang_api;
GRANT SELECT(id) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(round) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(track) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(verdict) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(acting_org_id) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(external_document) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(signed_at) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.signature TO huishang_reporting;
GRANT SELECT ON TABLE public.statement TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.statement TO huishang_api;
GRANT SELECT(id) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(topic_id) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(kind) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(recorded_by) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(recorded_at) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.statement TO huishang_reporting;
GRANT SELECT ON TABLE public.suspension TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.suspension TO huishang_api;
GRANT SELECT(id) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(from_on) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(to_on) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(review_on) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(approved_by) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(approved_at) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.suspension TO huishang_reporting;
GRANT SELECT ON TABLE public.task_holding TO huishang_reader;
GRANT SELECT(id) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT(post_id) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT(person_id) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT(from_on) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT(to_on) ON TABLE public.task_holding TO huishang_reporting;
GRANT SELECT ON TABLE public.task_past TO huishang_reader;
GRANT SELECT ON TABLE public.task_report TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.task_report TO huishang_api;
GRANT SELECT(id) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(task_id) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(text) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(reported_on) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(reported_by) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(reported_at) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.task_report TO huishang_reporting;
GRANT SELECT ON TABLE public.topic TO huishang_reader;
GRANT INSERT,UPDATE ON TABLE public.topic TO huishang_api;
GRANT SELECT(id) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(version) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(consultation_id) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(study) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(study_documents) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(title) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(content) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(original_title) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(original_content) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(part) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(major_decision) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(problem_id) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(state) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(proposed_by) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(added_by) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(settled_by) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(settled_at) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(external_document) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(reason) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(carried_from_id) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(root_cause) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(secrecy) ON TABLE public.topic TO huishang_reporting;
GRANT SELECT(updated_at) ON TABLE public.topic TO huishang_reporting;
ALTER DEFAULT PRIVILEGES FOR ROLE huishang_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
