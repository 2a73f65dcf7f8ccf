package org

import (
	"context"
	"strings"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/fault"
)

// shown is how many matters a refusal names.
const shown = 10

// idle refuses to deactivate what is out of use already, held, or has open work: what the viewer sees of it is listed, of the
// rest only that there is some (D-ORG-2, D-SEC-1).
func idle[T interface{ Active() bool }](ctx context.Context, of T, use func(context.Context, T) (*db.Use, error)) error {
	u, err := use(ctx, of)
	if err != nil {
		return err
	}
	var c act.Checks
	c.Unless(of.Active(), fault.New(fault.Inactive))
	c.Unless(u.Children == 0, fault.New(fault.InUse, "count", u.Children, "what", "organisations below"))
	c.Unless(u.Appointments == 0, fault.New(fault.InUse, "count", u.Appointments, "what", "appointments that run today or later"))
	list := u.Seen
	if len(list) > shown {
		list = append(list[:shown:shown], "…")
	}
	c.Unless(len(list) == 0, fault.New(fault.OpenWork, "list", strings.Join(list, "、")))
	c.Unless(!u.Hidden, fault.New(fault.OpenWorkElsewhere))
	return c.Or()
}
