-- +goose Up
-- Duty lists and their items (domain.md §3).

-- +goose StatementBegin
-- strict_enough tells whether a local frequency is at least as strict as the norm's: the same, or, among those
-- that recur, more often. ON_EVENT compares with itself alone.
CREATE FUNCTION strict_enough(p_local text, p_norm text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN p_norm IS NULL OR p_local = p_norm
        OR array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_local)
         > array_position('{ONCE,ANNUAL,SEMIANNUAL,QUARTERLY,MONTHLY}'::text[], p_norm);
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION strict_enough(text, text) TO huishang_reader;

CREATE TABLE duty_list (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    org_id uuid NOT NULL REFERENCES organisation,
    -- The holder: the organisation itself (MAIN, SUPERVISORY), a post (DUAL_DUTY), a department (OVERSIGHT).
    -- A post's department stands here too, for readers by portfolio.
    post_id uuid REFERENCES post,
    department_id uuid REFERENCES department,
    kind text NOT NULL CHECK (kind IN ('MAIN', 'SUPERVISORY', 'DUAL_DUTY', 'OVERSIGHT')),
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
    state text NOT NULL CHECK (state IN ('DRAFT', 'IN_FORCE', 'SUPERSEDED', 'WITHDRAWN')),
    -- 1, 2, 3 … per holder and year, given when it goes in force.
    edition integer CHECK (edition > 0),
    revises_id uuid REFERENCES duty_list,
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    drafted_by uuid,
    in_force_at timestamptz,
    in_force_by uuid,
    -- The superior's document by which a province's own secretary's list is put in force (D-SEC-6).
    external_document text CHECK (external_document <> '' AND length(external_document) <= 500),
    superseded_at timestamptz,
    withdrawn_at timestamptz,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    CHECK (CASE kind WHEN 'DUAL_DUTY' THEN post_id IS NOT NULL
                     WHEN 'OVERSIGHT' THEN department_id IS NOT NULL AND post_id IS NULL
                     ELSE post_id IS NULL AND department_id IS NULL END),
    CHECK ((state IN ('IN_FORCE', 'SUPERSEDED')) = (in_force_at IS NOT NULL)),
    CHECK ((in_force_at IS NOT NULL) = (edition IS NOT NULL)),
    CHECK ((state = 'SUPERSEDED') = (superseded_at IS NOT NULL)),
    CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL))
);
-- One in force, and one draft, per holder and year (D-DUTY-3).
CREATE UNIQUE INDEX duty_list_in_force ON duty_list (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX duty_list_draft ON duty_list (kind, org_id, department_id, post_id, year) NULLS NOT DISTINCT WHERE state = 'DRAFT';
CREATE UNIQUE INDEX duty_list_edition ON duty_list (kind, org_id, department_id, post_id, year, edition) NULLS NOT DISTINCT WHERE edition IS NOT NULL;
CREATE INDEX duty_list_province ON duty_list (province_id, year DESC, id);
CREATE INDEX duty_list_org ON duty_list (org_id, year DESC, id);
CREATE INDEX duty_list_post ON duty_list (post_id, year DESC) WHERE post_id IS NOT NULL;
CREATE INDEX duty_list_department ON duty_list (department_id, year DESC) WHERE department_id IS NOT NULL;

CREATE TABLE duty_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    list_id uuid NOT NULL REFERENCES duty_list,
    -- The list's own columns that decide who sees it: kept by trigger.
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid,
    department_id uuid,
    kind text NOT NULL,
    state text NOT NULL,
    year integer NOT NULL,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 999),
    content text NOT NULL CHECK (content <> '' AND length(content) <= 2000),
    standard text CHECK (standard <> '' AND length(standard) <= 2000),
    evidence_required text CHECK (evidence_required <> '' AND length(evidence_required) <= 500),
    frequency text NOT NULL CHECK (frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    -- The norm's minimum frequency; the local one may only be stricter (D-DUTY-4).
    norm_frequency text CHECK (norm_frequency IN ('ONCE', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'ON_EVENT')),
    risk_domains text[] NOT NULL DEFAULT '{}' CHECK (codes_known('RISK_DOMAIN', risk_domains)),
    -- Carried by the principal leader personally: that post's duty (D-DUTY-1).
    principal boolean NOT NULL DEFAULT false,
    business_work text CHECK (business_work <> '' AND length(business_work) <= 500),
    origin text CHECK (origin IN ('TEXT', 'MECHANISM', 'SAMPLE')),
    indicators jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(indicators) = 'array'),
    UNIQUE (list_id, no),
    CHECK (NOT principal OR kind = 'MAIN'),
    CHECK (strict_enough(frequency, norm_frequency))
);
CREATE INDEX duty_item_org ON duty_item (org_id, year DESC, id);
CREATE INDEX duty_item_province ON duty_item (province_id, year DESC, id);

