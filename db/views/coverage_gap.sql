-- coverage_gap lists what is not covered (D-DUTY-5), for the organisations whose lists the viewer sees whole. The present
-- year is judged by today, a year that is over by its last day: the lists in force then, who held the posts then, what was
-- not deactivated then; and no year before the province's records begin, of which nothing is known. Kinds, categories, roles
-- and risk domains are those of now. The rows are the viewer's own (security_invoker): the view adds no right.
-- IN and NOT IN, over columns that are never null, are looked up in a hash; an EXISTS over rows written with WITH is a loop in
-- a loop, as their number is not known.
CREATE VIEW coverage_gap WITH (security_invoker = true) AS
WITH zone AS (
    SELECT o.zone, extract(year FROM o.created_at AT TIME ZONE o.zone)::integer AS since
    FROM organisation o
    WHERE o.level = 'PROVINCE'
    ORDER BY o.created_at
    LIMIT 1
), years AS NOT MATERIALIZED (
    SELECT y.year, CASE WHEN y.year = t.year THEN t.today ELSE make_date(y.year, 12, 31) END AS day
    FROM (SELECT setting_today() AS today, extract(year FROM setting_today())::integer AS year) t
    CROSS JOIN LATERAL generate_series((SELECT z.since FROM zone z), t.year) AS y (year)
), scope AS MATERIALIZED (
    SELECT y.year, y.day, o.id, o.province_id, o.party_organisation, o.discipline_body
    FROM years y
    JOIN organisation o ON o.id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        AND (o.deactivated_at IS NULL OR (o.deactivated_at AT TIME ZONE (SELECT z.zone FROM zone z))::date > y.day)
        AND ((o.created_at AT TIME ZONE (SELECT z.zone FROM zone z))::date <= y.day)
), departments AS MATERIALIZED (
    SELECT s.year, d.id, d.org_id, d.risk_domains
    FROM scope s
    JOIN department d ON d.org_id = s.id
        AND (d.deactivated_at IS NULL OR (d.deactivated_at AT TIME ZONE (SELECT z.zone FROM zone z))::date > s.day)
        AND ((d.created_at AT TIME ZONE (SELECT z.zone FROM zone z))::date <= s.day)
), in_force AS MATERIALIZED (
    SELECT l.id, l.kind, l.org_id, l.department_id, l.post_id, l.year
    FROM duty_list l JOIN years y ON y.year = l.year
    WHERE l.in_force_at IS NOT NULL
      AND (l.in_force_at AT TIME ZONE (SELECT z.zone FROM zone z))::date <= y.day
      AND (l.superseded_at IS NULL OR (l.superseded_at AT TIME ZONE (SELECT z.zone FROM zone z))::date > y.day)
), holdings AS NOT MATERIALIZED (
    SELECT a.post_id, a.from_on, a.to_on FROM appointment a WHERE a.state = 'CONFIRMED'
    UNION ALL
    SELECT s.post_id, s.from_on, s.to_on FROM substitution s WHERE s.state = 'CONFIRMED'
), held AS MATERIALIZED (
    SELECT DISTINCT y.year, h.post_id
    FROM years y JOIN holdings h ON h.from_on <= y.day AND (h.to_on IS NULL OR h.to_on >= y.day)
), heads AS MATERIALIZED (
    SELECT DISTINCT h.year, r.role, p.org_id, p.department_id
    FROM held h JOIN post p ON p.id = h.post_id JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
    WHERE r.role IN ('DEPARTMENT_HEAD', 'PARTY_SECRETARY')
), covered AS MATERIALIZED (
    -- Covered is a domain that an item carries and its department does too (D-DUTY-2).
    SELECT DISTINCT l.year, l.org_id, c.code
    FROM in_force l
    JOIN duty_item i ON i.list_id = l.id
    JOIN departments d ON d.id = l.department_id AND d.year = l.year
    CROSS JOIN LATERAL unnest(i.risk_domains) AS c (code)
    WHERE l.kind = 'OVERSIGHT' AND c.code = ANY (d.risk_domains)
), gaps AS (
    SELECT 'LIST_MISSING' AS gap, s.year, s.province_id, s.id AS org_id, NULL::uuid AS department_id, NULL::uuid AS post_id,
           NULL::uuid AS item_id, k.kind AS list_kind, NULL::text AS risk_domain
    FROM scope s CROSS JOIN (VALUES ('MAIN'), ('SUPERVISORY'), ('OVERSIGHT')) AS k (kind)
    WHERE CASE k.kind WHEN 'MAIN' THEN s.party_organisation = 'PARTY_COMMITTEE'
                      WHEN 'SUPERVISORY' THEN s.discipline_body = 'COMMISSION'
                      ELSE (s.id, s.year) IN (SELECT d.org_id, d.year FROM departments d) END
      AND (s.id, k.kind, s.year) NOT IN (SELECT l.org_id, l.kind, l.year FROM in_force l)
    UNION ALL
    SELECT 'POST_WITHOUT_LIST', s.year, p.province_id, p.org_id, p.department_id, p.id, NULL, 'DUAL_DUTY', NULL
    FROM post p JOIN scope s ON s.id = p.org_id
    WHERE (p.deactivated_at IS NULL OR (p.deactivated_at AT TIME ZONE (SELECT z.zone FROM zone z))::date > s.day)
      AND (p.created_at AT TIME ZONE (SELECT z.zone FROM zone z))::date <= s.day AND p.categories <> '{STAFF}'
      AND (p.id, s.year) NOT IN (SELECT l.post_id, l.year FROM in_force l WHERE l.kind = 'DUAL_DUTY')
    UNION ALL
    SELECT 'ITEM_WITHOUT_HOLDER', i.year, i.province_id, i.org_id, i.department_id, i.post_id, i.id, i.kind, NULL
    FROM in_force l JOIN duty_item i ON i.list_id = l.id JOIN scope s ON s.id = i.org_id AND s.year = i.year
    WHERE CASE i.kind
        WHEN 'DUAL_DUTY' THEN (i.post_id, i.year) NOT IN (SELECT h.post_id, h.year FROM held h)
        WHEN 'OVERSIGHT' THEN (i.department_id, i.year) NOT IN (SELECT h.department_id, h.year FROM heads h WHERE h.role = 'DEPARTMENT_HEAD' AND h.department_id IS NOT NULL)
        WHEN 'MAIN' THEN i.principal AND (i.org_id, i.year) NOT IN (SELECT h.org_id, h.year FROM heads h WHERE h.role = 'PARTY_SECRETARY')
        ELSE false END
    UNION ALL
    SELECT 'DOMAIN_UNCOVERED', s.year, s.province_id, s.id, NULL, NULL, NULL, 'OVERSIGHT', c.code
    FROM scope s CROSS JOIN code c
    WHERE c.kind = 'RISK_DOMAIN' AND c.mandatory
      AND (s.id, s.year) IN (SELECT d.org_id, d.year FROM departments d)
      AND (s.id, s.year, c.code) NOT IN (SELECT k.org_id, k.year, k.code FROM covered k)
)
SELECT md5(concat_ws('/', gap, year, org_id, department_id, post_id, item_id, list_kind, risk_domain))::uuid AS id, gaps.*,
       -- The latest change of what it is computed from: the organisation and its departments, the post, and what is or was in
       -- force there.
       GREATEST((SELECT o.updated_at FROM organisation o WHERE o.id = gaps.org_id), (SELECT max(d.updated_at) FROM department d WHERE d.org_id = gaps.org_id),
           (SELECT p.updated_at FROM post p WHERE p.id = gaps.post_id),
           (SELECT max(l.updated_at) FROM duty_list l WHERE l.org_id = gaps.org_id AND l.kind = gaps.list_kind AND l.year = gaps.year AND l.state IN ('IN_FORCE', 'SUPERSEDED'))) AS updated_at
FROM gaps;
GRANT SELECT ON coverage_gap TO huishang_reader;
