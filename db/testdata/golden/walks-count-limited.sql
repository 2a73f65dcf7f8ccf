WITH set_1 AS MATERIALIZED (SELECT setting_uuid('province') AS it)
SELECT LEAST(COALESCE(sum(t.n), 0), 1001) FROM (
SELECT t.province_id, t.org_id, t.responsible_org_id, t.state, t.due_on, t.stopped_on, t.ended_at, t.n FROM kept_task AS t WHERE t.province_id = $1::uuid AND TRUE
UNION ALL
SELECT t.province_id, t.org_id, t.responsible_org_id, t.state, t.due_on, t.stopped_on, t.ended_at, 1::bigint AS n FROM task AS t WHERE t.province_id = (SELECT s.it FROM set_1 s) AND t.hidden_from <> '{}' AND t.province_id = $1::uuid AND TRUE
UNION ALL
SELECT t.province_id, t.org_id, t.responsible_org_id, t.state, t.due_on, t.stopped_on, t.ended_at, 1::bigint AS n FROM task AS t WHERE t.id = ANY ((SELECT tasks_by_name())::uuid[]) AND t.hidden_from = '{}' AND (CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END) IS NOT TRUE AND t.province_id = $1::uuid AND TRUE
) AS t;
-- $1: 0d000000-0000-4000-8000-000000000001
