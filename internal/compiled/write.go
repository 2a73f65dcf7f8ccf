package compiled

import (
	"bytes"
	"context"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
	"huishang/internal/fault"
)

// writer writes the answer. A value that is null where it may not be takes its object with it, as far as a place that may be
// null; what stands beside it is written all the same, as its errors are told.
type writer struct {
	*run
	oc   *graphql.OperationContext
	b    *bytes.Buffer
	path []step
}

// step is one step of the path to a value: a field, or a place in a list.
type step struct {
	field *field
	place int
}

// at makes the context of a value, for the error that is told of it.
func (w *writer) at() context.Context {
	ctx := w.ctx
	for _, s := range w.path {
		c := &graphql.FieldContext{}
		if s.field == nil {
			c.Index = &s.place
		} else {
			c.Object, c.Field, c.Args = s.field.object, s.field.CollectedField, map[string]any{}
			c.IsMethod, c.IsResolver = s.field.method || s.field.solved, s.field.solved
		}
		ctx = graphql.WithFieldContext(ctx, c)
	}
	return ctx
}

func (w *writer) enter(f *field, place int) { w.path = append(w.path, step{f, place}) }

func (w *writer) leave() { w.path = w.path[:len(w.path)-1] }

// failed tells of an error and writes null.
func (w *writer) failed(t *ast.Type, err error) bool {
	ctx := w.at()
	w.oc.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
	return w.null(t)
}

// null writes null; false where it may not be.
func (w *writer) null(t *ast.Type) bool {
	w.b.WriteString("null")
	return !t.NonNull
}

// missing writes null for a value that is not there, and tells of it where it must be.
func (w *writer) missing(t *ast.Type) bool {
	if t.NonNull {
		graphql.AddInvalidNullError(w.at(), t.String())
	}
	return w.null(t)
}

// whole writes what may turn out null after all.
func (w *writer) whole(t *ast.Type, write func() bool) bool {
	start := w.b.Len()
	if write() {
		return true
	}
	w.b.Truncate(start)
	return w.null(t)
}

// object writes a selection, each field by itself.
func (w *writer) object(o *object, t *ast.Type, write func(*field) bool) bool {
	return w.whole(t, func() bool {
		valid := true
		w.b.WriteByte('{')
		for i, f := range o.fields {
			if i > 0 {
				w.b.WriteByte(',')
			}
			w.b.Write(f.key)
			if f.kind == typename {
				quote(w.b, o.name)
				continue
			}
			if !write(f) {
				valid = false
			}
		}
		w.b.WriteByte('}')
		return valid
	})
}

// below writes a selection on a row to which a load leads.
func (w *writer) below(f *field, t *ast.Type, g *given, place int32) bool {
	if g.mixed == nil {
		return w.row(f.below, t, g.to, place)
	}
	m := g.mixed[place]
	return w.row(f.each[m.variant], t, g.each[m.variant], m.place)
}

// row writes a selection on a row.
func (w *writer) row(o *object, t *ast.Type, at *rows, i int32) bool {
	return w.object(o, t, func(f *field) bool { return w.field(f, at, i) })
}

func (w *writer) field(f *field, at *rows, i int32) bool {
	t := f.Definition.Type
	switch f.kind {
	case column:
		return w.valueOf(f, t, at.list[i].Field(f.column))
	case label:
		v := at.list[i].Field(f.column)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return w.null(t)
			}
			v = v.Elem()
		}
		quote(w.b, fault.Label(f.enum, v.String()).In(w.locale(f)))
		return true
	}
	w.enter(f, 0)
	defer w.leave()
	return w.given(f, t, &at.loads[f.load], i)
}

// valueOf writes a value of a field that has nothing below.
func (w *writer) valueOf(f *field, t *ast.Type, v reflect.Value) bool {
	if t.Elem == nil && v.Kind() != reflect.Pointer {
		f.leaf(w.b, v)
		return true
	}
	if v.Kind() == reflect.Pointer && !v.IsNil() && t.Elem == nil {
		f.leaf(w.b, v.Elem())
		return true
	}
	w.enter(f, 0)
	defer w.leave()
	return w.plain(f, t, v)
}

