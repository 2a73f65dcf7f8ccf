-- Duty lists (D-SEC-2). In force: all in the organisation and below, the committee family and analysts of an organisation
-- above, leadership members those of their portfolio. Superseded: the latter two. Drafts and withdrawn drafts: their
-- drafters and whoever puts them in force.

CREATE POLICY read ON duty_list FOR SELECT TO huishang_reader USING (CASE state
    WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    WHEN 'SUPERSEDED' THEN (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    ELSE (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END) END);
CREATE POLICY add ON duty_list FOR INSERT TO huishang_api WITH CHECK (state = 'DRAFT' AND (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));

CREATE POLICY read ON duty_item FOR SELECT TO huishang_reader USING (CASE state
    WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    WHEN 'SUPERSEDED' THEN (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    ELSE (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END) END);
CREATE POLICY add ON duty_item FOR INSERT TO huishang_api WITH CHECK (state = 'DRAFT' AND (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));

CREATE POLICY change ON duty_list FOR UPDATE TO huishang_api USING ((CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END)) WITH CHECK ((CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));
CREATE POLICY change ON duty_item FOR UPDATE TO huishang_api USING (state = 'DRAFT' AND (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END)) WITH CHECK (state = 'DRAFT' AND (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));
CREATE POLICY drop_draft ON duty_item FOR DELETE TO huishang_api USING (state = 'DRAFT' AND (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));
-- A list as it stood at a day's end: once it was in force, by how it stands today. Drafting is told to nobody afterwards.
CREATE POLICY read ON duty_list_past FOR SELECT TO huishang_reader USING (state IN ('IN_FORCE', 'SUPERSEDED') AND (CASE now_state
    WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    WHEN 'SUPERSEDED' THEN (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))
    ELSE (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END) END));
GRANT SELECT ON duty_list, duty_list_past, duty_item TO huishang_reader;
GRANT INSERT, UPDATE ON duty_list, duty_item TO huishang_api;
GRANT DELETE ON duty_item TO huishang_api;
