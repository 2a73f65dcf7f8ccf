-- Who consults about whom, and who answers there: read from the organisation once, before the cases.

CREATE TEMP TABLE fill_answerer AS
SELECT x.*, row_number() OVER (PARTITION BY x.about_org_id ORDER BY x.code) - 1 AS no, count(*) OVER (PARTITION BY x.about_org_id) AS of,
       (SELECT holder_on(l, pg_temp.today()) FROM unnest(leader_posts(x.org_id, x.department_id, pg_temp.today())) AS l LIMIT 1) AS leader_id
FROM (
    SELECT CASE o.level WHEN 'REGION' THEN o.branch_id ELSE o.id END AS about_org_id, o.id AS org_id, p.department_id, p.id AS post_id, a.person_id, p.code
    FROM post p
    JOIN post_role r ON r.post_id = p.id AND r.role IN ('DEPARTMENT_HEAD', 'REGION_MANAGER')
    JOIN organisation o ON o.id = p.org_id
    JOIN appointment a ON a.post_id = p.id
    LEFT JOIN department d ON d.id = p.department_id
    WHERE d.kind IS NULL OR d.kind = 'ORDINARY') x;

-- The province consults about itself and its branches, a branch about itself. Whoever signs is none of those who answer.
CREATE TEMP TABLE fill_venue AS
SELECT row_number() OVER (ORDER BY s.code, a.code) - 1 AS no, count(*) OVER () AS of, s.province_id, s.id AS org_id, a.id AS about_org_id, a.name AS about_name, s.number_prefix AS prefix,
       secretary.person_id AS secretary, chief.person_id AS chief, chief.post_id AS chief_post,
       CASE WHEN s.level = 'PROVINCE' THEN party.person_id ELSE secretary.person_id END AS party,
       CASE WHEN s.level = 'PROVINCE' THEN party.person_id ELSE commissioner.person_id END AS compiler,
       CASE WHEN s.level = 'PROVINCE' THEN party.post_id ELSE commissioner.post_id END AS compiler_post,
       discipline.person_id AS discipline, discipline.post_id AS discipline_post, answers.person_id AS answers, answers.post_id AS answers_post
FROM organisation s
JOIN organisation p ON p.id = s.province_id
JOIN organisation a ON a.level <> 'REGION' AND (a.id = s.id OR s.level = 'PROVINCE' AND a.parent_id = s.id)
JOIN (SELECT p.code, h.post_id, h.person_id FROM appointment h JOIN post p ON p.id = h.post_id) AS secretary ON secretary.code = s.code || '.SJ'
JOIN (SELECT p.code, h.post_id, h.person_id FROM appointment h JOIN post p ON p.id = h.post_id) AS chief ON chief.code = a.code || '.SJ'
JOIN (SELECT p.code, h.post_id, h.person_id FROM appointment h JOIN post p ON p.id = h.post_id) AS party ON party.code = p.code || '/DWB.ZR'
JOIN (SELECT p.code, h.post_id, h.person_id FROM appointment h JOIN post p ON p.id = h.post_id) AS discipline ON discipline.code = p.code || '/JWB.ZR'
LEFT JOIN (SELECT p.code, h.post_id, h.person_id FROM appointment h JOIN post p ON p.id = h.post_id) AS commissioner ON commissioner.code = s.code || '.JJ'
JOIN fill_answerer answers ON answers.about_org_id = a.id AND answers.no = 0
WHERE s.level <> 'REGION';
ALTER TABLE fill_venue ADD PRIMARY KEY (no);
ALTER TABLE fill_answerer ADD PRIMARY KEY (about_org_id, no);

-- What problems are about, with words that fit.
CREATE TEMP TABLE fill_matter AS
SELECT m.*, c.risk_domains FROM (VALUES
    (0, 'PROCUREMENT', '采购化整为零', '同类物资分次采购，单次金额低于招标限额，比价资料不全。', '需求计划归集缺位，采购方式审批与执行未分离。', '重新归集年度采购计划，逐月公示执行情况，由纪检部门抽查。'),
    (1, 'ENGINEERING', '工程变更未经审批', '现场签证先施工后补办，变更理由与影像资料不符。', '变更审批权限不清，监理记录流于形式。', '清理在建项目变更事项，补齐审批资料，分级确定变更权限。'),
    (2, 'MARKETING', '营销费用列支不规范', '业务宣传费用附件不全，同一事项重复列支。', '费用标准没有细化，事前审批与事后核销脱节。', '修订营销费用管理办法，逐笔核对本年度费用附件。'),
    (3, 'SITE_RENT_POWER', '场租电费重复支付', '同一站址一年内两次支付租金，电费单价高于合同约定。', '站址台账更新不及时，付款前没有核对上期凭证。', '逐站核对租赁合同与付款记录，追回多付款项，建立付款前核对清单。'),
    (4, 'MAINTENANCE', '代维考核走过场', '代维考核得分长期满分，巡检轨迹与签到时间矛盾。', '考核人员少，考核结果不与费用挂钩。', '按月抽查巡检轨迹，考核结果与代维费用挂钩并公示。'),
    (5, 'ENERGY', '换电柜资产账实不符', '部分换电柜已拆除未销账，保证金没有收回。', '资产调拨手续滞后，业务与财务没有定期对账。', '开展资产盘点，完成销账与保证金清收，建立季度对账制度。'),
    (6, 'POLITICAL_SUPERVISION', '第一议题落实不到位', '传达学习上级精神不及时，缺少结合实际的贯彻措施。', '学习计划与业务工作脱节，督促检查不够。', '完善第一议题制度，每季检查贯彻措施落实情况。'),
    (7, 'APPOINTMENTS', '关键岗位轮岗不及时', '采购、财务关键岗位任职超过五年未轮岗。', '岗位台账不全，轮岗计划没有刚性约束。', '建立关键岗位台账，制定两年轮岗计划并按期完成。'),
    (8, 'FUNDS', '备用金长期挂账', '个人借款超过半年未清理，个别人员已调离。', '借款清理责任不明，离岗交接没有财务核对。', '逐笔清理备用金，离岗交接增加财务核对环节。')
) AS m (no, category, title, description, cause, measure)
JOIN code c ON c.kind = 'PROBLEM_CATEGORY' AND c.code = m.category;
ANALYZE fill_venue, fill_answerer, fill_matter;
