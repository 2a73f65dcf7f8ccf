package org

import (
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/clock"
	"huishang/internal/fault"
)

// What an import asks of this noun's rules, row by row: the same rules that guard the acts.

// DepartmentCode is the form of a department's code.
var DepartmentCode = departmentCode

// PersonNumber is the form of a person's number.
var PersonNumber = personNumber

// PostCode is the form of a post's code.
var PostCode = postCode

// MayBeInCharge tells whether a post is one of leadership, which alone have portfolios (D-ORG-6).
func MayBeInCharge(p *db.Post) bool {
	return slices.ContainsFunc(p.Categories, func(k string) bool { return slices.Contains(leadership, k) })
}

// EndProblems tells what stands against giving an appointment or a portfolio this end: an end is set once, and
// brought forward while it has not come; it is never taken away (D-ORG-5). The same end is no change.
func EndProblems(to *clock.Date, from clock.Date, was *clock.Date, today clock.Date) fault.List {
	if to == nil && was == nil || to != nil && was != nil && *to == *was {
		return nil
	}
	if to == nil {
		return fault.List{fault.New(fault.InvalidValue, "expected", "the end that is set, "+was.String())}
	}
	var c act.Checks
	checkEnd(&c, *to, from, was, today)
	return fault.All(c.Or())
}
