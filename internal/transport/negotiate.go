package transport

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
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
	if wantsCSV(r) {
		return csvText, true
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
