package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

const (
	oldestMajor     = 15
	downloadVersion = embeddedpostgres.V15
	mavenCentral    = "https://repo1.maven.org/maven2"
	howToInstall    = "install PostgreSQL 15 or newer (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or give DATABASE_URL"
)

var (
	errNoBinaries   = errors.New("no PostgreSQL found")
	versionLine     = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)
	trailingNumbers = regexp.MustCompile(`\d+`)
)

// binaryFolders are where packages put initdb and postgres, the newest first: PATH, Debian, Red Hat, Homebrew
// on Apple and on Intel processors.
func binaryFolders() []string {
	var folders []string
	if p, err := exec.LookPath("postgres"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			folders = append(folders, filepath.Dir(p))
		}
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql*/bin",
		"/usr/local/opt/postgresql*/bin",
	} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			panic(err) // the patterns above are well formed
		}
		slices.SortFunc(found, func(a, b string) int { return lastNumber(b) - lastNumber(a) })
		folders = append(folders, found...)
	}
	return folders
}

func lastNumber(path string) int {
	all := trailingNumbers.FindAllString(path, -1)
	if len(all) == 0 {
		return 0
	}
	n, err := strconv.Atoi(all[len(all)-1])
	if err != nil {
		return 0
	}
	return n
}

// findBinaries returns the folder of the PostgreSQL to use: the one that made the cluster, for a new cluster
// the first of 15 or newer. errNoBinaries: there is none, a download may help.
func findBinaries(p place, o Options) (string, error) {
	folders := o.search
	switch {
	case o.Binaries != "":
		folders = []string{o.Binaries}
	case folders == nil:
		folders = append(binaryFolders(), filepath.Join(p.downloaded(), "bin"))
	default:
		folders = append(slices.Clone(folders), filepath.Join(p.downloaded(), "bin"))
	}
	wanted, err := clusterMajor(p)
	if err != nil {
		return "", err
	}
	var seen []string
	for _, folder := range folders {
		major, err := binariesMajor(folder)
		if err != nil {
			continue
		}
		if major == wanted || wanted == 0 && major >= oldestMajor {
			return folder, nil
		}
		seen = append(seen, fmt.Sprintf("%d in %s", major, folder))
	}
	if o.Binaries != "" {
		return "", fmt.Errorf("%s holds no initdb and postgres of version %s", o.Binaries, wantedText(wanted))
	}
	if wanted != 0 && strconv.Itoa(wanted) != strings.SplitN(string(downloadVersion), ".", 2)[0] {
		return "", fmt.Errorf("the database in %s is of PostgreSQL %d and needs that version; found: %s",
			p.Home, wanted, strings.Join(append(seen, "nothing else"), ", "))
	}
	return "", errNoBinaries
}

func wantedText(major int) string {
	if major == 0 {
		return fmt.Sprintf("%d or newer", oldestMajor)
	}
	return strconv.Itoa(major)
}

// clusterMajor is the version that made the cluster, 0 where there is none yet.
func clusterMajor(p place) (int, error) {
	text, err := os.ReadFile(filepath.Join(p.cluster(), "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

func binariesMajor(folder string) (int, error) {
	if _, err := os.Stat(filepath.Join(folder, "initdb")); err != nil {
		return 0, err
	}
	out, err := exec.Command(filepath.Join(folder, "postgres"), "--version").Output()
	if err != nil {
		return 0, err
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("no version in %q", out)
	}
	return strconv.Atoi(string(m[1]))
}

func repository(o Options) string {
	for _, r := range []string{o.Repository, os.Getenv("EMBEDDED_POSTGRES_REPOSITORY")} {
		if r != "" {
			return strings.TrimSuffix(r, "/")
		}
	}
	return mavenCentral
}

// download fetches PostgreSQL and proves it by starting it once on a database that is thrown away. It runs in
// the database child, as the database's user, and returns the folder of binaries.
func download(ctx context.Context, p place, repository string) (string, error) {
	trial, err := os.MkdirTemp(p.Home, "trial-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(trial)
	port, err := freePort()
	if err != nil {
		return "", err
	}
	var said bytes.Buffer
	server := embeddedpostgres.NewDatabase(embeddedpostgres.DefaultConfig().
		Version(downloadVersion).BinaryRepositoryURL(repository).
		CachePath(filepath.Join(trial, "archive")).RuntimePath(filepath.Join(trial, "run")).
		BinariesPath(filepath.Join(trial, "binaries")).DataPath(filepath.Join(trial, "data")).
		Port(port).Password(randomPassword()).Locale("C").Encoding("UTF8").Logger(&said).
		StartParameters(map[string]string{"unix_socket_directories": ""}))
	tried := make(chan error, 1)
	go func() {
		if err := server.Start(); err != nil {
			tried <- err
			return
		}
		tried <- server.Stop()
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case err = <-tried:
	}
	if err != nil {
		return "", fmt.Errorf("no PostgreSQL found on this machine, and the download from %s failed (%w): %s",
			repository, err, howToInstall)
	}
	if err := os.RemoveAll(p.downloaded()); err != nil {
		return "", err
	}
	if err := os.Rename(filepath.Join(trial, "binaries"), p.downloaded()); err != nil {
		return "", err
	}
	return filepath.Join(p.downloaded(), "bin"), nil
}

// freePort asks the kernel for a port of loopback that nobody listens on.
func freePort() (uint32, error) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return uint32(port), l.Close()
}
