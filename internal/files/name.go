package files

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"huishang/internal/fault"
)

// nameMax bounds a file's name in characters.
const nameMax = 200

var errName = fault.New(fault.FileMalformed, "expected", "a file name in UTF-8 of at most 200 characters")

// cleanName is a file's own name, without folders (some browsers send them) and without what does not show:
// control characters, and those that turn the direction of writing and so hide an ending. The name is for
// people; no path is ever made from it.
func cleanName(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", errName
	}
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, name))
	if strings.Trim(name, ".") == "" || utf8.RuneCountInString(name) > nameMax {
		return "", errName
	}
	return name, nil
}
