-- What the rows of a task take from it, and what never changes.

-- task_place fills what a row of a task takes from it.
CREATE FUNCTION task_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT t.province_id, t.org_id, t.secrecy, t.reader_seats, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
    INTO STRICT NEW.province_id, NEW.org_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains
    FROM task t WHERE t.id = NEW.task_id;
    RETURN NEW;
END $$;

-- task_carry hands a task's change on to its rows; who holds the responsible post is noted with the day.
CREATE FUNCTION task_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    t text;
    v_today date := (SELECT (session_now() AT TIME ZONE o.zone)::date FROM organisation o WHERE o.id = NEW.province_id);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO task_holding (task_id, post_id, person_id, from_on) VALUES (NEW.id, NEW.post_id, NEW.person_id, NEW.assigned_on);
        RETURN NULL;
    END IF;
    IF (NEW.post_id, NEW.person_id) IS DISTINCT FROM (OLD.post_id, OLD.person_id) AND NEW.ended_at IS NULL THEN
        UPDATE task_holding SET to_on = GREATEST(from_on, v_today - 1) WHERE task_id = NEW.id AND to_on IS NULL;
        INSERT INTO task_holding (task_id, post_id, person_id, from_on) VALUES (NEW.id, NEW.post_id, NEW.person_id, v_today);
        IF NEW.post_id = OLD.post_id THEN PERFORM hold_task(NEW.id, NEW.post_id, v_today); END IF;
    END IF;
    IF (NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains)
        IS DISTINCT FROM (OLD.secrecy, OLD.reader_seats, OLD.hidden_from, OLD.seen_orgs, OLD.seen_departments, OLD.seen_posts, OLD.risk_domains) THEN
        FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
            EXECUTE format('UPDATE %I SET task_id = task_id WHERE task_id = $1', t) USING NEW.id;
        END LOOP;
    END IF;
    RETURN NULL;
END $$;

-- task_frozen keeps what never changes: number, original deadline, and all of a task that has ended but who
-- sees it (D-GEN-5, D-TASK-4).
CREATE FUNCTION task_frozen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_free text[] := ARRAY['updated_at', 'secrecy', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts', 'risk_domains'];
BEGIN
    IF OLD.ended_at IS NOT NULL AND to_jsonb(NEW) - v_free <> to_jsonb(OLD) - v_free
        OR (NEW.number, NEW.original_due_on, NEW.assigned_at) IS DISTINCT FROM (OLD.number, OLD.original_due_on, OLD.assigned_at) THEN
        RAISE EXCEPTION 'ended' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION appointment_moves_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM move_tasks(NEW.post_id);
    RETURN NULL;
END $$;
