// Package policies holds who sees a row: the policies and grants of the database, one file a noun, composed from the named
// conditions of conditions.tmpl.
// It holds texts only, so that a change of one builds nothing anew but db.
package policies

import "embed"

// Files are the texts.
//
//go:embed *.sql conditions.tmpl
var Files embed.FS
