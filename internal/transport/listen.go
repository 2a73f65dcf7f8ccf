package transport

import (
	"context"
	"net"
	"time"
)

// settle is how long connections that have begun take to be accepted, once no further one can begin.
const settle = 200 * time.Millisecond

// Listen listens for a server. Go's own net.Listen would take multipath TCP, on which no filter can be set (TurnAway).
func Listen(ctx context.Context, address string) (net.Listener, error) {
	var c net.ListenConfig
	c.SetMultipathTCP(false)
	return c.Listen(ctx, "tcp", address)
}

// TurnAway lets no new connection begin, and returns once those that had begun are accepted: http.Server.Shutdown answers
// these, whereas closing a listener resets what waits to be accepted, although its client may have sent a request already
// and cannot tell whether it was done. Who tries meanwhile tries again by itself, finds the port closed and, if it is a
// proxy, takes another server. On other systems than Linux, which have no means for it, it does nothing.
func TurnAway(l net.Listener) error {
	done, err := turnAway(l)
	if done && err == nil {
		time.Sleep(settle)
	}
	return err
}
