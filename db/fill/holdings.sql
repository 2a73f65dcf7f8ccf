-- Who held the responsible post: what the trigger carry_rows writes of a new task.
INSERT INTO task_holding (id, task_id, province_id, org_id, post_id, person_id, from_on, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('holding ' || t.g), t.id, t.province_id, t.org_id, t.post_id, t.person_id, t.held_on, t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t ORDER BY t.g;
