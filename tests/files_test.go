package tests

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/files"
	"huishang/internal/ident"
	"huishang/internal/postgres"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"
)

// reply is what an endpoint beside GraphQL answered.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

func (r *reply) field(name string) any {
	var m map[string]any
	_ = json.Unmarshal([]byte(r.Body), &m)
	return m[name]
}

// code is the first refusal's.
func (r *reply) code() string {
	a := new(answer)
	_ = json.Unmarshal([]byte(r.Body), a)
	return strings.Join(a.codes(), " ")
}

func (c *client) send(method, path string, body io.Reader, headers ...string) (*reply, error) {
	r, err := http.NewRequest(method, path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept-Language", c.lang)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	return &reply{res.StatusCode, res.Header, string(raw)}, err
}

// at sends a request to the test's server.
func (c *client) at(method, path string, body io.Reader, headers ...string) *reply {
	c.w.t.Helper()
	r, err := c.send(method, c.w.url+path, body, headers...)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return r
}

// form is multipart/form-data of files in turn: field, name and content.
func form(t testing.TB, parts ...string) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(parts); i += 3 {
		p, err := w.CreateFormFile(parts[i], parts[i+1])
		if err == nil {
			_, err = io.WriteString(p, parts[i+2])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}

func (c *client) upload(name, content string) *reply {
	c.w.t.Helper()
	body, mediaType := form(c.w.t, "file", name, content)
	return c.at("POST", "/files", body, "Content-Type", mediaType)
}

// uploaded uploads and returns the file's id.
func (c *client) uploaded(name, content string) string {
	c.w.t.Helper()
	r := c.upload(name, content)
	if r.Status != http.StatusCreated {
		c.w.t.Fatalf("%s: %d %s", name, r.Status, r.Body)
	}
	return r.field("id").(string)
}

// stored counts the names in the folder of files, and the rows that say so.
func (w *world) stored() (blobs, rows int) {
	w.t.Helper()
	entries, err := os.ReadDir(w.files)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		if _, err := uuid.Parse(e.Name()); err != nil || e.IsDir() {
			w.t.Errorf("the folder of files has %s", e.Name())
		}
	}
	if err := w.store.Super(w.t).QueryRow(`SELECT count(*) FROM file WHERE expired_at IS NULL`).Scan(&rows); err != nil {
		w.t.Fatal(err)
	}
	return len(entries), rows
}

func (w *world) holds(t *testing.T, what string, n int) {
	t.Helper()
	if blobs, rows := w.stored(); blobs != n || rows != n {
		t.Errorf("%s: %d files in the folder and %d rows, want %d", what, blobs, rows, n)
	}
}

// path is where a file's bytes lie.
func (w *world) path(id string) string {
	_, u, err := ident.Split(id)
	if err != nil {
		w.t.Fatal(err)
	}
	return filepath.Join(w.files, u.String())
}

// attach attaches a file for its uploader, as the rules of a record do.
func (w *world) attach(t *testing.T, number, id string, a db.Attachment) (attached bool) {
	t.Helper()
	_, u, err := ident.Split(id)
	if err != nil {
		t.Fatal(err)
	}
	claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", number)), TokenID: "x", IssuedAt: w.clock.Now(), Grants: []auth.TokenGrant{}}
	err = w.db.Change(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
		attached, err = tx.AttachFile(ctx, ident.Of[ident.FileID](u), a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return attached
}

// number is who a client speaks as.
func (c *client) number() string {
	return c.must(`{ viewer { person { number } } }`, nil).text("viewer.person.number")
}

const pdf = "%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"

// samples are one file of each type, made by other programs' rules.
func samples(t *testing.T) map[string]string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 40, 30))
	var asPNG, asJPEG, asXLSX, asDOCX bytes.Buffer
	sheet, document := excelize.NewFile(), zip.NewWriter(&asDOCX)
	err := errors.Join(png.Encode(&asPNG, picture), jpeg.Encode(&asJPEG, picture, nil), sheet.SetCellStr("Sheet1", "A1", "会商"), sheet.Write(&asXLSX))
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`},
		{"word/document.xml", strings.Repeat("<w:p/>", 2000)},
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
	} {
		w, e := document.Create(part[0])
		if e == nil {
			_, e = io.WriteString(w, part[1])
		}
		err = errors.Join(err, e)
	}
	if err := errors.Join(err, document.Close()); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"application/pdf": pdf, "image/png": asPNG.String(), "image/jpeg": asJPEG.String(),
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       asXLSX.String(),
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": asDOCX.String(),
	}
}

// Each type goes up and comes down as it was, as a form's part and as a body, under its own type and name.
func TestFilesComeBackAsTheyWent(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	name := "会商材料 “一”（琼海）"
	n := 0
	for mediaType, content := range samples(t) {
		sum := sha256.Sum256([]byte(content))
		body, formType := form(t, "file", name+"form", content)
		for how, up := range map[string]*reply{
			"form": c.at("POST", "/files", body, "Content-Type", formType),
			"body": c.at("POST", "/files?name="+url.QueryEscape(name+"body"), strings.NewReader(content), "Content-Type", "text/html"),
		} {
			n++
			name := name + how
			if up.Status != 201 || up.field("mediaType") != mediaType || up.field("name") != name || up.field("sizeBytes") != float64(len(content)) || up.field("sha256") != hex.EncodeToString(sum[:]) {
				t.Fatalf("%s by %s: %d %s", mediaType, how, up.Status, up.Body)
			}
			down := c.at("GET", up.Header.Get("Location"), nil)
			_, offered, err := mime.ParseMediaType(down.Header.Get("Content-Disposition"))
			if down.Status != 200 || down.Body != content || down.Header.Get("Content-Type") != mediaType || err != nil || !strings.HasPrefix(offered["filename"], name+".") {
				t.Errorf("%s by %s: %d, %d bytes of %d, %v", mediaType, how, down.Status, len(down.Body), len(content), down.Header)
			}
			if down.Header.Get("X-Content-Type-Options") != "nosniff" || down.Header.Get("Cache-Control") != "private, no-cache" || !strings.HasPrefix(down.Header.Get("Content-Disposition"), "attachment;") {
				t.Errorf("%s by %s: %v", mediaType, how, down.Header)
			}
		}
	}
	w.holds(t, "all uploaded", n)
}

// A download answers to its ETag and to one range, whatever codings the client takes: a file is its own bytes under its
// own hash. Its reader's browser may keep it and asks each time; a refusal is kept by nobody.
func TestFilesInParts(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	path := "/files/" + c.uploaded("a.pdf", pdf)
	etag := c.at("HEAD", path, nil).Header.Get("ETag")
	if sum := sha256.Sum256([]byte(pdf)); etag != `"`+hex.EncodeToString(sum[:])+`"` {
		t.Errorf("ETag %s is not the file's hash", etag)
	}
	for _, coding := range []string{"identity", "gzip", "zstd, gzip", "identity;q=0, *"} {
		for _, ask := range []struct {
			header, value string
			status        int
			body          string
		}{
			{"Accept", "*/*", 200, pdf}, {"If-None-Match", etag, 304, ""}, {"If-None-Match", "W/" + etag, 304, ""}, {"If-None-Match", `"x"`, 200, pdf}, {"Range", "bytes=0-3", 206, pdf[:4]},
			{"Range", "bytes=-5", 206, pdf[len(pdf)-5:]}, {"Range", "bytes=0-0,2-3", 200, pdf}, {"If-Match", `"x"`, 412, ""},
		} {
			for _, method := range []string{"GET", "HEAD"} {
				body := ask.body
				if method == "HEAD" {
					body = ""
				}
				r := c.at(method, path, nil, ask.header, ask.value, "Accept-Encoding", coding)
				if r.Status != ask.status || r.Body != body || r.Header.Get("Content-Encoding") != "" || r.Header.Get("Cache-Control") != "private, no-cache" {
					t.Errorf("%s, %s: %s as %s: %d %q %v, want %d %q", method, ask.header, ask.value, coding, r.Status, r.Body, r.Header, ask.status, body)
				}
			}
		}
	}
	for held, status := range map[string]int{etag: 206, `"x"`: 200, "W/" + etag: 200} {
		if r := c.at("GET", path, nil, "Range", "bytes=0-3", "If-Range", held); r.Status != status {
			t.Errorf("a range for who holds a part of %s: %d, want %d", held, r.Status, status)
		}
	}
	if r := c.at("GET", path, nil, "Range", "bytes=900-"); r.Status != 416 || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a range past the end: %d %v", r.Status, r.Header)
	}
	// What the client holds is not fetched again from where it lies.
	lie, err := filepath.Glob(filepath.Join(w.files, "*"))
	if err != nil || len(lie) != 1 || os.Remove(lie[0]) != nil {
		t.Fatalf("%v %v", lie, err)
	}
	if r := c.at("GET", path, nil, "If-None-Match", `"x", `+etag); r.Status != 304 || r.Header.Get("ETag") != etag {
		t.Errorf("what is held: %d %v", r.Status, r.Header)
	}
	// Who may not read it is told so, and what he holds is not confirmed to him.
	if r := w.as("ANALYST@HN").at("GET", path, nil, "If-None-Match", etag); r.Status != 404 || r.Header.Get("ETag") != "" || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("of who may not read it: %d %v", r.Status, r.Header)
	}
	for method, at := range map[string]string{"PUT": path, "DELETE": path, "GET": "/files", "PATCH": "/files"} {
		if r := c.at(method, at, nil); r.Status != 405 || r.Header.Get("Allow") == "" || r.code() != "BAD_REQUEST" {
			t.Errorf("%s %s: %d %s", method, at, r.Status, r.Body)
		}
	}
}

// The content says what a file is: a picture called .pdf is a picture, a program is refused whatever its name.
func TestFilesAreTheirContent(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	picture := samples(t)["image/png"]
	up := c.upload("合同.pdf", picture)
	if up.field("mediaType") != "image/png" || up.field("name") != "合同.pdf" {
		t.Errorf("%d %s", up.Status, up.Body)
	}
	if down := c.at("GET", up.Header.Get("Location"), nil); down.Header.Get("Content-Type") != "image/png" || !strings.HasSuffix(down.Header.Get("Content-Disposition"), ".pdf.png") {
		t.Errorf("%v", down.Header)
	}
	for what, content := range map[string]string{"a program": "MZ\x90\x00\x03\x00", "a page": "<!DOCTYPE html><script>1</script>", "a drawing": `<svg xmlns="http://www.w3.org/2000/svg"/>`, "text": "会商", "nothing": ""} {
		r := c.upload("a.pdf", content)
		if r.Status != 415 || r.code() != "FILE_TYPE" || !strings.Contains(r.Body, "PDF, PNG, JPEG, DOCX, XLSX") {
			t.Errorf("%s: %d %s", what, r.Status, r.Body)
		}
	}
	c.lang = "zh-CN"
	if r := c.upload("a.pdf", "MZ"); !strings.Contains(r.Body, "文件类型须为") {
		t.Error(r.Body)
	}
	w.holds(t, "one taken, all others refused", 1)
}

// 20 MB are taken and one byte more is not, however it is sent; nothing of it is kept.
func TestFilesAreLimited(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	whole := pdf + strings.Repeat("x", files.Limit-len(pdf))
	c.uploaded("a.pdf", whole)
	formed, formType := form(t, "file", "a.pdf", whole+"x")
	for how, r := range map[string]*reply{
		"form":            c.at("POST", "/files", formed, "Content-Type", formType),
		"body":            c.at("POST", "/files?name=a.pdf", strings.NewReader(whole+"x"), "Content-Type", "application/pdf"),
		"unknown length":  c.at("POST", "/files?name=a.pdf", io.MultiReader(strings.NewReader(whole+"x")), "Content-Type", "application/pdf"),
		"said beforehand": c.at("POST", "/files?name=a.pdf", strings.NewReader(whole+whole), "Content-Type", "application/pdf", "Expect", "100-continue"),
	} {
		if r.Status != 413 || r.code() != "FILE_TOO_LARGE" || !strings.Contains(r.Body, "20 MB") {
			t.Errorf("%s: %d %s", how, r.Status, r.Body)
		}
	}
	w.holds(t, "one taken, one byte more refused", 1)
}

// What is not one whole named file is refused with a reason.
func TestFilesAreOneWholePart(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	formed := func(parts ...string) func() *reply {
		return func() *reply {
			body, mediaType := form(t, parts...)
			return c.at("POST", "/files", body, "Content-Type", mediaType)
		}
	}
	broken, brokenType := form(t, "file", "a.pdf", pdf)
	cut, err := io.ReadAll(io.LimitReader(broken, 250))
	if err != nil {
		t.Fatal(err)
	}
	for what, ask := range map[string]func() *reply{
		"no part":         formed(),
		"another part":    formed("paper", "a.pdf", pdf),
		"two parts":       formed("file", "a.pdf", pdf, "file", "b.pdf", pdf),
		"a part after it": formed("file", "a.pdf", pdf, "note", "b.pdf", "x"),
		"no name":         formed("file", "..", pdf),
		"a long name":     formed("file", strings.Repeat("会", 201), pdf),
		"a body, no name": func() *reply {
			return c.at("POST", "/files", strings.NewReader(pdf), "Content-Type", "application/pdf")
		},
		"no type": func() *reply { return c.at("POST", "/files?name=a.pdf", strings.NewReader(pdf)) },
		"compressed": func() *reply {
			return c.at("POST", "/files?name=a.pdf", strings.NewReader(pdf), "Content-Type", "application/pdf", "Content-Encoding", "gzip")
		},
		"no boundary": func() *reply {
			return c.at("POST", "/files", strings.NewReader(pdf), "Content-Type", "multipart/form-data")
		},
		"cut off in itself": func() *reply { return c.at("POST", "/files", bytes.NewReader(cut), "Content-Type", brokenType) },
		"headers without end": func() *reply {
			return c.at("POST", "/files", strings.NewReader("--b\r\nX: "+strings.Repeat("x", 1<<20)), "Content-Type", "multipart/form-data; boundary=b")
		},
	} {
		if r := ask(); r.Status != 400 || r.code() != "FILE_MALFORMED" {
			t.Errorf("%s: %d %s", what, r.Status, r.Body)
		}
	}
	w.holds(t, "all refused", 0)
}

// No name reaches a path: files lie under random ids, whatever they are called.
func TestFileNamesAreNoPaths(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	for name, want := range map[string]string{"../../../etc/passwd": "passwd", `..\..\x.pdf`: "x.pdf", "/etc/cron.d/x": "x", "%2e%2e%2fx.pdf": "%2e%2e%2fx.pdf", "a\x00b.pdf": "ab.pdf", "x\u202efdp.exe": "xfdp.exe"} {
		r := c.at("POST", "/files?name="+url.QueryEscape(name), strings.NewReader(pdf), "Content-Type", "application/pdf")
		if r.field("name") != want {
			t.Errorf("%q: %d %s, want %q", name, r.Status, r.Body, want)
		}
	}
	for _, path := range []string{"/files/../issuer.pem", "/files/..%2f..%2fetc%2fpasswd", "/files/%2e%2e/x", "/files/", "/files/x/y", "/files/O_aaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		if r := c.at("GET", path, nil); r.Status != 404 {
			t.Errorf("%s: %d %s", path, r.Status, r.Body)
		}
	}
	w.holds(t, "six names", 6)
}

// Another's file and one that is not there are told alike, byte for byte; without a good token nothing is told.
func TestHiddenFilesAreUnknown(t *testing.T) {
	w := newWorld(t)
	id := w.as("PARTY_OFFICE@HN-QH").uploaded("秘密.pdf", pdf)
	for _, viewer := range []string{"PARTY_SECRETARY@HN", "ADMINISTRATOR@HN", "DISCIPLINE_SECRETARY@HN", "ANALYST@HN"} {
		c := w.as(viewer)
		hidden := c.at("GET", "/files/"+id, nil)
		for _, unknown := range []string{"X_aaaaaaaaaaaaaaaaaaaaaaaaaa", "X_", "O_aaaaaaaaaaaaaaaaaaaaaaaaaa", "nothing"} {
			missing := c.at("GET", "/files/"+unknown, nil)
			for _, r := range []*reply{hidden, missing} {
				r.Header.Del("X-Request-Id")
				r.Header.Del("Date")
			}
			if hidden.Status != 404 || missing.Status != 404 || hidden.Body != missing.Body || fmt.Sprint(hidden.Header) != fmt.Sprint(missing.Header) || hidden.code() != "NOT_FOUND" {
				t.Errorf("%s is told of what is hidden: %d %s %v\nof %s: %d %s %v", viewer, hidden.Status, hidden.Body, hidden.Header, unknown, missing.Status, missing.Body, missing.Header)
			}
		}
	}
	nobody := &client{w, "x", "en"}
	if up, down := nobody.upload("a.pdf", pdf), nobody.at("GET", "/files/"+id, nil); up.Status != 401 || down.Status != 401 || up.Body != down.Body || up.code() != "UNAUTHENTICATED" {
		t.Errorf("%d %s, %d %s", up.Status, up.Body, down.Status, down.Body)
	}
	bare := httptest.NewRecorder()
	w.server.ServeHTTP(bare, httptest.NewRequest("GET", "/files/"+id, nil))
	if bare.Code != 401 {
		t.Errorf("without a token: %d %s", bare.Code, bare.Body)
	}
	// A token whose grants its person does not hold grants nothing.
	idle := w.person(uuid.MustParse(w.uuid("person", "HN0113")), auth.TokenGrant{Role: auth.PartySecretary, Org: "HN"})
	if r := idle.upload("a.pdf", pdf); r.Status != 403 || r.code() != "FORBIDDEN" {
		t.Errorf("without a grant: %d %s", r.Status, r.Body)
	}
	w.holds(t, "one of the uploader's", 1)
}

// Attached, a file is seen by the record's readers and with its consultation, never by whom it concerns; and
// reads of a logged one are logged.
func TestAttachedFilesFollowTheirRecord(t *testing.T) {
	w := newWorld(t)
	owner, reader, member, concerned := w.as("PARTY_OFFICE@HN-QH"), w.as("PARTY_SECRETARY@HN"), w.as("ADMINISTRATOR@HN"), w.as("DISCIPLINE_SECRETARY@HN")
	person := func(c *client) uuid.UUID { return uuid.MustParse(w.uuid("person", c.number())) }
	consultation := uuid.New()
	super := w.store.Super(t)
	// Whoever this stands for sees the consultation: here the administrator and whom it concerns.
	if _, err := super.Exec(fmt.Sprintf(`CREATE OR REPLACE FUNCTION invited_consultations() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
		$$ SELECT CASE WHEN setting_uuid('person') IN ('%s', '%s') THEN ARRAY['%s'::uuid] ELSE '{}' END $$`, person(member), person(concerned), consultation)); err != nil {
		t.Fatal(err)
	}
	id := owner.uploaded("a.pdf", pdf)
	sees := func(what string, want ...int) {
		t.Helper()
		var got []int
		for _, c := range []*client{owner, reader, member, concerned} {
			got = append(got, c.at("GET", "/files/"+id, nil).Status)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: uploader, reader, member, concerned: %v, want %v", what, got, want)
		}
	}
	sees("unattached", 200, 404, 404, 404)
	a := db.Attachment{Kind: "Paper", Record: uuid.New(), In: &consultation, Readers: []uuid.UUID{person(reader)}, HiddenFrom: []uuid.UUID{person(concerned)}, Logged: true}
	if w.attach(t, reader.number(), id, a) {
		t.Error("attached by somebody else")
	}
	if !w.attach(t, owner.number(), id, a) || w.attach(t, owner.number(), id, a) {
		t.Error("attached not once")
	}
	sees("attached", 200, 200, 200, 404)
	var logged int
	if err := super.QueryRow(`SELECT count(*) FROM read_log WHERE noun = 'File'`).Scan(&logged); err != nil || logged != 3 {
		t.Errorf("%d reads logged, want 3: %v", logged, err)
	}
	if _, err := super.Exec(`UPDATE file SET hidden_from = hidden_from || uploaded_by`); err != nil {
		t.Fatal(err)
	}
	sees("concerning its uploader", 404, 200, 200, 404)
	// The API's own login moves no file out of its uploader's hands.
	claims := &auth.Claims{Person: person(owner), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{}}
	for what, statement := range map[string]string{
		"gives readers":     `UPDATE file SET reader_seats = '{}'`,
		"takes another's":   `UPDATE file SET uploaded_by = province_id`,
		"adds for somebody": `INSERT INTO file (id, province_id, org_id, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at) SELECT gen_random_uuid(), province_id, org_id, 'x', 'image/png', 1, decode(repeat('00', 32), 'hex'), id, now() FROM person WHERE number = '` + reader.number() + `'`,
		"deletes":           `DELETE FROM file`,
	} {
		err := w.db.Change(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, statement)
			return err
		})
		if err == nil {
			t.Errorf("the API's login %s", what)
		}
	}
	err := w.db.Change(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE file SET expired_at = now()`)
		if n != 0 {
			t.Errorf("a viewer expires %d files", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// An upload that is broken off, or whose row is refused, leaves nothing behind.
func TestBrokenUploadsLeaveNothing(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	server := httptest.NewServer(w.server)
	temporary, err := filepath.Glob(filepath.Join(os.TempDir(), "huishang-upload-*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/files?name=a.pdf", "/files"} {
		body, client := io.Pipe()
		go func() {
			_, _ = io.WriteString(client, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"+pdf+strings.Repeat("x", 1<<20))
			_ = client.CloseWithError(errors.New("the line went dead"))
		}()
		if r, err := c.send("POST", server.URL+path, body, "Content-Type", map[bool]string{true: "multipart/form-data; boundary=b", false: "application/pdf"}[path == "/files"]); err == nil {
			t.Errorf("%s: answered %d", path, r.Status)
		}
	}
	server.Close() // waits until the server has done with them
	w.holds(t, "broken off", 0)
	if _, err := w.store.Super(t).Exec(`ALTER TABLE file ADD CHECK (name <> 'refused.pdf')`); err != nil {
		t.Fatal(err)
	}
	if r := c.upload("refused.pdf", pdf); r.Status != 500 || r.code() != "INTERNAL" {
		t.Errorf("a refused row: %d %s", r.Status, r.Body)
	}
	w.holds(t, "its row refused", 0)
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "huishang-upload-*")); err != nil || len(left) > len(temporary) {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A slow line is waited for as long as it moves, past the server's own time for a request.
func TestSlowUploads(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	server := httptest.NewUnstartedServer(w.server)
	server.Config.ReadTimeout, server.Config.WriteTimeout = 200*time.Millisecond, 300*time.Millisecond
	server.Start()
	defer server.Close()
	body, client := io.Pipe()
	go func() {
		for _, part := range []string{pdf, "x", "x", "x", "x"} {
			_, _ = io.WriteString(client, part)
			time.Sleep(120 * time.Millisecond) // the line itself: no clock to push
		}
		_ = client.Close()
	}()
	r, err := c.send("POST", server.URL+"/files?name=a.pdf", body, "Content-Type", "application/pdf")
	if err != nil || r.Status != 201 {
		t.Fatalf("%+v, %v", r, err)
	}
	w.holds(t, "slow", 1)
}

// Many at once do not mix.
func TestFilesAtOnce(t *testing.T) {
	w := newWorld(t)
	askers := []*client{w.as("PARTY_OFFICE@HN-QH"), w.as("PARTY_SECRETARY@HN")}
	var wg sync.WaitGroup
	failures := make(chan string, 40)
	for n := range 40 {
		wg.Go(func() {
			c, content := askers[n%2], pdf+strings.Repeat(fmt.Sprint(n), 50_000)
			body, mediaType := form(t, "file", fmt.Sprintf("%d.pdf", n), content)
			up, err := c.send("POST", w.url+"/files", body, "Content-Type", mediaType)
			if err != nil || up.Status != 201 {
				failures <- fmt.Sprint(up, err)
				return
			}
			down, err := c.send("GET", w.url+up.Header.Get("Location"), nil)
			other, err2 := askers[1-n%2].send("GET", w.url+up.Header.Get("Location"), nil)
			if err != nil || err2 != nil || down.Body != content || other.Status != 404 {
				failures <- fmt.Sprint(n, down.Status, err, other.Status, err2)
			}
		})
	}
	wg.Wait()
	close(failures)
	for f := range failures {
		t.Error(f)
	}
	w.holds(t, "at once", 40)
}

// What nothing was attached to in time is hidden and its bytes removed; a break between the two is mended by
// the next round, and bytes without a row go too. The trail is whole throughout.
func TestFilesExpire(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	number, ctx := c.number(), context.Background()
	attached, loose, broken := c.uploaded("attached.pdf", pdf), c.uploaded("loose.pdf", pdf), c.uploaded("broken.pdf", pdf)
	w.attach(t, number, attached, db.Attachment{Kind: "Paper", Record: uuid.New()})
	round := func(want files.Expired) {
		t.Helper()
		if did, err := w.kept.Expire(ctx, 24*time.Hour); err != nil || did != want {
			t.Errorf("%+v, %v, want %+v", did, err, want)
		}
	}
	aged := func(name string, at time.Time) string {
		path := filepath.Join(w.files, name)
		err := os.WriteFile(path, []byte(pdf), 0o600)
		if err := errors.Join(err, os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	there := func(path string) bool { _, err := os.Stat(path); return err == nil }
	for _, id := range []string{attached, loose, broken} { // the folder's clock is the machine's
		if err := os.Chtimes(w.path(id), start, start); err != nil {
			t.Fatal(err)
		}
	}
	old, fresh, foreign := aged(uuid.NewString(), start.Add(-time.Hour)), aged(uuid.NewString(), start.Add(time.Hour)), aged("README", start.Add(-time.Hour))
	unfinished := aged(uuid.NewString()+".18c5d1f2a3b4c5d6.tmp", start.Add(-time.Hour)) // the process ended while it wrote
	w.clock.Push(24 * time.Hour)
	round(files.Expired{Strays: 2})
	w.clock.Push(time.Minute)
	// The process dies between hiding and removing.
	if _, err := w.store.Super(t).Exec(`UPDATE file SET expired_at = uploaded_at WHERE name = 'broken.pdf'`); err != nil {
		t.Fatal(err)
	}
	c = w.as("PARTY_OFFICE@HN-QH")
	if r := c.at("GET", "/files/"+broken, nil); r.Status != 404 || !there(w.path(broken)) {
		t.Errorf("hidden, its bytes not removed yet: %d", r.Status)
	}
	round(files.Expired{Hidden: 1, Removed: 2})
	round(files.Expired{})
	for id, want := range map[string]int{attached: 200, loose: 404, broken: 404} {
		if r := c.at("GET", "/files/"+id, nil); r.Status != want || there(w.path(id)) != (want == 200) {
			t.Errorf("%s: %d, bytes there: %t", id, r.Status, there(w.path(id)))
		}
	}
	if there(unfinished) {
		t.Error("what the folder's writer left is there for ever")
	}
	if there(old) || !there(fresh) || !there(foreign) {
		t.Errorf("bytes without a row: old %t, fresh %t; not ours %t", there(old), there(fresh), there(foreign))
	}
	if w.attach(t, number, loose, db.Attachment{Kind: "Paper", Record: uuid.New()}) {
		t.Error("an expired file was attached")
	}
	report, err := db.VerifyAudit(ctx, w.store.URL(postgres.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("%+v, %v", report, err)
	}
}

// verify-files finds each file whose bytes are not those that were uploaded, and only these.
func TestVerifyFindsWhatTheBucketLost(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	whole, cut, other, gone, loose := c.uploaded("whole.pdf", pdf), c.uploaded("cut.pdf", pdf), c.uploaded("other.pdf", pdf), c.uploaded("gone.pdf", pdf), c.uploaded("loose.pdf", pdf)
	verified := func(quick bool) map[string]string {
		t.Helper()
		found := map[string]string{}
		v, err := w.kept.Verify(t.Context(), quick, func(f *db.File, why string) { found[f.ID.String()] = why })
		if err != nil || v.Files != 5 || v.Bytes != int64(5*len(pdf)) {
			t.Errorf("%+v, %v", v, err)
		}
		return found
	}
	if found := verified(false); len(found) > 0 {
		t.Errorf("whole: %v", found)
	}
	err := errors.Join(os.Truncate(w.path(cut), 7), os.WriteFile(w.path(other), []byte(strings.ToLower(pdf)), 0o600), os.Remove(w.path(gone)))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{cut: fmt.Sprintf("7 bytes in place of %d", len(pdf)), other: "other bytes than were uploaded", gone: "no bytes"}
	if found := verified(false); !maps.Equal(found, want) {
		t.Errorf("%v, want %v (whole %s, loose %s)", found, want, whole, loose)
	}
	delete(want, other)
	if found := verified(true); !maps.Equal(found, want) {
		t.Errorf("quick: %v, want %v", found, want)
	}
}