-- +goose StatementBegin
-- list_place fills what a list takes from its holder and refuses what may not change once in force.
CREATE FUNCTION list_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.kind = 'DUAL_DUTY' THEN
        SELECT p.org_id, p.department_id INTO NEW.org_id, NEW.department_id FROM post p WHERE p.id = NEW.post_id;
    ELSIF NEW.kind = 'OVERSIGHT' THEN
        SELECT d.org_id INTO NEW.org_id FROM department d WHERE d.id = NEW.department_id;
    END IF;
    SELECT o.province_id INTO NEW.province_id FROM organisation o WHERE o.id = NEW.org_id;
    IF TG_OP = 'UPDATE' AND (NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.post_id IS DISTINCT FROM OLD.post_id
        OR (OLD.state <> 'DRAFT' AND (NEW.title <> OLD.title OR (OLD.state, NEW.state) NOT IN (('IN_FORCE', 'SUPERSEDED'), ('IN_FORCE', 'IN_FORCE'), ('SUPERSEDED', 'SUPERSEDED'))))) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON duty_list FOR EACH ROW EXECUTE FUNCTION list_place();
-- +goose StatementBegin
-- list_moved carries a list's state and place on to its items.
CREATE FUNCTION list_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (NEW.state, NEW.org_id, NEW.department_id) IS DISTINCT FROM (OLD.state, OLD.org_id, OLD.department_id) THEN
        UPDATE duty_item SET state = NEW.state, org_id = NEW.org_id, department_id = NEW.department_id WHERE list_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER moved AFTER UPDATE ON duty_list FOR EACH ROW EXECUTE FUNCTION list_moved();
-- +goose StatementBegin
-- item_place fills what an item takes from its list; the items of a list that is not a draft never change.
CREATE FUNCTION item_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_list duty_list;
BEGIN
    SELECT * INTO v_list FROM duty_list WHERE id = COALESCE(NEW.list_id, OLD.list_id);
    IF TG_OP = 'DELETE' THEN
        IF v_list.state <> 'DRAFT' THEN RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE'; END IF;
        RETURN OLD;
    END IF;
    NEW.province_id := v_list.province_id; NEW.org_id := v_list.org_id; NEW.post_id := v_list.post_id;
    NEW.department_id := v_list.department_id; NEW.kind := v_list.kind; NEW.state := v_list.state; NEW.year := v_list.year;
    IF v_list.state <> 'DRAFT' AND (TG_OP = 'INSERT' OR
        (NEW.no, NEW.content, NEW.standard, NEW.evidence_required, NEW.frequency, NEW.norm_frequency, NEW.risk_domains, NEW.principal, NEW.business_work, NEW.indicators, NEW.list_id)
        IS DISTINCT FROM
        (OLD.no, OLD.content, OLD.standard, OLD.evidence_required, OLD.frequency, OLD.norm_frequency, OLD.risk_domains, OLD.principal, OLD.business_work, OLD.indicators, OLD.list_id)) THEN
        RAISE EXCEPTION 'in force' USING ERRCODE = 'HS001', CONSTRAINT = 'WRONG_STATE';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE INSERT OR UPDATE OR DELETE ON duty_item FOR EACH ROW EXECUTE FUNCTION item_place();
-- +goose StatementBegin
-- holder_moved carries a post's or department's place on to its lists.
CREATE FUNCTION holder_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'post' THEN
        UPDATE duty_list SET org_id = NEW.org_id
        WHERE post_id = NEW.id AND (org_id, department_id) IS DISTINCT FROM (NEW.org_id, NEW.department_id);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER lists_moved AFTER UPDATE ON post FOR EACH ROW EXECUTE FUNCTION holder_moved();

