package fault

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

//go:generate env WRITE=1 go test -count=1 -run TermsAreFresh .

// A refusal's parameters are given as what they are: a number, a day, a value of an enum, a Noun, a Term. `params`
// carries the machine's value; the sentence says what the value is called.

// Term is a value with the name that people have for it: a row of a code table, a column of a sheet.
type Term struct {
	Value string
	Label Text
}

// String is the machine's value.
func (t Term) String() string { return t.Value }

// MarshalText writes the machine's value.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.Value), nil }

// Address is what a request for nothing asks for.
var Address = Term{"address", Text{EN: "address", ZH: "地址"}}

// Noun is the name of one of the schema's types, of what a refusal speaks of.
type Noun string

// NamedNoun names one record: 督办事项“…”.
func NamedNoun(noun, name string) Term {
	of := nounTerms[noun]
	return Term{name, Text{EN: fmt.Sprintf("%s \"%s\"", of.EN, name), ZH: of.ZH + "“" + name + "”"}}
}

// Values are the values of one of the schema's enums with what they are called; none for any other name.
func Values(enum string) []Term {
	var list []Term
	for _, value := range slices.Sorted(maps.Keys(enumTerms[enum])) {
		list = append(list, Term{value, enumTerms[enum][value]})
	}
	return list
}

// Label is what one of the schema's enums calls a value: short enough for a badge; a value that is none of it is its own.
func Label(enum, value string) Text {
	if of, ok := enumTerms[enum][value]; ok {
		return of
	}
	return Text{EN: value, ZH: value}
}

// Choice is an enum's value as a sheet's reader writes it: 省公司（PROVINCE）.
func Choice(enum, value string) Term {
	of := Label(enum, value)
	if of.ZH == value {
		return Term{value, of}
	}
	return Term{value, Text{EN: value, ZH: of.ZH + "（" + value + "）"}}
}

// named is what the schema calls one field of an input; Of is the type of the input that the field holds, if it does.
type named struct {
	Text
	Of string
}

// field is the parameter that need not be given: it is the last field of the refusal's path.
const field = "field"

// Shown is the parameters as a client is shown them: machine's values, but for the words of a rule, which are in the
// client's language.
func (e *Error) Shown(l Locale) map[string]any {
	shown := maps.Clone(e.Params)
	for name, v := range shown {
		switch v := v.(type) {
		case string:
			if slices.Contains(worded, name) {
				shown[name] = inLanguage(v, l)
			}
		case Term, Noun:
			shown[name] = fmt.Sprint(v)
		default:
			if list := reflect.ValueOf(v); list.Kind() == reflect.Slice {
				shown[name] = joined(list, ", ", func(one any) string { return fmt.Sprint(one) })
			}
		}
	}
	if slices.Contains(parameter.FindAllString(Lookup(e.Code).Message.EN, -1), "{"+field+"}") && len(e.Path) > 0 {
		if shown == nil {
			shown = map[string]any{}
		}
		if shown[field] == nil {
			shown[field] = lastName(e.Path)
		}
	}
	return shown
}

// called is how a sentence says a parameter.
func called(name string, v any, l Locale) string {
	switch v := v.(type) {
	case string:
		if slices.Contains(worded, name) {
			return inLanguage(v, l)
		}
		return v
	case Term:
		return v.Label.In(l)
	case Noun:
		return cmp.Or(nounTerms[string(v)].In(l), string(v))
	}
	of := reflect.ValueOf(v)
	switch of.Kind() {
	case reflect.Slice:
		separator := ", "
		if l == ZH {
			separator = "、"
		}
		return joined(of, separator, func(one any) string { return called(name, one, l) })
	case reflect.String:
		return cmp.Or(enumTerms[of.Type().Name()][of.String()].In(l), of.String())
	}
	return fmt.Sprint(v)
}

func joined(list reflect.Value, separator string, say func(any) string) string {
	parts := make([]string, list.Len())
	for i := range parts {
		parts[i] = say(list.Index(i).Interface())
	}
	return strings.Join(parts, separator)
}

func inLanguage(text string, l Locale) string {
	if l == EN {
		return text
	}
	return inChinese(text)
}

// fieldCalled is what the schema calls the last field of the refusal's path.
func (e *Error) fieldCalled(l Locale) string {
	in, found := e.input, Text{}
	for _, name := range e.Path {
		if f, ok := inputTerms[in][name]; ok {
			in, found = f.Of, f.Text
		} else if _, err := strconv.Atoi(name); err != nil {
			found = Text{}
		}
	}
	if found == (Text{}) {
		found = fieldTerms[lastName(e.Path)]
	}
	return cmp.Or(found.In(l), lastName(e.Path))
}

// lastName is the last part of a path that is no place in a list.
func lastName(path []string) string {
	for _, part := range slices.Backward(path) {
		if _, err := strconv.Atoi(part); err != nil {
			return part
		}
	}
	return "…"
}

// FilterField is what the filter of an object calls one of its fields that compare codes.
func FilterField(object, name string) Term {
	of := filterTerms[object][name]
	return Term{name, Text{EN: cmp.Or(of.EN, name), ZH: cmp.Or(of.ZH, name)}}
}

// fieldTerms is what most inputs call a field of a name: for a refusal whose input is not known.
var fieldTerms = func() map[string]Text {
	votes := map[string]map[Text]int{}
	for _, fields := range inputTerms {
		for name, f := range fields {
			if votes[name] == nil {
				votes[name] = map[Text]int{}
			}
			votes[name][f.Text]++
		}
	}
	most := map[string]Text{}
	for name, texts := range votes {
		most[name] = slices.MaxFunc(slices.Collect(maps.Keys(texts)), func(a, b Text) int {
			return cmp.Or(cmp.Compare(texts[a], texts[b]), strings.Compare(b.ZH, a.ZH))
		})
	}
	return most
}()

// inBrackets is the Chinese term in a description: "A sentence (词)."
var inBrackets = regexp.MustCompile(`\(([^()]*\p{Han}[^()]*)\)`)

// Described is what people call a field of one of the schema's types, by its name and its description: dueOn is "Due on" and
// 整改期限.
func Described(name, description string) Text {
	text := Text{EN: name, ZH: name}
	if m := inBrackets.FindStringSubmatch(description); m != nil {
		text.ZH = m[1]
	}
	words := Words(name)
	text.EN = strings.ToUpper(words[:1]) + words[1:]
	return text
}

// Words takes a name apart: TaskReport is "task report".
func Words(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// FieldLabel is what the schema calls a field of an input.
func FieldLabel(input, field string) Text {
	if f, ok := inputTerms[input][field]; ok {
		return f.Text
	}
	return Text{EN: field, ZH: field}
}

// Inputs are the names of the schema's inputs.
func Inputs() []string { return slices.Sorted(maps.Keys(inputTerms)) }

// Held are the types of inputs that the fields of an input hold.
func Held(input string) []string {
	var held []string
	for _, f := range inputTerms[input] {
		if f.Of != "" {
			held = append(held, f.Of)
		}
	}
	return held
}

// HasField tells whether an input of the schema has the field that a path names ("items.0.content").
func HasField(input string, path []string) bool {
	for _, name := range path {
		if _, err := strconv.Atoi(name); err == nil {
			continue
		}
		f, ok := inputTerms[input][name]
		if !ok {
			return false
		}
		input = f.Of
	}
	return true
}
