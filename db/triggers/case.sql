-- Cases: each row takes the columns that decide who sees it from the row above (place, then place_posts), hands a
-- change on (carry_*, after audit_*: db/functions/case_rows.sql), and is frozen with its consultation (zz_frozen, after
-- all that fills it in).
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['finding', 'complaint', 'problem', 'consultation', 'consultation_rule', 'consultation_plan', 'plan_item',
        'topic', 'alignment', 'participant', 'answer', 'addendum', 'statement', 'paper', 'outcome', 'measure', 'responsible', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER place BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION case_place()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['problem', 'outcome', 'measure', 'responsible', 'task', 'task_report', 'evidence', 'milestone', 'extension',
        'objection', 'suspension', 'signature', 'instruction', 'task_holding', 'file'] LOOP
        EXECUTE format('CREATE TRIGGER place_posts BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION posts_place()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['finding', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER carry_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION carry_insert()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['finding', 'problem', 'topic', 'outcome', 'measure', 'task'] LOOP
        EXECUTE format('CREATE TRIGGER carry_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION carry_update()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['alignment', 'participant', 'answer', 'statement', 'paper', 'measure', 'responsible', 'topic'] LOOP
        EXECUTE format('CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION case_frozen()', t);
    END LOOP;
END $$;
CREATE TRIGGER zz_frozen BEFORE INSERT OR UPDATE OR DELETE ON outcome FOR EACH ROW EXECUTE FUNCTION case_frozen(
    'version', 'recommendation', 'answer_reason', 'answered_by', 'answered_at', 'resolution', 'resolution_document', 'resolved_on', 'resolution_by');
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON problem_relation FOR EACH ROW EXECUTE FUNCTION relation_place();
CREATE TRIGGER place BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION history_place();
CREATE TRIGGER place_posts BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION posts_place();
CREATE TRIGGER carry_update AFTER UPDATE ON consultation_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION plan_moved();
