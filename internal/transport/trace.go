package transport

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"huishang/internal/fault"
)

// startSpan begins the request's span, below the one that the client names in traceparent.
func (e *endpoint) startSpan(r *http.Request) context.Context {
	ctx := r.Context()
	if e.Tracer == nil {
		return ctx
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
	ctx, _ = e.Tracer.Start(ctx, "graphql", trace.WithSpanKind(trace.SpanKindServer))
	return ctx
}

// endSpan names the request's span, adds a span per statement from the tally, and ends it. It holds what the log
// holds: names, sizes, codes and SQL texts with $n for every value.
func (e *endpoint) endSpan(x *exchange, code string) {
	span := trace.SpanFromContext(x.r.Context())
	if e.Tracer == nil || !span.IsRecording() {
		return
	}
	if name := e.Metrics.label(x.operation); name != otherOperation {
		span.SetName(x.kind + " " + name)
	} else if x.kind != "" {
		span.SetName(x.kind)
	}
	span.SetAttributes(
		attribute.String("graphql.operation.name", short(x.operation)), attribute.String("graphql.operation.type", x.kind),
		attribute.String("graphql.document.hash", x.hash), attribute.Int("http.response.status_code", x.status),
		attribute.String("huishang.code", code), attribute.String("huishang.request_id", RequestID(x.r.Context())),
		attribute.Int64("huishang.cost", x.cost), attribute.Int64("huishang.statements", x.sql.Count()),
	)
	if slices.Contains([]fault.Code{fault.Internal, fault.Unavailable, fault.Timeout, fault.OutcomeUnknown}, fault.Code(code)) {
		span.SetStatus(codes.Error, code)
	}
	for _, s := range x.sql.Statements() {
		text := oneLine(s.SQL)
		verb, _, _ := strings.Cut(text, " ")
		_, child := e.Tracer.Start(x.r.Context(), verb, trace.WithSpanKind(trace.SpanKindClient), trace.WithTimestamp(s.Began),
			trace.WithAttributes(attribute.String("db.system.name", "postgresql"), attribute.String("db.query.text", text)))
		if s.Failed {
			child.SetStatus(codes.Error, "")
		}
		child.End(trace.WithTimestamp(s.Began.Add(s.Took)))
	}
	span.End()
}

// traceID is the id of the trace that the request is part of, empty without tracing.
func traceID(ctx context.Context) string {
	if s := trace.SpanContextFromContext(ctx); s.IsValid() {
		return s.TraceID().String()
	}
	return ""
}
