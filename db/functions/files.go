// Package functions holds the functions of the database: present truth, one file a noun.
// It holds texts only, so that a change of one builds nothing anew but db.
package functions

import "embed"

// Files are the texts.
//
//go:embed *.sql
var Files embed.FS
