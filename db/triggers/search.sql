-- What search finds is kept with the rows (db/functions/search.sql): written with them, changed where a column changes that it
-- is made of, and gone with them.
DO $$
DECLARE
    x record;
BEGIN
    FOR x IN SELECT * FROM search_tables() LOOP
        EXECUTE format('CREATE TRIGGER search_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_added(%L)', x.name, x.noun);
        EXECUTE format('CREATE TRIGGER search_update AFTER UPDATE ON %I FOR EACH ROW WHEN ((%s) IS DISTINCT FROM (%s)) EXECUTE FUNCTION search_changed(%L)', x.name,
            (SELECT string_agg(format('OLD.%I', c), ', ') FROM unnest(x.columns) AS c), (SELECT string_agg(format('NEW.%I', c), ', ') FROM unnest(x.columns) AS c), x.noun);
        EXECUTE format('CREATE TRIGGER search_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_removed()', x.name);
    END LOOP;
END $$;
