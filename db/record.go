package db

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"huishang/db/read"
	"huishang/db/tx"
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
	// Subject is the part of the record, or the other record, that the act was about; none where it was the record itself.
	Subject Subject
}

// Subject is a record that an act was about, by its noun in the schema.
type Subject struct {
	Noun string
	ID   uuid.UUID
}

// Record writes a line of history, by the viewer and for whom the act was done.
func (t *Tx) Record(ctx context.Context, e Event) error { return t.RecordAll(ctx, []*Event{&e}) }

// RecordAll writes lines of history in one statement.
func (t *Tx) RecordAll(ctx context.Context, events []*Event) error {
	if len(events) == 0 {
		return nil
	}
	changes := make(pq.StringArray, len(events))
	for i, e := range events {
		text, err := json.Marshal(told(e))
		if err != nil {
			return err
		}
		changes[i] = string(text)
	}
	var actor *ident.PersonID
	if !t.Viewer.System {
		actor = &t.Viewer.PersonID
	}
	doing := t.Doing()
	n, err := t.Exec(ctx, `
		INSERT INTO history (province_id, noun, record_id, at, actor_id, on_behalf_of_id, act, reason, from_state, to_state,
		    changes, audience, org_id, department_id, post_id, list_kind, subject_noun, subject_id, capacity, next_level, external_document, secrecy)
		SELECT o.province_id, r.noun, r.record, $1, $2, $3, r.act, r.reason, r.was, r.becomes, r.changes::jsonb, r.audience, o.id,
		    r.department, r.post, r.kind, r.subject, r.of, $16, $17, $18, CASE r.audience WHEN 'CONTACT' THEN 'CONFIDENTIAL' ELSE 'INTERNAL' END
		FROM unnest($4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[],
		         $13::uuid[], $14::uuid[], $15::text[], $19::text[], $20::uuid[])
		     AS r (noun, record, act, reason, was, becomes, changes, audience, org, department, post, kind, subject, of)
		JOIN organisation o ON o.id = r.org`,
		doing.At, actor, doing.Behalf,
		tx.Column(events, func(e *Event) *string { return &e.Noun }),
		tx.Column(events, func(e *Event) *string { return new(e.Record.String()) }),
		tx.Column(events, func(e *Event) *string { return tx.OptionalText(&e.Act) }),
		tx.Column(events, func(e *Event) *string { return e.Reason }),
		tx.Column(events, func(e *Event) *string { return e.From }),
		tx.Column(events, func(e *Event) *string { return e.To }),
		changes,
		tx.Column(events, func(e *Event) *string { return tx.OptionalText(&e.Audience) }),
		tx.Column(events, func(e *Event) *string { return tx.OptionalID(&e.Org) }),
		tx.Column(events, func(e *Event) *string { return tx.OptionalID(e.DepartmentID) }),
		tx.Column(events, func(e *Event) *string { return tx.OptionalID(e.PostID) }),
		tx.Column(events, func(e *Event) *string { return tx.OptionalText(e.ListKind) }), doing.Capacity, doing.NextLevel, doing.Document,
		tx.Column(events, func(e *Event) *string { return e.about(e.Subject.Noun) }),
		tx.Column(events, func(e *Event) *string { return e.about(e.Subject.ID.String()) }))
	if err == nil && n != int64(len(events)) {
		err = fmt.Errorf("history: %d lines written of %d", n, len(events))
	}
	return err
}

// about is what is said of an event's subject; nil where it has none.
func (e *Event) about(said string) *string {
	if e.Subject.Noun == "" {
		return nil
	}
	return &said
}

// told is an event's changes as its row has them: without the noun that the event has.
func told(e *Event) FieldChanges {
	changes := make(FieldChanges, len(e.Changes))
	for i, c := range e.Changes {
		is := *c
		if is.Noun == e.Noun {
			is.Noun = ""
		}
		changes[i] = &is
	}
	return changes
}

// unrecorded columns change with every act or never, or only say in another way what the state and other fields say: they are no
// news in a history. What is recorded is a field of the schema.
var unrecorded = map[string]bool{
	"id": true, "province_id": true, "version": true, "created_at": true, "revision": true, "updated_at": true, "identity": true,
	"extension_open": true, "suspended_from": true, "stopped_on": true, "withdrawn_at": true, "hidden_from": true, "seen_orgs": true, "seen_departments": true,
}

// Recorded are the schema's names of the columns that history tells of.
func Recorded(d read.Declared) (fields []string) {
	for _, c := range d.Columns {
		if !unrecorded[c] {
			fields = append(fields, fieldName(c))
		}
	}
	return fields
}

// Diff lists the fields in which two shapes of a record differ, by the schema's field names.
func Diff[T any](before, after *T) FieldChanges {
	var changes FieldChanges
	noun := reflect.TypeFor[T]().Name()
	b, a := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	for i := range b.NumField() {
		tag := b.Type().Field(i).Tag.Get("db")
		if tag == "" || unrecorded[tag] {
			continue
		}
		was, is := shown(b.Field(i)), shown(a.Field(i))
		if (was == nil) != (is == nil) || was != nil && *was != *is {
			changes = append(changes, &FieldChange{Field: fieldName(tag), Old: was, New: is, Noun: noun})
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
		b, _ := json.Marshal(append(Indicators{}, x...)) // none is [], however it is written
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
	if column == "responsible_org" { // a task's organisation is the one that answers for it
		return "organisation"
	}
	if column == "org" || strings.HasSuffix(column, "_org") {
		column = strings.TrimSuffix(column, "org") + "organisation"
	}
	if column == "leader" {
		return "leaderInCharge"
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
