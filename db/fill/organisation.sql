-- The organisation of invented provinces: what the sample has of one, as often as asked for. Written through every trigger.
-- fill_given has the province's number and how many people it has.

CREATE TEMP TABLE fill_province AS
SELECT p.*, pg_temp.id('organisation ' || p.code) AS id
FROM fill_given g, unnest(
    '{BJ,TJ,HE,SX,NM,LN,JL,HL,SH,JS,ZJ,AH,FJ,JX,SD,HA,HB,HN,GD,GX,HI,CQ,SC,GZ,YN,XZ,SN,GS,QH,NX,XJ}'::text[],
    '{北京市,天津市,河北省,山西省,内蒙古,辽宁省,吉林省,黑龙江省,上海市,江苏省,浙江省,安徽省,福建省,江西省,山东省,河南省,湖北省,湖南省,广东省,广西,海南省,重庆市,四川省,贵州省,云南省,西藏,陕西省,甘肃省,青海省,宁夏,新疆}'::text[],
    '{京,津,冀,晋,蒙,辽,吉,黑,沪,苏,浙,皖,闽,赣,鲁,豫,鄂,湘,粤,桂,琼,渝,川,黔,滇,藏,陕,甘,青,宁,新}'::text[],
    '{010,022,0311,0351,0471,024,0431,0451,021,025,0571,0551,0591,0791,0531,0371,027,0731,020,0771,0898,023,028,0851,0871,0891,029,0931,0971,0951,0991}'::text[])
    WITH ORDINALITY AS p (code, name, prefix, area, no)
WHERE p.no = g.province;

-- One branch for fifty people, 2 to 20 of them, each with two regions.
CREATE TEMP TABLE fill_branch AS
SELECT p.code || '-' || lpad(b.no::text, 2, '0') AS code, b.no, x.name
FROM fill_province p, fill_given g,
     generate_series(1, LEAST(20, GREATEST(2, g.people / 50))) AS b (no),
     LATERAL (SELECT (p.no * 37 + b.no * 7) % 130) AS n (n),
     LATERAL (SELECT ('{安,宁,平,兴,长,永,清,和,新,东,西,南,北}'::text[])[n.n / 10 + 1] || ('{州,阳,江,城,山,源,海,川,原,河}'::text[])[n.n % 10 + 1]) AS x (name);

INSERT INTO organisation (id, province_id, parent_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, created_at)
SELECT p.id, p.id, NULL, 'PROVINCE', p.code, '中国铁塔股份有限公司' || p.name || '分公司', p.prefix, 'PARTY_COMMITTEE', 'COMMISSION', 'Asia/Shanghai', pg_temp.at(-1000, 9)
FROM fill_province p;
INSERT INTO organisation (id, province_id, parent_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, created_at)
SELECT pg_temp.id('organisation ' || b.code), p.id, p.id, 'BRANCH', b.code, b.name || '分公司', p.prefix || b.name, 'PARTY_COMMITTEE', 'COMMISSIONER', 'Asia/Shanghai', pg_temp.at(-1000, 9)
FROM fill_province p, fill_branch b ORDER BY b.code;
INSERT INTO organisation (id, province_id, parent_id, level, code, name, party_organisation, discipline_body, zone, created_at)
SELECT pg_temp.id('organisation ' || b.code || '-' || r.no), p.id, pg_temp.id('organisation ' || b.code), 'REGION', b.code || '-' || r.no,
       b.name || r.name || '区域', 'PARTY_BRANCH', 'NONE', 'Asia/Shanghai', pg_temp.at(-1000, 9)
FROM fill_province p, fill_branch b, (VALUES (1, '城区'), (2, '县域')) AS r (no, name) ORDER BY b.code, r.no;

INSERT INTO department (id, province_id, org_id, code, name, kind, risk_domains, business_lines, origin, created_at)
SELECT pg_temp.id('department ' || o.code || '/' || d.code), o.province_id, o.id, o.code || '/' || d.code, d.name, d.kind, d.domains::text[], d.lines::text[], 'SAMPLE', pg_temp.at(-1000, 9)
FROM fill_province p JOIN organisation o ON o.province_id = p.id
JOIN (VALUES
    ('PROVINCE', 'DWB', '党委办公室（党群工作部）', 'PARTY_OFFICE', '{GENERAL_MANAGEMENT}', '{}'), ('PROVINCE', 'JWB', '纪委办公室', 'DISCIPLINE_OFFICE', '{}', '{}'),
    ('PROVINCE', 'ZH', '综合部', 'ORDINARY', '{GENERAL_MANAGEMENT}', '{}'), ('PROVINCE', 'RL', '人力资源部', 'ORDINARY', '{GENERAL_MANAGEMENT}', '{}'),
    ('PROVINCE', 'CW', '财务部', 'ORDINARY', '{FINANCE}', '{}'), ('PROVINCE', 'YW', '运营商业务部', 'ORDINARY', '{BUSINESS_LINES}', '{OPERATOR}'),
    ('PROVINCE', 'ZL', '智联业务部', 'ORDINARY', '{BUSINESS_LINES}', '{SMART}'), ('PROVINCE', 'NY', '能源业务部', 'ORDINARY', '{BUSINESS_LINES}', '{ENERGY}'),
    ('PROVINCE', 'JS', '建设维护部', 'ORDINARY', '{BUSINESS_LINES,PARTNERS_PROCUREMENT}', '{}'), ('PROVINCE', 'CG', '商务合作与采购部', 'ORDINARY', '{PARTNERS_PROCUREMENT}', '{}'),
    ('PROVINCE', 'SJ', '审计部', 'ORDINARY', '{FINANCE}', '{}'),
    ('BRANCH', 'ZH', '综合室', 'ORDINARY', '{GENERAL_MANAGEMENT,FINANCE}', '{}'), ('BRANCH', 'YW', '业务室', 'ORDINARY', '{BUSINESS_LINES}', '{}'),
    ('BRANCH', 'JS', '建设维护室', 'ORDINARY', '{BUSINESS_LINES,PARTNERS_PROCUREMENT}', '{}'), ('BRANCH', 'SC', '市场室', 'ORDINARY', '{BUSINESS_LINES}', '{}')
) AS d (level, code, name, kind, domains, lines) ON d.level = o.level
ORDER BY o.code, d.code;

