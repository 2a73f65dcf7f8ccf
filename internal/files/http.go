package files

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/transport"

	"github.com/google/uuid"
	"gocloud.dev/gcerrors"
)

// overhead is what a request may hold beside its file: boundaries and a part's headers.
const overhead = 16 << 10

// endpoint serves POST /files and GET /files/{id}, for claims that stand on the context.
type endpoint struct {
	*Store
	log *slog.Logger
}

// Handler serves a store's files.
func Handler(s *Store, log *slog.Logger) http.Handler { return &endpoint{s, log} }

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), e.Limits.Within)
	defer cancel()
	r = r.WithContext(ctx)
	id, one := strings.CutPrefix(r.URL.Path, "/files/")
	var err error
	switch {
	case one && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		err = e.download(w, r, id)
	case one:
		transport.MethodNotAllowed(w, r, "GET, HEAD")
	case r.Method == http.MethodPost:
		err = e.upload(w, r)
	default:
		transport.MethodNotAllowed(w, r, http.MethodPost)
	}
	if err != nil {
		transport.Refuse(w, r, e.log, err)
	}
}

// upload takes one file and answers with what was stored: 201 where this request stored it, 200 where the same
// upload did before.
func (e *endpoint) upload(w http.ResponseWriter, r *http.Request) error {
	claims, requestID := auth.ClaimsFrom(r.Context()), transport.RequestID(r.Context())
	if len(r.Header.Values("Content-Encoding")) > 0 {
		return fault.New(fault.FileMalformed, "expected", "a body without Content-Encoding")
	}
	if r.ContentLength > Limit+overhead {
		return tooLarge()
	}
	if err := e.Admit(r.Context(), claims, requestID); err != nil {
		return err
	}
	u, err := e.sent(w, r)
	if err != nil {
		return closing(w, err)
	}
	f, fresh, err := e.Add(r.Context(), claims, requestID, u)
	if err != nil {
		return closing(w, err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Location", f.URL())
	w.Header().Add("Access-Control-Expose-Headers", "Location")
	if fresh {
		w.WriteHeader(http.StatusCreated)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{
		"id": f.ID.String(), "name": f.Name, "mediaType": f.MediaType, "sizeBytes": f.SizeBytes, "sha256": f.Sha256(),
	})
	return nil
}

// closing sets what a refusal's status asks for beside it: the end of a connection on which more would come, and
// when to come again.
func closing(w http.ResponseWriter, err error) error {
	for _, refusal := range fault.All(err) {
		switch refusal.Code {
		case fault.FileSlow:
			w.Header().Set("Connection", "close")
		case fault.FileQuota:
			w.Header().Set("Retry-After", fmt.Sprint(refusal.Params["seconds"]))
			w.Header().Add("Access-Control-Expose-Headers", "Retry-After")
		}
	}
	return err
}

// sent is the upload in a request.
func (e *endpoint) sent(w http.ResponseWriter, r *http.Request) (u Upload, err error) {
	if u.Key, err = idempotencyKey(r.Header.Values("Idempotency-Key")); err != nil {
		return u, err
	}
	u.Name, u.Body, err = content(r, pacedBody(w, r, e.Limits))
	return u, err
}

// idempotencyKey reads the header, nil without one: a UUID as acts take it, bare or as the string that the header's
// draft standard has.
func idempotencyKey(values []string) (*uuid.UUID, error) {
	if len(values) == 0 {
		return nil, nil
	}
	text := values[0]
	if bare, ok := strings.CutPrefix(text, `"`); ok && strings.HasSuffix(bare, `"`) {
		text = strings.TrimSuffix(bare, `"`)
	}
	key, err := uuid.Parse(text)
	if len(values) > 1 || err != nil || len(text) != len(key.String()) {
		return nil, fault.New(fault.FileMalformed, "expected", "one Idempotency-Key, a UUID")
	}
	return &key, nil
}

// content finds the file in a request: its one part, or the whole body, named in the URL.
func content(r *http.Request, body io.Reader) (name string, _ io.Reader, err error) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return "", nil, fault.New(fault.FileMalformed, "expected", "a Content-Type")
	}
	if mediaType != "multipart/form-data" {
		return r.URL.Query().Get("name"), body, nil
	}
	// The library would take 10 MB of headers; until the part begins there is overhead and no more.
	limited := &io.LimitedReader{R: body, N: overhead}
	parts := multipart.NewReader(limited, parameters["boundary"])
	part, err := parts.NextRawPart()
	if fault.All(err) != nil {
		return "", nil, err
	}
	if err != nil || part.FormName() != "file" || part.FileName() == "" {
		return "", nil, errOnePart
	}
	limited.N = Limit + overhead
	return part.FileName(), &lastPart{part, parts}, nil
}

var errOnePart = fault.New(fault.FileMalformed, "expected", `multipart/form-data with one part, named "file", with a file name`)

