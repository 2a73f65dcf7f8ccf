package transport

import (
	"fmt"
	"testing"
	"time"
)

// However many addresses and people come, what is remembered of them is bounded, and who has used up all is not forgotten
// for those who have not.
func TestTheThrottleIsBounded(t *testing.T) {
	now := time.Unix(1_790_000_000, 0)
	clock := func() time.Time { return now }
	r := NewRefusals(ThrottleOf(6))
	for range 60 {
		r.refused("address 203.0.113.7", clock)
	}
	for i := range bucketsMax + 5000 {
		r.refused(fmt.Sprintf("address %d", i), clock)
	}
	if n := len(r.full); n > bucketsMax {
		t.Errorf("%d are remembered, at most %d may be", n, bucketsMax)
	}
	if wait := r.wait("address 203.0.113.7", clock); wait != 2*time.Second {
		t.Errorf("who has none left waits %v", wait)
	}
	now = now.Add(time.Hour)
	r.refused("address new", clock)
	if n := len(r.full); n > bucketsMax-60 {
		t.Errorf("%d are remembered, though all but one are full again", n)
	}
}
