package cli

import (
	"fmt"
	"os"
	"testing"
)

// The tests read what the command line is described by: README, docs, deploy.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