CALL secure_table('duty_list');
CALL secure_table('duty_item');

-- +goose StatementBegin
-- list_authority tells who puts a list in force on a day (domain.md §11) and where: the Party secretary for the
-- main and the dual-duty lists, the discipline secretary for the supervisory one, the Party office for the
-- oversight set, routed by authority_map. Nobody decides on the list of a post that he holds, or by whose
-- authority he acts (D-SEC-6): own is then true and the act is the next level's counterpart's; at the top it is
-- a superior's recorded document (external), recorded by the office of the other track.
CREATE FUNCTION list_authority(p_kind text, p_org uuid, p_post uuid, p_on date)
    RETURNS TABLE (role text, acting_org_id uuid, own boolean, external boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_province uuid := (SELECT o.province_id FROM organisation o WHERE o.id = p_org);
    v_at uuid := p_org;
    v_acting uuid;
    v_own boolean := false;
BEGIN
    IF p_kind <> 'DUAL_DUTY' THEN
        RETURN QUERY SELECT r.role, m.acting_org_id, false, false
        FROM (SELECT CASE p_kind WHEN 'MAIN' THEN 'PARTY_SECRETARY' WHEN 'SUPERVISORY' THEN 'DISCIPLINE_SECRETARY' ELSE 'PARTY_OFFICE' END) r (role)
        CROSS JOIN LATERAL authority_map(r.role, v_province, p_on) m
        WHERE m.org_id = p_org;
        RETURN;
    END IF;
    LOOP
        SELECT m.acting_org_id INTO v_acting FROM authority_map('PARTY_SECRETARY', v_province, p_on) m WHERE m.org_id = v_at;
        IF v_acting IS NULL OR NOT EXISTS (
            SELECT FROM held_on(p_on) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = v_acting
              AND (h.post_id = p_post OR EXISTS (
                  SELECT FROM appointment a
                  WHERE a.post_id = p_post AND a.person_id = h.person_id AND a.state = 'CONFIRMED'
                    AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on >= p_on)))) THEN
            RETURN QUERY SELECT 'PARTY_SECRETARY', v_acting, v_own, false;
            RETURN;
        END IF;
        v_own := true;
        SELECT o.parent_id INTO v_at FROM organisation o WHERE o.id = v_acting;
        IF v_at IS NULL THEN
            RETURN QUERY SELECT 'DISCIPLINE_OFFICE', m.acting_org_id, true, true
            FROM authority_map('DISCIPLINE_OFFICE', v_province, p_on) m WHERE m.org_id = v_acting;
            RETURN;
        END IF;
    END LOOP;
END $$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION list_authority(text, uuid, uuid, date) TO huishang_reader;

