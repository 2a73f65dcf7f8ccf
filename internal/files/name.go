package files

import (
	"strings"
	"unicode/utf8"

	"huishang/internal/fault"
	"huishang/internal/text"
)

// nameMax bounds a file's name in characters.
const nameMax = 200

var errName = fault.New(fault.FileMalformed, "expected", "a file name in UTF-8 of at most 200 characters")

// cleanName is a file's own name, without folders (some browsers send them) and without what does not show:
// by the rule for all texts; what they may not hold, as characters that turn the direction of writing and so hide an
// ending, is taken out. The name is for people; no path is ever made from it.
func cleanName(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", errName
	}
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = text.Normal(text.Without(name, text.Line))
	if strings.Trim(name, ".") == "" || utf8.RuneCountInString(name) > nameMax || text.Flaw(name, text.Line) != nil {
		return "", errName
	}
	return name, nil
}
