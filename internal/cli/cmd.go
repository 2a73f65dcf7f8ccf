package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/files"
	"huishang/internal/postgres"
	"huishang/internal/wiring"

	"github.com/alecthomas/kong"
)

// Settings are what every command takes: flag and environment variable alike (--help lists them).
type Settings struct {
	Data               string        `help:"Folder of the program's own database with its passwords, of the development key and of attached files." default:".data" env:"HUISHANG_DATA" placeholder:"DIR"`
	FilesURL           string        `help:"Where attached files are kept: file:///FOLDER or s3://BUCKET; else the folder files in the data folder." env:"FILES_URL" placeholder:"URL"`
	Binaries           string        `help:"Folder of PostgreSQL's programs; else searched for, and downloaded where there are none." env:"HUISHANG_POSTGRES_BINARIES" placeholder:"DIR"`
	DatabaseURL        string        `help:"PostgreSQL's address for the login huishang_api; else the database of a server on the data folder." env:"DATABASE_URL" placeholder:"URL"`
	OwnDatabase        bool          `help:"In place of DATABASE_URL a PostgreSQL of the program's own in the data folder, as run has it." env:"HUISHANG_OWN_DATABASE"`
	ReadDatabaseURL    string        `help:"Address for the login huishang_read; else DATABASE_URL with that login." env:"READ_DATABASE_URL" placeholder:"URL"`
	AnalystDatabaseURL string        `help:"Address for the login huishang_analyst; else DATABASE_URL with that login." env:"ANALYST_DATABASE_URL" placeholder:"URL"`
	MigrateDatabaseURL string        `help:"Address for a login that may create roles; beside DATABASE_URL migrate, analyst, verify-audit, verify-counters, rebuild-counters and demo --tasks need it." env:"MIGRATE_DATABASE_URL" placeholder:"URL"`
	Pool               int           `help:"Connections per pool, 2 to 1000." default:"8" env:"HUISHANG_POOL"`
	StatementTimeout   time.Duration `help:"What one statement may take." default:"8s" env:"HUISHANG_STATEMENT_TIMEOUT"`
	CursorKey          string        `help:"Secret of 32 characters or more that seals cursors; servers behind one address share it; else one made from DATABASE_URL." env:"HUISHANG_CURSOR_KEY"`
	LogLevel           slog.Level    `help:"From what level on lines are logged: debug, info, warn or error." default:"info" env:"HUISHANG_LOG_LEVEL"`

	// Contract is the schema that serve publishes; main holds it.
	Contract string `kong:"-"`

	writes io.Writer // the log, where it is not standard error
}

// commands is the command line.
type commands struct {
	Settings
	Serve           serveCommand    `cmd:"" help:"Serve the API."`
	Run             runCommand      `cmd:"" help:"All at once for a first look: start PostgreSQL, migrate, load the sample, serve with the development issuer, print who may be acted as."`
	Migrate         migrateCommand  `cmd:"" help:"Create the roles that are missing and apply the migrations."`
	Import          importCommand   `cmd:"" help:"Import a workbook (XLSX) or a folder of CSV files, all or nothing."`
	Demo            demoCommand     `cmd:"" help:"Load the Hainan sample into an empty database, or fill one with invented data."`
	Token           tokenCommand    `cmd:"" help:"Print a token of the development issuer, or say why a token is refused."`
	Admin           adminCommand    `cmd:"" help:"Make somebody an administrator of a province that has none, or with a reason of one that has."`
	People          peopleCommand   `cmd:"" help:"List people for an identity provider."`
	Analyst         analystCommand  `cmd:"" help:"Make, list and remove logins that read the views for reporting by SQL."`
	Sweep           sweepCommand    `cmd:"" help:"Run the jobs that are due, or those named, once: what serve does by itself every minute."`
	VerifyAudit     verifyAudit     `cmd:"" name:"verify-audit" help:"Verify the audit trail: exit 0 when whole, 1 with the first bad row."`
	VerifyFiles     verifyFiles     `cmd:"" name:"verify-files" help:"Compare the attached files with their rows: exit 0 when whole, 1 with each file that is not."`
	VerifyCounters  verifyCounters  `cmd:"" name:"verify-counters" help:"Recount the kept numbers: exit 0 when right, 1 with each that is not what the rows are."`
	RebuildCounters rebuildCounters `cmd:"" name:"rebuild-counters" help:"Make the kept numbers anew from the rows."`
	Health          healthCommand   `cmd:"" help:"Ask the server on this machine whether it lives: exit 0 or 1."`
	Version         versionCommand  `cmd:"" help:"Print the version."`
}

