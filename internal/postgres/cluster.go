package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	startLimit = 2 * time.Minute // recovery after a kill reads back all that was not yet in place
	fastLimit  = 20 * time.Second
	pollEvery  = 10 * time.Millisecond
)

// settings are sized for a laptop of 4 GB and do no harm on a larger machine.
var settings = []string{
	"listen_addresses=", "port=5432", "unix_socket_permissions=0700", "cluster_name=huishang",
	"max_connections=100", "shared_buffers=256MB", "effective_cache_size=1GB", "work_mem=16MB",
	"maintenance_work_mem=64MB", "random_page_cost=1.1", "jit=off", "timezone=UTC", "log_timezone=UTC",
	"password_encryption=scram-sha-256", "logging_collector=off", "log_destination=stderr",
	// The log must not hold complaint text: neither values nor the statements of failing queries.
	"log_min_error_statement=panic", "log_error_verbosity=terse", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
}

var settingsNoSync = []string{
	"fsync=off", "full_page_writes=off", "shared_buffers=64MB", "max_wal_size=4GB",
	"checkpoint_timeout=1h", "wal_level=minimal", "max_wal_senders=0",
}

// postgres is a running server; ended receives once how it ended.
type postgres struct {
	process *os.Process
	ended   chan string
}

// startPostgres starts the server and waits until it answers. ctx ending stops it.
func (o childOrders) startPostgres(ctx context.Context) (postgres, error) {
	args := []string{"-D", o.Place.cluster(), "-k", o.Place.Socket}
	all := settings
	if o.NoSync {
		all = append(append([]string{}, settings...), settingsNoSync...)
	}
	for _, s := range all {
		args = append(args, "-c", s)
	}
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		cmd := exec.Command(filepath.Join(o.Binaries, "postgres"), args...)
		cmd.Stdout, cmd.Stderr = o.log, o.log
		cmd.SysProcAttr = dieWithParent(o.stopSignal())
		if err := cmd.Start(); err != nil {
			return postgres{}, err
		}
		p := postgres{cmd.Process, make(chan string, 1)}
		go func() {
			_ = cmd.Wait() // says less than the state
			p.ended <- cmd.ProcessState.String()
		}()
		again, err := o.awaitReady(ctx, p)
		if !again {
			return p, err
		}
	}
}

// awaitReady waits until the server says so in its own file. again: it ended because servants of a killed one
// still hold its memory, so it is to be started once more.
func (o childOrders) awaitReady(ctx context.Context, p postgres) (again bool, err error) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false, errors.Join(fmt.Errorf("PostgreSQL is not up: %w", ctx.Err()), o.stopPostgres(p))
		case how := <-p.ended:
			words := o.lastWords()
			if !strings.Contains(words, "still in use") && !strings.Contains(words, "already exists") {
				return false, fmt.Errorf("%s: %s", how, words)
			}
			select {
			case <-ctx.Done():
				return false, fmt.Errorf("%s: %s", how, words)
			case <-time.After(10 * pollEvery):
				return true, nil
			}
		case <-tick.C:
			if f := o.postmaster(); f.pid == p.process.Pid && f.status == "ready" {
				return false, nil
			}
		}
	}
}

// stopSignal is how PostgreSQL is told to end: sessions broken off, the data written; or at once where the
// data is thrown away.
func (o childOrders) stopSignal() syscall.Signal {
	if o.RemoveOnExit {
		return syscall.SIGQUIT
	}
	return syscall.SIGINT
}

func (o childOrders) stopPostgres(p postgres) error {
	for _, s := range []syscall.Signal{o.stopSignal(), syscall.SIGQUIT, syscall.SIGKILL} {
		_ = p.process.Signal(s)
		_ = p.process.Signal(syscall.SIGCONT) // a frozen one hears nothing otherwise
		select {
		case <-p.ended:
			return nil
		case <-time.After(fastLimit):
		}
	}
	return errors.New("PostgreSQL does not end")
}

// stopLeftover ends a server that an earlier process left running on this cluster.
func (o childOrders) stopLeftover(ctx context.Context) error {
	f := o.postmaster()
	if f.pid == 0 || !isPostgres(f.pid) {
		return nil
	}
	report(childReport{Note: fmt.Sprintf("an earlier PostgreSQL (process %d) still runs and is stopped", f.pid)})
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		_ = syscall.Kill(f.pid, s)
		_ = syscall.Kill(f.pid, syscall.SIGCONT)
		limit := time.After(fastLimit)
	wait:
		for isPostgres(f.pid) {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-limit:
				break wait
			case <-tick.C:
			}
		}
		if !isPostgres(f.pid) {
			return nil
		}
	}
	return fmt.Errorf("an earlier PostgreSQL (process %d) does not end", f.pid)
}

// postmasterFile is what a running server writes of itself: line 1 its process, line 8 its status.
type postmasterFile struct {
	pid    int
	status string
}

func (o childOrders) postmaster() postmasterFile {
	text, err := os.ReadFile(filepath.Join(o.Place.cluster(), "postmaster.pid"))
	if err != nil {
		return postmasterFile{}
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 0 { // a signal to 0 or below would reach a whole group of processes
		return postmasterFile{}
	}
	f := postmasterFile{pid: pid}
	if len(lines) > 7 {
		f.status = strings.TrimSpace(lines[7])
	}
	return f
}

// isPostgres says whether a process lives and is a PostgreSQL: after a restart of the machine the number in
// the file may be anybody's.
func isPostgres(pid int) bool {
	if err := syscall.Kill(pid, 0); err != nil {
		return false
	}
	state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err == nil {
		return strings.Contains(string(state), "(postgres)") && !strings.Contains(string(state), "(postgres) Z")
	}
	out, err := exec.Command("ps", "-o", "comm=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(out), "postgres")
}
