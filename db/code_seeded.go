package db

import (
	"fmt"
	"io/fs"
	"regexp"
)

// seededCode is one line of a migration that fills the code tables.
var seededCode = regexp.MustCompile(`(?m)^    \('([A-Z_]+)', '([A-Z0-9_]+)', '([^']+)', '([^']+)', \d+, (?:true|false)`)

// SeededCodes are the codes that the migrations put into a code table, in its order: for those who have no database
// at hand.
func SeededCodes(kind CodeTable) ([]Code, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var list []Code
	for _, name := range files {
		b, err := fs.ReadFile(migrations, name)
		if err != nil {
			return nil, err
		}
		for _, m := range seededCode.FindAllStringSubmatch(string(b), -1) {
			if m[1] == string(kind) {
				list = append(list, Code{Kind: kind, Code: m[2], LabelZH: m[3], LabelEN: m[4]})
			}
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("no migration seeds %s", kind)
	}
	return list, nil
}
