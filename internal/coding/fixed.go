package coding

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Fixed is a content that does not change while the program runs. It is compressed once, as well as can be, when first
// asked for; each coding has an ETag of its own, as it has bytes of its own.
type Fixed struct {
	hash  string
	coded map[Coding]func() []byte
}

// NewFixed takes a content.
func NewFixed(content []byte) *Fixed {
	sum := sha256.Sum256(content)
	return &Fixed{hex.EncodeToString(sum[:16]), map[Coding]func() []byte{
		Identity: func() []byte { return content },
		Gzip: sync.OnceValue(func() []byte {
			var b bytes.Buffer
			w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
			if err != nil {
				panic(err) // the level is ours
			}
			_, _ = w.Write(content) // a Buffer takes everything
			_ = w.Close()
			return b.Bytes()
		}),
		Zstd: sync.OnceValue(func() []byte {
			w := newZstd(zstd.SpeedBestCompression, 1, fixedWindow)
			defer w.Close()
			return w.EncodeAll(content, nil)
		}),
	}}
}

// Hash names the content.
func (f *Fixed) Hash() string { return f.hash }

// Serve answers GET and HEAD with the content in the coding that the request asks for, 304 to who has it, and a range
// to who asks for one. What else the answer's header is to say stands there already.
func (f *Fixed) Serve(w http.ResponseWriter, r *http.Request) {
	c := Negotiate(r)
	if len(f.coded[Identity]()) < Least {
		c = Identity
	}
	content, tag := f.coded[c](), f.hash
	if c != Identity {
		tag += "-" + string(c)
	}
	c.Mark(w.Header())
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(&measured{w, len(content)}, r, "", time.Time{}, bytes.NewReader(content))
}

// measured gives a whole content its length, which http.ServeContent leaves out for what is encoded.
type measured struct {
	http.ResponseWriter
	length int
}

func (m *measured) WriteHeader(status int) {
	switch status {
	case http.StatusOK:
		m.Header().Set("Content-Length", strconv.Itoa(m.length))
	case http.StatusPreconditionFailed: // without a body
		m.Header().Del("Content-Encoding")
		m.Header().Del("Content-Type")
	}
	if m.Header().Get("Cache-Control") == "" { // taken away with what else a refusal does not have
		m.Header().Set("Cache-Control", "no-store")
	}
	m.ResponseWriter.WriteHeader(status)
}
