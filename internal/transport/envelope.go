package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// envelope is the body of a request.
type envelope struct {
	query         string
	operationName string
	variables     map[string]any
	table         any // extensions.table: what the client wants of a table
}

// envelopeDepth bounds how deep the JSON of a body nests: a filter of depth 4 needs 14.
const envelopeDepth = 40

// malformed is why a body is refused. The texts are fixed: no byte of a body comes back in one.
type malformed string

func (m malformed) Error() string { return string(m) }

const (
	notUTF8        malformed = "a body in UTF-8"
	notJSON        malformed = "one JSON object and nothing after it"
	tooDeep        malformed = "JSON no deeper than 40"
	duplicateKey   malformed = "each key once"
	unknownKey     malformed = "the keys query, operationName, variables and extensions, spelt so, and no others"
	queryMissing   malformed = "query as a string that is not empty"
	nameNoString   malformed = "operationName as a string or null"
	onlyHash       malformed = "query, as documents are not kept by their hash"
	variablesWrong malformed = "variables as an object or null"
	extensionWrong malformed = "extensions as an object or null"
)

// tooLong refuses a body over the limit.
const tooLong malformed = "a body of at most 256 KB"

// readBody reads at most limit bytes; the error is tooLong, or the connection's own.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	if r.ContentLength > limit {
		return nil, tooLong
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return nil, tooLong
	}
	return body, err
}

// parseEnvelope reads a body strictly; the error is a malformed.
func parseEnvelope(body []byte) (*envelope, error) {
	if !utf8.Valid(body) || loneSurrogate(body) {
		return nil, notUTF8
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	value, err := readValue(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, notJSON
	}
	fields, ok := value.(map[string]any)
	if !ok {
		return nil, notJSON
	}
	return envelopeOf(fields)
}

func envelopeOf(fields map[string]any) (*envelope, error) {
	for key := range fields {
		switch key {
		case "query", "operationName", "variables", "extensions":
		default:
			return nil, unknownKey
		}
	}
	var e envelope
	var ok bool
	if extensions, _ := fields["extensions"].(map[string]any); fields["query"] == nil && extensions["persistedQuery"] != nil {
		return nil, onlyHash
	}
	if e.query, ok = fields["query"].(string); !ok || strings.TrimSpace(e.query) == "" {
		return nil, queryMissing
	}
	if name := fields["operationName"]; name != nil {
		if e.operationName, ok = name.(string); !ok {
			return nil, nameNoString
		}
	}
	if variables := fields["variables"]; variables != nil {
		if e.variables, ok = variables.(map[string]any); !ok {
			return nil, variablesWrong
		}
	}
	if given := fields["extensions"]; given != nil {
		extensions, ok := given.(map[string]any)
		if !ok {
			return nil, extensionWrong
		}
		e.table = extensions["table"]
	}
	return &e, nil
}

// readValue reads one JSON value; numbers stay json.Number, so that none is rounded.
func readValue(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, notJSON
	}
	open, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if depth == envelopeDepth {
		return nil, tooDeep
	}
	if open == '{' {
		return readObject(d, depth)
	}
	list := []any{}
	for d.More() {
		v, err := readValue(d, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, closing(d)
}

func readObject(d *json.Decoder, depth int) (any, error) {
	object := map[string]any{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, notJSON
		}
		key := t.(string)
		if _, twice := object[key]; twice {
			return nil, duplicateKey
		}
		if object[key], err = readValue(d, depth+1); err != nil {
			return nil, err
		}
	}
	return object, closing(d)
}

func closing(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return notJSON
	}
	return nil
}

// loneSurrogate tells whether a \u escape names half of a pair, which decoding would replace in silence.
func loneSurrogate(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		half, ok := escaped(body[i:])
		switch {
		case !ok:
			i++
		case half >= 0xDC00 && half <= 0xDFFF:
			return true
		case half >= 0xD800 && half <= 0xDBFF:
			second, ok := escaped(body[i+6:])
			if !ok || second < 0xDC00 || second > 0xDFFF {
				return true
			}
			i += 11
		default:
			i += 5
		}
	}
	return false
}

// escaped reads the code unit of a \uXXXX that b begins with.
func escaped(b []byte) (unit rune, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		i := strings.IndexByte("0123456789abcdef", c|0x20)
		if i < 0 {
			return 0, false
		}
		unit = unit<<4 | rune(i)
	}
	return unit, true
}
