-- Acts at once: one after the other on a record, whoever of them may change it.

-- hold lets an act wait for those that hold a record, and others for it, until its transaction ends: alone, or beside others
-- that rest on the record without changing it. Rows of one table are held in one order, so that two acts never wait for each
-- other on it. It tells nothing of the rows.
CREATE FUNCTION hold(p_table text, p_ids uuid[], p_beside boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('SELECT FROM %I AS r WHERE known() AND r.id = ANY ($1) ORDER BY r.id FOR %s', p_table,
        CASE WHEN p_beside THEN 'SHARE' ELSE 'NO KEY UPDATE' END) USING p_ids;
END $$;
GRANT EXECUTE ON FUNCTION hold(text, uuid[], boolean) TO huishang_api;
