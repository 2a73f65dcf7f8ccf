package docs

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"huishang/internal/fault"
	"huishang/internal/offer"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// term is a term of the field that the schema has no noun, kind, state or act for.
type term struct {
	zh, en string
	// where is the element of the schema that it is met at: a type, Type.field or Enum.VALUE.
	where    string
	sentence string
}

// terms are what a newcomer meets in the schema without finding it defined there.
var terms = []term{
	{"一把手", "principal leader", "Role.PARTY_SECRETARY", "Who leads an organisation, as Party secretary; at a region its manager. At most one substantive holder a day."},
	{"班子成员", "leadership member", "Role.LEADERSHIP_MEMBER", "A member of an organisation's leadership, in charge of a portfolio."},
	{"中层干部", "middle manager", "CodeTable.POST_CATEGORY", "A head below the leadership; a branch's head is one of the province, too."},
	{"关键岗位", "key post", "CodeTable.POST_CATEGORY", "A post with integrity risks of its own, tied to a step of its work."},
	{"分管、联系点", "portfolio", "Portfolio", "The departments and organisations that a leadership post is in charge of."},
	{"党委、纪委", "Party committee, discipline commission", "DisciplineBody.COMMISSION", "The body that leads, and the body that supervises; the two consult with each other."},
	{"党委办、纪委办", "Party office, discipline office", "DepartmentKind.PARTY_OFFICE", "The offices of the two bodies; both follow tasks up."},
	{"明责、履责、考责、问责", "define, perform, assess, hold to account", "DutyList", "The loop of duties that the whole system serves; lists are its basis."},
	{"一岗双责", "dual duty", "DutyListKind.DUAL_DUTY", "Who answers for business in a field answers for integrity in it as well."},
	{"三重一大", "major matters", "Topic.majorDecision", "Major decisions, appointments, projects and funds: the Party committee decides on them, never a consultation."},
	{"政治对标", "political alignment", "Alignment", "Comparing work with the newest documents before a consultation."},
	{"首要内容", "opening study", "Topic.study", "The study of the expositions on strict Party governance with which every consultation begins."},
	{"政治监督三问", "questions of political supervision", "Consultation.answers", "Instructions carried out; major deployments; responsibility for governing Party and enterprise."},
	{"知悉范围", "need-to-know list", "Problem.readers", "Who may read a matter by name, whatever its grade."},
	{"涉及人员", "people concerned", "Problem.concerns", "Whom a matter concerns: it is hidden from each of them, whatever their role."},
	{"系统性风险", "systemic risk", "Problem.systemic", "Not a single case but a risk of the whole field; it calls for a thematic consultation."},
	{"双线督办", "dual-track follow-up", "Track", "The Party track and the discipline track both follow a task up and both sign its close-out."},
	{"立行立改", "immediate correction", "Task.immediate", "To be put right at once, without waiting for a plan."},
	{"销号", "close-out", "Task.closeNumber", "The end of a task, with a number of its own, once both tracks have signed."},
	{"责任组织、交办组织", "responsible and setting organisation", "Task.settingOrganisation", "Who answers for a task, and who set it and signs its close-out."},
	{"上级文件", "superior's document", "HistoryEvent.document", "By which a superior decided what is the own matter of the highest leader here."},
	{"代行", "substitution", "Substitution", "Acting for a post's holder on named days; what is done so says for whom."},
	{"统计口径", "basis of figures", "StatsAbout", "Over which rows figures are counted, and as of when."},
}

// kinds are the enums whose values are terms of the field.
var kinds = []string{"OrganisationLevel", "PartyOrganisation", "DisciplineBody", "Role", "Capacity", "DutyListKind", "Frequency", "CoverageGapKind", "Severity", "Secrecy",
	"ProblemResolution", "Recurrence", "ConsultationKind", "ConsultationForm", "TopicPart", "ParticipantSide", "StatementKind", "OutcomeKind", "TaskOrigin", "ObjectionKind", "Track", "Verdict"}

var han = regexp.MustCompile(`\s*\(([^()]*\p{Han}[^()]*)\)`)

// parts are the English and the Chinese term of a description; of a root field without who may.
func parts(description string) (english, chinese string) {
	english, _, _ = strings.Cut(description, " Permission: ")
	if m := han.FindStringSubmatch(english); m != nil {
		chinese = m[1]
	}
	return strings.TrimSpace(han.ReplaceAllString(english, "")), chinese
}

// schemaOf is the schema under root.
func schemaOf(root fs.FS) (*ast.Schema, error) {
	text, err := fs.ReadFile(root, "schema.graphqls")
	if err != nil {
		return nil, err
	}
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// glossary lists the terms of the field in both languages, with what the schema calls them.
func glossary(root fs.FS) (string, error) {
	s, err := schemaOf(root)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# Glossary · 术语表\n\nGenerated from the descriptions of `schema.graphqls` and the list in `internal/docs/glossary.go`. One term, one meaning: names, sentences\n" +
		"and refusals use these words, and no others for the same.\n")
	table := func(title string) {
		fmt.Fprintf(&b, "\n## %s\n\n| 中文 | English | in the schema | what it is |\n|---|---|---|---|\n", title)
	}
	row := func(zh, en, name, sentence string) {
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", zh, en, name, sentence)
	}
	table("Terms of the field · 业务用语")
	for _, t := range terms {
		row(t.zh, t.en, t.where, t.sentence)
	}
	table("Nouns · 名词")
	nouns := slices.Clone(s.PossibleTypes["Node"])
	slices.SortFunc(nouns, func(a, b *ast.Definition) int { return cmp.Compare(a.Position.Start, b.Position.Start) })
	for _, d := range nouns {
		en, zh := parts(d.Description)
		row(zh, fault.Words(d.Name), d.Name, en)
	}
	values := func(enums []string) {
		for _, name := range enums {
			for _, v := range s.Types[name].EnumValues {
				en, zh := parts(v.Description)
				label, more, _ := strings.Cut(en, ". ")
				row(zh, strings.TrimSuffix(label, "."), name+"."+v.Name, more)
			}
		}
	}
	table("Kinds · 类别")
	values(kinds)
	var states []string
	for _, m := range offer.Machines() {
		if !slices.Contains(states, m.Enum) {
			states = append(states, m.Enum)
		}
	}
	table("States · 状态")
	values(states)
	table("Acts · 操作")
	values([]string{"Act"})
	return b.String(), nil
}
