package dbtest_test

import (
	"database/sql"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/dbtest"

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
	for _, login := range append([]string{db.Superuser}, db.Logins...) {
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
