package wiring

import (
	"context"
	"errors"
	"log/slog"
	"net/url"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Tracing sends spans by OTLP over HTTP to the endpoint, an http or https address below which the collector
// answers at v1/traces. Headers, certificates, sampling and batches are set by OpenTelemetry's own variables. stop
// sends what is left. What cannot be sent is logged and dropped.
func Tracing(ctx context.Context, endpoint, version string, log *slog.Logger) (_ trace.Tracer, stop func(context.Context) error, err error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, nil, errors.New("OTEL_EXPORTER_OTLP_ENDPOINT is an address as https://HOST:4318")
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(u.JoinPath("v1", "traces").String()))
	if err != nil {
		return nil, nil, err
	}
	of, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "huishang"), attribute.String("service.version", version)), resource.WithFromEnv())
	if err != nil {
		return nil, nil, err
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("tracing", "error", err) }))
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(of))
	return provider.Tracer("huishang"), provider.Shutdown, nil
}
