-- Every row of a case carries the same columns, which alone decide who sees it (docs/decisions/0011):
--   org_id           the organisation that registered, holds or sets it
--   consultation_id  whose participants see it; NULL outside a consultation
--   secrecy, reader_seats
--                    D-SEC-7: the grade and the need-to-know list, as the seats by which people are on it: sight by name
--                    ends when the post is left
--   hidden_from      people concerned or recused: they see nothing of it, whatever their roles
--   seen_orgs, seen_departments, seen_posts, risk_domains
--                    the union of its tasks' responsible sides and its letters' recipients; empty until a task or letter carries it
-- A row takes them from the row above it when it is written (place_*), and hands a change on to the rows below it
-- and to its history (carry_*): finding → problem → topic → statement, paper, outcome → measure → task → letter, problem → letter. Which row takes and
-- hands on what is declared in db/triggers/case.sql; here is how.
--
-- What a row hands on goes out in AFTER STATEMENT triggers named carry_*, which fire after audit_* (in the order of
-- their names): handed on row by row, a change that came back to the same record was audited before its cause, and
-- the chain refused it.

-- inherit fills columns of a row from the row above it: its trigger names that row's table, the column that names it, and
-- the columns. It runs as the owner: what the row above hides from the writer still decides. Without a row above nothing
-- that the writer gave would be replaced: that is refused.
CREATE FUNCTION inherit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_above jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(x) FROM (SELECT %s FROM %I WHERE id = $1) AS x', array_to_string(TG_ARGV[2:], ', '), TG_ARGV[0])
        INTO v_above USING (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
    IF v_above IS NULL THEN
        RAISE EXCEPTION '% without its %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN jsonb_populate_record(NEW, v_above);
END $$;

-- place_listed fills whose seats the need-to-know list of a finding or problem is: as it was made, and the author's, who is on it
-- while it is graded or where it names him, as he registered it.
CREATE FUNCTION place_listed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
    IF TG_OP = 'INSERT' THEN
        NEW.registered_seats := seats_of(ARRAY[NEW.registered_by]);
    END IF;
    NEW.reader_seats := CASE
        WHEN TG_OP = 'INSERT' OR array_remove(NEW.readers, NEW.registered_by) IS DISTINCT FROM array_remove(OLD.readers, NEW.registered_by)
        THEN seats_of(array_remove(NEW.readers, NEW.registered_by))
        ELSE ARRAY(SELECT x FROM unnest(OLD.reader_seats) AS x WHERE x <> ALL (NEW.registered_seats)) END;
    IF NEW.registered_by = ANY (NEW.readers) THEN
        NEW.reader_seats := merged(VARIADIC NEW.reader_seats || NEW.registered_seats);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION place_finding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.concerns);
    RETURN NEW;
END $$;

-- place_problem fills what a problem takes from its findings and its category.
CREATE FUNCTION place_problem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.concerns || ARRAY(SELECT unnest(x.concerns) FROM finding x WHERE x.problem_id = NEW.id));
    NEW.sources := ARRAY(SELECT DISTINCT x.source FROM finding x WHERE x.problem_id = NEW.id ORDER BY x.source);
    NEW.risk_domains := (SELECT x.risk_domains FROM code x WHERE x.kind = 'PROBLEM_CATEGORY' AND x.code = NEW.category);
    RETURN NEW;
END $$;

-- place_relation hides a relation from whom either problem concerns; the rest it inherits from the other one.
CREATE FUNCTION place_relation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.hidden_from := merged(VARIADIC NEW.hidden_from || (SELECT p.hidden_from FROM problem p WHERE p.id = NEW.problem_id));
    RETURN NEW;
END $$;

-- place_answering fills who answers for what comes of a row: the responsible sides of the tasks that name it in the column
-- that the trigger says.
CREATE FUNCTION place_answering() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_orgs uuid[]; v_departments uuid[]; v_joint uuid[]; v_posts uuid[];
BEGIN
    EXECUTE format('SELECT array_agg(x.responsible_org_id), array_agg(x.department_id), array_agg(x.post_id),
        ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.%1$I = $1) FROM task x WHERE x.%1$I = $1', TG_ARGV[0])
        INTO v_orgs, v_departments, v_posts, v_joint USING NEW.id;
    NEW.seen_orgs := merged(VARIADIC v_orgs);
    NEW.seen_departments := merged(VARIADIC v_departments || v_joint);
    NEW.seen_posts := merged(VARIADIC v_posts);
    RETURN NEW;
END $$;

