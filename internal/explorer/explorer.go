// Package explorer serves GraphiQL from the program: one page and its files, nothing from anywhere else.
package explorer

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"huishang/examples"
	"huishang/internal/coding"
	"huishang/internal/fault"
	"huishang/internal/transport"
)

// assets hold the page's own files and, in vendor, the published ones (scripts/explorer-assets).
//
//go:embed assets
var assets embed.FS

// Options are what the page is told.
type Options struct {
	Examples []examples.Example
	// Grants are who the page may act as, by tokens of POST /dev/token. None in production: a token is then given
	// in the headers editor.
	Grants []Grant
	// Schema names the schema that introspection answers (transport.SchemaHash): the page keeps the answer under it and
	// asks again when it is another. Empty where the schema is shown to nobody. SchemaPublic tells that it is shown without
	// a token, too.
	Schema       string
	SchemaPublic bool
}

// Grant is one choice of the role picker: ROLE@ORG or ROLE@ORG/DEPARTMENT, and the role's name.
type Grant struct {
	As    string
	Label fault.Text
}

// text is a fault.Text by the names that browsers give languages.
type text struct {
	EN string `json:"en"`
	ZH string `json:"zh-CN"`
}

// settings are the page's JSON.
type settings struct {
	Development  bool      `json:"development"`
	Schema       string    `json:"schema"`
	SchemaPublic bool      `json:"schemaPublic"`
	Grants       []grant   `json:"grants"`
	Examples     []example `json:"examples"`
}

type grant struct {
	As    string `json:"as"`
	Label text   `json:"label"`
}

type example struct {
	Client string `json:"client"`
	Name   string `json:"name"`
	About  text   `json:"about"`
	As     string `json:"as"`
	Query  string `json:"query"`
}

type explorer struct {
	page     *template.Template
	settings settings
	base     string // "explorer/VERSION/": another content has another address
	files    map[string]*file
}

// file is one file that the page asks for.
type file struct {
	content   *coding.Fixed
	mediaType string
}

// Handler answers "/" with the page and "/explorer/VERSION/…" with what it is made of.
func Handler(o Options) (http.Handler, error) {
	page, err := template.ParseFS(assets, "assets/page.html")
	if err != nil {
		return nil, err
	}
	e := &explorer{page: page, settings: tell(o), files: map[string]*file{}}
	version := sha256.New()
	err = fs.WalkDir(assets, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "assets/page.html" {
			return err
		}
		content, err := assets.ReadFile(name)
		f := &file{coding.NewFixed(content), mediaType(name)}
		fmt.Fprintf(version, "%s %s\n", name, f.content.Hash())
		e.files[strings.TrimPrefix(name, "assets/")] = f
		return err
	})
	e.base = "explorer/" + hex.EncodeToString(version.Sum(nil)[:6]) + "/"
	return e, err
}

func tell(o Options) settings {
	s := settings{Development: len(o.Grants) > 0, Schema: o.Schema, SchemaPublic: o.SchemaPublic, Grants: []grant{}, Examples: []example{}}
	for _, g := range o.Grants {
		s.Grants = append(s.Grants, grant{g.As, text(g.Label)})
	}
	for _, x := range o.Examples {
		s.Examples = append(s.Examples, example{x.Client, x.Name, text(x.About), x.As, x.Query})
	}
	return s
}

// mediaType does not ask the machine's tables: they differ, and scripts run by their type alone.
func mediaType(name string) string {
	types := map[string]string{".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
	t, ok := types[path.Ext(name)]
	if !ok {
		t = "text/plain"
	}
	return mime.FormatMediaType(t, map[string]string{"charset": "utf-8"})
}

func (e *explorer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := e.files[strings.TrimPrefix(r.URL.Path, "/"+e.base)]
	switch {
	case r.URL.Path != "/" && f == nil:
		transport.Refuse(w, r, nil, fault.New(fault.NotFound, "noun", fault.Address))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		transport.MethodNotAllowed(w, r, "GET, HEAD")
	case f != nil:
		f.serve(w, r)
	default:
		e.servePage(w, r)
	}
}

// policy lets the page load and ask this server alone. Scripts are files of ours: nothing inline, no eval.
// GraphiQL's icons and fonts are data within its style sheet. Styles are files too, but one: while a dialog is
// open, GraphiQL keeps the page from scrolling by a <style> whose text depends on the page, which only a nonce
// can allow (%s).
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; img-src 'self' data:; font-src 'self' data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// servePage answers with a nonce of its own each time, so the page itself is never stored; it is small.
func (e *explorer) servePage(w http.ResponseWriter, r *http.Request) {
	var random [16]byte
	_, _ = rand.Read(random[:])
	nonce := base64.RawURLEncoding.EncodeToString(random[:])
	var b bytes.Buffer
	err := e.page.Execute(&b, map[string]any{"Base": e.base, "Nonce": nonce, "Settings": e.settings})
	if err != nil {
		panic(err) // the template is ours, and tested
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", fmt.Sprintf(policy, nonce))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	coding.Send(w, r, http.StatusOK, b.Bytes())
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.mediaType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	f.content.Serve(w, r)
}
