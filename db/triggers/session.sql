-- What sessions rest on moves the epoch of its province, in the transaction that changes it (db/functions/session.sql).
DO $$
DECLARE
    t text;
    f text;
BEGIN
    FOREACH t IN ARRAY ARRAY['organisation', 'department', 'post', 'post_role', 'appointment', 'substitution', 'portfolio', 'duty_list'] LOOP
        f := CASE t WHEN 'duty_list' THEN 'session_list_moved' ELSE 'session_moved' END;
        EXECUTE format('CREATE TRIGGER session_insert AFTER INSERT ON %1$I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', t, f);
        EXECUTE format('CREATE TRIGGER session_update AFTER UPDATE ON %1$I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', t, f);
        EXECUTE format('CREATE TRIGGER session_delete AFTER DELETE ON %1$I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', t, f);
    END LOOP;
END $$;
