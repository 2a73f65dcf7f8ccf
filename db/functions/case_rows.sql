-- Every row of a case carries the same columns, which alone decide who sees it (docs/decisions/0011):
--   org_id           the organisation that registered, holds or sets it
--   consultation_id  whose participants see it; NULL outside a consultation
--   secrecy, reader_seats
--                    D-SEC-7: the grade and the need-to-know list, as the seats by which people are on it: sight by name
--                    ends when the post is left
--   hidden_from      people concerned or recused: they see nothing of it, whatever their roles
--   seen_orgs, seen_departments, seen_posts, risk_domains
--                    the union of its tasks' responsible sides; empty until a task carries it
-- A row takes them from the row above it when it is written (place), and hands a change on to the rows below it
-- and to its history (carry): finding → problem → topic → statement, paper, outcome → measure → task.
--
-- What a row hands on goes out in AFTER STATEMENT triggers named carry_*, which fire after audit_* (in the order of
-- their names): handed on row by row, a change that came back to the same record was audited before its cause, and
-- the chain refused it.

-- case_place fills what a row of a case takes from the row above it. The statements of a case run as the
-- owner: what a parent hides from the writer still decides.
CREATE FUNCTION case_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    c consultation; p problem; t topic; f finding; o outcome; m measure;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
        NEW.hidden_from := merged(VARIADIC NEW.concerns);
        NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
        IF TG_OP = 'INSERT' THEN
            NEW.registered_seats := seats_of(ARRAY[NEW.registered_by]);
        END IF;
        -- The seats of the list as it was made; the author's, who is on it while it is graded or where it names him, as he registered it.
        NEW.reader_seats := CASE
            WHEN TG_OP = 'INSERT' OR array_remove(NEW.readers, NEW.registered_by) IS DISTINCT FROM array_remove(OLD.readers, NEW.registered_by)
            THEN seats_of(array_remove(NEW.readers, NEW.registered_by))
            ELSE ARRAY(SELECT x FROM unnest(OLD.reader_seats) AS x WHERE x <> ALL (NEW.registered_seats)) END;
        IF NEW.registered_by = ANY (NEW.readers) THEN
            NEW.reader_seats := merged(VARIADIC NEW.reader_seats || NEW.registered_seats);
        END IF;
    WHEN 'complaint' THEN
        SELECT * INTO f FROM finding x WHERE x.id = NEW.id;
        NEW.province_id := f.province_id; NEW.org_id := f.org_id; NEW.registered_seats := f.registered_seats;
        NEW.secrecy := f.secrecy; NEW.reader_seats := f.reader_seats; NEW.hidden_from := f.hidden_from;
    WHEN 'problem' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
        NEW.hidden_from := merged(VARIADIC NEW.concerns || ARRAY(SELECT unnest(x.concerns) FROM finding x WHERE x.problem_id = NEW.id));
        NEW.readers := merged(VARIADIC NEW.readers || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[NEW.registered_by] ELSE '{}' END);
        IF TG_OP = 'INSERT' THEN
            NEW.registered_seats := seats_of(ARRAY[NEW.registered_by]);
        END IF;
        -- The seats of the list as it was made; the author's, who is on it while it is graded or where it names him, as he registered it.
        NEW.reader_seats := CASE
            WHEN TG_OP = 'INSERT' OR array_remove(NEW.readers, NEW.registered_by) IS DISTINCT FROM array_remove(OLD.readers, NEW.registered_by)
            THEN seats_of(array_remove(NEW.readers, NEW.registered_by))
            ELSE ARRAY(SELECT x FROM unnest(OLD.reader_seats) AS x WHERE x <> ALL (NEW.registered_seats)) END;
        IF NEW.registered_by = ANY (NEW.readers) THEN
            NEW.reader_seats := merged(VARIADIC NEW.reader_seats || NEW.registered_seats);
        END IF;
        NEW.sources := ARRAY(SELECT DISTINCT x.source FROM finding x WHERE x.problem_id = NEW.id ORDER BY x.source);
        NEW.risk_domains := (SELECT x.risk_domains FROM code x WHERE x.kind = 'PROBLEM_CATEGORY' AND x.code = NEW.category);
        SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.problem_id = NEW.id))
        INTO NEW.seen_orgs, NEW.seen_departments
        FROM task x WHERE x.problem_id = NEW.id;
    WHEN 'plan_item' THEN
        SELECT x.province_id, x.org_id, x.state INTO NEW.province_id, NEW.org_id, NEW.state FROM consultation_plan x WHERE x.id = NEW.plan_id;
    WHEN 'consultation', 'consultation_rule', 'consultation_plan' THEN
        SELECT x.province_id INTO NEW.province_id FROM organisation x WHERE x.id = NEW.org_id;
        IF TG_TABLE_NAME = 'consultation' AND TG_OP = 'INSERT' THEN
            NEW.compiled_seats := seats_of(ARRAY[NEW.compiled_by]);
            NEW.planned_identity := (SELECT x.identity FROM plan_item x WHERE x.id = NEW.plan_item_id);
        END IF;
    WHEN 'topic' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
        IF TG_OP = 'INSERT' THEN
            NEW.invited := COALESCE((SELECT array_agg(x.person_id) FROM participant x WHERE x.consultation_id = NEW.consultation_id), '{}');
        END IF;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
        NEW.secrecy := COALESCE(p.secrecy, 'INTERNAL');
        NEW.readers := merged(VARIADIC COALESCE(p.readers, '{}') || NEW.invited || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN ARRAY[c.compiled_by] ELSE '{}' END);
        NEW.reader_seats := merged(VARIADIC COALESCE(p.reader_seats, '{}') || CASE WHEN NEW.secrecy <> 'INTERNAL' THEN c.compiled_seats ELSE '{}' END
            || ARRAY(SELECT unnest(x.seats) FROM participant x WHERE x.consultation_id = NEW.consultation_id AND x.person_id = ANY (NEW.invited)));
        NEW.hidden_from := merged(VARIADIC NEW.concerns || NEW.recused || COALESCE(p.hidden_from, '{}'));
    WHEN 'alignment', 'participant', 'answer' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
        IF TG_TABLE_NAME = 'participant' THEN
            -- Invited again, somebody sees by the post held then.
            IF TG_OP = 'INSERT' OR NEW.invited_at <> OLD.invited_at THEN
                NEW.seats := seats_of(ARRAY[NEW.person_id]);
            END IF;
        END IF;
    WHEN 'statement', 'paper', 'addendum', 'outcome' THEN
        SELECT * INTO c FROM consultation x WHERE x.id = NEW.consultation_id;
        SELECT * INTO t FROM topic x WHERE x.id = NEW.topic_id;
        IF NEW.topic_id IS NOT NULL AND t.consultation_id <> c.id THEN
            RAISE EXCEPTION 'topic' USING ERRCODE = 'HS001', CONSTRAINT = 'NOT_FOUND';
        END IF;
        NEW.province_id := c.province_id; NEW.org_id := c.org_id;
        NEW.secrecy := COALESCE(t.secrecy, 'INTERNAL'); NEW.reader_seats := COALESCE(t.reader_seats, '{}'); NEW.hidden_from := COALESCE(t.hidden_from, '{}');
        IF TG_TABLE_NAME = 'outcome' THEN
            -- A consultation is no deciding organ (D-CON-6).
            IF NEW.kind = 'MEASURES' AND t.major_decision IS NOT NULL THEN
                RAISE EXCEPTION 'major decision' USING ERRCODE = 'HS001', CONSTRAINT = 'MAJOR_DECISION';
            END IF;
            SELECT * INTO p FROM problem x WHERE x.id = NEW.problem_id;
            NEW.secrecy := graver(NEW.secrecy, p.secrecy); NEW.reader_seats := merged(VARIADIC NEW.reader_seats || p.reader_seats);
            NEW.hidden_from := merged(VARIADIC NEW.hidden_from || p.hidden_from);
            NEW.risk_domains := COALESCE(p.risk_domains, '{}');
            SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.outcome_id = NEW.id))
            INTO NEW.seen_orgs, NEW.seen_departments
            FROM task x WHERE x.outcome_id = NEW.id;
        END IF;
    WHEN 'measure', 'responsible' THEN
        IF TG_TABLE_NAME = 'responsible' THEN
            SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
            NEW.seen_orgs := m.seen_orgs; NEW.seen_departments := m.seen_departments;
        ELSE
            SELECT * INTO o FROM outcome x WHERE x.id = NEW.outcome_id;
            m.province_id := o.province_id; m.org_id := o.org_id; m.consultation_id := o.consultation_id; m.secrecy := o.secrecy;
            m.reader_seats := o.reader_seats; m.hidden_from := o.hidden_from; m.risk_domains := o.risk_domains;
            NEW.problem_id := o.problem_id;
            SELECT merged(VARIADIC array_agg(x.responsible_org_id)), merged(VARIADIC array_agg(x.department_id) || ARRAY(SELECT unnest(y.joint_departments) FROM task y WHERE y.measure_id = NEW.id))
            INTO NEW.seen_orgs, NEW.seen_departments
            FROM task x WHERE x.measure_id = NEW.id;
        END IF;
        NEW.province_id := m.province_id; NEW.org_id := m.org_id; NEW.consultation_id := m.consultation_id; NEW.secrecy := m.secrecy;
        NEW.reader_seats := m.reader_seats; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
    WHEN 'task' THEN
        SELECT * INTO m FROM measure x WHERE x.id = NEW.measure_id;
        NEW.province_id := m.province_id; NEW.secrecy := m.secrecy; NEW.hidden_from := m.hidden_from; NEW.risk_domains := m.risk_domains;
        -- Assignment puts the post on the list: whoever holds or stands for it.
        NEW.reader_seats := merged(VARIADIC m.reader_seats || NEW.post_id);
        NEW.seen_orgs := ARRAY[NEW.responsible_org_id];
        NEW.seen_departments := merged(VARIADIC NEW.joint_departments || NEW.department_id);
    END CASE;
    RETURN NEW;
