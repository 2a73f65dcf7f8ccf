package ident_test

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// anyID is what every noun's id can do.
type anyID interface {
	String() string
	UUID() uuid.UUID
	Set(uuid.UUID)
	MarshalGQL(io.Writer)
	UnmarshalGQL(any) error
	Scan(any) error
	Value() (driver.Value, error)
}

// kinds makes an empty id of each noun, by the noun's GraphQL name.
var kinds = map[string]func() anyID{
	"Organisation": func() anyID { return new(ident.OrganisationID) }, "Department": func() anyID { return new(ident.DepartmentID) },
	"Post": func() anyID { return new(ident.PostID) }, "PostRole": func() anyID { return new(ident.PostRoleID) },
	"Person": func() anyID { return new(ident.PersonID) }, "Appointment": func() anyID { return new(ident.AppointmentID) },
	"Substitution": func() anyID { return new(ident.SubstitutionID) }, "Portfolio": func() anyID { return new(ident.PortfolioID) },
	"DutyList": func() anyID { return new(ident.DutyListID) }, "DutyItem": func() anyID { return new(ident.DutyItemID) },
	"CoverageGap": func() anyID { return new(ident.CoverageGapID) }, "HistoryEvent": func() anyID { return new(ident.HistoryEventID) },
	"Finding": func() anyID { return new(ident.FindingID) }, "Problem": func() anyID { return new(ident.ProblemID) },
	"Consultation": func() anyID { return new(ident.ConsultationID) }, "Topic": func() anyID { return new(ident.TopicID) },
	"Participant": func() anyID { return new(ident.ParticipantID) }, "Statement": func() anyID { return new(ident.StatementID) },
	"Paper": func() anyID { return new(ident.PaperID) }, "Addendum": func() anyID { return new(ident.AddendumID) },
	"Outcome": func() anyID { return new(ident.OutcomeID) }, "Measure": func() anyID { return new(ident.MeasureID) },
	"Task": func() anyID { return new(ident.TaskID) }, "ConsultationRule": func() anyID { return new(ident.ConsultationRuleID) },
	"ConsultationPlan": func() anyID { return new(ident.ConsultationPlanID) }, "PlanItem": func() anyID { return new(ident.PlanItemID) },
	"Alignment": func() anyID { return new(ident.AlignmentID) }, "Answer": func() anyID { return new(ident.AnswerID) },
	"Responsible": func() anyID { return new(ident.ResponsibleID) }, "File": func() anyID { return new(ident.FileID) },
	"TaskReport":      func() anyID { return new(ident.TaskReportID) },
	"Evidence":        func() anyID { return new(ident.EvidenceID) },
	"Milestone":       func() anyID { return new(ident.MilestoneID) },
	"Extension":       func() anyID { return new(ident.ExtensionID) },
	"Objection":       func() anyID { return new(ident.ObjectionID) },
	"Suspension":      func() anyID { return new(ident.SuspensionID) },
	"Signature":       func() anyID { return new(ident.SignatureID) },
	"TaskHolding":     func() anyID { return new(ident.TaskHoldingID) },
	"ProblemRelation": func() anyID { return new(ident.ProblemRelationID) },
	"Instruction":     func() anyID { return new(ident.InstructionID) },
	"Letter":          func() anyID { return new(ident.LetterID) },
}

// The table above has every noun that nouns.go declares.
func TestEveryNounIsHere(t *testing.T) {
	source, err := os.ReadFile("nouns.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^\t(\w+)ID +struct\{ ID\[`).FindAllSubmatch(source, -1)
	if len(declared) == 0 {
		t.Fatal("no declarations are found in nouns.go: the pattern no longer fits")
	}
	for _, m := range declared {
		if kinds[string(m[1])] == nil {
			t.Errorf("the tests here leave out %sID", m[1])
		}
	}
	if len(declared) != len(kinds) {
		t.Errorf("nouns.go declares %d nouns, %d are tested", len(declared), len(kinds))
	}
}

// A prefix tells the noun: each noun has one, and no two have the same.
func TestPrefixesTellTheNoun(t *testing.T) {
	nouns := map[string]string{}
	for name, empty := range kinds {
		prefix, _, err := ident.Split(empty().String())
		if err != nil || !regexp.MustCompile(`^[A-Z]{1,2}$`).MatchString(prefix) {
			t.Errorf("%s: the prefix is %q, %v", name, prefix, err)
		}
		if ident.PrefixOf(name) != prefix {
			t.Errorf("%s writes %q, PrefixOf says %q", name, prefix, ident.PrefixOf(name))
		}
		if other, taken := nouns[prefix]; taken {
			t.Errorf("%s and %s both begin with %s", name, other, prefix)
		}
		nouns[prefix] = name
	}
	if p := ident.PrefixOf("Nothing"); p != "" {
		t.Errorf("what has no ids has the prefix %q", p)
	}
}

func someUUID() *rapid.Generator[uuid.UUID] {
	return rapid.Custom(func(t *rapid.T) uuid.UUID {
		return uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "uuid"))
	})
}

