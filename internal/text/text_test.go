package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"huishang/internal/fault"
	"huishang/internal/text"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Texts that look the same are the same, and a text of nothing that shows is empty.
func TestNormal(t *testing.T) {
	for given, kept := range map[string]string{
		"王五": "王五", " 王五 ": "王五", "\u3000王五\u3000": "王五", "\u00a0王五\t\n": "王五", "张三\u200b": "张三", "张\u200b三": "张三", "\ufeff张三": "张三",
		"": "", "\u200b": "", "\u3000": "", " \u2060\u00ad\u200d\ufe0f ": "", "\u3164": "", "\u2800": "", "\U000e0020": "", "\U000e0100": "",
		"e\u0301": "é", "\uff76\uff9e": "\uff76\uff9e", "Å": "Å", // composed, and no letter taken for its compatible other
		"a\r\nb\rc\u2028d": "a\nb\nc\nd", "a\tb": "a\tb",
		"葛\U000e0100城": "葛\U000e0100城", "葛\U000e0100": "葛\U000e0100", "👨\u200d👩\u200d👧": "👨\u200d👩\u200d👧", "☺\ufe0f": "☺\ufe0f", "👨\u200d": "👨",
		"HN/CW": "HN/CW", "a\u202eb": "a\u202eb", // refused, not repaired
	} {
		if got := text.Normal(given); got != kept {
			t.Errorf("%q is kept as %q, want %q", given, got, kept)
		}
	}
}

// Control characters and those that turn the direction of writing are refused with their code and place; line breaks and
// tabs in texts of one line.
func TestFlaw(t *testing.T) {
	for given, says := range map[string]string{
		"\u202egnp.exe": "U+202E 1", "张三\u0007": "U+0007 3", "a\u200fb": "U+200F 2", "a\u2066b": "U+2066 2", "a\u061cb": "U+061C 2", "a\u0085b": "U+0085 2",
		"a\x7f": "U+007F 2", "a\ufffdb": "U+FFFD 2", "a\ufffeb": "U+FFFE 2", "a\ufff9b": "U+FFF9 2",
	} {
		for _, k := range []text.Kind{text.Line, text.Prose} {
			e := text.Flaw(given, k)
			if e == nil || e.Code != fault.BadText || e.Params["character"] != strings.Fields(says)[0] || e.Params["position"] != int(says[len(says)-1]-'0') {
				t.Errorf("%q: %v, want %s", given, e, says)
			}
		}
		if left := text.Without(given, text.Line); text.Flaw(left, text.Line) != nil {
			t.Errorf("%q is left of %q", left, given)
		}
	}
	for marks, taken := range map[int]bool{1: true, 30: true, 31: false, 1000: false} { // nobody writes thirty marks on one character
		if e := text.Flaw(text.Normal("王"+strings.Repeat("\u0335", marks)), text.Line); (e == nil) != taken {
			t.Errorf("%d marks on one character: %v", marks, e)
		}
	}
	for _, given := range []string{"a\nb", "a\tb"} {
		if text.Flaw(given, text.Prose) != nil || text.Flaw(given, text.Line) == nil {
			t.Errorf("%q: several lines are for prose", given)
		}
	}
	for _, given := range []string{"", "王五", "𠮷野", "👨\u200d👩\u200d👧", "葛\U000e0100", "（一）①、。", "\ue000"} {
		if e := text.Flaw(given, text.Line); e != nil {
			t.Errorf("%q is refused: %v", given, e)
		}
	}
}

// Whatever the text, what is kept stays as it is when it comes again, and is no longer than the rule makes it.
func TestNormalIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			" ", "\u200b", "\u200d", "\ufe0f", "\u0301", "e", "\r", "\n", "\u2028", "\u3000", "张", "\u202e", "\U000e0100", "가", "\u1100\u1161", "\u3164",
		}))).Draw(t, "parts")
		given := strings.Join(parts, "")
		once := text.Normal(given)
		if again := text.Normal(once); again != once || !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) || strings.TrimSpace(once) != once {
			t.Fatalf("%q is kept as %q, then as %q", given, once, again)
		}
	})
}
