package resolvers

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"huishang/graph"
	"huishang/internal/fault"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// userErrors parts what a person can put right, which is the payload's, from faults, which are the response's.
func userErrors(ctx context.Context, err error) ([]graph.UserError, error) {
	var errs []graph.UserError
	for _, e := range fault.All(err) {
		if fault.Lookup(e.Code).Place != fault.Payload {
			return nil, err
		}
		one, err := userError(ctx, e)
		if err != nil {
			return nil, err
		}
		errs = append(errs, one)
	}
	if len(errs) == 0 {
		return nil, err
	}
	return errs, nil
}

func userError(ctx context.Context, e *fault.Error) (graph.UserError, error) {
	e = inInput(ctx, e)
	message := e.Message(fault.LocaleFrom(ctx))
	if e.Code != fault.VersionConflict {
		return &graph.RuleError{Code: e.Code, Message: message, Path: e.Path, Params: params(ctx, e)}, nil
	}
	current, err := node(ctx, fmt.Sprint(e.Params["record"]))
	return &graph.VersionConflict{Code: e.Code, Message: message, Path: e.Path, Current: current}, err
}

// params are what fills a refusal's sentence, by name.
func params(ctx context.Context, e *fault.Error) []*graph.ErrorParam {
	list := []*graph.ErrorParam{}
	shown := e.Shown(fault.LocaleFrom(ctx))
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		list = append(list, &graph.ErrorParam{Name: name, Value: fmt.Sprint(shown[name])})
	}
	return list
}

// inInput is the refusal with the input of the mutation that it answers, so that fields are called as that input calls
// them. A table's refusal may speak of a field that this act has not: then it is of the whole act.
func inInput(ctx context.Context, e *fault.Error) *fault.Error {
	f := graphql.GetFieldContext(ctx)
	if f == nil || len(e.Path) == 0 {
		return e
	}
	for _, a := range f.Field.Definition.Arguments {
		if a.Name == e.Path[0] {
			e = e.Of(a.Type.Name())
			if fault.HasField(a.Type.Name(), e.Path[1:]) {
				return e
			}
		}
	}
	return e.Whole()
}

// Present makes the response's error of a fault: code, the sentence in the request's language, parameters, and
// where it happened. What carries no code is INTERNAL: its text stays in the log, under the request's id.
func (r *Resolver) Present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	list := fault.All(err)
	if len(list) == 0 {
		if code, ok := shown.Extensions["code"].(string); ok && code != "" {
			return shown
		}
		r.Log.ErrorContext(ctx, "internal", "request_id", r.RequestID(ctx), "path", shown.Path.String(), "error", err.Error())
		list = fault.List{fault.New(fault.Internal)}
	}
	e := list[0]
	if cause := e.Unwrap(); cause != nil {
		r.Log.WarnContext(ctx, "refused", "request_id", r.RequestID(ctx), "code", e.Code, "error", cause.Error())
	}
	if e.Code == fault.Unauthenticated {
		r.Log.InfoContext(ctx, "token refused", "request_id", r.RequestID(ctx), "why", e.Error())
	}
	out := &gqlerror.Error{
		Message: e.Message(fault.LocaleFrom(ctx)), Path: shown.Path, Locations: shown.Locations,
		Extensions: map[string]any{"code": e.Code, "requestId": r.RequestID(ctx)},
	}
	if len(e.Params) > 0 && e.Code != fault.Unauthenticated { // why is for the log
		out.Extensions["params"] = e.Shown(fault.LocaleFrom(ctx))
	}
	if len(e.Path) > 0 {
		out.Extensions["argument"] = e.Path
		if len(out.Path) == 0 {
			for _, part := range e.Path {
				out.Path = append(out.Path, ast.PathName(part))
			}
		}
	}
	return out
}

// failed is the answer of an operation whose transaction could not be opened, or failed as a whole.
func (r *Resolver) failed(ctx context.Context, err error) *graphql.Response {
	return &graphql.Response{Errors: gqlerror.List{r.Present(ctx, err)}}
}
