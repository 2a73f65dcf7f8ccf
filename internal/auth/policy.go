package auth

import (
	"slices"

	"huishang/internal/fault"
	"huishang/internal/ident"
)

// Act is one act of the process. Every root field of the schema names the one that it is with @can.
type Act string

// The acts.
const (
	Read Act = "READ"

	OrganisationCreate     Act = "ORGANISATION_CREATE"
	OrganisationUpdate     Act = "ORGANISATION_UPDATE"
	OrganisationMove       Act = "ORGANISATION_MOVE"
	OrganisationDeactivate Act = "ORGANISATION_DEACTIVATE"
	DepartmentCreate       Act = "DEPARTMENT_CREATE"
	DepartmentUpdate       Act = "DEPARTMENT_UPDATE"
	DepartmentDeactivate   Act = "DEPARTMENT_DEACTIVATE"
	PostCreate             Act = "POST_CREATE"
	PostUpdate             Act = "POST_UPDATE"
	PostDeactivate         Act = "POST_DEACTIVATE"
	PostRoleConfirm        Act = "POST_ROLE_CONFIRM"
	PostRoleReject         Act = "POST_ROLE_REJECT"
	PostHandOver           Act = "POST_HAND_OVER"
	PersonCreate           Act = "PERSON_CREATE"
	PersonUpdate           Act = "PERSON_UPDATE"
	PersonDeactivate       Act = "PERSON_DEACTIVATE"
	TokensRevoke           Act = "TOKENS_REVOKE"
	AppointmentCreate      Act = "APPOINTMENT_CREATE"
	AppointmentEnd         Act = "APPOINTMENT_END"
	AppointmentConfirm     Act = "APPOINTMENT_CONFIRM"
	AppointmentReject      Act = "APPOINTMENT_REJECT"
	SubstitutionCreate     Act = "SUBSTITUTION_CREATE"
	SubstitutionEnd        Act = "SUBSTITUTION_END"
	SubstitutionConfirm    Act = "SUBSTITUTION_CONFIRM"
	SubstitutionReject     Act = "SUBSTITUTION_REJECT"
	PortfolioCreate        Act = "PORTFOLIO_CREATE"
	PortfolioEnd           Act = "PORTFOLIO_END"

	ListDraft              Act = "LIST_DRAFT"
	ListRevise             Act = "LIST_REVISE"
	ListUpdateDraft        Act = "LIST_UPDATE_DRAFT"
	ListPutInForce         Act = "LIST_PUT_IN_FORCE"
	OversightSetPutInForce Act = "OVERSIGHT_SET_PUT_IN_FORCE"
	ListWithdraw           Act = "LIST_WITHDRAW"

	FindingRegister      Act = "FINDING_REGISTER"
	FindingClassify      Act = "FINDING_CLASSIFY"
	SecrecySet           Act = "SECRECY_SET"
	CaseTransfer         Act = "CASE_TRANSFER"
	ProblemRegister      Act = "PROBLEM_REGISTER"
	ProblemAddFindings   Act = "PROBLEM_ADD_FINDINGS"
	ProblemMerge         Act = "PROBLEM_MERGE"
	ProblemRelate        Act = "PROBLEM_RELATE"
	ProblemUnrelate      Act = "PROBLEM_UNRELATE"
	RecurrenceConfirm    Act = "RECURRENCE_CONFIRM"
	MandateSet           Act = "MANDATE_SET"
	ProblemClose         Act = "PROBLEM_CLOSE"
	PlanPropose          Act = "PLAN_PROPOSE"
	PlanEndorse          Act = "PLAN_ENDORSE"
	PlanDecide           Act = "PLAN_DECIDE"
	ConsultationDraft    Act = "CONSULTATION_DRAFT"
	TopicPropose         Act = "TOPIC_PROPOSE"
	TopicWithdraw        Act = "TOPIC_WITHDRAW"
	ConsultationSubmit   Act = "CONSULTATION_SUBMIT"
	TopicSettle          Act = "TOPIC_SETTLE"
	TopicAdd             Act = "TOPIC_ADD"
	ConsultationRatify   Act = "CONSULTATION_RATIFY"
	AlignmentRecord      Act = "ALIGNMENT_RECORD"
	StudyRecord          Act = "STUDY_RECORD"
	ParticipantsInvite   Act = "PARTICIPANTS_INVITE"
	PaperAdd             Act = "PAPER_ADD"
	AttendanceRecord     Act = "ATTENDANCE_RECORD"
	TopicRecuse          Act = "TOPIC_RECUSE"
	TopicRecusalUndo     Act = "TOPIC_RECUSAL_UNDO"
	ConsultationOpen     Act = "CONSULTATION_OPEN"
	StatementRecord      Act = "STATEMENT_RECORD"
	OutcomeRecord        Act = "OUTCOME_RECORD"
	TopicCarryOver       Act = "TOPIC_CARRY_OVER"
	AnswersRecord        Act = "ANSWERS_RECORD"
	ConsultationConclude Act = "CONSULTATION_CONCLUDE"
	ConsultationCancel   Act = "CONSULTATION_CANCEL"
	RecommendationAnswer Act = "RECOMMENDATION_ANSWER"
	ResolutionRecord     Act = "RESOLUTION_RECORD"
	AddendumAdd          Act = "ADDENDUM_ADD"

	TaskAccept       Act = "TASK_ACCEPT"
	TaskObject       Act = "TASK_OBJECT"
	TaskReport       Act = "TASK_REPORT"
	MilestoneReach   Act = "MILESTONE_REACH"
	EvidenceAdd      Act = "EVIDENCE_ADD"
	ExtensionRequest Act = "EXTENSION_REQUEST"
	TaskSubmit       Act = "TASK_SUBMIT"
	MilestonesSet    Act = "MILESTONES_SET"
	ObjectionDecide  Act = "OBJECTION_DECIDE"
	TaskReassign     Act = "TASK_REASSIGN"
	TaskSuspend      Act = "TASK_SUSPEND"
	TaskResume       Act = "TASK_RESUME"
	TaskCancel       Act = "TASK_CANCEL"
	ExtensionDecide  Act = "EXTENSION_DECIDE"
	TaskSign         Act = "TASK_SIGN"
	TaskReturn       Act = "TASK_RETURN"
	TaskInstruct     Act = "TASK_INSTRUCT"

	LetterDraft       Act = "LETTER_DRAFT"
	LetterUpdate      Act = "LETTER_UPDATE"
	LetterIssue       Act = "LETTER_ISSUE"
	LetterAcknowledge Act = "LETTER_ACKNOWLEDGE"
	LetterReply       Act = "LETTER_REPLY"
	LetterReturn      Act = "LETTER_RETURN"
	LetterAccept      Act = "LETTER_ACCEPT"
	LetterRevoke      Act = "LETTER_REVOKE"
	LetterUpgrade     Act = "LETTER_UPGRADE"
)