END $$;

-- posts_place fills a row's responsible posts: of the task itself, of the tasks that come of the row, or of the
-- record that the row belongs to. It runs after place.
CREATE FUNCTION posts_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_posts uuid[];
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'task' THEN v_posts := ARRAY[NEW.post_id];
    WHEN 'problem' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.problem_id = NEW.id;
    WHEN 'outcome' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.outcome_id = NEW.id;
    WHEN 'measure' THEN SELECT array_agg(t.post_id) INTO v_posts FROM task t WHERE t.measure_id = NEW.id;
    WHEN 'responsible' THEN SELECT m.seen_posts INTO v_posts FROM measure m WHERE m.id = NEW.measure_id;
    WHEN 'file' THEN SELECT e.seen_posts INTO v_posts FROM evidence e WHERE e.id = NEW.attached_id;
    WHEN 'history' THEN
        IF NEW.noun = 'Problem' THEN
            SELECT p.seen_posts, p.discipline_office_by INTO v_posts, NEW.discipline_office_by FROM problem p WHERE p.id = NEW.record_id;
        ELSIF NEW.noun = 'Task' THEN
            SELECT t.seen_posts INTO v_posts FROM task t WHERE t.id = NEW.record_id;
        END IF;
    ELSE SELECT t.seen_posts INTO v_posts FROM task t WHERE t.id = NEW.task_id;
    END CASE;
    NEW.seen_posts := merged(VARIADIC v_posts);
    RETURN NEW;
