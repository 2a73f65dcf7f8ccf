package db

import (
	"context"
	"database/sql"
	"fmt"

	"huishang/db/tx"
)

// AuditReport is what verifying the audit trail found. Bad names the first row that does not hold; it is empty
// when the trail is whole.
type AuditReport struct {
	Entries, Records, Provinces int
	Bad                         string
}

// VerifyAudit verifies the audit trail as its owner, in one snapshot: every entry's hash over its predecessor
// and image, every chain without a gap or a fork, every live row against its last image, and the running digest
// per province, without which a cut tail would go unseen. The address is the migrating login's.
func VerifyAudit(ctx context.Context, address string) (*AuditReport, error) {
	r := new(AuditReport)
	err := tx.AsOwner(ctx, address, sql.LevelRepeatableRead, func(tx *sql.Tx) error { return r.verify(ctx, tx) })
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *AuditReport) verify(ctx context.Context, tx *sql.Tx) error {
	err := tx.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM audit_entry), (SELECT count(DISTINCT chain) FROM audit_entry),
		       (SELECT count(DISTINCT province_id) FROM audit_digest
		        WHERE province_id <> '00000000-0000-0000-0000-000000000000' /* what belongs to no province: codes */)`).Scan(&r.Entries, &r.Records, &r.Provinces)
	if err != nil {
		return err
	}
	for _, check := range []struct{ what, query string }{
		{"audit entry", badHash}, {"audit entry", badLink}, {"audit digest", badDigest},
	} {
		if r.Bad, err = first(ctx, tx, check.query); err != nil || r.Bad != "" {
			r.Bad = named(check.what, r.Bad)
			return err
		}
	}
	tables, err := audited(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if r.Bad, err = first(ctx, tx, fmt.Sprintf(badRow, t)); err != nil || r.Bad != "" {
			r.Bad = named("row", r.Bad)
			return err
		}
	}
	return nil
}

func named(what, which string) string {
	if which == "" {
		return ""
	}
	return what + " " + which
}

func first(ctx context.Context, tx *sql.Tx, query string) (string, error) {
	var which string
	err := tx.QueryRowContext(ctx, query).Scan(&which)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return which, err
}

// audited lists the tables that carry the audit triggers.
func audited(ctx context.Context, tx *sql.Tx) (tables []string, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_insert' ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, rows.Err()
}

const (
	badHash = `
		SELECT chain || ' #' || id
		FROM audit_entry
		WHERE hash <> audit_hash(previous, chain, op, at, actor, on_behalf_of, image)
		ORDER BY id
		LIMIT 1`
	badLink = `
		SELECT chain || ' #' || id
		FROM (SELECT id, chain, previous, lag(hash) OVER (PARTITION BY chain ORDER BY id) AS before FROM audit_entry) e
		WHERE previous IS DISTINCT FROM before
		ORDER BY id
		LIMIT 1`
	badDigest = `
		WITH counted AS (
		    SELECT province_id, count(*) AS entries, bit_xor(('x' || encode(hash, 'hex'))::bit(256)) AS digest
		    FROM audit_entry GROUP BY province_id
		), kept AS (
		    SELECT province_id, sum(entries) AS entries, bit_xor(digest) AS digest FROM audit_digest GROUP BY province_id
		)
		SELECT 'of province ' || province_id
		FROM counted FULL JOIN kept USING (province_id)
		WHERE counted.entries IS DISTINCT FROM kept.entries::bigint OR counted.digest IS DISTINCT FROM kept.digest
		LIMIT 1`
	// badRow compares a table's live rows with their last images, both ways: a changed or smuggled row, and one
	// that is gone.
	badRow = `
		WITH last AS (
		    SELECT DISTINCT ON (chain) chain, op, image
		    FROM audit_entry
		    WHERE chain LIKE '%[1]s:%%'
		    ORDER BY chain, id DESC
		), live AS (
		    SELECT '%[1]s:' || COALESCE(i ->> 'id', i ->> 'person_id', (i ->> 'kind') || '/' || (i ->> 'code')) AS chain, i AS image
		    FROM (SELECT to_jsonb(t) AS i FROM %[1]s t) r
		)
		SELECT chain
		FROM live FULL JOIN last USING (chain)
		WHERE CASE WHEN last.op = 'DELETE' THEN live.image IS NOT NULL ELSE live.image IS DISTINCT FROM last.image END
		ORDER BY chain
		LIMIT 1`
)