// Relation is how a grant must stand to the row.
type Relation string

// The relations.
const (
	// Same: the grant acts for the row's organisation, by itself or after routing (D-ORG-1, D-ORG-5).
	Same Relation = "SAME"
	// InDepartment: the grant is held in the row's department.
	InDepartment Relation = "IN_DEPARTMENT"
	// ByPost: the grant is of a post that the row names: the responsible one, or the leader's in charge.
	ByPost Relation = "BY_POST"
	// Routed: the grant is of the role and organisation that the row's own authority names (D-SEC-6).
	Routed Relation = "ROUTED"
)

// rule is one line of the act table: a role may do an act on rows of a kind (all when empty) in a relation.
type rule struct {
	act      Act
	role     Role
	kinds    []string
	relation Relation
}

// table is the one home of "who may do an act" (domain.md §11). What is not listed is refused.
var table = func() []rule {
	var t []rule
	add := func(act Act, role Role, relation Relation, kinds ...string) {
		t = append(t, rule{act, role, kinds, relation})
	}
	for _, role := range Roles {
		add(Read, role, Same)
	}
	for _, act := range []Act{
		OrganisationCreate, OrganisationUpdate, OrganisationMove, OrganisationDeactivate, DepartmentCreate,
		DepartmentUpdate, DepartmentDeactivate, PostCreate, PostUpdate, PostDeactivate, PostRoleConfirm,
		PostRoleReject, PostHandOver, PersonCreate, PersonUpdate, PersonDeactivate, TokensRevoke, AppointmentCreate,
		AppointmentEnd, AppointmentConfirm, AppointmentReject, SubstitutionCreate, SubstitutionEnd, SubstitutionConfirm, SubstitutionReject,
		PortfolioCreate, PortfolioEnd,
	} {
		add(act, Administrator, Same)
	}
	for _, act := range []Act{ListDraft, ListRevise, ListUpdateDraft, ListWithdraw} {
		add(act, PartyOffice, Same, "MAIN", "DUAL_DUTY")
		add(act, DisciplineOffice, Same, "MAIN", "SUPERVISORY")
		add(act, DepartmentHead, InDepartment, "OVERSIGHT")
	}
	add(ListPutInForce, PartySecretary, Routed, "MAIN", "DUAL_DUTY")
	add(ListPutInForce, DisciplineSecretary, Routed, "SUPERVISORY")
	add(ListPutInForce, PartyOffice, Routed, "OVERSIGHT")
	// The province's own secretary's list: a superior's document, recorded by the office of the other track.
	add(ListPutInForce, DisciplineOffice, Routed, "DUAL_DUTY")
	add(OversightSetPutInForce, PartyOffice, Same)
	// Cases: what the discipline side does, by itself or, where its own people are concerned, the level above.
	for _, act := range []Act{
		FindingRegister, FindingClassify, SecrecySet, CaseTransfer, ProblemRegister, ProblemAddFindings, ProblemMerge,
		ProblemRelate, ProblemUnrelate, RecurrenceConfirm, MandateSet, LetterDraft, LetterUpdate, LetterUpgrade,
	} {
		for _, role := range []Role{DisciplineOffice, DisciplineSecretary} {
			add(act, role, Same)
			add(act, role, Routed)
		}
	}
	add(FindingRegister, DisciplineCommissioner, Same)
	add(ProblemRegister, DisciplineCommissioner, Same)
	for _, role := range []Role{PartyOffice, DisciplineOffice} {
		add(ProblemClose, role, Same)
		add(ProblemClose, role, Routed)
		add(PlanPropose, role, Same)
		add(PlanEndorse, role, Same)
	}
	add(PlanDecide, PartySecretary, Same)
	// The principal leader settles; at the top his own matter is a superior's document, recorded by the office
	// of the other track.
	for _, act := range []Act{TopicSettle, TopicAdd, ConsultationRatify, RecommendationAnswer} {
		for _, role := range []Role{PartySecretary, DisciplineOffice, DisciplineSecretary, PartyOffice} {
			add(act, role, Routed)
		}
	}
	// Either secretary's; with neither left at the top, a superior's document that an office records.
	for _, act := range []Act{ConsultationOpen, ConsultationConclude, ConsultationCancel} {
		for _, role := range []Role{PartySecretary, DisciplineSecretary, PartyOffice, DisciplineOffice} {
			add(act, role, Routed)
		}
	}
	// What the discipline side prepares and records; the Party office, where at the top everybody of it is kept from the
	// matter.
	for _, act := range []Act{
		ConsultationDraft, TopicPropose, TopicWithdraw, ConsultationSubmit, AlignmentRecord, StudyRecord, ParticipantsInvite,
		PaperAdd, AttendanceRecord, TopicRecuse, TopicRecusalUndo, StatementRecord, OutcomeRecord, TopicCarryOver, AnswersRecord,
		AddendumAdd,
	} {
		for _, role := range []Role{DisciplineOffice, DisciplineSecretary} {
			add(act, role, Same)
			add(act, role, Routed)
		}
		add(act, PartyOffice, Routed)
	}
	for _, role := range []Role{PartyOffice, DisciplineOffice, DisciplineSecretary} {
		add(ResolutionRecord, role, Routed)
	}
	// Tasks: the responsible side works, the setting side decides and signs, never in its own matter; at the top
	// that is a superior's document, recorded by the office of the other track.
	for _, act := range []Act{TaskAccept, TaskObject, TaskReport, MilestoneReach, EvidenceAdd, ExtensionRequest, TaskSubmit} {
		add(act, DepartmentHead, InDepartment)
		add(act, RegionManager, Same)
		for _, role := range Roles {
			if role != Analyst && role != Administrator {
				add(act, role, ByPost)
			}
		}
	}
	for _, act := range []Act{ObjectionDecide, TaskReassign, TaskSuspend, TaskResume, TaskCancel, MilestonesSet} {
		add(act, DisciplineOffice, Routed)
		add(act, PartyOffice, Routed)
		add(act, PartySecretary, Routed)
	}
	add(MilestonesSet, DisciplineSecretary, Routed)
	add(TaskCancel, DisciplineSecretary, Routed)
	for _, role := range []Role{DisciplineOffice, PartyOffice, PartySecretary} {
		add(ExtensionDecide, role, Routed, "FIRST", "LATER")
	}
	add(ExtensionDecide, DisciplineSecretary, Routed, "LATER")
	for _, role := range []Role{PartyOffice, PartySecretary, DisciplineOffice, DisciplineSecretary} {
		add(TaskSign, role, Routed)
		add(TaskReturn, role, Routed)
	}
	for _, role := range []Role{LeadershipMember, PartyCommitteeMember, PartySecretary, DisciplineSecretary} {
		add(TaskInstruct, role, ByPost)
	}
	// Letters: the discipline office's, a discipline recommendation the discipline secretary's; never in own matter, which at the
	// top is a superior's document, recorded by the other track.
	for _, act := range []Act{LetterIssue, LetterReturn, LetterAccept, LetterRevoke} {
		for _, role := range []Role{DisciplineOffice, DisciplineSecretary, PartyOffice, PartySecretary} {
			add(act, role, Routed)
		}
	}
	// Who acts for the recipient: of an organisation its principal leader and Party office, of a region the manager.
	for _, act := range []Act{LetterAcknowledge, LetterReply} {
		add(act, DepartmentHead, InDepartment)
		add(act, RegionManager, Same, "REGION")
		add(act, PartySecretary, Same, "ORGANISATION")
		add(act, PartyOffice, Same, "ORGANISATION")
		for _, role := range Roles {
			if role != Analyst && role != Administrator {
				add(act, role, ByPost)
			}
		}
	}
	return t
}()

