-- Tasks: numbers, working days, the responsible side, and who acts on which line.

-- take_numbers takes the next n numbers of an organisation, kind and year and returns the one before the
-- first. The row stays locked until the transaction ends: a number is used, or was never taken.
CREATE FUNCTION take_numbers(p_org uuid, p_kind text, p_year integer, p_count integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO counter AS c (province_id, org_id, kind, year, last)
    SELECT o.province_id, o.id, p_kind, p_year, p_count FROM organisation o WHERE o.id = p_org
    ON CONFLICT (org_id, kind, year) DO UPDATE SET last = c.last + p_count
    RETURNING last - p_count
$$;
GRANT EXECUTE ON FUNCTION take_numbers(uuid, text, integer, integer) TO huishang_api;

-- working_days_after is the n-th working day after a day.
CREATE FUNCTION working_days_after(p_province uuid, p_from date, p_n integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT d::date FROM generate_series(p_from + 1, p_from + 60 + 3 * p_n, interval '1 day') AS d
        LEFT JOIN calendar_day c ON c.province_id = p_province AND c.day = d::date
        WHERE COALESCE(c.working, extract(isodow FROM d) < 6)
        ORDER BY d OFFSET p_n - 1 LIMIT 1)
$$;
GRANT EXECUTE ON FUNCTION working_days_after(uuid, date, integer) TO huishang_reader;

-- task_side is the responsible side of a task on a day (decisions.md): whoever holds or acts for a post of the
-- responsible or a joint department, or of the region itself; whoever held the responsible post; the leader in
-- charge; and all who acted for them: accepted, objected, reported, submitted, asked or brought evidence.
CREATE FUNCTION task_side(t task, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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

-- task_standing tells, for some tasks at once, how the viewer stands to each: of the responsible side (own),
-- who leads it (leaders' posts), who stands in for a responsible side without anybody (their posts), and by which role and organisation each line of authority acts today: the lowest
-- level from the setting organisation up where somebody who may act is free of own matter and, on a track, of
-- the other signature (D-TASK-3, D-SEC-6; decisions.md). Where nobody is, it is a superior's recorded document
-- (external), by the office of the other track.
CREATE FUNCTION task_standing(p_tasks uuid[], p_on date)
    RETURNS TABLE (task_id uuid, own boolean, leaders uuid[], stand_ins uuid[], lines jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
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
GRANT EXECUTE ON FUNCTION task_standing(uuid[], date) TO huishang_reader;

-- named_tasks are those that name the viewer, as a joint department's or on their list: a hint for the plan of lists, of which
-- row security decides what shows.
CREATE FUNCTION named_tasks() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT t.id FROM task t WHERE known() AND t.joint_departments <> '{}'
            AND t.joint_departments && (setting_uuids('departments') || setting_uuids('portfolio_departments') || setting_uuids('head_departments'))
        UNION
        SELECT t.id FROM task t WHERE known() AND t.secrecy <> 'INTERNAL' AND t.reader_seats && setting_uuids('seats'))
$$;
GRANT EXECUTE ON FUNCTION named_tasks() TO huishang_reader;

-- tasks_by_name are those that the viewer may see otherwise than by organisation and grade: by post, by department, by risk
-- domain below a head's, by name. Beside the sums of kept numbers it is a hint; row security decides.
CREATE FUNCTION tasks_by_name() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
GRANT EXECUTE ON FUNCTION tasks_by_name() TO huishang_reader;

-- task_mandated tells whether somebody outside demands what a task does, by a document (D-TASK-4).
CREATE FUNCTION task_mandated(p_task uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT known() AND EXISTS (SELECT FROM task t JOIN problem p ON p.id = t.problem_id WHERE t.id = p_task AND p.mandate_issuer IS NOT NULL)
$$;
GRANT EXECUTE ON FUNCTION task_mandated(uuid) TO huishang_api, huishang_reader;

-- lock_case locks what a task's end may close, in one order, so that the last two tasks to end see each other.
CREATE FUNCTION lock_case(p_task uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM consultation c WHERE c.id = (SELECT t.consultation_id FROM task t WHERE t.id = p_task) FOR UPDATE;
    PERFORM FROM problem p WHERE p.id = (SELECT t.problem_id FROM task t WHERE t.id = p_task) FOR UPDATE;
END $$;
GRANT EXECUTE ON FUNCTION lock_case(uuid) TO huishang_api;

-- hold_task writes anew who held a task's post while it was the responsible one, by the appointments as they are now: a
-- handover that is recorded late counts from its day (D-ORG-5). What it had there from a day before stays.
CREATE FUNCTION hold_task(p_task uuid, p_post uuid, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
GRANT EXECUTE ON FUNCTION move_tasks(uuid) TO huishang_api;