-- Posts that there are once, then so many of staff that every other person has one.
CREATE TEMP TABLE fill_post AS
SELECT o.code || s.suffix AS code, o.id AS org_id, NULL::uuid AS department_id, s.name, s.categories::text[] AS categories, s.roles::text[] AS roles, 0 AS late
FROM fill_province p JOIN organisation o ON o.province_id = p.id
JOIN (VALUES
    ('PROVINCE', '.SJ', '党委书记、总经理', '{PRINCIPAL_LEADER,LEADERSHIP_MEMBER}', '{PARTY_SECRETARY,LEADERSHIP_MEMBER}'),
    ('PROVINCE', '.FSJ', '党委副书记', '{LEADERSHIP_MEMBER}', '{PARTY_COMMITTEE_MEMBER,LEADERSHIP_MEMBER}'),
    ('PROVINCE', '.JW', '纪委书记', '{DISCIPLINE_SECRETARY,LEADERSHIP_MEMBER}', '{DISCIPLINE_SECRETARY,LEADERSHIP_MEMBER}'),
    ('PROVINCE', '.F1', '副总经理（建设维护）', '{LEADERSHIP_MEMBER}', '{PARTY_COMMITTEE_MEMBER,LEADERSHIP_MEMBER}'),
    ('PROVINCE', '.F2', '副总经理（市场经营）', '{LEADERSHIP_MEMBER}', '{PARTY_COMMITTEE_MEMBER,LEADERSHIP_MEMBER}'),
    ('PROVINCE', '.FX', '数据分析员', '{STAFF}', '{ANALYST}'), ('PROVINCE', '.GL1', '系统管理员', '{STAFF}', '{ADMINISTRATOR}'), ('PROVINCE', '.GL2', '系统管理员', '{STAFF}', '{ADMINISTRATOR}'),
    ('BRANCH', '.SJ', '分公司党委书记、总经理', '{PRINCIPAL_LEADER,MIDDLE_MANAGER}', '{PARTY_SECRETARY}'),
    ('BRANCH', '.FZ', '分公司副总经理', '{LEADERSHIP_MEMBER,MIDDLE_MANAGER}', '{LEADERSHIP_MEMBER,PARTY_COMMITTEE_MEMBER}'),
    ('BRANCH', '.JJ', '纪检委员', '{STAFF}', '{DISCIPLINE_COMMISSIONER}'),
    ('REGION', '.JL', '区域经理', '{PRINCIPAL_LEADER,REGION_MANAGER}', '{REGION_MANAGER}')
) AS s (level, suffix, name, categories, roles) ON s.level = o.level
UNION ALL
SELECT d.code || '.ZR', d.org_id, d.id, '负责人', CASE WHEN d.org_id = p.id THEN '{MIDDLE_MANAGER,DEPARTMENT_HEAD}'::text[] ELSE '{DEPARTMENT_HEAD}' END,
       ARRAY['DEPARTMENT_HEAD'] || CASE WHEN d.kind <> 'ORDINARY' THEN d.kind END, 1
FROM fill_province p JOIN department d ON d.province_id = p.id;
UPDATE fill_post SET roles = array_remove(roles, NULL);

INSERT INTO fill_post
SELECT x.code || '.Z' || ((n.n - 1) / x.of + 1), x.org_id, x.department_id, CASE WHEN x.department_id IS NULL THEN '区域专员' ELSE '专员' END,
       CASE WHEN pg_temp.dice('key post ' || x.code || n.n, 6) = 0 THEN '{KEY_POST}'::text[] ELSE '{STAFF}' END,
       CASE WHEN x.department_id IS NULL THEN '{REGION_STAFF}'::text[] ELSE '{DEPARTMENT_STAFF}' END, 2
FROM fill_given g, fill_province p,
     LATERAL generate_series(1, g.people - (SELECT count(*) FROM fill_post)) AS n (n)
