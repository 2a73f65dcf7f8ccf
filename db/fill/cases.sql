-- One batch: the consultations from fill_given.first to .last with all that comes of them, up to the close-out of their tasks.
-- Each row is written once, as it ends, with what decides who sees it: as the triggers place and carry_* would leave it.

-- A consultation: where, and on which working day of two years, in the order of time, the more the later.
CREATE TEMP TABLE fill_unit ON COMMIT DROP AS
SELECT u.u, v.*, x.held_on, pg_temp.id('consultation ' || u.u) AS consultation_id, 3 + (u.u % 3 = 0)::int AS topics,
       merged(seat(v.chief, v.chief_post), seat(v.discipline, v.discipline_post), seat(v.answers, v.answers_post)) AS seats,
       (SELECT array_agg(i ORDER BY i) FROM unnest(ARRAY[v.chief, v.discipline, v.answers]) AS i) AS invited
FROM fill_given g, LATERAL generate_series(g.first, g.last) AS u (u)
JOIN fill_venue v ON v.no = pg_temp.dice('venue ' || u.u, v.of::int)
CROSS JOIN LATERAL (SELECT 1 - (u.u + 1)::numeric / g.units) AS y (y)
CROSS JOIN LATERAL (SELECT pg_temp.today() - 2 - (364 * y.y * (1 + y.y))::int) AS d (d)
CROSS JOIN LATERAL (SELECT d.d - CASE extract(isodow FROM d.d) WHEN 6 THEN 1 WHEN 7 THEN 2 ELSE 0 END::int) AS x (held_on);
ALTER TABLE fill_unit ADD PRIMARY KEY (u);

-- A task: who answers, and how far it has come; h is chance, eight times 0 to 65535. Each step is computed once: inlined,
-- every use of h would draw it again.
CREATE TEMP TABLE fill_task ON COMMIT DROP AS
WITH drawn AS MATERIALIZED (
    SELECT t.t AS g, u.*, (t.t - 1) % 24 AS slot, pg_temp.chance('task ' || t.t) AS h
    FROM fill_given g JOIN fill_unit u ON true CROSS JOIN LATERAL generate_series(u.u * 24 + 1, LEAST(u.u * 24 + 24, g.tasks)) AS t (t)
), placed AS MATERIALIZED (
    SELECT d.*, 2 + d.slot / 8 AS topic, 1 + d.slot % 8 / 4 AS measure, 1 + d.slot % 4 AS responsible,
           a.org_id AS responsible_org_id, a.department_id, a.post_id, a.person_id, a.leader_id,
           m.category, m.measure AS text, m.risk_domains, ('{GENERAL,GENERAL,EMERGING,SERIOUS}'::text[])[1 + pg_temp.dice('severity ' || d.u || d.slot / 8, 4)] AS severity,
           d.held_on + 30 + 15 * pg_temp.dice('due ' || d.u || d.slot / 4, 6) AS original_due_on, pg_temp.today() - d.held_on AS age
    FROM drawn d
    JOIN fill_matter m ON m.no = pg_temp.dice('matter ' || d.u || d.slot / 8, 9)
    JOIN fill_answerer a ON a.about_org_id = d.about_org_id AND a.no = (pg_temp.dice('answers ' || d.u || d.slot / 4, 1000) + d.slot % 4) % a.of
), dated AS MATERIALIZED (
    SELECT p.*, p.held_on + 25 + (h[1] % (p.original_due_on - p.held_on + 15)) AS close_on FROM placed p
), judged AS MATERIALIZED (
    SELECT d.*, d.close_on - 6 AS submit_on, CASE
        WHEN h[2] % 100 < 5 AND age > 30 THEN 'CANCELLED'
        WHEN h[2] % 100 < 8 AND age BETWEEN 21 AND 300 THEN 'SUSPENDED'
        WHEN h[2] % 100 < 12 AND age BETWEEN 2 AND 15 THEN 'OBJECTED'
        WHEN h[2] % 100 < 13 AND age > 5 AND age < 60 THEN 'ASSIGNED'
        WHEN h[2] % 100 < 18 AND age BETWEEN 30 AND 400 THEN 'IN_PROGRESS'
        WHEN close_on <= pg_temp.today() THEN 'CLOSED'
        WHEN close_on - 6 <= pg_temp.today() THEN 'SUBMITTED'
        WHEN age > 10 THEN 'IN_PROGRESS' WHEN age > 4 THEN 'ACCEPTED' ELSE 'ASSIGNED' END AS state
    FROM dated d
), told AS MATERIALIZED (
    SELECT j.*, state NOT IN ('ASSIGNED', 'OBJECTED') AS accepted, state IN ('SUBMITTED', 'CLOSED') AS submitted,
           state IN ('SUBMITTED', 'CLOSED') AND h[3] % 100 < 12 AS returned,
           -- Granted on the eighteenth day, before it is handed in.
           state IN ('IN_PROGRESS', 'SUBMITTED', 'CLOSED') AND age > 20 AND h[4] % 100 < 15 AS extended,
           state = 'IN_PROGRESS' AND age > 20 AND h[4] % 100 >= 94 AS asking,
           state = 'SUBMITTED' AND h[5] % 2 = 0 AS half_signed,
           leader_id IS NOT NULL AND state <> 'ASSIGNED' AND h[5] % 100 < 8 AS instructed,
           CASE WHEN state IN ('IN_PROGRESS', 'SUSPENDED', 'SUBMITTED', 'CLOSED') THEN 1 + (age > 45 AND state IN ('IN_PROGRESS', 'CLOSED') AND close_on - held_on > 40)::int ELSE 0 END AS reports,
           CASE state WHEN 'CLOSED' THEN pg_temp.at(close_on, 15) WHEN 'CANCELLED' THEN pg_temp.at(held_on + 16 + h[3] % 14, 15) END AS ended_at
    FROM judged j
)
SELECT t.*, pg_temp.id('task ' || g) AS id, extract(year FROM held_on)::int AS year, extract(year FROM ended_at AT TIME ZONE 'Asia/Shanghai')::int AS close_year,
       row_number() OVER (PARTITION BY t.org_id, extract(year FROM held_on) ORDER BY g)::int + COALESCE(n.last, 0) AS serial, NULL::int AS close_serial,
       pg_temp.id('problem ' || u || '/' || topic) AS problem_id, pg_temp.id('outcome ' || u || '/' || topic) AS outcome_id,
       pg_temp.id('measure ' || u || '/' || topic || '/' || measure) AS measure_id,
       merged(VARIADIC seats || post_id) AS reader_seats, ARRAY[responsible_org_id] AS seen_orgs,
       CASE WHEN department_id IS NULL THEN '{}' ELSE ARRAY[department_id] END AS seen_departments, ARRAY[post_id] AS seen_posts