-- +goose StatementBegin
-- session_lists completes session_open: whose drafts this viewer drafts or puts in force (D-SEC-2), as
-- organisations per kind, and as posts for dual-duty lists that are routed past their own holder.
CREATE FUNCTION session_lists(p_province uuid, p_today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_ps uuid[] := COALESCE(setting_uuids('party_secretary_orgs'), '{}');
    v_po uuid[] := COALESCE(setting_uuids('party_office_orgs'), '{}');
    v_ds uuid[] := COALESCE(setting_uuids('discipline_secretary_orgs'), '{}');
    v_do uuid[] := COALESCE(setting_uuids('discipline_office_orgs'), '{}');
    v_posts uuid[];
BEGIN
    IF v_ps <> '{}' OR v_do <> '{}' THEN
        -- Only the lists of posts whose holder acts as a Party secretary somewhere can be his own matter.
        WITH secretaries AS MATERIALIZED (
            SELECT h.person_id, h.post_id FROM held_on(p_today) h
            WHERE h.role = 'PARTY_SECRETARY' AND h.province_id = p_province
        ), own AS MATERIALIZED (
            SELECT l.post_id, l.org_id
            FROM duty_list l
            WHERE l.province_id = p_province AND l.kind = 'DUAL_DUTY' AND l.state = 'DRAFT'
              AND (l.post_id IN (SELECT post_id FROM secretaries)
                OR l.post_id IN (SELECT a.post_id FROM appointment a WHERE a.person_id IN (SELECT person_id FROM secretaries)))
        )
        SELECT array_agg(l.post_id) INTO v_posts
        FROM own l
        CROSS JOIN LATERAL list_authority('DUAL_DUTY', l.org_id, l.post_id, p_today) a
        WHERE a.own AND a.acting_org_id = ANY (CASE a.role WHEN 'PARTY_SECRETARY' THEN v_ps ELSE v_do END);
    END IF;
    PERFORM set_config('huishang.list_posts', COALESCE(v_posts::text, ''), true),
            set_config('huishang.draft_main', (v_ps || v_po || v_do)::text, true),
            set_config('huishang.draft_dual', (v_ps || v_po)::text, true),
            set_config('huishang.draft_supervisory', (v_ds || v_do)::text, true),
            set_config('huishang.draft_oversight', v_po::text, true);
END $$;
-- +goose StatementEnd
CREATE INDEX duty_list_drafts ON duty_list (province_id) WHERE kind = 'DUAL_DUTY' AND state = 'DRAFT';

-- Who sees a list (D-SEC-2). In force: all in its organisation and below; the committee family and analysts of
-- an organisation above; leadership members those of their portfolio. Superseded: the latter two. Drafts and
-- withdrawn drafts: their drafters and whoever puts them in force. The same for items and for history.
-- +goose StatementBegin
DO $$
DECLARE
    t record;
    c_below text := $p$(org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))$p$;
    c_draft text := $p$(CASE %1$s
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[])
            OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[])
            OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END)$p$;
BEGIN
    FOR t IN SELECT * FROM (VALUES ('duty_list', 'kind'), ('duty_item', 'kind')) AS v (name, kind) LOOP
        EXECUTE format($f$CREATE POLICY read ON %I FOR SELECT TO huishang_reader USING (
            CASE state
            WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR %s
            WHEN 'SUPERSEDED' THEN %s
            ELSE %s END)$f$, t.name, c_below, c_below, format(c_draft, t.kind));
        EXECUTE format('CREATE POLICY add ON %I FOR INSERT TO huishang_api WITH CHECK (state = ''DRAFT'' AND %s)', t.name, format(c_draft, t.kind));
    END LOOP;
    EXECUTE format('CREATE POLICY change ON duty_list FOR UPDATE TO huishang_api USING (%s) WITH CHECK (%s)', format(c_draft, 'kind'), format(c_draft, 'kind'));
    EXECUTE format('CREATE POLICY change ON duty_item FOR UPDATE TO huishang_api USING (state = ''DRAFT'' AND %s) WITH CHECK (%s)', format(c_draft, 'kind'), format(c_draft, 'kind'));
    EXECUTE format('CREATE POLICY drop_draft ON duty_item FOR DELETE TO huishang_api USING (state = ''DRAFT'' AND %s)', format(c_draft, 'kind'));
    EXECUTE format($f$CREATE POLICY read_list ON history FOR SELECT TO huishang_reader USING (audience = 'LIST'
        AND (org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR %s))$f$, c_below);
    EXECUTE format($f$CREATE POLICY read_draft ON history FOR SELECT TO huishang_reader USING (audience = 'LIST_DRAFT' AND %s)$f$, format(c_draft, 'list_kind'));
END $$;
-- +goose StatementEnd
GRANT SELECT ON duty_list, duty_item TO huishang_reader;
GRANT INSERT, UPDATE ON duty_list, duty_item TO huishang_api;
GRANT DELETE ON duty_item TO huishang_api;
GRANT EXECUTE ON FUNCTION held_on(date) TO huishang_reader;

