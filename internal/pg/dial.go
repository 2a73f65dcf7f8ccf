package pg

import (
	"context"
	"net"
	"sync/atomic"
	"time"
)

// dialer makes connections whose every read and write ends within a time; zero means no limit.
type dialer struct{ within time.Duration }

func (d dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

func (d dialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

func (d dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	var plain net.Dialer
	c, err := plain.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &deadlineConn{Conn: c, within: d.within}, nil
}

// deadlineConn gives every read and write a deadline of its own, never later than the one that lib/pq set with
// SetDeadline: for the opening of a connection, and for the whole life of a cancel request.
type deadlineConn struct {
	net.Conn
	within time.Duration
	limit  atomic.Pointer[time.Time]
}

// SetDeadline sets the limit that no read or write outlasts; the zero time takes it away.
func (c *deadlineConn) SetDeadline(t time.Time) error {
	c.limit.Store(&t)
	return c.Conn.SetDeadline(t)
}

func (c *deadlineConn) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(c.deadline()); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}

func (c *deadlineConn) Write(b []byte) (int, error) {
	if err := c.SetWriteDeadline(c.deadline()); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}

// deadline reads the machine's clock: a time-out of the network is no decision of the product.
func (c *deadlineConn) deadline() time.Time {
	var t time.Time
	if c.within > 0 {
		t = time.Now().Add(c.within)
	}
	if limit := c.limit.Load(); limit != nil && !limit.IsZero() && (t.IsZero() || limit.Before(t)) {
		return *limit
	}
	return t
}