FROM told t LEFT JOIN counter n ON n.org_id = t.org_id AND n.kind = 'TASK' AND n.year = extract(year FROM held_on)::int;
ALTER TABLE fill_task ADD PRIMARY KEY (g);
CREATE INDEX ON fill_task (u, topic);
UPDATE fill_task t SET close_serial = n.serial
FROM (SELECT x.g, row_number() OVER (PARTITION BY x.org_id, x.close_year ORDER BY x.ended_at, x.g)::int + COALESCE(c.last, 0) AS serial
      FROM fill_task x LEFT JOIN counter c ON c.org_id = x.org_id AND c.kind = 'CLOSE_OUT' AND c.year = x.close_year WHERE x.state = 'CLOSED') n
WHERE n.g = t.g;

-- A problem, and what its topic, outcome and measures carry.
CREATE TEMP TABLE fill_problem ON COMMIT DROP AS
SELECT u, topic, problem_id, outcome_id, min(category) AS category, min(severity) AS severity, min(held_on) AS held_on,
       bool_and(ended_at IS NOT NULL) AND bool_or(state = 'CLOSED') AS closed, max(ended_at) AS closed_at,
       merged(VARIADIC array_agg(responsible_org_id)) AS seen_orgs, merged(VARIADIC array_agg(department_id)) AS seen_departments, merged(VARIADIC array_agg(post_id)) AS seen_posts,
       ('{DAILY_SUPERVISION,DAILY_SUPERVISION,SUPERVISORY_CHECK,PARTY_INSPECTION,AUDIT}'::text[])[1 + pg_temp.dice('source ' || u || topic, 5)] AS source
FROM fill_task GROUP BY u, topic, problem_id, outcome_id;
ALTER TABLE fill_problem ADD PRIMARY KEY (u, topic);
ANALYZE fill_unit, fill_task, fill_problem;

