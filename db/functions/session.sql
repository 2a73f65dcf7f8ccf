-- Identity: session_open sets, for one transaction, all that the policies compare with.

-- session_open sets the identity of one transaction: it takes what a verified token claims, intersects it with
-- what the person holds on this day, and sets the arrays that the policies compare with. It answers with the
-- same, for the act table and the planner; refusal is NULL, UNKNOWN_PERSON or REVOKED, and then nothing is set.
-- What was computed for the same claims on this day stands in session_kept and holds as long as the province's epoch
-- does: epoch and sessions are read in one transaction, and whatever a session rests on moves the epoch in its own.
CREATE FUNCTION session_open(p_person uuid, p_grants jsonb, p_jti text, p_issued timestamptz, p_now timestamptz)
    RETURNS TABLE (refusal text, province_id uuid, zone text, today date, grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    -- Planning anew costs three times what running does; the plans do not depend on who asks.
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_province uuid; v_zone text; v_today date; v_active boolean; v_epoch bigint;
    v_claims bytea := sha256(convert_to(p_grants::text, 'UTF8'));
    v_settings text[]; v_grants jsonb; v_orgs text;
BEGIN
    -- The epoch first: where statements see each a newer state, what is kept is then judged by the older one.
    SELECT p.province_id, o.zone, p.deactivated_at IS NULL, COALESCE(e.epoch, 0) INTO v_province, v_zone, v_active, v_epoch
    FROM person p JOIN organisation o ON o.id = p.province_id LEFT JOIN session_epoch e ON e.province_id = p.province_id
    WHERE p.id = p_person;
    IF v_active IS NOT TRUE THEN
        PERFORM session_clear();
        RETURN QUERY SELECT 'UNKNOWN_PERSON', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    IF EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.jti = p_jti)
        OR EXISTS (SELECT FROM revocation r WHERE r.person_id = p_person AND r.jti IS NULL AND r.not_before > p_issued) THEN
        PERFORM session_clear();
        RETURN QUERY SELECT 'REVOKED', NULL::uuid, NULL::text, NULL::date, NULL::jsonb, NULL::text; RETURN;
    END IF;
    v_today := (p_now AT TIME ZONE v_zone)::date;
    SELECT k.settings, k.grants, k.orgs INTO v_settings, v_grants, v_orgs
    FROM session_kept k WHERE k.person_id = p_person AND k.claims = v_claims AND k.province_id = v_province AND k.epoch = v_epoch AND k.today = v_today;
    IF FOUND THEN
        PERFORM set_config('huishang.' || s.name, s.value, true) FROM unnest(session_settings(), v_settings) AS s (name, value);
    ELSE
        SELECT c.grants, c.orgs INTO v_grants, v_orgs FROM session_compute(p_person, v_province, p_grants, v_today) c;
        PERFORM session_keep(p_person, v_claims, v_province, v_epoch, v_today, v_grants, v_orgs, p_now);
    END IF;
    PERFORM set_config('huishang.now', p_now::text, true);
    RETURN QUERY SELECT NULL::text, v_province, v_zone, v_today, v_grants, v_orgs;
END $$;
GRANT EXECUTE ON FUNCTION session_open(uuid, jsonb, text, timestamptz, timestamptz) TO huishang_reader;

