-- +goose Up
-- Letters (D-ESC-1, D-ESC-2): a reminder, a follow-up order or a discipline recommendation about a problem or a task.

CREATE TABLE letter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    -- The organisation that issues it: it registered the problem, or set the task.
    org_id uuid NOT NULL REFERENCES organisation,
    -- What it was made from: the task where there is one, with that task's problem, else the problem.
    problem_id uuid REFERENCES problem,
    task_id uuid REFERENCES task,
    -- The milder letter that it follows.
    follows_id uuid REFERENCES letter,
    kind text NOT NULL CHECK (kind IN ('REMINDER', 'FOLLOW_UP_ORDER', 'DISCIPLINE_RECOMMENDATION')),
    severity text NOT NULL CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    title line_text COLLATE pinyin NOT NULL CHECK (length(title) <= 200),
    text prose_text NOT NULL CHECK (length(text) <= 8000),
    -- The recipient: the organisation itself, or a department or a post of it.
    recipient_org_id uuid NOT NULL REFERENCES organisation,
    recipient_department_id uuid REFERENCES department,
    recipient_post_id uuid REFERENCES post,
    rectify_by day NOT NULL,
    reply_days integer NOT NULL CHECK (reply_days BETWEEN 1 AND 60),
    reply_by day,
    state text NOT NULL CHECK (state IN ('DRAFT', 'ISSUED', 'SERVED', 'REPLIED', 'ACCEPTED', 'SETTLED', 'REVOKED')),
    number line_text CHECK (length(number) <= 40),
    year integer,
    serial integer CHECK (serial > 0),
    drafted_by uuid,
    created_at timestamptz NOT NULL,
    issued_by uuid,
    issued_at timestamptz,
    -- Who signed for it, and when (签收).
    served_by uuid,
    served_at timestamptz,
    -- The reply that stands; earlier ones are in the history.
    reply prose_text CHECK (length(reply) <= 8000),
    replied_by uuid,
    replied_at timestamptz,
    returns integer NOT NULL DEFAULT 0 CHECK (returns >= 0),
    return_reason prose_text CHECK (length(return_reason) <= 2000),
    accepted_by uuid,
    accepted_at timestamptz,
    ended_at timestamptz,
    end_reason prose_text CHECK (length(end_reason) <= 2000),
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    -- The recipient, from the issue on.
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (province_id, number),
    UNIQUE (org_id, kind, year, serial),
    -- The severity fixes the kind (D-ESC-1).
    CONSTRAINT letter_kind_fits CHECK ((kind, severity) IN (('REMINDER', 'GENERAL'), ('FOLLOW_UP_ORDER', 'EMERGING'), ('DISCIPLINE_RECOMMENDATION', 'SERIOUS'))),
    CHECK (num_nonnulls(problem_id, task_id) > 0),
    CHECK (num_nonnulls(recipient_department_id, recipient_post_id) <= 1),
    CHECK (kind <> 'DISCIPLINE_RECOMMENDATION' OR num_nonnulls(recipient_department_id, recipient_post_id) = 0),
    CHECK (follows_id <> id),
    CHECK (num_nonnulls(number, year, serial, reply_by, issued_at) IN (0, 5)),
    CHECK (state = 'REVOKED' OR (state = 'DRAFT') = (issued_at IS NULL)),
    CHECK (state NOT IN ('SERVED', 'REPLIED', 'ACCEPTED', 'SETTLED') OR served_at IS NOT NULL),
    CHECK (state NOT IN ('REPLIED', 'ACCEPTED', 'SETTLED') OR reply IS NOT NULL),
    CHECK ((reply IS NULL) = (replied_at IS NULL)),
    CHECK (state IN ('ACCEPTED', 'SETTLED') <= (accepted_at IS NOT NULL)),
    CHECK ((state IN ('SETTLED', 'REVOKED')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'REVOKED') = (end_reason IS NOT NULL)),
    CHECK ((returns = 0) = (return_reason IS NULL))
);
-- Each order of the province's list.
CREATE INDEX letter_province ON letter (province_id, created_at DESC, id);
CREATE INDEX letter_updated ON letter (province_id, updated_at, id);
CREATE INDEX letter_rectify ON letter (province_id, rectify_by, id);
CREATE INDEX letter_reply ON letter (province_id, reply_by, id);
CREATE INDEX letter_org ON letter (org_id, created_at DESC, id);
CREATE INDEX letter_recipient ON letter (recipient_org_id, created_at DESC, id);
CREATE INDEX letter_problem ON letter (problem_id, created_at DESC, id) WHERE problem_id IS NOT NULL;
CREATE INDEX letter_task ON letter (task_id, created_at DESC, id) WHERE task_id IS NOT NULL;
CREATE INDEX letter_post ON letter (recipient_post_id) WHERE recipient_post_id IS NOT NULL;
CREATE INDEX letter_department ON letter (recipient_department_id) WHERE recipient_department_id IS NOT NULL;
-- A letter is followed by one that stands.
CREATE UNIQUE INDEX letter_one_follows ON letter (follows_id) WHERE state <> 'REVOKED';
