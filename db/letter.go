package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Letter is a letter about a problem or a task, from the discipline side of one organisation to another one, a department or a
// post, D-ESC-1.
type Letter struct {
	ID                    ident.LetterID       `db:"id"`
	Number                *string              `db:"number"`
	OrgID                 ident.OrganisationID `db:"org_id"`
	ProblemID             *ident.ProblemID     `db:"problem_id"`
	TaskID                *ident.TaskID        `db:"task_id"`
	FollowsID             *ident.LetterID      `db:"follows_id"`
	Kind                  LetterKind           `db:"kind"`
	Severity              Severity             `db:"severity"`
	Title                 string               `db:"title"`
	Text                  string               `db:"text"`
	RecipientOrgID        ident.OrganisationID `db:"recipient_org_id"`
	RecipientDepartmentID *ident.DepartmentID  `db:"recipient_department_id"`
	RecipientPostID       *ident.PostID        `db:"recipient_post_id"`
	RectifyBy             clock.Date           `db:"rectify_by"`
	ReplyDays             int32                `db:"reply_days"`
	ReplyBy               *clock.Date          `db:"reply_by"`
	State                 LetterState          `db:"state"`
	Secrecy               Secrecy              `db:"secrecy"`
	DraftedByID           *ident.PersonID      `db:"drafted_by"`
	CreatedAt             clock.DateTime       `db:"created_at"`
	IssuedByID            *ident.PersonID      `db:"issued_by"`
	IssuedAt              *clock.DateTime      `db:"issued_at"`
	ServedByID            *ident.PersonID      `db:"served_by"`
	ServedAt              *clock.DateTime      `db:"served_at"`
	Reply                 *string              `db:"reply"`
	RepliedByID           *ident.PersonID      `db:"replied_by"`
	RepliedAt             *clock.DateTime      `db:"replied_at"`
	Returns               int32                `db:"returns"`
	ReturnReason          *string              `db:"return_reason"`
	AcceptedByID          *ident.PersonID      `db:"accepted_by"`
	AcceptedAt            *clock.DateTime      `db:"accepted_at"`
	EndedAt               *clock.DateTime      `db:"ended_at"`
	EndReason             *string              `db:"end_reason"`
	Version               int32                `db:"version"`
	ProvinceID            ident.OrganisationID `db:"province_id"`
	HiddenFrom            ident.List           `db:"hidden_from"`
	UpdatedAt             clock.DateTime       `db:"updated_at"`

	// Year and Serial are the number's parts, where an act gives it.
	Year, Serial *int
}

// LetterKind is how grave a letter is, as its severity fixes.
type LetterKind string

// Its values, each graver than the one before.
const (
	Reminder                 LetterKind = "REMINDER"
	FollowUpOrder            LetterKind = "FOLLOW_UP_ORDER"
	DisciplineRecommendation LetterKind = "DISCIPLINE_RECOMMENDATION"
)

// LetterState says where a letter stands, D-ESC-2.
type LetterState string

// Its values.
const (
	LetterDraft    LetterState = "DRAFT"
	LetterIssued   LetterState = "ISSUED"
	LetterServed   LetterState = "SERVED"
	LetterReplied  LetterState = "REPLIED"
	LetterAccepted LetterState = "ACCEPTED"
	LetterSettled  LetterState = "SETTLED"
	LetterRevoked  LetterState = "REVOKED"
)

// overdueLetter is true of an issued letter that was not replied to in its days, or has not ended by its day of rectification.
const overdueLetter = "(t.issued_at IS NOT NULL AND t.ended_at IS NULL AND (t.state IN ('ISSUED', 'SERVED') AND t.reply_by < %s OR t.rectify_by < %s))"

// Overdue tells of a letter what overdueLetter asks of its row.
func (x *Letter) Overdue(today clock.Date) bool {
	awaited := (x.State == LetterIssued || x.State == LetterServed) && x.ReplyBy.Before(today)
	return x.IssuedAt != nil && x.EndedAt == nil && (awaited || x.RectifyBy.Before(today))
}

