package dbtest

import (
	"sync"
	"time"
)

// Clock stands still until it is pushed or set. Its Now is a clock.Clock; goroutines may share it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at t.
func NewClock(t time.Time) *Clock { return &Clock{now: t} }

// Now is the instant the clock stands at, in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now.UTC()
}

// Push moves the clock on; a negative d moves it back.
func (c *Clock) Push(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock to t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}
