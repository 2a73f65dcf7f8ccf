package tests

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/auth"

	"github.com/google/uuid"
)

// The statements of the task page, of the phone's home and of a list with availableActions do not grow with the rows.
func TestTaskStatementsAreConstant(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_OFFICE@HN")
	row := `number overdue missedReports person { name } department { name } organisation { name parent { name } } problem { title } consultation { title } outcome { rootCause } measure { text }
		evidence { description file { id } addedBy { name } } signatures { track person { name } actingOrganisation { name } } reports { text } holders { daysOverdue person { name } }
		availableActions { action allowed reason } history(first: 3) { nodes { act actor { name } } }`
	statements := map[any]bool{}
	for _, n := range []int{10, 13} {
		for _, shape := range []string{"nodes { %s }", "edges { node { %s } }"} {
			a := c.must(fmt.Sprintf(`{ tasks(orderBy: [{ field: DUE_ON }], first: %d) { %s } }`, n, fmt.Sprintf(shape, row)), nil)
			statements[a.Extensions["cost"].(map[string]any)["sqlStatements"]] = true
		}
	}
	if len(statements) != 1 {
		t.Errorf("%v statements for 10 and 13 tasks, nodes and edges", statements)
	}
}

// The hot lists of tasks walk an index over 100,000 rows under row security, whoever asks.
func TestTaskPlans(t *testing.T) {
	store := sampled(t).Clone(t)
	massOfTasks(t, store)
	w := serve(t, store, 4)
	for _, who := range []struct {
		number string
		grant  auth.TokenGrant
	}{
		{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), auth.TokenGrant{Role: auth.DepartmentHead, Org: "HN-QH", Dept: "HN-QH/JS"}},
		{w.holderOf("DISCIPLINE_OFFICE@HN"), auth.TokenGrant{Role: auth.DisciplineOffice, Org: "HN"}},
	} {
		claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", who.number)), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{who.grant}}
		err := w.db.Read(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			province := tx.Viewer.ProvinceID.UUID()
			var person, org uuid.UUID
			person = tx.Viewer.PersonID.UUID()
			if err := tx.Get(ctx, &org, `SELECT id FROM organisation WHERE code = 'HN-QH'`); err != nil {
				return err
			}
			for what, cond := range map[string]string{
				"by deadline":         `true`,
				"of a person":         fmt.Sprintf(`t.person_id = '%s' AND t.ended_at IS NULL`, person),
				"of an organisation":  fmt.Sprintf(`t.responsible_org_id = '%s' AND t.ended_at IS NULL`, org),
				"set by the province": fmt.Sprintf(`t.org_id = '%s' AND t.ended_at IS NULL`, province),
				"overdue":             `t.ended_at IS NULL AND t.due_on < COALESCE(t.stopped_on, '2026-11-18')`,
				"awaiting a track":    `t.state = 'SUBMITTED' AND t.party_signed_by IS NULL`,
			} {
				var plan string
				if err := tx.Get(ctx, &plan, fmt.Sprintf(`EXPLAIN (FORMAT JSON) SELECT id FROM task t WHERE t.province_id = '%s' AND %s ORDER BY t.due_on, t.id LIMIT 21`, province, cond)); err != nil {
					return fmt.Errorf("%s: %w", what, err)
				}
				if !json.Valid([]byte(plan)) || strings.Contains(plan, `"Seq Scan"`) || !strings.Contains(plan, "Index") {
					t.Errorf("%s: tasks %s read the whole table:\n%s", who.grant.Role, what, plan)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}