// Letters are 函件.
var Letters = read.Declare(read.Object[Letter]{
	Name: "Letter", Table: "letter", Default: by("-CREATED_AT"),
	Filters: map[string]read.FilterField{
		"id":                    id("id", "GH"),
		"number":                optional(searched("number")),
		"title":                 searched("title"),
		"kind":                  text("kind"),
		"severity":              text("severity"),
		"state":                 text("state"),
		"secrecy":               text("secrecy"),
		"organisation":          read.Within("org_id"),
		"recipientOrganisation": read.Within("recipient_org_id"),
		"recipientDepartment":   optional(byCodeOf("recipient_department_id", "Department")),
		"recipientPost":         optional(byCodeOf("recipient_post_id", "Post")),
		"problem":               seen("problem_id", "B", "problem"),
		"task":                  seen("task_id", "T", "task"),
		"follows":               seen("follows_id", "GH", "letter"),
		"returns":               integer("returns"),
		"replyDays":             integer("reply_days"),
		"replyBy":               optional(date("reply_by")),
		"rectifyBy":             date("rectify_by"),
		"draftedBy":             optional(byCodeOf("drafted_by", "Person")),
		"createdAt":             instant("created_at"),
		"issuedBy":              optional(byCodeOf("issued_by", "Person")),
		"issuedAt":              optional(instant("issued_at")),
		"servedBy":              optional(byCodeOf("served_by", "Person")),
		"servedAt":              optional(instant("served_at")),
		"repliedBy":             optional(byCodeOf("replied_by", "Person")),
		"repliedAt":             optional(instant("replied_at")),
		"acceptedBy":            optional(byCodeOf("accepted_by", "Person")),
		"acceptedAt":            optional(instant("accepted_at")),
		"endedAt":               optional(instant("ended_at")),
		"overdue":               read.Flag(overdueLetter),
	},
	Orders: map[string]read.Sort{
		"CREATED_AT": created, "TITLE": titled, "SEVERITY": bySeverity, "RECTIFY_BY": {Column: "rectify_by", Type: read.TypeDate},
		"STATE":  read.Ranked("state", LetterDraft, LetterIssued, LetterServed, LetterReplied, LetterAccepted, LetterSettled, LetterRevoked),
		"NUMBER": {Column: "serial", Type: read.TypeInt, Nullable: true}, "REPLY_DAYS": {Column: "reply_days", Type: read.TypeInt},
		"REPLY_BY": {Column: "reply_by", Type: read.TypeDate, Nullable: true}, "RETURNS": {Column: "returns", Type: read.TypeInt},
		"ISSUED_AT": {Column: "issued_at", Type: read.TypeInstant, Nullable: true}, "SERVED_AT": {Column: "served_at", Type: read.TypeInstant, Nullable: true},
		"REPLIED_AT": {Column: "replied_at", Type: read.TypeInstant, Nullable: true}, "ACCEPTED_AT": {Column: "accepted_at", Type: read.TypeInstant, Nullable: true},
		"ENDED_AT": {Column: "ended_at", Type: read.TypeInstant, Nullable: true},
	},
})

