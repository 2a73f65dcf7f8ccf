-- +goose Up
-- Identity and authority: who holds what on a day, whose act it is, and session_open, which sets both for one
-- transaction. One computation for @can, the planner's hint and the policies.

-- +goose StatementBegin
-- held_on lists who holds which role on a day and as what (D-ORG-5): the substantive holder, the acting one
-- only where there is none, and on the days named also the substitute, who stands for the holder.
CREATE FUNCTION held_on(p_on date)
    RETURNS TABLE (person_id uuid, role text, province_id uuid, org_id uuid, department_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE AS $$
    SELECT a.person_id, r.role, p.province_id, p.org_id, p.department_id, p.id, a.kind, NULL::uuid
    FROM appointment a
    JOIN post p ON p.id = a.post_id AND p.deactivated_at IS NULL
    JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
    WHERE a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
      AND (a.kind = 'SUBSTANTIVE' OR NOT EXISTS (
          SELECT FROM appointment h
          WHERE h.post_id = a.post_id AND h.kind = 'SUBSTANTIVE' AND h.state = 'CONFIRMED'
            AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)))
    UNION ALL
    SELECT s.person_id, r.role, p.province_id, p.org_id, p.department_id, p.id, 'SUBSTITUTE',
           (SELECT h.person_id FROM appointment h
            WHERE h.post_id = s.post_id AND h.state = 'CONFIRMED' AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)
            ORDER BY h.kind DESC, h.from_on DESC LIMIT 1)
    FROM substitution s
    JOIN post p ON p.id = s.post_id AND p.deactivated_at IS NULL
    JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
    WHERE s.state = 'CONFIRMED' AND s.from_on <= p_on AND s.to_on >= p_on
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- body_here tells whether an organisation has the body that a role acts for (D-ORG-1).
CREATE FUNCTION body_here(o organisation, p_role text) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT o.deactivated_at IS NULL AND CASE p_role
        WHEN 'PARTY_SECRETARY' THEN o.level <> 'REGION'
        WHEN 'PARTY_COMMITTEE_MEMBER' THEN o.party_organisation = 'PARTY_COMMITTEE'
        WHEN 'PARTY_OFFICE' THEN EXISTS (SELECT FROM department d WHERE d.org_id = o.id AND d.kind = 'PARTY_OFFICE' AND d.deactivated_at IS NULL)
        WHEN 'DISCIPLINE_OFFICE' THEN EXISTS (SELECT FROM department d WHERE d.org_id = o.id AND d.kind = 'DISCIPLINE_OFFICE' AND d.deactivated_at IS NULL)
        WHEN 'DISCIPLINE_SECRETARY' THEN o.discipline_body = 'COMMISSION'
        WHEN 'DISCIPLINE_COMMISSIONER' THEN o.discipline_body = 'COMMISSIONER'
        ELSE true END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- authority_map gives, for every organisation of a province, the organisation whose holder of p_role acts for
