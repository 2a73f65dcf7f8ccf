-- coverage_gap lists what is not covered (D-DUTY-5), for the organisations whose lists the viewer sees whole.
-- The rows are the viewer's own (security_invoker): the view adds no right.
CREATE VIEW coverage_gap WITH (security_invoker = true) AS
WITH scope AS (
    SELECT o.id, o.province_id, o.party_organisation, o.discipline_body, o.level
    FROM organisation o
    WHERE o.id = ANY ((SELECT setting_uuids('orgs'))::uuid[]) AND o.deactivated_at IS NULL
), years AS (
    SELECT extract(year FROM (SELECT setting_today()))::integer AS year
    UNION
    SELECT DISTINCT year FROM duty_list WHERE state = 'IN_FORCE'
), in_force AS MATERIALIZED (
    SELECT l.id, l.kind, l.org_id, l.department_id, l.post_id, l.year FROM duty_list l WHERE l.state = 'IN_FORCE'
), heads AS MATERIALIZED (
    SELECT DISTINCT h.role, h.org_id, h.department_id FROM held_on((SELECT setting_today())) h
    WHERE h.role IN ('DEPARTMENT_HEAD', 'PARTY_SECRETARY')
), held AS MATERIALIZED (
    SELECT DISTINCT a.post_id FROM appointment a
    WHERE a.state = 'CONFIRMED' AND a.from_on <= (SELECT setting_today()) AND (a.to_on IS NULL OR a.to_on >= (SELECT setting_today()))
), gaps AS (
    SELECT 'LIST_MISSING' AS gap, y.year, s.province_id, s.id AS org_id, NULL::uuid AS department_id, NULL::uuid AS post_id,
           NULL::uuid AS item_id, k.kind AS list_kind, NULL::text AS risk_domain
    FROM scope s CROSS JOIN years y CROSS JOIN (VALUES ('MAIN'), ('SUPERVISORY'), ('OVERSIGHT')) AS k (kind)
    WHERE CASE k.kind WHEN 'MAIN' THEN s.party_organisation = 'PARTY_COMMITTEE'
                      WHEN 'SUPERVISORY' THEN s.discipline_body = 'COMMISSION'
                      ELSE EXISTS (SELECT FROM department d WHERE d.org_id = s.id AND d.deactivated_at IS NULL) END
      AND NOT EXISTS (SELECT FROM in_force l WHERE l.org_id = s.id AND l.kind = k.kind AND l.year = y.year)
    UNION ALL
    SELECT 'POST_WITHOUT_LIST', y.year, p.province_id, p.org_id, p.department_id, p.id, NULL, 'DUAL_DUTY', NULL
    FROM post p JOIN scope s ON s.id = p.org_id CROSS JOIN years y
    WHERE p.deactivated_at IS NULL AND p.categories <> '{STAFF}'
      AND NOT EXISTS (SELECT FROM in_force l WHERE l.kind = 'DUAL_DUTY' AND l.post_id = p.id AND l.year = y.year)
    UNION ALL
    SELECT 'ITEM_WITHOUT_HOLDER', i.year, i.province_id, i.org_id, i.department_id, i.post_id, i.id, i.kind, NULL
    FROM duty_item i JOIN scope s ON s.id = i.org_id
    WHERE i.state = 'IN_FORCE' AND CASE i.kind
        WHEN 'DUAL_DUTY' THEN NOT EXISTS (SELECT FROM held h WHERE h.post_id = i.post_id)
        WHEN 'OVERSIGHT' THEN NOT EXISTS (SELECT FROM heads h WHERE h.role = 'DEPARTMENT_HEAD' AND h.department_id = i.department_id)
        WHEN 'MAIN' THEN i.principal AND NOT EXISTS (SELECT FROM heads h WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = i.org_id)
        ELSE false END
    UNION ALL
    SELECT 'DOMAIN_UNCOVERED', y.year, s.province_id, s.id, NULL, NULL, NULL, 'OVERSIGHT', c.code
    FROM scope s CROSS JOIN years y CROSS JOIN code c
    WHERE c.kind = 'RISK_DOMAIN' AND c.mandatory
      AND EXISTS (SELECT FROM department d WHERE d.org_id = s.id AND d.deactivated_at IS NULL)
      AND NOT EXISTS (
          SELECT FROM duty_item i JOIN department d ON d.id = i.department_id
          WHERE i.state = 'IN_FORCE' AND i.kind = 'OVERSIGHT' AND i.org_id = s.id AND i.year = y.year
            AND c.code = ANY (i.risk_domains) AND c.code = ANY (d.risk_domains) AND d.deactivated_at IS NULL)
)
SELECT md5(concat_ws('/', gap, year, org_id, department_id, post_id, item_id, list_kind, risk_domain))::uuid AS id, gaps.*,
       -- The latest change of what it is computed from: the organisation and its departments, the post, and what is or was in
       -- force there.
       GREATEST((SELECT o.updated_at FROM organisation o WHERE o.id = gaps.org_id), (SELECT max(d.updated_at) FROM department d WHERE d.org_id = gaps.org_id),
           (SELECT p.updated_at FROM post p WHERE p.id = gaps.post_id),
           (SELECT max(l.updated_at) FROM duty_list l WHERE l.org_id = gaps.org_id AND l.kind = gaps.list_kind AND l.year = gaps.year AND l.state IN ('IN_FORCE', 'SUPERSEDED'))) AS updated_at
FROM gaps;
GRANT SELECT ON coverage_gap TO huishang_reader;
