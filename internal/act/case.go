package act

import (
	"bytes"
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AuthorizeCase authorises an act on a matter that may concern people. Where a grant acts for the organisation
// it is enough: whom the matter concerns does not see it. Where those who would act are all concerned, the act
// is the next level's (D-SEC-6).
func AuthorizeCase(ctx context.Context, a auth.Act, org ident.OrganisationID, hidden ident.List) error {
	row, err := caseRow(ctx, a, org, hidden)
	if err != nil {
		return err
	}
	return Authorize(ctx, a, row)
}

// CaseGrant is the grant by which AuthorizeCase lets the act be done: for which office somebody signs who acts
// for the level below, too. Nil where there is none.
func CaseGrant(ctx context.Context, a auth.Act, org ident.OrganisationID, hidden ident.List) (*auth.Grant, error) {
	row, err := caseRow(ctx, a, org, hidden)
	if err != nil {
		return nil, err
	}
	return db.From(ctx).Viewer.Allows(a, row), nil
}

// caseRow is the matter as the act table asks for it: routed up only where it must be.
func caseRow(ctx context.Context, a auth.Act, org ident.OrganisationID, hidden ident.List) (auth.Row, error) {
	row, v := auth.Row{Org: org}, db.From(ctx).Viewer
	if len(hidden) == 0 || v.System || v.Allows(a, row) != nil {
		return row, nil
	}
	for _, line := range caseLines(a) {
		list, err := db.LineAuthority(ctx, line, org, hidden)
		if err != nil {
			return row, err
		}
		for _, whose := range list {
			routed := auth.Row{Org: org, Routing: whose.Routing()}
			up := whose.Reason == db.ByOwnMatter || whose.Reason == db.ByExternalDocument && a != auth.ProblemClose
			if up && v.Allows(a, routed) != nil {
				return routed, nil
			}
		}
	}
	return row, nil
}

// caseLines are the lines of authority by which an act on a matter is routed up: the discipline side's, or of each office its
// own where both agree.
func caseLines(a auth.Act) [][]auth.Role {
	if a == auth.ProblemClose {
		return [][]auth.Role{{auth.PartyOffice}, {auth.DisciplineOffice}}
	}
	return [][]auth.Role{{auth.DisciplineOffice, auth.DisciplineSecretary}}
}

// Kept is from whom a matter is kept: its grade, and the people whom it concerns.
type Kept struct {
	Secrecy db.Secrecy
	From    ident.List
}

// Overseen asks for a document where an act leaves nobody of the discipline side above who sees a matter (D-SEC-6): then the
// superior commission is told outside, as those who would be told here are the people concerned. The document goes into
// the record's history.
func Overseen(ctx context.Context, c *Checks, org ident.OrganisationID, was, is Kept, document *string) error {
	t := db.From(ctx)
	c.Optional("input.externalDocument", document)
	t.OnDocument(document)
	needed := false
	if len(is.From) > 0 && !t.Viewer.System {
		before, err := t.Overseen(ctx, org, was.Secrecy, was.From)
		if err != nil {
			return err
		}
		after, err := t.Overseen(ctx, org, is.Secrecy, is.From)
		if err != nil {
			return err
		}
		needed = before && !after
	}
	c.Unless(!needed || document != nil, fault.At("input.externalDocument", fault.SuperiorUntold))
	c.Unless(needed || document == nil, fault.At("input.externalDocument", fault.MustBeEmpty, "why", "somebody above sees this"))
	return nil
}

// Together are several lists of people as one.
func Together(lists ...[]uuid.UUID) ident.List {
	return ident.List(slices.Compact(slices.SortedFunc(slices.Values(slices.Concat(lists...)), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })))
}
