package tx

import "time"

// BeatAlone makes sure of a job's lock in another time, until the test ends.
func BeatAlone(t interface{ Cleanup(func()) }, every time.Duration) {
	was := aloneBeat
	aloneBeat = every
	t.Cleanup(func() { aloneBeat = was })
}
