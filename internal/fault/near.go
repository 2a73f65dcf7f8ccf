package fault

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

const (
	mostNear   = 3
	mostEchoed = 60
)

// Nearest are the values of a list that somebody may have meant who wrote another one, at most three, the nearest first:
// by their machine's value or what they are called in either language. Each says both, so that it can be sent.
func Nearest(given string, known []Term) []Term {
	near := slices.Clone(known)
	far := make(map[string]int, len(known))
	for _, k := range known {
		far[k.Value] = min(apart(given, k.Value), apart(given, k.Label.EN))
		if strings.ContainsFunc(given, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			far[k.Value] = apart(given, k.Label.ZH)
		}
	}
	slices.SortStableFunc(near, func(a, b Term) int { return far[a.Value] - far[b.Value] })
	near = near[:min(len(near), mostNear)]
	for i, k := range near {
		near[i].Label = Text{EN: k.Label.EN + " (" + k.Value + ")", ZH: k.Label.ZH + "（" + k.Value + "）"}
	}
	return near
}

// Echoed is what somebody wrote, no longer than a sentence bears.
func Echoed(given string) string {
	if r := []rune(given); len(r) > mostEchoed {
		return string(r[:mostEchoed]) + "…"
	}
	return given
}

// apart is how many letters are to be put in, taken out or changed to make one text of the other, whatever the case;
// nothing, where one holds the other.
func apart(a, b string) int {
	a, b = strings.ToLower(Echoed(a)), strings.ToLower(b)
	if a == "" || b == "" {
		return mostEchoed
	}
	if len([]rune(a)) > 1 && strings.Contains(b, a) || len([]rune(b)) > 1 && strings.Contains(a, b) {
		return 0
	}
	return levenshtein.ComputeDistance(a, b)
}
