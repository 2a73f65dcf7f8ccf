package org

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/text"
)

// Administrator is whom the operator makes an administrator of a province.
type Administrator struct {
	// Province is its code; Number the person's, who is added with Name where nobody in the province has it.
	Province, Number, Name string
	// Reason is needed where somebody administers the province already. It stands in the history.
	Reason string
}

// Seated says where an administrator was put.
type Seated struct {
	Person *db.Person
	Post   string
	Added  bool
}

const (
	firstReason = "first administrator"
	reasonMax   = 500
)

// SeatAdministrator gives somebody the role ADMINISTRATOR at a province, on a post of its own, from today and confirmed. It
// is the operator's, for a province that has no administrator who could do it or confirm it: only a reason lets him do it
// where there is one. It runs in the operator's transaction; history and audit name nobody but SYSTEM.
func SeatAdministrator(ctx context.Context, in Administrator) (*Seated, error) {
	t := db.From(ctx)
	in.Name, in.Reason = text.Normal(in.Name), text.Normal(in.Reason)
	for _, given := range []struct{ field, value string }{{"name", in.Name}, {"reason", in.Reason}} {
		if e := text.Flaw(given.value, text.Of(given.field)); e != nil {
			return nil, fmt.Errorf("--%s holds a character that is not allowed: %s, at place %d", given.field, e.Params["character"], e.Params["position"])
		}
	}
	if n := utf8.RuneCountInString(in.Reason); n > reasonMax {
		return nil, fmt.Errorf("--reason has at most %d characters; %d were given", reasonMax, n)
	}
	o, err := read.OneBy(ctx, db.Organisations, "code", in.Province)
	if err != nil {
		return nil, err
	}
	if o == nil || o.Level != read.LevelProvince || !o.Active() {
		return nil, fmt.Errorf("%q is no province in use: import its organisations first", in.Province)
	}
	if err := t.LockAdministrators(ctx, o.ID); err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return nil, err
	}
	today := clock.Today(t.Now, zone)
	there, err := t.AdministratorsOf(ctx, o.ID, today)
	switch {
	case err != nil:
		return nil, err
	case slices.Contains(there, in.Number):
		return nil, fmt.Errorf("%s administers %s already", in.Number, o.Code)
	case len(there) > 0 && in.Reason == "":
		return nil, fmt.Errorf("%s has administrators already (%s): one proposes another, whom a second one confirms; --reason makes one past them", o.Code, strings.Join(there, ", "))
	}
	reason := cmp.Or(in.Reason, firstReason)
	var seated Seated
	if seated.Person, seated.Added, err = numbered(ctx, o, in, reason); err != nil {
		return nil, err
	}
	p, err := seat(ctx, o, reason)
	if err != nil {
		return nil, err
	}
	seated.Post = p.Code
	appointment := &db.Appointment{ProvinceID: o.ProvinceID, OrgID: o.ID, PostID: p.ID, PersonID: seated.Person.ID, Kind: db.Substantive, FromOn: today, State: db.Confirmed}
	id, err := t.AddAppointment(ctx, appointment)
	if err != nil {
		return nil, err
	}
	return &seated, t.Record(ctx, proposal(db.Appointments.Name, id, auth.AppointmentCreate, o.ID, &reason, "", db.Confirmed))
}

// numbered finds the person, or adds him.
func numbered(ctx context.Context, o *db.Organisation, in Administrator, reason string) (p *db.Person, added bool, err error) {
	t := db.From(ctx)
	if p, err = t.PersonNumbered(ctx, o.ID, in.Number); err != nil {
		return nil, false, err
	}
	switch {
	case p != nil && !p.Active():
		return nil, false, fmt.Errorf("%s has left: the number belongs to somebody deactivated", in.Number)
	case p != nil && in.Name != "" && p.Name != in.Name:
		return nil, false, fmt.Errorf("%s is %s, not %s", in.Number, p.Name, in.Name)
	case p != nil:
		return p, false, nil
	case in.Name == "":
		return nil, false, fmt.Errorf("nobody in %s has the number %s: --name adds him", o.Code, in.Number)
	case !personNumber.MatchString(in.Number):
		return nil, false, fmt.Errorf("the number %q: capital letters, digits and dashes, at most 32", in.Number)
	}
	var c act.Checks
	if checkPerson(&c, in.Name, nil, nil); c.Or() != nil {
		return nil, false, errors.New(fault.All(c.Or())[0].Message(fault.EN))
	}
	p = &db.Person{ProvinceID: o.ProvinceID, OrgID: o.ID, Number: in.Number, Name: in.Name}
	id, err := t.AddPerson(ctx, p)
	if err != nil {
		return nil, false, err
	}
	p.ID = ident.Of[ident.PersonID](id)
	return p, true, t.Record(ctx, reference(db.People.Name, id, auth.PersonCreate, o.ID, &reason))
}

// seat makes a post for one administrator: a post is one seat (docs/decisions/0001), so each has his own.
func seat(ctx context.Context, o *db.Organisation, reason string) (*db.Post, error) {
	t := db.From(ctx)
	p := &db.Post{ProvinceID: o.ProvinceID, OrgID: o.ID, Name: "系统管理员", Categories: []string{"STAFF"}, Version: 1}
	for n := 1; ; n++ {
		p.Code = fmt.Sprintf("%s.ADMIN-%d", o.Code, n)
		taken, err := t.PostCodeTaken(ctx, p.Code)
		if err != nil {
			return nil, err
		}
		if !taken {
			break
		}
	}
	id, err := t.AddPost(ctx, p)
	if err != nil {
		return nil, err
	}
	p.ID = ident.Of[ident.PostID](id)
	if err := t.AddPostRole(ctx, p, auth.Administrator, db.Confirmed); err != nil {
		return nil, err
	}
	e := reference(db.Posts.Name, id, auth.PostCreate, o.ID, &reason)
	e.Changes = RoleChanges([]*db.PostRole{{Role: auth.Administrator}}, nil)
	return p, t.Record(ctx, e)
}
