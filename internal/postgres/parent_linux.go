package postgres

import "syscall"

// dieWithParent has PostgreSQL stop should the database child be killed. The child starts it from its main
// thread, which lives as long as the process: the signal follows the thread.
func dieWithParent(s syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: s}
}
