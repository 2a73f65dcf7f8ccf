package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// slowly accepts a connection every five milliseconds, as a busy machine does: some always wait.
type slowly struct{ *net.TCPListener }

func (l slowly) Accept() (net.Conn, error) {
	time.Sleep(5 * time.Millisecond)
	return l.TCPListener.Accept()
}

// Whoever could connect to a server that stops is answered; everybody else is refused and may ask another.
func TestAStoppingServerAnswersWhoeverConnected(t *testing.T) {
	l, err := Listen(context.Background(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	tcp, ok := l.(*net.TCPListener)
	if !ok {
		t.Fatalf("a %T", l)
	}
	s := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		_, _ = io.WriteString(w, "done")
	})}
	go func() { _ = s.Serve(slowly{tcp}) }()
	var answered, refused atomic.Int64
	over := make(chan struct{})
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				c, err := net.DialTimeout("tcp", l.Addr().String(), 10*time.Second)
				if err != nil {
					if !errors.Is(err, syscall.ECONNREFUSED) {
						t.Error(err)
					}
					refused.Add(1)
					time.Sleep(time.Millisecond)
					continue
				}
				_, _ = io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")
				answer, err := io.ReadAll(c)
				_ = c.Close()
				if err != nil || !strings.HasSuffix(string(answer), "done") {
					t.Errorf("connected and not answered: %q, %v", answer, err)
				}
				answered.Add(1)
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	if err := TurnAway(tcp); err != nil {
		t.Fatal(err)
	}
	if err := s.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	for end := time.Now().Add(10 * time.Second); refused.Load() < 8 && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	close(over)
	clients.Wait()
	if answered.Load() < 8 || refused.Load() < 8 {
		t.Errorf("%d answered, %d refused", answered.Load(), refused.Load())
	}
}
