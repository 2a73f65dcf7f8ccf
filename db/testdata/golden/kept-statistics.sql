WITH set_1 AS MATERIALIZED (SELECT setting_uuid('province') AS it)
SELECT t.organisation AS "node.organisation",
       t.state AS "node.state",
       t."count" AS "node.count",
       t."overdue" AS "node.overdue",
       jsonb_build_array(t.organisation::text, t.state::text)::text AS "node.keys",
       jsonb_build_array(t.organisation_sort::text, t.state_sort::text, t.organisation::text, t.state::text)::text AS "cursor_key"
FROM (SELECT t.*, 1 AS one, (SELECT x.code FROM organisation x WHERE x.id = t.organisation)::text AS organisation_sort, (lpad(array_position('{ASSIGNED,OBJECTED,ACCEPTED,IN_PROGRESS,SUSPENDED,SUBMITTED,CLOSED,CANCELLED}'::text[], t.state)::text, 3, '0'))::text AS state_sort
FROM (SELECT (COALESCE(o_organisation.branch_id, t.responsible_org_id))::uuid AS organisation,
       (t.state)::text AS state,
       (COALESCE(sum(t.n), 0))::integer AS "count",
       (COALESCE(sum(t.n) FILTER (WHERE t.ended_at IS NULL AND t.due_on < COALESCE(t.stopped_on, $2::date)), 0))::integer AS "overdue"
FROM (
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
) AS t
LEFT JOIN organisation o_organisation ON o_organisation.id = t.responsible_org_id
WHERE TRUE
GROUP BY 1, 2
HAVING sum(t.n) <> 0) AS t) AS t
WHERE TRUE
ORDER BY t.organisation_sort NULLS LAST, t.state_sort NULLS LAST, t.organisation NULLS LAST, t.state NULLS LAST
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
-- $2: 2026-03-31
