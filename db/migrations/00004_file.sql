-- +goose Up
-- Files: what people attach to records. The bytes lie in a bucket under the row's id; the row says what they
-- are, whose, and who may read them. A row is never deleted: a file that nothing was attached to is expired
-- (hidden in one statement, its bytes removed afterwards), so that whatever breaks between the two leaves bytes
-- without a reader and never a reader without bytes.

CREATE TABLE file (
    id uuid PRIMARY KEY,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    name line_text NOT NULL CHECK (length(name) <= 200 AND name !~ '[/\\]'),
    media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
    size_bytes bigint NOT NULL CHECK (size_bytes BETWEEN 1 AND 20971520),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    uploaded_by uuid NOT NULL REFERENCES person,
    uploaded_seats uuid[] NOT NULL DEFAULT '{}',
    uploaded_at timestamptz NOT NULL,
    -- The record that it is attached to, and what of the record decides who reads it. consultation_id stands
    -- here only where every reader of the consultation may read the file; else readers alone.
    attached_kind text CHECK (attached_kind ~ '^[A-Z][A-Za-z]{2,40}$'),
    attached_id uuid,
    attached_at timestamptz,
    consultation_id uuid,
    case_org_id uuid,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    reader_seats uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    -- Each read of a logged file leaves a line in the read log (D-GEN-2).
    logged boolean NOT NULL DEFAULT false,
    expired_at timestamptz,
    removed_at timestamptz,
    seen_orgs uuid[] NOT NULL DEFAULT '{}',
    seen_departments uuid[] NOT NULL DEFAULT '{}',
    seen_posts uuid[] NOT NULL DEFAULT '{}',
    risk_domains text[] NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((attached_kind IS NULL) = (attached_at IS NULL) AND (attached_id IS NULL) = (attached_at IS NULL)),
    CHECK (attached_at IS NOT NULL OR consultation_id IS NULL AND reader_seats = '{}' AND hidden_from = '{}' AND NOT logged),
    CHECK (attached_at IS NULL OR expired_at IS NULL),
    CHECK (removed_at IS NULL OR expired_at IS NOT NULL)
);
CREATE INDEX file_attached ON file (attached_id) WHERE attached_at IS NOT NULL;
CREATE INDEX file_uploaded ON file (uploaded_by, uploaded_at);
CREATE INDEX file_unattached ON file (uploaded_at) WHERE attached_at IS NULL AND expired_at IS NULL;
CREATE INDEX file_to_remove ON file (expired_at) WHERE expired_at IS NOT NULL AND removed_at IS NULL;
