-- What a session has set, and small functions over sets.

-- setting_uuid and setting_uuids read what session_open set for this transaction. Unset and empty (an empty
-- string is left behind on a reused connection) are NULL, and NULL equals nothing: no identity, no rows.
CREATE FUNCTION setting_uuid(name text) RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::uuid
$$;
GRANT EXECUTE ON FUNCTION setting_uuid(text) TO huishang_reader;

CREATE FUNCTION setting_uuids(name text) RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::uuid[]
$$;
GRANT EXECUTE ON FUNCTION setting_uuids(text) TO huishang_reader;

CREATE FUNCTION setting_texts(name text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('huishang.' || name, true), '')::text[]
$$;
GRANT EXECUTE ON FUNCTION setting_texts(text) TO huishang_reader;

CREATE FUNCTION setting_on(name text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(current_setting('huishang.' || name, true), '') = 'on'
$$;
GRANT EXECUTE ON FUNCTION setting_on(text) TO huishang_reader;

-- setting_today is the session's day in its province's zone (D-GEN-1); NULL without a session.
CREATE FUNCTION setting_today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('huishang.today', true), '')::date
$$;
GRANT EXECUTE ON FUNCTION setting_today() TO huishang_reader;

-- known tells whether the transaction has an identity, a person's or the operator's: without one the owner's functions answer
-- nothing.
CREATE FUNCTION known() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(current_setting('huishang.person', true), '') <> ''
$$;
GRANT EXECUTE ON FUNCTION known() TO huishang_reader;

-- session_now is the transaction's instant as its session was opened with.
CREATE FUNCTION session_now() RETURNS timestamptz
    LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('huishang.now', true), '')::timestamptz
$$;

-- merged is the union of two sets of ids, each once, in a fixed order.
CREATE FUNCTION merged(VARIADIC p_sets uuid[]) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE((SELECT array_agg(DISTINCT x ORDER BY x) FROM unnest(p_sets) AS x WHERE x IS NOT NULL), '{}')
$$;
GRANT EXECUTE ON FUNCTION merged(uuid[]) TO huishang_reader;

-- graver is the higher of two grades of secrecy.
CREATE FUNCTION graver(a text, b text) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN 'CONFIDENTIAL' IN (a, b) THEN 'CONFIDENTIAL' WHEN 'RESTRICTED' IN (a, b) THEN 'RESTRICTED' ELSE 'INTERNAL' END
$$;
GRANT EXECUTE ON FUNCTION graver(text, text) TO huishang_reader;
