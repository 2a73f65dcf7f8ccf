package ident

import "io"

// The ids, one type per noun; the letter begins the text form. The two methods of each stand here because
// gqlgen does not look at promoted ones.
type (
	OrganisationID     struct{ ID[organisation] }
	DepartmentID       struct{ ID[department] }
	PostID             struct{ ID[post] }
	PostRoleID         struct{ ID[postRole] }
	PersonID           struct{ ID[person] }
	AppointmentID      struct{ ID[appointment] }
	SubstitutionID     struct{ ID[substitution] }
	PortfolioID        struct{ ID[portfolio] }
	DutyListID         struct{ ID[dutyList] }
	DutyItemID         struct{ ID[dutyItem] }
	CoverageGapID      struct{ ID[coverageGap] }
	HistoryEventID     struct{ ID[historyEvent] }
	FindingID          struct{ ID[finding] }
	ProblemID          struct{ ID[problem] }
	ConsultationID     struct{ ID[consultation] }
	TopicID            struct{ ID[topic] }
	ParticipantID      struct{ ID[participant] }
	StatementID        struct{ ID[statement] }
	PaperID            struct{ ID[paper] }
	AddendumID         struct{ ID[addendum] }
	OutcomeID          struct{ ID[outcome] }
	MeasureID          struct{ ID[measure] }
	TaskID             struct{ ID[task] }
	ConsultationRuleID struct{ ID[consultationRule] }
	ConsultationPlanID struct{ ID[consultationPlan] }
	PlanItemID         struct{ ID[planItem] }
	AlignmentID        struct{ ID[alignment] }
	AnswerID           struct{ ID[answer] }
	ResponsibleID      struct{ ID[responsible] }
	FileID             struct{ ID[file] }
	TaskReportID       struct{ ID[taskReport] }
	EvidenceID         struct{ ID[evidence] }
	MilestoneID        struct{ ID[milestone] }
	ExtensionID        struct{ ID[extension] }
	ObjectionID        struct{ ID[objection] }
	SuspensionID       struct{ ID[suspension] }
	SignatureID        struct{ ID[signature] }
	TaskHoldingID      struct{ ID[taskHolding] }
	InstructionID      struct{ ID[instruction] }
	ProblemRelationID  struct{ ID[problemRelation] }
	LetterID           struct{ ID[letter] }
)

type (
	organisation     struct{}
	department       struct{}
	post             struct{}
	postRole         struct{}
	person           struct{}
	appointment      struct{}
	substitution     struct{}
	portfolio        struct{}
	dutyList         struct{}
	dutyItem         struct{}
	coverageGap      struct{}
	historyEvent     struct{}
	finding          struct{}
	problem          struct{}
	consultation     struct{}
	topic            struct{}
	participant      struct{}
	statement        struct{}
	paper            struct{}
	addendum         struct{}
	outcome          struct{}
	measure          struct{}
	task             struct{}
	consultationRule struct{}
	consultationPlan struct{}
	planItem         struct{}
	alignment        struct{}
	answer           struct{}
	responsible      struct{}
	file             struct{}
	taskReport       struct{}
	evidence         struct{}
	milestone        struct{}
	extension        struct{}
	objection        struct{}
	suspension       struct{}
	signature        struct{}
	taskHolding      struct{}
	instruction      struct{}
	problemRelation  struct{}
	letter           struct{}
)

