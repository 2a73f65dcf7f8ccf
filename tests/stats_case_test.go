package tests

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

// statsNoun is what is read of a row, and each figure computed from the rows of a group.
type statsNoun struct {
	list, row string
	figures   map[string]func([]fact) any
}

// statsNouns are the nouns besides tasks.
var statsNouns = map[string]*statsNoun{
	"problem": {"problems", `state severity resolution createdAt closedAt systemic amountInvolved amountRecovered category { code parent } sources { code } riskDomains { code } recurrence ` + atPlaces, map[string]func([]fact) any{
		"open": states("OPEN"), "rectified": numberOf(func(f fact) bool { return f.text("resolution") == "RECTIFIED" }), "systemic": numberOf(func(f fact) bool { return f.get("systemic") == true }),
		"openOverMonth": numberOf(func(f fact) bool {
			d, _ := f.day("createdAt")
			t, _ := lifeDays["TODAY"](f)
			return f.text("state") == "OPEN" && d.Before(t.AddDate(0, 0, -30))
		}),
		"amountInvolved": amounts("amountInvolved"), "amountRecovered": amounts("amountRecovered"), "organisations": distinct("aboutOrganisation.id"),
		"medianDaysToClose": func(rows []fact) any { return quantile(spansOf(rows, dayOf("createdAt"), dayOf("closedAt")), 0.5) },
		"p90DaysToClose":    func(rows []fact) any { return quantile(spansOf(rows, dayOf("createdAt"), dayOf("closedAt")), 0.9) },
	}},
	"finding": {"findings", `state severity foundOn problem { id } category { code parent } source { code } ` + atPlaces, map[string]func([]fact) any{
		"transferred": states("TRANSFERRED"), "organisations": distinct("aboutOrganisation.id"),
	}},
	"consultation": {"consultations", `state kind form createdAt plannedOn concludedAt participants(first: 50) { nodes { required attended } } ` + atPlaces, map[string]func([]fact) any{
		"held": states("CONCLUDED", "CLOSED"), "cancelled": states("CANCELLED"), "organisations": distinct("aboutOrganisation.id"),
		"required": attended(func(r, _ float64) any { return r }), "present": attended(func(_, p float64) any { return p }),
		"attendanceRate": attended(func(r, p float64) any {
			if r == 0 {
				return nil
			}
			return p / r
		}),
	}},
	"outcome": {"outcomes", `kind recommendation final resolution consultation { organisation { id level parent { id level parent { id } } } }`, map[string]func([]fact) any{
		"finals":  numberOf(func(f fact) bool { return f.get("final") == true }),
		"adopted": numberOf(func(f fact) bool { return f.text("recommendation") == "ADOPTED" }), "declined": numberOf(func(f fact) bool { return f.text("recommendation") == "DECLINED" }),
		"adoptionRate": share(func(f fact) bool { return f.text("recommendation") == "ADOPTED" }, func(f fact) bool { return f.text("recommendation") != "" && f.text("recommendation") != "PROPOSED" }),
		"awaitingResolution": numberOf(func(f fact) bool {
			return f.text("kind") == "TO_COMMITTEE" && f.get("final") == true && f.get("resolution") == nil
		}),
	}},
	"planItem": {"planItems", `kind dueOn held late organisation { id level parent { id level parent { id } } }`, map[string]func([]fact) any{
		"heldRate": share(func(f fact) bool { return f.get("held") == true }, func(f fact) bool {
			d, _ := f.day("dueOn")
			t, _ := lifeDays["TODAY"](f)
			return f.get("late") == true || f.get("held") == true && d.Before(t)
		}),
		"held": numberOf(func(f fact) bool { return f.get("held") == true }), "late": numberOf(func(f fact) bool { return f.get("late") == true }),
	}},
}

const atPlaces = `organisation { id level parent { id level parent { id } } } aboutOrganisation { id level parent { id level parent { id } } }`

func states(names ...string) func([]fact) any {
	return numberOf(func(f fact) bool { return f.is(names...) })
}

