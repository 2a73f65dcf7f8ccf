package tests

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huishang/internal/ident"

	"github.com/google/uuid"
)

// attempt is an act on a record as it was read: the ids and versions of its input are those of the record that is copied.
type attempt struct {
	name   string // the mutation, and after a space what tells it from the same with another input
	by     *client
	record string
	input  map[string]any
}

// rows are the rows of a table that belong to a record, by the ids of the records that a trial is about ($1).
type rows struct{ table, where string }

// pairs tries acts on one record two at once: each beside itself and beside every other, each time on a copy of the record.
type pairs struct {
	t     *testing.T
	w     *world
	super *sql.DB
	noun  string
	roots []string          // public ids of the records that the acts are about
	rows  []rows            // what belongs to them
	words map[string]string // unique texts of the rows, and how each is written in the n-th copy
	known map[string]bool   // ids that are no new record's: of the organisation, and of what is copied
	texts map[string]string // of each table the rows as JSON
	ids   []string          // of the rows that are copied
	n     int64
}

// copies counts all, so that no two have an id in common.
var copies atomic.Int64

func newPairs(t *testing.T, w *world, noun string, roots []string, words map[string]string, of ...rows) *pairs {
	t.Helper()
	p := &pairs{t: t, w: w, super: w.store.Super(t), noun: noun, roots: roots, rows: of, words: words, known: map[string]bool{}, texts: map[string]string{}}
	for _, table := range []string{"organisation", "department", "post", "person", "appointment", "portfolio"} {
		for _, id := range rowsOf(t, p.super, `SELECT id::text FROM `+table) {
			p.known[id] = true
		}
	}
	for _, r := range of {
		for _, id := range rowsOf(t, p.super, `SELECT id::text FROM `+r.table+` AS t WHERE `+r.where, p.uuids(roots)) {
			p.ids = append(p.ids, id)
			p.known[id] = true
		}
		var text sql.NullString
		if err := p.super.QueryRow(`SELECT json_agg(t)::text FROM `+r.table+` AS t WHERE `+r.where, p.uuids(roots)).Scan(&text); err != nil {
			t.Fatal(err)
		}
		p.texts[r.table] = text.String
	}
	return p
}

func (p *pairs) uuids(public []string) string {
	ids := make([]string, len(public))
	for i, id := range public {
		ids[i] = p.w.uuidOf(id).String()
	}
	return "{" + strings.Join(ids, ",") + "}"
}

// duplicate is one copy: from the original's ids, public ones and words to the copy's, and back.
type duplicate struct{ to, back *strings.Replacer }

var (
	anyID    = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	publicID = regexp.MustCompile(`[A-Z]+_[a-z2-7]{26}`)
	serials  = regexp.MustCompile(`〔\d+〕\d+号`)
)

// copy makes a copy of the record with all that belongs to it.
func (p *pairs) copy() duplicate {
	p.t.Helper()
	p.n = copies.Add(1)
	var to, back []string
	pair := func(a, b string) { to, back = append(to, a, b), append(back, b, a) }
	for _, id := range p.ids {
		was := uuid.MustParse(id)
		is := uuid.NewSHA1(was, binary.BigEndian.AppendUint64(nil, uint64(p.n)))
		pair(id, is.String())
		// A public id without what its noun puts before it.
		pair(public("Task", was)[2:], public("Task", is)[2:])
	}
	for word, form := range p.words {
		pair(word, fmt.Sprintf(form, p.n))
	}
	c := duplicate{strings.NewReplacer(to...), strings.NewReplacer(back...)}
	tx, err := p.super.Begin()
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(`SET LOCAL session_replication_role = replica`); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range p.rows {
		if p.texts[r.table] == "" {
			continue
		}
		if _, err := tx.Exec(`INSERT INTO `+r.table+` SELECT * FROM json_populate_recordset(NULL::`+r.table+`, $1)`, c.to.Replace(p.texts[r.table])); err != nil {
			p.t.Fatalf("copy %s: %v", r.table, err)
		}
	}
	// No trigger told that what sessions rest on has moved.
	if _, err := tx.Exec(`DELETE FROM session_kept`); err != nil {
		p.t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		p.t.Fatal(err)
	}
	return c
}

// do asks for an act on a copy and tells what is answered, in the original's ids.
func (p *pairs) do(a attempt, c duplicate) string {
	body, err := json.Marshal(a.input)
	if err != nil {
		p.t.Fatal(err)
	}
	var input map[string]any
	if err := json.Unmarshal([]byte(c.to.Replace(string(body))), &input); err != nil {
		p.t.Fatal(err)
	}
	mutation, _, _ := strings.Cut(a.name, " ")
	answered := a.by.act(mutation, a.record, input)
	if len(answered.Errors) > 0 {
		return p.plain(c, fmt.Sprint(answered.codes()))
	}
	told, err := json.Marshal(answered.get(mutation + ".errors"))
	if err != nil {
		p.t.Fatal(err)
	}
	return p.plain(c, string(told))
}

