-- Who holds what on a day, and whose act it is (D-ORG-1, D-ORG-5).

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
GRANT EXECUTE ON FUNCTION held_on(date) TO huishang_reader;

-- held_grants are the roles that a person holds on a day as a token claims them.
CREATE FUNCTION held_grants(p_person uuid, p_on date) RETURNS jsonb
    LANGUAGE sql STABLE AS $$
    SELECT COALESCE(jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object('role', h.role, 'org', o.code, 'dept',
               CASE WHEN h.role IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF') THEN d.code END))), '[]')
    FROM held_on(p_on) h
    JOIN organisation o ON o.id = h.org_id
    LEFT JOIN department d ON d.id = h.department_id
    WHERE h.person_id = p_person
$$;
GRANT EXECUTE ON FUNCTION held_grants(uuid, date) TO huishang_api;

-- holder_on is who holds a post on a day: the substantive, else the acting holder (D-ORG-5).
CREATE FUNCTION holder_on(p_post uuid, p_on date) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT a.person_id FROM appointment a
        WHERE a.post_id = p_post AND a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
        ORDER BY a.kind DESC, a.from_on DESC LIMIT 1)
$$;
GRANT EXECUTE ON FUNCTION holder_on(uuid, date) TO huishang_reader;

-- leader_posts are the leadership posts in charge on a day: of the department, else of the organisation, else of the
-- branch that a region is of (D-ORG-6).
CREATE FUNCTION leader_posts(p_org uuid, p_department uuid, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE(
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.department_id = p_department AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        (SELECT array_agg(f.post_id) FROM portfolio f WHERE f.organisation_id = p_org AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        (SELECT array_agg(f.post_id) FROM organisation o JOIN portfolio f ON f.organisation_id = o.branch_id
         WHERE o.id = p_org AND o.level = 'REGION' AND f.from_on <= p_on AND (f.to_on IS NULL OR f.to_on >= p_on)),
        '{}')
$$;
GRANT EXECUTE ON FUNCTION leader_posts(uuid, uuid, date) TO huishang_reader;

-- stands_in are the posts whose holders act for a responsible side of which nobody is left (D-ORG-5): the responsible
-- post, the heads of its department and the managers of its region are vacant without a substitute, or all kept from the
-- matter (p_barred). For a department it is the leader in charge, else the principal leader of its organisation; for a
-- region the principal leader of the branch; else the next level's. Empty where the side has somebody of its own.
CREATE FUNCTION stands_in(p_post uuid, p_org uuid, p_department uuid, p_barred uuid[], p_on date) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_at uuid := p_org;
    v_posts uuid[];
BEGIN
    -- By the post first, which an index finds.
    IF EXISTS (SELECT FROM held_on(p_on) h WHERE h.post_id = p_post AND NOT h.person_id = ANY (p_barred))
        OR EXISTS (SELECT FROM held_on(p_on) h
            WHERE NOT h.person_id = ANY (p_barred) AND (h.role = 'DEPARTMENT_HEAD' AND h.department_id = p_department
                OR h.role = 'REGION_MANAGER' AND h.org_id = p_org AND p_department IS NULL)) THEN
        RETURN '{}';
    END IF;
    IF p_department IS NOT NULL THEN
        SELECT array_agg(DISTINCT h.post_id) INTO v_posts FROM held_on(p_on) h
        WHERE h.post_id = ANY (leader_posts(p_org, p_department, p_on)) AND NOT h.person_id = ANY (p_barred);
    END IF;
    WHILE v_posts IS NULL AND v_at IS NOT NULL LOOP
        SELECT array_agg(DISTINCT h.post_id) INTO v_posts FROM held_on(p_on) h
        WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = v_at AND NOT h.person_id = ANY (p_barred);
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_at;
    END LOOP;
    RETURN COALESCE(v_posts, '{}');
END $$;

-- stood_for are the vacant posts of some organisations for which the holders of some posts stand in: by sides of which
-- nobody is left, which are few, and then their posts.
CREATE FUNCTION stood_for(p_posts uuid[], p_orgs uuid[], p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH heads AS MATERIALIZED (
        SELECT DISTINCT h.department_id FROM held_on(p_on) h WHERE h.role = 'DEPARTMENT_HEAD' AND h.department_id IS NOT NULL
    ), managed AS MATERIALIZED (
        SELECT DISTINCT h.org_id FROM held_on(p_on) h WHERE h.role = 'REGION_MANAGER'
    ), sides AS (
        SELECT o.id AS org, d.id AS department, false AS region
        FROM organisation o JOIN department d ON d.org_id = o.id
        WHERE o.id = ANY (p_orgs) AND o.level <> 'REGION' AND d.id NOT IN (SELECT department_id FROM heads)
        UNION ALL
        SELECT o.id, NULL, o.level = 'REGION' FROM organisation o
        WHERE o.id = ANY (p_orgs) AND o.id NOT IN (SELECT org_id FROM managed)
    ), standing AS MATERIALIZED (
        SELECT s.org, s.department, s.region FROM sides s
        WHERE stands_in(NULL, s.org, s.department, '{}', p_on) && p_posts
    )
    SELECT COALESCE(array_agg(p.id ORDER BY p.id), '{}')
    FROM standing s JOIN post p ON p.org_id = s.org AND (s.region OR p.department_id IS NOT DISTINCT FROM s.department)
    WHERE NOT EXISTS (SELECT FROM held_on(p_on) h WHERE h.post_id = p.id)
$$;

-- responsible_authority answers whose act a department's head's or a region's manager's is on a day, for a reader of the
-- province only: the role, where it is held, why, and the posts.
CREATE FUNCTION responsible_authority(p_role text, p_org uuid, p_department uuid, p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, why text, posts uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH own AS (
        SELECT array_agg(DISTINCT h.post_id) AS posts FROM held_on(p_on) h
        WHERE h.role = p_role AND h.org_id = p_org AND (p_role = 'REGION_MANAGER' OR h.department_id = p_department)
    ), up AS (
        SELECT stands_in(NULL, p_org, p_department, '{}', p_on) AS posts
    ), found AS (
        SELECT o.posts, 'HOLDER' AS why FROM own o WHERE o.posts IS NOT NULL
        UNION ALL SELECT u.posts, CASE WHEN u.posts = '{}' THEN 'NOBODY' ELSE 'VACANT_ABOVE' END FROM up u, own o WHERE o.posts IS NULL
    )
    SELECT CASE WHEN f.why <> 'VACANT_ABOVE' THEN p_role
                WHEN f.posts && leader_posts(p_org, p_department, p_on) THEN 'LEADERSHIP_MEMBER' ELSE 'PARTY_SECRETARY' END,
           (SELECT p.org_id FROM post p WHERE p.id = f.posts[1]), f.why, f.posts
    FROM found f
    WHERE EXISTS (SELECT FROM organisation o WHERE o.id = p_org AND o.province_id = setting_uuid('province'))
$$;
GRANT EXECUTE ON FUNCTION responsible_authority(text, uuid, uuid, date) TO huishang_reader;

-- authority_map gives, for every organisation of a province, the organisation whose holder of p_role acts for
-- it on a day, and why: its own (HOLDER), the nearest above that has the body (BODY_ABOVE), or the next above
-- because the post is vacant and no substitute is named (VACANT_ABOVE). NULL where nobody up to the province
-- holds the role. The one home of D-ORG-1's and D-ORG-5's routing.
CREATE FUNCTION authority_map(p_role text, p_province uuid, p_on date)
    RETURNS TABLE (org_id uuid, acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE AS $$
    WITH bodies AS MATERIALIZED (
        -- The organisations that have the body that the role acts for.
        SELECT o.id FROM organisation o
        WHERE o.province_id = p_province AND o.deactivated_at IS NULL AND CASE p_role
            WHEN 'PARTY_SECRETARY' THEN o.level <> 'REGION'
            WHEN 'PARTY_COMMITTEE_MEMBER' THEN o.party_organisation = 'PARTY_COMMITTEE'
            WHEN 'DISCIPLINE_SECRETARY' THEN o.discipline_body = 'COMMISSION'
            WHEN 'DISCIPLINE_COMMISSIONER' THEN o.discipline_body = 'COMMISSIONER'
            ELSE p_role NOT IN ('PARTY_OFFICE', 'DISCIPLINE_OFFICE')
                OR o.id IN (SELECT d.org_id FROM department d WHERE d.kind = p_role AND d.deactivated_at IS NULL) END
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

-- authority answers "whose act is it, and why" for one organisation, for a reader of its province only.
CREATE FUNCTION authority(p_role text, p_org uuid, p_on date)
    RETURNS TABLE (acting_org_id uuid, body_org_id uuid, why text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.acting_org_id, m.body_org_id, m.why
    FROM authority_map(p_role, setting_uuid('province'), p_on) m
    WHERE m.org_id = p_org
$$;
GRANT EXECUTE ON FUNCTION authority(text, uuid, date) TO huishang_reader;

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
GRANT EXECUTE ON FUNCTION holders(text, uuid, uuid, date) TO huishang_reader;

-- holders_of lists who holds some posts on a day, once each, for a reader of their province only.
CREATE FUNCTION holders_of(p_posts uuid[], p_on date)
    RETURNS TABLE (person_id uuid, post_id uuid, capacity text, principal_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT h.person_id, h.post_id, h.capacity, h.principal_id
    FROM held_on(p_on) h
    WHERE h.post_id = ANY (p_posts) AND h.province_id = setting_uuid('province')
    ORDER BY h.capacity DESC, h.post_id, h.person_id
$$;
GRANT EXECUTE ON FUNCTION holders_of(uuid[], date) TO huishang_reader;

CREATE FUNCTION on_discipline_side(p_person uuid, p_on date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM held_on(p_on) h WHERE h.person_id = p_person AND h.role IN ('DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE', 'DISCIPLINE_COMMISSIONER'))
$$;
GRANT EXECUTE ON FUNCTION on_discipline_side(uuid, date) TO huishang_reader;

-- seats_held are the posts that a person holds or stands for on a day, whatever they confer.
CREATE FUNCTION seats_held(p_person uuid, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE(array_agg(DISTINCT x.post_id), '{}') FROM (
        SELECT a.post_id FROM appointment a
        JOIN post p ON p.id = a.post_id AND p.deactivated_at IS NULL
        WHERE a.person_id = p_person AND a.state = 'CONFIRMED' AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)
          AND (a.kind = 'SUBSTANTIVE' OR NOT EXISTS (
              SELECT FROM appointment h
              WHERE h.post_id = a.post_id AND h.kind = 'SUBSTANTIVE' AND h.state = 'CONFIRMED'
                AND h.from_on <= p_on AND (h.to_on IS NULL OR h.to_on >= p_on)))
        UNION ALL
        SELECT s.post_id FROM substitution s
        JOIN post p ON p.id = s.post_id AND p.deactivated_at IS NULL
        WHERE s.person_id = p_person AND s.state = 'CONFIRMED' AND s.from_on <= p_on AND s.to_on >= p_on) AS x
$$;

-- seat is one person in one post: by it somebody is on a list, and only while he sits there.
CREATE FUNCTION seat(p_person uuid, p_post uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE AS $$
    SELECT md5(p_person::text || p_post::text)::uuid
$$;

-- seats_of are the seats that some people have on the session's day, by which they are put on a list (D-SEC-7). Sight by
-- name rests on a post: whoever leaves it, or takes another, sees by name no more.
CREATE FUNCTION seats_of(p_people uuid[]) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE(array_agg(DISTINCT seat(x.person, h.post)), '{}')
    FROM unnest(p_people) AS x (person)
    CROSS JOIN LATERAL unnest(seats_held(x.person, COALESCE(setting_today(), CURRENT_DATE))) AS h (post)
$$;
