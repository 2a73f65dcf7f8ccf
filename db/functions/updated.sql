-- updated_at is when a record, or a part shown inside it, was last changed (docs/decisions/0036): by the database's clock,
-- and later with each change. What a row only carries for others to decide who sees it moves nothing, for a change of it
-- would tell of rows that its reader does not see.

-- stamp sets a row's updated_at when the row is new, changed in more than what it carries, or touched (below). What every
-- table may carry is named here, what one table carries beside that stands in its trigger (db/triggers/updated.sql).
CREATE FUNCTION stamp() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_carried text[] := ARRAY['updated_at', 'reader_seats', 'hidden_from', 'seen_orgs', 'seen_departments', 'seen_posts',
        'registered_seats', 'compiled_seats', 'uploaded_seats', 'seats', 'invited', 'case_org_id', 'logged'] || TG_ARGV;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.updated_at := clock_timestamp();
    ELSIF NEW.updated_at <> OLD.updated_at OR to_jsonb(NEW) - v_carried <> to_jsonb(OLD) - v_carried THEN
        -- Of two changes the later one stands later, though the clock was set back between them.
        NEW.updated_at := GREATEST(clock_timestamp(), OLD.updated_at + interval '1 microsecond');
    END IF;
    RETURN NEW;
END $$;

-- shows_with tells whether whoever sees a record sees a part of it: the part is of the same grade, hidden from nobody else,
-- and shown to all by whom the record is seen. A role of a post shows when it is confirmed.
CREATE FUNCTION shows_with(p_table text, p_part jsonb, p_record jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(p_part ->> 'secrecy', 'INTERNAL') = COALESCE(p_record ->> 'secrecy', 'INTERNAL')
        AND COALESCE(p_part -> 'hidden_from', '[]') <@ COALESCE(p_record -> 'hidden_from', '[]')
        AND (SELECT bool_and(COALESCE(p_part -> k, '[]') @> COALESCE(p_record -> k, '[]'))
             FROM unnest(ARRAY['reader_seats', 'seen_orgs', 'seen_departments', 'seen_posts']) AS k)
        AND (p_table <> 'post_role' OR p_part ->> 'state' = 'CONFIRMED')
$$;

-- touch moves the records that changed rows are parts of, in turn up to the topmost, where whoever sees the record sees the
-- part. Its trigger names the record's table, the column that names the record, and a column that must be empty ('' none),
-- for each table that a part may belong to. It runs after audit_* and carry_*, which come before it by name.
CREATE FUNCTION touch() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_parts jsonb[];
BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN SELECT array_agg(to_jsonb(n)) INTO v_parts FROM new_rows n;
    WHEN 'DELETE' THEN SELECT array_agg(to_jsonb(b)) INTO v_parts FROM old_rows b;
    ELSE
        WITH was AS (SELECT to_jsonb(b) AS x FROM old_rows b), becomes AS (SELECT to_jsonb(n) AS x FROM new_rows n),
        moved AS (SELECT b.x AS was, n.x AS becomes FROM was b
            JOIN becomes n ON COALESCE(n.x ->> 'id', n.x ->> 'person_id') = COALESCE(b.x ->> 'id', b.x ->> 'person_id')
            WHERE n.x ->> 'updated_at' <> b.x ->> 'updated_at')
        SELECT array_agg(x) INTO v_parts FROM (SELECT m.was AS x FROM moved m UNION ALL SELECT m.becomes FROM moved m) AS either;
    END CASE;
    IF v_parts IS NULL THEN RETURN NULL; END IF;
    FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
        -- A record that this transaction has moved already stays as it is.
        EXECUTE format($f$
            UPDATE %1$I r SET updated_at = clock_timestamp()
            FROM (SELECT (x ->> %2$L)::uuid AS id, array_agg(x) AS parts FROM unnest($1) AS x WHERE x ->> %3$L IS NULL GROUP BY 1) AS p
            WHERE r.id = p.id
              AND EXISTS (SELECT FROM unnest(p.parts) AS x WHERE shows_with($2, x, to_jsonb(r)))
              AND NOT (r.xmin = pg_current_xact_id()::xid AND r.updated_at >= transaction_timestamp())$f$,
            TG_ARGV[i], TG_ARGV[i + 1], TG_ARGV[i + 2]) USING v_parts, TG_TABLE_NAME::text;
    END LOOP;
    RETURN NULL;
END $$;