// An id survives the ways that it goes: to a client and back, to the database and back.
func TestRoundTrips(t *testing.T) {
	for name, empty := range kinds {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				id, u := empty(), someUUID().Draw(t, "id")
				id.Set(u)
				if id.UUID() != u {
					t.Fatalf("%s becomes %s", u, id.UUID())
				}
				var text bytes.Buffer
				id.MarshalGQL(&text)
				fromClient := empty()
				if err := fromClient.UnmarshalGQL(strings.Trim(text.String(), `"`)); err != nil || fromClient.UUID() != u || fromClient.String() != id.String() {
					t.Fatalf("%s comes back as %s, %v", text.String(), fromClient, err)
				}
				if prefix, got, err := ident.Split(id.String()); err != nil || got != u || prefix != ident.PrefixOf(name) {
					t.Fatalf("%s is split into %q and %s, %v", id, prefix, got, err)
				}
				column, err := id.Value()
				if err != nil || column != driver.Value(u.String()) {
					t.Fatalf("%s is written as %v, %v", u, column, err)
				}
				fromColumn := empty()
				if err := fromColumn.Scan([]byte(column.(string))); err != nil || fromColumn.UUID() != u {
					t.Fatalf("%v is scanned as %s, %v", column, fromColumn, err)
				}
				b, err := json.Marshal(id)
				fromJSON := empty()
				if err != nil || string(b) != `"`+u.String()+`"` || json.Unmarshal(b, fromJSON) != nil || fromJSON.UUID() != u {
					t.Fatalf("%s is %s in JSON and comes back as %s, %v", u, b, fromJSON, err)
				}
			})
		})
	}
}

// One noun's id is no other's.
func TestAnotherNounsIdIsRefused(t *testing.T) {
	for name, empty := range kinds {
		for other, of := range kinds {
			err := empty().UnmarshalGQL(of().String())
			if (err == nil) != (name == other) {
				t.Errorf("an id of %s as one of %s: %v", other, name, err)
			}
			if err != nil && !fault.Is(err, fault.BadUserInput) {
				t.Errorf("an id of %s as one of %s: %v", other, name, err)
			}
		}
	}
}

// What this API did not write is no id: other letters, lengths, cases, bare UUIDs, and a second spelling of the
// two bits that base32 leaves over.
func TestGarbageIsRefused(t *testing.T) {
	const good = "O_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	var id ident.OrganisationID
	if err := id.UnmarshalGQL(good); err != nil {
		t.Fatal(err)
	}
	for _, value := range []any{
		nil, 7, true, "", "O", "O_", "_", good[2:], good + "a", good[:len(good)-1], " " + good, good + " ", "o" + good[1:], strings.ToUpper(good),
		"O-" + good[2:], "OO_" + good[2:], "_" + good[2:], good[:len(good)-1] + "b", good[:len(good)-1] + "=", good[:len(good)-1] + "1",
		"O_" + strings.Repeat("０", 26), uuid.Nil.String(), "O_" + uuid.Nil.String(), good + "\x00", "O_\n" + good[3:],
	} {
		if err := id.UnmarshalGQL(value); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%q is taken as %s, %v", value, id, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		prefix, u, err := ident.Split(text)
		if err == nil && prefix+"_"+ident.Of[ident.OrganisationID](u).String()[2:] != text {
			t.Fatalf("%q is a second spelling of %s", text, u)
		}
	})
}

// A refusal of a typed id names the noun and its prefix.
func TestARefusalNamesTheNoun(t *testing.T) {
	for name, empty := range kinds {
		err := empty().UnmarshalGQL("garbage")
		if text := fault.All(err)[0].Message(fault.EN); !strings.Contains(text, name) || !strings.Contains(text, ident.PrefixOf(name)+"_") {
			t.Errorf("an id of %s is refused with %q", name, text)
		}
	}
}

// A uuid array comes back as it was written.
func TestLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := ident.List(rapid.SliceOf(someUUID()).Draw(t, "list"))
		text, err := list.Value()
		if err != nil {
			t.Fatal(err)
		}
		for _, src := range []any{text, []byte(text.(string))} {
			var got ident.List
			if err := got.Scan(src); err != nil || len(got) != len(list) || len(list) > 0 && !reflect.DeepEqual(got, list) {
				t.Fatalf("%v is scanned as %v, %v", src, got, err)
			}
		}
	})
	l := ident.List{uuid.Nil}
	if err := l.Scan(nil); err != nil || l != nil {
		t.Errorf("NULL is scanned as %v, %v", l, err)
	}
	for _, src := range []any{7, "{x}", "{NULL}"} {
		if err := l.Scan(src); err == nil {
			t.Errorf("%v is scanned as %v", src, l)
		}
	}
	u := uuid.New()
	if got := ident.UUIDs([]ident.PersonID{ident.Of[ident.PersonID](u)}); len(got) != 1 || got[0] != u {
		t.Errorf("typed ids become %v", got)
	}
	if ident.Some[ident.PersonID](nil) != nil {
		t.Error("no id became one")
	}
	one := ident.Of[ident.PersonID](u)
	if got := ident.Some(&one); got == nil || *got != u {
		t.Errorf("an id became %v", got)
	}
}