func (organisation) noun() (string, string)     { return "O", "Organisation" }
func (department) noun() (string, string)       { return "D", "Department" }
func (post) noun() (string, string)             { return "P", "Post" }
func (postRole) noun() (string, string)         { return "R", "PostRole" }
func (person) noun() (string, string)           { return "U", "Person" }
func (appointment) noun() (string, string)      { return "A", "Appointment" }
func (substitution) noun() (string, string)     { return "S", "Substitution" }
func (portfolio) noun() (string, string)        { return "F", "Portfolio" }
func (dutyList) noun() (string, string)         { return "L", "DutyList" }
func (dutyItem) noun() (string, string)         { return "I", "DutyItem" }
func (coverageGap) noun() (string, string)      { return "G", "CoverageGap" }
func (historyEvent) noun() (string, string)     { return "H", "HistoryEvent" }
func (finding) noun() (string, string)          { return "Q", "Finding" }
func (problem) noun() (string, string)          { return "B", "Problem" }
func (consultation) noun() (string, string)     { return "C", "Consultation" }
func (topic) noun() (string, string)            { return "K", "Topic" }
func (participant) noun() (string, string)      { return "V", "Participant" }
func (statement) noun() (string, string)        { return "W", "Statement" }
func (paper) noun() (string, string)            { return "E", "Paper" }
func (addendum) noun() (string, string)         { return "J", "Addendum" }
func (outcome) noun() (string, string)          { return "Y", "Outcome" }
func (measure) noun() (string, string)          { return "M", "Measure" }
func (task) noun() (string, string)             { return "T", "Task" }
func (consultationRule) noun() (string, string) { return "Z", "ConsultationRule" }
func (consultationPlan) noun() (string, string) { return "N", "ConsultationPlan" }
func (planItem) noun() (string, string)         { return "NI", "PlanItem" }
func (alignment) noun() (string, string)        { return "AL", "Alignment" }
func (answer) noun() (string, string)           { return "AN", "Answer" }
func (responsible) noun() (string, string)      { return "RE", "Responsible" }
func (file) noun() (string, string)             { return "X", "File" }
func (taskReport) noun() (string, string)       { return "TR", "TaskReport" }
func (evidence) noun() (string, string)         { return "TE", "Evidence" }
func (milestone) noun() (string, string)        { return "TM", "Milestone" }
func (extension) noun() (string, string)        { return "TX", "Extension" }
func (objection) noun() (string, string)        { return "TO", "Objection" }
func (suspension) noun() (string, string)       { return "TP", "Suspension" }
func (signature) noun() (string, string)        { return "TS", "Signature" }
func (taskHolding) noun() (string, string)      { return "TH", "TaskHolding" }
func (instruction) noun() (string, string)      { return "TI", "Instruction" }
func (problemRelation) noun() (string, string)  { return "BR", "ProblemRelation" }
func (letter) noun() (string, string)           { return "GH", "Letter" }

// MarshalGQL writes the text form.
func (i OrganisationID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *OrganisationID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DepartmentID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DepartmentID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PostID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PostID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PostRoleID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PostRoleID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PersonID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PersonID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i AppointmentID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *AppointmentID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i SubstitutionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *SubstitutionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PortfolioID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PortfolioID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DutyListID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DutyListID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DutyItemID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DutyItemID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i CoverageGapID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *CoverageGapID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i HistoryEventID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *HistoryEventID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i FileID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *FileID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i FindingID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *FindingID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ProblemID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ProblemID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ConsultationID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ConsultationID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i TopicID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *TopicID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ParticipantID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ParticipantID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i StatementID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *StatementID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PaperID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PaperID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i AddendumID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *AddendumID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i OutcomeID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *OutcomeID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i MeasureID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *MeasureID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i TaskID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *TaskID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ConsultationRuleID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ConsultationRuleID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ConsultationPlanID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ConsultationPlanID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PlanItemID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PlanItemID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i AlignmentID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *AlignmentID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i AnswerID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *AnswerID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ResponsibleID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ResponsibleID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// PrefixOf is the letter that a noun's ids begin with; empty for what has none.
func PrefixOf(name string) string {
	for _, n := range []Noun{organisation{}, department{}, post{}, postRole{}, person{}, appointment{}, substitution{}, portfolio{}, dutyList{}, dutyItem{}, coverageGap{}, historyEvent{}, finding{}, problem{}, consultation{}, topic{}, participant{}, statement{}, paper{}, addendum{}, outcome{}, measure{}, task{}, consultationRule{}, consultationPlan{}, planItem{}, alignment{}, answer{}, responsible{}, file{}, taskReport{}, evidence{}, milestone{}, extension{}, objection{}, suspension{}, signature{}, taskHolding{}, instruction{}, problemRelation{}, letter{}} {
		if prefix, is := n.noun(); is == name {
			return prefix
		}
	}
	return ""
}

// MarshalGQL writes the text form.
func (i TaskReportID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *TaskReportID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i EvidenceID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *EvidenceID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i MilestoneID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *MilestoneID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ExtensionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ExtensionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ObjectionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ObjectionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i SuspensionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *SuspensionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i SignatureID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *SignatureID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i InstructionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *InstructionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i ProblemRelationID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *ProblemRelationID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i LetterID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *LetterID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }
