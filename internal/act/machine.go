package act

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/fault"

	"github.com/google/uuid"
)

// Machine is the life of one noun's records, written once: which act may be done in which states and to which it leads. From it
// follow what an act refuses, availableActions, the check of every change of state, docs/states.md and the tables of the tests.
// What is not listed is refused.
type Machine[T any, S ~string] struct {
	Object *read.Object[T]
	// Path is the input field that names a record.
	Path string
	// Title is what docs/states.md calls the noun.
	Title string
	State func(*T) S
	// Ways are in the order of a record's life, which availableActions keeps.
	Ways []Way[T, S]
	// Bars names what of a record beside its state stands against an act, whoever does it; nil where nothing does.
	Bars func(auth.Act, *T) *fault.Error
	// Rights judges the viewer's.
	Rights func(context.Context, auth.Act, *T) error
	// Free names what no input mends beside state and rights.
	Free func(context.Context, auth.Act, *T) error

	// Before holds what an act holds before the record itself.
	Before func(context.Context, *T) error
	// Key is a record's id and version.
	Key func(*T) (fmt.Stringer, int32)
	// Set writes what may change of a record, on its version and in the state that it was in, and counts the rows.
	Set func(ctx context.Context, next *T, was S) (int64, error)
	// Event begins a line of a record's history.
	Event func(x *T, a auth.Act, reason *string) db.Event
}

// Way is an act with the states that it may be done in and those that it may lead to.
type Way[T any, S ~string] struct {
	Act auth.Act
	// From is empty where the act begins a record.
	From []S
	// To is empty where the record only stays as it is; staying is allowed always.
	To []S
	// If is what else must hold of the record, and When says it for docs/states.md.
	If   func(*T) bool
	When string
	// Part tells that the act is done to a part of the record, which tells of it.
	Part bool
	// Follows tells that the act is done to another record, and that this one follows.
	Follows bool
}

// Refused tells what of a record stands against an act, whoever does it; nil where nothing does.
func (m *Machine[T, S]) Refused(a auth.Act, x *T) *fault.Error {
	is := m.State(x)
	if !slices.ContainsFunc(m.Ways, func(w Way[T, S]) bool {
		return w.Act == a && !w.Follows && slices.Contains(w.From, is) && (w.If == nil || w.If(x))
	}) {
		return fault.New(fault.WrongState, "state", is)
	}
	if m.Bars != nil {
		return m.Bars(a, x)
	}
	return nil
}

// Judge tells whether an act may be done on a record that an input names at path: by Judge's order.
func (m *Machine[T, S]) Judge(ctx context.Context, a auth.Act, x *T, path string) error {
	return Judge(ctx, a, path, m.Refused(a, x), func() error { return m.Rights(ctx, a, x) })
}

// May is Judge with all that no input mends.
func (m *Machine[T, S]) May(ctx context.Context, a auth.Act, x *T) error {
	if err := m.Judge(ctx, a, x, m.Path); err != nil {
		return err
	}
	return m.free(ctx, a, x)
}

func (m *Machine[T, S]) free(ctx context.Context, a auth.Act, x *T) error {
	if m.Free == nil {
		return nil
	}
	return m.Free(ctx, a, x)
}

// Acts are those that are done to a record itself, in the order of its life.
func (m *Machine[T, S]) Acts() []auth.Act {
	var acts []auth.Act
	for _, w := range m.Ways {
		if len(w.From) > 0 && !w.Part && !w.Follows && !slices.Contains(acts, w.Act) {
			acts = append(acts, w.Act)
		}
	}
	return acts
}

// Available tells what the viewer may do with a record now and, if not, why: by what the acts themselves ask (D-TASK-8).
func (m *Machine[T, S]) Available(ctx context.Context, x *T) ([]*auth.AvailableAction, error) {
	return Available(m.Object.Name, m.Acts(), func(a auth.Act) error { return m.May(ctx, a, x) })
}

// Leads are the states to which an act takes a record from where it is.
func (m *Machine[T, S]) Leads(a auth.Act, from S) []S {
	var to []S
	for _, w := range m.Ways {
		if w.Act == a && (slices.Contains(w.From, from) || len(w.From) == 0 && from == "") {
			to = append(to, w.To...)
		}
	}
	return to
}

// Check refuses a way that is not listed. It holds the rule to its table: by then the rule itself has refused what the client
// may not do.
func (m *Machine[T, S]) Check(a auth.Act, from, to S) error {
	if from == to || slices.Contains(m.Leads(a, from), to) {
		return nil
	}
	return fmt.Errorf("%s takes nothing from %q to %q", a, from, to)
}