func dayOf(path string) func(fact) (time.Time, bool) {
	return func(f fact) (time.Time, bool) { return f.day(path) }
}

func amounts(path string) func([]fact) any {
	return func(rows []fact) any {
		renamed := make([]fact, len(rows))
		for i, f := range rows {
			renamed[i] = fact{"amountRecovered": f.get(path)}
		}
		return measures["amountRecovered"](renamed)
	}
}

func attended(of func(required, present float64) any) func([]fact) any {
	return func(rows []fact) any {
		required, present := 0.0, 0.0
		for _, f := range rows {
			if f.is("CONCLUDED", "CLOSED") {
				for _, n := range f.get("participants.nodes").([]any) {
					p := n.(map[string]any)
					required += oneIf(p["required"] == true)
					present += oneIf(p["required"] == true && p["attended"] == true)
				}
			}
		}
		return of(required, present)
	}
}

// keyHolds tells whether a row belongs to a group, by the group's key and by the row itself.
func keyHolds(field, how string, row fact, f fact) bool {
	days := map[string]string{"created": "createdAt", "closed": "closedAt", "found": "foundOn", "planned": "plannedOn", "concluded": "concludedAt", "due": "dueOn"}
	codes := map[string]string{"source": "sources", "riskDomain": "riskDomains"}
	switch {
	case strings.HasSuffix(strings.ToLower(field), "organisation"):
		if _, own := f[field]; !own { // an outcome's is its consultation's, which may be out of sight
			return f.get("consultation") == nil || row.text(field+".id") == rolled(f, "consultation."+field, how)
		}
		return row.text(field+".id") == rolled(f, field, how)
	case days[field] != "":
		d, ok := f.day(days[field])
		return ok && row.text(field+".period") == periodOf(d, how) || !ok && row.get(field) == nil
	case field == "category":
		return row.get("category.code") == f.get("category.code")
	case field == "categoryGroup":
		if above := f.get("category.parent"); above != nil {
			return row.get("categoryGroup.code") == above
		}
		return row.get("categoryGroup.code") == f.get("category.code")
	case codes[field] != "" && f[codes[field]] != nil:
		list := f.get(codes[field]).([]any)
		return row.get(field) == nil && len(list) == 0 || slices.ContainsFunc(list, func(c any) bool { return c.(map[string]any)["code"] == row.get(field+".code") })
	case field == "source":
		return row.get("source.code") == f.get("source.code")
	}
	return row.get(field) == f.get(field)
}

