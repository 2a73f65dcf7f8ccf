package transport

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the addresses that a proxy of ours may have: only what these say of a client is believed.
type Proxies []netip.Prefix

// ProxiesDefault is this machine.
var ProxiesDefault = Proxies{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

func (p Proxies) hold(a netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(a) {
			return true
		}
	}
	return false
}

// client is the address that a request came from: the connection's own, or where that is one of ours the nearest in
// X-Forwarded-For that is not. It is invalid where the connection has none.
func (p Proxies) client(r *http.Request) netip.Addr {
	peer, _ := netip.ParseAddrPort(r.RemoteAddr)
	at := peer.Addr().Unmap()
	said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(said) - 1; i >= 0 && p.hold(at); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(said[i]))
		if err != nil {
			break
		}
		at = next.Unmap().WithZone("")
	}
	return at
}

type callerKey struct{}

// Caller is the client's address, empty outside a request.
func Caller(ctx context.Context) string {
	a, _ := ctx.Value(callerKey{}).(netip.Addr)
	if !a.IsValid() {
		return ""
	}
	return a.String()
}

// LogCallers adds to each line that is written for a request the address that it came from, as client.
func LogCallers(log *slog.Logger) *slog.Logger { return slog.New(callerHandler{log.Handler()}) }

type callerHandler struct{ slog.Handler }

func (h callerHandler) Handle(ctx context.Context, r slog.Record) error {
	if caller := Caller(ctx); caller != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("client", caller))
	}
	return h.Handler.Handle(ctx, r)
}

func (h callerHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return callerHandler{h.Handler.WithAttrs(attrs)}
}

func (h callerHandler) WithGroup(name string) slog.Handler {
	return callerHandler{h.Handler.WithGroup(name)}
}