func (s *Settings) log() *slog.Logger {
	if s.writes != nil {
		return s.logTo(s.writes)
	}
	return s.logTo(os.Stderr)
}

func (s *Settings) logTo(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: s.LogLevel}))
}

// database is where the logins connect, and what to stop afterwards.
type database struct {
	api, read, analyst, migrate string
	passwords                   db.MigrateOptions
	embedded                    *postgres.Server
	stop                        func()
}

const databaseName = "huishang"

// cursorKeyLeast is how long a cursor key is in characters: one of fewer could be guessed from cursors.
const cursorKeyLeast = 32

// check refuses settings that cannot be meant, and names variables that look like settings and are none.
func (s *Settings) check(k *kong.Kong) error {
	for name, meant := range misspelt(os.Environ(), variables(k)) {
		s.log().Warn("no such setting", "variable", name, "meant", meant)
	}
	return s.refuse()
}

func (s *Settings) refuse() error {
	switch {
	case s.Pool < 2 || s.Pool > 1000:
		return errors.New("HUISHANG_POOL is 2 to 1000 connections: a job holds its lock on one and works on another")
	case s.StatementTimeout < 100*time.Millisecond:
		return errors.New("HUISHANG_STATEMENT_TIMEOUT is a duration as 8s, 100ms at least")
	case s.CursorKey != "" && len(s.CursorKey) < cursorKeyLeast:
		return fmt.Errorf("HUISHANG_CURSOR_KEY has %d characters and needs %d: openssl rand -hex 32", len(s.CursorKey), cursorKeyLeast)
	case s.OwnDatabase && s.DatabaseURL != "":
		return errors.New("--own-database and DATABASE_URL exclude each other")
	}
	return nil
}

// errNoDatabase says what is missing, in place of a database that nobody asked for.
var errNoDatabase = errors.New("no database: set DATABASE_URL, or --own-database for one of the program's own in the data folder; beside a run that serves, only its data folder is needed (HUISHANG_DATA, else .data here)")

// open finds the database: the one given; or with --own-database this program's own, started here. A command that
// joins works beside a server that has its own running on the same data folder.
func (s *Settings) open(ctx context.Context, join bool) (*database, error) {
	switch {
	case s.DatabaseURL != "":
		return s.outside()
	case s.OwnDatabase || join && postgres.Running(s.Data):
		return s.own(ctx, join)
	}
	return nil, errNoDatabase
}

// own starts this program's own database, or joins it where a server on the same data folder runs it already.
func (s *Settings) own(ctx context.Context, join bool) (*database, error) {
	e, err := postgres.Start(ctx, postgres.Options{Data: s.Data, Binaries: s.Binaries, Logins: db.Logins, Log: s.log()})
	stop := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := e.Stop(ctx); err != nil {
			s.log().Error("stop PostgreSQL", "error", err)
		}
	}
	if join && errors.Is(err, postgres.ErrRunning) {
		e, err = postgres.Attach(s.Data, db.Logins, s.log())
		stop = func() {}
	}
	if err != nil {
		return nil, err
	}
	d := &database{
		api: e.URL(db.Logins[0], databaseName), read: e.URL(db.Logins[1], databaseName), analyst: e.URL(db.Logins[2], databaseName),
		migrate:   e.URL(postgres.Superuser, databaseName),
		passwords: db.MigrateOptions{API: e.Password(db.Logins[0]), Read: e.Password(db.Logins[1]), Analyst: e.Password(db.Logins[2])},
		stop:      stop, embedded: e,
	}
	if err := db.CreateDatabase(ctx, e.URL(postgres.Superuser, "postgres"), databaseName); err != nil {
		stop()
		return nil, err
	}
	return d, nil
}

func (s *Settings) outside() (*database, error) {
	d := &database{api: s.DatabaseURL, read: s.ReadDatabaseURL, analyst: s.AnalystDatabaseURL, migrate: s.MigrateDatabaseURL, stop: func() {}}
	for i, address := range []*string{&d.api, &d.read, &d.analyst} {
		if *address == "" {
			*address = s.DatabaseURL
		}
		u, err := url.Parse(*address)
		if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
			return nil, errors.New("DATABASE_URL and its like are addresses as postgres://LOGIN:PASSWORD@HOST/DATABASE")
		}
		password, _ := u.User.Password()
		if *address == s.DatabaseURL && i > 0 {
			u.User = url.UserPassword(db.Logins[i], password)
			*address = u.String()
		}
		*[]*string{&d.passwords.API, &d.passwords.Read, &d.passwords.Analyst}[i] = password
	}
	return d, nil
}

