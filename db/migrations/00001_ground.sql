-- +goose Up
-- The ground that every noun stands on: the audit trail, code tables, history, idempotency, the read log and revoked
-- tokens. Everything belongs to huishang_owner, who cannot log in; huishang_reader is the group of the API's three
-- logins, huishang_api the only one that writes. Numbered migrations hold tables, their constraints and indexes, and
-- what a constraint calls; functions, triggers, policies and grants stand beside this folder and are applied after it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO huishang_reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
-- The views of who reads by SQL, who has no right to name anything in public.
CREATE SCHEMA reporting;

-- Names and titles sort so, whatever the database's own locale is: by pinyin, as a Chinese directory does.
CREATE COLLATION pinyin (provider = icu, locale = 'zh-u-co-pinyin');

-- The rule for texts at the last door (docs/decisions/0043): a text is kept as internal/text makes it, whoever writes it.
-- A test walks all characters through both. A column of texts has one of these two types, or the test's list says why not.
-- \u200c, \u200d and the variation selectors change their neighbours: they stand inside a text, never at its beginning, and
-- only a selector at its end.
CREATE DOMAIN prose_text AS text
    CONSTRAINT text_is_not_empty CHECK (VALUE <> '')
    CONSTRAINT text_is_composed CHECK (VALUE IS NFC NORMALIZED)
    -- Control characters but tab and line feed, characters that show nothing and mean nothing, those that turn the direction
    -- of writing, and those that are none.
    CONSTRAINT text_is_visible CHECK (VALUE COLLATE "C" !~ ('[\u0001-\u0008\u000b-\u001f\u007f-\u009f'
        '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164'
        '\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffd-\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff'
        '\U0004fffe\U0004ffff\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff'
        '\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff'
        '\U000e0000-\U000e007f\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]'))
    CONSTRAINT text_is_trimmed CHECK (VALUE COLLATE "C" !~ ('^[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'
        '\u2800\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]'
        '|[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800\u200c\u200d]$'));
-- Names, titles, codes and whatever else stands on one line.
CREATE DOMAIN line_text AS prose_text
    CONSTRAINT text_is_one_line CHECK (VALUE COLLATE "C" !~ '[\t\n]');
-- Contacts have the shapes that the doors take (internal/org): a number that is called, however it is spelt, and an address with
-- a domain. A test holds what the doors take against them.
CREATE DOMAIN phone AS line_text
    CONSTRAINT phone_is_called CHECK (translate(VALUE, '（）－– 　', '()--') COLLATE "C" ~ ('^(((\+|00)?86-?)?1[3-9][0-9]-?[0-9]{4}-?[0-9]{4}'
        '|(((\+|00)86-?\(?0?[1-9][0-9]{1,2}|\(?0[1-9][0-9]{1,2})\)?-?)?[2-8][0-9]{2,3}-?[0-9]{4}((-|转|分机|ext\.?|Ext\.?|EXT\.?|#)[0-9]{1,6})?'
        '|[48]00-?[0-9]{3}-?[0-9]{4}|[0-9]{3,6}|\+[1-9](-?[0-9]){6,14})$'));
CREATE DOMAIN email AS line_text
    CONSTRAINT email_has_a_domain CHECK (VALUE COLLATE "C" ~ ('^[^\u0001-\u0020"(),.:;<>@[\\\]]+(\.[^\u0001-\u0020"(),.:;<>@[\\\]]+)*'
        '@([^\u0001-,./:-@[-`{-\u007f-]([^\u0001-,./:-@[-`{-\u007f]{0,61}[^\u0001-,./:-@[-`{-\u007f-])?\.)+'
        '[^\u0001-@[-`{-\u007f]([^\u0001-,./:-@[-`{-\u007f]{0,61}[^\u0001-,./:-@[-`{-\u007f-])?$'));
-- A day that people give, or that comes of one (clock.First to clock.Last).
CREATE DOMAIN day AS date
    CONSTRAINT day_is_in_reach CHECK (VALUE BETWEEN '1900-01-01' AND '2100-12-31');

-- Which state of functions, triggers, policies and grants was applied, and when: the newest row is in force.
CREATE TABLE schema_state (
    state text PRIMARY KEY CHECK (state ~ '^[0-9a-f]{64}$'),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The audit trail (D-GEN-2). The application has no right on these two tables; the triggers below write them
-- as their owner. `chain` is one record's: table and id. `hash` covers the previous hash and the whole image.
CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    province_id uuid,
    chain text NOT NULL,
    previous bytea,
    hash bytea NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    on_behalf_of text NOT NULL,
    op text NOT NULL CHECK (op IN ('INSERT', 'UPDATE', 'DELETE')),
    image jsonb NOT NULL
);
CREATE UNIQUE INDEX audit_entry_one_next ON audit_entry (chain, previous) NULLS NOT DISTINCT;
CREATE INDEX audit_entry_chain ON audit_entry (chain, id DESC);

-- A running digest per province: count and sum (exclusive or) of all hashes, so that a cut tail shows. It is
-- split by backend, so that concurrent changes do not wait for each other.
CREATE TABLE audit_digest (
    province_id uuid NOT NULL,
    shard integer NOT NULL,
    entries bigint NOT NULL,
    digest bit(256) NOT NULL,
    PRIMARY KEY (province_id, shard)
);

