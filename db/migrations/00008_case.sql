-- +goose Up
-- Cases, the second part: what is carried goes out after its cause is audited; a grade of secrecy only ever
-- narrows; a substitute sees what is assigned to the post; problems are related; the trail is looked up by its index.

-- +goose StatementBegin
-- audit_append looks the chain up by its index: a trigger's table name compares by another collation than the column,
-- and each change read the whole trail; once per row, whatever the links are used for.
CREATE OR REPLACE FUNCTION audit_append(p_table text, p_op text, p_images jsonb[]) RETURNS void
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
-- +goose StatementEnd

-- Who holds or stands for a post sees what is assigned to it (D-ORG-5): the responsible posts stand on every row
-- that a task is, carries or belongs to.
-- +goose StatementBegin
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['problem', 'outcome', 'measure', 'responsible', 'task', 'task_report', 'evidence', 'milestone', 'extension',
        'objection', 'suspension', 'signature', 'instruction', 'task_holding', 'history', 'file'] LOOP
        EXECUTE format('ALTER TABLE %I ADD seen_posts uuid[] NOT NULL DEFAULT ''{}''', t);
    END LOOP;
END $$;
-- +goose StatementEnd
ALTER TABLE history ADD discipline_office_by uuid;

-- +goose StatementBegin
-- posts_place fills a row's responsible posts: of the task itself, of the tasks that come of the row, or of the
-- record that the row belongs to. It runs after place.
CREATE FUNCTION posts_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_posts uuid[];
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'task' THEN v_posts := ARRAY[NEW.post_id];
    WHEN 'problem' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.problem_id = NEW.id;
    WHEN 'outcome' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.outcome_id = NEW.id;
    WHEN 'measure' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.measure_id = NEW.id;
    WHEN 'responsible' THEN SELECT m.seen_posts INTO v_posts FROM measure m WHERE m.id = NEW.measure_id;
    WHEN 'file' THEN SELECT e.seen_posts INTO v_posts FROM evidence e WHERE e.id = NEW.attached_id;
    WHEN 'history' THEN
        IF NEW.noun = 'Problem' THEN
            SELECT p.seen_posts, p.discipline_office_by INTO v_posts, NEW.discipline_office_by FROM problem p WHERE p.id = NEW.record_id;
        ELSIF NEW.noun = 'Task' THEN
            SELECT t.seen_posts INTO v_posts FROM task t WHERE t.id = NEW.record_id;
        END IF;
    ELSE SELECT t.seen_posts INTO v_posts FROM task t WHERE t.id = NEW.task_id;
    END CASE;
    NEW.seen_posts := merged(VARIADIC v_posts);
    RETURN NEW;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION case_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_new jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    v_old jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    v_free text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_people', 'seen_posts', 'risk_domains'] || TG_ARGV;
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
CREATE OR REPLACE FUNCTION task_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_free text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_people', 'seen_posts', 'risk_domains'];
BEGIN
    IF OLD.ended_at IS NOT NULL AND to_jsonb(NEW) - v_free <> to_jsonb(OLD) - v_free
        OR (NEW.number, NEW.original_due_on, NEW.assigned_at) IS DISTINCT FROM (OLD.number, OLD.original_due_on, OLD.assigned_at) THEN
        RAISE EXCEPTION 'ended' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION task_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    END IF;
    IF (NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_people, NEW.seen_posts, NEW.risk_domains)
        IS DISTINCT FROM (OLD.secrecy, OLD.readers, OLD.hidden_from, OLD.seen_orgs, OLD.seen_departments, OLD.seen_people, OLD.seen_posts, OLD.risk_domains) THEN
        FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
            EXECUTE format('UPDATE %I SET task_id = task_id WHERE task_id = $1', t) USING NEW.id;
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- Related problems: one row in each direction, which carries the columns of the other problem and is read by
-- whoever sees that one. It is reached from the first alone, so a relation shows to whoever sees both (D-SEC-1).
DROP POLICY read ON problem_relation;
DROP TRIGGER place ON problem_relation;
ALTER TABLE problem_relation
    DROP CONSTRAINT problem_relation_problem_id_other_id_key,
    ADD related_by uuid,
    ADD related_at timestamptz NOT NULL,
    ADD ended_by uuid,
    ADD ended_at timestamptz,
    ADD end_reason text CHECK (end_reason <> '' AND length(end_reason) <= 500),
    ADD secrecy text NOT NULL DEFAULT 'INTERNAL',
    ADD readers uuid[] NOT NULL DEFAULT '{}',
    ADD hidden_from uuid[] NOT NULL DEFAULT '{}',
    ADD seen_orgs uuid[] NOT NULL DEFAULT '{}',
    ADD seen_departments uuid[] NOT NULL DEFAULT '{}',
    ADD seen_people uuid[] NOT NULL DEFAULT '{}',
    ADD seen_posts uuid[] NOT NULL DEFAULT '{}',
    ADD risk_domains text[] NOT NULL DEFAULT '{}',
    ADD registered_by uuid,
    ADD discipline_office_by uuid,
    ADD resolution text,
    ADD CHECK ((ended_at IS NULL) = (end_reason IS NULL));
