// Package compiled answers root fields of a query without gqlgen's executor: the selection becomes a plan of levels, one
// statement reads all rows of a level with the columns asked for, and the rows are written as JSON. Filters, orders, pages,
// cursors, the read log and row security are db's, as for resolvers. What a plan does not cover goes to the resolvers, which
// stay the reference: a field is decided as a whole, before anything of it runs (docs/compiled-reads.md).
package compiled

import (
	"bytes"
	"context"
	"io"
	"reflect"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db"
	"huishang/db/tx"
	"huishang/graph"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// computedLists are the lists at the root that are more than a list of the catalogue: their resolvers are asked.
var computedLists = map[string]bool{"coverageGaps": true}

// past are the arguments that ask what was at the end of a day.
var past = []string{"asOf", "trend"}

// Reads answers root fields.
type Reads struct {
	binder *binder
	plans  *plans
	note   func(field, why string)
}

// New makes reads over a schema and its resolvers. Each root field is told to note, with the reason why it was left to its
// resolver; none where it was answered here.
func New(schema *ast.Schema, root graph.ResolverRoot, note func(field, why string)) *Reads {
	if note == nil {
		note = func(string, string) {}
	}
	return &Reads{
		binder: &binder{root: reflect.ValueOf(root), schema: schema, known: map[place]bound{}},
		plans:  newPlans(planMemory), note: note,
	}
}

// Answer answers a root field of a query in the request's transaction; false where it is left to the resolvers, of which
// nothing has run then.
func (r *Reads) Answer(ctx context.Context) (graphql.Marshaler, bool) {
	f := graphql.GetRootFieldContext(ctx).Field
	oc := graphql.GetOperationContext(ctx)
	if tx.OfTable(ctx) != nil {
		return nil, false
	}
	p := r.plan(oc, f)
	if p.why != "" {
		r.note(f.Name, p.why)
		return nil, false
	}
	ctx = act.With(ctx, auth.Act(p.act))
	one := &run{ctx: ctx, arguments: make([]map[string]any, len(p.asked))}
	if act.Admit(ctx, db.From(ctx).Viewer) != nil || !one.read(oc, p) {
		r.note(f.Name, "refused")
		return nil, false
	}
	if one.ofPast() {
		r.note(f.Name, "of the past")
		return nil, false
	}
	r.note(f.Name, "")
	return one.answer(oc, p), true
}

// read reads the arguments of all fields; false where one is refused: its resolver says so.
func (r *run) read(oc *graphql.OperationContext, p *plan) bool {
	for i, a := range p.asked {
		var err error
		if r.arguments[i], err = graph.Arguments(r.ctx, oc, a.name, a.field.ArgumentMap(oc.Variables)); err != nil {
			return false
		}
	}
	return true
}

// ofPast tells that a field asks what was at the end of a day: the resolvers tell of that.
func (r *run) ofPast() bool {
	for _, given := range r.arguments {
		for _, name := range past {
			if v := reflect.ValueOf(given[name]); v.IsValid() && !v.IsNil() {
				return true
			}
		}
	}
	return false
}

func (r *run) answer(oc *graphql.OperationContext, p *plan) (m graphql.Marshaler) {
	w := &writer{run: r, oc: oc, b: new(bytes.Buffer)}
	w.enter(p.write, 0)
	defer func() {
		if panicked := recover(); panicked != nil {
			ctx := w.at()
			oc.Error(ctx, oc.Recover(ctx, panicked))
			m = graphql.Null
		}
	}()
	r.calls = w.at()
	g := r.load(p.load, []reflect.Value{{}})
	w.given(p.write, p.field.Definition.Type, &g, 0)
	return raw(w.b.Bytes())
}

// raw is an answer that is written already.
type raw []byte

// MarshalGQL is of graphql.Marshaler.
func (r raw) MarshalGQL(w io.Writer) { _, _ = w.Write(r) }

// plan finds or makes the plan of a root field. Which fields are included hangs on the values of the operation's Boolean
// variables.
func (r *Reads) plan(oc *graphql.OperationContext, f graphql.CollectedField) *plan {
	key := planKey{doc: oc.Doc, op: oc.Operation, alias: f.Alias, included: included(oc)}
	if p := r.plans.get(key); p != nil {
		return p
	}
	p := r.binder.planFor(oc, f)
	r.plans.add(key, p)
	return p
}

func included(oc *graphql.OperationContext) string {
	var b strings.Builder
	for _, v := range oc.Operation.VariableDefinitions {
		if v.Type.NamedType == "Boolean" {
			is, _ := oc.Variables[v.Variable].(bool)
			if is {
				b.WriteByte('t')
			} else {
				b.WriteByte('f')
			}
		}
	}
	return b.String()
}
