package act

import (
	"context"
	"slices"
	"strings"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/fault"

	"github.com/google/uuid"
)

// Need reads a record that an input names; unknown and hidden are NOT_FOUND alike.
func Need[T any](ctx context.Context, o *read.Object[T], id uuid.UUID, path string) (*T, error) {
	found, err := read.One(ctx, o, id)
	if err == nil && found == nil {
		err = fault.At(path, fault.NotFound, "noun", fault.Noun(o.Name))
	}
	return found, err
}

// Take is Need for the record that an act changes, held before it is read: of two acts at once the later one is judged, state and
// rights, by what the earlier one left (D-GEN-3).
func Take[T any](ctx context.Context, o *read.Object[T], id uuid.UUID, path string) (*T, error) {
	if err := db.Hold(ctx, o, id); err != nil {
		return nil, err
	}
	return Need(ctx, o, id, path)
}

// RestOn is Need for a record that an act takes as it is and does not change: until the act is done nobody else changes it.
func RestOn[T any](ctx context.Context, o *read.Object[T], id uuid.UUID, path string) (*T, error) {
	if err := db.HoldBeside(ctx, o, id); err != nil {
		return nil, err
	}
	return Need(ctx, o, id, path)
}

// Checks gathers refusals, so that an act names every unmet condition at once.
type Checks struct{ list fault.List }

// Add adds a refusal.
func (c *Checks) Add(e *fault.Error) { c.list = append(c.list, e) }

// Unless adds a refusal where the condition does not hold.
func (c *Checks) Unless(holds bool, e *fault.Error) {
	if !holds {
		c.Add(e)
	}
}

// Include adds the refusals in err, those of no field as of the input field at path; what is no refusal is returned as the
// error it is.
func (c *Checks) Include(path string, err error) error {
	refused := fault.All(err)
	for _, e := range refused {
		if len(e.Path) == 0 {
			e = e.At(path)
		}
		c.Add(e)
	}
	if len(refused) == 0 {
		return err
	}
	return nil
}

// Text checks that a required text is there. How long it may be stands with the input (@limit), and is checked by Given.
func (c *Checks) Text(path, value string) {
	c.Unless(strings.TrimSpace(value) != "", fault.At(path, fault.Required))
}

// Optional checks a text that may be absent, but not empty.
func (c *Checks) Optional(path string, value *string) {
	if value != nil {
		c.Text(path, *value)
	}
}

// External checks the document of the superior who decides on a record: demanded where the act records one, refused elsewhere.
// History names it.
func (c *Checks) External(ctx context.Context, noun string, records bool, document *string) {
	db.From(ctx).OnDocument(document)
	c.Optional("input.externalDocument", document)
	c.Unless(!records || document != nil, fault.At("input.externalDocument", fault.ExternalRecord, "noun", fault.Noun(noun)))
	c.Unless(records || document == nil, fault.At("input.externalDocument", fault.MustBeEmpty, "why", "no superior decides on this"))
}

// Codes checks that each is of the code table, and there once.
func (c *Checks) Codes(ctx context.Context, path string, table read.CodeTable, given []string) error {
	all, err := read.Codes(ctx, table)
	if err != nil {
		return err
	}
	for i, g := range given {
		c.Unless(slices.ContainsFunc(all, func(k *read.Code) bool { return k.Code == g }), fault.At(path, fault.Unknown, "value", fault.Echoed(g), "nearest", read.Nearest(g, all)))
		c.Unless(!slices.Contains(given[:i], g), fault.At(path, fault.Duplicate, "place", i+1))
	}
	return nil
}

// Distinct checks that a list names nothing twice.
func Distinct[T comparable](c *Checks, path string, given []T) {
	for i, g := range given {
		c.Unless(!slices.Contains(given[:i], g), fault.At(path, fault.Duplicate, "place", i+1))
	}
}

// Or returns all refusals as one error, nil when there are none.
func (c *Checks) Or() error { return c.list.Or() }
