package read

import (
	"context"
	"sync"

	"huishang/db/tx"
	"huishang/internal/fault"

	"github.com/lib/pq"
)

// CodeTable names a code table.
type CodeTable string

// The code tables.
const (
	PostCategories CodeTable = "POST_CATEGORY"
	RiskDomains    CodeTable = "RISK_DOMAIN"
	BusinessLines  CodeTable = "BUSINESS_LINE"

	Sources            CodeTable = "SOURCE"
	ProblemCategories  CodeTable = "PROBLEM_CATEGORY"
	AlignmentQuestions CodeTable = "ALIGNMENT_QUESTION"
	MajorDecisions     CodeTable = "MAJOR_DECISION"
)

// Code is a value of a code table with its labels: data, not schema.
type Code struct {
	Kind      CodeTable `db:"kind"`
	Code      string    `db:"code"`
	LabelZH   string    `db:"label_zh"`
	LabelEN   string    `db:"label_en"`
	Order     int32     `db:"sort"`
	Mandatory bool      `db:"mandatory"`
	// Parent is the code above it, RiskDomains the domains of a problem category.
	Parent      *string        `db:"parent"`
	RiskDomains pq.StringArray `db:"risk_domains"`
}

// Term is the code with its labels, as refusals name it.
func (c *Code) Term() fault.Term {
	return fault.Term{Value: c.Code, Label: fault.Text{EN: c.LabelEN, ZH: c.LabelZH}}
}

// Nearest are the codes of a list that somebody may have meant who wrote another one.
func Nearest(given string, list []*Code) []fault.Term {
	known := make([]fault.Term, len(list))
	for i, c := range list {
		known[i] = c.Term()
	}
	return fault.Nearest(given, known)
}

// Terms are codes of a table with their labels; one that the table lacks is its own label.
func Terms(ctx context.Context, kind CodeTable, codes []string) ([]fault.Term, error) {
	all, err := Codes(ctx, kind)
	list := make([]fault.Term, len(codes))
	for i, code := range codes {
		list[i] = fault.Term{Value: code, Label: fault.Text{EN: code, ZH: code}}
		for _, c := range all {
			if c.Code == code {
				list[i] = c.Term()
			}
		}
	}
	return list, err
}

// withheld is what COMPLAINT reads as to who may not read the complaint (D-SEC-3): no code of the table, so nothing is
// registered with it.
var withheld = &Code{Kind: Sources, Code: "WITHHELD", LabelZH: "不予显示", LabelEN: "Withheld", Order: 1000}

// CodesShown lists a code table with what its codes may read as.
func CodesShown(ctx context.Context, t *tx.Tx, kind CodeTable) ([]*Code, error) {
	list, err := codesIn(ctx, t, kind)
	if kind == Sources {
		list = append(list, withheld)
	}
	return list, err
}

// codes are all code tables, read once per transaction.
type codes struct {
	once sync.Once
	all  []*Code
	err  error
}

// Codes lists a code table in its order.
func Codes(ctx context.Context, kind CodeTable) ([]*Code, error) {
	return codesIn(ctx, tx.From(ctx), kind)
}

func codesIn(ctx context.Context, t *tx.Tx, kind CodeTable) ([]*Code, error) {
	all := tx.Own(t, func() *codes { return new(codes) })
	all.once.Do(func() {
		all.err = t.Select(ctx, &all.all, `
			SELECT kind, code, label_zh, label_en, sort, mandatory, parent, risk_domains
			FROM code
			ORDER BY kind, sort`)
	})
	var list []*Code
	for _, c := range all.all {
		if c.Kind == kind {
			list = append(list, c)
		}
	}
	return list, all.err
}

// CodesOf picks a row's codes from their table, in the table's order.
func CodesOf(ctx context.Context, kind CodeTable, picked pq.StringArray) ([]*Code, error) {
	all, err := CodesShown(ctx, tx.From(ctx), kind)
	list := []*Code{}
	for _, c := range all {
		for _, p := range picked {
			if c.Code == p {
				list = append(list, c)
			}
		}
	}
	return list, err
}

// CodeOf is one code of a table; nil where the row has none.
func CodeOf(ctx context.Context, kind CodeTable, code *string) (*Code, error) {
	if code == nil {
		return nil, nil
	}
	list, err := CodesOf(ctx, kind, pq.StringArray{*code})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}
