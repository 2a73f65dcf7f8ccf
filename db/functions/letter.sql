-- Letters: who stands how to them, what follows from them, and what never changes.

-- letter_side are the people whose own matter a letter is on a day (D-SEC-6): whom it concerns, who holds or acts for the post,
-- sits in the department or acts for the organisation that it goes to, and who signed for it or replied.
CREATE FUNCTION letter_side(l letter, p_on date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT merged(VARIADIC l.hidden_from || ARRAY[l.served_by, l.replied_by]
        || ARRAY(SELECT h.person_id FROM held_on(p_on) h
                 WHERE h.post_id = l.recipient_post_id OR h.department_id = l.recipient_department_id
                    OR l.recipient_post_id IS NULL AND l.recipient_department_id IS NULL AND h.org_id = l.recipient_org_id
                       AND h.role IN ('PARTY_SECRETARY', 'PARTY_OFFICE', 'REGION_MANAGER')))
$$;

-- letter_standing tells, for some letters at once, whether each is the viewer's own matter, what its recipient is, whose posts act
-- for one of whom nobody is left (D-ORG-5), and by which role and organisation it is issued, returned, accepted and revoked today: the
-- discipline office's, a discipline recommendation the discipline secretary's, at the lowest level where one is free of own
-- matter; at the top a superior's recorded document (external), by the office of the other track.
CREATE FUNCTION letter_standing(p_letters uuid[], p_on date) RETURNS TABLE (letter_id uuid, own boolean, recipient text, stand_ins uuid[], lines jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, setting_uuid('person') = ANY (s.side), r.what,
           CASE WHEN r.what <> 'ORGANISATION' THEN stands_in(l.recipient_post_id, l.recipient_org_id, COALESCE(l.recipient_department_id, p.department_id), l.hidden_from, p_on) ELSE '{}' END,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('role', a.role, 'org', a.acting_org_id, 'own', a.own, 'external', a.external) ORDER BY a.role)
                     FROM line_authority(ARRAY[CASE l.kind WHEN 'DISCIPLINE_RECOMMENDATION' THEN 'DISCIPLINE_SECRETARY' ELSE 'DISCIPLINE_OFFICE' END], l.org_id, s.side, p_on) a), '[]')
    FROM letter l
    JOIN organisation o ON o.id = l.recipient_org_id
    LEFT JOIN post p ON p.id = l.recipient_post_id
    CROSS JOIN LATERAL (SELECT CASE WHEN l.recipient_post_id IS NOT NULL THEN 'POST' WHEN l.recipient_department_id IS NOT NULL THEN 'DEPARTMENT'
        WHEN o.level = 'REGION' THEN 'REGION' ELSE 'ORGANISATION' END) AS r (what)
    CROSS JOIN LATERAL (SELECT letter_side(l, p_on)) AS s (side)
    WHERE known() AND l.id = ANY (p_letters)
$$;
GRANT EXECUTE ON FUNCTION letter_standing(uuid[], date) TO huishang_reader;

-- settle_letters settles the accepted letters about a problem or a task of which no task is open any more, and tells which
-- (D-ESC-2): the task that a letter was made from or, where it was made from a problem, the problem's. Whoever ends the last
-- task need not see them.
CREATE FUNCTION settle_letters(p_problem uuid, p_task uuid, p_now timestamptz) RETURNS TABLE (id uuid, org_id uuid)
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE letter l
    SET state = 'SETTLED', ended_at = p_now, version = version + 1
    WHERE known() AND l.state = 'ACCEPTED' AND (l.task_id = p_task OR l.task_id IS NULL AND l.problem_id = p_problem)
      AND NOT EXISTS (SELECT FROM task t WHERE t.ended_at IS NULL AND (t.id = l.task_id OR l.task_id IS NULL AND t.problem_id = l.problem_id))
    RETURNING l.id, l.org_id
$$;
GRANT EXECUTE ON FUNCTION settle_letters(uuid, uuid, timestamptz) TO huishang_api;

-- reclassify_problem makes an open problem as grave as a letter about it, where it was less so, and tells whose it is and how
-- grave it was (D-ESC-1). Who issues a letter about a task need not see the problem.
CREATE FUNCTION reclassify_problem(p_problem uuid, p_severity text) RETURNS TABLE (org_id uuid, was text)
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE problem p
    SET severity = p_severity, version = version + 1
    FROM (SELECT x.id, x.severity FROM problem x WHERE x.id = p_problem) o
    WHERE known() AND p.id = o.id AND p.state = 'OPEN'
      AND array_position(ARRAY['GENERAL', 'EMERGING', 'SERIOUS'], o.severity) < array_position(ARRAY['GENERAL', 'EMERGING', 'SERIOUS'], p_severity)
    RETURNING p.org_id, o.severity
$$;
GRANT EXECUTE ON FUNCTION reclassify_problem(uuid, text) TO huishang_api;

-- letter_frozen keeps what was issued as it went out, and all of a letter that has ended but who sees it (D-ESC-2, D-GEN-5).
CREATE FUNCTION letter_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_free text[] := ARRAY['updated_at', 'secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts'];
    v_later text[] := ARRAY['version', 'state', 'reply_by', 'served_by', 'served_at', 'reply', 'replied_by', 'replied_at', 'returns', 'return_reason',
        'accepted_by', 'accepted_at', 'ended_at', 'end_reason'];
BEGIN
    IF OLD.issued_at IS NOT NULL
        AND to_jsonb(NEW) - v_free - (CASE WHEN OLD.ended_at IS NULL THEN v_later ELSE '{}' END) <> to_jsonb(OLD) - v_free - (CASE WHEN OLD.ended_at IS NULL THEN v_later ELSE '{}' END) THEN
        RAISE EXCEPTION 'issued' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