// Take holds the record that an act changes, judges the act and compares the version that it was based on.
func (m *Machine[T, S]) Take(ctx context.Context, a auth.Act, id uuid.UUID, version int32) (*T, error) {
	path := "input." + m.Path
	if m.Before != nil {
		x, err := Need(ctx, m.Object, id, path)
		if err != nil {
			return nil, err
		}
		if err := m.Before(ctx, x); err != nil {
			return nil, err
		}
	}
	x, err := Take(ctx, m.Object, id, path)
	if err != nil {
		return nil, err
	}
	if err := m.Judge(ctx, a, x, path); err != nil {
		return nil, err
	}
	record, current := m.Key(x)
	return x, Version(record, version, current)
}

// Change does an act that changes a record and nothing beside it: edit gets the record as it shall be and adds its refusals to
// those of what no input mends.
func (m *Machine[T, S]) Change(ctx context.Context, a auth.Act, id uuid.UUID, version int32, reason *string, edit func(*Checks, *T) error) (uuid.UUID, error) {
	x, err := m.Take(ctx, a, id, version)
	if err != nil {
		return uuid.Nil, err
	}
	var c Checks
	c.Optional("input.reason", reason)
	if err := c.Include("input."+m.Path, m.free(ctx, a, x)); err != nil {
		return uuid.Nil, err
	}
	next := *x
	if err := edit(&c, &next); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return id, m.Write(ctx, a, x, &next, reason)
}

// About is what an act's line of history tells beside the record's own changes: what it was about, where that is a part of the
// record or another one, and what is replaced of its parts.
type About struct {
	Subject db.Subject
	Parts   db.FieldChanges
}

// Of is an act about one record of a noun.
func Of[T any](o *read.Object[T], id uuid.UUID) About {
	return About{Subject: db.Subject{Noun: o.Name, ID: id}}
}

// Tell adds to a line of history what its act was about.
func Tell(e *db.Event, about []About) {
	for _, more := range about {
		e.Subject, e.Changes = more.Subject, append(e.Changes, more.Parts...)
	}
}

// Write writes a record as an act leaves it, with a line of history.
func (m *Machine[T, S]) Write(ctx context.Context, a auth.Act, was, is *T, reason *string, about ...About) error {
	if err := m.Check(a, m.State(was), m.State(is)); err != nil {
		return err
	}
	record, version := m.Key(was)
	rows, err := m.Set(ctx, is, m.State(was))
	if err := Believe(rows, err, record, version); err != nil {
		return err
	}
	return m.Record(ctx, a, was, is, reason, about...)
}

// Record leaves a line of history: what an act changes of a record and what it was about.
func (m *Machine[T, S]) Record(ctx context.Context, a auth.Act, was, is *T, reason *string, about ...About) error {
	if err := m.Check(a, m.State(was), m.State(is)); err != nil {
		return err
	}
	e := m.Event(was, a, reason)
	e.From, e.To, e.Changes = StateOf(m.State(was)), StateOf(m.State(is)), db.Diff(was, is)
	Tell(&e, about)
	return db.From(ctx).Record(ctx, e)
}

// Begun leaves the first line of a record's history.
func (m *Machine[T, S]) Begun(ctx context.Context, a auth.Act, x *T, is S) error {
	if err := m.Check(a, "", is); err != nil {
		return err
	}
	e := m.Event(x, a, nil)
	e.To = StateOf(is)
	return db.From(ctx).Record(ctx, e)
}

// StateOf is a state as history writes it: nil for "", the beginning.
func StateOf[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// Drawing is a machine as docs/states.md shows it. Enum is what the schema calls the states, as Go does.
type Drawing struct {
	Title, Enum string
	Ways        []DrawnWay
}

// DrawnWay is a Way in words.
type DrawnWay struct {
	Act      auth.Act
	From, To []string
	When     string
	Follows  bool
}

// Draw is the machine as docs/states.md shows it.
func (m *Machine[T, S]) Draw() Drawing {
	d := Drawing{Title: m.Title, Enum: reflect.TypeFor[S]().Name()}
	for _, w := range m.Ways {
		d.Ways = append(d.Ways, DrawnWay{Act: w.Act, From: words(w.From), To: words(w.To), When: w.When, Follows: w.Follows})
	}
	return d
}

// Reached are the states that a way leads to.
func (d Drawing) Reached() (states []string) {
	for _, w := range d.Ways {
		states = append(states, w.To...)
	}
	slices.Sort(states)
	return slices.Compact(states)
}

// Last are the states that no way leaves.
func (d Drawing) Last() []string {
	return slices.DeleteFunc(d.Reached(), func(s string) bool {
		return slices.ContainsFunc(d.Ways, func(w DrawnWay) bool {
			return slices.Contains(w.From, s) && slices.ContainsFunc(w.To, func(to string) bool { return to != s })
		})
	})
}

func words[S ~string](states []S) []string {
	list := make([]string, len(states))
	for i, s := range states {
		list[i] = string(s)
	}
	return list
}