-- Code tables: lists of values that are data (domain.md §1). Rules name only seeded codes.
CREATE TABLE code (
    kind text NOT NULL CHECK (kind ~ '^[A-Z_]{3,40}$'),
    code text NOT NULL CHECK (code ~ '^[A-Z0-9_]{2,40}$'),
    label_zh line_text NOT NULL CHECK (length(label_zh) <= 100),
    label_en line_text NOT NULL CHECK (length(label_en) <= 100),
    sort integer NOT NULL,
    mandatory boolean NOT NULL DEFAULT false,
    -- Problem categories are a tree of two levels: a leaf stands below its group.
    parent text CHECK (parent <> code),
    risk_domains text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (kind, code)
);

-- +goose StatementBegin
-- codes_known refuses an array that holds a code outside its table, or one code twice. Arrays stand on the row
-- because row security compares a row's own columns; this stands in for the foreign key that arrays cannot have.
CREATE FUNCTION codes_known(p_kind text, p_codes text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*) FROM code c WHERE c.kind = p_kind AND c.code = ANY (p_codes)) = cardinality(p_codes);
-- +goose StatementEnd
-- +goose StatementBegin
-- code_is refuses a code outside its table; a problem's category is a leaf.
CREATE FUNCTION code_is(p_kind text, p_code text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM code c WHERE c.kind = p_kind AND c.code = p_code
        AND (p_kind <> 'PROBLEM_CATEGORY' OR c.parent IS NOT NULL));
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION codes_known(text, text[]), code_is(text, text) TO huishang_reader;

-- History: what a reader of a record is told of its changes (api.md). Apart from the audit trail, which is for
-- those who verify. The columns after `reason` are the record's own that decide who sees it.
CREATE TABLE history (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor_id uuid,
    on_behalf_of_id uuid,
    -- As what it was done: the holder, an acting one, a substitute; and whether as the next level up (D-ORG-5).
    capacity text CHECK (capacity IN ('SUBSTANTIVE', 'ACTING', 'SUBSTITUTE')),
    next_level boolean NOT NULL DEFAULT false,
    -- The superior's document that it rests on, where it was the top's own matter (D-SEC-6).
    external_document prose_text CHECK (length(external_document) <= 500),
    act text NOT NULL,
    reason prose_text CHECK (length(reason) <= 2000),
    from_state text,
    to_state text,
    changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(changes) = 'array'),
    -- What the act was about, where that was a part of the record or another one: whoever sees the line sees that there is one,
    -- and itself by its own policy.
    subject_noun text,
    subject_id uuid,
    audience text NOT NULL CHECK (audience IN ('REFERENCE', 'PROPOSAL', 'CONTACT', 'LIST', 'LIST_DRAFT', 'FINDING', 'PROBLEM', 'DELIBERATION', 'OUTCOME', 'TASK', 'PLAN', 'LETTER', 'LETTER_DRAFT')),
    org_id uuid NOT NULL,
    department_id uuid,
    post_id uuid,
    list_kind text,
    consultation_id uuid,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    registered_seats uuid[] NOT NULL DEFAULT '{}',
    discipline_office_by uuid,
    resolution text,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((audience IN ('LIST', 'LIST_DRAFT')) = (list_kind IS NOT NULL)),
    CHECK ((subject_noun IS NULL) = (subject_id IS NULL))
);
CREATE INDEX history_record ON history (record_id, at DESC, id DESC);

-- Idempotency keys (D-GEN-3): hash of the request, kind and id of what came of it; a replay reads again.
CREATE TABLE idempotency (
    person_id uuid NOT NULL,
    key uuid NOT NULL,
    request bytea NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (person_id, key)
);
CREATE INDEX idempotency_at ON idempotency (at);

-- Runs of the jobs that time alone brings: which server ran which, when, what it did or why it failed. A run without an end
-- is at work, or its server died under it.
CREATE TABLE job_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job text NOT NULL CHECK (job <> ''),
    server text NOT NULL CHECK (server <> ''),
    started_at timestamptz NOT NULL,
    ended_at timestamptz CHECK (ended_at >= started_at),
    done jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(done) = 'object'),
    failure text CHECK (failure <> ''),
    CHECK (failure IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX job_run_newest ON job_run (job, started_at DESC, id DESC);
CREATE INDEX job_run_started ON job_run (started_at);

-- The read log: who read which confidential record, written before the answer leaves.
CREATE TABLE read_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    person_id uuid NOT NULL,
    noun text NOT NULL,
    record_id uuid NOT NULL,
    request_id text NOT NULL
);
CREATE INDEX read_log_record ON read_log (record_id, at);
CREATE INDEX read_log_at ON read_log (at);

-- Revoked tokens of a person: one by its jti, or all issued before an instant. session_open asks both, of the token's own
-- person: whoever may revoke one person's tokens ends nobody else's.
CREATE TABLE revocation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    jti line_text CHECK (length(jti) <= 200),
    person_id uuid NOT NULL,
    not_before timestamptz NOT NULL,
    reason prose_text NOT NULL CHECK (length(reason) <= 500)
);
CREATE UNIQUE INDEX revocation_jti ON revocation (person_id, jti) WHERE jti IS NOT NULL;
CREATE INDEX revocation_person ON revocation (person_id, not_before) WHERE jti IS NULL;
