//go:build bench

package tests

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huishang/internal/dbtest"
	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// BenchImport: 10,000 people with posts and appointments, and the same folder again, in one run.
func TestBenchImport(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, lines []string) {
		if err := os.WriteFile(filepath.Join(folder, name+".csv"), []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	orgs := []string{"code,parent,level,name,number_prefix,party_organisation,discipline_body,zone", "ZZ,,PROVINCE,省公司,省,PARTY_COMMITTEE,COMMISSION,Asia/Shanghai"}
	for b := range 20 {
		orgs = append(orgs, fmt.Sprintf("ZZ-B%d,ZZ,BRANCH,分公司%d,市%d,PARTY_COMMITTEE,COMMISSIONER,", b, b, b))
	}
	people := []string{"number,organisation,name,phone,email,origin"}
	posts := []string{"code,organisation,department,name,categories,roles"}
	appointments := []string{"post,person,kind,from,to,basis"}
	for n := range 10000 {
		org := fmt.Sprintf("ZZ-B%d", n%20)
		people = append(people, fmt.Sprintf("P%05d,%s,人员%d,0898-%08d,p%d@example.invalid,SAMPLE", n, org, n, n, n))
		posts = append(posts, fmt.Sprintf("%s.P%05d,%s,,岗位%d,STAFF,ANALYST", org, n, org, n))
		appointments = append(appointments, fmt.Sprintf("%s.P%05d,P%05d,SUBSTANTIVE,2024-01-01,,", org, n, n))
	}
	write("organisations", orgs)
	write("people", people)
	write("posts", posts)
	write("appointments", appointments)

	pools, err := open(dbtest.New(t), dbtest.NewClock(start), 4)
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	run := func() time.Duration {
		began := time.Now()
		book, err := sheet.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sheet.Import(context.Background(), pools, book, sheet.Lines(t.Output(), fault.EN, time.Now)); err != nil {
			t.Fatal(err)
		}
		return time.Since(began)
	}
	first := run()
	again := run()
	t.Logf("import of 10,000 people with posts and appointments: %.1f s; the same folder again: %.1f s, ratio %.2f", first.Seconds(), again.Seconds(), again.Seconds()/first.Seconds())
}
