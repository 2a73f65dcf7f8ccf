package postgres

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The rules of decisions.md "Running" for the PostgreSQL that the program brings.

// serverVariable turns the test binary into a program that starts the database of the folder it names and then
// waits to be killed.
const serverVariable = "HUISHANG_TEST_SERVER"

func init() {
	data := os.Getenv(serverVariable)
	if data == "" {
		return
	}
	if _, err := Start(context.Background(), Options{Data: data, NoSync: true}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ready")
	select {}
}

// folder makes a data folder that the database's user reaches, which t.TempDir's is not.
func folder(t *testing.T) string {
	t.Helper()
	d, err := os.MkdirTemp(shortTemp(), "huishang-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(d); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(d, 0o755); err != nil {
		t.Fatal(err)
	}
	return d
}

func start(t *testing.T, o Options) *Server {
	t.Helper()
	o.NoSync = true
	e, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, e) })
	return e
}

func stop(t *testing.T, e *Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := e.Stop(ctx); err != nil && !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
}

// ask runs one statement on a connection of its own.
func ask(e *Server, statement string) (string, error) {
	pool, err := sql.Open("postgres", e.URL(Superuser, "postgres"))
	if err != nil {
		return "", err
	}
	defer pool.Close()
	var answer sql.NullString
	err = pool.QueryRow(statement).Scan(&answer)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return answer.String, err
}

func must(t *testing.T, e *Server, statement string) string {
	t.Helper()
	answer, err := ask(e, statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return answer
}

// eventually waits for what another process does.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(20 * time.Second)
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatal("not within 20 s: " + what)
		}
	}
}

func postmasterOf(e *Server) int { return childOrders{Place: e.place}.postmaster().pid }

func TestEmbeddedKeepsItsDataOverARestart(t *testing.T) {
	data := folder(t)
	e := start(t, Options{Data: data})
	must(t, e, `CREATE TABLE kept (n int)`)
	must(t, e, `INSERT INTO kept VALUES (7)`)
	stop(t, e)
	<-e.Done()

	e = start(t, Options{Data: data})
	if n := must(t, e, `SELECT n FROM kept`); n != "7" {
		t.Errorf("n = %s", n)
	}
}

func TestEmbeddedSettings(t *testing.T) {
	e := start(t, Options{Data: folder(t), RemoveOnExit: true})
	for statement, want := range map[string]string{
		`SHOW server_encoding`:         "UTF8",
		`SHOW lc_collate`:              "C",
		`SHOW listen_addresses`:        "",
		`SHOW password_encryption`:     "scram-sha-256",
		`SHOW timezone`:                "UTC",
		`SHOW log_min_error_statement`: "panic",
		`SHOW unix_socket_permissions`: "0700",
		`SELECT current_user`:          Superuser,
		`SELECT '会' < '商' COLLATE "C"`: "true",
		`SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = current_user`: "true",
		`SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'`:           "0",
	} {
		if got := must(t, e, statement); got != want {
			t.Errorf("%s: %q, want %q", statement, got, want)
		}
	}
}

func TestEmbeddedIsClosedToOthers(t *testing.T) {
	e := start(t, Options{Data: folder(t)})
	for path, want := range map[string]fs.FileMode{
		e.place.Home:                             0o700,
		e.place.Socket:                           0o700,
		filepath.Join(e.place.Base, "passwords"): 0o700,
		filepath.Join(e.place.Base, "passwords", Superuser): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: %o, want %o", path, got, want)
		}
	}
	if l := len(filepath.Join(e.place.Socket, ".s.PGSQL.5432")); l > socketPathLimit {
		t.Errorf("the socket's path has %d bytes", l)
	}
	stranger := &Server{place: e.place, passwords: map[string]string{Superuser: "guessed"}}
	if _, err := ask(stranger, `SELECT 1`); err == nil {
		t.Error("a wrong password is let in")
	}
}

func TestEmbeddedSecondStartSaysSo(t *testing.T) {
	data := folder(t)
	start(t, Options{Data: data})
	_, err := Start(t.Context(), Options{Data: data})
	if !errors.Is(err, ErrRunning) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("second start: %v", err)
	}
}

func TestEmbeddedLongPathsStillHaveASocket(t *testing.T) {
	data := filepath.Join(folder(t), strings.Repeat("long-", 20))
	e := start(t, Options{Data: data})
	must(t, e, `SELECT 1`)
	stop(t, e)
	if _, err := os.Stat(e.place.Socket); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket's folder is left behind: %v", err)
	}
}

