package act

import (
	"context"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

// Judge is the one order in which an act on a record is judged, for the act and for availableActions alike: who lacks the
// role is told so; a state that refuses everybody is told before anybody's rights to the record, so that a right which a
// hidden row takes away tells of that row only where the act could be done (D-SEC-1); what no input mends comes after.
func Judge(ctx context.Context, a auth.Act, path string, state *fault.Error, rights func() error) error {
	v := db.From(ctx).Viewer
	if !v.System && !v.May(a) {
		return v.Refusal(a)
	}
	if state != nil {
		return state.At(path)
	}
	return rights()
}

// Available tells, act by act, what may be done now to a record of a noun and, if not, the first of what stands against it, as
// judge finds it: by the function that guards the act (D-TASK-8).
func Available(noun string, acts []auth.Act, judge func(auth.Act) error) ([]*auth.AvailableAction, error) {
	var list []*auth.AvailableAction
	for _, a := range acts {
		told, err := Told(noun, a, func(string) error { return judge(a) })
		if err != nil {
			return nil, err
		}
		list = append(list, told...)
	}
	return list, nil
}

// Told is Available for one act that several mutations may do, of which each is judged.
func Told(noun string, a auth.Act, judge func(mutation string) error) (list []*auth.AvailableAction, err error) {
	for _, m := range auth.Mutations(noun, a) {
		refused, err := fault.First(judge(m))
		if err != nil {
			return nil, err
		}
		list = append(list, &auth.AvailableAction{Action: a, Mutation: m, Refusal: refused})
	}
	return list, nil
}
