package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/ident"
)

// What history tells of a record is a field of the schema, of the record's type or of a part's.
func TestHistoryTellsOfFieldsThatThereAre(t *testing.T) {
	s, _ := schemaOf(t)
	parts := []string{"PersonContact", "PostRole", "DutyItem", "Participant", "Alignment", "Answer", "Outcome"}
	seen := 0
	for _, d := range read.Catalogue() {
		of := s.Types[d.Object]
		if of == nil || of.Fields.ForName("history") == nil && !slices.Contains(parts, d.Object) {
			continue
		}
		seen++
		for _, f := range db.Recorded(d) {
			if settled[d.Object+"."+f] != "" {
				continue
			}
			if of.Fields.ForName(f) == nil {
				t.Errorf("%s has no field %s, of which its history would tell", d.Object, f)
			}
		}
	}
	if seen < 15 {
		t.Errorf("%d types have histories", seen)
	}
}

// settled are the columns that no act changes, though nothing in their names says so.
var settled = map[string]string{
	"Organisation.branch": "of a region, by its parent", "Topic.organisation": "the consultation's", "PersonContact.person": "the key",
	"Appointment.organisation": "the post's", "Appointment.principal": "the post's", "Appointment.handsOver": "as proposed", "Substitution.organisation": "the post's",
	"DutyItem.organisation": "the list's", "DutyItem.post": "the list's", "DutyItem.department": "the list's", "DutyItem.kind": "the list's", "DutyItem.state": "the list's",
	"DutyItem.year": "the list's", "Participant.organisation": "the consultation's", "Alignment.consultation": "the key", "Answer.consultation": "the key",
	"Outcome.organisation": "the consultation's", "Outcome.secrecy": "the problem's", "PostRole.organisation": "the post's",
}

// anId is an id as this API or the database writes it; enumInText a value that has a label.
var (
	idInText   = regexp.MustCompile(`\b[A-Z]{1,2}_[a-z2-7]{26}\b|[0-9a-f]{8}-[0-9a-f]{4}-`)
	enumInText = regexp.MustCompile(`^[A-Z][A-Z_]{2,}$`)
	hanText    = regexp.MustCompile(`\p{Han}`)
)

const timeline = `act actLabel fromState fromStateLabel(locale: ZH_CN) toState toStateLabel(locale: ZH_CN) subject { __typename id }
	changes { of field fieldLabel(locale: ZH_CN) oldValue newValue oldText(locale: ZH_CN) newText(locale: ZH_CN) oldNodes { __typename id } newNodes { __typename id } }`

// subjects are what acts are about that bring or decide on a part of a record.
var subjects = map[string]string{
	"TASK_REPORT": "TaskReport", "EVIDENCE_ADD": "Evidence", "TASK_SIGN": "Signature", "TASK_RETURN": "Signature", "TASK_OBJECT": "Objection",
	"OBJECTION_DECIDE": "Objection", "EXTENSION_REQUEST": "Extension", "EXTENSION_DECIDE": "Extension", "TASK_SUSPEND": "Suspension",
	"TASK_RESUME": "Suspension", "TASK_INSTRUCT": "Instruction", "MILESTONE_REACH": "Milestone", "PAPER_ADD": "Paper",
	"STATEMENT_RECORD": "Statement", "ATTENDANCE_RECORD": "Participant", "ADDENDUM_ADD": "Addendum", "OUTCOME_RECORD": "Outcome",
	"RECOMMENDATION_ANSWER": "Outcome", "RESOLUTION_RECORD": "Outcome",
}