-- place_lettered adds to who answers for a problem the recipients of issued letters about it.
CREATE FUNCTION place_lettered() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.seen_orgs := merged(VARIADIC NEW.seen_orgs || ARRAY(SELECT unnest(l.seen_orgs) FROM letter l WHERE l.problem_id = NEW.id));
    NEW.seen_departments := merged(VARIADIC NEW.seen_departments || ARRAY(SELECT unnest(l.seen_departments) FROM letter l WHERE l.problem_id = NEW.id));
    NEW.seen_posts := merged(VARIADIC NEW.seen_posts || ARRAY(SELECT unnest(l.seen_posts) FROM letter l WHERE l.problem_id = NEW.id));
    RETURN NEW;
END $$;

CREATE FUNCTION place_consultation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.compiled_seats := seats_of(ARRAY[NEW.compiled_by]);
    NEW.planned_identity := (SELECT x.identity FROM plan_item x WHERE x.id = NEW.plan_item_id);
    RETURN NEW;
END $$;

-- place_participant: invited again, somebody sees by the post held then.
CREATE FUNCTION place_participant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.invited_at <> OLD.invited_at THEN
        NEW.seats := seats_of(ARRAY[NEW.person_id]);
    END IF;
    RETURN NEW;
END $$;

-- place_topic fills what a topic takes from its problem, and who was invited when it was put down.
CREATE FUNCTION place_topic() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    c consultation; p problem;
BEGIN
    SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    IF TG_OP = 'INSERT' THEN
        NEW.invited := COALESCE((SELECT array_agg(x.person_id) FROM participant x WHERE x.consultation_id = NEW.consultation_id), '{}');
    END IF;
    NEW.secrecy := COALESCE(p.secrecy, 'INTERNAL');
    NEW.readers := merged(VARIADIC COALESCE(p.readers, '{}') || NEW.invited || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[c.compiled_by] ELSE '{}' END);
    NEW.reader_seats := merged(VARIADIC COALESCE(p.reader_seats, '{}') || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN c.compiled_seats ELSE '{}' END
        || ARRAY(SELECT unnest(x.seats) FROM participant x WHERE x.consultation_id = NEW.consultation_id AND x.person_id = ANY (NEW.invited)));
    NEW.hidden_from := merged(VARIADIC NEW.concerns || NEW.recused || COALESCE(p.hidden_from, '{}'));
    RETURN NEW;
END $$;

-- place_below_topic fills what a row of a consultation takes from its topic, if it has one, which is of the same consultation.
CREATE FUNCTION place_below_topic() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    t topic;
BEGIN
    SELECT * INTO t FROM topic x WHERE x.id = NEW.topic_id;
    IF NEW.topic_id IS NOT NULL AND t.consultation_id <> NEW.consultation_id THEN
        RAISE EXCEPTION 'topic' USING ERRCODE = 'HS001', CONSTRAINT = 'NOT_FOUND';
    END IF;
    NEW.secrecy := COALESCE(t.secrecy, 'INTERNAL'); NEW.reader_seats := COALESCE(t.reader_seats, '{}'); NEW.hidden_from := COALESCE(t.hidden_from, '{}');
    RETURN NEW;
END $$;

-- place_outcome adds to what an outcome takes from its topic what it takes from its problem. A consultation is no deciding
-- organ (D-CON-6).
CREATE FUNCTION place_outcome() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    p problem;
BEGIN
    IF NEW.kind = 'MEASURES' AND (SELECT t.major_decision IS NOT NULL FROM topic t WHERE t.id = NEW.topic_id) THEN
        RAISE EXCEPTION 'major decision' USING ERRCODE = 'HS001', CONSTRAINT = 'MAJOR_DECISION';
    END IF;
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    NEW.secrecy := graver(NEW.secrecy, p.secrecy); NEW.reader_seats := merged(VARIADIC NEW.reader_seats || p.reader_seats);
    NEW.hidden_from := merged(VARIADIC NEW.hidden_from || p.hidden_from);
    NEW.risk_domains := COALESCE(p.risk_domains, '{}');
    RETURN NEW;
END $$;

-- place_task fills what a task takes from its measure. Assignment puts the post on the list: whoever holds or stands for it.
CREATE FUNCTION place_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    m measure;
BEGIN
    SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
    NEW.province_id := m.province_id; NEW.secrecy := m.secrecy; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
    NEW.reader_seats := merged(VARIADIC m.reader_seats || NEW.post_id);
    NEW.seen_orgs := ARRAY[NEW.responsible_org_id];
    NEW.seen_departments := merged(VARIADIC NEW.joint_departments || NEW.department_id);
    NEW.seen_posts := merged(VARIADIC ARRAY[NEW.post_id]);
    RETURN NEW;
