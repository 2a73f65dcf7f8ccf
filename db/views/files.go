// Package views holds the views of the database: present truth.
// It holds texts only, so that a change of one builds nothing anew but db.
package views

import "embed"

// Files are the texts.
//
//go:embed *.sql
var Files embed.FS
