package db

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"huishang/internal/fault"
)

// A cursor is a row's place in one list: the values it is ordered by, signed together with what the list is
// (object, parent, filter, order). Another list's cursor is refused, never read as a wrong page.

const signatureBytes = 12

func encodeCursor(key, list []byte, values string) string {
	return base64.RawURLEncoding.EncodeToString(append(sign(key, list, []byte(values)), values...))
}

func decodeCursor(key, list []byte, cursor, argument string) ([]*string, error) {
	refused := &fault.Error{Code: fault.CursorMismatch, Path: []string{argument}}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) < signatureBytes || !hmac.Equal(b[:signatureBytes], sign(key, list, b[signatureBytes:])) {
		return nil, refused
	}
	var values []*string
	if err := json.Unmarshal(b[signatureBytes:], &values); err != nil {
		return nil, refused
	}
	return values, nil
}

func sign(key, list, values []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(list)
	mac.Write([]byte{0})
	mac.Write(values)
	return mac.Sum(nil)[:signatureBytes]
}
