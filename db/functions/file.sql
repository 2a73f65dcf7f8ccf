-- Files: attached once, and read by whoever reads what they are attached to.

-- attach_file attaches a file of the viewer's own to a record that the viewer writes, once. It is false where
-- there is no such file of his, it is attached already, or it has expired. Whose record that is, and who reads
-- it, is its caller's to say.
CREATE FUNCTION attach_file(p_file uuid, p_kind text, p_record uuid, p_consultation uuid, p_readers uuid[],
    p_hidden_from uuid[], p_logged boolean, p_at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE file
    SET attached_kind = p_kind, attached_id = p_record, attached_at = p_at, consultation_id = p_consultation,
        reader_seats = seats_of(p_readers), hidden_from = p_hidden_from, logged = p_logged
    WHERE id = p_file AND uploaded_by = setting_uuid('person') AND attached_at IS NULL AND expired_at IS NULL;
    RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION attach_file(uuid, text, uuid, uuid, uuid[], uuid[], boolean, timestamptz) TO huishang_api;

-- uploads_since counts the viewer's own files and their bytes since an instant: all, for one that he does not see any
-- more, expired or concerning him, was uploaded too.
CREATE FUNCTION uploads_since(p_since timestamptz, OUT files bigint, OUT bytes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*), COALESCE(sum(size_bytes), 0)::bigint
    FROM file
    WHERE uploaded_by = setting_uuid('person') AND uploaded_at >= p_since
$$;
GRANT EXECUTE ON FUNCTION uploads_since(timestamptz) TO huishang_api;

-- file_place fills what the file of a paper takes from it; paper_carry hands a paper's change on to its file.
CREATE FUNCTION file_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.uploaded_seats := seats_of(ARRAY[NEW.uploaded_by]);
    ELSIF NEW.attached_kind = 'Evidence' THEN
        SELECT e.org_id, e.secrecy, e.reader_seats, e.hidden_from, e.secrecy = 'CONFIDENTIAL', e.seen_orgs, e.seen_departments, e.seen_posts, e.risk_domains
        INTO NEW.case_org_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.logged, NEW.seen_orgs, NEW.seen_departments, NEW.seen_posts, NEW.risk_domains
        FROM evidence e WHERE e.id = NEW.attached_id;
    ELSIF EXISTS (SELECT FROM paper p WHERE p.id = NEW.attached_id) THEN
        SELECT p.org_id, p.consultation_id, p.secrecy, p.reader_seats, p.hidden_from, p.secrecy = 'CONFIDENTIAL'
        INTO NEW.case_org_id, NEW.consultation_id, NEW.secrecy, NEW.reader_seats, NEW.hidden_from, NEW.logged
        FROM paper p WHERE p.id = NEW.attached_id;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION paper_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE file SET attached_id = attached_id WHERE attached_id = NEW.id;
    RETURN NULL;
END $$;
