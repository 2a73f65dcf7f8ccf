package resolvers

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

type historyEventResolver struct{ *Resolver }

// HistoryEvent is the resolver of HistoryEvent's fields.
func (r *Resolver) HistoryEvent() graph.HistoryEventResolver { return &historyEventResolver{r} }

func (r *historyEventResolver) Actor(ctx context.Context, obj *db.HistoryEvent) (*db.Person, error) {
	return db.HistoryActor.Of(ctx, obj)
}

func (r *historyEventResolver) OnBehalfOf(ctx context.Context, obj *db.HistoryEvent) (*db.Person, error) {
	return db.HistoryOnBehalfOf.Of(ctx, obj)
}

func (r *historyEventResolver) Subject(ctx context.Context, obj *db.HistoryEvent) (graph.Node, error) {
	if obj.SubjectNoun == nil {
		return nil, nil
	}
	named, err := r.namedWith(ctx, obj)
	return named[reference{*obj.SubjectNoun, *obj.SubjectID}], err
}

func (r *historyEventResolver) FromStateLabel(ctx context.Context, obj *db.HistoryEvent, l *string) (*string, error) {
	return labelOf(r.stateEnum(obj), obj.FromState, locale(ctx, l)), nil
}

func (r *historyEventResolver) ToStateLabel(ctx context.Context, obj *db.HistoryEvent, l *string) (*string, error) {
	return labelOf(r.stateEnum(obj), obj.ToState, locale(ctx, l)), nil
}

// stateEnum is the enum of an event's states: the record's or, where that has none, its subject's.
func (r *historyEventResolver) stateEnum(h *db.HistoryEvent) string {
	nouns := []string{h.Noun}
	if h.SubjectNoun != nil {
		nouns = append(nouns, *h.SubjectNoun)
	}
	for _, noun := range nouns {
		if f := r.fieldOf(noun, "state"); f != nil {
			return f.Type.Name()
		}
	}
	return ""
}

func (r *historyEventResolver) Changes(_ context.Context, obj *db.HistoryEvent) ([]*db.FieldChange, error) {
	return obj.Told(), nil
}

type fieldChangeResolver struct{ *Resolver }

// FieldChange is the resolver of FieldChange's fields.
func (r *Resolver) FieldChange() graph.FieldChangeResolver { return &fieldChangeResolver{r} }

func (r *fieldChangeResolver) FieldLabel(ctx context.Context, obj *db.FieldChange, l *string) (string, error) {
	return r.called(obj.Noun, obj.Field).In(locale(ctx, l)), nil
}

func (r *fieldChangeResolver) OldValue(_ context.Context, obj *db.FieldChange) (*string, error) {
	return r.written(obj, obj.Old), nil
}

func (r *fieldChangeResolver) NewValue(_ context.Context, obj *db.FieldChange) (*string, error) {
	return r.written(obj, obj.New), nil
}

func (r *fieldChangeResolver) OldText(ctx context.Context, obj *db.FieldChange, l *string) (*string, error) {
	return r.read(ctx, obj, obj.Old, locale(ctx, l))
}

func (r *fieldChangeResolver) NewText(ctx context.Context, obj *db.FieldChange, l *string) (*string, error) {
	return r.read(ctx, obj, obj.New, locale(ctx, l))
}

func (r *fieldChangeResolver) OldNodes(ctx context.Context, obj *db.FieldChange) ([]graph.Node, error) {
	return r.nodesIn(ctx, obj, obj.Old)
}

func (r *fieldChangeResolver) NewNodes(ctx context.Context, obj *db.FieldChange) ([]graph.Node, error) {
	return r.nodesIn(ctx, obj, obj.New)
}

// fieldOf is a field of one of the schema's types; nil where it has none of the name.
func (r *Resolver) fieldOf(noun, field string) *ast.FieldDefinition {
	if t := r.schema.Types[noun]; t != nil {
		return t.Fields.ForName(field)
	}
	return nil
}

// called is what people call a field.
func (r *Resolver) called(noun, field string) fault.Text {
	if f := r.fieldOf(noun, field); f != nil {
		return fault.Described(f.Name, f.Description)
	}
	return fault.Text{EN: field, ZH: field}
}

// reference is a record that a change names.
type reference struct {
	noun string
	id   uuid.UUID
}

// refers are the records that a change's value names, by what the schema says that its field holds.
func (r *Resolver) refers(c *db.FieldChange, value *string) (list []reference) {
	f := r.fieldOf(c.Noun, c.Field)
	if f == nil || value == nil || ident.PrefixOf(f.Type.Name()) == "" {
		return nil
	}
	for part := range strings.SplitSeq(*value, ", ") {
		id, err := uuid.Parse(part)
		if err != nil {
			if _, id, err = ident.Split(part); err != nil {
				continue
			}
		}
		list = append(list, reference{f.Type.Name(), id})
	}
	return list
}

