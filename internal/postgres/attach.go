package postgres

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
)

// Running tells whether some process has the PostgreSQL of a data folder. It makes nothing.
func Running(data string) bool {
	f, err := os.Open(filepath.Join(data, "lock"))
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// Attach knows the embedded PostgreSQL that another process runs on a data folder, for commands beside
// a running server: its addresses, and nothing to stop.
func Attach(data string, logins []string, log *slog.Logger) (*Server, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	e := &Server{log: log}
	if e.place, err = choosePlace(data, log); err != nil {
		return nil, err
	}
	e.passwords, err = e.place.passwords(append([]string{Superuser}, logins...))
	return e, err
}
