package tests

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The explorer comes from the program alone, under a policy that lets nothing else in: no address of anybody else, no
// script of its own text; its files are kept by their names and answered 304.
func TestExplorerIsOurs(t *testing.T) {
	w := newWorld(t)
	get := func(path, tag string) (*http.Response, string) {
		r, err := http.NewRequest(http.MethodGet, w.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, string(b)
	}
	res, page := get("/", "")
	policy := res.Header.Get("Content-Security-Policy")
	if res.StatusCode != http.StatusOK || policy == "" || strings.Contains(policy, "unsafe-eval") || strings.Contains(policy, "http:") || strings.Contains(policy, "https:") || strings.Contains(policy, "*") {
		t.Errorf("%d with the policy %q", res.StatusCode, policy)
	}
	for part := range strings.SplitSeq(policy, ";") {
		if part = strings.TrimSpace(part); strings.HasPrefix(part, "script-src") && strings.Contains(part, "unsafe-inline") {
			t.Errorf("scripts of any text run: %s", part)
		}
	}
	if found := regexp.MustCompile(`(?:src|href)="(?:https?:)?//[^"]*"`).FindAllString(page, -1); len(found) > 0 {
		t.Errorf("the page asks others: %v", found)
	}
	for _, name := range []string{"ConsultationPage", "TaskPage", "MyTasks", "ProgressLedger"} {
		if !strings.Contains(page, name) {
			t.Errorf("the example %s is not on the page", name)
		}
	}
	file := regexp.MustCompile(`src="(explorer/[^"]+graphiql\.min\.js)"`).FindStringSubmatch(page)
	if file == nil {
		t.Fatal("no GraphiQL on the page")
	}
	res, _ = get("/"+file[1], "")
	if res.StatusCode != http.StatusOK || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") || res.Header.Get("ETag") == "" {
		t.Errorf("%s: %d %v", file[1], res.StatusCode, res.Header)
	}
	if again, _ := get("/"+file[1], res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %d", again.StatusCode)
	}
	if res, _ := get("/explorer/nothing.js", ""); res.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there: %d", res.StatusCode)
	}
}
