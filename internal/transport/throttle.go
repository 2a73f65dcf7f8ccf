package transport

import (
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"huishang/internal/auth"
)

// Throttle bounds the refused requests of one address and of one person: a refusal takes a token of the bucket, an
// answer none, and who has none left is answered 429 without being read. A person's bucket is asked where the token is
// good, the address's only where there is none or a wrong one: the mistakes of others behind the same address lock
// nobody out who is signed in. The zero value throttles nobody.
type Throttle struct {
	// Burst is how many refusals of one person are answered at once, and Refill in how long one more is allowed.
	Burst  int
	Refill time.Duration
	// Office is how many times as much an address may, as an office may stand behind it.
	Office int
}

// RefusalsDefault is how many refusals a person has at once where nothing is set.
const RefusalsDefault = 60

// ThrottleOf lets a person be refused n times at once and then n/2 times a minute, an address ten times that.
func ThrottleOf(n int) Throttle {
	if n <= 0 {
		return Throttle{}
	}
	return Throttle{Burst: n, Refill: 2 * time.Minute / time.Duration(n), Office: 10}
}

// bucketsMax bounds what is remembered: 65,536 addresses and people, some 8 MB. Who is not remembered has a full
// bucket; the bucket that is nearest to full is forgotten first.
const bucketsMax = 1 << 16

// Refusals are the buckets, each kept as the moment at which it is full again. A nil *Refusals throttles nobody.
type Refusals struct {
	throttle Throttle
	mu       sync.Mutex
	full     map[string]time.Time
}

// NewRefusals starts with every bucket full; nil for the zero Throttle.
func NewRefusals(t Throttle) *Refusals {
	if t.Burst <= 0 || t.Refill <= 0 {
		return nil
	}
	return &Refusals{throttle: t, full: map[string]time.Time{}}
}

// share is in how long a key's bucket gets a token, and how many it holds.
func (t *Refusals) share(key string) (each time.Duration, burst int) {
	times := 1
	if strings.HasPrefix(key, addressKey) {
		times = max(t.throttle.Office, 1)
	}
	return t.throttle.Refill / time.Duration(times), t.throttle.Burst * times
}

// wait is how long a key must wait for its next token; 0 where it has one.
func (t *Refusals) wait(key string, now func() time.Time) time.Duration {
	if t == nil || key == "" {
		return 0
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	each, burst := t.share(key)
	full, known := t.full[key]
	if !known {
		return 0
	}
	return max(0, full.Sub(now())-each*time.Duration(burst-1))
}

// refused takes a token of a key.
func (t *Refusals) refused(key string, clock func() time.Time) {
	if t == nil || key == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := clock()
	full, known := t.full[key]
	if !known && len(t.full) >= bucketsMax {
		t.forget(now)
	}
	if full.Before(now) {
		full = now
	}
	each, _ := t.share(key)
	t.full[key] = full.Add(each)
}

// forget drops the buckets that are full, and where none is, the one of a few looked at that is nearest to it.
func (t *Refusals) forget(now time.Time) {
	nearest, at, looked := "", time.Time{}, 0
	for key, full := range t.full {
		if looked++; looked > 64 {
			break
		}
		if !full.After(now) {
			delete(t.full, key)
		} else if nearest == "" || full.Before(at) {
			nearest, at = key, full
		}
	}
	if len(t.full) >= bucketsMax {
		delete(t.full, nearest)
	}
}

const (
	addressKey = "address "
	personKey  = "person "
)

// personKeyOf is the bucket of who is signed in.
func personKeyOf(c *auth.Claims) string { return personKey + c.Person.String() }

// addressOf is the bucket of the client's address; none where it is not known.
func addressOf(r *http.Request) string {
	at, _ := r.Context().Value(callerKey{}).(netip.Addr)
	if !at.IsValid() {
		return ""
	}
	if at.Is6() {
		subscriber, _ := at.Prefix(64) // of IPv6 a subscriber has as many addresses as he likes
		at = subscriber.Addr()
	}
	return addressKey + at.String()
}

// seconds rounds up, for Retry-After.
func seconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }

// tooMany tells when to come again.
func tooMany(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
}
