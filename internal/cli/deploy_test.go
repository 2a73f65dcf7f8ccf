package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// others are variables of the operator's that are not the command line's: Go's, the exporter's, the bucket's.
var others = []string{"GOMEMLIMIT", "GOGC", "TMPDIR", "PGSSLROOTCERT", "SSL_CERT_FILE", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"}

func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What the guide, the unit and the container file set, and the commands that they run, are there.
func TestOperatorsFilesNameWhatExists(t *testing.T) {
	k, err := kong.New(new(commands), described...)
	if err != nil {
		t.Fatal(err)
	}
	variables, names := slices.Clone(others), []string{}
	for _, f := range k.Model.Flags {
		variables = append(variables, f.Envs...)
	}
	for _, command := range k.Model.Children {
		names = append(names, command.Name)
		for _, f := range command.Flags {
			variables = append(variables, f.Envs...)
		}
	}
	codes := contents(t, "docs/errors.md")
	for file, pattern := range map[string]string{
		"docs/operations.md":      "(?m)(?:`|^    |\\[\\{targets.*# )([A-Z]+(?:_[A-Z]+)+|GO[A-Z]+)(?:=|`)",
		"deploy/huishang.service": `(?m)^Environment=([A-Z_]+)=`,
		"deploy/Containerfile":    `(?:ENV| )([A-Z]+_[A-Z]+)=`,
	} {
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(contents(t, file), -1)
		if len(found) == 0 {
			t.Errorf("%s sets nothing", file)
		}
		for _, m := range found {
			if !slices.Contains(variables, m[1]) && m[1] != "CGO_ENABLED" && !strings.Contains(codes, "| `"+m[1]+"` |") {
				t.Errorf("%s: no setting is called %s", file, m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile(`huishang ([a-z][a-z-]*)`).FindAllStringSubmatch(contents(t, "docs/operations.md"), -1) {
		if !slices.Contains(names, m[1]) && m[1] != "huishang" {
			t.Errorf("docs/operations.md: no command is called %s", m[1])
		}
	}
}

// The container is built with the Go of go.mod, runs the server, and not as root.
func TestTheContainerfile(t *testing.T) {
	file := contents(t, "deploy/Containerfile")
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(contents(t, "go.mod"))[1]
	for _, want := range []string{"golang:" + version + " AS build", "CGO_ENABLED=0", "FROM scratch", "USER 65532:65532", `CMD ["/huishang", "health"]`, `CMD ["serve"]`} {
		if !strings.Contains(file, want) {
			t.Errorf("deploy/Containerfile lacks %s", want)
		}
	}
}

// The unit never gives up, and gives a server the time that it takes to stop: grace, drain and what is flushed.
func TestTheUnit(t *testing.T) {
	unit := contents(t, "deploy/huishang.service")
	for _, want := range []string{"\nStartLimitIntervalSec=0\n", "\nRestart=on-failure\n", "\nRestartSec=5\n"} {
		if !strings.Contains(unit, want) {
			t.Errorf("deploy/huishang.service lacks %q", want)
		}
	}
	stop, err := time.ParseDuration(regexp.MustCompile(`(?m)^TimeoutStopSec=(\d+)$`).FindStringSubmatch(unit)[1] + "s")
	if grace := 5 * time.Second; err != nil || stop < grace+drain+5*time.Second {
		t.Errorf("TimeoutStopSec is %v, and a server takes %v and a little: %v", stop, grace+drain, err)
	}
}
