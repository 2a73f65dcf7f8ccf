// Package ident holds typed ids: one Go type per noun over a UUID, written for clients as `T_` and base32. A
// wrong type is refused where it stands.
package ident

import (
	"database/sql/driver"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"huishang/internal/fault"

	"github.com/google/uuid"
)

// Noun names what an id is of: its prefix in text, and its GraphQL type.
type Noun interface{ noun() (prefix, name string) }

// ID is a noun's id. The zero value is no id.
type ID[N Noun] uuid.UUID

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// String is the id as clients see it: "O_" and 26 characters.
func (i ID[N]) String() string {
	var n N
	prefix, _ := n.noun()
	return Text(prefix, uuid.UUID(i))
}

// Text is the id of a noun with a prefix as clients see it.
func Text(prefix string, id uuid.UUID) string { return prefix + "_" + encoding.EncodeToString(id[:]) }

// UUID is the id as the database sees it.
func (i ID[N]) UUID() uuid.UUID { return uuid.UUID(i) }

// MarshalGQL writes the text form.
func (i ID[N]) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(i.String())) }

// UnmarshalGQL reads the text form of this noun's id and refuses any other.
func (i *ID[N]) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	parsed, err := Parse[N](text)
	if err != nil {
		return err
	}
	*i = parsed
	return nil
}

// MarshalJSON writes the UUID, for the database.
func (i ID[N]) MarshalJSON() ([]byte, error) { return json.Marshal(uuid.UUID(i)) }

// UnmarshalJSON reads a UUID, from the database.
func (i *ID[N]) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, (*uuid.UUID)(i)) }

// Scan reads a uuid column.
func (i *ID[N]) Scan(src any) error { return (*uuid.UUID)(i).Scan(src) }

// Value writes a uuid column.
func (i ID[N]) Value() (driver.Value, error) { return uuid.UUID(i).String(), nil }

// Parse reads the text form of one noun's id.
func Parse[N Noun](text string) (ID[N], error) {
	var n N
	prefix, name := n.noun()
	got, id, err := Split(text)
	if err != nil || got != prefix {
		return ID[N]{}, fault.New(fault.BadUserInput, "expected", fmt.Sprintf("an id of %s, %q and 26 letters", name, prefix+"_"))
	}
	return ID[N](id), nil
}

// Split takes any id's text apart into the noun's prefix and the UUID, for node(id).
func Split(text string) (prefix string, id uuid.UUID, err error) {
	prefix, body, ok := strings.Cut(text, "_")
	if !ok || len(body) != 26 {
		return "", uuid.Nil, fault.New(fault.BadUserInput, "expected", "an id as this API gave it")
	}
	b, err := encoding.DecodeString(body)
	// The last character carries two unused bits: only one spelling of an id is an id.
	if err != nil || encoding.EncodeToString(b) != body {
		return "", uuid.Nil, fault.New(fault.BadUserInput, "expected", "an id as this API gave it")
	}
	return prefix, uuid.UUID(b), nil
}

// Set makes it the id of a UUID.
func (i *ID[N]) Set(id uuid.UUID) { *i = ID[N](id) }

// Of makes a noun's id from a UUID.
func Of[T any, P interface {
	*T
	Set(id uuid.UUID)
}](id uuid.UUID) T {
	var t T
	P(&t).Set(id)
	return t
}

// Some is an id or nil as the database gives it: nil stays nil.
func Some[T interface{ UUID() uuid.UUID }](id *T) *uuid.UUID {
	if id == nil {
		return nil
	}
	u := (*id).UUID()
	return &u
}

// List scans a uuid array column of mixed use.
type List []uuid.UUID

// Scan reads PostgreSQL's array text.
func (l *List) Scan(src any) error {
	*l = nil
	var text string
	switch s := src.(type) {
	case nil:
		return nil
	case []byte:
		text = string(s)
	case string:
		text = s
	default:
		return fmt.Errorf("uuid array from %T", src)
	}
	for part := range strings.SplitSeq(strings.Trim(text, "{}"), ",") {
		if part == "" {
			continue
		}
		id, err := uuid.Parse(part)
		if err != nil {
			return err
		}
		*l = append(*l, id)
	}
	return nil
}

// Value writes PostgreSQL's array text.
func (l List) Value() (driver.Value, error) {
	parts := make([]string, len(l))
	for i, id := range l {
		parts[i] = id.String()
	}
	return "{" + strings.Join(parts, ",") + "}", nil
}

// UUIDs turns typed ids into an array argument.
func UUIDs[T interface{ UUID() uuid.UUID }](ids []T) List {
	l := make(List, len(ids))
	for i, id := range ids {
		l[i] = id.UUID()
	}
	return l
}
