package act

import (
	"slices"
	"strconv"
	"strings"

	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/text"

	"github.com/vektah/gqlparser/v2/ast"
)

// dayKinds says of each day that an input takes how far from today it may lie. A day whose input is not named here is
// refused: a test walks the schema.
var dayKinds = map[string]clock.Reach{
	"AppointmentCreateInput.from": clock.Recorded, "AppointmentCreateInput.to": clock.Recorded, "AppointmentEndInput.to": clock.Recorded,
	"PostHandOverInput.from": clock.Recorded, "SubstitutionCreateInput.from": clock.Recorded, "SubstitutionCreateInput.to": clock.Recorded,
	"SubstitutionEndInput.to": clock.Recorded, "PortfolioCreateInput.from": clock.Recorded, "PortfolioCreateInput.to": clock.Recorded,
	"PortfolioEndInput.to": clock.Recorded,

	"FindingRegisterInput.foundOn": clock.Recorded, "FindingTransferInput.transferredOn": clock.Recorded, "ProblemTransferInput.transferredOn": clock.Recorded,
	"OutcomeRecordInput.transferredOn": clock.Recorded, "ResolutionRecordInput.resolvedOn": clock.Recorded, "MilestoneReachInput.reachedOn": clock.Recorded,
	"EvidenceAddInput.effectiveOn": clock.Recorded,

	"PlanItemInput.dueOn": clock.Planned, "MeasureInput.dueOn": clock.Planned, "ProblemSetMandateInput.reports": clock.Planned,
	"ConsultationDraftInput.plannedOn": clock.Planned, "MilestoneInput.dueOn": clock.Planned, "ExtensionRequestInput.until": clock.Planned,
	"ObjectionDecideInput.reviewOn": clock.Planned, "TaskSuspendInput.reviewOn": clock.Planned,
}

// Given refuses what is wrong with a mutation's arguments by themselves: texts that are empty or hold what no text may
// hold, and days too far from today. No input is left to think of it by itself. Paths are those of the payload's errors.
func Given(today clock.Date, s *ast.Schema, f *ast.Field, variables map[string]any) fault.List {
	d := door{schema: s, today: today}
	values := f.ArgumentMap(variables)
	for _, a := range f.Definition.Arguments {
		d.value(a.Name, "", a.Name, a.Type, values[a.Name])
	}
	return d.refused
}

// Joined are the refusals of Given and those of the act, each path and code once. State and rights go before what is
// missing: that a text is empty is added only where the act itself refuses nothing. A fault that is no refusal stands by
// itself, unless what was given explains it.
func Joined(given fault.List, err error) error {
	rules := fault.All(err)
	all := slices.DeleteFunc(slices.Clone(given), func(g *fault.Error) bool { return g.Code == fault.Required && len(rules) > 0 })
	if len(all) == 0 {
		return err
	}
	for _, e := range rules {
		if fault.Lookup(e.Code).Place != fault.Payload {
			return err
		}
	}
	for _, e := range rules {
		if !slices.ContainsFunc(all, func(g *fault.Error) bool { return g.Code == e.Code && slices.Equal(g.Path, e.Path) }) {
			all = append(all, e)
		}
	}
	return all
}

type door struct {
	schema  *ast.Schema
	today   clock.Date
	refused fault.List
}

// value looks at a value where it stands: in a field of an input, or as an argument of its own.
func (d *door) value(path, of, field string, t *ast.Type, value any) {
	if value == nil {
		return
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok { // one value for a list of one
			list = []any{value}
		}
		for n, one := range list {
			d.value(path+"."+strconv.Itoa(n), of, field, t.Elem, one)
		}
		return
	}
	if fields, ok := value.(map[string]any); ok {
		for _, f := range d.schema.Types[t.NamedType].Fields {
			d.value(path+"."+f.Name, t.NamedType, f.Name, f.Type, fields[f.Name])
		}
		return
	}
	switch given, _ := value.(string); t.NamedType {
	case "String":
		d.text(path, field, given)
	case "Date":
		d.day(path, of+"."+field, given)
	}
}

func (d *door) text(path, field, given string) {
	if given = text.Normal(given); given == "" {
		d.refused = append(d.refused, fault.At(path, fault.Required))
	}
	if e := text.Flaw(given, text.Of(field)); e != nil {
		e.Path = strings.Split(path, ".")
		d.refused = append(d.refused, e)
	}
}

func (d *door) day(path, of, given string) {
	day, err := clock.ParseDate(given)
	if err != nil {
		return // refused where values are read
	}
	if e := dayKinds[of].Check(day, d.today); e != nil {
		e.Path = strings.Split(path, ".")
		d.refused = append(d.refused, e)
	}
}