// Row is what an act needs to know of the record that it is done on.
type Row struct {
	Kind       string
	Org        ident.OrganisationID
	Department *ident.DepartmentID
	// Posts are those whose holders may act on the row, StandIns those that do where nobody else of its side is left.
	Posts, StandIns ident.List
	// Routing is the role and the organisation that the act was routed to, where the row itself decides
	// that; nil elsewhere.
	Routing *Routing
}

// Routing is whose act something is after routing.
type Routing struct {
	Role Role
	Org  *ident.OrganisationID
}

// May tells whether some grant's role allows the act at all: what @can asks before anything is read.
func (v *Viewer) May(act Act) bool {
	for _, r := range table {
		if r.act == act && slices.ContainsFunc(v.Grants, func(g *Grant) bool { return g.Role == r.role }) {
			return true
		}
	}
	return false
}

// Allows returns the one grant that holds both act and relation to the row, nil when there is none. A grant
// held in one's own right goes before one held as a substitute.
func (v *Viewer) Allows(act Act, row Row) *Grant {
	var found *Grant
	for _, g := range v.Grants {
		for _, r := range table {
			if r.act != act || r.role != g.Role || (len(r.kinds) > 0 && !slices.Contains(r.kinds, row.Kind)) || !stands(r.relation, g, row) {
				continue
			}
			if found == nil || found.Capacity == AsSubstitute {
				found = g
			}
		}
	}
	return found
}

