package resolvers

import (
	"context"
	"fmt"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// readers read a noun's records by id, by the letter its ids begin with. Every Node type stands here; a test
// compares with the schema.
var readers = map[string]func(context.Context, []uuid.UUID) (map[uuid.UUID]graph.Node, error){
	"O": reader(db.Organisations), "D": reader(db.Departments), "P": reader(db.Posts), "R": reader(db.PostRoles),
	"U": reader(db.People), "A": reader(db.Appointments), "S": reader(db.Substitutions), "F": reader(db.Portfolios),
	"L": reader(db.DutyLists), "I": reader(db.DutyItems), "G": reader(db.CoverageGaps), "H": reader(db.HistoryEvents),
	"Q":  reader(db.Findings),
	"B":  reader(db.Problems),
	"C":  reader(db.Consultations),
	"K":  reader(db.Topics),
	"V":  reader(db.Participants),
	"W":  reader(db.Statements),
	"E":  reader(db.Papers),
	"J":  reader(db.Addenda),
	"Y":  reader(db.Outcomes),
	"M":  reader(db.Measures),
	"T":  reader(db.Tasks),
	"Z":  reader(db.ConsultationRules),
	"N":  reader(db.ConsultationPlans),
	"NI": reader(db.PlanItems),
	"X":  reader(db.Files),
	"TR": reader(db.TaskReports),
	"TE": reader(db.Evidences),
	"TM": reader(db.Milestones),
	"TX": reader(db.Extensions),
	"TO": reader(db.Objections),
	"TP": reader(db.Suspensions),
	"TS": reader(db.Signatures),
	"TI": reader(db.Instructions),
	"GH": reader(db.Letters),
}

func reader[T any](o *read.Object[T]) func(context.Context, []uuid.UUID) (map[uuid.UUID]graph.Node, error) {
	return func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]graph.Node, error) {
		found, err := read.Many(ctx, o, ids)
		nodes := make(map[uuid.UUID]graph.Node, len(found))
		for id, n := range found {
			nodes[id] = n
		}
		return nodes, err
	}
}

func (r *queryResolver) Node(ctx context.Context, id string) (graph.Node, error) {
	return node(ctx, id)
}

func (r *queryResolver) Nodes(ctx context.Context, ids []string) ([]graph.Node, error) {
	if len(ids) > 100 {
		return nil, fault.At("ids", fault.BadUserInput, "expected", "at most 100 ids")
	}
	return nodesOf(ctx, ids)
}

// node reads any record by its id; nil when there is none that the viewer may see.
func node(ctx context.Context, id string) (graph.Node, error) {
	nodes, err := nodesOf(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	return nodes[0], nil
}

// nodesOf reads records by id in the order asked, one statement per noun.
func nodesOf(ctx context.Context, ids []string) ([]graph.Node, error) {
	byNoun := map[string][]uuid.UUID{}
	place := make([]uuid.UUID, len(ids))
	for i, text := range ids {
		prefix, id, err := ident.Split(text)
		if err != nil || readers[prefix] == nil {
			return nil, fault.At(fmt.Sprintf("ids.%d", i), fault.BadUserInput, "expected", "an id as this API gave it")
		}
		byNoun[prefix] = append(byNoun[prefix], id)
		place[i] = id
	}
	found := map[string]map[uuid.UUID]graph.Node{}
	for prefix, wanted := range byNoun {
		nodes, err := readers[prefix](ctx, wanted)
		if err != nil {
			return nil, err
		}
		found[prefix] = nodes
	}
	nodes := make([]graph.Node, len(ids))
	for i, text := range ids {
		prefix, _, _ := ident.Split(text)
		if n, ok := found[prefix][place[i]]; ok {
			nodes[i] = n
		}
	}
	return nodes, nil
}
