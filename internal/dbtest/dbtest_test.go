package dbtest_test

import (
	"database/sql"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"

	_ "github.com/lib/pq"
)

func open(t *testing.T, url string) *sql.DB {
	t.Helper()
	pool, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

func TestEveryLoginConnectsToItsTestsDatabase(t *testing.T) {
	d := dbtest.New(t)
	for _, login := range append([]string{postgres.Superuser}, db.Logins...) {
		var user, database string
		err := open(t, d.URL(login)).QueryRow(`SELECT session_user, current_database()`).Scan(&user, &database)
		if err != nil || user != login || database != d.Name {
			t.Errorf("%s: user %s, database %s, %v", login, user, database, err)
		}
	}
}

func TestDatabasesAreApart(t *testing.T) {
	first, second := dbtest.New(t).Super(t), dbtest.New(t).Super(t)
	if _, err := first.Exec(`CREATE TABLE mine (n int)`); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := second.QueryRow(`SELECT to_regclass('mine') IS NOT NULL`).Scan(&there); err != nil || there {
		t.Errorf("the other test's table: %v, %v", there, err)
	}
}

func TestDatabasesAreMigrated(t *testing.T) {
	var applied int
	if err := dbtest.New(t).Super(t).QueryRow(`SELECT count(*) FROM goose_db_version WHERE version_id > 0`).Scan(&applied); err != nil || applied == 0 {
		t.Errorf("%d migrations, %v", applied, err)
	}
}

func TestDatabasesEndWithTheirTest(t *testing.T) {
	var name string
	t.Run("one", func(t *testing.T) { name = dbtest.New(t).Name })
	var there bool
	err := dbtest.New(t).Super(t).QueryRow(`SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there)
	if err != nil || there {
		t.Errorf("still there: %v, %v", there, err)
	}
}

var filled = dbtest.Common("common", func(d *dbtest.DB) error {
	pool, err := sql.Open("postgres", d.URL(postgres.Superuser))
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.Exec(`CREATE TABLE filled AS SELECT clock_timestamp() AS at`)
	return err
})

// What is common is filled once, for all test binaries that are given one folder: each begins with a copy, with the
// functions, triggers and policies of its own program.
func TestCommonDatabasesAreFilledOnce(t *testing.T) {
	if os.Getenv("KEPT_DATABASES") != "" {
		t.Log(at(t))
		return
	}
	folder, err := os.MkdirTemp("/tmp", "huishang-kept-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for range 2 {
		again := exec.Command(os.Args[0], "-test.run=^TestCommonDatabasesAreFilledOnce$", "-test.v")
		again.Env = append(os.Environ(), "KEPT_DATABASES="+folder)
		out, err := again.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		told[regexp.MustCompile(`filled at .*`).FindString(string(out))] = true
	}
	if len(told) != 1 || told[""] {
		t.Errorf("filled more than once: %v", told)
	}
}

func at(t *testing.T) string {
	var at string
	if err := filled(t).Super(t).QueryRow(`SELECT 'filled at ' || at FROM filled`).Scan(&at); err != nil {
		t.Fatal(err)
	}
	return at
}

func TestClockStandsUntilPushed(t *testing.T) {
	at := time.Date(2026, 7, 1, 8, 0, 0, 0, time.FixedZone("CST", 8*3600))
	c := dbtest.NewClock(at)
	if !c.Now().Equal(at) || c.Now().Location() != time.UTC {
		t.Errorf("stands at %v", c.Now())
	}
	var all sync.WaitGroup
	for range 60 {
		all.Go(func() { c.Push(time.Minute) })
	}
	all.Wait()
	if want := at.Add(time.Hour); !c.Now().Equal(want) {
		t.Errorf("after 60 pushes of a minute: %v, want %v", c.Now(), want)
	}
	c.Set(at)
	if !c.Now().Equal(at) {
		t.Errorf("set to %v", c.Now())
	}
}
