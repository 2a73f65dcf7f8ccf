package db

import (
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"
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
}

// FieldChange is one field's old and new value, as text; nil is "not set".
type FieldChange struct {
	Field    string  `json:"field"`
	OldValue *string `json:"old"`
	NewValue *string `json:"new"`
}

// FieldChanges are an event's changes, one JSON array in its row.
type FieldChanges []*FieldChange

// Scan reads the JSON array.
func (x *FieldChanges) Scan(src any) error { return scanJSON(src, x) }
