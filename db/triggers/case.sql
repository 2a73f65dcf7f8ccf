-- Cases: which row takes from which row above it the columns that decide who sees it (place, then place_* for what is its own:
-- db/functions/case_rows.sql), to which rows below it hands a change on (carry_*, after audit_*), and which is frozen with its
-- consultation (zz_frozen, after all that fills it in). A new noun is a line here.
DO $$
DECLARE
    x record;
BEGIN
    -- The table, the table of the row above, the column that names it, and what is taken.
    FOR x IN SELECT * FROM (VALUES
        ('finding', 'organisation', 'org_id', '{province_id}'::text[]),
        ('complaint', 'finding', 'id', '{province_id,org_id,registered_seats,secrecy,reader_seats,hidden_from}'),
        ('problem', 'organisation', 'org_id', '{province_id}'),
        ('problem_relation', 'problem', 'other_id', '{province_id,org_id,secrecy,reader_seats,hidden_from,seen_orgs,seen_departments,seen_posts,risk_domains,registered_seats,resolution,discipline_office_by}'),
        ('consultation', 'organisation', 'org_id', '{province_id}'),
        ('consultation_rule', 'organisation', 'org_id', '{province_id}'),
        ('consultation_plan', 'organisation', 'org_id', '{province_id}'),
        ('plan_item', 'consultation_plan', 'plan_id', '{province_id,org_id,state}'),
        ('topic', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('alignment', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('participant', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('answer', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('letter', 'organisation', 'org_id', '{province_id}'),
        ('statement', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('paper', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('addendum', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('outcome', 'consultation', 'consultation_id', '{province_id,org_id}'),
        ('measure', 'outcome', 'outcome_id', '{province_id,org_id,consultation_id,problem_id,secrecy,reader_seats,hidden_from,risk_domains}'),
        ('responsible', 'measure', 'measure_id', '{province_id,org_id,consultation_id,secrecy,reader_seats,hidden_from,risk_domains,seen_orgs,seen_departments,seen_posts}')
        ) AS v (name, above, key, columns)
    LOOP
        EXECUTE format('CREATE TRIGGER place BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION inherit(%L, %L, %s)', x.name, x.above, x.key,
            (SELECT string_agg(quote_literal(c), ', ') FROM unnest(x.columns) AS c));
    END LOOP;
    -- The table, its trigger's function, and the column by which tasks name what they come of.
    FOR x IN SELECT * FROM (VALUES
        ('finding', 'place_finding', ''), ('finding', 'place_listed', ''), ('problem', 'place_listed', ''), ('problem', 'place_problem', ''),
        ('problem', 'place_answering', 'problem_id'), ('problem_relation', 'place_relation', ''), ('participant', 'place_participant', ''), ('topic', 'place_topic', ''),
        ('statement', 'place_below_topic', ''), ('paper', 'place_below_topic', ''), ('addendum', 'place_below_topic', ''), ('outcome', 'place_below_topic', ''),
        ('outcome', 'place_outcome', ''), ('outcome', 'place_answering', 'outcome_id'), ('measure', 'place_answering', 'measure_id'),
        ('task', 'place_task', ''), ('problem', 'place_lettered', ''), ('letter', 'place_letter', '')) AS v (name, function, key)
    LOOP
        EXECUTE format('CREATE TRIGGER %1$I BEFORE INSERT OR UPDATE ON %2$I FOR EACH ROW EXECUTE FUNCTION %1$I(%3$s)', x.function, x.name,
            CASE WHEN x.key <> '' THEN quote_literal(x.key) ELSE '' END);
    END LOOP;
    -- The table, and the tables below it with the column of each that names it.
    FOR x IN SELECT * FROM (VALUES
        ('finding', '{complaint,id}'::text[]), ('problem', '{topic,problem_id,outcome,problem_id,letter,problem_id}'),
        ('topic', '{statement,topic_id,paper,topic_id,addendum,topic_id,outcome,topic_id}'), ('outcome', '{measure,outcome_id}'),
        ('measure', '{responsible,measure_id,task,measure_id}'), ('task', '{letter,task_id}'), ('letter', '{}')) AS v (name, below)
    LOOP
        EXECUTE format('CREATE TRIGGER carry_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION carry_update(%s)', x.name, (SELECT string_agg(quote_literal(c), ', ') FROM unnest(x.below) AS c));
    END LOOP;
    FOR x IN SELECT * FROM (VALUES ('finding', 'carry_to_problem'), ('task', 'carry_answering')) AS v (name, function) LOOP
        EXECUTE format('CREATE TRIGGER carry_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %I()', x.name, x.function);
        EXECUTE format('CREATE TRIGGER %1$I AFTER UPDATE ON %2$I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %1$I()', x.function, x.name);
    END LOOP;
    FOR x IN SELECT unnest(ARRAY['alignment', 'participant', 'answer', 'statement', 'paper', 'measure', 'responsible', 'topic']) AS name LOOP
        EXECUTE format('CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION case_frozen()', x.name);
    END LOOP;
END $$;
CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON outcome FOR EACH ROW EXECUTE FUNCTION case_frozen(
    'version', 'recommendation', 'answer_reason', 'answered_by', 'answered_at', 'resolution', 'resolution_document', 'resolved_on', 'resolution_by');
CREATE TRIGGER place_consultation BEFORE INSERT ON consultation FOR EACH ROW EXECUTE FUNCTION place_consultation();
CREATE TRIGGER place BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION place_history('Finding', 'finding', 'Problem', 'problem', 'Consultation', 'consultation',
    'Topic', 'topic', 'Task', 'task', 'Letter', 'letter');
CREATE TRIGGER carry_to_relations AFTER UPDATE ON problem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION carry_to_relations();
CREATE TRIGGER carry_update AFTER UPDATE ON consultation_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION plan_moved();
CREATE TRIGGER carry_letter AFTER UPDATE ON letter REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION carry_letter();
CREATE TRIGGER zz_frozen BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_frozen();
