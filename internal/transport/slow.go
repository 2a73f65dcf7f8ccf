package transport

import (
	"strings"
	"time"

	"huishang/internal/cost"
)

// The slow log holds at most so many SQL texts of an operation, each of at most so many bytes.
const (
	slowTexts    = 20
	slowTextSize = 4000
)

// slowText is one SQL text of a slow operation, with $n for every value.
type slowText struct {
	Count    int           `json:"count"`
	Duration time.Duration `json:"duration"`
	SQL      string        `json:"sql"`
}

// textsOf are an operation's SQL texts for the slow log, the longest first.
func textsOf(t *cost.Tally) []slowText {
	texts := t.Texts()
	out := make([]slowText, 0, min(len(texts), slowTexts))
	for _, x := range texts[:min(len(texts), slowTexts)] {
		out = append(out, slowText{x.Count, x.Took, oneLine(x.SQL)})
	}
	return out
}

// oneLine folds an SQL text's white space and cuts what is too long.
func oneLine(sql string) string {
	sql = strings.Join(strings.Fields(sql), " ")
	if len(sql) <= slowTextSize {
		return sql
	}
	return strings.ToValidUTF8(sql[:slowTextSize], "") + "…"
}