// Every line of every history of the sample reads without a dictionary and without a second question: states, fields and values
// have names, ids are records, and what an act was about is told, of a part of the record at least.
func TestHistoryReadsAsATimeline(t *testing.T) {
	w := newPlayedWorld(t)
	told, named := map[string]int{}, 0
	for _, role := range []string{"DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN-QH", "PARTY_SECRETARY@HN", "ADMINISTRATOR@HN"} {
		c := w.as(role)
		for _, noun := range []struct{ list, of string }{
			{"tasks", "Task"}, {"problems", "Problem"}, {"findings", "Finding"}, {"consultations", "Consultation"}, {"posts", "Post"}, {"people", "Person"},
			{"dutyLists", "DutyList"}, {"organisations", "Organisation"}, {"appointments", "Appointment"}, {"letters", "Letter"},
		} {
			a := c.must(`{ l: `+noun.list+`(first: `+map[bool]string{true: "6", false: "20"}[noun.list == "consultations"]+`) { nodes { __typename id history(first: 20) { nodes { `+timeline+` } } `+map[string]string{"consultations": `topics(first: 4) { nodes { id history(first: 10) { nodes { ` + timeline + ` } } } }`}[noun.list]+` } } }`, nil)
			for _, n := range a.list("l.nodes") {
				read := func(owner string, events []any) {
					for _, e := range events {
						h := e.(map[string]any)
						at := fmt.Sprintf("%s: %s of %s", role, h["act"], owner)
						readsWell(t, at, h)
						told[h["act"].(string)]++
						of := subjects[h["act"].(string)]
						follows := owner == "Problem" || owner == "Letter" || owner == "Consultation" && !slices.Contains([]string{"PAPER_ADD", "ATTENDANCE_RECORD", "ADDENDUM_ADD"}, h["act"].(string))
						if of != "" && !follows {
							s, _ := h["subject"].(map[string]any)
							if s == nil || s["__typename"] != of {
								t.Errorf("%s is about %v, expected a %s", at, h["subject"], of)
							}
						}
						for _, one := range h["changes"].([]any) {
							x := one.(map[string]any)
							named += len(x["oldNodes"].([]any)) + len(x["newNodes"].([]any))
						}
					}
				}
				m := n.(map[string]any)
				if m["history"] == nil { // not to be told whether there is any
					continue
				}
				read(noun.of, m["history"].(map[string]any)["nodes"].([]any))
				if topics, ok := m["topics"].(map[string]any); ok {
					for _, x := range topics["nodes"].([]any) {
						read("Topic", x.(map[string]any)["history"].(map[string]any)["nodes"].([]any))
					}
				}
			}
		}
	}
	if named == 0 || told["TASK_REPORT"] == 0 || told["EVIDENCE_ADD"] == 0 || told["TASK_SIGN"] == 0 || told["OUTCOME_RECORD"] == 0 {
		t.Errorf("the sample's histories name %d records and hold %v", named, told)
	}
}

// readsWell holds one line of history to what a timeline shows.
func readsWell(t *testing.T, at string, h map[string]any) {
	t.Helper()
	for _, s := range []string{"fromState", "toState"} {
		label, _ := h[s+"Label"].(string)
		if (h[s] == nil) != (h[s+"Label"] == nil) || h[s] != nil && !hanText.MatchString(label) {
			t.Errorf("%s: %s %v is called %q", at, s, h[s], label)
		}
	}
	for _, one := range h["changes"].([]any) {
		c := one.(map[string]any)
		if label := c["fieldLabel"].(string); !hanText.MatchString(label) {
			t.Errorf("%s: the field %v is called %q", at, c["field"], label)
		}
		for value, text := range map[string]string{"oldValue": "oldText", "newValue": "newText"} {
			written, _ := c[text].(string)
			if (c[value] == nil) != (c[text] == nil) || idInText.MatchString(written) || enumInText.MatchString(written) || strings.HasSuffix(written, "Z") && strings.Contains(written, "T") {
				t.Errorf("%s: %v of %v reads %q", at, c[value], c["field"], written)
			}
			// Names may be out of sight; what names no record is never left out.
			if v := fmt.Sprint(c[value]); c[value] != nil && v != "" && v != "[]" && !idInText.MatchString(v) && written == "" {
				t.Errorf("%s: %q of %v reads as nothing", at, v, c["field"])
			}
			for _, id := range idInText.FindAllString(fmt.Sprint(c[value]), -1) {
				if _, _, err := ident.Split(id); err != nil {
					t.Errorf("%s: %v names %s, which is no id of this API", at, c["field"], id)
				}
			}
		}
	}
}

// A page of histories names its records by a number of statements that does not grow with the page.
func TestTimelinesAreReadTogether(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_SECRETARY@HN")
	count := func(first int) float64 {
		a := c.must(fmt.Sprintf(`{ tasks(first: %d) { nodes { history(first: 20) { nodes { %s } } } } }`, first, timeline), nil)
		return a.Extensions["cost"].(map[string]any)["sqlStatements"].(float64)
	}
	if few, many := count(2), count(40); many > few+8 { // at most one more for each noun that is named
		t.Errorf("2 tasks' histories take %v statements, 40 take %v", few, many)
	}
}
