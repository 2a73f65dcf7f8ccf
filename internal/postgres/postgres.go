package postgres

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
)

// Superuser is the login of the embedded PostgreSQL that may do everything.
const Superuser = "postgres"

// ErrRunning says that another process holds the data folder.
var ErrRunning = errors.New("already running on this data folder")

// Options say where the embedded PostgreSQL lives and which one it is.
type Options struct {
	// Data is the data folder (HUISHANG_DATA); it is made if missing.
	Data string
	// Binaries is the folder of initdb and postgres; empty: searched for, else downloaded.
	Binaries string
	// Repository is where the download comes from; empty: EMBEDDED_POSTGRES_REPOSITORY, else Maven Central.
	Repository string
	Log        *slog.Logger
	// Logins are those beside Superuser that a password is made for.
	Logins []string
	// NoSync trades the safety of the data for speed: for tests.
	NoSync bool
	// RemoveOnExit removes Data when PostgreSQL ends, however that comes: for tests.
	RemoveOnExit bool

	search []string // in place of the usual folders of binaries: for tests
}

// Server is a PostgreSQL that lives as long as this process. It listens on a Unix socket alone, in a folder
// that only its user may enter, and asks every login for a password.
type Server struct {
	place     place
	passwords map[string]string
	log       *slog.Logger
	lock      *os.File
	child     *exec.Cmd
	orders    io.WriteCloser
	said      bytes.Buffer // what the child says beside its reports: a panic at most
	done      chan struct{}
	failure   error
	stop      sync.Once
}

// Start starts the PostgreSQL of a data folder: made anew if the folder is empty, recovered if it was
// killed, stopped first if an earlier process left it running. The database belongs to a child process, the
// program itself under another name, which stops PostgreSQL as soon as this process ends, killed or not, and
// starts it again should PostgreSQL be killed. As root the child becomes the user postgres (else nobody).
// ErrRunning: another process holds the folder. ctx bounds the start alone.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	data, err := filepath.Abs(o.Data)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(data, 0o755); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	lock, err := lockFolder(data)
	if err != nil {
		return nil, err
	}
	e := &Server{log: o.Log, lock: lock, done: make(chan struct{})}
	if err := e.start(ctx, data, o); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return e, nil
}

func (e *Server) start(ctx context.Context, data string, o Options) error {
	var err error
	if e.place, err = choosePlace(data, o.Log); err != nil {
		return err
	}
	if o.RemoveOnExit && os.Getuid() == 0 {
		// What is thrown away belongs to the child whole, so that it can.
		if err := os.Chown(e.place.Base, e.place.UID, e.place.GID); err != nil {
			return err
		}
	}
	if e.passwords, err = e.place.passwords(append([]string{Superuser}, o.Logins...)); err != nil {
		return err
	}
	binaries, err := findBinaries(e.place, o)
	if err != nil && !errors.Is(err, errNoBinaries) {
		return err
	}
	orders := childOrders{
		Place: e.place, Binaries: binaries, Password: e.passwords[Superuser],
		NoSync: o.NoSync, RemoveOnExit: o.RemoveOnExit, Data: data,
	}
	if err != nil {
		orders.Repository = repository(o)
		o.Log.Info("no PostgreSQL found on this machine, downloading one", "from", orders.Repository)
	}
	ready, err := e.startChild(orders)
	if err != nil {
		return err
	}
	select {
	case <-ready:
		return nil
	case <-e.done:
		return e.failure
	case <-ctx.Done():
		e.end()
		<-e.done
		return ctx.Err()
	}
}

// startChild starts the database child and listens to it. The channel closes once PostgreSQL answers.
func (e *Server) startChild(orders childOrders) (<-chan struct{}, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	e.child = exec.Command(self)
	e.child.Args = []string{"huishang: database"}
	e.child.Env = []string{childVariable + "=1", "PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TMPDIR=" + os.Getenv("TMPDIR")}
	e.child.Dir = "/"
	e.child.Stderr = &e.said
	e.child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if e.orders, err = e.child.StdinPipe(); err != nil {
		return nil, err
	}
	reports, err := e.child.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := e.child.Start(); err != nil {
		return nil, fmt.Errorf("start the database child: %w", err)
	}
	ready := make(chan struct{})
	go e.listen(reports, ready)
	// The line says what to do; the pipe stays open, and its end tells the child that this process has ended.
	if err := json.NewEncoder(e.orders).Encode(orders); err != nil {
		e.end()
		<-e.done
		return nil, errors.Join(e.failure, err)
	}
	return ready, nil
}

// listen reads the child's reports until it ends.
func (e *Server) listen(reports io.Reader, ready chan<- struct{}) {
	var failure string
	lines := bufio.NewScanner(reports)
	for lines.Scan() {
		var r childReport
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			continue
		}
		switch {
		case r.Ready && ready != nil:
			close(ready)
			ready = nil
		case r.Failure != "":
			failure = r.Failure
		case r.Note != "":
			e.log.Warn(r.Note)
		}
	}
	err := e.child.Wait()
	switch {
	case failure != "" && ready != nil: // what never began has not ended
		e.failure = errors.New(failure)
	case failure != "":
		e.failure = fmt.Errorf("PostgreSQL ended: %s", failure)
	case err != nil:
		e.failure = fmt.Errorf("PostgreSQL ended: %w %s", err, e.said.String())
	default:
		e.failure = errors.New("PostgreSQL ended")
	}
	close(e.done)
}

// URL is the address of a database for a login: Superuser or one of its Logins.
func (e *Server) URL(login, database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(login, e.passwords[login]), Path: "/" + database,
		RawQuery: url.Values{"host": {e.place.Socket}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}

// Password is a login's password, kept in the data folder: the embedded PostgreSQL knows the superuser's, the
// others are for Migrate to set.
func (e *Server) Password(login string) string { return e.passwords[login] }

// Done closes when PostgreSQL has ended and is not coming back; after Stop too. Err then says why.
func (e *Server) Done() <-chan struct{} { return e.done }

// Err says why PostgreSQL ended. It is to be asked once Done has closed.
func (e *Server) Err() error { return e.failure }

// Stop stops PostgreSQL in good order and frees the data folder. When ctx ends first, both are killed and the
// next start recovers.
func (e *Server) Stop(ctx context.Context) error {
	e.end()
	var err error
	select {
	case <-e.done:
	case <-ctx.Done():
		err = errors.Join(ctx.Err(), e.child.Process.Kill())
		<-e.done
	}
	return errors.Join(err, e.lock.Close())
}

// end closes the child's orders, upon which it stops PostgreSQL.
func (e *Server) end() { e.stop.Do(func() { _ = e.orders.Close() }) }

// randomPassword is 26 letters and digits of 130 random bits, safe in an address.
func randomPassword() string { return rand.Text() }
