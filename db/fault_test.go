package db

import (
	"os"
	"regexp"
	"testing"
)

// neverMet are the unique keys that no request meets, and why: of all others constraintFaults says what a client is told.
var neverMet = map[string]string{
	"alignment_consultation_id_key":             "written with ON CONFLICT",
	"answer_consultation_id_question_key":       "written with ON CONFLICT",
	"participant_consultation_id_person_id_key": "written with ON CONFLICT",
	"calendar_day_province_id_day_key":          "the import's, by the day's own id",
	"counter_org_id_kind_year_key":              "written with ON CONFLICT",
	"reporting_login_login_key":                 "written with ON CONFLICT, by the operator",
	"audit_entry_one_next":                      "the chain is locked while an entry is added",

	"task_province_id_number_key":             "a number that the locked counter gives",
	"task_org_id_year_serial_key":             "a number that the locked counter gives",
	"letter_province_id_number_key":           "a number that the locked counter gives",
	"letter_org_id_kind_year_serial_key":      "a number that the locked counter gives",
	"task_close_number_key":                   "a number that the locked counter gives",
	"task_org_id_close_year_close_serial_key": "a number that the locked counter gives",
	"topic_consultation_id_position_key":      "a place given while the consultation is locked",
	"duty_item_list_id_no_key":                "places of one statement",
	"plan_item_plan_id_no_key":                "places of one statement",
	"measure_outcome_id_no_key":               "places of one statement",
	"milestone_task_id_no_key":                "places of one statement",
	"responsible_measure_id_no_key":           "places of one statement",
	"duty_item_list_id_identity_key":          "an item named twice is refused (DUPLICATE)",
	"plan_item_plan_id_identity_key":          "an item named twice is refused (DUPLICATE)",

	"duty_list_in_force":                "the one before is superseded in the same act, the list locked",
	"duty_list_edition":                 "the one before is superseded in the same act, the list locked",
	"consultation_plan_in_force":        "the one before is superseded in the same act",
	"consultation_rule_in_force":        "the one before is superseded in the same act",
	"extension_one_open":                "judged with the task locked",
	"objection_one_open":                "judged with the task locked",
	"suspension_one_open":               "judged with the task locked",
	"signature_two_people":              "judged with the task locked",
	"signature_task_id_round_track_key": "judged with the task locked",
	"task_holding_one_open":             "the trigger's, with the task locked",
}

// Every unique key is one that a client may meet, and then it has a refusal, or one that no request meets.
func TestEveryUniqueKeyHasItsRefusal(t *testing.T) {
	t.Parallel()
	dump, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, m := range regexp.MustCompile(`CREATE UNIQUE INDEX (\w+)|ADD CONSTRAINT (\w+) (?:UNIQUE|EXCLUDE)`).FindAllStringSubmatch(string(dump), -1) {
		name := m[1] + m[2]
		found++
		if told, never := constraintFaults[name] != nil, neverMet[name] != ""; told == never {
			t.Errorf("%s: a client is told what it means: %t, no request meets it: %t", name, told, never)
		}
	}
	for name := range neverMet {
		if !regexp.MustCompile(`\b` + name + `\b`).Match(dump) {
			t.Errorf("there is no %s any more", name)
		}
	}
	if found < 40 {
		t.Errorf("%d unique keys are found in schema.sql", found)
	}
}