END $$;

-- place_letter fills what a letter takes from the problem and the task that it is about; their lists but the task's own post. Issuing
-- shows it to the recipient: the organisation, and the posts that answer. These are not put on the list, which shows drafts, too.
CREATE FUNCTION place_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    p problem; t task;
BEGIN
    SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
    SELECT * INTO t FROM task x WHERE x.id = NEW.task_id;
    NEW.secrecy := graver(p.secrecy, t.secrecy);
    NEW.hidden_from := merged(VARIADIC COALESCE(p.hidden_from, '{}') || COALESCE(t.hidden_from, '{}'));
    IF NEW.issued_at IS NOT NULL THEN
        NEW.seen_orgs := ARRAY[NEW.recipient_org_id];
        NEW.seen_departments := merged(NEW.recipient_department_id);
        NEW.seen_posts := merged(VARIADIC NEW.recipient_post_id || ARRAY(
            SELECT x.id FROM post x JOIN post_role r ON r.post_id = x.id AND r.state = 'CONFIRMED' JOIN organisation o ON o.id = x.org_id
            WHERE x.deactivated_at IS NULL AND NEW.recipient_post_id IS NULL AND CASE WHEN NEW.recipient_department_id IS NOT NULL
                THEN x.department_id = NEW.recipient_department_id AND r.role = 'DEPARTMENT_HEAD'
                ELSE x.org_id = NEW.recipient_org_id AND o.level = 'REGION' AND r.role = 'REGION_MANAGER' END));
    END IF;
    NEW.reader_seats := merged(VARIADIC COALESCE(p.reader_seats, '{}') || COALESCE(array_remove(t.reader_seats, t.post_id), '{}'));
    RETURN NEW;
END $$;

-- case_frozen keeps minutes as they were concluded (D-CON-9, D-GEN-5): of a concluded, closed or cancelled
-- consultation's rows only what is handed down, and the columns named, may still change. A resolution's
-- measures come after the conclusion.
CREATE FUNCTION case_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_new jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    v_old jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    v_free text[] := ARRAY['updated_at', 'secrecy', 'readers', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts', 'risk_domains'] || TG_ARGV;
    v_state text := (SELECT c.state FROM consultation c WHERE c.id = COALESCE(v_new ->> 'consultation_id', v_old ->> 'consultation_id')::uuid);
BEGIN
    IF v_state IN ('CONCLUDED', 'CLOSED', 'CANCELLED') AND v_new - v_free <> v_old - v_free
        AND NOT (TG_TABLE_NAME IN ('measure', 'responsible') AND TG_OP = 'INSERT' AND v_state = 'CONCLUDED'
            AND (SELECT o.kind = 'TO_COMMITTEE' FROM outcome o WHERE o.id = COALESCE(v_new ->> 'outcome_id',
                (SELECT x.outcome_id::text FROM measure x WHERE x.id = (v_new ->> 'measure_id')::uuid))::uuid)) THEN
        RAISE EXCEPTION 'concluded' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

-- place_history fills what a line of a case's history takes from its record, so that it is read by the same people;
-- carry_update keeps it so. Its trigger names the nouns and their tables; of what is no case, history carries nothing.
CREATE FUNCTION place_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_noun integer := array_position(TG_ARGV[0:], NEW.noun); -- from 1: that of its table in TG_ARGV, which counts from 0
    r jsonb;
BEGIN
    IF v_noun IS NULL THEN RETURN NEW; END IF;
    EXECUTE format('SELECT to_jsonb(x) FROM %I x WHERE x.id = $1', TG_ARGV[v_noun]) INTO r USING NEW.record_id;
    NEW.consultation_id := CASE WHEN NEW.noun = 'Consultation' THEN NEW.record_id ELSE (r ->> 'consultation_id')::uuid END;
    RETURN jsonb_populate_record(NEW, history_carries(r));
END $$;

-- history_carries is what a line of history takes from its record, given as JSON.
CREATE FUNCTION history_carries(p_record jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE AS $$
    SELECT '{"secrecy": "INTERNAL", "reader_seats": [], "hidden_from": [], "seen_orgs": [], "seen_departments": [], "seen_posts": [],
        "registered_seats": [], "risk_domains": [], "resolution": null, "discipline_office_by": null}'::jsonb
        || COALESCE((SELECT jsonb_object_agg(k, p_record -> k) FROM unnest(ARRAY['secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments',
            'seen_posts', 'registered_seats', 'risk_domains', 'resolution', 'discipline_office_by']) AS k WHERE p_record -> k <> 'null'), '{}')
$$;

-- carried are the columns by which a row is seen, and by which what is below it is.
CREATE FUNCTION carried() RETURNS text[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'problem_id', 'seen_orgs', 'seen_departments', 'seen_posts', 'resolution', 'discipline_office_by']
$$;

-- carry_to_problem writes the problem of a changed finding, and the one that it was of, as it is, so that they are placed anew.
CREATE FUNCTION carry_to_problem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE problem SET org_id = org_id WHERE id IN (SELECT n.problem_id FROM new_rows n);
    ELSE
        UPDATE problem SET org_id = org_id WHERE id IN (
            SELECT unnest(ARRAY[n.problem_id, b.problem_id]) FROM new_rows n JOIN old_rows b ON b.id = n.id
            WHERE (n.problem_id, n.concerns, n.source) IS DISTINCT FROM (b.problem_id, b.concerns, b.source));
    END IF;
    RETURN NULL;
END $$;

-- carry_answering writes what new tasks come of, and those whose responsible side changed, as it is, so that it is placed anew with
-- who answers for it. What tasks add goes up from them, never down again.
CREATE FUNCTION carry_answering() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_tasks uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        v_tasks := ARRAY(SELECT n.id FROM new_rows n);
    ELSE
        v_tasks := ARRAY(SELECT x.id FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) AS x
            WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k));
    END IF;
    IF v_tasks = '{}' THEN RETURN NULL; END IF;
    UPDATE measure SET org_id = org_id WHERE id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE responsible SET org_id = org_id WHERE measure_id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE outcome SET org_id = org_id WHERE id IN (SELECT t.outcome_id FROM task t WHERE t.id = ANY (v_tasks));
    UPDATE problem SET org_id = org_id WHERE id IN (SELECT t.problem_id FROM task t WHERE t.id = ANY (v_tasks));
    RETURN NULL;
