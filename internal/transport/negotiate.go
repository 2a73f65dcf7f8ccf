package transport

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"huishang/internal/workbook"
)

// The media types of GraphQL over HTTP.
const (
	plainJSON   = "application/json"
	graphqlJSON = "application/graphql-response+json"
)

// negotiate chooses the answer's media type: the better weight; of two alike the GraphQL one if it is named,
// else JSON. No Accept header means JSON; a table where the client names it. It is false where none is acceptable.
func negotiate(r *http.Request) (string, bool) {
	header := strings.Join(r.Header.Values("Accept"), ",")
	if form := wantedForm(header); form != "" {
		return form, true
	}
	if strings.TrimSpace(header) == "" {
		return plainJSON, true
	}
	plain, _ := weight(header, plainJSON)
	special, named := weight(header, graphqlJSON)
	switch {
	case special > plain, named && special == plain && special > 0:
		return graphqlJSON, true
	case plain > 0:
		return plainJSON, true
	}
	return "", false
}

// The media types that answer an operation's lists as a table, or as several (docs/decisions/0020, 0049).
const (
	csvText  = "text/csv"
	xlsxBook = workbook.MediaType
	ndJSON   = "application/x-ndjson"
)

// extensionOf is how files of the forms of tables end.
var extensionOf = map[string]string{csvText: ".csv", xlsxBook: ".xlsx", ndJSON: ".ndjson"}

// wantedForm is the form of a table that the client names and likes no less than JSON, and best of the forms; of two
// alike the one that stands first here. It is empty where there is none.
func wantedForm(header string) (form string) {
	plain, _ := weight(header, plainJSON)
	special, _ := weight(header, graphqlJSON)
	most := 0.0
	for _, one := range []string{csvText, xlsxBook, ndJSON} {
		if q, named := weight(header, one); named && q > most && q >= plain && q >= special {
			form, most = one, q
		}
	}
	return form
}

// weight is the q of the most specific range that covers the type, 0 for none; named if the range is the type.
func weight(header, mediaType string) (q float64, named bool) {
	specific := -1
	for _, part := range strings.Split(header, ",") {
		accepted, parameters, err := mime.ParseMediaType(part)
		if err != nil || !utf8Only(parameters) {
			continue
		}
		family, _, _ := strings.Cut(mediaType, "/")
		rank := map[string]int{"*/*": 0, family + "/*": 1, mediaType: 2}
		at, covers := rank[accepted]
		if !covers || at < specific {
			continue
		}
		given, ok := quality(parameters["q"])
		if !ok {
			continue
		}
		if at == specific {
			given = max(given, q)
		}
		specific, q = at, given
	}
	return q, specific == 2
}

func quality(q string) (float64, bool) {
	if q == "" {
		return 1, true
	}
	v, err := strconv.ParseFloat(q, 64)
	return v, err == nil && v >= 0 && v <= 1
}

func utf8Only(parameters map[string]string) bool {
	charset, given := parameters["charset"]
	return !given || strings.EqualFold(charset, "utf-8")
}

// sendsJSON tells whether the body says that it is JSON in UTF-8, and is not compressed.
func sendsJSON(r *http.Request) bool {
	types := r.Header.Values("Content-Type")
	if len(types) != 1 || len(r.Header.Values("Content-Encoding")) > 0 {
		return false
	}
	mediaType, parameters, err := mime.ParseMediaType(types[0])
	return err == nil && mediaType == plainJSON && utf8Only(parameters)
}
