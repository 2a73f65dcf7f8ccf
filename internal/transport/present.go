package transport

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
)

// refusal is a fault as the client sees it: its sentence in the client's language, and its code.
func refusal(ctx context.Context, f *fault.Error) *gqlerror.Error {
	shown := &gqlerror.Error{
		Err: f, Message: f.Message(fault.LocaleFrom(ctx)), Extensions: map[string]any{"code": string(f.Code)},
	}
	if f.Code == fault.Internal {
		shown.Extensions["requestId"] = RequestID(ctx)
	}
	return shown
}

// present shows an error of the running operation. What the schema's own scalars refuse carries a code; what
// generated code refuses in an argument does not, and is the client's fault all the same.
func (e *endpoint) present(ctx context.Context, err error) *gqlerror.Error {
	var shown *gqlerror.Error
	var located *gqlerror.Error
	errors.As(err, &located)
	switch {
	case len(fault.All(err)) == 0 && inArguments(ctx):
		shown = refusal(ctx, fault.New(fault.BadUserInput, "expected", short(messageOf(err, located))))
	case e.Present != nil:
		shown = e.Present(ctx, err)
	default:
		shown = e.showFault(ctx, err)
	}
	if shown == nil || shown.Extensions["code"] == nil {
		e.Log.ErrorContext(ctx, "error without a code", "request_id", RequestID(ctx), "error", err)
		shown = refusal(ctx, fault.New(fault.Internal))
	}
	if shown.Path == nil && located != nil {
		shown.Path = located.Path
	}
	if shown.Path == nil {
		shown.Path = graphql.GetPath(ctx)
	}
	return shown
}

func messageOf(err error, located *gqlerror.Error) string {
	if located != nil {
		return located.Message
	}
	return err.Error()
}

// inArguments tells whether the field's arguments are still being read: generated code sets them, an empty
// map at least, before anything else runs.
func inArguments(ctx context.Context) bool {
	f := graphql.GetFieldContext(ctx)
	return f != nil && f.Args == nil && f.Field.Field != nil && f.Field.Definition != nil &&
		len(f.Field.Definition.Arguments) > 0
}

// showFault shows the first fault in an error; what carries none is logged and shown as INTERNAL alone.
func (e *endpoint) showFault(ctx context.Context, err error) *gqlerror.Error {
	for _, f := range fault.All(err) {
		return refusal(ctx, f)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return refusal(ctx, fault.New(fault.Timeout))
	}
	e.Log.ErrorContext(ctx, "operation failed", "request_id", RequestID(ctx), "error", err)
	return refusal(ctx, fault.New(fault.Internal))
}

// recovered turns a panic into INTERNAL; what it says stays in the log.
func (e *endpoint) recovered(ctx context.Context, p any) error {
	logPanic(ctx, e.Log, p)
	return fault.New(fault.Internal)
}

func logPanic(ctx context.Context, log *slog.Logger, p any) {
	log.ErrorContext(ctx, "panic", "request_id", RequestID(ctx), "panic", short(fmt.Sprint(p)), "stack", string(debug.Stack()))
}