-- coverage_gap lists what is not covered (D-DUTY-5), for the organisations whose lists the viewer sees whole.
-- The rows are the viewer's own (security_invoker): the view adds no right.
CREATE VIEW coverage_gap WITH (security_invoker = true) AS
WITH scope AS (
    SELECT o.id, o.province_id, o.party_organisation, o.discipline_body, o.level
    FROM organisation o
    WHERE o.id = ANY ((SELECT setting_uuids('orgs'))::uuid[]) AND o.deactivated_at IS NULL
), years AS (
    SELECT extract(year FROM (SELECT setting_today()))::integer AS year
    UNION
    SELECT DISTINCT year FROM duty_list WHERE state = 'IN_FORCE'
), in_force AS MATERIALIZED (
    SELECT l.id, l.kind, l.org_id, l.department_id, l.post_id, l.year FROM duty_list l WHERE l.state = 'IN_FORCE'
), heads AS MATERIALIZED (
    SELECT DISTINCT h.role, h.org_id, h.department_id FROM held_on((SELECT setting_today())) h
    WHERE h.role IN ('DEPARTMENT_HEAD', 'PARTY_SECRETARY')
), held AS MATERIALIZED (
    SELECT DISTINCT a.post_id FROM appointment a
    WHERE a.state = 'CONFIRMED' AND a.from_on <= (SELECT setting_today()) AND (a.to_on IS NULL OR a.to_on >= (SELECT setting_today()))
), gaps AS (
    SELECT 'LIST_MISSING' AS gap, y.year, s.province_id, s.id AS org_id, NULL::uuid AS department_id, NULL::uuid AS post_id,
           NULL::uuid AS item_id, k.kind AS list_kind, NULL::text AS risk_domain
    FROM scope s CROSS JOIN years y CROSS JOIN (VALUES ('MAIN'), ('SUPERVISORY'), ('OVERSIGHT')) AS k (kind)
    WHERE CASE k.kind WHEN 'MAIN' THEN s.party_organisation = 'PARTY_COMMITTEE'
                      WHEN 'SUPERVISORY' THEN s.discipline_body = 'COMMISSION'
                      ELSE EXISTS (SELECT FROM department d WHERE d.org_id = s.id AND d.deactivated_at IS NULL) END
      AND NOT EXISTS (SELECT FROM in_force l WHERE l.org_id = s.id AND l.kind = k.kind AND l.year = y.year)
    UNION ALL
    SELECT 'POST_WITHOUT_LIST', y.year, p.province_id, p.org_id, p.department_id, p.id, NULL, 'DUAL_DUTY', NULL
    FROM post p JOIN scope s ON s.id = p.org_id CROSS JOIN years y
    WHERE p.deactivated_at IS NULL AND p.categories <> '{STAFF}'
      AND NOT EXISTS (SELECT FROM in_force l WHERE l.kind = 'DUAL_DUTY' AND l.post_id = p.id AND l.year = y.year)
    UNION ALL
    SELECT 'ITEM_WITHOUT_HOLDER', i.year, i.province_id, i.org_id, i.department_id, i.post_id, i.id, i.kind, NULL
    FROM duty_item i JOIN scope s ON s.id = i.org_id
    WHERE i.state = 'IN_FORCE' AND CASE i.kind
        WHEN 'DUAL_DUTY' THEN NOT EXISTS (SELECT FROM held h WHERE h.post_id = i.post_id)
        WHEN 'OVERSIGHT' THEN NOT EXISTS (SELECT FROM heads h WHERE h.role = 'DEPARTMENT_HEAD' AND h.department_id = i.department_id)
        WHEN 'MAIN' THEN i.principal AND NOT EXISTS (SELECT FROM heads h WHERE h.role = 'PARTY_SECRETARY' AND h.org_id = i.org_id)
        ELSE false END
    UNION ALL
    SELECT 'DOMAIN_UNCOVERED', y.year, s.province_id, s.id, NULL, NULL, NULL, 'OVERSIGHT', c.code
    FROM scope s CROSS JOIN years y CROSS JOIN code c
    WHERE c.kind = 'RISK_DOMAIN' AND c.mandatory
      AND EXISTS (SELECT FROM department d WHERE d.org_id = s.id AND d.deactivated_at IS NULL)
      AND NOT EXISTS (
          SELECT FROM duty_item i JOIN department d ON d.id = i.department_id
          WHERE i.state = 'IN_FORCE' AND i.kind = 'OVERSIGHT' AND i.org_id = s.id AND i.year = y.year
            AND c.code = ANY (i.risk_domains) AND c.code = ANY (d.risk_domains) AND d.deactivated_at IS NULL)
)
SELECT md5(concat_ws('/', gap, year, org_id, department_id, post_id, item_id, list_kind, risk_domain))::uuid AS id, gaps.*
FROM gaps;
GRANT SELECT ON coverage_gap TO huishang_reader;