// lastPart ends where its part does, if the form ends there too: a form broken off, or of more parts, is
// refused before anything of it is kept.
type lastPart struct {
	io.Reader
	parts *multipart.Reader
}

func (l *lastPart) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if err == io.EOF {
		if _, next := l.parts.NextRawPart(); fault.All(next) != nil {
			return n, next
		} else if next != io.EOF {
			return n, errOnePart
		}
	}
	return n, err
}

// download streams a file to who may see it. Unknown and hidden are told alike, and so is what is no id.
func (e *endpoint) download(w http.ResponseWriter, r *http.Request, text string) error {
	notFound := fault.New(fault.NotFound, "noun", fault.Noun(db.Files.Name))
	var id ident.FileID
	if id.UnmarshalGQL(text) != nil {
		return notFound
	}
	ctx := r.Context()
	var f *db.File
	err := e.db.Read(ctx, auth.ClaimsFrom(ctx), transport.RequestID(ctx), func(ctx context.Context, t *db.Tx) (err error) {
		f, err = t.ReadFile(ctx, id)
		return err
	})
	if err == nil && f == nil {
		err = notFound
	}
	if err != nil {
		return err
	}
	h, tag := w.Header(), `"`+f.Sha256()+`"`
	if holds(r, tag) { // the bucket is not asked for what the client has
		h.Set("ETag", tag)
		h.Set("Cache-Control", keep)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	bytes, err := e.bucket.NewReader(ctx, key(id), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return errors.Join(errors.New("a file's row without its bytes"), err)
	}
	if err != nil {
		return unavailable(err)
	}
	defer bytes.Close()
	if strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range") // each of many ranges would open the blob again
	}
	h.Set("Content-Type", f.MediaType)
	h.Set("Content-Disposition", transport.Disposition(offered(f.Name, f.MediaType)))
	h.Set("ETag", tag)
	h.Set("Cache-Control", keep)
	h.Add("Access-Control-Expose-Headers", "Content-Disposition, ETag")
	http.ServeContent(pacedAnswer(w, e.Limits), r, "", f.UploadedAt.Time, bytes)
	return nil
}

// keep lets the reader's own browser keep a file, and ask each time whether he still may read it. Every kind that is
// taken is compressed in itself, so a file is sent as it is, and ranges are of its own bytes.
const keep = "private, no-cache"

// holds tells whether the client has a content by its tag (RFC 9110, 13.1.2), and asks for nothing beside.
func holds(r *http.Request, tag string) bool {
	for held := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		if held = strings.TrimSpace(held); strings.TrimPrefix(held, "W/") == tag || held == "*" {
			return r.Header.Get("If-Match") == ""
		}
	}
	return false
}

// An upload or download takes as long as it makes progress: every read or write within a step, all within the
// limit's time (security.md "Input"). The deadlines are the connection's, so they are of the machine's clock.

// pace returns what gives a deadline another step, up to the end. A recorder in a test has no deadlines.
func pace(set func(time.Time) error, l Limits) (extend func()) {
	end := time.Now().Add(l.Within)
	return func() {
		next := time.Now().Add(l.Step)
		if next.After(end) {
			next = end
		}
		_ = set(next)
	}
}

// pacedBody is a request's body; the answer may be written a step after the end.
func pacedBody(w http.ResponseWriter, r *http.Request, l Limits) io.Reader {
	c := http.NewResponseController(w)
	_ = c.SetWriteDeadline(time.Now().Add(l.Within + l.Step))
	slow := fault.New(fault.FileSlow, "step", seconds(l.Step), "within", seconds(l.Within))
	return &pacedReader{r.Body, pace(c.SetReadDeadline, l), slow}
}

// seconds are whole ones, 1 at least.
func seconds(d time.Duration) int64 { return max(1, int64(d/time.Second)) }

type pacedReader struct {
	io.Reader
	extend func()
	slow   error
}

func (p *pacedReader) Read(b []byte) (int, error) {
	p.extend()
	n, err := p.Reader.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = p.slow
	}
	return n, err
}

func pacedAnswer(w http.ResponseWriter, l Limits) http.ResponseWriter {
	return &pacedWriter{w, pace(http.NewResponseController(w).SetWriteDeadline, l)}
}

type pacedWriter struct {
	http.ResponseWriter
	extend func()
}

// WriteHeader lets no refusal be kept: http.ServeContent takes away what was set for the file.
func (p *pacedWriter) WriteHeader(status int) {
	if p.Header().Get("Cache-Control") == "" {
		p.Header().Set("Cache-Control", "no-store")
	}
	p.ResponseWriter.WriteHeader(status)
}

func (p *pacedWriter) Write(b []byte) (int, error) {
	p.extend()
	return p.ResponseWriter.Write(b)
}
