//go:build audit

package tests

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huishang/internal/workbook"
	"huishang/internal/workbooktest"
)

// A workbook is read by ExcelJS as by the reader of these tests, cell by cell: type, value and format, sheets, header and widths.
func TestWorkbookAudits(t *testing.T) {
	w := newPlayedWorld(t)
	w.many("HN-QH", 50)
	run(t, "npm", "ci")
	res, file := w.as("PARTY_SECRETARY@HN").document(workbook.MediaType, `{ people { nodes { number name updatedAt } } tasks { nodes { number text dueOn overdue missedReports endedAt amountRecovered organisation { name } } }
		taskStats(groupBy: [{ field: ORGANISATION }]) { nodes { organisation { name } count onTimeRate medianDaysToClose } } problems { nodes { title amountInvolved tasks { nodes { number } } } } }`, nil)
	at := filepath.Join(t.TempDir(), "ledgers.xlsx")
	if err := os.WriteFile(at, file, 0o600); err != nil || res.StatusCode != 200 {
		t.Fatal(err, res.Status)
	}
	own, err := workbooktest.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	said := run(t, "node", "workbook.mjs", at)
	var other []workbooktest.Sheet
	if err := json.Unmarshal([]byte(said), &other); err != nil || len(other) != len(own) {
		t.Fatalf("%d sheets, %v", len(other), err)
	}
	cells := 0
	for i, s := range own {
		if other[i].Name != s.Name || other[i].Frozen != 1 || len(other[i].Rows) != len(s.Rows) || len(other[i].Widths) != len(s.Widths) {
			t.Errorf("%s: %d rows, %d frozen; %s: %d rows", other[i].Name, len(other[i].Rows), other[i].Frozen, s.Name, len(s.Rows))
			continue
		}
		for r, row := range s.Rows {
			for c, got := range other[i].Rows[r] {
				var want workbooktest.Cell
				if c < len(row) {
					want = row[c]
				}
				cells++
				kind, value := want.Type, want.Value
				switch {
				case strings.HasPrefix(want.Format, "yyyy"):
					shown, err := want.Time()
					if err != nil {
						t.Fatal(err)
					}
					kind, value = "d", shown.Format("2006-01-02T15:04:05.000Z")
				case kind == "b":
					value = map[string]string{"1": "true", "0": "false"}[value]
				case kind == "n":
					value, got.Value = number(t, value), number(t, got.Value)
				}
				if got.Type != kind || got.Value != value {
					t.Errorf("%s, row %d, column %d: %+v, want %s %q", s.Name, r+1, c+1, got, kind, value)
				}
			}
		}
	}
	if cells < 200 {
		t.Errorf("only %d cells", cells)
	}
}

// number is a number in one spelling.
func number(t *testing.T, text string) string {
	var f float64
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The analyst's script goes from a token to a chart, and draws nothing of what is not whole.
func TestAnalystScriptAudits(t *testing.T) {
	w := newPlayedWorld(t)
	script := func(token string) (string, error) {
		c := exec.Command("node", "../examples/analyst/chart.mjs", w.url, token)
		out, err := c.Output()
		return string(out), err
	}
	svg, err := script(w.as("ANALYST@HN").token)
	if err != nil || strings.Count(svg, "<rect") < 2 || !strings.Contains(svg, "2026-") {
		t.Errorf("%v: %s", err, svg)
	}
	if err := xml.Unmarshal([]byte(svg), new(struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	})); err != nil {
		t.Error(err)
	}
	if out, err := script("wrong"); err == nil || out != "" {
		t.Errorf("without a token: %s", out)
	}
}
