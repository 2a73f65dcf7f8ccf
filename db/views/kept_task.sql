-- kept_task is what is kept of tasks (docs/decisions/0048) as rows of tasks, each with the number of tasks n that it
-- stands for, which may be negative: sums over n, with conditions on state, on organisations, on being ended and on being
-- late, are numbers of tasks. A deadline stands for late or not by the session's day, and for no day. The rows are the
-- viewer's own (security_invoker): those of organisations and grades whose tasks he sees.
CREATE VIEW kept_task WITH (security_invoker = true) AS
SELECT k.province_id, k.org_id, k.responsible_org_id, k.state,
       CASE WHEN k.late THEN date '-infinity' ELSE date 'infinity' END AS due_on,
       CASE WHEN k.state IN ('SUSPENDED', 'CLOSED', 'CANCELLED') THEN (SELECT setting_today()) END AS stopped_on,
       CASE WHEN k.state IN ('CLOSED', 'CANCELLED') THEN timestamptz 'infinity' END AS ended_at,
       k.n
FROM (
    SELECT s.province_id, s.org_id, s.responsible_org_id, s.state, s.late, s.n FROM task_sum s
    UNION ALL
    -- The days between the last fold's and the session's, whichever is first.
    SELECT d.province_id, d.org_id, d.responsible_org_id, d.state, v.late, v.n
    FROM task_fold f
    JOIN task_due d ON d.province_id = f.province_id AND d.due_on >= LEAST(f.before, (SELECT setting_today())) AND d.due_on < GREATEST(f.before, (SELECT setting_today()))
    CROSS JOIN LATERAL (VALUES (f.before <= (SELECT setting_today()), d.n), (f.before > (SELECT setting_today()), -d.n)) AS v (late, n)
    UNION ALL
    SELECT d.province_id, d.org_id, d.responsible_org_id, d.state, COALESCE(d.late, d.due_on < (SELECT setting_today())), d.n FROM task_delta d
) k;
