-- 1,600 tasks for each head of a department of the sample, set by the province: 20 consultations of 80 tasks, each
-- with the study of documents and 4 topics, an outcome and a problem per topic, 4 measures per outcome, 5 tasks per
-- measure. Of 9 tasks 2 are assigned, 1 is in progress and 6 are cancelled. Who sees a row stands on it as the
-- triggers would have it, so that a change of one row does not spread to others. The ids are made of what they are
-- of; run as superuser in one session, past triggers and foreign keys.
SET session_replication_role = replica;

CREATE TEMP TABLE head AS
SELECT d.province_id, d.org_id, d.id AS department_id, d.code, p.id AS post_id, a.person_id,
       row_number() OVER (ORDER BY d.code, a.person_id) AS no,
       ARRAY[d.org_id] AS seen_orgs, ARRAY[d.id] AS seen_departments, ARRAY[p.id] AS seen_posts
FROM department d
JOIN post p ON p.department_id = d.id AND 'DEPARTMENT_HEAD' = ANY (p.categories)
JOIN appointment a ON a.post_id = p.id;

CREATE TEMP TABLE held AS
SELECT h.*, b.b, md5('consultation ' || h.no || ' ' || b.b)::uuid AS consultation_id
FROM head h CROSS JOIN generate_series(1, 20) AS b (b);

INSERT INTO consultation (id, province_id, org_id, about_org_id, kind, form, title, state, submitted_at, ratified_at, opened_at, concluded_at, created_at)
SELECT consultation_id, province_id, province_id, org_id, 'THEMATIC', 'MEETING', '关于' || code || '采购领域突出问题的第' || b || '次专题会商', 'CONCLUDED',
       '2026-01-05', '2026-01-06', '2026-01-08', '2026-01-08', '2026-01-04'
FROM held;

INSERT INTO topic (id, province_id, org_id, consultation_id, position, study, title, content, problem_id, state, settled_by, settled_at)
SELECT md5('topic ' || h.consultation_id || n)::uuid, h.province_id, h.province_id, h.consultation_id, n, n = 1,
       CASE WHEN n = 1 THEN '学习上级文件精神' ELSE '议题' || n || '：规避招标、化整为零采购的整改' END, CASE WHEN n > 1 THEN '通报情况，研究原因，提出措施。' END,
       CASE WHEN n > 1 THEN md5('problem ' || h.consultation_id || n)::uuid END, 'APPROVED', h.person_id, '2026-01-06'
FROM held h CROSS JOIN generate_series(1, 5) AS n;

INSERT INTO problem (id, province_id, org_id, title, description, category, severity, about_org_id, state, created_at, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT md5('problem ' || h.consultation_id || n)::uuid, h.province_id, h.province_id, '采购化整为零', '同类物资分次采购，单次金额低于招标限额。', c.code, 'SERIOUS', h.org_id, 'OPEN',
       '2026-01-03', h.seen_orgs, h.seen_departments, h.seen_posts, c.risk_domains
FROM held h CROSS JOIN generate_series(2, 5) AS n
JOIN code c ON c.kind = 'PROBLEM_CATEGORY' AND c.code = 'PROCUREMENT';

INSERT INTO outcome (id, province_id, org_id, consultation_id, topic_id, kind, problem_id, root_cause, final, created_at, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT md5('outcome ' || h.consultation_id || n)::uuid, h.province_id, h.province_id, h.consultation_id, md5('topic ' || h.consultation_id || n)::uuid, 'MEASURES', p.id,
       '需求计划归集缺位，采购方式审批与执行未分离，部门之间没有相互核对。', true, '2026-01-08', h.seen_orgs, h.seen_departments, h.seen_posts, p.risk_domains
FROM held h CROSS JOIN generate_series(2, 5) AS n
JOIN problem p ON p.id = md5('problem ' || h.consultation_id || n)::uuid;

INSERT INTO measure (id, province_id, org_id, consultation_id, outcome_id, no, text, due_on, problem_id, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT md5('measure ' || o.id || n)::uuid, o.province_id, o.org_id, o.consultation_id, o.id, n, '重新归集年度采购计划，逐月公示执行情况，由纪检部门抽查。', date '2026-01-01' + n, o.problem_id,
       o.seen_orgs, o.seen_departments, o.seen_posts, o.risk_domains
FROM outcome o JOIN held h ON h.consultation_id = o.consultation_id CROSS JOIN generate_series(1, 4) AS n;

INSERT INTO task (id, province_id, org_id, responsible_org_id, department_id, post_id, person_id, number, year, serial, origin, consultation_id, outcome_id, measure_id, problem_id,
    text, category, severity, original_due_on, due_on, state, assigned_at, assigned_on, accept_by, accepted_at,
    seen_orgs, seen_departments, seen_posts, reader_seats, risk_domains, ended_at, stopped_on, end_reason)
SELECT md5('task ' || h.no || ' ' || n)::uuid, h.province_id, h.province_id, h.org_id, h.department_id, h.post_id, h.person_id, h.no || '会商督〔2026〕' || n || '号', 2026, h.no * 10000 + n,
       'OUTCOME', h.consultation_id, m.outcome_id, m.id, m.problem_id, m.text, 'PROCUREMENT', 'SERIOUS', date '2026-01-01' + n % 700, date '2026-01-01' + n % 700,
       s.state, '2026-01-08', '2026-01-08', '2026-01-13', CASE WHEN s.state = 'IN_PROGRESS' THEN timestamptz '2026-01-09' END,
       m.seen_orgs, m.seen_departments, m.seen_posts, m.seen_posts, m.risk_domains,
       CASE WHEN s.state = 'CANCELLED' THEN timestamptz '2026-02-01' END, CASE WHEN s.state = 'CANCELLED' THEN date '2026-02-01' END, CASE WHEN s.state = 'CANCELLED' THEN '并入另一事项' END
FROM held h
CROSS JOIN LATERAL generate_series((h.b - 1) * 80 + 1, h.b * 80) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n % 3 > 0 THEN 'CANCELLED' WHEN n % 9 = 0 THEN 'IN_PROGRESS' ELSE 'ASSIGNED' END) AS s (state)
JOIN measure m ON m.id = md5('measure ' || md5('outcome ' || h.consultation_id || 2 + n % 4)::uuid || 1 + n / 4 % 4)::uuid;

INSERT INTO task_holding (task_id, province_id, org_id, post_id, person_id, from_on, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT t.id, t.province_id, t.org_id, t.post_id, t.person_id, t.assigned_on, t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM task t JOIN held h ON h.consultation_id = t.consultation_id;

INSERT INTO history (id, province_id, noun, record_id, at, actor_id, act, reason, from_state, to_state, audience, org_id, consultation_id, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT md5('history ' || t.id || n)::uuid, t.province_id, 'Task', t.id, timestamptz '2026-01-09 01:00Z' + n * interval '1 hour', t.person_id,
       CASE WHEN n % 2 = 1 THEN 'MILESTONES_SET' ELSE 'TASK_INSTRUCT' END, CASE WHEN n % 2 = 0 THEN '请按月报告进展' END, 'ASSIGNED', 'ASSIGNED', 'TASK', t.org_id, t.consultation_id,
       t.reader_seats, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM task t JOIN held h ON h.consultation_id = t.consultation_id CROSS JOIN generate_series(1, 4) AS n;

DROP TABLE held, head;
SELECT keep_anew();
SET session_replication_role = DEFAULT;
