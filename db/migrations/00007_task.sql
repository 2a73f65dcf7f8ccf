-- +goose Up
-- Tasks, and what happens to one between its number and its close-out (domain.md §6). The task is the root: its
-- version counts what is done to it. What belongs to it carries the columns that decide who sees the task.

-- A task (督办事项): two organisations, the one that set it and the one responsible (D-TASK-1).
CREATE TABLE task (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL REFERENCES organisation,
    -- The organisation that set it: its offices sign, extend, decide objections, number.
    org_id uuid NOT NULL REFERENCES organisation,
    responsible_org_id uuid NOT NULL REFERENCES organisation,
    department_id uuid REFERENCES department,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid REFERENCES person,
    joint_departments uuid[] NOT NULL DEFAULT '{}',
    leader_id uuid REFERENCES person,
    number line_text NOT NULL CHECK (length(number) <= 40),
    year integer NOT NULL,
    serial integer NOT NULL CHECK (serial > 0),
    origin text NOT NULL CHECK (origin IN ('OUTCOME', 'RESOLUTION')),
    consultation_id uuid REFERENCES consultation,
    outcome_id uuid REFERENCES outcome,
    measure_id uuid REFERENCES measure,
    problem_id uuid REFERENCES problem,
    text prose_text NOT NULL CHECK (length(text) <= 4000),
    category text,
    severity text CHECK (severity IN ('GENERAL', 'EMERGING', 'SERIOUS')),
    immediate boolean NOT NULL DEFAULT false,
    original_due_on day NOT NULL,
    due_on day NOT NULL,
    report_interval text NOT NULL DEFAULT 'MONTHLY' CHECK (report_interval IN ('MONTHLY', 'QUARTERLY')),
    state text NOT NULL CHECK (state IN ('ASSIGNED', 'OBJECTED', 'ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'SUBMITTED', 'CLOSED', 'CANCELLED')),
    assigned_at timestamptz NOT NULL,
    assigned_by uuid,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    assigned_on day NOT NULL,
    -- Accepted or objected to within three working days.
    accept_by day NOT NULL,
    accepted_at timestamptz,
    -- Who accepted it last acted for the responsible side, though it was given to another since.
    accepted_by uuid,
    round integer NOT NULL DEFAULT 1 CHECK (round > 0),
    returns integer NOT NULL DEFAULT 0 CHECK (returns >= 0),
    extensions integer NOT NULL DEFAULT 0 CHECK (extensions >= 0),
    extension_open boolean NOT NULL DEFAULT false,
    submission prose_text CHECK (length(submission) <= 4000),
    submitted_by uuid,
    submitted_at timestamptz,
    -- The present round's signatures.
    party_signed_by uuid,
    discipline_signed_by uuid,
    -- The state that a suspended task goes back to.
    suspended_from text CHECK (suspended_from IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS')),
    review_on day,
    -- The day on which its clock stands still: suspended, closed or cancelled. Overdue is due_on < that day,
    -- else today (D-TASK-4).
    stopped_on day,
    ended_at timestamptz,
    end_reason prose_text CHECK (length(end_reason) <= 2000),
    improvement prose_text CHECK (length(improvement) <= 4000),
    amount_recovered numeric(16, 2) CHECK (amount_recovered >= 0),
    close_number line_text UNIQUE CHECK (length(close_number) <= 40),
    close_year integer,
    close_serial integer CHECK (close_serial > 0),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- A prefix is one organisation's in its province; another province may have the same.
    UNIQUE (province_id, number),
    UNIQUE (org_id, year, serial),
    CHECK ((origin IN ('OUTCOME', 'RESOLUTION')) <= (measure_id IS NOT NULL)),
    UNIQUE (org_id, close_year, close_serial),
    CHECK ((state IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL)),
    CHECK ((state IN ('CLOSED', 'CANCELLED', 'SUSPENDED')) = (stopped_on IS NOT NULL)),
    CHECK ((state = 'SUSPENDED') = (suspended_from IS NOT NULL) AND (state = 'SUSPENDED') = (review_on IS NOT NULL)),
    CHECK ((state = 'CLOSED') = (close_number IS NOT NULL)),
    CHECK (num_nonnulls(close_number, close_year, close_serial) IN (0, 3)),
    CHECK (state <> 'CANCELLED' OR end_reason IS NOT NULL),
    CHECK (state NOT IN ('SUBMITTED', 'CLOSED') OR submitted_at IS NOT NULL),
    -- Two people, two tracks (D-TASK-3).
    CHECK (party_signed_by <> discipline_signed_by),
    CHECK (state <> 'CLOSED' OR (party_signed_by IS NOT NULL AND discipline_signed_by IS NOT NULL AND NOT extension_open)),
    CHECK (state IN ('SUBMITTED', 'CLOSED') OR (party_signed_by IS NULL AND discipline_signed_by IS NULL))
);
-- Each order of the province's list.
CREATE INDEX task_province ON task (province_id, due_on, id);
CREATE INDEX task_assigned ON task (province_id, assigned_at, id);
CREATE INDEX task_serial ON task (province_id, serial, id);
CREATE INDEX task_updated ON task (province_id, updated_at, id);
CREATE INDEX task_state ON task (province_id, state, due_on, id);
CREATE INDEX task_setting ON task (org_id, due_on, id);
CREATE INDEX task_responsible ON task (responsible_org_id, due_on, id);
CREATE INDEX task_department ON task (department_id, due_on, id) WHERE department_id IS NOT NULL;
CREATE INDEX task_post ON task (post_id, due_on, id);
CREATE INDEX task_person ON task (person_id, due_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX task_leader ON task (leader_id, due_on, id) WHERE leader_id IS NOT NULL;
CREATE INDEX task_consultation ON task (consultation_id, due_on, id) WHERE consultation_id IS NOT NULL;
CREATE INDEX task_measure ON task (measure_id) WHERE measure_id IS NOT NULL;
CREATE INDEX task_problem ON task (problem_id) WHERE problem_id IS NOT NULL;
-- The hot lists ask for open tasks.
CREATE INDEX task_open ON task (province_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_setting ON task (org_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_responsible ON task (responsible_org_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_department ON task (department_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_post ON task (post_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_person ON task (person_id, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_setting_state ON task (org_id, state, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_responsible_state ON task (responsible_org_id, state, due_on, id) WHERE ended_at IS NULL;
CREATE INDEX task_open_department_state ON task (department_id, state, due_on, id) WHERE ended_at IS NULL;
-- What waits for whom: few of a province's or an organisation's tasks at a time.
CREATE INDEX task_party_awaited ON task (province_id, due_on, id) WHERE state = 'SUBMITTED' AND party_signed_by IS NULL;
CREATE INDEX task_discipline_awaited ON task (province_id, due_on, id) WHERE state = 'SUBMITTED' AND discipline_signed_by IS NULL;
CREATE INDEX task_party_track ON task (org_id, due_on, id) WHERE state = 'SUBMITTED' AND party_signed_by IS NULL;
CREATE INDEX task_discipline_track ON task (org_id, due_on, id) WHERE state = 'SUBMITTED' AND discipline_signed_by IS NULL;
CREATE INDEX task_objected ON task (org_id, due_on, id) WHERE state = 'OBJECTED';
CREATE INDEX task_extension ON task (org_id, due_on, id) WHERE extension_open;
-- Who is named: a joint department, and above INTERNAL the list.
CREATE INDEX task_joint ON task USING gin (joint_departments) WHERE joint_departments <> '{}';
CREATE INDEX task_listed ON task USING gin (reader_seats) WHERE secrecy <> 'INTERNAL';

-- Whoever somebody is kept from is counted apart (task_sum).
CREATE INDEX task_hidden ON task (province_id, due_on, id) WHERE hidden_from <> '{}';

-- Kept numbers (docs/decisions/0048): tasks that nobody is kept from, counted by all that says who sees them by organisation
-- (org_id, seen_orgs, secrecy), by organisation responsible and by state. A running task is late by the day; a task
-- whose clock stands still was late, or was not, when it stopped.
-- Each statement that changes tasks adds what it changed; nobody waits for another. A job folds it into the sums.
CREATE TABLE task_delta (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    -- The deadline of running tasks; whether they were late, of those that stand still.
    due_on day,
    late boolean,
    n integer NOT NULL CHECK (n <> 0),
    CHECK (num_nonnulls(due_on, late) = 1)
);
-- The day before which running tasks count as late in a province's sums; the days since are added by who reads.
CREATE TABLE task_fold (
    province_id uuid PRIMARY KEY REFERENCES organisation,
    before day NOT NULL
);
CREATE TABLE task_sum (
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    late boolean NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (province_id, org_id, responsible_org_id, state, late, secrecy, seen_orgs)
) WITH (fillfactor = 70);
-- Running tasks by deadline.
CREATE TABLE task_due (
    province_id uuid NOT NULL,
    due_on day NOT NULL,
    org_id uuid NOT NULL,
    responsible_org_id uuid NOT NULL,
    seen_orgs uuid[] NOT NULL,
    secrecy text NOT NULL,
    state text NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (province_id, due_on, org_id, responsible_org_id, state, secrecy, seen_orgs)
) WITH (fillfactor = 70);

-- A task as it stood at a day's end: a row for each run of days between two changes, the last one to infinity
-- (docs/decisions/0050). What decides who sees it, its grade too, is today's.
CREATE TABLE task_past (
    from_on date NOT NULL,
    until_on date NOT NULL DEFAULT 'infinity' CHECK (until_on > from_on),
    LIKE task,
    PRIMARY KEY (id, from_on)
);
CREATE INDEX task_past_until ON task_past (province_id, until_on, from_on);

-- Numbers without gaps come from a locked row (D-TASK-6), never from a sequence.
CREATE TABLE counter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    province_id uuid NOT NULL,
    org_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('TASK', 'CLOSE_OUT', 'REMINDER', 'FOLLOW_UP_ORDER', 'DISCIPLINE_RECOMMENDATION')),
    year integer NOT NULL,
    last integer NOT NULL CHECK (last > 0),
    UNIQUE (org_id, kind, year)
);

-- A progress report (D-TASK-5). It serves the interval that it falls in.
CREATE TABLE task_report (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text prose_text NOT NULL CHECK (length(text) <= 4000),
    reported_on day NOT NULL,
    reported_by uuid,
    reported_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX task_report_task ON task_report (task_id);

CREATE TABLE evidence (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    round integer NOT NULL,
    description prose_text NOT NULL CHECK (length(description) <= 2000),
    effective_on day NOT NULL,
    file_id uuid REFERENCES file,
    added_by uuid,
    added_at timestamptz NOT NULL,
    decision text NOT NULL CHECK (decision IN ('OPEN', 'ACCEPTED', 'REJECTED')),
    decided_by uuid,
    decided_at timestamptz,
    reason prose_text CHECK (length(reason) <= 2000),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((decision = 'OPEN') = (decided_at IS NULL)),
    CHECK (decision <> 'REJECTED' OR reason IS NOT NULL)
);
CREATE INDEX evidence_task ON evidence (task_id);

CREATE TABLE milestone (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    no integer NOT NULL CHECK (no BETWEEN 1 AND 50),
    text prose_text NOT NULL CHECK (length(text) <= 1000),
    due_on day NOT NULL,
    reached_on day,
    reached_by uuid,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (task_id, no)
);

CREATE TABLE extension (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    from_due_on day NOT NULL,
    until_on day NOT NULL CHECK (until_on > from_due_on),
    reason prose_text NOT NULL CHECK (length(reason) <= 2000),
    -- Counted when granted: the first is the discipline office's, a later one the principal leader's.
    first boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'GRANTED', 'REFUSED', 'LAPSED')),
    asked_by uuid,
    asked_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason prose_text CHECK (length(decision_reason) <= 2000),
    external_document prose_text CHECK (length(external_document) <= 500),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((state = 'OPEN') = (decided_at IS NULL)),
    CHECK (state <> 'REFUSED' OR decision_reason IS NOT NULL)
);
CREATE INDEX extension_task ON extension (task_id);
CREATE UNIQUE INDEX extension_one_open ON extension (task_id) WHERE state = 'OPEN';

CREATE TABLE objection (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('NOT_OURS', 'WORDING', 'EXPLANATION_ONLY', 'CANNOT_NOW')),
    text prose_text NOT NULL CHECK (length(text) <= 2000),
    state text NOT NULL CHECK (state IN ('OPEN', 'MAINTAINED', 'ADJUSTED', 'REASSIGNED', 'TASK_CANCELLED', 'SUSPENDED')),
    raised_by uuid,
    raised_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    reason prose_text CHECK (length(reason) <= 2000),
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((state = 'OPEN') = (decided_at IS NULL) AND (state = 'OPEN') = (reason IS NULL))
);
CREATE INDEX objection_task ON objection (task_id);
CREATE UNIQUE INDEX objection_one_open ON objection (task_id) WHERE state = 'OPEN';

CREATE TABLE suspension (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    from_on day NOT NULL,
    to_on day CHECK (to_on >= from_on),
    review_on day NOT NULL,
    reason prose_text NOT NULL CHECK (length(reason) <= 2000),
    approved_by uuid,
    approved_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX suspension_task ON suspension (task_id);
CREATE UNIQUE INDEX suspension_one_open ON suspension (task_id) WHERE to_on IS NULL;

CREATE TABLE signature (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    round integer NOT NULL,
    track text NOT NULL CHECK (track IN ('PARTY', 'DISCIPLINE')),
    verdict text NOT NULL CHECK (verdict IN ('SIGNED', 'RETURNED')),
    person_id uuid NOT NULL REFERENCES person,
    -- Of which organisation: the one that set the task, above only where routed (D-SEC-6).
    acting_org_id uuid NOT NULL REFERENCES organisation,
    reason prose_text CHECK (length(reason) <= 2000),
    external_document prose_text CHECK (length(external_document) <= 500),
    signed_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (verdict <> 'RETURNED' OR reason IS NOT NULL),
    -- One verdict per track and round; never two by one person (D-TASK-3, D-SEC-6): signature_two_people.
    UNIQUE (task_id, round, track)
);
-- What somebody signed.
CREATE INDEX signature_person ON signature (person_id);
CREATE UNIQUE INDEX signature_two_people ON signature (task_id, round, person_id) WHERE verdict = 'SIGNED';

-- An instruction (批示) by the leader in charge: a note, not a state.
CREATE TABLE instruction (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    text prose_text NOT NULL CHECK (length(text) <= 2000),
    given_by uuid,
    given_at timestamptz NOT NULL,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX instruction_task ON instruction (task_id);

-- Who held the responsible post, and from when to when: overdue days count for the holder of each day (D-ORG-5).
CREATE TABLE task_holding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    post_id uuid NOT NULL REFERENCES post,
    person_id uuid REFERENCES person,
    from_on day NOT NULL,
    to_on day,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX task_holding_task ON task_holding (task_id);
-- A handover asks for what the post holds, and whoever leaves what he held.
CREATE INDEX task_holding_post ON task_holding (post_id);
CREATE INDEX task_holding_person ON task_holding (person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX task_holding_one_open ON task_holding (task_id) WHERE to_on IS NULL;
