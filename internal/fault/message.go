package fault

import (
	"context"
	"fmt"
	"regexp"

	"golang.org/x/text/language"
)

// Locale is a language that messages are written in.
type Locale string

// The languages; ZH is the default.
const (
	ZH Locale = "zh-CN"
	EN Locale = "en"
)

var matcher = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English})

// NegotiateLocale reads an Accept-Language header; what it does not understand is Chinese.
func NegotiateLocale(acceptLanguage string) Locale {
	if acceptLanguage == "" {
		return ZH
	}
	if _, i := language.MatchStrings(matcher, acceptLanguage); i == 1 {
		return EN
	}
	return ZH
}

type localeKey struct{}

// WithLocale puts the request's language on the context.
func WithLocale(ctx context.Context, l Locale) context.Context {
	return context.WithValue(ctx, localeKey{}, l)
}

// LocaleFrom is the request's language, Chinese where none was set.
func LocaleFrom(ctx context.Context) Locale {
	if l, ok := ctx.Value(localeKey{}).(Locale); ok {
		return l
	}
	return ZH
}

// Catalogue lists every code's entry, in the order of codes.go.
func Catalogue() []Entry { return entries }

// Lookup finds a code's entry; a code outside the list is Internal's.
func Lookup(c Code) Entry {
	for _, e := range entries {
		if e.Code == c {
			return e
		}
	}
	return Lookup(Internal)
}

var parameter = regexp.MustCompile(`\{(\w+)\}`)

// Message is the refusal's sentence; a parameter that was not given is left out.
func (e *Error) Message(l Locale) string {
	params := e.Shown(l)
	return parameter.ReplaceAllStringFunc(Lookup(e.Code).Message.In(l), func(name string) string {
		if v, ok := params[name[1:len(name)-1]]; ok {
			return fmt.Sprint(v)
		}
		return "…"
	})
}
