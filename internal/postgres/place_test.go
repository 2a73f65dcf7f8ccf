package postgres

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var quiet = slog.New(slog.DiscardHandler)

func TestReachable(t *testing.T) {
	const uid, gid = 4711, 4712 // nobody's
	base := folder(t)
	for _, c := range []struct {
		mode     os.FileMode
		uid, gid int
		want     bool
	}{
		{0o755, uid, gid, true},
		{0o711, uid, gid, true},
		{0o744, uid, gid, false},
		{0o700, uid, gid, false},
		{0o700, os.Getuid(), gid, true},
		{0o071, uid, os.Getgid(), true},
		{0o701, uid, os.Getgid(), false},
	} {
		d := filepath.Join(base, "d")
		if err := os.MkdirAll(filepath.Join(d, "below"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(d, c.mode); err != nil {
			t.Fatal(err)
		}
		if got := reachable(d, c.uid, c.gid); got != c.want {
			t.Errorf("%o for %d:%d: %v", c.mode, c.uid, c.gid, got)
		}
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// As root the database moves out of a folder that its user cannot reach, and the log says where to; as an
// ordinary user it is that user's own and stays.
func TestEmbeddedMovesWhereItsUserCannotReach(t *testing.T) {
	data := filepath.Join(folder(t), "closed")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	e := start(t, Options{Data: data, Log: slog.New(slog.NewTextHandler(&said, nil))})
	must(t, e, `SELECT 1`)
	moved := strings.HasPrefix(e.place.Base, outside+"/")
	if moved {
		t.Cleanup(func() {
			if err := os.RemoveAll(e.place.Base); err != nil {
				t.Error(err)
			}
			_ = os.Remove(outside) // stays where it is not empty
		})
	}
	if root := os.Getuid() == 0; moved != root {
		t.Errorf("root %v, moved %v: %s", root, moved, e.place.Base)
	}
	if moved != strings.Contains(said.String(), e.place.Base) {
		t.Errorf("said: %s", said.String())
	}
	stop(t, e)
}

func TestPasswords(t *testing.T) {
	p := place{Base: folder(t)}
	p.Home = filepath.Join(p.Base, "postgres")
	first, err := p.passwords([]string{Superuser, "huishang_api"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.passwords([]string{Superuser, "huishang_api"})
	if err != nil {
		t.Fatal(err)
	}
	if first[Superuser] != again[Superuser] || first[Superuser] == first["huishang_api"] || len(first[Superuser]) < 20 {
		t.Errorf("passwords %q, then %q", first, again)
	}

	// A cluster whose superuser's password is lost is refused with the file to put back.
	if err := os.MkdirAll(p.cluster(), 0o700); err != nil {
		t.Fatal(err)
	}
	lost := filepath.Join(p.Base, "passwords", Superuser)
	if err := os.Remove(lost); err != nil {
		t.Fatal(err)
	}
	if _, err := p.passwords([]string{Superuser}); err == nil || !strings.Contains(err.Error(), lost) {
		t.Errorf("lost password: %v", err)
	}
}

// fakeBinaries makes a folder that claims to hold a PostgreSQL.
func fakeBinaries(t *testing.T, version string) string {
	t.Helper()
	d := folder(t)
	for _, name := range []string{"initdb", "postgres"} {
		script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
		if err := os.WriteFile(filepath.Join(d, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestFindBinaries(t *testing.T) {
	v14, v15, v17 := fakeBinaries(t, "14.9"), fakeBinaries(t, "15.20 (Debian 15.20-1)"), fakeBinaries(t, "17beta1")
	empty := folder(t)
	for _, c := range []struct {
		name    string
		cluster string // PG_VERSION of the cluster
		given   string
		search  []string
		want    string
		err     string
	}{
		{"the first new enough", "", "", []string{empty, v14, v17, v15}, v17, ""},
		{"a cluster keeps its version", "15\n", "", []string{v17, v15}, v15, ""},
		{"none", "", "", []string{empty}, "", errNoBinaries.Error()},
		{"too old is none", "", "", []string{v14}, "", errNoBinaries.Error()},
		{"the download's own version may be downloaded again", "15\n", "", []string{v17}, "", errNoBinaries.Error()},
		{"another version cannot", "16\n", "", []string{v17}, "", "needs that version; found: 17 in " + v17},
		{"the given one", "", v15, []string{v17}, v15, ""},
		{"the given one is no PostgreSQL", "", empty, []string{v17}, "", "holds no initdb and postgres of version 15 or newer"},
		{"the given one is too old", "", v14, []string{v17}, "", "holds no initdb and postgres of version 15 or newer"},
		{"the given one is not the cluster's", "15\n", v17, []string{v15}, "", "holds no initdb and postgres of version 15"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := place{Home: folder(t)}
			if c.cluster != "" {
				if err := os.Mkdir(p.cluster(), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(p.cluster(), "PG_VERSION"), []byte(c.cluster), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got, err := findBinaries(p, Options{Binaries: c.given, search: c.search})
			if got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("error %v, want %q", err, c.err)
			}
		})
	}
}

func TestEmbeddedStartEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, Options{Data: folder(t), NoSync: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("start: %v", err)
	}
}
