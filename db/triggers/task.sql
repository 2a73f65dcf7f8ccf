-- Tasks: their rows take from them who sees them; number, original deadline and an ended task never change.
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['task_report', 'evidence', 'milestone', 'extension', 'objection', 'suspension', 'signature', 'instruction', 'task_holding'] LOOP
        EXECUTE format('CREATE TRIGGER place BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION task_place()', t);
    END LOOP;
END $$;
CREATE TRIGGER carry_rows AFTER INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_carry();
CREATE TRIGGER zz_frozen BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_frozen();
-- Kept numbers, after all that fills the rows in.
CREATE TRIGGER keep_insert AFTER INSERT ON task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_tasks();
CREATE TRIGGER keep_update AFTER UPDATE ON task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_tasks();
CREATE TRIGGER keep_delete AFTER DELETE ON task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_tasks();
