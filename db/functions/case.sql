-- Questions about a consultation that are asked whoever sees it.

-- invited_consultations are those that this viewer takes part in, from the invitation on (D-CON-9).
CREATE FUNCTION invited_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT array_agg(p.consultation_id) FROM participant p
        WHERE p.person_id = setting_uuid('person') AND p.seats && setting_uuids('seats')), '{}')
$$;
GRANT EXECUTE ON FUNCTION invited_consultations() TO huishang_reader;

-- case_authority tells whose act something is on a day when some people are barred from it (D-SEC-6): the
-- nearest organisation from p_org up that has a holder who is free; a Party act never falls to one who also
-- stands on the discipline side, not even as a substitute (domain.md §11). At the top it is a superior's
-- recorded document (external), recorded by the office of the other track.
CREATE FUNCTION case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_acting uuid;
    v_own boolean := false;
BEGIN
    LOOP
        SELECT m.acting_org_id INTO v_acting FROM authority_map(p_role, v_province, p_on) m WHERE m.org_id = v_at;
        IF v_acting IS NOT NULL AND EXISTS (
            SELECT FROM held_on(p_on) h
            WHERE h.role = p_role AND h.org_id = v_acting AND NOT h.person_id = ANY (p_barred)
              AND NOT (p_role = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, p_on))) THEN
            RETURN QUERY SELECT p_role, v_acting, v_own, false;
            RETURN;
        END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = COALESCE(v_acting, v_at);
        IF v_at IS NULL THEN
            RETURN QUERY SELECT r.role, m.acting_org_id, true, true
            FROM (SELECT CASE WHEN p_role LIKE 'PARTY%' THEN 'DISCIPLINE_OFFICE' ELSE 'PARTY_OFFICE' END) r (role)
            CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m WHERE m.org_id = v_province;
            RETURN;
        END IF;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION case_authority(text, uuid, uuid[], date) TO huishang_reader;

-- kept_from are the people from whom something of a consultation is kept, a topic or an outcome, for acts on the
-- whole of it: who does not see all of a consultation neither opens nor concludes it.
CREATE FUNCTION kept_from(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT array_agg(DISTINCT x.id ORDER BY x.id) FROM (
        SELECT unnest(t.hidden_from) FROM topic t WHERE t.consultation_id = p_consultation AND known()
        UNION ALL SELECT unnest(o.hidden_from) FROM outcome o WHERE o.consultation_id = p_consultation AND known()) AS x (id)), '{}')
$$;
GRANT EXECUTE ON FUNCTION kept_from(uuid) TO huishang_reader;

-- topic_states counts a consultation's topics but the study by state, whoever sees them: whether all are
-- settled does not depend on who asks.
CREATE FUNCTION topic_states(p_consultation uuid) RETURNS TABLE (state text, count integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.state, count(*)::integer FROM topic t WHERE t.consultation_id = p_consultation AND NOT t.study AND known() GROUP BY t.state
$$;
GRANT EXECUTE ON FUNCTION topic_states(uuid) TO huishang_reader;

-- next_position is where a consultation's next topic stands.
CREATE FUNCTION next_position(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT COALESCE(max(t.position), 0) + 1 FROM topic t WHERE t.consultation_id = p_consultation AND known())
$$;
GRANT EXECUTE ON FUNCTION next_position(uuid) TO huishang_reader;

-- consultation_open counts what of a concluded consultation is open (D-CON-9), whoever sees it.
CREATE FUNCTION consultation_open(p_consultation uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT count(*)::integer FROM task t WHERE t.consultation_id = p_consultation AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM outcome o WHERE o.consultation_id = p_consultation AND o.final
           AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE')))
$$;
GRANT EXECUTE ON FUNCTION consultation_open(uuid) TO huishang_api;

-- plan_item_held tells whether a consultation has opened for an item of a plan, whoever sees it.
CREATE FUNCTION plan_item_held(p_item uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT known() AND EXISTS (SELECT FROM consultation c WHERE c.plan_item_id = p_item AND c.state IN ('IN_SESSION', 'CONCLUDED', 'CLOSED'))
$$;
GRANT EXECUTE ON FUNCTION plan_item_held(uuid) TO huishang_reader;
