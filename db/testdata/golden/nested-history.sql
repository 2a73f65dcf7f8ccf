SELECT x.* FROM unnest($1::uuid[]) AS p (id) CROSS JOIN LATERAL (
SELECT t.id AS "node.id", t.noun AS "node.noun", t.record_id AS "node.record_id", t.at AS "node.at", t.actor_id AS "node.actor_id", t.on_behalf_of_id AS "node.on_behalf_of_id", t.capacity AS "node.capacity", t.next_level AS "node.next_level", t.external_document AS "node.external_document", t.act AS "node.act", t.reason AS "node.reason", t.from_state AS "node.from_state", t.to_state AS "node.to_state", t.changes AS "node.changes", t.secrecy AS "node.secrecy", t.updated_at AS "node.updated_at", t.subject_noun AS "node.subject_noun", t.subject_id AS "node.subject_id", jsonb_build_array(t.at::text, t.id::text)::text AS "cursor_key", t.record_id AS "parent"
FROM history AS t
WHERE t.record_id = p.id AND TRUE
ORDER BY t.at DESC, t.id DESC
LIMIT 4
) AS x;
-- $1: {0d000000-0000-4000-8000-00000000000a,0d000000-0000-4000-8000-00000000000b}
