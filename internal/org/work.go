package org

import (
	"context"
	"strings"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// shown is how many matters a refusal names.
const shown = 10

// idle refuses to deactivate what has open work: what the viewer sees of it is listed, of the rest only that there is some
// (D-ORG-2, D-SEC-1).
func idle(ctx context.Context, c *act.Checks, path string, post *ident.PostID, department *ident.DepartmentID, of *ident.OrganisationID) error {
	w, err := db.From(ctx).OpenWork(ctx, post, department, of)
	if err != nil {
		return err
	}
	list := w.Seen
	if len(list) > shown {
		list = append(list[:shown:shown], "…")
	}
	c.Unless(len(list) == 0, fault.At(path, fault.OpenWork, "list", strings.Join(list, "、")))
	c.Unless(!w.Hidden, fault.At(path, fault.OpenWorkElsewhere))
	return nil
}
