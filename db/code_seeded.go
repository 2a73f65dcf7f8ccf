package db

import (
	"fmt"
	"io/fs"
	"regexp"

	"huishang/db/read"
)

// seededCode is one line of the file that fills the code tables.
var seededCode = regexp.MustCompile(`(?m)^    \('([A-Z_]+)', '([A-Z0-9_]+)', '([^']+)', '([^']+)', \d+, (?:true|false)`)

// SeededCodes are the codes that codes.sql puts into a code table, in its order: for those who have no database at
// hand.
func SeededCodes(kind read.CodeTable) ([]read.Code, error) {
	b, err := fs.ReadFile(sqlFiles, "codes.sql")
	if err != nil {
		return nil, err
	}
	var list []read.Code
	for _, m := range seededCode.FindAllStringSubmatch(string(b), -1) {
		if m[1] == string(kind) {
			list = append(list, read.Code{Kind: kind, Code: m[2], LabelZH: m[3], LabelEN: m[4]})
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("no code of %s is seeded", kind)
	}
	return list, nil
}
