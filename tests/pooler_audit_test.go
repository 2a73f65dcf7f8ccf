//go:build audit

package tests

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
)

// A pooler that gives connections away after each transaction is refused, in words; one that keeps them for a session
// is taken, and told where it drops the time-outs.
func TestPoolersAudits(t *testing.T) {
	program := strings.TrimSpace(run(t, "../../scripts/need-pgbouncer"))
	for mode, c := range map[string]struct{ ignored, refused, told string }{
		"transaction": {ignored: "jit,statement_timeout,lock_timeout,idle_in_transaction_session_timeout", refused: "pool_mode = transaction"},
		"session":     {ignored: "jit,statement_timeout,lock_timeout,idle_in_transaction_session_timeout", told: "drops settings"},
		"statement":   {ignored: "application_name", refused: "refuses the connection's settings"},
	} {
		t.Run(mode, func(t *testing.T) {
			d := dbtest.New(t)
			config := tx.Config{PoolSize: 2, StatementTimeout: 5 * time.Second, AnalystTimeout: 5 * time.Second, Now: time.Now}
			port := pooler(t, program, mode, c.ignored, d)
			for i, into := range []*string{&config.API, &config.Read, &config.Analyst} {
				u := parsedURL(t, d.URL(db.Logins[i]))
				*into = (&url.URL{Scheme: "postgres", User: u.User, Host: "127.0.0.1:" + port, Path: u.Path, RawQuery: "sslmode=disable"}).String()
			}
			pools, err := db.Prepare(config)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = pools.Close() })
			told, err := pools.Check(t.Context())
			if c.refused == "" && err != nil || c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused) || !tx.Hopeless(err)) {
				t.Errorf("refused: %v, want %q", err, c.refused)
			}
			if all := strings.Join(told, "; "); c.told != "" && !strings.Contains(all, c.told) {
				t.Errorf("told %q, want %q", all, c.told)
			}
		})
	}
}

func parsedURL(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// pooler runs PgBouncer before a test's PostgreSQL, and returns its port.
func pooler(t *testing.T, program, mode, ignored string, d *dbtest.DB) string {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "huishang-pooler-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	var users strings.Builder
	for _, login := range db.Logins {
		password, _ := parsedURL(t, d.URL(login)).User.Password()
		fmt.Fprintf(&users, "%q %q\n", login, password)
	}
	port, host := freePort(t), parsedURL(t, d.URL(db.Logins[0])).Query().Get("host")
	files := map[string]string{
		"users": users.String(),
		"ini": "[databases]\n* = host=" + host + "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port + "\nunix_socket_dir =\nauth_type = plain\nauth_file = " +
			folder + "/users\npool_mode = " + mode + "\nignore_startup_parameters = " + ignored + "\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	arguments := []string{filepath.Join(folder, "ini")}
	if os.Getuid() == 0 {
		arguments = append([]string{"-u", "postgres"}, arguments...) // it does not run as root, and the socket is PostgreSQL's
	}
	c := exec.Command(program, arguments...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if one, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			_ = one.Close()
			return port
		}
	}
	t.Fatal("PgBouncer does not listen")
	return ""
}
