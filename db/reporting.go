package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"huishang/db/tx"
	"huishang/internal/auth"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// Logins for reporting are logins of the database for people and services that read the views in reporting by SQL, each with the
// grants of one person (docs/decisions/0053). They are made and removed as the login that migrates.

// What a login for reporting may have: sessions at once, and what a statement may take unless the login asks for more. At the
// most of ReportingStatement and ReportingTransaction a server ends it, whatever the login set.
const (
	reportingSessions    = 4
	reportingTimeout     = 60 * time.Second
	ReportingStatement   = 10 * time.Minute
	ReportingTransaction = 15 * time.Minute
)

// NewReportingLogin is what a login is made of.
type NewReportingLogin struct {
	// Login is its name; empty: one after the person's number.
	Login string
	// Person is who by whose grants it reads: the province's code and the number.
	Province, Number string
	// Grants are those it reads with; nil: all that the person holds at the time.
	Grants  []auth.TokenGrant
	Purpose string
}

// ReportingLogin is a login as it is listed.
type ReportingLogin struct {
	Login    string    `db:"login"`
	Province string    `db:"province"`
	Number   string    `db:"number"`
	Name     string    `db:"name"`
	Grants   Claimed   `db:"grants"`
	Purpose  *string   `db:"purpose"`
	IssuedAt time.Time `db:"issued_at"`
	// Reads tells whether it would be shown anything now; Sessions are those of this moment.
	Reads    bool `db:"reads"`
	Sessions int  `db:"sessions"`
}

// Claimed are grants as they are kept; nil: all that the person holds.
type Claimed []auth.TokenGrant

// Scan reads what is kept.
func (c *Claimed) Scan(kept any) error {
	if kept == nil {
		return nil
	}
	return json.Unmarshal([]byte(fmt.Sprintf("%s", kept)), (*[]auth.TokenGrant)(c))
}

// String lists them as a command takes them.
func (c Claimed) String() string {
	if c == nil {
		return "all held"
	}
	var all []string
	for _, g := range c {
		place := g.Org
		if g.Dept != "" {
			place = g.Dept
		}
		all = append(all, string(g.Role)+"@"+place)
	}
	return strings.Join(all, " ")
}

var (
	loginShape  = regexp.MustCompile(`^[a-z][a-z0-9_]{2,62}$`)
	loginOthers = regexp.MustCompile(`[^a-z0-9]+`)
)

// AddReportingLogin makes a login, or gives the person's own a new password, and answers with name and password.
func AddReportingLogin(ctx context.Context, address string, n NewReportingLogin) (login, password string, err error) {
	login = n.Login
	if login == "" {
		login = "analyst_" + loginOthers.ReplaceAllString(strings.ToLower(n.Number), "_")
	}
	if !loginShape.MatchString(login) || strings.HasPrefix(login, "huishang") || strings.HasPrefix(login, "pg_") {
		return "", "", fmt.Errorf("%q is no name for a login: 3 to 63 small letters, digits and _, a letter first, not huishang… or pg_…", login)
	}
	var grants *string
	if n.Grants != nil {
		list, err := json.Marshal(n.Grants)
		if err != nil {
			return "", "", err
		}
		text := string(list)
		grants = &text
	}
	password = rand.Text()
	err = tx.AsOwner(ctx, address, sql.LevelReadCommitted, func(tx *sql.Tx) error {
		made, err := writeLogin(ctx, tx, login, n, grants)
		if err != nil {
			return err
		}
		return createLogin(ctx, tx, login, password, made)
	})
	return login, password, err
}

// writeLogin writes the row of a login; made tells that the database has its role already.
func writeLogin(ctx context.Context, tx *sql.Tx, login string, n NewReportingLogin, grants *string) (made bool, err error) {
	var person, province uuid.UUID
	var active bool
	err = tx.QueryRowContext(ctx, `
		SELECT p.id, p.province_id, p.deactivated_at IS NULL
		FROM person p
		JOIN organisation o ON o.id = p.province_id
		WHERE o.code = $1 AND p.number = $2`, n.Province, n.Number).Scan(&person, &province, &active)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, fmt.Errorf("nobody in %s has the number %s", n.Province, n.Number)
	case err != nil:
		return false, err
	case !active:
		return false, fmt.Errorf("%s is in use no longer", n.Number)
	}
	var own sql.NullBool
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1), (SELECT l.person_id = $2 FROM reporting_login l WHERE l.login = $1)`, login, person).Scan(&made, &own)
	switch {
	case err != nil:
		return false, err
	case own.Valid && !own.Bool:
		return false, fmt.Errorf("%s is somebody else's login: name another with --login", login)
	case made && !own.Valid:
		return false, fmt.Errorf("this PostgreSQL has a role %s already, which is not this database's: name another with --login", login)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO reporting_login (province_id, person_id, login, grants, purpose, issued_at)
		VALUES ($1, $2, $3, $4, NULLIF($5, ''), clock_timestamp())
		ON CONFLICT (login) DO UPDATE SET grants = excluded.grants, purpose = excluded.purpose, issued_at = excluded.issued_at`,
		province, person, login, grants, n.Purpose)
	return made, err
}

