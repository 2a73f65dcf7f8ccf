-- A task is accepted on the version that it was read at, with its line of history. $1: task, $2: version, $3: now.
WITH accepted AS (
    UPDATE task t SET state = 'ACCEPTED', accepted_at = $3, version = version + 1
    WHERE t.id = $1 AND t.version = $2 AND t.state = 'ASSIGNED'
    RETURNING t.id, t.province_id, t.org_id, t.number, t.state, t.accepted_at, t.version, t.person_id
), told AS (
    INSERT INTO history (province_id, noun, record_id, at, actor_id, act, from_state, to_state, changes, audience, org_id)
    SELECT a.province_id, 'Task', a.id, $3, (SELECT setting_uuid('person')), 'TASK_ACCEPT', 'ASSIGNED', 'ACCEPTED',
           jsonb_build_array(
               jsonb_build_object('field', 'state', 'old', 'ASSIGNED', 'new', 'ACCEPTED'),
               jsonb_build_object('field', 'acceptedAt', 'old', NULL, 'new', $4::text)), 'TASK', a.org_id
    FROM accepted a
)
SELECT json_build_object('taskAccept', json_build_object(
    'task', json_build_object('id', 'T_' || a.id, 'number', a.number, 'state', a.state,
        'acceptedAt', to_char(a.accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'version', a.version,
        'person', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', 'U_' || p.id, 'name', p.name) END),
    'errors', json_build_array()))::text
FROM accepted a
LEFT JOIN person p ON p.id = a.person_id
