package db

import (
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// HistoryEvent is one change of a record as its readers are told of it.
type HistoryEvent struct {
	ID           ident.HistoryEventID `db:"id"`
	Noun         string               `db:"noun"`
	RecordID     string               `db:"record_id"`
	At           clock.DateTime       `db:"at"`
	ActorID      *ident.PersonID      `db:"actor_id"`
	OnBehalfOfID *ident.PersonID      `db:"on_behalf_of_id"`
	Capacity     *auth.Capacity       `db:"capacity"`
	NextLevel    bool                 `db:"next_level"`
	Document     *string              `db:"external_document"`
	Act          auth.Act             `db:"act"`
	Reason       *string              `db:"reason"`
	FromState    *string              `db:"from_state"`
	ToState      *string              `db:"to_state"`
	Changes      FieldChanges         `db:"changes"`
	Secrecy      Secrecy              `db:"secrecy"`
	UpdatedAt    clock.DateTime       `db:"updated_at"`
	SubjectNoun  *string              `db:"subject_noun"`
	SubjectID    *uuid.UUID           `db:"subject_id"`
}

// FieldChange is one field's old and new value, as text; nil is "not set".
type FieldChange struct {
	Field string  `json:"field"`
	Old   *string `json:"old"`
	New   *string `json:"new"`
	// Of is the part of the record that has the field, by its name or number; nil where the record has it itself.
	Of *string `json:"of,omitempty"`
	// Noun is the schema's type that has the field. In a row of history it is left out where it is the record's.
	Noun string `json:"noun,omitempty"`
	// Event is the line of history that it stands in; nil where it stands in none.
	Event *HistoryEvent `json:"-"`
}

// Told are an event's changes, each with its noun and the event. They are copies: several fields may ask at once.
func (h *HistoryEvent) Told() []*FieldChange {
	changes := make([]*FieldChange, len(h.Changes))
	for i, c := range h.Changes {
		told := *c
		told.Event = h
		if told.Noun == "" {
			told.Noun = h.Noun
		}
		changes[i] = &told
	}
	return changes
}

// FieldChanges are an event's changes, one JSON array in its row.
type FieldChanges []*FieldChange

// Scan reads the JSON array.
func (x *FieldChanges) Scan(src any) error { return tx.ScanJSON(src, x) }
