-- What is still open on a post, a department or an organisation (D-ORG-2), whoever sees it.

-- open_work lists what must be moved or ended before a post, a department or an organisation is deactivated: the tasks that
-- it answers for or is joined to, the letters that it has to answer, what a session has written down for it, and of an organisation
-- also what it set, issues, holds or registered.
CREATE FUNCTION open_work(p_post uuid, p_department uuid, p_org uuid) RETURNS TABLE (noun text, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'Task', t.id FROM task t
    WHERE known() AND t.ended_at IS NULL AND (t.post_id = p_post OR t.department_id = p_department OR p_department = ANY (t.joint_departments)
        OR t.responsible_org_id = p_org OR t.org_id = p_org)
    UNION ALL
    SELECT 'Consultation', c.id FROM consultation c
    WHERE known() AND c.state NOT IN ('CLOSED', 'CANCELLED') AND (p_org IN (c.org_id, c.about_org_id) OR c.state <> 'CONCLUDED' AND EXISTS (
        SELECT FROM responsible r
        WHERE r.consultation_id = c.id AND (r.post_id = p_post OR r.department_id = p_department OR p_department = ANY (r.joint_departments) OR r.responsible_org_id = p_org)))
    UNION ALL
    SELECT 'Letter', l.id FROM letter l
    WHERE known() AND l.ended_at IS NULL AND (l.recipient_post_id = p_post OR l.recipient_department_id = p_department OR p_org IN (l.recipient_org_id, l.org_id))
    UNION ALL
    SELECT 'Problem', p.id FROM problem p WHERE known() AND p.state = 'OPEN' AND p.org_id = p_org
$$;
GRANT EXECUTE ON FUNCTION open_work(uuid, uuid, uuid) TO huishang_api, huishang_reader;

-- region_moved leaves a line in the history of every open task of a region that moves to another branch (D-ORG-2).
CREATE FUNCTION region_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO history (province_id, noun, record_id, at, actor_id, act, from_state, to_state, changes, audience, org_id)
    SELECT t.province_id, 'Task', t.id, session_now(), CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END, 'ORGANISATION_MOVE', t.state, t.state,
        jsonb_build_array(jsonb_build_object('field', 'branch', 'old', (SELECT o.code || ' ' || o.name FROM organisation o WHERE o.id = OLD.parent_id),
            'new', (SELECT o.code || ' ' || o.name FROM organisation o WHERE o.id = NEW.parent_id))), 'TASK', t.org_id
    FROM task t WHERE t.responsible_org_id = NEW.id AND t.ended_at IS NULL;
    RETURN NULL;
END $$;
