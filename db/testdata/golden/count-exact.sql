SELECT count(*) FROM task AS t WHERE t.province_id = $2::uuid AND (((t.due_on < COALESCE(t.stopped_on, $1::date))));
-- $1: 2026-03-31
-- $2: 0d000000-0000-4000-8000-000000000001
