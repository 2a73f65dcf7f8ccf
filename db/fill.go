package db

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"huishang/db/read"
	"huishang/internal/clock"
)

// FillOptions say what Fill makes. Seed and Today decide every row, ids included, whatever the machine: only the
// instants at which the database wrote them differ.
type FillOptions struct {
	Tasks, Provinces, People int
	Seed                     int64
	Today                    clock.Date
	// Told is called after each commit with how many tasks there are.
	Told func(tasks int)

	// triggers writes through every trigger but those that freeze what is concluded: slow, and what the short way is held against.
	triggers bool
}

// Bounds of what Fill makes: the provinces that there are names for, and people so many that every post has its own.
const (
	fillProvinces = 31
	fillPeople    = 50
	fillTasks     = 24  // of one consultation
	fillBatch     = 100 // consultations in one commit
)

// ErrNotEmpty is Fill's refusal of a database that has organisations: what is invented never stands beside what is not.
var ErrNotEmpty = errors.New("the database has organisations already; invented data goes into an empty one only")

//go:embed fill/organisation.sql
var fillOrganisation string

//go:embed fill/venues.sql
var fillVenues string

//go:embed fill/cases.sql
var fillCases string

//go:embed fill/holdings.sql
var fillHoldings string

//go:embed fill/task_rows.sql
var fillTaskRows string

// fillTables are those of cases, which Fill writes past their row triggers.
var fillTables = strings.Fields(`problem finding consultation participant topic statement outcome measure responsible task
	task_report evidence signature extension objection suspension instruction task_holding history`)

// check refuses what cannot be made.
func (o *FillOptions) check() error {
	switch {
	case o.Provinces < 1 || o.Provinces > fillProvinces:
		return fmt.Errorf("provinces: 1 to %d", fillProvinces)
	case o.People < o.Provinces*fillPeople:
		return fmt.Errorf("people: %d at least, %d for each province", o.Provinces*fillPeople, fillPeople)
	case o.People > o.Provinces*99999:
		return fmt.Errorf("people: %d at most, 99999 for each province", o.Provinces*99999)
	case o.Tasks < 1 || o.Tasks > 50_000_000:
		return errors.New("tasks: 1 to 50000000")
	}
	return nil
}

// Fill fills an empty migrated database with invented provinces, their people, and consultations with their problems,
// measures and tasks in every state, as the owner, commit by commit: what was committed before it is interrupted is whole.
// The organisation is written through every trigger. The rows of cases are written once each, as they end, with what the
// row triggers would place on them, so these rest for the length of a transaction; audit triggers, foreign keys and checks
// never do. The address is the migrating login's.
func Fill(ctx context.Context, address string, o FillOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	pool, err := sql.Open("postgres", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1) // role, functions and tables of its own hold for this one session
	if err := o.prepare(ctx, pool); err != nil {
		return err
	}
	for n := range o.Provinces {
		people := o.People / o.Provinces
		if n < o.People%o.Provinces {
			people++
		}
		given := fmt.Sprintf(`UPDATE fill_given SET province = %d, people = %d;`, n+1, people)
		if err := fillCommit(ctx, pool, given+fillOrganisation); err != nil {
			return fmt.Errorf("province %d: %w", n+1, err)
		}
	}
	if _, err := pool.ExecContext(ctx, `ANALYZE organisation, department, post, post_role, person, appointment, portfolio;`+fillVenues); err != nil {
		return err
	}
	return o.cases(ctx, pool)
}

