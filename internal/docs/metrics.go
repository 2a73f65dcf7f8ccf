package docs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	dto "github.com/prometheus/client_model/go"
)

// worries say when an operator worries about a metric, in the order of the page.
var worries = []struct{ metric, when string }{
	{"huishang_graphql_requests_total", "`INTERNAL` above 0: each is a line in the log, with its request id. `UNAVAILABLE`, `TIMEOUT` above 1 % for 5 minutes: look at the pools, then at PostgreSQL. A jump of `UNAUTHENTICATED`: an issuer's keys or clocks."},
	{"huishang_graphql_duration_seconds", "The 95th percentile above 0.5 s for 10 minutes, or twice that of last week. At 10 s the server gives up."},
	{"huishang_graphql_in_flight", "It grows and does not fall: PostgreSQL does not answer, or the pools are too small."},
	{"huishang_graphql_slow_total", "More than a few an hour: the log's `slow operation` names the SQL."},
	{"huishang_graphql_cost", "The 99th percentile near `HUISHANG_COST_LIMIT`: a client's pages are larger than its screens."},
	{"huishang_graphql_sql_statements", "An operation's number grows with its rows: a fault of the program, worth a report."},
	{"huishang_graphql_sql_seconds", "Its share of the duration above 0.9: PostgreSQL is the bottleneck; below 0.3 while requests are slow: the pools or the CPU."},
	{"huishang_files_requests_total", "`POST` with `500` or `503` above 0: the bucket's disk or store is full or away, the log's `refused` says why. `GET` with `500`: a row without its bytes (`huishang verify-files`)."},
	{"go_sql_max_open_connections", "It is the setting `HUISHANG_POOL` (half of it for `analyst`)."},
	{"go_sql_open_connections", "Near 0 under load: PostgreSQL refuses logins."},
	{"go_sql_in_use_connections", "At the most for minutes: statements are slow, or the pool is too small."},
	{"go_sql_idle_connections", "Never."},
	{"go_sql_wait_count_total", "It rises steadily: requests queue for a connection. Raise `HUISHANG_POOL` only while PostgreSQL has CPU left."},
	{"go_sql_wait_duration_seconds_total", "A rate above 0.1: each request waits noticeably."},
	{"go_sql_max_idle_closed_total", "Never: as many are kept as may be open."},
	{"go_sql_max_idle_time_closed_total", "Never: a pool rests."},
	{"go_sql_max_lifetime_closed_total", "Never: connections have no age."},
	{"huishang_reporting_sessions", "`idle in transaction` stays: somebody's tool keeps a transaction open. Near 4 a login: the next one is refused."},
	{"huishang_reporting_oldest_statement_seconds", "Above 600: this server does not look, its log says why."},
	{"huishang_reporting_busy_seconds_total", "A rate above the half of PostgreSQL's cores: analysts belong on a standby."},
	{"huishang_reporting_ended_total", "It rises: `pg_stat_activity` or PostgreSQL's log (`%u`) says whose statements take so long."},
	{"huishang_sweep_runs_total", "No rise in 2 hours at all servers together: `huishang sweep --status` says who ran what last."},
	{"huishang_sweep_failures_total", "Any: the log's `sweep failed` says why. Nothing is lost, it is tried again after five minutes."},
	{"huishang_sweep_last_success_timestamp_seconds", "Older than 2 hours: files pile up (`files`), tasks stay with who has left (`tasks`), rows that are kept no longer stay (`keys`, `reads`, `runs`, `sessions`)."},
	{"huishang_sweep_done_total", "`files_strays` above 0 after a restore: do files and database belong together?"},
	{"huishang_key_set_fetches_total", "No rise in 15 minutes: the process hangs."},
	{"huishang_key_set_failures_total", "It rises for 5 minutes: the log's `key set not fetched` says why. Known keys count on; a new one is answered with `UNAVAILABLE`."},
	{"huishang_key_set_age_seconds", "Above 1,800: the issuer's set has not arrived for three rounds, and a key withdrawn meanwhile is still believed."},
	{"huishang_key_set_keys", "0 under `serve`: nobody can sign in. It falls unasked: a key of the set cannot be used, the log says which."},
	{"process_resident_memory_bytes", "Near the machine's or the unit's limit: the log's `memory` line says what it may have, `GOMEMLIMIT` sets less."},
	{"process_cpu_seconds_total", "A rate at the number of cores: the server needs more, or a second one beside it."},
	{"process_open_fds", "Above half of `process_max_fds`."},
	{"process_max_fds", "Below 1024."},
	{"process_start_time_seconds", "It changes unasked: the process was restarted."},
	{"go_goroutines", "It grows for hours while `in_flight` does not."},
	{"go_memstats_heap_inuse_bytes", "It grows for days: take a heap profile (operations.md, \"Profiles\")."},
	{"go_build_info", "Servers of one database differ in `version` longer than an upgrade takes."},
}

// Metrics is the page of what a server counts, from its own registry. The error names a metric of Huishang or of its
// pools without a worry, and a worry without a metric.
func Metrics(families []*dto.MetricFamily) (string, error) {
	there := map[string]*dto.MetricFamily{}
	for _, f := range families {
		there[f.GetName()] = f
	}
	var b strings.Builder
	b.WriteString("# Metrics · 指标\n\nGenerated from the server's own registry: `/metrics` answers this machine, `METRICS_ADDR` opens it to others, and\n" +
		"`deploy/grafana-dashboard.json` draws it. Labels have few values: an operation that is not in `examples/` counts as `other`.\n" +
		"`/metrics` has more of Go's own (`go_…`) and the process's (`process_…`) beside the ones below.\n\n" +
		"| metric | type | labels | meaning | when to worry |\n|---|---|---|---|---|\n")
	said := map[string]bool{}
	for _, w := range worries {
		f, ok := there[w.metric]
		if !ok {
			return "", fmt.Errorf("a worry about %s, which no server counts", w.metric)
		}
		said[w.metric] = true
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", w.metric, strings.ToLower(f.GetType().String()), labels(f), strings.ReplaceAll(f.GetHelp(), "\n", " "), w.when)
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		if !said[name] && (strings.HasPrefix(name, "huishang_") || strings.HasPrefix(name, "go_sql_")) {
			return "", fmt.Errorf("nothing says when to worry about %s", name)
		}
	}
	return b.String(), nil
}

func labels(f *dto.MetricFamily) string {
	var names []string
	for _, l := range f.GetMetric()[0].GetLabel() {
		names = append(names, "`"+l.GetName()+"`")
	}
	return strings.Join(names, " ")
}