// createLogin makes the role, as the login that migrates, and sets all that it has, also where it is there.
func createLogin(ctx context.Context, tx *sql.Tx, login, password string, made bool) error {
	var super bool
	if err := tx.QueryRowContext(ctx, `SELECT rolsuper FROM pg_roles WHERE rolname = session_user`).Scan(&super); err != nil {
		return err
	}
	role, do := pq.QuoteIdentifier(login), "CREATE"
	if made {
		do = "ALTER"
	}
	statements := []string{
		`SET LOCAL ROLE NONE`,
		fmt.Sprintf(`%s ROLE %s LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT %d PASSWORD %s`, do, role, reportingSessions, pq.QuoteLiteral(password)),
		`GRANT huishang_reporting TO ` + role,
		`GRANT ` + role + ` TO huishang_owner`, // whose function ends what runs too long
		`ALTER ROLE ` + role + ` SET search_path = reporting`,
	}
	limits := map[string]string{
		"statement_timeout": fmt.Sprint(reportingTimeout.Milliseconds()), "lock_timeout": "5s",
		"idle_in_transaction_session_timeout": "60s", "idle_session_timeout": "1h",
	}
	if super { // which the login cannot set otherwise
		limits["temp_file_limit"] = "2GB"
	}
	for name, value := range limits {
		statements = append(statements, fmt.Sprintf(`ALTER ROLE %s SET %s = %s`, role, name, pq.QuoteLiteral(value)))
	}
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("make the role %s: %w", login, err)
		}
	}
	return nil
}

// RemoveReportingLogin removes a login: from the first step on it reads nothing and cannot sign in, then its sessions end, then
// its role is dropped. Asked for again it goes on where it was broken off.
func RemoveReportingLogin(ctx context.Context, address, login string) error {
	role := pq.QuoteIdentifier(login)
	var there bool
	err := tx.AsOwner(ctx, address, sql.LevelReadCommitted, func(tx *sql.Tx) error {
		var known bool
		if err := tx.QueryRowContext(ctx, `
			SELECT EXISTS (SELECT FROM reporting_login WHERE login = $1),
			       EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid, 'huishang_reporting', 'MEMBER') AND NOT rolsuper AND rolname NOT LIKE 'huishang%')`,
			login).Scan(&known, &there); err != nil {
			return err
		}
		if !known && !there {
			return fmt.Errorf("there is no login %s", login)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM reporting_login WHERE login = $1`, login); err != nil || !there {
			return err
		}
		_, err := tx.ExecContext(ctx, `SET LOCAL ROLE NONE; ALTER ROLE `+role+` NOLOGIN`)
		return err
	})
	if err != nil || !there {
		return err
	}
	return tx.AsOwner(ctx, address, sql.LevelReadCommitted, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = $1`, login); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `SET LOCAL ROLE NONE; DROP ROLE `+role)
		return err
	})
}

// ReportingLogins lists the logins of this database.
func ReportingLogins(ctx context.Context, address string) (logins []*ReportingLogin, err error) {
	err = tx.AsOwner(ctx, address, sql.LevelRepeatableRead, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			SELECT l.login, o.code AS province, p.number, p.name, l.grants, l.purpose, l.issued_at,
			    r.rolcanlogin IS TRUE AND p.deactivated_at IS NULL
			        AND NOT EXISTS (SELECT FROM revocation v WHERE v.person_id = p.id AND v.jti IS NULL AND v.not_before > l.issued_at)
			        AND held_grants(p.id, (reporting_now() AT TIME ZONE o.zone)::date) <> '[]' AS reads,
			    (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = l.login AND a.datname = current_database()) AS sessions
			FROM reporting_login l
			JOIN person p ON p.id = l.person_id
			JOIN organisation o ON o.id = p.province_id
			LEFT JOIN pg_roles r ON r.rolname = l.login
			ORDER BY l.login`)
		if err != nil {
			return err
		}
		return sqlx.StructScan(rows, &logins)
	})
	return logins, err
}

// ReportingActivity is what the logins for reporting are at.
type ReportingActivity struct {
	Active        int64 `db:"active"`
	Idle          int64 `db:"idle"`
	InTransaction int64 `db:"in_transaction"`
	// Oldest is how many seconds the oldest statement runs.
	Oldest float64 `db:"oldest"`
	// Cancelled are statements, Ended sessions that were ended now.
	Cancelled int64 `db:"cancelled"`
	Ended     int64 `db:"ended"`
}

// WatchReporting ends what logins for reporting run for longer than they may, and tells what they are at.
func (d *DB) WatchReporting(ctx context.Context, statement, transaction time.Duration) (a ReportingActivity, err error) {
	err = d.System(ctx, func(ctx context.Context, t *Tx) error {
		return t.Get(ctx, &a, `SELECT active, idle, in_transaction, oldest, cancelled, ended FROM reporting_watch(make_interval(secs => $1), make_interval(secs => $2))`,
			statement.Seconds(), transaction.Seconds())
	})
	return a, err
}
