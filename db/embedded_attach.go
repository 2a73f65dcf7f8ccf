package db

import (
	"log/slog"
	"path/filepath"
)

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
