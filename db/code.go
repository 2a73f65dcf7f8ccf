package db

import (
	"context"
	"huishang/internal/fault"
	"sync"

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

// codes are all code tables, read once per transaction.
type codes struct {
	once sync.Once
	all  []*Code
	err  error
}

// Codes lists a code table in its order.
func Codes(ctx context.Context, kind CodeTable) ([]*Code, error) {
	t := From(ctx)
	t.codes.once.Do(func() {
		t.codes.err = t.Select(ctx, &t.codes.all, `
			SELECT kind, code, label_zh, label_en, sort, mandatory, parent, risk_domains
			FROM code
			ORDER BY kind, sort`)
	})
	var list []*Code
	for _, c := range t.codes.all {
		if c.Kind == kind {
			list = append(list, c)
		}
	}
	return list, t.codes.err
}

// CodesOf picks a row's codes from their table, in the table's order.
func CodesOf(ctx context.Context, kind CodeTable, picked pq.StringArray) ([]*Code, error) {
	all, err := Codes(ctx, kind)
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