// plain writes a text in the original's ids, and every new id as one.
func (p *pairs) plain(c duplicate, text string) string {
	text = anyID.ReplaceAllStringFunc(c.back.Replace(text), func(id string) string {
		if p.known[id] {
			return id
		}
		return "new"
	})
	return publicID.ReplaceAllStringFunc(serials.ReplaceAllString(text, "号"), func(id string) string {
		if _, u, err := ident.Split(id); err == nil && p.known[u.String()] {
			return id
		}
		return "new"
	})
}

// left is all that belongs to a copy afterwards, with its history, in the original's ids.
func (p *pairs) left(c duplicate) string {
	p.t.Helper()
	roots := c.to.Replace(p.uuids(p.roots))
	var all []string
	for _, r := range p.rows {
		for _, row := range rowsOf(p.t, p.super, `SELECT (to_jsonb(t) - ARRAY['id', 'updated_at', 'serial', 'close_serial', 'identity'])::text FROM `+r.table+` AS t WHERE `+r.where, roots) {
			all = append(all, r.table+" "+p.plain(c, row))
		}
	}
	ids := c.to.Replace("{" + strings.Join(p.ids, ",") + "}")
	for _, line := range rowsOf(p.t, p.super, `SELECT concat_ws(' ', noun, record_id, act, from_state, to_state, reason, changes) FROM history WHERE record_id = ANY ($1)`, ids) {
		all = append(all, "history "+p.plain(c, line))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// outcome is what two acts are told and what they leave.
type outcome struct{ first, second, left string }

func (o outcome) told() string { return "first: " + o.first + "; second: " + o.second }

// after does two acts on a copy, one after the other.
func (p *pairs) after(a, b attempt) outcome {
	c := p.copy()
	o := outcome{first: p.do(a, c), second: p.do(b, c)}
	o.left = p.left(c)
	return o
}

// atOnce does two acts on a copy, both of which have judged before either writes: what they write is held until both wait, for
// it or for each other.
func (p *pairs) atOnce(a, b attempt) outcome {
	p.t.Helper()
	c := p.copy()
	hold, err := p.super.Begin()
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = hold.Rollback() }()
	var tables []string
	for _, r := range p.rows {
		tables = append(tables, r.table)
	}
	if _, err := hold.Exec(`LOCK TABLE ` + strings.Join(tables, ", ") + ` IN SHARE MODE`); err != nil {
		p.t.Fatal(err)
	}
	var o outcome
	var answered atomic.Int32
	done := make(chan struct{}, 2)
	for act, told := range map[*attempt]*string{&a: &o.first, &b: &o.second} {
		go func() {
			*told = p.do(*act, c)
			answered.Add(1)
			done <- struct{}{}
		}()
	}
	bothWait(p.t, p.super, &answered)
	if err := hold.Commit(); err != nil {
		p.t.Fatal(err)
	}
	<-done
	<-done
	o.left = p.left(c)
	return o
}

// try holds that two acts at once end as if one had come after the other (D-GEN-3): with the same rows left, and whoever is
// refused told what he would have been told then.
func (p *pairs) try(state string, all ...attempt) {
	p.t.Helper()
	began, n, lost := time.Now(), 0, 0
	for i, a := range all {
		for _, b := range all[i:] {
			n++
			got := p.atOnce(a, b)
			ab, ba := p.after(a, b), p.after(b, a)
			ba.first, ba.second = ba.second, ba.first
			if got.first != "[]" || got.second != "[]" {
				lost++
			}
			if got != ab && got != ba {
				p.t.Errorf("%s %s: %s and %s at once: %s\n  the first before: %s\n  the second before: %s\n%s", p.noun, state, a.name, b.name, got.told(), ab.told(), ba.told(), differ(got, ab, ba))
			}
			if ab.first != "[]" || ba.second != "[]" {
				p.t.Errorf("%s %s: %s or %s is not done by itself: %s, %s", p.noun, state, a.name, b.name, ab.first, ba.second)
			}
		}
	}
	p.t.Logf("%s %s: %d pairs, in %d of them one was refused, %s", p.noun, state, n, lost, time.Since(began).Round(time.Millisecond))
}

// differ is what is left otherwise than after either order: the columns, row by row.
func differ(got outcome, orders ...outcome) string {
	var all []string
	for n, o := range orders {
		was, is := strings.Split(o.left, "\n"), strings.Split(got.left, "\n")
		only := func(these, those []string) (list []string) {
			for _, line := range these {
				if !slices.Contains(those, line) {
					list = append(list, line)
				}
			}
			return list
		}
		for _, line := range only(was, is) {
			all = append(all, fmt.Sprintf("  after order %d  %s", n+1, line))
		}
		for _, line := range only(is, was) {
			all = append(all, fmt.Sprintf("  at once        %s", line))
		}
	}
	return strings.Join(all, "\n")
}

// bothWait returns when each of two requests waits for a lock or is answered.
func bothWait(t testing.TB, super *sql.DB, answered *atomic.Int32) {
	t.Helper()
	for tries, waiting := 0, 0; waiting+int(answered.Load()) < 2; tries++ {
		if tries > 5000 {
			t.Fatal("one of two requests neither waits nor is answered")
		}
		time.Sleep(2 * time.Millisecond)
		if err := super.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name LIKE 'huishang %'`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
}
