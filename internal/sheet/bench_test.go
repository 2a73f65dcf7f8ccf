package sheet_test

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"huishang/internal/sheet"
)

// thousands is a province of n people, each with a post and an appointment, in 20 branches of 5 departments.
func thousands(t testing.TB, n int) fstest.MapFS {
	t.Helper()
	lines := map[string][][]string{}
	for _, x := range sheet.Sheets[:5] {
		header := make([]string, len(x.Columns))
		for i, c := range x.Columns {
			header[i] = c.Name
		}
		lines[x.Name] = [][]string{header}
	}
	put := func(name string, cells ...string) { lines[name] = append(lines[name], cells) }
	put("organisations", "ZZ", "", "PROVINCE", "测试省公司", "测", "PARTY_COMMITTEE", "COMMISSION", "Asia/Shanghai")
	for b := range 20 {
		branch := fmt.Sprintf("ZZ-B%02d", b)
		put("organisations", branch, "ZZ", "BRANCH", "分公司"+branch, fmt.Sprintf("测%d", b), "PARTY_BRANCH", "NONE", "")
		for d := range 5 {
			put("departments", fmt.Sprintf("%s/D%d", branch, d), branch, "部门", "ORDINARY", "FINANCE", "", "", "SAMPLE")
		}
	}
	for i := range n {
		branch := fmt.Sprintf("ZZ-B%02d", i%20)
		department := fmt.Sprintf("%s/D%d", branch, i/20%5)
		post, number := fmt.Sprintf("%s.P%05d", department, i), fmt.Sprintf("ZZ%05d", i)
		put("posts", post, branch, department, "专员", "STAFF", "DEPARTMENT_STAFF")
		put("people", number, branch, fmt.Sprintf("样例%05d", i), "0898-555"+number[2:], number+"@example.invalid", "SAMPLE")
		put("appointments", post, number, "SUBSTANTIVE", "2024-01-01", "", "样例任职文件")
	}
	folder := fstest.MapFS{}
	for name, all := range lines {
		write(t, folder, name, all)
	}
	return folder
}

const importTarget = 10 * time.Second // performance.md: 10,000 people with posts and appointments

// BenchmarkImport10000 reads and imports 10,000 people with posts and appointments into an empty database, and the
// same again, which changes nothing. It fails over the target.
func BenchmarkImport10000(b *testing.B) {
	folder := thousands(b, 10_000)
	var first, again time.Duration
	for range b.N {
		s := empty(b)
		begin := time.Now()
		mustLoad(b, s, folder)
		first += time.Since(begin)
		if n := count(b, s, `SELECT count(*) FROM appointment`); n != 10_000 {
			b.Fatalf("%d appointments", n)
		}
		begin = time.Now()
		for _, r := range mustLoad(b, s, folder) {
			if r.Same != r.Rows {
				b.Fatalf("again: %s", r)
			}
		}
		again += time.Since(begin)
	}
	b.ReportMetric(first.Seconds()/float64(b.N), "s/import")
	b.ReportMetric(again.Seconds()/float64(b.N), "s/again")
	if each := first / time.Duration(b.N); each > importTarget {
		b.Errorf("an import takes %v, the target is %v", each, importTarget)
	}
}