-- it on a day, and why: its own (HOLDER), the nearest above that has the body (BODY_ABOVE), or the next above
-- because the post is vacant and no substitute is named (VACANT_ABOVE). NULL where nobody up to the province
-- holds the role. The one home of D-ORG-1's and D-ORG-5's routing.
CREATE FUNCTION authority_map(p_role text, p_province uuid, p_on date)
    RETURNS TABLE (org_id uuid, acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE AS $$
    WITH bodies AS MATERIALIZED (
        SELECT o.id FROM organisation o WHERE o.province_id = p_province AND body_here(o, p_role)
    ), staffed AS MATERIALIZED (
        SELECT DISTINCT h.org_id AS id
        FROM held_on(p_on) h
        WHERE h.role = p_role AND h.province_id = p_province AND h.org_id IN (SELECT id FROM bodies)
    ), found AS (
        SELECT o.id,
               CASE WHEN o.id IN (SELECT id FROM staffed) THEN o.id
                    WHEN o.branch_id IN (SELECT id FROM staffed) THEN o.branch_id
                    WHEN o.province_id IN (SELECT id FROM staffed) THEN o.province_id END AS acting,
               CASE WHEN o.id IN (SELECT id FROM bodies) THEN o.id
                    WHEN o.branch_id IN (SELECT id FROM bodies) THEN o.branch_id
                    WHEN o.province_id IN (SELECT id FROM bodies) THEN o.province_id END AS body
        FROM organisation o
        WHERE o.province_id = p_province
    )
    SELECT id, acting, body,
           CASE WHEN acting IS NULL THEN 'NOBODY'
                WHEN acting = id THEN 'HOLDER'
                WHEN acting = body THEN 'BODY_ABOVE'
                ELSE 'VACANT_ABOVE' END
    FROM found
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_open sets the identity of one transaction: it takes what a verified token claims, intersects it with
-- what the person holds on this day, and sets the arrays that the policies compare with. It answers with the
-- same, for the act table and the planner; refusal is NULL, UNKNOWN_PERSON or REVOKED, and then nothing is set.
CREATE FUNCTION session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamptz, p_now timestamptz)
    RETURNS TABLE (refusal text, province_id uuid, zone text, today date, grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    -- Planning anew costs three times what running does; the plans do not depend on who asks.
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_province uuid; v_zone text; v_today date; v_grants jsonb; v_active boolean;
    v_orgs uuid[]; v_admin uuid[]; v_own uuid[]; v_chain uuid[]; v_heads uuid[]; v_portfolio_orgs uuid[]; v_portfolio_depts uuid[];
    v_ps uuid[]; v_po uuid[]; v_ds uuid[]; v_do uuid[];
BEGIN
    PERFORM session_clear();
    SELECT p.province_id, o.zone, p.deactivated_at IS NULL INTO v_province, v_zone, v_active
    FROM person p JOIN organisation o ON o.id = p.province_id WHERE p.id = p_person;
    IF v_active IS NOT TRUE THEN
        RETURN QUERY SELECT 'UNKNOWN_PERSON', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    IF EXISTS (SELECT FROM revocation r WHERE r.jti = p_jti)
        OR EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.not_before > p_issued) THEN
        RETURN QUERY SELECT 'REVOKED', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    v_today := (p_now AT TIME ZONE v_zone)::date;

    -- Effective grants: claimed and held now. A department role is a role in one department: without it, nothing.
    WITH effective AS (
        SELECT DISTINCT h.role, h.org_id, h.department_id, h.post_id, h.capacity, h.principal_id, o.level, o.branch_id
        FROM held_on(v_today) h
        JOIN organisation o ON o.id = h.org_id AND o.deactivated_at IS NULL
        LEFT JOIN department d ON d.id = h.department_id
        JOIN jsonb_to_recordset(p_grants) AS t (role text, org text, dept text)
          ON t.role = h.role AND t.org = o.code
         AND CASE WHEN h.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF') THEN t.dept = d.code AND d.deactivated_at IS NULL
                  ELSE COALESCE(t.dept, '') = '' OR t.dept = d.code END
        WHERE h.person_id = p_person
    ), acting AS (
        SELECT r.role, m.org_id, m.acting_org_id
        FROM (SELECT DISTINCT role FROM effective WHERE role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')) r
        CROSS JOIN LATERAL authority_map(r.role, v_province, v_today) m
    )
    SELECT jsonb_agg(jsonb_build_object('role', e.role, 'org', e.org_id, 'dept', e.department_id, 'post', e.post_id,
               'capacity', e.capacity, 'principal', e.principal_id, 'acts_for', CASE
                   WHEN e.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
                   THEN (SELECT COALESCE(jsonb_agg(a.org_id), '[]') FROM acting a WHERE a.role = e.role AND a.acting_org_id = e.org_id)
                   WHEN e.role = 'ADMINISTRATOR'
                   THEN (SELECT jsonb_agg(s.id) FROM organisation s WHERE e.org_id IN (s.id, s.branch_id, s.province_id))
                   ELSE jsonb_build_array(e.org_id) END)
               ORDER BY e.role, e.org_id, e.department_id, e.post_id)
    INTO v_grants FROM effective e;
    v_grants := COALESCE(v_grants, '[]');

    -- Committee family and analysts: their organisation and everything below.
    SELECT array_agg(DISTINCT s.id) INTO v_orgs
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid)
    JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id) AND s.province_id = v_province
    WHERE g.role IN ('PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER', 'ANALYST');

    -- The organisations of any grant, and those above them: whose lists in force all can read (D-SEC-2).
    SELECT array_agg(DISTINCT u.id) INTO v_chain
    FROM jsonb_to_recordset(v_grants) AS g (org uuid)
    JOIN organisation o ON o.id = g.org
    CROSS JOIN LATERAL unnest(ARRAY[o.id, o.branch_id, o.province_id]) AS u (id)
    WHERE u.id IS NOT NULL;

    SELECT array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'ADMINISTRATOR'),
           array_agg(DISTINCT g.org) FILTER (WHERE g.role = 'ADMINISTRATOR'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'PARTY_SECRETARY'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'PARTY_OFFICE'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'DISCIPLINE_SECRETARY'),
           array_agg(DISTINCT a.id) FILTER (WHERE g.role = 'DISCIPLINE_OFFICE'),
           array_agg(DISTINCT g.dept) FILTER (WHERE g.role = 'DEPARTMENT_HEAD')
    INTO v_admin, v_own, v_ps, v_po, v_ds, v_do, v_heads
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid, dept uuid, acts_for jsonb)
    LEFT JOIN LATERAL (SELECT x::uuid AS id FROM jsonb_array_elements_text(g.acts_for) x) a ON true;

    SELECT array_agg(DISTINCT s.id), array_agg(DISTINCT f.department_id) FILTER (WHERE f.department_id IS NOT NULL)
    INTO v_portfolio_orgs, v_portfolio_depts
    FROM jsonb_to_recordset(v_grants) AS g (role text, post uuid)
    JOIN portfolio f ON f.post_id = g.post AND f.from_on <= v_today AND (f.to_on IS NULL OR f.to_on >= v_today)
    LEFT JOIN organisation s ON f.organisation_id IN (s.id, s.branch_id, s.province_id)
    WHERE g.role = 'LEADERSHIP_MEMBER';

    PERFORM set_config('huishang.' || s.name, COALESCE(s.value, ''), true)
    FROM (VALUES
        ('person', p_person::text), ('province', v_province::text), ('now', p_now::text), ('today', v_today::text),
        ('orgs', v_orgs::text), ('chain', v_chain::text), ('admin_orgs', v_admin::text), ('own_orgs', v_own::text),
        ('head_departments', v_heads::text), ('party_secretary_orgs', v_ps::text), ('party_office_orgs', v_po::text),
        ('discipline_secretary_orgs', v_ds::text), ('discipline_office_orgs', v_do::text),
        ('portfolio_orgs', array_remove(v_portfolio_orgs, NULL)::text), ('portfolio_departments', v_portfolio_depts::text)
    ) AS s (name, value);
    PERFORM session_lists(v_province, v_today);
    RETURN QUERY SELECT NULL::text, v_province, v_zone, v_today, v_grants, COALESCE(v_orgs, '{}')::text;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_clear empties every setting of this transaction, so that nothing of an earlier identity stays.
