package sheet

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Create writes a new .xlsx file. It refuses one that exists, and leaves none where writing fails.
func Create(path string, write func(io.Writer) error) error {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return fmt.Errorf("%s: expected a name that ends in .xlsx", path)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // it may hold people's contacts
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
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
