-- Questions about a consultation that are asked whoever sees it.

-- invited_consultations are those that this viewer takes part in, from the invitation on (D-CON-9).
CREATE FUNCTION invited_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT array_agg(p.consultation_id) FROM participant p
        WHERE p.person_id = setting_uuid('person') AND p.seats && setting_uuids('seats')), '{}')
$$;
GRANT EXECUTE ON FUNCTION invited_consultations() TO huishang_reader;

-- line_authority tells whose act something is on a day when any of some roles does it and some people are barred from it
-- (D-SEC-6, D-CON-5): every role that has somebody free at the nearest organisation from p_org up where one of them has; a
-- Party act never falls to one who also stands on the discipline side, not even as a substitute (domain.md §11). Where
-- nobody is free up to the top it is a superior's recorded document (external), recorded by the office of the other track,
-- for acts of both tracks by either; where nobody there is free, by the secretary of that track, else by the other office.
CREATE FUNCTION line_authority(p_roles text[], p_org uuid, p_barred uuid[], p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_own boolean := false;
    v_party boolean := p_roles && ARRAY['PARTY_SECRETARY', 'PARTY_OFFICE'];
    v_discipline boolean := p_roles && ARRAY['DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE'];
    v_turn text[];
BEGIN
    WHILE v_at IS NOT NULL LOOP
        RETURN QUERY SELECT r.role, m.acting_org_id, v_own, false
            FROM unnest(p_roles) AS r (role) CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m
            WHERE m.org_id = v_at AND free_holder(r.role, m.acting_org_id, p_barred, p_on, NOT v_discipline);
        IF FOUND THEN RETURN; END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_at;
    END LOOP;
    FOREACH v_turn SLICE 1 IN ARRAY CASE
        WHEN v_party AND v_discipline THEN ARRAY[['PARTY_OFFICE', 'DISCIPLINE_OFFICE']]
        WHEN v_party THEN ARRAY[['DISCIPLINE_OFFICE'], ['DISCIPLINE_SECRETARY'], ['PARTY_OFFICE']]
        ELSE ARRAY[['PARTY_OFFICE'], ['PARTY_SECRETARY'], ['DISCIPLINE_OFFICE']] END
    LOOP
        RETURN QUERY SELECT r.role, v_province, true, true
            FROM unnest(v_turn) AS r (role) WHERE free_holder(r.role, v_province, p_barred, p_on, false);
        IF FOUND THEN RETURN; END IF;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION line_authority(text[], uuid, uuid[], date) TO huishang_reader;

-- free_holder tells whether somebody who is not barred holds a role at an organisation on a day; as a principal leader, for
-- an act of the Party side only (p_party), who is not of the discipline side too.
CREATE FUNCTION free_holder(p_role text, p_org uuid, p_barred uuid[], p_on date, p_party boolean) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM held_on(p_on) h
        WHERE h.role = p_role AND h.org_id = p_org AND NOT h.person_id = ANY (p_barred)
          AND NOT (p_party AND p_role = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, p_on)))
$$;

-- case_authority is line_authority for one role.
CREATE FUNCTION case_authority(p_role text, p_org uuid, p_barred uuid[], p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.role, a.acting_org_id, a.own, a.external FROM line_authority(ARRAY[p_role], p_org, p_barred, p_on) a
$$;
GRANT EXECUTE ON FUNCTION case_authority(text, uuid, uuid[], date) TO huishang_reader;

-- kept_from are the people from whom something of a consultation is kept, a topic that is in play or its outcome, for acts
-- on the whole of it: who does not see all of a consultation neither opens nor concludes it. What was taken off the list
-- keeps nobody from the rest.
CREATE FUNCTION kept_from(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT array_agg(DISTINCT x.id ORDER BY x.id) FROM (
        SELECT unnest(t.hidden_from) FROM topic t WHERE t.consultation_id = p_consultation AND t.state IN ('PROPOSED', 'APPROVED') AND known()
        UNION ALL SELECT unnest(o.hidden_from) FROM outcome o JOIN topic t ON t.id = o.topic_id
            WHERE o.consultation_id = p_consultation AND t.state IN ('PROPOSED', 'APPROVED') AND known()) AS x (id)), '{}')
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
    SELECT (SELECT count(*)::integer FROM task t WHERE known() AND t.consultation_id = p_consultation AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM outcome o WHERE known() AND o.consultation_id = p_consultation AND o.final
           AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE')))
$$;
GRANT EXECUTE ON FUNCTION consultation_open(uuid) TO huishang_api;

-- plan_item_held tells whether a consultation has opened for an item of a plan, whoever sees it: for this plan's or for the
-- same item's of the plan before it.
CREATE FUNCTION plan_item_held(p_item uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT known() AND EXISTS (
        SELECT FROM plan_item i JOIN consultation c ON c.planned_identity = i.identity WHERE i.id = p_item AND c.state IN ('IN_SESSION', 'CONCLUDED', 'CLOSED'))
$$;
GRANT EXECUTE ON FUNCTION plan_item_held(uuid) TO huishang_reader;

-- quorum_percent is the share of those required who must attend, by the rule in force; half where there is none (D-CON-5).
-- Who takes part from another organisation does not see the rule, and counts by the same.
CREATE FUNCTION quorum_percent(p_org uuid, p_kind text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT r.quorum_percent FROM consultation_rule r WHERE known() AND r.org_id = p_org AND r.kind = p_kind AND r.state = 'IN_FORCE'), 50)
$$;
GRANT EXECUTE ON FUNCTION quorum_percent(uuid, text) TO huishang_reader;
