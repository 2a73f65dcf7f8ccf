package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Audience says who is told of an event: the record's own readers.
type Audience string

// The audiences. Reference: the committee family of the organisation and above, and administrators. Proposal:
// administrators. Contact: those who read the person's contacts, each read logged. List and ListDraft: the readers of the list in that state.
const (
	ForReference Audience = "REFERENCE"
	ForProposal  Audience = "PROPOSAL"
	ForContact   Audience = "CONTACT"
	ForList      Audience = "LIST"
	ForListDraft Audience = "LIST_DRAFT"
)

// Event is one line of history to be written.
type Event struct {
	Noun         string
	Record       uuid.UUID
	Act          auth.Act
	Reason       *string
	From, To     *string
	Changes      FieldChanges
	Audience     Audience
	Org          ident.OrganisationID
	DepartmentID *ident.DepartmentID
	PostID       *ident.PostID
	ListKind     *DutyListKind
}

// Record writes a line of history, by the viewer and for whom the act was done. By now the act has locked its
// record, so the instant is taken now: of two acts that waited for each other the later one stands later.
func (t *Tx) Record(ctx context.Context, e Event) error { return t.RecordAll(ctx, []*Event{&e}) }

// RecordAll writes lines of history in one statement.
func (t *Tx) RecordAll(ctx context.Context, events []*Event) error {
	if len(events) == 0 {
		return nil
	}
	changes := make(pq.StringArray, len(events))
	for i, e := range events {
		text, err := json.Marshal(append(FieldChanges{}, e.Changes...))
		if err != nil {
			return err
		}
		changes[i] = string(text)
	}
	var actor *ident.PersonID
	if !t.Viewer.System {
		actor = &t.Viewer.PersonID
	}
	n, err := t.Exec(ctx, `
		INSERT INTO history (province_id, noun, record_id, at, actor_id, on_behalf_of_id, act, reason, from_state, to_state,
		    changes, audience, org_id, department_id, post_id, list_kind, capacity, next_level, external_document, secrecy)
		SELECT o.province_id, r.noun, r.record, $1, $2, $3, r.act, r.reason, r.was, r.becomes, r.changes::jsonb, r.audience, o.id,
		    r.department, r.post, r.kind, $16, $17, $18, CASE r.audience WHEN 'CONTACT' THEN 'CONFIDENTIAL' ELSE 'INTERNAL' END
		FROM unnest($4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[],
		         $13::uuid[], $14::uuid[], $15::text[])
		     AS r (noun, record, act, reason, was, becomes, changes, audience, org, department, post, kind)
		JOIN organisation o ON o.id = r.org`,
		t.clock().UTC(), actor, t.behalf,
		column(events, func(e *Event) *string { return &e.Noun }),
		column(events, func(e *Event) *string { return some(e.Record.String()) }),
		column(events, func(e *Event) *string { return optionalText(&e.Act) }),
		column(events, func(e *Event) *string { return e.Reason }),
		column(events, func(e *Event) *string { return e.From }),
		column(events, func(e *Event) *string { return e.To }),
		changes,
		column(events, func(e *Event) *string { return optionalText(&e.Audience) }),
		column(events, func(e *Event) *string { return optionalID(&e.Org) }),
		column(events, func(e *Event) *string { return optionalID(e.DepartmentID) }),
		column(events, func(e *Event) *string { return optionalID(e.PostID) }),
		column(events, func(e *Event) *string { return optionalText(e.ListKind) }), t.capacity, t.nextLevel, t.document)
	if err == nil && n != int64(len(events)) {
		err = fmt.Errorf("history: %d lines written of %d", n, len(events))
	}
	return err
}

// ActAs notes by which grant the act is done, as the next level up or not, for history, and for whom, for audit too. Whoever
// only asks what he may do leaves neither.
func (t *Tx) ActAs(ctx context.Context, g *auth.Grant, nextLevel bool) error {
	if t.reading {
		return nil
	}
	was := t.behalf
	t.behalf, t.capacity, t.nextLevel = g.PrincipalID, &g.Capacity, nextLevel
	if was == nil && g.PrincipalID == nil {
		return nil
	}
	_, err := t.Exec(ctx, `SELECT session_act_for($1)`, g.PrincipalID)
	return err
}

// OnDocument notes the superior's document by which the act is done, for history; nil where it is none.
func (t *Tx) OnDocument(document *string) { t.document = document }

// Done is what came of an idempotency key.
type Done struct {
	Request  []byte    `db:"request"`
	RecordID uuid.UUID `db:"record_id"`
}

// Done reads what came of the viewer's key, nil when it is new.
func (t *Tx) Done(ctx context.Context, key uuid.UUID) (*Done, error) {
	var d Done
	// Two requests with one key go one after the other: the second reads what came of the first.
	if _, err := t.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, t.Viewer.PersonID.UUID().String(), key.String()); err != nil {
		return nil, err
	}
	err := t.Get(ctx, &d, `SELECT request, record_id FROM idempotency WHERE person_id = $1 AND key = $2`, t.Viewer.PersonID, key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &d, err
}

// Keep writes what came of the viewer's key.
func (t *Tx) Keep(ctx context.Context, key uuid.UUID, request []byte, noun string, record uuid.UUID) error {
	_, err := t.Exec(ctx, `
		INSERT INTO idempotency (person_id, key, request, noun, record_id, at)
		VALUES ($1, $2, $3, $4, $5, $6)`, t.Viewer.PersonID, key, request, noun, record, t.Now)
	return err
}

// unrecorded columns change with every act or never; they are no news in a history.
var unrecorded = map[string]bool{"id": true, "province_id": true, "version": true, "created_at": true, "revision": true, "updated_at": true, "identity": true}

// Diff lists the fields in which two shapes of a record differ, by the schema's field names.
func Diff[T any](before, after *T) FieldChanges {
	var changes FieldChanges
	b, a := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	for i := range b.NumField() {
		tag := b.Type().Field(i).Tag.Get("db")
		if tag == "" || unrecorded[tag] {
			continue
		}
		was, is := shown(b.Field(i)), shown(a.Field(i))
		if (was == nil) != (is == nil) || was != nil && *was != *is {
			changes = append(changes, &FieldChange{Field: fieldName(tag), OldValue: was, NewValue: is})
		}
	}
	return changes
}

func shown(v reflect.Value) *string {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	var s string
	switch x := v.Interface().(type) {
	case clock.DateTime:
		s = x.UTC().Format(time.RFC3339)
	case fmt.Stringer:
		s = x.String()
	case Indicators:
		b, _ := json.Marshal(x)
		s = string(b)
	default:
		if v.Kind() == reflect.Slice {
			parts := make([]string, v.Len())
			for i := range parts {
				parts[i] = fmt.Sprint(v.Index(i).Interface())
			}
			s = strings.Join(parts, ", ")
		} else {
			s = fmt.Sprint(x)
		}
	}
	return &s
}

// fieldName is a column's name as the schema has it: risk_domains is riskDomains, org_id organisation.
func fieldName(column string) string {
	column = strings.TrimSuffix(column, "_id")
	if column == "org" {
		return "organisation"
	}
	if column == "from_on" || column == "to_on" {
		return strings.TrimSuffix(column, "_on")
	}
	parts := strings.Split(column, "_")
	for i := range parts[1:] {
		parts[i+1] = strings.ToUpper(parts[i+1][:1]) + parts[i+1][1:]
	}
	return strings.Join(parts, "")
}
