-- The audit trail (D-GEN-2). The application has no right on its tables; the triggers write them as their owner.

-- audit_append looks the chain up by its index: a trigger's table name compares by another collation than the column,
-- and each change read the whole trail; once per row, whatever the links are used for.
CREATE FUNCTION audit_append(p_table text, p_op text, p_images jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    -- The database's own clock: whoever may set an identity may not set when.
    v_at timestamptz := clock_timestamp();
    v_actor text := COALESCE(NULLIF(current_setting('huishang.person', true), ''), session_user::text);
    v_behalf text := COALESCE(current_setting('huishang.on_behalf_of', true), '');
BEGIN
    WITH images AS (
        SELECT p_table || ':' || COALESCE(i ->> 'id', i ->> 'person_id', (i ->> 'kind') || '/' || (i ->> 'code')) AS chain,
               COALESCE(i ->> 'province_id', '00000000-0000-0000-0000-000000000000')::uuid AS province_id,
               i AS image
        FROM unnest(p_images) AS i
    ), linked AS MATERIALIZED (
        -- A new record begins its chain. "+ 0" keeps the planner, which sees a small table, from walking the
        -- whole trail backwards by its key instead of the one chain.
        SELECT images.*,
               CASE WHEN p_op <> 'INSERT'
                    THEN (SELECT e.hash FROM audit_entry e WHERE e.chain = images.chain COLLATE "default" ORDER BY e.id + 0 DESC LIMIT 1) END AS previous
        FROM images
    ), added AS (
        INSERT INTO audit_entry (province_id, chain, previous, hash, at, actor, on_behalf_of, op, image)
        SELECT province_id, chain, previous,
               audit_hash(previous, chain, p_op, v_at, v_actor, v_behalf, image),
               v_at, v_actor, v_behalf, p_op, image
        FROM linked
        RETURNING province_id, hash
    ), sums AS (
        SELECT province_id, count(*) AS entries, bit_xor(('x' || encode(hash, 'hex'))::bit(256)) AS digest
        FROM added
        GROUP BY province_id
    )
    INSERT INTO audit_digest AS d (province_id, shard, entries, digest)
    SELECT province_id, pg_backend_pid() % 16, entries, digest
    FROM sums
    ORDER BY province_id
    ON CONFLICT (province_id, shard)
    DO UPDATE SET entries = d.entries + EXCLUDED.entries, digest = d.digest # EXCLUDED.digest;
END $$;

CREATE FUNCTION audit_hash(previous bytea, chain text, op text, at timestamptz, actor text, on_behalf_of text, image jsonb)
    RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(COALESCE(previous, '') || convert_to(concat_ws(chr(31), chain, op,
        extract(epoch FROM at)::text, actor, on_behalf_of, image::text), 'UTF8'))
$$;

CREATE FUNCTION audit_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'INSERT', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;

CREATE FUNCTION audit_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'UPDATE', (SELECT array_agg(to_jsonb(r)) FROM new_rows r));
    RETURN NULL;
END $$;

CREATE FUNCTION audit_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM audit_append(TG_TABLE_NAME, 'DELETE', (SELECT array_agg(to_jsonb(r)) FROM old_rows r));
    RETURN NULL;
END $$;
