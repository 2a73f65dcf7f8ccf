-- The ground: codes are everybody's who is signed in; keys are their person's; the read log and revocations are only
-- written; runs of jobs are the operator's; the state of the schema is no secret.
CREATE POLICY read ON code FOR SELECT TO huishang_reader USING ((SELECT setting_uuid('person')) IS NOT NULL);
GRANT SELECT ON code TO huishang_reader;

CREATE POLICY own ON idempotency TO huishang_api USING (person_id = (SELECT setting_uuid('person'))) WITH CHECK (person_id = (SELECT setting_uuid('person')));
GRANT SELECT, INSERT ON idempotency TO huishang_api;

CREATE POLICY write ON read_log FOR INSERT TO huishang_reader WITH CHECK (person_id = (SELECT setting_uuid('person')));
GRANT INSERT ON read_log TO huishang_reader;

GRANT SELECT, INSERT, UPDATE (ended_at, done, failure) ON job_run TO huishang_api;

CREATE POLICY write ON revocation FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
GRANT INSERT ON revocation TO huishang_api;

CREATE POLICY read ON schema_state FOR SELECT TO huishang_reader USING (true);
GRANT SELECT ON schema_state TO huishang_reader;
