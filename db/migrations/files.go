// Package migrations holds the numbered migrations: the tables, applied once each, in order.
// It holds texts only, so that a change of one builds nothing anew but db.
package migrations

import "embed"

// Files are the texts.
//
//go:embed *.sql
var Files embed.FS
