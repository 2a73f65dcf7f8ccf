// Package text is the one rule for texts at every door: the inputs of the API, workbooks and names of files. A text is
// kept as Normal makes it, and refused for what Flaw finds: two texts that look the same are the same. The tables hold the
// same rule in their types (db/migrations/00001_ground.sql), which a test compares character by character.
package text

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"huishang/internal/fault"

	"golang.org/x/text/unicode/norm"
)

// Kind says whether a text may have several lines.
type Kind bool

// The kinds: names, titles, codes and whatever else stands on one line; and prose, which has line breaks and tabs.
const (
	Line  Kind = false
	Prose Kind = true
)

// Normal is a text as it is kept: in normal form C, its line ends LF, without characters that show nothing and mean
// nothing, and without white space or invisible characters at either end. A text of these only is empty.
func Normal(s string) string {
	if plain(s) {
		return strings.TrimSpace(s)
	}
	s = lineEnds.Replace(s)
	s = strings.Map(func(r rune) rune {
		if meaningless(r) {
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(strings.TrimRightFunc(strings.TrimLeftFunc(s, blank), trailing(s)))
}

// plain tells that a text has nothing but ASCII that shows, spaces, tabs and line feeds: most codes and keys.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x7f || s[i] < ' ' && s[i] != '\n' && s[i] != '\t' {
			return false
		}
	}
	return true
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// meaningless are characters that show nothing wherever they stand: zero-width space, word joiner, byte order mark, soft
// hyphen, the fillers of Hangul, and the like. Joiners (U+200C, U+200D) and variation selectors do change their neighbours.
func meaningless(r rune) bool {
	switch r {
	case '\u00ad', '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u180e', '\u200b', '\u2060', '\u3164', '\ufeff', '\uffa0':
		return true
	}
	return '\u2061' <= r && r <= '\u2064' || '\U000e0000' <= r && r <= '\U000e007f' || '\u206a' <= r && r <= '\u206f'
}

// blank is what no text begins with.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u2800' || joins(r) }

// joins tells of characters that show nothing without a neighbour before them.
func joins(r rune) bool {
	return r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r)
}

// trailing is what no text ends with: the same, but for a variation selector, which belongs to the character before it.
func trailing(s string) func(rune) bool {
	if strings.IndexFunc(s, func(r rune) bool { return !blank(r) }) < 0 {
		return blank
	}
	return func(r rune) bool { return blank(r) && !unicode.Is(unicode.Variation_Selector, r) }
}

// Flaw tells what a text may not hold, with the first such character and its place, counted from 1: control characters,
// those that turn the direction of writing, and in a Line line breaks and tabs. Nil where there is none.
func Flaw(s string, k Kind) *fault.Error {
	n := 0
	for _, r := range s {
		n++
		if refused(r, k) {
			return fault.New(fault.BadText, "character", fmt.Sprintf("U+%04X", r), "position", n)
		}
	}
	return nil
}

func refused(r rune, k Kind) bool {
	// Normal takes U+034F out and puts it only where more than thirty marks stand on one character: nobody writes so.
	if r == '\u034f' {
		return true
	}
	if r == '\n' || r == '\t' {
		return k == Line
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' ||
		'\ufff9' <= r && r <= '\ufffb' || r == unicode.ReplacementChar || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// Without takes out what Flaw refuses, for names that are mended and not refused.
func Without(s string, k Kind) string {
	return strings.Map(func(r rune) rune {
		if refused(r, k) {
			return -1
		}
		return r
	}, s)
}

// prose names the fields of inputs whose texts may have several lines.
var prose = []string{
	"answer", "basis", "businessWork", "complaintText", "content", "description", "document", "documents", "evidenceRequired", "externalDocument",
	"followUp", "gaps", "improvement", "integrityPlan", "majorDecision", "procedure", "reason", "resolution", "rootCause", "standard",
	"subjects", "superiorDocument", "supervisionPlan", "text", "useOfOutcomes", "workReviewed",
}

// Of is the kind of an input's field: one line, unless the field is known to hold prose.
func Of(field string) Kind { return Kind(slices.Contains(prose, field)) }
