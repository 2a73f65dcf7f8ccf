// Package examples carries the example operations in the program: metrics name operations by them, anything else
// is "other", and the explorer opens them.
package examples

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"huishang/internal/fault"
)

// Files are the examples, one operation each.
//
//go:embed *.graphql
var Files embed.FS

// Example is one operation for one kind of client. A file is named CLIENT-NAME.graphql and begins with
//
//	# Client: what it is for.
//	# zh: the same in Chinese (optional).
//	# as: ROLE@ORG[/DEPARTMENT] who it runs as.
type Example struct {
	Client string     // "frontend", as the file is named
	Name   string     // the operation's
	About  fault.Text // English for both where there is no Chinese
	As     string
	Query  string
}

var (
	operation = regexp.MustCompile(`(?m)^(?:query|mutation) (\w+)`)
	about     = regexp.MustCompile(`^# (?:[^:\n]*: )?(.*)`)
	zh        = regexp.MustCompile(`(?m)^# zh: (.*)$`)
	as        = regexp.MustCompile(`(?m)^# as: (\S+)$`)
)

// All reads the examples in the order of their file names.
func All() ([]Example, error) {
	var all []Example
	err := fs.WalkDir(Files, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := Files.ReadFile(file)
		client, _, _ := strings.Cut(path.Base(file), "-")
		e := Example{Client: client, Name: first(operation, b), As: first(as, b), Query: string(b)}
		e.About.EN, e.About.ZH = first(about, b), first(zh, b)
		if e.About.ZH == "" {
			e.About.ZH = e.About.EN
		}
		all = append(all, e)
		return err
	})
	return all, err
}

func first(pattern *regexp.Regexp, b []byte) string {
	if m := pattern.FindSubmatch(b); m != nil {
		return string(m[1])
	}
	return ""
}

// Names lists the operations' names.
func Names() ([]string, error) {
	var names []string
	err := fs.WalkDir(Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := Files.ReadFile(path)
		for _, m := range operation.FindAllSubmatch(b, -1) {
			names = append(names, string(m[1]))
		}
		return err
	})
	return names, err
}