CREATE UNIQUE INDEX problem_relation_one ON problem_relation (problem_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX problem_relation_other ON problem_relation (other_id);
-- +goose StatementBegin
-- relation_place fills a relation's columns from the other problem; whom either one concerns sees none of it.
CREATE FUNCTION relation_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    o problem;
BEGIN
    SELECT * INTO STRICT o FROM problem p WHERE p.id = NEW.other_id;
    NEW.province_id := o.province_id; NEW.org_id := o.org_id; NEW.secrecy := o.secrecy; NEW.readers := o.readers;
    NEW.hidden_from := merged(VARIADIC o.hidden_from || (SELECT p.hidden_from FROM problem p WHERE p.id = NEW.problem_id));
    NEW.seen_orgs := o.seen_orgs; NEW.seen_departments := o.seen_departments; NEW.seen_people := o.seen_people; NEW.seen_posts := o.seen_posts;
    NEW.risk_domains := o.risk_domains; NEW.registered_by := o.registered_by; NEW.resolution := o.resolution;
    NEW.discipline_office_by := o.discipline_office_by;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON problem_relation FOR EACH ROW EXECUTE FUNCTION relation_place();

-- What a row hands on goes out when its statement is audited (triggers of a statement fire in the order of their
-- names): handed on row by row, a change that came back to the same record was audited before its cause, and
-- the chain refused it.
-- +goose StatementBegin
CREATE FUNCTION carry_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN UPDATE problem SET org_id = org_id WHERE id IN (SELECT n.problem_id FROM new_rows n);
    WHEN 'participant' THEN UPDATE topic SET org_id = org_id WHERE consultation_id IN (SELECT n.consultation_id FROM new_rows n);
    WHEN 'task' THEN PERFORM carry_up(ARRAY(SELECT n.id FROM new_rows n));
    END CASE;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- carry_up writes what tasks come of as it is, so that place fills it anew with who answers for them.
CREATE FUNCTION carry_up(p_tasks uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE measure SET org_id = org_id WHERE id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE responsible SET org_id = org_id WHERE measure_id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE outcome SET org_id = org_id WHERE id IN (SELECT t.outcome_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE problem SET org_id = org_id WHERE id IN (SELECT t.problem_id FROM task t WHERE t.id = ANY (p_tasks));
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- carry_update hands changed rows on: a finding to its problem, a task to what it comes of, each to its history,
-- and secrecy, list and people concerned to the rows below. What tasks add goes up from them, never down again.
CREATE FUNCTION carry_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_down text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'risk_domains', 'problem_id'];
    v_all text[] := v_down || ARRAY['seen_orgs', 'seen_departments', 'seen_people', 'seen_posts', 'resolution', 'discipline_office_by'];
    v_changed uuid[]; v_lower uuid[];
BEGIN
    IF TG_TABLE_NAME = 'finding' THEN
        UPDATE problem SET org_id = org_id WHERE id IN (
            SELECT unnest(ARRAY[n.problem_id, b.problem_id]) FROM new_rows n JOIN old_rows b ON b.id = n.id
            WHERE (n.problem_id, n.concerns, n.source) IS DISTINCT FROM (b.problem_id, b.concerns, b.source));
    END IF;
    SELECT array_agg(x.id), array_agg(x.id) FILTER (WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_down) AS k))
    INTO v_changed, v_lower
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) x
    WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_all) AS k);
    IF v_changed IS NULL THEN RETURN NULL; END IF;
    IF TG_TABLE_NAME = 'task' THEN PERFORM carry_up(v_changed); END IF;
    UPDATE history h
    SET secrecy = COALESCE(x.n ->> 'secrecy', 'INTERNAL'), readers = uuids_of(x.n -> 'readers'), hidden_from = uuids_of(x.n -> 'hidden_from'),
        seen_orgs = uuids_of(x.n -> 'seen_orgs'), seen_departments = uuids_of(x.n -> 'seen_departments'), seen_people = uuids_of(x.n -> 'seen_people'),
        seen_posts = uuids_of(x.n -> 'seen_posts'), resolution = x.n ->> 'resolution', discipline_office_by = (x.n ->> 'discipline_office_by')::uuid,
        risk_domains = COALESCE((SELECT array_agg(r) FROM jsonb_array_elements_text(CASE jsonb_typeof(x.n -> 'risk_domains') WHEN 'array' THEN x.n -> 'risk_domains' ELSE '[]' END) AS r), '{}')
    FROM (SELECT n.id, to_jsonb(n) AS n FROM new_rows n WHERE n.id = ANY (v_changed)) x
    WHERE h.record_id = x.id;
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN UPDATE complaint SET org_id = org_id WHERE id = ANY (v_lower);
    WHEN 'problem' THEN
        UPDATE problem_relation SET reason = reason WHERE other_id = ANY (v_changed) OR problem_id = ANY (v_changed);
        UPDATE topic SET org_id = org_id WHERE problem_id = ANY (v_lower);
        UPDATE outcome SET org_id = org_id WHERE problem_id = ANY (v_lower);
    WHEN 'topic' THEN
        UPDATE statement SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE paper SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE addendum SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE outcome SET org_id = org_id WHERE topic_id = ANY (v_lower);
    WHEN 'outcome' THEN UPDATE measure SET org_id = org_id WHERE outcome_id = ANY (v_lower);
    WHEN 'measure' THEN
        UPDATE responsible SET org_id = org_id WHERE measure_id = ANY (v_lower);
        UPDATE task SET org_id = org_id WHERE measure_id = ANY (v_lower);
    ELSE NULL;
    END CASE;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['finding', 'problem', 'topic', 'outcome', 'measure', 'task', 'participant'] LOOP
        EXECUTE format('DROP TRIGGER carry ON %I', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['finding', 'participant', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER carry_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION carry_insert()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['finding', 'problem', 'topic', 'outcome', 'measure', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER carry_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION carry_update()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['problem', 'outcome', 'measure', 'responsible', 'task', 'task_report', 'evidence', 'milestone', 'extension',
        'objection', 'suspension', 'signature', 'instruction', 'task_holding', 'file'] LOOP
        EXECUTE format('CREATE TRIGGER place_posts BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION posts_place()', t);
    END LOOP;
    CREATE TRIGGER place_posts BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION posts_place();
END $$;
-- +goose StatementEnd
DROP FUNCTION case_carry();

-- +goose StatementBegin
-- session_cases completes session_open for cases: whose rows this viewer sees by which roles.
CREATE OR REPLACE FUNCTION session_cases(p_grants jsonb, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
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
           set_config('huishang.posts', COALESCE((SELECT array_agg(DISTINCT g.post)::text FROM g), ''), true),
           set_config('huishang.region_orgs', COALESCE((SELECT array_agg(DISTINCT g.org)::text FROM g WHERE g.role = 'REGION_MANAGER'), ''), true),
           set_config('huishang.head_orgs', COALESCE((SELECT array_agg(h.org)::text FROM heads h), ''), true),
           set_config('huishang.head_domains', COALESCE((SELECT array_agg(h.domain)::text FROM heads h), ''), true)) AS settings;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE
    p record;
    v_person text := '(( SELECT setting_uuid(''person''::text) AS setting_uuid) = ANY (seen_people))';
    v_posts text := ' OR (seen_posts && ( SELECT setting_uuids(''posts''::text) AS setting_uuids))';
    v_domains text := '(risk_domains && ( SELECT setting_texts(''head_domains''::text) AS setting_texts))';
    v_pairs text := ' AND EXISTS (SELECT FROM unnest((SELECT setting_uuids(''head_orgs'')), (SELECT setting_texts(''head_domains''))) AS h (org, domain) WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains))';
    v_on text := '(( SELECT setting_uuid(''person''::text) AS setting_uuid) = ANY (readers))';
    v_own text := '(org_id = ANY (( SELECT setting_uuids(''%s''::text) AS setting_uuids)::uuid[]))';
    v_list text; v_audience text; v_restricted text; v_confidential text; v_registered text; v_waits text; v_read text;
BEGIN
    -- Wherever who holds a task is asked for, who holds or stands for its post is too.
    FOR p IN
        SELECT c.relname, x.polname, x.polcmd, pg_get_expr(x.polqual, x.polrelid) AS qual, pg_get_expr(x.polwithcheck, x.polrelid) AS checks
        FROM pg_policy x JOIN pg_class c ON c.oid = x.polrelid
        WHERE pg_get_expr(x.polqual, x.polrelid) LIKE '%seen_people%' OR pg_get_expr(x.polwithcheck, x.polrelid) LIKE '%seen_people%'
   
    LOOP
        IF strpos(concat(p.qual, p.checks), v_person) = 0 THEN
            RAISE EXCEPTION 'policy % of % names no person', p.polname, p.relname;
        END IF;
        EXECUTE format('ALTER POLICY %I ON %I%s%s', p.polname, p.relname,
            ' USING (' || replace(replace(p.qual, v_person, v_person || v_posts), v_domains, v_domains || v_pairs) || ')',
            ' WITH CHECK (' || replace(p.checks, v_person, v_person || v_posts) || ')');
    END LOOP;

    -- A grade only narrows (D-SEC-7): whoever does not see a finding or problem as INTERNAL does not see it above
    -- that either, unless the list names them.
    v_registered := '(registered_by = ( SELECT setting_uuid(''person''::text) AS setting_uuid))';
    v_restricted := '(' || format(v_own, 'committee_own') || ' OR ' || format(v_own, 'discipline_below') || ')';
    v_confidential := '(' || format(v_own, 'party_secretary_orgs') || ' OR ' || format(v_own, 'discipline_secretary_orgs') || ' OR ' || format(v_own, 'discipline_secretary_below') || ')';
    v_waits := '((discipline_office_by IS NOT NULL) AND ' || format(v_own, 'party_office_orgs') || ')';
    FOR p IN SELECT * FROM (VALUES ('finding', 'finding'), ('complaint', 'finding'), ('problem', 'problem'), ('history', 'finding'), ('history', 'problem')) AS v (name, audience) LOOP
        v_list := format(v_own, 'discipline_below') || ' OR ' || v_registered;
        v_audience := v_list;
        IF p.audience = 'problem' THEN
            -- The responsible side and who oversees it, once a task carries the problem: the task's own condition.
            v_audience := v_list || ' OR ' || format(v_own, 'party_secretary_orgs') || ' OR ' || v_waits || ' OR '
                || substring((SELECT replace(pg_get_expr(x.polqual, x.polrelid), 'task.', '') FROM pg_policy x WHERE x.polrelid = 'task'::regclass AND x.polname = 'read')
                    FROM 'WHEN ''INTERNAL''::text THEN (.*?)\s+WHEN ''RESTRICTED''');
        END IF;
        v_read := '(NOT (( SELECT setting_uuid(''person''::text) AS setting_uuid) = ANY (hidden_from))) AND CASE secrecy'
            || ' WHEN ''INTERNAL'' THEN (' || v_audience || ')'
            || ' WHEN ''RESTRICTED'' THEN ' || v_on || ' OR (' || v_audience || ') AND ' || v_restricted
            || ' ELSE ' || v_on || ' OR (' || v_audience || ') AND ' || v_confidential || ' END';
        IF p.name = 'complaint' THEN
            v_read := v_read || ' AND (' || v_list || ')';
        ELSIF p.audience = 'problem' THEN
            -- Transferred out of the system: for discipline roles alone.
            v_read := v_read || ' AND (resolution IS DISTINCT FROM ''TRANSFERRED'' OR ' || v_list || ')';
        END IF;
        IF p.name = 'history' THEN
            EXECUTE format('ALTER POLICY %I ON history USING (audience = %L AND %s)', 'read_' || p.audience, upper(p.audience), v_read);
        ELSE
            EXECUTE format('ALTER POLICY read ON %I USING (%s)', p.name, v_read);
            EXECUTE format('ALTER POLICY change ON %I USING (%s AND %s)', p.name, format(v_own, 'committee_orgs'), v_read);
        END IF;
    END LOOP;
    EXECUTE 'CREATE POLICY read ON problem_relation FOR SELECT TO huishang_reader USING ('
        || (SELECT replace(pg_get_expr(x.polqual, x.polrelid), 'problem.', '') FROM pg_policy x WHERE x.polrelid = 'problem'::regclass AND x.polname = 'read') || ')';
END $$;
-- +goose StatementEnd

-- The rows that were there are filled anew, and their audit images have the new columns.
-- +goose StatementBegin
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['task', 'problem', 'outcome', 'measure', 'responsible', 'task_report', 'evidence', 'milestone', 'extension',
        'objection', 'suspension', 'signature', 'instruction', 'task_holding', 'file'] LOOP
        EXECUTE format('UPDATE %I SET id = id', t);
    END LOOP;
    UPDATE history h SET discipline_office_by = (SELECT p.discipline_office_by FROM problem p WHERE p.id = h.record_id);
END $$;
-- +goose StatementEnd
