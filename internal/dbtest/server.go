package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"huishang/db"
	"huishang/internal/postgres"
)

const (
	templateName = "huishang_template"
	startLimit   = 5 * time.Minute // a download of PostgreSQL included
)

// server is the PostgreSQL of this test binary.
type server struct {
	embedded *postgres.Server
	admin    *sql.DB
}

var shared = sync.OnceValues(startServer)

// startServer copies the migrated cluster and starts the copy. Nobody stops it: it ends with this process and
// removes itself.
func startServer() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	home, err := ownFolder()
	if err != nil {
		return nil, err
	}
	lock, err := lockHome(home)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	sweep()
	templates, state, fills := home, db.MigratedState(), []filled(nil)
	together := os.Getenv("KEPT_DATABASES")
	if together != "" {
		templates, state, fills = together, db.TablesState(), common
	}
	template, err := template(ctx, templates, state, fills)
	if err != nil {
		return nil, err
	}
	data, err := os.MkdirTemp(temp(), serverPrefix)
	if err != nil {
		return nil, err
	}
	if out, err := exec.CommandContext(ctx, "cp", "-a", template+"/.", data).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("copy %s: %w: %s", template, err, out)
	}
	s, err := start(ctx, postgres.Options{Data: data, RemoveOnExit: true})
	if err != nil || together == "" {
		return s, err
	}
	return s, s.renew(ctx, fills)
}

// binaries is the folder of another PostgreSQL's programs than the machine's own: the audits try the newer ones.
func binaries() string { return os.Getenv("TESTS_POSTGRES") }

// start starts the PostgreSQL of a data folder.
func start(ctx context.Context, o postgres.Options) (*server, error) {
	o.Binaries, o.Logins, o.NoSync = binaries(), db.Logins, true
	embedded, err := postgres.Start(ctx, o)
	if err != nil {
		return nil, err
	}
	admin, err := sql.Open("postgres", embedded.URL(postgres.Superuser, "postgres"))
	if err != nil {
		return nil, err
	}
	admin.SetMaxOpenConns(1) // databases are made one after the other
	return &server{embedded, admin}, nil
}

// renew brings what another program has migrated and filled to the functions, triggers and policies of this one.
func (s *server) renew(ctx context.Context, fills []filled) error {
	if err := s.migrate(ctx, templateName); err != nil {
		return err
	}
	for _, f := range fills {
		d := s.kept(f.name)
		if err := s.migrate(ctx, d.Name); err != nil {
			return err
		}
		kept[f.name] = d
	}
	return nil
}

const serverPrefix = "huishang-dbtest-server-"

// temp is the folder of all that is made here. Root takes the one that the database's user reaches too.
func temp() string {
	if os.Getuid() == 0 || len(os.TempDir()) > 60 {
		return "/tmp"
	}
	return os.TempDir()
}

// ownFolder makes the folder of this user's templates. Its name can be guessed, so it is used only if it is
// this user's own.
func ownFolder() (string, error) {
	home := filepath.Join(temp(), fmt.Sprintf("huishang-dbtest-%d", os.Getuid()))
	if err := os.Mkdir(home, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(home)
	if err != nil {
		return "", err
	}
	if !info.IsDir() || int(info.Sys().(*syscall.Stat_t).Uid) != os.Getuid() || info.Mode().Perm()&0o022 != 0 {
		return "", fmt.Errorf("%s is not a folder of this user alone: remove it", home)
	}
	return home, os.Chmod(home, 0o755)
}

// lockHome waits until no other test binary makes, copies or starts.
func lockHome(home string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(home, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", f.Name(), err), f.Close())
	}
	return f, nil
}

// sweep removes servers whose test binary and child were both killed: nobody holds their lock. What cannot be
// removed is another user's.
func sweep() {
	left, err := filepath.Glob(filepath.Join(temp(), serverPrefix+"*"))
	if err != nil {
		panic(err) // the pattern above is well formed
	}
	for _, folder := range left {
		lock, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_RDWR, 0)
		if err == nil {
			err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
			_ = lock.Close()
		}
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			_ = os.RemoveAll(folder)
		}
	}
}

// template returns the data folder of a stopped cluster with the migrated template database and what is filled in advance,
// made if the state that it is kept by has changed since.
func template(ctx context.Context, home, state string, fills []filled) (string, error) {
	state += "\n" + binaries()
	for _, f := range fills {
		state += "\n" + f.name
	}
	folder := filepath.Join(home, templateKey(state))
	if _, err := os.Stat(folder); err == nil {
		now := time.Now()
		return folder, os.Chtimes(folder, now, now)
	}
	old, err := os.ReadDir(home)
	if err != nil {
		return "", err
	}
	for _, entry := range old {
		// Another checkout's template may be in use: only what nobody has needed for a day goes.
		if info, err := entry.Info(); err == nil && entry.IsDir() && time.Since(info.ModTime()) > 24*time.Hour {
			if err := os.RemoveAll(filepath.Join(home, entry.Name())); err != nil {
				return "", err
			}
		}
	}
	if err := makeTemplate(ctx, folder+".new", fills); err != nil {
		return "", fmt.Errorf("make the migrated template: %w", err)
	}
	return folder, os.Rename(folder+".new", folder)
}

func makeTemplate(ctx context.Context, folder string, fills []filled) error {
	s, err := start(ctx, postgres.Options{Data: folder})
	if err != nil {
		return err
	}
	defer s.admin.Close()
	return errors.Join(s.prepare(ctx, fills), s.embedded.Stop(ctx))
}

func (s *server) prepare(ctx context.Context, fills []filled) error {
	if _, err := s.admin.ExecContext(ctx, `CREATE DATABASE `+templateName+` IS_TEMPLATE true`); err != nil {
		return err
	}
	if err := s.migrate(ctx, templateName); err != nil {
		return err
	}
	for _, f := range fills {
		if _, err := s.fill(f); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) migrate(ctx context.Context, database string) error {
	e := s.embedded
	_, err := db.Migrate(ctx, e.URL(postgres.Superuser, database), db.MigrateOptions{
		API: e.Password("huishang_api"), Read: e.Password("huishang_read"), Analyst: e.Password("huishang_analyst"),
	})
	return err
}

//go:embed server.go
var ownSource []byte

// templateKey names what shapes the template: what this binary would apply, and how it is made here. The files on
// disk do not count: they may have changed since the binary was built.
func templateKey(state string) string {
	sum := sha256.Sum256(append([]byte(state+"\n"), ownSource...))
	return hex.EncodeToString(sum[:8])
}