// The edges of letters, and to them.
var (
	LetterOrganisation          = toOne("Letter.organisation", Organisations, func(x *Letter) *uuid.UUID { return ident.Some(&x.OrgID) })
	LetterProblem               = toOne("Letter.problem", Problems, func(x *Letter) *uuid.UUID { return ident.Some(x.ProblemID) })
	LetterTask                  = toOne("Letter.task", Tasks, func(x *Letter) *uuid.UUID { return ident.Some(x.TaskID) })
	LetterFollows               = toOne("Letter.follows", Letters, func(x *Letter) *uuid.UUID { return ident.Some(x.FollowsID) })
	LetterRecipientOrganisation = toOne("Letter.recipientOrganisation", Organisations, func(x *Letter) *uuid.UUID { return ident.Some(&x.RecipientOrgID) })
	LetterRecipientDepartment   = toOne("Letter.recipientDepartment", Departments, func(x *Letter) *uuid.UUID { return ident.Some(x.RecipientDepartmentID) })
	LetterRecipientPost         = toOne("Letter.recipientPost", Posts, func(x *Letter) *uuid.UUID { return ident.Some(x.RecipientPostID) })
	LetterDraftedBy             = toOne("Letter.draftedBy", People, func(x *Letter) *uuid.UUID { return ident.Some(x.DraftedByID) })
	LetterIssuedBy              = toOne("Letter.issuedBy", People, func(x *Letter) *uuid.UUID { return ident.Some(x.IssuedByID) })
	LetterServedBy              = toOne("Letter.servedBy", People, func(x *Letter) *uuid.UUID { return ident.Some(x.ServedByID) })
	LetterRepliedBy             = toOne("Letter.repliedBy", People, func(x *Letter) *uuid.UUID { return ident.Some(x.RepliedByID) })
	LetterAcceptedBy            = toOne("Letter.acceptedBy", People, func(x *Letter) *uuid.UUID { return ident.Some(x.AcceptedByID) })
	LetterHistory               = toMany("Letter.history", HistoryEvents, "record_id", func(x *Letter) *uuid.UUID { return ident.Some(&x.ID) })
	ProblemLetters              = toMany("Problem.letters", Letters, "problem_id", func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) })
	TaskLetters                 = toMany("Task.letters", Letters, "task_id", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) })
	OrganisationLetters         = toMany("Organisation.letters", Letters, "recipient_org_id", func(x *Organisation) *uuid.UUID { return ident.Some(&x.ID) })
)

// LetterStanding is how the viewer stands to a letter today, and whose acts of the issuing side are (D-SEC-6).
type LetterStanding struct {
	// Own is true where the viewer is of the recipient, or concerned.
	Own bool
	// Recipient is what it goes to: POST, DEPARTMENT, REGION or ORGANISATION.
	Recipient string
	// StandIns are the posts that act for a recipient of whom nobody is left (D-ORG-5).
	StandIns ident.List
	Lines    AuthorityLines
}

// LetterStandingOf reads how the viewer stands to a letter, for all letters read with it.
func LetterStandingOf(ctx context.Context, x *Letter) (*LetterStanding, error) {
	return read.Batch(ctx, "Letter.standing", x, func(x *Letter) *uuid.UUID { return ident.Some(&x.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*LetterStanding, error) {
		var rows []struct {
			ID        uuid.UUID      `db:"letter_id"`
			Own       bool           `db:"own"`
			Recipient string         `db:"recipient"`
			StandIns  ident.List     `db:"stand_ins"`
			Lines     AuthorityLines `db:"lines"`
		}
		if err := t.Select(ctx, &rows, `SELECT letter_id, own, recipient, stand_ins, lines FROM letter_standing($1, $2)`, ident.List(ids), t.Viewer.Today); err != nil {
			return nil, err
		}
		by := make(map[uuid.UUID]*LetterStanding, len(rows))
		for _, r := range rows {
			by[r.ID] = &LetterStanding{Own: r.Own, Recipient: r.Recipient, StandIns: r.StandIns, Lines: r.Lines}
		}
		return by, nil
	})
}

// Followed tells whether a letter that the viewer sees and that stands follows another one already, for all letters read with it.
func Followed(ctx context.Context, x *Letter) (bool, error) {
	return read.Batch(ctx, "Letter.followed", x, func(x *Letter) *uuid.UUID { return ident.Some(&x.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
		return read.Those(ctx, t, `SELECT l.follows_id FROM letter AS l WHERE l.follows_id = ANY ($1) AND l.state <> 'REVOKED'`, ident.List(ids))
	})
}