-- session_compute sets, from nothing, all settings of a session but its instant. What it reads, here and in what it calls,
-- has the triggers that move the epoch (db/triggers/session.sql).
CREATE FUNCTION session_compute(p_person uuid, p_province uuid, p_grants jsonb, p_today date)
    RETURNS TABLE (grants jsonb, orgs text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_grants jsonb;
    v_orgs uuid[]; v_admin uuid[]; v_own uuid[]; v_chain uuid[]; v_heads uuid[]; v_portfolio_orgs uuid[]; v_portfolio_depts uuid[];
    v_ps uuid[]; v_po uuid[]; v_ds uuid[]; v_do uuid[];
BEGIN
    PERFORM session_clear();
    -- Effective grants: claimed and held now. A department role is a role in one department: without it, nothing.
    WITH effective AS (
        SELECT DISTINCT h.role, h.org_id, h.department_id, h.post_id, h.capacity, h.principal_id, o.level, o.branch_id
        FROM held_on(p_today) h
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
        CROSS JOIN LATERAL authority_map(r.role, p_province, p_today) m
    )
    SELECT jsonb_agg(jsonb_build_object('role', e.role, 'org', e.org_id, 'dept', e.department_id, 'post', e.post_id,
               'capacity', e.capacity, 'principal', e.principal_id, 'acts_for', CASE
                   WHEN e.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')
                   THEN (SELECT COALESCE(jsonb_agg(a.org_id ORDER BY a.org_id), '[]') FROM acting a WHERE a.role = e.role AND a.acting_org_id = e.org_id)
                   WHEN e.role = 'ADMINISTRATOR'
                   THEN (SELECT jsonb_agg(s.id ORDER BY s.id) FROM organisation s WHERE e.org_id IN (s.id, s.branch_id, s.province_id))
                   ELSE jsonb_build_array(e.org_id) END)
               ORDER BY e.role, e.org_id, e.department_id, e.post_id)
    INTO v_grants FROM effective e;
    v_grants := COALESCE(v_grants, '[]');

    -- Committee family and analysts: their organisation and everything below.
    SELECT array_agg(DISTINCT s.id) INTO v_orgs
    FROM jsonb_to_recordset(v_grants) AS g (role text, org uuid)
    JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id) AND s.province_id = p_province
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
    JOIN portfolio f ON f.post_id = g.post AND f.from_on <= p_today AND (f.to_on IS NULL OR f.to_on >= p_today)
    LEFT JOIN organisation s ON f.organisation_id IN (s.id, s.branch_id, s.province_id)
    WHERE g.role = 'LEADERSHIP_MEMBER';

    PERFORM set_config('huishang.' || s.name, COALESCE(s.value, ''), true)
    FROM (VALUES
        ('person', p_person::text), ('province', p_province::text), ('today', p_today::text),
        ('orgs', v_orgs::text), ('chain', v_chain::text), ('admin_orgs', v_admin::text), ('own_orgs', v_own::text),
        ('head_departments', v_heads::text), ('party_secretary_orgs', v_ps::text), ('party_office_orgs', v_po::text),
        ('discipline_secretary_orgs', v_ds::text), ('discipline_office_orgs', v_do::text),
        ('portfolio_orgs', array_remove(v_portfolio_orgs, NULL)::text), ('portfolio_departments', v_portfolio_depts::text)
    ) AS s (name, value);
    PERFORM session_lists(p_province, p_today);
    PERFORM session_cases(v_grants, p_today);
    RETURN QUERY SELECT v_grants, COALESCE(v_orgs, '{}')::text;
END $$;

-- session_keep keeps what a transaction has just computed for the next ones. It never waits and never fails its
-- transaction: where another keeps the same session now, or the epoch has moved meanwhile, nothing is kept.
CREATE FUNCTION session_keep(p_person uuid, p_claims bytea, p_province uuid, p_epoch bigint, p_today date, p_grants jsonb, p_orgs text, p_now timestamptz)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF current_setting('transaction_read_only')::boolean
        OR p_epoch <> COALESCE((SELECT e.epoch FROM session_epoch e WHERE e.province_id = p_province), 0)
        OR NOT pg_try_advisory_xact_lock(hashtextextended('session ' || p_person || encode(p_claims, 'hex'), 0)) THEN
        RETURN;
    END IF;
    INSERT INTO session_kept (person_id, claims, province_id, epoch, today, grants, orgs, settings, kept_at)
    SELECT p_person, p_claims, p_province, p_epoch, p_today, p_grants, p_orgs,
        (SELECT array_agg(COALESCE(current_setting('huishang.' || s.name, true), '') ORDER BY s.at) FROM unnest(session_settings()) WITH ORDINALITY AS s (name, at)), p_now
    ON CONFLICT (person_id, claims) DO UPDATE SET province_id = excluded.province_id, epoch = excluded.epoch, today = excluded.today, grants = excluded.grants,
        orgs = excluded.orgs, settings = excluded.settings, kept_at = excluded.kept_at;
