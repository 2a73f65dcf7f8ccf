-- +goose Up
-- Rectification (domain.md §6): what happens to a task between its number and its close-out.
--
-- The task is the root: its version counts what is done to it. What belongs to it (reports, evidence,
-- milestones, extensions, objections, suspensions, signatures, instructions) carries the columns that decide
-- who sees the task (docs/decisions/0011), filled by task_place and kept by task_carry.

-- The calendar: public holidays and make-up days; elsewhere Saturday and Sunday are free (D-TASK-4).
CREATE TABLE calendar_day (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    day date NOT NULL,
    working boolean NOT NULL,
    label text CHECK (label <> '' AND length(label) <= 100),
    UNIQUE (province_id, day)
);
CALL secure_table('calendar_day');
CREATE POLICY read ON calendar_day FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
GRANT SELECT ON calendar_day TO huishang_reader;
GRANT INSERT, UPDATE ON calendar_day TO huishang_api;

-- +goose StatementBegin
-- working_days_after is the n-th working day after a day.
CREATE FUNCTION working_days_after(p_province uuid, p_from date, p_n integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT d::date FROM generate_series(p_from + 1, p_from + 60 + 3 * p_n, interval '1 day') AS d
        LEFT JOIN calendar_day c ON c.province_id = p_province AND c.day = d::date
        WHERE COALESCE(c.working, extract(isodow FROM d) < 6)
        ORDER BY d OFFSET p_n - 1 LIMIT 1);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION working_days_after(uuid, date, integer) TO huishang_reader;

