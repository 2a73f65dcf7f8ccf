-- The rows of the batch's tasks, and what history tells of them.

INSERT INTO task_report (id, task_id, province_id, org_id, text, reported_on, reported_by, reported_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('report ' || t.g || '/' || n), t.id, t.province_id, t.org_id, CASE n WHEN 1 THEN '已制定整改方案，明确责任人和时间表。' ELSE '已完成清理核对，正在完善制度。' END,
       t.held_on + CASE n WHEN 1 THEN 8 ELSE 28 END, t.person_id, pg_temp.at(t.held_on + CASE n WHEN 1 THEN 8 ELSE 28 END, 16), t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t CROSS JOIN LATERAL generate_series(1, t.reports) AS n ORDER BY t.g, n;

INSERT INTO evidence (id, task_id, province_id, org_id, round, description, effective_on, added_by, added_at, decision, decided_by, decided_at, reason, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('evidence ' || t.g || '/' || n), t.id, t.province_id, t.org_id, n, '整改台账与审批资料', x.day, t.person_id, pg_temp.at(x.day, 10), x.decision,
       CASE WHEN x.decision <> 'OPEN' THEN t.discipline END, CASE WHEN x.decision <> 'OPEN' THEN pg_temp.at(x.day + 2, 10) END, CASE x.decision WHEN 'REJECTED' THEN '资料不全，缺少审批记录。' END,
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t CROSS JOIN LATERAL generate_series(1, 1 + t.returned::int) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n = 1 + t.returned::int THEN t.submit_on ELSE t.submit_on - 6 END, CASE WHEN n < 1 + t.returned::int THEN 'REJECTED' WHEN t.state = 'CLOSED' THEN 'ACCEPTED' ELSE 'OPEN' END) AS x (day, decision)
WHERE t.submitted ORDER BY t.g, n;

INSERT INTO signature (id, task_id, province_id, org_id, round, track, verdict, person_id, acting_org_id, reason, signed_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('signature ' || t.g || s.track || s.round), t.id, t.province_id, t.org_id, s.round, s.track, s.verdict, s.person, s.org, CASE s.verdict WHEN 'RETURNED' THEN '佐证材料不足，退回补充。' END, s.at,
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t CROSS JOIN LATERAL (VALUES
    (t.returned, 1, 'DISCIPLINE', 'RETURNED', t.discipline, t.province_id, pg_temp.at(t.submit_on - 4, 11)),
    (t.state = 'CLOSED' OR t.half_signed, 1 + t.returned::int, 'PARTY', 'SIGNED', t.party, t.org_id, pg_temp.at(LEAST(t.submit_on + 3, pg_temp.today()), 11)),
    (t.state = 'CLOSED', 1 + t.returned::int, 'DISCIPLINE', 'SIGNED', t.discipline, t.province_id, pg_temp.at(t.close_on, 15))
) AS s (there, round, track, verdict, person, org, at) WHERE s.there ORDER BY t.g, s.round, s.track;

INSERT INTO extension (id, task_id, province_id, org_id, from_due_on, until_on, reason, first, state, asked_by, asked_at, decided_by, decided_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('extension ' || t.g), t.id, t.province_id, t.org_id, t.original_due_on, t.original_due_on + 30, '涉及外部单位配合，需要延期。', true, CASE WHEN t.extended THEN 'GRANTED' ELSE 'OPEN' END,
       t.person_id, pg_temp.at(t.held_on + 16, 10), CASE WHEN t.extended THEN t.discipline END, CASE WHEN t.extended THEN pg_temp.at(t.held_on + 18, 10) END,
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t WHERE t.extended OR t.asking ORDER BY t.g;

INSERT INTO objection (id, task_id, province_id, org_id, kind, text, state, raised_by, raised_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('objection ' || t.g), t.id, t.province_id, t.org_id, ('{NOT_OURS,WORDING,EXPLANATION_ONLY,CANNOT_NOW}'::text[])[1 + t.h[6] % 4], '该事项涉及其他部门职责，请予调整。', 'OPEN', t.person_id, pg_temp.at(t.held_on + 1, 14),
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t WHERE t.state = 'OBJECTED' ORDER BY t.g;

INSERT INTO suspension (id, task_id, province_id, org_id, from_on, review_on, reason, approved_by, approved_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('suspension ' || t.g), t.id, t.province_id, t.org_id, t.held_on + 16, pg_temp.today() + 5 + t.h[3] % 60, '等待上级政策明确。', t.secretary, pg_temp.at(t.held_on + 16, 14),
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t WHERE t.state = 'SUSPENDED' ORDER BY t.g;

INSERT INTO instruction (id, task_id, province_id, org_id, text, given_by, given_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('instruction ' || t.g), t.id, t.province_id, t.org_id, '请按月报告进展，确保按期完成。', t.leader_id, pg_temp.at(t.held_on + 2, 16), t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t WHERE t.instructed ORDER BY t.g;

INSERT INTO history (id, province_id, noun, record_id, at, actor_id, act, reason, from_state, to_state, audience, org_id, consultation_id, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('history ' || t.g || '/' || a.no), t.province_id, 'Task', t.id, a.at, a.actor, a.act, a.reason, a.was, a.becomes, 'TASK', t.org_id, t.consultation_id, t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM fill_task t CROSS JOIN LATERAL (VALUES
    (1, t.accepted, pg_temp.at(t.held_on + 1, 9), t.person_id, 'TASK_ACCEPT', NULL, 'ASSIGNED', 'ACCEPTED'),
    (2, t.state = 'OBJECTED', pg_temp.at(t.held_on + 1, 14), t.person_id, 'TASK_OBJECT', '该事项涉及其他部门职责，请予调整。', 'ASSIGNED', 'OBJECTED'),
    (3, t.instructed, pg_temp.at(t.held_on + 2, 16), t.leader_id, 'TASK_INSTRUCT', NULL, CASE WHEN t.accepted THEN 'ACCEPTED' ELSE t.state END, CASE WHEN t.accepted THEN 'ACCEPTED' ELSE t.state END),
    (4, t.reports > 0, pg_temp.at(t.held_on + 8, 16), t.person_id, 'TASK_REPORT', NULL, 'ACCEPTED', 'IN_PROGRESS'),
    (5, t.extended OR t.asking, pg_temp.at(t.held_on + 16, 10), t.person_id, 'EXTENSION_REQUEST', '涉及外部单位配合，需要延期。', 'IN_PROGRESS', 'IN_PROGRESS'),
    (6, t.extended, pg_temp.at(t.held_on + 18, 10), t.discipline, 'EXTENSION_DECIDE', NULL, 'IN_PROGRESS', 'IN_PROGRESS'),
    (7, t.reports > 1, pg_temp.at(t.held_on + 28, 16), t.person_id, 'TASK_REPORT', NULL, 'IN_PROGRESS', 'IN_PROGRESS'),
    (8, t.state = 'SUSPENDED', pg_temp.at(t.held_on + 16, 14), t.secretary, 'TASK_SUSPEND', '等待上级政策明确。', 'IN_PROGRESS', 'SUSPENDED'),
    (9, t.state = 'CANCELLED', t.ended_at, t.secretary, 'TASK_CANCEL', '并入另一事项', 'ACCEPTED', 'CANCELLED'),
    (10, t.returned, pg_temp.at(t.submit_on - 6, 10), t.person_id, 'TASK_SUBMIT', NULL, 'IN_PROGRESS', 'SUBMITTED'),
    (11, t.returned, pg_temp.at(t.submit_on - 4, 11), t.discipline, 'TASK_RETURN', '佐证材料不足，退回补充。', 'SUBMITTED', 'IN_PROGRESS'),
    (12, t.submitted, pg_temp.at(t.submit_on, 10), t.person_id, 'TASK_SUBMIT', NULL, 'IN_PROGRESS', 'SUBMITTED'),
    (13, t.half_signed OR t.state = 'CLOSED', pg_temp.at(LEAST(t.submit_on + 3, pg_temp.today()), 11), t.party, 'TASK_SIGN', NULL, 'SUBMITTED', 'SUBMITTED'),
    (14, t.state = 'CLOSED', t.ended_at, t.discipline, 'TASK_SIGN', NULL, 'SUBMITTED', 'CLOSED')
) AS a (no, there, at, actor, act, reason, was, becomes) WHERE a.there ORDER BY t.g, a.no;

INSERT INTO history (id, province_id, noun, record_id, at, actor_id, act, from_state, to_state, audience, org_id, consultation_id)
SELECT pg_temp.id('history consultation ' || u.u || '/' || a.no), u.province_id, 'Consultation', u.consultation_id, a.at, a.actor, a.act, a.was, a.becomes, 'DELIBERATION', u.org_id, u.consultation_id
FROM fill_unit u CROSS JOIN LATERAL (VALUES
    (1, pg_temp.at(u.held_on - 15, 9), u.compiler, 'CONSULTATION_DRAFT', NULL, 'DRAFT'), (2, pg_temp.at(u.held_on - 8, 9), u.compiler, 'CONSULTATION_SUBMIT', 'DRAFT', 'SUBMITTED'),
    (3, pg_temp.at(u.held_on - 5, 9), u.secretary, 'CONSULTATION_RATIFY', 'SUBMITTED', 'APPROVED'), (4, pg_temp.at(u.held_on, 8), u.discipline, 'CONSULTATION_OPEN', 'APPROVED', 'IN_SESSION'),
    (5, pg_temp.at(u.held_on, 9), u.discipline, 'CONSULTATION_CONCLUDE', 'IN_SESSION', 'CONCLUDED')) AS a (no, at, actor, act, was, becomes) ORDER BY u.u, a.no;

INSERT INTO history (id, province_id, noun, record_id, at, actor_id, act, to_state, audience, org_id, seen_orgs, seen_departments, seen_posts, risk_domains, registered_seats, resolution)
SELECT pg_temp.id('history problem ' || x.id), x.province_id, 'Problem', x.id, x.created_at, x.registered_by, 'PROBLEM_REGISTER', 'OPEN', 'PROBLEM', x.org_id, x.seen_orgs, x.seen_departments, x.seen_posts, x.risk_domains, x.registered_seats, x.resolution
FROM fill_problem p JOIN problem x ON x.id = p.problem_id ORDER BY p.u, p.topic;
