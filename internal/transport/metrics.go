package transport

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	dto "github.com/prometheus/client_model/go"
)

// otherOperation labels every operation whose name is not known: names come from clients and are not bounded.
const otherOperation = "other"

// Metrics counts operations, in a registry of its own.
type Metrics struct {
	registry   *prometheus.Registry
	known      map[string]bool
	requests   *prometheus.CounterVec
	duration   *prometheus.HistogramVec
	cost       prometheus.Histogram
	statements prometheus.Histogram
	sql        prometheus.Histogram
	slow       prometheus.Counter
	inFlight   prometheus.Gauge
	files      *prometheus.CounterVec
}

// NewMetrics counts the operations of the given names apart, all others as "other".
func NewMetrics(operations []string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		known:    map[string]bool{},
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_graphql_requests_total", Help: "Requests by operation name and first error code (OK without)."},
			[]string{"operation", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "huishang_graphql_duration_seconds", Help: "From the request's header to its answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}}, []string{"operation"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "huishang_graphql_cost", Help: "Cost as estimated before running.", Buckets: prometheus.ExponentialBuckets(1, 4, 8)}),
		statements: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "huishang_graphql_sql_statements", Help: "SQL statements per request.", Buckets: []float64{0, 1, 2, 4, 8, 16, 32, 64}}),
		sql: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "huishang_graphql_sql_seconds", Help: "Time in SQL per request, all statements together, until their rows were read.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}}),
		slow: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "huishang_graphql_slow_total", Help: "Requests that took as long as HUISHANG_SLOW or longer."}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "huishang_graphql_in_flight", Help: "Requests being answered."}),
		files: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_files_requests_total", Help: "Uploads (POST) and downloads (GET) by status; 0 where the client was gone before the answer."},
			[]string{"method", "status"}),
	}
	// At zero: a rate of what has not happened yet is none, not unknown.
	for _, method := range []string{http.MethodPost, http.MethodGet} {
		for _, status := range []string{"500", "503"} {
			m.files.WithLabelValues(method, status)
		}
	}
	for _, name := range operations {
		m.known[name] = true
	}
	m.Register(m.requests, m.duration, m.cost, m.statements, m.sql, m.slow, m.inFlight, m.files,
		collectors.NewBuildInfoCollector(), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Register adds collectors of others, such as the pool's; it panics on a name that is taken.
func (m *Metrics) Register(c ...prometheus.Collector) { m.registry.MustRegister(c...) }

// Handler answers with the metrics to whoever asks: it belongs on an address of its own, near who asks, so nothing is
// compressed.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}

// Gather reads all metrics as they are now.
func (m *Metrics) Gather() ([]*dto.MetricFamily, error) { return m.registry.Gather() }

// label names an operation among the known ones.
func (m *Metrics) label(operation string) string {
	if m.known[operation] {
		return operation
	}
	return otherOperation
}

func (m *Metrics) observe(x *exchange, code string, took time.Duration, slow bool) {
	operation := m.label(x.operation)
	m.requests.WithLabelValues(operation, code).Inc()
	m.duration.WithLabelValues(operation).Observe(took.Seconds())
	m.cost.Observe(float64(x.cost))
	m.statements.Observe(float64(x.sql.Count()))
	m.sql.Observe(x.sql.Took().Seconds())
	if slow {
		m.slow.Inc()
	}
}

// observeFile counts a request for a file; methods that the endpoint has not are counted as one. Without metrics it does
// nothing.
func (m *Metrics) observeFile(method string, status int) {
	if m == nil {
		return
	}
	if method != http.MethodPost && method != http.MethodGet && method != http.MethodHead {
		method = "other"
	}
	m.files.WithLabelValues(method, strconv.Itoa(status)).Inc()
}
