//go:build !linux

package postgres

import "syscall"

// dieWithParent does nothing here: only Linux tells a process of its parent's death. A database child that is
// itself killed leaves PostgreSQL running, and the next start stops it. Written for macOS, not tried there.
func dieWithParent(syscall.Signal) *syscall.SysProcAttr { return nil }
