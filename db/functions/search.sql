-- Search: what is kept of records, and what is found in it. Row security decides which of the found rows anybody is shown.

-- search_fold is a text as it is compared: in compatibility form (full-width letters and digits are the common ones), Latin
-- letters small, brackets of one kind, on one line. db.fold does the same.
CREATE FUNCTION search_fold(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(translate(normalize(p_text, NFKC), E'〔〕【】\n\t', '[][]  ') COLLATE "C")
$$;

-- search_lines folds texts, each on a line of its own.
CREATE FUNCTION search_lines(VARIADIC p_texts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(E'\n' || string_agg(search_fold(x.it), E'\n' ORDER BY x.at) || E'\n', '') FROM unnest(p_texts) WITH ORDINALITY AS x (it, at) WHERE x.it IS NOT NULL
$$;

-- search_spelling is how a name is read, a line each: from its first syllable on, from its second and so forth, whole and by
-- initials. Characters that are read in several ways give several lines, 8 ways of a name at most; 30 characters are read.
CREATE FUNCTION search_spelling(p_name text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_ways text[] := '{""}';
    v_read text[];
    v_length integer := 0;
    c text;
BEGIN
    FOR c IN SELECT x.it FROM string_to_table(search_fold(p_name), NULL) WITH ORDINALITY AS x (it, at) ORDER BY x.at LOOP
        EXIT WHEN v_length = 30;
        v_read := CASE WHEN c COLLATE "C" ~ '[a-z0-9]' THEN ARRAY[c] ELSE (SELECT r.syllables FROM reading r WHERE r.character = c COLLATE "C") END;
        CONTINUE WHEN v_read IS NULL;
        IF cardinality(v_ways) * cardinality(v_read) > 8 THEN v_read := v_read[1:1]; END IF;
        v_ways := ARRAY(SELECT w.it || ' ' || r.it FROM unnest(v_ways) AS w (it) CROSS JOIN unnest(v_read) AS r (it));
        v_length := v_length + 1;
    END LOOP;
    IF v_length = 0 THEN RETURN ''; END IF;
    RETURN (
        SELECT E'\n' || string_agg(DISTINCT l.line COLLATE "C", E'\n') || E'\n'
        FROM unnest(v_ways) AS w (it)
        CROSS JOIN LATERAL string_to_array(ltrim(w.it), ' ') AS s (syllables)
        CROSS JOIN generate_series(1, v_length) AS n (from_on)
        CROSS JOIN LATERAL (VALUES (array_to_string(s.syllables[n.from_on:], '')),
            (array_to_string(ARRAY(SELECT left(y.it, 1) FROM unnest(s.syllables[n.from_on:]) WITH ORDINALITY AS y (it, at) ORDER BY y.at), ''))) AS l (line));
END $$;

-- search_source is what is kept of records of one noun. The columns are db.Searched's, which a test holds.
CREATE FUNCTION search_source(p_noun text, p_ids uuid[]) RETURNS SETOF search_entry
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM organisation x WHERE p_noun = 'O' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(x.legal_entity), ARRAY[x.province_id]
    FROM department x WHERE p_noun = 'D' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.code, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM post x WHERE p_noun = 'P' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.number, x.name), search_spelling(x.name), search_lines(NULL), ARRAY[x.province_id]
    FROM person x WHERE p_noun = 'U' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '', search_lines(NULL), merged(x.province_id, x.org_id, x.post_id, x.department_id)
    FROM duty_list x WHERE p_noun = 'L' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(l.created_at, 'epoch'), search_lines(NULL), '', search_lines(x.content, x.standard, x.evidence_required, x.business_work),
        merged(x.province_id, x.org_id, x.post_id, x.department_id)
    FROM duty_item x LEFT JOIN duty_list l ON l.id = x.list_id WHERE p_noun = 'I' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title, x.reference), '', search_lines(x.content),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.registered_seats || x.reader_seats)
    FROM finding x WHERE p_noun = 'Q' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '',
        search_lines(x.description, x.mandate_issuer, x.mandate_document, x.mandate_item, x.no_measure_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.registered_seats || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM problem x WHERE p_noun = 'B' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.title), '', search_lines(NULL), merged(x.province_id, x.org_id, x.id)
    FROM consultation x WHERE p_noun = 'C' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(c.created_at, 'epoch'), search_lines(x.title), '', search_lines(x.content, x.root_cause),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats)
    FROM topic x LEFT JOIN consultation c ON c.id = x.consultation_id WHERE p_noun = 'K' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(NULL), '', search_lines(x.text, x.root_cause, x.resolution_document, x.resolution, x.answer_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM outcome x WHERE p_noun = 'Y' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, COALESCE(o.created_at, 'epoch'), search_lines(NULL), '', search_lines(x.text),
        merged(VARIADIC ARRAY[x.province_id, x.org_id, x.consultation_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM measure x LEFT JOIN outcome o ON o.id = x.outcome_id WHERE p_noun = 'M' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.assigned_at, search_lines(x.number, x.close_number), '', search_lines(x.text, x.submission, x.improvement, x.end_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts || search_pairs(x.seen_orgs, x.risk_domains))
    FROM task x WHERE p_noun = 'T' AND x.id = ANY (p_ids)
    UNION ALL
    SELECT x.id, p_noun, x.province_id, x.created_at, search_lines(x.number, x.title), '', search_lines(x.text, x.reply, x.return_reason, x.end_reason),
        merged(VARIADIC ARRAY[x.province_id, x.org_id] || x.reader_seats || x.seen_orgs || x.seen_departments || x.seen_posts)
    FROM letter x WHERE p_noun = 'GH' AND x.id = ANY (p_ids)
$$;

-- search_keep makes the entries of records what their rows say.
CREATE FUNCTION search_keep(p_noun text, p_ids uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO search_entry AS e SELECT s.* FROM search_source(p_noun, p_ids) s
    ON CONFLICT (record_id) DO UPDATE SET at = excluded.at, heads = excluded.heads, spelling = excluded.spelling, texts = excluded.texts, sight = excluded.sight
$$;

-- search_fill makes all entries anew, for rows that were written past their triggers.
CREATE FUNCTION search_fill() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    x record;
    v_ids uuid[];
BEGIN
    DELETE FROM search_entry;
    FOR x IN SELECT * FROM search_tables() LOOP
        EXECUTE format('SELECT array_agg(t.id) FROM %I t', x.name) INTO v_ids;
        PERFORM search_keep(x.noun, v_ids);
    END LOOP;
END $$;

-- search_tables are the tables of searched nouns with the letters of their ids, and the columns that entries are made of.
CREATE FUNCTION search_tables() RETURNS TABLE (name text, noun text, columns text[])
    LANGUAGE sql IMMUTABLE AS $$
    VALUES ('organisation', 'O', '{code,name}'::text[]), ('department', 'D', '{code,name,legal_entity}'), ('post', 'P', '{code,name}'), ('person', 'U', '{number,name}'),
        ('duty_list', 'L', '{title,org_id,post_id,department_id}'),
        ('duty_item', 'I', '{content,standard,evidence_required,business_work,org_id,post_id,department_id}'),
        ('finding', 'Q', '{title,reference,content,org_id,registered_seats,reader_seats}'),
        ('problem', 'B', '{title,description,mandate_issuer,mandate_document,mandate_item,no_measure_reason,org_id,registered_seats,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('consultation', 'C', '{title,org_id}'), ('topic', 'K', '{title,content,root_cause,org_id,reader_seats}'),
        ('outcome', 'Y', '{text,root_cause,resolution_document,resolution,answer_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('measure', 'M', '{text,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('task', 'T', '{number,close_number,text,submission,improvement,end_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts,risk_domains}'),
        ('letter', 'GH', '{number,title,text,reply,return_reason,end_reason,org_id,reader_seats,seen_orgs,seen_departments,seen_posts}')
$$;

-- The triggers of searched tables: their argument is the noun's letter.
CREATE FUNCTION search_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_keep(TG_ARGV[0], ARRAY(SELECT n.id FROM new_rows n));
    RETURN NULL;
END $$;

CREATE FUNCTION search_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_keep(TG_ARGV[0], ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE FUNCTION search_removed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM search_entry e USING old_rows b WHERE e.record_id = b.id;
    RETURN NULL;
END $$;

-- search_class is how well an entry holds all of some folded terms: 4 each is a whole head; 3 begins one, or spells a name from a
-- syllable on to its end; 2 stands in one, or begins such a spelling; 1 stands in another text; 0 some term is not there. A
-- single character is looked for in heads only, and spells nothing.
CREATE FUNCTION search_class(p_heads text, p_spelling text, p_texts text, p_terms text[]) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    t text;
    v_class integer := 4;
BEGIN
    FOREACH t IN ARRAY p_terms LOOP
        v_class := LEAST(v_class, CASE
            WHEN strpos(p_heads, E'\n' || t || E'\n') > 0 THEN 4
            WHEN strpos(p_heads, E'\n' || t) > 0 THEN 3
            WHEN p_spelling <> '' AND length(t) > 1 AND strpos(p_spelling, E'\n' || t || E'\n') > 0 THEN 3
            WHEN strpos(p_heads, t) > 0 THEN 2
            WHEN p_spelling <> '' AND length(t) > 1 AND strpos(p_spelling, E'\n' || t) > 0 THEN 2
            WHEN length(t) > 1 AND strpos(p_texts, t) > 0 THEN 1
            ELSE 0 END);
        IF v_class = 0 THEN RETURN 0; END IF;
    END LOOP;
    RETURN v_class;
END $$;

-- search_asked is what every entry has among its grams that holds all terms at least so well.
CREATE FUNCTION search_asked(p_noun text, p_terms text[], p_class integer) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT (ascii(p_noun)::bigint << 45) | (g.kind << 42) | (g.a << 21) | g.b)
    FROM unnest(p_terms) AS t (it)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN p_class > 1 THEN 1 ELSE 0 END::bigint, ascii(substr(t.it, n, 1))::bigint, ascii(substr(t.it, n + 1, 1))::bigint FROM generate_series(1, length(t.it) - 1) AS n
        UNION ALL SELECT 2, ascii(t.it), 0 WHERE length(t.it) = 1
        UNION ALL SELECT 3, ascii(t.it), 0 WHERE p_class > 2
        UNION ALL SELECT 4, ascii(right(t.it, 1)), 0 WHERE p_class > 3) AS g (kind, a, b)
$$;

-- search_pairs are organisations with risk domains as one id each: a department's head sees both together or not at all.
CREATE FUNCTION search_pairs(p_orgs uuid[], p_domains text[]) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(array_agg(md5(o.id || d.it)::uuid), '{}') FROM unnest(p_orgs) AS o (id) CROSS JOIN unnest(p_domains) AS d (it)
$$;

-- search_ids are the viewer's ids by which rows of a noun are seen, as its policy has them: whoever sees a row has an id that its
-- entry carries (sight). To who sees the noun in the whole province, that is the province's own, which each entry carries.
CREATE FUNCTION search_ids(p_noun text) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_province uuid := setting_uuid('province');
    v_carried uuid[] := setting_uuids('orgs') || setting_uuids('region_orgs') || setting_uuids('portfolio_orgs') || setting_uuids('departments')
        || setting_uuids('portfolio_departments') || setting_uuids('seats') || setting_uuids('stood_for')
        || ARRAY(SELECT unnest(search_pairs(ARRAY[h.org], ARRAY[h.domain])) FROM unnest(setting_uuids('head_orgs'), setting_texts('head_domains')) AS h (org, domain));
    v_graded uuid[] := setting_uuids('committee_own') || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs')
        || setting_uuids('discipline_secretary_orgs') || setting_uuids('discipline_secretary_below') || setting_uuids('seats');
    v_deliberation uuid[] := setting_uuids('committee_orgs') || invited_consultations();
BEGIN
    IF v_province = ANY (CASE WHEN p_noun IN ('C', 'K', 'GH') THEN setting_uuids('committee_orgs') WHEN p_noun = 'Q' THEN setting_uuids('discipline_below')
        ELSE setting_uuids('orgs') END) THEN
        RETURN ARRAY[v_province];
    END IF;
    RETURN merged(VARIADIC CASE
        WHEN p_noun IN ('O', 'D', 'P', 'U') THEN ARRAY[v_province]
        WHEN p_noun IN ('L', 'I') THEN setting_uuids('chain') || setting_uuids('orgs') || setting_uuids('portfolio_orgs') || setting_uuids('portfolio_departments')
            || setting_uuids('draft_main') || setting_uuids('draft_dual') || setting_uuids('draft_supervisory') || setting_uuids('draft_oversight')
            || setting_uuids('list_posts') || setting_uuids('head_departments')
        WHEN p_noun = 'Q' THEN setting_uuids('discipline_below') || setting_uuids('seats')
        WHEN p_noun = 'B' THEN v_carried || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs') || setting_uuids('party_office_orgs')
        WHEN p_noun = 'C' THEN v_deliberation
        WHEN p_noun = 'K' THEN v_graded || v_deliberation
        WHEN p_noun IN ('Y', 'M') THEN v_graded || v_deliberation || v_carried
        WHEN p_noun = 'T' THEN v_graded || v_carried || setting_uuids('head_departments')
        WHEN p_noun = 'GH' THEN setting_uuids('committee_orgs') || setting_uuids('discipline_below') || setting_uuids('party_secretary_orgs')
            || setting_uuids('party_office_orgs') || setting_uuids('departments') || setting_uuids('head_departments') || setting_uuids('seats') || setting_uuids('stood_for') END);
END $$;

-- search_noun finds the first entries of a noun in the order of search, after a place in it. Which of two ways is short, the
-- newest few tell: where one in eight of them holds the terms so well, a walk over the newest fills the page, and the index is not
-- asked. Otherwise few that may hold them are all looked at; where many hold them so well, the newest are walked as well.
CREATE FUNCTION search_noun(p_noun text, p_terms text[], p_class integer, p_at timestamptz, p_id uuid, p_limit integer)
    RETURNS TABLE (class integer, at timestamptz, record_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    few CONSTANT integer := 2000;
    newest CONSTANT integer := 32;
    walked CONSTANT integer := 2000;
    v_province uuid := setting_uuid('province');
    v_ids uuid[] := search_ids(p_noun);
    v_common boolean[];
    v_at timestamptz;
    v_id uuid;
    v_grams bigint[];
    v_many boolean;
    v_found integer := 0;
    v_more integer;
BEGIN
    SELECT ARRAY[count(*) FILTER (WHERE n.class = 1) * 8 >= newest, count(*) FILTER (WHERE n.class = 2) * 8 >= newest,
        count(*) FILTER (WHERE n.class = 3) * 8 >= newest, count(*) FILTER (WHERE n.class = 4) * 8 >= newest]
    INTO v_common
    FROM (
        SELECT search_class(e.heads, e.spelling, e.texts, p_terms) AS class
        FROM (
            SELECT e.heads, e.spelling, e.texts, e.sight FROM search_entry e WHERE e.noun = p_noun AND e.province_id = v_province
            ORDER BY e.at DESC, e.record_id DESC LIMIT newest
        ) AS e
        WHERE e.sight && v_ids
    ) AS n;
    -- 5 is all of them at once: mostly they are few.
    FOR v_class IN REVERSE 5 .. 1 LOOP
        CONTINUE WHEN v_class BETWEEN p_class + 1 AND 4 OR v_class = 5 AND true = ANY (v_common);
        v_at := CASE v_class WHEN p_class THEN p_at ELSE 'infinity' END;
        v_id := p_id;
        IF v_common[v_class] THEN
            RETURN QUERY
            SELECT v_class, e.at, e.record_id
            FROM (
                SELECT e.at, e.record_id, e.heads, e.spelling, e.texts, e.sight FROM search_entry e
                WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
                ORDER BY e.at DESC, e.record_id DESC LIMIT walked
            ) AS e
            WHERE e.sight && v_ids AND search_class(e.heads, e.spelling, e.texts, p_terms) = v_class
            ORDER BY e.at DESC, e.record_id DESC LIMIT p_limit - v_found;
            GET DIAGNOSTICS v_more = ROW_COUNT;
            v_found := v_found + v_more;
            EXIT WHEN v_found >= p_limit;
            -- Of the newest only: the rest is behind the last one walked.
            SELECT e.at, e.record_id INTO v_at, v_id FROM search_entry e
            WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
            ORDER BY e.at DESC, e.record_id DESC OFFSET walked - 1 LIMIT 1;
            CONTINUE WHEN NOT FOUND;
        END IF;
        v_grams := search_asked(p_noun, p_terms, CASE v_class WHEN 5 THEN 1 ELSE v_class END);
        v_many := (SELECT count(*) > few FROM (SELECT FROM search_entry e
            WHERE search_grams(e.noun, e.heads, e.spelling, e.texts) @> v_grams AND e.sight && v_ids LIMIT few + 1) AS c);
        CONTINUE WHEN v_class = 5 AND v_many;
        IF v_many THEN
            RETURN QUERY
            SELECT v_class, e.at, e.record_id FROM search_entry e
            WHERE e.noun = p_noun AND e.province_id = v_province AND (e.at, e.record_id) < (v_at, v_id)
              AND e.sight && v_ids AND search_class(e.heads, e.spelling, e.texts, p_terms) = v_class
            ORDER BY e.at DESC, e.record_id DESC LIMIT p_limit - v_found;
        ELSE
            RETURN QUERY
            SELECT f.class, f.at, f.record_id
            FROM (
                SELECT search_class(e.heads, e.spelling, e.texts, p_terms) AS class, e.at, e.record_id FROM search_entry e
                WHERE search_grams(e.noun, e.heads, e.spelling, e.texts) @> v_grams AND e.sight && v_ids OFFSET 0
            ) AS f
            WHERE CASE v_class WHEN 5 THEN f.class > 0 AND (f.class, f.at, f.record_id) < (p_class, p_at, p_id)
                ELSE f.class = v_class AND (f.at, f.record_id) < (v_at, v_id) END
            ORDER BY f.class DESC, f.at DESC, f.record_id DESC LIMIT p_limit - v_found;
        END IF;
        GET DIAGNOSTICS v_more = ROW_COUNT;
        v_found := v_found + v_more;
        EXIT WHEN v_class = 5 OR v_found >= p_limit;
    END LOOP;
END $$;

-- search_found finds the first records of some nouns that hold all terms, the best first and of these the newest, after a
-- place in this order, whoever may see them: row security is asked of each.
CREATE FUNCTION search_found(p_nouns text[], p_terms text[], p_class integer, p_at timestamptz, p_id uuid, p_limit integer)
    RETURNS TABLE (noun text, class integer, at timestamptz, record_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.noun, f.class, f.at, f.record_id
    FROM unnest(p_nouns) AS n (noun)
    CROSS JOIN LATERAL search_noun(n.noun, p_terms, p_class, p_at, p_id, p_limit) AS f
    WHERE known()
    ORDER BY f.class DESC, f.at DESC, f.record_id DESC
    LIMIT p_limit
$$;
GRANT EXECUTE ON FUNCTION search_found(text[], text[], integer, timestamptz, uuid, integer) TO huishang_reader;
