package task

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
)

// Responsible finds who answers for a measure or task that an organisation sets: a department's head or a
// region's manager, of the organisation or below it, unless another active post there is named.
func Responsible(ctx context.Context, checks *act.Checks, sets ident.OrganisationID, at string, in *input.ResponsibleInput) (*db.Responsible, error) {
	r := &db.Responsible{DepartmentID: in.Department, JointDepartments: ident.UUIDs(in.JointDepartments)}
	if (in.Department == nil) == (in.Region == nil) {
		checks.Add(fault.At(at, fault.InvalidValue, "expected", "a department or a region, exactly one of them"))
		return r, nil
	}
	if in.Region != nil {
		r.OrgID = *in.Region
	} else {
		d, err := act.RestOn(ctx, db.Departments, in.Department.UUID(), at+".department")
		if err != nil {
			return nil, err
		}
		checks.Unless(d.Active(), fault.At(at+".department", fault.Inactive))
		r.OrgID = d.OrgID
	}
	o, err := act.RestOn(ctx, db.Organisations, r.OrgID.UUID(), at+".region")
	if err != nil {
		return nil, err
	}
	if in.Region != nil && !o.Active() {
		checks.Add(fault.At(at+".region", fault.Inactive))
		return r, nil
	}
	setter, err := act.RestOn(ctx, db.Organisations, sets.UUID(), "input")
	if err != nil {
		return nil, err
	}
	checks.Unless(o.Within(setter) && (in.Region == nil || o.Level == read.LevelRegion), fault.At(at, fault.InvalidValue, "expected", "a department of the organisation or below it, or a region below it"))
	for i, j := range r.JointDepartments {
		own := r.DepartmentID != nil && j == r.DepartmentID.UUID()
		checks.Unless(!own, fault.At(at+".jointDepartments", fault.InvalidValue, "expected", "departments other than the responsible one"))
		checks.Unless(!slices.Contains(r.JointDepartments[:i], j), fault.At(at+".jointDepartments", fault.Duplicate, "place", i+1))
	}
	if err := db.HoldBeside(ctx, db.Departments, r.JointDepartments...); err != nil {
		return nil, err
	}
	known, err := db.Knows(ctx, db.Departments, r.JointDepartments)
	if err != nil {
		return nil, err
	}
	checks.Unless(known, fault.At(at+".jointDepartments", fault.NotFound, "noun", fault.Noun(db.Departments.Name)))
	if in.Post != nil {
		p, err := act.RestOn(ctx, db.Posts, in.Post.UUID(), at+".post")
		if err != nil {
			return nil, err
		}
		same := in.Region != nil || p.DepartmentID != nil && *p.DepartmentID == *in.Department
		checks.Unless(p.OrgID == r.OrgID && same && p.Active(), fault.At(at+".post", fault.InvalidValue, "expected", "an active post of the department or region"))
		r.PostID = p.ID
		return r, nil
	}
	head, err := headPost(ctx, r)
	if err != nil {
		return nil, err
	}
	checks.Unless(head != nil, fault.At(at+".post", fault.HeadMissing))
	if head != nil {
		r.PostID = *head
	}
	return r, nil
}

// headPost finds the post that answers for a department or a region and rests on it.
func headPost(ctx context.Context, r *db.Responsible) (*ident.PostID, error) {
	t := db.From(ctx)
	head, err := t.HeadPost(ctx, r.OrgID, r.DepartmentID)
	if err != nil || head == nil {
		return nil, err
	}
	if err := db.HoldBeside(ctx, db.Posts, head.UUID()); err != nil {
		return nil, err
	}
	return t.HeadPost(ctx, r.OrgID, r.DepartmentID)
}
