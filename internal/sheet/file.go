package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Create writes a new .xlsx file. It refuses one that exists, and the file is there once it is whole: it is written under
// another name beside its place.
func Create(path string, write func(io.Writer) error) error {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return unreadable(path+": expected a name that ends in .xlsx", path+"：文件名须以 .xlsx 结尾")
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return cmp.Or(err, error(&fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".huishang-*.tmp") // 0600: it may hold people's contacts
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	// A link refuses a file that came meanwhile; not every file system has them.
	if err := os.Link(f.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}

var markedName = regexp.MustCompile(`-marked(-\d+)?$`)

// CreateBeside writes a marked copy beside the workbook, where whoever filled it in looks first: NAME-marked.xlsx, or
// NAME-marked-2.xlsx and so on, for the one that is there may be half mended. It answers with the path.
func CreateBeside(workbook string, write func(io.Writer) error) (string, error) {
	full, err := filepath.Abs(workbook)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(full); err == nil && !info.IsDir() {
		full = strings.TrimSuffix(full, filepath.Ext(full))
	}
	full = markedName.ReplaceAllString(full, "")
	for n := 1; ; n++ {
		path := full + "-marked.xlsx"
		if n > 1 {
			path = fmt.Sprintf("%s-marked-%d.xlsx", full, n)
		}
		if err := Create(path, write); !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}
