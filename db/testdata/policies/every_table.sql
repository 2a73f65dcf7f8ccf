-- Every table: forced row security, the owner's own policy (without it the owner's helper functions silently see
-- less), and for records the operator's policy for import and demo. A new table need not say so.
DO $$
DECLARE
    t text;
BEGIN
    FOR t IN
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'goose_db_version'
        ORDER BY 1
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY owner ON %I TO huishang_owner USING (true) WITH CHECK (true)', t);
        CONTINUE WHEN t IN ('audit_entry', 'audit_digest', 'idempotency', 'read_log', 'reading', 'reporting_login', 'schema_state', 'search_entry', 'session_epoch', 'session_kept');
        EXECUTE format($f$CREATE POLICY system ON %I TO huishang_api USING ((SELECT setting_on('system'))) WITH CHECK ((SELECT setting_on('system')))$f$, t);
    END LOOP;
END $$;