// prepare becomes the owner, refuses a database that is not empty, and makes the session's sources of chance.
func (o *FillOptions) prepare(ctx context.Context, pool *sql.DB) error {
	if _, err := pool.ExecContext(ctx, `SET ROLE huishang_owner; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning; SET jit = off`); err != nil {
		return err
	}
	var there bool
	if err := pool.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM organisation)`).Scan(&there); err != nil {
		return err
	}
	if there {
		return ErrNotEmpty
	}
	_, err := pool.ExecContext(ctx, fmt.Sprintf(`
		CREATE FUNCTION pg_temp.id(p text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('%[1]d ' || p)::uuid;
		CREATE FUNCTION pg_temp.dice(p text, n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN ('x' || left(md5('%[1]d dice ' || p), 7))::bit(28)::int %% n;
		CREATE FUNCTION pg_temp.chance(p text) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
			SELECT array_agg(('x' || substr(h, 1 + 4 * n, 4))::bit(16)::int ORDER BY n) FROM (SELECT md5('%[1]d chance ' || p) AS h) x, generate_series(0, 7) AS n $$;
		CREATE FUNCTION pg_temp.today() RETURNS date LANGUAGE sql IMMUTABLE RETURN date '%[2]s';
		CREATE FUNCTION pg_temp.at(p date, hour int) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN (p + make_interval(hours => hour)) AT TIME ZONE 'Asia/Shanghai';
		CREATE FUNCTION pg_temp.at(days int, hour int) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN (date '%[2]s' + days + make_interval(hours => hour)) AT TIME ZONE 'Asia/Shanghai';
		CREATE TEMP TABLE fill_given AS SELECT 0 AS province, 0 AS people, 0 AS first, 0 AS last, %[3]d AS units, %[4]d AS tasks;`,
		o.Seed, o.Today, o.units(), o.Tasks))
	return err
}

// units are how many consultations the tasks come of.
func (o *FillOptions) units() int { return (o.Tasks + fillTasks - 1) / fillTasks }

// cases writes consultations and what comes of them, so many in a commit.
func (o *FillOptions) cases(ctx context.Context, pool *sql.DB) error {
	units := o.units()
	rest, wake, rows := "", "", fillCases+fillHoldings+fillTaskRows
	for _, t := range fillTables {
		rest += `ALTER TABLE ` + t + ` DISABLE TRIGGER USER, ENABLE TRIGGER audit_insert;`
		if slices.ContainsFunc(read.Catalogue(), func(d read.Declared) bool { return d.Table == t && d.Past != "" }) {
			rest += `ALTER TABLE ` + t + ` ENABLE TRIGGER past_insert;`
		}
		if slices.ContainsFunc(searchedNouns, func(s Searched) bool { return s.Table == t }) {
			rest += `ALTER TABLE ` + t + ` ENABLE TRIGGER search_insert;`
		}
		wake += `ALTER TABLE ` + t + ` ENABLE TRIGGER USER;`
	}
	rest += `ALTER TABLE task ENABLE TRIGGER keep_insert;`
	if o.triggers {
		rest, wake, rows = "", "", fillCases+fillTaskRows
		for _, t := range []string{"participant", "topic", "statement", "outcome", "measure", "responsible"} {
			rest += `ALTER TABLE ` + t + ` DISABLE TRIGGER zz_frozen;`
			wake += `ALTER TABLE ` + t + ` ENABLE TRIGGER zz_frozen;`
		}
	}
	for first := 0; first < units; first += fillBatch {
		last := min(first+fillBatch, units)
		given := fmt.Sprintf(`UPDATE fill_given SET first = %d, last = %d;`, first, last-1)
		if err := fillCommit(ctx, pool, given+rest+rows+wake); err != nil {
			return fmt.Errorf("tasks from %d: %w", first*fillTasks+1, err)
		}
		if o.Told != nil {
			o.Told(min(last*fillTasks, o.Tasks))
		}
	}
	// What is kept was right after each commit; now it is folded, as by the given day.
	if err := fillCommit(ctx, pool, fmt.Sprintf(`SELECT session_system(timestamptz '%s 12:00+08'); SELECT keep_anew()`, o.Today)); err != nil {
		return err
	}
	_, err := pool.ExecContext(ctx, `VACUUM task_delta`)
	if err == nil {
		_, err = pool.ExecContext(ctx, `ANALYZE `+strings.Join(fillTables, ", ")+`, counter, audit_entry, task_sum, task_due, task_delta`)
	}
	return err
}

// fillCommit runs statements in one transaction, which the audit trail has as the operator's.
func fillCommit(ctx context.Context, pool *sql.DB, statements string) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SELECT session_system(now())`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, statements); err != nil {
		return err
	}
	return tx.Commit()
}
