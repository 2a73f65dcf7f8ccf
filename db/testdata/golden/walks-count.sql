WITH set_1 AS MATERIALIZED (SELECT setting_uuids('seats') AS it),
set_2 AS MATERIALIZED (SELECT setting_uuids('stood_for') AS it),
set_3 AS MATERIALIZED (SELECT setting_uuids('departments') AS it),
set_4 AS MATERIALIZED (SELECT setting_uuids('portfolio_departments') AS it),
set_5 AS MATERIALIZED (SELECT setting_uuids('head_departments') AS it),
set_6 AS MATERIALIZED (SELECT setting_uuids('orgs') AS it),
set_7 AS MATERIALIZED (SELECT setting_uuids('region_orgs') AS it),
set_8 AS MATERIALIZED (SELECT setting_uuids('portfolio_orgs') AS it),
set_9 AS MATERIALIZED (SELECT setting_uuids('head_orgs') AS it),
set_10 AS MATERIALIZED (SELECT setting_uuids('committee_own') AS it),
set_11 AS MATERIALIZED (SELECT setting_uuids('discipline_below') AS it),
set_12 AS MATERIALIZED (SELECT setting_uuids('party_secretary_orgs') AS it),
set_13 AS MATERIALIZED (SELECT setting_uuids('discipline_secretary_orgs') AS it),
set_14 AS MATERIALIZED (SELECT setting_uuids('discipline_secretary_below') AS it)
SELECT COALESCE(sum(c.n), 0) FROM (
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT count(*) AS n FROM task AS t WHERE t.post_id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE) AS w
UNION ALL
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_3 s) || (SELECT s.it FROM set_4 s) || (SELECT s.it FROM set_5 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT count(*) AS n FROM task AS t WHERE t.department_id = s.it AND ((t.post_id = ANY (((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[]))) IS NOT TRUE AND (t.province_id = $1::uuid) IS TRUE AND TRUE) AS w
UNION ALL
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_7 s) || (SELECT s.it FROM set_8 s) || (SELECT s.it FROM set_9 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT count(*) AS n FROM task AS t WHERE t.responsible_org_id = s.it AND ((t.post_id = ANY (((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[])) OR (t.department_id = ANY (((SELECT s.it FROM set_3 s) || (SELECT s.it FROM set_4 s) || (SELECT s.it FROM set_5 s))::uuid[]))) IS NOT TRUE AND (t.province_id = $1::uuid) IS TRUE AND TRUE) AS w
UNION ALL
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_10 s) || (SELECT s.it FROM set_11 s) || (SELECT s.it FROM set_12 s) || (SELECT s.it FROM set_13 s) || (SELECT s.it FROM set_14 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT count(*) AS n FROM task AS t WHERE t.org_id = s.it AND ((t.post_id = ANY (((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[])) OR (t.department_id = ANY (((SELECT s.it FROM set_3 s) || (SELECT s.it FROM set_4 s) || (SELECT s.it FROM set_5 s))::uuid[])) OR (t.responsible_org_id = ANY (((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_7 s) || (SELECT s.it FROM set_8 s) || (SELECT s.it FROM set_9 s))::uuid[]))) IS NOT TRUE AND (t.province_id = $1::uuid) IS TRUE AND TRUE) AS w
UNION ALL
SELECT w.* FROM (SELECT DISTINCT unnest((SELECT named_tasks()))) AS s (it) CROSS JOIN LATERAL (SELECT count(*) AS n FROM task AS t WHERE t.id = s.it AND ((t.post_id = ANY (((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[])) OR (t.department_id = ANY (((SELECT s.it FROM set_3 s) || (SELECT s.it FROM set_4 s) || (SELECT s.it FROM set_5 s))::uuid[])) OR (t.responsible_org_id = ANY (((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_7 s) || (SELECT s.it FROM set_8 s) || (SELECT s.it FROM set_9 s))::uuid[])) OR (t.org_id = ANY (((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_10 s) || (SELECT s.it FROM set_11 s) || (SELECT s.it FROM set_12 s) || (SELECT s.it FROM set_13 s) || (SELECT s.it FROM set_14 s))::uuid[]))) IS NOT TRUE AND (t.province_id = $1::uuid) IS TRUE AND TRUE) AS w
) AS c;
-- $1: 0d000000-0000-4000-8000-000000000001
