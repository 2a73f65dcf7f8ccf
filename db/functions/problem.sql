-- Problems: recurrence, and what stands against closing one.

-- earlier_problem finds the problem that another may be a recurrence of (D-TASK-7): the same leaf category and
-- department (or organisation) closed within twelve months before.
CREATE FUNCTION earlier_problem(p_category text, p_org uuid, p_department uuid, p_at timestamptz) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT p.id FROM problem p
        WHERE known() AND p.category = p_category AND p.about_org_id = p_org AND p.about_department_id IS NOT DISTINCT FROM p_department
          AND p.state = 'CLOSED' AND p.resolution IN ('RECTIFIED', 'NO_MEASURE') AND p.closed_at > p_at - interval '12 months'
        ORDER BY p.closed_at DESC LIMIT 1)
$$;
GRANT EXECUTE ON FUNCTION earlier_problem(text, uuid, uuid, timestamptz) TO huishang_reader;

-- recurrence_told tells whether everybody who sees a problem sees the one that it may repeat: of the same organisation, grade and
-- readers, and kept from nobody else.
CREATE FUNCTION recurrence_told(p_problem uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT known() AND EXISTS (
        SELECT FROM problem p JOIN problem e ON e.id = p.recurrence_of_id
        WHERE p.id = p_problem AND e.org_id = p.org_id AND e.registered_seats @> p.registered_seats AND e.risk_domains @> p.risk_domains
          AND (p.discipline_office_by IS NULL OR e.discipline_office_by IS NOT NULL) AND shows_with('problem', to_jsonb(e), to_jsonb(p)))
$$;
GRANT EXECUTE ON FUNCTION recurrence_told(uuid) TO huishang_api;

-- open_matters counts what stands against closing a problem (D-TASK-7), whoever sees it: an open task, a topic that is
-- still to be discussed, a resolution that is awaited, an outcome that a running session has written down, a letter that was
-- issued and has not ended.
CREATE FUNCTION open_matters(p_problem uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT count(*)::integer FROM task t WHERE known() AND t.problem_id = p_problem AND t.ended_at IS NULL)
        + (SELECT count(*)::integer FROM topic t JOIN consultation c ON c.id = t.consultation_id
           WHERE known() AND t.problem_id = p_problem AND t.state IN ('PROPOSED', 'APPROVED') AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION'))
        + (SELECT count(*)::integer FROM outcome o WHERE known() AND o.problem_id = p_problem AND o.kind = 'TO_COMMITTEE' AND o.final AND o.resolution IS NULL)
        + (SELECT count(*)::integer FROM outcome o JOIN topic t ON t.id = o.topic_id JOIN consultation c ON c.id = o.consultation_id
           WHERE known() AND o.problem_id = p_problem AND NOT o.final AND t.problem_id IS DISTINCT FROM o.problem_id
             AND t.state IN ('PROPOSED', 'APPROVED') AND c.state = 'IN_SESSION')
        + (SELECT count(*)::integer FROM letter l WHERE known() AND l.problem_id = p_problem AND l.issued_at IS NOT NULL AND l.ended_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION open_matters(uuid) TO huishang_reader;

-- problems_of are the problems that a consultation's topics and outcomes are about, whoever sees them.
CREATE FUNCTION problems_of(p_consultation uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT merged(VARIADIC COALESCE((SELECT array_agg(x.problem_id ORDER BY x.problem_id) FROM (
        SELECT t.problem_id FROM topic t WHERE t.consultation_id = p_consultation
        UNION SELECT o.problem_id FROM outcome o WHERE o.consultation_id = p_consultation) x
        WHERE x.problem_id IS NOT NULL AND known()), '{}'))
$$;
GRANT EXECUTE ON FUNCTION problems_of(uuid) TO huishang_api;

-- finish_problem closes a problem of which a task is closed and nothing is open (D-TASK-7), with what its tasks
-- recorded; it tells whose problem it was. Whoever ends the last task need not see the problem.
CREATE FUNCTION finish_problem(p_problem uuid, p_now timestamptz) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_org uuid;
BEGIN
    PERFORM FROM problem p WHERE p.id = p_problem FOR UPDATE;
    IF open_matters(p_problem) > 0 OR NOT EXISTS (SELECT FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED') THEN
        RETURN NULL;
    END IF;
    UPDATE problem p
    SET state = 'CLOSED', resolution = 'RECTIFIED', closed_at = p_now, version = version + 1,
        improvement = (SELECT string_agg(t.improvement, E'\n' ORDER BY t.year, t.serial) FROM task t WHERE t.problem_id = p_problem AND t.improvement IS NOT NULL),
        amount_recovered = COALESCE(p.amount_recovered, 0) + COALESCE((SELECT sum(t.amount_recovered) FROM task t WHERE t.problem_id = p_problem AND t.state = 'CLOSED'), 0)
    WHERE p.id = p_problem AND p.state = 'OPEN'
    RETURNING p.org_id INTO v_org;
    RETURN v_org;
END $$;
GRANT EXECUTE ON FUNCTION finish_problem(uuid, timestamptz) TO huishang_api;

-- overseen tells whether somebody of the discipline side above is left who sees a matter of an organisation from which some
-- people are kept: in the organisations above, of the province in itself; of a CONFIDENTIAL one a secretary; never the author
-- (the session's person). True, too, where there is nobody above to begin with: then nobody hides it from them.
CREATE FUNCTION overseen(p_org uuid, p_secrecy text, p_barred uuid[], p_on date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH above AS (
        SELECT h.person_id
        FROM organisation o
        JOIN held_on(p_on) h ON CASE WHEN o.level = 'PROVINCE' THEN h.org_id = o.id ELSE h.org_id IN (o.branch_id, o.province_id) AND h.org_id <> o.id END
        WHERE o.id = p_org AND h.role = ANY (CASE p_secrecy WHEN 'CONFIDENTIAL' THEN ARRAY['DISCIPLINE_SECRETARY'] ELSE ARRAY['DISCIPLINE_SECRETARY', 'DISCIPLINE_OFFICE'] END)
          AND h.person_id IS DISTINCT FROM setting_uuid('person')
    )
    SELECT known() AND (NOT EXISTS (SELECT FROM above) OR EXISTS (SELECT FROM above a WHERE NOT a.person_id = ANY (p_barred)))
$$;
GRANT EXECUTE ON FUNCTION overseen(uuid, text, uuid[], date) TO huishang_api;