// NextLevel tells whether a grant acts as the next level up: of an organisation without the body, with the post vacant or in
// its own matter, or for a responsible side of which nobody is left (D-ORG-1, D-ORG-5).
func (g *Grant) NextLevel(row Row) bool {
	switch g.Role {
	case PartySecretary, PartyOffice, DisciplineSecretary, DisciplineOffice, LeadershipMember:
		named := slices.Contains(row.Posts, g.PostID.UUID())
		return !named && (g.OrgID != row.Org || slices.Contains(row.StandIns, g.PostID.UUID()))
	}
	return false
}

// Refusal is why Allows found no grant: the role lacks the act, or has it elsewhere.
func (v *Viewer) Refusal(act Act) *fault.Error {
	if v.May(act) {
		return fault.New(fault.OutOfScope, "act", act)
	}
	return fault.New(fault.Forbidden, "act", act)
}

func stands(relation Relation, g *Grant, row Row) bool {
	switch relation {
	case Same:
		return g.For(row.Org)
	case InDepartment:
		return row.Department != nil && g.DepartmentID != nil && *g.DepartmentID == *row.Department
	case ByPost:
		return slices.Contains(row.Posts, g.PostID.UUID()) || slices.Contains(row.StandIns, g.PostID.UUID())
	case Routed:
		return row.Routing != nil && row.Routing.Org != nil && row.Routing.Role == g.Role && *row.Routing.Org == g.OrgID
	}
	return false
}

// Rules lists the table for the permission matrix: act, role and kinds.
func Rules(visit func(act Act, role Role, relation Relation, kinds []string)) {
	for _, r := range table {
		visit(r.act, r.role, r.relation, r.kinds)
	}
}

// SecondPersonRoles are those that wait for a second administrator: the committee family (decisions.md), and
// ADMINISTRATOR, so that nobody makes himself a second one (docs/decisions).
func SecondPersonRoles() []Role {
	return []Role{PartySecretary, PartyCommitteeMember, PartyOffice, DisciplineSecretary, DisciplineOffice, DisciplineCommissioner, Administrator}
}
