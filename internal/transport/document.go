package transport

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"huishang/internal/fault"
)

// document is a document that has passed every check that does not depend on variables. It is shared by
// requests and never changed.
type document struct {
	query string
	hash  string
	ast   *ast.QueryDocument
	// around surrounds its fields.
	around graphql.FieldMiddleware
}

// document returns the checked document, from the cache where it is known.
func (e *endpoint) document(ctx context.Context, query string) (*document, gqlerror.List) {
	if d := e.documents.get(query); d != nil {
		return d, nil
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, e.Limits.Tokens)
	if err != nil {
		return nil, gqlerror.List{e.unparsed(ctx, err)}
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{refusal(ctx, fault.New(fault.GraphQLParse, "detail", "no operation"))}
	}
	if err := measure(parsed, &e.Limits); err != nil {
		return nil, gqlerror.List{tooLarge(ctx, err)}
	}
	if e.Mode == SchemaOff && introspects(parsed) {
		return nil, gqlerror.List{refusal(ctx, fault.New(fault.IntrospectionOff))}
	}
	foldRepeated(parsed)
	if invalid := validator.ValidateWithRules(e.Schema.Schema(), parsed, e.rules); len(invalid) > 0 {
		return nil, e.invalid(ctx, invalid)
	}
	if wrong := e.checkLiterals(ctx, parsed); len(wrong) > 0 {
		return nil, wrong
	}
	d := &document{query: query, hash: hashOf(query), ast: parsed, around: straight}
	if introspects(parsed) {
		d.around = asSpecified
	}
	e.documents.add(d)
	return d, nil
}

// foldRepeated drops bare fields that repeat one before them in the same selection: they mean nothing, and
// validation compares each with each (4,000 tokens of one field took 0.8 s).
func foldRepeated(d *ast.QueryDocument) {
	for _, op := range d.Operations {
		op.SelectionSet = folded(op.SelectionSet)
	}
	for _, f := range d.Fragments {
		f.SelectionSet = folded(f.SelectionSet)
	}
}

func folded(set ast.SelectionSet) ast.SelectionSet {
	kept := set[:0]
	seen := map[[2]string]bool{}
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if len(it.SelectionSet) == 0 && len(it.Arguments) == 0 && len(it.Directives) == 0 {
				if seen[[2]string{it.Alias, it.Name}] {
					continue
				}
				seen[[2]string{it.Alias, it.Name}] = true
			}
			it.SelectionSet = folded(it.SelectionSet)
		case *ast.InlineFragment:
			it.SelectionSet = folded(it.SelectionSet)
		}
		kept = append(kept, selection)
	}
	return kept
}

func (e *endpoint) unparsed(ctx context.Context, err error) *gqlerror.Error {
	var where *gqlerror.Error
	if !errors.As(err, &where) {
		return refusal(ctx, fault.New(fault.GraphQLParse, "detail", "it is no GraphQL"))
	}
	if strings.HasPrefix(where.Message, "exceeded token limit") {
		return tooLarge(ctx, &overLimit{ofTokens, e.Limits.Tokens})
	}
	r := refusal(ctx, fault.New(fault.GraphQLParse, "detail", short(where.Message)))
	r.Locations = where.Locations
	return r
}

func (e *endpoint) invalid(ctx context.Context, found gqlerror.List) gqlerror.List {
	found = found[:min(len(found), e.Limits.Errors)]
	refused := make(gqlerror.List, len(found))
	for i, f := range found {
		refused[i] = refusal(ctx, fault.New(fault.GraphQLValidation, "detail", short(f.Message)))
		refused[i].Locations = f.Locations
	}
	return refused
}

// rulesFor are the rules of validation; only a developer's server suggests names.
func rulesFor(dev bool) *rules.Rules {
	r := rules.NewDefaultRules()
	if dev {
		return r
	}
	for name, silent := range map[string]core.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"KnownArgumentNames":  rules.KnownArgumentNamesRuleWithoutSuggestions,
		"KnownTypeNames":      rules.KnownTypeNamesRuleWithoutSuggestions,
		"ScalarLeafs":         rules.ScalarLeafsRuleWithoutSuggestions,
		"ValuesOfCorrectType": rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		r.ReplaceRule(name, silent.RuleFunc)
	}
	return r
}

func hashOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:8])
}

// shortMax bounds what a message repeats of a document, in bytes.
const shortMax = 300

func short(message string) string {
	if len(message) <= shortMax {
		return message
	}
	return strings.ToValidUTF8(message[:shortMax], "") + "…"
}
