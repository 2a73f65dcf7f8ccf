-- 100 tasks in scope by deadline, with owner, organisation and the one above it, outcome and consultation. $1: today.
SELECT json_build_object('tasks', json_build_object(
    'nodes', COALESCE(json_agg(json_build_object(
        'id', 'T_' || t.id, 'number', t.number, 'text', t.text, 'state', t.state, 'dueOn', t.due_on, 'overdue', t.due_on < COALESCE(t.stopped_on, $1),
        'person', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', 'U_' || p.id, 'name', p.name) END,
        'organisation', json_build_object('id', 'O_' || o.id, 'code', o.code, 'name', o.name,
            'parent', CASE WHEN a.id IS NOT NULL THEN json_build_object('id', 'O_' || a.id, 'name', a.name) END),
        'outcome', CASE WHEN u.id IS NOT NULL THEN json_build_object('id', 'Y_' || u.id, 'kind', u.kind, 'rootCause', u.root_cause,
            'consultation', CASE WHEN c.id IS NOT NULL THEN json_build_object('id', 'C_' || c.id, 'title', c.title, 'state', c.state) END) END)
        ORDER BY t.due_on, t.id) FILTER (WHERE t.n <= 100), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > 100)))::text
FROM (
    SELECT row_number() OVER (ORDER BY t.due_on, t.id) AS n, t.*
    FROM (
        SELECT t.id, t.number, t.text, t.state, t.due_on, t.stopped_on, t.person_id, t.responsible_org_id, t.outcome_id
        FROM task t
        WHERE t.province_id = (SELECT setting_uuid('province'))
        ORDER BY t.due_on, t.id
        LIMIT 101
    ) t
) t
JOIN organisation o ON o.id = t.responsible_org_id
LEFT JOIN organisation a ON a.id = o.parent_id
LEFT JOIN person p ON p.id = t.person_id
LEFT JOIN outcome u ON u.id = t.outcome_id
LEFT JOIN consultation c ON c.id = u.consultation_id
