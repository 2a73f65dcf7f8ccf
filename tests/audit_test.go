//go:build audit

package tests

import (
	"os"
	"os/exec"
	"testing"
)

// The public audits of GraphQL over HTTP: no errors, no warnings, exactly the three notices about GET.
func TestHTTPAudits(t *testing.T) {
	w := newWorld(t)
	run := func(name string, args ...string) {
		c := exec.Command(name, args...)
		c.Dir = "audit"
		c.Env = append(os.Environ(), "npm_config_audit=false", "npm_config_fund=false", "npm_config_update_notifier=false")
		out, err := c.CombinedOutput()
		t.Logf("%s", out)
		if err != nil {
			t.Fatalf("%s %v: %v", name, args, err)
		}
	}
	run("npm", "ci")
	run("node", "audit.mjs", w.url+"/graphql", w.as("PARTY_SECRETARY@HN").token)
}
