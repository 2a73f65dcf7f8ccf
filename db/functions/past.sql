-- Records as they stood at a day's end (docs/decisions/0050): each has a table of its own with the record's columns and
-- the run of days for which they held. Triggers write it, and nothing else does.

-- day_of is a province's day: of the session's instant, else of the database's clock.
CREATE FUNCTION day_of(p_province uuid) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (COALESCE(session_now(), clock_timestamp()) AT TIME ZONE o.zone)::date FROM organisation o WHERE o.id = p_province
$$;

-- past_of_NOUN keeps what changed rows are, as they stand now whatever else the statement set going: over what the day has
-- kept already, else from the day on. A clock that was set back writes over what is kept. What decides who sees the record
-- goes into all that is kept of it: where the record's own column tells of the day, into a column now_* of its own, which
-- stand between the days and the record's columns.
DO $do$
DECLARE
    x record;
BEGIN
    FOR x IN
        SELECT v.name, s.*,
            (SELECT string_agg(format('%1$I = n.%1$I', a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = v.name::regclass AND a.attnum > 0 AND NOT a.attisdropped) AS every
        FROM (VALUES
            ('task', '{secrecy,reader_seats,hidden_from,seen_orgs,seen_departments,seen_posts,risk_domains}'::text[], '{}'::text[]),
            ('problem', '{secrecy,reader_seats,hidden_from,registered_seats,seen_orgs,seen_departments,seen_posts}', '{resolution,discipline_office_by,risk_domains}'),
            ('consultation', '{org_id}', '{}'),
            ('duty_list', '{org_id}', '{state}')) AS v (name, alike, apart)
        CROSS JOIN LATERAL (
            SELECT string_agg(format('%I = n.%I', c.kept, c.live), ', ' ORDER BY c.kept) AS sets,
                   string_agg(format('p.%I', c.kept), ', ' ORDER BY c.kept) AS kept,
                   string_agg(format('n.%I', c.live), ', ' ORDER BY c.kept) AS live,
                   COALESCE((SELECT string_agg(format('n.%I, ', a), '' ORDER BY at) FROM unnest(v.apart) WITH ORDINALITY AS u (a, at)), '') AS between
            FROM (SELECT a AS kept, a AS live FROM unnest(v.alike) AS a UNION ALL SELECT 'now_' || a, a FROM unnest(v.apart) AS a) AS c) AS s
    LOOP
        EXECUTE format($f$
CREATE OR REPLACE FUNCTION past_of_%1$s() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE %1$s_past p SET %2$s FROM new_rows r JOIN %1$s n ON n.id = r.id
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on >= day_of(n.province_id);
        UPDATE %1$s_past p SET until_on = day_of(r.province_id) FROM new_rows r
        WHERE p.id = r.id AND p.until_on = 'infinity' AND p.from_on < day_of(r.province_id);
        UPDATE %1$s_past p SET %3$s FROM new_rows r JOIN %1$s n ON n.id = r.id
        WHERE p.id = r.id AND (%4$s) IS DISTINCT FROM (%5$s);
    END IF;
    INSERT INTO %1$s_past SELECT day_of(n.province_id), 'infinity', %6$sn.* FROM new_rows r JOIN %1$s n ON n.id = r.id
    WHERE NOT EXISTS (SELECT FROM %1$s_past p WHERE p.id = r.id AND p.until_on = 'infinity');
    RETURN NULL;
END $$$f$, x.name, x.every, x.sets, x.kept, x.live, x.between);
    END LOOP;
END $do$;
