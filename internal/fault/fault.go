// Package fault is the one vocabulary of refusals: a code from a closed list, the path of the input it
// speaks of, and parameters for its message. What carries no code is INTERNAL: it is logged and shown as
// nothing more.
package fault

import (
	"errors"
	"fmt"
	"maps"
	"strings"
)

// Error is one refusal. Path names the input field it speaks of (["input", "code"]); it is empty where the
// refusal is of the whole act. Params fill the message and stand in `params` for clients that write their own.
type Error struct {
	Code   Code
	Path   []string
	Params map[string]any
	cause  error
	input  string // the type of the input that Path is in, for the names of its fields
}

// New makes a refusal; params come in pairs of name and value.
func New(code Code, params ...any) *Error {
	return &Error{Code: code, Params: pairs(params)}
}

// At makes a refusal of one input field, its path given with dots: At("input.code", CodeTaken, "code", "HN").
func At(path string, code Code, params ...any) *Error {
	return &Error{Code: code, Path: strings.Split(path, "."), Params: pairs(params)}
}

// Wrap keeps the technical cause for the log behind a code for the client.
func Wrap(cause error, code Code, params ...any) *Error {
	return &Error{Code: code, Params: pairs(params), cause: cause}
}

// At is the refusal of a rule, as one of the input field that the rule was asked for.
func (e *Error) At(path string) *Error {
	placed := *e
	placed.Path = strings.Split(path, ".")
	return &placed
}

// From is the refusal with its technical cause, for the log.
func (e *Error) From(cause error) *Error {
	caused := *e
	caused.cause = cause
	return &caused
}

// Of is the refusal with the type of the input that its path is in: fields are called as that type calls them.
func (e *Error) Of(input string) *Error {
	known := *e
	known.input = input
	return &known
}

// Whole is the refusal as one of the whole act; the field that it spoke of keeps its name in the sentence.
func (e *Error) Whole() *Error {
	whole := e.About(Term{lastName(e.Path), Text{EN: e.fieldCalled(EN), ZH: e.fieldCalled(ZH)}})
	whole.Path = nil
	return whole
}

// About is the refusal with the name of the field that it speaks of, where no input of the schema has it: a column of
// a sheet.
func (e *Error) About(name Term) *Error {
	named := *e
	named.Params = maps.Clone(e.Params)
	if named.Params == nil {
		named.Params = map[string]any{}
	}
	if _, given := named.Params[field]; !given {
		named.Params[field] = name
	}
	return &named
}

func (e *Error) Error() string {
	s := string(e.Code)
	if len(e.Path) > 0 {
		s += " at " + strings.Join(e.Path, ".")
	}
	if len(e.Params) > 0 {
		s += fmt.Sprintf(" %v", e.Params)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.cause }

// List is several refusals at once: an act that is refused names every unmet condition.
type List []*Error

func (l List) Error() string {
	parts := make([]string, len(l))
	for i, e := range l {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// Or returns the list as an error, nil when it is empty.
func (l List) Or() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// All returns the refusals in err: a List's, or the one Error; nil for anything uncoded.
func All(err error) List {
	var l List
	if errors.As(err, &l) {
		return l
	}
	var e *Error
	if errors.As(err, &e) {
		return List{e}
	}
	return nil
}

// First is the first refusal in err, for who tells of one only; what is no refusal is returned as the error it is.
func First(err error) (*Error, error) {
	if l := All(err); len(l) > 0 {
		return l[0], nil
	}
	return nil, err
}

// Is tells whether err is, or holds, a refusal with that code.
func Is(err error, code Code) bool {
	for _, e := range All(err) {
		if e.Code == code {
			return true
		}
	}
	return false
}

func pairs(params []any) map[string]any {
	if len(params) == 0 {
		return nil
	}
	m := make(map[string]any, len(params)/2)
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return m
}
