-- Retention: what only piles up goes after its time, by the operator's session, in batches. The API's login has no
-- DELETE of its own.

-- forget_keys removes up to so many idempotency keys that were used before an instant, and says how many.
CREATE FUNCTION forget_keys(p_before timestamptz, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'keys are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (
        SELECT person_id, key FROM idempotency WHERE at < p_before ORDER BY at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM idempotency i USING old WHERE i.person_id = old.person_id AND i.key = old.key;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
GRANT EXECUTE ON FUNCTION forget_keys(timestamptz, integer) TO huishang_api;

-- forget_reads does so with the read log. Its last 180 days stay whatever is asked, by the machine's own clock: whoever
-- got hold of the API's login does not wipe his traces.
CREATE FUNCTION forget_reads(p_before timestamptz, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') OR p_before > now() - interval '180 days' THEN
        RAISE EXCEPTION 'reads are forgotten by the operator, after 180 days at least' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT id FROM read_log WHERE at < p_before ORDER BY at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM read_log r USING old WHERE r.id = old.id;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
GRANT EXECUTE ON FUNCTION forget_reads(timestamptz, integer) TO huishang_api;

-- forget_runs does so with the runs of jobs.
CREATE FUNCTION forget_runs(p_before timestamptz, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'runs are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT id FROM job_run WHERE started_at < p_before ORDER BY started_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM job_run r USING old WHERE r.id = old.id;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
GRANT EXECUTE ON FUNCTION forget_runs(timestamptz, integer) TO huishang_api;

-- forget_sessions does so with kept sessions: of those who have not signed in since.
CREATE FUNCTION forget_sessions(p_before timestamptz, p_limit integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_removed bigint;
BEGIN
    IF NOT setting_on('system') THEN
        RAISE EXCEPTION 'kept sessions are forgotten by the operator' USING ERRCODE = '42501';
    END IF;
    WITH old AS (SELECT person_id, claims FROM session_kept WHERE kept_at < p_before ORDER BY kept_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    DELETE FROM session_kept k USING old WHERE k.person_id = old.person_id AND k.claims = old.claims;
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    RETURN v_removed;
END $$;
GRANT EXECUTE ON FUNCTION forget_sessions(timestamptz, integer) TO huishang_api;
