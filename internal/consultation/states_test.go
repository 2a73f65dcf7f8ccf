package consultation

import (
	"testing"

	"huishang/db"
	"huishang/internal/clock"
)

// An act takes a consultation from a state only where it may be done in it.
func TestStepsStartWhereTheActIsAllowed(t *testing.T) {
	for a, ways := range Steps {
		for from, to := range ways {
			if from == "" || from == db.ConsultationConcluded && to[0] == db.ConsultationClosed {
				continue // made, or closed by what ends its last open matter
			}
			ordinary := &db.Consultation{State: from, RatifiedAt: new(clock.DateTime)}
			immediate := &db.Consultation{State: from, Kind: db.KindImmediate}
			if allowed(a, ordinary) != nil && allowed(a, immediate) != nil {
				t.Errorf("%s takes a consultation from %s, where it is not allowed", a, from)
			}
		}
	}
}