// pools makes the pools of a database, without dialling.
func (s *Settings) pools(d *database, now clock.Clock) (*db.DB, error) {
	return db.Prepare(tx.Config{
		API: d.api, Read: d.read, Analyst: d.analyst, PoolSize: s.Pool, StatementTimeout: s.StatementTimeout,
		AnalystTimeout: s.StatementTimeout, CursorKey: []byte(s.CursorKey), Now: now,
	})
}

// connect makes the pools of a database that can be worked with now.
func (s *Settings) connect(ctx context.Context, d *database, now clock.Clock) (*db.DB, error) {
	pools, err := s.pools(d, now)
	if err != nil {
		return nil, err
	}
	if err := pools.Ready(ctx); err != nil {
		return nil, errors.Join(err, pools.Close())
	}
	return pools, nil
}

// join opens the database for a command, beside a server that has its own running, and makes its pools; leave ends both.
func (s *Settings) join(ctx context.Context) (pools *db.DB, leave func(), err error) {
	d, err := s.open(ctx, true)
	if err != nil {
		return nil, nil, err
	}
	if pools, err = s.connect(ctx, d, time.Now); err != nil {
		d.stop()
		return nil, nil, err
	}
	return pools, func() { _ = pools.Close(); d.stop() }, nil
}

// files opens the bucket of the attached files.
func (s *Settings) files(ctx context.Context, d *db.DB) (*files.Store, error) {
	address := s.FilesURL
	if address == "" {
		folder, err := files.FolderURL(filepath.Join(s.Data, "files"))
		if err != nil {
			return nil, err
		}
		address = folder
	}
	return files.Open(ctx, d, address)
}

// issuer opens the development issuer, made where there is none yet.
func (s *Settings) issuer() (*auth.Issuer, error) {
	if err := os.MkdirAll(s.Data, 0o755); err != nil {
		return nil, err
	}
	return auth.OpenIssuer(filepath.Join(s.Data, issuerKey))
}

// serversIssuer opens the issuer of the server on this data folder: no server believes a key that a command would make.
func (s *Settings) serversIssuer() (*auth.Issuer, error) {
	if _, err := os.Stat(filepath.Join(s.Data, issuerKey)); err != nil {
		return nil, fmt.Errorf("no server has made a key here: %w (HUISHANG_DATA names the server's data folder)", err)
	}
	return s.issuer()
}

const issuerKey = "issuer.pem"

type migrateCommand struct{}

// Run applies the migrations and says how many.
func (migrateCommand) Run(ctx context.Context, s *Settings) error {
	d, err := s.open(ctx, true)
	if err != nil {
		return err
	}
	defer d.stop()
	return migrate(ctx, d)
}

// openToMigrate opens the database for what needs the login that migrates, and says why where its address is not known.
func (s *Settings) openToMigrate(ctx context.Context, why string) (*database, error) {
	d, err := s.open(ctx, true)
	if err != nil {
		return nil, err
	}
	if err := d.migrates(why); err != nil {
		d.stop()
		return nil, err
	}
	return d, nil
}

// migrates refuses what needs the login that migrates where its address is not known.
func (d *database) migrates(why string) error {
	if d.migrate == "" {
		return errors.New("MIGRATE_DATABASE_URL is needed: " + why)
	}
	return nil
}

func migrate(ctx context.Context, d *database) error {
	if err := d.migrates("the address of a login that may create roles"); err != nil {
		return err
	}
	n, err := db.Migrate(ctx, d.migrate, d.passwords)
	if err == nil {
		fmt.Fprintf(os.Stderr, "migrations applied: %d\n", n)
	}
	return err
}

type tokenCommand struct {
	As     string `help:"Sign with the development issuer: ROLE@ORG or ROLE@ORG/DEPARTMENT." xor:"what" required:"" placeholder:"GRANT"`
	Person string `help:"The person's number, where several hold the role." placeholder:"NUMBER"`
	Check  string `help:"Say whether a token is believed under the settings below, and if not, why; - reads it from standard input." xor:"what" required:"" placeholder:"TOKEN"`
	trustFlags
}

// Run prints a token alone, or what is wrong with one.
func (c *tokenCommand) Run(ctx context.Context, s *Settings) error {
	if c.Check != "" {
		return c.check(ctx, s)
	}
	if c.JWKS != "" {
		return errors.New("production keys are configured (HUISHANG_JWKS_URL): the development issuer does not sign beside them")
	}
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	issuer, err := s.serversIssuer()
	if err != nil {
		return err
	}
	t, err := wiring.Token(ctx, pools, issuer, time.Now, c.As, c.Person)
	if err != nil {
		return fmt.Errorf("expected %w", err)
	}
	fmt.Println(t.Token)
	return nil
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run() error {
	fmt.Println(version())
	return nil
}