// Problems, findings, consultations, outcomes and plan items: each group of each dimension has exactly the rows that its filter
// lists to the same viewer, each by its own values, and its figures are theirs; together the groups are all rows.
func TestStatisticsOfCasesAreTheRowsThatTheViewerSees(t *testing.T) {
	seed := seeded(t)
	w := newPlayedWorld(t)
	s, _ := schemaOf(t)
	groups := map[string]int{}
	for v, grant := range []string{"DISCIPLINE_OFFICE@HN", "PARTY_SECRETARY@HN", "ANALYST@HN", "DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS"} {
		r := rand.New(rand.NewPCG(seed, uint64(v)))
		c := w.as(grant)
		for _, noun := range slices.Sorted(maps.Keys(statsNouns)) {
			n := statsNouns[noun]
			title := strings.ToUpper(noun[:1]) + noun[1:]
			seen := map[string]fact{}
			for _, f := range c.all(n.list, title+"Filter", nil, "id "+n.row) {
				seen[f.text("id")] = f
			}
			figures := strings.Join(slices.Sorted(maps.Keys(n.figures)), " ") + " count"
			for _, value := range s.Types[title+"DimensionField"].EnumValues {
				i := slices.IndexFunc(s.Types[title+"StatsRow"].Fields, func(f *ast.FieldDefinition) bool { return enumOf(f.Name) == value.Name })
				field := s.Types[title+"StatsRow"].Fields[i]
				how, ask, show := "", "", field.Name
				switch field.Type.Name() {
				case "Organisation":
					how = []string{"PROVINCE", "BRANCH", "REGION"}[r.IntN(3)]
					ask, show = "level: "+how, show+" { id }"
				case "StatsPeriod":
					how = []string{"WEEK", "MONTH", "QUARTER", "HALF_YEAR", "YEAR"}[r.IntN(5)]
					ask, show = "unit: "+how, show+" { period }"
				case "Code":
					show += " { code }"
				}
				what := fmt.Sprintf("SEED=%d %s: %s by %s %s", seed, grant, n.list, field.Name, how)
				a := c.must(fmt.Sprintf(`{ s: %sStats(groupBy: [{ field: %s %s }], first: 100) { nodes { %s %s filter } totals { %s } pageInfo { hasNextPage } } }`, noun, value.Name, ask, show, figures, figures), nil)
				if a.get("s.pageInfo.hasNextPage") != false {
					t.Fatalf("%s: more than a page", what)
				}
				found := map[string]bool{}
				for _, node := range a.list("s.nodes") {
					row := fact(node.(map[string]any))
					var rows []fact
					for _, one := range c.all(n.list, title+"Filter", in("f", row.get("filter")), "id") {
						f := seen[one.text("id")]
						found[one.text("id")] = true
						rows = append(rows, f)
						if !keyHolds(field.Name, how, row, f) {
							t.Errorf("%s: %v lists %v", what, row, f)
						}
					}
					n.hold(t, row, rows, what)
					groups[noun]++
				}
				if len(found) != len(seen) {
					t.Errorf("%s: the groups have %d rows, the list %d", what, len(found), len(seen))
				}
				n.hold(t, a.get("s.totals").(map[string]any), slices.Collect(maps.Values(seen)), what+" totals")
			}
		}
	}
	for noun := range statsNouns {
		if groups[noun] < 6 {
			t.Errorf("%d groups of %ss show nothing", groups[noun], noun)
		}
	}
}

func (n *statsNoun) hold(t *testing.T, row fact, rows []fact, what string) {
	t.Helper()
	if row.number("count") != float64(len(rows)) {
		t.Errorf("%s: %v counts %d rows", what, row, len(rows))
	}
	for name, of := range n.figures {
		if want := of(rows); !same(row.get(name), want) {
			t.Errorf("%s: %s is told as %v and is %v", what, name, row.get(name), want)
		}
	}
}

// Recurrences are told to whose role shows every problem of the province; to others the figure is null with the reason, whatever
// they see, so that null tells of none (D-SEC-1). A source that is withheld in the list is withheld in its groups.
func TestStatisticsOfProblemsWithholdWhatTheListWithholds(t *testing.T) {
	w := newPlayedWorld(t)
	const asked = `{ problemStats(groupBy: [{ field: SOURCE }]) { nodes { source { code } recurring { confirmed rate withheld withheldLabel } filter } } }`
	for grant, tells := range map[string]bool{"DISCIPLINE_OFFICE@HN": true, "ANALYST@HN": false, "PARTY_SECRETARY@HN-QH": false} {
		a := w.as(grant).must(asked, nil)
		sources := map[any]bool{}
		for _, n := range a.list("problemStats.nodes") {
			row := fact(n.(map[string]any))
			sources[row.get("source.code")] = true
			if told := row.get("recurring.confirmed") != nil && row.get("recurring.rate") != nil && row.get("recurring.withheld") == nil; told != tells ||
				!tells && (row.get("recurring.withheld") != "OUT_OF_SIGHT" || row.get("recurring.confirmed") != nil || row.get("recurring.rate") != nil) {
				t.Errorf("%s: %v", grant, row)
			}
		}
		if len(sources) == 0 || sources["COMPLAINT"] != tells && grant != "PARTY_SECRETARY@HN-QH" || grant == "ANALYST@HN" && !sources["WITHHELD"] {
			t.Errorf("%s is told of the sources %v", grant, sources)
		}
	}
}
