-- When a record was last changed (db/functions/updated.sql). stamp comes after place*, which fills what a row carries, and
-- before zz_frozen. A table with updated_at is named in one of these lists; tests/updated_test.go holds that none is left out.
DO $$
DECLARE
    x record;
    arguments text;
BEGIN
    -- What a table carries beside what all may carry: from the row above it, for who sees it, or of others' rows.
    FOR x IN SELECT * FROM (VALUES
        ('organisation', '{}'::text[]), ('department', '{}'), ('post', '{}'), ('post_role', '{org_id}'), ('person', '{}'), ('person_contact', '{org_id}'),
        ('appointment', '{principal}'), ('substitution', '{}'), ('portfolio', '{org_id}'), ('duty_list', '{}'), ('duty_item', '{}'),
        ('file', '{consultation_id,secrecy,risk_domains}'), ('problem', '{sources,recurrence}'), ('finding', '{}'), ('complaint', '{secrecy}'),
        ('consultation_rule', '{}'), ('consultation_plan', '{}'), ('plan_item', '{}'), ('consultation', '{revision}'), ('topic', '{}'),
        ('alignment', '{}'), ('participant', '{}'), ('answer', '{}'), ('addendum', '{secrecy}'), ('statement', '{secrecy}'), ('paper', '{secrecy}'),
        ('outcome', '{secrecy,risk_domains}'), ('measure', '{secrecy,risk_domains}'), ('responsible', '{secrecy,risk_domains}'), ('task', '{risk_domains}'), ('letter', '{}'),
        ('task_report', '{secrecy,risk_domains}'), ('evidence', '{secrecy,risk_domains}'), ('milestone', '{secrecy,risk_domains}'),
        ('extension', '{secrecy,risk_domains}'), ('objection', '{secrecy,risk_domains}'), ('suspension', '{secrecy,risk_domains}'),
        ('signature', '{secrecy,risk_domains}'), ('instruction', '{secrecy,risk_domains}'), ('task_holding', '{secrecy,risk_domains}')) AS v (name, carried)
    LOOP
        EXECUTE format('CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION stamp(%s)', x.name,
            (SELECT string_agg(quote_literal(c), ', ') FROM unnest(x.carried) AS c));
    END LOOP;
    -- Parts, and the record that each moves: its table, the column that names it, and a column that must be empty.
    FOR x IN SELECT * FROM (VALUES
        ('post_role', '{post,post_id,""}'::text[]), ('person_contact', '{person,person_id,""}'), ('duty_item', '{duty_list,list_id,""}'),
        ('plan_item', '{consultation_plan,plan_id,""}'), ('complaint', '{finding,id,""}'),
        ('topic', '{consultation,consultation_id,""}'), ('alignment', '{consultation,consultation_id,""}'), ('participant', '{consultation,consultation_id,""}'), ('answer', '{consultation,consultation_id,""}'),
        ('statement', '{topic,topic_id,""}'), ('paper', '{topic,topic_id,"",consultation,consultation_id,topic_id}'),
        ('addendum', '{topic,topic_id,"",consultation,consultation_id,topic_id}'),
        ('outcome', '{topic,topic_id,""}'), ('measure', '{outcome,outcome_id,""}'), ('responsible', '{measure,measure_id,""}'),
        ('task_report', '{task,task_id,""}'), ('evidence', '{task,task_id,""}'), ('milestone', '{task,task_id,""}'), ('extension', '{task,task_id,""}'),
        ('objection', '{task,task_id,""}'), ('suspension', '{task,task_id,""}'), ('signature', '{task,task_id,""}'), ('instruction', '{task,task_id,""}'),
        ('task_holding', '{task,task_id,""}')) AS v (name, records)
    LOOP
        arguments := (SELECT string_agg(quote_literal(c), ', ') FROM unnest(x.records) AS c);
        EXECUTE format('CREATE TRIGGER touch_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch(%s)', x.name, arguments);
        EXECUTE format('CREATE TRIGGER touch_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch(%s)', x.name, arguments);
        EXECUTE format('CREATE TRIGGER touch_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch(%s)', x.name, arguments);
    END LOOP;
END $$;
CREATE TRIGGER stamp BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION stamp();
