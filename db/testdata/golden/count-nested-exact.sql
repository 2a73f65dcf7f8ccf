SELECT p.id, x.count FROM unnest($3::uuid[]) AS p (id) CROSS JOIN LATERAL (SELECT count(*) FROM task AS t WHERE t.problem_id = p.id AND t.province_id = $2::uuid AND (((t.due_on < COALESCE(t.stopped_on, $1::date))))) AS x;
-- $1: 2026-03-31
-- $2: 0d000000-0000-4000-8000-000000000001
-- $3: {0d000000-0000-4000-8000-00000000000a,0d000000-0000-4000-8000-00000000000b}