// written is a value as a machine reads it: ids as this API gives them.
func (r *Resolver) written(c *db.FieldChange, value *string) *string {
	list := r.refers(c, value)
	if len(list) == 0 {
		return value
	}
	ids := make([]string, len(list))
	for i, one := range list {
		ids[i] = ident.Text(ident.PrefixOf(one.noun), one.id)
	}
	return new(strings.Join(ids, ", "))
}

// namedWith are the records that an event and those read with it name, as far as the viewer sees them: read once.
func (r *Resolver) namedWith(ctx context.Context, h *db.HistoryEvent) (map[reference]graph.Node, error) {
	return read.Together(ctx, "HistoryEvent.named", h, func(ctx context.Context, all []*db.HistoryEvent) (map[reference]graph.Node, error) {
		wanted := map[string][]uuid.UUID{}
		for _, h := range all {
			if h.SubjectNoun != nil {
				wanted[*h.SubjectNoun] = append(wanted[*h.SubjectNoun], *h.SubjectID)
			}
			for _, c := range h.Told() {
				for _, one := range slices.Concat(r.refers(c, c.Old), r.refers(c, c.New)) {
					wanted[one.noun] = append(wanted[one.noun], one.id)
				}
			}
		}
		found := map[reference]graph.Node{}
		for noun, ids := range wanted {
			nodes, err := readers[ident.PrefixOf(noun)](ctx, ids)
			if err != nil {
				return nil, err
			}
			for id, n := range nodes {
				found[reference{noun, id}] = n
			}
		}
		return found, nil
	})
}

func (r *Resolver) nodesIn(ctx context.Context, c *db.FieldChange, value *string) ([]graph.Node, error) {
	nodes := []graph.Node{}
	refers := r.refers(c, value)
	if len(refers) == 0 || c.Event == nil {
		return nodes, nil
	}
	named, err := r.namedWith(ctx, c.Event)
	for _, one := range refers {
		if n := named[one]; n != nil {
			nodes = append(nodes, n)
		}
	}
	return nodes, err
}

// read is a value as a person reads it.
func (r *Resolver) read(ctx context.Context, c *db.FieldChange, value *string, l fault.Locale) (*string, error) {
	f := r.fieldOf(c.Noun, c.Field)
	if f == nil || value == nil {
		return value, nil
	}
	refers := r.refers(c, value)
	of := r.schema.Types[f.Type.Name()]
	separator := fault.Text{EN: ", ", ZH: "、"}.In(l)
	each := func(say func(string) string) *string {
		if f.Type.Elem == nil {
			return new(say(*value))
		}
		parts := strings.Split(*value, ", ")
		for i, p := range parts {
			parts[i] = say(p)
		}
		return new(strings.Join(parts, separator))
	}
	switch {
	case len(refers) > 0:
		nodes, err := r.nodesIn(ctx, c, value)
		names := make([]string, len(nodes))
		for i, n := range nodes {
			names[i] = nameOf(n)
		}
		return new(strings.Join(names, separator)), err
	case of.Kind == ast.Enum:
		return each(func(v string) string { return fault.Label(of.Name, v).In(l) }), nil
	case of.Name == "Code":
		all, err := read.Codes(ctx, codesIn[c.Field])
		return each(func(v string) string {
			if i := slices.IndexFunc(all, func(k *read.Code) bool { return k.Code == v }); i >= 0 {
				return codeLabel(all[i], l)
			}
			return v
		}), err
	case of.Name == "Indicator":
		var list db.Indicators
		err := json.Unmarshal([]byte(*value), &list)
		texts := make([]string, len(list))
		for i, one := range list {
			texts[i] = one.Text
		}
		return new(strings.Join(texts, separator)), err
	case of.Name == "Boolean":
		return each(func(v string) string {
			if v == "true" {
				return fault.Text{EN: "yes", ZH: "是"}.In(l)
			}
			return fault.Text{EN: "no", ZH: "否"}.In(l)
		}), nil
	case of.Name == "DateTime":
		return each(func(v string) string { return clock.Spoken(v, db.From(ctx).Viewer.Zone) }), nil
	}
	return value, nil
}

// codesIn are the tables of the fields that are codes, by the fields' names.
var codesIn = map[string]read.CodeTable{
	"category": read.ProblemCategories, "categories": read.PostCategories, "source": read.Sources, "riskDomains": read.RiskDomains,
	"businessLines": read.BusinessLines, "majorDecision": read.MajorDecisions, "question": read.AlignmentQuestions,
}

// nameOf is what a record is called in a sentence.
func nameOf(n graph.Node) string {
	switch n := n.(type) {
	case *db.Organisation:
		return n.Name
	case *db.Department:
		return n.Name
	case *db.Post:
		return n.Name
	case *db.Person:
		return n.Name
	case *db.Problem:
		return n.Title
	case *db.Topic:
		return n.Title
	case *db.Consultation:
		return n.Title
	case *db.Letter:
		return n.Title
	case *db.File:
		return n.Name
	}
	return ""
}
