-- Duty lists: what their rows take and hand on, and who puts a list in force.

-- list_place fills what a list takes from its holder and refuses what may not change once in force.
CREATE FUNCTION list_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.kind = 'DUAL_DUTY' THEN
        SELECT p.org_id, p.department_id INTO NEW.org_id, NEW.department_id FROM post p WHERE p.id = NEW.post_id;
    ELSIF NEW.kind = 'OVERSIGHT' THEN
        SELECT d.org_id INTO NEW.org_id FROM department d WHERE d.id = NEW.department_id;
    END IF;
    SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    IF TG_OP = 'UPDATE' AND (NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.post_id IS DISTINCT FROM OLD.post_id
        OR (OLD.state <> 'DRAFT' AND (NEW.title <> OLD.title OR (OLD.state, NEW.state) NOT IN (('IN_FORCE', 'SUPERSEDED'), ('IN_FORCE', 'IN_FORCE'), ('SUPERSEDED', 'SUPERSEDED'))))) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;

-- list_moved carries a list's state and place on to its items.
CREATE FUNCTION list_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (NEW.state, NEW.org_id, NEW.department_id) IS DISTINCT FROM (OLD.state, OLD.org_id, OLD.department_id) THEN
        UPDATE duty_item SET state = NEW.state, org_id = NEW.org_id, department_id = NEW.department_id WHERE list_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

-- item_place fills what an item takes from its list; the items of a list that is not a draft never change.
CREATE FUNCTION item_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_list duty_list;
BEGIN
    SELECT * INTO v_list FROM duty_list WHERE id = COALESCE(NEW.list_id, OLD.list_id);
    IF TG_OP = 'DELETE' THEN
        IF v_list.state <> 'DRAFT' THEN RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE'; END IF;
        RETURN OLD;
    END IF;
    NEW.province_id := v_list.province_id; NEW.org_id := v_list.org_id; NEW.post_id := v_list.post_id;
    NEW.department_id := v_list.department_id; NEW.kind := v_list.kind; NEW.state := v_list.state; NEW.year := v_list.year;
    IF v_list.state <> 'DRAFT' AND (TG_OP = 'INSERT' OR
        (NEW.no, NEW.content, NEW.standard, NEW.evidence_required, NEW.frequency, NEW.norm_frequency, NEW.risk_domains, NEW.principal, NEW.business_work, NEW.origin, NEW.indicators, NEW.identity, NEW.list_id)
        IS DISTINCT FROM
        (OLD.no, OLD.content, OLD.standard, OLD.evidence_required, OLD.frequency, OLD.norm_frequency, OLD.risk_domains, OLD.principal, OLD.business_work, OLD.origin, OLD.indicators, OLD.identity, OLD.list_id)) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;

-- holder_moved carries a post's or department's place on to its lists.
CREATE FUNCTION holder_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'post' THEN
        UPDATE duty_list SET org_id = NEW.org_id
        WHERE post_id = NEW.id AND (org_id, department_id) IS DISTINCT FROM (NEW.org_id, NEW.department_id);
    END IF;
    RETURN NULL;
END $$;

-- list_authority tells who puts a list in force on a day (domain.md §11) and where: the Party secretary for the
-- main and the dual-duty lists, the discipline secretary for the supervisory one, the Party office for the
-- oversight set, routed by authority_map. Nobody decides on the list of a post that he holds, or by whose
-- authority he acts (D-SEC-6): own is then true and the act is the next level's counterpart's; at the top it is
-- a superior's recorded document (external), recorded by the office of the other track.
CREATE FUNCTION list_authority(p_kind text, p_org uuid, p_post uuid, p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_acting uuid;
    v_own boolean := false;
BEGIN
    IF p_kind <> 'DUAL_DUTY' THEN
        RETURN QUERY SELECT r.role, m.acting_org_id, false, false
        FROM (SELECT CASE p_kind WHEN 'MAIN' THEN 'PARTY_SECRETARY' WHEN 'SUPERVISORY' THEN 'DISCIPLINE_SECRETARY' ELSE 'PARTY_OFFICE' END) r (role)
        CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m
        WHERE m.org_id = p_org;
        RETURN;
    END IF;
    LOOP
        SELECT m.acting_org_id INTO v_acting FROM authority_map('PARTY_SECRETARY', v_province, p_on) m WHERE m.org_id = v_at;
        IF v_acting IS NULL OR NOT EXISTS (
            SELECT FROM held_on(p_on) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = v_acting
              AND (h.post_id = p_post OR EXISTS (
                  SELECT FROM appointment a
                  WHERE a.post_id = p_post AND a.person_id = h.person_id AND a.state = 'CONFIRMED'
                    AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)))) THEN
            RETURN QUERY SELECT 'PARTY_SECRETARY', v_acting, v_own, false;
            RETURN;
        END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_acting;
        IF v_at IS NULL THEN
            RETURN QUERY SELECT 'DISCIPLINE_OFFICE', m.acting_org_id, true, true
            FROM authority_map('DISCIPLINE_OFFICE', v_province, p_on) m WHERE m.org_id = v_acting;
            RETURN;
        END IF;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION list_authority(text, uuid, uuid, date) TO huishang_reader;
