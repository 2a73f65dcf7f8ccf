-- +goose Up

-- A CHECK that reads the code tables stands in the way of a restore: pg_restore would hold rows against code tables
-- that it has not loaded yet. What is NOT VALID is dumped behind the rows, and holds for every new and changed
-- row all the same.
-- +goose StatementBegin
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN
        SELECT conrelid::regclass AS of, conname, pg_get_constraintdef(oid) AS def
        FROM pg_constraint
        WHERE contype = 'c' AND convalidated AND pg_get_constraintdef(oid) ~ '\m(code_is|codes_known)\('
        ORDER BY 1, 2
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s NOT VALID', c.of, c.conname, c.conname, c.def);
    END LOOP;
END $$;
-- +goose StatementEnd
