package db

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

// AttachEmbedded knows the embedded PostgreSQL that another process runs on a data folder, for commands beside
// a running server: its addresses, and nothing to stop.
func AttachEmbedded(data string, log *slog.Logger) (*Embedded, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	e := &Embedded{log: log}
	if e.place, err = choosePlace(data, log); err != nil {
		return nil, err
	}
	e.passwords, err = e.place.passwords(append([]string{Superuser}, Logins...))
	return e, err
}
