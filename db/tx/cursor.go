package tx

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"

	"huishang/internal/fault"
)

// A cursor is a row's place in one list: the values it is ordered by, sealed together with what the list is (object,
// parent, filter, order). Another list's cursor is refused, never read as a wrong page; and nobody reads in one the
// values of a column that is not shown, such as a topic's position, which would tell of topics kept from him (D-SEC-1).

// sealer is AES-256-GCM under a key of its own. Keys of 32 bytes never fail.
func sealer(key []byte) cipher.AEAD {
	own := mac(key, []byte("cursor"))
	block, err := aes.NewCipher(own)
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// Seal makes a cursor of a place in a list. It seals under a nonce made from what is sealed, so that one place in one list has one cursor, and a nonce is
// never used for two texts.
func (t *Tx) Seal(list []byte, values string) string {
	aead := sealer(t.cursorKey)
	nonce := mac(t.cursorKey, list, []byte(values))[:aead.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nonce, nonce, []byte(values), list))
}

// Unseal reads the place in a list of a cursor; another list's is refused at the argument.
func (t *Tx) Unseal(list []byte, cursor, argument string) ([]*string, error) {
	refused := &fault.Error{Code: fault.CursorMismatch, Path: []string{argument}}
	aead := sealer(t.cursorKey)
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) < aead.NonceSize() {
		return nil, refused
	}
	text, err := aead.Open(nil, b[:aead.NonceSize()], b[aead.NonceSize():], list)
	if err != nil {
		return nil, refused
	}
	var values []*string
	if err := json.Unmarshal(text, &values); err != nil {
		return nil, refused
	}
	return values, nil
}

// mac joins the parts so that no two sequences of parts are alike.
func mac(key []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		sum := sha256.Sum256(p)
		h.Write(sum[:])
	}
	return h.Sum(nil)
}

// keyFrom is the key of cursors where none is set: of the API's address, whose password is as secret.
func keyFrom(address string) []byte {
	sum := sha256.Sum256([]byte("huishang cursor " + strings.TrimSpace(address)))
	return sum[:]
}
