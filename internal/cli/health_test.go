package cli

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
)

// health says what the server says: alive, ready, or not there.
func TestHealth(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	_, text, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "0.0.0.0"} {
		if err := (healthCommand{Host: host, Port: port}).Run(t.Context()); err != nil {
			t.Errorf("%s: %v", host, err)
		}
		if (healthCommand{Host: host, Port: port, Ready: true}).Run(t.Context()) == nil {
			t.Errorf("%s: not ready and no error", host)
		}
	}
	server.Close()
	if (healthCommand{Host: "127.0.0.1", Port: port}).Run(t.Context()) == nil {
		t.Error("nobody listens and no error")
	}
}