END $$;

-- carry_update hands changed rows on, to their history and, where what goes down changed (not who answers for them: that came
-- up), to the rows below: its trigger names their tables and the column of each that names the row.
CREATE FUNCTION carry_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_down text[] := ARRAY['secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'problem_id'];
    v_changed uuid[]; v_lower uuid[];
BEGIN
    SELECT array_agg(x.id), array_agg(x.id) FILTER (WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_down) AS k))
    INTO v_changed, v_lower
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) x
    WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k);
    IF v_changed IS NULL THEN RETURN NULL; END IF;
    UPDATE history h
    SET (secrecy, reader_seats, hidden_from, seen_orgs, seen_departments, seen_posts, resolution, discipline_office_by, risk_domains) =
        (SELECT y.secrecy, y.reader_seats, y.hidden_from, y.seen_orgs, y.seen_departments, y.seen_posts, y.resolution, y.discipline_office_by, y.risk_domains
         FROM jsonb_populate_record(NULL::history, history_carries(x.n)) y)
    FROM (SELECT n.id, to_jsonb(n) AS n FROM new_rows n WHERE n.id = ANY (v_changed)) x
    WHERE h.record_id = x.id;
    FOR i IN 0 .. TG_NARGS - 1 BY 2 LOOP
        EXECUTE format('UPDATE %I SET org_id = org_id WHERE %I = ANY ($1)', TG_ARGV[i], TG_ARGV[i + 1]) USING v_lower;
    END LOOP;
    RETURN NULL;
END $$;

-- carry_letter writes the problems of letters whose recipients see them from now on, as they are: an issued letter carries its
-- problem.
CREATE FUNCTION carry_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE problem SET org_id = org_id WHERE id IN (
        SELECT n.problem_id FROM new_rows n JOIN old_rows b ON b.id = n.id
        WHERE (n.seen_orgs, n.seen_departments, n.seen_posts) IS DISTINCT FROM (b.seen_orgs, b.seen_departments, b.seen_posts));
    RETURN NULL;
END $$;

-- carry_to_relations writes a changed problem's relations as they are, whoever the changed columns are for.
CREATE FUNCTION carry_to_relations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE problem_relation SET reason = reason
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) AS x
    WHERE x.id IN (other_id, problem_id) AND (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(carried()) AS k);
    RETURN NULL;
END $$;

-- plan_moved carries a plan's state on to its items.
CREATE FUNCTION plan_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE plan_item SET state = n.state FROM new_rows n WHERE plan_id = n.id AND plan_item.state <> n.state;
    RETURN NULL;
END $$;
