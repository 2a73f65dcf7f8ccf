//go:build audit

package tests

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/wiring"
)

// instance is the program itself, served by the operator's command over a test's database.
type instance struct {
	t    *testing.T
	env  []string
	port string
	log  string
	c    *exec.Cmd
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// start starts it and waits until it is ready.
func (p *instance) start() {
	p.t.Helper()
	said, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		p.t.Fatal(err)
	}
	defer said.Close()
	p.c = exec.Command("../bin/huishang", "serve", "--dev", "--explorer", "off", "--port", p.port)
	p.c.Env, p.c.Stderr = p.env, said
	if err := p.c.Start(); err != nil {
		p.t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if res, err := http.Get("http://127.0.0.1:" + p.port + "/readyz"); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
	}
	b, _ := os.ReadFile(p.log)
	p.t.Fatalf("the server is not ready: %s", b)
}

// stop stops it as systemd does.
func (p *instance) stop() {
	p.t.Helper()
	if p.c == nil {
		return
	}
	_ = p.c.Process.Signal(syscall.SIGTERM)
	if err := p.c.Wait(); err != nil {
		p.t.Errorf("the server's end: %v", err)
	}
	p.c = nil
}

// selfSigned writes a certificate and its key.
func selfSigned(t *testing.T, folder string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"huishang.example.cn"}}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"fullchain.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "EC PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// shipped is the shipped nginx configuration before these servers, with only its places changed.
func shipped(t *testing.T, folder, port string, servers []*instance) string {
	t.Helper()
	b, err := os.ReadFile("../deploy/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for old, replacement := range map[string]string{
		"    server 127.0.0.1:8080 max_fails=0;\n": fmt.Sprintf("    server 127.0.0.1:%s max_fails=0;\n    server 127.0.0.1:%s max_fails=0;\n", servers[0].port, servers[1].port),
		"listen 443 ssl http2;":                    "listen 127.0.0.1:" + port + " ssl http2;",
		"    listen [::]:443 ssl http2;\n":         "",
		"/etc/ssl/huishang/":                       folder + "/",
		"/var/log/nginx/huishang.log":              folder + "/access.log",
	} {
		if strings.Count(text, old) == 0 {
			t.Fatalf("deploy/nginx.conf has no %q", old)
		}
		text = strings.ReplaceAll(text, old, replacement)
	}
	user := ""
	if os.Getuid() == 0 {
		user = "user root;\n"
	}
	head := user + "daemon off;\npid " + folder + "/pid;\nerror_log " + folder + "/error.log;\nevents {}\nhttp {\n" +
		"gzip on;\ngzip_types *;\ngzip_proxied any;\ngzip_min_length 1;\n" // distributions ship gzip on
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		head += kind + "_temp_path " + folder + "/" + kind + ";\n"
	}
	path := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(path, []byte(head+text+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// behind is a client of the proxy.
type behind struct {
	url    string
	client *http.Client
}

func (b *behind) post(token, body string, headers ...string) (status int, header http.Header, answer string, err error) {
	r, err := http.NewRequest(http.MethodPost, b.url+"/graphql", strings.NewReader(body))
	if err != nil {
		return 0, nil, "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.client.Do(r)
	if err != nil {
		return 0, nil, "", err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return res.StatusCode, res.Header, string(text), err
}

// Two servers behind the shipped nginx: restarting one after the other fails no request, one id names a request in all
// logs, an office behind one address is not throttled, and what nginx refuses has the form of a GraphQL error.
func TestTheShippedProxyAudits(t *testing.T) {
	nginx := strings.TrimSpace(run(t, "../../scripts/need-nginx"))
	d := sampled(t).Clone(t)
	w := serve(t, d, 4)
	folder, err := os.MkdirTemp("/tmp", "huishang-proxy-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	issuer, err := auth.OpenIssuer(filepath.Join(folder, "issuer.pem"))
	if err != nil {
		t.Fatal(err)
	}
	token := func() string {
		one, err := wiring.Token(context.Background(), w.db, issuer, time.Now, "PARTY_SECRETARY@HN", "")
		if err != nil {
			t.Fatal(err)
		}
		return one.Token
	}
	var servers []*instance
	for n := range 2 {
		p := &instance{t: t, port: freePort(t), log: filepath.Join(folder, fmt.Sprintf("server%d.log", n)), env: append(os.Environ(),
			"HUISHANG_DATA="+folder, "HUISHANG_POOL=4", "HUISHANG_GRACE=2s",
			"DATABASE_URL="+d.URL(db.Logins[0]), "READ_DATABASE_URL="+d.URL(db.Logins[1]), "ANALYST_DATABASE_URL="+d.URL(db.Logins[2]))}
		p.start()
		t.Cleanup(p.stop)
		servers = append(servers, p)
	}
	selfSigned(t, folder)
	port := freePort(t)
	conf := shipped(t, folder, port, servers)
	if out, err := exec.Command(nginx, "-t", "-q", "-c", conf).CombinedOutput(); err != nil {
		t.Fatalf("nginx -t: %s", out)
	}
	proxy := exec.Command(nginx, "-c", conf)
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = proxy.Process.Signal(syscall.SIGQUIT); _ = proxy.Wait() })
	b := &behind{"https://127.0.0.1:" + port, &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 50}}}
	const query = `{"query": "{ viewer { person { number } } }"}`
	t.Run("a rolling restart", func(t *testing.T) {
		stop, all, failed := make(chan struct{}), atomic.Int64{}, atomic.Int64{}
		var clients sync.WaitGroup
		for range 4 {
			clients.Go(func() {
				mine := token()
				for {
					select {
					case <-stop:
						return
					case <-time.After(60 * time.Millisecond): // below the limit of a token
					}
					all.Add(1)
					if status, _, answer, err := b.post(mine, query); err != nil || status != http.StatusOK || !strings.Contains(answer, `"number"`) {
						failed.Add(1)
						t.Logf("%d %s %v", status, answer, err)
					}
				}
			})
		}
		for _, s := range servers {
			s.stop()
			s.start()
		}
		close(stop)
		clients.Wait()
		t.Logf("%d of %d failed", failed.Load(), all.Load())
		if failed.Load() > 0 || all.Load() < 50 {
			said, _ := os.ReadFile(filepath.Join(folder, "error.log"))
			t.Errorf("%d of %d requests failed; nginx says:\n%s", failed.Load(), all.Load(), said)
		}
	})
	t.Run("one id in all logs", func(t *testing.T) {
		_, header, _, err := b.post(token(), query, "X-Request-Id", "forged-by-the-client", "X-Forwarded-For", "203.0.113.9")
		id := header.Get("X-Request-Id")
		if err != nil || len(id) != 32 {
			t.Fatalf("id %q, %v", id, err)
		}
		var servers bytes.Buffer
		for _, s := range []string{"server0.log", "server1.log"} {
			text, err := os.ReadFile(filepath.Join(folder, s))
			if err != nil {
				t.Fatal(err)
			}
			servers.Write(text)
		}
		var access []byte
		for end := time.Now().Add(5 * time.Second); time.Now().Before(end) && !strings.Contains(string(access), id); time.Sleep(20 * time.Millisecond) {
			if access, err = os.ReadFile(filepath.Join(folder, "access.log")); err != nil {
				t.Fatal(err)
			}
		}
		if err != nil || !strings.Contains(string(access), id) || !strings.Contains(servers.String(), id) {
			t.Errorf("%s is in the proxy's log: %t, in the servers': %t, %v", id, strings.Contains(string(access), id), strings.Contains(servers.String(), id), err)
		}
		if strings.Contains(servers.String(), "203.0.113.9") || !strings.Contains(servers.String(), `"client":"127.0.0.1"`) {
			t.Error("the client's address is what the client says, or is not logged")
		}
	})
	t.Run("codings and tags are the server's", func(t *testing.T) {
		get := func(path string, headers ...string) (*http.Response, []byte) {
			r, err := http.NewRequest(http.MethodGet, b.url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer "+token())
			for i := 0; i < len(headers); i += 2 {
				r.Header.Set(headers[i], headers[i+1])
			}
			res, err := b.client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			body, err := io.ReadAll(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			return res, body
		}
		const long = `{"query": "{ posts(first: 100) { nodes { id code name } } }"}`
		tags := map[string]bool{}
		for _, coding := range []string{"identity", "gzip", "zstd"} {
			want := strings.TrimPrefix(coding, "identity")
			_, header, answer, err := b.post(token(), long, "Accept-Encoding", coding)
			if err != nil || header.Get("Content-Encoding") != want || header.Get("Content-Length") != fmt.Sprint(len(answer)) || !strings.Contains(strings.Join(header.Values("Vary"), ","), "Accept-Encoding") || want == "" && !strings.Contains(answer, `"nodes"`) {
				t.Errorf("an answer as %s: %v, %d bytes, %v", coding, header, len(answer), err)
			}
			res, body := get("/schema.graphqls", "Accept-Encoding", coding)
			tag := res.Header.Get("ETag")
			if tags[tag] = true; res.Header.Get("Content-Encoding") != want || strings.HasPrefix(tag, "W/") || tag == "" || res.ContentLength != int64(len(body)) {
				t.Errorf("the schema as %s: %v, %d bytes", coding, res.Header, len(body))
			}
			if res, body := get("/schema.graphqls", "Accept-Encoding", coding, "If-None-Match", tag); res.StatusCode != http.StatusNotModified || len(body) > 0 || res.Header.Get("ETag") != tag {
				t.Errorf("the schema as %s, held: %d %v", coding, res.StatusCode, res.Header)
			}
			if res, body := get("/schema.graphqls", "Accept-Encoding", coding, "If-Range", tag, "Range", "bytes=5-14"); res.StatusCode != http.StatusPartialContent || len(body) != 10 {
				t.Errorf("a part of the schema as %s: %d %v", coding, res.StatusCode, res.Header)
			}
		}
		if len(tags) != 3 {
			t.Errorf("three codings have the tags %v", tags)
		}
		up, err := http.NewRequest(http.MethodPost, b.url+"/files?name=a.pdf", strings.NewReader(pdf))
		if err != nil {
			t.Fatal(err)
		}
		up.Header.Set("Authorization", "Bearer "+token())
		up.Header.Set("Content-Type", "application/pdf")
		stored, err := b.client.Do(up)
		if err != nil {
			t.Fatal(err)
		}
		_ = stored.Body.Close()
		path := stored.Header.Get("Location")
		if stored.StatusCode != http.StatusCreated {
			t.Fatalf("%d %v", stored.StatusCode, stored.Header)
		}
		whole, body := get(path, "Accept-Encoding", "gzip")
		tag := whole.Header.Get("ETag")
		if string(body) != pdf || whole.Header.Get("Content-Encoding") != "" || strings.HasPrefix(tag, "W/") || whole.Header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("a file: %v, %d bytes", whole.Header, len(body))
		}
		if part, body := get(path, "Accept-Encoding", "gzip", "If-Range", tag, "Range", "bytes=0-3"); part.StatusCode != http.StatusPartialContent || string(body) != pdf[:4] {
			t.Errorf("a part of a file: %d %q", part.StatusCode, body)
		}
		if held, _ := get(path, "If-None-Match", tag); held.StatusCode != http.StatusNotModified {
			t.Errorf("a file that is held: %d", held.StatusCode)
		}
	})
	t.Run("an office of many people", func(t *testing.T) {
		var tokens []string
		for range 12 {
			tokens = append(tokens, token())
		}
		var people sync.WaitGroup
		var throttled atomic.Int64
		for _, mine := range tokens {
			people.Go(func() {
				for range 20 {
					if status, _, _, err := b.post(mine, query); err != nil || status == http.StatusTooManyRequests {
						throttled.Add(1)
					}
				}
			})
		}
		people.Wait()
		if n := throttled.Load(); n > 0 {
			t.Errorf("%d of 240 requests of 12 people were throttled", n)
		}
	})
	// asked are the ways to ask that a refusal of nginx's own answers to: the type by Accept, the language by Accept-Language.
	asked := []struct{ accept, language, mediaType, message string }{
		{"application/graphql-response+json", "en", "application/graphql-response+json", "^[ -~]+$"},
		{"application/graphql-response+json, application/json;q=0.9", "zh-CN,zh;q=0.9,en;q=0.8", "application/graphql-response+json", `^\p{Han}`},
		{"application/json", "en-GB,en;q=0.9", "application/json", "^[ -~]+$"},
		{"*/*", "", "application/json", `^\p{Han}`},
	}
	refusal := func(t *testing.T, way int, header http.Header, answer, code, retryAfter string) {
		t.Helper()
		var a struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code, RequestID string }
			}
		}
		if err := json.Unmarshal([]byte(answer), &a); err != nil || len(a.Errors) != 1 || a.Errors[0].Extensions.Code != code || len(a.Errors[0].Extensions.RequestID) != 32 {
			t.Errorf("%s, %v, want one error %s", answer, err, code)
			return
		}
		if !regexp.MustCompile(asked[way].message).MatchString(a.Errors[0].Message) {
			t.Errorf("Accept-Language %q is answered %q", asked[way].language, a.Errors[0].Message)
		}
		if got := header.Values("Content-Type"); len(got) != 1 || got[0] != asked[way].mediaType {
			t.Errorf("Accept %q is answered with Content-Type %v", asked[way].accept, got)
		}
		if got := header.Get("Retry-After"); got != retryAfter {
			t.Errorf("Retry-After %q, want %q", got, retryAfter)
		}
		if header.Get("Strict-Transport-Security") == "" {
			t.Error("no Strict-Transport-Security")
		}
	}
	post := func(way int, token, body string) (int, http.Header, string, error) {
		return b.post(token, body, "Accept", asked[way].accept, "Accept-Language", asked[way].language)
	}
	t.Run("one who floods", func(t *testing.T) {
		mine := token()
		var flood sync.WaitGroup
		var mu sync.Mutex
		seen := make([]int, len(asked))
		for n := range 40 {
			way := n % len(asked)
			flood.Go(func() {
				for range 10 {
					status, header, answer, err := post(way, mine, query)
					if err != nil || status != http.StatusOK && status != http.StatusTooManyRequests {
						t.Errorf("%d %s %v", status, answer, err)
					}
					if status != http.StatusTooManyRequests {
						continue
					}
					mu.Lock()
					seen[way]++
					refusal(t, way, header, answer, "UNAVAILABLE", "1")
					mu.Unlock()
				}
			})
		}
		flood.Wait()
		if slices.Contains(seen, 0) {
			t.Errorf("of 400 requests at once, these were refused: %v", seen)
		}
		// Another one of the same office is let through meanwhile.
		if status, _, answer, err := b.post(token(), query); err != nil || status != http.StatusOK {
			t.Errorf("another person: %d %s %v", status, answer, err)
		}
	})
	t.Run("too large", func(t *testing.T) {
		for way := range asked {
			status, header, answer, err := post(way, token(), strings.Repeat(" ", 400<<10))
			if err != nil || status != http.StatusRequestEntityTooLarge {
				t.Fatalf("%d, %v", status, err)
			}
			refusal(t, way, header, answer, "BAD_REQUEST", "")
		}
	})
	t.Run("no server", func(t *testing.T) {
		for _, s := range servers {
			s.stop()
		}
		for way := range asked {
			status, header, answer, err := post(way, token(), query)
			if err != nil || status != http.StatusServiceUnavailable {
				t.Fatalf("%d, %v", status, err)
			}
			refusal(t, way, header, answer, "OUTCOME_UNKNOWN", "1")
		}
	})
}
