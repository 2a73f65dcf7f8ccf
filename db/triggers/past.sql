-- What is kept by the day (db/functions/past.sql): the last of a statement's triggers by name but for touch_*, which change
-- other rows than the statement's.
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['duty_list', 'problem', 'consultation', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER past_insert AFTER INSERT ON %1$I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION past_of_%1$s()', t);
        EXECUTE format('CREATE TRIGGER past_update AFTER UPDATE ON %1$I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION past_of_%1$s()', t);
    END LOOP;
END $$;
