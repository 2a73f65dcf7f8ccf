-- Every table of record is audited (D-GEN-2): a new table need not say so. What is kept by the day is a copy of what is.
DO $$
DECLARE
    t text;
BEGIN
    FOR t IN
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND c.relname NOT IN ('audit_entry', 'audit_digest', 'idempotency', 'job_run', 'read_log', 'reading', 'schema_state', 'search_entry', 'session_epoch', 'session_kept', 'task_delta', 'task_due', 'task_fold', 'task_sum', 'goose_db_version')
          AND c.relname NOT LIKE '%\_past'
        ORDER BY 1
    LOOP
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_insert()', t);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_update()', t);
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_delete()', t);
    END LOOP;
END $$;
