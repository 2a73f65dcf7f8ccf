package tests

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// line stands between the server and PostgreSQL on the way of what changes rows, and can be cut at a statement: the
// connection is lost, whatever was sent or not.
type line struct {
	address string // for the server's configuration
	mu      sync.Mutex
	left    int  // statements until it is cut; negative: never
	after   bool // cut once PostgreSQL has answered the statement, and keep the answer
	seen    int
	cuts    int
}

// tap puts a line before a database's socket.
func tap(t *testing.T, address string) *line {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	const socket = ".s.PGSQL.5432"
	real, here := filepath.Join(u.Query().Get("host"), socket), t.TempDir()
	listener, err := net.Listen("unix", filepath.Join(here, socket))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	q := u.Query()
	q.Set("host", here)
	u.RawQuery = q.Encode()
	l := &line{address: u.String(), left: -1}
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			s, err := net.Dial("unix", real)
			if err != nil {
				_ = c.Close()
				continue
			}
			go l.carry(c, s)
		}
	}()
	return l
}

// arm cuts the line at the n-th statement from now on, before it is sent or after it was answered.
func (l *line) arm(n int, after bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left, l.after, l.seen, l.cuts = n, after, 0, 0
}

// disarm tells whether it was cut, and how many statements passed.
func (l *line) disarm() (cut bool, seen int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left = -1
	return l.cuts > 0, l.seen
}

// statement counts one; cut tells to cut the line here.
func (l *line) statement() (cut, after bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen++
	if l.left < 0 {
		return false, false
	}
	if l.left--; l.left != 0 {
		return false, false
	}
	l.left = -1
	l.cuts++
	return true, l.after
}