END $$;

-- relation_place fills a relation's columns from the other problem; whom either one concerns sees none of it.
CREATE FUNCTION relation_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    o problem;
BEGIN
    SELECT * INTO STRICT o FROM problem p WHERE p.id = NEW.other_id;
    NEW.province_id := o.province_id; NEW.org_id := o.org_id; NEW.secrecy := o.secrecy; NEW.reader_seats := o.reader_seats;
    NEW.hidden_from := merged(VARIADIC o.hidden_from || (SELECT p.hidden_from FROM problem p WHERE p.id = NEW.problem_id));
    NEW.seen_orgs := o.seen_orgs; NEW.seen_departments := o.seen_departments; NEW.seen_posts := o.seen_posts;
    NEW.risk_domains := o.risk_domains; NEW.registered_seats := o.registered_seats; NEW.resolution := o.resolution;
    NEW.discipline_office_by := o.discipline_office_by;
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

-- history_place fills what a line of a case's history takes from its record, so that it is read by the same
-- people; case_carry keeps it so.
CREATE FUNCTION history_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    r jsonb;
BEGIN
    CASE NEW.noun
    WHEN 'Finding' THEN r := (SELECT to_jsonb(x) FROM finding x WHERE x.id = NEW.record_id);
    WHEN 'Problem' THEN r := (SELECT to_jsonb(x) FROM problem x WHERE x.id = NEW.record_id);
    WHEN 'Consultation' THEN r := (SELECT to_jsonb(x) || jsonb_build_object('consultation_id', x.id) FROM consultation x WHERE x.id = NEW.record_id);
    WHEN 'Topic' THEN r := (SELECT to_jsonb(x) FROM topic x WHERE x.id = NEW.record_id);
    WHEN 'Task' THEN r := (SELECT to_jsonb(x) FROM task x WHERE x.id = NEW.record_id);
    ELSE RETURN NEW;
    END CASE;
    NEW.consultation_id := (r ->> 'consultation_id')::uuid;
    NEW.secrecy := COALESCE(r ->> 'secrecy', 'INTERNAL'); NEW.reader_seats := uuids_of(r -> 'reader_seats'); NEW.hidden_from := uuids_of(r -> 'hidden_from');
    NEW.seen_orgs := uuids_of(r -> 'seen_orgs'); NEW.seen_departments := uuids_of(r -> 'seen_departments');
    NEW.registered_seats := uuids_of(r -> 'registered_seats'); NEW.resolution := r ->> 'resolution';
    NEW.risk_domains := COALESCE((SELECT array_agg(x) FROM jsonb_array_elements_text(CASE jsonb_typeof(r -> 'risk_domains') WHEN 'array' THEN r -> 'risk_domains' ELSE '[]' END) AS x), '{}');
    RETURN NEW;
