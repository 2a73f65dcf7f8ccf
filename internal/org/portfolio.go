package org

import (
	"context"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// leadership are the categories whose posts may be put in charge (D-ORG-6).
var leadership = []string{"PRINCIPAL_LEADER", "LEADERSHIP_MEMBER", "DISCIPLINE_SECRETARY"}

// CreatePortfolio puts a leadership post in charge of a department or an organisation.
func CreatePortfolio(ctx context.Context, in input.PortfolioCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := seatOf(ctx, in.Post, "input.post")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.PortfolioCreate, auth.Row{Org: p.OrgID}); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.post", freePost(ctx, auth.PortfolioCreate, p)); err != nil {
		return uuid.Nil, err
	}
	c.Unless((in.Department == nil) != (in.Organisation == nil),
		fault.At("input.department", fault.InvalidValue, "expected", "a department or an organisation, exactly one of them"))
	c.Unless(in.To == nil || !in.To.Before(in.From), fault.At("input.to", fault.DateOrder, "earliest", in.From))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if in.Department != nil {
		if _, err := act.RestOn(ctx, db.Departments, in.Department.UUID(), "input.department"); err != nil {
			return uuid.Nil, err
		}
	} else if _, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation"); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddPortfolio(ctx, &db.Portfolio{
		ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID, DepartmentID: in.Department, OrganisationID: in.Organisation,
		FromOn: in.From, ToOn: in.To,
	})
	if err != nil {
		return uuid.Nil, at(err, "input.from")
	}
	return id, t.Record(ctx, reference(db.Portfolios.Name, id, auth.PortfolioCreate, p.OrgID, nil))
}

// EndPortfolio sets a portfolio's last day.
func EndPortfolio(ctx context.Context, in input.PortfolioEndInput) (uuid.UUID, error) {
	t := db.From(ctx)
	f, err := seated(ctx, auth.PortfolioEnd, db.Portfolios, in.Portfolio.UUID(), "input.portfolio", in.Version, func(f *db.Portfolio) ofPost { return ofPost{f.PostID, f.OrgID, f.ID, f.Version} })
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.portfolio", freePortfolio(ctx, f)); err != nil {
		return uuid.Nil, err
	}
	checkEnd(&c, in.To, f.FromOn, f.ToOn, t.Viewer.Today)
	c.Text("input.reason", in.Reason)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *f
	next.ToOn = &in.To
	rows, err := t.EndPortfolio(ctx, &next)
	if err := act.Believe(rows, err, f.ID, f.Version); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.Portfolios.Name, f.ID.UUID(), auth.PortfolioEnd, f.OrgID, &in.Reason)
	e.Changes = db.Diff(f, &next)
	return f.ID.UUID(), t.Record(ctx, e)
}
