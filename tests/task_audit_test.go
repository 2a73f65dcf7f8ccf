package tests

import (
	"fmt"
	"testing"
)

// The audit trail is whole after a task was played to its end and after the whole sample was, and names exactly what was
// altered behind it: the task's row, an entry of its chain, a signature or evidence smuggled in, one taken away (D-GEN-2).
func TestVerifyAuditOfTasks(t *testing.T) {
	w := newPlayedWorld(t)
	p := newProcess(w, "HN-QH")
	id := p.submitted("HN-QH/JS")
	p.step(p.office, "taskReturn", "task", p.task(p.office, id, "track", "DISCIPLINE", "reason", "缺验收单"))
	head := w.as(work[0])
	p.step(head, "extensionRequest", "task", p.task(head, id, "until", "2027-01-20", "reason", "x"))
	p.step(p.office, "extensionDecide", "task", p.task(p.office, id, "grant", true))
	p.step(head, "evidenceAdd", "evidence", in("task", id, "description", "验收单", "effectiveOn", "2026-11-18"))
	p.step(head, "taskSubmit", "task", p.task(head, id, "text", "补齐"))
	p.step(p.partyclerk, "taskSign", "task", p.task(p.partyclerk, id, "track", "PARTY"))
	p.step(p.office, "taskSign", "task", p.task(p.office, id, "track", "DISCIPLINE"))
	task := w.uuidOf(id).String()
	last := fmt.Sprintf(`(SELECT max(id) FROM audit_entry WHERE chain = 'task:%s')`, task)
	var list []tamper
	for column, mend := range map[string]string{
		"due_on = due_on + 1": "due_on = due_on - 1", "text = text || '.'": "text = left(text, -1)", "returns = returns + 1": "returns = returns - 1", "hidden_from = hidden_from || id": "hidden_from = array_remove(hidden_from, id)",
	} {
		list = append(list, tamper{"the task's " + column, fmt.Sprintf(`UPDATE task SET %s WHERE id = '%s'`, column, task), fmt.Sprintf(`UPDATE task SET %s WHERE id = '%s'`, mend, task), "row task:" + task})
	}
	list = append(list,
		tamper{"an entry of the task", `UPDATE audit_entry SET image = image || '{"text": "x"}' WHERE id = ` + last, fmt.Sprintf(`UPDATE audit_entry SET image = image || jsonb_build_object('text', t.text) FROM task t WHERE t.id = '%s' AND audit_entry.id = %s`, task, last), "audit entry task:" + task},
		tamper{"an instant of the task", `UPDATE audit_entry SET at = at + interval '1 day' WHERE id = ` + last, `UPDATE audit_entry SET at = at - interval '1 day' WHERE id = ` + last, "audit entry task:" + task},
	)
	for table, but := range map[string]string{"signature": "round = 99", "evidence": "decision = 'ACCEPTED', decided_at = added_at", "task_report": "text = '已归集'", "extension": "state = 'GRANTED', decided_at = asked_at"} {
		row := "00000000-0000-4000-8000-000000000001"
		list = append(list,
			tamper{"a smuggled " + table, fmt.Sprintf(`CREATE TABLE smuggled AS SELECT * FROM %[1]s LIMIT 1; UPDATE smuggled SET id = '%[2]s', %[3]s; INSERT INTO %[1]s SELECT * FROM smuggled; DROP TABLE smuggled`, table, row, but), fmt.Sprintf(`DELETE FROM %s WHERE id = '%s'`, table, row), "row " + table + ":" + row})
	}
	of := fmt.Sprintf(`task_id = '%s' AND round = 1`, task)
	list = append(list,
		tamper{"a signature taken away", `CREATE TABLE taken AS SELECT * FROM signature WHERE ` + of + `; DELETE FROM signature WHERE ` + of, `INSERT INTO signature SELECT * FROM taken`, "row signature:"},
		tamper{"a decision on evidence", `UPDATE evidence SET decision = 'ACCEPTED' WHERE ` + of, `UPDATE evidence SET decision = 'REJECTED' WHERE ` + of, "row evidence:"},
	)
	w.tampered(list)
}
