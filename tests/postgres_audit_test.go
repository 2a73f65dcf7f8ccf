//go:build audit

package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// heldAnywhere are the tests of what PostgreSQL's version could change: who sees which rows, which statements a list becomes, what
// tables and policies are made of, what a kept session rests on, and what a login for reporting may.
const heldAnywhere = "^(TestVisibilityModel|TestVisibilityModelOfCases|TestListsAgainstModel|TestCatalogue|TestStatementsAreConstant|TestSessionsAreKept|TestMigrationsAtOnce|TestWhatSessionsRestOnMovesTheEpoch|TestReportingAgainstModel|TestReportingAttempts|TestReportingEstimatesTellNothing|TestReportingIsWatched|TestReportingLoginsWithoutASuperuser)$"

// What holds on the oldest PostgreSQL that is served holds on the newer ones.
func TestNewerPostgresAudits(t *testing.T) {
	folder, err := os.MkdirTemp("/tmp", "huishang-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	for _, file := range []string{"package.json", "package-lock.json"} {
		b, err := os.ReadFile(filepath.Join("postgres", file))
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, file), b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	run(t, "npm", "ci", "--ignore-scripts", "--prefix", folder)
	if err := os.Chmod(folder, 0o755); err != nil { // the database's user comes in
		t.Fatal(err)
	}
	for _, major := range []string{"16", "17", "18"} {
		t.Run(major, func(t *testing.T) {
			machine := runtime.GOOS + "-" + strings.Replace(runtime.GOARCH, "amd64", "x64", 1)
			program := filepath.Join(folder, "node_modules", major+"-"+machine)
			links := exec.Command("node", "scripts/hydrate-symlinks.js") // which the package does not carry
			links.Dir = program
			if out, err := links.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			again := exec.Command(os.Args[0], "-test.run", heldAnywhere, "-test.v")
			again.Env = append(os.Environ(), "TESTS_POSTGRES="+filepath.Join(program, "native", "bin"))
			out, err := again.CombinedOutput()
			passed := strings.Count(string(out), "\n--- PASS")
			if err != nil || passed < strings.Count(heldAnywhere, "|") {
				t.Fatalf("%v, %d passed\n%s", err, passed, out)
			}
			t.Logf("%d passed", passed)
		})
	}
}
