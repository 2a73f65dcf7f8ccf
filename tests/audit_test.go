//go:build audit

package tests

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The public audits of GraphQL over HTTP: no errors, no warnings, exactly the three notices about GET.
func TestHTTPAudits(t *testing.T) {
	w := newWorld(t)
	run(t, "npm", "ci")
	run(t, "node", "audit.mjs", w.url+"/graphql", w.as("PARTY_SECRETARY@HN").token)
}

// The explorer in headless Chromium, with no network but the server's, in both languages. SCREENSHOT keeps a picture.
func TestExplorerAudits(t *testing.T) {
	w := newPlayedWorld(t)
	run(t, "npm", "ci")
	chromium := strings.TrimSpace(run(t, "../../scripts/need-chromium"))
	run(t, "node", "explorer.mjs", w.url, chromium, os.Getenv("SCREENSHOT"))
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = "audit"
	c.Env = append(os.Environ(), "npm_config_audit=false", "npm_config_fund=false", "npm_config_update_notifier=false")
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	t.Logf("%s%s", out, said.Bytes())
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return string(out)
}
