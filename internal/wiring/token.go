package wiring

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/clock"
)

// DevToken is a token of the development issuer and whose it is.
type DevToken struct {
	Token   string    `json:"token"`
	Expires time.Time `json:"expires"`
	Role    auth.Role `json:"role"`
	Person  string    `json:"person"`
	Number  string    `json:"number"`
	Org     string    `json:"organisation"`
	// Department is the code of the department that the role is for, ORG/DEPARTMENT, where it is for one.
	Department string `json:"department,omitempty"`
}

// Place is the organisation or department of the role, as --as names it.
func (t *DevToken) Place() string { return cmp.Or(t.Department, t.Org) }

// Token issues a token for whoever holds a role today: as is ROLE@ORG or ROLE@ORG/DEPARTMENT; number picks one
// of several holders.
func Token(ctx context.Context, d *db.DB, issuer *auth.Issuer, now clock.Clock, as, number string) (*DevToken, error) {
	grant, err := ParseGrant(as)
	if err != nil {
		return nil, err
	}
	h, err := d.FindHolder(ctx, grant, number)
	if errors.Is(err, db.ErrNobody) {
		return nil, fmt.Errorf("somebody who holds %s today", as)
	}
	if err != nil {
		return nil, err
	}
	if h.Department != nil {
		grant.Dept = *h.Department
	}
	raw, expires, err := issuer.Issue(now(), h.Person, []auth.TokenGrant{grant})
	return &DevToken{Token: raw, Expires: expires, Role: grant.Role, Person: h.Name, Number: h.Number, Org: grant.Org, Department: grant.Dept}, err
}

// ParseGrant reads ROLE@ORG[/DEPARTMENT].
func ParseGrant(as string) (auth.TokenGrant, error) {
	role, place, ok := strings.Cut(as, "@")
	org, _, department := strings.Cut(place, "/")
	g := auth.TokenGrant{Role: auth.Role(role), Org: org}
	if department {
		g.Dept = place
	}
	for _, known := range auth.Roles {
		if ok && known == g.Role && org != "" {
			return g, nil
		}
	}
	return g, fmt.Errorf("ROLE@ORG[/DEPARTMENT] with a role of %v, not %q", auth.Roles, as)
}
