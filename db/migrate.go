package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"

	"huishang/db/migrations"

	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
)

// MigrateOptions name the passwords of the three logins where the migration is to create or set them; empty
// leaves a login's password as it is.
type MigrateOptions struct {
	API, Read, Analyst string
}

// Logins are the API's logins, which own nothing.
var Logins = []string{"huishang_api", "huishang_read", "huishang_analyst"}

// ErrNewerSchema is Migrate's refusal of a database that a newer program has migrated already.
var ErrNewerSchema = errors.New("a newer program has migrated this database: its own migrate is the one to run")

// Migrate brings a database up to date: it creates the roles that are missing, hands the database to
// huishang_owner (who cannot log in) and, as that role, applies the numbered migrations and then the present
// functions, triggers, policies and grants (present.go). Two at once follow each other. The address is of a login
// that may create roles. It returns the number of numbered migrations applied.
func Migrate(ctx context.Context, address string, o MigrateOptions) (int, error) {
	pool, err := sql.Open("postgres", address)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1) // SET ROLE and the lock hold for this one session
	if _, err := pool.ExecContext(ctx, `SELECT pg_advisory_lock(7264117)`); err != nil {
		return 0, fmt.Errorf("wait for another migration: %w", err)
	}
	var encoding string
	if err := pool.QueryRowContext(ctx, `SHOW server_encoding`).Scan(&encoding); err != nil {
		return 0, err
	}
	if encoding != "UTF8" {
		return 0, fmt.Errorf("the database is in %s: Huishang keeps its texts in UTF8 (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0)", encoding)
	}
	if err := createRoles(ctx, pool, o); err != nil {
		return 0, fmt.Errorf("create roles: %w", err)
	}
	if _, err := pool.ExecContext(ctx, `SET ROLE huishang_owner`); err != nil {
		return 0, fmt.Errorf("become huishang_owner: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, pool, migrations.Files)
	if err != nil {
		return 0, err
	}
	if now, err := CompareSchema(ctx, pool); err != nil || now == Newer {
		return 0, cmp.Or(err, ErrNewerSchema)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return len(done), err
	}
	return len(done), applyPresent(ctx, pool)
}

const roles = `
		DO $$
		DECLARE
			f text;
		BEGIN
			PERFORM pg_advisory_xact_lock(7264117);
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_owner') THEN CREATE ROLE huishang_owner NOLOGIN; END IF;
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_reader') THEN CREATE ROLE huishang_reader NOLOGIN; END IF;
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_reporting') THEN CREATE ROLE huishang_reporting NOLOGIN; END IF;
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_api') THEN CREATE ROLE huishang_api LOGIN; END IF;
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_read') THEN CREATE ROLE huishang_read LOGIN; END IF;
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huishang_analyst') THEN CREATE ROLE huishang_analyst LOGIN; END IF;
			GRANT huishang_reader TO huishang_api, huishang_read, huishang_analyst;
			-- For whoever logs in by hand; the program sets its own.
			ALTER ROLE huishang_api SET statement_timeout = '15s';
			ALTER ROLE huishang_read SET statement_timeout = '15s';
			ALTER ROLE huishang_analyst SET statement_timeout = '60s';
			ALTER ROLE huishang_api SET lock_timeout = '5s';
			ALTER ROLE huishang_read SET lock_timeout = '5s';
			ALTER ROLE huishang_analyst SET lock_timeout = '5s';
			ALTER ROLE huishang_api SET idle_in_transaction_session_timeout = '60s';
			ALTER ROLE huishang_read SET idle_in_transaction_session_timeout = '60s';
			ALTER ROLE huishang_analyst SET idle_in_transaction_session_timeout = '60s';
			-- Large objects belong to no table and stand under no policy: nobody writes any. Only a superuser can say so.
			IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
				REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea), lowrite(integer, bytea),
					lo_open(oid, integer), lo_truncate(integer, integer), lo_truncate64(integer, bigint), lo_unlink(oid) FROM PUBLIC;
				-- By advisory locks the program's own logins wait for each other, and whoever writes to the log of changes fills the disk.
				FOR f IN SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_|^pg_logical_emit_message$' LOOP
					EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || f || ' FROM PUBLIC';
					EXECUTE 'GRANT EXECUTE ON FUNCTION ' || f || ' TO huishang_owner, huishang_reader';
				END LOOP;
			END IF;
			EXECUTE format('GRANT huishang_owner TO %I', current_user);
			EXECUTE format('ALTER DATABASE %I OWNER TO huishang_owner', current_database());
			EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
			EXECUTE format('GRANT CONNECT ON DATABASE %I TO huishang_reader, huishang_reporting', current_database());
		END $$`

func createRoles(ctx context.Context, pool *sql.DB, o MigrateOptions) error {
	if _, err := pool.ExecContext(ctx, roles); err != nil {
		return err
	}
	for i, password := range []string{o.API, o.Read, o.Analyst} {
		if password == "" {
			continue
		}
		if _, err := pool.ExecContext(ctx, `ALTER ROLE `+pq.QuoteIdentifier(Logins[i])+` PASSWORD `+pq.QuoteLiteral(password)); err != nil {
			return err
		}
	}
	return nil
}

var comment = regexp.MustCompile(`(?m)^(--|SET |SELECT pg_catalog|\\).*\n`)

// Comparable strips a schema dump of what differs between equal databases: comments, settings and meta-commands.
func Comparable(dump string) string {
	return regexp.MustCompile(`\n{2,}`).ReplaceAllString(comment.ReplaceAllString(dump, ""), "\n")
}

// CreateDatabase makes a database that is not there yet. The address is of a login that may.
func CreateDatabase(ctx context.Context, address, name string) error {
	pool, err := sql.Open("postgres", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	var there bool
	if err := pool.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil || there {
		return err
	}
	_, err = pool.ExecContext(ctx, `CREATE DATABASE `+pq.QuoteIdentifier(name))
	return err
}
