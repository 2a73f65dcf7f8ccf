-- What a login for reporting reads with (docs/decisions/0053): whose grants, by who is logged in. Nothing that the login can set
-- is read, and nothing else than these functions is granted to it.

-- reporting_now is the instant by which a statement of such a login is judged.
CREATE FUNCTION reporting_now() RETURNS timestamptz
    LANGUAGE sql STABLE AS $$
    SELECT statement_timestamp()
$$;

-- reporting_person is whose grants the session's login reads with, with which of them and since when; nobody where the person is in
-- use no longer or what was issued to him so long ago was ended.
CREATE FUNCTION reporting_person() RETURNS TABLE (person_id uuid, province_id uuid, today date, grants jsonb, issued_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, p.province_id, (reporting_now() AT TIME ZONE o.zone)::date, l.grants, l.issued_at
    FROM reporting_login l
    JOIN person p ON p.id = l.person_id AND p.deactivated_at IS NULL
    JOIN organisation o ON o.id = p.province_id
    WHERE l.login = session_user::text
      AND NOT EXISTS (SELECT FROM revocation r WHERE r.person_id = p.id AND r.jti IS NULL AND r.not_before > l.issued_at)
$$;

-- reporting_setting is one setting of the session that the API would open for the person now. What is kept of it counts as it does
-- for the API; where nothing is, the session is opened, which keeps it for the next ones.
CREATE FUNCTION reporting_setting(p_name text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v record;
    v_grants jsonb;
    v_value text;
BEGIN
    SELECT * INTO v FROM reporting_person();
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    v_grants := COALESCE(v.grants, held_grants(v.person_id, v.today));
    SELECT k.settings[array_position(session_settings(), p_name)] INTO v_value
    FROM session_kept k
    WHERE k.person_id = v.person_id AND k.claims = sha256(convert_to(v_grants::text, 'UTF8')) AND k.province_id = v.province_id AND k.today = v.today
      AND k.epoch = COALESCE((SELECT e.epoch FROM session_epoch e WHERE e.province_id = v.province_id), 0);
    IF NOT FOUND THEN
        PERFORM session_open(v.person_id, v_grants, '', v.issued_at, reporting_now());
        v_value := current_setting('huishang.' || p_name, true);
    END IF;
    RETURN NULLIF(v_value, '');
END $$;

-- reporting_uuid, reporting_uuids and reporting_texts stand in the policies of these logins where setting_uuid, setting_uuids and
-- setting_texts stand in the API's.
CREATE FUNCTION reporting_uuid(p_name text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reporting_setting(p_name)::uuid
$$;
CREATE FUNCTION reporting_uuids(p_name text) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reporting_setting(p_name)::uuid[]
$$;
CREATE FUNCTION reporting_texts(p_name text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reporting_setting(p_name)::text[]
$$;

-- reporting_consultations are invited_consultations of the login's person.
CREATE FUNCTION reporting_consultations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT COALESCE((SELECT array_agg(p.consultation_id) FROM participant p
        WHERE p.person_id = reporting_uuid('person') AND p.seats && reporting_uuids('seats')), '{}')
$$;

-- reporting_today is the day in the province of the login's person.
CREATE FUNCTION reporting_today() RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT today FROM reporting_person()
$$;
GRANT EXECUTE ON FUNCTION reporting_uuid(text), reporting_uuids(text), reporting_texts(text), reporting_consultations(), reporting_today() TO huishang_reporting;

-- reporting_watch cancels statements of these logins that run for longer than p_statement and ends sessions whose transaction is
-- older than p_transaction, whatever they set themselves, and tells how many sessions are in which state. The owner may, as a
-- member of each login's role. Of those who are there it keeps what they read with: in a transaction that only reads they could not.
CREATE FUNCTION reporting_watch(p_statement interval, p_transaction interval)
    RETURNS TABLE (active bigint, idle bigint, in_transaction bigint, oldest double precision, cancelled bigint, ended bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM session_open(l.person_id, COALESCE(l.grants, held_grants(l.person_id, (reporting_now() AT TIME ZONE o.zone)::date)), '', l.issued_at, reporting_now())
    FROM reporting_login l JOIN organisation o ON o.id = l.province_id
    WHERE EXISTS (SELECT FROM pg_stat_activity a WHERE a.usename = l.login AND a.datname = current_database());
    PERFORM session_clear();
    RETURN QUERY
    WITH sessions AS MATERIALIZED (
        SELECT a.pid, a.state, clock_timestamp() - a.query_start AS runs, COALESCE(clock_timestamp() - a.xact_start > p_transaction, false) AS old
        FROM reporting_login l
        JOIN pg_stat_activity a ON a.usename = l.login AND a.datname = current_database()
    ), done AS MATERIALIZED (
        SELECT s.*, CASE WHEN s.old THEN pg_terminate_backend(s.pid) END AS terminated,
            CASE WHEN NOT s.old AND s.state = 'active' AND s.runs > p_statement THEN pg_cancel_backend(s.pid) END AS stopped
        FROM sessions s
    )
    SELECT count(*) FILTER (WHERE d.state = 'active'), count(*) FILTER (WHERE d.state = 'idle'), count(*) FILTER (WHERE d.state LIKE 'idle in%'),
        COALESCE(extract(epoch FROM max(d.runs) FILTER (WHERE d.state = 'active')), 0)::double precision,
        count(*) FILTER (WHERE d.stopped), count(*) FILTER (WHERE d.terminated)
    FROM done d;
END $$;
GRANT EXECUTE ON FUNCTION reporting_watch(interval, interval) TO huishang_api;