// carry passes messages on in both directions. The client's first has no type; of the rest, Query and Execute are
// statements, and ReadyForQuery ends their answer.
func (l *line) carry(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	silent := make(chan struct{})
	ready := make(chan struct{}, 64)
	go func() {
		defer client.Close()
		defer server.Close()
		for {
			kind, message, err := readMessage(server, false)
			if err != nil {
				return
			}
			select {
			case <-silent:
				if kind == 'Z' {
					ready <- struct{}{}
				}
				continue
			default:
			}
			if _, err := client.Write(message); err != nil {
				return
			}
		}
	}()
	first := true
	for {
		kind, message, err := readMessage(client, first)
		if err != nil {
			return
		}
		first = false
		if kind == 'Q' || kind == 'E' {
			if cut, after := l.statement(); cut {
				if after {
					close(silent)
					if kind == 'E' { // Execute is answered at its Sync
						if _, err := server.Write(message); err != nil {
							return
						}
						if kind, message, err = readMessage(client, false); err != nil || kind != 'S' {
							return
						}
					}
					if _, err := server.Write(message); err != nil {
						return
					}
					select {
					case <-ready:
					case <-time.After(5 * time.Second):
					}
				}
				return
			}
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

func readMessage(c net.Conn, untyped bool) (kind byte, message []byte, err error) {
	head := make([]byte, 5)
	if untyped {
		head = head[:4]
	}
	if _, err := io.ReadFull(c, head); err != nil {
		return 0, nil, err
	}
	if !untyped {
		kind = head[0]
	}
	length := binary.BigEndian.Uint32(head[len(head)-4:])
	if length < 4 || length > 1<<24 {
		return 0, nil, errors.New("a message out of step")
	}
	body := make([]byte, length-4)
	_, err = io.ReadFull(c, body)
	return kind, append(head, body...), err
}

// everywhere sends an act again and again, cut off at each of its statements in turn, until it goes through; left tells
// what stands of it. Whatever is cut off leaves nothing; cut off after the answer, the one commit came through.
func (l *line) everywhere(t *testing.T, after bool, left func() string, act func() *answer) {
	t.Helper()
	before := left()
	cut, n, seen, lost := true, 0, 0, 0
	// The first is BEGIN: lost, it is begun anew on another connection, and nothing was broken off.
	for n = 2; cut; n++ {
		l.arm(n, after)
		a := act()
		cut, seen = l.disarm()
		now := left()
		switch {
		case !cut:
			a.told(t, "not broken off")
		case now == before:
			if codes := a.codes(); !slices.Equal(codes, []string{"UNAVAILABLE"}) && !slices.Equal(codes, []string{"OUTCOME_UNKNOWN"}) && len(codes) > 0 {
				t.Errorf("broken off at statement %d: told %v", n, codes)
			}
			if len(a.codes()) == 0 {
				t.Errorf("broken off at statement %d: told that it was done, and it was not", n)
			}
		case after:
			lost++ // the commit came through, its answer did not
			if codes := a.codes(); !slices.Equal(codes, []string{"OUTCOME_UNKNOWN"}) {
				t.Errorf("a commit whose answer was lost: told %v", codes)
			}
		default:
			t.Errorf("broken off before statement %d (after: %v), there is %s, was %s", n, after, now, before)
		}
		if n > 200 {
			t.Fatal("it never ends")
		}
	}
	t.Logf("after: %v; %d statements, %d answers of a commit lost", after, seen, lost)
	if n < 15 || after && lost != 1 {
		t.Errorf("only %d statements were tried, %d commits lost", n, lost)
	}
}

// measured is a consultation in session whose conclusion makes n tasks.
func (p *process) measured(n int) {
	p.t.Helper()
	problem := p.problem("事项")
	topics := p.written("THEMATIC", in("title", "事项", "problem", problem))
	var measures []any
	for range n {
		measures = append(measures, measure("措施", "2026-12-31", in("department", p.office.id("department", p.org+"/YW"))))
	}
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", measures)
}

// A conclusion broken off at any statement leaves nothing, and the same request sent again does all of it; one whose
// commit came through though its answer was lost is acted once (D-CON-7, D-GEN-3, D-TASK-6).
func TestConcludingBrokenOffAnywhere(t *testing.T) {
	d := sampled(t).Clone(t)
	l := tap(t, d.URL(db.Logins[0]))
	w := serveVia(t, d, 4, l.address)
	super := w.store.Super(t)
	left := func() (s string) {
		if err := super.QueryRow(`SELECT concat_ws(' ', (SELECT count(*) FROM task), (SELECT COALESCE(sum(last), 0) FROM counter), (SELECT count(*) FROM outcome WHERE final),
			(SELECT count(*) FROM consultation WHERE state = 'CONCLUDED'), (SELECT count(*) FROM history WHERE noun = 'Task'), (SELECT count(*) FROM idempotency))`).Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, after := range []bool{false, true} {
		p := newProcess(w, "HN-QH")
		p.measured(3)
		input := p.on("idempotencyKey", uuid.NewString())
		l.everywhere(t, after, left, func() *answer { return p.secretary.act("consultationConclude", "consultation", input) })
		p.secretary.act("consultationConclude", "consultation", input).told(t, "and once more")
		var tasks, events int
		if err := super.QueryRow(`SELECT count(*), (SELECT count(*) FROM history WHERE noun = 'Consultation' AND act = 'CONSULTATION_CONCLUDE' AND record_id = $1) FROM task WHERE consultation_id = $1`, w.uuidOf(p.id)).Scan(&tasks, &events); err != nil || tasks != 3 || events != 1 {
			t.Errorf("%d tasks, %d lines of history: %v", tasks, events, err)
		}
	}
	var serials string
	if err := super.QueryRow(`SELECT string_agg(serial::text, ' ' ORDER BY serial) FROM task`).Scan(&serials); err != nil || serials != "1 2 3 4 5 6" {
		t.Errorf("numbers: %s %v", serials, err)
	}
}

// Consultations of two organisations concluded at once, each by both who may: one of the two does it, the other is
// told so; the numbers of each organisation run without gaps or repeats, and anew each year (D-TASK-6).
func TestNumbersUnderConcurrency(t *testing.T) {
	w := newWorld(t)
	type session struct {
		p     *process
		tasks int
	}
	var sessions []session
	want := map[string]int{}
	for n := range 8 {
		org := []string{"HN-QH", "HN"}[n%2]
		p := newProcess(w, org)
		tasks := 1 + n%3
		p.measured(tasks)
		sessions = append(sessions, session{p, tasks})
		want[org] += tasks
	}
	// One more that cannot conclude takes no number.
	broken := newProcess(w, "HN-QH")
	broken.written("THEMATIC", in("title", "无结论"))
	var wait sync.WaitGroup
	told := make(chan []string, 100)
	for _, s := range sessions {
		input := s.p.on()
		for _, c := range []*client{s.p.secretary, s.p.leader} {
			wait.Go(func() { told <- c.act("consultationConclude", "consultation", input).codes() })
		}
	}
	input := broken.on()
	for range 4 {
		wait.Go(func() {
			broken.secretary.act("consultationConclude", "consultation", input).told(t, "incomplete", "TOPIC_INCOMPLETE")
		})
	}
	wait.Wait()
	close(told)
	count := map[string]int{}
	for codes := range told {
		count[fmt.Sprint(codes)]++
	}
	if count["[]"] != len(sessions) || count["[VERSION_CONFLICT]"]+count["[WRONG_STATE]"]+count["[FROZEN]"] != len(sessions) {
		t.Errorf("of two who conclude the same one does: %v", count)
	}
	numbers := func(org string, year int) string {
		var s string
		if err := w.store.Super(t).QueryRow(`SELECT COALESCE(string_agg(number, ' ' ORDER BY serial), '') FROM task t JOIN organisation o ON o.id = t.org_id WHERE o.code = $1 AND t.year = $2`, org, year).Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	run := func(prefix string, year, n int) (s string) {
		for i := range n {
			if i > 0 {
				s += " "
			}
			s += fmt.Sprintf("%s会商督〔%d〕%d号", prefix, year, i+1)
		}
		return s
	}
	for org, prefix := range map[string]string{"HN-QH": "琼海", "HN": "琼"} {
		if got := numbers(org, 2026); got != run(prefix, 2026, want[org]) {
			t.Errorf("numbers of %s: %s", org, got)
		}
	}
	// The year is the province's: half past midnight in Hainan is still the old year elsewhere.
	w.clock.Set(time.Date(2026, 12, 31, 16, 30, 0, 0, time.UTC))
	p := newProcess(w, "HN-QH")
	problem := p.problem("新年")
	topics := p.written("THEMATIC", in("title", "新年", "problem", problem))
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("一", "2027-01-31", in("department", p.office.id("department", "HN-QH/YW")))})
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	if got := numbers("HN-QH", 2027); got != run("琼海", 2027, 1) {
		t.Errorf("the new year's first: %s", got)
	}
}

// uuidOf is the row's id of a consultation's public one.
func (w *world) uuidOf(id string) uuid.UUID {
	w.t.Helper()
	_, u, err := ident.Split(id)
	if err != nil {
		w.t.Fatal(err)
	}
	return u
}
