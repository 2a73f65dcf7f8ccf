-- Kept numbers of tasks (docs/decisions/0048): written by each statement that changes tasks, folded by a job, verified and
-- made anew by the operator. Sums are linear: in whatever order changes come and are folded, they add up to the same.

-- keep_tasks adds what a statement changed: each task that it left, less each that it met. What is as it was adds nothing.
CREATE FUNCTION keep_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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

-- fold_tasks folds up to so many changes into the sums, and brings the day before which they count as late up to each
-- province's own; it tells how many. Who meets another fold leaves the work to it.
CREATE FUNCTION fold_tasks(p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
GRANT EXECUTE ON FUNCTION fold_tasks(integer) TO huishang_api;

-- kept_differences recounts, and tells of each number that is kept otherwise than the rows are: by state (late by the
-- day of the last fold), or by deadline. What is not folded yet counts as folded.
CREATE FUNCTION kept_differences() RETURNS TABLE (province text, setting text, responsible text, secrecy text, state text, due_on date, late boolean, kept numeric, counted numeric)
    LANGUAGE sql STABLE AS $$
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

-- keep_anew makes all kept numbers anew from the rows and tells how many there are. Who changes tasks waits for it; who
-- reads does not.
CREATE FUNCTION keep_anew() RETURNS bigint
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