// plain writes a value or a list of values.
func (w *writer) plain(f *field, t *ast.Type, v reflect.Value) bool {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return w.missing(t)
		}
		v = v.Elem()
	}
	if t.Elem == nil {
		f.leaf(w.b, v)
		return true
	}
	if v.IsNil() && !t.NonNull {
		return w.null(t)
	}
	return w.list(t, v.Len(), func(i int) bool { return w.plain(f, t.Elem, v.Index(i)) })
}

// list writes a list, each element under its place.
func (w *writer) list(t *ast.Type, n int, write func(i int) bool) bool {
	return w.whole(t, func() bool {
		valid := true
		w.b.WriteByte('[')
		for i := range n {
			if i > 0 {
				w.b.WriteByte(',')
			}
			w.enter(nil, i)
			if !write(i) {
				valid = false
			}
			w.leave()
		}
		w.b.WriteByte(']')
		return valid
	})
}

// given writes what a load gave for a row.
func (w *writer) given(f *field, t *ast.Type, g *given, i int32) bool {
	switch {
	case g.errs != nil && g.errs[i] != nil:
		return w.failed(t, g.errs[i])
	case g.values != nil:
		return w.plain(f, t, g.values[i])
	case g.one != nil:
		if g.one[i] < 0 {
			return w.missing(t)
		}
		return w.below(f, t, g, g.one[i])
	case g.lists != nil:
		return w.places(f, t, g, &g.lists[i])
	}
	return w.page(f, t, g, i)
}

// places writes a list of rows.
func (w *writer) places(f *field, t *ast.Type, g *given, of *read.PlacesOf) bool {
	switch {
	case of.Err != nil:
		return w.failed(t, of.Err)
	case of.Null && !t.NonNull:
		return w.null(t)
	}
	return w.list(t, len(of.At), func(i int) bool {
		if of.At[i] < 0 {
			return w.missing(t.Elem)
		}
		return w.below(f, t.Elem, g, of.At[i])
	})
}

// page writes a connection.
func (w *writer) page(f *field, t *ast.Type, g *given, of int32) bool {
	p := &g.pages[of]
	switch {
	case p.Err != nil:
		return w.failed(t, p.Err)
	case p.Null:
		return w.missing(t)
	}
	n := int(p.To - p.From)
	return w.object(f.below, t, func(c *field) bool {
		t := c.Definition.Type
		w.enter(c, 0)
		defer w.leave()
		switch c.kind {
		case nodes:
			return w.list(t, n, func(i int) bool { return w.row(c.below, t.Elem, g.to, p.From+int32(i)) })
		case edges:
			return w.list(t, n, func(i int) bool {
				return w.object(c.below, t.Elem, func(e *field) bool {
					if e.kind == cursor {
						quote(w.b, p.Cursor(int32(i)))
						return true
					}
					w.enter(e, 0)
					defer w.leave()
					return w.row(e.below, e.Definition.Type, g.to, p.From+int32(i))
				})
			})
		case pageInfo:
			return w.object(c.below, t, func(i *field) bool { return w.info(i, p) })
		}
		counted := &g.counts[c.of]
		if counted.err != nil {
			return w.failed(t, counted.err)
		}
		return w.row(c.below, t, counted.to, counted.at[of])
	})
}

func (w *writer) info(f *field, p *read.PageOf) bool {
	last := p.To - p.From - 1
	switch {
	case f.kind == hasNextPage || f.kind == hasPreviousPage:
		is := p.Info.HasNextPage
		if f.kind == hasPreviousPage {
			is = p.Info.HasPreviousPage
		}
		if is {
			w.b.WriteString("true")
		} else {
			w.b.WriteString("false")
		}
	case last < 0:
		w.b.WriteString("null")
	case f.kind == startCursor:
		quote(w.b, p.Cursor(0))
	default:
		quote(w.b, p.Cursor(last))
	}
	return true
}

// locale is the language that a label is asked in, the request's when none was.
func (w *writer) locale(f *field) fault.Locale {
	asked, _ := w.argumentsOf(f.asked)["locale"].(*string)
	switch {
	case asked == nil:
		return fault.LocaleFrom(w.ctx)
	case *asked == "EN":
		return fault.EN
	}
	return fault.ZH
}
