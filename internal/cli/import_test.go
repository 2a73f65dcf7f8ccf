package cli

import (
	"errors"
	"testing"

	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// What an import tells is in the language of the flag, else of the terminal, else in English.
func TestImportLanguage(t *testing.T) {
	for _, c := range []struct {
		flag string
		env  map[string]string
		want fault.Locale
	}{
		{"", nil, fault.EN}, {"", map[string]string{"LANG": "zh_CN.UTF-8"}, fault.ZH}, {"", map[string]string{"LANG": "C.UTF-8"}, fault.EN},
		{"", map[string]string{"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, fault.EN}, {"", map[string]string{"LC_ALL": "zh_CN", "LANG": "C"}, fault.ZH},
		{"", map[string]string{"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "C"}, fault.ZH}, {"zh", map[string]string{"LC_ALL": "C"}, fault.ZH}, {"en", map[string]string{"LC_ALL": "zh_CN"}, fault.EN},
	} {
		if got := (importCommand{Language: c.flag}).locale(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%q, %v: %s", c.flag, c.env, got)
		}
	}
	err := error(&sheet.Unreadable{Path: "a.xlsx", Says: fault.Text{EN: "an", ZH: "甲"}})
	if got := told(err, fault.ZH).Error(); got != "a.xlsx: 甲" {
		t.Error(got)
	}
	if plain := errors.New("plain"); !errors.Is(told(plain, fault.ZH), plain) {
		t.Error("another error is not told as it is")
	}
}
