package docs

import (
	"fmt"
	"strings"

	"huishang/db"
)

func derived() string {
	var b strings.Builder
	b.WriteString(`# What computed fields are computed over · 派生字段的口径

Generated from ` + "`db/derived.go`" + `. A viewer may see only some of the rows that a value is computed over; what is hidden never reads as
"did not happen". A root list and its count are of what the viewer sees. An edge to one record is null where there is none,
and where it may not be seen.

| basis | over which rows |
|---|---|
| OF_ITSELF | the record, the day, and rows that everybody sees who sees the record |
| OF_ALL | all rows, whoever sees them: it tells no more than the reason says |
| OF_SEEN | the rows that the viewer sees, as its description says |
| NULL_UNLESS_WHOLE | the rows that the viewer sees; null where the viewer's roles do not show all of them |

| field or filter | basis | why |
|---|---|---|
`)
	for _, d := range db.DerivedFields() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", d.Field, d.Basis, d.Why)
	}
	return b.String()
}