INSERT INTO problem (id, province_id, org_id, title, description, category, severity, about_org_id, sources, state, resolution, improvement, amount_involved, amount_recovered,
    registered_by, registered_seats, closed_at, version, created_at, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT p.problem_id, u.province_id, u.org_id, u.about_name || m.title, m.description, p.category, p.severity, u.about_org_id, ARRAY[p.source],
       CASE WHEN p.closed THEN 'CLOSED' ELSE 'OPEN' END, CASE WHEN p.closed THEN 'RECTIFIED' END,
       CASE WHEN p.closed THEN i.improvement END, (1 + pg_temp.dice('amount ' || p.u || p.topic, 500)) * 1000, CASE WHEN p.closed THEN i.recovered END,
       u.discipline, ARRAY[seat(u.discipline, u.discipline_post)], CASE WHEN p.closed THEN p.closed_at END, 1 + p.closed::int, pg_temp.at(u.held_on - 18, 10),
       p.seen_orgs, p.seen_departments, p.seen_posts, m.risk_domains
FROM fill_problem p JOIN fill_unit u USING (u) JOIN fill_matter m ON m.category = p.category
CROSS JOIN LATERAL (SELECT string_agg(CASE WHEN t.h[6] % 3 = 0 THEN '已修订制度，明确责任岗位与核对环节。' END, E'\n' ORDER BY t.g) AS improvement,
        COALESCE(sum(CASE WHEN t.h[6] % 5 = 0 THEN 1000 * (1 + t.h[7] % 80) END), 0) AS recovered
    FROM fill_task t WHERE t.u = p.u AND t.topic = p.topic AND t.state = 'CLOSED') i
ORDER BY p.u, p.topic;

INSERT INTO finding (id, province_id, org_id, problem_id, source, title, content, category, severity, about_org_id, found_on, state, registered_by, registered_seats, created_at)
SELECT pg_temp.id('finding ' || p.u || '/' || p.topic), u.province_id, u.org_id, p.problem_id, p.source, m.title, m.description, p.category, p.severity, u.about_org_id,
       u.held_on - 25, 'OPEN', u.discipline, ARRAY[seat(u.discipline, u.discipline_post)], pg_temp.at(u.held_on - 22, 10)
FROM fill_problem p JOIN fill_unit u USING (u) JOIN fill_matter m ON m.category = p.category ORDER BY p.u, p.topic;

INSERT INTO consultation (id, province_id, org_id, about_org_id, kind, form, title, planned_on, state, compiled_by, compiled_seats, submitted_by, submitted_at, ratified_by, ratified_at,
    opened_by, opened_at, concluded_by, concluded_at, closed_at, version, created_at)
SELECT u.consultation_id, u.province_id, u.org_id, u.about_org_id, k.kind, CASE WHEN u.u % 5 = 0 THEN 'REMOTE' ELSE 'MEETING' END,
       u.about_name || CASE k.kind WHEN 'COMPREHENSIVE' THEN '全面从严治党综合会商' ELSE '突出问题专题会商' END || '（第' || u.u + 1 || '次）', u.held_on,
       CASE WHEN e.ended THEN 'CLOSED' ELSE 'CONCLUDED' END, u.compiler, ARRAY[seat(u.compiler, u.compiler_post)], u.compiler, pg_temp.at(u.held_on - 8, 9), u.secretary, pg_temp.at(u.held_on - 5, 9),
       u.discipline, pg_temp.at(u.held_on, 8), u.discipline, pg_temp.at(u.held_on, 9), CASE WHEN e.ended THEN e.at END, 5 + e.ended::int, pg_temp.at(u.held_on - 15, 9)
FROM fill_unit u CROSS JOIN LATERAL (SELECT CASE WHEN u.u % 4 = 0 THEN 'COMPREHENSIVE' ELSE 'THEMATIC' END) AS k (kind)
CROSS JOIN LATERAL (SELECT bool_and(t.ended_at IS NOT NULL), max(t.ended_at) FROM fill_task t WHERE t.u = u.u) AS e (ended, at)
ORDER BY u.u;

INSERT INTO participant (id, province_id, org_id, consultation_id, person_id, side, required, attended, seats, invited_by, invited_at)
SELECT pg_temp.id('participant ' || u.u || p.side), u.province_id, u.org_id, u.consultation_id, p.person, p.side, p.side <> 'OTHER', true, ARRAY[seat(p.person, p.post)], u.compiler, pg_temp.at(u.held_on - 10, 9)
FROM fill_unit u CROSS JOIN LATERAL (VALUES ('BUSINESS', u.chief, u.chief_post), ('DISCIPLINE', u.discipline, u.discipline_post), ('OTHER', u.answers, u.answers_post)) AS p (side, person, post)
ORDER BY u.u, p.person;

-- The study first, then a topic per problem, and to every third consultation one that is not a problem's.
INSERT INTO topic (id, province_id, org_id, consultation_id, position, study, title, content, part, problem_id, state, proposed_by, settled_by, settled_at, invited, readers, reader_seats)
SELECT pg_temp.id('topic ' || u.u || '/' || t.position), u.province_id, u.org_id, u.consultation_id, t.position, t.position = 1,
       CASE WHEN t.position = 1 THEN '学习习近平总书记关于全面从严治党的重要论述' WHEN p.u IS NULL THEN '通报党风廉政建设形势' ELSE m.title || '的整改' END,
       CASE WHEN t.position > 1 THEN '通报情况，研究原因，提出措施。' END, CASE WHEN t.position > 1 AND p.u IS NULL THEN 'BRIEFING' END, p.problem_id, 'APPROVED',
       u.discipline, u.secretary, pg_temp.at(u.held_on - 5, 9), u.invited, u.invited, u.seats
FROM fill_unit u CROSS JOIN LATERAL generate_series(1, u.topics + 1) AS t (position)
LEFT JOIN fill_problem p ON p.u = u.u AND p.topic = t.position LEFT JOIN fill_matter m ON m.category = p.category
WHERE t.position = 1 OR p.u IS NOT NULL OR t.position = 5
ORDER BY u.u, t.position;

INSERT INTO statement (id, province_id, org_id, consultation_id, topic_id, kind, person_id, text, recorded_by, recorded_at, reader_seats)
SELECT pg_temp.id('statement ' || p.u || '/' || p.topic || s.kind), u.province_id, u.org_id, u.consultation_id, pg_temp.id('topic ' || p.u || '/' || p.topic), s.kind, s.person, s.text,
       u.discipline, pg_temp.at(u.held_on, 8), u.seats
FROM fill_problem p JOIN fill_unit u USING (u)
CROSS JOIN LATERAL (VALUES ('BUSINESS_VIEW', u.chief, '情况属实，责任部门立即整改，举一反三。'), ('DISCIPLINE_VIEW', u.discipline, '同类问题多次出现，应从制度上堵塞漏洞。')) AS s (kind, person, text)
ORDER BY p.u, p.topic, s.kind;

INSERT INTO outcome (id, province_id, org_id, consultation_id, topic_id, kind, problem_id, root_cause, final, created_at, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT p.outcome_id, u.province_id, u.org_id, u.consultation_id, pg_temp.id('topic ' || p.u || '/' || p.topic), 'MEASURES', p.problem_id, m.cause, true, pg_temp.at(u.held_on, 9),
       u.seats, p.seen_orgs, p.seen_departments, p.seen_posts, m.risk_domains
FROM fill_problem p JOIN fill_unit u USING (u) JOIN fill_matter m ON m.category = p.category ORDER BY p.u, p.topic;
INSERT INTO outcome (id, province_id, org_id, consultation_id, topic_id, kind, text, recommendation, answer_reason, answered_by, answered_at, resolution, resolution_document, resolved_on, resolution_by, final, created_at, reader_seats)
SELECT pg_temp.id('outcome ' || u.u || '/5'), u.province_id, u.org_id, u.consultation_id, pg_temp.id('topic ' || u.u || '/5'), k.kind, '通报形势，提出下一步工作建议。',
       CASE k.kind WHEN 'RECOMMENDATION' THEN 'ADOPTED' END, CASE k.kind WHEN 'RECOMMENDATION' THEN '采纳，纳入年度工作安排。' END,
       CASE k.kind WHEN 'RECOMMENDATION' THEN u.secretary END, CASE k.kind WHEN 'RECOMMENDATION' THEN pg_temp.at(u.held_on, 10) END,
       CASE k.kind WHEN 'TO_COMMITTEE' THEN '同意，由相关部门落实。' END, CASE k.kind WHEN 'TO_COMMITTEE' THEN '党委会议纪要第' || u.u + 1 || '号' END,
       CASE k.kind WHEN 'TO_COMMITTEE' THEN u.held_on END, CASE k.kind WHEN 'TO_COMMITTEE' THEN u.party END, true, pg_temp.at(u.held_on, 9), u.seats
FROM fill_unit u CROSS JOIN LATERAL (SELECT ('{INFORMATION,RECOMMENDATION,TO_COMMITTEE}'::text[])[1 + pg_temp.dice('other ' || u.u, 3)]) AS k (kind)
WHERE u.topics = 4 ORDER BY u.u;

INSERT INTO measure (id, province_id, org_id, consultation_id, outcome_id, no, text, due_on, problem_id, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT t.measure_id, t.province_id, t.org_id, t.consultation_id, t.outcome_id, t.measure, min(t.text), min(t.original_due_on), t.problem_id, min(u.seats),
       merged(VARIADIC array_agg(t.responsible_org_id)), merged(VARIADIC array_agg(t.department_id)), merged(VARIADIC array_agg(t.post_id)), min(t.risk_domains)
FROM fill_task t JOIN fill_unit u USING (u) GROUP BY t.measure_id, t.province_id, t.org_id, t.consultation_id, t.outcome_id, t.measure, t.problem_id ORDER BY min(t.g);
INSERT INTO responsible (id, province_id, org_id, consultation_id, measure_id, no, responsible_org_id, department_id, post_id, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT pg_temp.id('responsible ' || t.g), t.province_id, t.org_id, t.consultation_id, t.measure_id, t.responsible, t.responsible_org_id, t.department_id, t.post_id, m.reader_seats, m.seen_orgs, m.seen_departments, m.seen_posts, m.risk_domains
FROM fill_task t JOIN measure m ON m.id = t.measure_id ORDER BY t.g;

INSERT INTO task (id, province_id, org_id, responsible_org_id, department_id, post_id, person_id, leader_id, number, year, serial, origin, consultation_id, outcome_id, measure_id, problem_id,
    text, category, severity, original_due_on, due_on, state, assigned_at, assigned_by, assigned_on, accept_by, accepted_at, accepted_by, version, round, returns, extensions, extension_open,
    submission, submitted_by, submitted_at, party_signed_by, discipline_signed_by, suspended_from, review_on, stopped_on, ended_at, end_reason, improvement, amount_recovered,
    close_number, close_year, close_serial, reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT id, province_id, org_id, responsible_org_id, department_id, post_id, person_id, leader_id, prefix || '会商督〔' || year || '〕' || serial || '号', year, serial, 'OUTCOME', consultation_id, outcome_id, measure_id, problem_id,
       text, category, severity, original_due_on, original_due_on + CASE WHEN extended THEN 30 ELSE 0 END, state, pg_temp.at(held_on, 9), discipline, held_on,
       held_on + CASE WHEN extract(isodow FROM held_on) > 2 THEN 5 ELSE 3 END, CASE WHEN accepted THEN pg_temp.at(held_on + 1, 9) END, CASE WHEN accepted THEN person_id END,
       1 + accepted::int + reports + submitted::int + returned::int * 2 + extended::int * 2 + asking::int + half_signed::int + 2 * (state = 'CLOSED')::int + (state IN ('OBJECTED', 'SUSPENDED', 'CANCELLED'))::int,
       1 + returned::int, returned::int, extended::int, asking,
       CASE WHEN submitted THEN '措施已落实，佐证材料齐备，请予核销。' END, CASE WHEN submitted THEN person_id END, CASE WHEN submitted THEN pg_temp.at(submit_on, 10) END,
       CASE WHEN half_signed OR state = 'CLOSED' THEN party END, CASE WHEN state = 'CLOSED' THEN discipline END,
       CASE state WHEN 'SUSPENDED' THEN 'IN_PROGRESS' END, CASE state WHEN 'SUSPENDED' THEN pg_temp.today() + 5 + h[3] % 60 END,
       CASE state WHEN 'SUSPENDED' THEN held_on + 16 WHEN 'CLOSED' THEN close_on WHEN 'CANCELLED' THEN (ended_at AT TIME ZONE 'Asia/Shanghai')::date END, ended_at, CASE state WHEN 'CANCELLED' THEN '并入另一事项' END,
       CASE WHEN state = 'CLOSED' AND h[6] % 3 = 0 THEN '已修订制度，明确责任岗位与核对环节。' END, CASE WHEN state = 'CLOSED' AND h[6] % 5 = 0 THEN 1000 * (1 + h[7] % 80) END,
       CASE state WHEN 'CLOSED' THEN prefix || '会商销〔' || close_year || '〕' || close_serial || '号' END, CASE state WHEN 'CLOSED' THEN close_year END, close_serial,
       reader_seats, seen_orgs, seen_departments, seen_posts, risk_domains
FROM fill_task ORDER BY g;

INSERT INTO counter AS c (id, province_id, org_id, kind, year, last)
SELECT pg_temp.id('counter ' || n.org_id || n.kind || n.year), n.province_id, n.org_id, n.kind, n.year, n.last
FROM (SELECT province_id, org_id, 'TASK' AS kind, year, max(serial) AS last FROM fill_task GROUP BY 1, 2, 4
      UNION ALL SELECT province_id, org_id, 'CLOSE_OUT', close_year, max(close_serial) FROM fill_task WHERE state = 'CLOSED' GROUP BY 1, 2, 4) n
ORDER BY n.org_id, n.kind, n.year
ON CONFLICT (org_id, kind, year) DO UPDATE SET last = excluded.last;
