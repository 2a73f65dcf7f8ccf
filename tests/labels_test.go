package tests

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
)

// saidOtherwise are the enums whose values need no label of their own, with the reason.
var saidOtherwise = map[string]string{
	"ErrorCode":  "a sentence stands beside it: message, or cause and cure",
	"ErrorPlace": "it tells a developer where a code is met; errorCodes has the sentences",
}

// Whatever an answer says in capitals it also says in words: clients ship no dictionaries.
func TestEveryEnumFieldHasItsLabel(t *testing.T) {
	s, _ := schemaOf(t)
	fields := 0
	for name := range saidOtherwise {
		if s.Types[name] == nil {
			t.Errorf("%s is listed, and is no enum", name)
		}
	}
	for _, d := range s.Types {
		if d.Kind != ast.Object || strings.HasPrefix(d.Name, "__") {
			continue
		}
		for _, f := range d.Fields {
			e := s.Types[f.Type.Name()]
			if e == nil || e.Kind != ast.Enum || strings.HasPrefix(e.Name, "__") || saidOtherwise[e.Name] != "" {
				continue
			}
			fields++
			label := d.Fields.ForName(f.Name + "Label")
			switch {
			case label == nil:
				t.Errorf("%s.%s has no label", d.Name, f.Name)
			case label.Type.String() != strings.Replace(f.Type.String(), e.Name, "String", 1) || label.Arguments.ForName("locale") == nil:
				t.Errorf("%s.%s is %s", d.Name, label.Name, label.Type)
			}
		}
	}
	if fields < 60 {
		t.Errorf("%d fields were looked at", fields)
	}
}

// A label fits a badge or a button, in both languages.
func TestLabelsAreShort(t *testing.T) {
	s, _ := schemaOf(t)
	w := newWorld(t)
	c := w.as("PARTY_SECRETARY@HN")
	for _, d := range s.Types {
		if d.Kind != ast.Enum || strings.HasPrefix(d.Name, "__") || strings.HasSuffix(d.Name, "OrderField") || saidOtherwise[d.Name] != "" {
			continue
		}
		for language, most := range map[string]int{"EN": 30, "ZH_CN": 14} {
			values, _ := c.must(`query($e: String!, $l: Locale!) { enumValues(name: $e, locale: $l) { value label } }`, map[string]any{"e": d.Name, "l": language}).Data["enumValues"].([]any)
			if len(values) != len(d.EnumValues) {
				t.Errorf("%s: %d values", d.Name, len(values))
			}
			for _, v := range values {
				label, _ := v.(map[string]any)["label"].(string)
				if label == "" || utf8.RuneCountInString(label) > most || strings.ContainsAny(label, ",:;，：；。") {
					t.Errorf("%s.%s in %s: %q", d.Name, v.(map[string]any)["value"], language, label)
				}
			}
		}
	}
}

// Labels that stand beside values are those of enumValues, null where the value is, and in the language asked for.
func TestLabelsStandBesideValues(t *testing.T) {
	w := newPlayedWorld(t)
	a := w.as("PARTY_SECRETARY@HN").must(`{ tasks(first: 50) { nodes { severity severityLabel secrecy secrecyLabel(locale: ZH_CN) origin originLabel reportInterval reportIntervalLabel history { nodes { act actLabel } } } }
		problems(first: 50) { nodes { recurrence recurrenceLabel resolution resolutionLabel(locale: ZH_CN) } }
		viewer { grants { role roleLabel capacityLabel(locale: ZH_CN) } } }`, nil).Data
	labels := map[string]map[string]string{}
	for _, enum := range []string{"Severity", "Secrecy", "TaskOrigin", "ReportInterval", "Act", "Recurrence", "ProblemResolution", "Role"} {
		language := "EN" // the tests' own
		if enum == "Secrecy" || enum == "ProblemResolution" {
			language = "ZH_CN"
		}
		of := map[string]string{}
		values, _ := w.as("PARTY_SECRETARY@HN").must(`query($e: String!, $l: Locale!) { enumValues(name: $e, locale: $l) { value label } }`, map[string]any{"e": enum, "l": language}).Data["enumValues"].([]any)
		for _, v := range values {
			m, _ := v.(map[string]any)
			of[m["value"].(string)], _ = m["label"].(string)
		}
		labels[enum] = of
	}
	met := map[string]int{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for field, enum := range map[string]string{"severity": "Severity", "secrecy": "Secrecy", "origin": "TaskOrigin", "reportInterval": "ReportInterval", "act": "Act", "recurrence": "Recurrence", "resolution": "ProblemResolution", "role": "Role"} {
				value, there := v[field]
				if !there {
					continue
				}
				want := any(nil)
				if text, ok := value.(string); ok {
					want = labels[enum][text]
					met[enum]++
				}
				if v[field+"Label"] != want || want == "" {
					t.Errorf("%s %v is called %v, not %v", field, value, v[field+"Label"], want)
				}
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(a)
	for _, enum := range []string{"Severity", "Secrecy", "TaskOrigin", "Act", "Role"} {
		if met[enum] == 0 {
			t.Errorf("no %s was met: %v", enum, met)
		}
	}
}