CREATE FUNCTION session_clear() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT set_config('huishang.' || name, '', true)
    FROM unnest(ARRAY['person', 'province', 'now', 'today', 'orgs', 'chain', 'admin_orgs', 'own_orgs',
        'head_departments', 'party_secretary_orgs', 'party_office_orgs', 'discipline_secretary_orgs',
        'discipline_office_orgs', 'portfolio_orgs', 'portfolio_departments', 'list_posts', 'draft_main', 'draft_dual',
        'draft_supervisory', 'draft_oversight', 'on_behalf_of', 'system']) AS name
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_system opens the operator's session for import and demo: every row of every province, under the
-- API's own login, and the audit trail names SYSTEM.
CREATE FUNCTION session_system(p_now timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT session_clear();
    SELECT set_config('huishang.system', 'on', true), set_config('huishang.now', p_now::text, true), set_config('huishang.person', 'SYSTEM', true);
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- session_act_for notes on whose behalf the act that follows is done, for the audit trail.
CREATE FUNCTION session_act_for(p_principal uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT set_config('huishang.on_behalf_of', COALESCE(p_principal::text, ''), true);
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- authority answers "whose act is it, and why" for one organisation, for a reader of its province only.
CREATE FUNCTION authority(p_role text, p_org uuid, p_on date)
    RETURNS TABLE (acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.acting_org_id, m.body_org_id, m.why
    FROM authority_map(p_role, setting_uuid('province'), p_on) m
    WHERE m.org_id = p_org
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- holders lists who holds a role at an organisation on a day, for a reader of its province only.
CREATE FUNCTION holders(p_role text, p_org uuid, p_department uuid, p_on date)
    RETURNS TABLE (person_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT h.person_id, h.post_id, h.capacity, h.principal_id
    FROM held_on(p_on) h
    WHERE h.role = p_role AND h.org_id = p_org AND h.province_id = setting_uuid('province')
      AND (p_department IS NULL OR h.department_id = p_department)
    ORDER BY h.capacity DESC, h.post_id, h.person_id
$$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION session_open(uuid, jsonb, text, timestamptz, timestamptz), session_clear(),
    authority(text, uuid, date), holders(text, uuid, uuid, date) TO huishang_reader;
GRANT EXECUTE ON FUNCTION session_system(timestamptz), session_act_for(uuid) TO huishang_api;
