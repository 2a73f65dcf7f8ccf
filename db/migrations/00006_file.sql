-- +goose Up
-- Files: what people attach to records. The bytes lie in a bucket under the row's id; the row says what they
-- are, whose, and who may read them. A row is never deleted: a file that nothing was attached to is expired
-- (hidden in one statement, its bytes removed afterwards), so that whatever breaks between the two leaves bytes
-- without a reader and never a reader without bytes.

CREATE TABLE file (
    id uuid PRIMARY KEY,
    province_id uuid NOT NULL,
    org_id uuid NOT NULL,
    name text NOT NULL CHECK (name <> '' AND length(name) <= 200 AND name !~ '[/\\[:cntrl:]]'),
    media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
    size_bytes bigint NOT NULL CHECK (size_bytes BETWEEN 1 AND 20971520),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    uploaded_by uuid NOT NULL REFERENCES person,
    uploaded_at timestamptz NOT NULL,
    -- The record that it is attached to, and what of the record decides who reads it. consultation_id stands
    -- here only where every reader of the consultation may read the file; else readers alone.
    attached_kind text CHECK (attached_kind ~ '^[A-Z][A-Za-z]{2,40}$'),
    attached_id uuid,
    attached_at timestamptz,
    consultation_id uuid,
    case_org_id uuid,
    secrecy text NOT NULL DEFAULT 'INTERNAL',
    readers uuid[] NOT NULL DEFAULT '{}',
    hidden_from uuid[] NOT NULL DEFAULT '{}',
    -- Each read of a logged file leaves a line in the read log (D-GEN-2).
    logged boolean NOT NULL DEFAULT false,
    expired_at timestamptz,
    removed_at timestamptz,
    CHECK ((attached_kind IS NULL) = (attached_at IS NULL) AND (attached_id IS NULL) = (attached_at IS NULL)),
    CHECK (attached_at IS NOT NULL OR consultation_id IS NULL AND readers = '{}' AND hidden_from = '{}' AND NOT logged),
    CHECK (attached_at IS NULL OR expired_at IS NULL),
    CHECK (removed_at IS NULL OR expired_at IS NOT NULL)
);
CREATE INDEX file_attached ON file (attached_id) WHERE attached_at IS NOT NULL;
CREATE INDEX file_unattached ON file (uploaded_at) WHERE attached_at IS NULL AND expired_at IS NULL;
CREATE INDEX file_to_remove ON file (expired_at) WHERE expired_at IS NOT NULL AND removed_at IS NULL;
CALL secure_table('file');

-- Seen by its uploader, by the record's readers, and with its consultation; by nobody whom the record concerns
-- (hidden_from), the uploader included.
CREATE POLICY read ON file FOR SELECT TO huishang_reader USING (
    expired_at IS NULL
    AND NOT (SELECT setting_uuid('person')) = ANY (hidden_from)
    AND (uploaded_by = (SELECT setting_uuid('person'))
        OR (SELECT setting_uuid('person')) = ANY (readers)
        OR CASE secrecy
            WHEN 'INTERNAL' THEN consultation_id = ANY ((SELECT invited_consultations())::uuid[])
                OR case_org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
            WHEN 'RESTRICTED' THEN case_org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[])
                OR case_org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
            ELSE case_org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[])
                OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[])
                OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END));
-- Nobody adds a file in another's name, or one that is attached already: attach_file below does that.
CREATE POLICY add ON file FOR INSERT TO huishang_api WITH CHECK (
    uploaded_by = (SELECT setting_uuid('person')) AND province_id = (SELECT setting_uuid('province'))
    AND attached_at IS NULL AND expired_at IS NULL);
GRANT SELECT ON file TO huishang_reader;
-- Only the operator's policy lets an update through, and only these columns: expiry.
GRANT INSERT, UPDATE (expired_at, removed_at) ON file TO huishang_api;

-- +goose StatementBegin
-- attach_file attaches a file of the viewer's own to a record that the viewer writes, once. It is false where
-- there is no such file of his, it is attached already, or it has expired. Whose record that is, and who reads
-- it, is its caller's to say.
CREATE FUNCTION attach_file(p_file uuid, p_kind text, p_record uuid, p_consultation uuid, p_readers uuid[],
    p_hidden_from uuid[], p_logged boolean, p_at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE file
    SET attached_kind = p_kind, attached_id = p_record, attached_at = p_at, consultation_id = p_consultation,
        readers = p_readers, hidden_from = p_hidden_from, logged = p_logged
    WHERE id = p_file AND uploaded_by = setting_uuid('person') AND attached_at IS NULL AND expired_at IS NULL;
    RETURN FOUND;
END $$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION attach_file(uuid, text, uuid, uuid, uuid[], uuid[], boolean, timestamptz) TO huishang_api;

-- +goose StatementBegin
-- file_place fills what the file of a paper takes from it; paper_carry hands a paper's change on to its file.
CREATE FUNCTION file_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM paper p WHERE p.id = NEW.attached_id) THEN
        SELECT p.org_id, p.consultation_id, p.secrecy, p.readers, p.hidden_from, p.secrecy = 'CONFIDENTIAL'
        INTO NEW.case_org_id, NEW.consultation_id, NEW.secrecy, NEW.readers, NEW.hidden_from, NEW.logged
        FROM paper p WHERE p.id = NEW.attached_id;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION paper_carry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE file SET attached_id = attached_id WHERE attached_id = NEW.id;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER place BEFORE UPDATE ON file FOR EACH ROW EXECUTE FUNCTION file_place();
CREATE TRIGGER carry AFTER UPDATE ON paper FOR EACH ROW EXECUTE FUNCTION paper_carry();
ALTER TABLE paper ADD FOREIGN KEY (file_id) REFERENCES file;
