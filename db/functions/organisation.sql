-- What rows of the organisation take from those above them, and hand on.

-- organisation_place fills the path from the parent and refuses what the tree forbids: a wrong level, a code
-- that does not begin with the province's, a province that changes, a move of anything but a region (D-ORG-2).
CREATE FUNCTION organisation_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_parent organisation;
BEGIN
    IF NEW.level = 'PROVINCE' THEN
        NEW.province_id := NEW.id;
    ELSE
        SELECT * INTO v_parent FROM organisation WHERE id = NEW.parent_id;
        NEW.province_id := v_parent.province_id;
        NEW.branch_id := CASE NEW.level WHEN 'BRANCH' THEN NEW.id ELSE v_parent.id END;
        IF v_parent.level IS DISTINCT FROM (CASE NEW.level WHEN 'BRANCH' THEN 'PROVINCE' ELSE 'BRANCH' END) THEN
            RAISE EXCEPTION 'level' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_LEVEL';
        END IF;
        IF NOT NEW.code LIKE (SELECT code FROM organisation WHERE id = NEW.province_id) || '-%' THEN
            RAISE EXCEPTION 'code' USING ERRCODE = 'HS001', CONSTRAINT = 'CODE_PREFIX';
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.level <> OLD.level OR NEW.code <> OLD.code OR NEW.province_id <> OLD.province_id
        OR (NEW.parent_id IS DISTINCT FROM OLD.parent_id AND NEW.level <> 'REGION')) THEN
        RAISE EXCEPTION 'move' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_LEVEL';
    END IF;
    RETURN NEW;
END $$;

-- code_in_province refuses a code that does not begin with its province's (D-ORG-2); the row then also takes
-- its province from its organisation.
CREATE FUNCTION code_in_province() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_code text;
BEGIN
    SELECT p.id, p.code INTO NEW.province_id, v_code
    FROM organisation o JOIN organisation p ON p.id = o.province_id
    WHERE o.id = NEW.org_id;
    IF NEW.code !~ ('^' || v_code || '[-/.]') THEN
        RAISE EXCEPTION 'code' USING ERRCODE = 'HS001', CONSTRAINT = 'CODE_PREFIX';
    END IF;
    RETURN NEW;
END $$;

-- follow_post copies onto a post's dependants what decides who sees and writes them, and keeps
-- appointment.principal true to the post's categories.
CREATE FUNCTION follow_post() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM post p WHERE p.id = NEW.post_id;
    IF TG_TABLE_NAME = 'appointment' THEN
        NEW.principal := (SELECT 'PRINCIPAL_LEADER' = ANY (p.categories) FROM post p WHERE p.id = NEW.post_id);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION follow_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'person' THEN
        SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    ELSE
        SELECT p.province_id, p.org_id INTO NEW.province_id, NEW.org_id FROM person p WHERE p.id = NEW.person_id;
    END IF;
    RETURN NEW;
END $$;

-- second_person_roles are the roles that wait for a second administrator, as auth.SecondPersonRoles has them.
CREATE FUNCTION second_person_roles() RETURNS text[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT '{PARTY_SECRETARY,PARTY_COMMITTEE_MEMBER,PARTY_OFFICE,DISCIPLINE_SECRETARY,DISCIPLINE_OFFICE,DISCIPLINE_COMMISSIONER,ADMINISTRATOR}'::text[]
$$;

-- ask_again puts the roles of some posts that take a second administrator back to PROPOSED: such a role is confirmed for a
-- place, and with the place its confirmation ends (D-SEC-6). Whoever moved the post is who proposes.
CREATE FUNCTION ask_again(p_posts uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE post_role
    SET state = 'PROPOSED', confirmed_by = NULL, proposed_by = CASE WHEN NOT setting_on('system') THEN setting_uuid('person') END, version = version + 1
    WHERE post_id = ANY (p_posts) AND state = 'CONFIRMED' AND role = ANY (second_person_roles())
$$;

-- post_moved carries a post's organisation and categories on to its dependants, person_moved a person's to the contact.
CREATE FUNCTION post_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id OR NEW.categories <> OLD.categories THEN
        UPDATE appointment SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE substitution SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE portfolio SET org_id = NEW.org_id WHERE post_id = NEW.id;
        UPDATE post_role SET org_id = NEW.org_id WHERE post_id = NEW.id;
    END IF;
    IF (NEW.org_id, NEW.department_id) IS DISTINCT FROM (OLD.org_id, OLD.department_id) THEN
        PERFORM ask_again(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;

-- department_changed asks again for the roles of a department's posts when it becomes an office, or another one.
CREATE FUNCTION department_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (NEW.kind, NEW.org_id) IS DISTINCT FROM (OLD.kind, OLD.org_id) THEN
        PERFORM ask_again(ARRAY(SELECT p.id FROM post p WHERE p.department_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION person_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.org_id <> OLD.org_id THEN
        UPDATE person_contact SET org_id = NEW.org_id WHERE person_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

-- organisation_changed asks again for the roles of a region's posts when it moves below another branch.
CREATE FUNCTION organisation_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
        PERFORM ask_again(ARRAY(SELECT p.id FROM post p WHERE p.org_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;
