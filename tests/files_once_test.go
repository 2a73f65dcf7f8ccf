package tests

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/db"

	"github.com/google/uuid"
)

// keyed uploads with an idempotency key.
func (c *client) keyed(key, name, content string) *reply {
	c.w.t.Helper()
	body, mediaType := form(c.w.t, "file", name, content)
	return c.at("POST", "/files", body, "Content-Type", mediaType, "Idempotency-Key", key)
}

// An upload that is sent again answers the file of before, 200 and not 201: the same bytes under the same name while
// nothing is attached and time is left to attach it, the same key always. It stores nothing and counts once.
func TestUploadsAreRepeated(t *testing.T) {
	w := newWorld(t)
	c, other := w.as("PARTY_OFFICE@HN-QH"), w.as("PARTY_SECRETARY@HN")
	key := uuid.NewString()
	first := c.keyed(key, "a.pdf", pdf)
	again := func(what string, r *reply) {
		t.Helper()
		if r.Status != 200 || r.Body != first.Body || r.Header.Get("Location") != first.Header.Get("Location") {
			t.Errorf("%s: %d %s, want 200 %s", what, r.Status, r.Body, first.Body)
		}
	}
	anew := func(what string, r *reply) *reply {
		t.Helper()
		if r.Status != 201 || r.field("id") == first.field("id") {
			t.Errorf("%s: %d %s, want another than %s", what, r.Status, r.Body, first.Body)
		}
		return r
	}
	if first.Status != 201 {
		t.Fatalf("%d %s", first.Status, first.Body)
	}
	again("the same key", c.keyed(key, "a.pdf", pdf))
	again("the same key, as a string", c.keyed(`"`+key+`"`, "a.pdf", pdf))
	again("the same bytes", c.upload("a.pdf", pdf))
	later := uuid.NewString()
	again("the same bytes and another key", c.keyed(later, "a.pdf", pdf))
	again("that key again", c.keyed(later, "a.pdf", pdf))
	w.holds(t, "repeated", 1)
	anew("another name", c.upload("b.pdf", pdf))
	anew("other bytes", c.upload("a.pdf", pdf+"x"))
	anew("another person", other.upload("a.pdf", pdf))
	anew("another person's key", other.keyed(key, "c.pdf", pdf))
	w.holds(t, "four others", 5)
	for what, r := range map[string]*reply{"other bytes under the key": c.keyed(key, "a.pdf", pdf+"y"), "another name under the key": c.keyed(key, "d.pdf", pdf)} {
		if r.Status != 422 || r.code() != "IDEMPOTENCY_KEY_REUSED" {
			t.Errorf("%s: %d %s", what, r.Status, r.Body)
		}
	}
	for _, bad := range []string{"", "x", "{" + key + "}", strings.ReplaceAll(key, "-", ""), `"` + key, key + ", " + key} {
		if r := c.keyed(bad, "a.pdf", pdf); r.Status != 400 || r.code() != "FILE_MALFORMED" || !strings.Contains(r.Body, "Idempotency-Key") {
			t.Errorf("%q as a key: %d %s", bad, r.Status, r.Body)
		}
	}
	w.holds(t, "refused", 5)
	w.attachFree(t, c, first)
	again("the key of an attached file", c.keyed(key, "a.pdf", pdf))
	second := anew("the bytes of an attached file", c.upload("a.pdf", pdf))
	w.clock.Push(13 * time.Hour)
	c = w.as("PARTY_OFFICE@HN-QH")
	if r := c.upload("a.pdf", pdf); r.Status != 201 || r.field("id") == second.field("id") {
		t.Errorf("with too little time left: %d %s", r.Status, r.Body)
	}
	lost := uuid.NewString()
	c.keyed(lost, "lost.pdf", pdf)
	w.clock.Push(25 * time.Hour)
	if _, err := w.kept.Expire(context.Background(), 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	c = w.as("PARTY_OFFICE@HN-QH")
	if r := c.keyed(lost, "lost.pdf", pdf); r.Status != 404 || r.code() != "NOT_FOUND" {
		t.Errorf("the key of an expired file: %d %s", r.Status, r.Body)
	}
	again("the key of an attached file, days after", c.keyed(key, "a.pdf", pdf))
}

// attachFree attaches an uploaded file to some record.
func (w *world) attachFree(t *testing.T, c *client, r *reply) {
	t.Helper()
	if !w.attach(t, c.number(), r.field("id").(string), attachment()) {
		t.Fatalf("not attached: %s", r.Body)
	}
}

// attachment is some record's.
func attachment() db.Attachment { return db.Attachment{Kind: "Paper", Record: uuid.New()} }

// The same upload many times at once stores one file, with a key and without.
func TestUploadsRepeatedAtOnce(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	for n, key := range []string{"", uuid.NewString()} {
		var at sync.WaitGroup
		replies := make([]*reply, 8)
		for i := range replies {
			at.Go(func() {
				var headers []string
				if key != "" {
					headers = []string{"Idempotency-Key", key}
				}
				body, mediaType := form(t, "file", fmt.Sprintf("%d.pdf", n), pdf)
				r, err := c.send("POST", w.url+"/files", body, append(headers, "Content-Type", mediaType)...)
				if err != nil {
					r = &reply{Body: err.Error()}
				}
				replies[i] = r
			})
		}
		at.Wait()
		stored := 0
		for _, r := range replies {
			if r.Status == 201 {
				stored++
			}
			if r.Status != 200 && r.Status != 201 || r.Body != replies[0].Body {
				t.Errorf("key %q: %d %s, want %s", key, r.Status, r.Body, replies[0].Body)
			}
		}
		if stored != 1 {
			t.Errorf("key %q: stored %d times", key, stored)
		}
		w.holds(t, "at once", n+1)
	}
}

// What one person uploads on one day of his province is bounded by number and by bytes, also by many requests at once
// and by files that he does not see any more; repeated uploads are free, other people are not concerned, and the next day
// begins anew.
func TestUploadsOfADayAreBounded(t *testing.T) {
	w := newWorld(t)
	w.kept.Limits.FilesPerDay, w.kept.Limits.BytesPerDay = 4, 1<<20
	c := w.as("PARTY_OFFICE@HN-QH")
	over := func(what string, r *reply, used string) {
		t.Helper()
		var wait int
		_, err := fmt.Sscan(r.Header.Get("Retry-After"), &wait)
		if !strings.Contains(r.Body, `"params":{"limit":`) || !strings.Contains(r.Body, `"seconds":50400,`) {
			t.Errorf("%s: the refusal's parameters: %s", what, r.Body)
		}
		if r.Status != 429 || r.code() != "FILE_QUOTA" || err != nil || !strings.Contains(r.Body, used) {
			t.Errorf("%s: %d %s, Retry-After %q", what, r.Status, r.Body, r.Header.Get("Retry-After"))
		}
		// The tests' clock says 10 in Haikou.
		if wait != 14*3600 {
			t.Errorf("%s: come again in %d seconds", what, wait)
		}
	}
	var at sync.WaitGroup
	statuses := make([]int, 10)
	for i := range statuses {
		at.Go(func() {
			body, mediaType := form(t, "file", fmt.Sprintf("%d.pdf", i), pdf)
			if r, err := c.send("POST", w.url+"/files", body, "Content-Type", mediaType); err == nil {
				statuses[i] = r.Status
			}
		})
	}
	at.Wait()
	slices.Sort(statuses)
	if !slices.Equal(statuses, []int{201, 201, 201, 201, 429, 429, 429, 429, 429, 429}) {
		t.Errorf("ten at once where four are allowed: %v", statuses)
	}
	w.holds(t, "four of ten", 4)
	over("the fifth", c.upload("x.pdf", pdf), "at most 4 files a day; 4 were")
	c.lang = "zh-CN"
	over("the fifth", c.upload("x.pdf", pdf), "每人每日最多可上传 4 个文件，今日已上传 4。")
	// Repeated, one of the four is no fifth.
	repeated := 0
	for i := range statuses {
		if r := c.upload(fmt.Sprintf("%d.pdf", i), pdf); r.Status == 200 {
			repeated++
		}
	}
	if repeated != 4 {
		t.Errorf("%d of four are answered again", repeated)
	}
	other := w.as("PARTY_SECRETARY@HN")
	other.uploaded("a.pdf", pdf+strings.Repeat("x", 600<<10))
	over("more bytes than a day has", other.upload("b.pdf", pdf+strings.Repeat("x", 600<<10)), "at most 1 MB a day; 0 were")
	other.uploaded("b.pdf", pdf)
	// Files that have expired, or that concern him, still count.
	if _, err := w.store.Super(t).Exec(`UPDATE file SET expired_at = uploaded_at, removed_at = uploaded_at`); err != nil {
		t.Fatal(err)
	}
	over("with nothing left that he sees", c.upload("x.pdf", pdf), "今日已上传 4")
	w.clock.Push(14 * time.Hour)
	w.as("PARTY_OFFICE@HN-QH").uploaded("x.pdf", pdf)
	w.kept.Limits.FilesPerDay, w.kept.Limits.BytesPerDay = 0, 0
	c = w.as("PARTY_OFFICE@HN-QH")
	for i := range 6 {
		c.uploaded(fmt.Sprintf("%d.pdf", i), pdf)
	}
}

// A file belongs to one record: attached a second time, by any act that takes one, its uploader is told that it is
// attached, and whoever does not see it that there is none.
func TestAFileIsAttachedOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	id := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})[0]
	p.step(head, "taskAccept", "task", p.task(head, id))
	next := newProcess(w, "HN-QH")
	next.written("THEMATIC", in("title", "再议", "problem", next.problem("再议")))
	acts := map[string]func(c *client, file string) *answer{
		"EvidenceAddInput": func(c *client, file string) *answer {
			return c.act("evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18", "file", file))
		},
		"PaperAddInput": func(c *client, file string) *answer {
			return c.act("paperAdd", "paper", in("consultation", next.id, "title", "x", "file", file))
		},
	}
	sdl, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	// Which act takes a file is the schema's to say: one more needs its line above.
	var takers []string
	for _, input := range regexp.MustCompile(`(?s)\ninput (\w+Input) \{(.*?)\n\}`).FindAllStringSubmatch(string(sdl), -1) {
		if regexp.MustCompile(`(?im)^\s+\w*files?: `).MatchString(input[2]) {
			takers = append(takers, input[1])
		}
	}
	slices.Sort(takers)
	if !slices.Equal(takers, []string{"EvidenceAddInput", "PaperAddInput"}) {
		t.Errorf("files are attached by %v", takers)
	}
	able := map[string]*client{"EvidenceAddInput": head, "PaperAddInput": next.office}
	for act, attach := range acts {
		c := able[act]
		file := c.uploaded(act+".pdf", pdf)
		attach(c, file).told(t, act)
		for again, attach := range acts {
			if able[again] == c {
				attach(c, file).told(t, again+" of what "+act+" attached", "FILE_ATTACHED")
			}
		}
		hidden := w.as("PARTY_SECRETARY@HN-HK").uploaded(act+".pdf", pdf)
		attach(c, hidden).told(t, act+" of another's file", "NOT_FOUND")
		w.attach(t, w.as("PARTY_SECRETARY@HN-HK").number(), hidden, attachment())
		attach(c, hidden).told(t, act+" of another's attached file", "NOT_FOUND")
		attach(c, "X_aaaaaaaaaaaaaaaaaaaaaaaaaa").told(t, act+" of no file", "NOT_FOUND")
		// Once it concerns him he does not see it, nor that it is attached.
		if _, err := w.store.Super(t).Exec(fmt.Sprintf(`ALTER TABLE file DISABLE TRIGGER place; UPDATE file SET hidden_from = ARRAY[uploaded_by] WHERE id = '%s'; ALTER TABLE file ENABLE TRIGGER place`, w.uuidOf(file))); err != nil {
			t.Fatal(err)
		}
		attach(c, file).told(t, act+" of one that concerns him", "NOT_FOUND")
	}
	// Another's file that he sees with its record is attached too.
	file := p.office.uploaded("seen.pdf", pdf)
	acts["PaperAddInput"](p.office, file).told(t, "a paper")
	if r := p.secretary.at("GET", "/files/"+file, nil); r.Status == 200 {
		p.secretary.act("paperAdd", "paper", in("consultation", next.id, "title", "x", "file", file)).told(t, "another's paper", "FILE_ATTACHED")
	}
}

