// Package act is what every act has in common: it is authorised against the act table, takes the version it
// was based on, acts once per idempotency key, and leaves a line of history.
package act

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"

	"github.com/google/uuid"
)

type actKey struct{}

// With notes on the context which act the schema's @can names for the field.
func With(ctx context.Context, a auth.Act) context.Context {
	return context.WithValue(ctx, actKey{}, a)
}

// Admit refuses a transaction whose field named no act, or one that no grant of the viewer allows: the first
// half of authorisation, before anything is read.
func Admit(ctx context.Context, v *auth.Viewer) error {
	a, ok := ctx.Value(actKey{}).(auth.Act)
	if !ok {
		return errors.New("a change without @can")
	}
	if !v.System && !v.May(a) {
		return fault.New(fault.Forbidden, "act", a)
	}
	return nil
}

// Authorize asks for one grant that holds both the act and the relation to the row. History says as what it was done, a
// substitute's act and the next level's too, and with audit names whom a substitute stands for (D-ORG-5).
func Authorize(ctx context.Context, a auth.Act, row auth.Row) error {
	t := db.From(ctx)
	if t.Viewer.System {
		return nil
	}
	g := t.Viewer.Allows(a, row)
	if g == nil {
		return t.Viewer.Refusal(a)
	}
	return t.ActAs(ctx, g, g.NextLevel(row))
}

// Once runs an act under an idempotency key: the same key and request answer with the record that came of it
// the first time. Without a key it just runs. Refusals are not kept.
func Once(ctx context.Context, key *uuid.UUID, noun string, input any, run func() (uuid.UUID, error)) (uuid.UUID, error) {
	if key == nil {
		return run()
	}
	body, err := json.Marshal(input)
	if err != nil {
		return uuid.Nil, err
	}
	hash := sha256.Sum256(append([]byte(fmt.Sprintf("%T ", input)), body...))
	t := db.From(ctx)
	done, err := t.Done(ctx, *key)
	if err != nil {
		return uuid.Nil, err
	}
	if done != nil {
		if string(done.Request) != string(hash[:]) {
			return uuid.Nil, fault.At("input.idempotencyKey", fault.IdempotencyReused)
		}
		return done.RecordID, nil
	}
	id, err := run()
	if err != nil {
		return uuid.Nil, err
	}
	return id, t.Keep(ctx, *key, hash[:], noun, id)
}

// Version refuses a change that was based on another version than the record's, naming the record so that the
// answer can carry it as it is now (D-GEN-3).
func Version(record fmt.Stringer, given, current int32) error {
	if given == current {
		return nil
	}
	return Conflict(record, given, current)
}

// Replaces refuses to write over what was not read: current is the version of what is there, 0 where nothing is.
func Replaces(path string, record fmt.Stringer, given *int32, current int32) error {
	var read int32
	if given != nil {
		read = *given
	}
	if read == current {
		return nil
	}
	return fault.At(path, fault.VersionConflict, "given", read, "current", current, "record", record.String())
}

// Conflict is the refusal of a stale version.
func Conflict(record fmt.Stringer, given, current int32) error {
	return fault.At("input.version", fault.VersionConflict, "given", given, "current", current, "record", record.String())
}

// Believe turns the row count of a guarded update into its refusal: nobody may have changed the record since
// it was read in this transaction.
func Believe(rows int64, err error, record fmt.Stringer, given int32) error {
	if err == nil && rows == 0 {
		return Conflict(record, given, given+1)
	}
	return err
}