JOIN (SELECT y.*, row_number() OVER (ORDER BY md5(y.code)) AS at, count(*) OVER () AS of FROM (
          SELECT d.code, d.org_id, d.id AS department_id FROM department d JOIN fill_province p ON p.id = d.province_id
          UNION ALL SELECT o.code, o.id, NULL FROM organisation o JOIN fill_province p ON p.id = o.province_id WHERE o.level = 'REGION') y) x
  ON x.at = (n.n - 1) % x.of + 1;

INSERT INTO post (id, province_id, org_id, department_id, code, name, categories, created_at)
SELECT pg_temp.id('post ' || f.code), p.id, f.org_id, f.department_id, f.code, f.name, f.categories, pg_temp.at(-1000, 9)
FROM fill_post f, fill_province p ORDER BY f.late, f.code;
INSERT INTO post_role (id, province_id, org_id, post_id, role, state, created_at)
SELECT pg_temp.id('role ' || f.code || r), p.id, f.org_id, pg_temp.id('post ' || f.code), r, 'CONFIRMED', pg_temp.at(-1000, 9)
FROM fill_post f CROSS JOIN unnest(f.roles) AS r CROSS JOIN fill_province p ORDER BY f.late, f.code, r;

CREATE TEMP TABLE fill_person AS
SELECT x.*, p.code || lpad(x.no::text, 6, '0') AS number, p.area,
       ('{王,李,张,刘,陈,杨,黄,赵,周,吴,徐,孙,马,朱,胡,郭,何,林,高,罗,郑,梁,谢,宋,唐,许,韩,邓,冯,曹,彭,曾,肖,田,董,潘,袁,蔡,蒋,余,于,杜,叶,程,魏,苏,吕,丁,任,卢,姚,沈,钟,姜,崔,谭,陆,范,汪,廖}'::text[])
           [pg_temp.dice('surname ' || x.code, 60) * (pg_temp.dice('of them ' || x.code, 60) + 1) / 60 + 1]
       || CASE WHEN pg_temp.dice('short ' || x.code, 5) = 0 THEN '' ELSE given.names[pg_temp.dice('first ' || x.code, 50) + 1] END
       || given.names[pg_temp.dice('second ' || x.code, 50) + 1] AS called
FROM (SELECT f.*, row_number() OVER (ORDER BY f.late, f.code) AS no FROM fill_post f) x, fill_province p,
     (SELECT '{伟,芳,敏,静,强,磊,军,洋,勇,艳,杰,娟,涛,明,超,霞,平,刚,英,华,建,国,文,志,红,玉,海,晓,春,秀,丽,永,德,荣,宏,林,峰,云,宁,佳,思,雨,欣,怡,浩,博,宇,轩,子,梓}'::text[] AS names) AS given;

INSERT INTO person (id, province_id, org_id, number, name, origin, created_at)
SELECT pg_temp.id('person ' || f.number), p.id, f.org_id, f.number, f.called, 'SAMPLE', pg_temp.at(-1000, 9) FROM fill_person f, fill_province p ORDER BY f.no;
INSERT INTO person_contact (person_id, province_id, org_id, phone, email)
SELECT pg_temp.id('person ' || f.number), p.id, f.org_id, f.area || '-555' || lpad((f.no % 100000)::text, 5, '0'), lower(f.number) || '@example.invalid' FROM fill_person f, fill_province p ORDER BY f.no;
INSERT INTO appointment (id, province_id, org_id, post_id, person_id, kind, from_on, principal, basis, state, created_at)
SELECT pg_temp.id('appointment ' || f.code), p.id, f.org_id, pg_temp.id('post ' || f.code), pg_temp.id('person ' || f.number), 'SUBSTANTIVE',
       pg_temp.today() - 800 - pg_temp.dice('since ' || f.code, 1000), false, '样例任职文件', 'CONFIRMED', pg_temp.at(-800, 9)
FROM fill_person f, fill_province p ORDER BY f.no;

-- The deputies share departments and branches; a branch's deputy leads its rooms.
INSERT INTO portfolio (id, province_id, org_id, post_id, department_id, organisation_id, from_on, created_at)
SELECT pg_temp.id('portfolio ' || x.code), p.id, p.id, pg_temp.id('post ' || x.post), x.department_id, x.organisation_id, pg_temp.today() - 800, pg_temp.at(-800, 9)
FROM fill_province p, LATERAL (
    SELECT d.code, d.id AS department_id, NULL::uuid AS organisation_id,
           CASE WHEN d.org_id <> p.id THEN split_part(d.code, '/', 1) || '.FZ' ELSE p.code || CASE d.kind WHEN 'PARTY_OFFICE' THEN '.FSJ' WHEN 'DISCIPLINE_OFFICE' THEN '.JW'
               ELSE '.F' || (1 + pg_temp.dice('leads ' || d.code, 2)) END END AS post
    FROM department d WHERE d.province_id = p.id
    UNION ALL
    SELECT o.code, NULL, o.id, p.code || '.F' || (1 + pg_temp.dice('leads ' || o.code, 2)) FROM organisation o WHERE o.province_id = p.id AND o.level = 'BRANCH') x
ORDER BY x.code;

DROP TABLE fill_province, fill_branch, fill_post, fill_person;