// An upload that stands still, or takes longer than it may, is told as slow, wherever in the request it happens.
func TestSlowUploadsAreToldSo(t *testing.T) {
	w := newWorld(t)
	w.kept.Limits.Step, w.kept.Limits.Within = 400*time.Millisecond, 1500*time.Millisecond
	c := w.as("PARTY_OFFICE@HN-QH")
	server := httptest.NewServer(w.server)
	defer server.Close()
	head := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
	for what, sent := range map[string]struct {
		form    bool
		parts   []string
		trickle bool
	}{
		"a body before its first byte":  {false, nil, false},
		"a body":                        {false, []string{pdf}, false},
		"a form before its first byte":  {true, nil, false},
		"a form in its head":            {true, []string{head[:30]}, false},
		"a form in its file":            {true, []string{head, pdf}, false},
		"a form before its end":         {true, []string{head, pdf, "\r\n--b"}, false},
		"a body that comes by the byte": {false, []string{pdf}, true},
		"a form that comes by the byte": {true, []string{head, pdf}, true},
	} {
		body, line := io.Pipe()
		go func() {
			for _, part := range sent.parts {
				_, _ = io.WriteString(line, part)
			}
			for sent.trickle {
				if _, err := io.WriteString(line, "x"); err != nil {
					return
				}
				time.Sleep(50 * time.Millisecond) // the line itself: no clock to push
			}
		}()
		path, mediaType := "/files?name=a.pdf", "application/pdf"
		if sent.form {
			path, mediaType = "/files", "multipart/form-data; boundary=b"
		}
		r, err := c.send("POST", server.URL+path, body, "Content-Type", mediaType)
		_ = line.CloseWithError(errors.New("enough"))
		if err != nil || r.Status != 408 || r.code() != "FILE_SLOW" || !strings.Contains(r.Body, "too slow") {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
	w.holds(t, "slow", 0)
}