ALTER TABLE task
    DROP CONSTRAINT task_state_check,
    ADD CONSTRAINT task_state_check CHECK (state IN ('ASSIGNED', 'OBJECTED', 'ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'SUBMITTED', 'CLOSED', 'CANCELLED')),
    ADD assigned_on date,
    -- Accepted or objected to within three working days.
    ADD accept_by date,
    ADD accepted_at timestamptz,
    ADD round integer NOT NULL DEFAULT 1 CHECK (round > 0),
    ADD returns integer NOT NULL DEFAULT 0 CHECK (returns >= 0),
    ADD extensions integer NOT NULL DEFAULT 0 CHECK (extensions >= 0),
    ADD extension_open boolean NOT NULL DEFAULT false,
    ADD submission text CHECK (submission <> '' AND length(submission) <= 4000),
    ADD submitted_by uuid,
    ADD submitted_at timestamptz,
    -- The present round's signatures.
    ADD party_signed_by uuid,
    ADD discipline_signed_by uuid,
    -- The state that a suspended task goes back to.
    ADD suspended_from text CHECK (suspended_from IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS')),
    ADD review_on date,
    -- The day on which its clock stands still: suspended, closed or cancelled. Overdue is due_on < that day,
    -- else today (D-TASK-4).
    ADD stopped_on date,
    ADD ended_at timestamptz,
    ADD end_reason text CHECK (end_reason <> '' AND length(end_reason) <= 2000),
    ADD improvement text CHECK (improvement <> '' AND length(improvement) <= 4000),
    ADD amount_recovered numeric(16, 2) CHECK (amount_recovered >= 0),
    ADD close_number text UNIQUE,
    ADD close_year integer,
    ADD close_serial integer CHECK (close_serial > 0);
UPDATE task SET assigned_on = (assigned_at AT TIME ZONE 'Asia/Shanghai')::date, accept_by = working_days_after(province_id, (assigned_at AT TIME ZONE 'Asia/Shanghai')::date, 3);
ALTER TABLE task
    ALTER assigned_on SET NOT NULL,
    ALTER accept_by SET NOT NULL,
    ADD UNIQUE (org_id, close_year, close_serial),
    ADD CHECK ((state IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL)),
    ADD CHECK ((state IN ('CLOSED', 'CANCELLED', 'SUSPENDED')) = (stopped_on IS NOT NULL)),
    ADD CHECK ((state = 'SUSPENDED') = (suspended_from IS NOT NULL) AND (state = 'SUSPENDED') = (review_on IS NOT NULL)),
    ADD CHECK ((state = 'CLOSED') = (close_number IS NOT NULL)),
    ADD CHECK (num_nonnulls(close_number, close_year, close_serial) IN (0, 3)),
    ADD CHECK (state <> 'CANCELLED' OR end_reason IS NOT NULL),
    ADD CHECK (state NOT IN ('SUBMITTED', 'CLOSED') OR submitted_at IS NOT NULL),
    -- Two people, two tracks (D-TASK-3).
    ADD CHECK (party_signed_by <> discipline_signed_by),
    ADD CHECK (state <> 'CLOSED' OR (party_signed_by IS NOT NULL AND discipline_signed_by IS NOT NULL AND NOT extension_open)),
    ADD CHECK (state IN ('SUBMITTED', 'CLOSED') OR (party_signed_by IS NULL AND discipline_signed_by IS NULL));
-- The hot lists ask for open tasks.
CREATE INDEX task_open_setting ON task (org_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_responsible ON task (responsible_org_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_department ON task (department_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_person ON task (person_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_post ON task (post_id) WHERE ended_at IS NULL;
CREATE INDEX task_submitted ON task (province_id, due_on, id) WHERE state = 'SUBMITTED';

ALTER TABLE problem ADD improvement text CHECK (improvement <> '' AND length(improvement) <= 8000);
ALTER TABLE counter DROP CONSTRAINT counter_kind_check, ADD CONSTRAINT counter_kind_check CHECK (kind IN ('TASK', 'CLOSE_OUT'));

-- A progress report (D-TASK-5). It serves the interval that it falls in.
CREATE TABLE task_report (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    text text NOT NULL CHECK (text <> '' AND length(text) <= 4000),
    reported_on date NOT NULL,
    reported_by uuid,
    reported_at timestamptz NOT NULL
);
CREATE TABLE evidence (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    round integer NOT NULL,
    description text NOT NULL CHECK (description <> '' AND length(description) <= 2000),
    effective_on date NOT NULL,
    file_id uuid REFERENCES file,
    added_by uuid,
    added_at timestamptz NOT NULL,
    decision text NOT NULL CHECK (decision IN ('OPEN', 'ACCEPTED', 'REJECTED')),
    decided_by uuid,
    decided_at timestamptz,
    reason text CHECK (reason <> '' AND length(reason) <= 2000),
    CHECK ((decision = 'OPEN') = (decided_at IS NULL)),
    CHECK (decision <> 'REJECTED' OR reason IS NOT NULL)
);
CREATE TABLE milestone (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    no integer NOT NULL CHECK (no BETWEEN 1 AND 50),
    text text NOT NULL CHECK (text <> '' AND length(text) <= 1000),
    due_on date NOT NULL,
    reached_on date,
    reached_by uuid
);
CREATE TABLE extension (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    from_due_on date NOT NULL,
    until_on date NOT NULL CHECK (until_on > from_due_on),
    reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 2000),
    -- Counted when granted: the first is the discipline office's, a later one the principal leader's.
    first boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'GRANTED', 'REFUSED', 'LAPSED')),
    asked_by uuid,
    asked_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text CHECK (decision_reason <> '' AND length(decision_reason) <= 2000),
    external_document text CHECK (external_document <> '' AND length(external_document) <= 500),
    CHECK ((state = 'OPEN') = (decided_at IS NULL)),
    CHECK (state <> 'REFUSED' OR decision_reason IS NOT NULL)
);
CREATE TABLE objection (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('NOT_OURS', 'WORDING', 'EXPLANATION_ONLY', 'CANNOT_NOW')),
    text text NOT NULL CHECK (text <> '' AND length(text) <= 2000),
    state text NOT NULL CHECK (state IN ('OPEN', 'MAINTAINED', 'ADJUSTED', 'REASSIGNED', 'TASK_CANCELLED', 'SUSPENDED')),
    raised_by uuid,
    raised_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    reason text CHECK (reason <> '' AND length(reason) <= 2000),
    CHECK ((state = 'OPEN') = (decided_at IS NULL) AND (state = 'OPEN') = (reason IS NULL))
);
CREATE TABLE suspension (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    from_on date NOT NULL,
    to_on date CHECK (to_on >= from_on),
    review_on date NOT NULL,
    reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 2000),
    approved_by uuid,
    approved_at timestamptz NOT NULL
);
CREATE TABLE signature (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    round integer NOT NULL,
    track text NOT NULL CHECK (track IN ('PARTY', 'DISCIPLINE')),
    verdict text NOT NULL CHECK (verdict IN ('SIGNED', 'RETURNED')),
    person_id uuid NOT NULL REFERENCES person,
    -- Of which organisation: the one that set the task, above only where routed (D-SEC-6).
    acting_org_id uuid NOT NULL REFERENCES organisation,
    reason text CHECK (reason <> '' AND length(reason) <= 2000),
    external_document text CHECK (external_document <> '' AND length(external_document) <= 500),
    signed_at timestamptz NOT NULL,
    CHECK (verdict <> 'RETURNED' OR reason IS NOT NULL)
);
-- An instruction (批示) by the leader in charge: a note, not a state.
CREATE TABLE instruction (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    text text NOT NULL CHECK (text <> '' AND length(text) <= 2000),
    given_by uuid,
    given_at timestamptz NOT NULL
);
-- Who held the responsible post, and from when to when: overdue days count for the holder of each day (D-ORG-5).
CREATE TABLE task_holding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid REFERENCES person,
    from_on date NOT NULL,
    to_on date
);

-- +goose StatementBegin
-- task_place fills what a row of a task takes from it.
CREATE FUNCTION task_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT t.province_id, t.org_id, t.secrecy, t.readers, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_people, t.risk_domains
    INTO STRICT NEW.province_id, NEW.org_id, NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_people, NEW.risk_domains
    FROM task t WHERE t.id = NEW.task_id;
    RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- task_carry hands a task's change on to its rows; who holds the responsible post is noted with the day.
CREATE FUNCTION task_carry() RETURNS trigger
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
    IF (NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_people, NEW.risk_domains)
        IS DISTINCT FROM (OLD.secrecy, OLD.readers, OLD.hidden_from, OLD.seen_orgs, OLD.seen_departments, OLD.seen_people, OLD.risk_domains) THEN
        FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
            EXECUTE format('UPDATE %I SET task_id = task_id WHERE task_id = $1', t) USING NEW.id;
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- task_frozen keeps what never changes: number, original deadline, and all of a task that has ended but who
-- sees it (D-GEN-5, D-TASK-4).
CREATE FUNCTION task_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_free text[] := ARRAY['secrecy', 'readers', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_people', 'risk_domains'];
BEGIN
    IF OLD.ended_at IS NOT NULL AND to_jsonb(NEW) - v_free <> to_jsonb(OLD) - v_free
        OR (NEW.number, NEW.original_due_on, NEW.assigned_at) IS DISTINCT FROM (OLD.number, OLD.original_due_on, OLD.assigned_at) THEN
        RAISE EXCEPTION 'ended' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER carry_rows AFTER INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_carry();
CREATE TRIGGER zz_frozen BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_frozen();

-- Files of evidence are seen by who sees the task.
ALTER TABLE file
    ADD seen_orgs uuid[] NOT NULL DEFAULT '{}', ADD seen_departments uuid[] NOT NULL DEFAULT '{}',
    ADD seen_people uuid[] NOT NULL DEFAULT '{}', ADD risk_domains text[] NOT NULL DEFAULT '{}';

-- +goose StatementBegin
DO $$
DECLARE
    t text;
    v_read text := (SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'task'::regclass AND polname = 'read');
    -- Who acts on a task: the setting side, the responsible side, the leader in charge.
    v_acts text := $p$(org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[] OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR (SELECT setting_uuid('person')) = ANY (seen_people))$p$;
BEGIN
    DROP POLICY change ON task;
    EXECUTE format('CREATE POLICY change ON task FOR UPDATE TO huishang_api USING (%s AND %s) WITH CHECK (%s)', v_acts, v_read, v_acts);
    FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
        EXECUTE format('ALTER TABLE %I ADD task_id uuid NOT NULL REFERENCES task, ADD province_id uuid NOT NULL, ADD org_id uuid NOT NULL,
            ADD secrecy text NOT NULL DEFAULT ''INTERNAL'', ADD readers uuid[] NOT NULL DEFAULT ''{}'', ADD hidden_from uuid[] NOT NULL DEFAULT ''{}'',
            ADD seen_orgs uuid[] NOT NULL DEFAULT ''{}'', ADD seen_departments uuid[] NOT NULL DEFAULT ''{}'',
            ADD seen_people uuid[] NOT NULL DEFAULT ''{}'', ADD risk_domains text[] NOT NULL DEFAULT ''{}''', t);
        EXECUTE format('CREATE INDEX %I ON %I (task_id)', t || '_task', t);
        EXECUTE format('CREATE TRIGGER place BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION task_place()', t);
        EXECUTE format('CALL secure_table(%L)', t);
        EXECUTE format('CREATE POLICY read ON %I FOR SELECT TO huishang_reader USING (%s)', t, v_read);
        EXECUTE format('GRANT SELECT ON %I TO huishang_reader', t);
        CONTINUE WHEN t = 'task_holding';
        EXECUTE format('CREATE POLICY add ON %I FOR INSERT TO huishang_api WITH CHECK (%s)', t, v_acts);
        EXECUTE format('CREATE POLICY change ON %I FOR UPDATE TO huishang_api USING (%s AND %s) WITH CHECK (%s)', t, v_acts, v_read, v_acts);
        EXECUTE format('GRANT INSERT, UPDATE ON %I TO huishang_api', t);
    END LOOP;
    EXECUTE 'CREATE POLICY drop_draft ON milestone FOR DELETE TO huishang_api USING (' || v_acts || ' AND reached_on IS NULL)';
    EXECUTE 'CREATE POLICY read_evidence ON file FOR SELECT TO huishang_reader USING (attached_kind = ''Evidence'' AND expired_at IS NULL AND '
        || regexp_replace(v_read, '\morg_id\M', 'case_org_id', 'g') || ')';
END $$;
-- +goose StatementEnd
GRANT DELETE ON milestone TO huishang_api;
ALTER TABLE milestone ADD UNIQUE (task_id, no);
CREATE UNIQUE INDEX extension_one_open ON extension (task_id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX objection_one_open ON objection (task_id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX suspension_one_open ON suspension (task_id) WHERE to_on IS NULL;
-- One verdict per track and round, and never two by one person (D-TASK-3, D-SEC-6).
ALTER TABLE signature ADD UNIQUE (task_id, round, track);
CREATE UNIQUE INDEX signature_two_people ON signature (task_id, round, person_id) WHERE verdict = 'SIGNED';
CREATE UNIQUE INDEX task_holding_one_open ON task_holding (task_id) WHERE to_on IS NULL;

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION file_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.attached_kind = 'Evidence' THEN
        SELECT e.org_id, e.secrecy, e.readers, e.hidden_from, e.secrecy = 'CONFIDENTIAL', e.seen_orgs, e.seen_departments, e.seen_people, e.risk_domains
        INTO NEW.case_org_id, NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.logged, NEW.seen_orgs, NEW.seen_departments, NEW.seen_people, NEW.risk_domains
        FROM evidence e WHERE e.id = NEW.attached_id;
    ELSIF EXISTS (SELECT FROM paper p WHERE p.id = NEW.attached_id) THEN
        SELECT p.org_id, p.consultation_id, p.secrecy, p.readers, p.hidden_from, p.secrecy = 'CONFIDENTIAL'
        INTO NEW.case_org_id, NEW.consultation_id, NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.logged
        FROM paper p WHERE p.id = NEW.attached_id;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER carry AFTER UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION paper_carry();

-- +goose StatementBegin
-- leader_posts are the leadership posts in charge on a day: of the department, else of the organisation (D-ORG-6).
CREATE FUNCTION leader_posts(p_org uuid, p_department uuid, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN COALESCE(
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.department_id = p_department AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.organisation_id = p_org AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        '{}');
-- +goose StatementEnd
-- +goose StatementBegin
-- holder_on is who holds a post on a day: the substantive, else the acting holder (D-ORG-5).
CREATE FUNCTION holder_on(p_post uuid, p_on date) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT a.person_id FROM appointment a
        WHERE a.post_id = p_post AND a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
        ORDER BY a.kind DESC, a.from_on DESC LIMIT 1);
-- +goose StatementEnd
-- +goose StatementBegin
-- task_side is the responsible side of a task on a day (decisions.md): whoever holds or acts for a post of the
-- responsible or a joint department, or of the region itself; whoever held the responsible post; the leader in
-- charge; and all who reported, submitted or brought evidence.
CREATE FUNCTION task_side(t task, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN merged(VARIADIC t.hidden_from || ARRAY[t.person_id, t.leader_id, t.submitted_by]
        || ARRAY(SELECT h.person_id FROM task_holding h WHERE h.task_id = t.id)
        || ARRAY(SELECT r.reported_by FROM task_report r WHERE r.task_id = t.id)
        || ARRAY(SELECT e.added_by FROM evidence e WHERE e.task_id = t.id)
        || ARRAY(SELECT x.asked_by FROM extension x WHERE x.task_id = t.id)
        || ARRAY(SELECT h.person_id FROM held_on(p_on) h
                 WHERE h.department_id = ANY (t.seen_departments) OR h.post_id = t.post_id OR h.post_id = ANY (leader_posts(t.responsible_org_id, t.department_id, p_on))
                    OR (t.department_id IS NULL AND h.org_id = t.responsible_org_id)));
-- +goose StatementEnd
-- +goose StatementBegin
-- task_standing tells, for some tasks at once, how the viewer stands to each: of the responsible side (own),
-- who leads it (leaders' posts), and by which role and organisation each line of authority acts today: the lowest
-- level from the setting organisation up where somebody who may act is free of own matter and, on a track, of
-- the other signature (D-TASK-3, D-SEC-6; decisions.md). Where nobody is, it is a superior's recorded document
-- (external), by the office of the other track.
CREATE FUNCTION task_standing(p_tasks uuid[], p_on date)
    RETURNS TABLE (task_id uuid, own boolean, leaders uuid[], lines jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH tasks AS MATERIALIZED (
        SELECT t.*, task_side(t, p_on) AS side FROM task t WHERE t.id = ANY (p_tasks)
    ), line (line, role, other) AS (VALUES
        ('DISCIPLINE_OFFICE', 'DISCIPLINE_OFFICE', 'PARTY_OFFICE'), ('DISCIPLINE_SECRETARY', 'DISCIPLINE_SECRETARY', 'PARTY_OFFICE'),
        ('PARTY_SECRETARY', 'PARTY_SECRETARY', 'DISCIPLINE_OFFICE'),
        ('PARTY', 'PARTY_OFFICE', 'DISCIPLINE_OFFICE'), ('PARTY', 'PARTY_SECRETARY', 'DISCIPLINE_OFFICE'),
        ('DISCIPLINE', 'DISCIPLINE_OFFICE', 'PARTY_OFFICE'), ('DISCIPLINE', 'DISCIPLINE_SECRETARY', 'PARTY_OFFICE')
    ), map AS MATERIALIZED (
        SELECT r.role, m.org_id, m.acting_org_id
        FROM (VALUES ('PARTY_SECRETARY'), ('PARTY_OFFICE'), ('DISCIPLINE_SECRETARY'), ('DISCIPLINE_OFFICE')) AS r (role)
        CROSS JOIN (SELECT DISTINCT province_id FROM tasks) p
        CROSS JOIN LATERAL authority_map(r.role, p.province_id, p_on) m
    ), holders AS MATERIALIZED (
        SELECT h.role, h.org_id, h.person_id,
               h.role = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, p_on) AS discipline
        FROM held_on(p_on) h
        WHERE h.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
          AND h.org_id IN (SELECT m.acting_org_id FROM map m JOIN tasks t ON true JOIN organisation o ON o.id = t.org_id WHERE m.org_id IN (o.id, o.parent_id, o.province_id))
    ), level AS (
        SELECT t.id, l.level, l.org_id FROM tasks t JOIN organisation o ON o.id = t.org_id
        CROSS JOIN LATERAL (VALUES (0, o.id), (1, o.parent_id), (2, CASE WHEN o.level = 'REGION' THEN o.province_id END)) AS l (level, org_id)
        WHERE l.org_id IS NOT NULL
    ), free AS (
        SELECT DISTINCT t.id, x.line, x.role, v.level, m.acting_org_id
        FROM tasks t
        JOIN level v ON v.id = t.id
        CROSS JOIN line x
        JOIN map m ON m.role = x.role AND m.org_id = v.org_id
        JOIN holders h ON h.role = x.role AND h.org_id = m.acting_org_id
        WHERE NOT h.person_id = ANY (t.side) AND NOT (x.line = 'PARTY_SECRETARY' AND h.discipline)
          AND (x.line <> 'PARTY' OR h.person_id IS DISTINCT FROM t.discipline_signed_by)
          AND (x.line <> 'DISCIPLINE' OR h.person_id IS DISTINCT FROM t.party_signed_by)
    ), lowest AS (
        SELECT f.id, f.line, min(f.level) AS level FROM free f GROUP BY f.id, f.line
    ), found AS (
        SELECT f.id, f.line, f.role, f.acting_org_id, f.level > 0 AS own, false AS external
        FROM free f JOIN lowest l ON l.id = f.id AND l.line = f.line AND l.level = f.level
        UNION
        SELECT t.id, x.line, x.other, m.acting_org_id, true, true
        FROM tasks t CROSS JOIN line x JOIN map m ON m.role = x.other AND m.org_id = t.province_id
        WHERE NOT EXISTS (SELECT FROM lowest l WHERE l.id = t.id AND l.line = x.line) AND m.acting_org_id IS NOT NULL
    )
    SELECT t.id, setting_uuid('person') = ANY (t.side),
           leader_posts(t.responsible_org_id, t.department_id, p_on),
           COALESCE((SELECT jsonb_agg(jsonb_build_object('line', f.line, 'role', f.role, 'org', f.acting_org_id, 'own', f.own, 'external', f.external)) FROM found f WHERE f.id = t.id), '[]')
    FROM tasks t
$$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION task_standing(uuid[], date), leader_posts(uuid, uuid, date), holder_on(uuid, date) TO huishang_reader;

-- +goose StatementBegin
-- consultation_open counts what of a concluded consultation is open (D-CON-9), whoever sees it.
CREATE OR REPLACE FUNCTION consultation_open(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*)::integer FROM task t WHERE t.consultation_id = p_consultation AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM outcome o WHERE o.consultation_id = p_consultation AND o.final
           AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE')));
-- +goose StatementEnd
-- +goose StatementBegin
-- open_matters counts what stands against closing a problem (D-TASK-7), whoever sees it.
CREATE OR REPLACE FUNCTION open_matters(p_problem uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*)::integer FROM task t WHERE t.problem_id = p_problem AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM topic t JOIN consultation c ON c.id = t.consultation_id
           WHERE t.problem_id = p_problem AND t.state IN ('PROPOSED', 'APPROVED') AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION'))
        + (SELECT count(*)::integer FROM outcome o WHERE o.problem_id = p_problem AND o.kind = 'TO_COMMITTEE' AND o.final AND o.resolution IS NULL);
-- +goose StatementEnd
-- +goose StatementBegin
-- finish_problem closes a problem of which a task is closed and nothing is open (D-TASK-7), with what its tasks
-- recorded; it tells whose problem it was. Whoever ends the last task need not see the problem.
CREATE FUNCTION finish_problem(p_problem uuid, p_now timestamptz) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_org uuid;
BEGIN
    PERFORM FROM problem p WHERE p.id = p_problem FOR UPDATE;
    IF open_matters(p_problem) > 0 OR NOT EXISTS (SELECT FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED') THEN
        RETURN NULL;
    END IF;
    UPDATE problem p
    SET state = 'CLOSED', resolution = 'RECTIFIED', closed_at = p_now, version = version + 1,
        improvement = left((SELECT string_agg(t.improvement, E'\n' ORDER BY t.year, t.serial) FROM task t WHERE t.problem_id = p_problem AND t.improvement IS NOT NULL), 8000),
        amount_recovered = COALESCE(p.amount_recovered, 0) + COALESCE((SELECT sum(t.amount_recovered) FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED'), 0)
    WHERE p.id = p_problem AND p.state = 'OPEN'
    RETURNING p.org_id INTO v_org;
    RETURN v_org;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- task_mandated tells whether somebody outside demands what a task does, by a document (D-TASK-4).
CREATE FUNCTION task_mandated(p_task uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM task t JOIN problem p ON p.id = t.problem_id WHERE t.id = p_task AND p.mandate_issuer IS NOT NULL);
-- +goose StatementEnd
-- +goose StatementBegin
-- lock_case locks what a task's end may close, in one order, so that the last two tasks to end see each other.
CREATE FUNCTION lock_case(p_task uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM consultation c WHERE c.id = (SELECT t.consultation_id FROM task t WHERE t.id = p_task) FOR UPDATE;
    PERFORM FROM problem p WHERE p.id = (SELECT t.problem_id FROM task t WHERE t.id = p_task) FOR UPDATE;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
-- session_now is the transaction's instant as its session was opened with.
CREATE FUNCTION session_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN NULLIF(current_setting('huishang.now', true), '')::timestamptz;
-- +goose StatementEnd
-- +goose StatementBegin
-- move_tasks hands the open tasks of a post (of all posts when NULL) on to who holds it today in its province's
-- zone, with a line of history each (D-ORG-5); an administrator who hands a post over sees none of them. It tells
-- how many.
CREATE FUNCTION move_tasks(p_post uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    x record;
    n integer := 0;
    v_actor uuid := CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END;
BEGIN
    FOR x IN
        SELECT t.id, t.province_id, t.org_id, t.person_id AS was, h.person_id AS becomes, t.state
        FROM task t
        JOIN organisation o ON o.id = t.province_id
        CROSS JOIN LATERAL (SELECT holder_on(t.post_id, (session_now() AT TIME ZONE o.zone)::date)) AS h (person_id)
        WHERE t.ended_at IS NULL AND (p_post IS NULL OR t.post_id = p_post) AND t.person_id IS DISTINCT FROM h.person_id
        ORDER BY t.id FOR UPDATE OF t
    LOOP
        UPDATE task SET person_id = x.becomes, version = version + 1 WHERE id = x.id;
        INSERT INTO history (province_id, noun, record_id, at, actor_id, act, from_state, to_state, changes, audience, org_id)
        VALUES (x.province_id, 'Task', x.id, session_now(), v_actor, 'POST_HAND_OVER', x.state, x.state,
            jsonb_build_array(jsonb_build_object('field', 'person', 'old', (SELECT p.number || ' ' || p.name FROM person p WHERE p.id = x.was), 'new', (SELECT p.number || ' ' || p.name FROM person p WHERE p.id = x.becomes))),
            'TASK', x.org_id);
        n := n + 1;
    END LOOP;
    RETURN n;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION appointment_moves_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM move_tasks(NEW.post_id);
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- At the end of the transaction, so that a handover's end and beginning count as one.
CREATE CONSTRAINT TRIGGER moves_tasks AFTER INSERT OR UPDATE ON appointment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'CONFIRMED') EXECUTE FUNCTION appointment_moves_tasks();
GRANT EXECUTE ON FUNCTION finish_problem(uuid, timestamptz), lock_case(uuid), task_mandated(uuid), move_tasks(uuid) TO huishang_api;
