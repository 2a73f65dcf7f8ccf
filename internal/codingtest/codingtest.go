// Package codingtest reads in tests what internal/coding wrote.
package codingtest

import (
	"compress/gzip"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"

	"huishang/internal/coding"
)

// Decoded is what was sent in a coding, by readers that are not the writers' own where there are any.
func Decoded(t testing.TB, c coding.Coding, sent io.Reader) string {
	t.Helper()
	switch c {
	case coding.Gzip:
		g, err := gzip.NewReader(sent)
		if err != nil {
			t.Fatal(err)
		}
		sent = g
	case coding.Zstd:
		z, err := zstd.NewReader(sent)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		sent = z
	}
	b, err := io.ReadAll(sent)
	if err != nil {
		t.Fatalf("%s: %v", c, err)
	}
	return string(b)
}
