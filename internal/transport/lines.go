package transport

import (
	"bytes"
	"encoding/json"

	"huishang/internal/fault"
)

// lines answers with lists as lines of JSON (NDJSON): a line for each row, as GraphQL has it, with the list that it is of,
// and a last line that says that nothing is missing. What has no such line is a part.
type lines struct {
	out *sheet
	b   bytes.Buffer
}

func (n *lines) begin(*listing) {}

func (n *lines) rows(l *listing, rows []any) *fault.Error {
	for _, row := range rows {
		n.b.Reset()
		n.b.WriteString(`{"list":`)
		n.b.WriteString(asJSON(l.name()))
		n.b.WriteString(`,"row":`)
		n.write(l, &selected{inner: l.rows}, row)
		n.b.WriteString("}\n")
		n.out.write(n.b.Bytes())
	}
	return nil
}

// write writes a value with its fields in the order of the selection, whatever the row holds.
func (n *lines) write(l *listing, f *selected, v any) {
	switch x := v.(type) {
	case []any:
		n.b.WriteByte('[')
		for i, one := range x {
			if i > 0 {
				n.b.WriteByte(',')
			}
			n.write(l, f, one)
		}
		n.b.WriteByte(']')
	case map[string]any:
		if len(f.inner) == 0 {
			n.b.WriteString(asJSON(x))
			return
		}
		n.b.WriteByte('{')
		for i, inner := range f.inner {
			if i > 0 {
				n.b.WriteByte(',')
			}
			n.b.WriteByte('"') // a name of GraphQL needs no escape
			n.b.WriteString(inner.name)
			n.b.WriteString(`":`)
			n.write(l, inner, inner.in(x))
		}
		n.b.WriteByte('}')
	case json.Number:
		n.b.WriteString(x.String())
	case string:
		if f.of != "" {
			x = l.text(f, x)
		}
		n.b.WriteString(asJSON(x))
	default:
		n.b.WriteString(asJSON(v))
	}
}

// end is the line without which the rest is a part.
func (n *lines) end(all []*listing) *fault.Error {
	rows, more := map[string]int{}, false
	for _, l := range all {
		rows[l.name()] += l.count
		more = more || l.more
	}
	last, _ := json.Marshal(struct { //nolint:errchkjson // numbers and names
		Complete bool           `json:"complete"`
		Rows     map[string]int `json:"rows"`
		More     bool           `json:"more"`
	}{true, rows, more})
	n.out.write(append(last, '\n'))
	return nil
}
