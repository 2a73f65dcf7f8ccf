-- My 20 open tasks with organisation, outcome and the last 3 events. $1: today.
SELECT json_build_object('viewer', json_build_object('tasks', json_build_object(
    'nodes', COALESCE(json_agg(x.node ORDER BY x.due_on, x.id) FILTER (WHERE x.n <= 20), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > 20))))::text
FROM (
    SELECT t.n, t.due_on, t.id, json_build_object(
        'id', 'T_' || t.id, 'number', t.number, 'text', t.text, 'state', t.state, 'dueOn', t.due_on, 'overdue', t.due_on < COALESCE(t.stopped_on, $1),
        'organisation', json_build_object('id', 'O_' || o.id, 'code', o.code, 'name', o.name),
        'outcome', CASE WHEN u.id IS NOT NULL THEN json_build_object('id', 'Y_' || u.id, 'kind', u.kind, 'rootCause', u.root_cause) END,
        'history', json_build_object('nodes', e.nodes)) AS node
    FROM (
        SELECT row_number() OVER (ORDER BY t.due_on, t.id) AS n, t.*
        FROM (
            SELECT t.id, t.number, t.text, t.state, t.due_on, t.stopped_on, t.responsible_org_id, t.outcome_id
            FROM task t
            WHERE t.province_id = (SELECT setting_uuid('province')) AND t.ended_at IS NULL
              AND (t.person_id = (SELECT setting_uuid('person')) OR t.post_id = ANY ((SELECT setting_uuids('posts'))::uuid[])
                OR t.department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[])
                OR t.department_id IS NULL AND t.responsible_org_id = ANY ((SELECT setting_uuids('region_orgs'))::uuid[]))
            ORDER BY t.due_on, t.id
            LIMIT 21
        ) t
    ) t
    JOIN organisation o ON o.id = t.responsible_org_id
    LEFT JOIN outcome u ON u.id = t.outcome_id
    CROSS JOIN LATERAL (
        SELECT COALESCE(json_agg(json_build_object('id', 'H_' || h.id, 'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'act', h.act,
            'reason', h.reason, 'fromState', h.from_state, 'toState', h.to_state,
            'actor', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', 'U_' || p.id, 'name', p.name) END) ORDER BY h.at DESC, h.id DESC), '[]') AS nodes
        FROM (SELECT h.* FROM history h WHERE h.record_id = t.id ORDER BY h.at DESC, h.id DESC LIMIT 3) h
        LEFT JOIN person p ON p.id = h.actor_id
    ) e
) x
