//go:build bench

package tests

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"huishang/db"
)

// The settings of both servers; memory of the server under test is shown without them too.
var benchSettings = []string{"GOGC=800", "GOMEMLIMIT=512MiB"}

const connections = 8

// served is a server of the comparison, in a process of its own.
type served struct {
	pid int
	url string
}

// startServer starts the program itself, as an operator would beside another PostgreSQL, with its key in data.
func startServer(t *testing.T, program, data string, urls func(login string) string, settings ...string) served {
	t.Helper()
	said, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "serve", "--dev", "--explorer", "off", "--port", "0", "--grace", "0s")
	c.Env = append(append(os.Environ(), settings...), "HUISHANG_DATA="+data, "HUISHANG_POOL="+strconv.Itoa(connections),
		"DATABASE_URL="+urls(db.Logins[0]), "READ_DATABASE_URL="+urls(db.Logins[1]), "ANALYST_DATABASE_URL="+urls(db.Logins[2]))
	c.Stderr = said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	})
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		text, err := os.ReadFile(said.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			var l struct{ Msg, Address string }
			if json.Unmarshal([]byte(line), &l) == nil && l.Msg == "serving" {
				return served{c.Process.Pid, l.Address}
			}
		}
	}
	text, err := os.ReadFile(said.Name())
	t.Fatalf("the server does not serve: %s %v", text, err)
	return served{}
}

func startBare(t *testing.T, urls func(login string) string) served {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	orders, err := json.Marshal(bareOrders{API: urls(db.Logins[0]), Read: urls(db.Logins[1])})
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(append(os.Environ(), benchSettings...), bareVariable+"="+string(orders))
	c.Stderr = os.Stderr
	input, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = c.Wait()
	})
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("the bare server does not serve: %v", err)
	}
	return served{c.Process.Pid, strings.TrimSpace(address)}
}

// measured tells whether this system has /proc, from which CPU and memory are read.
var measured = runtime.GOOS == "linux"

// ticks are the seconds of CPU that a process has used, with those of its children that have ended.
func ticks(pid int, children bool) (seconds float64, parent int) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, 0 // it has ended
	}
	// The name in parentheses may hold spaces; the state follows it.
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	number := func(i int) int { n, _ := strconv.Atoi(f[i]); return n }
	n := number(11) + number(12)
	if children {
		n += number(13) + number(14)
	}
	return float64(n) / 100, number(1) // USER_HZ is 100 on every Linux
}

// family is the CPU of a process and of all its children, those that have ended included.
func family(pid int) float64 {
	sum, _ := ticks(pid, true)
	all, err := os.ReadDir("/proc")
	if err != nil {
		panic(err) // Linux without /proc
	}
	for _, e := range all {
		if child, err := strconv.Atoi(e.Name()); err == nil {
			if s, parent := ticks(child, false); parent == pid {
				sum += s
			}
		}
	}
	return sum
}

// memory reads a field of /proc/PID/status, in MB: VmRSS is what a process holds now, VmHWM the most it ever held.
func memory(t *testing.T, pid int, field string) string {
	t.Helper()
	if !measured {
		return "not measured here"
	}
	return whole(fileField(t, "/proc/"+strconv.Itoa(pid)+"/status", field) / 1024)
}

// fileField is the number of a line "NAME: NUMBER kB".
func fileField(t *testing.T, file, name string) float64 {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			n, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatalf("no %s in %s", name, file)
	return 0
}