END $$;

CREATE FUNCTION carry_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN UPDATE problem SET org_id = org_id WHERE id IN (SELECT n.problem_id FROM new_rows n);
    WHEN 'task' THEN PERFORM carry_up(ARRAY(SELECT n.id FROM new_rows n));
    END CASE;
    RETURN NULL;
END $$;

-- carry_up writes what tasks come of as it is, so that place fills it anew with who answers for them.
CREATE FUNCTION carry_up(p_tasks uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE measure SET org_id = org_id WHERE id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE responsible SET org_id = org_id WHERE measure_id IN (SELECT t.measure_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE outcome SET org_id = org_id WHERE id IN (SELECT t.outcome_id FROM task t WHERE t.id = ANY (p_tasks));
    UPDATE problem SET org_id = org_id WHERE id IN (SELECT t.problem_id FROM task t WHERE t.id = ANY (p_tasks));
END $$;

-- carry_update hands changed rows on: a finding to its problem, a task to what it comes of, each to its history,
-- and secrecy, list and people concerned to the rows below. What tasks add goes up from them, never down again.
CREATE FUNCTION carry_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_down text[] := ARRAY['secrecy', 'reader_seats', 'hidden_from', 'risk_domains', 'problem_id'];
    v_all text[] := v_down || ARRAY['seen_orgs', 'seen_departments', 'seen_posts', 'resolution', 'discipline_office_by'];
    v_changed uuid[]; v_lower uuid[];
BEGIN
    IF TG_TABLE_NAME = 'finding' THEN
        UPDATE problem SET org_id = org_id WHERE id IN (
            SELECT unnest(ARRAY[n.problem_id, b.problem_id]) FROM new_rows n JOIN old_rows b ON b.id = n.id
            WHERE (n.problem_id, n.concerns, n.source) IS DISTINCT FROM (b.problem_id, b.concerns, b.source));
    END IF;
    SELECT array_agg(x.id), array_agg(x.id) FILTER (WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_down) AS k))
    INTO v_changed, v_lower
    FROM (SELECT n.id, to_jsonb(n) AS n, to_jsonb(b) AS b FROM new_rows n JOIN old_rows b ON b.id = n.id) x
    WHERE (SELECT bool_or(x.n -> k IS DISTINCT FROM x.b -> k) FROM unnest(v_all) AS k);
    IF v_changed IS NULL THEN RETURN NULL; END IF;
    IF TG_TABLE_NAME = 'task' THEN PERFORM carry_up(v_changed); END IF;
    UPDATE history h
    SET secrecy = COALESCE(x.n ->> 'secrecy', 'INTERNAL'), reader_seats = uuids_of(x.n -> 'reader_seats'), hidden_from = uuids_of(x.n -> 'hidden_from'),
        seen_orgs = uuids_of(x.n -> 'seen_orgs'), seen_departments = uuids_of(x.n -> 'seen_departments'),
        seen_posts = uuids_of(x.n -> 'seen_posts'), resolution = x.n ->> 'resolution', discipline_office_by = (x.n ->> 'discipline_office_by')::uuid,
        risk_domains = COALESCE((SELECT array_agg(r) FROM jsonb_array_elements_text(CASE jsonb_typeof(x.n -> 'risk_domains') WHEN 'array' THEN x.n -> 'risk_domains' ELSE '[]' END) AS r), '{}')
    FROM (SELECT n.id, to_jsonb(n) AS n FROM new_rows n WHERE n.id = ANY (v_changed)) x
    WHERE h.record_id = x.id;
    CASE TG_TABLE_NAME
    WHEN 'finding' THEN UPDATE complaint SET org_id = org_id WHERE id = ANY (v_lower);
    WHEN 'problem' THEN
        UPDATE problem_relation SET reason = reason WHERE other_id = ANY (v_changed) OR problem_id = ANY (v_changed);
        UPDATE topic SET org_id = org_id WHERE problem_id = ANY (v_lower);
        UPDATE outcome SET org_id = org_id WHERE problem_id = ANY (v_lower);
    WHEN 'topic' THEN
        UPDATE statement SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE paper SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE addendum SET org_id = org_id WHERE topic_id = ANY (v_lower);
        UPDATE outcome SET org_id = org_id WHERE topic_id = ANY (v_lower);
    WHEN 'outcome' THEN UPDATE measure SET org_id = org_id WHERE outcome_id = ANY (v_lower);
    WHEN 'measure' THEN
        UPDATE responsible SET org_id = org_id WHERE measure_id = ANY (v_lower);
        UPDATE task SET org_id = org_id WHERE measure_id = ANY (v_lower);
    ELSE NULL;
    END CASE;
    RETURN NULL;
END $$;

-- plan_moved carries a plan's state on to its items.
CREATE FUNCTION plan_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE plan_item SET state = n.state FROM new_rows n WHERE plan_id = n.id AND plan_item.state <> n.state;
    RETURN NULL;
END $$;
