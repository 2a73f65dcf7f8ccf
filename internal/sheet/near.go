package sheet

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sheetNamed finds a sheet by one of its names as it is spelt.
func sheetNamed(name string) *Sheet {
	n := slices.IndexFunc(Sheets, func(s Sheet) bool { return s.Name == name || s.ZH == name })
	if n < 0 {
		return nil
	}
	return &Sheets[n]
}

// nearly finds the sheet whose name somebody meant who wrote another one: with spaces, capitals, full-width or traditional
// characters, both names, a number or "表" after it, in the singular, with one letter wrong. Nil for a name of its own.
func nearly(name string) *Sheet {
	folded := fold(name)
	for n, s := range Sheets {
		zh := fold(s.ZH)
		for _, meant := range []string{s.Name, zh, zh + s.Name, s.Name + zh} {
			if folded == meant || len(meant) >= 5 && folded != "" && distance(folded, meant) < 2 {
				return &Sheets[n]
			}
		}
		if other := singular[s.Name]; other != "" && folded == other {
			return &Sheets[n]
		}
	}
	return nil
}

// nearlyFile is nearly for a file, whatever its endings.
func nearlyFile(name string) *Sheet {
	for {
		ending := strings.ToLower(filepath.Ext(name))
		if !slices.Contains([]string{".csv", ".txt", ".tsv", ".xls", ".xlsx"}, ending) {
			return nearly(name)
		}
		name = name[:len(name)-len(ending)]
	}
}

// singular are the words whose plural is more than a letter longer, and other spellings.
var singular = map[string]string{"people": "person", "portfolios": "portfolio", "calendar": "holidays", "organisations": "orgs"}

// traditional are the traditional forms of the characters in the sheets' names.
var traditional = strings.NewReplacer("組", "组", "織", "织", "門", "门", "崗", "岗", "員", "员", "職", "职", "曆", "历", "單", "单", "項", "项", "標", "标", "責", "责", "領", "领", "導", "导")

// fold leaves of a name what people mean by it: its letters, small, without a number or "表" at the end.
func fold(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, traditional.Replace(norm.NFKC.String(name)))
	name = strings.Replace(strings.TrimRightFunc(name, unicode.IsNumber), "ization", "isation", 1)
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "表"), "sheet"), "副本")
}

// distance is 0 for the same, 1 where one letter is left out, added or another; else 2. For Chinese names, of which one
// character makes another word, the same alone is near.
func distance(a, b string) int {
	switch {
	case a == b:
		return 0
	case len(a) < len(b):
		a, b = b, a
	}
	if len(a)-len(b) > 1 || strings.ContainsFunc(a+b, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 2
	}
	n := 0
	for n < len(b) && a[n] == b[n] {
		n++
	}
	if a[n+1:] == b[n:] || len(a) == len(b) && a[n+1:] == b[n+1:] {
		return 1
	}
	return 2
}
