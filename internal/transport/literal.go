package transport

import (
	"context"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
	"huishang/internal/text"
)

// literals checks the values written into a validated document by the rules that hold for variables, and writes texts
// as they are kept; numbers that fit nowhere are refused here because reading them later panics.
type literals struct {
	ctx      context.Context
	limits   *Limits
	longText func(inputType, field string) bool
	mutation bool // what stands in the arguments of a mutation's fields
	refused  gqlerror.List
}

func (e *endpoint) checkLiterals(ctx context.Context, d *ast.QueryDocument) gqlerror.List {
	l := &literals{ctx: ctx, limits: &e.Limits, longText: e.LongText}
	for _, op := range d.Operations {
		l.directives(op.Directives)
		for _, v := range op.VariableDefinitions {
			l.directives(v.Directives)
			l.mutation = op.Operation == ast.Mutation
			l.value(v.DefaultValue, false)
		}
		l.mutation = op.Operation == ast.Mutation
		l.set(op.SelectionSet)
		l.mutation = false
	}
	for _, f := range d.Fragments {
		l.directives(f.Directives)
		l.set(f.SelectionSet)
	}
	return l.refused[:min(len(l.refused), e.Limits.Errors)]
}

func (l *literals) set(set ast.SelectionSet) {
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			l.directives(it.Directives)
			for _, a := range it.Arguments {
				l.value(a.Value, false)
			}
			l.set(it.SelectionSet)
		case *ast.InlineFragment:
			l.directives(it.Directives)
			l.set(it.SelectionSet)
		case *ast.FragmentSpread:
			l.directives(it.Directives)
		}
	}
}

func (l *literals) directives(directives ast.DirectiveList) {
	for _, d := range directives {
		for _, a := range d.Arguments {
			l.value(a.Value, false)
		}
	}
}

func (l *literals) value(v *ast.Value, long bool) {
	if v == nil {
		return
	}
	if expected := l.expected(v, long); expected != "" {
		r := refusal(l.ctx, fault.New(fault.BadUserInput, "expected", expected))
		if v.Position != nil {
			r.Locations = []gqlerror.Location{{Line: v.Position.Line, Column: v.Position.Column}}
		}
		l.refused = append(l.refused, r)
	}
	for _, child := range v.Children {
		inside := long
		if v.Kind == ast.ObjectValue {
			inside = l.longText != nil && v.Definition != nil && l.longText(v.Definition.Name, child.Name)
		}
		l.value(child.Value, inside)
	}
}

func (l *literals) expected(v *ast.Value, long bool) string {
	switch v.Kind {
	case ast.StringValue, ast.BlockValue:
		if expected := textExpected(v.Raw, l.limits, long); expected != "" || v.Definition == nil || v.Definition.Name != "String" {
			return expected
		}
		v.Raw = text.Normal(v.Raw)
		if !l.mutation && text.Flaw(v.Raw, text.Prose) != nil {
			return "text without control characters"
		}
	case ast.IntValue:
		n, err := strconv.ParseInt(v.Raw, 10, 64)
		isInt := v.Definition != nil && v.Definition.Name == "Int"
		if isInt && (err != nil || n != int64(int32(n))) {
			return "Int, a whole number of 32 bits"
		}
		if err != nil {
			return "a number of 64 bits"
		}
	case ast.FloatValue:
		if _, err := strconv.ParseFloat(v.Raw, 64); err != nil {
			return "a number of 64 bits"
		}
	}
	return ""
}
