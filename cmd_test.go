package main

import (
	"testing"

	"huishang/internal/docs"

	"github.com/alecthomas/kong"
)

// docs/settings.md lists the flags, variables and defaults that the command line has now.
func TestSettingsAreFresh(t *testing.T) {
	k, err := kong.New(new(commands), described...)
	if err != nil {
		t.Fatal(err)
	}
	docs.Fresh(t, ".", map[string]string{"settings.md": docs.Settings(k)})
}
