package cli

import (
	"bytes"
	"strings"
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

// A command line that is none ends with 80 and says why on standard error; nothing of it is on standard output.
func TestNoUsageOnStandardOutput(t *testing.T) {
	for line, why := range map[string]string{
		"": "expected one of", "nonsense": "unexpected argument", "--nonsense": "unknown flag", "token": "missing flags",
		"people": "missing flags", "import": "--template", "serve --port x": "--port",
	} {
		var out, errs bytes.Buffer
		code := 0
		parse(new(commands), strings.Fields(line), kong.Writers(&out, &errs), kong.Exit(func(c int) { code = c }))
		if code != 80 || out.Len() > 0 || !strings.Contains(errs.String(), why) {
			t.Errorf("%q: exit %d, %q on standard output, %q on standard error; want 80, nothing, %q", line, code, out.String(), errs.String(), why)
		}
	}
}
