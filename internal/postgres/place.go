package postgres

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// outside holds the databases whose data folder the database's user cannot reach.
const outside = "/var/lib/huishang"

// socketPathLimit is how long a Unix socket's path may be: 107 bytes on Linux, 103 on macOS.
const socketPathLimit = 103

// place is where a database lives and whose it is.
type place struct {
	Base   string // passwords, and the folder below
	Home   string // Base/postgres, the database user's own: cluster, binaries, log
	Socket string // the folder of the socket
	UID    int    // the user that PostgreSQL runs as
	GID    int
}

func (p place) cluster() string    { return filepath.Join(p.Home, "data") }
func (p place) log() string        { return filepath.Join(p.Home, "log") }
func (p place) downloaded() string { return filepath.Join(p.Home, "binaries") }

// lockFolder takes the data folder for this process; the lock goes with the process, however it ends.
func lockFolder(data string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(data, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder, readErr := io.ReadAll(f)
		return nil, errors.Join(
			fmt.Errorf("%w: %s (process %s)", ErrRunning, data, strings.TrimSpace(string(holder))),
			readErr, f.Close())
	}
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = fmt.Fprintln(f, os.Getpid())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", f.Name(), err), f.Close())
	}
	return f, nil
}

// choosePlace finds the database's user and a folder that he can reach, and makes what is missing of it.
func choosePlace(data string, log *slog.Logger) (place, error) {
	data, err := filepath.EvalSymlinks(data)
	if err != nil {
		return place{}, err
	}
	p := place{Base: data, UID: os.Getuid(), GID: os.Getgid()}
	if p.UID == 0 {
		if p.UID, p.GID, err = databaseUser(); err != nil {
			return place{}, err
		}
		if !reachable(data, p.UID, p.GID) {
			sum := sha256.Sum256([]byte(data))
			p.Base = filepath.Join(outside, hex.EncodeToString(sum[:8]))
			log.Warn("the database's user cannot reach the data folder, so the database lives elsewhere",
				"data", data, "database", p.Base)
			if err := makePassable(p.Base); err != nil {
				return place{}, err
			}
		}
	}
	p.Home = filepath.Join(p.Base, "postgres")
	if err := p.own(p.Home); err != nil {
		return place{}, err
	}
	p.Socket = filepath.Join(p.Home, "run")
	if len(filepath.Join(p.Socket, ".s.PGSQL.5432")) <= socketPathLimit {
		return p, p.own(p.Socket)
	}
	// The child removes this one; a killed child leaves an empty folder behind.
	if p.Socket, err = os.MkdirTemp(shortTemp(), "huishang-"); err != nil {
		return place{}, err
	}
	return p, p.own(p.Socket)
}

// makePassable makes a folder below outside that every user may pass through, whatever the umask.
func makePassable(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return errors.Join(os.Chmod(outside, 0o755), os.Chmod(folder, 0o755))
}

// shortTemp is the temporary folder unless its path is too long for a socket's.
func shortTemp() string {
	if t := os.TempDir(); len(t) <= 60 {
		return t
	}
	return "/tmp"
}

// own makes a folder that only the database's user may enter. A database made by another user stays his: root
// then runs it as him.
func (p *place) own(folder string) error {
	err := os.Mkdir(folder, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("database folder: %w", err)
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t)
	if os.Getuid() != 0 {
		if int(owner.Uid) != p.UID {
			return fmt.Errorf("the database in %s belongs to user %d: run as that user or as root", folder, owner.Uid)
		}
		return nil
	}
	if owner.Uid != 0 {
		p.UID, p.GID = int(owner.Uid), int(owner.Gid)
		return nil
	}
	return os.Chown(folder, p.UID, p.GID)
}

// databaseUser is who PostgreSQL runs as when this process is root: postgres, else nobody.
func databaseUser() (uid, gid int, err error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		u, err = user.Lookup("nobody")
	}
	if err != nil {
		return 0, 0, fmt.Errorf("PostgreSQL does not run as root, and there is neither a user postgres nor nobody: %w", err)
	}
	uid, err = strconv.Atoi(u.Uid)
	if err != nil {
		return 0, 0, err
	}
	gid, err = strconv.Atoi(u.Gid)
	return uid, gid, err
}

// reachable says whether a user may pass through every folder of a path.
func reachable(path string, uid, gid int) bool {
	for ; ; path = filepath.Dir(path) {
		info, err := os.Stat(path)
		if err != nil {
			return false
		}
		owner, mode := info.Sys().(*syscall.Stat_t), info.Mode().Perm()
		var passes bool
		switch {
		case int(owner.Uid) == uid:
			passes = mode&0o100 != 0
		case int(owner.Gid) == gid:
			passes = mode&0o010 != 0
		default:
			passes = mode&0o001 != 0
		}
		if !passes {
			return false
		}
		if path == filepath.Dir(path) {
			return true
		}
	}
}

// passwords reads the logins' passwords, each a file that only the owner of the data folder reads, and makes
// up those that are missing.
func (p place) passwords(logins []string) (map[string]string, error) {
	folder := filepath.Join(p.Base, "passwords")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("passwords: %w", err)
	}
	found := map[string]string{}
	for _, login := range logins {
		file := filepath.Join(folder, login)
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			if _, err := os.Stat(p.cluster()); err == nil && login == Superuser {
				return nil, fmt.Errorf("%s is missing: put it back, or remove %s to begin anew", file, p.Home)
			}
			text = []byte(randomPassword() + "\n")
			err = writeWhole(file, text)
		}
		if err != nil {
			return nil, fmt.Errorf("passwords: %w", err)
		}
		found[login] = strings.TrimSpace(string(text))
	}
	return found, p.giveBack(folder, logins)
}

// giveBack leaves the passwords to the owner of the data folder, so that what root began he can go on with.
func (p place) giveBack(folder string, names []string) error {
	info, err := os.Stat(p.Base)
	if err != nil || os.Getuid() != 0 {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t)
	err = os.Lchown(folder, int(owner.Uid), int(owner.Gid))
	for _, name := range names {
		err = errors.Join(err, os.Lchown(filepath.Join(folder, name), int(owner.Uid), int(owner.Gid)))
	}
	return err
}

// writeWhole writes a file of which a killed process leaves all or nothing.
func writeWhole(file string, text []byte) error {
	if err := os.WriteFile(file+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
