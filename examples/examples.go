// Package examples carries the example operations in the program: metrics name operations by them, anything else
// is "other".
package examples

import (
	"embed"
	"io/fs"
	"regexp"
)

// Files are the examples, one operation each.
//
//go:embed *.graphql
var Files embed.FS

var operation = regexp.MustCompile(`(?m)^(?:query|mutation) (\w+)`)

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
