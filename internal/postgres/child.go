package postgres

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// childVariable marks the process that is the database child.
const childVariable = "HUISHANG_DATABASE_CHILD"

// init turns the process into the database child where Start started it as one. It stands here and not
// in main, so that no program and no test that starts an embedded PostgreSQL can forget it; and the main
// goroutine is on the main thread here, which dieWithParent needs.
func init() {
	if os.Getenv(childVariable) == "" {
		return
	}
	if err := runChild(); err != nil {
		report(childReport{Failure: err.Error()})
		os.Exit(1)
	}
	os.Exit(0)
}

// childOrders are the first line that the child reads; the end of its input means stop.
type childOrders struct {
	Place        place
	Data         string // removed on exit if RemoveOnExit
	Binaries     string // empty: to be downloaded from Repository
	Repository   string
	Password     string // the superuser's, for a new cluster
	NoSync       bool
	RemoveOnExit bool

	log *os.File // what PostgreSQL says
}

// childReport is one line of the child's output.
type childReport struct {
	Ready   bool   `json:",omitempty"`
	Note    string `json:",omitempty"`
	Failure string `json:",omitempty"`
}

func report(r childReport) {
	// Nobody listens once the parent has died; the child then has nothing to tell.
	_ = json.NewEncoder(os.Stdout).Encode(r)
}

func runChild() error {
	runtime.LockOSThread()
	signal.Ignore(syscall.SIGPIPE, syscall.SIGHUP)
	input := bufio.NewReader(os.Stdin)
	var o childOrders
	line, err := input.ReadBytes('\n')
	if err != nil {
		return nil // the parent died at once
	}
	if err := json.Unmarshal(line, &o); err != nil {
		return err
	}
	if err := becomeUser(o.Place); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		_, _ = input.ReadByte() // nothing more is ever sent: this returns when the parent closes or dies
		stop()
	}()
	defer o.cleanUp()
	if o.log, err = os.OpenFile(o.Place.log(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600); err != nil {
		return err
	}
	defer o.log.Close()
	return o.serve(ctx)
}

// becomeUser drops root for good.
func becomeUser(p place) error {
	if os.Getuid() != 0 {
		return nil
	}
	for _, step := range []error{syscall.Setgroups([]int{p.GID}), syscall.Setgid(p.GID), syscall.Setuid(p.UID)} {
		if step != nil {
			return fmt.Errorf("become user %d: %w", p.UID, step)
		}
	}
	if os.Getuid() == 0 {
		return errors.New("PostgreSQL does not run as root")
	}
	return nil
}

// cleanUp removes the database if it is thrown away, and the socket's folder if it stands elsewhere. It has
// nobody to tell when it cannot.
func (o childOrders) cleanUp() {
	if filepath.Dir(o.Place.Socket) != o.Place.Home {
		_ = os.RemoveAll(o.Place.Socket)
	}
	if o.RemoveOnExit {
		_ = os.RemoveAll(o.Place.Home)
		_ = os.RemoveAll(o.Data)
	}
}

// serve brings PostgreSQL up and keeps it up until ctx ends: killed, it is started again and recovers, three
// times within a minute at most.
func (o childOrders) serve(ctx context.Context) error {
	if err := o.prepare(ctx); err != nil {
		return err
	}
	var starts []time.Time
	for {
		now := time.Now() // of the machine: how often a process may fall over is no decision of the product
		if starts = append(starts, now); len(starts) > 3 {
			if now.Sub(starts[0]) < time.Minute {
				return errors.New("ended three times within a minute: " + o.lastWords())
			}
			starts = starts[1:]
		}
		p, err := o.startPostgres(ctx)
		if err != nil {
			return err
		}
		report(childReport{Ready: true})
		select {
		case <-ctx.Done():
			return o.stopPostgres(p)
		case how := <-p.ended:
			report(childReport{Note: fmt.Sprintf("PostgreSQL ended (%s) and is started again", how)})
		}
	}
}

// prepare stops what an earlier process left running, downloads what is missing and makes the cluster.
func (o *childOrders) prepare(ctx context.Context) error {
	if err := o.stopLeftover(ctx); err != nil {
		return err
	}
	if o.Binaries == "" {
		folder, err := download(ctx, o.Place, o.Repository)
		if err != nil {
			return err
		}
		o.Binaries = folder
	}
	if _, err := os.Stat(o.Place.cluster()); err == nil {
		return nil
	}
	return o.initCluster(ctx)
}

// initCluster makes the cluster aside and moves it into place whole.
func (o childOrders) initCluster(ctx context.Context) error {
	aside := o.Place.cluster() + ".new"
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	args := []string{
		"-D", aside, "-U", Superuser, "-A", "scram-sha-256", "--pwfile=/dev/stdin", "-E", "UTF8",
		"--locale=C", "--no-instructions",
	}
	if runtime.GOOS == "linux" {
		args = append(args, "--lc-ctype=C.UTF-8") // orders by bytes all the same, but knows letters
	}
	if o.NoSync {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(o.Binaries, "initdb"), args...)
	cmd.SysProcAttr = dieWithParent(syscall.SIGTERM)
	cmd.Stdin = strings.NewReader(o.Password + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return os.Rename(aside, o.Place.cluster())
}

// lastWords are the last lines of PostgreSQL's log.
func (o childOrders) lastWords() string {
	text, err := os.ReadFile(o.Place.log())
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "; ")
}