func TestEmbeddedComesBackAfterPostgreSQLIsKilled(t *testing.T) {
	e := start(t, Options{Data: folder(t)})
	must(t, e, `CREATE TABLE kept (n int)`)
	must(t, e, `INSERT INTO kept VALUES (7)`)
	killed := postmasterOf(e)
	if err := syscall.Kill(killed, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "PostgreSQL answers again", func() bool {
		b, _ := os.ReadFile(e.place.log())
		t.Log(string(b))
		n, err := ask(e, `SELECT n FROM kept`)
		return err == nil && n == "7"
	})
	if postmasterOf(e) == killed {
		t.Error("the killed server answers")
	}
}

func TestEmbeddedGivesUpWhenPostgreSQLKeepsFalling(t *testing.T) {
	e := start(t, Options{Data: folder(t)})
	eventually(t, "Done", func() bool {
		if pid := postmasterOf(e); pid > 0 { // a signal to 0 would reach this test and what started it
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
		select {
		case <-e.Done():
			return true
		default:
			return false
		}
	})
	if e.Err() == nil {
		t.Error("no reason given")
	}
}

// serveApart starts the database from a process of its own and returns that process.
func serveApart(t *testing.T, data string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command(self)
	server.Env = append(os.Environ(), serverVariable+"="+data)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Fatalf("server: %q, %v", line, err)
	}
	return server
}

// running returns the database that another process holds on a folder.
func running(t *testing.T, data string) *Server {
	t.Helper()
	e := &Server{}
	var err error
	if e.place, err = choosePlace(data, quiet); err != nil {
		t.Fatal(err)
	}
	if e.passwords, err = e.place.passwords([]string{Superuser}); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbeddedEndsWithItsProcess(t *testing.T) {
	data := folder(t)
	server := serveApart(t, data)
	e := running(t, data)
	must(t, e, `CREATE TABLE kept (n int)`)
	must(t, e, `INSERT INTO kept VALUES (7)`)
	pid := postmasterOf(e)
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "PostgreSQL ends", func() bool { return !isPostgres(pid) })

	e = start(t, Options{Data: data})
	if n := must(t, e, `SELECT n FROM kept`); n != "7" {
		t.Errorf("n = %s", n)
	}
}

// A PostgreSQL that runs although nobody holds the folder's lock: its child was killed where no signal tells it.
func TestEmbeddedStopsALeftover(t *testing.T) {
	data := folder(t)
	e := start(t, Options{Data: data})
	must(t, e, `CREATE TABLE kept (n int)`)
	stop(t, e)

	bin, err := findBinaries(e.place, Options{})
	if err != nil {
		t.Fatal(err)
	}
	leftover := exec.Command(filepath.Join(bin, "postgres"), "-D", e.place.cluster(), "-k", e.place.Socket, "-c", "listen_addresses=")
	leftover.Dir = "/"
	leftover.SysProcAttr = &syscall.SysProcAttr{}
	if attributes := dieWithParent(syscall.SIGKILL); attributes != nil { // nothing is left of a test that is killed
		leftover.SysProcAttr = attributes
	}
	leftover.SysProcAttr.Setsid = true
	if os.Getuid() == 0 {
		leftover.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(e.place.UID), Gid: uint32(e.place.GID)}
	}
	if err := leftover.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = leftover.Wait() // killed or stopped, both will do
		close(ended)
	}()
	eventually(t, "the leftover answers", func() bool {
		_, err := ask(e, `SELECT 1`)
		return err == nil
	})
	if err := leftover.Process.Signal(syscall.SIGSTOP); err != nil { // frozen on top of it
		t.Fatal(err)
	}

	e = start(t, Options{Data: data})
	must(t, e, `SELECT n FROM kept`)
	if isPostgres(leftover.Process.Pid) {
		t.Error("the leftover still runs")
		_ = leftover.Process.Kill()
	}
	<-ended
}

func TestEmbeddedThrownAwayLeavesNothing(t *testing.T) {
	data := folder(t)
	e := start(t, Options{Data: filepath.Join(data, "d"), RemoveOnExit: true})
	must(t, e, `SELECT 1`)
	stop(t, e)
	if err := os.Remove(filepath.Join(data, "d")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
}