EXCEPTION WHEN serialization_failure THEN
    NULL; -- it was kept after this transaction's snapshot was taken
END $$;

-- session_lists completes session_open: whose drafts this viewer drafts or puts in force (D-SEC-2), as
-- organisations per kind, and as posts for dual-duty lists that are routed past their own holder.
CREATE FUNCTION session_lists(p_province uuid, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_ps uuid[] := COALESCE(setting_uuids('party_secretary_orgs'), '{}');
    v_po uuid[] := COALESCE(setting_uuids('party_office_orgs'), '{}');
    v_ds uuid[] := COALESCE(setting_uuids('discipline_secretary_orgs'), '{}');
    v_do uuid[] := COALESCE(setting_uuids('discipline_office_orgs'), '{}');
    v_posts uuid[];
BEGIN
    IF v_ps <> '{}' OR v_do <> '{}' THEN
        -- Only the lists of posts whose holder acts as a Party secretary somewhere can be his own matter.
        WITH secretaries AS MATERIALIZED (
            SELECT h.person_id, h.post_id FROM held_on(p_today) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.province_id = p_province
        ), own AS MATERIALIZED (
            SELECT l.post_id, l.org_id
            FROM duty_list l
            WHERE l.province_id = p_province AND l.kind = 'DUAL_DUTY' AND l.state = 'DRAFT'
              AND (l.post_id IN (SELECT post_id FROM secretaries)
                OR l.post_id IN (SELECT a.post_id FROM appointment a WHERE a.person_id IN (SELECT person_id FROM secretaries)))
        )
        SELECT array_agg(l.post_id) INTO v_posts
        FROM own l
        CROSS JOIN LATERAL list_authority('DUAL_DUTY', l.org_id, l.post_id, p_today) a
        WHERE a.own AND a.acting_org_id = ANY (CASE a.role WHEN 'PARTY_SECRETARY' THEN v_ps ELSE v_do END);
    END IF;
    PERFORM set_config('huishang.list_posts', COALESCE(v_posts::text, ''), true),
            set_config('huishang.draft_main', (v_ps || v_po || v_do)::text, true),
            set_config('huishang.draft_dual', (v_ps || v_po)::text, true),
            set_config('huishang.draft_supervisory', (v_ds || v_do)::text, true),
            set_config('huishang.draft_oversight', v_po::text, true);
END $$;

-- session_cases completes session_open for cases: whose rows this viewer sees by which roles.
CREATE FUNCTION session_cases(p_grants jsonb, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM * FROM (WITH g AS (
        SELECT x.role, x.org, x.dept, x.post, x.acts_for
        FROM jsonb_to_recordset(p_grants) AS x (role text, org uuid, dept uuid, post uuid, acts_for jsonb)
    ), below AS (
        SELECT g.role, s.id FROM g JOIN organisation s ON g.org IN (s.id, s.branch_id, s.province_id)
    ), heads AS (
        -- A head oversees the department's own risk domains in the organisations below, not sideways (D-SEC-1): pairs,
        -- so that one headship's domains are not looked for below another.
        SELECT DISTINCT s.id AS org, r AS domain
        FROM g JOIN organisation s ON g.org IN (s.branch_id, s.province_id) AND s.id <> g.org
        JOIN department d ON d.id = g.dept CROSS JOIN LATERAL unnest(d.risk_domains) AS r
        WHERE g.role = 'DEPARTMENT_HEAD'
        ORDER BY 1, 2
    ), family AS (
        SELECT unnest(ARRAY['PARTY_SECRETARY', 'PARTY_COMMITTEE_MEMBER', 'PARTY_OFFICE', 'DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER']) AS role
    )
    SELECT set_config('huishang.committee_orgs', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b JOIN family USING (role)), ''), true),
           set_config('huishang.committee_own', COALESCE((SELECT array_agg(DISTINCT a::uuid)::text FROM g JOIN family USING (role)
               CROSS JOIN LATERAL jsonb_array_elements_text(g.acts_for || to_jsonb(g.org)) AS a), ''), true),
           set_config('huishang.discipline_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE')), ''), true),
           set_config('huishang.discipline_secretary_below', COALESCE((SELECT array_agg(DISTINCT b.id)::text FROM below b WHERE b.role = 'DISCIPLINE_SECRETARY'), ''), true),
           set_config('huishang.departments', COALESCE((SELECT array_agg(DISTINCT g.dept)::text FROM g WHERE g.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF')), ''), true),
           -- What the person holds whatever the token claims: the posts, and the person in each of them.
           set_config('huishang.seats', COALESCE((SELECT array_agg(x)::text FROM unnest(seats_held(setting_uuid('person'), p_today)) AS h
               CROSS JOIN LATERAL unnest(ARRAY[h, seat(setting_uuid('person'), h)]) AS x), ''), true),
           set_config('huishang.stood_for', CASE WHEN EXISTS (SELECT FROM g WHERE g.role IN ('PARTY_SECRETARY', 'LEADERSHIP_MEMBER'))
               THEN stood_for((SELECT array_agg(g.post) FROM g), (SELECT array_agg(DISTINCT b.id) FROM below b WHERE b.role IN ('PARTY_SECRETARY', 'LEADERSHIP_MEMBER')), p_today)::text ELSE '' END, true),
           set_config('huishang.region_orgs', COALESCE((SELECT array_agg(DISTINCT g.org)::text FROM g WHERE g.role = 'REGION_MANAGER'), ''), true),
           set_config('huishang.head_orgs', COALESCE((SELECT array_agg(h.org)::text FROM heads h), ''), true),
           set_config('huishang.head_domains', COALESCE((SELECT array_agg(h.domain)::text FROM heads h), ''), true)) AS settings;
END $$;

-- session_settings are the names of all settings of a session but its instant, which every session has of its own.
CREATE FUNCTION session_settings() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['person', 'province', 'today', 'orgs', 'chain', 'admin_orgs', 'own_orgs',
        'head_departments', 'party_secretary_orgs', 'party_office_orgs', 'discipline_secretary_orgs',
        'discipline_office_orgs', 'portfolio_orgs', 'portfolio_departments', 'list_posts', 'draft_main', 'draft_dual',
        'draft_supervisory', 'draft_oversight', 'on_behalf_of', 'system', 'committee_orgs', 'committee_own',
        'discipline_below', 'discipline_secretary_below', 'departments', 'seats', 'stood_for', 'region_orgs', 'head_orgs', 'head_domains']
$$;

-- session_clear empties every setting of this transaction, so that nothing of an earlier identity stays.
CREATE FUNCTION session_clear() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT set_config('huishang.' || name, '', true) FROM unnest(ARRAY['now'] || session_settings()) AS name
$$;
GRANT EXECUTE ON FUNCTION session_clear() TO huishang_reader;

-- session_system opens the operator's session for import and demo: every row of every province, under the
-- API's own login, and the audit trail names SYSTEM.
CREATE FUNCTION session_system(p_now timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT session_clear();
    SELECT set_config('huishang.system', 'on', true), set_config('huishang.now', p_now::text, true), set_config('huishang.person', 'SYSTEM', true);
$$;
GRANT EXECUTE ON FUNCTION session_system(timestamptz) TO huishang_api;

-- session_act_for notes on whose behalf the act that follows is done, for the audit trail.
CREATE FUNCTION session_act_for(p_principal uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT set_config('huishang.on_behalf_of', COALESCE(p_principal::text, ''), true);
$$;
GRANT EXECUTE ON FUNCTION session_act_for(uuid) TO huishang_api;

-- session_moves tells whether a changed row of a table that sessions rest on may change what they grant: names, reasons and
-- versions do not.
CREATE FUNCTION session_moves(p_old jsonb, p_new jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_old - v.unread IS DISTINCT FROM p_new - v.unread
    FROM (SELECT ARRAY['version', 'created_at', 'updated_at', 'name', 'title', 'number_prefix', 'basis', 'reason', 'business_lines', 'legal_entity']) AS v (unread)
$$;

-- session_moved moves the epoch of the provinces whose sessions a statement may have changed.
CREATE FUNCTION session_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_provinces uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n;
        WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT o.province_id) INTO v_provinces FROM old_rows o;
        ELSE
            SELECT array_agg(DISTINCT x.id) INTO v_provinces
            FROM new_rows n FULL JOIN old_rows o ON o.id = n.id CROSS JOIN LATERAL unnest(ARRAY[n.province_id, o.province_id]) AS x (id)
            WHERE x.id IS NOT NULL AND session_moves(to_jsonb(o), to_jsonb(n));
    END CASE;
    PERFORM session_move(v_provinces);
    RETURN NULL;
END $$;

-- session_move moves the epoch of provinces: once in a transaction, which from then on keeps others from changing it until it
-- ends. A subtransaction may move it again.
CREATE FUNCTION session_move(p_provinces uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO session_epoch AS e (province_id, epoch)
    SELECT x.id, 1 FROM unnest(p_provinces) AS x (id)
    WHERE NOT EXISTS (SELECT FROM session_epoch m WHERE m.province_id = x.id AND m.xmin::text = (pg_current_xact_id()::text::numeric % 4294967296)::text)
    ORDER BY x.id
    ON CONFLICT (province_id) DO UPDATE SET epoch = e.epoch + 1;
$$;

-- session_list_moved is session_moved for duty lists: a session reads the drafts of posts whose holder is a Party secretary.
CREATE FUNCTION session_list_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_provinces uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n
            WHERE n.kind = 'DUAL_DUTY' AND n.state = 'DRAFT' AND secretary_held(n.post_id);
        WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT o.province_id) INTO v_provinces FROM old_rows o
            WHERE o.kind = 'DUAL_DUTY' AND o.state = 'DRAFT' AND secretary_held(o.post_id);
        ELSE
            SELECT array_agg(DISTINCT n.province_id) INTO v_provinces FROM new_rows n JOIN old_rows o USING (id)
            WHERE n.kind = 'DUAL_DUTY' AND 'DRAFT' IN (n.state, o.state) AND (n.state, n.post_id, n.org_id) IS DISTINCT FROM (o.state, o.post_id, o.org_id)
              AND (secretary_held(n.post_id) OR secretary_held(o.post_id));
    END CASE;
    PERFORM session_move(v_provinces);
    RETURN NULL;
END $$;

-- secretary_held tells whether a Party secretary's post is this one, or is or was held by somebody who holds or held this one:
-- wider than who holds it today, so that no draft that a session reads is missed.
CREATE FUNCTION secretary_held(p_post uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM post_role r WHERE r.post_id = p_post AND r.role = 'PARTY_SECRETARY')
        OR EXISTS (
            SELECT FROM appointment a
            CROSS JOIN LATERAL (
                SELECT h.post_id FROM appointment h WHERE h.person_id = a.person_id
                UNION ALL SELECT s.post_id FROM substitution s WHERE s.person_id = a.person_id) h
            JOIN post_role r ON r.post_id = h.post_id AND r.role = 'PARTY_SECRETARY'
            WHERE a.post_id = p_post)
$$;

-- Functions may be others than those that computed what is kept.
DELETE FROM session_kept;
