-- The page of a consultation: topics with outcomes, 80 tasks with their owners. $1: the consultation.
SELECT json_build_object('consultation', json_build_object(
    'id', 'C_' || c.id, 'title', c.title, 'state', c.state,
    'organisation', json_build_object('id', 'O_' || o.id, 'name', o.name),
    'aboutOrganisation', json_build_object('id', 'O_' || a.id, 'name', a.name),
    'topics', json_build_object('nodes', (
        SELECT COALESCE(json_agg(json_build_object('id', 'K_' || k.id, 'title', k.title, 'content', k.content, 'state', k.state,
            'outcomes', json_build_object('nodes', (
                SELECT COALESCE(json_agg(json_build_object('id', 'Y_' || u.id, 'kind', u.kind, 'rootCause', u.root_cause) ORDER BY u.created_at, u.id), '[]')
                FROM (SELECT u.* FROM outcome u WHERE u.topic_id = k.id ORDER BY u.created_at, u.id LIMIT 5) u))) ORDER BY k.position, k.id), '[]')
        FROM (SELECT k.* FROM topic k WHERE k.consultation_id = c.id ORDER BY k.position, k.id LIMIT 20) k)),
    'tasks', (
        SELECT json_build_object(
            'nodes', COALESCE(json_agg(json_build_object('id', 'T_' || t.id, 'number', t.number, 'text', t.text, 'state', t.state, 'dueOn', t.due_on,
                'person', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', 'U_' || p.id, 'name', p.name) END) ORDER BY t.due_on, t.id) FILTER (WHERE t.n <= 80), '[]'),
            'pageInfo', json_build_object('hasNextPage', count(*) > 80))
        FROM (
            SELECT row_number() OVER (ORDER BY t.due_on, t.id) AS n, t.*
            FROM (SELECT t.id, t.number, t.text, t.state, t.due_on, t.person_id FROM task t WHERE t.consultation_id = c.id ORDER BY t.due_on, t.id LIMIT 81) t
        ) t
        LEFT JOIN person p ON p.id = t.person_id)))::text
FROM consultation c
JOIN organisation o ON o.id = c.org_id
JOIN organisation a ON a.id = c.about_org_id
WHERE c.id = $1
