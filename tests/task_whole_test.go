package tests

import (
	"fmt"
	"testing"

	"huishang/db"

	"github.com/google/uuid"
)

// The second signature closes task, problem and consultation at once: broken off at any statement it leaves nothing
// of it, and the same request sent again does all of it; one whose commit came through though its answer was lost is
// acted once, and the close-out numbers run without a gap (D-TASK-3, D-TASK-6, D-CON-9, D-GEN-3).
func TestClosingBrokenOffAnywhere(t *testing.T) {
	d := sampled(t).Clone(t)
	l := tap(t, d.URL(db.Logins[0]))
	w := serveVia(t, d, 4, l.address)
	super := w.store.Super(t)
	left := func() (s string) {
		if err := super.QueryRow(`SELECT concat_ws(' ', (SELECT count(*) FROM task WHERE state = 'CLOSED'), (SELECT COALESCE(string_agg(close_number, ','), '-') FROM task), (SELECT COALESCE(string_agg(last::text, ',' ORDER BY kind), '-') FROM counter),
			(SELECT count(*) FROM signature), (SELECT count(*) FROM history WHERE act = 'TASK_SIGN'), (SELECT count(*) FROM problem WHERE resolution = 'RECTIFIED'), (SELECT count(*) FROM consultation WHERE state = 'CLOSED'),
			(SELECT count(*) FROM idempotency), (SELECT max(id) FROM audit_entry))`).Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	for n, after := range []bool{false, true} {
		p := newProcess(w, "HN-QH")
		id := p.submitted("HN-QH/JS")
		p.step(p.partyclerk, "taskSign", "task", p.task(p.partyclerk, id, "track", "PARTY"))
		input := p.task(p.office, id, "track", "DISCIPLINE", "idempotencyKey", uuid.NewString())
		l.everywhere(t, after, left, func() *answer { return p.office.act("taskSign", "task", input) })
		p.office.act("taskSign", "task", input).told(t, "and once more")
		var got string
		if err := super.QueryRow(`SELECT concat_ws(' ', t.state, t.close_number, (SELECT count(*) FROM signature s WHERE s.task_id = t.id), (SELECT count(DISTINCT s.person_id) FROM signature s WHERE s.task_id = t.id),
			(SELECT string_agg(h.noun || ':' || h.to_state, ',' ORDER BY h.noun, h.to_state) FROM history h WHERE h.act = 'TASK_SIGN' AND h.record_id IN (t.id, t.problem_id, t.consultation_id)),
			(SELECT x.resolution FROM problem x WHERE x.id = t.problem_id), (SELECT c.state FROM consultation c WHERE c.id = t.consultation_id))
			FROM task t WHERE t.id = $1`, w.uuidOf(id)).Scan(&got); err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("CLOSED 琼海会商销〔2026〕%d号 2 2 Consultation:CLOSED,Problem:CLOSED,Task:CLOSED,Task:SUBMITTED RECTIFIED CLOSED", n+1)
		if got != want {
			t.Errorf("after: %v; %s, want %s", after, got, want)
		}
	}
}
