package fault

import (
	"context"
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

var (
	parameter = regexp.MustCompile(`\{(\w+)\}`)
	// optional is a clause of a message that stands only where its parameters are given.
	optional = regexp.MustCompile(`\[[^\]]*\]`)
)

// Message is the refusal's sentence: every parameter stands in it as a person calls it. TestEveryRefusalReads holds
// that each place of making gives all that its sentence names.
func (e *Error) Message(l Locale) string {
	text := optional.ReplaceAllStringFunc(Lookup(e.Code).Message.In(l), func(clause string) string {
		for _, name := range parameter.FindAllStringSubmatch(clause, -1) {
			if e.Params[name[1]] == nil {
				return ""
			}
		}
		return clause[1 : len(clause)-1]
	})
	return parameter.ReplaceAllStringFunc(text, func(name string) string {
		name = name[1 : len(name)-1]
		v, given := e.Params[name]
		switch {
		case given:
			return called(name, v, l)
		case name == field:
			return e.fieldCalled(l)
		}
		return "…"
	})
}
