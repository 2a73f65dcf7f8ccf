// Package sample carries the Hainan sample in the program: the same CSV files that the import reads from disk.
package sample

import "embed"

// Hainan is the sample's folder. Its people are invented; column origin marks what the source text names.
//
//go:embed hainan/*.csv
var Hainan embed.FS
